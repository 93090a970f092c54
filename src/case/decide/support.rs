//! What outcomes rest on: the rules, facts and amounts that mattered, what is open, and what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::super::read::ordered;
use super::outcome::Subject;
use super::series::Stretch;
use crate::evaluate::{Applied, Withheld};
use crate::evaluate::{Args, Basis, Change, Datum, Evaluation, Fault, Given, ObjectId, Told, UsedParameter, Val};
use crate::evaluate::{Visited, Why};
use crate::program::{InputId, NodeId, ParameterId, Program, RuleId};
use crate::values::Date;

/// A fact or judgement of these objects.
pub(super) type FactKey = (InputId, Vec<ObjectId>);

/// Why something is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Not given.
    NotGiven,
    /// Given, but not for the day.
    OtherDays,
    /// Given, but it does not count.
    Withheld(Withheld),
    /// A list that may have more members.
    Incomplete,
}

/// What is not known, with the first rule that uses it.
#[derive(Clone, Debug, Default)]
pub(super) struct Unknowns {
    /// Facts and judgements, and why they are not known.
    pub(super) facts: BTreeMap<FactKey, (Cause, Option<RuleId>)>,
    /// Amounts.
    pub(super) amounts: BTreeMap<ParameterId, Option<RuleId>>,
}

/// What one or more values rest on.
#[derive(Clone, Debug, Default)]
pub(super) struct Support {
    pub(super) rules: BTreeSet<RuleId>,
    pub(super) facts: BTreeSet<FactKey>,
    /// What keeps the outcome open.
    pub(super) open: Unknowns,
    /// What keeps only the start, the end, a term or a duty open.
    pub(super) beside: Unknowns,
    /// Versions of amounts.
    pub(super) amounts: BTreeSet<UsedParameter>,
    /// Years whose working days were counted.
    pub(super) years: BTreeSet<i32>,
    pub(super) faults: Vec<Fault>,
    /// Checks of the message that are not met.
    pub(super) unmet: Vec<String>,
    /// Reasons were cut, so that something may be missing here.
    pub(super) cut: bool,
    /// What was walked through.
    visited: [Visited; 4],
}

/// Where a walk through reasons is.
#[derive(Clone, Copy)]
struct At {
    /// Whether what is unknown here keeps the whole open.
    open: bool,
    /// The nearest rule.
    rule: Option<RuleId>,
    /// Directly below a fold that is open.
    fold: bool,
    /// Whether the outcome rests on it, or only something beside it.
    decides: bool,
}

impl Support {
    /// Whether an amount that was used changes as a rule on a day, while what it becomes is not known.
    pub(super) fn is_due(&self, program: &Program, change: Change, day: Date) -> bool {
        let Change::Parameter(parameter) = change else { return false };
        let used = self.amounts.iter().any(|used| used.parameter == parameter);
        let versions = program.parameters.get(parameter as usize).map_or(&[][..], |parameter| &parameter.versions);
        used && versions.iter().all(|version| version.from != day)
    }

    /// Adds what a value rests on; `decides` when the outcome rests on it.
    pub(super) fn add(&mut self, evaluation: &Evaluation<'_>, why: Why, decides: bool) {
        let at = At { open: !evaluation.told(why).is_known(), rule: None, fold: false, decides };
        // What was seen of open values and of others, and what decides and what does not, counts apart.
        let place = usize::from(at.open).saturating_mul(2).saturating_add(usize::from(decides));
        let mut visited = self.visited.get_mut(place).map(std::mem::take).unwrap_or_default();
        evaluation.visit(why, &mut visited, at, &mut |basis, value, at| self.note(evaluation, basis, value, at));
        self.visited.get_mut(place).into_iter().for_each(|place| *place = std::mem::take(&mut visited));
    }

    const fn unknowns(&mut self, decides: bool) -> &mut Unknowns {
        if decides { &mut self.open } else { &mut self.beside }
    }

    fn note(&mut self, evaluation: &Evaluation<'_>, basis: Basis, value: Val, at: At) -> At {
        let mut below = At { fold: false, ..at };
        match basis {
            Basis::Fact(input, args, told) => self.fact(evaluation, (input, args, told), value, at),
            Basis::Parameter(used) => {
                self.amounts.insert(used);
                if at.open && value.is_open() {
                    self.unknowns(at.decides).amounts.entry(used.parameter).or_insert(at.rule);
                }
            }
            Basis::Rule(rule, outcome) => {
                below.rule = Some(rule);
                if outcome == Applied::Applied {
                    self.rules.insert(rule);
                }
            }
            Basis::WorkingDays(first, last) => self.years.extend(first..=last),
            Basis::Fault(fault) if !self.faults.contains(&fault) => self.faults.push(fault),
            Basis::Fold => below.fold = value.is_open(),
            Basis::Cut => self.cut = true,
            Basis::Fault(_) | Basis::Between => {}
        }
        below
    }

    fn fact(&mut self, evaluation: &Evaluation<'_>, (input, args, told): (InputId, Args, Told), value: Val, at: At) {
        let Some(declared) = evaluation.program().inputs.get(input as usize) else { return };
        let key = (input, ordered(declared, args.as_slice()));
        let cause = match told {
            Told::Given if at.fold && is_incomplete(evaluation, &key) => Some(Cause::Incomplete),
            Told::Given => None,
            Told::Nothing => Some(Cause::NotGiven),
            Told::OtherDays => Some(Cause::OtherDays),
            Told::Withheld(why) => Some(Cause::Withheld(why)),
        };
        if let Some(cause) = cause.filter(|_| at.open) {
            self.unknowns(at.decides).facts.entry(key.clone()).or_insert((cause, at.rule));
        }
        if value.is_known() {
            self.facts.insert(key);
        }
    }
}

/// Whether a list that was given may have more members.
fn is_incomplete(evaluation: &Evaluation<'_>, (input, args): &FactKey) -> bool {
    let is_partial = |datum: &Datum| matches!(datum, Datum::Objects { complete: false, .. });
    match evaluation.facts().get(evaluation.program(), *input, args) {
        Some(Given::Always(datum)) => is_partial(&datum),
        Some(Given::Dated(list)) => list.iter().any(|(_, _, datum)| is_partial(datum)),
        _ => false,
    }
}

impl Subject<'_, '_, '_> {
    /// Adds what a period rests on.
    pub(super) fn support_of(&mut self, stretch: &Stretch) {
        for day in &stretch.days {
            for node in &stretch.snapshot.nodes {
                let why = self.evaluation.why(*node, &[self.member], *day);
                self.support.add(self.evaluation, why, true);
            }
        }
    }

    /// The value of a node on a day; what it rests on is noted, where that is told.
    pub(super) fn noted(&mut self, node: NodeId, day: Date) -> Val {
        if !self.told {
            return self.evaluation.value(node, &[self.member], day).value;
        }
        let why = self.evaluation.why(node, &[self.member], day);
        self.support.add(self.evaluation, why, false);
        self.evaluation.told(why)
    }
}
