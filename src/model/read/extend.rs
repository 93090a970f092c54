//! `8 weken na D, verlengd volgens de Algemene termijnenwet`: what that act extends, and what it leaves alone.
//!
//! The extension stands behind a term that is counted there, or behind the name of one that is counted elsewhere; what
//! such a name stands for is looked at when every rule is read.

use super::{Reader, Remark};
use crate::model::expr::{Expr, Kind, Shared, of};
use crate::model::kinds::{Comparison, Const, DateFunction, Operator, Step, Type};
use crate::values::Rational;

/// From so many days on a term holds two working days (article 2); so many days always do.
const TWO_WORKING_DAYS: (i64, i64) = (3, 7);

impl Reader<'_> {
    /// The extension at the end of a term: one of days, weeks or months, counted forward and not too long.
    pub(super) fn extended(&self, start: usize, at: usize, term: &Shared) -> Option<(usize, Shared)> {
        let end = self.words(at, "verlengd volgens algemene termijnenwet").filter(|_| term.ty == Type::Date)?;
        if let Err(code) = may_be_extended(term) {
            self.remark(end, || Remark::Extension(code, self.span(start, end)));
            return None;
        }
        let last = with_two_working_days(term);
        Some((end, Expr::new(Kind::DateOf(DateFunction::Extended, last), Type::Date, self.span(start, end))))
    }
}

/// Whether the act extends a term, as far as it shows; else the code that says why not.
pub(in crate::model) fn may_be_extended(term: &Shared) -> Result<(), &'static str> {
    let Kind::Shift(step, _, count) = &term.kind else {
        return if matches!(term.kind, Kind::Term(..)) { Ok(()) } else { Err("T0510") };
    };
    if is_backward(count) {
        return Err("T0511");
    }
    let longest = match step {
        Step::Days => 90,
        Step::Weeks => 12,
        Step::Months => 3,
        Step::Years => return Err("T0512"),
        Step::WorkingDays => return Err("T0510"),
    };
    if least(count) > Rational::from_int(longest) { Err("T0512") } else { Ok(()) }
}

/// Whether a number of steps goes back: `3 maanden vóór D`.
fn is_backward(count: &Shared) -> bool {
    let negative = |expr: &Shared| matches!(expr.kind, Kind::Const(Const::Number(number)) if number < Rational::ZERO);
    match &count.kind {
        Kind::Arithmetic(Operator::Multiply, _, sign) => negative(sign),
        _ => negative(count),
    }
}

/// What a number of steps is at least, as far as it is written out.
fn least(count: &Shared) -> Rational {
    match &count.kind {
        Kind::Const(Const::Number(number)) => *number,
        Kind::Arithmetic(Operator::Add, a, b) => least(a).checked_add(least(b)).unwrap_or(Rational::ZERO),
        _ => Rational::ZERO,
    }
}

/// A term of at least three days is extended until it holds two working days (article 2).
pub(in crate::model) fn with_two_working_days(term: &Shared) -> Shared {
    let Kind::Shift(Step::Days, from, count) = &term.kind else { return term.clone() };
    let (some, always) = TWO_WORKING_DAYS;
    let days = |number: i64, unit: &str| {
        Expr::new(Kind::Const(Const::Number(Rational::from_int(number))), Type::Number(of(unit)), term.span)
    };
    let written = matches!(count.kind, Kind::Const(_));
    let shortest = least(count);
    if shortest >= Rational::from_int(always) || written && shortest < Rational::from_int(some) {
        return term.clone();
    }
    let second = Expr::new(Kind::Shift(Step::WorkingDays, from.clone(), days(2, "werkdag")), Type::Date, term.span);
    let later = Expr::new(Kind::Arithmetic(Operator::Maximum, term.clone(), second), Type::Date, term.span);
    if shortest >= Rational::from_int(some) {
        return later;
    }
    let enough = Kind::Compare(Comparison::AtLeast, count.clone(), days(some, "dag"));
    Expr::new(Kind::Choose(Expr::bool(enough, term.span), later, term.clone()), Type::Date, term.span)
}
