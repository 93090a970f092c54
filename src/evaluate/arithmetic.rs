//! Arithmetic and comparison of values, exact where both are known and on bounds where not.

use core::cmp::Ordering;

use super::interval::{from_day, to_day};
use super::machine::Evaluation;
use super::scope::Scope;
use super::truth::Truth;
use super::value::{Interval, Place, Problem, Val};
use super::word::Word;
use crate::evaluate::facts::Datum;
use crate::program::{Comparison, NodeId, Operator};
use crate::values::{Rational, Rounding};

impl<'m> Evaluation<'m> {
    /// Arithmetic on two nodes.
    #[inline(never)]
    pub(super) fn arithmetic(
        &mut self,
        operator: Operator,
        left: NodeId,
        right: NodeId,
        id: NodeId,
        scope: &Scope,
    ) -> Word {
        let (left, right) = (self.word(left, scope), self.word(right, scope));
        self.calculate(operator, left, right, id, scope)
    }

    /// `left operator right`, or the fault that it comes to at a node.
    #[inline]
    pub(super) fn calculate(&mut self, operator: Operator, left: Word, right: Word, id: NodeId, scope: &Scope) -> Word {
        match left.numbers(right).map(|(left, right)| exactly(operator, left, right)) {
            Some(Ok(number)) => Word::number(number),
            Some(Err(problem)) => self.fail(problem, id, scope),
            None => {
                let value = self.operate_rest(operator, left.val(), right.val());
                Word::of(self.or_fault(value, id, scope))
            }
        }
    }

    /// `left operator right`. A fault comes before none, and none before unknown; Minimum and Maximum pass none over.
    pub(super) fn operate(&mut self, operator: Operator, left: Val, right: Val) -> Result<Val, Problem> {
        if let (Val::Number(left), Val::Number(right)) = (left, right) {
            return exactly(operator, left, right).map(Val::Number);
        }
        self.operate_rest(operator, left, right)
    }

    #[inline(never)]
    fn operate_rest(&mut self, operator: Operator, left: Val, right: Val) -> Result<Val, Problem> {
        let passes = matches!(operator, Operator::Minimum | Operator::Maximum);
        match (left, right) {
            (Val::Fault(_), _) => Ok(left),
            (_, Val::Fault(_)) => Ok(right),
            (Val::Empty, other) | (other, Val::Empty) if passes => Ok(other),
            (Val::Empty, _) | (_, Val::Empty) => Err(Problem::Empty),
            _ => {
                let one = self.bounds(left).ok_or(Problem::WrongType)?;
                let other = self.bounds(right).ok_or(Problem::WrongType)?;
                let mixed = one.date.zip(other.date).is_some_and(|(one, other)| one != other);
                let date = one.date == Some(true) || other.date == Some(true);
                if mixed || (date && !passes) {
                    return Err(Problem::WrongType);
                }
                if operator == Operator::Divide && other.is_point() && other.low == Some(Rational::ZERO) {
                    return Err(Problem::DivisionByZero);
                }
                Ok(self.close(one.operate(operator, other)))
            }
        }
    }

    /// A value rounded to a multiple of a step.
    pub(super) fn round(&mut self, rounding: Rounding, step: Rational, value: Val) -> Result<Val, Problem> {
        match value {
            Val::Number(number) => number.round(rounding, step).map(Val::Number).ok_or(Problem::Overflow),
            Val::Unknown | Val::Fault(_) => Ok(value),
            Val::Empty => Err(Problem::Empty),
            Val::Between(_) => {
                let bounds =
                    self.interval(value).filter(|bounds| bounds.date != Some(true)).ok_or(Problem::WrongType)?;
                let round = |bound: Option<Rational>| bound.and_then(|bound| bound.round(rounding, step));
                Ok(self.close(Interval { low: round(bounds.low), high: round(bounds.high), ..bounds }))
            }
            _ => Err(Problem::WrongType),
        }
    }

    /// Whether two values compare so, or the fault that it comes to at a node.
    #[inline]
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        left: Word,
        right: Word,
        id: NodeId,
        scope: &Scope,
    ) -> Truth {
        if let Some((left, right)) = left.numbers(right) {
            return holds(comparison, left.cmp(&right)).into();
        }
        if let Some((left, right)) = left.days(right) {
            return holds(comparison, left.cmp(&right)).into();
        }
        if comparison == Comparison::Equal && left.is_name_as(right) {
            return (left == right).into();
        }
        match self.compare_rest(comparison, left.val(), right.val()) {
            Ok(truth) => truth,
            Err(problem) => self.untrue(problem, id, scope),
        }
    }

    /// Whether two values compare so. None equals only none, and an order comparison with none does not hold,
    /// whatever the other value is.
    pub(super) fn compared(&self, comparison: Comparison, left: Val, right: Val) -> Result<Truth, Problem> {
        match (left, right) {
            (Val::Number(left), Val::Number(right)) => Ok(holds(comparison, left.cmp(&right)).into()),
            (Val::Date(left), Val::Date(right)) => Ok(holds(comparison, left.cmp(&right)).into()),
            _ => self.compare_rest(comparison, left, right),
        }
    }

    #[inline(never)]
    fn compare_rest(&self, comparison: Comparison, left: Val, right: Val) -> Result<Truth, Problem> {
        let equal = comparison == Comparison::Equal;
        match (left, right) {
            (Val::Empty, _) | (_, Val::Empty) if !equal => Ok(Truth::NO),
            // The unknown may be none.
            (Val::Fault(_), Val::Unknown) | (Val::Unknown, Val::Fault(_)) if !equal => Ok(Truth::UNKNOWN),
            (Val::Fault(number), _) | (_, Val::Fault(number)) => Ok(Truth::fault(number)),
            (Val::Empty, Val::Unknown) | (Val::Unknown, Val::Empty) => Ok(Truth::UNKNOWN),
            (Val::Empty, _) | (_, Val::Empty) => Ok((left == right).into()),
            _ => self.compare_present(comparison, left, right),
        }
    }

    fn compare_present(&self, comparison: Comparison, left: Val, right: Val) -> Result<Truth, Problem> {
        if let (Some(one), Some(other)) = (self.bounds(left), self.bounds(right)) {
            return match one.date.zip(other.date) {
                Some((one, other)) if one != other => Err(Problem::WrongType),
                _ => Ok(between(comparison, one, other)),
            };
        }
        if left == Val::Unknown || right == Val::Unknown {
            return Ok(Truth::UNKNOWN);
        }
        if comparison != Comparison::Equal {
            return Err(Problem::WrongType);
        }
        self.same(left, right).map(Truth::from).ok_or(Problem::WrongType)
    }

    /// Whether two known values are the same: `None` when they are of different types or not known.
    pub(super) fn same(&self, left: Val, right: Val) -> Option<bool> {
        match (left, right) {
            (Val::Bool(one), Val::Bool(other)) => Some(one == other),
            (Val::Number(one), Val::Number(other)) => Some(one == other),
            (Val::Date(one), Val::Date(other)) => Some(one == other),
            (Val::Choice(one), Val::Choice(other)) | (Val::Object(one), Val::Object(other)) => Some(one == other),
            (Val::Text(_) | Val::Said(_), Val::Text(_) | Val::Said(_)) => Some(self.text(left)? == self.text(right)?),
            (Val::Objects(one), Val::Objects(other)) | (Val::Periods(one), Val::Periods(other)) => {
                Some(self.datum(one)? == self.datum(other)?)
            }
            (Val::Empty, other) | (other, Val::Empty) if other.is_known() => Some(left == right),
            _ => None,
        }
    }

    /// The text of a text value.
    #[must_use]
    pub fn text(&self, value: Val) -> Option<&'m str> {
        match value {
            Val::Text(number) => self.program.texts.get(number as usize).map(AsRef::as_ref),
            Val::Said(place) => self.said(place),
            _ => None,
        }
    }

    fn said(&self, place: Place) -> Option<&'m str> {
        match self.datum(place)? {
            Datum::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Exact arithmetic on two known numbers.
#[inline]
fn exactly(operator: Operator, left: Rational, right: Rational) -> Result<Rational, Problem> {
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide if right == Rational::ZERO => return Err(Problem::DivisionByZero),
        Operator::Divide => left.checked_div(right),
        Operator::Minimum => Some(left.min(right)),
        Operator::Maximum => Some(left.max(right)),
        Operator::PartAbove if left <= right => Some(Rational::ZERO),
        Operator::PartAbove => left.checked_sub(right),
        Operator::PartUpTo => Some(left.min(right).max(Rational::ZERO)),
    };
    result.ok_or(Problem::Overflow)
}

/// Whether a comparison holds for two known values in this order.
#[inline]
pub(super) const fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    }
}

/// Whether a comparison holds for every, or for no, pair of values within bounds; else unknown.
fn between(comparison: Comparison, left: Interval, right: Interval) -> Truth {
    let surely = |one: Option<Rational>, other: Option<Rational>, holds: fn(&Rational, &Rational) -> bool| {
        one.zip(other).is_some_and(|(one, other)| holds(&one, &other))
    };
    let below = |one: Interval, other: Interval| surely(one.high, other.low, Rational::lt);
    let at_most = |one: Interval, other: Interval| surely(one.high, other.low, Rational::le);
    let (yes, no) = match comparison {
        Comparison::Less => (below(left, right), at_most(right, left)),
        Comparison::AtMost => (at_most(left, right), below(right, left)),
        Comparison::Greater => (below(right, left), at_most(left, right)),
        Comparison::AtLeast => (at_most(right, left), below(left, right)),
        Comparison::Equal => (false, below(left, right) || below(right, left)),
    };
    match (yes, no) {
        (true, _) => Truth::YES,
        (_, true) => Truth::NO,
        _ => Truth::UNKNOWN,
    }
}

/// Bounds moved by a function of days that never falls as its argument rises.
pub(super) fn moved(bounds: Interval, by: impl Fn(crate::values::Date) -> Option<crate::values::Date>) -> Interval {
    let through = |bound: Option<Rational>| bound.and_then(to_day).and_then(&by).map(from_day);
    Interval { date: Some(true), low: through(bounds.low), high: through(bounds.high) }
}
