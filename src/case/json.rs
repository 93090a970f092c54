//! A small, strict JSON reader and writer (RFC 8259).
//!
//! The engine owns its reader because it needs four things together: number
//! tokens kept exactly as written (no floats), duplicate keys as errors, the
//! place of every error, and one depth limit that is the same on every target.

use std::fmt;

mod read;
mod write;

pub use read::parse;
pub(super) use read::parse_as;
pub(super) use write::{sort, write_compact};
pub use write::{sorted, to_canonical, to_compact};

/// A JSON value with texts of its own.
///
/// ```
/// use toegang::case::json::{Json, Limits, parse};
/// let value = parse(r#"{"bedrag": 12.50, "open": true}"#, Limits::default()).unwrap();
/// assert_eq!(value.get("bedrag").and_then(Json::as_number), Some("12.50"));
/// assert_eq!(value.to_compact(), r#"{"bedrag":12.50,"open":true}"#);
/// ```
pub type Json = Value<String>;

/// A JSON value; what reads or writes one without copies has another kind of text. Objects keep the order in which they
/// were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<T> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the token that was written. Who builds one by hand must
    /// give a valid token; the writer copies it.
    Number(T),
    /// A string, with escapes resolved.
    String(T),
    /// An array.
    Array(Vec<Value<T>>),
    /// An object: keys and values in order.
    Object(Vec<(T, Value<T>)>),
}

/// What [`parse`] accepts at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Arrays and objects inside each other. Above [`Limits::DEEPEST`] it
    /// counts as that.
    pub depth: usize,
    /// Values in total, including arrays and objects themselves.
    pub nodes: usize,
    /// Items of one array, or members of one object.
    pub items: usize,
    /// Bytes of one string, key or number.
    pub token: usize,
    /// Bytes of text.
    pub bytes: usize,
}

impl Limits {
    /// The depth that is safe on the stack of every target.
    pub const DEEPEST: usize = 128;
    /// For text that the engine wrote itself: only the depth is bounded.
    pub const OWN: Limits =
        Limits { depth: Limits::DEEPEST, nodes: usize::MAX, items: usize::MAX, token: usize::MAX, bytes: usize::MAX };
}

impl Default for Limits {
    /// 32 levels, 200 000 values, 2 000 items, 20 000 bytes in a string, 10 000 000 bytes.
    fn default() -> Limits {
        Limits { depth: 32, nodes: 200_000, items: 2_000, token: 20_000, bytes: 10_000_000 }
    }
}

/// Why a text was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// The text stops before the value does.
    UnexpectedEnd,
    /// This character cannot stand here.
    UnexpectedCharacter(char),
    /// There is more text after the value.
    TrailingData,
    /// The object already has this key.
    DuplicateKey(String),
    /// A control character inside a string must be escaped.
    ControlCharacter,
    /// A backslash with something unknown after it.
    InvalidEscape,
    /// An escaped surrogate without its other half.
    LoneSurrogate,
    /// A number in a form JSON does not have, such as `01` or `1.`.
    InvalidNumber,
    /// More than [`Limits::depth`] levels.
    TooDeep,
    /// More than [`Limits::nodes`] values.
    TooManyNodes,
    /// More than [`Limits::items`] items or members.
    TooManyItems,
    /// A string, key or number of more than [`Limits::token`] bytes.
    TooLong,
    /// More than [`Limits::bytes`] bytes.
    TooLarge,
}

/// A refused text: why and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Why.
    pub kind: JsonErrorKind,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The value being read, as a JSON pointer (RFC 6901): `/personen/0/bsn`;
    /// empty for the outermost value.
    pub path: String,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let JsonError { kind, line, column, path } = self;
        write!(f, "{kind:?} at line {line}, column {column}, path \"{path}\"")
    }
}

impl std::error::Error for JsonError {}

impl<T: From<String>> Value<T> {
    /// A whole number.
    #[must_use]
    pub fn integer(value: i64) -> Self {
        Value::Number(value.to_string().into())
    }
}

impl<T: AsRef<str>> Value<T> {
    /// The member with this key; `None` also if this is not an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<T>> {
        let mut members = self.as_object()?.iter();
        members.find(|(name, _)| name.as_ref() == key).map(|(_, value)| value)
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The truth value, if this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(value) = self { Some(*value) } else { None }
    }

    /// The number token as written, if this is a number.
    #[must_use]
    pub fn as_number(&self) -> Option<&str> {
        if let Value::Number(token) = self { Some(token.as_ref()) } else { None }
    }

    /// The whole number, if this is a number written without point or exponent
    /// that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.parse().ok()
    }

    /// The string, if this is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = self { Some(text.as_ref()) } else { None }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value<T>]> {
        if let Value::Array(items) = self { Some(items) } else { None }
    }

    /// The members in order, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(T, Value<T>)]> {
        if let Value::Object(members) = self { Some(members) } else { None }
    }

    /// [`to_compact`] as a method.
    #[must_use]
    pub fn to_compact(&self) -> String {
        to_compact(self)
    }
}

/// How many bytes from the start stand in a string as they are: all up to a quote, a backslash or a control character.
#[inline]
fn plain_length(text: &[u8]) -> usize {
    let (words, rest) = text.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        let special = specials(u64::from_le_bytes(*word));
        if special != 0 {
            // The lowest that is marked is one; a mark above it may not be.
            return number.saturating_mul(8).saturating_add(special.trailing_zeros() as usize / 8);
        }
    }
    if text.last_chunk().is_some_and(|last| specials(u64::from_le_bytes(*last)) == 0) {
        return text.len();
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    let plain = text.len().saturating_sub(rest.len());
    rest.iter().position(special).map_or(text.len(), |at| plain.saturating_add(at))
}

/// Marks which of eight bytes is a quote, a backslash or a control character: the highest bit of a byte is set where taking
/// away 1 or 0x20 borrows, and perhaps of the bytes above it.
#[inline]
const fn specials(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let (quote, backslash) = (word ^ u64::from_ne_bytes([b'"'; 8]), word ^ u64::from_ne_bytes([b'\\'; 8]));
    let control = word.wrapping_sub(u64::from_ne_bytes([0x20; 8])) & !word;
    let others = (quote.wrapping_sub(ONES) & !quote) | (backslash.wrapping_sub(ONES) & !backslash);
    (control | others) & HIGH
}
