//! `toegang schema`: JSON Schema of a case or of a decision.

use toegang::case::{case_schema, decision_schema};

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
    result(&if schema.besluit { decision_schema(program) } else { case_schema(program) })?;
    Ok(Exit::Done)
}
