//! Saturdays, Sundays and public holidays, as the Algemene termijnenwet (articles 1 and 3) counts them.
//!
//! Days that a royal decree assimilates to a public holiday are not computed: they are not in the law. Whoever counts
//! says which they are (`assimilated`).

use super::{Date, Weekday};

/// Whether a day is a public holiday: New Year's Day, Good Friday (assimilated), Easter Monday, the King's birthday as it is
/// celebrated, 5 May, Ascension Day, Whit Monday, 25 and 26 December.
///
/// ```
/// use toegang::values::{Date, is_public_holiday};
/// let day = |y, m, d| Date::from_ymd(y, m, d).unwrap();
/// assert!(is_public_holiday(day(2026, 4, 6))); // Easter Monday
/// assert!(is_public_holiday(day(2025, 4, 26))); // the 27th was a Sunday
/// assert!(!is_public_holiday(day(2026, 10, 1)));
/// ```
#[must_use]
pub fn is_public_holiday(day: Date) -> bool {
    let (year, month, date) = day.ymd();
    let fixed = matches!((month, date), (1, 1) | (5, 5) | (12, 25 | 26));
    let moving = easter(year).is_some_and(|easter| matches!(easter.days_until(day), -2 | 1 | 39 | 50));
    fixed || moving || kings_day(year) == Some(day)
}

/// Whether a term may not end on this day: a Saturday, a Sunday, a public holiday or a day assimilated to one.
#[must_use]
pub fn is_day_off(day: Date, assimilated: &impl Fn(Date) -> bool) -> bool {
    matches!(day.weekday(), Weekday::Zaterdag | Weekday::Zondag) || is_public_holiday(day) || assimilated(day)
}

/// The day itself, or the first later day that is not off; `None` past the calendar.
///
/// ```
/// use toegang::values::{Date, extended};
/// let day = |y, m, d| Date::from_ymd(y, m, d).unwrap();
/// assert_eq!(extended(day(2026, 5, 14), &|_| false), Some(day(2026, 5, 15))); // after Ascension Day
/// assert_eq!(extended(day(2026, 5, 14), &|off| off == day(2026, 5, 15)), Some(day(2026, 5, 18)));
/// ```
#[must_use]
pub fn extended(day: Date, assimilated: &impl Fn(Date) -> bool) -> Option<Date> {
    let mut day = day;
    while is_day_off(day, assimilated) {
        day = day.add_days(1)?;
    }
    Some(day)
}

/// So many working days later (or earlier, when negative): the day of the event does not count.
///
/// `None` past the calendar, or for more than ten thousand days.
#[must_use]
pub fn add_working_days(day: Date, count: i64, assimilated: &impl Fn(Date) -> bool) -> Option<Date> {
    let step = count.signum();
    let mut left = count.checked_abs().filter(|left| *left <= 10_000)?;
    let mut day = day;
    while left > 0 {
        day = day.add_days(step)?;
        left = left.saturating_sub(i64::from(!is_day_off(day, assimilated)));
    }
    Some(day)
}

/// How many working days lie after the first day, up to and including the second; 0 when it is not later.
#[must_use]
pub fn working_days_between(first: Date, last: Date, assimilated: &impl Fn(Date) -> bool) -> i64 {
    let days = first.days_until(last).clamp(0, 40_000);
    let later = (1..=days).filter_map(|step| first.add_days(step));
    i64::try_from(later.filter(|day| !is_day_off(*day, assimilated)).count()).unwrap_or(i64::MAX)
}

/// 27 April, or the 26th when that is a Sunday; until 2013 30 April, or the 29th.
fn kings_day(year: i32) -> Option<Date> {
    let usual = if year >= 2014 { 27 } else { 30 };
    let day = Date::from_ymd(year, 4, usual)?;
    if day.weekday() == Weekday::Zondag { day.add_days(-1) } else { Some(day) }
}

/// Easter Sunday of a year in the Gregorian calendar (the computus of Meeus).
#[expect(clippy::arithmetic_side_effects, reason = "years are at most 9999 and every divisor is a constant")]
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::from_ymd(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}
