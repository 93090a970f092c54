//! What comes of input that was made to exhaust the engine: a decision or a code, in bounded memory.
//!
//! `cargo test --release -p toegang-bench --test hostile -- --nocapture` prints the memory and the time of each.
#![allow(clippy::disallowed_methods, reason = "tests")]

#[path = "../src/count.rs"]
mod count;

use std::collections::BTreeSet;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use toegang::case::{self, DecideOptions, Options};
use toegang::diagnostic::text::message;
use toegang::program::Program;
use toegang::{SourceFile, compile};
use toegang_corpus::hostile::{hostile_cases, hostile_rules};
use toegang_corpus::rule_set;

/// The most memory, with the input itself, in bytes.
const MOST: usize = 64 << 20;
/// The most that is said of what is wrong, in bytes.
const MOST_SAID: usize = 200_000;

/// The cases that are put to every decision as well: as many objects as a case may have.
const EVERY_DECISION: &[&str] = &["150 persons", "37 objects of every class"];

/// What comes of each case: its codes, or a decision.
const CASES: &[(&str, &str)] = &[
    ("10 MB of brackets", "C0106"),
    ("arrays 100,000 deep", "C0106"),
    ("objects 100,000 deep", "C0106"),
    ("a text of 11 MB", "C0102"),
    ("white space of 9 MB", "besluit"),
    ("a text without end", "C0102"),
    ("escapes only", "C0102"),
    ("100,000 persons", "C0102"),
    ("1,000 persons", "C0102"),
    ("150 persons", "besluit"),
    ("150 objects of every class", "C0102"),
    ("37 objects of every class", "besluit"),
    ("100,000 children in a list", "C0102"),
    ("50,000 children in place of their ids", "C0102"),
    ("100,000 judgements", "C0102"),
    ("100,000 judgements that say nothing", "C0102"),
    ("100,000 dated values of one fact", "C0102"),
    ("40,000 dated values of one fact", "C0102"),
    ("1,900 dated values in nine years", "besluit"),
    ("1,900 judgements on one question", "C0102 C0208"),
    ("60,000 relations", "C0102"),
    ("60,000 versions of a disputed fact", "C0102"),
    ("a number of a million digits", "C0102"),
    ("a fraction of a million digits", "C0102"),
    ("an exponent of a million digits", "C0102"),
    ("a number in a text of a million digits", "C0102"),
    ("a key of a million characters", "C0102"),
    ("a key of a million characters, twice", "C0102"),
    ("mistakes behind a key of a million characters", "C0102"),
    ("keys of a million characters in each other", "C0102"),
    ("200,000 unknown keys", "C0102"),
    ("190,000 unknown keys", "C0102"),
    ("190,000 unknown keys of a person", "C0102"),
    ("1,900 unknown keys", "C0102 C0103"),
    ("1,900 unknown keys at the top", "C0102 C0103"),
    ("1,900 unknown keys of each of 100 persons", "C0102 C0103"),
    ("1,900 unknown children on each of 100 days", "C0102 C0302"),
    ("1,900 relations with 90 unknown facts", "C0102 C0103"),
    ("90,000 keys twice", "C0102"),
    ("an id of a million characters, twice", "C0102"),
    ("a municipality of a million characters", "C0102"),
    ("a day of a million characters", "C0102"),
    ("a role of a million characters", "C0102"),
    ("a judgement of a million characters", "C0102"),
    ("reasons of 9 MB", "C0102"),
    ("a source of 9 MB", "C0102"),
];

/// What comes of each rule text: its codes.
const RULES: &[(&str, &str)] = &[
    ("a file of 3 MB", "T0107"),
    ("10 MB of brackets", "T0107"),
    ("a sentence of a million words", "T0107"),
    ("a sentence of 120,000 words", "T0110 T0714"),
    ("a sentence of 20,000 words", "T0110 T0714"),
    ("60 paragraphs of 1,900 words", "T0501 T0714"),
    ("a name of 240,000 characters", "T0110 T0112 T0601 T0702 T0714"),
    ("a name of 45,000 characters, twice", "T0401 T0714"),
    ("a head word of 240,000 characters", "T0101"),
    ("a field of 240,000 characters", "T0103 T0601 T0702 T0714"),
    ("a text without end", "T0110 T0714"),
    ("a text of 45,000 characters without end", "T0207 T0301 T0603 T0714"),
    ("240,000 marks without end", "T0110 T0714"),
    ("45,000 brackets", "T0110 T0714"),
    ("5 times 45,000 brackets", "T0110 T0714"),
    ("a list 100,000 deep", "T0107"),
    ("a list 4,000 deep", "T0102 T0120 T0601 T0702 T0714"),
    ("240,000 empty lines", "T0107"),
    ("4,900 lines", "T0103 T0120 T0601 T0702 T0714"),
    ("4,900 lines in the first column", "T0101 T0120"),
    ("4,900 comments", "programma"),
    ("4,900 blocks", "T0120 T0601 T0614 T0702 T0714"),
    ("1,200 blocks of a few lines", "T0120 T0614 T0714"),
    ("4,900 rows", "T0120 T0501 T0702 T0714"),
    ("a row of 15,000 cells", "T0110 T0116 T0702 T0714"),
    ("4,900 entries", "T0402 T0714"),
    ("4,900 paragraphs", "T0114 T0120 T0501 T0702 T0714"),
    ("28,000 sentences", "T0120 T0501 T0602 T0714"),
    ("15,000 signs that are none", "T0201 T0301 T0603 T0714"),
    ("a number of 45,000 digits", "T0205 T0714"),
    ("an example of 4,900 lines", "T0714 T0901"),
];

#[test]
fn hostile_input_is_answered_in_bounded_memory() {
    let set = rule_set(Some("zutphen")).expect("the rules are built in");
    let program = set.compiled.program.as_ref().expect("the rules compile");
    let cases = hostile_cases();
    let found = cases.iter().map(|(name, text)| (name.as_str(), answer(name, text.len(), || on_case(program, text))));
    let of_cases: Vec<_> = found.collect();
    for (name, text) in cases.iter().filter(|(name, _)| EVERY_DECISION.contains(&name.as_str())) {
        answer(&format!("{name}, every decision"), text.len(), || every_decision(program, text));
    }
    let rules = hostile_rules();
    let size = |files: &[SourceFile]| files.iter().map(|file| file.text.len()).sum();
    let found = rules.iter().map(|(name, files)| (name.as_str(), answer(name, size(files), || on_rules(files))));
    let of_rules: Vec<_> = found.collect();
    assert_eq!(borrowed(&of_cases), CASES);
    assert_eq!(borrowed(&of_rules), RULES);
}

fn borrowed<'f>(found: &'f [(&'f str, String)]) -> Vec<(&'f str, &'f str)> {
    found.iter().map(|(name, codes)| (*name, codes.as_str())).collect()
}

/// The codes that some work gives; it fails when it takes too much memory or says too much.
fn answer(name: &str, size: usize, work: impl FnOnce() -> (BTreeSet<&'static str>, usize)) -> String {
    let start = worked();
    let ((codes, said), most) = count::peak(work);
    let took = worked().saturating_sub(start);
    let most = size + usize::try_from(most).expect("a peak");
    let codes = codes.into_iter().collect::<Vec<_>>().join(" ");
    println!("{:>6} ms {:>6} KB  {name}: {codes}", took.as_millis(), most >> 10);
    assert!(most <= MOST, "{name}: {most} bytes of memory");
    assert!(said <= MOST_SAID, "{name}: {said} bytes of messages");
    codes
}

fn on_case(program: &Program, text: &str) -> (BTreeSet<&'static str>, usize) {
    match case::read_case(program, text, &Options::default()) {
        Err(errors) => {
            let said = errors.iter().map(|error| error.to_string().len()).sum();
            (errors.iter().map(|error| error.code.name()).collect(), said)
        }
        Ok(case) => {
            let options = DecideOptions { onderwerp: Some("algemene bijstand".into()), ..DecideOptions::default() };
            let decision = case::decide(program, &case, &options).expect("a decision of the rules");
            (BTreeSet::from(["besluit"]), decision.len())
        }
    }
}

fn every_decision(program: &Program, text: &str) -> (BTreeSet<&'static str>, usize) {
    let case = case::read_case(program, text, &Options::default()).expect("a case");
    let decided = case::decide(program, &case, &DecideOptions::default()).expect("every decision");
    assert!(decided.len() > text.len());
    (BTreeSet::from(["besluit"]), 0)
}

fn on_rules(files: &[SourceFile]) -> (BTreeSet<&'static str>, usize) {
    let compiled = compile(files, "");
    let said = compiled.findings.iter().map(|finding| message(finding).len()).sum();
    let codes = compiled.findings.iter().map(|finding| finding.code);
    (codes.chain(compiled.program.map(|_| "programma")).collect(), said)
}

/// The time that this thread was on a processor.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), u32::try_from(time.tv_nsec).unwrap_or(0))
}
