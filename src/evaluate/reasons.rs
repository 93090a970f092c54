//! Reasons: why a value is what it is, as a tree of only what mattered.
//!
//! For a condition that does not hold: every part known not to hold, so that all grounds show. For one that holds: the
//! parts that do. For what is open: only what keeps it open. A term is told in full once; after that it is named.

use std::collections::BTreeSet;

use super::value::{Args, Fault, Val};
use crate::evaluate::facts::{ObjectId, Withheld};
use crate::program::{
    Box_, ClassId, Comparison, DateFunction, Fold, InputId, Operator, ParameterId, PeriodFunction, Program, RuleId,
    Step, TermId, TextId,
};
use crate::values::{Date, Rational, Rounding};

/// A value and why it is that.
///
/// **Invariant:** the value means something only within the evaluation that gave it, as every [`Val`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What it is the value of.
    pub what: What,
    /// The value.
    pub value: Val,
    /// What it rests on, in the order of the rule text.
    pub children: Vec<Reason>,
}

/// What a reason is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A derived term.
    Term {
        /// Which.
        term: TermId,
        /// For whom.
        args: Args,
        /// It was told in full before, so not again.
        again: bool,
    },
    /// An input.
    Fact {
        /// Which.
        input: InputId,
        /// For whom.
        args: Args,
        /// What the case says of it.
        told: Told,
    },
    /// A term or input of somebody who is not known, or not there; the children say who.
    Nobody(Subject),
    /// A ja/nee term or input of somebody with himself: nee.
    Oneself(Subject, ObjectId),
    /// A term that has another value by way of supposition.
    Supposed(Subject, Args),
    /// A rule.
    Rule {
        /// Which.
        rule: RuleId,
        /// What came of it.
        outcome: Applied,
    },
    /// Rules, or exceptions to the rule, that do not apply and do not matter further.
    Silent(Vec<RuleId>),
    /// A clause as written.
    Clause(TextId),
    /// A parameter.
    Parameter {
        /// Which.
        parameter: ParameterId,
        /// Its version on the day: none is in force, or none was ever filled in.
        version: Option<u32>,
        /// It is past the day on which it changes as a rule, and nothing later is known.
        last_known: bool,
    },
    /// Whether a delegation is filled.
    Filled(ParameterId),
    /// A constant of the rule text.
    Constant,
    /// An object that is bound or the only one of its class.
    Object,
    /// All hold.
    All,
    /// At least one holds.
    Any,
    /// Does not hold.
    Not,
    /// Is there.
    Present,
    /// A comparison.
    Compare(Comparison),
    /// Arithmetic.
    Arithmetic(Operator),
    /// Rounding to a multiple.
    Round(Rounding, Rational),
    /// One of two values, by a condition.
    Choose,
    /// The day of evaluation.
    Peildatum,
    /// The day of decision.
    DayOfDecision,
    /// A date moved.
    Shift(Step),
    /// Full steps between dates.
    FullSteps(Step),
    /// A question about a date.
    DateOf(DateFunction),
    /// A question about periods.
    PeriodsOf(PeriodFunction),
    /// A fold; its children are the sources of its members, and the members that mattered.
    Fold(Fold),
    /// A member of a fold.
    Member(Option<ClassId>, ObjectId),
    /// The children are as on this day.
    OnDay(Date),
    /// The children are as on these days, first and last.
    Days(Date, Date),
    /// The mean over the days of a calendar box.
    DailyMean(Box_),
    /// The number of days of a calendar box on which something holds.
    DaysThat(Box_),
    /// The number of days of a stretch on which something holds.
    DaysBetween,
    /// The first day on which something holds.
    FirstDay,
    /// The sum over calendar months.
    MonthSum,
    /// As if other facts held: first the supposed values, then what follows.
    AsIf,
    /// What is wrong.
    Fault(Fault),
    /// The tree was cut here.
    Cut,
}

/// A term or an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A derived term.
    Term(TermId),
    /// An input.
    Input(InputId),
}

/// What a case says of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A value, or bounds.
    Given,
    /// Nothing.
    Nothing,
    /// Values, but none on this day.
    OtherDays,
    /// Something that does not count.
    Withheld(Withheld),
}

/// What came of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applied {
    /// It applies.
    Applied,
    /// An exception applies in its place.
    ReplacedBy(RuleId),
    /// An exception takes it away.
    TakenAwayBy(RuleId),
    /// Its condition does not hold.
    NotApplied,
    /// Whether it applies, or what it says, is open.
    Open,
}

/// A version of a parameter that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsedParameter {
    /// Which.
    pub parameter: ParameterId,
    /// Its version: `None` when none was in force.
    pub version: Option<u32>,
    /// Whether it was past the day on which it changes as a rule.
    pub last_known: bool,
}

/// What a reason rests on, each once, in order of first use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Facts and judgements with a value.
    pub facts: Vec<(InputId, Args)>,
    /// Those of them that are judgements.
    pub judgements: Vec<(InputId, Args)>,
    /// Facts and judgements without one, and what the case says of them.
    pub unknown: Vec<(InputId, Args, Told)>,
    /// Parameters.
    pub parameters: Vec<UsedParameter>,
    /// Rules that came to apply: those that give the value and those that take one away.
    pub rules: Vec<RuleId>,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// Whether the tree was cut, so that something may be missing here.
    pub cut: bool,
}

impl Used {
    /// Gathers what reasons rest on.
    #[must_use]
    pub fn of<'r>(program: &Program, reasons: impl IntoIterator<Item = &'r Reason>) -> Self {
        let mut gathering = Gathering::new(program);
        for reason in reasons {
            gathering.add(reason);
        }
        gathering.used
    }
}

struct Gathering<'p> {
    program: &'p Program,
    used: Used,
    facts: BTreeSet<(InputId, Args, bool)>,
    parameters: BTreeSet<UsedParameter>,
    rules: BTreeSet<RuleId>,
}

impl<'p> Gathering<'p> {
    fn new(program: &'p Program) -> Self {
        let (facts, parameters, rules) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Self { program, used: Used::default(), facts, parameters, rules }
    }

    fn add(&mut self, reason: &Reason) {
        match &reason.what {
            What::Fact { input, args, told } => self.fact(*input, *args, *told),
            What::Parameter { parameter, version, last_known } => {
                let used = UsedParameter { parameter: *parameter, version: *version, last_known: *last_known };
                if self.parameters.insert(used) {
                    self.used.parameters.push(used);
                }
            }
            What::Rule { rule, outcome: Applied::Applied } if self.rules.insert(*rule) => {
                self.used.rules.push(*rule);
            }
            What::Fault(fault) if !self.used.faults.contains(fault) => self.used.faults.push(*fault),
            What::Cut => self.used.cut = true,
            _ => {}
        }
        for child in &reason.children {
            self.add(child);
        }
    }

    fn fact(&mut self, input: InputId, args: Args, told: Told) {
        if !self.facts.insert((input, args, told == Told::Given)) {
            return;
        }
        if told != Told::Given {
            self.used.unknown.push((input, args, told));
            return;
        }
        self.used.facts.push((input, args));
        if self.program.inputs.get(input as usize).is_some_and(|declared| declared.judgement.is_some()) {
            self.used.judgements.push((input, args));
        }
    }
}
