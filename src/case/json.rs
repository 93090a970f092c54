//! A small, strict JSON reader and writer (RFC 8259).
//!
//! The engine owns its reader because it needs four things together: number
//! tokens kept exactly as written (no floats), duplicate keys as errors, the
//! place of every error, and one depth limit that is the same on every target.

use std::fmt;

mod read;
mod write;

pub use read::parse;
pub use write::{sorted, to_canonical, to_compact};

/// A JSON value. Objects keep the order in which they were written.
///
/// ```
/// use toegang::case::json::{Json, Limits, parse};
/// let value = parse(r#"{"bedrag": 12.50, "open": true}"#, Limits::default()).unwrap();
/// assert_eq!(value.get("bedrag").and_then(Json::as_number), Some("12.50"));
/// assert_eq!(value.to_compact(), r#"{"bedrag":12.50,"open":true}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the token that was written. Who builds one by hand must
    /// give a valid token; the writer copies it.
    Number(String),
    /// A string, with escapes resolved.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object: keys and values in order.
    Object(Vec<(String, Json)>),
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

impl Json {
    /// A whole number.
    #[must_use]
    pub fn integer(value: i64) -> Json {
        Json::Number(value.to_string())
    }

    /// The member with this key; `None` also if this is not an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        let mut members = self.as_object()?.iter();
        members.find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Json::Null
    }

    /// The truth value, if this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Json::Bool(value) = self { Some(*value) } else { None }
    }

    /// The number token as written, if this is a number.
    #[must_use]
    pub fn as_number(&self) -> Option<&str> {
        if let Json::Number(token) = self { Some(token) } else { None }
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
        if let Json::String(text) = self { Some(text) } else { None }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Json]> {
        if let Json::Array(items) = self { Some(items) } else { None }
    }

    /// The members in order, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Json)]> {
        if let Json::Object(members) = self { Some(members) } else { None }
    }

    /// [`to_compact`] as a method.
    #[must_use]
    pub fn to_compact(&self) -> String {
        to_compact(self)
    }
}
