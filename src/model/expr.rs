//! The checked model: resolved, typed expressions with their places.

use std::sync::Arc;

use crate::model::kinds::{
    Base, Box_, ClassId, Comparison, Const, DateFunction, Fold, InputId, Operator, ParameterId, PeriodFunction, Step,
    TermId, Type, Unit,
};
use crate::syntax::tree::Span;
use crate::values::{Date, Rational, Rounding};

/// A shared expression: readings of one clause share their parts.
pub type Shared = Arc<Expr>;

/// A resolved expression with its type and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: Kind,
    /// Its type.
    pub ty: Type,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is; see the node of the same name in the program for the meaning of each.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant mirrors the node of the same name")]
pub enum Kind {
    Const(Const),
    Text(String),
    Parameter(ParameterId),
    IsFilled(ParameterId),
    Input(InputId, Vec<Shared>),
    Term(TermId, Vec<Shared>),
    Variable(u8),
    Singleton(ClassId),
    Stated(ClassId, u32),
    Peildatum,
    DayOfDecision,
    All(Vec<Shared>),
    Any(Vec<Shared>),
    Not(Shared),
    Compare(Comparison, Shared, Shared),
    Present(Shared),
    Arithmetic(Operator, Shared, Shared),
    Round(Rounding, Rational, Shared),
    Choose(Shared, Shared, Shared),
    Shift(Step, Shared, Shared),
    FullSteps(Step, Shared, Shared),
    DateOf(DateFunction, Shared),
    PeriodsOf(PeriodFunction, Shared),
    Fold {
        fold: Fold,
        variable: u8,
        domain: Vec<Shared>,
        filter: Option<Shared>,
        value: Option<Shared>,
    },
    On(Shared, Shared),
    DailyMean(Box_, Shared),
    DaysThat(Box_, Shared),
    FirstDay {
        condition: Shared,
        from: Shared,
        until: Shared,
    },
    DaysBetween {
        condition: Shared,
        from: Shared,
        until: Shared,
    },
    MonthSum {
        value: Shared,
        from: Shared,
        until: Shared,
    },
    AsIf(Shared, Vec<(Shared, Shared)>),
    /// The words of a clause, for explanations, around its condition.
    Labelled(String, Shared),
}

impl Expr {
    /// Whether the peildatum is one of these days.
    #[must_use]
    pub fn in_force(from: Option<Date>, until: Option<Date>, span: Span) -> Shared {
        let day = |kind| Self::new(kind, Type::Date, span);
        let compare = |comparison, date: Option<Date>| {
            let kind = Kind::Compare(comparison, day(Kind::Peildatum), day(Kind::Const(Const::Date(date?))));
            Some(Self::bool(kind, span))
        };
        let bounds = [compare(Comparison::AtLeast, from), compare(Comparison::AtMost, until)];
        Self::bool(Kind::All(bounds.into_iter().flatten().collect()), span)
    }

    /// A shared expression.
    #[must_use]
    pub fn new(kind: Kind, ty: Type, span: Span) -> Shared {
        Arc::new(Self { kind, ty, span })
    }

    /// A shared condition.
    #[must_use]
    pub fn bool(kind: Kind, span: Span) -> Shared {
        Self::new(kind, Type::Bool, span)
    }

    /// The unit, when it is a number.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        match &self.ty {
            Type::Number(unit) => Some(unit),
            _ => None,
        }
    }

    /// Whether a number is surely whole in its smallest unit (cents), so that it may stand in a decision.
    ///
    /// `known` answers for terms.
    #[must_use]
    pub fn is_whole(&self, known: &dyn Fn(TermId) -> bool) -> bool {
        let whole = |e: &Shared| e.is_whole(known);
        match &self.kind {
            Kind::Const(Const::Number(n)) => n.is_integer(),
            Kind::Term(term, _) => known(*term),
            Kind::Arithmetic(Operator::Multiply, a, b) => (whole(a) && whole(b)) && !is_fraction(a) && !is_fraction(b),
            Kind::Arithmetic(Operator::Divide, ..) | Kind::DailyMean(..) => false,
            Kind::Arithmetic(_, a, b) => whole(a) && whole(b),
            Kind::Round(_, step, _) => step.is_integer(),
            Kind::Choose(_, a, b) => whole(a) && whole(b),
            Kind::Fold { value: Some(value), .. } | Kind::MonthSum { value, .. } => whole(value),
            Kind::On(value, _) | Kind::AsIf(value, _) | Kind::Labelled(_, value) => whole(value),
            _ => true,
        }
    }
}

fn is_fraction(e: &Shared) -> bool {
    matches!(&e.ty, Type::Number(Unit { base: Base::Percentage, .. }))
}

/// A bare number.
#[must_use]
pub fn plain() -> Unit {
    Unit { base: Base::Number, per: None }
}

/// A count of a unit.
#[must_use]
pub fn of(unit: &str) -> Unit {
    Unit { base: Base::Of(unit.into()), per: None }
}
