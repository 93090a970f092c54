//! The members of a domain: those that are known, one by one, and whether there may be others.

use super::machine::Evaluation;
use super::ops::{Folded, Op};
use super::scope::Scope;
use super::truth::Truth;
use super::value::{Horizon, Problem};
use super::word::Word;
use crate::evaluate::cells::Cell;
use crate::evaluate::facts::{Datum, Given, ObjectId};
use crate::program::{NodeId, Run};

/// Whether a fold goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Member,
    /// This member settled it.
    Settled,
}

/// What is known of the members that a node of a domain gives.
pub(super) enum Members<'m> {
    /// These; and what leaves room for others, or ja when nothing does.
    List(&'m [ObjectId], Truth),
    One(ObjectId),
}

impl<'m> Evaluation<'m> {
    /// Calls `each` with every known member until one settles it; what leaves room for other members, or `None` when it
    /// is settled. The horizon becomes that of what the answer rests on.
    #[inline]
    pub(super) fn each_member(
        &mut self,
        folded: &Folded,
        id: NodeId,
        scope: &Scope,
        mut each: impl FnMut(&mut Self, ObjectId, &Scope) -> Next,
    ) -> Option<Truth> {
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        let (mut passed, mut endless) = (outer, Truth::YES);
        let mut inner = *scope;
        for (index, node) in self.children(folded.domain).iter().enumerate() {
            let source = self.source(*node, scope);
            let until = core::mem::replace(&mut self.horizon, Horizon::NEVER);
            passed = passed.nearer(until);
            let one;
            let list = match source {
                Members::List(list, room) => {
                    endless = endless.worse(room);
                    list
                }
                Members::One(object) => {
                    one = [object];
                    &one
                }
            };
            if !self.spend(folded.weight.saturating_mul(u32::try_from(list.len()).unwrap_or(u32::MAX))) {
                endless = endless.worse(self.untrue(Problem::TooMuch, id, scope));
                continue;
            }
            for object in list {
                if index > 0 && self.seen(*object, folded.domain, index, scope) {
                    continue;
                }
                inner.bind(folded.variable, *object);
                if each(self, *object, &inner) == Next::Settled {
                    self.horizon = self.horizon.nearer(until).nearer(outer);
                    return None;
                }
                if self.horizon != Horizon::NEVER {
                    passed = passed.nearer(self.horizon);
                    self.horizon = Horizon::NEVER;
                }
            }
        }
        self.horizon = passed;
        Some(endless)
    }

    /// The members that a node gives: at once when they are the list of a fact.
    #[inline]
    fn source(&mut self, node: NodeId, scope: &Scope) -> Members<'m> {
        if let Some(Op::Fact(one)) = self.plan.nodes.ops.get(node as usize)
            && self.layer == 0
            && let Some(Cell::Rare(Given::Always(datum))) = self.facts.look(one.id, scope.at(one.place))
        {
            return listed(datum);
        }
        let value = self.word(node, scope);
        self.members(value)
    }

    /// The known members of a value, and what leaves room for others.
    pub(super) fn members(&self, value: Word) -> Members<'m> {
        if let Some(object) = value.as_object() {
            return Members::One(object);
        }
        if let Some(datum) = value.as_objects().and_then(|place| self.datum(place)) {
            return listed(datum);
        }
        match (value, value.truth()) {
            (Word::EMPTY, _) => Members::List(&[], Truth::YES),
            (_, Some(fault)) if fault.as_fault().is_some() => Members::List(&[], fault),
            _ => Members::List(&[], Truth::UNKNOWN),
        }
    }

    /// Whether an earlier node of the domain gave this object too: a set has it once.
    pub(super) fn seen(&mut self, object: ObjectId, domain: Run, index: usize, scope: &Scope) -> bool {
        let before = self.children(domain).get(..index).unwrap_or(&[]);
        before.iter().any(|node| {
            let value = self.word(*node, scope);
            let one;
            let list = match self.members(value) {
                Members::List(list, _) => list,
                Members::One(object) => {
                    one = [object];
                    &one
                }
            };
            let found = list.iter().position(|known| *known == object);
            self.spend(u32::try_from(found.unwrap_or(list.len())).unwrap_or(u32::MAX) / 8);
            found.is_some()
        })
    }
}

/// The members of a list.
const fn listed(datum: &Datum) -> Members<'_> {
    match datum {
        Datum::Objects { members, complete } => {
            Members::List(members.as_slice(), if *complete { Truth::YES } else { Truth::UNKNOWN })
        }
        _ => Members::List(&[], Truth::UNKNOWN),
    }
}
