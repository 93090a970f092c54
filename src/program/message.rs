//! Message data: what a decision hands to a message standard, and what must hold of it.

use super::DecisionValue;
use crate::values::Text;

/// The message that follows from a decision that gives a right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The standard: `iWmo 3.2`.
    pub standard: Text,
    /// The message of the standard: `301`; empty when only the standard is named.
    pub number: Text,
    /// Its fields; the decision's member is `Variable(0)`.
    pub fields: Vec<DecisionValue>,
    /// What must hold, by the code of the check (nodes of type Bool).
    pub checks: Vec<DecisionValue>,
}
