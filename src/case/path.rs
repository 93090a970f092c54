//! Where something stands in a JSON text: `$.personen[0].geboortedatum`.

use std::rc::Rc;

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

/// A place, sharing the steps above it.
#[derive(Clone, Debug, Default)]
pub(super) struct Path(Option<Rc<(Path, Step)>>);

impl Path {
    /// The member of an object.
    pub(super) fn key(&self, key: &str) -> Self {
        Self(Some(Rc::new((self.clone(), Step::Key(cut(key, LONGEST_KEY))))))
    }

    /// The item of an array.
    pub(super) fn index(&self, index: usize) -> Self {
        Self(Some(Rc::new((self.clone(), Step::Index(index)))))
    }

    /// The steps from the top: also the order in which errors are reported.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut here = self;
        while let Some(node) = &here.0 {
            steps.push(node.1.clone());
            here = &node.0;
        }
        steps.reverse();
        steps
    }

    /// A place from a JSON pointer (RFC 6901).
    pub(super) fn from_pointer(pointer: &str) -> Self {
        pointer.split('/').skip(1).fold(Self::default(), |path, part| match part.parse() {
            Ok(index) => path.index(index),
            Err(_) => path.key(&part.replace("~1", "/").replace("~0", "~")),
        })
    }
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
