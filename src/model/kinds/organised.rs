//! How a municipality is organised, as data in rule files: organisations and their facts, who has a mandate for what,
//! and who hands over to whom.

use super::{Approval, Const, InputId, Read, Sources};
use crate::values::{Date, Text};

/// A value as a rule file states it; objects by their number among the stated objects of their class.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum StatedValue {
    Const(Const),
    Text(Text),
    Object(u32),
    Objects(Vec<u32>),
    Periods(Vec<(Date, Option<Date>)>),
}

/// A fact of a stated object; without days it holds as long as its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedFact {
    /// Which.
    pub input: InputId,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// What.
    pub value: StatedValue,
}

/// Where something in a rule file comes from, and how far it is to be trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    /// Its sources.
    pub source: Sources,
    /// What was read.
    pub read: Read,
    /// Who approved it.
    pub approval: Option<Approval>,
}

/// A first and last day; `None` for no bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl Days {
    /// Whether a day lies within.
    #[must_use]
    pub fn contain(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether there is a day that lies within both.
    #[must_use]
    pub fn meet(&self, other: &Self) -> bool {
        let before =
            |one: &Self, other: &Self| matches!((one.until, other.from), (Some(last), Some(first)) if last < first);
        !before(self, other) && !before(other, self)
    }
}

/// One version of a stated object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedVersion {
    /// When it exists like this.
    pub days: Days,
    /// Where that comes from.
    pub trust: Trust,
    /// What is stated of it.
    pub facts: Vec<StatedFact>,
}

/// An object whose facts stand in rule files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedObject {
    /// `sociaal wijkteam`: also its id in a case.
    pub name: Text,
    /// Its versions; on other days it does not exist.
    pub versions: Vec<StatedVersion>,
}

impl StatedObject {
    /// Whether it exists on a day.
    #[must_use]
    pub fn exists(&self, day: Date) -> bool {
        self.versions.iter().any(|version| version.days.contain(day))
    }
}

/// What somebody may do about a decision; each of them more than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// signaleren
    Signals,
    /// adviseren
    Advises,
    /// beoordelen
    Assesses,
    /// beslissen
    Decides,
}

impl Act {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Signals, Self::Advises, Self::Assesses, Self::Decides];

    /// As a mandate says it: `beslist`.
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Signals => "signaleert",
            Self::Advises => "adviseert",
            Self::Assesses => "beoordeelt",
            Self::Decides => "beslist",
        }
    }

    /// As a decision document says it: `beslissen`.
    #[must_use]
    pub const fn infinitive(self) -> &'static str {
        match self {
            Self::Signals => "signaleren",
            Self::Advises => "adviseren",
            Self::Assesses => "beoordelen",
            Self::Decides => "beslissen",
        }
    }
}

/// One line of a mandate: what a role of an organisation may do about a decision, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// The number of the organisation.
    pub organisation: u32,
    /// The role.
    pub role: Text,
    /// What it may do.
    pub act: Act,
    /// About which decision; `None` for all of them.
    pub about: Option<Text>,
    /// When.
    pub days: Days,
    /// Where that comes from.
    pub trust: Trust,
}
