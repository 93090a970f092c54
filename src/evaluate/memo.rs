//! The memory of an evaluation: values of terms, by their number in the case and by day and layer of as-if facts.
//!
//! The number of a term of these objects is dense, so its place in the table is the number itself, moved along by the
//! frame: within a frame no two values have one place as long as the table is large enough.
//!
//! **Invariant:** an entry is only ever found under the full key with which it was stored, and a frame number is never
//! used for two days, layers or cases; so starting anew costs nothing, and losing an entry or a frame costs time but
//! never changes a value.

use super::slots::MOST;
use super::value::Horizon;
use super::word::Word;
use crate::values::Date;

/// Bits for the number of a term of its objects; the frame has the others.
const SLOT_BITS: u32 = MOST.trailing_zeros();
/// The number of all frames past the last that can be told apart: what belongs to it is not remembered.
const PAST: u32 = (1 << (64 - SLOT_BITS)) - 1;

/// The number of a term of objects that has none: it is not remembered.
pub(super) const NO_SLOT: u64 = u64::MAX;

/// A day and layer of as-if facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// Its number, where keys have it.
    above: u64,
    /// How far its values are moved along.
    along: u64,
}

impl Frame {
    /// Of no day: nothing is remembered.
    pub const NONE: Self = Self::numbered(PAST);

    const fn numbered(number: u32) -> Self {
        let number = number as u64;
        Self { above: number << SLOT_BITS, along: number.wrapping_mul(0x9E37_79B1) }
    }
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The frame above, the number of the term of its objects below.
    key: u64,
    horizon: Horizon,
    value: Word,
}

/// A frame that can be found again.
#[derive(Clone, Copy, Debug)]
struct Opened {
    day: Date,
    layer: u32,
    number: u32,
}

/// No entry and no frame: frame 0 is never current.
const VACANT: Entry = Entry { key: 0, horizon: Horizon::NEVER, value: Word::UNKNOWN };
const UNUSED: Opened = Opened { day: Date::MIN, layer: 0, number: 0 };

/// Sizes of the table are powers of two between these.
const SMALLEST: usize = 1 << 9;
const LARGEST: usize = 1 << 17;
/// How many frames can be found again.
const FRAMES: usize = 512;

/// A table in which a value has one place; a value that comes later takes it.
#[derive(Clone, Debug)]
pub(super) struct Memo {
    entries: Vec<Entry>,
    /// How many more values may be stored before the table is too small.
    left: usize,
    frames: Vec<Opened>,
    /// The number of the next frame, and of the first of this case.
    next: u32,
    first: u32,
}

impl Memo {
    pub fn new() -> Self {
        Self { entries: vec![VACANT; SMALLEST], left: SMALLEST / 2, frames: vec![UNUSED; FRAMES], next: 1, first: 1 }
    }

    /// Forgets everything, and makes room for so many values of one frame.
    pub fn clear(&mut self, slots: u64) {
        if self.next > PAST / 2 {
            self.entries.fill(VACANT);
            self.frames.fill(UNUSED);
            self.next = 1;
        }
        self.first = self.next;
        let wanted = usize::try_from(slots).unwrap_or(LARGEST).min(LARGEST);
        if wanted > self.entries.len() {
            self.entries = vec![VACANT; wanted.next_power_of_two()];
        }
        self.left = self.entries.len() / 2;
    }

    /// The frame of a day and layer.
    #[inline]
    pub fn frame(&mut self, day: Date, layer: u32) -> Frame {
        let place = day.days().cast_unsigned().wrapping_add(layer.wrapping_mul(97)) as usize % FRAMES;
        match self.frames.get(place) {
            Some(frame) if frame.day == day && frame.layer == layer && frame.number >= self.first => {
                Frame::numbered(frame.number)
            }
            _ => self.open(Opened { day, layer, number: self.next }, place),
        }
    }

    fn open(&mut self, frame: Opened, place: usize) -> Frame {
        if let Some(old) = self.frames.get_mut(place) {
            *old = frame;
        }
        self.next = self.next.saturating_add(1).min(PAST);
        Frame::numbered(frame.number)
    }

    #[inline]
    pub fn get(&self, frame: Frame, slot: u64) -> Option<(Word, Horizon)> {
        let place = slot.wrapping_add(frame.along) as usize & self.entries.len().wrapping_sub(1);
        let entry = self.entries.get(place)?;
        if entry.key == slot | frame.above { Some((entry.value, entry.horizon)) } else { None }
    }

    #[inline]
    pub fn put(&mut self, frame: Frame, slot: u64, value: Word, horizon: Horizon) {
        if slot == NO_SLOT || frame == Frame::NONE {
            return;
        }
        self.left = self.left.wrapping_sub(1);
        if self.left == 0 {
            self.grow();
        }
        let place = slot.wrapping_add(frame.along) as usize & self.entries.len().wrapping_sub(1);
        if let Some(entry) = self.entries.get_mut(place) {
            *entry = Entry { key: slot | frame.above, horizon, value };
        }
    }

    /// Takes four times the room, as long as there is any; the values so far are forgotten.
    #[cold]
    fn grow(&mut self) {
        if self.entries.len() < LARGEST {
            self.entries = vec![VACANT; self.entries.len().saturating_mul(4).min(LARGEST)];
        }
        self.left = self.entries.len() / 2;
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
        memo.put(frame, 3, Word::YES, Horizon::NEVER);
        assert_eq!(memo.get(frame, 3), Some((Word::YES, Horizon::NEVER)));
        assert_eq!(memo.get(frame, 4), None);
        assert_eq!(memo.get(frame, NO_SLOT), None);
        assert_eq!(memo.frame(day, 0), frame);
        assert_ne!(memo.frame(day, 1), frame);
        memo.clear(0);
        assert_ne!(memo.frame(day, 0), frame);
    }

    #[test]
    fn keeps_a_frame_of_dense_numbers_whole() {
        let mut memo = Memo::new();
        memo.clear(1000);
        let frame = memo.frame(Date::MIN, 0);
        for slot in 0..500 {
            memo.put(frame, slot, Word::object(7), Horizon::NEVER);
        }
        assert!((0..500).all(|slot| memo.get(frame, slot).is_some()));
    }

    #[test]
    fn never_mixes_values_up_when_it_overflows() {
        let mut memo = Memo::new();
        let frames: Vec<Frame> = (0..400).map(|layer| memo.frame(Date::MIN, layer)).collect();
        let keys = || (0..400_000_u32).map(|n| (frames[n as usize / 1000], u64::from(n % 1000), Word::object(n)));
        for (frame, slot, value) in keys() {
            memo.put(frame, slot, value, Horizon::NEVER);
        }
        let kept = keys().filter_map(|(frame, slot, value)| Some((memo.get(frame, slot)?.0, value)));
        let kept: Vec<_> = kept.collect();
        assert!(kept.iter().all(|(found, stored)| found == stored));
        assert!(kept.len() > 50_000, "{}", kept.len());
    }

    #[test]
    fn remembers_nothing_once_frames_run_out() {
        let mut memo = Memo::new();
        memo.next = PAST - 1;
        let (last, past) = (memo.frame(Date::MIN, 0), memo.frame(Date::MIN, 1));
        for (frame, kept) in [(last, true), (past, false)] {
            memo.put(frame, 1, Word::YES, Horizon::NEVER);
            assert_eq!(memo.get(frame, 1).is_some(), kept);
        }
        memo.clear(0);
        assert_ne!(memo.frame(Date::MIN, 0), last);
        assert_eq!(memo.get(last, 1), None);
    }
}
