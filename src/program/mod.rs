//! The decision program: the checked model flattened into dense ids and arrays, ready to evaluate.
//!
//! **Invariant:** a program is immutable and `Send + Sync`; evaluation borrows it and looks up nothing by name.
//! **Invariant:** every id in a program that passed [`validate`] is in range, every node refers only to nodes with a
//! lower number (so evaluation terminates), and no term depends on itself.

pub use crate::model::kinds::*;
use crate::values::{Date, Rational, Rounding, Text};
pub use index::Index;
pub(crate) use index::{Keys, Named};
pub use message::Message;
pub use organisation::{Filter, HandOver, Organisation};

pub mod bytes;
mod children;
mod index;
pub mod lower;
mod message;
mod organisation;
pub mod validate;

/// Number of a node.
pub type NodeId = u32;
/// Number of a rule paragraph.
pub type RuleId = u32;

/// A run `start..start + len` in [`Program::children`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// First index.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// A derived term: a name with zero, one or two arguments and its definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// How it reads with `…` for arguments: `norm van …`, `… is kostendelende medebewoner van …`.
    pub name: Text,
    /// The classes of its arguments.
    pub args: Vec<ClassId>,
    /// Its type.
    pub ty: Type,
    /// A [`Node::Define`].
    pub body: NodeId,
}

/// One node. Children are node numbers; sets of children are runs in [`Program::children`].
///
/// Variables: a term's arguments are `Variable(0)` and `Variable(1)`; a fold binds the next free number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// A constant.
    Const(Const),
    /// A parameter on the day of evaluation.
    Parameter(ParameterId),
    /// Whether a delegation is filled on the day of evaluation (Bool).
    IsFilled(ParameterId),
    /// An input with its arguments (nodes of type object; `u32::MAX` for an absent one).
    Input(InputId, NodeId, NodeId),
    /// A derived term with its arguments (`u32::MAX` for an absent one). When both arguments are of one class and are
    /// the same object, a Bool term is nee: no person is his own housemate.
    Term(TermId, NodeId, NodeId),
    /// A bound object.
    Variable(u8),
    /// The only object of a singleton class.
    Singleton(ClassId),
    /// An object of a rule file, by its number among those of its class.
    Stated(ClassId, u32),
    /// The day for which is evaluated.
    Peildatum,
    /// The day from which the desk looks (the case's peildatum).
    DayOfDecision,
    /// All hold (Kleene).
    All(Run),
    /// At least one holds (Kleene).
    Any(Run),
    /// Does not hold.
    Not(NodeId),
    /// Compares two numbers, dates, choices, objects (objects, choices and texts: Equal only). Empty equals only Empty.
    Compare(Comparison, NodeId, NodeId),
    /// Whether a value is present, that is: not known to be none (Bool).
    Present(NodeId),
    /// Arithmetic; Minimum and Maximum also on dates. Empty in arithmetic is a fault, except Minimum and Maximum,
    /// which pass it over.
    Arithmetic(Operator, NodeId, NodeId),
    /// Rounds to a multiple of the step.
    Round(Rounding, Rational, NodeId),
    /// condition, value when it holds, value otherwise.
    Choose(NodeId, NodeId, NodeId),
    /// date, number of steps, forward: `3 maanden vóór X` has a negative count written as Subtract.
    Shift(Step, NodeId, NodeId),
    /// Full steps from the first date up to the second (age in years: birth, day); at least 0.
    FullSteps(Step, NodeId, NodeId),
    /// A fixed question about a date.
    DateOf(DateFunction, NodeId),
    /// A question about periods on the day of evaluation.
    PeriodsOf(PeriodFunction, NodeId),
    /// Folds a domain: `domain` is a run of nodes of type object or Many; `variable` is bound to each member in turn;
    /// `filter` (or `u32::MAX`) restricts; `value` is what is folded (for Exists, Every, None: a condition; for Count and
    /// TheOne `u32::MAX`). An unknown or incomplete domain leaves the fold open unless the known members settle it.
    Fold {
        /// How.
        fold: Fold,
        /// Which variable is bound.
        variable: u8,
        /// Over what.
        domain: Run,
        /// Restricted by.
        filter: NodeId,
        /// What is folded.
        value: NodeId,
    },
    /// The value on another day: value, date.
    On(NodeId, NodeId),
    /// The mean of a number over the days of the calendar month or year of the day of evaluation, exact.
    DailyMean(Box_, NodeId),
    /// How many days of the calendar box the condition holds.
    DaysThat(Box_, NodeId),
    /// The first day in `from..=until` (two date nodes) on which the condition holds; Empty when none.
    FirstDay {
        /// The condition.
        condition: NodeId,
        /// First day looked at.
        from: NodeId,
        /// Last day looked at.
        until: NodeId,
    },
    /// How many days in `from..=until` (two date nodes) the condition holds.
    DaysBetween {
        /// The condition.
        condition: NodeId,
        /// First day looked at.
        from: NodeId,
        /// Last day looked at.
        until: NodeId,
    },
    /// The sum of a number on the first day of each calendar month from that of `from` up to that of `until`; zero when
    /// there is none.
    MonthSum {
        /// The number.
        value: NodeId,
        /// A day of the first month.
        from: NodeId,
        /// A day of the last month.
        until: NodeId,
    },
    /// The value as if other facts held: the run holds pairs (target, value); a target is a [`Node::Input`] or
    /// [`Node::Term`] whose arguments are evaluated outside, its value replaces the real one inside.
    AsIf(NodeId, Run),
    /// The definition of a term: base rules (a run of [`Node::Rule`]). Those that apply must agree. When none applies:
    /// nee for Bool, else a fault. `clamp` bounds come as Arithmetic inside the rules.
    Define {
        /// The rules.
        rules: Run,
        /// nee when no rule applies.
        bool: bool,
    },
    /// Applies when its version is in force (`from`, `until` of [`Rule`]), its condition holds and no exception does.
    /// Only reached from [`Node::Define`] and from exceptions.
    Rule {
        /// Which.
        rule: RuleId,
        /// Its condition, or `u32::MAX` for none.
        condition: NodeId,
        /// Its value, or `u32::MAX` when it only takes away (`is niet van toepassing`).
        value: NodeId,
        /// Its exceptions: rule nodes. One that applies replaces the outcome of this one (or takes it away).
        exceptions: Run,
    },
}

/// A named value of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionValue {
    /// `hoogte`
    pub name: Text,
    /// Its type.
    pub ty: Type,
    /// The value; the decision's member is `Variable(0)`.
    pub node: NodeId,
}

/// What follows from an outcome (`doorzenden aan …, indien …`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// `doorzenden`, `verwijzen`, `buiten behandeling`, `geen besluit nodig`, `onderzoek onvolledig`, `aanhouden`.
    pub kind: Text,
    /// To whom.
    pub to: Option<Text>,
    /// When.
    pub condition: NodeId,
}

/// A decision that can come out. All nodes see the member as `Variable(0)`; absent nodes are `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// A decision, a procedure or a plan.
    pub kind: DecisionKind,
    /// `algemene bijstand`
    pub name: Text,
    /// The law that it is taken under: only what may be used for that law counts.
    pub law: Text,
    /// The class of its members.
    pub class: ClassId,
    /// Its sources.
    pub source: Sources,
    /// What was read of it, and who approved it.
    pub basis: Basis,
    /// Bound or a power.
    pub nature: Nature,
    /// When it is a question at all; else `niet van toepassing`.
    pub applies: Option<NodeId>,
    /// When there is a right, or a procedure starts; a plan is always right.
    pub right: NodeId,
    /// When the right is partial, or a procedure gives information only.
    pub partial: Option<NodeId>,
    /// No duty, though the power remains (`niet gehouden`).
    pub not_bound: Option<NodeId>,
    /// Amounts and sizes, only where there is a right.
    pub values: Vec<DecisionValue>,
    /// The form (`geld`, `lening`), a text or choice.
    pub form: Option<DecisionValue>,
    /// First day of the right.
    pub start: Option<NodeId>,
    /// Last day of the right.
    pub end: Option<NodeId>,
    /// The day from which a procedure counts.
    pub day: Option<NodeId>,
    /// Terms: named dates.
    pub terms: Vec<DecisionValue>,
    /// What follows, in order; the first whose condition holds.
    pub follow_ups: Vec<FollowUp>,
    /// Named conditions and duties that hold with it, or the goals of a plan (name, node of type Bool).
    pub duties: Vec<DecisionValue>,
    /// Which role decides, and in whose name.
    pub competent: Vec<Text>,
    /// The message that follows from a right.
    pub message: Option<Message>,
}

/// A rule set, compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// Name, version and municipality, sha256 of the sources.
    pub identity: Identity,
    /// Classes of objects.
    pub classes: Vec<Class>,
    /// The values of each choice type.
    pub choices: Vec<Vec<Text>>,
    /// Facts and judgements.
    pub inputs: Vec<Input>,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Rule paragraphs.
    pub rules: Vec<Rule>,
    /// Derived terms.
    pub terms: Vec<Term>,
    /// Nodes.
    pub nodes: Vec<Node>,
    /// Children of nodes.
    pub children: Vec<NodeId>,
    /// Clauses as written, for explanations: node and text, sorted by node.
    pub labels: Vec<(NodeId, TextId)>,
    /// Texts.
    pub texts: Vec<Text>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// The declared roles.
    pub roles: Vec<Text>,
    /// Organisations, mandates, hand-overs.
    pub organisation: Organisation,
    /// The days assimilated to public holidays, in order of their years.
    pub assimilated: Vec<AssimilatedDays>,
    /// The laws for which facts are obtained, by the title under which they are cited.
    pub laws: Vec<Text>,
    /// What may be used for another law than it was obtained for.
    pub uses: Vec<DataUse>,
    /// What is found by key; empty in a new program.
    pub index: Index,
}

impl Program {
    /// The assimilated days that were declared for a year.
    #[must_use]
    pub fn assimilated_in(&self, year: i32) -> Option<&AssimilatedDays> {
        self.assimilated.iter().find(|known| (known.first..=known.last).contains(&year))
    }

    /// The conditions that must all hold for a condition to hold.
    #[must_use]
    pub fn conjuncts(&self, node: NodeId) -> Vec<NodeId> {
        match self.nodes.get(node as usize) {
            Some(Node::All(run)) => self.run(*run).to_vec(),
            _ => vec![node],
        }
    }

    /// Whether a day is assimilated to a public holiday.
    #[must_use]
    pub fn is_assimilated(&self, day: Date) -> bool {
        self.assimilated_in(day.ymd().0).is_some_and(|known| known.days.binary_search(&day).is_ok())
    }
}

/// A ground on which what was obtained for one law may be used for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataUse {
    /// Obtained for this law.
    pub from: Text,
    /// Used for this one.
    pub to: Text,
    /// Its sources.
    pub source: Sources,
    /// First day.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
    /// Under which condition; without one always.
    pub allowed: Option<Allowed>,
}

/// A condition about whoever a fact is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The class of the object that it is about.
    pub class: ClassId,
    /// The condition; the object is `Variable(0)`.
    pub node: NodeId,
}

/// What a rule set is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// `Toegang`
    pub name: Text,
    /// Version of the rule set.
    pub version: Text,
    /// The municipality whose local rules are in it, or empty.
    pub municipality: Text,
    /// sha256 of the sources, hexadecimal.
    pub sha256: Text,
}

/// No node.
pub const NONE: NodeId = u32::MAX;

impl Decision {
    /// A condition about the members of this decision, as something that can be asked by itself.
    #[must_use]
    pub fn asking(&self, condition: NodeId) -> Self {
        Self {
            kind: self.kind,
            name: self.name.clone(),
            law: self.law.clone(),
            basis: self.basis.clone(),
            class: self.class,
            source: Sources::default(),
            nature: Nature::Gebonden,
            applies: None,
            right: condition,
            partial: None,
            not_bound: None,
            values: Vec::new(),
            form: None,
            start: None,
            end: None,
            day: None,
            terms: Vec::new(),
            follow_ups: Vec::new(),
            duties: Vec::new(),
            competent: Vec::new(),
            message: None,
        }
    }
}
