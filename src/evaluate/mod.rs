//! Program and facts in, values out: each with the day until which it holds, and its reasons on request.
//!
//! A [`Machine`] is made once per program, or anew for each case of a [`Prepared`] one; [`Machine::load`] begins the
//! evaluation of a case, and [`Evaluation::value`] answers for any node, objects and day.

mod arithmetic;
mod branches;
mod calendar;
mod cells;
mod course;
mod define;
mod describe;
mod eval;
pub mod facts;
mod folds;
mod frames;
mod interval;
mod layers;
mod machine;
mod members;
mod memo;
mod months;
mod ops;
mod periods;
mod plan;
mod prepared;
mod reach;
mod read;
mod reasons;
mod scope;
mod seen;
mod slots;
mod stated;
mod steps;
mod tell;
mod tell_folds;
mod tell_nodes;
mod tell_rules;
mod tell_terms;
mod terms;
mod time;
mod tree;
mod truth;
mod value;
mod visit;
mod word;

pub(crate) use describe::problem;
pub use describe::show_number;
pub use facts::{Datum, Facts, Given, ObjectId, Withheld};
pub use machine::{BUDGET, Evaluation, Machine};
pub use months::MOST_MONTHS;
pub use prepared::Prepared;
pub use reasons::{Applied, Reason, Subject, Told, Used, UsedParameter, What};
pub use scope::VARIABLES;
pub use stated::stated_objects;
pub use tell::MOST_REASONS;
pub use time::LONGEST_SEARCH;
pub use value::{Answer, Args, Change, Fault, Interval, Place, Problem, Val};
pub use visit::{Basis, Visited, Why};
