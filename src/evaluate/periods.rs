//! Questions about sets of periods on the day of the frame.

use super::machine::Evaluation;
use super::read::day_before;
use super::scope::Scope;
use super::value::{Change, Interval, Place, Problem, Val};
use crate::evaluate::facts::Datum;
use crate::program::{NodeId, PeriodFunction};
use crate::values::{Date, Periods, Rational};

impl Evaluation<'_> {
    /// A question about periods; known to be none is no periods.
    #[inline(never)]
    pub(super) fn periods_of(&mut self, function: PeriodFunction, of: NodeId, id: NodeId, scope: &Scope) -> Val {
        match self.eval(of, scope) {
            Val::Periods(place) => match self.datum(place) {
                Some(Datum::Periods(periods)) => self.asked(function, periods, place),
                _ => self.failed(Problem::WrongType, id, scope),
            },
            Val::Empty => nothing(function),
            Val::Unknown => self.unasked(function),
            Val::Fault(number) => Val::Fault(number),
            _ => self.failed(Problem::WrongType, id, scope),
        }
    }

    fn asked(&mut self, function: PeriodFunction, periods: &Periods, place: Place) -> Val {
        let day = self.day;
        let change = Change::Fact(place.input);
        let found = periods.period_at(day);
        if let Some(next) = periods.next_change_after(day) {
            self.limit(day_before(next), change);
        }
        match (function, found) {
            (PeriodFunction::Contains, found) => Val::Bool(found.is_some()),
            (PeriodFunction::RunStart, Some((start, _))) => Val::Date(start),
            (PeriodFunction::RunEnd, Some((_, end))) => end.map_or(Val::Empty, Val::Date),
            (PeriodFunction::DaysThisYear, found) => {
                let first = day.first_of_year();
                match found {
                    Some(_) => self.limit(day, change),
                    None => self.limit(last_of_year(day), Change::Box),
                }
                Val::Number(Rational::from_int(periods.days_within(first, day)))
            }
            (PeriodFunction::RunLength, Some(_)) => {
                self.limit(day, change);
                Val::Number(Rational::from_int(periods.run_length_until(day)))
            }
            (function, None) => nothing(function),
        }
    }

    /// What is sure of periods that are not known.
    fn unasked(&mut self, function: PeriodFunction) -> Val {
        let high = match function {
            PeriodFunction::Contains | PeriodFunction::RunStart | PeriodFunction::RunEnd => return Val::Unknown,
            PeriodFunction::RunLength => None,
            // So far this year there were fewer, but that would change every day.
            PeriodFunction::DaysThisYear => Some(Rational::from_int(366)),
        };
        self.close(Interval { date: Some(false), low: Some(Rational::ZERO), high })
    }
}

/// The answer for a day outside all periods, and no days this year.
const fn nothing(function: PeriodFunction) -> Val {
    match function {
        PeriodFunction::Contains => Val::Bool(false),
        PeriodFunction::DaysThisYear | PeriodFunction::RunLength => Val::Number(Rational::ZERO),
        PeriodFunction::RunStart | PeriodFunction::RunEnd => Val::Empty,
    }
}

fn last_of_year(day: Date) -> Date {
    let (year, _, _) = day.ymd();
    Date::from_ymd(year, 12, 31).unwrap_or(Date::MAX)
}
