//! The terms that were told, found quickly: a set that grows and never forgets, unlike the memory of values.

use crate::evaluate::facts::ObjectId;
use crate::program::TermId;
use crate::values::Date;

/// A term, for whom, on which day, in which layer of as-if facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Telling {
    pub term: TermId,
    pub a: ObjectId,
    pub b: ObjectId,
    pub day: Date,
    pub layer: u32,
}

/// A set of them: places are tried one after another from where the hash points.
///
/// **Invariant:** at least half of the places are free, so that a search ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    places: Vec<Option<Telling>>,
    len: usize,
}

const SMALLEST: usize = 64;

impl Seen {
    /// Adds a telling; `false` when it was there already.
    pub fn insert(&mut self, telling: Telling) -> bool {
        if self.len.saturating_mul(2) >= self.places.len() {
            let larger = vec![None; self.places.len().saturating_mul(4).max(SMALLEST)];
            for old in core::mem::replace(&mut self.places, larger).into_iter().flatten() {
                self.put(old);
            }
        }
        let new = self.put(telling);
        self.len = self.len.saturating_add(usize::from(new));
        new
    }

    fn put(&mut self, telling: Telling) -> bool {
        let last = self.places.len().saturating_sub(1);
        let mut place = telling.hash() & last;
        while let Some(found) = self.places.get_mut(place) {
            match found {
                Some(known) if *known == telling => return false,
                Some(_) => place = place.wrapping_add(1) & last,
                None => {
                    *found = Some(telling);
                    return true;
                }
            }
        }
        false
    }
}

impl Telling {
    const fn hash(&self) -> usize {
        let first = self.term as u64 | ((self.a as u64) << 32);
        let second = self.b as u64 | ((self.layer as u64) << 32);
        let day = self.day.days().cast_unsigned() as u64;
        let mixed = first.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ second.wrapping_mul(0xD6E8_FEB8_6659_FD93)
            ^ day.wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 32)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test")]
    fn everything_is_new_once() {
        let mut seen = Seen::default();
        let telling = |term, day| Telling { term, a: 1, b: 2, day: Date::from_days(day).unwrap(), layer: 0 };
        for term in 0..200 {
            for day in 0..20 {
                assert!(seen.insert(telling(term, day)));
                assert!(!seen.insert(telling(term, day)));
            }
        }
        assert!(!seen.insert(telling(7, 3)));
    }
}
