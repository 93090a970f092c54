//! What a procedure and a plan say: no right, but what begins, from which day, who directs.
//!
//! **Invariant:** a plan decides nothing: it refers to what was decided, and says so.

use std::borrow::Cow;

use super::super::build::{Json, members, text, text_or_null};
use super::open::Missing;
use super::outcome::{Subject, Whole};
use super::series::Stretch;
use super::{facts, grounds, section, show};
use crate::program::DecisionKind;

/// What every plan says of itself.
const NO_DECISION: &str =
    "Dit plan is geen besluit. Elk besluit waarnaar het verwijst, staat op zichzelf, met een eigen bezwaar.";

impl Subject<'_, '_, '_> {
    /// The outcome of a procedure.
    pub(super) fn procedure(&mut self, head: &Stretch, whole: &Whole, missing: &Missing) -> Vec<(&'static str, Json)> {
        let mut list = self.named(head, &self.decision.kind);
        list.extend([
            ("vervolg", self.follow_up(head, whole, missing)),
            ("datum", text_or_null(whole.day.map(|day| day.to_string()))),
            ("waarden", Json::Array(head.snapshot.values.clone())),
            ("termijnen", whole.terms.clone()),
            ("verplichtingen", whole.duties.clone()),
            ("bevoegd", self.competence_of(head, whole)),
        ]);
        list.extend(self.support_shown(head, missing));
        list
    }

    /// The outcome of a plan; what it refers to comes in with [`with_references`].
    pub(super) fn plan(&self, head: &Stretch, whole: &Whole, missing: &Missing) -> Vec<(&'static str, Json)> {
        let mut list = self.named(head, &self.decision.kind);
        list.extend([
            ("is_besluit", Json::Bool(false)),
            ("tekst", text(NO_DECISION)),
            ("waarden", Json::Array(head.snapshot.values.clone())),
            ("doelen", whole.duties.clone()),
            ("procedures", Json::Array(Vec::new())),
            ("besluiten", Json::Array(Vec::new())),
        ]);
        list.extend(self.support_shown(head, missing));
        list
    }

    fn named(&self, head: &Stretch, kind: &DecisionKind) -> Vec<(&'static str, Json)> {
        vec![
            (kind.word(), text(&self.decision.name)),
            ("betreft", show::ids(&self.case.facts, &[self.decision.class], &[self.member])),
            ("uitkomst", text(head.snapshot.outcome.text(*kind))),
        ]
    }

    /// What it rests on and what is still needed; a plan repeats nothing of persons that it does not rest on.
    fn support_shown(&self, head: &Stretch, missing: &Missing) -> Vec<(&'static str, Json)> {
        let asked = head.snapshot.applies == Some(true) && self.decision.kind == DecisionKind::Procedure;
        let mut list = self.rests_on(missing, asked);
        list.push(("waarschuwingen", self.warnings(head)));
        list
    }

    /// What an outcome rests on and what is still needed; when it was `asked` for, also what was given that it can use and
    /// did not. What only other decisions use stands there: not everyone who reads this one may know it.
    pub(super) fn rests_on(&self, missing: &Missing, asked: bool) -> Vec<(&'static str, Json)> {
        let (program, case) = (self.evaluation.program(), self.case);
        let given = self.given.unwrap_or(&case.facts);
        let could = if asked { self.evaluation.inputs_of(self.decision) } else { Cow::default() };
        let (used, unused) = facts::used_and_unused(program, case, given, (&self.support, &could));
        vec![
            ("gronden", grounds::all(program, case, self.decision, &self.support)),
            ("gebruikte_feiten", used),
            ("niet_gebruikte_feiten", unused),
            ("oordelen", facts::judgements(program, case, &self.support, &could)),
            ("ontbreekt", missing.json(program, case, self.decision)),
            ("volledig", Json::Bool(missing.complete)),
        ]
    }
}

/// A plan with references to every procedure and decision that is a question here.
pub(super) fn with_references(plan: Json, procedures: &[Json], decisions: &[Json]) -> Json {
    let Json::Object(list) = plan else { return plan };
    let filled = list.into_iter().map(|(key, value)| match key.as_ref() {
        "procedures" => (key, references(procedures, DecisionKind::Procedure)),
        "besluiten" => (key, references(decisions, DecisionKind::Besluit)),
        _ => (key, value),
    });
    Json::Object(filled.collect())
}

/// References to outcomes of one kind, each by its place in the document.
fn references(outcomes: &[Json], kind: DecisionKind) -> Json {
    let is_question = |outcome: &Json| outcome.get("uitkomst").and_then(Json::as_str) != Some("niet van toepassing");
    let part = |outcome: &Json, key: &str| outcome.get(key).cloned().unwrap_or(Json::Null);
    let one = |(place, outcome): (usize, &Json)| {
        members([
            (kind.word(), part(outcome, kind.word())),
            ("betreft", part(outcome, "betreft")),
            ("uitkomst", part(outcome, "uitkomst")),
            ("verwijzing", text(format!("/{}/{place}", section(kind)))),
        ])
    };
    Json::Array(outcomes.iter().enumerate().filter(|(_, outcome)| is_question(outcome)).map(one).collect())
}
