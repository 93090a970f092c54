//! What is asked once there is a right: all that any of its values needs, also when another value stays open.

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{DecideOptions, Options, decide, read_case};
use toegang::{SourceFile, compile};

const RULES: &str = r#"regeling Proefwet
  soort  wet

object persoon, meervoud personen

rol consulent

gegevens van een persoon
  is inwoner: ja/nee
  hulp per week: aantal uur per week
  productcode: keuze uit x of y
  reden: keuze uit nieuw of verlenging
  kent een risico: ja/nee
  zoekt werk: ja/nee

regel recht op hulp
  bron  artikel 1
  Een persoon heeft recht op hulp, indien de persoon inwoner is.

tabel code van de reden, van een persoon, tekst
  bron  artikel 1
  | reden van de persoon | code |
  | nieuw                | "01" |
  | verlenging           | "04" |

besluit hulp, van een persoon
  bron          artikel 1
  recht         de persoon recht op hulp heeft
  uren per week: de hulp per week van de persoon
  verplichting zoeken: de persoon werk zoekt
  bevoegd       consulent
  bericht       iWmo 3.2, 301
  toewijzing productcode: de productcode van de persoon
  toewijzing reden: de code van de reden van de persoon
  controle OP003: de persoon kent geen risico
"#;

fn asked(case: &str) -> (Vec<String>, bool) {
    let compiled = compile(&[SourceFile { path: "proef.regels".into(), text: RULES.into() }], "");
    let program = compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings));
    let case = read_case(&program, case, &Options::default()).expect("a case");
    let document = decide(&program, &case, &DecideOptions::default()).expect("a decision");
    let document = parse(&document, Limits::default()).expect("JSON");
    let outcome = &document.get("uitkomsten").and_then(Json::as_array).expect("outcomes")[0];
    let missing = outcome.get("ontbreekt").and_then(Json::as_array).expect("a list");
    let names = missing.iter().filter_map(|one| one.get("sleutel")?.as_str().map(str::to_string));
    (names.collect(), outcome.get("volledig").and_then(Json::as_bool).expect("ja or nee"))
}

#[test]
fn a_value_that_stays_open_hides_no_other() {
    let (names, complete) = asked(r#"{"peildatum": "2026-10-01", "personen": [{"id": "a", "is_inwoner": true}]}"#);
    assert_eq!(names, ["hulp_per_week", "productcode", "reden", "kent_een_risico"]);
    assert!(complete);
}

#[test]
fn what_is_given_is_not_asked() {
    let case = r#"{"peildatum": "2026-10-01", "personen": [{"id": "a", "is_inwoner": true, "reden": "nieuw",
        "kent_een_risico": false, "productcode": "x"}]}"#;
    assert_eq!(asked(case), (vec!["hulp_per_week".to_string()], true));
}

#[test]
fn a_duty_is_asked_when_it_is_known_how_much() {
    let case = r#"{"peildatum": "2026-10-01", "personen": [{"id": "a", "is_inwoner": true, "reden": "nieuw",
        "hulp_per_week": {"aantal": "2", "eenheid": "uur", "per": "week"}, "kent_een_risico": false}]}"#;
    assert_eq!(asked(case), (vec!["productcode".to_string(), "zoekt_werk".to_string()], true));
    let known = case.replace("\"is_inwoner\": true", "\"is_inwoner\": true, \"zoekt_werk\": true");
    assert_eq!(asked(&known), (vec!["productcode".to_string()], true));
}
