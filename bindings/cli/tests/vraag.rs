//! `toegang vraag` with answers on stdin.

mod common;

use common::{at, folder, json, with_input};

#[test]
fn it_asks_what_is_missing_and_decides() {
    let kept = folder("vraag").join("casus.json");
    let arguments = ["vraag", "tests/casussen/onvolledig.json", "--onderwerp", "algemene bijstand", "--als", "json"];
    let arguments = [&arguments[..], &["--bewaar", kept.to_str().unwrap()]].concat();
    let ran =
        with_input(&arguments, "1-3-1991\n1 maart 1991\n?\n500\ngeen\nnee\n1\nM. de Vries\nGeen geld op komst.\n");
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.err.contains("Dit telt voor het besluit algemene bijstand, Pw, artikel 13"), "{}", ran.err);
    assert!(ran.err.contains("geboortedatum van anna? (een datum, zoals 1 mei 1996)"), "{}", ran.err);
    assert!(ran.err.contains("bedoelt u `1 maart 1991`?"), "{}", ran.err);
    let decision = json(&ran.out);
    assert_eq!(at(&decision, "uitkomsten.0.uitkomst").as_str(), Some("recht"), "{}", ran.err);
    let case = json(&std::fs::read_to_string(kept).unwrap());
    assert_eq!(at(&case, "personen.0.geboortedatum").as_str(), Some("1991-03-01"));
    assert_eq!(at(&case, "bezittingen.0.waarde_bij_vrije_oplevering").as_str(), Some("500.00"));
    assert!(at(&case, "huishouden.partner").is_null());
}

#[test]
fn what_the_user_does_not_know_stays_open() {
    let arguments = ["vraag", "tests/casussen/onvolledig.json", "--onderwerp", "algemene bijstand"];
    let ran = with_input(&arguments, "weet niet\nweet niet\nstop\n");
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.starts_with("Besluit algemene bijstand (huishouden): nog niet te bepalen"), "{}", ran.out);
}

#[test]
fn a_new_case_begins_with_the_day_and_the_municipality() {
    let ran = with_input(&["vraag"], "1 oktober 2026\nZutfen\nZutphen\nalgemene bijstand\nstop\n");
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.err.contains("Gemeente? (Zeewolde, Zuidplas, Zutphen of geen)"), "{}", ran.err);
    assert!(ran.err.contains("bedoelt u `Zutphen`?"), "{}", ran.err);
    assert!(ran.out.starts_with("Besluit algemene bijstand"), "{}", ran.out);
    let stopped = with_input(&["vraag"], "stop\n");
    assert_eq!((stopped.exit, stopped.out.as_str()), (0, ""));
}
