//! What a case gives: facts, and what a person must judge.

use super::{Basis, ClassId, Sources, Type};
use crate::values::Text;

/// Who knows a fact first; the asking order is the order of these variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A registry (`volgens BRP`).
    Registry,
    /// The applicant (no `volgens`, or `volgens de aanvrager`).
    Applicant,
    /// A judgement or the use of a power.
    Judgement,
}

/// What a person must judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JudgementKind {
    /// Discretion: "naar het oordeel van het college".
    Oordeel,
    /// An open norm under full review.
    Kwalificatie,
    /// Whether a power ("kan") is used.
    Bevoegdheid,
}

/// A judgement: who may give it, on which question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Which kind.
    pub kind: JudgementKind,
    /// The roles that may give it.
    pub roles: Vec<Text>,
    /// The question.
    pub question: Text,
    /// What to weigh.
    pub weigh: Vec<Text>,
    /// A second assessor must have looked (four eyes).
    pub second: bool,
    /// What was read of it, and who approved it.
    pub basis: Basis,
}

/// A fact or judgement that a case may give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The declared name, as it stands in the rule file: `netto inkomen uit arbeid`.
    pub name: Text,
    /// Its key in a case: `netto_inkomen_uit_arbeid`.
    pub key: Text,
    /// Old keys that still work (`voorheen`).
    pub former: Vec<Text>,
    /// Whose it is: none, one or two classes.
    pub args: Vec<ClassId>,
    /// For two arguments: the fact of (a, b) is the fact of (b, a).
    pub symmetric: bool,
    /// Its type.
    pub ty: Type,
    /// Who knows it first, and which registry.
    pub origin: Origin,
    /// `BRP`, `UWV`, … when declared.
    pub register: Option<Text>,
    /// Never changeable, so never part of `anders_als`.
    pub fixed: bool,
    /// What kind of judgement, when it is one.
    pub judgement: Option<Judgement>,
    /// The source (a judgement's own, or the fact's when it has one).
    pub source: Sources,
    /// A short Dutch description, for the schema and for questions.
    pub description: Text,
}
