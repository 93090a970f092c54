//! What comes out of one case many times over: a table in, of the values of some facts per row, and a table out.
//!
//! **Invariant:** a row says what [`super::decide_with`] without reasons says of the case that has the values of that row.

use super::decide::{self, DecideOptions, Detail, UnknownDecision, chosen, each_outcome};
use super::error::CaseError;
use super::json::{self, Limits};
use super::read::{Json, Options, Template, TemplateFault, not_json};
use crate::evaluate::Machine;

mod columns;
mod sheet;

use columns::Columns;
use sheet::Sheet;

/// What comes out of the rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns, in the order of the decisions and their members.
    pub columns: Vec<TableColumn>,
    /// Per row all that is wrong with it; a row with a fault has nothing in its columns.
    pub faults: Vec<Vec<CaseError>>,
}

/// One column of what comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// The decision, whom it is about, and what: `algemene bijstand (huishouden): uitkomst`. Each name is there once.
    pub name: String,
    /// The cells: a JSON list, without white space.
    pub cells: String,
}

/// Why there is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// All that is wrong with the case, whatever the values of a row.
    Case(Vec<CaseError>),
    /// All that is wrong with the columns.
    Columns(Vec<ColumnError>),
    /// There is no decision of that name.
    Decision(UnknownDecision),
}

/// What is wrong with a column. [`super::text::column`] has the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnError {
    /// Its place, as written; empty when it is about all columns.
    pub place: String,
    /// What.
    pub fault: ColumnFault,
}

/// What can be wrong with columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnFault {
    /// The text is not JSON.
    NotJson,
    /// More rows or values than a table may have, or more would come out.
    TooLarge,
    /// A place that is there twice.
    Twice,
    /// Not an object with a list under each place.
    NoLists,
    /// Not one column: then the number of rows is not known.
    NoColumns,
    /// Not a place in a case.
    NoPlace,
    /// The object around the place is not in the case.
    Absent,
    /// No fact stands there, but something that is the same in all rows.
    NoFact,
    /// Objects with an id of their own stand there.
    Objects,
    /// The place is that of another column, or one lies in the other.
    Within(String),
    /// Another number of rows than the first column has.
    Rows {
        /// How many it has.
        found: usize,
        /// The place of the first column.
        first: String,
        /// How many that has.
        rows: usize,
    },
}

/// More values than this do not come out.
const MOST_CELLS: usize = 10_000_000;

/// What comes out of a case for each row of a table: `columns` is a JSON object with a list under each place in the case
/// (`personen[0].geboortedatum`), in which `{}` stands for what is not known.
///
/// # Errors
///
/// All that is wrong with the case or with a column, and a [`DecideOptions::onderwerp`] that no decision has as its name.
/// What is wrong with a value in a row stands in [`Table::faults`].
///
/// ```
/// use toegang::case::{Options, TableError, outcomes_table};
/// use toegang::{evaluate::Machine, program::Program};
/// let program = Program::default();
/// let said = outcomes_table(&mut Machine::new(&program), (r#"{"peildatum": "2026-10-01"}"#, "{}"), &Options::default(), None);
/// assert!(matches!(said, Err(TableError::Columns(_))));
/// ```
pub fn outcomes_table(
    machine: &mut Machine<'_>,
    texts: (&str, &str),
    reading: &Options,
    onderwerp: Option<&str>,
) -> Result<Table, TableError> {
    outcomes_table_while(machine, texts, reading, onderwerp, &|| true).map(Option::unwrap_or_default)
}

/// [`outcomes_table`] as long as the caller wants it to `go_on`, which is asked before each row; nothing when it stopped.
///
/// # Errors
///
/// As [`outcomes_table`].
///
/// ```
/// use toegang::case::{Options, TableError, outcomes_table_while};
/// use toegang::{evaluate::Machine, program::Program};
/// let program = Program::default();
/// let (mut machine, texts) = (Machine::new(&program), (r#"{"peildatum": "2026-10-01"}"#, "{}"));
/// let said = outcomes_table_while(&mut machine, texts, &Options::default(), None, &|| false);
/// assert!(matches!(said, Err(TableError::Columns(_))), "that there are no columns is told all the same");
/// ```
pub fn outcomes_table_while(
    machine: &mut Machine<'_>,
    (case, columns): (&str, &str),
    reading: &Options,
    onderwerp: Option<&str>,
    go_on: &dyn Fn() -> bool,
) -> Result<Option<Table>, TableError> {
    let program = machine.program();
    let options = DecideOptions { onderwerp: onderwerp.map(str::to_string), detail: Detail::Outcomes };
    let decisions = chosen(program, &options).map_err(TableError::Decision)?;
    let columns = Columns::read(columns).map_err(TableError::Columns)?;
    let mut json: Json<'_> =
        json::parse_as(case, Limits::default()).map_err(|error| TableError::Case(vec![not_json(&error)]))?;
    columns.plant(program, &mut json).map_err(TableError::Columns)?;
    json::sort(&mut json);
    let mut template = Template::new(program, &json, reading, &columns.places()).map_err(|fault| match fault {
        TemplateFault::Case(errors) => TableError::Case(errors),
        TemplateFault::NoFacts(places) => TableError::Columns(columns.faults(&places, &ColumnFault::NoFact)),
    })?;
    let day = decide::day_of_reference(&template.case).to_string();
    let mut sheet = Sheet::new(&decisions, &template.case, onderwerp.is_some());
    let mut faults = Vec::with_capacity(columns.rows);
    for row in 0..columns.rows {
        if !go_on() {
            return Ok(None);
        }
        let put = template.put(&|column| columns.cell(column, row));
        if put.is_ok() {
            each_outcome(machine, &template.case, &decisions, &options, &mut |place, member, outcome| {
                if let Ok(outcome) = outcome {
                    sheet.write(row, (place, member), &outcome, &day);
                }
            });
        }
        faults.push(put.err().unwrap_or_default());
        if sheet.cells(columns.rows) > MOST_CELLS {
            return Err(TableError::Columns(vec![ColumnError { place: String::new(), fault: ColumnFault::TooLarge }]));
        }
    }
    Ok(Some(Table { columns: sheet.columns(columns.rows), faults }))
}
