//! Sums over calendar months.

use super::machine::Evaluation;
use super::plan::Course;
use super::scope::Scope;
use super::tell::Teller;
use super::value::{Change, Problem, Val};
use super::word::Word;
use crate::program::{NodeId, Operator};
use crate::values::{Date, Rational};

/// The most calendar months that one sum runs over.
pub const MOST_MONTHS: i64 = 600;

impl Evaluation<'_> {
    /// The sum of a value on the first day of each month from the month of one date up to that of another.
    #[inline(never)]
    pub(super) fn month_sum(&mut self, of: NodeId, (from, until): (NodeId, NodeId), id: NodeId, scope: &Scope) -> Val {
        let (from, until) = (self.in_month(from, scope), self.in_month(until, scope));
        let (first, last) = match (from, until) {
            (Val::Fault(_), _) => return from,
            (_, Val::Fault(_)) => return until,
            (Val::Empty, _) | (_, Val::Empty) => return self.failed(Problem::Empty, id, scope),
            (Val::Date(from), Val::Date(until)) => (from.first_of_month(), until),
            (from, until) if from.is_open() || until.is_open() => return Val::Unknown,
            _ => return self.failed(Problem::WrongType, id, scope),
        };
        if last.full_months_since(first) >= MOST_MONTHS {
            return self.failed(Problem::TooManyMonths, id, scope);
        }
        let mut total = Val::Number(Rational::ZERO);
        for day in first_days(first, last) {
            if !self.spend_on(of) {
                return self.failed(Problem::TooMuch, id, scope);
            }
            let (value, _) = self.within(day, self.layer, |machine| machine.eval(of, scope));
            let sum = self.operate(Operator::Add, total, value);
            total = self.or_fault(sum, id, scope);
            if matches!(total, Val::Fault(_)) {
                break;
            }
        }
        total
    }

    /// A date of which only the month counts: what follows the day lasts as long as the month stays the same.
    fn in_month(&mut self, date: NodeId, scope: &Scope) -> Val {
        if self.plan.course(date) == Course::Fixed {
            return self.eval(date, scope);
        }
        let today = self.on_day(date, self.day, scope);
        let last = match month(today) {
            Some(this) => self.last_while(|machine, day| month(machine.on_day(date, day, scope)) == Some(this)),
            None => self.day,
        };
        self.limit(last, Change::Box);
        today
    }
}

/// The first day of the month of a date.
fn month(value: Val) -> Option<Date> {
    match value {
        Val::Date(day) => Some(day.first_of_month()),
        _ => None,
    }
}

/// The first days of the months from a first day of a month up to a date.
fn first_days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    let days = core::iter::successors(Some(first), |day| day.add_months(1));
    days.take_while(move |day| *day <= last)
}

impl Teller<'_, '_> {
    /// What a sum over months rests on: its first and last month, and the months that mattered; months with one value
    /// side by side are told once.
    pub fn months(&mut self, of: NodeId, bounds: [NodeId; 2], value: Word, scope: &Scope) {
        self.operands(bounds, value, scope);
        let [from, until] = bounds.map(|bound| self.machine.word(bound, scope).as_date());
        let Some((from, until)) = from.zip(until) else { return };
        let first = from.first_of_month();
        if until.full_months_since(first) >= MOST_MONTHS {
            return;
        }
        let mut stretches: Vec<(Date, Date, Word)> = Vec::new();
        for day in first_days(first, until) {
            let (said, _) = self.machine.within(day, self.machine.layer, |machine| machine.word(of, scope));
            match stretches.last_mut() {
                Some((_, last, same)) if *same == said && !self.full => *last = day.last_of_month(),
                _ => stretches.push((day, day.last_of_month(), said)),
            }
        }
        for (first, last, said) in stretches {
            let matters =
                if value.is_fault() { said == value } else { value != Word::UNKNOWN || !said.val().is_known() };
            if self.full || matters {
                self.on_days(of, (first, last), said, scope);
            }
        }
    }
}
