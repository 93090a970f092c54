//! Delegations: what a municipality must fill, and may fill within bounds; and that a rule set has one municipality.

use crate::diagnostic::Diagnostic;
use crate::model::checker::Checker;
use crate::model::expr::{Kind, Shared};
use crate::model::kinds::{Amount, Const, Operator, ParameterId};
use crate::model::parameters::Bounds;
use crate::model::{Model, ModelRule};
use crate::values::Rational;

/// The most values that a sentence of a filling is followed to.
const VALUES: usize = 64;

/// Checks the delegations of a rule set.
pub(super) fn run(checker: &Checker, model: &Model) {
    municipalities(checker, model);
    unfilled(checker, model);
    for term in &model.terms {
        let bounds = term.unfilled.and_then(|id| Some((checker.bounds.get(&id)?, model.parameters.get(id as usize)?)));
        if let Some((bounds, parameter)) = bounds {
            within(checker, model, bounds, &parameter.name, &term.rules);
        }
    }
}

/// National law and one municipality: rules of two municipalities may deviate from the same rule.
fn municipalities(checker: &Checker, model: &Model) {
    let mut local = model.regulations.iter().filter_map(|known| Some((known.municipality.as_ref()?, known.span)));
    let Some((first, span)) = local.next() else { return };
    for (other, place) in local.filter(|(other, _)| *other != first) {
        let finding = Diagnostic::error("T0719", place, &[other, first]);
        checker.error(finding.also(span, "hier staat de andere gemeente"));
    }
}

/// With local rules in the set, what its municipality must fill is asked for.
fn unfilled(checker: &Checker, model: &Model) {
    let Some(municipality) = model.regulations.iter().find_map(|known| known.municipality.as_ref()) else { return };
    for (parameter, span) in model.parameters.iter().zip(&checker.parameter_spans) {
        let open = parameter.delegation.as_ref().is_some_and(|known| known.compulsory && known.filled_by.is_none());
        if open {
            checker.error(Diagnostic::warning("T0720", *span, &[&parameter.name, municipality]));
        }
    }
}

/// Every value that the sentences of a filling can give, as far as it is written, is within the bounds.
fn within(checker: &Checker, model: &Model, bounds: &Bounds, name: &str, rules: &[ModelRule]) {
    for rule in rules {
        let values = rule.value.as_ref().and_then(|value| values(model, value)).unwrap_or_default();
        if values.iter().any(|value| bounds.exclude(*value)) {
            let span = rule.value.as_ref().map_or(rule.span, |value| value.span);
            checker.error(Diagnostic::error("T0709", span, &[name]).also(bounds.span, "hier staan de grenzen"));
        }
        within(checker, model, bounds, name, &rule.exceptions);
    }
}

/// All values that an expression of amounts can have; `None` when it depends on more than amounts.
fn values(model: &Model, expr: &Shared) -> Option<Vec<Rational>> {
    let found = match &expr.kind {
        Kind::Const(Const::Number(value)) => vec![*value],
        Kind::Parameter(parameter) => amounts(model, *parameter)?,
        Kind::Labelled(_, inner) | Kind::On(inner, _) | Kind::AsIf(inner, _) => values(model, inner)?,
        Kind::Round(mode, step, inner) => {
            values(model, inner)?.into_iter().map(|value| value.round(*mode, *step)).collect::<Option<_>>()?
        }
        Kind::Choose(_, first, second) => [values(model, first)?, values(model, second)?].concat(),
        Kind::Arithmetic(operator, first, second) => {
            let (first, second) = (values(model, first)?, values(model, second)?);
            let pairs = first.iter().flat_map(|a| second.iter().map(|b| operate(*operator, *a, *b)));
            pairs.collect::<Option<_>>()?
        }
        _ => return None,
    };
    (found.len() <= VALUES).then_some(found)
}

/// The known values of a parameter in all its versions.
fn amounts(model: &Model, parameter: ParameterId) -> Option<Vec<Rational>> {
    let versions = &model.parameters.get(parameter as usize)?.versions;
    let known = versions.iter().map(|version| match version.amount {
        Amount::Known(Const::Number(value)) => Some(value),
        _ => None,
    });
    known.collect()
}

fn operate(operator: Operator, a: Rational, b: Rational) -> Option<Rational> {
    match operator {
        Operator::Add => a.checked_add(b),
        Operator::Subtract => a.checked_sub(b),
        Operator::Multiply => a.checked_mul(b),
        Operator::Divide => a.checked_div(b),
        Operator::Minimum => Some(a.min(b)),
        Operator::Maximum => Some(a.max(b)),
        _ => None,
    }
}
