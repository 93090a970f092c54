//! `toegang toets` and `toegang herhaal`: what they read, refuse, and how they end.

mod common;

use common::{at, cases, folder, json, toegang, with_input};
use toegang::case::json::{Json, to_canonical};

const SUBJECT: [&str; 2] = ["--onderwerp", "algemene bijstand"];

fn toets(arguments: &[&str]) -> common::Ran {
    toegang(&[&["toets"], arguments, &SUBJECT].concat())
}

#[test]
fn stdin_is_a_case_like_any_other() {
    let text = std::fs::read_to_string(cases().join("z22c.json")).unwrap();
    let piped = with_input(&[&["toets", "-"][..], &SUBJECT].concat(), &text);
    let file = toets(&["tests/casussen/z22c.json"]);
    assert_eq!((piped.exit, piped.out), (0, file.out));
}

#[test]
fn options_replace_what_the_case_says() {
    let ran = toets(&["tests/casussen/z22c.json", "--op", "15 maart 2026", "--gemeente", "zeewolde"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let decision = json(&ran.out);
    assert_eq!(at(&decision, "peildatum").as_str(), Some("2026-03-15"));
    assert_eq!(at(&decision, "gemeente").as_str(), Some("Zeewolde"));
}

#[test]
fn another_asker_changes_only_who_may_decide() {
    let text = std::fs::read_to_string(cases().join("z22c.json")).unwrap();
    let with = |asker: &str| {
        let asker = format!("{{\n  \"vrager\": {asker},");
        with_input(&[&["toets", "-"][..], &SUBJECT].concat(), &text.replacen('{', &asker, 1)).out
    };
    let one = with(r#"{"rol": "consulent inkomen", "organisatie": "stedelijk expertisecentrum"}"#);
    let (other, nowhere) = (with(r#"{"rol": "klantmanager werk"}"#), with(r#"{"rol": "consulent inkomen"}"#));
    let may = |text: &str| at(&json(text), "uitkomsten.0.bevoegd.mag_beslissen").as_bool();
    assert_eq!((may(&one), may(&other)), (Some(true), Some(false)));
    assert_eq!(may(&nowhere), None, "a mandate is of a role in an organisation");
    assert_eq!(at(&json(&one), "casus_sha256"), at(&json(&other), "casus_sha256"));
}

#[test]
fn the_explanation_is_dutch_text() {
    let ran = toets(&["tests/casussen/z22c.json", "--uitleg"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.starts_with("Besluit algemene bijstand (huishouden): geen recht\n"), "{}", ran.out);
}

#[test]
fn the_explanation_says_in_dutch_what_has_no_outcome_and_what_is_known() {
    const RULES: &str = "regeling Proef
  soort  wet

rol consulent
  bron  artikel 1

object persoon, meervoud personen

gegevens van een persoon
  inkomen: bedrag per maand
  deler: getal

bedrag drempel, per maand
  bron            artikel 1
  met ingang van  1 januari 2026  onbekend, ten minste € 285,00  voorbeeldwaarde

regel deel
  bron  artikel 1
  Het deel van een persoon is het inkomen van de persoon / de deler van de persoon.

regel recht op een toelage
  bron  artikel 1
  Een persoon heeft recht op een toelage indien het deel van de persoon lager is dan de drempel.

besluit toelage, van een persoon
  bron     artikel 1
  recht    de persoon recht op een toelage heeft
  bevoegd  consulent
";
    let folder = folder("deling");
    std::fs::write(folder.join("proef.regels"), RULES).unwrap();
    for (divisor, line) in [
        ("0", "dit heeft geen uitkomst: deling door nul"),
        ("1", "drempel: nog niet te bepalen, ten minste € 285,00 per maand (artikel 1, geldig vanaf 1 januari 2026)"),
    ] {
        let persons = format!(r#"[{{"id": "anna", "inkomen": "300.00", "deler": {divisor}}}]"#);
        let case = format!(r#"{{"peildatum": "2026-07-01", "personen": {persons}}}"#);
        let ran = with_input(&["toets", "-", "--uitleg", "--regels", folder.to_str().unwrap()], &case);
        assert!(ran.out.contains(&format!("  {line}\n")), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn the_trace_comes_on_request_only() {
    let with = toets(&["tests/casussen/z22c.json", "--spoor"]).out;
    let without = toets(&["tests/casussen/z22c.json"]).out;
    assert!(with.contains("\"spoor\"") && !without.contains("\"spoor\""));
}

#[test]
fn the_short_form_has_no_reasons_and_is_repeated_as_such() {
    let (short, whole) = (toets(&["tests/casussen/z01.json", "--kort"]), toets(&["tests/casussen/z01.json"]));
    assert_eq!((short.exit, short.err.as_str()), (0, ""));
    let amount = "uitkomsten.0.perioden.0.waarden.0.waarde";
    assert_eq!(at(&json(&short.out), amount), at(&json(&whole.out), amount));
    assert!(!short.out.contains("gronden") && short.out.len() * 20 < whole.out.len());
    let again = with_input(&["herhaal", "-", "tests/casussen/z01.json"], &short.out);
    assert_eq!((again.exit, again.out.as_str(), again.err.as_str()), (0, "gelijk: dezelfde bytes\n", ""));
    assert_eq!(toets(&["tests/casussen/z01.json", "--kort", "--uitleg"]).exit, 2);
}

#[test]
fn errors_in_a_case_come_all_at_once() {
    let case = r#"{"peildatum": "2026-02-30", "personen": [{"id": "anna", "geboortedatm": "1991-03-01"}]}"#;
    let ran = with_input(&["toets", "-"], case);
    assert_eq!((ran.exit, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("$.peildatum: `2026-02-30` is geen bestaande datum"), "{}", ran.err);
    assert!(ran.err.contains("bedoelt u `geboortedatum`?"), "{}", ran.err);
    assert!(ran.err.ends_with("fout: de casus bevat fouten\n"), "{}", ran.err);
}

#[test]
fn an_unknown_municipality_is_told_with_the_known_ones() {
    let option = toets(&["tests/casussen/z01.json", "--gemeente", "Zutfen"]);
    assert_eq!(option.exit, 2);
    assert!(option.err.contains("bedoelt u `Zutphen`?"), "{}", option.err);
    assert!(option.err.contains("Zeewolde, Zuidplas en Zutphen"), "{}", option.err);
    let case = with_input(&["toets", "-"], r#"{"peildatum": "2026-10-01", "gemeente": "Atlantis"}"#);
    assert_eq!(case.exit, 1);
    assert!(case.err.contains("onbekende gemeente `Atlantis`"), "{}", case.err);
    assert!(case.err.contains("Er zijn regels van Zeewolde, Zuidplas en Zutphen."), "{}", case.err);
}

#[test]
fn without_a_municipality_national_law_counts() {
    let ran = with_input(&[&["toets", "-"][..], &SUBJECT].concat(), r#"{"peildatum": "2026-10-01"}"#);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let decision = json(&ran.out);
    assert!(at(&decision, "gemeente").is_null());
    assert_eq!(at(&decision, "uitkomsten.0.uitkomst").as_str(), Some("nog niet te bepalen"));
}

#[test]
fn an_unknown_subject_is_told_with_the_known_ones() {
    let ran = toegang(&["toets", "tests/casussen/z01.json", "--onderwerp", "algemene bystand"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.err.contains("bedoelt u `algemene bijstand`?") && ran.err.contains("De besluiten zijn: "),
        "{}",
        ran.err
    );
}

#[test]
fn a_file_that_is_not_there() {
    let ran = toegang(&["toets", "nergens.json"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err, "fout: `nergens.json` kan niet worden gelezen: het bestaat niet\n");
}

#[test]
fn a_text_that_is_no_case() {
    for text in ["", "{", "[]", "{\"peildatum\": \"2026-10-01\", \"peildatum\": \"2026-10-02\"}", &"[".repeat(100_000)]
    {
        let ran = with_input(&["toets", "-"], text);
        assert_eq!((ran.exit, ran.out.as_str()), (1, ""), "{}", ran.err);
        assert!(ran.err.starts_with("fout[C01") || ran.err.starts_with("fout[C02"), "{}", ran.err);
    }
}

#[test]
fn the_same_rules_from_a_folder_give_the_same_bytes() {
    let built_in = toets(&["tests/casussen/z22c.json"]);
    let folder = toets(&["tests/casussen/z22c.json", "--regels", "rules"]);
    assert_eq!(folder.exit, 0, "{}", folder.err);
    assert_eq!(built_in.out, folder.out);
}

#[test]
fn a_decision_replays_to_the_same_bytes_or_tells_what_differs() {
    let folder = folder("herhaal");
    let (same, other) = (folder.join("zelfde.json"), folder.join("ander.json"));
    let decision = toets(&["tests/casussen/z22c.json", "--op", "2026-11-15"]).out;
    std::fs::write(&same, &decision).unwrap();
    std::fs::write(&other, decision.replacen("\"geen recht\"", "\"recht\"", 1)).unwrap();
    let again = |path: &std::path::Path| toegang(&["herhaal", path.to_str().unwrap(), "tests/casussen/z22c.json"]);
    let ran = again(&same);
    assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (0, "gelijk: dezelfde bytes\n", ""));
    let ran = again(&other);
    assert_eq!(ran.exit, 1);
    assert_eq!(ran.out, "$.uitkomsten[0].uitkomst: was \"recht\", nu \"geen recht\"\n1 verschil\n");
    let ran = toegang(&["herhaal", same.to_str().unwrap(), "tests/casussen/z22b.json"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.err.contains("het besluit rust op een andere casus"), "{}", ran.err);
}

#[test]
fn a_decision_that_lost_its_case_is_no_short_form() {
    let without = |key: &str, text: &str| {
        let Json::Object(mut members) = json(text) else { panic!("a decision is an object") };
        members.retain(|(known, _)| known != key);
        to_canonical(&Json::Object(members))
    };
    let whole = toets(&["tests/casussen/z22c.json"]).out;
    for spoor in [&[][..], &["--spoor"]] {
        let whole = toets(&[&["tests/casussen/z22c.json"], spoor].concat()).out;
        let ran = with_input(&["herhaal", "-", "tests/casussen/z22c.json"], &without("casus_sha256", &whole));
        let sha256 = at(&json(&whole), "casus_sha256").to_compact();
        assert_eq!((ran.exit, ran.out), (1, format!("$.casus_sha256: was niets, nu {sha256}\n1 verschil\n")));
        assert!(ran.err.starts_with("let op: in het besluit ontbreekt `casus_sha256`"), "{}", ran.err);
    }
    // Told by its outcomes alone.
    let less = without("niet_gevraagd", &without("casus_sha256", &whole));
    let ran = with_input(&["herhaal", "-", "tests/casussen/z22c.json"], &less);
    assert!(ran.out.ends_with("\n2 verschillen\n"), "{}", ran.out);
    // A short form that lost something is still one.
    let short = toets(&["tests/casussen/z22c.json", "--kort"]).out;
    let ran = with_input(&["herhaal", "-", "tests/casussen/z22c.json"], &without("kennis_tot", &short));
    assert_eq!((ran.exit, ran.out.as_str()), (1, "$.kennis_tot: was niets, nu null\n1 verschil\n"));
    assert_eq!(ran.err, "");
}

#[test]
fn a_draft_letter_for_the_officer() {
    let ran = toegang(&["toets", "tests/casussen/z01.json", "--brief", "--onderwerp", "algemene bijstand"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.starts_with("CONCEPT."), "{}", ran.out);
    assert!(ran.out.contains("Wij kennen toe: algemene bijstand."), "{}", ran.out);
    assert!(ran.out.contains("binnen 6 weken"), "{}", ran.out);
    let both = toegang(&["toets", "tests/casussen/z01.json", "--brief", "--uitleg"]);
    assert_eq!(both.exit, 2);
}
