//! Dutch notation of values: how amounts, numbers, percentages and dates are
//! written in rules and shown to people.
//!
//! Each value has exactly one correct form to write, and the `parse_*`
//! functions accept that form only. For any other text they name what is wrong
//! and, where there is one plausible reading, suggest the correct form. They
//! never accept a guess.
//!
//! ```
//! use toegang::values::{Rational, dutch};
//! let cents = Rational::from_int(141_946);
//! assert_eq!(dutch::money(cents), "€ 1.419,46");
//! assert_eq!(dutch::parse_money("€ 1.419,46"), Ok(cents));
//! let wrong = dutch::parse_money("€1419.46").unwrap_err();
//! assert_eq!(wrong.suggestion.as_deref(), Some("€ 1.419,46"));
//! ```

pub use super::dutch_dates::{date, month_name, month_number, parse_date};
pub use super::dutch_numbers::{parse_money, parse_number, parse_percentage};

use super::rational::{Rational, gcd, wide_mul};

/// A text that is not in the one correct form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongForm {
    /// The first thing that is wrong with it.
    pub reason: WrongReason,
    /// The correct form, if the text has one plausible reading. It always
    /// parses.
    pub suggestion: Option<String>,
}

/// What is wrong with a text that should be a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WrongReason {
    /// It cannot be read as such a value at all.
    Unreadable,
    /// There is white space before or after it.
    SurroundingSpace,
    /// It is out of the range the engine can hold.
    TooLarge,
    /// A minus sign in the wrong place, of the wrong kind, or before zero.
    MinusSign,
    /// The euro sign is missing or is written as a word.
    EuroSign,
    /// There must be exactly one space after the euro sign.
    SpaceAfterEuro,
    /// Whole euros are written with a dash: `€ 100,-`.
    DashForCents,
    /// An amount has two decimals or none.
    CentDigits,
    /// A decimal point instead of a decimal comma.
    DecimalPoint,
    /// The thousands are not (rightly) grouped with dots.
    ThousandsGrouping,
    /// There are needless zeros in front.
    LeadingZero,
    /// The percent sign is missing, is written as a word, or has a space before
    /// it.
    PercentSign,
    /// A date in digits: `1-7-2026`.
    NumericDate,
    /// An abbreviated month: `jan.`.
    MonthAbbreviated,
    /// A month with a capital letter.
    MonthCapital,
    /// No such month.
    UnknownMonth,
    /// The year does not have four digits.
    YearDigits,
    /// Day, month and year are not separated by exactly one space.
    DateSpacing,
    /// That month has no such day: `31 februari 2026`.
    NoSuchDay,
}

/// The words for the first thirty places.
const ORDINALS: [&str; 30] = [
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
    "twintigste",
    "eenentwintigste",
    "tweeëntwintigste",
    "drieëntwintigste",
    "vierentwintigste",
    "vijfentwintigste",
    "zesentwintigste",
    "zevenentwintigste",
    "achtentwintigste",
    "negenentwintigste",
    "dertigste",
];

/// An amount in cents as euros: `€ 1.419,46`, `-€ 12,00`. Finite parts of a
/// cent are all shown (`€ 1.013,895`); other amounts are shown as an exact
/// fraction: `(70973/150) cent`.
///
/// ```
/// use toegang::values::{Rational, dutch};
/// assert_eq!(dutch::money(Rational::from_int(-1200)), "-€ 12,00");
/// ```
#[must_use]
pub fn money(cents: Rational) -> String {
    let Some(text) = cents.to_decimal() else {
        return format!("({}/{}) cent", cents.num(), cents.den());
    };
    let (sign, whole, fraction) = parts(&text);
    let padded = format!("{whole:0>3}");
    let at = padded.len().saturating_sub(2);
    let (euros, two) = padded.split_at_checked(at).unwrap_or((whole, ""));
    format!("{sign}€ {},{two}{fraction}", grouped(euros))
}

/// A number with a decimal comma and dots between the thousands: `1.200`,
/// `4,5`. A number without a finite decimal form is shown as `7/3`.
#[must_use]
pub fn number(value: Rational) -> String {
    let Some(text) = value.to_decimal() else {
        return format!("{}/{}", value.num(), value.den());
    };
    let (sign, whole, fraction) = parts(&text);
    with_comma(sign, whole, fraction)
}

/// A fraction as a percentage: a quarter is `25%`. A percentage without a
/// finite decimal form is shown as `100/3%`.
#[must_use]
pub fn percentage(value: Rational) -> String {
    let Some(text) = value.to_decimal() else {
        return fraction_percentage(value);
    };
    let (sign, whole, fraction) = parts(&text);
    let padded = format!("{fraction:0<2}");
    let (two, rest) = padded.split_at_checked(2).unwrap_or((fraction, ""));
    let digits = format!("{whole}{two}");
    let trimmed = digits.trim_start_matches('0');
    let whole = if trimmed.is_empty() { "0" } else { trimmed };
    format!("{}%", with_comma(sign, whole, rest))
}

/// A percentage that is not finite, as an exact fraction.
fn fraction_percentage(value: Rational) -> String {
    let shared = gcd(100, u128::from(value.den().unsigned_abs()));
    let shared = i64::try_from(shared).unwrap_or(1);
    let factor = 100_i64.checked_div(shared).unwrap_or(100);
    let den = value.den().checked_div(shared).unwrap_or(value.den());
    format!("{}/{den}%", wide_mul(value.num(), factor))
}

/// The word for the place of a paragraph (lid): `eerste` to `dertigste`; `31e`
/// and so on beyond those.
#[must_use]
pub fn ordinal_lid(number: u32) -> String {
    let place = number.checked_sub(1).and_then(|at| usize::try_from(at).ok());
    match place.and_then(|at| ORDINALS.get(at)) {
        Some(word) => (*word).to_owned(),
        None => format!("{number}e"),
    }
}

/// The place that a word for a paragraph names: `eerste` is 1.
///
/// ```
/// use toegang::values::dutch;
/// assert_eq!(dutch::ordinal("twaalfde"), Some(12));
/// assert_eq!(dutch::ordinal("lid"), None);
/// ```
#[must_use]
pub fn ordinal(word: &str) -> Option<u32> {
    let place = ORDINALS.iter().position(|ordinal| *ordinal == word)?;
    u32::try_from(place).ok()?.checked_add(1)
}

/// Splits a decimal text with a point into sign, whole digits and fraction
/// digits.
fn parts(text: &str) -> (&str, &str, &str) {
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => ("-", size),
        None => ("", text),
    };
    let (whole, fraction) = size.split_once('.').unwrap_or((size, ""));
    (sign, whole, fraction)
}

/// Sign, grouped whole digits, and a comma with the fraction if there is one.
fn with_comma(sign: &str, whole: &str, fraction: &str) -> String {
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{}{comma}{fraction}", grouped(whole))
}

/// The digits with a dot before every third one from the right.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    for (left, digit) in (1..=digits.len()).rev().zip(digits.chars()) {
        if !text.is_empty() && left % 3 == 0 {
            text.push('.');
        }
        text.push(digit);
    }
    text
}
