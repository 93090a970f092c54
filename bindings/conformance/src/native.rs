//! The engine as it is linked into this program.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use toegang::case::{self, CaseError, DecideOptions, Options, UnknownDecision};
use toegang::diagnostic::{Diagnostic, Severity, text};
use toegang::program::bytes::to_bytes;
use toegang::{SourceFile, compile, trial};
use toegang_corpus::RuleSet;

use crate::Engine;
use crate::corpus::{Ask, Form, Item, Question};

/// The engine with the rule sets used so far.
#[derive(Default)]
pub struct Native {
    sets: BTreeMap<Option<String>, RuleSet>,
}

impl Native {
    fn set(&mut self, gemeente: &Option<String>) -> Option<&RuleSet> {
        if !self.sets.contains_key(gemeente) {
            let set = toegang_corpus::rule_set(gemeente.as_deref())?;
            self.sets.insert(gemeente.clone(), set);
        }
        self.sets.get(gemeente)
    }
}

impl Engine for Native {
    fn run(&mut self, item: &Item) -> Option<Vec<String>> {
        Some(match &item.ask {
            Ask::Case { text, questions } => {
                self.set(&item.gemeente).map_or_else(Vec::new, |set| on_case(set, text, questions))
            }
            Ask::RuleSet => self.set(&item.gemeente).map_or_else(Vec::new, about),
            Ask::Texts(files) => vec![findings(files)],
        })
    }
}

fn on_case(set: &RuleSet, casus: &str, questions: &[Question]) -> Vec<String> {
    let Some(program) = &set.compiled.program else { return Vec::new() };
    let case = match case::read_case(program, casus, &Options::default()) {
        Ok(case) => case,
        Err(errors) => {
            let told = errors.iter().map(error).collect::<Vec<_>>().join("\n");
            return vec![told; questions.len()];
        }
    };
    let say = |Question { onderwerp, form }: &Question| {
        let options = DecideOptions { onderwerp: onderwerp.clone(), spoor: *form == Form::Traced };
        let said = match form {
            Form::Plain | Form::Traced => case::decide(program, &case, &options),
            Form::Explained => case::uitleg(program, &case, &options),
        };
        said.unwrap_or_else(|unknown: UnknownDecision| unknown.to_string())
    };
    questions.iter().map(say).collect()
}

fn about(set: &RuleSet) -> Vec<String> {
    let Some(program) = &set.compiled.program else { return Vec::new() };
    let trial = trial::run(&set.compiled.model, program, &case::judge);
    let failures =
        trial.failures.iter().map(|failure| format!("{} {} {}", failure.example, failure.sentence, failure.found));
    let failures: Vec<String> = failures.collect();
    vec![
        program.identity.sha256.to_string(),
        case::case_schema(program),
        case::decision_schema(program),
        format!("{} passed, {} failed\n{}", trial.passed, trial.failed, failures.join("\n")),
        told(&set.compiled.findings, &set.files),
        hexadecimal(&Sha256::digest(to_bytes(program))),
    ]
}

fn findings(files: &[(String, String)]) -> String {
    let files: Vec<SourceFile> =
        files.iter().map(|(path, text)| SourceFile { path: path.clone(), text: text.clone() }).collect();
    let compiled = compile(&files, "");
    if compiled.program.is_some() {
        return "compiles".into();
    }
    let errors: Vec<Diagnostic> =
        compiled.findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    told(&errors, &files)
}

fn told(findings: &[Diagnostic], files: &[SourceFile]) -> String {
    let places: Vec<(&str, &str)> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let line = |finding: &Diagnostic| {
        let (place, message) = (text::place(finding.span, &places), text::message(finding));
        format!("{} {place} {message} {:?} {:?}", finding.code, finding.expected, finding.near)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn error(error: &CaseError) -> String {
    let (code, message) = (error.code.name(), case::text::message(error));
    format!("{code} {} {message} {:?} {:?}", error.path, error.expected, error.near)
}

/// Bytes as text.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
