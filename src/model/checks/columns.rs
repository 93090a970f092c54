//! A column of a decision table: which of its cells hold in which zone.

use std::ops::Range;

use super::CELLS;
use super::scale::scale;
use super::zones::{Point, Scale, Zone};
use crate::model::Model;
use crate::model::checker::Checker;
use crate::model::expr::{Kind, Shared};
use crate::model::kinds::{Amount, Comparison, Const, Type};
use crate::model::read::same;
use crate::values::{Date, order};

/// A cell: as written, and as the condition that it stands for.
pub(super) struct Cell {
    pub said: String,
    pub condition: Shared,
}

/// What the zones of a column are.
enum Zones {
    /// `ja` and `nee`, or the values of a choice.
    Named(Vec<String>),
    /// Stretches of numbers or days.
    Line(Vec<Zone>, Scale),
}

/// A column, with for each row the zones in which its cell holds.
pub(super) struct Column {
    zones: Zones,
    holds: Vec<Vec<bool>>,
}

/// One comparison of a cell.
struct Limit<'c> {
    comparison: Comparison,
    value: &'c Shared,
    limit: &'c Shared,
}

impl Column {
    /// Cuts a column into zones, with the amounts of a day; `None` when its limits cannot be ordered.
    pub(super) fn new(checker: &Checker, model: &Model, cells: &[Option<Cell>], day: Option<Date>) -> Option<Self> {
        let Some(first) = cells.iter().flatten().next() else {
            return Some(Self::named(cells, vec!["-".into()], |_, _| true));
        };
        if matches!(first.said.as_str(), "ja" | "nee") {
            return Some(Self::named(cells, vec!["ja".into(), "nee".into()], |cell, place| {
                (cell.said == "ja") == (place == 0)
            }));
        }
        match limits(first)?.first()?.value.ty {
            Type::Choice(choice) => {
                let values = checker.choices.get(choice as usize)?.clone();
                Some(Self::named(cells, values, |cell, place| chosen(cell) == u32::try_from(place).ok()))
            }
            Type::Number(_) | Type::Date => Self::line(model, cells, day),
            _ => None,
        }
    }

    fn named(cells: &[Option<Cell>], values: Vec<String>, holds: impl Fn(&Cell, usize) -> bool) -> Self {
        let row = |cell: &Option<Cell>| match cell {
            Some(cell) => (0..values.len()).map(|place| holds(cell, place)).collect(),
            None => vec![true; values.len()],
        };
        Self { holds: cells.iter().map(row).collect(), zones: Zones::Named(values) }
    }

    fn line(model: &Model, cells: &[Option<Cell>], day: Option<Date>) -> Option<Self> {
        let mut rows: Vec<Vec<Limit<'_>>> = Vec::new();
        for cell in cells {
            rows.push(if let Some(cell) = cell { limits(cell)? } else { Vec::new() });
        }
        let first = rows.iter().flatten().next()?;
        let only = rows.iter().flatten().all(|limit| same(limit.limit, first.limit)).then_some(Point::Only);
        let scale = scale(model, first.value);
        let mut placed: Vec<Vec<(Comparison, Point)>> = Vec::new();
        for row in &rows {
            let points = row.iter().map(|limit| Some((limit.comparison, point(model, limit.limit, day).or(only)?)));
            placed.push(points.collect::<Option<_>>()?);
        }
        let mut points: Vec<Point> = placed.iter().flatten().map(|(_, point)| *point).collect();
        order::sort(&mut points);
        points.dedup();
        let zones = Zone::cut(&points, &scale);
        if zones.len().saturating_mul(cells.len()) > CELLS {
            return None;
        }
        let row = |limits: &Vec<(Comparison, Point)>| {
            let limits = limits.iter().filter_map(|(how, point)| Some((*how, points.binary_search(point).ok()?)));
            let limits: Vec<(Comparison, usize)> = limits.collect();
            zones.iter().map(|zone| limits.iter().all(|(how, place)| meets(*zone, *how, *place))).collect()
        };
        let holds = placed.iter().map(row).collect();
        Some(Self { zones: Zones::Line(zones, scale), holds })
    }

    /// How many zones it has.
    pub(super) fn len(&self) -> usize {
        match &self.zones {
            Zones::Named(values) => values.len(),
            Zones::Line(zones, _) => zones.len(),
        }
    }

    fn holds(&self, row: usize, zone: usize) -> bool {
        self.holds.get(row).and_then(|zones| zones.get(zone)).copied().unwrap_or(true)
    }

    /// Runs of zones in which the same ones of these rows hold, with those rows.
    pub(super) fn runs(&self, rows: &[usize]) -> Vec<(Range<usize>, Vec<usize>)> {
        let mut runs: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
        for zone in 0..self.len() {
            let inside: Vec<usize> = rows.iter().copied().filter(|row| self.holds(*row, zone)).collect();
            let end = zone.saturating_add(1);
            match runs.last_mut().filter(|(_, known)| *known == inside && matches!(self.zones, Zones::Line(..))) {
                Some((run, _)) => run.end = end,
                None => runs.push((zone..end, inside)),
            }
        }
        match runs.as_slice() {
            [(_, first), rest @ ..] if rest.iter().all(|(_, known)| known == first) => {
                vec![(0..self.len(), first.clone())]
            }
            _ => runs,
        }
    }

    /// The zones of a run, as a cell.
    pub(super) fn show(&self, run: &Range<usize>) -> String {
        if *run == (0..self.len()) {
            return "-".into();
        }
        match &self.zones {
            Zones::Named(values) => values.get(run.clone()).unwrap_or(&[]).join(" of "),
            Zones::Line(zones, scale) => {
                let zones = zones.get(run.clone()).unwrap_or(&[]);
                match (zones.first(), zones.last()) {
                    (Some(first), Some(last)) => first.to(*last).show(scale),
                    _ => "-".into(),
                }
            }
        }
    }

    /// The first zones in which two rows both hold, as a cell.
    pub(super) fn shared(&self, first: usize, second: usize) -> Option<String> {
        let both = self.runs(&[first, second]).into_iter().find(|(_, inside)| inside.len() == 2);
        both.map(|(run, _)| self.show(&run))
    }
}

/// The comparisons of a cell.
fn limits(cell: &Cell) -> Option<Vec<Limit<'_>>> {
    fn gather<'c>(condition: &'c Shared, found: &mut Vec<Limit<'c>>) -> Option<()> {
        match &condition.kind {
            Kind::All(parts) => parts.iter().try_for_each(|part| gather(part, found)),
            Kind::Compare(comparison, value, limit) => {
                found.push(Limit { comparison: *comparison, value, limit });
                Some(())
            }
            _ => None,
        }
    }
    let mut found = Vec::new();
    gather(&cell.condition, &mut found)?;
    (!found.is_empty()).then_some(found)
}

/// The value of a choice that a cell names.
fn chosen(cell: &Cell) -> Option<u32> {
    match limits(cell)?.first()?.limit.kind {
        Kind::Const(Const::Choice(value)) => Some(value),
        _ => None,
    }
}

/// The value of a limit, when it is written or an amount that is known on that day.
fn point(model: &Model, limit: &Shared, day: Option<Date>) -> Option<Point> {
    let value = match &limit.kind {
        Kind::Const(value) => *value,
        Kind::Parameter(parameter) => {
            let versions = &model.parameters.get(*parameter as usize)?.versions;
            let holds = |from: Date, until: Option<Date>| {
                day.is_some_and(|day| from <= day && until.is_none_or(|until| day <= until))
            };
            match versions.iter().find(|version| holds(version.from, version.until))?.amount {
                Amount::Known(value) => value,
                Amount::Unknown { .. } => return None,
            }
        }
        _ => return None,
    };
    match value {
        Const::Number(number) => Some(Point::Number(number)),
        Const::Date(day) => Some(Point::Day(day)),
        _ => None,
    }
}

/// Whether a comparison with a limit, by its place among the limits, holds throughout a zone.
fn meets(zone: Zone, comparison: Comparison, place: usize) -> bool {
    let limit = place.saturating_mul(2).saturating_add(1);
    match comparison {
        Comparison::Equal => zone.number == limit,
        Comparison::Less => zone.number < limit,
        Comparison::AtMost => zone.number <= limit,
        Comparison::Greater => zone.number > limit,
        Comparison::AtLeast => zone.number >= limit,
    }
}
