//! A case about one law while others are loaded: what nobody asked for stands apart, under the fact that would open it.

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{DecideOptions, Options, decide, decision_schema, read_case, uitleg};
use toegang::program::Program;
use toegang::{SourceFile, compile};

fn program() -> Program {
    let file = SourceFile { path: "wetten.regels".into(), text: include_str!("wetten.regels").into() };
    let compiled = compile(&[file], "");
    compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
}

/// Two persons who ask for assistance; of the other law nothing is said. `more` is what else holds for the household.
fn case(more: &str) -> String {
    format!(
        r#"{{ "peildatum": "2026-07-01",
           "personen": [ {{ "id": "anna", "heeft_een_laag_inkomen": true }},
                         {{ "id": "kind", "geboortedatum": "2015-01-01", "heeft_een_laag_inkomen": true }} ],
           "huishouden": {{ "vraagt_bijstand": true{more} }} }}"#
    )
}

fn decided(text: &str, onderwerp: Option<&str>) -> Json {
    let program = program();
    let case = read_case(&program, text, &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let options = DecideOptions { onderwerp: onderwerp.map(str::to_string), ..DecideOptions::default() };
    parse(&decide(&program, &case, &options).unwrap(), Limits::default()).unwrap()
}

fn list<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    json.get(key).unwrap().as_array().unwrap()
}

fn told(document: &Json) -> String {
    let mut out = String::new();
    for (section, kind) in [("uitkomsten", "besluit"), ("procedures", "procedure")] {
        for outcome in list(document, section) {
            let parts = [kind, "betreft", "uitkomst"].map(|part| outcome.get(part).unwrap().to_compact());
            out.push_str(&format!("{section}: {}\n", parts.join(" ")));
        }
    }
    for ask in list(document, "niet_gevraagd") {
        out.push_str(&format!("niet gevraagd: {}\n", ask.to_compact()));
    }
    out
}

#[test]
fn another_law_stands_under_the_one_fact_that_opens_it() {
    let document = decided(&case(""), None);
    assert_eq!(list(&document, "niet_gevraagd").len(), 1, "a minor and an adult wait for the same question");
    insta::assert_snapshot!(told(&document));
}

#[test]
fn once_it_is_asked_the_next_question_opens_the_rest() {
    insta::assert_snapshot!(told(&decided(&case(r#", "vraagt_jeugdhulp": true"#), None)));
}

#[test]
fn a_law_that_is_not_asked_for_is_no_question() {
    let document = decided(&case(r#", "vraagt_jeugdhulp": false"#), None);
    assert!(list(&document, "niet_gevraagd").is_empty());
    insta::assert_snapshot!(told(&document));
}

#[test]
fn who_names_a_subject_gets_it_in_full() {
    let document = decided(&case(""), Some("jeugdhulp"));
    assert_eq!(list(&document, "uitkomsten").len(), 2);
    assert!(list(&document, "niet_gevraagd").is_empty());
    let missing = list(&list(&document, "uitkomsten")[0], "ontbreekt");
    let names: Vec<&str> = missing.iter().map(|one| one.get("naam").unwrap().as_str().unwrap()).collect();
    assert_eq!(names, ["vraagt jeugdhulp", "geboortedatum"], "what holds for the household is asked first");
}

#[test]
fn it_says_so_in_dutch() {
    let program = program();
    let case = read_case(&program, &case(""), &Options::default()).unwrap();
    let text = uitleg(&program, &case, &DecideOptions::default()).unwrap();
    let (_, last) = text.split_once("Niet gevraagd").unwrap();
    insta::assert_snapshot!(format!("Niet gevraagd{last}"));
}

#[test]
fn the_schema_knows_it() {
    let schema = parse(&decision_schema(&program()), Limits::default()).unwrap();
    let shape = schema.get("properties").unwrap().get("niet_gevraagd").unwrap();
    insta::assert_snapshot!(shape.to_compact());
}
