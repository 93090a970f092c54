//! JSON in and out: a case comes in, a decision goes out, and a JSON Schema tells how both look.
//!
//! **Invariant:** nothing that a case says is ignored and nothing that it leaves out is filled in: what is not given is
//! unknown, `null` is known to be none, and whatever does not fit is reported with its JSON path, all of it in one run.
//! **Invariant:** only this module knows JSON.

mod brief;
mod build;
mod decide;
mod error;
pub mod json;
mod judge;
mod key;
mod names;
mod path;
mod read;
mod replay;
mod schema;
mod shown;
mod table;
pub mod text;
mod uitleg;
mod write;

pub use crate::values::{composed, key_of};
pub use brief::{BriefOptions, brief};
pub use decide::{
    Asked, Cause, DecideOptions, Detail, LANGUAGE_VERSION, Open, UnknownDecision, Wanted, decide, decide_with,
    questions, section,
};
pub use error::{CaseError, Code};
pub use judge::judge;
pub use path::{PlaceStep, place_steps};
pub use read::{
    Asker, Assessor, Case, GivenJudgement, Options, Provenance, Reuse, Verdict, municipality_of, read_case,
};
pub use replay::{Difference, compare, detail_of};
pub use schema::{case_schema, decision_schema, outcomes_schema};
pub use table::{ColumnError, ColumnFault, Table, TableColumn, TableError, outcomes_table, outcomes_table_while};
pub use uitleg::{uitleg, uitleg_with};
pub use write::{Signature, write_case};
