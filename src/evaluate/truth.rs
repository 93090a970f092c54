//! Conditions: Kleene's logic with faults, and choosing between values.

use super::machine::Evaluation;
use super::value::{Horizon, Interval, Problem, Scope, Val};
use crate::program::{Const, Node, NodeId, Run};

/// What is known of a condition; as small as it can be, for conditions are most of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    No,
    Yes,
    Unknown,
    Fault(u32),
}

impl From<bool> for Truth {
    #[inline]
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

impl From<Truth> for Val {
    #[inline]
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::No => Self::Bool(false),
            Truth::Yes => Self::Bool(true),
            Truth::Unknown => Self::Unknown,
            Truth::Fault(number) => Self::Fault(number),
        }
    }
}

impl Truth {
    const fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Yes => Self::No,
            open => open,
        }
    }

    /// What keeps a condition open: unknown before fault, the first fault before later ones.
    const fn worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fault(_), Self::Fault(_)) => self,
            (Self::No | Self::Yes, other) => other,
            _ => Self::Unknown,
        }
    }
}

impl Evaluation<'_> {
    /// What is known of a condition in the present frame.
    pub(super) fn truth(&mut self, id: NodeId, scope: &Scope) -> Truth {
        let Some(node) = self.program.nodes.get(id as usize) else {
            return self.untrue(Problem::WrongType, id, scope);
        };
        if !self.spend(1) {
            return self.untrue(Problem::TooMuch, id, scope);
        }
        match *node {
            Node::All(run) => self.connect(run, Truth::No, scope),
            Node::Any(run) => self.connect(run, Truth::Yes, scope),
            Node::Not(of) => self.truth(of, scope).not(),
            Node::Compare(comparison, left, right) => self.compare_at(comparison, left, right, id, scope),
            Node::Const(Const::Bool(value)) => value.into(),
            Node::Term(term, a, b) => {
                let value = self.term_at(term, a, b, scope);
                self.as_truth(value, id, scope)
            }
            Node::Input(input, a, b) => {
                let value = self.input(input, a, b, id, scope);
                self.as_truth(value, id, scope)
            }
            Node::Present(of) => self.present(of, scope),
            other => {
                let value = self.eval_rare(other, id, scope);
                self.as_truth(value, id, scope)
            }
        }
    }

    #[inline]
    pub(super) fn as_truth(&mut self, value: Val, id: NodeId, scope: &Scope) -> Truth {
        match value {
            Val::Bool(value) => value.into(),
            Val::Unknown => Truth::Unknown,
            Val::Fault(number) => Truth::Fault(number),
            _ => self.untrue(Problem::WrongType, id, scope),
        }
    }

    #[cold]
    pub(super) fn untrue(&mut self, problem: Problem, id: NodeId, scope: &Scope) -> Truth {
        match self.failed(problem, id, scope) {
            Val::Fault(number) => Truth::Fault(number),
            _ => Truth::Unknown,
        }
    }

    /// All (`decisive` nee) or at least one (`decisive` ja) of a run of conditions.
    ///
    /// The first that decides ends it, in order; else unknown comes before fault.
    fn connect(&mut self, run: Run, decisive: Truth, scope: &Scope) -> Truth {
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        let mut passed = outer;
        let mut result = decisive.not();
        for child in self.children(run) {
            self.horizon = Horizon::NEVER;
            let truth = self.truth(*child, scope);
            if truth == decisive {
                self.horizon = self.horizon.nearer(outer);
                return decisive;
            }
            if matches!(truth, Truth::Unknown | Truth::Fault(_)) {
                result = result.worse(truth);
            }
            passed = passed.nearer(self.horizon);
        }
        self.horizon = passed;
        result
    }

    /// Whether there is a value: a bounded one is there, though not known.
    fn present(&mut self, of: NodeId, scope: &Scope) -> Truth {
        match self.eval(of, scope) {
            Val::Empty => Truth::No,
            Val::Unknown => Truth::Unknown,
            Val::Fault(number) => Truth::Fault(number),
            _ => Truth::Yes,
        }
    }

    /// One of two values; known when the condition is, or when both are the same.
    pub(super) fn choose(&mut self, condition: NodeId, then: NodeId, other: NodeId, scope: &Scope) -> Val {
        match self.truth(condition, scope) {
            Truth::Yes => self.eval(then, scope),
            Truth::No => self.eval(other, scope),
            open => {
                let (then, other) = (self.eval(then, scope), self.eval(other, scope));
                self.join(open.into(), then, other)
            }
        }
    }

    /// The value that is one of two, where `open` (unknown or a fault) stands between knowing which.
    pub(super) fn join(&mut self, open: Val, one: Val, other: Val) -> Val {
        if one == other || self.same(one, other) == Some(true) {
            return one;
        }
        match open {
            Val::Fault(_) if !one.is_open() && !other.is_open() => open,
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
