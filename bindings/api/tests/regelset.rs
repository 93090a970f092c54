//! What a rule set says through the bindings, on the built-in rules.

use std::cell::Cell;
use std::collections::BTreeSet;

use toegang_api::{Casus, Columns, Failure, Options, Regelset, Value, Wanted};

fn casus() -> Casus {
    Casus::Json(r#"{"peildatum": "2026-10-01"}"#.into())
}

fn about(onderwerp: &str) -> Options {
    Options { onderwerp: Some(onderwerp.into()), ..Options::default() }
}

#[test]
fn an_empty_case_is_asked_about_each_thing_once() {
    let set = Regelset::built_in(Some("Zutphen")).unwrap();
    let all = set.questions(&casus(), &Options::default()).unwrap();
    let keys: BTreeSet<_> = all.iter().map(|asked| (asked.name.as_str(), &asked.about)).collect();
    assert_eq!(keys.len(), all.len());
    assert!(all.iter().all(|asked| !asked.decisions.is_empty() && !asked.name.is_empty()));
    let one = set.questions(&casus(), &about("algemene bijstand")).unwrap();
    assert!(one.iter().any(|asked| asked.wanted == Wanted::Fact && asked.article.is_some()));
    assert!(one.iter().all(|asked| asked.decisions == ["algemene bijstand"]));
    let document = set.evaluate(&casus(), &about("algemene bijstand")).unwrap();
    assert!(one.iter().all(|asked| document.contains(&asked.name)), "what is asked stands in the decision");
}

#[test]
fn a_loaded_program_says_what_the_texts_say() {
    let set = Regelset::built_in(Some("zutphen")).unwrap();
    let bytes = set.program();
    let sealed = Regelset::sealed(&bytes, Some("Zutphen")).unwrap();
    let values = Casus::Values(vec![("peildatum".into(), Value::Text("2026-10-01".into()))]);
    let options = about("algemene bijstand");
    assert_eq!(sealed.explain(&casus(), &options), set.explain(&values, &options));
    assert_eq!((sealed.metadata(), sealed.program()), (set.metadata(), bytes.clone()));
    let codes = |problems: Vec<toegang_api::Problem>| problems.into_iter().map(|one| one.code).collect::<Vec<_>>();
    assert_eq!(Regelset::sealed(&bytes, Some("Zuidplas")).map(drop).map_err(codes), Err(vec!["B0101".to_string()]));
    assert_eq!(set.evaluate(&casus(), &about("algemene bijstant")).map_err(codes), Err(vec!["B0103".to_string()]));
}

#[test]
fn only_national_examples_come_out_otherwise_with_a_municipality() {
    let national = Regelset::built_in(None).unwrap().test();
    assert_eq!((national.failed, national.failures), (0, vec![]));
    let local = Regelset::built_in(Some("Zuidplas")).unwrap().test();
    assert!(local.passed + local.failed > national.passed, "it runs the examples of both");
    assert!(local.failed > 0, "the ordinances of Zuidplas change what comes of some national examples");
    let place = |failure: &Failure| failure.place.as_ref().map(|place| place.file.clone()).unwrap_or_default();
    let own: Vec<&Failure> = local.failures.iter().filter(|one| !place(one).starts_with("landelijk/")).collect();
    assert_eq!(own, Vec::<&Failure>::new());
}

#[test]
fn values_have_the_bounds_of_a_case() {
    let set = Regelset::built_in(None).unwrap();
    let codes = |values| {
        let told = set.evaluate(&Casus::Values(values), &Options::default());
        told.unwrap_err().into_iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    let at = |number: usize| (format!("personen[{number}].id"), Value::Text("anna".into()));
    assert_eq!(codes((0..2_001).map(at).collect()), ["B0102"]);
    let key = |number: usize| (format!("sleutel_{number}"), Value::None);
    assert_eq!(codes((0..2_001).map(key).collect()), ["B0102"]);
    assert_eq!(codes((0..200_001).map(|_| at(0)).collect()), ["B0102"]);
}

/// A case with somebody, a home and a quantity.
fn anna() -> Casus {
    let hours = r#"{"aantal": "0", "eenheid": "maand"}"#;
    let anna = format!(r#"{{"id": "anna", "verbruik_van_de_algemene_vrijlating": {hours}}}"#);
    let household = r#"{"aanvrager": "anna", "vraagt_algemene_bijstand": true}"#;
    Casus::Json(format!(r#"{{"peildatum": "2026-10-01", "personen": [{anna}], "huishouden": {household}}}"#))
}

/// The code and the message of what is wrong with columns.
fn refused(columns: &str) -> Vec<(String, String)> {
    let set = Regelset::built_in(None).unwrap();
    let said = set.outcomes_table(&anna(), &Columns::Json(columns.into()), &about("algemene bijstand"));
    said.unwrap_err().into_iter().map(|problem| (problem.code, problem.message)).collect()
}

#[test]
fn a_wrong_column_refuses_the_table() {
    for (columns, code, part) in [
        ("", "B0107", "geen geldige JSON"),
        ("[]", "B0107", "geen lijsten onder hun plaats"),
        (r#"{"personen[0].geboortedatum": "1996-05-01"}"#, "B0107", "geen lijsten onder hun plaats"),
        ("{}", "B0107", "zonder kolommen"),
        (r#"{"personen[0": []}"#, "B0107", "kolom `personen[0` noemt geen plaats"),
        (r#"{"personen[1].geboortedatum": []}"#, "B0107", "niets waar kolom `personen[1].geboortedatum` in staat"),
        (r#"{"personen[0].uren.aantal": []}"#, "B0107", "niets waar kolom `personen[0].uren.aantal` in staat"),
        (r#"{"peildatum": []}"#, "B0107", "kolom `peildatum` is geen gegeven"),
        (r#"{"vrager.rol": []}"#, "B0107", "kolom `vrager.rol` is geen gegeven"),
        (r#"{"personen": []}"#, "B0107", "kolom `personen` is geen gegeven"),
        (r#"{"bezittingen": []}"#, "B0107", "kolom `bezittingen` is geen gegeven"),
        (r#"{"personen[0]": []}"#, "B0107", "kolom `personen[0]` is geen gegeven"),
        (r#"{"personen[0].id": []}"#, "B0107", "kolom `personen[0].id` is geen gegeven"),
        (r#"{"personen[0].a": [], "$.personen[0].a": []}"#, "B0107", "valt samen met kolom `personen[0].a`"),
        (r#"{"personen[0].a": [], "personen[0].a": []}"#, "B0107", "twee kolommen"),
        (
            r#"{"personen[0].a": [1], "personen[0].b": []}"#,
            "B0107",
            "heeft 0 waarden, en kolom `personen[0].a` heeft er 1",
        ),
        (r#"{"personen[0].geboortedatm": []}"#, "C0103", "onbekende sleutel `geboortedatm`"),
        (r#"{"personen[0].norm": []}"#, "C0301", "wordt berekend"),
        (r#"{"personen[0].is_medisch_urenbeperkt": []}"#, "C0401", "is een oordeel"),
    ] {
        let told = refused(columns);
        assert!(
            matches!(told.as_slice(), [(found, said)] if found == code && said.contains(part)),
            "{columns}: {told:?}"
        );
    }
    let rows = vec!["true"; 100_001].join(",");
    assert_eq!(
        refused(&format!(r#"{{"huishouden.vraagt_algemene_bijstand": [{rows}]}}"#))[0].1,
        "de tabel is te groot"
    );
}

#[test]
fn more_than_a_host_can_hold_does_not_come_out() {
    let set = Regelset::built_in(None).unwrap();
    let persons: Vec<String> = (0..150).map(|number| format!(r#"{{"id": "p{number}"}}"#)).collect();
    let casus = Casus::Json(format!(r#"{{"peildatum": "2026-10-01", "personen": [{}]}}"#, persons.join(",")));
    let rows = vec![r#""1990-01-01""#; 20_000].join(",");
    let columns = Columns::Json(format!(r#"{{"personen[0].geboortedatum": [{rows}]}}"#));
    let told = set.outcomes_table(&casus, &columns, &about("individuele inkomenstoeslag")).unwrap_err();
    assert_eq!(told.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(), ["de tabel is te groot"]);
}

#[test]
fn a_table_stops_before_a_row_when_nobody_waits_for_it() {
    let set = Regelset::built_in(None).unwrap();
    let columns = Columns::Json(r#"{"personen[0].geboortedatum": ["1990-01-01", {}, null, "gisteren"]}"#.into());
    let (casus, options) = (anna(), about("algemene bijstand"));
    let asked = Cell::new(0);
    let until = |rows: u32| {
        asked.set(0);
        let go_on = || asked.replace(asked.get() + 1) < rows;
        set.outcomes_table_while(&casus, &columns, &options, &go_on)
    };
    assert_eq!((until(2), asked.get()), (Ok(None), 3));
    assert_eq!((until(4), asked.get()), (set.outcomes_table(&casus, &columns, &options).map(Some), 4));
}

#[test]
fn a_wrong_value_is_told_in_its_row() {
    let set = Regelset::built_in(None).unwrap();
    let cells = |cells: [Value; 4]| cells.into_iter().map(Some).chain([None]).collect::<Vec<_>>();
    let text = |text: &str| Value::Text(text.into());
    let columns = vec![
        (
            "personen[0].geboortedatum".to_string(),
            cells([text("1990-01-01"), text("gisteren"), Value::None, text("1990-01-01")]),
        ),
        (
            "personen[0].verbruik_van_de_algemene_vrijlating.aantal".to_string(),
            cells([Value::Integer(3), Value::Boolean(true), Value::Decimal("1.5".into()), text("3")]),
        ),
    ];
    let table = set.outcomes_table(&anna(), &Columns::Values(columns), &about("algemene bijstand")).unwrap();
    let json = toegang::case::json::parse(&table, toegang::case::json::Limits::OWN).unwrap();
    let problems = json.get("problemen").unwrap().as_array().unwrap();
    let codes = |row: usize| -> Vec<(&str, &str)> {
        let list = problems[row].as_array().unwrap_or_default();
        list.iter()
            .map(|one| (one.get("code").unwrap().as_str().unwrap(), one.get("pad").unwrap().as_str().unwrap()))
            .collect()
    };
    let place = "$.personen[0].verbruik_van_de_algemene_vrijlating.aantal";
    assert_eq!(codes(1), [("C0204", "$.personen[0].geboortedatum"), ("C0201", place)]);
    assert_eq!([codes(0), codes(2), codes(3)], [vec![], vec![], vec![]]);
    assert_eq!(codes(4), [("C0104", place.trim_end_matches(".aantal"))]);
    let outcomes = json.get("algemene bijstand (huishouden): uitkomst").unwrap().as_array().unwrap();
    assert_eq!(outcomes.iter().map(|one| one.as_str().is_some()).collect::<Vec<_>>(), [true, false, true, true, false]);
}
