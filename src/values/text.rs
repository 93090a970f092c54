//! [`Text`]: a text that shares its memory with others.

use core::borrow::Borrow;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::Deref;
use std::sync::Arc;

/// A text that never changes: a part of a longer one that many texts share, so that copying it allocates nothing, and a
/// thousand texts are read with one allocation. It compares, sorts and hashes as what it says.
///
/// A text of 4 GiB or more is empty; no rule file comes near.
///
/// ```
/// use std::sync::Arc;
/// use toegang::values::Text;
/// let all = Arc::new(String::from("gehuwdennorm"));
/// let norm = Text::within(&all, 8, 12).unwrap();
/// assert_eq!(norm, Text::from("norm"));
/// assert_eq!(norm.len(), 4);
/// assert_eq!(Text::within(&all, 8, 13), None);
/// ```
#[derive(Clone, Default)]
pub struct Text {
    /// Nothing for an empty text. One pointer, so that a text is small.
    all: Option<Arc<String>>,
    from: u32,
    to: u32,
}

impl Text {
    /// The part of a text from one byte up to another. `None` where the text has no such part.
    #[must_use]
    pub fn within(all: &Arc<String>, from: u32, to: u32) -> Option<Self> {
        let part = all.get(from as usize..to as usize)?;
        Some(if part.is_empty() { Self::default() } else { Self::part(all, from, to) })
    }

    /// The part of a text between bytes where characters begin; where it has no such part, the text is empty.
    #[inline]
    pub(crate) fn part(all: &Arc<String>, from: u32, to: u32) -> Self {
        Self { all: Some(Arc::clone(all)), from, to }
    }

    /// The text as a string slice.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.all.as_deref().and_then(|all| all.get(self.from as usize..self.to as usize)).unwrap_or_default()
    }
}

impl Deref for Text {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for Text {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Text> for String {
    fn eq(&self, other: &Text) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Text> for str {
    fn eq(&self, other: &Text) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Text> for &str {
    fn eq(&self, other: &Text) -> bool {
        *self == other.as_str()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        u32::try_from(text.len()).ok().and_then(|to| Self::within(&Arc::new(text), 0, to)).unwrap_or_default()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.as_str().to_owned()
    }
}

impl From<&Text> for String {
    fn from(text: &Text) -> Self {
        text.as_str().to_owned()
    }
}
