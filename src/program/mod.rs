//! The decision program: the checked model flattened into dense ids and arrays, ready to evaluate.
//!
//! **Invariant:** a program is immutable and `Send + Sync`; evaluation borrows it and looks up nothing by name.
//! **Invariant:** every id in a program that passed [`validate`] is in range, every node refers only to nodes with a
//! lower number (so evaluation terminates), and no term depends on itself.

use serde::{Deserialize, Serialize};

use crate::values::{Date, Rational, Rounding};

pub mod bytes;
pub mod lower;
pub mod validate;

/// Number of a node.
pub type NodeId = u32;
/// Number of a class of objects (persoon, huishouden, …).
pub type ClassId = u32;
/// Number of an input (fact or judgement).
pub type InputId = u32;
/// Number of a derived term.
pub type TermId = u32;
/// Number of a rule paragraph.
pub type RuleId = u32;
/// Number of a parameter.
pub type ParameterId = u32;
/// Number of a text in [`Program::texts`].
pub type TextId = u32;

/// A run `start..start + len` in [`Program::children`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// First index.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// A unit: what is counted and per what. Money is counted in cents inside, printed in euros.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// What is counted.
    pub base: Base,
    /// Per which period or unit (`maand`, `jaar`, `week`, `uur`), if any.
    pub per: Option<String>,
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Base {
    /// A bare number.
    Number,
    /// A fraction that is written as a percentage.
    Percentage,
    /// Money, in cents.
    Money,
    /// A declared unit, singular: `dag`, `week`, `maand`, `jaar`, `minuut`, `uur`, …
    Of(String),
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Type {
    /// ja/nee
    Bool,
    /// A number with its unit.
    Number(Unit),
    /// A day.
    Date,
    /// One of [`Program::choices`].
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// `persoon`
    pub name: String,
    /// `personen`: also the key of its section in a case.
    pub plural: String,
    /// Exactly one per case (huishouden): its section is an object, not a list.
    pub singleton: bool,
}

/// Who knows a fact first; the asking order is the order of these variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// A registry (`volgens BRP`).
    Registry,
    /// The applicant (no `volgens`, or `volgens de aanvrager`).
    Applicant,
    /// A judgement or the use of a power.
    Judgement,
}

/// What a person must judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JudgementKind {
    /// Discretion: "naar het oordeel van het college".
    Oordeel,
    /// An open norm under full review.
    Kwalificatie,
    /// Whether a power ("kan") is used.
    Bevoegdheid,
}

/// A judgement: who may give it, on which question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Which kind.
    pub kind: JudgementKind,
    /// The roles that may give it.
    pub roles: Vec<String>,
    /// The question.
    pub question: String,
    /// What to weigh.
    pub weigh: Vec<String>,
    /// A second assessor must have looked (four eyes).
    pub second: bool,
}

/// A fact or judgement that a case may give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The declared name, as it stands in the rule file: `netto inkomen uit arbeid`.
    pub name: String,
    /// Its key in a case: `netto_inkomen_uit_arbeid`.
    pub key: String,
    /// Old keys that still work (`voorheen`).
    pub former: Vec<String>,
    /// Whose it is: none, one or two classes.
    pub args: Vec<ClassId>,
    /// For two arguments: the fact of (a, b) is the fact of (b, a).
    pub symmetric: bool,
    /// Its type.
    pub ty: Type,
    /// Who knows it first, and which registry.
    pub origin: Origin,
    /// `BRP`, `UWV`, … when declared.
    pub register: Option<String>,
    /// Never changeable, so never part of `anders_als`.
    pub fixed: bool,
    /// What kind of judgement, when it is one.
    pub judgement: Option<Judgement>,
    /// The source (a judgement's own, or the fact's when it has one).
    pub source: Vec<Source>,
    /// A short Dutch description, for the schema and for questions.
    pub description: String,
}

/// A structured source, so that it can be linked, listed per article, and printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// `Pw`, `Awb`, or the name of a local regulation.
    pub regulation: String,
    /// `22a`; empty for a whole regulation or a judgment.
    pub article: String,
    /// `1` for eerste lid; empty when not given.
    pub paragraph: String,
    /// `d, 2°`; empty when not given.
    pub item: String,
    /// An ECLI, when the source is a judgment.
    pub ecli: String,
    /// The source as written.
    pub text: String,
}

/// What was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// As written after `akkoord`.
    pub text: String,
}

/// A value in a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Const {
    /// ja or nee.
    Bool(bool),
    /// A number in its unit (money in cents, percentages as fractions).
    Number(Rational),
    /// A day.
    Date(Date),
    /// Value `1` of choice `0` in [`Program::choices`]; only the value's number is kept.
    Choice(u32),
    /// A text.
    Text(TextId),
    /// Known to be none.
    Empty,
}

/// What a parameter is during one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    pub note: String,
}

/// A dated parameter: a norm, a limit, a percentage, a filled delegation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// `gehuwdennorm`
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Its source.
    pub source: Vec<Source>,
    /// Days in the year on which it changes as a rule (month, day): past the next such day it is last known only.
    pub calendar: Vec<(u32, u32)>,
    /// Versions in order of their first day, without overlap. Empty: a delegation that nobody filled.
    pub versions: Vec<ParameterVersion>,
    /// Set when it is a delegation: whether a municipality must fill it.
    pub delegation: Option<Delegation>,
    /// Who approved it.
    pub approval: Option<Approval>,
}

/// Room that a higher layer leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// A filling is compulsory: without one it is reported as missing, never treated as none.
    pub compulsory: bool,
    /// Who fills it: `de gemeenteraad bij verordening`.
    pub by: String,
    /// The name of the local regulation that filled it.
    pub filled_by: Option<String>,
}

/// One paragraph of one version of a rule: what a reason points to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The rule's title.
    pub title: String,
    /// The paragraph's number, 0 when it has none.
    pub paragraph: u32,
    /// The regulation it stands in.
    pub regulation: String,
    /// Its sources.
    pub source: Vec<Source>,
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

/// A derived term: a name with zero, one or two arguments and its definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// How it reads with `…` for arguments: `norm van …`, `… is kostendelende medebewoner van …`.
    pub name: String,
    /// The classes of its arguments.
    pub args: Vec<ClassId>,
    /// Its type.
    pub ty: Type,
    /// A [`Node::Define`].
    pub body: NodeId,
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// Equal.
    Equal,
    /// Less.
    Less,
    /// Less or equal.
    AtMost,
    /// Greater.
    Greater,
    /// Greater or equal.
    AtLeast,
}

/// Exact arithmetic on two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// a + b
    Add,
    /// a - b
    Subtract,
    /// a × b
    Multiply,
    /// a / b; division by zero is a fault.
    Divide,
    /// The lower.
    Minimum,
    /// The higher.
    Maximum,
    /// `a, voor zover dat meer is dan b`: max(0, a - b).
    PartAbove,
    /// `a, voor zover dat ten hoogste b is`: the part of a up to b, at least 0.
    PartUpTo,
}

/// How a set is folded into one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fold {
    /// ten minste één
    Exists,
    /// ieder
    Every,
    /// geen
    None,
    /// het aantal
    Count,
    /// de som
    Sum,
    /// de hoogste (numbers and dates)
    Highest,
    /// de laagste (numbers and dates)
    Lowest,
    /// de … : the one object for which the condition holds; Empty when none; a fault when more than one
    TheOne,
}

/// A unit of calendar steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Step {
    Days,
    Weeks,
    Months,
    Years,
}

/// A fixed question about dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateFunction {
    /// First day of the calendar month of a day.
    FirstOfMonth,
    /// Last day of the calendar month of a day.
    LastOfMonth,
    /// First day of the calendar year of a day.
    FirstOfYear,
    /// Number of days of the calendar month of a day.
    DaysInMonth,
}

/// A question about a set of periods, on the day of evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeriodFunction {
    /// Whether the day falls in one of the periods (Bool).
    Contains,
    /// Days in the periods from 1 January of the day's year up to and including the day.
    DaysThisYear,
    /// Days of the unbroken period around the day, up to and including the day; 0 outside.
    RunLength,
    /// First day of the unbroken period around the day; Empty outside.
    RunStart,
    /// Last day of the unbroken period around the day; Empty outside or when open.
    RunEnd,
}

/// Which days of a calendar box are folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Box_ {
    Month,
    Year,
}

/// One node. Children are node numbers; sets of children are runs in [`Program::children`].
///
/// Variables: a term's arguments are `Variable(0)` and `Variable(1)`; a fold binds the next free number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The value as if other facts held: the run holds pairs (target, value); a target is a [`Node::Input`] or
    /// [`Node::Term`] whose arguments are evaluated outside, its value replaces the real one inside.
    AsIf(NodeId, Run),
    /// The definition of a term: base rules (a run of [`Node::Versions`] and [`Node::Rule`]). Those that apply must
    /// agree. When none applies: nee for Bool, else a fault. `clamp` bounds come as Arithmetic inside the rules.
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionValue {
    /// `hoogte`
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// The value; the decision's member is `Variable(0)`.
    pub node: NodeId,
}

/// What follows from an outcome (`doorzenden aan …, indien …`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// `doorzenden`, `verwijzen`, `buiten behandeling`, `geen besluit nodig`, `onderzoek onvolledig`, `aanhouden`.
    pub kind: String,
    /// To whom.
    pub to: Option<String>,
    /// When.
    pub condition: NodeId,
}

/// Whether a decision is bound or a power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nature {
    /// gebonden
    Gebonden,
    /// bevoegdheid
    Bevoegdheid,
}

/// A decision that can come out. All nodes see the member as `Variable(0)`; absent nodes are `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `algemene bijstand`
    pub name: String,
    /// The class of its members.
    pub class: ClassId,
    /// Its sources.
    pub source: Vec<Source>,
    /// Bound or a power.
    pub nature: Nature,
    /// When it is a question at all; else `niet van toepassing`.
    pub applies: Option<NodeId>,
    /// When there is a right.
    pub right: NodeId,
    /// When the right is partial.
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
    /// Terms: named dates.
    pub terms: Vec<DecisionValue>,
    /// What follows, in order; the first whose condition holds.
    pub follow_ups: Vec<FollowUp>,
    /// Named conditions and duties that hold with it (name, node of type Bool).
    pub duties: Vec<DecisionValue>,
    /// Which role decides, and in whose name.
    pub competent: Vec<String>,
}

/// A rule set, compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Name, version and municipality, sha256 of the sources.
    pub identity: Identity,
    /// Classes of objects.
    pub classes: Vec<Class>,
    /// The values of each choice type.
    pub choices: Vec<Vec<String>>,
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
    pub texts: Vec<String>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// The declared roles.
    pub roles: Vec<String>,
}

/// What a rule set is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// `Toegang`
    pub name: String,
    /// Version of the rule set.
    pub version: String,
    /// The municipality whose local rules are in it, or empty.
    pub municipality: String,
    /// sha256 of the sources, hexadecimal.
    pub sha256: String,
}

/// No node.
pub const NONE: NodeId = u32::MAX;
