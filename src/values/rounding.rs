//! Rounding by name: a direction and a step, never an implicit default.

use super::rational::{Rational, wide_mul};

/// The direction in which [`Rational::round`] goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rounding {
    /// To the nearest multiple; a half goes away from zero.
    Rekenkundig,
    /// Toward positive infinity.
    NaarBoven,
    /// Toward negative infinity.
    NaarBeneden,
}

impl Rounding {
    /// The word used in rule texts: `rekenkundig`, `naar boven` or
    /// `naar beneden`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Rounding::Rekenkundig => "rekenkundig",
            Rounding::NaarBoven => "naar boven",
            Rounding::NaarBeneden => "naar beneden",
        }
    }
}

impl Rational {
    /// The largest whole number not above the value.
    #[inline]
    #[must_use]
    pub fn floor(self) -> i64 {
        self.num().div_euclid(self.den())
    }

    /// The multiple of `step` that lies in the direction `rounding` from the
    /// value. `None` if `step` is not positive or the result does not fit.
    ///
    /// ```
    /// use toegang::values::{Rational, Rounding};
    /// let cents = Rational::new(270_379, 2).unwrap(); // 135189,5 cent
    /// let euro = Rational::from_int(100);
    /// assert_eq!(cents.round(Rounding::Rekenkundig, Rational::ONE), Some(Rational::from_int(135_190)));
    /// assert_eq!(cents.round(Rounding::NaarBoven, euro), Some(Rational::from_int(135_200)));
    /// assert_eq!(cents.round(Rounding::NaarBeneden, euro), Some(Rational::from_int(135_100)));
    /// ```
    #[must_use]
    pub fn round(self, rounding: Rounding, step: Rational) -> Option<Rational> {
        if step.num() <= 0 {
            return None;
        }
        let over = wide_mul(self.num(), step.den());
        let under = wide_mul(self.den(), step.num());
        let below = over.checked_div_euclid(under)?;
        let rest = over.checked_rem_euclid(under)?;
        let up = match rounding {
            Rounding::NaarBeneden => false,
            Rounding::NaarBoven => rest > 0,
            Rounding::Rekenkundig => {
                let other = under.checked_sub(rest)?;
                rest > other || (rest == other && !self.is_negative())
            }
        };
        let multiple = below.checked_add(i128::from(up))?;
        let num = multiple.checked_mul(i128::from(step.num()))?;
        Rational::reduced(num, i128::from(step.den()))
    }
}
