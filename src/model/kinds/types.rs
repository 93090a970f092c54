//! Types: what a value is, in which unit, and of which class of objects.

use super::ClassId;
use crate::values::Text;

/// A unit: what is counted and per what. Money is counted in cents inside, printed in euros.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// What is counted.
    pub base: Base,
    /// Per which period or unit (`maand`, `jaar`, `week`, `uur`), if any.
    pub per: Option<Text>,
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// A bare number.
    Number,
    /// A fraction that is written as a percentage.
    Percentage,
    /// Money, in cents.
    Money,
    /// A declared unit, singular: `dag`, `week`, `maand`, `jaar`, `minuut`, `uur`, …
    Of(Text),
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// ja/nee
    Bool,
    /// A number with its unit.
    Number(Unit),
    /// A day.
    Date,
    /// One of the choices of the rule set.
    Choice(u32),
    /// Free text.
    Text,
    /// One object of a class; `optional` when "geen" is allowed.
    Object {
        /// Of which class.
        class: ClassId,
        /// Whether there may be none.
        optional: bool,
    },
    /// Any number of objects of a class (inputs only).
    Many(ClassId),
    /// A set of periods (inputs only).
    Periods,
}

/// A class of objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// `persoon`
    pub name: Text,
    /// `personen`: also the key of its section in a case.
    pub plural: Text,
    /// Exactly one per case (huishouden): its section is an object, not a list.
    pub singleton: bool,
}
