//! Reading a case.

use toegang::case::{Case, Options, read_case};
use toegang::evaluate::{Datum, Given, Withheld};
use toegang::program::Const;
use toegang::values::{Date, Rational};

use crate::program::program;

/// The sentences of everything that is wrong with a case.
fn errors(text: &str) -> String {
    match read_case(&program(), text, &Options::default()) {
        Ok(_) => "geen fouten".to_string(),
        Err(errors) => errors.iter().map(|error| format!("{} {error}\n", error.code.name())).collect(),
    }
}

fn read(text: &str) -> Case {
    read_case(&program(), text, &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn given(case: &Case, key: &str, args: &[u32]) -> Given {
    let program = program();
    let at = program.inputs.iter().position(|input| input.key == key).unwrap();
    case.facts.get(&program, u32::try_from(at).unwrap(), args).unwrap()
}

fn cents(amount: i64) -> Given {
    Given::Always(Datum::Const(Const::Number(Rational::from_int(amount))))
}

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

const GOOD: &str = r#"{
  "peildatum": "2026-10-20",
  "vrager": { "rol": "consulent inkomen", "organisatie": "expertisecentrum" },
  "personen": [
    { "id": "anna", "geboortedatum": "1996-05-01", "woont_in_nederland": true,
      "netto_inkomen_uit_arbeid": { "waarde": "950.00", "bron": "UWV", "bekend_op": "2026-09-28" },
      "nodige_hulp": { "aantal": "4.5", "eenheid": "uur", "per": "week" }, "aandeel": "12.5", "aantal_kamers": 3,
      "perioden_in_het_buitenland": [ { "vanaf": "2026-09-01", "tot_en_met": "2026-10-05" } ] },
    { "id": "bo", "netto_inkomen_uit_arbeid": [
        { "waarde": 600, "vanaf": "2026-07-01" }, { "waarde": 500, "vanaf": "2026-01-01", "tot_en_met": "2026-06-30" } ] } ],
  "relaties": [ { "van": "kind1", "met": "anna", "graad_van_verwantschap": "eerste" } ],
  "huishouden": { "aanvrager": "anna", "partner": null,
    "kinderen": { "leden": [ { "id": "kind1", "geboortedatum": "2022-03-14" } ], "volledig": false } },
  "oordelen": [ { "over": "voert een gezamenlijke huishouding met", "betreft": ["bo", "anna"], "waarde": false,
    "door": { "rol": "Consulent inkomen", "naam": "C" }, "op": "2026-10-10", "motivering": "aparte huishoudens",
    "advies": null, "geldt_vanaf": "2026-10-01", "geldt_tot_en_met": null, "tweede_beoordelaar": null } ]
}"#;

#[test]
fn reads_every_kind_of_fact() {
    let case = read(GOOD);
    assert_eq!(case.periode, (day("2026-10-01"), day("2026-10-31")));
    assert_eq!(case.facts.objects, [vec!["anna", "bo", "kind1"], vec!["huishouden"]]);
    assert_eq!(given(&case, "netto_inkomen_uit_arbeid", &[0]), cents(95_000));
    assert_eq!(given(&case, "aandeel", &[0]), Given::Always(Datum::Const(Const::Number(Rational::new(1, 8).unwrap()))));
    assert_eq!(given(&case, "partner", &[0]), Given::Always(Datum::Const(Const::Empty)));
    assert_eq!(given(&case, "kinderen", &[0]), Given::Always(Datum::Objects { members: vec![2], complete: false }));
    assert_eq!(given(&case, "graad_van_verwantschap", &[0, 2]), Given::Always(Datum::Const(Const::Choice(0))));
    assert_eq!(given(&case, "woont_in_nederland", &[1]), Given::Unknown);
    assert_eq!(case.judgements[0].args, [0, 1]);
    assert_eq!(case.judgements[0].role, "consulent inkomen");
    assert!(
        matches!(given(&case, "netto_inkomen_uit_arbeid", &[1]), Given::Dated(list) if list.len() == 2 && list[1].1.is_none())
    );
    assert!(
        matches!(given(&case, "voert_een_gezamenlijke_huishouding_met", &[0, 1]), Given::Dated(list) if list.len() == 1)
    );
}

#[test]
fn what_became_known_later_is_withheld() {
    let later =
        GOOD.replace(r#""peildatum": "2026-10-20""#, r#""peildatum": "2026-10-20", "kennis_tot": "2026-09-01""#);
    let case = read(&later);
    let withheld = Given::Withheld(Withheld::LaterKnown);
    assert_eq!(given(&case, "netto_inkomen_uit_arbeid", &[0]), withheld);
    assert_eq!(given(&case, "voert_een_gezamenlijke_huishouding_met", &[1, 0]), withheld);
}

#[test]
fn a_disputed_fact_is_withheld_until_only_one_version_is_left() {
    let dispute = |known: &str| {
        read(&format!(
            r#"{{ "peildatum": "2026-10-20", {known} "personen": [ {{ "id": "anna", "netto_inkomen_uit_arbeid":
               {{ "betwist": [ {{ "waarde": 1, "bron": "UWV" }}, {{ "waarde": 2, "bron": "anna", "bekend_op": "2026-10-01" }} ] }} }} ] }}"#
        ))
    };
    assert_eq!(given(&dispute(""), "netto_inkomen_uit_arbeid", &[0]), Given::Withheld(Withheld::Disputed));
    assert_eq!(given(&dispute(r#""kennis_tot": "2026-09-01","#), "netto_inkomen_uit_arbeid", &[0]), cents(100));
}

#[test]
fn the_hash_does_not_depend_on_key_order_layout_or_who_asks() {
    let one = read(
        r#"{ "peildatum": "2026-10-20", "personen": [ { "id": "a", "aandeel": "1" } ], "vrager": { "rol": "consulent inkomen" } }"#,
    );
    let other = read(r#"{"personen":[{"aandeel":"1","id":"a"}],"peildatum":"2026-10-20"}"#);
    assert_eq!(one.sha256, other.sha256);
    assert_eq!(one.sha256.len(), 64);
}

#[test]
fn everything_wrong_is_reported_in_one_run() {
    let text = r#"{ "peildatum": "20 oktober 2026", "kennis_tot": 5, "gementee": "Zutphen", "vrager": { "rol": "baas" },
            "periode": { "vanaf": "2026-10-01", "tot_en_met": "2026-09-01" },
            "personen": [
              { "id": "anna", "geboortedatm": "1996-05-01", "geboortedatum": "1996-02-30", "woont_in_nederland": "ja", "norm": "1013.90",
                "netto_inkomen_uit_arbeid": "950.005", "inkomen_uit_arbeid": 5, "nodige_hulp": "4.5", "aandeel": true },
              { "id": "anna" }, { "geboortedatum": "2000-01-01" },
              { "id": "bo", "nodige_hulp": { "aantal": 4, "eenheid": "dag", "per": "maand" }, "netto_inkomen_uit_arbeid": [
                 { "waarde": 1, "vanaf": "2026-01-01" }, { "waarde": 2, "vanaf": "2026-02-01" } ], "woont_in_nederland": null,
                "graad_van_verwantschap": "eerste", "rechtvaardigt_afwijking": true, "toelichting": 4,
                "perioden_in_het_buitenland": [ { "vanaf": "2026-02-01", "tot_en_met": "2026-01-01" }, 4 ] } ],
            "relaties": [ { "van": "bo", "met": "anne", "graad_van_verwantschap": "derde" }, { "van": "bo", "met": "bo" },
                          { "van": "bo", "met": "anna", "graad_van_verwantschap": "derde" }, { "van": "bo" } ],
            "huishouden": { "aanvrager": null, "partner": "bob", "kinderen": { "leden": ["bo", "bo"] } } }"#;
    insta::assert_snapshot!(errors(text));
}

#[test]
fn a_year_without_its_first_digits_is_a_slip() {
    let text = r#"{ "peildatum": "0026-10-20", "periode": { "vanaf": "0001-01-01", "tot_en_met": "2026-10-31" },
            "personen": [ { "id": "anna", "geboortedatum": "0199-05-01" }, { "id": "bo", "geboortedatum": "1850-01-01" } ] }"#;
    insta::assert_snapshot!(errors(text));
}

#[test]
fn a_judgement_counts_only_when_it_is_complete() {
    let text = r#"{ "peildatum": "2026-10-20", "personen": [ { "id": "anna" }, { "id": "bo" } ],
            "oordelen": [
              { "over": "rechtvaardigt afwijking", "betreft": ["anna"], "waarde": true },
              { "over": "rechtvaardigt afwijkng", "betreft": ["anna"], "waarde": true },
              { "over": "norm van", "betreft": ["anna"], "waarde": 5 },
              { "over": "geboortedatum", "betreft": ["anna"], "waarde": "2000-01-01" },
              { "over": "rechtvaardigt_afwijking", "betreft": ["anne"], "waarde": true },
              { "over": "rechtvaardigt_afwijking", "betreft": ["anna", "bo"], "waarde": "ja" },
              { "over": "rechtvaardigt_afwijking", "betreft": ["anna"], "waarde": "ja", "door": { "rol": "klantmanager werk", "naam": "K" },
                "op": "2026-10-01", "motivering": " ", "tweede_beoordelaar": { "rol": "consulent inkomen", "naam": "K" } },
              { "over": "voert een gezamenlijke huishouding met", "betreft": ["anna", "bo"], "waarde": true, "op": "2026-10-01",
                "door": { "rol": "consulent inkomen" }, "motivering": "m" },
              { "over": "voert een gezamenlijke huishouding met", "betreft": ["bo", "anna"], "waarde": false, "op": "2026-10-01",
                "door": { "rol": "consulent inkomen" }, "motivering": "m", "geldt_vanaf": "2026-11-01" } ] }"#;
    insta::assert_snapshot!(errors(text));
}

#[test]
fn a_text_that_is_no_case() {
    let texts = [
        "",
        "[]",
        "{}",
        r#"{ "peildatum": "2026-10-20", "peildatum": "2026-10-21" }"#,
        r#"{ "personen": {} }"#,
        "{ 01 }",
    ];
    insta::assert_snapshot!(texts.map(errors).join("\n"));
}

#[test]
fn another_municipality_than_the_rules_have() {
    let options = Options { gemeenten: vec!["Zutphen".into(), "Zeewolde".into()], ..Options::default() };
    let errors = read_case(&program(), r#"{ "peildatum": "2026-10-20", "gemeente": "Zutfen" }"#, &options).unwrap_err();
    insta::assert_snapshot!(errors[0].to_string(), @"$.gemeente: onbekende gemeente `Zutfen`; bedoelt u `Zutphen`?");
}

#[test]
fn a_case_too_large() {
    let ids: Vec<String> = (0..151).map(|at| format!(r#"{{ "id": "p{at}" }}"#)).collect();
    let text = format!(r#"{{ "peildatum": "2026-10-20", "personen": [{}] }}"#, ids.join(","));
    insta::assert_snapshot!(errors(&text), @"C0102 $.personen[150].id: de casus is te groot: meer dan 150 objecten in `personen`");
}

#[test]
fn more_errors_than_are_told() {
    let case = |count: usize| {
        let keys: String = (0..count).map(|at| format!(r#", "k{at}": 1"#)).collect();
        errors(&format!(r#"{{ "peildatum": "2026-10-20"{keys} }}"#))
    };
    assert_eq!((case(100).lines().count(), case(101).lines().count()), (100, 101));
    assert!(!case(100).contains("C0102"));
    let many = case(1_500);
    let first = "C0102 $: de casus is te groot: meer dan 100 fouten; de andere zijn niet getoond\n";
    assert!(many.starts_with(first) && many.lines().count() == 101, "{many}");
}

#[test]
fn a_long_name_is_cut() {
    let long = "x".repeat(19_000);
    let text = format!(r#"{{ "peildatum": "2026-10-20", "{long}": 1, "gemeente": "{long}" }}"#);
    let found = errors(&text);
    assert!(found.contains('…') && found.len() < 1_000, "{found}");
}

#[test]
fn a_list_or_text_too_long() {
    let text = format!(r#"{{ "peildatum": "2026-10-20", "gemeente": "{}" }}"#, "x".repeat(20_001));
    let found = errors(&text);
    assert!(found.starts_with("C0102 $.gemeente: ") && found.contains("20000 bytes in een tekst"), "{found}");
    let text = format!(r#"{{ "peildatum": "2026-10-20", "personen": [1{}] }}"#, ", 1".repeat(2_000));
    let found = errors(&text);
    assert!(found.starts_with("C0102 $.personen: ") && found.contains("2000 leden in een lijst of object"), "{found}");
}

#[test]
fn a_case_too_deep() {
    let text = format!(r#"{{ "peildatum": {}1{} }}"#, "[".repeat(40), "]".repeat(40));
    let found = errors(&text);
    assert!(found.starts_with("C0106 ") && found.contains("te diep genest: ten hoogste 32 niveaus"), "{found}");
}
