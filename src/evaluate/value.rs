//! What an evaluation yields: values, how long they last, and what went wrong.

use crate::evaluate::facts::ObjectId;
use crate::program::{ClassId, Const, InputId, NodeId, ParameterId, RuleId, TermId, TextId};
use crate::values::{Date, Rational};

/// Where something of a case stands: the fact `place` of an input, and which of its dated values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which input.
    pub input: InputId,
    /// Which object or pair, as [`crate::evaluate::Facts::place`] numbers them.
    pub place: u32,
    /// Which of its dated values.
    pub part: u32,
}

/// A value during evaluation: small and `Copy`.
///
/// **Invariant:** the numbers in `Fault`, `Between` and the places mean something only within the
/// [`crate::evaluate::Evaluation`] that gave them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Val {
    /// Not known.
    Unknown,
    /// It can have no value, and no fact changes that: see [`crate::evaluate::Evaluation::fault`].
    Fault(u32),
    /// Known to be none.
    Empty,
    /// ja or nee.
    Bool(bool),
    /// A number in its unit.
    Number(Rational),
    /// A day.
    Date(Date),
    /// A value of a choice.
    Choice(u32),
    /// An object.
    Object(ObjectId),
    /// Not known, but bounded: see [`crate::evaluate::Evaluation::interval`].
    Between(u32),
    /// A text of the program.
    Text(TextId),
    /// A text of the case.
    Said(Place),
    /// A set of periods of the case.
    Periods(Place),
    /// A list of objects of the case.
    Objects(Place),
}

impl Val {
    /// The value of a constant.
    #[inline]
    #[must_use]
    pub const fn of(value: Const) -> Self {
        match value {
            Const::Bool(value) => Self::Bool(value),
            Const::Number(value) => Self::Number(value),
            Const::Date(value) => Self::Date(value),
            Const::Choice(value) => Self::Choice(value),
            Const::Text(value) => Self::Text(value),
            Const::Empty => Self::Empty,
        }
    }

    /// Whether it is open: unknown, or known only to lie between bounds.
    #[inline]
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Unknown | Self::Between(_))
    }

    /// Whether it is one value: neither open nor a fault.
    #[inline]
    #[must_use]
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Unknown | Self::Between(_) | Self::Fault(_))
    }
}

/// The bounds of a value that is not known exactly, both inclusive; dates as numbers of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// Whether it is a day; `None` when that is not known either.
    pub date: Option<bool>,
    /// At least this.
    pub low: Option<Rational>,
    /// At most this.
    pub high: Option<Rational>,
}

/// What ends the stretch in which a value surely stays the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change {
    /// Nothing: no date matters.
    #[default]
    Never,
    /// Another version of a parameter, or the next day on which one is due.
    Parameter(ParameterId),
    /// Another version of a rule.
    Rule(RuleId),
    /// Another dated value or period of a fact.
    Fact(InputId),
    /// A birthday, or another full step of a term.
    Anniversary,
    /// The end of the calendar month or year.
    Box,
    /// The day of evaluation itself counts: a date is reached or passed.
    Day,
}

/// The last day up to which a value surely stays the same, all facts equal, and what ends that; in one word, so that
/// the nearer of two is the lesser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Horizon(u64);

/// Room for the number of what changes; a greater number is cut off, which touches only the telling of the cause.
const CHANGE_BITS: u32 = 29;

impl Horizon {
    /// No end.
    pub const NEVER: Self = Self(u64::MAX);

    #[inline]
    pub fn new(until: Date, change: Change) -> Self {
        let (kind, number) = match change {
            Change::Rule(rule) => (0, rule),
            Change::Parameter(parameter) => (1, parameter),
            Change::Fact(input) => (2, input),
            Change::Anniversary => (3, 0),
            Change::Box => (4, 0),
            Change::Day => (5, 0),
            Change::Never => return Self::NEVER,
        };
        let days = u64::try_from(Date::MIN.days_until(until)).unwrap_or(0);
        let number = u64::from(number & ((1 << CHANGE_BITS) - 1));
        Self((days << 32) | (kind << CHANGE_BITS) | number)
    }

    pub fn until(self) -> Date {
        let days = i64::try_from(self.0 >> 32).unwrap_or(i64::MAX);
        Date::MIN.add_days(days).unwrap_or(Date::MAX)
    }

    pub const fn change(self) -> Change {
        let number = (self.0 & ((1 << CHANGE_BITS) - 1)) as u32;
        match (self.0 as u32) >> CHANGE_BITS {
            0 => Change::Rule(number),
            1 => Change::Parameter(number),
            2 => Change::Fact(number),
            3 => Change::Anniversary,
            4 => Change::Box,
            5 => Change::Day,
            _ => Change::Never,
        }
    }

    /// The nearer of the two.
    #[inline]
    pub fn nearer(self, other: Self) -> Self {
        self.min(other)
    }
}

/// A value with the last day up to which it surely stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The value.
    pub value: Val,
    /// Up to and including this day it is the same, all facts equal: a lower bound, never before the day asked for.
    pub until: Date,
    /// What may change it on the day after.
    pub change: Change,
}

/// Why something can have no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Two rules both apply and disagree.
    Conflict(RuleId, RuleId),
    /// No rule gives the term a value.
    NoRule,
    /// A number or day out of range.
    Overflow,
    /// Division by zero.
    DivisionByZero,
    /// Nothing where something is needed: arithmetic on none, or evaluation on no day.
    Empty,
    /// `de …` with more than one.
    Several,
    /// A number of steps that is not whole.
    NotWhole,
    /// An object that the case does not have.
    MissingObject,
    /// A search over more than [`crate::evaluate::LONGEST_SEARCH`] days.
    TooLong,
    /// A sum over more than [`crate::evaluate::MOST_MONTHS`] calendar months.
    TooManyMonths,
    /// The evaluation took more than its budget of steps.
    TooMuch,
    /// A value of the wrong type: the program or the facts were not checked.
    WrongType,
}

/// A problem and where it arose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub problem: Problem,
    /// At which node.
    pub node: NodeId,
    /// In which term, if in one.
    pub term: Option<TermId>,
    /// For which objects.
    pub args: Args,
}

/// The arguments of a term or input: at most two objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Args {
    objects: [ObjectId; 2],
    len: u8,
}

impl Args {
    /// The first objects of a list, two at most.
    #[must_use]
    pub fn new(list: &[ObjectId]) -> Self {
        match *list {
            [] => Self::default(),
            [a] => Self { objects: [a, 0], len: 1 },
            [a, b, ..] => Self { objects: [a, b], len: 2 },
        }
    }

    /// `len` of two objects.
    pub(super) const fn of(a: ObjectId, b: ObjectId, len: u8) -> Self {
        match len {
            0 => Self { objects: [0, 0], len: 0 },
            1 => Self { objects: [a, 0], len: 1 },
            _ => Self { objects: [a, b], len: 2 },
        }
    }

    /// How many there are.
    pub(super) const fn len(self) -> u8 {
        self.len
    }

    /// Both objects, 0 for an absent one.
    pub(super) const fn pair(self) -> (ObjectId, ObjectId) {
        (self.objects[0], self.objects[1])
    }

    /// As a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[ObjectId] {
        self.objects.get(..usize::from(self.len)).unwrap_or(&[])
    }
}

/// A class that is not there.
pub(super) const NO_CLASS: ClassId = u32::MAX;
