//! Calendar steps: dates moved, counted between, and asked about.

use super::arithmetic::moved;
use super::interval::to_day;
use super::machine::Evaluation;
use super::value::{Interval, Problem, Val};
use crate::program::{DateFunction, Program, Step};
use crate::values::{Date, Rational, add_working_days, extended, working_days_between};

impl Evaluation<'_> {
    /// A date some steps later.
    pub(super) fn shift(&mut self, step: Step, date: Val, count: Val) -> Result<Val, Problem> {
        if let Some(value) = strict(date, count)? {
            return Ok(value);
        }
        let count = match count {
            Val::Number(count) => count.to_integer().ok_or(Problem::NotWhole)?,
            Val::Between(_) => return Ok(Val::Unknown),
            _ => return Err(Problem::WrongType),
        };
        match date {
            Val::Date(date) => add_steps(self.program, step, date, count).map(Val::Date).ok_or(Problem::Overflow),
            Val::Between(_) => {
                let bounds = self.day_bounds(date)?;
                Ok(self.close(moved(bounds, |day| add_steps(self.program, step, day, count))))
            }
            _ => Err(Problem::WrongType),
        }
    }

    fn day_bounds(&self, value: Val) -> Result<Interval, Problem> {
        self.bounds(value).filter(|bounds| bounds.date != Some(false)).ok_or(Problem::WrongType)
    }

    /// The number of full steps from one date up to another.
    pub(super) fn full_steps(&mut self, step: Step, first: Val, last: Val) -> Result<Val, Problem> {
        let between = |first: Date, last: Date| Rational::from_int(steps_between(self.program, step, first, last));
        if let (Val::Date(first), Val::Date(last)) = (first, last) {
            return Ok(Val::Number(between(first, last)));
        }
        match (first, last) {
            (Val::Fault(_), _) => return Ok(first),
            (_, Val::Fault(_)) => return Ok(last),
            (Val::Empty, _) | (_, Val::Empty) => return Err(Problem::Empty),
            _ => {}
        }
        let (first, last) = (self.day_bounds(first)?, self.day_bounds(last)?);
        let steps = |first: Option<Rational>, last: Option<Rational>| {
            Some(between(first.and_then(to_day)?, last.and_then(to_day)?))
        };
        let low = steps(first.high, last.low).unwrap_or(Rational::ZERO);
        Ok(self.close(Interval { date: Some(false), low: Some(low), high: steps(first.low, last.high) }))
    }

    /// A fixed question about a date.
    pub(super) fn date_of(&mut self, function: DateFunction, date: Val) -> Result<Val, Problem> {
        match (function, date) {
            (_, Val::Fault(_)) => Ok(date),
            (_, Val::Empty) => Err(Problem::Empty),
            (DateFunction::DaysInMonth, Val::Date(date)) => {
                Ok(Val::Number(Rational::from(i64::from(date.days_in_month()))))
            }
            (_, Val::Date(date)) => Ok(Val::Date(day_of(self.program, function, date))),
            (DateFunction::DaysInMonth, Val::Unknown | Val::Between(_)) => {
                let (low, high) = (Some(Rational::from_int(28)), Some(Rational::from_int(31)));
                Ok(self.close(Interval { date: Some(false), low, high }))
            }
            (_, Val::Unknown | Val::Between(_)) => {
                let bounds = self.day_bounds(date)?;
                Ok(self.close(moved(bounds, |day| Some(day_of(self.program, function, day)))))
            }
            _ => Err(Problem::WrongType),
        }
    }
}

/// The value of a strict operation where an operand decides it: a fault, then none (a fault), then unknown.
fn strict(one: Val, other: Val) -> Result<Option<Val>, Problem> {
    match (one, other) {
        (Val::Fault(_), _) => Ok(Some(one)),
        (_, Val::Fault(_)) => Ok(Some(other)),
        (Val::Empty, _) | (_, Val::Empty) => Err(Problem::Empty),
        (Val::Unknown, _) | (_, Val::Unknown) => Ok(Some(Val::Unknown)),
        _ => Ok(None),
    }
}

/// A date some calendar steps later; `None` outside the calendar.
pub(super) fn add_steps(program: &Program, step: Step, date: Date, count: i64) -> Option<Date> {
    match step {
        Step::Days => date.add_days(count),
        Step::Weeks => date.add_days(count.checked_mul(7)?),
        Step::WorkingDays => add_working_days(date, count, &|day| program.is_assimilated(day)),
        Step::Months => date.add_months(count),
        Step::Years => date.add_years(count),
    }
}

/// The full calendar steps from one date up to another, at least 0.
fn steps_between(program: &Program, step: Step, first: Date, last: Date) -> i64 {
    match step {
        Step::Days => first.days_until(last).max(0),
        Step::Weeks => first.days_until(last).max(0).div_euclid(7),
        Step::WorkingDays => working_days_between(first, last, &|day| program.is_assimilated(day)),
        Step::Months => last.full_months_since(first),
        Step::Years => last.full_years_since(first),
    }
}

/// The day that a question about a date asks for.
pub(super) fn day_of(program: &Program, function: DateFunction, date: Date) -> Date {
    match function {
        DateFunction::FirstOfMonth => date.first_of_month(),
        DateFunction::LastOfMonth => date.last_of_month(),
        DateFunction::FirstOfYear => date.first_of_year(),
        DateFunction::Extended => extended(date, &|day| program.is_assimilated(day)).unwrap_or(date),
        DateFunction::DaysInMonth => date,
    }
}
