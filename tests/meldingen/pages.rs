//! The pages: one for every code, all of the same form; and what the other tests take from them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toegang::diagnostic::{pages, text};

/// The codes of an area that have a page: `T` for rule texts, `C` for cases.
pub fn codes(area: char) -> impl Iterator<Item = &'static str> {
    pages::codes().filter(move |code| code.starts_with(area))
}

/// The blocks of a kind on the page of a code, in order: what stands between three backticks with `regels`, and so on.
pub fn blocks(code: &str, kind: &str) -> Vec<&'static str> {
    let page = pages::page(code).unwrap_or_else(|| panic!("{code} has no page"));
    let rest = page.split("```").skip(1).step_by(2);
    rest.filter_map(|block| block.strip_prefix(kind)?.strip_prefix('\n')).collect()
}

/// Fails when a sentence is not in lower case, ends as a sentence, or leaves a backtick open.
pub fn assert_style(code: &str, said: &str) {
    assert!(!said.ends_with(['.', ' ', ':']), "{code}: {said}");
    assert!(!said.starts_with(char::is_uppercase), "{code}: {said}");
    assert_eq!(said.matches('`').count() % 2, 0, "{code}: {said}");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every code that stands in the source of the engine and of what all bindings share, outside the tables of texts and pages.
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
            found.extend(text.split('"').filter(|piece| is_code(piece)).map(str::to_string));
        }
    }
    let mut found = BTreeSet::new();
    for folder in ["src", "bindings/api/src", "bindings/web/js"] {
        walk(&root().join(folder), &mut found);
    }
    found
}

/// `T0101`, `C0101`, `B0101`
fn is_code(piece: &str) -> bool {
    let digits = ["T0", "C0", "B0"].into_iter().find_map(|area| piece.strip_prefix(area));
    digits.is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let explained: Vec<&str> = pages::codes().collect();
    assert!(explained.is_sorted_by(|before, after| before < after), "codes stand in order, once");
    assert_eq!(codes_in_source(), explained.iter().map(|code| code.to_string()).collect(), "codes in the source");
    let files = fs::read_dir(root().join("docs/meldingen")).expect("the pages");
    assert_eq!(files.count(), explained.len(), "files");
}

#[test]
fn every_code_about_rule_texts_has_a_sentence() {
    let told: Vec<&str> = text::entries().map(|entry| entry.code).collect();
    assert_eq!(told, codes('T').collect::<Vec<_>>());
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
fn sentences_have_one_style() {
    for entry in text::entries() {
        assert_style(entry.code, entry.sentence);
        assert_style(entry.code, entry.hint);
    }
}
