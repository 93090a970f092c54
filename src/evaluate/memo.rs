//! The memory of an evaluation: values of terms, by arguments, day and layer of as-if facts.
//!
//! **Invariant:** an entry is only ever found under the full key with which it was stored, and a frame number is never
//! used for two days, layers or cases; so starting anew costs nothing, and losing an entry or a frame costs time but
//! never changes a value.

use super::value::{Horizon, Val};
use crate::evaluate::facts::ObjectId;
use crate::program::TermId;
use crate::values::Date;

/// What a value belongs to: term, objects and frame, in two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u64, u64);

impl Key {
    #[inline]
    pub const fn new(term: TermId, a: ObjectId, b: ObjectId, frame: u32) -> Self {
        Self(term as u64 | ((a as u64) << 32), b as u64 | ((frame as u64) << 32))
    }
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    key: Key,
    horizon: Horizon,
    value: Val,
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    day: Date,
    layer: u32,
    number: u32,
}

/// No entry and no frame: frame 0 is never current.
const VACANT: Entry = Entry { key: Key(0, 0), horizon: Horizon::NEVER, value: Val::Unknown };
const UNUSED: Frame = Frame { day: Date::MIN, layer: 0, number: 0 };

/// Sizes of the table are powers of two between these.
const SMALLEST: u32 = 9;
const LARGEST: u32 = 17;
/// How many frames can be found again.
const FRAMES: usize = 512;

/// A table in which a value has two places; a third value with the same places pushes one out.
#[derive(Clone, Debug)]
pub(super) struct Memo {
    entries: Vec<Entry>,
    bits: u32,
    /// Values stored since the table was last found too small.
    stored: u32,
    frames: Vec<Frame>,
    /// The number of the next frame, and of the first of this case.
    next: u32,
    first: u32,
}

impl Memo {
    pub fn new() -> Self {
        Self {
            entries: vec![VACANT; 1 << SMALLEST],
            bits: SMALLEST,
            stored: 0,
            frames: vec![UNUSED; FRAMES],
            next: 1,
            first: 1,
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.first = self.next;
        self.stored = 0;
    }

    /// The number of the frame of a day and layer.
    #[inline]
    pub fn frame(&mut self, day: Date, layer: u32) -> u32 {
        let place = day.days().cast_unsigned().wrapping_add(layer.wrapping_mul(97)) as usize % FRAMES;
        match self.frames.get(place) {
            Some(frame) if frame.day == day && frame.layer == layer && frame.number >= self.first => frame.number,
            _ => self.open(Frame { day, layer, number: self.next }, place),
        }
    }

    fn open(&mut self, frame: Frame, place: usize) -> u32 {
        if let Some(old) = self.frames.get_mut(place) {
            *old = frame;
        }
        self.next = self.next.wrapping_add(1);
        if self.next == 0 {
            *self = Self::new();
            return self.open(Frame { number: self.next, ..frame }, place);
        }
        frame.number
    }

    #[inline]
    const fn places(&self, key: &Key) -> (usize, usize) {
        let mixed = key.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ key.1.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let hash = (mixed ^ (mixed >> 32)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let place = (hash >> 64_u32.wrapping_sub(self.bits)) as usize;
        (place, place ^ 1)
    }

    #[inline]
    pub fn get(&self, key: &Key) -> Option<(&Val, Horizon)> {
        let (one, other) = self.places(key);
        let entry = match self.entries.get(one) {
            Some(entry) if entry.key == *key => entry,
            _ => self.entries.get(other).filter(|entry| entry.key == *key)?,
        };
        Some((&entry.value, entry.horizon))
    }

    #[inline]
    pub fn put(&mut self, key: Key, value: Val, horizon: Horizon) {
        self.stored = self.stored.saturating_add(1);
        if self.stored >> self.bits.wrapping_sub(1) != 0 && self.bits < LARGEST {
            self.grow();
        }
        let (one, other) = self.places(&key);
        let current = |entry: &Entry| entry.key.1 >> 32 >= u64::from(self.first);
        let place = if self.entries.get(one).is_some_and(current) { other } else { one };
        if let Some(entry) = self.entries.get_mut(place) {
            *entry = Entry { key, horizon, value };
        }
    }

    /// Takes four times the room; the values so far are forgotten.
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

    #[test]
    fn finds_what_was_stored_until_it_is_cleared() {
        let mut memo = Memo::new();
        let day = Date::MIN;
        let frame = memo.frame(day, 0);
        let key = Key::new(3, 1, 2, frame);
        memo.put(key, Val::Choice(7), Horizon::NEVER);
        assert_eq!(memo.get(&key), Some((&Val::Choice(7), Horizon::NEVER)));
        assert_eq!(memo.get(&Key::new(3, 2, 1, frame)), None);
        assert_eq!(memo.frame(day, 0), frame);
        assert_ne!(memo.frame(day, 1), frame);
        memo.clear();
        assert_ne!(memo.frame(day, 0), frame);
    }

    #[test]
    fn never_mixes_values_up_when_it_overflows() {
        let mut memo = Memo::new();
        let keys: Vec<Key> = (0..400_000).map(|number| Key::new(number % 1000, number / 1000, 0, 1)).collect();
        for (key, number) in keys.iter().zip(0..) {
            memo.put(*key, Val::Choice(number), Horizon::NEVER);
            assert_eq!(memo.get(key), Some((&Val::Choice(number), Horizon::NEVER)));
        }
        let kept = keys.iter().zip(0..).filter_map(|(key, n)| Some((n, *memo.get(key)?.0)));
        let kept: Vec<(u32, Val)> = kept.collect();
        assert!(kept.len() > 50_000, "{}", kept.len());
        assert!(kept.iter().all(|(number, value)| *value == Val::Choice(*number)));
    }

    #[test]
    fn frame_numbers_start_again_when_they_run_out() {
        let mut memo = Memo::new();
        memo.next = u32::MAX;
        memo.first = u32::MAX;
        let frame = memo.frame(Date::MIN, 0);
        let other = memo.frame(Date::MAX, 0);
        assert_ne!(frame, 0);
        assert_ne!(frame, other);
    }

    #[test]
    fn an_entry_fits_a_cache_line() {
        assert_eq!(size_of::<Entry>(), 48);
        assert_eq!(size_of::<Val>(), 24);
    }
}
