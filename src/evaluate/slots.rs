//! Where the values of terms are remembered: every term of these objects has a number of its own, in each case anew.

use super::ops::One;
use super::plan::{Plan, Shape};
use super::value::NO_CLASS;
use crate::evaluate::facts::{Facts, ObjectId};

/// How many values a frame may hold; what would come after is not remembered.
pub(super) const MOST: u64 = 1 << 39;

/// The room for the values of all terms with arguments of the same classes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Room {
    /// The number of the first.
    base: u64,
    /// How many terms have these arguments.
    terms: u32,
    /// Below which first argument there are numbers.
    numbered: u32,
    /// How many objects the first and the second argument can be.
    first: u32,
    second: u32,
}

/// The rooms of a case, per signature.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    pub rooms: Vec<Room>,
}

impl Room {
    /// The number of a term of at most one object; `None` when that does not exist.
    #[inline]
    pub fn slot(&self, one: One, object: ObjectId) -> Option<u64> {
        if object >= self.numbered {
            return None;
        }
        Some(u64::from(object).wrapping_mul(self.terms.into()).wrapping_add(one.ordinal.into()).wrapping_add(self.base))
    }
}

impl Slots {
    /// Divides the numbers among the terms; returns how many there are.
    pub fn divide(&mut self, plan: &Plan, facts: &Facts) -> u64 {
        self.rooms.clear();
        let mut base = 0u64;
        for signature in &plan.signatures {
            let [first, second] = signature.classes.map(|class| if class == NO_CLASS { 1 } else { facts.count(class) });
            let pairs = u64::from(first).saturating_mul(second.into());
            let end = pairs.saturating_mul(signature.terms.into()).saturating_add(base);
            let fits = end <= MOST;
            let numbered = if fits { first } else { 0 };
            self.rooms.push(Room { base, terms: signature.terms, numbered, first, second });
            base = if fits { end } else { base };
        }
        base
    }

    /// The number of a term of these objects; `None` when an object does not exist.
    #[inline]
    pub fn slot(&self, shape: &Shape, a: ObjectId, b: ObjectId) -> Option<u64> {
        let room = self.rooms.get(shape.signature as usize)?;
        if a >= room.numbered || b >= room.second {
            return None;
        }
        let pair = u64::from(a).wrapping_mul(room.second.into()).wrapping_add(b.into());
        Some(pair.wrapping_mul(room.terms.into()).wrapping_add(shape.ordinal.into()).wrapping_add(room.base))
    }

    /// The place of a fact of these objects among those of its input; `None` when an object does not exist.
    #[inline]
    pub fn place(&self, shape: &Shape, a: ObjectId, b: ObjectId) -> Option<u32> {
        let room = self.rooms.get(shape.signature as usize)?;
        if a >= room.first || b >= room.second {
            return None;
        }
        Some(a.wrapping_mul(room.second).wrapping_add(b))
    }
}
