//! The bound objects while a node is evaluated.

use super::ops::Pair;
use super::value::Args;
use crate::evaluate::facts::ObjectId;
use crate::program::TermId;

/// The bound objects: the variables of [`crate::program::Node::Variable`], and the term they belong to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// The variables; then, at [`super::ops::ABSENT`] and [`super::ops::ONLY`], object 0 and the only one of a class.
    objects: [ObjectId; 10],
    /// How many of them are the arguments of the term.
    arity: u8,
    pub term: TermId,
}

/// How many variables a scope has.
pub const VARIABLES: usize = 8;

/// No object is bound.
pub(super) const UNBOUND: ObjectId = u32::MAX;

impl Scope {
    /// The scope of a term (or, with [`NO_TERM`], of a decision) with the first `arity` of two arguments; `only` is the
    /// object of the classes that have one.
    #[inline]
    pub const fn new(term: TermId, (a, b): (ObjectId, ObjectId), arity: u8, only: ObjectId) -> Self {
        const U: ObjectId = UNBOUND;
        let (a, b) = (if arity > 0 { a } else { U }, if arity > 1 { b } else { U });
        Self { objects: [a, b, U, U, U, U, U, U, 0, only], arity, term }
    }

    /// The object at a place; [`UNBOUND`] where there is none.
    #[inline]
    pub fn at(&self, place: u8) -> ObjectId {
        self.objects.get(usize::from(place)).copied().unwrap_or(UNBOUND)
    }

    /// Whether both objects of a pair are bound.
    pub fn binds(&self, pair: Pair) -> bool {
        self.at(pair.a) != UNBOUND && self.at(pair.b) != UNBOUND
    }

    /// Binds one more object.
    #[inline]
    pub fn bind(&mut self, variable: u8, object: ObjectId) {
        if usize::from(variable) < VARIABLES
            && let Some(place) = self.objects.get_mut(usize::from(variable))
        {
            *place = object;
        }
    }

    /// The arguments of the term.
    pub fn args(&self) -> Args {
        Args::of(self.objects[0], self.objects[1], self.arity)
    }
}

/// The scope belongs to no term.
pub(super) const NO_TERM: TermId = u32::MAX;
