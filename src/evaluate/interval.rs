//! Bounds: what is known of a number or day that is not known, and exact arithmetic on it.
//!
//! **Invariant:** the result of an operation on intervals contains the result of that operation on every pair of
//! values within them, unless that is a fault. A bound that does not fit is left out.

use core::cmp::Ordering;

use super::machine::Evaluation;
use super::value::{Interval, Val};
use crate::program::Operator;
use crate::values::{Date, Rational};

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Below,
    At(Rational),
    Above,
}

impl Evaluation<'_> {
    /// The bounds of a value: `None` when it is no number or day.
    pub(super) fn bounds(&self, value: Val) -> Option<Interval> {
        let exactly = |date, value| Interval { date: Some(date), low: Some(value), high: Some(value) };
        match value {
            Val::Number(value) => Some(exactly(false, value)),
            Val::Date(day) => Some(exactly(true, from_day(day))),
            Val::Between(_) => self.interval(value),
            Val::Unknown => Some(Interval::default()),
            _ => None,
        }
    }

    /// The value that lies in an interval: known when only one does.
    pub(super) fn close(&mut self, interval: Interval) -> Val {
        match (interval.low, interval.high) {
            (Some(low), Some(high)) => match low.cmp(&high) {
                Ordering::Less => self.keep(interval),
                Ordering::Equal if interval.date == Some(true) => to_day(low).map_or(Val::Unknown, Val::Date),
                Ordering::Equal => Val::Number(low),
                Ordering::Greater => Val::Unknown,
            },
            (None, None) => Val::Unknown,
            _ => self.keep(interval),
        }
    }
}

/// A day as a number.
pub(super) fn from_day(day: Date) -> Rational {
    Rational::from_int(i64::from(day.days()))
}

/// A number as a day.
pub(super) fn to_day(number: Rational) -> Option<Date> {
    Date::from_days(i32::try_from(number.to_integer()?).ok()?)
}

impl Interval {
    /// Whether both ends are the same.
    pub(super) fn is_point(self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    /// The interval of `operator` on two intervals of numbers (Minimum and Maximum: also of days).
    pub(super) fn operate(self, operator: Operator, other: Self) -> Self {
        let date = self.date.or(other.date);
        let (low, high) = match operator {
            Operator::Add => (both(self.low, other.low, add), both(self.high, other.high, add)),
            Operator::Subtract => (both(self.low, other.high, subtract), both(self.high, other.low, subtract)),
            Operator::Multiply => product(self, other),
            Operator::Divide => other.inverse().map_or((None, None), |inverse| product(self, inverse)),
            Operator::Minimum => (both(self.low, other.low, lower), either(self.high, other.high, Rational::min)),
            Operator::Maximum => (either(self.low, other.low, Rational::max), both(self.high, other.high, higher)),
            Operator::PartAbove => {
                let rest = self.operate(Operator::Subtract, other);
                return rest.at_least_zero();
            }
            Operator::PartUpTo => return self.operate(Operator::Minimum, other).at_least_zero(),
        };
        Self { date, low, high }
    }

    fn at_least_zero(self) -> Self {
        let zero = Rational::ZERO;
        let low = Some(self.low.map_or(zero, |low| low.max(zero)));
        Self { low, high: self.high.map(|high| high.max(zero)), ..self }
    }

    /// One divided by it, when zero is not in it.
    fn inverse(self) -> Option<Self> {
        let positive = self.low.is_some_and(|low| low > Rational::ZERO);
        let negative = self.high.is_some_and(|high| high < Rational::ZERO);
        if !positive && !negative {
            return None;
        }
        let invert = |end: Option<Rational>| match end {
            Some(end) => Rational::ONE.checked_div(end),
            None => Some(Rational::ZERO),
        };
        Some(Self { low: invert(self.high), high: invert(self.low), ..self })
    }

    fn ends(self) -> (End, End) {
        (self.low.map_or(End::Below, End::At), self.high.map_or(End::Above, End::At))
    }
}

fn both(
    one: Option<Rational>,
    other: Option<Rational>,
    operate: fn(Rational, Rational) -> Option<Rational>,
) -> Option<Rational> {
    operate(one?, other?)
}

fn either(
    one: Option<Rational>,
    other: Option<Rational>,
    operate: fn(Rational, Rational) -> Rational,
) -> Option<Rational> {
    match (one, other) {
        (Some(one), Some(other)) => Some(operate(one, other)),
        (one, other) => one.or(other),
    }
}

fn add(one: Rational, other: Rational) -> Option<Rational> {
    one.checked_add(other)
}

fn subtract(one: Rational, other: Rational) -> Option<Rational> {
    one.checked_sub(other)
}

fn lower(one: Rational, other: Rational) -> Option<Rational> {
    Some(one.min(other))
}

fn higher(one: Rational, other: Rational) -> Option<Rational> {
    Some(one.max(other))
}

/// The bounds of a product: the least and the greatest of the products of the ends.
fn product(one: Interval, other: Interval) -> (Option<Rational>, Option<Rational>) {
    let ((a, b), (c, d)) = (one.ends(), other.ends());
    let corners = [times(a, c), times(a, d), times(b, c), times(b, d)];
    let mut ends = corners.iter();
    let first = ends.next().copied().unwrap_or((End::Below, End::Above));
    let (low, high) = ends.fold(first, |(low, high), (least, most)| (least_of(low, *least), most_of(high, *most)));
    (finite(low), finite(high))
}

const fn finite(end: End) -> Option<Rational> {
    match end {
        End::At(value) => Some(value),
        End::Below | End::Above => None,
    }
}

/// The product of two ends, from below and from above: these differ only where it does not fit.
fn times(one: End, other: End) -> (End, End) {
    if let (End::At(one), End::At(other)) = (one, other) {
        let product = one.checked_mul(other).map(End::At);
        return (product.unwrap_or(End::Below), product.unwrap_or(End::Above));
    }
    let end = match (sign(one), sign(other)) {
        (0, _) | (_, 0) => End::At(Rational::ZERO),
        (one, other) if one == other => End::Above,
        _ => End::Below,
    };
    (end, end)
}

fn sign(end: End) -> i64 {
    match end {
        End::Below => -1,
        End::At(value) => value.num().signum(),
        End::Above => 1,
    }
}

fn least_of(one: End, other: End) -> End {
    match (one, other) {
        (End::Below, _) | (_, End::Below) => End::Below,
        (End::Above, end) | (end, End::Above) => end,
        (End::At(one), End::At(other)) => End::At(one.min(other)),
    }
}

fn most_of(one: End, other: End) -> End {
    match (one, other) {
        (End::Above, _) | (_, End::Above) => End::Above,
        (End::Below, end) | (end, End::Below) => end,
        (End::At(one), End::At(other)) => End::At(one.max(other)),
    }
}
