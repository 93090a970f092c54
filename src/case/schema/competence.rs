//! JSON Schema of `bevoegd`.

use super::super::build::{entry, text, texts};
use super::super::json::Json;
use super::decision::{all, one_of, truth_or_none};
use super::{array, object, or_none, string, text_or_none, types, with};
use crate::program::{Act, Program};

/// Who may decide: with mandates in the rule files per role and organisation, else per role.
pub(super) fn competent(program: &Program) -> Json {
    let roles = || with(array(string()), &[("x-rollen", texts(program.roles.iter().map(AsRef::as_ref)))]);
    if program.organisation.mandates.is_empty() {
        return all(vec![("rollen", roles()), ("mag_beslissen", truth_or_none()), ("naar", or_none(roles()))]);
    }
    let organisation = types::stated(program);
    let grounds = || array(types::reference("grond"));
    let desk = all(vec![("rol", string()), ("organisatie", organisation.clone()), ("gronden", grounds())]);
    let acts = Act::ALL.map(Act::infinitive);
    let may: Vec<&str> = acts.into_iter().chain(["niets"]).collect();
    let asker = all(vec![
        ("rol", string()),
        ("organisatie", or_none(organisation.clone())),
        ("mag", one_of(&may)),
        ("onbekend", array(one_of(&acts))),
    ]);
    let to = all(vec![("rol", text_or_none()), ("organisatie", string())]);
    let hand_over = all(vec![
        ("van", organisation.clone()),
        ("aan", organisation),
        ("volledig", one_of(&["ja", "nee", "onbekend"])),
        ("ontbreekt", array(lacking())),
        ("gronden", grounds()),
    ]);
    all(vec![
        ("namens", string()),
        ("rollen", roles()),
        ("mag_beslissen", truth_or_none()),
        ("beslissen", array(desk.clone())),
        ("beoordelen", array(desk.clone())),
        ("adviseren", array(desk.clone())),
        ("signaleren", array(desk)),
        ("vrager", or_none(asker)),
        ("naar", or_none(array(to))),
        ("overdracht", or_none(hand_over)),
    ])
}

/// What a hand-over lacks: a fact or judgement that is not known, or a condition that does not hold.
fn lacking() -> Json {
    let condition = object(
        vec![
            entry("soort", Json::Object(vec![entry("const", text("voorwaarde"))])),
            entry("naam", string()),
            entry("betreft", array(types::id())),
            entry("artikel", text_or_none()),
        ],
        &["soort", "naam", "betreft", "artikel"],
    );
    Json::Object(vec![entry("anyOf", Json::Array(vec![types::reference("ontbrekend"), condition]))])
}
