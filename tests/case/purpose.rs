//! What was obtained for one law and is wanted for another: with consent, without it, and before anybody asked.

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{DecideOptions, Options, decide, read_case, uitleg};
use toegang::program::Program;
use toegang::{SourceFile, compile};

fn program() -> Program {
    let file = SourceFile { path: "doelen.regels".into(), text: include_str!("doelen.regels").into() };
    let compiled = compile(&[file], "");
    compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
}

/// A case in which youth care counted hours and judged; `consent` is what stands after the name of that fact.
fn case(consent: &str) -> String {
    format!(
        r#"{{ "peildatum": "2026-07-01", "personen": [ {{ "id": "anna", {consent}
             "woont_in_de_gemeente": {{ "waarde": true, "bron": "BRP" }},
             "hulp_per_week": {{ "waarde": {{ "aantal": 2, "eenheid": "uur", "per": "week" }}, "bron": "jeugdteam",
                                 "verkregen_voor": "Jw" }} }} ],
           "oordelen": [ {{ "over": "heeft zelf kracht genoeg", "betreft": ["anna"], "waarde": false, "op": "2026-06-15",
                            "door": {{ "rol": "consulent", "naam": "C" }}, "motivering": "zij staat er alleen voor",
                            "verkregen_voor": "jw" }} ] }}"#
    )
}

fn outcome(consent: &str, decision: &str) -> Json {
    let program = program();
    let case = read_case(&program, &case(consent), &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let options = DecideOptions { onderwerp: Some(decision.into()), ..DecideOptions::default() };
    let document = parse(&decide(&program, &case, &options).unwrap(), Limits::default()).unwrap();
    document.get("uitkomsten").unwrap().as_array().unwrap()[0].clone()
}

fn told(outcome: &Json) -> String {
    let parts = ["uitkomst", "gebruikte_feiten", "niet_gebruikte_feiten", "oordelen", "ontbreekt"];
    parts.iter().map(|part| format!("{part}: {}\n", outcome.get(part).unwrap().to_compact())).collect()
}

#[test]
fn with_consent_everything_counts() {
    let outcome = outcome(r#""geeft_toestemming_voor_hergebruik": true,"#, "begeleiding");
    insta::assert_snapshot!(told(&outcome));
}

#[test]
fn without_consent_nothing_of_it_is_used_or_shown() {
    let outcome = outcome(r#""geeft_toestemming_voor_hergebruik": false,"#, "begeleiding");
    let told = told(&outcome);
    assert!(!told.contains("alleen voor") && !told.contains("\"aantal\""), "{told}");
    insta::assert_snapshot!(told);
}

#[test]
fn the_explanation_does_not_show_it_either() {
    let program = program();
    let text = case(r#""geeft_toestemming_voor_hergebruik": false,"#);
    let case = read_case(&program, &text, &Options::default()).unwrap();
    let options = DecideOptions { onderwerp: Some("begeleiding".into()), ..DecideOptions::default() };
    insta::assert_snapshot!(uitleg(&program, &case, &options).unwrap());
}

#[test]
fn consent_is_asked_for_first() {
    insta::assert_snapshot!(told(&outcome("", "begeleiding")));
}

#[test]
fn the_law_itself_needs_no_consent() {
    let outcome = outcome(r#""geeft_toestemming_voor_hergebruik": false,"#, "jeugdhulp");
    insta::assert_snapshot!(told(&outcome));
}

#[test]
fn a_law_that_the_rules_do_not_know_is_refused() {
    let text = case("").replace("\"Jw\"", "\"Wmo 2014\"");
    let errors = read_case(&program(), &text, &Options::default()).unwrap_err();
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["$.personen[0].hulp_per_week.verkregen_voor: onbekende wet `Wmo 2014`; bedoelt u `Wmo 2015`?"]);
}
