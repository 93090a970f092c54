//! Reasons as evaluation keeps them: flat steps, one after the other, each followed by what it rests on.
//!
//! A term of some objects on some day is told once in an evaluation; wherever it matters, a step points to that. So reasons are written in one pass and take little room; [`super::tree`] makes trees of them, and
//! [`super::visit`] walks them.

use super::memo::Key;
use super::reasons::{Applied, Told};
use super::seen::Seen;
use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{ClassId, InputId, NONE, NodeId, ParameterId, RuleId, TermId, TextId};
use crate::values::Date;

/// What a step is about: see [`super::reasons::What`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// What a node of the program is.
    Node(NodeId),
    /// A term in a frame, still to be told; what its arguments rest on stands below.
    Term {
        frame: u16,
        term: TermId,
        a: ObjectId,
        b: ObjectId,
    },
    /// A term that is told at another step; what its arguments rest on stands below.
    See(u32),
    /// A term, told.
    Body {
        term: TermId,
        a: ObjectId,
        b: ObjectId,
    },
    Fact {
        input: InputId,
        a: ObjectId,
        b: ObjectId,
        told: Told,
    },
    Nobody {
        term: bool,
        id: u32,
    },
    Oneself {
        term: bool,
        id: u32,
        object: ObjectId,
    },
    Supposed {
        term: bool,
        id: u32,
        a: ObjectId,
        b: ObjectId,
    },
    Rule(RuleId, Applied),
    /// A run of the rules of [`Steps`].
    Silent {
        start: u32,
        len: u32,
    },
    Parameter {
        id: ParameterId,
        version: Option<u32>,
        last_known: bool,
    },
    Member(ClassId, ObjectId),
    OnDay(Date),
    /// No day came out for a value on another day.
    NoDay,
    Days(Date, Date),
    /// What is wrong: the value says it.
    Fault,
    Cut,
}

/// A step, followed by the steps that it rests on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub value: Word,
    pub note: Note,
    /// The clause as written that it is the meaning of, or [`NONE`].
    pub clause: TextId,
    /// How many steps it is together with those it rests on.
    pub size: u32,
}

/// Once there are so many steps, telling begins anew, so that they take some five megabytes at most: with what is told at
/// a time they stay below 2^17.
const PLENTY: u32 = 1 << 16;

/// All steps of an evaluation.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    list: Vec<Step>,
    rules: Vec<RuleId>,
    /// How often telling began anew: what was told before that is gone.
    pub round: u32,
    /// Where terms were told.
    pub told: Seen,
    /// Silent rules of definitions that are being told: a stack.
    pub silent: Vec<RuleId>,
}

impl Steps {
    /// Forgets everything: the keys of what is told from now on are not below `first`.
    pub fn clear(&mut self, first: Key) {
        self.told.clear(first);
        self.begin();
    }

    /// Begins anew when there are plenty of steps.
    pub fn make_room(&mut self) {
        if self.next() >= PLENTY {
            self.told.forget();
            self.begin();
        }
    }

    fn begin(&mut self) {
        self.list.clear();
        self.rules.clear();
        self.silent.clear();
        self.round = self.round.wrapping_add(1);
    }

    /// How many steps there are.
    #[inline]
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// The first step from one on that names a term still to be told.
    pub fn named_from(&self, at: u32) -> Option<(u32, Step)> {
        let steps = (at..).zip(self.list.get(at as usize..)?);
        let mut named = steps.filter(|(_, step)| matches!(step.note, Note::Term { .. }));
        named.next().map(|(at, step)| (at, *step))
    }

    /// Where the next step will stand.
    #[inline]
    pub fn next(&self) -> u32 {
        u32::try_from(self.list.len()).unwrap_or(u32::MAX)
    }

    #[inline]
    pub fn get(&self, at: u32) -> Option<&Step> {
        self.list.get(at as usize)
    }

    /// Adds a step that rests on nothing yet.
    #[inline]
    pub fn push(&mut self, note: Note, value: Word, clause: TextId) -> u32 {
        let at = self.next();
        self.list.push(Step { value, note, clause, size: 1 });
        at
    }

    /// Gives the step at `at` its value; all steps since are what it rests on.
    #[inline]
    pub fn finish(&mut self, at: u32, value: Word) {
        let size = self.next().saturating_sub(at);
        if let Some(step) = self.list.get_mut(at as usize) {
            (step.value, step.size) = (value, size);
        }
    }

    /// Takes back all steps from `at` on.
    pub fn truncate(&mut self, at: u32) {
        self.list.truncate(at as usize);
    }

    /// Takes back the steps from one up to another.
    pub fn take_back(&mut self, from: u32, until: u32) {
        let (from, until) = (from as usize, until as usize);
        if from < until && until <= self.list.len() {
            self.list.drain(from..until);
        }
    }

    /// Of the steps from one on, keeps those with a value, and what they rest on.
    #[cold]
    pub fn keep_only(&mut self, from: u32, wanted: impl Fn(Word) -> bool) {
        let mut at = from;
        while let Some(step) = self.get(at) {
            let end = at.saturating_add(step.size.max(1));
            if wanted(step.value) {
                at = end;
            } else {
                self.take_back(at, end);
            }
        }
    }

    /// Says what a step is about after all.
    pub fn note(&mut self, at: u32, note: Note) {
        if let Some(step) = self.list.get_mut(at as usize) {
            step.note = note;
        }
    }

    /// The steps that a step rests on directly, each with where it stands.
    pub fn below(&self, at: u32) -> impl Iterator<Item = (u32, &Step)> {
        let end = at.saturating_add(self.get(at).map_or(0, |step| step.size));
        let mut next = at.saturating_add(1);
        core::iter::from_fn(move || {
            let step = self.get(next).filter(|_| next < end)?;
            let found = (next, step);
            next = next.saturating_add(step.size.max(1));
            Some(found)
        })
    }

    /// Adds the silent rules since `mark` as one step.
    pub fn push_silent(&mut self, mark: usize) {
        let new = self.silent.get(mark..).unwrap_or(&[]);
        if new.is_empty() {
            return;
        }
        let start = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        let len = u32::try_from(new.len()).unwrap_or(u32::MAX);
        self.rules.extend_from_slice(new);
        self.silent.truncate(mark);
        self.push(Note::Silent { start, len }, Word::NO, NONE);
    }

    /// The rules of a run.
    pub fn rules(&self, start: u32, len: u32) -> &[RuleId] {
        let start = start as usize;
        self.rules.get(start..start.saturating_add(len as usize)).unwrap_or(&[])
    }
}
