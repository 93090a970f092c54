//! What comes out of a rule set: decisions, procedures that begin, and plans.

/// What kind of thing comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionKind {
    /// A decision: a right, its amount, its form.
    Besluit,
    /// A procedure: whether it begins, and from which day it counts.
    Procedure,
    /// A plan: who directs, what is aimed at; it refers to decisions and is none itself.
    Plan,
}

impl DecisionKind {
    /// All kinds, in the order of a decision document.
    pub const ALL: [Self; 3] = [Self::Besluit, Self::Procedure, Self::Plan];

    /// Its word in rule files and in decision documents.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Besluit => "besluit",
            Self::Procedure => "procedure",
            Self::Plan => "plan",
        }
    }

    /// The same at the beginning of a sentence.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Besluit => "Besluit",
            Self::Procedure => "Procedure",
            Self::Plan => "Plan",
        }
    }
}
