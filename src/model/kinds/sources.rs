//! Where a rule comes from, what was read, who approved it, and what a reason points to.

use std::sync::Arc;

use super::TextId;
use crate::values::{Date, Text};

/// A structured source, so that it can be linked, listed per article, and printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// `Pw`, `Awb`, or the name of a local regulation.
    pub regulation: Text,
    /// `22a`; empty for a whole regulation or a judgment.
    pub article: Text,
    /// `1` for eerste lid; empty when not given.
    pub paragraph: Text,
    /// `d, 2°`; empty when not given.
    pub item: Text,
    /// An ECLI, when the source is a judgment.
    pub ecli: Text,
    /// The source as written.
    pub text: Text,
}

/// The sources of something. Many things have the same.
pub type Sources = Arc<[Source]>;

/// What was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Read {
    /// Read in the text of the law.
    #[default]
    Wettekst,
    /// Read in an official publication.
    Bekendmaking,
    /// Read in a secondary source.
    Secundair,
    /// Computed from read values.
    Afgeleid,
    /// An example value, of no municipality in particular.
    Voorbeeldwaarde,
    /// Not read.
    NietGelezen,
}

/// Who approved a rule or an amount: name, function, date, text version. Nobody yet is `None` in its holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// As written after `akkoord`.
    pub text: Text,
}

/// What was read of a judgement, a delegation or a decision, and who approved it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// What was read.
    pub read: Read,
    /// Who approved it.
    pub approval: Option<Approval>,
}

/// One paragraph of one version of a rule: what a reason points to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// The rule's title.
    pub title: Text,
    /// The paragraph's number, 0 when it has none.
    pub paragraph: u32,
    /// The regulation it stands in.
    pub regulation: Text,
    /// Its sources.
    pub source: Sources,
    /// First day of this version.
    pub from: Option<Date>,
    /// Last day of this version.
    pub until: Option<Date>,
    /// What was read.
    pub read: Read,
    /// Who approved it.
    pub approval: Option<Approval>,
    /// The paragraph's text, for explanations.
    pub text: TextId,
}

/// Whether a decision is bound or a power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// gebonden
    Gebonden,
    /// bevoegdheid
    Bevoegdheid,
}
