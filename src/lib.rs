//! Toegang: one decision logic for the access to the Dutch social domain.
//!
//! Rule texts go in at one end, decisions come out at the other:
//!
//! 1. [`syntax::parse`]: text → tree with places; never fails, reports all it cannot read.
//! 2. [`model::check`]: trees → checked model: names, types, units, versions, layers, exceptions, sources.
//! 3. [`program::lower::lower`]: model → decision program of dense ids, which [`program::bytes`] saves and loads.
//! 4. [`case::read_case`]: JSON case → facts, closed: nothing ignored, nothing defaulted.
//! 5. [`evaluate::Machine`]: program and facts → values, with the day until which they hold and their reasons.
//! 6. [`inquire`] says what is still to ask, [`explain`] turns reasons into Dutch, [`case::decide`] writes the decision.
//!
//! [`compile`] does 1 to 3. The engine has no clock, no files, no threads, no floating point, no unsafe code.

#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic
)]

// What pest derives without its feature `std` names it.
extern crate alloc;

pub mod case;
mod compile;
pub mod diagnostic;
pub mod evaluate;
pub mod explain;
pub mod inquire;
pub mod model;
pub mod program;
pub mod syntax;
pub mod trial;
pub mod values;

pub use compile::{Compiled, SourceFile, compile, in_order};
