//! Procedures and plans in a decision document: what begins, who directs, and what a plan refers to.

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{DecideOptions, Options, decide, decision_schema, read_case, uitleg};
use toegang::program::Program;
use toegang::{SourceFile, compile};

fn program() -> Program {
    let file = SourceFile { path: "plan.regels".into(), text: include_str!("plan.regels").into() };
    let compiled = compile(&[file], "");
    compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
}

/// Anna reported and consents; of Bo it is not known.
const CASE: &str = r#"{ "peildatum": "2026-11-20",
  "personen": [ { "id": "anna", "eerste_contact": "2026-11-16", "stemt_in_met_een_melding": true, "heeft_hulp_nodig": true },
                { "id": "bo", "eerste_contact": "2026-11-18", "heeft_hulp_nodig": false } ],
  "huishouden": { "vraagt_ondersteuning": true, "heeft_schulden": false } }"#;

fn decided(text: &str, onderwerp: Option<&str>) -> Json {
    let program = program();
    let case = read_case(&program, text, &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let options = DecideOptions { onderwerp: onderwerp.map(str::to_string), ..DecideOptions::default() };
    parse(&decide(&program, &case, &options).unwrap(), Limits::default()).unwrap()
}

fn list<'j>(document: &'j Json, section: &str) -> &'j [Json] {
    document.get(section).unwrap().as_array().unwrap()
}

/// A section of a document, each outcome with its keys on lines of their own.
fn shown(document: &Json, section: &str) -> String {
    let mut out = String::new();
    for outcome in list(document, section) {
        for (key, value) in outcome.as_object().unwrap() {
            out.push_str(&format!("{key}: {}\n", value.to_compact()));
        }
        out.push('\n');
    }
    out
}

#[test]
fn a_procedure_says_from_which_day_it_counts() {
    insta::assert_snapshot!(shown(&decided(CASE, None), "procedures"));
}

#[test]
fn a_plan_refers_to_outcomes_and_is_no_decision() {
    let document = decided(CASE, None);
    let plan = shown(&document, "plan");
    for reference in list(&list(&document, "plan")[0], "besluiten") {
        let place = reference.get("verwijzing").unwrap().as_str().unwrap();
        let number: usize = place.strip_prefix("/uitkomsten/").unwrap().parse().unwrap();
        let outcome = &list(&document, "uitkomsten")[number];
        assert_eq!(outcome.get("besluit"), reference.get("besluit"));
        assert_eq!(outcome.get("betreft"), reference.get("betreft"));
    }
    insta::assert_snapshot!(plan);
}

#[test]
fn a_subject_is_one_of_them_and_a_plan_brings_what_it_refers_to() {
    let counts = |onderwerp| {
        let document = decided(CASE, Some(onderwerp));
        ["uitkomsten", "procedures", "plan"].map(|section| list(&document, section).len())
    };
    assert_eq!(counts("hulp"), [2, 0, 0]);
    assert_eq!(counts("melding"), [0, 2, 0]);
    assert_eq!(counts("huishoudplan"), [2, 2, 1]);
}

#[test]
fn a_household_that_asks_for_nothing_has_no_plan() {
    let document = decided(&CASE.replace("\"vraagt_ondersteuning\": true", "\"vraagt_ondersteuning\": false"), None);
    let plan = &list(&document, "plan")[0];
    assert_eq!(plan.get("uitkomst").unwrap().as_str(), Some("niet van toepassing"));
    assert!(list(plan, "besluiten").is_empty() && list(plan, "procedures").is_empty());
}

#[test]
fn the_explanation_tells_all_three() {
    let program = program();
    let case = read_case(&program, CASE, &Options::default()).unwrap();
    insta::assert_snapshot!(uitleg(&program, &case, &DecideOptions::default()).unwrap());
}

#[test]
fn the_schema_knows_procedures_and_plans() {
    let schema = parse(&decision_schema(&program()), Limits::default()).unwrap();
    let definitions = schema.get("$defs").unwrap();
    let names = |name: &str| definitions.get(name).unwrap().get("properties").unwrap().to_compact();
    insta::assert_snapshot!(format!("{}\n{}\n", names("procedure"), names("plan")));
}
