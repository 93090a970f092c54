//! The messages about a case. A page has rules, a case that does not go with them, what is reported of it, and the case
//! mended.

use toegang::case::{CaseError, Options, read_case, text};
use toegang::diagnostic::Severity;
use toegang::program::Program;
use toegang::{SourceFile, compile};

use crate::pages::{assert_style, blocks, codes};

/// The rules on a page, for the municipality that they name.
fn program(code: &str) -> Program {
    let [rules] = blocks(code, "regels")[..] else { panic!("{code} has not one block of rules") };
    let named = rules.split_once("\n  gemeente  ").and_then(|(_, rest)| rest.split_once(" ("));
    let files = [SourceFile { path: "voorbeeld.regels".into(), text: rules.into() }];
    let compiled = compile(&files, named.map_or("", |(name, _)| name));
    let errors: Vec<_> = compiled.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    compiled.program.unwrap_or_else(|| panic!("the rules of {code}: {errors:?}"))
}

/// What is wrong with a case, with the rules on the page of a code.
fn errors(code: &str, case: &str) -> Vec<CaseError> {
    read_case(&program(code), case, &Options::default()).err().unwrap_or_default()
}

/// The case on a page, and the same mended.
fn cases(code: &str) -> (&'static str, &'static str) {
    let [wrong, mended] = blocks(code, "json")[..] else { panic!("{code} has not two cases") };
    (wrong, mended)
}

#[test]
fn a_case_gives_the_report_under_it_and_no_other_code() {
    for code in codes('C') {
        let errors = errors(code, cases(code).0);
        let told: String = errors.iter().map(|error| format!("fout[{}]: {error}\n", error.code.name())).collect();
        assert_eq!(blocks(code, "melding"), [told], "the report of {code}");
        let others: Vec<&CaseError> = errors.iter().filter(|error| error.code.name() != code).collect();
        assert!(others.is_empty() && !errors.is_empty(), "{code}: {others:?}");
    }
}

#[test]
fn a_mended_case_is_read() {
    for code in codes('C') {
        let errors = errors(code, cases(code).1);
        assert!(errors.is_empty(), "the mended case of {code}: {errors:?}");
    }
}

#[test]
fn sentences_have_one_style() {
    for code in codes('C') {
        for error in errors(code, cases(code).0) {
            assert_style(code, &text::message(&error));
        }
    }
}
