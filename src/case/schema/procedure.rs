//! JSON Schema of procedures and plans in a decision.

use super::super::build::{entry, text};
use super::super::json::Json;
use super::decision::{about, all, duty, follow_up, names, one_of, optional, term, truth};
use super::{array, competence, date, or_none, string, types};
use crate::program::{DecisionKind, Program};

const STARTS: [&str; 5] = ["start", "alleen informatie", "geen start", "nog niet te bepalen", "niet van toepassing"];
const PLANS: [&str; 3] = ["plan", "nog niet te bepalen", "niet van toepassing"];

/// The outcome of a procedure.
pub(super) fn procedure(program: &Program) -> Json {
    let mut properties = basic(program);
    properties.extend([
        ("termijnen", array(term())),
        ("verplichtingen", array(duty())),
        ("bevoegd", or_none(competence::competent(program))),
    ]);
    properties.extend(support());
    optional(&all(properties), "spoor", Json::Object(Vec::new()))
}

/// The outcome of a procedure, without its reasons.
pub(super) fn basic(program: &Program) -> Vec<(&'static str, Json)> {
    vec![
        ("procedure", one_of(&names(program, DecisionKind::Procedure))),
        ("betreft", about()),
        ("uitkomst", one_of(&STARTS)),
        ("vervolg", or_none(follow_up())),
        ("datum", or_none(date())),
        ("waarden", list("waarde")),
    ]
}

/// The outcome of a plan.
pub(super) fn plan(program: &Program) -> Json {
    let mut properties = basic_plan(program);
    let values = properties.split_off(3);
    properties.extend([("is_besluit", Json::Object(vec![entry("const", Json::Bool(false))])), ("tekst", string())]);
    properties.extend(values);
    properties.extend([
        ("doelen", array(duty())),
        ("procedures", list("verwijzing")),
        ("besluiten", list("verwijzing")),
    ]);
    properties.extend(support());
    optional(&all(properties), "spoor", Json::Object(Vec::new()))
}

/// The outcome of a plan, without its reasons.
pub(super) fn basic_plan(program: &Program) -> Vec<(&'static str, Json)> {
    vec![
        ("plan", one_of(&names(program, DecisionKind::Plan))),
        ("betreft", about()),
        ("uitkomst", one_of(&PLANS)),
        ("waarden", list("waarde")),
    ]
}

/// A reference of a plan: what it is about, and where it stands in the document.
pub(super) fn reference() -> Json {
    let place = Json::Object(vec![entry("type", text("string")), entry("format", text("json-pointer"))]);
    let shared = vec![("betreft", about()), ("uitkomst", string()), ("verwijzing", place)];
    let of = |kind: &'static str| {
        let mut properties = vec![(kind, string())];
        properties.extend(shared.clone());
        all(properties)
    };
    super::any(vec![of("besluit"), of("procedure")])
}

/// What every outcome rests on and still needs.
fn support() -> Vec<(&'static str, Json)> {
    vec![
        ("gronden", list("grond")),
        ("gebruikte_feiten", list("gegeven")),
        ("niet_gebruikte_feiten", list("gegeven")),
        ("oordelen", list("oordeel")),
        ("ontbreekt", list("ontbrekend")),
        ("volledig", truth()),
        ("waarschuwingen", list("waarschuwing")),
    ]
}

fn list(name: &str) -> Json {
    array(types::reference(name))
}
