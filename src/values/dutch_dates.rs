//! Dates in Dutch notation: `1 juli 2026`.

use super::date::Date;
use super::decimal::is_digits;
use super::dutch::{WrongForm, WrongReason};
use super::dutch_numbers::unreadable;

/// The months with their usual abbreviations.
const MONTHS: [(&str, &[&str]); 12] = [
    ("januari", &["jan"]),
    ("februari", &["feb", "febr"]),
    ("maart", &["mrt", "mar"]),
    ("april", &["apr"]),
    ("mei", &[]),
    ("juni", &["jun"]),
    ("juli", &["jul"]),
    ("augustus", &["aug"]),
    ("september", &["sep", "sept"]),
    ("oktober", &["okt"]),
    ("november", &["nov"]),
    ("december", &["dec"]),
];

/// A day in words: `1 juli 2026`. A year before 1000 is shown with four digits,
/// so that every date reads back.
#[must_use]
pub fn date(day: Date) -> String {
    let (year, month, day) = day.ymd();
    let name = month_name(month).unwrap_or_default();
    format!("{day} {name} {year:04}")
}

/// The name of month 1 to 12, in lower case.
#[must_use]
pub fn month_name(month: u32) -> Option<&'static str> {
    let at = usize::try_from(month.checked_sub(1)?).ok()?;
    MONTHS.get(at).map(|(name, _)| *name)
}

/// The number of the month with exactly this (full, lower case) name.
#[must_use]
pub fn month_number(name: &str) -> Option<u32> {
    (1..=12).find(|month| month_name(*month) == Some(name))
}

/// Reads a day. The correct form is `1 juli 2026`: no zero in front, the full
/// name of the month in lower case, and a year of four digits.
///
/// ```
/// use toegang::values::{Date, dutch};
/// assert_eq!(dutch::parse_date("1 juli 2026").ok(), Date::from_ymd(2026, 7, 1));
/// let wrong = dutch::parse_date("1-7-2026").unwrap_err();
/// assert_eq!(wrong.suggestion.as_deref(), Some("1 juli 2026"));
/// ```
///
/// # Errors
///
/// [`WrongForm`] for any other text, with the form that was probably meant.
pub fn parse_date(text: &str) -> Result<Date, WrongForm> {
    match in_words(text).or_else(|| in_digits(text)) {
        Some((Some(day), None)) => Ok(day),
        Some((day, Some(reason))) => Err(WrongForm { reason, suggestion: day.map(date) }),
        _ => Err(unreadable()),
    }
}

/// The day that was read, if it exists, and the first flaw, if there is one.
type Found = (Option<Date>, Option<WrongReason>);

/// Reads day, month in words and year, however spaced.
fn in_words(text: &str) -> Option<Found> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [day, month, year] = *words.as_slice() else {
        return None;
    };
    if !is_digits(day) || !is_digits(year) {
        return None;
    }
    let mut flaw = spacing(text, &words);
    if day.starts_with('0') {
        flaw = flaw.or(Some(WrongReason::LeadingZero));
    }
    let Some((month, month_flaw)) = lenient_month(month) else {
        return Some((None, flaw.or(Some(WrongReason::UnknownMonth))));
    };
    Some(exists(day, month, year, flaw.or(month_flaw)))
}

/// The flaw in the white space, if there is one.
fn spacing(text: &str, words: &[&str]) -> Option<WrongReason> {
    if text.trim().len() != text.len() {
        return Some(WrongReason::SurroundingSpace);
    }
    (words.join(" ") != text).then_some(WrongReason::DateSpacing)
}

/// Reads a month with capitals or abbreviated, and says which.
fn lenient_month(word: &str) -> Option<(u32, Option<WrongReason>)> {
    if let Some(month) = month_number(word) {
        return Some((month, None));
    }
    let lower = word.to_lowercase();
    if let Some(month) = month_number(&lower) {
        return Some((month, Some(WrongReason::MonthCapital)));
    }
    let short = lower.strip_suffix('.').unwrap_or(&lower);
    (1..).zip(MONTHS).find_map(|(month, (name, abbreviations))| {
        let known = abbreviations.contains(&short) || name == short;
        known.then_some((month, Some(WrongReason::MonthAbbreviated)))
    })
}

/// Reads `1-7-2026`, also with slashes or dots, and `2026-07-01`: readable, but
/// never a correct form.
fn in_digits(text: &str) -> Option<Found> {
    let flaw = Some(WrongReason::NumericDate);
    let text = text.trim();
    if let Some(day) = Date::parse_iso(text) {
        return Some((Some(day), flaw));
    }
    let mark = text.chars().find(|mark| matches!(mark, '-' | '/' | '.'))?;
    let words: Vec<&str> = text.split(mark).collect();
    let [day, month, year] = *words.as_slice() else {
        return None;
    };
    if ![day, month, year].into_iter().all(is_digits) {
        return None;
    }
    match month.parse() {
        Ok(month @ 1..=12) => Some(exists(day, month, year, flaw)),
        _ => Some((None, flaw)),
    }
}

/// Builds the day. A year that does not have four digits or a day that does not
/// exist is a flaw by itself.
fn exists(day: &str, month: u32, year: &str, flaw: Option<WrongReason>) -> Found {
    if year.len() != 4 {
        return (None, flaw.or(Some(WrongReason::YearDigits)));
    }
    let found = match (year.parse(), day.parse()) {
        (Ok(year), Ok(day)) => Date::from_ymd(year, month, day),
        _ => None,
    };
    match found {
        Some(_) => (found, flaw),
        None => (None, flaw.or(Some(WrongReason::NoSuchDay))),
    }
}
