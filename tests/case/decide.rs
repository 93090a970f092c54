//! Deciding a case, and comparing decisions.

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{DecideOptions, Options, case_schema, compare, decide, decision_schema, read_case};
use toegang::program::Program;
use toegang::{SourceFile, compile};

fn program() -> Program {
    let file = SourceFile { path: "proef.regels".into(), text: include_str!("proef.regels").into() };
    let compiled = compile(&[file], "");
    compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
}

fn decision(text: &str) -> String {
    let program = program();
    let case = read_case(&program, text, &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    decide(&program, &case, &DecideOptions::default()).unwrap()
}

/// Without the hash of the rules, which changes with every word of theirs.
fn shown(decision: &str) -> String {
    decision.lines().filter(|line| !line.contains("sha256")).map(|line| format!("{line}\n")).collect()
}

/// A birthday and new amounts within the period; one judgement given.
const ANNA: &str = r#"{ "peildatum": "2026-06-20", "periode": { "vanaf": "2026-06-01", "tot_en_met": "2026-08-31" },
  "vrager": { "rol": "teammanager" },
  "personen": [ { "id": "anna", "geboortedatum": "2005-07-15", "woont_in_nederland": true, "oogkleur": "blauw",
                  "inkomen": { "waarde": "250.00", "bron": "UWV", "bekend_op": "2026-06-01" } } ],
  "huishouden": { "aanvrager": "anna", "dag_van_de_aanvraag": "2026-06-10" },
  "oordelen": [ { "over": "rechtvaardigt afwijking", "betreft": ["anna"], "waarde": false, "op": "2026-06-15",
                  "door": { "rol": "consulent inkomen", "naam": "C" }, "motivering": "gewone situatie" } ] }"#;

/// A fact is unknown and a judgement is due.
const BO: &str =
    r#"{ "peildatum": "2026-10-20", "personen": [ { "id": "bo", "geboortedatum": "1990-01-01", "inkomen": 100 } ] }"#;

#[test]
fn a_right_as_a_series_of_periods() {
    insta::assert_snapshot!(shown(&decision(ANNA)));
}

#[test]
fn an_open_outcome_says_what_is_missing() {
    insta::assert_snapshot!(shown(&decision(BO)));
}

#[test]
fn a_judgement_that_is_due_is_an_outcome_of_its_own() {
    let judge = BO.replace(r#""inkomen""#, r#""woont_in_nederland": true, "inkomen""#).replace(": 100", ": 1200");
    let decision = decision(&judge);
    assert!(decision.contains("\"oordeel nodig\""), "{decision}");
}

#[test]
fn another_asker_changes_only_who_is_competent() {
    let other = decision(&ANNA.replace("teammanager", "consulent inkomen"));
    let paths: Vec<String> = compare(&decision(ANNA), &other).unwrap().into_iter().map(|found| found.path).collect();
    assert_eq!(paths, ["$.uitkomsten[0].bevoegd.mag_beslissen", "$.uitkomsten[0].bevoegd.naar"]);
}

#[test]
fn a_decision_does_not_depend_on_the_order_of_keys() {
    let other =
        BO.replace(r#""id": "bo", "geboortedatum": "1990-01-01","#, r#""geboortedatum": "1990-01-01", "id": "bo","#);
    assert_ne!(BO, other);
    assert_eq!(decision(BO), decision(&other));
}

#[test]
fn comparing_names_what_differs() {
    let was = r#"{ "a": [1, 2], "b": { "c": true }, "d": 1 }"#;
    let now = r#"{ "a": [1, 3, 4], "b": { "c": true }, "e": 1 }"#;
    let found = compare(was, now).unwrap();
    let lines: Vec<String> = found.iter().map(|one| format!("{} {:?} {:?}", one.path, one.was, one.now)).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    $.a[1] Some("2") Some("3")
    $.a[2] None Some("4")
    $.d Some("1") None
    $.e None Some("1")
    "#);
    assert_eq!(compare(was, was), Ok(Vec::new()));
    assert_eq!(compare(r#"{"a":1}"#, r#"{ "a": 1 }"#).unwrap()[0].path, "$");
}

#[test]
fn an_unknown_decision_is_refused() {
    let program = program();
    let case = read_case(&program, BO, &Options::default()).unwrap();
    let asked = DecideOptions { onderwerp: Some("steum".into()), ..DecideOptions::default() };
    insta::assert_snapshot!(decide(&program, &case, &asked).unwrap_err(), @"onbekend besluit `steum`; bedoelt u `steun`?");
}

#[test]
fn the_schema_names_every_fact_with_its_type_and_source() {
    insta::assert_snapshot!(case_schema(&program()));
    assert!(decision_schema(&program()).contains("\"besluit\""));
}

#[test]
fn what_makes_no_difference_is_not_asked() {
    let either = include_str!("proef.regels").replace(
        "     a. de persoon woont in Nederland;\n",
        "     a. ten minste één van de volgende gevallen doet zich voor:\n        1°. de oogkleur van de persoon is bruin;\n        \
         2°. de oogkleur van de persoon is niet bruin;\n",
    );
    let compiled = compile(&[SourceFile { path: "proef.regels".into(), text: either }], "");
    let program = compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings));
    let facts = ANNA.replace(r#""oogkleur": "blauw","#, "");
    let case = read_case(&program, &facts, &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let decision = decide(&program, &case, &DecideOptions::default()).unwrap();
    assert!(decision.contains("\"uitkomst\": \"recht\""), "{decision}");
    assert!(decision.contains("\"ontbreekt\": []"), "{decision}");
}

#[test]
fn a_list_that_may_have_more_members_keeps_open_what_it_could_change() {
    let text = include_str!("proef.regels");
    let text = text.replace("  aanvrager: persoon\n", "  aanvrager: persoon\n  kinderen: personen; enkelvoud kind\n");
    let text =
        text.replace("a. de persoon woont in Nederland;", "a. het aantal kinderen van het huishouden is lager dan 2;");
    let compiled = compile(&[SourceFile { path: "proef.regels".into(), text }], "");
    let program = compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings));
    let facts = ANNA.replace(r#""aanvrager""#, r#""kinderen": { "leden": ["anna"], "volledig": false }, "aanvrager""#);
    let case = read_case(&program, &facts, &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let decision = decide(&program, &case, &DecideOptions::default()).unwrap();
    assert!(decision.contains("de lijst is niet volledig"), "{decision}");
}

const LATE: &str = r#"regeling Proefwet
  soort  wet

object persoon, meervoud personen

gegevens van een persoon
  dag van de melding: datum
  dag van de start: datum

regel recht op hulp
  bron  artikel 1
  Een persoon heeft recht op hulp, indien is voldaan aan alle volgende voorwaarden:
     a. de dag van de melding van de persoon ligt vóór 1 maart 2026;
     b. de dag van de start van de persoon ligt na 1 december 2026.

besluit hulp, van een persoon
  bron   artikel 1 en 2
  recht  de persoon recht op hulp heeft
"#;

/// What the only outcome says of a key.
fn late(case: &str, key: &str) -> String {
    let compiled = compile(&[SourceFile { path: "proef.regels".into(), text: LATE.into() }], "");
    let program = compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings));
    let case = read_case(&program, case, &Options::default()).expect("a case");
    let document = decide(&program, &case, &DecideOptions::default()).expect("a decision");
    let document = parse(&document, Limits::default()).expect("JSON");
    document.get("uitkomsten").and_then(Json::as_array).expect("outcomes")[0].get(key).expect("the key").to_compact()
}

#[test]
fn no_day_that_is_past_would_have_made_the_difference() {
    let case = |reported: &str, started: &str| {
        format!(
            r#"{{"peildatum": "2026-10-01", "personen": [{{"id": "a", "dag_van_de_melding": "{reported}",
                "dag_van_de_start": "{started}"}}]}}"#
        )
    };
    assert_eq!(late(&case("2026-03-15", "2026-12-15"), "anders_als"), "[]", "the day of the report is past");
    let changed = late(&case("2026-02-15", "2026-11-15"), "anders_als");
    assert!(changed.contains("2 december 2026") && !changed.contains("melding"), "{changed}");
}

#[test]
fn two_articles_of_one_source_are_two_grounds() {
    let grounds = late(r#"{"peildatum": "2026-10-01", "personen": [{"id": "a"}]}"#, "gronden");
    assert!(grounds.contains(r#""artikel":"1""#) && grounds.contains(r#""artikel":"2""#), "{grounds}");
}
