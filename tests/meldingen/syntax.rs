//! The messages of the parser: seeded mistakes as snapshots, and the examples on the pages.

use std::fs;
use std::path::PathBuf;

use toegang::diagnostic::{Diagnostic, text};
use toegang::syntax::parse;

use crate::pages::{blocks, codes};

/// Codes of limits, whose examples would be too large for a page.
const LIMITS: [&str; 4] = ["T0107", "T0108", "T0110", "T0120"];

/// The rule files of a directory under `tests`, by name.
fn cases(directory: &str) -> Vec<(String, String)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(directory);
    let mut cases = Vec::new();
    for entry in fs::read_dir(path).expect("the directory of cases") {
        let path = entry.expect("a case").path();
        if path.extension().is_some_and(|extension| extension == "regels") {
            let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_string();
            cases.push((name, fs::read_to_string(&path).expect("a text")));
        }
    }
    cases.sort();
    cases
}

/// Everything that is reported about a text, as plain text.
fn rendered(name: &str, text: &str) -> String {
    let (_, found) = parse(0, text);
    found.iter().map(|diagnostic| text::render(diagnostic, &[(name, text)])).collect()
}

#[test]
fn seeded_mistakes_are_reported_at_their_place() {
    for (name, text) in cases("meldingen") {
        insta::assert_snapshot!(name.clone(), rendered(&format!("{name}.regels"), &text));
    }
}

#[test]
fn a_seeded_mistake_gives_few_reports() {
    let counts: Vec<usize> = cases("meldingen").iter().map(|(_, text)| parse(0, text).1.len()).collect();
    let single = counts.iter().filter(|count| **count == 1).count();
    assert!(single * 4 >= counts.len() * 3, "{single} of {} mistakes give one report", counts.len());
    assert!(counts.iter().all(|count| (1..=3).contains(count)), "{counts:?}");
}

#[test]
fn every_example_triggers_exactly_its_code() {
    for code in codes('T').filter(|code| *code < "T04" && !LIMITS.contains(code)) {
        let examples = blocks(code, "regels");
        let [wrong, right @ ..] = examples.as_slice() else { panic!("{code} has no example") };
        let (_, found) = parse(0, wrong);
        let codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
        assert!(!codes.is_empty() && codes.iter().all(|found| *found == code), "{code}: {codes:?}");
        for text in right {
            assert_eq!(parse(0, text).1, Vec::<Diagnostic>::new(), "{code}");
        }
    }
}
