//! Every message of the checker: its sentence, its page, and the example on that page, which must give it and no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use toegang::diagnostic::{pages, text};
use toegang::{Compiled, SourceFile, compile};

/// The codes of the checker.
fn codes() -> impl Iterator<Item = &'static str> {
    pages::codes().filter(|code| *code >= "T0400")
}

/// The example on a page.
fn example(code: &str) -> &'static str {
    let page = pages::page(code).unwrap();
    let (_, rest) = page.split_once("```regels\n").unwrap_or_else(|| panic!("{code} has no example"));
    rest.split_once("```").unwrap().0
}

fn compiled(code: &str) -> Compiled {
    compile(&[SourceFile { path: "voorbeeld.regels".into(), text: example(code).into() }], "")
}

#[test]
fn an_example_gives_the_message_of_its_page_and_no_other() {
    for code in codes() {
        let found: Vec<&str> = compiled(code).findings.iter().map(|finding| finding.code).collect();
        assert_eq!(found, [code], "the example of {code}");
    }
}

#[test]
fn the_messages_read_as_they_should() {
    for series in ["T04", "T05", "T06", "T07", "T08", "T09"] {
        let mut shown = String::new();
        for code in codes().filter(|code| code.starts_with(series)) {
            for finding in compiled(code).findings {
                shown.push_str(&text::render(&finding, &[("voorbeeld.regels", example(code))]));
                shown.push('\n');
            }
        }
        insta::assert_snapshot!(series, shown);
    }
}

#[test]
fn a_page_has_its_four_headings_in_order() {
    for code in pages::codes() {
        let page = pages::page(code).unwrap();
        let headings: Vec<&str> = page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## Wat", "## Waarom", "## Voorbeeld", "## Oplossing"], "the page of {code}");
        assert!(page.starts_with(&format!("# {code} ")), "the page of {code}");
    }
}

#[test]
fn a_sentence_is_in_lower_case_without_a_full_stop() {
    for entry in text::entries() {
        for said in [entry.sentence, entry.hint].into_iter().filter(|said| !said.is_empty()) {
            assert!(!said.ends_with(['.', ' ', ':']), "{}: {said}", entry.code);
            assert!(!said.starts_with(char::is_uppercase), "{}: {said}", entry.code);
            assert_eq!(said.matches('`').count() % 2, 0, "{}: {said}", entry.code);
        }
    }
}

/// Every code that stands in the source of the engine, outside the tables of texts and pages.
fn codes_in_source() -> BTreeSet<String> {
    fn walk(dir: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.ends_with("src/diagnostic") {
                continue;
            }
            if path.is_dir() {
                walk(&path, found);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for piece in text.split('"') {
                let digits = piece.strip_prefix("T0").filter(|rest| rest.len() == 3);
                if digits.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
                    found.insert(piece.to_string());
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

#[test]
fn every_code_has_a_sentence_and_a_page_and_no_other_has() {
    let used = codes_in_source();
    let told: BTreeSet<String> = text::entries().map(|entry| entry.code.to_string()).collect();
    let explained: BTreeSet<String> = pages::codes().map(str::to_string).collect();
    assert_eq!(used, told, "codes in the source and sentences");
    assert_eq!(used, explained, "codes in the source and pages");
}
