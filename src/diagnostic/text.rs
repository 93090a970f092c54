//! Every Dutch sentence about a diagnostic, in one table per area.
//!
//! A sentence is in lower case, without a full stop, with the text of the user between backticks; the hint says how to
//! mend it. [`message`] gives the sentence, [`render`] the sentence with the line of the file under it.

mod model;
mod render;
mod syntax;

pub use render::{place, render};

use super::Diagnostic;
use crate::values::dutch::WrongReason;

/// One kind of diagnostic.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// `T0101`
    pub code: &'static str,
    /// The sentence; `{0}`, `{1}`, … are the facts in order.
    pub sentence: &'static str,
    /// How to mend it; empty when the sentence says enough.
    pub hint: &'static str,
}

/// An entry of a table.
const fn entry(code: &'static str, sentence: &'static str, hint: &'static str) -> Entry {
    Entry { code, sentence, hint }
}

/// All tables, in the order of their codes.
const TABLES: [&[Entry]; 2] = [syntax::TABLE, model::TABLE];

/// All kinds of diagnostic, by code.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    TABLES.into_iter().flatten()
}

/// The sentence of a diagnostic; a code that is in no table is shown with its facts.
///
/// ```
/// use toegang::diagnostic::{Diagnostic, Span, text::message};
/// let unknown = Diagnostic::error("T0101", Span::default(), &["regl"]);
/// assert_eq!(message(&unknown), "onbekend kopwoord `regl`");
/// ```
#[must_use]
pub fn message(diagnostic: &Diagnostic) -> String {
    match entries().find(|entry| entry.code == diagnostic.code) {
        Some(entry) => fill(entry.sentence, &diagnostic.facts),
        None => format!("{}: {}", diagnostic.code, diagnostic.facts.join(", ")),
    }
}

/// How to mend what this code reports.
#[must_use]
pub fn hint(code: &str) -> Option<&'static str> {
    entries().find(|entry| entry.code == code).map(|entry| entry.hint).filter(|hint| !hint.is_empty())
}

/// Puts the facts into the holes of a sentence; a hole without a fact becomes `…`.
fn fill(sentence: &str, facts: &[String]) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (number, after) = after.split_once('}').unwrap_or((after, ""));
        let fact = number.parse().ok().and_then(|at: usize| facts.get(at));
        filled.push_str(fact.map_or("…", String::as_str));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What is wrong with the form of a value, as the end of a sentence.
#[must_use]
pub fn reason(reason: WrongReason) -> &'static str {
    match reason {
        WrongReason::SurroundingSpace => "er staat wit omheen",
        WrongReason::TooLarge => "het is te groot",
        WrongReason::MinusSign => "het minteken staat verkeerd",
        WrongReason::EuroSign => "het euroteken ontbreekt",
        WrongReason::SpaceAfterEuro => "na het euroteken hoort één spatie",
        WrongReason::DashForCents => "hele euro's hebben geen streepje",
        WrongReason::CentDigits => "een bedrag heeft twee cijfers achter de komma of geen",
        WrongReason::DecimalPoint => "decimalen staan achter een komma",
        WrongReason::ThousandsGrouping => "tussen duizendtallen hoort een punt",
        WrongReason::LeadingZero => "er staat een nul te veel voor",
        WrongReason::PercentSign => "het procentteken hoort direct achter het getal",
        WrongReason::NumericDate => "de maand hoort voluit in letters",
        WrongReason::MonthAbbreviated => "de maand is afgekort",
        WrongReason::MonthCapital => "een maand heeft geen hoofdletter",
        WrongReason::UnknownMonth => "die maand bestaat niet",
        WrongReason::YearDigits => "een jaar heeft vier cijfers",
        WrongReason::DateSpacing => "tussen dag, maand en jaar hoort één spatie",
        WrongReason::NoSuchDay => "die dag bestaat niet",
        _ => "het is niet te lezen",
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn facts_are_not_read_as_holes() {
        let facts = ["{1}".to_string(), "b".to_string()];
        assert_eq!(fill("a `{0}` en `{1}` en {2}", &facts), "a `{1}` en `b` en …");
    }
}
