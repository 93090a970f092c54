//! [`Periods`]: a set of days, held as sorted, unbroken stretches.

use super::date::Date;

/// One unbroken stretch: its first day and its last day, both included. `None`
/// as last day means that it has no end.
pub type Period = (Date, Option<Date>);

/// A set of days as sorted stretches that neither overlap nor touch, so that
/// equal sets are equal values.
///
/// A stretch up to [`Date::MAX`] is the same as one without an end.
///
/// ```
/// use toegang::values::{Date, Periods};
/// let day = |month, day| Date::from_ymd(2026, month, day).unwrap();
/// let stay = Periods::new(vec![
///     (day(2, 1), None),
///     (day(1, 1), Some(day(1, 31))),
/// ]);
/// assert_eq!(stay.as_slice(), [(day(1, 1), None)]);
/// assert_eq!(stay.run_length_until(day(2, 1)), 32);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Periods(Vec<Period>);

impl Periods {
    /// The set of all days in the given stretches, which may come in any order
    /// and may overlap. A stretch that ends before it starts contains no day.
    #[must_use]
    pub fn new(mut list: Vec<Period>) -> Periods {
        list.retain(|(start, end)| end.is_none_or(|end| *start <= end));
        list.sort_unstable_by_key(|(start, _)| *start);
        let mut merged: Vec<Period> = Vec::with_capacity(list.len());
        for (start, end) in list {
            match merged.last_mut() {
                Some((_, last)) if reaches(*last, start) => *last = later(*last, end),
                _ => merged.push((start, later(Some(start), end))),
            }
        }
        Periods(merged)
    }

    /// The stretches, sorted.
    #[must_use]
    pub fn as_slice(&self) -> &[Period] {
        &self.0
    }

    /// Whether the set has no days.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the day is in the set.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.period_at(day).is_some()
    }

    /// The unbroken stretch the day is in.
    #[must_use]
    pub fn period_at(&self, day: Date) -> Option<Period> {
        let after = self.0.partition_point(|(start, _)| *start <= day);
        let found = self.0.get(after.checked_sub(1)?)?;
        found.1.is_none_or(|end| day <= end).then_some(*found)
    }

    /// The number of days of the set from `from` up to and including `to`; zero
    /// if `to` is before `from`.
    #[must_use]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "disjoint stretches hold at most all days of the calendar, fewer than 2^22"
    )]
    pub fn days_within(&self, from: Date, to: Date) -> i64 {
        let mut total = 0;
        for (start, end) in &self.0 {
            let first = from.max(*start);
            let last = end.map_or(to, |end| to.min(end));
            total += (first.days_until(last) + 1).max(0);
        }
        total
    }

    /// How many days the set has lasted unbroken on `day`: zero if the day is
    /// not in it, one on the first day of a stretch.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "fewer than 2^22 days")]
    pub fn run_length_until(&self, day: Date) -> i64 {
        self.period_at(day).map_or(0, |(start, _)| start.days_until(day) + 1)
    }

    /// The first day after `day` that is in the set if `day` is not, or the
    /// other way round. `None` if that never changes again.
    #[must_use]
    pub fn next_change_after(&self, day: Date) -> Option<Date> {
        if let Some((_, end)) = self.period_at(day) {
            return end?.add_days(1);
        }
        let next = self.0.partition_point(|(start, _)| *start <= day);
        self.0.get(next).map(|(start, _)| *start)
    }

    /// The days that are in either set.
    #[must_use]
    pub fn union(&self, other: &Periods) -> Periods {
        Periods::new(self.0.iter().chain(&other.0).copied().collect())
    }

    /// The days that are in both sets.
    #[must_use]
    pub fn intersect(&self, other: &Periods) -> Periods {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = Vec::new();
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let end = earlier(a.1, b.1);
            common.push((a.0.max(b.0), end));
            if a.1 == end {
                left.next();
            } else {
                right.next();
            }
        }
        // Stretches that do not meet gave a reversed pair; `new` drops those.
        Periods::new(common)
    }
}

/// Whether a stretch with this end overlaps or touches one that starts later.
fn reaches(end: Option<Date>, start: Date) -> bool {
    end.and_then(|end| end.add_days(1)).is_none_or(|next| start <= next)
}

/// The later of two ends, with the end of the calendar written as no end.
fn later(left: Option<Date>, right: Option<Date>) -> Option<Date> {
    let end = left?.max(right?);
    (end < Date::MAX).then_some(end)
}

/// The earlier of two ends.
fn earlier(left: Option<Date>, right: Option<Date>) -> Option<Date> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (end, None) | (None, end) => end,
    }
}
