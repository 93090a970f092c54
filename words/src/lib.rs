//! Many texts in few bytes: each word stands once, and a text is a row of the numbers of its words.
//!
//! Law repeats itself over longer stretches than a general compressor looks back on: as rows of numbers the same texts
//! take it a quarter of the room, so that it sees four times as many of them. Unpacking is looking up.
//!
//! The packed form: how many words there are; of each how many bytes it shares with the one before and how many it adds, in
//! one byte; the bytes that they add; how many bytes the texts have together and how many texts there are; and the numbers,
//! zero behind each text. The same texts have the same bytes on every host.
//!
//! **Invariant:** whatever the bytes are, unpacking them ends, never panics, and takes no more memory than some tens of
//! times their number.

#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::collections::BTreeMap;

pub mod number;

/// The most bytes of a word; a longer one is more than one.
const LONGEST: usize = 15;

/// What stands behind a text, in the place of a word.
const END: usize = 0;

/// The numbers below this take one byte, the others two, of which the first is no number below it.
const SHORT: usize = 192;

/// So many words have a number; what they do not say is spelled.
const MOST: usize = 1 << 14;

/// A word to be looked up: its bytes, and in the last place how many there are. One size for all, so that copying one
/// takes no loop.
type Word = [u8; LONGEST + 1];

/// Texts, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// All of them.
    pub all: String,
    /// Where each ends, and the next begins.
    pub ends: Vec<u32>,
}

/// Packs texts, which together stay under 4 GiB.
///
/// ```
/// let texts = ["de norm van de persoon", "", "de norm"];
/// let packed = toegang_words::pack(texts);
/// let (unpacked, rest) = toegang_words::unpack(&packed).unwrap();
/// assert_eq!(unpacked.all, texts.concat());
/// assert_eq!(unpacked.ends, [22, 22, 29]);
/// assert!(rest.is_empty());
/// ```
#[must_use]
pub fn pack<'t>(texts: impl IntoIterator<Item = &'t str> + Clone) -> Vec<u8> {
    let numbers = numbered(texts.clone());
    let mut bytes = Vec::new();
    dictionary(&mut bytes, &numbers);
    let (mut size, mut many, mut rows) = (0_usize, 0_usize, Vec::new());
    for text in texts {
        (size, many) = (size.saturating_add(text.len()), many.saturating_add(1));
        for word in words(text) {
            let spelled = word.chunks(if numbers.contains_key(word) { LONGEST } else { 1 });
            spelled.filter_map(|part| numbers.get(part)).for_each(|number| write(&mut rows, *number));
        }
        write(&mut rows, END);
    }
    number::write(&mut bytes, number::wide(size));
    number::write(&mut bytes, number::wide(many));
    bytes.extend(rows);
    bytes
}

/// Writes the number of a word.
fn write(bytes: &mut Vec<u8>, number: usize) {
    match number.checked_sub(SHORT) {
        None => bytes.push(low(number)),
        Some(above) => bytes.extend([low(above >> 8).saturating_add(low(SHORT)), low(above)]),
    }
}

/// Reads the number of a word, which takes one byte or two: without a jump, for nobody can tell which it will be.
#[inline]
fn read(bytes: &mut &[u8]) -> Option<usize> {
    let first = usize::from(*bytes.first()?);
    let second = usize::from(bytes.get(1).copied().unwrap_or_default());
    let above = first.checked_sub(SHORT);
    *bytes = bytes.get(if above.is_some() { 2 } else { 1 }..)?;
    Some(above.map_or(first, |above| (above << 8 | second).saturating_add(SHORT)))
}

/// The words of a text: letters and digits with the space before them, or any other byte.
fn words(text: &str) -> impl Iterator<Item = &[u8]> {
    let mut rest = text.as_bytes();
    let joins = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    std::iter::from_fn(move || {
        let after = rest.strip_prefix(b" ").filter(|after| after.first().is_some_and(joins)).unwrap_or(rest);
        let letters = after.iter().take(LONGEST).take_while(|byte| joins(byte)).count();
        let length = rest.len().saturating_sub(after.len()).saturating_add(letters).clamp(1, LONGEST);
        let (word, others) = rest.split_at_checked(length)?;
        rest = others;
        Some(word)
    })
}

/// The words of texts and their numbers, from one on: those that are used most first, which have the shortest numbers, and
/// otherwise in the order of their letters.
fn numbered<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeMap<&'t [u8], usize> {
    let mut used: BTreeMap<&[u8], usize> = BTreeMap::new();
    for word in texts.into_iter().flat_map(words) {
        let uses = used.entry(word).or_default();
        *uses = uses.saturating_add(1);
    }
    if used.len() > MOST {
        // Whatever has no number can be spelled.
        let letters: Vec<&[u8]> = used.keys().flat_map(|word| word.chunks(1)).collect();
        used.extend(letters.into_iter().map(|letter| (letter, usize::MAX)));
    }
    let mut order: Vec<(&[u8], usize)> = used.into_iter().collect();
    order.sort_by_key(|(_, uses)| std::cmp::Reverse(*uses));
    order.truncate(MOST);
    let short = order.len().min(SHORT.saturating_sub(1));
    let (most, others) = order.split_at_mut(short);
    most.sort_unstable();
    others.sort_unstable();
    order.into_iter().zip(1..).map(|((word, _), number)| (word, number)).collect()
}

/// Writes the words in the order of their numbers.
fn dictionary(bytes: &mut Vec<u8>, numbers: &BTreeMap<&[u8], usize>) {
    let mut order: Vec<(usize, &[u8])> = numbers.iter().map(|(word, number)| (*number, *word)).collect();
    order.sort_unstable();
    number::write(bytes, number::wide(order.len()));
    let (mut before, mut letters) = (&[][..], Vec::new());
    for (_, word) in order {
        let shared = word.iter().zip(before).take_while(|(one, other)| one == other).count();
        let added = word.get(shared..).unwrap_or_default();
        bytes.push(low(shared) << 4 | low(added.len()));
        letters.extend_from_slice(added);
        before = word;
    }
    bytes.extend(letters);
}

/// The lowest byte of a number.
fn low(number: usize) -> u8 {
    number.to_le_bytes().first().copied().unwrap_or_default()
}

/// Unpacks texts, and gives the bytes that follow; `None` when these are no packed texts.
#[must_use]
pub fn unpack(mut bytes: &[u8]) -> Option<(Texts, &[u8])> {
    let words = looked_up(&mut bytes)?;
    let size = usize::try_from(number::read(&mut bytes)?).ok()?;
    let many = number::length(&mut bytes)?;
    let room = size.min(bytes.len().saturating_mul(LONGEST)).checked_add(size_of::<Word>())?;
    let (mut all, mut at, mut ends) = (vec![0; room], 0_usize, Vec::with_capacity(many));
    for _ in 0..many {
        loop {
            let word: &Word = words.get(read(&mut bytes)?)?;
            let [.., length] = *word;
            if length == 0 {
                break;
            }
            *all.get_mut(at..)?.first_chunk_mut()? = *word;
            at = at.wrapping_add(usize::from(length));
        }
        ends.push(u32::try_from(at).ok()?);
    }
    all.truncate(at);
    let all = String::from_utf8(all).ok().filter(|all| all.len() == size)?;
    let whole = ends.iter().all(|end| all.is_char_boundary(*end as usize));
    whole.then_some((Texts { all, ends }, bytes))
}

/// Reads the words in the order of their numbers, and in the place of the first number an empty one.
fn looked_up(bytes: &mut &[u8]) -> Option<Vec<Word>> {
    let many = number::length(bytes)?;
    let (lengths, mut letters) = bytes.split_at_checked(many)?;
    let (mut words, mut before) = (Vec::with_capacity(many.saturating_add(1)), Word::default());
    words.push(before);
    for length in lengths {
        let (shared, added) = (usize::from(length >> 4), usize::from(length & 0xf));
        let (new, rest) = letters.split_at_checked(added)?;
        letters = rest;
        let mut word = Word::default();
        let length = shared.checked_add(added).filter(|length| *length > 0)?;
        word.get_mut(..shared)?.copy_from_slice(before.get(..shared)?);
        word.get_mut(shared..length).filter(|_| length <= LONGEST)?.copy_from_slice(new);
        *word.last_mut()? = low(length);
        words.push(word);
        before = word;
    }
    *bytes = letters;
    Some(words)
}

impl Texts {
    /// Each text.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let to = *end as usize;
            self.all.get(std::mem::replace(&mut from, to)..to).unwrap_or_default()
        })
    }
}
