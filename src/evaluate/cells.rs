//! Facts as evaluation reads them: a word per input and object, all in one array.

use super::facts::{Datum, Given};
use super::word::Word;
use crate::program::InputId;

/// The cells of one input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start: u32,
    pub len: u32,
}

/// The cells of all inputs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cells<'f> {
    pub spans: &'f [Span],
    pub words: &'f [Word],
}

impl Cells<'_> {
    /// The word in a cell: nothing, a value, or which of the values that do not fit.
    #[inline]
    pub fn get(&self, input: InputId, place: u32) -> Option<Word> {
        let span = self.spans.get(input as usize)?;
        if place >= span.len {
            return None;
        }
        self.words.get(span.start.wrapping_add(place) as usize).copied()
    }
}

/// What a cell holds.
pub(super) enum Cell<'f> {
    /// A value, or nothing.
    Word(Word),
    /// What does not fit into a cell.
    Rare(&'f Given),
}

/// The word of what is given, when it fits into one.
pub(super) const fn simple(given: &Given) -> Option<Word> {
    match given {
        Given::Unknown => Some(Word::UNKNOWN),
        Given::Always(Datum::Const(value)) => Some(Word::constant(*value)),
        Given::Always(Datum::Object(object)) => Some(Word::object(*object)),
        _ => None,
    }
}
