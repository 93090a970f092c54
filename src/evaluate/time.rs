//! Other days and other facts: On, the calendar boxes, the first day that, and as if.

use super::eval::blocked;
use super::interval::from_day;
use super::machine::Evaluation;
use super::scope::Scope;
use super::value::{Change, Interval, Problem, Val};
use super::word::Word;
use crate::program::{Box_, Node, NodeId, Operator, Run};
use crate::values::{Date, Rational};

/// The longest stretch of days that [`Node::FirstDay`] and [`Node::DaysBetween`] look at.
pub const LONGEST_SEARCH: i64 = 3660;

impl Evaluation<'_> {
    /// A value on another day.
    pub(super) fn on(&mut self, of: NodeId, date: NodeId, id: NodeId, scope: &Scope) -> Val {
        match self.eval(date, scope) {
            Val::Date(day) => self.within(day, self.layer, |machine| machine.eval(of, scope)).0,
            Val::Unknown | Val::Between(_) => Val::Unknown,
            Val::Fault(number) => Val::Fault(number),
            Val::Empty => self.failed(Problem::Empty, id, scope),
            _ => self.failed(Problem::WrongType, id, scope),
        }
    }

    /// Evaluates a node on every day of a stretch, a segment with one value at a time: value, first day, days.
    /// Ends early when `each` says so.
    pub(super) fn segments(
        &mut self,
        of: NodeId,
        (first, last): (Date, Date),
        scope: &Scope,
        mut each: impl FnMut(&mut Self, Val, Date, i64) -> bool,
    ) {
        let mut day = Some(first);
        while let Some(start) = day.filter(|day| *day <= last) {
            if !self.spend_on(of) {
                let fault = self.failed(Problem::TooMuch, of, scope);
                each(self, fault, start, 1);
                return;
            }
            let (value, horizon) = self.within(start, self.layer, |machine| machine.eval(of, scope));
            let end = horizon.until().clamp(start, last);
            let days = start.days_until(end).saturating_add(1);
            if !each(self, value, start, days) {
                return;
            }
            day = end.add_days(1);
        }
    }

    /// The calendar month or year of the day of the frame; what is asked about it lasts as long as it.
    pub(super) fn calendar_box(&mut self, box_: Box_) -> (Date, Date) {
        let (first, last) = match box_ {
            Box_::Month => (self.day.first_of_month(), self.day.last_of_month()),
            Box_::Year => {
                let (year, _, _) = self.day.ymd();
                (self.day.first_of_year(), Date::from_ymd(year, 12, 31).unwrap_or(Date::MAX))
            }
        };
        self.limit(last, Change::Box);
        (first, last)
    }

    /// The mean over the days of a calendar box.
    #[inline(never)]
    pub(super) fn daily_mean(&mut self, box_: Box_, of: NodeId, id: NodeId, scope: &Scope) -> Val {
        let stretch = self.calendar_box(box_);
        let mut total = Val::Number(Rational::ZERO);
        self.segments(of, stretch, scope, |machine, value, _, days| {
            let part = machine.operate(Operator::Multiply, value, Val::Number(Rational::from_int(days)));
            let part = machine.or_fault(part, id, scope);
            let sum = machine.operate(Operator::Add, total, part);
            total = machine.or_fault(sum, id, scope);
            !matches!(total, Val::Fault(_))
        });
        let days = Rational::from_int(stretch.0.days_until(stretch.1).saturating_add(1));
        let mean = self.operate(Operator::Divide, total, Val::Number(days));
        self.or_fault(mean, id, scope)
    }

    /// How many days of a calendar box a condition holds.
    #[inline(never)]
    pub(super) fn days_that(&mut self, box_: Box_, of: NodeId, id: NodeId, scope: &Scope) -> Val {
        let stretch = self.calendar_box(box_);
        self.count_days(of, stretch, id, scope)
    }

    /// How many days of a stretch a condition holds.
    #[inline(never)]
    pub(super) fn days_between(&mut self, of: NodeId, ends: (NodeId, NodeId), id: NodeId, scope: &Scope) -> Val {
        match self.stretch(ends, id, scope) {
            Ok(stretch) => self.count_days(of, stretch, id, scope),
            Err(value) => value,
        }
    }

    fn count_days(&mut self, of: NodeId, stretch: (Date, Date), id: NodeId, scope: &Scope) -> Val {
        let (mut sure, mut perhaps, mut fault) = (0_i64, 0_i64, None);
        self.segments(of, stretch, scope, |machine, value, _, days| {
            match value {
                Val::Bool(false) => {}
                Val::Bool(true) => sure = sure.saturating_add(days),
                Val::Unknown => perhaps = perhaps.saturating_add(days),
                Val::Fault(_) => fault = fault.or(Some(value)),
                _ => fault = Some(machine.failed(Problem::WrongType, id, scope)),
            }
            true
        });
        match fault {
            Some(fault) if perhaps == 0 => fault,
            Some(_) => Val::Unknown,
            None => {
                let (low, high) = (Rational::from_int(sure), Rational::from_int(sure.saturating_add(perhaps)));
                self.close(Interval { date: Some(false), low: Some(low), high: Some(high) })
            }
        }
    }

    /// First and last day of a stretch; the value that stands in the way when they are not known.
    fn stretch(&mut self, (from, until): (NodeId, NodeId), id: NodeId, scope: &Scope) -> Result<(Date, Date), Val> {
        let stretch = match (self.eval(from, scope), self.eval(until, scope)) {
            (fault @ Val::Fault(_), _) | (_, fault @ Val::Fault(_)) => return Err(fault),
            (Val::Empty, _) | (_, Val::Empty) => return Err(self.failed(Problem::Empty, id, scope)),
            (Val::Date(from), Val::Date(until)) => (from, until),
            (from, until) if from.is_open() || until.is_open() => return Err(Val::Unknown),
            _ => return Err(self.failed(Problem::WrongType, id, scope)),
        };
        if stretch.0.days_until(stretch.1) >= LONGEST_SEARCH {
            return Err(self.failed(Problem::TooLong, id, scope));
        }
        Ok(stretch)
    }

    /// The first day of a stretch on which a condition holds.
    #[inline(never)]
    pub(super) fn first_day(&mut self, condition: NodeId, ends: (NodeId, NodeId), id: NodeId, scope: &Scope) -> Val {
        let stretch = match self.stretch(ends, id, scope) {
            Ok(stretch) => stretch,
            Err(value) => return value,
        };
        let (mut perhaps, mut open, mut found) = (None, None, None);
        self.segments(condition, stretch, scope, |machine, value, start, _| {
            match value {
                Val::Bool(false) => return true,
                Val::Bool(true) => {
                    found = Some(start);
                    return false;
                }
                Val::Unknown => open = Some(value),
                Val::Fault(_) => open = open.or(Some(value)),
                _ => open = Some(machine.failed(Problem::WrongType, id, scope)),
            }
            perhaps = perhaps.or(Some(start));
            true
        });
        match (open, found) {
            (None, found) => found.map_or(Val::Empty, Val::Date),
            (Some(Val::Unknown), Some(found)) => {
                let (low, high) = (perhaps.map(from_day), Some(from_day(found)));
                self.close(Interval { date: Some(true), low, high })
            }
            (Some(open), _) => open,
        }
    }

    /// A value as if other facts held: the replacing values are those of the frame.
    #[inline(never)]
    pub(super) fn as_if(&mut self, of: NodeId, targets: Run, id: NodeId, scope: &Scope) -> Val {
        match self.lay(targets, id, scope) {
            Ok(layer) => {
                let (value, horizon) = self.within(self.day, layer, |machine| machine.eval(of, scope));
                self.horizon = self.horizon.nearer(horizon);
                value
            }
            Err(value) => value,
        }
    }

    /// Lays the as-if facts of a node on the present layer; the value that stands in the way when it cannot.
    pub(super) fn lay(&mut self, targets: Run, id: NodeId, scope: &Scope) -> Result<u32, Val> {
        self.spend(u32::try_from(self.layers.len()).unwrap_or(u32::MAX));
        let start = self.layers.begin();
        for pair in self.children(targets).chunks(2) {
            if let Err(value) = self.replacement(pair, id, scope) {
                self.layers.abandon(start);
                return Err(value);
            }
        }
        let layer = self.layers.lay(self.layer, id, start);
        layer.ok_or_else(|| self.failed(Problem::TooMuch, id, scope))
    }

    fn replacement(&mut self, pair: &[NodeId], id: NodeId, scope: &Scope) -> Result<(), Val> {
        let &[target, value] = pair else { return Err(self.failed(Problem::WrongType, id, scope)) };
        let (term, number, a, b) = match self.program.nodes.get(target as usize).copied() {
            Some(Node::Input(number, a, b)) => (false, number, a, b),
            Some(Node::Term(number, a, b)) => (true, number, a, b),
            _ => return Err(self.failed(Problem::WrongType, target, scope)),
        };
        let (first, second) = (self.argument(a, scope), self.argument(b, scope));
        let (a, b) = match (first, second) {
            (Ok(a), Ok(b)) => (a, b),
            (first, second) => match blocked(first.err(), second.err(), false) {
                Val::Empty => return Ok(()),
                open => return Err(open),
            },
        };
        let value = self.eval(value, scope);
        let (target, mirror) = self.target(term, number, a, b);
        self.layers.replace(target, Word::of(value));
        if let Some(mirror) = mirror {
            self.layers.replace(mirror, Word::of(value));
        }
        Ok(())
    }
}
