//! `toegang test`: the examples of rule files: national ones on national law alone, local ones with their municipality.

use std::collections::{BTreeMap, BTreeSet};

use toegang::case::judge;
use toegang::diagnostic::{Span, text};
use toegang::trial::{self, Failure};

use crate::args::Test;
use crate::out::{Exit, Stop, counted, line};
use crate::progress::Progress;
use crate::rules::{Library, RuleSet};

/// An example or a sentence by its file and first byte.
type At = (String, u32);

/// What came of all examples in all rule sets.
#[derive(Default)]
struct Results {
    /// Every example.
    examples: BTreeSet<At>,
    /// Those with a failure.
    failed: BTreeSet<At>,
    /// The lines of the failures, by sentence and by what came out; with the municipalities.
    lines: BTreeMap<(At, String), Vec<String>>,
}

/// Runs the examples; a line per failure, then the count in Dutch, and last for machines.
///
/// # Errors
///
/// Rules with errors.
pub fn run(test: &Test) -> Result<Exit, Stop> {
    let library = Library::open(test.map.as_deref())?;
    let progress = Progress::start();
    let mut results = Results::default();
    for texts in library.layers() {
        progress.step(format!("Voorbeelden draaien: {}", texts.label()));
        results.add(texts.compile())?;
    }
    drop(progress);
    for ((_, told), municipalities) in &results.lines {
        line(&format!("{told} [{}]", municipalities.join(", ")))?;
    }
    let (count, failed) = (results.examples.len(), results.failed.len());
    let passed = count.saturating_sub(failed);
    line(&format!("{}: {passed} goed, {failed} fout", counted(count, "voorbeeld", "voorbeelden")))?;
    // Scripts and checks of others read this line, and that it is the last.
    line(&format!("{passed} passed, {failed} failed"))?;
    Ok(if failed == 0 { Exit::Done } else { Exit::Wrong })
}

impl Results {
    fn add(&mut self, mut set: RuleSet) -> Result<(), Stop> {
        let own: Vec<bool> = set.texts.own();
        set.model.examples.retain(|example| own.get(example.span.file as usize) == Some(&true));
        let program = set.program()?;
        let shown = set.texts.shown();
        let files: Vec<(&str, &str)> = shown.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        let at = |span: Span| (files.get(span.file as usize).map_or("", |(path, _)| *path).to_string(), span.start);
        self.examples.extend(set.model.examples.iter().map(|example| at(example.span)));
        for failure in trial::run(&set.model, program, &judge).failures {
            let within = |span: Span| {
                span.file == failure.span.file && span.start <= failure.span.start && failure.span.end <= span.end
            };
            let example = set.model.examples.iter().find(|example| within(example.span)).map(|example| example.span);
            self.failed.insert(at(example.unwrap_or(failure.span)));
            let key = (at(failure.span), told(&failure, &files));
            self.lines.entry(key).or_default().push(set.texts.label().to_string());
        }
        Ok(())
    }
}

/// `normen.regels:12:3: voorbeeld NAAM: De norm is € 1. Maar: € 2.`
fn told(failure: &Failure, files: &[(&str, &str)]) -> String {
    let sentence = failure.sentence.trim_end_matches('.');
    format!(
        "{}: voorbeeld {}: verwacht `{sentence}`, maar het werd: {}",
        text::place(failure.span, files),
        failure.example,
        failure.found
    )
}
