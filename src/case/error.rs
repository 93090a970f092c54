//! What can be wrong with a case, as data. The Dutch sentences stand in [`super::text`], and a page for each code in
//! `docs/meldingen`.

use std::fmt;

/// What is wrong; [`super::text`] has the sentence of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The text is not JSON, or not within the limits.
    NotJson,
    /// More objects, facts, days or faults than a case may have.
    TooLarge,
    /// More lists and objects inside each other than a case may have.
    TooDeep,
    /// A key that nothing declares.
    UnknownKey,
    /// A key that must be there is not.
    Missing,
    /// A second value for the same fact.
    SecondValue,
    /// A value of another type than declared.
    WrongType,
    /// A quantity in another unit than declared.
    WrongUnit,
    /// More decimals than money has.
    TooPrecise,
    /// A day that does not exist, or is not written as one.
    ImpossibleDate,
    /// A day so long ago that it can only be a mistake.
    TooEarly,
    /// `null` where there is always a value.
    NeverNone,
    /// Not one of the values to choose from.
    UnknownChoice,
    /// A last day before its first day.
    Reversed,
    /// Two values for the same day.
    Overlap,
    /// A dispute needs at least two values.
    NoDispute,
    /// A computed value given as a fact.
    Computed,
    /// An id that no object has.
    UnknownObject,
    /// Two objects with the same id.
    SecondObject,
    /// A fact of two objects about one and the same object.
    WithItself,
    /// A municipality that the rules do not know, or another than theirs.
    UnknownMunicipality,
    /// A law that the rules do not know.
    UnknownLaw,
    /// An organisation that the rules do not know.
    UnknownOrganisation,
    /// An object whose facts stand in rule files.
    StatedInRules,
    /// A judgement given as a fact.
    JudgementAsFact,
    /// A fact given as a judgement.
    FactAsJudgement,
    /// A judgement about something that nobody asks.
    UnknownJudgement,
    /// A judgement without its role, date or reason.
    Unreasoned,
    /// A role that is not declared.
    UnknownRole,
    /// A judgement by a role that may not give it.
    WrongRole,
    /// A judgement that needs a second assessor, without one.
    NoSecondAssessor,
    /// The second assessor is the first.
    SameAssessor,
}

impl Code {
    /// Its name for machines: `C0102`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotJson => "C0101",
            Self::TooLarge => "C0102",
            Self::UnknownKey => "C0103",
            Self::Missing => "C0104",
            Self::SecondValue => "C0105",
            Self::TooDeep => "C0106",
            Self::WrongType => "C0201",
            Self::WrongUnit => "C0202",
            Self::TooPrecise => "C0203",
            Self::ImpossibleDate => "C0204",
            Self::NeverNone => "C0205",
            Self::UnknownChoice => "C0206",
            Self::Reversed => "C0207",
            Self::Overlap => "C0208",
            Self::NoDispute => "C0209",
            Self::TooEarly => "C0210",
            Self::Computed => "C0301",
            Self::UnknownObject => "C0302",
            Self::SecondObject => "C0303",
            Self::WithItself => "C0304",
            Self::UnknownMunicipality => "C0305",
            Self::UnknownLaw => "C0306",
            Self::UnknownOrganisation => "C0307",
            Self::StatedInRules => "C0308",
            Self::JudgementAsFact => "C0401",
            Self::FactAsJudgement => "C0402",
            Self::UnknownJudgement => "C0403",
            Self::Unreasoned => "C0404",
            Self::UnknownRole => "C0405",
            Self::WrongRole => "C0406",
            Self::NoSecondAssessor => "C0407",
            Self::SameAssessor => "C0408",
        }
    }
}

/// One thing that is wrong with a case. `Display` gives the Dutch sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseError {
    /// What.
    pub code: Code,
    /// Where, as a JSON path: `$.personen[0].geboortedatm`.
    pub path: String,
    /// What was found there, as written.
    pub found: String,
    /// What could have stood there.
    pub expected: Option<String>,
    /// The nearest known name.
    pub near: Option<String>,
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, super::text::message(self))?;
        if let Some(expected) = &self.expected {
            write!(f, "; verwacht: {expected}")?;
        }
        match &self.near {
            Some(near) => write!(f, "; bedoelt u `{near}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for CaseError {}
