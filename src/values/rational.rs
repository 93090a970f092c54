//! [`Rational`]: the one number type of the engine, exact and bounded.

use core::cmp::Ordering;
use core::fmt;

/// An exact fraction `num/den` of two 64-bit integers, always in lowest terms
/// with a positive denominator.
///
/// Every operation is exact or returns `None`; nothing is ever rounded unless
/// [`Rational::round`] is called with a named direction.
///
/// ```
/// use toegang::values::Rational;
/// let third = Rational::new(1, 3).unwrap();
/// let sum = third.checked_add(Rational::new(1, 6).unwrap()).unwrap();
/// assert_eq!(sum, Rational::new(1, 2).unwrap());
/// assert_eq!(third.checked_div(Rational::ZERO), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rational {
    num: i64,
    den: i64,
}

/// The pair offered is not a fraction in lowest terms with
/// a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidRational;

impl fmt::Display for InvalidRational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fraction must be in lowest terms with a positive denominator")
    }
}

impl core::error::Error for InvalidRational {}

impl TryFrom<(i64, i64)> for Rational {
    type Error = InvalidRational;

    /// Accepts only the one canonical pair of each value, so that equal values
    /// have equal bytes.
    fn try_from((num, den): (i64, i64)) -> Result<Self, InvalidRational> {
        match Rational::new(num, den) {
            Some(value) if value.num == num && value.den == den => Ok(value),
            _ => Err(InvalidRational),
        }
    }
}

impl From<i64> for Rational {
    fn from(value: i64) -> Rational {
        Rational::from_int(value)
    }
}

impl Rational {
    /// Zero.
    pub const ZERO: Rational = Rational::from_int(0);
    /// One.
    pub const ONE: Rational = Rational::from_int(1);

    /// The whole number `value`.
    #[inline]
    #[must_use]
    pub const fn from_int(value: i64) -> Rational {
        Rational { num: value, den: 1 }
    }

    /// The fraction `num/den`, reduced. `None` if `den` is zero or the reduced
    /// fraction does not fit.
    #[must_use]
    pub fn new(num: i64, den: i64) -> Option<Rational> {
        Rational::reduced(i128::from(num), i128::from(den))
    }

    /// The fraction of a numerator and denominator that are in lowest terms already, as [`Self::num`] and
    /// [`Self::den`] give them.
    #[inline]
    #[must_use]
    pub(crate) const fn from_lowest(num: i64, den: i64) -> Rational {
        Rational { num, den }
    }

    /// The numerator in lowest terms; carries the sign.
    #[inline]
    #[must_use]
    pub const fn num(self) -> i64 {
        self.num
    }

    /// The denominator in lowest terms; always positive.
    #[inline]
    #[must_use]
    pub const fn den(self) -> i64 {
        self.den
    }

    /// Whether the value is a whole number.
    #[inline]
    #[must_use]
    pub const fn is_integer(self) -> bool {
        self.den == 1
    }

    /// Whether the value is below zero.
    #[inline]
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.num < 0
    }

    /// The value as a whole number, or `None` if it is not one.
    #[inline]
    #[must_use]
    pub const fn to_integer(self) -> Option<i64> {
        if self.den == 1 { Some(self.num) } else { None }
    }

    /// `self + other`, or `None` on overflow.
    #[inline]
    #[must_use]
    pub fn checked_add(self, other: Rational) -> Option<Rational> {
        if both_one(self.den, other.den) {
            return self.num.checked_add(other.num).map(Rational::from_int);
        }
        self.combine(other, false)
    }

    /// `self - other`, or `None` on overflow.
    #[inline]
    #[must_use]
    pub fn checked_sub(self, other: Rational) -> Option<Rational> {
        if both_one(self.den, other.den) {
            return self.num.checked_sub(other.num).map(Rational::from_int);
        }
        self.combine(other, true)
    }

    /// `self × other`, or `None` on overflow.
    #[inline]
    #[must_use]
    pub fn checked_mul(self, other: Rational) -> Option<Rational> {
        if both_one(self.den, other.den) {
            return self.num.checked_mul(other.num).map(Rational::from_int);
        }
        Rational::reduced(wide_mul(self.num, other.num), wide_mul(self.den, other.den))
    }

    /// `self ÷ other`, or `None` on overflow or division by zero.
    #[inline]
    #[must_use]
    pub fn checked_div(self, other: Rational) -> Option<Rational> {
        Rational::reduced(wide_mul(self.num, other.den), wide_mul(self.den, other.num))
    }

    /// `-self`, or `None` on overflow.
    #[inline]
    #[must_use]
    pub fn checked_neg(self) -> Option<Rational> {
        let num = self.num.checked_neg()?;
        Some(Rational { num, den: self.den })
    }

    /// `self + other` or `self - other` when one of them is a true fraction.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "each product of two i64 is at most 2^126, so sum and difference fit an i128"
    )]
    fn combine(self, other: Rational, subtract: bool) -> Option<Rational> {
        let left = wide_mul(self.num, other.den);
        let right = wide_mul(other.num, self.den);
        let num = if subtract { left - right } else { left + right };
        Rational::reduced(num, wide_mul(self.den, other.den))
    }

    /// Brings a wide fraction to lowest terms. `None` if `den` is zero or the
    /// result does not fit.
    pub(super) fn reduced(num: i128, den: i128) -> Option<Rational> {
        let divisor = i128::try_from(gcd(num.unsigned_abs(), den.unsigned_abs())).ok()?;
        let num = num.checked_div(divisor)?;
        let den = den.checked_div(divisor)?;
        let (num, den) = match den.signum() {
            1 => (num, den),
            -1 => (num.checked_neg()?, den.checked_neg()?),
            _ => return None,
        };
        Some(Rational { num: i64::try_from(num).ok()?, den: i64::try_from(den).ok()? })
    }
}

impl PartialOrd for Rational {
    #[inline]
    fn partial_cmp(&self, other: &Rational) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    #[inline]
    fn cmp(&self, other: &Rational) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        wide_mul(self.num, other.den).cmp(&wide_mul(other.num, self.den))
    }
}

/// Whether both denominators (known to be positive) are one: a single branch.
#[inline]
const fn both_one(left: i64, right: i64) -> bool {
    left | right == 1
}

/// The exact product of two 64-bit integers.
#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "the product of two i64 is at most 2^126 and fits an i128")]
pub(super) fn wide_mul(left: i64, right: i64) -> i128 {
    i128::from(left) * i128::from(right)
}

/// The greatest common divisor; zero only if both are zero. Narrows to 64 bits
/// as soon as it can, because 128-bit division is slow.
pub(super) fn gcd(mut left: u128, mut right: u128) -> u128 {
    loop {
        if let (Ok(left), Ok(right)) = (u64::try_from(left), u64::try_from(right)) {
            return u128::from(gcd_narrow(left, right));
        }
        let Some(rest) = left.checked_rem(right) else {
            return left;
        };
        (left, right) = (right, rest);
    }
}

/// [`gcd`] on 64 bits.
fn gcd_narrow(mut left: u64, mut right: u64) -> u64 {
    while let Some(rest) = left.checked_rem(right) {
        (left, right) = (right, rest);
    }
    left
}
