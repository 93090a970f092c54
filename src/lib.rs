//! Toegang: one decision logic for the access to the Dutch social domain.

pub mod case;
pub mod diagnostic;
pub mod evaluate;
pub mod explain;
pub mod inquire;
pub mod model;
pub mod program;
pub mod syntax;
pub mod values;
