//! What follows the day of evaluation: its value, and until when a question about it keeps its answer.
//!
//! Such a node never falls, or never rises, as the day advances ([`Course`]); so the end of an answer is the one day on
//! which it passes what it is compared with, found directly for the common forms and by bisection for the others.

use super::calendar::add_steps;
use super::machine::Evaluation;
use super::plan::Course;
use super::read::day_before;
use super::scope::Scope;
use super::truth::Truth;
use super::value::{Change, Problem, Val};
use crate::program::{Comparison, DateFunction, NONE, Node, NodeId, Step};
use crate::values::{Date, Rational};

impl Evaluation<'_> {
    /// Peildatum, Shift, FullSteps and DateOf: the value, and how long it lasts if it follows the day.
    pub(super) fn calendar(&mut self, id: NodeId, scope: &Scope) -> Val {
        let day = self.day;
        if self.plan.course(id) != Course::Fixed {
            let value = self.on_day(id, day, scope);
            self.limit_course(id, value, scope);
            return value;
        }
        match self.program.nodes.get(id as usize).copied() {
            Some(Node::DateOf(DateFunction::DaysInMonth, date)) if self.plan.course(date) != Course::Fixed => {
                self.days_in_month(date, id, scope)
            }
            _ => self.calendar_node(id, None, scope),
        }
    }

    /// The value of a node as on another day; what does not follow the day is as in the frame.
    pub(super) fn on_day(&mut self, id: NodeId, day: Date, scope: &Scope) -> Val {
        match self.plan.course(id) {
            _ if !self.spend(1) => self.failed(Problem::TooMuch, id, scope),
            Course::Fixed if self.spend_on(id) => self.eval(id, scope),
            Course::Fixed => self.failed(Problem::TooMuch, id, scope),
            _ => self.calendar_node(id, Some(day), scope),
        }
    }

    /// A calendar node, its children in the frame or on a day.
    fn calendar_node(&mut self, id: NodeId, day: Option<Date>, scope: &Scope) -> Val {
        let child = |machine: &mut Self, id: NodeId| match day {
            Some(day) => machine.on_day(id, day, scope),
            None => machine.eval(id, scope),
        };
        let value = match self.program.nodes.get(id as usize).copied() {
            Some(Node::Peildatum) => Ok(Val::Date(day.unwrap_or(self.day))),
            Some(Node::Shift(step, date, count)) => {
                let (date, count) = (child(self, date), child(self, count));
                self.shift(step, date, count)
            }
            Some(Node::FullSteps(step, first, last)) => {
                let (first, last) = (child(self, first), child(self, last));
                self.full_steps(step, first, last)
            }
            Some(Node::DateOf(function, date)) => {
                let date = child(self, date);
                self.date_of(function, date)
            }
            _ => Err(Problem::WrongType),
        };
        self.or_fault(value, id, scope)
    }

    /// The days of a month that follows the day: the same as long as the month is.
    fn days_in_month(&mut self, date: NodeId, id: NodeId, scope: &Scope) -> Val {
        let today = self.on_day(date, self.day, scope);
        let month = |value: Val| match value {
            Val::Date(day) => Some(day.first_of_month()),
            _ => None,
        };
        let last = match month(today) {
            Some(this) => self.last_while(|machine, day| month(machine.on_day(date, day, scope)) == Some(this)),
            None => self.day,
        };
        self.limit(last, Change::Box);
        let value = self.date_of(DateFunction::DaysInMonth, today);
        self.or_fault(value, id, scope)
    }

    /// Notes how long a value that follows the day stays the same.
    fn limit_course(&mut self, id: NodeId, value: Val, scope: &Scope) {
        let node = self.program.nodes.get(id as usize).copied();
        match (node, value) {
            (_, Val::Unknown) => {}
            (Some(Node::FullSteps(step, first, last)), Val::Number(count)) if self.is_peildatum(last) => {
                let next = count.to_integer().and_then(|count| count.checked_add(1));
                self.limit_steps(step, first, next, scope);
            }
            (Some(Node::FullSteps(..)), Val::Number(_) | Val::Between(_)) => {
                self.limit_while_same(id, value, Change::Anniversary, scope);
            }
            (Some(Node::DateOf(function, _)), Val::Date(_)) => {
                let change = if function == DateFunction::Extended { Change::Day } else { Change::Box };
                self.limit_while_same(id, value, change, scope);
            }
            _ => self.limit(self.day, Change::Day),
        }
    }

    /// Notes the day before the one on which so many steps are full.
    fn limit_steps(&mut self, step: Step, first: NodeId, count: Option<i64>, scope: &Scope) {
        let Val::Date(first) = self.on_day(first, self.day, scope) else {
            return self.limit(self.day, Change::Anniversary);
        };
        match count.and_then(|count| add_steps(self.program, step, first, count)) {
            Some(next) => self.limit(day_before(next), Change::Anniversary),
            // So many working days are not counted; any other step is past the calendar.
            None if step == Step::WorkingDays => self.limit(self.day, Change::Anniversary),
            None => {}
        }
    }

    fn limit_while_same(&mut self, id: NodeId, value: Val, change: Change, scope: &Scope) {
        let bounds = self.bounds(value);
        let last = self.last_while(|machine, day| {
            let then = machine.on_day(id, day, scope);
            machine.bounds(then) == bounds
        });
        self.limit(last, change);
    }

    fn is_peildatum(&self, id: NodeId) -> bool {
        self.program.nodes.get(id as usize) == Some(&Node::Peildatum)
    }

    /// The last day, within the present horizon, up to which something that holds today goes on without a break.
    pub(super) fn last_while(&mut self, holds: impl Fn(&mut Self, Date) -> bool) -> Date {
        let before = self.kept();
        let last = self.last_tried(holds);
        self.drop_kept(before);
        last
    }

    fn last_tried(&mut self, holds: impl Fn(&mut Self, Date) -> bool) -> Date {
        let (mut yes, mut no) = (self.day, self.horizon.until());
        if no <= yes || holds(self, no) {
            return no;
        }
        while let Some(middle) = yes.add_days(yes.days_until(no).div_euclid(2)).filter(|middle| *middle > yes) {
            if holds(self, middle) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        yes
    }

    /// A comparison of a node that follows the day with one that does not: it ends on the day on which the one reaches
    /// the other.
    #[inline(never)]
    pub(super) fn compare_course(
        &mut self,
        comparison: Comparison,
        follower: NodeId,
        fixed: NodeId,
        id: NodeId,
        scope: &Scope,
    ) -> Truth {
        let result = self.compared_course(comparison, follower, fixed, scope);
        result.unwrap_or_else(|problem| self.untrue(problem, id, scope))
    }

    fn compared_course(
        &mut self,
        comparison: Comparison,
        id: NodeId,
        fixed: NodeId,
        scope: &Scope,
    ) -> Result<Truth, Problem> {
        let fixed = self.eval(fixed, scope);
        let today = self.on_day(id, self.day, scope);
        let result = self.compared(comparison, today, fixed)?;
        let (first, last) = match self.program.nodes.get(id as usize) {
            Some(Node::FullSteps(_, first, last)) => (*first, *last),
            _ => (NONE, id),
        };
        match (self.program.nodes.get(id as usize), today, fixed) {
            (Some(Node::Peildatum), _, Val::Date(date)) => {
                if let Some(until) = passing(comparison, self.day, date) {
                    self.limit(until, Change::Day);
                }
            }
            (Some(Node::FullSteps(step, ..)), Val::Number(now), Val::Number(other)) if self.is_peildatum(last) => {
                if let Some(count) = turning(comparison, now, other) {
                    self.limit_steps(*step, first, Some(count), scope);
                }
            }
            _ if result.as_fault().is_none() => {
                let stage = self.stage(comparison, today, fixed);
                let last = self.last_while(|machine, day| {
                    let then = machine.on_day(id, day, scope);
                    machine.stage(comparison, then, fixed) == stage
                });
                self.limit(last, Change::Day);
            }
            _ => self.limit(self.day, Change::Day),
        }
        Ok(result)
    }

    /// How far a value that follows the day has come: before, at or past what it is compared with.
    fn stage(&self, comparison: Comparison, value: Val, fixed: Val) -> [Option<Truth>; 2] {
        let compare = |comparison| self.compared(comparison, value, fixed).ok();
        match comparison {
            Comparison::Equal => [compare(Comparison::Less), compare(Comparison::AtMost)],
            other => [compare(other), None],
        }
    }
}

/// The last day with the present answer to a comparison of the day of evaluation with a date; `None` when it is final.
fn passing(comparison: Comparison, day: Date, date: Date) -> Option<Date> {
    let (at, past) = match comparison {
        Comparison::Less | Comparison::AtLeast => (true, false),
        Comparison::AtMost | Comparison::Greater => (false, true),
        Comparison::Equal => (true, true),
    };
    if at && day < date {
        return Some(day_before(date));
    }
    (past && day <= date).then_some(date)
}

/// The first whole count above the present one with another answer to a comparison with a number; `None` when the
/// present answer is final.
fn turning(comparison: Comparison, now: Rational, other: Rational) -> Option<i64> {
    let whole = other.floor();
    let after = whole.checked_add(1);
    let reached = if other.is_integer() { Some(whole) } else { after };
    match comparison {
        Comparison::Less | Comparison::AtLeast if now < other => reached,
        Comparison::AtMost | Comparison::Greater if now <= other => after,
        Comparison::Equal if now < other => reached,
        Comparison::Equal if now == other => after,
        _ => None,
    }
}
