//! Terms: remembered, or evaluated anew; also under as-if facts.

use super::branches::Branch;
use super::eval::blocked;
use super::machine::Evaluation;
use super::memo::NO_SLOT;
use super::ops::{One, Op, Pair};
use super::plan::Shape;
use super::scope::{Scope, UNBOUND};
use super::value::{Horizon, Problem};
use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{NONE, Node, NodeId, TermId};

/// Terms within terms deeper than this are not evaluated; a validated program has none.
const DEEPEST: u32 = 200;

impl Evaluation<'_> {
    /// A term of at most one object, named by a node: as it is remembered, or evaluated.
    #[inline]
    pub(super) fn term_one(&mut self, one: One, id: NodeId, scope: &Scope) -> Word {
        let object = scope.at(one.place);
        let Some(slot) = self.rooms.get(usize::from(one.signature)).and_then(|room| room.slot(one, object)) else {
            return self.term_elsewhere(id, scope);
        };
        match self.memo.get(self.frame, slot) {
            Some((value, horizon)) => {
                self.horizon = self.horizon.nearer(horizon);
                value
            }
            None => self.term_unknown(one.id, object, slot),
        }
    }

    /// A term of at most one object that is not remembered.
    #[inline(never)]
    fn term_unknown(&mut self, term: TermId, object: ObjectId, slot: u64) -> Word {
        match self.plan.terms.get(term as usize) {
            Some(shape) => self.term_missed(term, (object, 0), slot, shape),
            None => self.term_of(term, object, 0),
        }
    }

    #[inline(never)]
    pub(super) fn term_pair(&mut self, pair: Pair, id: NodeId, scope: &Scope) -> Word {
        let (a, b) = (scope.at(pair.a), scope.at(pair.b));
        if a == UNBOUND || b == UNBOUND {
            return self.term_elsewhere(id, scope);
        }
        self.term_of(pair.id, a, b)
    }

    /// A term, whatever its objects. Of nobody there is no value: nee for a term of type ja/nee, else none.
    #[inline(never)]
    pub(super) fn term_elsewhere(&mut self, id: NodeId, scope: &Scope) -> Word {
        let Some(Node::Term(term, a, b)) = self.program.nodes.get(id as usize).copied() else {
            return self.fail(Problem::WrongType, id, scope);
        };
        let first = self.argument(a, scope);
        let second = self.argument(b, scope);
        match (first, second) {
            (Ok(a), Ok(b)) => self.term_of(term, a, b),
            (first, second) => {
                let bool = self.plan.terms.get(term as usize).is_some_and(|shape| shape.bool);
                Word::of(blocked(first.err(), second.err(), bool))
            }
        }
    }

    /// A term for these objects.
    #[inline(never)]
    pub(super) fn term_of(&mut self, term: TermId, a: ObjectId, b: ObjectId) -> Word {
        let Some(shape) = self.plan.terms.get(term as usize) else {
            let scope = self.scope(term, (0, 0), 0);
            return self.fail(Problem::WrongType, NONE, &scope);
        };
        if shape.mirror && a == b {
            return Word::NO;
        }
        if self.layer != 0 {
            return self.term_in_layer(term, a, b, shape);
        }
        self.term_here(term, a, b, shape)
    }

    /// A term in the present frame, remembered or evaluated.
    fn term_here(&mut self, term: TermId, a: ObjectId, b: ObjectId, shape: &Shape) -> Word {
        let slot = self.slots.slot(shape, a, b).unwrap_or(NO_SLOT);
        if let Some((value, horizon)) = self.memo.get(self.frame, slot) {
            self.horizon = self.horizon.nearer(horizon);
            return value;
        }
        self.term_missed(term, (a, b), slot, shape)
    }

    /// A term that is not remembered in the present frame: on the branch that it belongs to.
    #[inline]
    fn term_missed(&mut self, term: TermId, objects: (ObjectId, ObjectId), slot: u64, shape: &Shape) -> Word {
        match self.branch == Branch::TRUNK {
            true => self.term_anew(term, objects, slot, shape),
            false => self.term_on_branch(term, objects, slot, shape),
        }
    }

    /// A term on the branch that it belongs to, remembered or evaluated there; remembered here as well.
    #[inline(never)]
    fn term_on_branch(&mut self, term: TermId, objects: (ObjectId, ObjectId), slot: u64, shape: &Shape) -> Word {
        let own = (self.branch, self.frame);
        self.branch = self.branch_of(term);
        if self.branch == own.0 {
            return self.term_anew(term, objects, slot, shape);
        }
        self.frame = self.memo.frame(self.day, self.layer, self.branch);
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        let value = match self.memo.get(self.frame, slot) {
            Some((value, horizon)) => {
                self.horizon = horizon;
                value
            }
            None => self.term_anew(term, objects, slot, shape),
        };
        (self.branch, self.frame) = own;
        if self.goes_on() {
            self.memo.put(self.frame, slot, value, self.horizon);
        }
        self.horizon = self.horizon.nearer(outer);
        value
    }

    #[inline(never)]
    fn term_anew(&mut self, term: TermId, (a, b): (ObjectId, ObjectId), slot: u64, shape: &Shape) -> Word {
        let scope = self.scope(term, (a, b), shape.arity);
        if self.depth >= DEEPEST || !self.spend(shape.weight) {
            return self.fail(Problem::TooMuch, shape.body, &scope);
        }
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        self.depth = self.depth.wrapping_add(1);
        let value = match self.ops.get(shape.body as usize) {
            Some(Op::Define(rules, together)) => self.define(*rules, *together, shape.body, &scope),
            _ => self.word_at(shape.body, &scope),
        };
        self.depth = self.depth.wrapping_sub(1);
        if self.goes_on() {
            self.memo.put(self.frame, slot, value, self.horizon);
        }
        self.horizon = self.horizon.nearer(outer);
        value
    }

    /// The layer in which a term can be evaluated just as well: the highest, from the present one down, that reaches it.
    pub(super) fn layer_of(&self, term: TermId) -> u32 {
        self.layers.reaching(self.layer, |node| self.plan.reach.of_as_if(self.program, node, term))
    }

    /// The branch that a term belongs to: the last, from the present one back, whose fact reaches it.
    pub(super) fn branch_of(&self, term: TermId) -> Branch {
        self.branches.reaching(self.branch, |input| self.plan.reach.of_input(self.program, input, term))
    }

    /// A term under as-if facts: replaced, or in the highest layer that can reach it.
    #[inline(never)]
    fn term_in_layer(&mut self, term: TermId, a: ObjectId, b: ObjectId, shape: &Shape) -> Word {
        if let Some(value) = self.layers.term(self.layer, term, a, b) {
            return value;
        }
        let own = (self.layer, self.frame);
        self.put_layer(self.layer_of(term));
        self.frame = self.memo.frame(self.day, self.layer, self.branch);
        let value = self.term_here(term, a, b, shape);
        self.put_layer(own.0);
        self.frame = own.1;
        value
    }
}
