//! Temporary driver.
use std::path::Path;
use toegang::{SourceFile, compile, in_order};

fn collect(dir: &Path, out: &mut Vec<SourceFile>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|e| e == "regels") {
            out.push(SourceFile { path: path.display().to_string(), text: std::fs::read_to_string(&path).unwrap_or_default() });
        }
    }
}

fn toets(args: &[String]) {
    let mut files: Vec<SourceFile> = toegang_rules::landelijk().into_iter().map(|(p, t)| SourceFile { path: format!("landelijk/{p}"), text: t.into() }).collect();
    let text = std::fs::read_to_string(&args[0]).unwrap();
    if args.len() > 2 { files.extend(toegang_rules::gemeente(&args[2]).into_iter().map(|(p, t)| SourceFile { path: format!("gemeenten/{p}"), text: t.into() })); }
    let compiled = compile(&files, args.get(2).map_or("", |s| s));
    let program = compiled.program.unwrap();
    match toegang::case::read_case(&program, &text, &Default::default()) {
        Err(errors) => for e in errors { println!("{e:?}"); },
        Ok(case) => {
            let o = toegang::case::DecideOptions { onderwerp: Some("algemene bijstand".into()), spoor: false };
            if args[1] == "uitleg" { print!("{}", toegang::case::uitleg(&program, &case, &o).unwrap()); }
            else { print!("{}", toegang::case::decide(&program, &case, &o).unwrap()); }
        }
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|a| a == "toets") { return toets(&args[1..]); }
    let mut files = Vec::new();
    for dir in std::env::args().skip(1) {
        let path = Path::new(&dir);
        if path.is_dir() { collect(path, &mut files); } else { files.push(SourceFile { path: dir.clone(), text: std::fs::read_to_string(path).unwrap_or_default() }); }
    }
    let compiled = compile(&files, "");
    let ordered = in_order(&files);
    for f in &compiled.findings {
        let file = ordered[f.span.file as usize];
        let upto = &file.text[..(f.span.start as usize).min(file.text.len())];
        let line = upto.matches('\n').count() + 1;
        let col = upto.len() - upto.rfind('\n').map_or(0, |p| p + 1) + 1;
        println!("{:?} {} {}:{}:{} {:?} exp={:?} near={:?}", f.severity, f.code, file.path, line, col, f.facts, f.expected, f.near);
    }
    if let Some(program) = &compiled.program {
        let trial = toegang::trial::run(&compiled.model, program, &|_, _, _, _| Ok(()));
        for f in &trial.failures { 
            let file = ordered[f.span.file as usize];
            let line = file.text[..f.span.start as usize].matches('\n').count() + 1;
            println!("FOUT {}:{line} [{}] {} => {}", file.path, f.example, f.sentence, f.found); }
        println!("{} passed, {} failed", trial.passed, trial.failed);
    }
    println!("{} findings; terms {} inputs {} examples {}", compiled.findings.len(), compiled.model.terms.len(), compiled.model.inputs.len(), compiled.model.examples.len());
}
