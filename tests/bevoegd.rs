//! Who may decide: organisations and mandates in rule files, the law that filters them, and the hand-over.

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{Case, DecideOptions, Options, case_schema, compare, decide, decision_schema, read_case, uitleg};
use toegang::evaluate::{Datum, Given};
use toegang::program::bytes::{from_bytes, to_bytes};
use toegang::program::{Const, Program, StatedValue};
use toegang::{SourceFile, compile};

const LAW: &str = include_str!("bevoegd/wet.regels");
const TOWN: &str = include_str!("bevoegd/gemeente.regels");

fn compiled(town: &str) -> Program {
    compiled_with(LAW, town)
}

fn compiled_with(law: &str, town: &str) -> Program {
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let compiled = compile(&[file("gemeente.regels", town), file("wet.regels", law)], "Zutphen");
    compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
}

fn program() -> Program {
    compiled(TOWN)
}

fn case(program: &Program, text: &str) -> Case {
    read_case(program, text, &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn errors(text: &str) -> Vec<String> {
    let errors = read_case(&program(), text, &Options::default()).expect_err("a case with faults");
    errors.iter().map(ToString::to_string).collect()
}

fn decided(text: &str) -> String {
    let program = program();
    decide(&program, &case(&program, text), &DecideOptions::default()).unwrap()
}

fn explained(text: &str) -> String {
    let program = program();
    uitleg(&program, &case(&program, text), &DecideOptions::default()).unwrap()
}

/// The outcome about Anna.
fn outcome(text: &str) -> Json {
    let document = parse(&decided(text), Limits::default()).unwrap();
    document.get("uitkomsten").and_then(Json::as_array).and_then(|all| all.first()).cloned().unwrap()
}

const ANNA: &str = r#"{ "peildatum": "2026-10-20",
  "vrager": { "rol": "wijkteamprofessional", "organisatie": "sociaal wijkteam" },
  "personen": [ { "id": "anna", "vraagt_bijstand": true, "inkomen": "400.00", "begeleider": "sociaal wijkteam",
                  "heeft_een_hulpvraag": true } ] }"#;

fn asked_by(role: &str, organisation: &str) -> String {
    ANNA.replace("wijkteamprofessional", role)
        .replace(r#""organisatie": "sociaal wijkteam""#, &format!(r#""organisatie": {organisation}"#))
}

#[test]
fn a_decision_says_who_may_decide_and_to_whom_it_goes() {
    insta::assert_snapshot!(outcome(ANNA).get("bevoegd").unwrap().to_compact());
    insta::assert_snapshot!(outcome(ANNA).get("waarschuwingen").unwrap().to_compact());
}

#[test]
fn it_says_so_in_dutch() {
    insta::assert_snapshot!(explained(ANNA));
}

#[test]
fn another_asker_changes_nothing_but_who_is_competent() {
    let askers = [
        asked_by("consulent inkomen", r#""stedelijk expertisecentrum""#),
        asked_by("teammanager", r#""werkbedrijf""#),
        asked_by("teammanager", "null"),
        ANNA.replace("\"vrager\": { \"rol\": \"wijkteamprofessional\", \"organisatie\": \"sociaal wijkteam\" },", ""),
    ];
    for other in askers {
        let paths: Vec<String> =
            compare(&decided(ANNA), &decided(&other)).unwrap().into_iter().map(|found| found.path).collect();
        assert!(!paths.is_empty(), "{other}");
        assert!(paths.iter().all(|path| path.starts_with("$.uitkomsten[0].bevoegd")), "{paths:?}");
    }
}

#[test]
fn what_an_asker_may_is_the_most_that_is_certain() {
    let may = |role: &str, organisation: &str| {
        let outcome = outcome(&asked_by(role, organisation));
        let competent = outcome.get("bevoegd").unwrap();
        let asker = competent.get("vrager").unwrap();
        let text = |key: &str| asker.get(key).unwrap().to_compact();
        format!("{} {} {}", competent.get("mag_beslissen").unwrap().to_compact(), text("mag"), text("onbekend"))
    };
    assert_eq!(may("consulent inkomen", r#""stedelijk expertisecentrum""#), r#"true "beslissen" []"#);
    assert_eq!(may("wijkteamprofessional", r#""Sociaal-wijkteam""#), r#"false "adviseren" []"#);
    assert_eq!(may("teammanager", r#""sociaal wijkteam""#), r#"false "niets" []"#);
    assert_eq!(may("teammanager", r#""werkbedrijf""#), r#"null "niets" ["beslissen"]"#);
    assert_eq!(may("consulent inkomen", "null"), r#"null "niets" ["beoordelen","beslissen"]"#);
}

#[test]
fn mandates_count_on_the_day_of_the_decision() {
    let later = outcome(&ANNA.replace("2026-10-20", "2027-02-01"));
    let competent = later.get("bevoegd").unwrap();
    assert_eq!(competent.get("beslissen").unwrap().to_compact(), "[]");
    assert_eq!(competent.get("naar").unwrap().to_compact(), r#"[{"rol":null,"organisatie":"het college"}]"#);
    assert!(later.get("waarschuwingen").unwrap().to_compact().contains("geen mandaat"));
}

#[test]
fn a_case_names_organisations_and_does_not_describe_those_of_the_rules() {
    let with = |more: &str| ANNA.replacen("{ \"peildatum\"", &format!("{{ {more}, \"peildatum\""), 1);
    let inline = r#""begeleider": { "id": "sociaal wijkteam", "is_bestuursorgaan": true }"#;
    let inline = ANNA.replace(r#""begeleider": "sociaal wijkteam""#, inline);
    let unknown = ANNA.replace(r#""begeleider": "sociaal wijkteam""#, r#""begeleider": "sociaal wijkteem""#);
    insta::assert_snapshot!(
        [
            errors(&with(r#""organisaties": [ { "id": "sociaal wijkteam", "is_bestuursorgaan": true } ]"#)),
            errors(&inline),
            errors(&unknown),
            errors(&asked_by("wijkteamprofessional", r#""sociaal wijkteem""#)),
            errors(&asked_by("wijkteamprofesional", r#""sociaal wijkteam""#)),
        ]
        .concat()
        .join("\n")
    );
}

#[test]
fn a_case_may_describe_another_organisation() {
    let own = r#""begeleider": { "id": "buurtteam", "is_bestuursorgaan": true }"#;
    let program = program();
    let case = case(&program, &ANNA.replace(r#""begeleider": "sociaal wijkteam""#, own));
    let input = program.inputs.iter().position(|input| input.name == "is bestuursorgaan").unwrap();
    let given = case.facts.get(&program, input.try_into().unwrap(), &[3]);
    assert_eq!(given, Some(Given::Always(Datum::Const(Const::Bool(true)))));
    assert!(!errors(&asked_by("teammanager", r#""buurtteam""#)).is_empty());
}

#[test]
fn the_facts_of_an_organisation_come_from_the_rule_files() {
    let program = program();
    let case = case(&program, ANNA);
    let input = program.inputs.iter().position(|input| input.name == "is bestuursorgaan").unwrap();
    let given = |number| case.facts.get(&program, input.try_into().unwrap(), &[number]);
    assert_eq!(given(0), Some(Given::Always(Datum::Const(Const::Bool(false)))));
    assert_eq!(given(2), Some(Given::Unknown));
    assert!(!decided(ANNA).contains(r#""gegeven": "is bestuursorgaan""#));
}

#[test]
fn a_rule_can_name_an_organisation() {
    let of = |name: &str| ANNA.replace(r#""begeleider": "sociaal wijkteam""#, &format!(r#""begeleider": "{name}""#));
    let came = |text: &str| outcome(text).get("uitkomst").unwrap().to_compact();
    assert_eq!(came(ANNA), r#""recht""#);
    assert_eq!(came(&of("werkbedrijf")), r#""geen recht""#);
}

#[test]
fn an_outcome_can_rest_on_what_a_rule_file_says_of_an_organisation() {
    let law = LAW.replace("is niet het werkbedrijf", "is niet bestuursorgaan");
    let program = compiled_with(&law, TOWN);
    let came = |text: &str| {
        let text = decide(&program, &case(&program, text), &DecideOptions::default()).unwrap();
        let document = parse(&text, Limits::default()).unwrap();
        document.get("uitkomsten").and_then(Json::as_array).and_then(|all| all.first()).cloned().unwrap()
    };
    let used = came(ANNA).get("gebruikte_feiten").unwrap().to_compact();
    let stated = r#""gegeven":"is bestuursorgaan","betreft":["sociaal wijkteam"],"waarde":false,"bron":"artikel 2""#;
    assert!(used.contains(stated), "{used}");
    let open = came(&ANNA.replace(r#""begeleider": "sociaal wijkteam""#, r#""begeleider": "werkbedrijf""#));
    assert_eq!(open.get("uitkomst").unwrap().to_compact(), r#""nog niet te bepalen""#);
    let missing = open.get("ontbreekt").unwrap().to_compact();
    assert!(missing.contains(r#""betreft":["werkbedrijf"],"volgens":"de regelbestanden""#), "{missing}");
}

#[test]
fn without_mandates_the_roles_of_the_decision_stand() {
    let town = TOWN.split_once("mandaat ").unwrap().0;
    let program = compiled(town);
    let text = decide(&program, &case(&program, ANNA), &DecideOptions::default()).unwrap();
    let document = parse(&text, Limits::default()).unwrap();
    let outcome = document.get("uitkomsten").and_then(Json::as_array).and_then(|all| all.first()).unwrap();
    let expected = r#"{"rollen":["consulent inkomen"],"mag_beslissen":false,"naar":["consulent inkomen"]}"#;
    assert_eq!(outcome.get("bevoegd").unwrap().to_compact(), expected);
}

#[test]
fn the_schemas_know_organisations() {
    let program = program();
    let schema = parse(&case_schema(&program), Limits::default()).unwrap();
    let properties = schema.get("properties").unwrap();
    insta::assert_snapshot!(properties.get("vrager").unwrap().to_compact());
    let own = schema.get("$defs").unwrap().get("organisatie").unwrap().get("properties").unwrap().get("id").unwrap();
    assert!(own.get("not").unwrap().to_compact().contains("werkbedrijf"));
    let decision = parse(&decision_schema(&program), Limits::default()).unwrap();
    let outcome = decision.get("$defs").unwrap().get("uitkomst").unwrap();
    insta::assert_snapshot!(outcome.get("properties").unwrap().get("bevoegd").unwrap().to_compact());
}

#[test]
fn a_program_keeps_them_in_its_bytes() {
    let program = program();
    assert_eq!(from_bytes(&to_bytes(&program)), Ok(program));
}

#[test]
fn bytes_with_a_wrong_number_are_no_program() {
    let spoilt = |spoil: &dyn Fn(&mut Program)| {
        let mut program = program();
        spoil(&mut program);
        from_bytes(&to_bytes(&program)).is_err()
    };
    assert!(spoilt(&|program| program.organisation.mandates[0].organisation = 99));
    assert!(spoilt(&|program| program.organisation.hand_overs[0].to = 3));
    assert!(spoilt(&|program| program.organisation.filters[0].decides = Some(u32::MAX)));
    assert!(spoilt(&|program| program.organisation.class = None));
    assert!(spoilt(&|program| program.organisation.stated[0].versions[0].facts[0].input = 9_999));
    assert!(spoilt(&|program| {
        program.organisation.stated[0].versions[0].facts[0].value = StatedValue::Const(Const::Empty);
    }));
}
