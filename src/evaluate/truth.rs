//! Conditions: Kleene's logic with faults, and choosing between values.

use super::machine::Evaluation;
use super::ops::{One, Op};
use super::scope::Scope;
use super::value::{Horizon, Interval, Problem, Val};
use super::word::Word;
use crate::program::{Comparison, NONE, Node, NodeId, Run};

/// What is known of a condition: nee, ja, unknown, or a fault; as small as it can be, for conditions are most of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Truth(u32);

impl From<bool> for Truth {
    #[inline]
    fn from(value: bool) -> Self {
        Self(value.into())
    }
}

impl From<Truth> for Val {
    #[inline]
    fn from(truth: Truth) -> Self {
        match (truth, truth.as_fault()) {
            (Truth::NO, _) => Self::Bool(false),
            (Truth::YES, _) => Self::Bool(true),
            (_, Some(number)) => Self::Fault(number),
            _ => Self::Unknown,
        }
    }
}

impl Truth {
    pub const NO: Self = Self(0);
    pub const YES: Self = Self(1);
    pub const UNKNOWN: Self = Self(2);
    /// Above it stand the faults.
    const LAST: u32 = 2;

    pub const fn fault(number: u32) -> Self {
        Self(number.saturating_add(Self::LAST).saturating_add(1))
    }

    /// The number of the fault, when it is one.
    #[inline]
    pub const fn as_fault(self) -> Option<u32> {
        if self.0 > Self::LAST { Some(self.0.wrapping_sub(Self::LAST).wrapping_sub(1)) } else { None }
    }

    /// Whether it is ja or nee.
    #[inline]
    pub const fn is_known(self) -> bool {
        self.0 < Self::UNKNOWN.0
    }

    #[inline]
    pub const fn not(self) -> Self {
        if self.is_known() { Self(self.0 ^ 1) } else { self }
    }

    /// What keeps a condition open: unknown before fault, the first fault before later ones.
    pub const fn worse(self, other: Self) -> Self {
        if self.is_known() {
            other
        } else if other.is_known() || (self.0 > Self::LAST && other.0 > Self::LAST) {
            self
        } else {
            Self::UNKNOWN
        }
    }
}

impl Evaluation<'_> {
    /// What is known of a condition in the present frame: at once of what is known already.
    #[inline]
    pub(super) fn truth(&mut self, id: NodeId, scope: &Scope) -> Truth {
        let known = match self.ops.get(id as usize) {
            Some(Op::Fact(one)) => self.cell(*one, scope).and_then(Word::known_truth),
            Some(Op::NoFact(one)) => self.cell(*one, scope).and_then(Word::known_truth).map(Truth::not),
            Some(Op::Term(one)) => return self.truth_of_term(*one, id, scope),
            Some(Op::NoTerm(one)) => return self.truth_of_term(*one, self.denied(id), scope).not(),
            _ => None,
        };
        match known {
            Some(truth) => truth,
            None => self.truth_at(id, scope),
        }
    }

    /// [`Self::truth`] of any condition.
    #[inline(never)]
    pub(super) fn truth_at(&mut self, id: NodeId, scope: &Scope) -> Truth {
        match self.ops.get(id as usize) {
            Some(Op::All(run)) => self.all(*run, scope),
            Some(Op::Any(run)) => self.any(*run, scope),
            Some(Op::Compare(comparison, left, right)) => self.compare_at(*comparison, *left, *right, id, scope),
            Some(Op::Fold(number)) => self.fold_truth(*number, id, scope),
            Some(Op::Not(of)) => self.negated(*of, scope),
            Some(Op::NoFact(_) | Op::NoTerm(_)) => self.negated(self.denied(id), scope),
            Some(Op::Follow(comparison, follower, fixed)) => {
                self.compare_course(*comparison, *follower, *fixed, id, scope)
            }
            Some(Op::Present(of)) => self.present(*of, scope),
            _ => self.truth_of(id, scope),
        }
    }

    #[inline]
    fn truth_of_term(&mut self, one: One, id: NodeId, scope: &Scope) -> Truth {
        let word = self.term_one(one, id, scope);
        match word.known_truth() {
            Some(truth) => truth,
            None => self.as_truth(word, id, scope),
        }
    }

    /// What a node denies.
    pub(super) fn denied(&self, id: NodeId) -> NodeId {
        match self.program.nodes.get(id as usize) {
            Some(Node::Not(of)) => *of,
            _ => NONE,
        }
    }

    #[inline(never)]
    fn negated(&mut self, of: NodeId, scope: &Scope) -> Truth {
        self.truth(of, scope).not()
    }

    #[inline(never)]
    fn truth_of(&mut self, id: NodeId, scope: &Scope) -> Truth {
        let word = self.word(id, scope);
        self.as_truth(word, id, scope)
    }

    #[inline(never)]
    fn compare_at(&mut self, comparison: Comparison, left: NodeId, right: NodeId, id: NodeId, scope: &Scope) -> Truth {
        let (left, right) = (self.word(left, scope), self.word(right, scope));
        self.compare(comparison, left, right, id, scope)
    }

    #[inline]
    pub(super) fn as_truth(&mut self, value: Word, id: NodeId, scope: &Scope) -> Truth {
        match value.truth() {
            Some(truth) => truth,
            None => self.untrue(Problem::WrongType, id, scope),
        }
    }

    #[cold]
    pub(super) fn untrue(&mut self, problem: Problem, id: NodeId, scope: &Scope) -> Truth {
        match self.failed(problem, id, scope) {
            Val::Fault(number) => Truth::fault(number),
            _ => Truth::UNKNOWN,
        }
    }

    #[inline(never)]
    fn all(&mut self, run: Run, scope: &Scope) -> Truth {
        self.connect(run, Truth::NO, scope)
    }

    #[inline(never)]
    fn any(&mut self, run: Run, scope: &Scope) -> Truth {
        self.connect(run, Truth::YES, scope)
    }

    /// All (`decisive` nee) or at least one (`decisive` ja) of a run of conditions.
    ///
    /// The first that decides ends it, in order; else unknown comes before fault.
    #[inline]
    fn connect(&mut self, run: Run, decisive: Truth, scope: &Scope) -> Truth {
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        let mut passed = outer;
        let mut result = decisive.not();
        for child in self.children(run) {
            let truth = self.truth(*child, scope);
            if truth == decisive {
                self.horizon = self.horizon.nearer(outer);
                return decisive;
            }
            if !truth.is_known() {
                result = result.worse(truth);
            }
            if self.horizon != Horizon::NEVER {
                passed = passed.nearer(self.horizon);
                self.horizon = Horizon::NEVER;
            }
        }
        self.horizon = passed;
        result
    }

    /// Whether there is a value: a bounded one is there, though not known.
    #[inline(never)]
    fn present(&mut self, of: NodeId, scope: &Scope) -> Truth {
        match self.eval(of, scope) {
            Val::Empty => Truth::NO,
            Val::Unknown => Truth::UNKNOWN,
            Val::Fault(number) => Truth::fault(number),
            _ => Truth::YES,
        }
    }

    /// One of two values; known when the condition is, or when both are the same.
    #[inline(never)]
    pub(super) fn choose(&mut self, id: NodeId, scope: &Scope) -> Word {
        let Some(Node::Choose(condition, then, other)) = self.program.nodes.get(id as usize).copied() else {
            return self.fail(Problem::WrongType, id, scope);
        };
        match self.truth(condition, scope) {
            Truth::YES => self.word(then, scope),
            Truth::NO => self.word(other, scope),
            open => {
                let (then, other) = (self.eval(then, scope), self.eval(other, scope));
                Word::of(self.join(open.into(), then, other))
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
