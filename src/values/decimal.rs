//! Exact decimal text of a [`Rational`], with a point: the machine notation.
//! The Dutch notation with a comma is in [`super::dutch`].

use core::fmt;

use super::rational::{Rational, gcd};

impl Rational {
    /// Reads an optional `-`, digits, and optionally a `.` with digits; nothing
    /// else. `None` for any other text or a value that does not fit.
    ///
    /// ```
    /// use toegang::values::Rational;
    /// assert_eq!(Rational::parse_decimal("12.50"), Rational::new(25, 2));
    /// assert_eq!(Rational::parse_decimal("1e3"), None);
    /// ```
    #[must_use]
    pub fn parse_decimal(text: &str) -> Option<Rational> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        if !is_digits(whole) || !fraction.is_none_or(is_digits) {
            return None;
        }
        let whole = parse_whole(whole)?;
        let (num, den) = parse_fraction(fraction.unwrap_or(""))?;
        let num = whole.checked_mul(den)?.checked_add(num)?;
        Rational::reduced(if negative { num.checked_neg()? } else { num }, den)
    }

    /// The exact decimal text with as few digits as possible, or `None` if the
    /// value has no finite decimal expansion.
    ///
    /// ```
    /// use toegang::values::Rational;
    /// assert_eq!(Rational::new(-9, 4).unwrap().to_decimal().as_deref(), Some("-2.25"));
    /// assert_eq!(Rational::new(7, 3).unwrap().to_decimal(), None);
    /// ```
    #[must_use]
    pub fn to_decimal(self) -> Option<String> {
        if self.is_integer() {
            return Some(self.num().to_string());
        }
        let den = self.den().unsigned_abs();
        if !divides_power_of_ten(den) {
            return None;
        }
        let size = self.num().unsigned_abs();
        let sign = if self.is_negative() { "-" } else { "" };
        let mut text = format!("{sign}{}.", size.checked_div(den)?);
        let mut rest = u128::from(size.checked_rem(den)?);
        while rest != 0 {
            let tenfold = rest.checked_mul(10)?;
            let digit = tenfold.checked_div(u128::from(den))?;
            text.push(char::from_digit(u32::try_from(digit).ok()?, 10)?);
            rest = tenfold.checked_rem(u128::from(den))?;
        }
        Some(text)
    }
}

/// The decimal text where that is finite, otherwise `num/den`.
impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_decimal() {
            Some(text) => f.pad(&text),
            None => f.pad(&format!("{}/{}", self.num(), self.den())),
        }
    }
}

/// Whether the text is one or more ASCII digits.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether only twos and fives divide `den`.
fn divides_power_of_ten(mut den: u64) -> bool {
    for prime in [2, 5] {
        while den.checked_rem(prime) == Some(0) {
            den = den.checked_div(prime).unwrap_or(1);
        }
    }
    den == 1
}

/// The digits before the point; `None` once they exceed what any [`Rational`]
/// can hold.
fn parse_whole(digits: &str) -> Option<i128> {
    let limit = i128::from(i64::MIN.unsigned_abs());
    digits.bytes().try_fold(0_i128, |value, byte| {
        let digit = i128::from(byte.checked_sub(b'0')?);
        let value = value.checked_mul(10)?.checked_add(digit)?;
        (value <= limit).then_some(value)
    })
}

/// The digits after the point as a reduced fraction. Reading from the right
/// keeps it small: the denominator of every suffix divides the final one, so a
/// denominator that no longer fits never will.
fn parse_fraction(digits: &str) -> Option<(i128, i128)> {
    digits.bytes().rev().try_fold((0_i128, 1_i128), |(num, den), byte| {
        let digit = i128::from(byte.checked_sub(b'0')?);
        let num = digit.checked_mul(den)?.checked_add(num)?;
        let den = den.checked_mul(10)?;
        let divisor = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).ok()?;
        let den = i64::try_from(den.checked_div(divisor)?).ok()?;
        Some((num.checked_div(divisor)?, i128::from(den)))
    })
}
