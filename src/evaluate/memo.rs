//! The memory of an evaluation: values of terms, by arguments, day and layer of as-if facts.
//!
//! **Invariant:** an entry is only ever found under the full key with which it was stored, in the same generation; so
//! starting anew costs one increment, and losing an entry costs time but never changes a value.

use super::value::{Change, Horizon, Val};
use crate::program::TermId;
use crate::values::Date;

/// What a value belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub term: TermId,
    pub a: u32,
    pub b: u32,
    pub layer: u32,
    pub day: Date,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    generation: u32,
    key: Key,
    value: Val,
    horizon: Horizon,
}

/// No entry: generation 0 is never current.
const VACANT: Entry = Entry {
    generation: 0,
    key: Key { term: u32::MAX, a: 0, b: 0, layer: 0, day: Date::MIN },
    value: Val::Unknown,
    horizon: Horizon { until: Date::MIN, change: Change::Never },
};

/// Sizes are powers of two between these.
const SMALLEST: u32 = 9;
const LARGEST: u32 = 17;

/// A table of fixed size in which a value has two places; a third value with the same places pushes one out.
#[derive(Clone, Debug)]
pub(super) struct Memo {
    entries: Vec<Entry>,
    bits: u32,
    generation: u32,
    stored: u32,
}

impl Memo {
    pub fn new() -> Self {
        Self { entries: vec![VACANT; 1 << SMALLEST], bits: SMALLEST, generation: 1, stored: 0 }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.stored = 0;
        self.generation = self.generation.wrapping_add(1);
        if self.generation == 0 {
            self.entries.fill(VACANT);
            self.generation = 1;
        }
    }

    #[inline]
    fn places(&self, key: &Key) -> (usize, usize) {
        let first = u64::from(key.term) | (u64::from(key.a) << 32);
        let second = u64::from(key.b) | (u64::from(key.layer) << 32);
        let mut hash = first.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash = (hash ^ second).rotate_left(29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        hash = (hash ^ u64::from(key.day.days().cast_unsigned())).wrapping_mul(0x94D0_49BB_1331_11EB);
        let place = (hash >> 64_u32.wrapping_sub(self.bits)) as usize;
        (place, place ^ 1)
    }

    #[inline]
    pub fn get(&self, key: &Key) -> Option<(Val, Horizon)> {
        let (one, other) = self.places(key);
        [one, other].into_iter().find_map(|place| {
            let entry = self.entries.get(place)?;
            (entry.generation == self.generation && entry.key == *key).then_some((entry.value, entry.horizon))
        })
    }

    #[inline]
    pub fn put(&mut self, key: Key, value: Val, horizon: Horizon) {
        let (one, other) = self.places(&key);
        let free = self.entries.get(one).is_some_and(|entry| entry.generation != self.generation);
        let place = if free { one } else { other };
        if let Some(entry) = self.entries.get_mut(place) {
            *entry = Entry { generation: self.generation, key, value, horizon };
        }
        self.stored = self.stored.saturating_add(1);
        if self.stored >> self.bits.wrapping_sub(1) != 0 && self.bits < LARGEST {
            self.grow();
        }
    }

    /// Doubles until the values so far fill an eighth; they are forgotten.
    #[cold]
    fn grow(&mut self) {
        self.bits = self.bits.saturating_add(2).min(LARGEST);
        self.entries = vec![VACANT; 1 << self.bits];
        self.stored = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(term: u32, day: i32) -> Key {
        Key { term, a: 1, b: 2, layer: 0, day: Date::from_days(day).unwrap() }
    }

    #[test]
    fn finds_what_was_stored_until_it_is_cleared() {
        let mut memo = Memo::new();
        memo.put(key(3, 5), Val::Choice(7), Horizon::NEVER);
        assert_eq!(memo.get(&key(3, 5)), Some((Val::Choice(7), Horizon::NEVER)));
        assert_eq!(memo.get(&key(3, 6)), None);
        memo.clear();
        assert_eq!(memo.get(&key(3, 5)), None);
    }

    #[test]
    fn never_mixes_values_up_when_it_overflows() {
        let mut memo = Memo::new();
        for number in 0..400_000 {
            memo.put(key(number, 0), Val::Choice(number), Horizon::NEVER);
            assert_eq!(memo.get(&key(number, 0)), Some((Val::Choice(number), Horizon::NEVER)));
        }
        let kept = (0..400_000).filter_map(|n| Some((n, memo.get(&key(n, 0))?.0))).collect::<Vec<_>>();
        assert!(kept.len() > 50_000);
        assert!(kept.iter().all(|(number, value)| *value == Val::Choice(*number)));
    }

    #[test]
    fn an_entry_is_one_cache_line() {
        assert!(size_of::<Entry>() <= 72, "{}", size_of::<Entry>());
        assert!(size_of::<Val>() <= 24);
    }
}
