//! The memory of an evaluation: values of terms, by their number in the case and by day, layer of as-if facts and branch.
//!
//! The number of a term of these objects is dense, so its place in the table is the number itself, moved along by the
//! frame: within a frame no two values have one place as long as the table is large enough.
//!
//! **Invariant:** an entry is only ever found under the full key with which it was stored, and a frame number is never
//! used for two days, layers, branches or cases; so starting anew costs nothing, and losing an entry or a frame costs time but
//! never changes a value.

use super::branches::Branch;
use super::slots::MOST;
use super::value::Horizon;
use super::word::Word;
use crate::values::Date;

/// What a value belongs to: the frame above, the number of the term of its objects below.
pub(super) type Key = u64;

/// Bits for the number of a term of its objects, and one more for what others remember by keys; the frame has the rest.
const SLOT_BITS: u32 = MOST.trailing_zeros() + 1;
/// The bit that no number of a term has.
pub(super) const SPARE: Key = MOST;
/// The number of all frames past the last that can be told apart: what belongs to it is not remembered.
const PAST: u32 = (1 << (64 - SLOT_BITS)) - 1;

/// The number of a term of objects that has none: it is not remembered.
pub(super) const NO_SLOT: u64 = u64::MAX;

/// A day, a layer of as-if facts and a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// Its number, where keys have it.
    above: Key,
    /// How far its values are moved along.
    along: u64,
}

/// How far the values of a frame are moved along, so that those of several frames do not meet.
const ALONG: u64 = 0x9E37_79B1;

/// The place of a key in a table; the table cuts it to its size.
#[inline]
pub(super) const fn place_of(key: Key) -> usize {
    (key >> SLOT_BITS).wrapping_mul(ALONG).wrapping_add(key) as usize
}

impl Frame {
    /// Of no day: nothing is remembered.
    pub const NONE: Self = Self::numbered(PAST);

    const fn numbered(number: u32) -> Self {
        let number = number as u64;
        Self { above: number << SLOT_BITS, along: number.wrapping_mul(ALONG) }
    }

    /// The key of a number in this frame.
    #[inline]
    pub const fn key(self, slot: u64) -> Key {
        slot | self.above
    }
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    key: Key,
    horizon: Horizon,
    value: Word,
}

/// A frame that can be found again.
#[derive(Clone, Copy, Debug)]
struct Opened {
    day: Date,
    layer: u32,
    branch: Branch,
    number: u32,
}

impl Opened {
    /// Where it is looked for first; the table cuts it to its size.
    #[inline]
    const fn place(&self) -> usize {
        let moved = self.layer.wrapping_mul(97).wrapping_add(self.branch.serial.wrapping_mul(0x9E37));
        self.day.days().cast_unsigned().wrapping_add(moved) as usize
    }

    /// Whether it is the same, under whatever number.
    #[inline]
    fn is(&self, other: &Self) -> bool {
        (self.day, self.layer, self.branch) == (other.day, other.layer, other.branch)
    }
}

/// No entry and no frame: frame 0 is never current.
const VACANT: Entry = Entry { key: 0, horizon: Horizon::NEVER, value: Word::UNKNOWN };
const UNUSED: Opened = Opened { day: Date::MIN, layer: 0, branch: Branch::TRUNK, number: 0 };

/// Sizes of the table are powers of two between these.
const SMALLEST: usize = 1 << 9;
const LARGEST: usize = 1 << 17;
/// Room for so many frames at first; at least half of it stays free.
const FRAMES: usize = 64;
/// More frames than this are not told apart in one case.
const MOST_FRAMES: usize = u16::MAX as usize;

/// A table in which a value has one place; a value that comes later takes it.
#[derive(Clone, Debug)]
pub(super) struct Memo {
    entries: Vec<Entry>,
    /// How many more values may be stored before the table is too small.
    left: usize,
    /// How often the table took room anew since the memory was made.
    grown: u64,
    frames: Vec<Opened>,
    /// The frames of this case, in order of their numbers.
    order: Vec<(Date, u32, Branch)>,
    /// The number of the next frame, and of the first of this case.
    next: u32,
    first: u32,
}

impl Memo {
    pub fn new() -> Self {
        Self {
            entries: vec![VACANT; SMALLEST],
            left: SMALLEST / 2,
            grown: 0,
            frames: vec![UNUSED; FRAMES],
            order: Vec::new(),
            next: 1,
            first: 1,
        }
    }

    /// Forgets everything, and makes room for so many values of one frame.
    pub fn clear(&mut self, slots: u64) {
        if self.next > PAST / 2 {
            self.entries.fill(VACANT);
            self.frames.fill(UNUSED);
            self.next = 1;
        }
        self.first = self.next;
        self.order.clear();
        let wanted = usize::try_from(slots).unwrap_or(LARGEST).min(LARGEST);
        if wanted > self.entries.len() {
            self.entries = vec![VACANT; wanted.next_power_of_two()];
        }
        self.left = self.entries.len() / 2;
    }

    /// The first key of this case.
    pub const fn first_key(&self) -> Key {
        Frame::numbered(self.first).above
    }

    /// The frame of a day, layer and branch.
    #[inline]
    pub fn frame(&mut self, day: Date, layer: u32, branch: Branch) -> Frame {
        let wanted = Opened { day, layer, branch, number: self.next };
        let last = self.frames.len().wrapping_sub(1);
        let mut place = wanted.place() & last;
        while let Some(frame) = self.frames.get(place).filter(|frame| frame.number >= self.first) {
            if frame.is(&wanted) {
                return Frame::numbered(frame.number);
            }
            place = place.wrapping_add(1) & last;
        }
        self.open(wanted, place)
    }

    /// Whether half of the frames that can be told apart in one case are in use.
    pub const fn is_crowded(&self) -> bool {
        self.next.saturating_sub(self.first) as usize > MOST_FRAMES / 2
    }

    /// Notes a new frame at a free place. Once there are too many, nothing more is remembered.
    fn open(&mut self, frame: Opened, place: usize) -> Frame {
        let known = self.next.saturating_sub(self.first) as usize;
        if self.next == PAST || known >= MOST_FRAMES {
            return Frame::NONE;
        }
        if let Some(old) = self.frames.get_mut(place) {
            *old = frame;
        }
        self.order.push((frame.day, frame.layer, frame.branch));
        self.next = self.next.saturating_add(1);
        if known.saturating_mul(2) >= self.frames.len() {
            self.spread();
        }
        Frame::numbered(frame.number)
    }

    /// The number of a frame among those of this case; the greatest is no frame.
    pub fn short(&self, frame: Frame) -> u16 {
        let number = (frame.above >> SLOT_BITS).saturating_sub(self.first.into());
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    /// The frame with a number among those of this case.
    pub fn long(&self, number: u16) -> Option<Frame> {
        let there = usize::from(number) < self.order.len();
        there.then(|| Frame::numbered(self.first.saturating_add(number.into())))
    }

    /// The day, the layer and the branch of a frame of this case.
    pub fn opened(&self, number: u16) -> Option<(Date, u32, Branch)> {
        self.order.get(usize::from(number)).copied()
    }

    /// Gives the frames of this case twice the room.
    #[cold]
    fn spread(&mut self) {
        let room = vec![UNUSED; self.frames.len().saturating_mul(2)];
        let (first, last) = (self.first, room.len().wrapping_sub(1));
        let old = core::mem::replace(&mut self.frames, room);
        for frame in old.into_iter().filter(|frame| frame.number >= first) {
            let mut place = frame.place() & last;
            while self.frames.get(place).is_some_and(|taken| taken.number >= first) {
                place = place.wrapping_add(1) & last;
            }
            if let Some(free) = self.frames.get_mut(place) {
                *free = frame;
            }
        }
    }

    #[inline]
    pub fn get(&self, frame: Frame, slot: u64) -> Option<(Word, Horizon)> {
        let place = slot.wrapping_add(frame.along) as usize & self.entries.len().wrapping_sub(1);
        let entry = self.entries.get(place)?;
        if entry.key == frame.key(slot) { Some((entry.value, entry.horizon)) } else { None }
    }

    /// Changes with every value that is stored.
    pub const fn stored(&self) -> (usize, u64) {
        (self.left, self.grown)
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
            *entry = Entry { key: frame.key(slot), horizon, value };
        }
    }

    /// Takes four times the room, as long as there is any; the values so far are forgotten.
    #[cold]
    fn grow(&mut self) {
        if self.entries.len() < LARGEST {
            self.entries = vec![VACANT; self.entries.len().saturating_mul(4).min(LARGEST)];
        }
        self.left = self.entries.len() / 2;
        self.grown = self.grown.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_stored_until_it_is_cleared() {
        let mut memo = Memo::new();
        let day = Date::MIN;
        let frame = memo.frame(day, 0, Branch::TRUNK);
        memo.put(frame, 3, Word::YES, Horizon::NEVER);
        assert_eq!(memo.get(frame, 3), Some((Word::YES, Horizon::NEVER)));
        assert_eq!(memo.get(frame, 4), None);
        assert_eq!(memo.get(frame, NO_SLOT), None);
        assert_eq!(memo.frame(day, 0, Branch::TRUNK), frame);
        assert_ne!(memo.frame(day, 1, Branch::TRUNK), frame);
        memo.clear(0);
        assert_ne!(memo.frame(day, 0, Branch::TRUNK), frame);
    }

    #[test]
    fn keeps_a_frame_of_dense_numbers_whole() {
        let mut memo = Memo::new();
        memo.clear(1000);
        let frame = memo.frame(Date::MIN, 0, Branch::TRUNK);
        for slot in 0..500 {
            memo.put(frame, slot, Word::object(7), Horizon::NEVER);
        }
        assert!((0..500).all(|slot| memo.get(frame, slot).is_some()));
    }

    #[test]
    fn finds_every_frame_again() {
        let mut memo = Memo::new();
        for _ in 0..3 {
            let frames: Vec<Frame> = (0..3000).map(|layer| memo.frame(Date::MIN, layer * 3, Branch::TRUNK)).collect();
            assert!((0..).zip(&frames).all(|(layer, frame)| memo.frame(Date::MIN, layer * 3, Branch::TRUNK) == *frame));
            memo.clear(0);
        }
    }

    #[test]
    fn never_mixes_values_up_when_it_overflows() {
        let mut memo = Memo::new();
        let frames: Vec<Frame> = (0..400).map(|layer| memo.frame(Date::MIN, layer, Branch::TRUNK)).collect();
        let keys = || {
            (0..400_000_u32)
                .filter_map(|n| Some((*frames.get(n as usize / 1000)?, u64::from(n % 1000), Word::object(n))))
        };
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
        memo.first = memo.next;
        let (last, past) = (memo.frame(Date::MIN, 0, Branch::TRUNK), memo.frame(Date::MIN, 1, Branch::TRUNK));
        for (frame, kept) in [(last, true), (past, false)] {
            memo.put(frame, 1, Word::YES, Horizon::NEVER);
            assert_eq!(memo.get(frame, 1).is_some(), kept);
        }
        memo.clear(0);
        assert_ne!(memo.frame(Date::MIN, 0, Branch::TRUNK), last);
        assert_eq!(memo.get(last, 1), None);
    }
}
