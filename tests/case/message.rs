//! Message data of an outcome: the fields, the checks, and what a check that is not met does not do.

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{DecideOptions, Options, decide, read_case, uitleg};
use toegang::program::Program;
use toegang::{SourceFile, compile};

fn program() -> Program {
    let file = SourceFile { path: "bericht.regels".into(), text: include_str!("bericht.regels").into() };
    let compiled = compile(&[file], "");
    compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
}

/// A case of one person with some hours; `more` is what else is given of her.
fn case(more: &str) -> String {
    let hours = r#""minuten_per_week": { "aantal": 150, "eenheid": "minuut", "per": "week" }"#;
    format!(r#"{{ "peildatum": "2026-07-01", "personen": [ {{ "id": "anna", {hours}{more} }} ] }}"#)
}

fn outcome(more: &str) -> Json {
    let program = program();
    let case = read_case(&program, &case(more), &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let document = decide(&program, &case, &DecideOptions::default()).unwrap();
    let document = parse(&document, Limits::default()).unwrap();
    document.get("uitkomsten").unwrap().as_array().unwrap()[0].clone()
}

fn told(outcome: &Json) -> String {
    let parts = ["uitkomst", "bericht", "ontbreekt", "waarschuwingen"];
    parts.iter().map(|part| format!("{part}: {}\n", outcome.get(part).unwrap().to_compact())).collect()
}

#[test]
fn the_fields_and_the_checks() {
    insta::assert_snapshot!(told(&outcome(r#", "frequentie": "week", "einddatum": "2026-12-31""#)));
}

#[test]
fn a_check_that_is_not_met_is_a_warning_and_changes_nothing_else() {
    insta::assert_snapshot!(told(&outcome(r#", "frequentie": "week", "einddatum": null"#)));
}

#[test]
fn what_a_check_needs_is_asked_and_the_right_stays() {
    insta::assert_snapshot!(told(&outcome(r#", "frequentie": "week""#)));
}

#[test]
fn without_a_right_there_is_no_message() {
    let text = case("").replace("150", "0");
    let program = program();
    let case = read_case(&program, &text, &Options::default()).unwrap();
    let document = decide(&program, &case, &DecideOptions::default()).unwrap();
    assert!(document.contains("\"bericht\": null"), "{document}");
}

#[test]
fn it_says_so_in_dutch() {
    let program = program();
    let case = read_case(&program, &case(r#", "frequentie": "week", "einddatum": null"#), &Options::default()).unwrap();
    insta::assert_snapshot!(uitleg(&program, &case, &DecideOptions::default()).unwrap());
}
