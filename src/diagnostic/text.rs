//! Every Dutch sentence about a diagnostic (being written).

use super::Diagnostic;
use crate::values::dutch::WrongReason;

/// The sentence of a diagnostic.
#[must_use]
pub fn message(diagnostic: &Diagnostic) -> String {
    format!("{} {}", diagnostic.code, diagnostic.facts.join("; "))
}

/// What is wrong with a literal.
#[must_use]
pub fn reason(reason: WrongReason) -> &'static str {
    let _ = reason;
    "onjuiste vorm"
}
