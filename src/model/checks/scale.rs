//! What the values of an expression can be: whole numbers, or numbers that are never negative.

use super::zones::Scale;
use crate::model::expr::{Kind, Shared};
use crate::model::kinds::{Amount, Base, Const, Fold, Operator, Type, Unit};
use crate::model::{Model, ModelRule};

/// How deep terms are followed.
const DEPTH: usize = 12;

/// The scale of the values of a column.
pub(super) fn scale(model: &Model, value: &Shared) -> Scale {
    let (whole, natural) = of(model, value, 0);
    Scale { whole, natural, unit: value.unit().cloned() }
}

/// Whether a value is surely whole (in cents when it is money), and surely not negative.
fn of(model: &Model, value: &Shared, depth: usize) -> (bool, bool) {
    let inner = |value: &Shared| of(model, value, depth);
    match &value.kind {
        Kind::Const(constant) => constant_of(*constant),
        Kind::Parameter(parameter) => {
            let versions = model.parameters.get(*parameter as usize).map(|known| known.versions.iter());
            both(versions.into_iter().flatten().map(|version| match version.amount {
                Amount::Known(constant) => constant_of(constant),
                Amount::Unknown { .. } => (false, false),
            }))
        }
        Kind::FullSteps(..)
        | Kind::DaysThat(..)
        | Kind::DaysBetween { .. }
        | Kind::PeriodsOf(..)
        | Kind::DateOf(..) => (true, true),
        Kind::Fold { fold: Fold::Count, .. } => (true, true),
        Kind::Fold { value: Some(value), .. } => inner(value),
        Kind::Term(term, _) if depth < DEPTH => {
            let rules = model.terms.get(*term as usize).map(|term| term.rules.as_slice()).unwrap_or_default();
            of_rules(model, rules, depth.saturating_add(1))
        }
        // A case gives money in cents and days as days; any other number may have decimals.
        Kind::Input(..) => (matches!(&value.ty, Type::Date | Type::Number(Unit { base: Base::Money, .. })), false),
        Kind::Labelled(_, value) | Kind::On(value, _) | Kind::AsIf(value, _) => inner(value),
        Kind::Choose(_, first, second) => both([inner(first), inner(second)].into_iter()),
        Kind::Round(_, step, value) => (step.is_integer(), inner(value).1),
        Kind::Arithmetic(operator, first, second) => {
            let (whole, natural) = both([inner(first), inner(second)].into_iter());
            match operator {
                Operator::Divide => (false, natural),
                Operator::Subtract => (whole, false),
                Operator::PartAbove | Operator::PartUpTo => (whole, true),
                _ => (whole, natural),
            }
        }
        _ => (value.ty == Type::Date, false),
    }
}

fn of_rules(model: &Model, rules: &[ModelRule], depth: usize) -> (bool, bool) {
    if rules.is_empty() {
        return (false, false);
    }
    both(rules.iter().flat_map(|rule| {
        let own = rule.value.as_ref().map(|value| of(model, value, depth));
        let exceptions = (!rule.exceptions.is_empty()).then(|| of_rules(model, &rule.exceptions, depth));
        own.into_iter().chain(exceptions)
    }))
}

fn constant_of(constant: Const) -> (bool, bool) {
    match constant {
        Const::Number(number) => (number.is_integer(), number >= crate::values::Rational::ZERO),
        Const::Date(_) => (true, false),
        _ => (false, false),
    }
}

/// Whole and natural when all are.
fn both(parts: impl Iterator<Item = (bool, bool)>) -> (bool, bool) {
    parts.fold((true, true), |(whole, natural), part| (whole && part.0, natural && part.1))
}
