//! Runs the chapters: every rule set in `tests/taal` and `docs/handleiding` compiles and its examples hold.
//!
//! A block of rules in a chapter opens with three backticks and `regels`. What follows says what must come of it:
//!
//! - nothing: no errors, and every example holds;
//! - `vervolg`: the same, behind the last block that is sound; text that begins with `regeling` is a file of its own;
//! - `fout=T0607`: exactly that code, and no other error;
//! - `waarschuwing=T0611`: no errors, that warning among the findings, and every example holds;
//! - `mislukt=tegenspraak`: no errors, but every sentence of its own examples fails, saying this word.
//!
//! A block that opens with three backticks and `melding` must be the errors of the block before it, as text.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use toegang::diagnostic::{Diagnostic, Severity, Span, text};
use toegang::{Compiled, SourceFile, case, compile, trial};

#[test]
fn the_chapters_of_the_language_run() {
    run("tests/taal");
}

#[test]
fn the_examples_of_the_guide_run() {
    run("docs/handleiding");
}

#[test]
fn an_article_that_is_left_out_is_known_by_its_own_number() {
    let chapter =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/taal/43-niet-gecodeerd.md"));
    let blocks = blocks(&chapter.unwrap()).unwrap();
    let files: Vec<SourceFile> = blocks[0].parts.iter().enumerate().map(|(place, part)| file(place, part)).collect();
    let compiled = compile(&files, "");
    assert_eq!(compiled.findings, Vec::new());
    let numbers = |sources: &[toegang::program::Source]| {
        sources.iter().map(|source| source.article.clone()).collect::<Vec<_>>().join(" ")
    };
    let found: Vec<String> = compiled.model.uncoded.iter().map(|left_out| numbers(&left_out.source)).collect();
    assert_eq!(found, ["4:19 4:20a 4:20b 4:20c", "4:17 4:18 3a.1.1", "4:21"]);
}

/// What must come of a rule set.
enum Wanted {
    Sound,
    Error(String),
    Warning(String),
    Fails(String),
}

/// A file of a rule set: its text, and the line of the chapter on which each of its lines stands.
#[derive(Clone, Default)]
struct Part {
    text: String,
    lines: Vec<usize>,
}

/// A rule set of a chapter.
struct Block {
    line: usize,
    parts: Vec<Part>,
    wanted: Wanted,
    /// What it must report, with the line where that is written.
    report: Option<(usize, String)>,
}

/// What was counted over all chapters of a folder.
#[derive(Default)]
struct Count {
    chapters: usize,
    sets: usize,
    refused: usize,
    examples: usize,
}

fn run(folder: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut count = Count::default();
    let mut faults = String::new();
    for path in chapters(&root) {
        let name = format!("{folder}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        count.chapters += 1;
        for block in blocks(&text).unwrap_or_else(|fault| panic!("{name}:{fault}")) {
            for (line, fault) in check(&block, &mut count) {
                let _ = write!(faults, "\n{name}:{line}: {fault}");
            }
        }
    }
    let Count { chapters, sets, refused, examples } = count;
    println!("{folder}: {chapters} chapters, {sets} rule sets, {refused} refused as they must be, {examples} examples");
    assert!(faults.is_empty(), "{faults}\n");
    assert!(chapters > 0, "no chapters in {folder}");
}

fn chapters(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    paths.sort();
    paths
}

/// The rule sets of a chapter.
fn blocks(chapter: &str) -> Result<Vec<Block>, String> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines = chapter.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let Some(opening) = line.strip_prefix("```") else { continue };
        let body: Vec<(usize, &str)> = lines.by_ref().take_while(|(_, line)| *line != "```").collect();
        let mut words = opening.split(' ');
        match words.next() {
            Some("regels") => {
                let before = blocks.iter().rev().find(|block| matches!(block.wanted, Wanted::Sound));
                blocks.push(block(at + 1, words, &body, before)?);
            }
            Some("melding") => {
                let block = blocks.last_mut().ok_or("a report without rules before it")?;
                block.report = Some((at + 1, body.iter().map(|(_, line)| format!("{line}\n")).collect()));
            }
            _ => {}
        }
    }
    Ok(blocks)
}

fn block<'w>(
    line: usize,
    words: impl Iterator<Item = &'w str>,
    body: &[(usize, &str)],
    before: Option<&Block>,
) -> Result<Block, String> {
    let mut wanted = Wanted::Sound;
    let mut parts = Vec::new();
    for word in words {
        match word.split_once('=') {
            None if word == "vervolg" => parts = before.map(|block| block.parts.clone()).unwrap_or_default(),
            Some(("fout", code)) => wanted = Wanted::Error(code.into()),
            Some(("waarschuwing", code)) => wanted = Wanted::Warning(code.into()),
            Some(("mislukt", found)) => wanted = Wanted::Fails(found.into()),
            _ => return Err(format!("{line}: unknown word `{word}` after the backticks")),
        }
    }
    for (at, text) in body {
        if text.starts_with("regeling ") || parts.is_empty() {
            parts.push(Part::default());
        }
        let last = parts.last_mut().ok_or("no part")?;
        last.text.push_str(text);
        last.text.push('\n');
        last.lines.push(at + 1);
    }
    Ok(Block { line, parts, wanted, report: None })
}

/// What is wrong with a block, each with its line in the chapter.
fn check(block: &Block, count: &mut Count) -> Vec<(usize, String)> {
    let files: Vec<SourceFile> = block.parts.iter().enumerate().map(|(place, part)| file(place, part)).collect();
    let compiled = compile(&files, "");
    let shown: Vec<(&str, &str)> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let show = |finding: &Diagnostic| (line_of(block, finding.span), text::render(finding, &shown));
    let errors = || compiled.findings.iter().filter(|finding| finding.severity == Severity::Error);
    count.sets += 1;
    let mut faults = match &block.wanted {
        Wanted::Error(code) => {
            count.refused += 1;
            let mut faults: Vec<_> = errors().filter(|error| error.code != code).map(show).collect();
            if !errors().any(|error| error.code == code) {
                faults.push((block.line, format!("expected error {code}")));
            }
            faults
        }
        _ if errors().next().is_some() => errors().map(show).collect(),
        Wanted::Warning(code) if !compiled.findings.iter().any(|finding| finding.code == code) => {
            vec![(block.line, format!("expected warning {code}"))]
        }
        wanted => examples(block, &compiled, wanted, count),
    };
    if let Some((line, wanted)) = &block.report {
        let reported: Vec<String> = errors().map(|finding| text::render(finding, &shown)).collect();
        let reported = reported.join("\n");
        if reported.trim_end() != wanted.trim_end() {
            faults.push((*line, format!("the report is:\n{reported}")));
        }
    }
    faults
}

fn file(place: usize, part: &Part) -> SourceFile {
    let path = if place == 0 { "proef.regels".into() } else { format!("proef_{}.regels", place + 1) };
    SourceFile { path, text: part.text.clone() }
}

/// The line of the chapter on which a span begins.
fn line_of(block: &Block, span: Span) -> usize {
    let line = block.parts.get(span.file as usize).and_then(|part| {
        let before = part.text.get(..span.start as usize)?;
        part.lines.get(before.matches('\n').count()).copied()
    });
    line.unwrap_or(block.line)
}

/// Runs the examples of a sound rule set.
fn examples(block: &Block, compiled: &Compiled, wanted: &Wanted, count: &mut Count) -> Vec<(usize, String)> {
    let Some(program) = &compiled.program else { return vec![(block.line, "no program".into())] };
    let trial = trial::run(&compiled.model, program, &case::judge);
    let own = |span: &Span| line_of(block, *span) > block.line;
    let model = &compiled.model.examples;
    count.examples += model.iter().filter(|example| own(&example.span)).count();
    let sentences = model.iter().flat_map(|example| &example.expectations).filter(|(.., span)| own(span)).count();
    let mut faults = Vec::new();
    for failure in &trial.failures {
        if matches!(wanted, Wanted::Fails(found) if failure.found.contains(found.as_str())) {
            continue;
        }
        let said = format!("{}: {}\n  found: {}", failure.example, failure.sentence, failure.found);
        faults.push((line_of(block, failure.span), said));
    }
    if let Wanted::Fails(found) = wanted
        && trial.failures.iter().filter(|failure| own(&failure.span)).count() < sentences
    {
        faults.push((block.line, format!("expected every sentence to fail with {found}")));
    }
    faults
}
