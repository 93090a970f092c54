//! How values stand in bytes: whole numbers in as few bytes as they need, texts as numbers in a list of all texts.
//!
//! **Invariant:** whatever the bytes are, reading them ends, never panics, and takes no more memory than some tens of
//! times their number: a length is believed only as far as there are bytes left, and no type holds itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::values::{Date, Rational, Text};

/// What has a byte form, of one byte at least.
pub(super) trait Code: Sized {
    /// Writes it.
    fn write(&self, to: &mut Writer);
    /// Reads one; `None` where the bytes are not those of one.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// Bytes being written, and the texts in them.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// The number of each text, the first being one; an empty text is zero and stands nowhere.
    numbers: BTreeMap<Text, u64>,
    /// Each text once, in the order in which they came.
    texts: Vec<Text>,
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

    fn text(&mut self, text: &Text) {
        if text.is_empty() {
            return self.number(0);
        }
        let known = self.numbers.get(text.as_str()).copied().unwrap_or_else(|| {
            self.texts.push(text.clone());
            let number = u64::try_from(self.texts.len()).unwrap_or(u64::MAX);
            self.numbers.insert(text.clone(), number);
            number
        });
        self.number(known);
    }

    /// How many texts, how long each is, the texts as one, and then what was written.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut all = Self::default();
        all.length(self.texts.len());
        self.texts.iter().for_each(|text| all.length(text.len()));
        self.texts.iter().for_each(|text| all.bytes.extend_from_slice(text.as_bytes()));
        all.bytes.extend_from_slice(&self.bytes);
        all.bytes
    }
}

/// Bytes to read, and the texts in them.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    texts: Vec<Text>,
    /// How many bytes of text may still be named.
    left: usize,
}

/// All texts that a program names, each as often as it does: so that no few bytes stand for more text than there is
/// memory.
const MOST_TEXT: usize = 1 << 26;

/// How many times as large as its bytes a list is at most made at once; one that is larger grows while it is read.
const SPREAD: usize = 8;

impl<'b> Reader<'b> {
    /// Reads the texts, which come first.
    pub(super) fn new(bytes: &'b [u8]) -> Option<Self> {
        let mut reader = Self { bytes, texts: Vec::new(), left: MOST_TEXT };
        let count = reader.length()?;
        let mut ends = Vec::with_capacity(reader.room::<u32>(count));
        let mut end = 0_u32;
        for _ in 0..count {
            end = end.checked_add(u32::try_from(reader.number()?).ok()?)?;
            ends.push(end);
        }
        let (all, rest) = reader.bytes.split_at_checked(end as usize)?;
        let all: Arc<str> = str::from_utf8(all).ok()?.into();
        let starts = core::iter::once(0).chain(ends.iter().copied());
        let texts = starts.zip(&ends).map(|(from, to)| Text::within(&all, from, *to).filter(|text| !text.is_empty()));
        let texts = texts.collect::<Option<Vec<Text>>>()?;
        Some(Self { bytes: rest, texts, ..reader })
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
        let first = self.byte()?;
        if first < 0x80 { Some(first.into()) } else { self.longer(first) }
    }

    fn longer(&mut self, first: u8) -> Option<u64> {
        let mut value = u64::from(first & 0x7f);
        for shift in (7..64).step_by(7) {
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

    fn text(&mut self) -> Option<Text> {
        let Some(at) = self.number()?.checked_sub(1) else { return Some(Text::default()) };
        let text = self.texts.get(usize::try_from(at).ok()?)?;
        self.left = self.left.checked_sub(text.len())?;
        Some(text.clone())
    }
}

impl Code for Text {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text()
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

/// As one more, so that what is absent (`u32::MAX`) is a short zero.
impl Code for u32 {
    fn write(&self, to: &mut Writer) {
        to.number(self.wrapping_add(1).into());
    }

    #[inline]
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        u32::try_from(from.number()?).ok().map(|value| value.wrapping_sub(1))
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
        to.length(self.len());
        self.iter().for_each(|value| value.write(to));
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
