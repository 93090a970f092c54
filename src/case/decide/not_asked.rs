//! `niet_gevraagd`: outcomes of which it is only open whether they are a question at all, by the fact that would tell.
//!
//! A case about one law leaves the other laws unasked. Their outcomes would say nothing but that, each at length; so
//! they stand together under the one fact that comes first. Whoever names a subject gets its outcome in full.

use super::super::build::{Json, entry, members, text};
use super::open::{Missing, Open};
use super::outcome::Subject;
use super::support::FactKey;
use super::{open, show};
use crate::evaluate::Val;
use crate::inquire::Question;
use crate::program::{Decision, DecisionKind, InputId, Program};
use crate::values::{Date, Text};

/// An outcome that nobody asked for.
pub(in crate::case) struct Unasked<'p> {
    pub(super) decision: &'p Decision,
    about: Json,
    key: FactKey,
    ask: Json,
}

impl Subject<'_, '_, '_> {
    /// What would tell whether this is a question at all, when nothing else is open about it.
    pub(super) fn unasked<'p>(&mut self, decision: &'p Decision) -> Option<Unasked<'p>> {
        let gate = self.decision.applies?;
        let day = self.day_of_reference();
        if self.evaluation.value(gate, &[self.member], day).value != Val::Unknown {
            return None;
        }
        let series = self.series();
        if series.iter().any(|stretch| stretch.snapshot.applies.is_some()) {
            return None;
        }
        series.iter().for_each(|stretch| self.support_of(stretch));
        let days: Vec<Date> = series.iter().map(|stretch| stretch.from).take(super::outcome::MOST_DAYS).collect();
        let question = Question { decision: self.decision, member: self.member, days: &days };
        let (program, case) = (self.program(), self.case);
        let missing = open::missing((self.inquiry, self.evaluation), case, question, &self.support, open::Stage::Gate);
        let first = missing.list.into_iter().find(|open| matches!(open, Open::Input { .. }))?;
        let Open::Input { input, args, .. } = &first else { return None };
        let key = (*input, args.clone());
        let ask = Missing { list: vec![first], complete: true }.json(program, case, self.decision);
        let ask = ask.as_array()?.first()?.clone();
        let about = show::ids(&case.facts, &[self.decision.class], &[self.member]);
        Some(Unasked { decision, about, key, ask })
    }
}

/// What would tell whether it is a question at all.
pub(super) const fn first_question<'u>(unasked: &'u Unasked<'_>) -> &'u Json {
    &unasked.ask
}

/// Whether a fact is one of the whole case, not of one of several objects.
pub(super) fn is_of_the_whole(program: &Program, input: InputId) -> bool {
    let single = |class: &u32| program.classes.get(*class as usize).is_some_and(|class| class.singleton);
    program.inputs.get(input as usize).is_some_and(|input| input.args.iter().all(single))
}

/// The facts that would open something, each with what it would open.
pub(super) fn by_fact(unasked: &[Unasked<'_>]) -> Json {
    let mut keys: Vec<&FactKey> = Vec::new();
    for one in unasked {
        if !keys.contains(&&one.key) {
            keys.push(&one.key);
        }
    }
    let groups = keys.into_iter().filter_map(|key| {
        let opened: Vec<&Unasked<'_>> = unasked.iter().filter(|one| one.key == *key).collect();
        let Json::Object(mut ask) = opened.first()?.ask.clone() else { return None };
        ask.push(entry("opent", Json::Array(opens(&opened))));
        Some(Json::Object(ask))
    });
    Json::Array(groups.collect())
}

/// What a fact would open: each decision once, with all whom it is about.
fn opens(unasked: &[&Unasked<'_>]) -> Vec<Json> {
    let mut opened: Vec<(DecisionKind, &Text, Vec<Json>)> = Vec::new();
    for one in unasked {
        let (kind, name) = (one.decision.kind, &one.decision.name);
        let about = one.about.as_array().unwrap_or_default().iter().cloned();
        match opened.iter_mut().find(|(known, of, _)| (*known, *of) == (kind, name)) {
            Some((.., all)) => all.extend(about),
            None => opened.push((kind, name, about.collect())),
        }
    }
    let shown = opened
        .into_iter()
        .map(|(kind, name, about)| members([(kind.word(), text(name)), ("betreft", Json::Array(about))]));
    shown.collect()
}
