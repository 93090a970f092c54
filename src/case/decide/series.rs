//! Days into periods: equal days side by side are one period, and what ends the last one is looked for ahead.

use std::rc::Rc;

use super::outcome::Subject;
use super::snapshot::{Outcome, Snapshot};
use crate::evaluate::Change;
use crate::values::Date;

/// How far is looked ahead past the end of the case's period.
const YEARS_AHEAD: i64 = 5;
/// At most so many days are looked at ahead.
const STEPS_AHEAD: usize = 400;

/// The last day up to which something surely stays the same, and what ends that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) until: Date,
    pub(super) change: Change,
}

impl End {
    /// No end.
    pub(super) const NEVER: Self = Self { until: Date::MAX, change: Change::Never };

    /// The nearer of the two.
    pub(super) fn nearer(self, other: Self) -> Self {
        if other.until < self.until { other } else { self }
    }
}

/// A period of equal days.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) from: Date,
    pub(super) until: Date,
    pub(super) snapshot: Rc<Snapshot>,
    /// What ends it; on its last day in the case's period it may not have ended yet.
    pub(super) change: Change,
    /// Up to and including which day it surely lasts; past `until` for the last one.
    pub(super) lasts: Date,
    /// The days on which other rules, amounts or facts may have come to count; the first is `from`.
    pub(super) days: Vec<Date>,
}

impl Subject<'_, '_, '_> {
    /// The case's period as periods of equal days.
    pub(super) fn series(&mut self) -> Vec<Stretch> {
        let (first, last) = self.period_seen();
        let mut series: Vec<Stretch> = Vec::new();
        let mut day = first;
        while day <= last {
            let (snapshot, horizon) = self.snapshot(day);
            let lasts = horizon.until.max(day);
            let until = lasts.min(last);
            match series.last_mut() {
                Some(before) if *before.snapshot == snapshot => {
                    if matches!(before.change, Change::Parameter(_) | Change::Rule(_) | Change::Fact(_)) {
                        before.days.push(day);
                    }
                    (before.until, before.change, before.lasts) = (until, horizon.change, lasts);
                }
                _ => {
                    let snapshot = Rc::new(snapshot);
                    series.push(Stretch { from: day, until, snapshot, change: horizon.change, lasts, days: vec![day] });
                }
            }
            match until.add_days(1) {
                Some(next) => day = next,
                None => break,
            }
        }
        series
    }

    /// The series without the days of a right before its start or after its end.
    pub(super) fn clipped(series: &[Stretch], start: Option<Date>, end: Option<Date>) -> Vec<Stretch> {
        let clip = |stretch: &Stretch| {
            let mut stretch = stretch.clone();
            if matches!(stretch.snapshot.outcome, Outcome::Right | Outcome::Partial) {
                stretch.from = start.map_or(stretch.from, |start| start.max(stretch.from));
                stretch.until = end.map_or(stretch.until, |end| end.min(stretch.until));
            }
            (stretch.from <= stretch.until).then_some(stretch)
        };
        series.iter().filter_map(clip).collect()
    }

    /// How long the last period lasts past the case's own period; `stops` tells whether a change counts although
    /// the day after is the same. `None` when nothing was found to end it.
    pub(super) fn ahead(&mut self, last: &Stretch, stops: &dyn Fn(Change, Date) -> bool) -> Option<End> {
        let limit = self.case.periode.1.add_years(YEARS_AHEAD)?;
        let mut end = End { until: last.lasts, change: last.change };
        for _ in 0..STEPS_AHEAD {
            if end.until >= limit || end.change == Change::Never {
                return None;
            }
            let next = end.until.add_days(1)?;
            if stops(end.change, next) {
                return Some(end);
            }
            let (snapshot, horizon) = self.snapshot(next);
            if snapshot != *last.snapshot {
                return Some(end);
            }
            end = End { until: horizon.until.max(next), change: horizon.change };
        }
        Some(End { until: end.until, change: Change::Never })
    }
}
