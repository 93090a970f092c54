//! How values stand in bytes. Each text stands there once, and so does each list of sources: where it is named for the
//! first time it says so, and from then on how many others were named for the first time since.
//! Numbers take as few bytes as they need.
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
    /// All texts in the order in which they came.
    all: Vec<u8>,
}

/// What stands for something that is empty, and for something that was not named before; what was is named by numbers
/// from two on, the last of them first.
const EMPTY: u64 = 0;
const NEW: u64 = 1;

/// What is written once, each with the how-manyeth it is.
struct Pool<T> {
    numbers: BTreeMap<T, usize>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new() }
    }
}

impl<T: Clone + Ord> Pool<T> {
    /// How it is named.
    fn name(&mut self, one: &T) -> u64 {
        let count = self.numbers.len();
        let since = self.numbers.get(one).map(|number| count.saturating_sub(*number));
        if since.is_none() {
            self.numbers.insert(one.clone(), count);
        }
        since.and_then(|since| u64::try_from(since).ok()?.checked_add(NEW)).unwrap_or(NEW)
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

    /// How many bytes the texts take, the texts, and what was written.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut length = Self::default();
        length.length(self.all.len());
        [length.bytes, self.all, self.bytes].concat()
    }

    fn list<T: Code>(&mut self, list: &[T]) {
        self.length(list.len());
        list.iter().for_each(|one| one.write(self));
    }
}

/// Bytes to read, and what they name by its number.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    /// All texts as one, and where each that was named begins and ends.
    all: Arc<String>,
    texts: Vec<(u32, u32)>,
    /// The lists of sources that were named, and how much each names.
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
    /// Reads the texts, which come first.
    pub(super) fn new(bytes: &'b [u8]) -> Option<Self> {
        let mut reader = Self { bytes, all: Arc::default(), texts: Vec::new(), sources: Vec::new(), left: MOST };
        let length = reader.length()?;
        let (all, rest) = reader.bytes.split_at_checked(length)?;
        Some(Self { bytes: rest, all: Arc::new(str::from_utf8(all).ok()?.into()), ..reader })
    }

    /// The next text, of which the length stands here.
    fn text(&mut self) -> Option<(u32, u32)> {
        let start = self.texts.last().map_or(0, |(_, end)| *end);
        let end = start.checked_add(u32::try_from(self.number()?).ok().filter(|length| *length > 0)?)?;
        self.texts.push((start, end));
        self.all.is_char_boundary(end as usize).then_some((start, end))
    }

    /// Whether nothing is left, of texts neither.
    pub(super) fn is_done(&self) -> bool {
        let end = self.texts.last().map_or(0, |(_, end)| *end);
        self.bytes.is_empty() && self.all.len() == end as usize
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

    /// The place, among so many that were named, of one that is named again.
    #[inline]
    fn place(name: u64, count: usize) -> Option<usize> {
        count.checked_sub(usize::try_from(name.checked_sub(NEW)?).ok()?)
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
        let name = if self.is_empty() { EMPTY } else { to.texts.name(self) };
        to.number(name);
        if name == NEW {
            to.length(self.len());
            to.all.extend_from_slice(self.as_bytes());
        }
    }

    #[inline]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (start, end) = match from.number()? {
            EMPTY => return Some(Self::default()),
            NEW => from.text()?,
            name => *from.texts.get(Reader::place(name, from.texts.len())?)?,
        };
        from.named(end.saturating_sub(start) as usize)?;
        Some(Self::part(&from.all, start, end))
    }
}

impl Code for Sources {
    fn write(&self, to: &mut Writer) {
        let name = if self.is_empty() { EMPTY } else { to.sources.name(self) };
        to.number(name);
        if name == NEW {
            to.list(self);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match from.number()? {
            EMPTY => Some(Self::default()),
            NEW => {
                let before = from.left;
                let list: Self = Vec::<Source>::read(from)?.into_iter().collect();
                let names = before.saturating_sub(from.left).saturating_add(list.len());
                from.sources.push((list.clone(), names));
                Some(list)
            }
            name => {
                let (list, names) = from.sources.get(Reader::place(name, from.sources.len())?)?;
                let (list, names) = (list.clone(), *names);
                from.named(names)?;
                Some(list)
            }
        }
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
        to.number((*self).into());
    }

    #[inline]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.number()?.try_into().ok()
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
