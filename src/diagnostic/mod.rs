//! Errors as data: a code, the places, the facts. Every Dutch sentence about them stands in [`text`].

pub mod pages;
pub mod text;

pub use crate::syntax::tree::Span;

/// How bad it is. Warnings never change an exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The rules cannot be used.
    Error,
    /// The rules can be used; somebody should look.
    Warning,
}

/// One finding in rule text.
///
/// The code decides the sentence ([`text::message`]); `facts` fill its holes in order; `near` is the nearest known
/// name, `expected` what could have stood there; `also` are the other places that belong to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// Which, as `T0101`: the page of that name explains it.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// What fills the holes of the sentence.
    pub facts: Vec<String>,
    /// What was expected there.
    pub expected: Option<String>,
    /// The nearest known name.
    pub near: Option<String>,
    /// Other places, each with a short note.
    pub also: Vec<(Span, String)>,
}

/// The longest text that a finding repeats, in characters.
const LONGEST: usize = 400;

/// The beginning of a long text, with `…` where it was cut.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

impl Diagnostic {
    /// An error with its code, place and facts.
    #[must_use]
    pub fn error(code: &'static str, span: Span, facts: &[&str]) -> Self {
        Self {
            span,
            code,
            severity: Severity::Error,
            facts: facts.iter().map(|fact| shortened(fact)).collect(),
            expected: None,
            near: None,
            also: Vec::new(),
        }
    }

    /// A warning with its code, place and facts.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, facts: &[&str]) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, facts) }
    }

    /// The same, saying what was expected.
    #[must_use]
    pub fn expected(mut self, what: impl Into<String>) -> Self {
        self.expected = Some(what.into());
        self
    }

    /// The same, naming the nearest known name among `names`.
    #[must_use]
    pub fn near<'n>(mut self, word: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        self.near = nearest(word, names);
        self
    }

    /// The same, with another place that belongs to it.
    #[must_use]
    pub fn also(mut self, span: Span, note: impl Into<String>) -> Self {
        self.also.push((span, shortened(&note.into())));
        self
    }
}

/// The name nearest to `word` by edit distance, if it is near enough to be meant (at most a third of its letters).
///
/// ```
/// # use toegang::diagnostic::nearest;
/// assert_eq!(nearest("geboortedatm", ["geboortedatum", "woonplaats"]), Some("geboortedatum".to_string()));
/// assert_eq!(nearest("norm", ["geboortedatum"]), None);
/// ```
#[must_use]
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let letters = word.chars().count();
    let limit = letters.div_ceil(3);
    let lower: Vec<char> = word.to_lowercase().chars().collect();
    names
        .into_iter()
        .filter(|name| name.chars().count().abs_diff(letters) <= limit)
        .filter_map(|name| Some((distance_within(&lower, name, limit)?, name)))
        .min()
        .map(|(_, name)| name.to_string())
}

/// Levenshtein distance over characters, case ignored.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let lower: Vec<char> = a.to_lowercase().chars().collect();
    distance_within(&lower, b, usize::MAX).unwrap_or(usize::MAX)
}

/// The distance from letters in lower case to a name, unless it is larger than this.
fn distance_within(word: &[char], name: &str, most: usize) -> Option<usize> {
    // The distances from the letters of the name so far to each beginning of the word: `none` to the empty one, `row` to
    // the rest.
    let mut none = 0_usize;
    let mut row: Vec<usize> = (1..=word.len()).collect();
    for x in name.chars().flat_map(char::to_lowercase) {
        let mut diagonal = none;
        none = none.saturating_add(1);
        let mut left = none;
        let mut least = none;
        for (y, above) in word.iter().zip(&mut row) {
            let replace = diagonal.saturating_add(usize::from(x != *y));
            diagonal = *above;
            left = replace.min(left.saturating_add(1)).min(above.saturating_add(1));
            least = least.min(left);
            *above = left;
        }
        // No later row has a smaller number.
        if least > most {
            return None;
        }
    }
    row.last().copied().or(Some(none)).filter(|distance| *distance <= most)
}
