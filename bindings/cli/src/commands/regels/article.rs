//! What is known of one article.

use std::collections::BTreeSet;

use toegang::values::Date;

/// An article with all that refers to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// `Pw`
    pub regulation: String,
    /// `22a`; empty for a regulation as a whole.
    pub number: String,
    /// The rule paragraphs that encode it.
    pub rules: Vec<RuleLine>,
    /// The amounts, percentages and terms.
    pub amounts: Vec<Amount>,
    /// The judgements and facts that it asks for, and the decisions that it founds: kind and name.
    pub others: Vec<(&'static str, String)>,
    /// Why (part of) it is left out.
    pub left_out: Vec<LeftOut>,
    /// Where its rules, its decisions and what is left out stand: file and line, each once.
    pub places: BTreeSet<(String, usize)>,
}

/// A rule paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// The rule.
    pub title: String,
    /// The paragraph, 0 when there is only one.
    pub paragraph: u32,
    /// Where exactly in the article.
    pub source: String,
    /// First day of this version.
    pub from: Option<Date>,
    /// Last day of this version.
    pub until: Option<Date>,
    /// What was read.
    pub read: &'static str,
    /// Who approved it.
    pub approval: Option<String>,
}

/// A dated amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// `gehuwdennorm`
    pub name: String,
    /// Who must or may fill it, for a delegation.
    pub delegated: Option<String>,
    /// The local regulation that filled it.
    pub filled_by: Option<String>,
    /// Its versions.
    pub versions: Vec<Version>,
    /// Who approved it.
    pub approval: Option<String>,
}

/// One version of an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// The amount as people write it; `onbekend`.
    pub value: String,
    /// What was read.
    pub read: &'static str,
    /// A remark.
    pub note: String,
}

/// A part that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which part, as written.
    pub source: String,
    /// Why.
    pub reason: String,
}

/// How far an article is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Nothing of it is left out.
    Encoded,
    /// Part of it is left out.
    Partly,
    /// It is left out.
    LeftOut,
    /// It is only referred to.
    Mentioned,
    /// It is in the law, and nothing says anything of it.
    Open,
}

impl Coverage {
    /// In Dutch.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Encoded => "gecodeerd",
            Self::Partly => "gedeeltelijk gecodeerd",
            Self::LeftOut => "niet gecodeerd",
            Self::Mentioned => "alleen als bron van gegevens",
            Self::Open => "nog niet bekeken",
        }
    }
}

impl Article {
    /// How far it is encoded.
    pub fn coverage(&self) -> Coverage {
        let decides = self.others.iter().any(|(kind, _)| *kind != "gegeven");
        let encoded = decides || !self.rules.is_empty() || !self.amounts.is_empty();
        match (encoded, self.left_out.is_empty()) {
            (true, true) => Coverage::Encoded,
            (true, false) => Coverage::Partly,
            (false, false) => Coverage::LeftOut,
            (false, true) if self.others.is_empty() => Coverage::Open,
            (false, true) => Coverage::Mentioned,
        }
    }
}
