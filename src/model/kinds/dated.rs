//! Constants and dated parameters, and the room that a delegation leaves.

use super::{Approval, Basis, Read, Sources, TextId, Type};
use crate::values::{Date, Rational, Text};

/// A value in a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Const {
    /// ja or nee.
    Bool(bool),
    /// A number in its unit (money in cents, percentages as fractions).
    Number(Rational),
    /// A day.
    Date(Date),
    /// Value `1` of choice `0` in the choices of the rule set; only the value's number is kept.
    Choice(u32),
    /// A text.
    Text(TextId),
    /// Known to be none.
    Empty,
}

/// What a parameter is during one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Known.
    Known(Const),
    /// Not known; a bound may be.
    Unknown {
        /// At least this.
        at_least: Option<Rational>,
        /// At most this.
        at_most: Option<Rational>,
    },
}

/// One version of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterVersion {
    /// First day.
    pub from: Date,
    /// Last day; `None` while nothing follows.
    pub until: Option<Date>,
    /// Its value.
    pub amount: Amount,
    /// What was read.
    pub read: Read,
    /// A remark in the rule file.
    pub note: Text,
}

/// A dated parameter: a norm, a limit, a percentage, a filled delegation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// `gehuwdennorm`
    pub name: Text,
    /// Its type.
    pub ty: Type,
    /// Its source.
    pub source: Sources,
    /// Days in the year on which it changes as a rule (month, day): past the next such day it is last known only.
    pub calendar: Vec<(u32, u32)>,
    /// Versions in order of their first day, without overlap. Empty: a delegation that nobody filled.
    pub versions: Vec<ParameterVersion>,
    /// Set when it is a delegation: whether a municipality must fill it.
    pub delegation: Option<Delegation>,
    /// Who approved it.
    pub approval: Option<Approval>,
}

/// The days that a royal decree assimilates to a public holiday, for the years for which it was made (Algemene
/// termijnenwet, article 3, third paragraph).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssimilatedDays {
    /// The first year.
    pub first: i32,
    /// The last year.
    pub last: i32,
    /// The days, in order.
    pub days: Vec<Date>,
    /// Its source.
    pub source: Sources,
    /// What was read.
    pub read: Read,
    /// Who approved it.
    pub approval: Option<Approval>,
}

/// Room that a higher layer leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// A filling is compulsory: without one it is reported as missing, never treated as none.
    pub compulsory: bool,
    /// Who fills it: `de gemeenteraad bij verordening`.
    pub by: Text,
    /// The name of the local regulation that filled it.
    pub filled_by: Option<Text>,
    /// What was read of the delegation itself, and who approved it.
    pub basis: Basis,
}
