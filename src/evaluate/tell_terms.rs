//! Telling terms: named where they matter, and told once, after all else.

use super::branches::Branch;
use super::memo::SPARE;
use super::ops::{One, Op};
use super::scope::{Scope, UNBOUND};
use super::steps::Note;
use super::tell::Teller;
use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{NONE, NodeId, TermId};

impl Teller<'_, '_> {
    /// Tells a term of at most one object.
    #[inline(never)]
    pub fn term(&mut self, one: One, id: NodeId, scope: &Scope) -> Word {
        if scope.at(one.place) == UNBOUND || self.machine.layer != 0 {
            return self.evaluated(id, scope);
        }
        let value = self.machine.term_one(one, id, scope);
        let note = self.named(one.id, scope.at(one.place), 0);
        self.machine.steps.push(note, value, self.machine.plan.clause(id));
        value
    }

    /// The name of a term of these objects in the present frame.
    pub fn named(&mut self, term: TermId, a: ObjectId, b: ObjectId) -> Note {
        let own = self.machine.layer;
        let Some(shape) = self.machine.plan.terms.get(term as usize) else { return Note::Cut };
        if shape.mirror && a == b {
            return Note::Oneself { term: true, id: term, object: a };
        }
        if own == 0 && self.machine.branch == Branch::TRUNK {
            let frame = self.machine.memo.short(self.machine.frame);
            return Note::Term { frame, term, a, b };
        }
        if self.machine.layers.term(own, term, a, b).is_some() {
            return Note::Supposed { term: true, id: term, a, b };
        }
        let (layer, branch) = (self.machine.layer_of(term), self.machine.branch_of(term));
        let frame = self.machine.memo.frame(self.machine.day, layer, branch);
        Note::Term { frame: self.machine.memo.short(frame), term, a, b }
    }

    /// Tells all terms that were named from a step on, and those that are named in that.
    pub fn tell_terms(&mut self, from: u32) {
        let mut from = from;
        while let Some((at, step)) = self.machine.steps.named_from(from) {
            if let Note::Term { frame, term, a, b } = step.note {
                let note = self.tell_anew(frame, (term, a, b), step.value).map_or(Note::Cut, Note::See);
                self.machine.steps.note(at, note);
            }
            from = at.saturating_add(1);
        }
    }

    /// Tells a term for known objects in a frame, unless it was told before; where its step stands.
    fn tell_anew(&mut self, frame: u16, (term, a, b): (TermId, ObjectId, ObjectId), value: Word) -> Option<u32> {
        let full = self.is_full();
        let machine = &mut *self.machine;
        let shape = machine.plan.terms.get(term as usize)?;
        let spare = if self.full { SPARE } else { 0 };
        let slot = machine.slots.slot(shape, a, b);
        let key = slot.and_then(|slot| Some(machine.memo.long(frame)?.key(slot | spare)));
        let Some((day, layer, branch)) = machine.memo.opened(frame).filter(|_| !full) else {
            return key.and_then(|key| machine.steps.told.get(key));
        };
        let at = machine.steps.next();
        if let Some(first) = key.and_then(|key| machine.steps.told.insert(key, at)) {
            return Some(first);
        }
        machine.steps.push(Note::Body { term, a, b }, value, NONE);
        machine.go(day, layer, branch);
        let scope = machine.scope(term, (a, b), shape.arity);
        let body = machine.program.terms.get(term as usize).map_or(NONE, |term| term.body);
        match machine.ops.get(body as usize) {
            _ if !machine.spend_on(body) => self.push(Note::Cut, value),
            Some(Op::Define(rules, _)) => self.define(*rules, value, &scope),
            Some(_) => {
                self.tell(body, &scope);
            }
            None => {}
        }
        self.finish(at, value);
        Some(at)
    }
}
