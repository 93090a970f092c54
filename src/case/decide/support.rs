//! What outcomes rest on: the rules, facts and amounts that mattered, what is open, and what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::super::read::ordered;
use super::outcome::Subject;
use super::series::Stretch;
use crate::evaluate::{Applied, Withheld};
use crate::evaluate::{Args, Change, Datum, Facts, Fault, Given, ObjectId, Reason, Told, UsedParameter, Val, What};
use crate::program::{DateFunction, InputId, NodeId, ParameterId, Program, RuleId, Step};
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
}

/// Where a walk through reasons is.
#[derive(Clone, Copy)]
struct At<'a> {
    program: &'a Program,
    facts: &'a Facts,
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

    /// Adds what a reason rests on; `decides` when the outcome rests on it.
    pub(super) fn add(&mut self, program: &Program, facts: &Facts, reason: &Reason, decides: bool) {
        let open = !reason.value.is_known();
        self.walk(reason, At { program, facts, open, rule: None, fold: false, decides });
    }

    const fn unknowns(&mut self, decides: bool) -> &mut Unknowns {
        if decides { &mut self.open } else { &mut self.beside }
    }

    fn walk(&mut self, reason: &Reason, at: At<'_>) {
        let mut below = At { fold: matches!(reason.what, What::Fold(_)) && reason.value.is_open(), ..at };
        match &reason.what {
            What::Fact { input, args, told } => self.fact((*input, *args, *told), reason.value, at),
            What::Parameter { parameter, version, last_known } => {
                let used = UsedParameter { parameter: *parameter, version: *version, last_known: *last_known };
                self.amounts.insert(used);
                if at.open && reason.value.is_open() {
                    self.unknowns(at.decides).amounts.entry(*parameter).or_insert(at.rule);
                }
            }
            What::Rule { rule, outcome } => {
                below.rule = Some(*rule);
                if *outcome == Applied::Applied {
                    self.rules.insert(*rule);
                }
            }
            What::DateOf(DateFunction::Extended)
            | What::Shift(Step::WorkingDays)
            | What::FullSteps(Step::WorkingDays) => {
                self.years.extend(years(reason));
            }
            What::Fault(fault) if !self.faults.contains(fault) => self.faults.push(*fault),
            What::Cut => self.cut = true,
            _ => {}
        }
        for child in &reason.children {
            self.walk(child, below);
        }
    }

    fn fact(&mut self, (input, args, told): (InputId, Args, Told), value: Val, at: At<'_>) {
        let Some(declared) = at.program.inputs.get(input as usize) else { return };
        let key = (input, ordered(declared, args.as_slice()));
        let cause = match told {
            Told::Given if at.fold && is_incomplete(at, &key) => Some(Cause::Incomplete),
            Told::Given => None,
            Told::Nothing => Some(Cause::NotGiven),
            Told::OtherDays => Some(Cause::OtherDays),
            Told::Withheld(why) => Some(Cause::Withheld(why)),
        };
        if value.is_known() {
            self.facts.insert(key.clone());
        }
        if let Some(cause) = cause.filter(|_| at.open) {
            self.unknowns(at.decides).facts.entry(key).or_insert((cause, at.rule));
        }
    }
}

/// The years of the days that a reason and its parts give.
fn years(reason: &Reason) -> impl Iterator<Item = i32> {
    let days = std::iter::once(reason).chain(&reason.children).filter_map(|part| match part.value {
        Val::Date(day) => Some(day.ymd().0),
        _ => None,
    });
    let years: Vec<i32> = days.collect();
    let range = years.iter().min().zip(years.iter().max()).map(|(first, last)| *first..=*last);
    range.into_iter().flatten()
}

/// Whether a list that was given may have more members.
fn is_incomplete(at: At<'_>, (input, args): &FactKey) -> bool {
    let is_partial = |datum: &Datum| matches!(datum, Datum::Objects { complete: false, .. });
    match at.facts.get(at.program, *input, args) {
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
                let reason = self.evaluation.reasons(*node, &[self.member], *day);
                self.support.add(self.evaluation.program(), &self.case.facts, &reason, true);
            }
        }
    }

    /// The value of a node on a day, with what it rests on.
    pub(super) fn noted(&mut self, node: NodeId, day: Date) -> Val {
        let reason = self.evaluation.reasons(node, &[self.member], day);
        self.support.add(self.evaluation.program(), &self.case.facts, &reason, false);
        reason.value
    }
}
