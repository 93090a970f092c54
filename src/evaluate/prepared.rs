//! A program that was looked through once, for many cases.

use std::sync::Arc;

use super::machine::Machine;
use super::plan::Plan;
use crate::program::Program;

/// A program with what evaluation looks up about it: making a machine for it takes next to nothing.
///
/// ```
/// use toegang::{evaluate::Prepared, program::Program};
/// let prepared = Prepared::new(Program::default());
/// assert_eq!(prepared.machine().program(), prepared.program());
/// ```
#[derive(Clone, Debug)]
pub struct Prepared {
    program: Program,
    plan: Arc<Plan>,
}

impl Prepared {
    /// Looks through a program that passed [`crate::program::validate::validate`].
    #[must_use]
    pub fn new(program: Program) -> Self {
        let plan = Arc::new(Plan::new(&program));
        Self { program, plan }
    }

    /// The program.
    #[must_use]
    pub const fn program(&self) -> &Program {
        &self.program
    }

    /// A machine, with room of its own.
    #[must_use]
    pub fn machine(&self) -> Machine<'_> {
        Machine::with_plan(&self.program, Arc::clone(&self.plan))
    }
}
