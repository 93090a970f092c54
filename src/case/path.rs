//! Where something stands in a JSON text: `$.personen[0].geboortedatum`.

use super::json::Json;

/// Of a longer key a path shows the beginning, in characters.
const LONGEST_KEY: usize = 200;

/// At most sixty characters of a text.
pub(super) fn shorten(text: &str) -> String {
    cut(text, 60)
}

/// The beginning of a text, with `…` where it was cut.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Into an array.
    Index(usize),
    /// Into an object.
    Key(String),
}

/// A place, told by the one above it: nothing is copied on the way down, since most places are never named.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Path<'a> {
    /// The top.
    #[default]
    Top,
    /// The place of these steps.
    At(&'a [Step]),
    /// The member of an object.
    Key(&'a Path<'a>, &'a str),
    /// The item of an array.
    Index(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    /// The member of an object.
    pub(super) const fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    /// The item of an array.
    pub(super) const fn index(&'a self, index: usize) -> Self {
        Self::Index(self, index)
    }

    /// The steps from the top: also the order in which errors are reported.
    pub(super) fn steps(&self) -> Vec<Step> {
        let (mut steps, step) = match *self {
            Self::Top => return Vec::new(),
            Self::At(steps) => return steps.to_vec(),
            Self::Key(above, key) => (above.steps(), Step::Key(cut(key, LONGEST_KEY))),
            Self::Index(above, index) => (above.steps(), Step::Index(index)),
        };
        steps.push(step);
        steps
    }
}

/// One step down in a place as a caller writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceStep<'p> {
    /// Into an array.
    Index(usize),
    /// Into an object.
    Key(&'p str),
}

/// Deeper places are refused.
const DEEPEST: usize = 32;

/// The steps of a place such as `personen[0].geboortedatum`, with or without `$.` before it; `None` when it cannot be read.
///
/// ```
/// use toegang::case::{PlaceStep, place_steps};
/// let steps = [PlaceStep::Key("personen"), PlaceStep::Index(0), PlaceStep::Key("id")];
/// assert_eq!(place_steps("$.personen[0].id"), Some(steps.to_vec()));
/// assert_eq!(place_steps("personen[0"), None);
/// ```
#[must_use]
pub fn place_steps(place: &str) -> Option<Vec<PlaceStep<'_>>> {
    let mut steps = Vec::new();
    for part in place.strip_prefix("$.").unwrap_or(place).split('.') {
        let (key, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
        if key.is_empty() {
            return None;
        }
        steps.push(PlaceStep::Key(key));
        while !rest.is_empty() {
            let (index, after) = rest.strip_prefix('[')?.split_once(']')?;
            steps.push(PlaceStep::Index(index.parse().ok()?));
            rest = after;
        }
    }
    (steps.len() <= DEEPEST).then_some(steps)
}

impl From<PlaceStep<'_>> for Step {
    fn from(step: PlaceStep<'_>) -> Self {
        match step {
            PlaceStep::Index(index) => Self::Index(index),
            PlaceStep::Key(key) => Self::Key(key.to_string()),
        }
    }
}

/// The steps of a JSON pointer (RFC 6901).
pub(super) fn steps_of(pointer: &str) -> Vec<Step> {
    let step = |part: &str| match part.parse() {
        Ok(index) => Step::Index(index),
        Err(_) => Step::Key(part.replace("~1", "/").replace("~0", "~")),
    };
    pointer.split('/').skip(1).map(step).collect()
}

/// The text of a place.
pub(super) fn render(steps: &[Step]) -> String {
    let text = |step: &Step| match step {
        Step::Index(index) => format!("[{index}]"),
        Step::Key(key) if is_plain(key) => format!(".{key}"),
        Step::Key(key) => format!("[{}]", Json::String(key.clone()).to_compact()),
    };
    steps.iter().fold("$".to_string(), |path, step| path + &text(step))
}

/// Whether a key needs no quotes in a path.
fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}
