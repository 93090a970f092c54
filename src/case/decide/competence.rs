//! Who may do what about one decision on the day of the decision: the mandates that the rule files give, each held
//! against what the law asks of its organisation.
//!
//! **Invariant:** nothing here depends on who asks, and nothing that is decided depends on this.

use super::grounds::article;
use super::support::{FactKey, Support};
use crate::evaluate::{Evaluation, Val};
use crate::program::{Act, Filter, Mandate, Program, RuleId};
use crate::values::Date;

/// Whether the law allows a mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    Yes,
    No,
    /// Not known: what the law asks about is not stated.
    Unknown,
}

/// A mandate that counts on the day, before the law is held against it.
#[derive(Clone, Debug)]
pub(super) struct Held {
    /// Its number.
    pub(super) mandate: usize,
    pub(super) allowed: Allowed,
    /// The rules by which it is allowed.
    pub(super) rules: Vec<RuleId>,
    /// The facts of the organisation that are not known.
    pub(super) unknown: Vec<FactKey>,
    /// The rule that was looked at first.
    pub(super) by: Option<RuleId>,
}

/// What the mandates come to for one decision.
#[derive(Clone, Debug, Default)]
pub(super) struct Competence {
    pub(super) held: Vec<Held>,
}

impl Competence {
    /// The mandates about a decision on the case's day of decision.
    pub(super) fn of(evaluation: &mut Evaluation<'_>, about: &str) -> Self {
        let (program, day) = (evaluation.program(), evaluation.facts().decision_day);
        let organisation = &program.organisation;
        let filter = organisation.filters.iter().find(|filter| filter.about == about);
        let counts = |mandate: &Mandate| {
            let exists =
                organisation.stated.get(mandate.organisation as usize).is_some_and(|object| object.exists(day));
            exists && mandate.days.contain(day) && mandate.about.as_deref().is_none_or(|title| title == about)
        };
        let numbered = organisation.mandates.iter().enumerate().filter(|(_, mandate)| counts(mandate));
        let held = numbered.map(|(number, mandate)| held(evaluation, (number, mandate), filter, day));
        Self { held: held.collect() }
    }

    /// The mandates that allow an act, with their numbers.
    pub(super) fn to<'c, 'p>(&'c self, program: &'p Program, act: Act) -> Vec<(&'c Held, &'p Mandate)> {
        let all = self.held.iter().filter(|held| held.allowed == Allowed::Yes);
        let found = all.filter_map(|held| Some((held, program.organisation.mandates.get(held.mandate)?)));
        found.filter(|(_, mandate)| mandate.act == act).collect()
    }

    /// The mandates of which the law is not known to be satisfied, or known not to be.
    pub(super) fn with(&self, allowed: Allowed) -> impl Iterator<Item = &Held> {
        self.held.iter().filter(move |held| held.allowed == allowed)
    }
}

/// A mandate held against the law.
fn held(
    evaluation: &mut Evaluation<'_>,
    (number, mandate): (usize, &Mandate),
    filter: Option<&Filter>,
    day: Date,
) -> Held {
    let node = match mandate.act {
        Act::Decides => filter.and_then(|filter| filter.decides),
        Act::Assesses => filter.and_then(|filter| filter.assesses),
        Act::Signals | Act::Advises => None,
    };
    let mut held = Held { mandate: number, allowed: Allowed::Yes, rules: Vec::new(), unknown: Vec::new(), by: None };
    let Some(node) = node else { return held };
    let why = evaluation.why(node, &[mandate.organisation], day);
    let mut support = Support::default();
    support.add(evaluation, why, true);
    held.allowed = match evaluation.told(why) {
        Val::Bool(true) => Allowed::Yes,
        Val::Bool(false) => Allowed::No,
        _ => Allowed::Unknown,
    };
    held.rules = support.rules.into_iter().collect();
    held.unknown = support.open.facts.into_keys().collect();
    held.by = evaluation.first_rule(why);
    held
}

impl Held {
    /// `wijkteamprofessional (sociaal wijkteam) beslist over algemene bijstand: Pw, artikel 7, vierde lid`
    pub(super) fn shown(&self, program: &Program, about: &str) -> Option<String> {
        let mandate = program.organisation.mandates.get(self.mandate)?;
        let unknown = self.unknown.iter().filter_map(|(input, _)| program.inputs.get(*input as usize));
        let unknown: Vec<&str> = unknown.map(|input| input.name.as_str()).collect();
        let unknown =
            if unknown.is_empty() { String::new() } else { format!("; niet gegeven: {}", unknown.join(", ")) };
        let article = article(program, self.by).map(|article| format!(": {article}")).unwrap_or_default();
        let (role, organisation) = (&mandate.role, program.organisation.name(mandate.organisation));
        Some(format!("{role} ({organisation}) {} over {about}{article}{unknown}", mandate.act.verb()))
    }
}
