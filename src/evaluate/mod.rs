//! Program and facts in, values out: each with the day until which it holds, and its reasons on request.

pub mod facts;

pub use facts::{Datum, Facts, Given, ObjectId, Withheld};
