//! JSON Schema (2020-12) of a decision.

use super::super::build::{entry, text, texts};
use super::super::json::{self, Json};
use super::{array, competence, date, not_asked, object, or_none, procedure, string, text_or_none, title, types, with};
use crate::program::{DecisionKind, Program};

/// The schema of a decision, as canonical JSON.
#[must_use]
pub fn decision_schema(program: &Program) -> String {
    let mut document = frame();
    document.insert(1, ("casus_sha256", sha256()));
    document.extend([
        ("uitkomsten", array(types::reference("uitkomst"))),
        ("procedures", array(types::reference("procedure"))),
        ("plan", array(types::reference("plan"))),
        ("niet_gevraagd", array(not_asked::unasked())),
    ]);
    let mut schema = head(program, "Besluitadvies");
    schema.extend(super::parts(&all(document)));
    let definitions = vec![
        entry("datum", types::date_definition()),
        entry("uitkomst", outcome(program)),
        entry("procedure", procedure::procedure(program)),
        entry("plan", procedure::plan(program)),
        entry("verwijzing", procedure::reference()),
        entry("periode_van_uitkomst", stretch()),
        entry("waarde", value()),
        entry("grond", ground()),
        entry("gegeven", fact()),
        entry("oordeel", judgement()),
        entry("ontbrekend", missing()),
        entry("verandering", change()),
        entry("waarschuwing", warning()),
    ];
    schema.push(entry("$defs", Json::Object(definitions)));
    json::to_canonical(&Json::Object(schema))
}

/// The schema of what comes out without reasons, as canonical JSON: part of that of a decision.
///
/// ```
/// use toegang::{case::outcomes_schema, program::Program};
/// assert!(outcomes_schema(&Program::default()).contains("uitkomsten"));
/// ```
#[must_use]
pub fn outcomes_schema(program: &Program) -> String {
    let list = |name: &str| array(types::reference(name));
    let mut document = frame();
    document.extend(["uitkomsten", "procedures"].into_iter().zip([list("uitkomst"), list("procedure")]));
    document.push(("plan", list("plan")));
    let mut schema = head(program, "Uitkomsten zonder redenen");
    schema.extend(super::parts(&all(document)));
    let mut outcome = basic_outcome(program);
    outcome.extend([
        ("perioden", list("periode_van_uitkomst")),
        ("ingang", or_none(date())),
        ("einde", or_none(date())),
    ]);
    let definitions = vec![
        entry("datum", types::date_definition()),
        entry("uitkomst", all(outcome)),
        entry("procedure", all(procedure::basic(program))),
        entry("plan", all(procedure::basic_plan(program))),
        entry("periode_van_uitkomst", all(basic_stretch())),
        entry("waarde", value()),
    ];
    schema.push(entry("$defs", Json::Object(definitions)));
    json::to_canonical(&Json::Object(schema))
}

fn head(program: &Program, what: &str) -> Vec<(String, Json)> {
    let version = entry("$schema", text("https://json-schema.org/draft/2020-12/schema"));
    vec![version, entry("title", text(title(program, what)))]
}

/// What stands around the outcomes, with or without their reasons.
fn frame() -> Vec<(&'static str, Json)> {
    let period = object(vec![entry("vanaf", date()), entry("tot_en_met", date())], &["vanaf", "tot_en_met"]);
    vec![
        ("regelset", rule_set()),
        ("peildatum", date()),
        ("periode", period),
        ("kennis_tot", or_none(date())),
        ("gemeente", text_or_none()),
        ("onderwerp", text_or_none()),
    ]
}

/// An object whose keys are all there and that has no others.
pub(super) fn all(properties: Vec<(&str, Json)>) -> Json {
    let required: Vec<&str> = properties.iter().map(|(key, _)| *key).collect();
    let listed = properties.iter().map(|(key, value)| entry(*key, value.clone())).collect();
    object(listed, &required)
}

pub(super) fn one_of(names: &[&str]) -> Json {
    Json::Object(vec![entry("enum", texts(names.iter().copied()))])
}

pub(super) fn truth() -> Json {
    Json::Object(vec![entry("type", text("boolean"))])
}

pub(super) fn truth_or_none() -> Json {
    Json::Object(vec![entry("type", texts(["boolean", "null"]))])
}

fn sha256() -> Json {
    with(string(), &[("pattern", text("^[0-9a-f]{64}$"))])
}

fn rule_set() -> Json {
    let names = ["naam", "versie", "taalversie", "engineversie"].map(|name| (name, string()));
    all(names.into_iter().chain([("sha256", string())]).collect())
}

const OUTCOMES: [&str; 5] = ["recht", "gedeeltelijk recht", "geen recht", "nog niet te bepalen", "niet van toepassing"];
const NATURES: [&str; 3] = ["gebonden", "bevoegdheid", "niet gehouden"];
const FOLLOW_UPS: [&str; 7] = [
    "doorzenden",
    "verwijzen",
    "buiten behandeling",
    "geen besluit nodig",
    "onderzoek onvolledig",
    "oordeel nodig",
    "aanhouden",
];

fn outcome(program: &Program) -> Json {
    let list = |name: &str| array(types::reference(name));
    let mut properties = basic_outcome(program);
    properties.extend([
        ("perioden", list("periode_van_uitkomst")),
        ("ingang", or_none(date())),
        ("einde", or_none(date())),
        ("geldt_tot_en_met", all(vec![("datum", or_none(date())), ("oorzaak", string())])),
        ("termijnen", array(term())),
        ("verplichtingen", array(duty())),
        ("bericht", or_none(message())),
        ("bevoegd", or_none(competence::competent(program))),
        ("gronden", list("grond")),
        ("gebruikte_feiten", list("gegeven")),
        ("niet_gebruikte_feiten", list("gegeven")),
        ("oordelen", list("oordeel")),
        ("ontbreekt", list("ontbrekend")),
        ("volledig", truth()),
        ("anders_als", array(types::reference("verandering"))),
        ("waarschuwingen", list("waarschuwing")),
    ]);
    optional(&all(properties), "spoor", Json::Object(Vec::new()))
}

/// What an outcome begins with, with or without its reasons.
fn basic_outcome(program: &Program) -> Vec<(&'static str, Json)> {
    vec![
        ("besluit", one_of(&names(program, DecisionKind::Besluit))),
        ("betreft", about()),
        ("uitkomst", one_of(&OUTCOMES)),
        ("aard", one_of(&NATURES)),
        ("vervolg", or_none(follow_up())),
    ]
}

/// The names of what comes out, of one kind.
pub(super) fn names(program: &Program, kind: DecisionKind) -> Vec<&str> {
    let of_kind = program.decisions.iter().filter(|decision| decision.kind == kind);
    of_kind.map(|decision| decision.name.as_str()).collect()
}

/// The ids of what an outcome is about.
pub(super) fn about() -> Json {
    with(array(types::id()), &[("minItems", Json::integer(1))])
}

pub(super) fn term() -> Json {
    all(vec![("naam", string()), ("datum", or_none(date()))])
}

pub(super) fn duty() -> Json {
    all(vec![("naam", string()), ("geldt", truth_or_none())])
}

/// Data for a message standard.
fn message() -> Json {
    let check = all(vec![("code", string()), ("voldaan", truth_or_none())]);
    all(vec![
        ("standaard", string()),
        ("bericht", text_or_none()),
        ("velden", array(types::reference("waarde"))),
        ("controles", array(check)),
    ])
}

pub(super) fn follow_up() -> Json {
    all(vec![("soort", one_of(&FOLLOW_UPS)), ("aan", text_or_none())])
}

/// A schema of an object with one more property that need not be there.
pub(super) fn optional(schema: &Json, key: &str, property: Json) -> Json {
    let members = super::parts(schema).into_iter().map(|(name, value)| match value {
        Json::Object(mut properties) if name == "properties" => {
            properties.push(entry(key, property.clone()));
            (name, Json::Object(properties))
        }
        other => (name, other),
    });
    Json::Object(members.collect())
}

fn stretch() -> Json {
    let change = all(vec![("op", date()), ("oorzaak", string())]);
    let mut properties = basic_stretch();
    properties.push(("wijzigt", or_none(change)));
    all(properties)
}

/// A period, without what ends it.
fn basic_stretch() -> Vec<(&'static str, Json)> {
    vec![
        ("vanaf", date()),
        ("tot_en_met", date()),
        ("uitkomst", one_of(&OUTCOMES)),
        ("recht", truth_or_none()),
        ("aard", one_of(&NATURES)),
        ("waarden", array(types::reference("waarde"))),
        ("vorm", text_or_none()),
    ]
}

fn value() -> Json {
    let known = Json::Object(vec![entry("type", texts(["string", "boolean", "array", "null"]))]);
    let names = ["eenheid", "per", "ten_minste", "ten_hoogste"];
    let mut properties = vec![entry("naam", string()), entry("waarde", known)];
    properties.extend(names.map(|name| entry(name, text_or_none())));
    object(properties, &["naam", "waarde"])
}

fn ground() -> Json {
    let number = Json::Object(vec![entry("type", texts(["integer", "null"]))]);
    let mut properties = vec![("regeling", string())];
    properties.extend(["artikel", "lid", "onderdeel", "ecli"].map(|name| (name, text_or_none())));
    properties.extend([("versie_vanaf", or_none(date())), ("regel", text_or_none()), ("regel_lid", number)]);
    all(properties)
}

fn fact() -> Json {
    let properties = vec![
        entry("gegeven", string()),
        entry("betreft", array(types::id())),
        entry("waarde", Json::Object(Vec::new())),
        entry("bron", text_or_none()),
        entry("bekend_op", or_none(date())),
        entry("verkregen_voor", string()),
        entry("reden", string()),
        entry("artikel", text_or_none()),
    ];
    object(properties, &["gegeven", "betreft", "waarde"])
}

fn judgement() -> Json {
    let person = all(vec![("rol", text_or_none()), ("naam", text_or_none())]);
    all(vec![
        ("over", string()),
        ("betreft", array(types::id())),
        ("waarde", Json::Object(Vec::new())),
        ("door", person.clone()),
        ("op", date()),
        ("motivering", string()),
        ("advies", text_or_none()),
        ("geldt_vanaf", or_none(date())),
        ("geldt_tot_en_met", or_none(date())),
        ("tweede_beoordelaar", or_none(person)),
        ("gebruikt", truth()),
    ])
}

pub(super) fn missing() -> Json {
    let names = ["sleutel", "volgens", "vraag", "wie", "reden"];
    let mut properties = vec![
        entry("soort", one_of(&["gegeven", "oordeel", "bedrag", "verordening"])),
        entry("naam", string()),
        entry("betreft", array(types::id())),
        entry("door", array(string())),
        entry("artikel", text_or_none()),
    ];
    properties.extend(names.map(|name| entry(name, text_or_none())));
    object(properties, &["soort", "naam", "artikel"])
}

/// Other facts that together would have given another outcome.
fn change() -> Json {
    let fact = all(vec![
        ("naam", string()),
        ("sleutel", string()),
        ("betreft", array(types::id())),
        ("waarde", Json::Object(Vec::new())),
        ("tekst", string()),
    ]);
    all(vec![("feiten", array(fact))])
}

fn warning() -> Json {
    let count = Json::Object(vec![entry("type", text("integer"))]);
    all(vec![("soort", string()), ("tekst", string()), ("aantal", count), ("lijst", array(string()))])
}
