//! Small hands for building JSON.

use std::borrow::Cow;
use std::ops::Deref;

use super::json::Value;
use crate::values::Text;

/// A document while it is made: what the rules say is shared with them, not copied.
pub(super) type Json = Value<Phrase>;

/// A text in a document.
#[derive(Clone, Debug)]
pub(super) enum Phrase {
    /// One that every document may have.
    Fixed(&'static str),
    /// One of the rules.
    Shared(Text),
    /// One of this document.
    Own(String),
}

impl Deref for Phrase {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Shared(text) => text,
            Self::Own(text) => text,
        }
    }
}

impl AsRef<str> for Phrase {
    fn as_ref(&self) -> &str {
        self
    }
}

impl PartialEq for Phrase {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Phrase {}

impl PartialEq<str> for Phrase {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl From<&'static str> for Phrase {
    fn from(text: &'static str) -> Self {
        Self::Fixed(text)
    }
}

impl From<&Text> for Phrase {
    fn from(text: &Text) -> Self {
        Self::Shared(text.clone())
    }
}

impl From<Text> for Phrase {
    fn from(text: Text) -> Self {
        Self::Shared(text)
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self::Own(text)
    }
}

impl From<Cow<'_, str>> for Phrase {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Own(text.into_owned())
    }
}

impl From<&String> for Phrase {
    fn from(text: &String) -> Self {
        Self::Own(text.clone())
    }
}

/// A member of an object.
pub(super) fn entry<T>(key: impl Into<T>, value: Value<T>) -> (T, Value<T>) {
    (key.into(), value)
}

/// A text.
pub(super) fn text<T>(text: impl Into<T>) -> Value<T> {
    Value::String(text.into())
}

/// A text, or `null`.
pub(super) fn text_or_null<T>(text: Option<impl Into<T>>) -> Value<T> {
    text.map_or(Value::Null, |text| Value::String(text.into()))
}

/// A list of texts.
pub(super) fn texts<T>(list: impl IntoIterator<Item = impl Into<T>>) -> Value<T> {
    Value::Array(list.into_iter().map(text).collect())
}

/// An object.
pub(super) fn members<T: From<&'static str>>(list: impl IntoIterator<Item = (&'static str, Value<T>)>) -> Value<T> {
    Value::Object(list.into_iter().map(|(key, value)| entry(key, value)).collect())
}
