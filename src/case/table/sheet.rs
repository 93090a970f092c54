//! What comes out of all rows, column by column, as it is written down.

use std::collections::BTreeSet;

use super::super::build::Json;
use super::super::json::{self, Value};
use super::super::read::Case;
use super::TableColumn;
use crate::evaluate::ObjectId;
use crate::program::{Decision, DecisionKind};

/// The outcomes of each decision for each of its members.
pub(super) struct Sheet<'p> {
    /// Where those of each decision begin.
    starts: Vec<usize>,
    outcomes: Vec<Outcomes<'p>>,
    /// Whether they are shown also when nobody asks for them.
    named: bool,
}

/// One decision about one member in all rows.
struct Outcomes<'p> {
    decision: &'p Decision,
    about: String,
    /// How many rows are written.
    rows: usize,
    /// Each column: the cells so far, a comma before each.
    cells: Vec<String>,
}

impl<'p> Sheet<'p> {
    /// Nothing yet of these decisions about the members of a case.
    pub(super) fn new(decisions: &[&'p Decision], case: &Case, named: bool) -> Self {
        let mut sheet = Self { starts: Vec::new(), outcomes: Vec::new(), named };
        for decision in decisions {
            sheet.starts.push(sheet.outcomes.len());
            let ids = case.facts.objects.get(decision.class as usize).map_or(&[][..], Vec::as_slice);
            sheet.outcomes.extend(ids.iter().map(|id| Outcomes {
                decision,
                about: id.clone(),
                rows: 0,
                cells: vec![String::new(); names(decision).len()],
            }));
        }
        sheet
    }

    /// Writes what came of a decision, by its place, for a member in a row; `day` is that of reference.
    pub(super) fn write(&mut self, row: usize, (place, member): (usize, ObjectId), outcome: &Json, day: &str) {
        let at = self.starts.get(place).and_then(|start| start.checked_add(member as usize));
        if let Some(outcomes) = at.and_then(|at| self.outcomes.get_mut(at)) {
            outcomes.pad(row);
            outcomes.write(outcome, day);
            outcomes.rows = row.saturating_add(1);
        }
    }

    /// How many cells there will be with this many rows, as far as is known.
    pub(super) fn cells(&self, rows: usize) -> usize {
        let shown = self.outcomes.iter().filter(|outcomes| self.named || outcomes.rows > 0);
        shown.map(|outcomes| outcomes.cells.len()).sum::<usize>().saturating_mul(rows)
    }

    /// The columns of what came out in some row, or was named; each name once.
    pub(super) fn columns(self, rows: usize) -> Vec<TableColumn> {
        let (mut columns, mut taken) = (Vec::new(), BTreeSet::new());
        for mut outcomes in self.outcomes.into_iter().filter(|outcomes| self.named || outcomes.rows > 0) {
            outcomes.pad(rows);
            let Outcomes { decision, about, cells, .. } = outcomes;
            for (own, cells) in names(decision).into_iter().zip(cells) {
                let plain = format!("{} ({about}): {own}", decision.name);
                let again = (2..).map(|number: u32| format!("{plain} ({number})"));
                let name = std::iter::once(plain.clone()).chain(again).find(|name| !taken.contains(name));
                let name = name.unwrap_or_default();
                taken.insert(name.clone());
                columns.push(TableColumn { name, cells: format!("[{}]", cells.get(1..).unwrap_or_default()) });
            }
        }
        columns
    }
}

/// The names of the columns of a decision, in the order in which a row is written.
fn names(decision: &Decision) -> Vec<&str> {
    let mut names = vec!["uitkomst"];
    match decision.kind {
        DecisionKind::Besluit => {
            names.extend(["aard", "vervolg", "vervolg_aan", "ingang", "einde"]);
            names.extend(["perioden", "vanaf", "tot_en_met", "vorm"]);
        }
        DecisionKind::Procedure => names.extend(["vervolg", "vervolg_aan", "datum"]),
        DecisionKind::Plan => {}
    }
    names.extend(decision.values.iter().map(|value| value.name.as_str()));
    names
}

impl Outcomes<'_> {
    /// Writes nothing for the rows up to one.
    fn pad(&mut self, row: usize) {
        let rows = row.saturating_sub(self.rows);
        self.cells.iter_mut().for_each(|cells| cells.extend(std::iter::repeat_n(",null", rows)));
        self.rows = row.max(self.rows);
    }

    fn write(&mut self, outcome: &Json, day: &str) {
        let mut cells = self.cells.iter_mut();
        let mut next = |value: Option<&Json>| {
            if let Some(cells) = cells.next() {
                cells.push(',');
                json::write_compact(cells, value.unwrap_or(&Value::Null));
            }
        };
        let follow_up = |key: &str| outcome.get("vervolg").and_then(|follow_up| follow_up.get(key));
        let periods = outcome.get("perioden").and_then(Json::as_array);
        let head = periods.and_then(|periods| head(periods, day));
        next(outcome.get("uitkomst"));
        match self.decision.kind {
            DecisionKind::Besluit => {
                let count = Json::integer(i64::try_from(periods.map_or(0, <[Json]>::len)).unwrap_or(i64::MAX));
                next(outcome.get("aard"));
                next(follow_up("soort"));
                next(follow_up("aan"));
                next(outcome.get("ingang"));
                next(outcome.get("einde"));
                next(Some(&count));
                ["vanaf", "tot_en_met", "vorm"].into_iter().for_each(|key| next(head.and_then(|head| head.get(key))));
            }
            DecisionKind::Procedure => {
                next(follow_up("soort"));
                next(follow_up("aan"));
                next(outcome.get("datum"));
            }
            DecisionKind::Plan => {}
        }
        let values = head.unwrap_or(outcome).get("waarden").and_then(Json::as_array).unwrap_or_default();
        (0..self.decision.values.len()).for_each(|at| next(values.get(at).and_then(|value| value.get("waarde"))));
    }
}

/// The period of a day, or the first: the one whose outcome is that of the whole.
fn head<'p>(periods: &'p [Json], day: &str) -> Option<&'p Json> {
    let from = |period: &Json| period.get("vanaf").and_then(Json::as_str).is_some_and(|from| from <= day);
    let until = |period: &Json| period.get("tot_en_met").and_then(Json::as_str).is_some_and(|until| day <= until);
    periods.iter().find(|period| from(period) && until(period)).or(periods.first())
}
