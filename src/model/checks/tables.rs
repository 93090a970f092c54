//! Decision tables: for every case exactly one outcome. A case that no row covers, and a case for which two rows give
//! different outcomes, are shown as a row.
//!
//! A column is cut into zones at the limits that its cells name; within a zone every cell says the same of every value.
//! Limits that are amounts are looked up for each version. A table with limits that cannot be ordered is not checked.

use std::collections::{BTreeMap, BTreeSet};

use super::CELLS;
use super::columns::{Cell, Column};
use crate::diagnostic::Diagnostic;
use crate::model::checker::{Checker, scope_of};
use crate::model::draft::text_of;
use crate::model::expr::{Kind, Shared};
use crate::model::kinds::{ParameterId, TermId};
use crate::model::read::{Bound, same};
use crate::model::{Model, ModelRule};
use crate::syntax::tree::{Row, Span};
use crate::values::Date;

/// A table with its rows read.
struct Table {
    /// The name of the table, as the finding shows it.
    title: String,
    header: Span,
    rows: Vec<Outcome>,
    /// Per column, the cell of each row.
    columns: Vec<Vec<Option<Cell>>>,
    /// Whether other rules conclude the same, so that a gap may be theirs.
    shared: bool,
    /// The first and the last day on which it holds.
    holds: (Option<Date>, Option<Date>),
}

/// How many cells may still be touched.
struct Budget(usize);

impl Budget {
    /// Takes some of it; `false` when there was too little.
    fn spend(&mut self, cells: usize) -> bool {
        let left = self.0.checked_sub(cells);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// What a row gives.
struct Outcome {
    span: Span,
    value: Option<Shared>,
}

/// Checks every table.
pub(super) fn run(checker: &Checker, model: &Model) {
    for (_, term, _) in &checker.tables {
        for table in tables_of(checker, model, *term) {
            check(checker, model, &table);
        }
    }
}

/// The tables that give a term, as far as all their cells can be read.
fn tables_of(checker: &Checker, model: &Model, term: TermId) -> Vec<Table> {
    let Some(rules) = model.terms.get(term as usize).map(|term| &term.rules) else { return Vec::new() };
    let rule_at = |row: &Row| rules.iter().find(|rule| rule.span == row.span);
    let mut headers: Vec<Span> = Vec::new();
    for (_, header, row) in &checker.table_rows {
        let known = headers.contains(&header.span) || checker.broken_tables.contains(&header.span);
        if rule_at(row).is_some() && !known {
            headers.push(header.span);
        }
    }
    let tables = headers.iter().filter_map(|header| table(checker, rules, *header));
    tables.collect()
}

fn table(checker: &Checker, rules: &[ModelRule], header: Span) -> Option<Table> {
    let lines: Vec<&(Vec<Bound>, Row, Row)> = checker.table_rows.iter().filter(|line| line.1.span == header).collect();
    let (bound, head, _) = lines.first()?;
    let scope = scope_of(bound);
    let count = head.cells.len().checked_sub(1)?;
    let mut columns: Vec<Vec<Option<Cell>>> = (0..count).map(|_| Vec::new()).collect();
    let mut rows = Vec::new();
    for (_, _, row) in &lines {
        let rule = rules.iter().find(|rule| rule.span == row.span)?;
        rows.push(Outcome { span: row.span, value: rule.value.clone() });
        for ((column, cell), cells) in head.cells.iter().zip(&row.cells).zip(&mut columns) {
            let said = text_of(cell);
            let open = matches!(said.as_str(), "-" | "");
            let read = |said| checker.cell(column, cell, &scope).map(|condition| Cell { said, condition });
            cells.push(if open { None } else { Some(read(said)?) });
        }
    }
    let rule = &rules.iter().find(|rule| rows.iter().any(|row| row.span == rule.span))?.rule;
    let title = rule.title.split(", van ").next().unwrap_or_default().to_string();
    let shared = rules.iter().any(|rule| !rows.iter().any(|row| row.span == rule.span));
    Some(Table { title, header, rows, columns, shared, holds: (rule.from, rule.until) })
}

fn check(checker: &Checker, model: &Model, table: &Table) {
    let mut overlaps = BTreeMap::new();
    let mut budget = Budget(CELLS);
    let mut looked = false;
    for day in days(model, table) {
        let columns: Option<Vec<Column>> =
            table.columns.iter().map(|cells| Column::new(checker, model, cells, day)).collect();
        let Some(columns) = columns else { continue };
        looked = true;
        if !table.shared
            && let Some(witness) = gap(&columns, table.rows.len(), &mut budget)
        {
            checker.error(Diagnostic::error("T0809", table.header, &[&table.title, &witness]));
            return;
        }
        for (first, second, witness) in overlapping(&columns, table, &mut budget) {
            overlaps.entry((second, first)).or_insert(witness);
        }
    }
    for ((second, first), witness) in overlaps {
        let finding = Diagnostic::error("T0810", second, &[&witness]);
        checker.error(finding.also(first, "hier staat de andere rij"));
    }
    if !looked || budget.0 == 0 {
        checker.error(Diagnostic::warning("T0811", table.header, &[&table.title]));
    }
}

/// The days for which a table is looked at: its own first day, and that of every version of an amount that is a limit
/// in it.
fn days(model: &Model, table: &Table) -> BTreeSet<Option<Date>> {
    let mut parameters = BTreeSet::new();
    let cells = table.columns.iter().flatten().flatten();
    cells.for_each(|cell| limits(&cell.condition, &mut parameters));
    let versions =
        parameters.iter().filter_map(|id| model.parameters.get(*id as usize)).flat_map(|known| &known.versions);
    let (from, until) = table.holds;
    let holds = |day: &Date| from.is_none_or(|from| from <= *day) && until.is_none_or(|until| *day <= until);
    let days: BTreeSet<Option<Date>> =
        versions.map(|version| version.from).chain(from).filter(holds).map(Some).collect();
    if days.is_empty() { BTreeSet::from([None]) } else { days }
}

/// The parameters on the right of the comparisons of a cell.
fn limits(cell: &Shared, found: &mut BTreeSet<ParameterId>) {
    match &cell.kind {
        Kind::All(parts) => parts.iter().for_each(|part| limits(part, found)),
        Kind::Compare(_, _, limit) => {
            if let Kind::Parameter(parameter) = limit.kind {
                found.insert(parameter);
            }
        }
        _ => {}
    }
}

/// The first case that no row covers, as the cells of a row.
fn gap(columns: &[Column], rows: usize, budget: &mut Budget) -> Option<String> {
    let all: Vec<usize> = (0..rows).collect();
    let mut witness = Vec::new();
    uncovered(columns, &all, budget, &mut witness).then(|| row_of(&witness))
}

/// Whether some case is covered by none of these rows; the cells of that case.
fn uncovered(columns: &[Column], rows: &[usize], budget: &mut Budget, witness: &mut Vec<String>) -> bool {
    if rows.is_empty() {
        witness.extend(columns.iter().map(|_| "-".to_string()));
        return true;
    }
    let Some((column, rest)) = columns.split_first() else { return false };
    if !budget.spend(column.len().saturating_mul(rows.len())) {
        return false;
    }
    for (zones, inside) in column.runs(rows) {
        witness.push(column.show(&zones));
        if uncovered(rest, &inside, budget, witness) {
            return true;
        }
        witness.pop();
    }
    false
}

/// Pairs of rows that hold for one case and give different outcomes.
fn overlapping(columns: &[Column], table: &Table, budget: &mut Budget) -> Vec<(Span, Span, String)> {
    let cells: usize = columns.iter().map(Column::len).sum();
    let mut found = Vec::new();
    for (later, second) in table.rows.iter().enumerate() {
        for (earlier, first) in table.rows.iter().enumerate().take(later) {
            if !budget.spend(cells) {
                return found;
            }
            let agree = match (&first.value, &second.value) {
                (Some(a), Some(b)) => same(a, b),
                _ => true,
            };
            let both: Option<Vec<String>> = columns.iter().map(|column| column.shared(earlier, later)).collect();
            if let (false, Some(both)) = (agree, both) {
                found.push((first.span, second.span, row_of(&both)));
            }
        }
    }
    found
}

fn row_of(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}
