//! The JSON reader.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use super::{Json, JsonError, JsonErrorKind, Limits, Value, plain_length};

/// Reads one JSON value; white space around it is allowed.
///
/// # Errors
///
/// [`JsonError`] if the text is not valid JSON, has a key twice in one object,
/// or exceeds a limit. The stack use is bounded by [`Limits::depth`].
pub fn parse(text: &str, limits: Limits) -> Result<Json, JsonError> {
    parse_as(text, limits)
}

/// [`parse`] with texts of another kind.
pub(in super::super) fn parse_as<'a, T: From<Cow<'a, str>> + AsRef<str>>(
    text: &'a str,
    limits: Limits,
) -> Result<Value<T>, JsonError> {
    let mut reader = Reader { text, at: 0, nodes: 0, limits };
    reader.document().map_err(|fault| {
        let before = text.get(..fault.at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let on_line = before.get(line_start..).unwrap_or("");
        JsonError {
            kind: fault.kind,
            line: before.matches('\n').count().saturating_add(1),
            column: on_line.chars().count().saturating_add(1),
            path: fault.path,
        }
    })
}

/// An error while it travels outward, gathering its path.
struct Fault {
    kind: JsonErrorKind,
    at: usize,
    path: String,
}

impl Fault {
    /// A fault of the value that begins here or around here.
    #[cold]
    fn at(kind: JsonErrorKind, at: usize) -> Box<Self> {
        Box::new(Self { kind, at, path: String::new() })
    }

    /// Puts an array index or an object key in front of the path.
    fn inside(mut self: Box<Self>, segment: impl fmt::Display) -> Box<Self> {
        let segment = segment.to_string().replace('~', "~0").replace('/', "~1");
        self.path = format!("/{segment}{}", self.path);
        self
    }
}

/// Among so few keys of an object the quickest is to look through them.
const FEW: usize = 16;

/// The text being read and how far it has been read. Positions only grow and
/// never pass the end of the text, so saturating addition is exact.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    nodes: usize,
    limits: Limits,
}

impl<'a> Reader<'a> {
    fn document<T: From<Cow<'a, str>> + AsRef<str>>(&mut self) -> Result<Value<T>, Box<Fault>> {
        if self.text.len() > self.limits.bytes {
            return Err(self.fault(JsonErrorKind::TooLarge));
        }
        let value = self.value(0)?;
        self.skip_space();
        match self.peek() {
            Some(_) => Err(self.fault(JsonErrorKind::TrailingData)),
            None => Ok(value),
        }
    }

    /// Reads a value that lies inside `depth` arrays and objects.
    fn value<T: From<Cow<'a, str>> + AsRef<str>>(&mut self, depth: usize) -> Result<Value<T>, Box<Fault>> {
        self.skip_space();
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes > self.limits.nodes {
            return Err(self.fault(JsonErrorKind::TooManyNodes));
        }
        match self.peek() {
            Some(b'[' | b'{') if depth >= self.limits.depth.min(Limits::DEEPEST) => {
                Err(self.fault(JsonErrorKind::TooDeep))
            }
            Some(b'[') => self.array(depth.saturating_add(1)),
            Some(b'{') => self.object(depth.saturating_add(1)),
            Some(b'"') => Ok(Value::String(self.string()?.into())),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.unexpected()),
        }
    }

    fn array<T: From<Cow<'a, str>> + AsRef<str>>(&mut self, depth: usize) -> Result<Value<T>, Box<Fault>> {
        let mut items = Vec::new();
        self.advance(1);
        self.skip_space();
        if self.take(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            self.room(items.len())?;
            let item = self.value(depth).map_err(|fault| fault.inside(items.len()))?;
            items.push(item);
            if self.closes(b']')? {
                return Ok(Value::Array(items));
            }
        }
    }

    fn object<T: From<Cow<'a, str>> + AsRef<str>>(&mut self, depth: usize) -> Result<Value<T>, Box<Fault>> {
        let mut members: Vec<(T, Value<T>)> = Vec::new();
        let mut more = BTreeSet::new();
        self.advance(1);
        self.skip_space();
        if self.take(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.skip_space();
            self.room(members.len())?;
            let start = self.at;
            let key = self.string()?;
            let is_second = members.iter().take(FEW).any(|(known, _)| known.as_ref() == key);
            if is_second || (members.len() >= FEW && !more.insert(key.clone())) {
                return Err(Fault::at(JsonErrorKind::DuplicateKey(key.into_owned()), start));
            }
            self.skip_space();
            if !self.take(b':') {
                return Err(self.unexpected());
            }
            let value = self.value(depth).map_err(|fault| fault.inside(&key))?;
            members.push((key.into(), value));
            if self.closes(b'}')? {
                return Ok(Value::Object(members));
            }
        }
    }

    /// Whether one more item may come after so many.
    fn room(&self, items: usize) -> Result<(), Box<Fault>> {
        if items < self.limits.items { Ok(()) } else { Err(self.fault(JsonErrorKind::TooManyItems)) }
    }

    /// After an item: whether the closing bracket follows (true) or a comma.
    fn closes(&mut self, bracket: u8) -> Result<bool, Box<Fault>> {
        self.skip_space();
        if self.take(bracket) {
            Ok(true)
        } else if self.take(b',') {
            Ok(false)
        } else {
            Err(self.unexpected())
        }
    }

    /// Reads a string; borrows it from the text if it has no escapes.
    fn string(&mut self) -> Result<Cow<'a, str>, Box<Fault>> {
        if !self.take(b'"') {
            return Err(self.unexpected());
        }
        let plain = plain_length(self.rest().as_bytes());
        if let Some((text, b'"')) = self.rest().get(..plain).zip(self.rest().as_bytes().get(plain).copied())
            && plain <= self.limits.token
        {
            self.advance(plain.saturating_add(1));
            return Ok(Cow::Borrowed(text));
        }
        self.long_string()
    }

    /// Reads the rest of a string that has escapes, or is wrong.
    fn long_string(&mut self) -> Result<Cow<'a, str>, Box<Fault>> {
        let mut text = Cow::Borrowed("");
        loop {
            let (plain, _) = self.rest().split_at(plain_length(self.rest().as_bytes()));
            self.advance(plain.len());
            if text.is_empty() {
                text = Cow::Borrowed(plain);
            } else {
                text.to_mut().push_str(plain);
            }
            if text.len() > self.limits.token {
                return Err(self.fault(JsonErrorKind::TooLong));
            }
            match self.peek() {
                Some(b'"') => {
                    self.advance(1);
                    return Ok(text);
                }
                Some(b'\\') => text.to_mut().push(self.escape()?),
                Some(_) => return Err(self.fault(JsonErrorKind::ControlCharacter)),
                None => return Err(self.unexpected()),
            }
        }
    }

    /// Reads a backslash and what it stands for.
    fn escape(&mut self) -> Result<char, Box<Fault>> {
        let start = self.at;
        self.advance(1);
        let letter = self.peek();
        let meant = match letter {
            Some(b'"' | b'\\' | b'/') => letter.map(char::from),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b't') => Some('\t'),
            Some(b'u') => return self.unicode_escape(start),
            None => return Err(self.unexpected()),
            Some(_) => None,
        };
        self.advance(1);
        let fault = |kind| Fault::at(kind, start);
        meant.ok_or_else(|| fault(JsonErrorKind::InvalidEscape))
    }

    /// Reads `uXXXX`, and a second `\uXXXX` if the first is half a character.
    fn unicode_escape(&mut self, start: usize) -> Result<char, Box<Fault>> {
        let fault = |kind| Fault::at(kind, start);
        let invalid = || fault(JsonErrorKind::InvalidEscape);
        let first = self.four_hex().ok_or_else(invalid)?;
        let mut units = vec![first];
        if (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u") {
            self.advance(1);
            units.push(self.four_hex().ok_or_else(invalid)?);
        }
        let text = String::from_utf16(&units).map_err(|_| fault(JsonErrorKind::LoneSurrogate))?;
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            _ => Err(fault(JsonErrorKind::LoneSurrogate)),
        }
    }

    /// Reads `u` and four hexadecimal digits.
    fn four_hex(&mut self) -> Option<u16> {
        let digits = self.rest().get(1..5)?;
        let right = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.advance(5);
        right.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
    }

    /// Reads a number token: `-0.5e+3`.
    fn number<T: From<Cow<'a, str>> + AsRef<str>>(&mut self) -> Result<Value<T>, Box<Fault>> {
        let start = self.at;
        self.take(b'-');
        let whole = self.skip_while(|byte| byte.is_ascii_digit());
        let mut right = whole == "0" || !(whole.is_empty() || whole.starts_with('0'));
        if self.take(b'.') {
            right &= !self.skip_while(|byte| byte.is_ascii_digit()).is_empty();
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            right &= !self.skip_while(|byte| byte.is_ascii_digit()).is_empty();
        }
        match self.text.get(start..self.at) {
            Some(token) if token.len() > self.limits.token => Err(Fault::at(JsonErrorKind::TooLong, start)),
            Some(token) if right => Ok(Value::Number(Cow::Borrowed(token).into())),
            _ => Err(Fault::at(JsonErrorKind::InvalidNumber, start)),
        }
    }

    fn word<T>(&mut self, word: &str, value: Value<T>) -> Result<Value<T>, Box<Fault>> {
        if !self.rest().starts_with(word) {
            return Err(self.unexpected());
        }
        self.advance(word.len());
        Ok(value)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn advance(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// Steps over this byte if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.advance(usize::from(found));
        found
    }

    /// Steps over all bytes for which `wanted` holds and returns them.
    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.bytes().position(|byte| !wanted(byte)).unwrap_or(rest.len());
        self.advance(length);
        rest.get(..length).unwrap_or("")
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.advance(1);
        }
    }

    fn fault(&self, kind: JsonErrorKind) -> Box<Fault> {
        Fault::at(kind, self.at)
    }

    fn unexpected(&self) -> Box<Fault> {
        self.fault(match self.rest().chars().next() {
            Some(found) => JsonErrorKind::UnexpectedCharacter(found),
            None => JsonErrorKind::UnexpectedEnd,
        })
    }
}
