//! Reading amounts, numbers and percentages in Dutch notation.
//!
//! Each reader is lenient inside and strict outside: it reads as much as it
//! can while noting the first flaw, and only a text without any flaw is
//! accepted. With a flaw, the value that was read becomes the suggestion.

use super::decimal::is_digits;
use super::dutch::{WrongForm, WrongReason, money, number, percentage};
use super::rational::Rational;

/// The non-breaking space, allowed after the euro sign.
const NBSP: char = '\u{a0}';

/// Reads an amount and returns it in cents. The correct forms are
/// `€ 1.419,46`, `€ 400` and `-€ 12,00`: one (non-breaking) space, dots between
/// the thousands, and two decimals or none.
///
/// # Errors
///
/// [`WrongForm`] for any other text, with the form that was probably meant.
pub fn parse_money(text: &str) -> Result<Rational, WrongForm> {
    let mut reading = Reading::new(text);
    let Some(rest) = reading.euro_sign() else {
        return Err(unreadable());
    };
    let rest = reading.dash_for_cents(rest);
    let Some(digits) = reading.digits(rest) else {
        return Err(unreadable());
    };
    if !matches!(digits.fraction.len(), 0 | 2) {
        reading.note(WrongReason::CentDigits);
        reading.ambiguous |= digits.fraction.len() > 2;
    }
    let hundred = Rational::from_int(100);
    reading.finish(&digits, |euros| euros.checked_mul(hundred), money)
}

/// Reads a number. The correct forms are `4,5`, `1.200` and `-3`: a decimal
/// comma and dots between the thousands. Zeros at the end (`4,50`) are allowed.
///
/// # Errors
///
/// [`WrongForm`] for any other text, with the form that was probably meant.
pub fn parse_number(text: &str) -> Result<Rational, WrongForm> {
    let mut reading = Reading::new(text);
    let Some(digits) = reading.digits(reading.rest) else {
        return Err(unreadable());
    };
    reading.finish(&digits, Some, number)
}

/// Reads a percentage and returns it as a fraction: `12,5%` is an eighth. The
/// number before the sign is as in [`parse_number`], without a space between.
///
/// # Errors
///
/// [`WrongForm`] for any other text, with the form that was probably meant.
pub fn parse_percentage(text: &str) -> Result<Rational, WrongForm> {
    let mut reading = Reading::new(text);
    let rest = reading.percent_sign();
    let Some(digits) = reading.digits(rest) else {
        return Err(unreadable());
    };
    let hundred = Rational::from_int(100);
    reading.finish(&digits, |hundredths| hundredths.checked_div(hundred), percentage)
}

/// Nothing to suggest.
pub(super) fn unreadable() -> WrongForm {
    WrongForm { reason: WrongReason::Unreadable, suggestion: None }
}

/// The digits of a number, without separators.
struct Digits {
    whole: String,
    fraction: String,
}

/// A text being read, with the first flaw that was met.
struct Reading<'a> {
    rest: &'a str,
    negative: bool,
    flaw: Option<WrongReason>,
    /// There is more than one plausible reading, so nothing is suggested.
    ambiguous: bool,
}

impl<'a> Reading<'a> {
    /// Starts reading: takes off the white space around the text and a sign.
    fn new(text: &'a str) -> Reading<'a> {
        let rest = text.trim();
        let mut reading = Reading { rest, negative: false, flaw: None, ambiguous: false };
        if rest.len() != text.len() {
            reading.note(WrongReason::SurroundingSpace);
        }
        if let Some(after) = rest.strip_prefix('-') {
            reading.negative = true;
            reading.rest = after.trim_start();
            if reading.rest.len() != after.len() {
                reading.note(WrongReason::MinusSign);
            }
        } else {
            reading.rest = reading.odd_minus(rest);
        }
        reading
    }

    /// Records a flaw; the first one counts.
    fn note(&mut self, reason: WrongReason) {
        self.flaw.get_or_insert(reason);
    }

    /// Takes off a minus sign that is of the wrong kind or in the wrong place.
    fn odd_minus(&mut self, text: &'a str) -> &'a str {
        match text.strip_prefix(['-', '−', '–']) {
            Some(after) if !self.negative => {
                self.negative = true;
                self.note(WrongReason::MinusSign);
                after.trim_start()
            }
            _ => text,
        }
    }

    /// Takes off the euro sign and the one space after it.
    fn euro_sign(&mut self) -> Option<&'a str> {
        let Some(after) = self.rest.strip_prefix('€') else {
            self.note(WrongReason::EuroSign);
            let bare = euro_word(self.rest);
            return Some(self.odd_minus(bare));
        };
        let rest = after.trim_start();
        let spaces = after.strip_suffix(rest)?;
        if spaces != " " && spaces.chars().ne([NBSP]) {
            self.note(WrongReason::SpaceAfterEuro);
        }
        Some(self.odd_minus(rest))
    }

    /// Takes off a dash that stands for no cents: `100,-`.
    fn dash_for_cents(&mut self, text: &'a str) -> &'a str {
        let whole = text.trim_end_matches(['-', '–', '—', '=']);
        match whole.strip_suffix([',', '.']) {
            Some(digits) if whole.len() < text.len() => {
                self.note(WrongReason::DashForCents);
                // A second decimal mark before the dash makes no sense.
                self.ambiguous |= digits.contains(',');
                digits
            }
            _ => text,
        }
    }

    /// Takes off the percent sign.
    fn percent_sign(&mut self) -> &'a str {
        if let Some(digits) = self.rest.strip_suffix('%') {
            if digits.ends_with(char::is_whitespace) {
                self.note(WrongReason::PercentSign);
            }
            return digits.trim_end();
        }
        self.note(WrongReason::PercentSign);
        match self.rest.strip_suffix("procent") {
            Some(digits) => digits.trim_end(),
            None => {
                self.ambiguous = true;
                self.rest
            }
        }
    }

    /// Reads digits with their separators; `None` if there is anything else.
    fn digits(&mut self, text: &str) -> Option<Digits> {
        let (whole, fraction, separator) = self.split_decimals(text)?;
        let digits: String = whole.split(separator).collect();
        if !is_digits(&digits) || !(fraction.is_empty() || is_digits(fraction)) {
            return None;
        }
        self.check_groups(whole, separator);
        if digits.len() > 1 && digits.starts_with('0') {
            self.note(WrongReason::LeadingZero);
            self.ambiguous |= whole.contains(separator);
        }
        Some(Digits { whole: digits, fraction: fraction.to_owned() })
    }

    /// Decides which mark is the decimal one: returns the text before it, the
    /// text after it, and the mark that groups the thousands.
    fn split_decimals<'b>(&mut self, text: &'b str) -> Option<(&'b str, &'b str, char)> {
        let dots = text.matches('.').count();
        let commas = text.matches(',').count();
        let (whole, fraction) = text.rsplit_once(['.', ',']).unwrap_or((text, ""));
        let comma_last = text.rfind(',') > text.rfind('.');
        match (dots, commas) {
            (0, 0) => Some((text, "", '.')),
            _ if fraction.is_empty() => None,
            (_, 1) if comma_last => Some((whole, fraction, '.')),
            (1, _) if commas > 0 && !comma_last => {
                self.note(WrongReason::DecimalPoint);
                Some((whole, fraction, ','))
            }
            (1, 0) if fraction.len() != 3 || whole == "0" => {
                self.note(WrongReason::DecimalPoint);
                Some((whole, fraction, '.'))
            }
            (_, 0) => Some((text, "", '.')),
            (0, _) => {
                self.note(WrongReason::ThousandsGrouping);
                Some((text, "", ','))
            }
            _ => None,
        }
    }

    /// Checks that the thousands are grouped: three digits in every group but
    /// the first. Without any mark the reading is clear; with misplaced marks
    /// it is not.
    fn check_groups(&mut self, whole: &str, separator: char) {
        let mut groups = whole.split(separator);
        let first = groups.next().map_or(0, str::len);
        let mut others = groups.map(str::len).peekable();
        let marked = others.peek().is_some();
        if !(1..=3).contains(&first) || others.any(|length| length != 3) {
            self.note(WrongReason::ThousandsGrouping);
            self.ambiguous |= marked;
        }
    }

    /// The value if there is no flaw, otherwise the error with its suggestion.
    fn finish(
        mut self,
        digits: &Digits,
        scale: impl Fn(Rational) -> Option<Rational>,
        show: impl Fn(Rational) -> String,
    ) -> Result<Rational, WrongForm> {
        let sign = if self.negative { "-" } else { "" };
        let point = if digits.fraction.is_empty() { "" } else { "." };
        let plain = format!("{sign}{}{point}{}", digits.whole, digits.fraction);
        let value = Rational::parse_decimal(&plain).and_then(scale);
        if value.is_none() {
            self.note(WrongReason::TooLarge);
        }
        if self.negative && value == Some(Rational::ZERO) {
            self.note(WrongReason::MinusSign);
        }
        match (value, self.flaw) {
            (Some(value), None) => Ok(value),
            (value, flaw) => Err(WrongForm {
                reason: flaw.unwrap_or(WrongReason::Unreadable),
                suggestion: value.filter(|_| !self.ambiguous).map(show),
            }),
        }
    }
}

/// Takes off a euro sign at the end or a word for it at either side.
fn euro_word(text: &str) -> &str {
    let words = ["EUR", "euro", "Euro", "€"];
    let front = words.iter().find_map(|word| text.strip_prefix(word));
    let back = words.iter().find_map(|word| text.strip_suffix(word));
    front.or(back).unwrap_or(text).trim()
}
