//! Calendar arithmetic on [`Date`]: months, years, ages and birthdays.
//!
//! Two named choices, made once here. Adding months keeps to the end of the
//! month (31 January plus one month is 28 or 29 February). Adding years to
//! 29 February gives 1 March in a year without that day, so someone born on
//! 29 February has a birthday on 1 March in common years.

use super::date::{Date, is_leap, month_length};

impl Date {
    /// The first day of this month.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "the first of the month of a valid day is a valid day")]
    pub fn first_of_month(self) -> Date {
        let (_, _, day) = self.ymd();
        self.shifted_within_range(1 - day.cast_signed())
    }

    /// The last day of this month.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "the last of the month of a valid day is a valid day")]
    pub fn last_of_month(self) -> Date {
        let (_, _, day) = self.ymd();
        self.shifted_within_range(self.days_in_month().cast_signed() - day.cast_signed())
    }

    /// 1 January of this year.
    #[must_use]
    pub fn first_of_year(self) -> Date {
        let (year, _, _) = self.ymd();
        Date::from_ymd(year, 1, 1).unwrap_or(Date::MIN)
    }

    /// The number of days in this month: 28 to 31.
    #[must_use]
    pub fn days_in_month(self) -> u32 {
        let (year, month, _) = self.ymd();
        month_length(year, month).unwrap_or(31)
    }

    /// The first day of the next month; `None` after December 9999.
    #[must_use]
    pub fn next_month_first(self) -> Option<Date> {
        self.last_of_month().add_days(1)
    }

    /// The same day `months` later (earlier if negative), or the last day of
    /// that month if the day does not exist there. `None` outside the years 1 to
    /// 9999.
    ///
    /// ```
    /// use toegang::values::Date;
    /// let day = Date::from_ymd(2026, 1, 31).unwrap();
    /// assert_eq!(day.add_months(1), Date::from_ymd(2026, 2, 28));
    /// ```
    #[must_use]
    pub fn add_months(self, months: i64) -> Option<Date> {
        let (year, month, day) = self.ymd();
        let from_zero = i64::from(year).checked_mul(12)?.checked_add(i64::from(month))?;
        let target = from_zero.checked_sub(1)?.checked_add(months)?;
        let year = i32::try_from(target.div_euclid(12)).ok()?;
        let month = u32::try_from(target.rem_euclid(12)).ok()?.checked_add(1)?;
        Date::from_ymd(year, month, day.min(month_length(year, month)?))
    }

    /// The same day `years` later (earlier if negative); 29 February becomes
    /// 1 March in a year without it. `None` outside the years 1 to 9999.
    ///
    /// ```
    /// use toegang::values::Date;
    /// let day = Date::from_ymd(2008, 2, 29).unwrap();
    /// assert_eq!(day.add_years(18), Date::from_ymd(2026, 3, 1));
    /// ```
    #[must_use]
    pub fn add_years(self, years: i64) -> Option<Date> {
        let (year, _, _) = self.ymd();
        let target = i64::from(year).checked_add(years)?;
        self.birthday_in(i32::try_from(target).ok()?)
    }

    /// The age in full years on this day of someone born on `birth`; zero if
    /// this day is before `birth`. See the module text for 29 February.
    ///
    /// ```
    /// use toegang::values::Date;
    /// let birth = Date::from_ymd(2008, 2, 29).unwrap();
    /// let before = Date::from_ymd(2026, 2, 28).unwrap();
    /// assert_eq!(before.full_years_since(birth), 17);
    /// ```
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "both years lie in 1 to 9999, so the difference is small")]
    pub fn full_years_since(self, birth: Date) -> i64 {
        let ((year, _, _), (birth_year, _, _)) = (self.ymd(), birth.ymd());
        let years = i64::from(year) - i64::from(birth_year);
        let passed = birth.birthday_in(year).is_some_and(|birthday| birthday <= self);
        (years - i64::from(!passed)).max(0)
    }

    /// The largest number of months `n` for which `start.add_months(n)` is not
    /// after this day; zero if this day is before `start`.
    ///
    /// This follows [`Date::add_months`], so twelve months after 29 February are
    /// full on 28 February, while [`Date::full_years_since`] counts to 1 March.
    #[must_use]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "both years lie in 1 to 9999, so twelve times the difference is small"
    )]
    pub fn full_months_since(self, start: Date) -> i64 {
        let ((year, month, day), (year_0, month_0, day_0)) = (self.ymd(), start.ymd());
        let years = i64::from(year) - i64::from(year_0);
        let months = 12 * years + i64::from(month) - i64::from(month_0);
        let passed = day >= day_0.min(self.days_in_month());
        (months - i64::from(!passed)).max(0)
    }

    /// The first birthday strictly after `on` of someone born on this day; the
    /// day of birth itself is not a birthday. `None` if it would fall after the
    /// year 9999.
    ///
    /// ```
    /// use toegang::values::Date;
    /// let birth = Date::from_ymd(2008, 2, 29).unwrap();
    /// let on = Date::from_ymd(2026, 2, 28).unwrap();
    /// assert_eq!(Date::next_anniversary_after(birth, on), Date::from_ymd(2026, 3, 1));
    /// ```
    #[must_use]
    pub fn next_anniversary_after(self, on: Date) -> Option<Date> {
        let age = on.full_years_since(self);
        self.add_years(age.checked_add(1)?)
    }

    /// The birthday in `year` of someone born on this day, also for a year
    /// before the birth. `None` outside the years 1 to 9999.
    fn birthday_in(self, year: i32) -> Option<Date> {
        match self.ymd() {
            (_, 2, 29) if !is_leap(year) => Date::from_ymd(year, 3, 1),
            (_, month, day) => Date::from_ymd(year, month, day),
        }
    }

    /// This day moved by a number of days that stays inside its month.
    fn shifted_within_range(self, days: i32) -> Date {
        self.add_days(i64::from(days)).unwrap_or(self)
    }
}
