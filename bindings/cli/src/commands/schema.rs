//! `toegang schema`: JSON Schema of a case, of a decision, or of what comes out without reasons.

use toegang::case::{case_schema, decision_schema, outcomes_schema};

use crate::args::Schema;
use crate::out::{Exit, Stop, result};
use crate::rules;

/// Writes the schema that the rules give.
///
/// # Errors
///
/// Rules with errors, an unknown municipality.
pub fn run(schema: &Schema) -> Result<Exit, Stop> {
    let rules = rules::open(schema.regels.as_deref(), schema.gemeente.as_deref())?;
    let program = rules.program()?;
    let make = match (schema.besluit, schema.kort) {
        (false, false) => case_schema,
        (true, _) => decision_schema,
        (false, true) => outcomes_schema,
    };
    result(&make(program))?;
    Ok(Exit::Done)
}
