//! Every example of the rule files, once more through JSON: written as a case, read back, the same facts.

use toegang::case::{Options, Signature, read_case, write_case};
use toegang::evaluate::{Facts, Given};
use toegang::trial::facts_of;
use toegang::{SourceFile, compile};

fn files(folder: &std::path::Path, into: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).expect("the rules folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|end| end == "regels") {
            let text = std::fs::read_to_string(&path).expect("a rule file");
            into.push(SourceFile { path: path.display().to_string(), text });
        }
    }
}

#[test]
fn an_example_survives_the_way_through_json() {
    let mut sources = Vec::new();
    files(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/landelijk"), &mut sources);
    let compiled = compile(&sources, "");
    let program = compiled.program.expect("the national rules compile");
    let signature = Signature { name: "voorbeeld", reasons: "gegeven in het voorbeeld" };
    assert!(compiled.model.examples.len() > 200);
    for example in &compiled.model.examples {
        let (facts, _) = facts_of(&program, example);
        let text = write_case(&program, &facts, (example.day, example.day), signature);
        let read = read_case(&program, &text, &Options::default());
        let case = read.unwrap_or_else(|errors| panic!("{}: {errors:?}\n{text}", example.name));
        same(&program, &example.name, &facts, &case.facts);
    }
}

/// A judgement that is signed counts from its day on when it says nothing of its validity; everything else is equal.
fn same(program: &toegang::program::Program, name: &str, given: &Facts, read: &Facts) {
    assert_eq!(given.objects, read.objects, "{name}");
    for (number, input) in (0..).zip(&program.inputs) {
        for (one, other) in given.of(number).zip(read.of(number)) {
            match (one, other, input.judgement.is_some()) {
                (Given::Always(datum), Given::Dated(list), true) => {
                    assert_eq!(Some(&datum), list.first().map(|(_, _, d)| d), "{name}: {}", input.name)
                }
                (one, other, _) => assert_eq!(one, other, "{name}: {}", input.name),
            }
        }
    }
}
