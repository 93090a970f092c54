//! How values stand in bytes. Each text stands there once, and so does each list of sources; a program names them by
//! their number. Numbers of other things take four bytes each, the lowest first: that reads fastest.
//!
//! **Invariant:** whatever the bytes are, reading them ends, never panics, and takes no more memory than some tens of
//! times their number: a length is believed only as far as there are bytes left, no type holds itself, and what is named
//! more than once is shared.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::{Source, Sources};
use crate::values::{Date, Rational, Text};

/// What has a byte form, of one byte at least.
pub(super) trait Code: Sized {
    /// Writes it.
    fn write(&self, to: &mut Writer);
    /// Reads one; `None` where the bytes are not those of one.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// Bytes being written, and what they name by its number.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    texts: Pool<Text>,
    sources: Pool<Sources>,
}

/// What is written once and named by its number: the first is one, and zero is what is empty.
struct Pool<T> {
    numbers: BTreeMap<T, usize>,
    /// In the order in which they came.
    all: Vec<T>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), all: Vec::new() }
    }
}

impl<T: Clone + Ord> Pool<T> {
    fn number(&mut self, one: &T) -> usize {
        if let Some(number) = self.numbers.get(one) {
            return *number;
        }
        self.all.push(one.clone());
        self.numbers.insert(one.clone(), self.all.len());
        self.all.len()
    }
}

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Seven bits to a byte, the lowest first; the highest bit says that more follow.
    fn number(&mut self, mut value: u64) {
        while value > 0x7f {
            self.byte(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.byte(value.to_le_bytes()[0]);
    }

    fn length(&mut self, length: usize) {
        self.number(u64::try_from(length).unwrap_or(u64::MAX));
    }

    /// How many texts, how long each is, and the texts as one; the lists of sources; what was written.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let written = core::mem::take(&mut self.bytes);
        let lists = core::mem::take(&mut self.sources.all);
        self.length(lists.len());
        lists.iter().for_each(|list| self.list(list));
        let mut all = Self::default();
        all.length(self.texts.all.len());
        self.texts.all.iter().for_each(|text| all.length(text.len()));
        self.texts.all.iter().for_each(|text| all.bytes.extend_from_slice(text.as_bytes()));
        [all.bytes, self.bytes, written].concat()
    }

    fn list<T: Code>(&mut self, list: &[T]) {
        self.length(list.len());
        list.iter().for_each(|one| one.write(self));
    }
}

/// Bytes to read, and what they name by its number.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    /// All texts as one, and where each begins; the last is where the last of them ends.
    all: Arc<String>,
    starts: Vec<u32>,
    /// The lists of sources, and how much each names.
    sources: Vec<(Sources, usize)>,
    /// How much may still be named.
    left: usize,
}

/// How many bytes of text and how many sources a program may name, each as often as it does: so that no few bytes stand
/// for more than can be written out. Some sixty times what the law of today needs.
const MOST: usize = 1 << 26;

/// How many times as large as its bytes a list is at most made at once; one that is larger grows while it is read.
const SPREAD: usize = 8;

impl<'b> Reader<'b> {
    /// Reads the texts and the sources, which come first.
    pub(super) fn new(bytes: &'b [u8]) -> Option<Self> {
        let empty = Self { bytes, all: Arc::default(), starts: Vec::new(), sources: Vec::new(), left: MOST };
        let mut reader = empty.texts()?;
        let mut list = Vec::<Source>::new();
        for _ in 0..reader.length()? {
            let before = reader.left;
            for _ in 0..reader.length()? {
                list.push(Source::read(&mut reader)?);
            }
            let names = before.saturating_sub(reader.left).saturating_add(list.len());
            reader.sources.push((list.drain(..).collect(), names));
        }
        Some(reader)
    }

    fn texts(mut self) -> Option<Self> {
        let count = self.length()?;
        let mut end = 0_u32;
        self.starts = Vec::with_capacity(self.room::<u32>(count.saturating_add(1)));
        self.starts.push(end);
        for _ in 0..count {
            let length = u32::try_from(self.number()?).ok().filter(|length| *length > 0)?;
            end = end.checked_add(length)?;
            self.starts.push(end);
        }
        let (all, rest) = self.bytes.split_at_checked(end as usize)?;
        let all = str::from_utf8(all).ok()?;
        let sound = self.starts.iter().all(|start| all.is_char_boundary(*start as usize));
        sound.then(|| Self { bytes: rest, all: Arc::new(all.into()), ..self })
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.bytes.is_empty()
    }

    #[inline]
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// A number in as few bytes as it needs.
    #[inline]
    fn number(&mut self) -> Option<u64> {
        let (value, rest) = match self.bytes {
            [a @ ..0x80, rest @ ..] => (u64::from(*a), rest),
            [a, b @ 1..0x80, rest @ ..] => (u64::from(a & 0x7f) | u64::from(*b) << 7, rest),
            _ => return self.longer(),
        };
        self.bytes = rest;
        Some(value)
    }

    fn longer(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            value |= part.wrapping_shl(shift);
            if byte < 0x80 {
                return (part > 0 && value.wrapping_shr(shift) == part).then_some(value);
            }
        }
        None
    }

    /// How many follow, which all take a byte at least.
    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|length| *length <= self.bytes.len())
    }

    /// For how many things of a list room is made at once.
    fn room<T>(&self, length: usize) -> usize {
        let most = self.bytes.len().saturating_mul(SPREAD).checked_div(size_of::<T>());
        length.min(most.unwrap_or_default())
    }

    /// The place among those named of a number; `Some(None)` for what is empty.
    #[inline]
    fn place(&mut self) -> Option<Option<usize>> {
        Some(usize::try_from(self.number()?).ok()?.checked_sub(1))
    }

    /// Counts what is named.
    #[inline]
    fn named(&mut self, much: usize) -> Option<()> {
        self.left = self.left.checked_sub(much)?;
        Some(())
    }
}

impl Code for Text {
    fn write(&self, to: &mut Writer) {
        let number = if self.is_empty() { 0 } else { to.texts.number(self) };
        to.length(number);
    }

    #[inline]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let Some(place) = from.place()? else { return Some(Self::default()) };
        let [start, end] = *from.starts.get(place..)?.first_chunk()?;
        from.named(end.saturating_sub(start) as usize)?;
        Some(Self::part(&from.all, start, end))
    }
}

impl Code for Sources {
    fn write(&self, to: &mut Writer) {
        let number = if self.is_empty() { 0 } else { to.sources.number(self) };
        to.length(number);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let Some(place) = from.place()? else { return Some(Self::default()) };
        let (list, names) = from.sources.get(place)?;
        let (list, names) = (Self::clone(list), *names);
        from.named(names)?;
        Some(list)
    }
}

impl Code for bool {
    fn write(&self, to: &mut Writer) {
        to.byte(u8::from(*self));
    }

    #[inline]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Code for u8 {
    fn write(&self, to: &mut Writer) {
        to.byte(*self);
    }

    #[inline]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.byte()
    }
}

impl Code for u32 {
    fn write(&self, to: &mut Writer) {
        to.bytes.extend_from_slice(&self.to_le_bytes());
    }

    #[inline]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (first, rest) = from.bytes.split_first_chunk()?;
        from.bytes = rest;
        Some(Self::from_le_bytes(*first))
    }
}

/// Its sign in the lowest bit, so that small numbers are short on both sides of zero.
impl Code for i64 {
    fn write(&self, to: &mut Writer) {
        to.number((self.wrapping_shl(1) ^ self.wrapping_shr(63)).cast_unsigned());
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let value = from.number()?;
        let half = (value >> 1).cast_signed();
        Some(if value & 1 == 0 { half } else { !half })
    }
}

impl Code for i32 {
    fn write(&self, to: &mut Writer) {
        i64::from(*self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        i64::read(from)?.try_into().ok()
    }
}

impl Code for Date {
    fn write(&self, to: &mut Writer) {
        self.days().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Self::from_days(i32::read(from)?)
    }
}

impl Code for Rational {
    fn write(&self, to: &mut Writer) {
        (self.num(), self.den()).write(to);
    }

    /// In lowest terms only.
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let pair: (i64, i64) = Code::read(from)?;
        Self::try_from(pair).ok()
    }
}

impl<A: Code, B: Code> Code for (A, B) {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }

    #[inline]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(from)?, B::read(from)?))
    }
}

impl<T: Code> Code for Option<T> {
    fn write(&self, to: &mut Writer) {
        self.is_some().write(to);
        self.iter().for_each(|value| value.write(to));
    }

    #[inline]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        if bool::read(from)? { T::read(from).map(Some) } else { Some(None) }
    }
}

impl<T: Code> Code for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.list(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let length = from.length()?;
        let mut list = Self::with_capacity(from.room::<T>(length));
        for _ in 0..length {
            list.push(T::read(from)?);
        }
        Some(list)
    }
}
