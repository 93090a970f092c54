//! The columns of a table: a place in the case, and a value for each row.

use std::borrow::Cow;

use super::super::json::{self, JsonErrorKind, Limits, Value};
use super::super::names::{Names, TOP};
use super::super::path::{Step, place_steps};
use super::super::read::{Json, below_mut, holds_objects};
use super::{ColumnError, ColumnFault};
use crate::program::Program;
use crate::values::composed;

/// More rows than this are refused.
const MOST_ROWS: usize = 100_000;
/// More values together than this are refused.
const MOST_VALUES: usize = 1_000_000;

/// Columns of equal length, each with a place of its own.
pub(super) struct Columns<'t> {
    /// How many rows they have.
    pub(super) rows: usize,
    list: Vec<Column<'t>>,
}

struct Column<'t> {
    place: Cow<'t, str>,
    steps: Vec<Step>,
    cells: Vec<Json<'t>>,
}

impl<'t> Columns<'t> {
    /// Reads an object with a list under each place.
    pub(super) fn read(text: &'t str) -> Result<Self, Vec<ColumnError>> {
        let most = Limits { nodes: MOST_VALUES, items: MOST_ROWS, bytes: 100_000_000, ..Limits::default() };
        let whole = |fault| vec![ColumnError { place: String::new(), fault }];
        let read: Json<'t> = json::parse_as(text, most).map_err(|error| whole(unread(error.kind)))?;
        let Value::Object(members) = read else { return Err(whole(ColumnFault::NoLists)) };
        let mut list = Vec::new();
        for (place, cells) in members {
            let Value::Array(cells) = cells else { return Err(whole(ColumnFault::NoLists)) };
            let steps = place_steps(&place).unwrap_or_default().into_iter().map(Step::from).collect();
            list.push(Column { place, steps, cells });
        }
        let Some(first) = list.first() else { return Err(whole(ColumnFault::NoColumns)) };
        let rows = first.cells.len();
        let faults: Vec<ColumnError> = list.iter().enumerate().filter_map(|(at, one)| one.fault(at, &list)).collect();
        if faults.is_empty() { Ok(Self { rows, list }) } else { Err(faults) }
    }

    /// The places.
    pub(super) fn places(&self) -> Vec<Vec<Step>> {
        self.list.iter().map(|column| column.steps.clone()).collect()
    }

    /// The value of a column in a row; `None` when it is not known there.
    pub(super) fn cell(&self, column: usize, row: usize) -> Option<&Json<'t>> {
        let cell = self.list.get(column)?.cells.get(row)?;
        let unknown = matches!(cell, Value::Object(members) if members.is_empty());
        (!unknown).then_some(cell)
    }

    /// The same fault of each of these columns.
    pub(super) fn faults(&self, columns: &[usize], fault: &ColumnFault) -> Vec<ColumnError> {
        let named = columns.iter().filter_map(|column| self.list.get(*column));
        named.map(|column| ColumnError { place: column.place.to_string(), fault: fault.clone() }).collect()
    }

    /// Makes a place in a case for each column: the object around it must be there.
    pub(super) fn plant<'j>(&self, program: &Program, case: &mut Json<'j>) -> Result<(), Vec<ColumnError>> {
        let names = Names::new(program);
        let planted = self.list.iter().filter_map(|column| {
            let fault = if column.is_frame(&names) { Some(ColumnFault::NoFact) } else { column.plant(case).err() }?;
            Some(ColumnError { place: column.place.to_string(), fault })
        });
        let faults: Vec<ColumnError> = planted.collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

/// Why columns cannot be read.
fn unread(kind: JsonErrorKind) -> ColumnFault {
    use JsonErrorKind::{DuplicateKey, TooLarge, TooLong, TooManyItems, TooManyNodes};
    match kind {
        TooLarge | TooLong | TooManyItems | TooManyNodes => ColumnFault::TooLarge,
        DuplicateKey(_) => ColumnFault::Twice,
        _ => ColumnFault::NotJson,
    }
}

impl Column<'_> {
    /// What is wrong with it, as the column with this number among others.
    fn fault(&self, at: usize, list: &[Self]) -> Option<ColumnError> {
        let first = list.first()?;
        let same = |other: &&Self| self.steps.starts_with(&other.steps) || other.steps.starts_with(&self.steps);
        let fault = if self.steps.is_empty() {
            ColumnFault::NoPlace
        } else if let Some(other) = list.get(..at)?.iter().find(same) {
            ColumnFault::Within(other.place.to_string())
        } else if self.cells.len() != first.cells.len() {
            ColumnFault::Rows { found: self.cells.len(), first: first.place.to_string(), rows: first.cells.len() }
        } else {
            return None;
        };
        Some(ColumnError { place: self.place.to_string(), fault })
    }

    /// Whether it is a whole section, or what stands around the facts.
    fn is_frame(&self, names: &Names<'_>) -> bool {
        match self.steps.as_slice() {
            [Step::Key(key)] => TOP.contains(&key.as_str()) || names.section(&composed(key)).is_some(),
            [Step::Key(key), ..] => key != "relaties" && TOP.contains(&key.as_str()),
            _ => true,
        }
    }

    fn plant<'j>(&self, case: &mut Json<'j>) -> Result<(), ColumnFault> {
        let Some((Step::Key(key), above)) = self.steps.split_last() else { return Err(ColumnFault::NoFact) };
        let Some(Value::Object(members)) = above.iter().try_fold(case, below_mut) else {
            return Err(ColumnFault::Absent);
        };
        match members.iter().find(|(known, _)| known == key) {
            Some((_, value)) if holds_objects(value) => Err(ColumnFault::Objects),
            Some(_) => Ok(()),
            None => {
                members.push((key.clone().into(), Value::Null));
                Ok(())
            }
        }
    }
}
