//! The kinds that the checked model and the program share: types, facts, parameters, sources, operations.
//!
//! They describe what a rule set holds and say nothing of how it is laid out; the program re-exports them.

mod dated;
mod decided;
mod given;
mod operations;
mod organised;
mod sources;
mod types;

pub use dated::{Amount, AssimilatedDays, Const, Delegation, Parameter, ParameterVersion};
pub use decided::DecisionKind;
pub use given::{Input, Judgement, JudgementKind, Origin};
pub use operations::{Box_, Comparison, DateFunction, Fold, Operator, PeriodFunction, Step};
pub use organised::{Act, Days, Mandate, StatedFact, StatedObject, StatedValue, StatedVersion, Trust};
pub use sources::{Approval, Basis, Nature, Read, Rule, Source, Sources};
pub use types::{Base, Class, Type, Unit};

/// Number of a class of objects (persoon, huishouden, …).
pub type ClassId = u32;
/// Number of an input (fact or judgement).
pub type InputId = u32;
/// Number of a derived term.
pub type TermId = u32;
/// Number of a parameter.
pub type ParameterId = u32;
/// Number of a text in the texts of the rule set.
pub type TextId = u32;
