//! The diagnostics: seeded mistakes as snapshots, and a page with a working example for every code.

use std::fs;
use std::path::PathBuf;

use toegang::diagnostic::{Diagnostic, pages, text};
use toegang::syntax::parse;

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

/// The examples of a page.
fn examples(page: &str) -> Vec<&str> {
    let blocks = page.split("```regels\n").skip(1);
    blocks.filter_map(|rest| rest.split_once("```").map(|(example, _)| example)).collect()
}

#[test]
fn every_page_has_its_headings() {
    for code in pages::codes() {
        let page = pages::page(code).expect("a page");
        let headings: Vec<&str> = page.lines().filter(|line| line.starts_with('#')).collect();
        let [title, rest @ ..] = headings.as_slice() else { panic!("{code} has no title") };
        assert!(title.starts_with(&format!("# {code} ")), "{title}");
        assert_eq!(rest, ["## Wat", "## Waarom", "## Voorbeeld", "## Oplossing"], "{code}");
    }
}

#[test]
fn every_example_triggers_exactly_its_code() {
    for code in pages::codes().filter(|code| *code < "T04" && !LIMITS.contains(code)) {
        let examples = examples(pages::page(code).expect("a page"));
        let [wrong, right @ ..] = examples.as_slice() else { panic!("{code} has no example") };
        let (_, found) = parse(0, wrong);
        let codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
        assert!(!codes.is_empty() && codes.iter().all(|found| *found == code), "{code}: {codes:?}");
        for text in right {
            assert_eq!(parse(0, text).1, Vec::<Diagnostic>::new(), "{code}");
        }
    }
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let entries: Vec<&str> = text::entries().map(|entry| entry.code).collect();
    let pages: Vec<&str> = pages::codes().collect();
    assert_eq!(entries, pages);
    assert!(entries.is_sorted_by(|before, after| before < after), "codes stand in order, once");
    let files = fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/meldingen")).expect("the pages");
    assert_eq!(files.count(), pages.len());
}

#[test]
fn sentences_have_one_style() {
    for entry in text::entries() {
        let text::Entry { code, sentence, hint } = entry;
        for text in [sentence, hint] {
            assert!(!text.ends_with('.'), "{code}: {text}");
            assert!(!text.starts_with(char::is_uppercase), "{code}: {text}");
            assert_eq!(text.matches('`').count() % 2, 0, "{code}: {text}");
        }
    }
}
