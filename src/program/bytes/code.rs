//! How values stand in bytes: a list of things stands there field by field, first one field of all of them, then the next,
//! so that what is alike lies together. Each text stands there once, and so does each list of sources.
//!
//! **Invariant:** whatever the bytes are, reading them ends, never panics, and takes no more memory than some tens of
//! times their number: a length is believed only as far as there are bytes left, no type holds itself, and what is named
//! more than once is shared.

use std::collections::BTreeMap;
use std::sync::Arc;

use toegang_words::{Texts, number};

use super::super::{Source, Sources};
use crate::values::{Date, Rational, Text};

/// What has a byte form, of one byte at least.
pub(super) trait Code: Sized {
    /// Writes a list of them.
    fn write(list: &[&Self], to: &mut Writer);
    /// Reads so many; fewer where the bytes are not those of a list of them, and then nothing more can be read.
    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self>;
    /// Reads a list of one.
    fn one(from: &mut Reader<'_>) -> Option<Self> {
        Self::read(1, from).pop()
    }
}

/// Bytes being written, and what they name.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    texts: Pool<Text>,
    sources: Pool<Sources>,
}

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
    /// The number of each in a list, none for one that is empty; and those that have one from now on.
    fn names<'l>(&mut self, list: &[&'l T], is_empty: fn(&T) -> bool) -> (Vec<Option<usize>>, Vec<&'l T>) {
        let mut new = Vec::new();
        let mut name = |one: &&'l T| {
            let count = self.numbers.len();
            let number = self.numbers.get(*one).copied().unwrap_or(count);
            if number == count {
                self.numbers.insert((*one).clone(), number);
                new.push(*one);
            }
            number
        };
        (list.iter().map(|one| (!is_empty(one)).then(|| name(one))).collect(), new)
    }

    /// All in the order of their numbers.
    fn in_order(&self) -> Vec<&T> {
        let mut all: Vec<(usize, &T)> = self.numbers.iter().map(|(one, number)| (*number, one)).collect();
        all.sort_unstable_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, one)| one).collect()
    }
}

/// What stands in a list for something that is empty, and for something that the list did not name before: behind it stands
/// its place. What the list did name is named by numbers from two on, in the order in which it named them first.
const EMPTY: u64 = 0;
const NEW: u64 = 1;
const KNOWN: u64 = 2;

/// The place of something that was not named anywhere before; the place of others is, from one on, how far they lie from the
/// one after the last.
const UNSEEN: u64 = 0;

impl Writer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    fn number(&mut self, value: u64) {
        number::write(&mut self.bytes, value);
    }

    fn length(&mut self, length: usize) {
        self.number(number::wide(length));
    }

    /// The texts, and what was written.
    pub(super) fn finish(self) -> Vec<u8> {
        let texts = self.texts.in_order();
        let mut bytes = toegang_words::pack(texts.iter().map(|text| text.as_str()));
        bytes.extend(self.bytes);
        bytes
    }

    /// What a list names, by their numbers, of which so many were named before.
    fn names(&mut self, numbers: &[Option<usize>], mut seen: usize) {
        let (mut known, mut next) = (BTreeMap::new(), 0);
        for number in numbers {
            let Some(number) = *number else {
                self.number(EMPTY);
                continue;
            };
            let count = number::wide(known.len());
            let name = *known.entry(number).or_insert(count);
            if name < count {
                self.number(name.saturating_add(KNOWN));
                continue;
            }
            self.number(NEW);
            self.number(if number == seen { UNSEEN } else { far(number, next) });
            next = number.saturating_add(1);
            seen = seen.max(next);
        }
    }
}

/// How far a number lies from another, from one on; its sign in the lowest bit, so that near ones are short on both sides.
fn far(number: usize, from: usize) -> u64 {
    signed(number::wide(number).wrapping_sub(number::wide(from)).cast_signed()).saturating_add(1)
}

/// A number with its sign in the lowest bit.
const fn signed(value: i64) -> u64 {
    (value.wrapping_shl(1) ^ value.wrapping_shr(63)).cast_unsigned()
}

const fn unsigned(value: u64) -> i64 {
    let half = (value >> 1).cast_signed();
    if value & 1 == 0 { half } else { !half }
}

/// Bytes to read, and what they name by its number.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    /// All texts as one, where each ends, and how many were named.
    all: Arc<String>,
    ends: Vec<u32>,
    texts: usize,
    /// The lists of sources that were named, and how much each names.
    sources: Vec<(Sources, usize)>,
    /// How much may still be named.
    left: usize,
    /// Whether something could not be read.
    failed: bool,
}

/// What a list named so far: by its numbers, the one after the last, and how many were named anywhere.
#[derive(Default)]
struct Names {
    known: Vec<usize>,
    next: usize,
    seen: usize,
}

/// How many bytes of text and how many sources a program may name, each as often as it does: so that no few bytes stand
/// for more than can be written out. Some sixty times what the law of today needs.
const MOST: usize = 1 << 26;

/// How many times as large as its bytes a list is at most made at once; one that is larger grows while it is read.
const SPREAD: usize = 8;

impl<'b> Reader<'b> {
    /// Reads the texts, which come first.
    pub(super) fn new(bytes: &'b [u8]) -> Option<Self> {
        let (Texts { all, ends }, bytes) = toegang_words::unpack(bytes)?;
        Some(Self { bytes, all: Arc::new(all), ends, texts: 0, sources: Vec::new(), left: MOST, failed: false })
    }

    /// Whether nothing is left, of texts neither.
    pub(super) fn is_done(&self) -> bool {
        !self.failed && self.bytes.is_empty() && self.texts == self.ends.len()
    }

    /// How many bytes all texts have.
    pub(super) fn text_bytes(&self) -> usize {
        self.all.len()
    }

    /// So many bytes; none when there are fewer.
    pub(super) fn take(&mut self, count: usize) -> &'b [u8] {
        let Some((taken, rest)) = self.bytes.split_at_checked(count) else { return self.fail() };
        self.bytes = rest;
        taken
    }

    /// From now on there is nothing to read.
    pub(super) fn fail(&mut self) -> &'b [u8] {
        self.failed = true;
        self.bytes = &[];
        self.bytes
    }

    /// So many values, as far as they can be read.
    pub(super) fn list<T>(&mut self, count: usize, mut one: impl FnMut(&mut Self) -> Option<T>) -> Vec<T> {
        let mut list = self.room(count);
        for _ in 0..count {
            let Some(value) = one(self) else {
                self.fail();
                break;
            };
            list.push(value);
        }
        list
    }

    #[inline]
    fn number(&mut self) -> Option<u64> {
        number::read(&mut self.bytes)
    }

    /// So many values, each of a number.
    fn numbers<T>(&mut self, count: usize, value: impl Fn(u64) -> Option<T>) -> Vec<T> {
        self.list(count, |from| value(from.number()?))
    }

    /// A list for so many, with room for as many as there may be bytes for.
    fn room<T>(&self, count: usize) -> Vec<T> {
        let most = self.bytes.len().saturating_mul(SPREAD).checked_div(size_of::<T>());
        Vec::with_capacity(count.min(most.unwrap_or_default()))
    }

    /// The number of what stands next in a list; `None` inside for what is empty.
    #[inline]
    fn name(&mut self, names: &mut Names) -> Option<Option<usize>> {
        let number = match self.number()? {
            EMPTY => return Some(None),
            NEW => {
                let number = match self.number()?.checked_sub(1) {
                    None => names.seen,
                    Some(far) => names.next.checked_add_signed(unsigned(far).try_into().ok()?)?,
                };
                names.next = number.checked_add(1).filter(|_| number <= names.seen)?;
                names.seen = names.seen.max(names.next);
                names.known.push(number);
                number
            }
            name => *names.known.get(usize::try_from(name.checked_sub(KNOWN)?).ok()?)?,
        };
        Some(Some(number))
    }

    /// The text with this number.
    fn text(&mut self, number: usize) -> Option<Text> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        let end = *self.ends.get(number).filter(|end| **end > start)?;
        self.left = self.left.checked_sub(end.saturating_sub(start) as usize)?;
        Some(Text::part(&self.all, start, end))
    }

    /// The sources with this number.
    fn sources(&mut self, number: usize) -> Option<Sources> {
        let (sources, size) = self.sources.get(number)?;
        self.left = self.left.checked_sub(*size)?;
        Some(sources.clone())
    }
}

impl Code for Text {
    fn write(list: &[&Self], to: &mut Writer) {
        let seen = to.texts.numbers.len();
        let (numbers, _) = to.texts.names(list, |text| text.is_empty());
        to.names(&numbers, seen);
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        let mut names = Names { seen: from.texts, ..Names::default() };
        let list = from.list(count, |from| match from.name(&mut names)? {
            Some(number) => from.text(number),
            None => Some(Self::default()),
        });
        from.texts = names.seen;
        list
    }
}

impl Code for Sources {
    /// Behind what they name stand those that were not named before.
    fn write(list: &[&Self], to: &mut Writer) {
        let seen = to.sources.numbers.len();
        let (numbers, new) = to.sources.names(list, |sources| sources.is_empty());
        to.names(&numbers, seen);
        let new: Vec<Vec<Source>> = new.into_iter().map(|sources| sources.to_vec()).collect();
        Code::write(&new.iter().collect::<Vec<_>>(), to);
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        let before = from.sources.len();
        let mut names = Names { seen: before, ..Names::default() };
        let mut numbers = from.list(count, |from| from.name(&mut names)).into_iter();
        for list in <Vec<Source> as Code>::read(names.seen.saturating_sub(before), from) {
            let size = list.iter().map(Source::size).fold(list.len(), usize::saturating_add);
            from.sources.push((list.into(), size));
        }
        from.list(count, |from| match numbers.next()? {
            Some(number) => from.sources(number),
            None => Some(Self::default()),
        })
    }
}

impl Source {
    /// How many bytes of text it names.
    fn size(&self) -> usize {
        let Self { regulation, article, paragraph, item, ecli, text } = self;
        [regulation, article, paragraph, item, ecli, text].iter().fold(0, |size, text| size.saturating_add(text.len()))
    }
}

impl Code for bool {
    fn write(list: &[&Self], to: &mut Writer) {
        list.iter().for_each(|one| to.byte(u8::from(**one)));
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        let bytes = from.take(count);
        if bytes.iter().any(|byte| *byte > 1) {
            from.fail();
        }
        bytes.iter().map(|byte| *byte == 1).collect()
    }
}

impl Code for u8 {
    fn write(list: &[&Self], to: &mut Writer) {
        list.iter().for_each(|one| to.byte(**one));
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        from.take(count).to_vec()
    }
}

impl Code for u32 {
    fn write(list: &[&Self], to: &mut Writer) {
        list.iter().for_each(|one| to.number((**one).into()));
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        from.numbers(count, |value| value.try_into().ok())
    }
}

/// Its sign in the lowest bit, so that small numbers are short on both sides of zero.
impl Code for i64 {
    fn write(list: &[&Self], to: &mut Writer) {
        list.iter().for_each(|one| to.number(signed(**one)));
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        from.numbers(count, |value| Some(unsigned(value)))
    }
}

impl Code for i32 {
    fn write(list: &[&Self], to: &mut Writer) {
        list.iter().for_each(|one| to.number(signed((**one).into())));
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        from.numbers(count, |value| unsigned(value).try_into().ok())
    }
}

impl Code for Date {
    fn write(list: &[&Self], to: &mut Writer) {
        list.iter().for_each(|one| to.number(signed(one.days().into())));
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        from.numbers(count, |value| Self::from_days(unsigned(value).try_into().ok()?))
    }
}

impl Code for Rational {
    fn write(list: &[&Self], to: &mut Writer) {
        list.iter().for_each(|one| to.number(signed(one.num())));
        list.iter().for_each(|one| to.number(signed(one.den())));
    }

    /// In lowest terms only.
    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        let mut pairs = <(i64, i64)>::read(count, from).into_iter();
        from.list(count, |_| Self::try_from(pairs.next()?).ok())
    }
}

impl<A: Code, B: Code> Code for (A, B) {
    fn write(list: &[&Self], to: &mut Writer) {
        A::write(&list.iter().map(|(one, _)| one).collect::<Vec<_>>(), to);
        B::write(&list.iter().map(|(_, other)| other).collect::<Vec<_>>(), to);
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        let one = A::read(count, from);
        one.into_iter().zip(B::read(count, from)).collect()
    }
}

impl<T: Code> Code for Option<T> {
    fn write(list: &[&Self], to: &mut Writer) {
        list.iter().for_each(|one| to.byte(u8::from(one.is_some())));
        T::write(&list.iter().filter_map(|one| one.as_ref()).collect::<Vec<_>>(), to);
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        let some = bool::read(count, from);
        let mut values = T::read(some.iter().filter(|some| **some).count(), from).into_iter();
        some.into_iter().map(|some| if some { values.next() } else { None }).collect()
    }
}

impl<T: Code> Code for Vec<T> {
    fn write(list: &[&Self], to: &mut Writer) {
        list.iter().for_each(|one| to.length(one.len()));
        T::write(&list.iter().copied().flatten().collect::<Vec<_>>(), to);
    }

    fn read(count: usize, from: &mut Reader<'_>) -> Vec<Self> {
        let lengths = from.numbers(count, |length| usize::try_from(length).ok());
        let all = lengths.iter().fold(0_usize, |all, length| all.saturating_add(*length));
        if all > from.bytes.len() {
            from.fail();
        }
        let mut all = T::read(all.min(from.bytes.len()), from).into_iter();
        lengths.into_iter().map(|length| all.by_ref().take(length).collect()).collect()
    }

    fn one(from: &mut Reader<'_>) -> Option<Self> {
        let length = number::length(&mut from.bytes)?;
        Some(T::read(length, from))
    }
}
