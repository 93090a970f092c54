//! Conditions: Kleene's logic with faults, and choosing between values.

use super::machine::Evaluation;
use super::value::{Horizon, Interval, Problem, Scope, Val};
use crate::program::{NodeId, Run};

impl Evaluation<'_> {
    /// All (`decisive` nee) or at least one (`decisive` ja) of a run of conditions.
    ///
    /// The first that decides ends it, in order; else unknown comes before fault.
    pub(super) fn connect(&mut self, run: Run, decisive: bool, scope: &Scope) -> Val {
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        let mut passed = outer;
        let mut result = Val::Bool(!decisive);
        for child in self.children(run) {
            self.horizon = Horizon::NEVER;
            match self.eval(*child, scope) {
                Val::Bool(value) if value == decisive => {
                    self.horizon = self.horizon.nearer(outer);
                    return Val::Bool(decisive);
                }
                Val::Bool(_) => {}
                other => result = self.opener(result, other, *child, scope),
            }
            passed = passed.nearer(self.horizon);
        }
        self.horizon = passed;
        result
    }

    /// What keeps a condition open: unknown before fault, the first fault before later ones.
    fn opener(&mut self, so_far: Val, value: Val, node: NodeId, scope: &Scope) -> Val {
        match (so_far, value) {
            (Val::Unknown, _) | (_, Val::Unknown) => Val::Unknown,
            (Val::Fault(_), _) => so_far,
            (_, Val::Fault(_)) => value,
            _ => self.failed(Problem::WrongType, node, scope),
        }
    }

    pub(super) fn not(&mut self, of: NodeId, id: NodeId, scope: &Scope) -> Val {
        match self.eval(of, scope) {
            Val::Bool(value) => Val::Bool(!value),
            Val::Unknown => Val::Unknown,
            other => self.opener(Val::Bool(true), other, id, scope),
        }
    }

    /// Whether there is a value: a bounded one is there, though not known.
    pub(super) fn present(&mut self, of: NodeId, scope: &Scope) -> Val {
        match self.eval(of, scope) {
            Val::Empty => Val::Bool(false),
            Val::Unknown => Val::Unknown,
            Val::Fault(number) => Val::Fault(number),
            _ => Val::Bool(true),
        }
    }

    /// One of two values; known when the condition is, or when both are the same.
    pub(super) fn choose(&mut self, condition: NodeId, then: NodeId, other: NodeId, id: NodeId, scope: &Scope) -> Val {
        match self.eval(condition, scope) {
            Val::Bool(true) => self.eval(then, scope),
            Val::Bool(false) => self.eval(other, scope),
            open @ (Val::Unknown | Val::Fault(_)) => {
                let (then, other) = (self.eval(then, scope), self.eval(other, scope));
                self.join(open, then, other)
            }
            _ => self.failed(Problem::WrongType, id, scope),
        }
    }

    /// The value that is one of two, where `open` (unknown or a fault) stands between knowing which.
    pub(super) fn join(&mut self, open: Val, one: Val, other: Val) -> Val {
        if one == other || self.same(one, other) == Some(true) {
            return one;
        }
        match open {
            Val::Fault(_) if one != Val::Unknown && other != Val::Unknown => open,
            Val::Unknown => self.hull(one, other),
            _ => Val::Unknown,
        }
    }

    /// The narrowest bounds around two values.
    fn hull(&mut self, one: Val, other: Val) -> Val {
        let (Some(one), Some(other)) = (self.bounds(one), self.bounds(other)) else { return Val::Unknown };
        if one.date != other.date || one.date.is_none() {
            return Val::Unknown;
        }
        let low = one.low.zip(other.low).map(|(one, other)| one.min(other));
        let high = one.high.zip(other.high).map(|(one, other)| one.max(other));
        self.close(Interval { date: one.date, low, high })
    }
}
