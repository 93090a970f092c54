//! [`Date`]: a day in the proleptic Gregorian calendar, without clock or zone.
//!
//! Ages, birthdays and month arithmetic are in the sibling module `calendar`.

use core::fmt;

use super::decimal::is_digits;

/// A calendar day from 1 January 1 up to and including 31 December 9999, held
/// as the number of days since 1970-01-01.
///
/// ```
/// use toegang::values::Date;
/// let day = Date::from_ymd(2026, 10, 1).unwrap();
/// assert_eq!(day.to_string(), "2026-10-01");
/// assert_eq!(Date::parse_iso("2026-10-01"), Some(day));
/// assert_eq!(Date::from_ymd(2026, 2, 29), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the Dutch names of the days are their own documentation")]
pub enum Weekday {
    Maandag,
    Dinsdag,
    Woensdag,
    Donderdag,
    Vrijdag,
    Zaterdag,
    Zondag,
}

impl Weekday {
    /// The Dutch name, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Weekday::Maandag => "maandag",
            Weekday::Dinsdag => "dinsdag",
            Weekday::Woensdag => "woensdag",
            Weekday::Donderdag => "donderdag",
            Weekday::Vrijdag => "vrijdag",
            Weekday::Zaterdag => "zaterdag",
            Weekday::Zondag => "zondag",
        }
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Date {
    /// 1 January of the year 1.
    pub const MIN: Date = Date(-719_162);
    /// 31 December 9999.
    pub const MAX: Date = Date(2_932_896);

    /// The day with this year, month (1 to 12) and day of the month. `None` if
    /// it does not exist or the year is not 1 to 9999.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Date> {
        if !(1..=9999).contains(&year) || day < 1 || day > month_length(year, month)? {
            return None;
        }
        Some(Date(day_number(year, month, day)))
    }

    /// The day with this number since 1970-01-01. `None` outside the years 1 to
    /// 9999.
    #[must_use]
    pub const fn from_days(days: i32) -> Option<Date> {
        if days < Date::MIN.0 || days > Date::MAX.0 {
            return None;
        }
        Some(Date(days))
    }

    /// The number of days since 1970-01-01.
    #[inline]
    #[must_use]
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Year, month (1 to 12) and day of the month.
    #[must_use]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "a valid day number is below 2^22 in size, so no step comes near the bounds"
    )]
    pub const fn ymd(self) -> (i32, u32, u32) {
        // Days since 1 March of the year 0: the leap day ends each such year.
        let days = (self.0 + 719_468).unsigned_abs();
        let (era, in_era) = (days / 146_097, days % 146_097);
        let in_era_year = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * in_era_year + in_era_year / 4 - in_era_year / 100);
        let from_march = (5 * in_year + 2) / 153;
        let day = in_year - (153 * from_march + 2) / 5 + 1;
        let (month, next) = if from_march < 10 { (from_march + 3, 0) } else { (from_march - 9, 1) };
        ((in_era_year + era * 400 + next).cast_signed(), month, day)
    }

    /// The day `days` later (earlier if negative). `None` outside the years 1 to
    /// 9999.
    #[must_use]
    pub fn add_days(self, days: i64) -> Option<Date> {
        let days = i64::from(self.0).checked_add(days)?;
        Date::from_days(i32::try_from(days).ok()?)
    }

    /// The number of days from this day to `other`: zero for the same day,
    /// negative if `other` is earlier.
    #[inline]
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "the difference of two i32 fits an i64")]
    pub fn days_until(self, other: Date) -> i64 {
        i64::from(other.0) - i64::from(self.0)
    }

    /// The day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match self.0.rem_euclid(7) {
            0 => Weekday::Donderdag,
            1 => Weekday::Vrijdag,
            2 => Weekday::Zaterdag,
            3 => Weekday::Zondag,
            4 => Weekday::Maandag,
            5 => Weekday::Dinsdag,
            _ => Weekday::Woensdag,
        }
    }

    /// Reads `2026-10-01`: four, two and two digits. `None` for any other text
    /// or a day that does not exist.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Date> {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        let number = |part: &str, length: usize| {
            (part.len() == length && is_digits(part)).then(|| part.parse::<u32>().ok()).flatten()
        };
        let year = i32::try_from(number(year, 4)?).ok()?;
        Date::from_ymd(year, number(month, 2)?, number(day, 2)?)
    }
}

/// ISO 8601: `2026-10-01`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        f.pad(&format!("{year:04}-{month:02}-{day:02}"))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

/// Whether the year has a 29 February.
pub(super) const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The number of days in a month; `None` unless `month` is 1 to 12.
pub(super) const fn month_length(year: i32, month: u32) -> Option<u32> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if is_leap(year) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// The day number of an existing day in the years 1 to 9999.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "the caller has checked year, month and day, so no step comes near the bounds"
)]
const fn day_number(year: i32, month: u32, day: u32) -> i32 {
    let (year, from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let in_year = (153 * from_march + 2) / 5 + day - 1;
    365 * year + year / 4 - year / 100 + year / 400 + in_year.cast_signed() - 719_468
}
