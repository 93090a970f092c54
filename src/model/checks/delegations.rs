//! Delegations: what a municipality must fill, and may fill within bounds; and that a rule set has one municipality.

use crate::diagnostic::Diagnostic;
use crate::model::checker::Checker;
use crate::model::expr::{Expr, Kind, Shared};
use crate::model::kinds::{Amount, Comparison, Const, Operator, ParameterId, ParameterVersion, Type};
use crate::model::read::Scope;
use crate::model::types::{show, unify};
use crate::model::words::ready_known;
use crate::model::{Model, ModelRule};
use crate::syntax::tree::{Field, Span};
use crate::values::{Date, Rational};

/// The most values that a sentence of a filling is followed to.
const VALUES: usize = 64;

/// Checks the delegations of a rule set.
pub(super) fn run(checker: &Checker, model: &Model) {
    municipalities(checker, model);
    unfilled(checker, model);
    for id in checker.bounds.keys() {
        let bounds = Bounds::of(checker, model, *id);
        bounds.of_versions(checker, model);
        for term in model.terms.iter().filter(|term| term.unfilled == Some(*id)) {
            bounds.of_rules(checker, model, &term.rules);
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
        let asked = |compulsory| compulsory || parameter.ty == Type::Bool;
        let open =
            parameter.delegation.as_ref().is_some_and(|known| asked(known.compulsory) && known.filled_by.is_none());
        if open {
            checker.error(Diagnostic::warning("T0720", *span, &[&parameter.name, municipality]));
        }
    }
}

/// What a value is compared with.
enum Limit {
    Number(Rational),
    /// An amount, or another delegation, on the same days.
    Amount(ParameterId),
}

/// The bounds of one delegation.
struct Bounds {
    parameter: ParameterId,
    limits: Vec<(Comparison, Limit, Span)>,
}

/// First and last day, as far as there is one.
type Days = (Option<Date>, Option<Date>);

impl Bounds {
    /// Reads the bounds of a delegation: a number, an amount or another delegation, of the same type.
    fn of(checker: &Checker, model: &Model, parameter: ParameterId) -> Self {
        let fields = checker.bounds.get(&parameter).into_iter().flatten();
        let limits = fields.filter_map(|(comparison, field)| {
            let limit = Self::limit(checker, model, parameter, field)?;
            Some((*comparison, limit, field.span))
        });
        Self { parameter, limits: limits.collect() }
    }

    fn limit(checker: &Checker, model: &Model, parameter: ParameterId, field: &Field) -> Option<Limit> {
        let toks = ready_known(&checker.vocabulary.words, &field.clause.tokens);
        let value = checker.read_value(&toks, Scope::default())?;
        let own = &model.parameters.get(parameter as usize)?.ty;
        let bounded = Expr::new(Kind::Parameter(parameter), own.clone(), field.span);
        if unify(&bounded, &value).is_none() {
            checker.error(Diagnostic::error("T0608", value.span, &[&show(&value.ty), &show(own)]));
            return None;
        }
        match value.kind {
            Kind::Const(Const::Number(number)) => Some(Limit::Number(number)),
            Kind::Parameter(other) => Some(Limit::Amount(other)),
            _ => {
                checker.error(Diagnostic::error("T0736", value.span, &[]));
                None
            }
        }
    }

    /// Every dated value of a filling is within the bounds.
    fn of_versions(&self, checker: &Checker, model: &Model) {
        let Some(parameter) = model.parameters.get(self.parameter as usize) else { return };
        let filling = checker.fillings.iter().find(|filling| filling.parameter == self.parameter);
        for (version, span) in parameter.versions.iter().zip(filling.iter().flat_map(|filling| &filling.values)) {
            if let Amount::Known(Const::Number(value)) = version.amount {
                self.check(checker, model, value, (Some(version.from), version.until), *span);
            }
        }
    }

    /// Every value that the sentences of a filling can give, as far as it is written, is within the bounds.
    fn of_rules(&self, checker: &Checker, model: &Model, rules: &[ModelRule]) {
        for rule in rules {
            let span = rule.value.as_ref().map_or(rule.span, |value| value.span);
            let values = rule.value.as_ref().and_then(|value| values(model, value)).unwrap_or_default();
            for value in values {
                self.check(checker, model, value, (rule.rule.from, rule.rule.until), span);
            }
            self.of_rules(checker, model, &rule.exceptions);
        }
    }

    fn check(&self, checker: &Checker, model: &Model, value: Rational, days: Days, span: Span) {
        let name = model.parameters.get(self.parameter as usize).map_or("", |parameter| &parameter.name);
        for (comparison, limit, place) in &self.limits {
            let against = match limit {
                Limit::Number(number) => vec![*number],
                Limit::Amount(other) => on_days(model, *other, days),
            };
            if against.iter().any(|limit| !holds(*comparison, value, *limit)) {
                checker.error(Diagnostic::error("T0709", span, &[name]).also(*place, "hier staat de grens"));
            }
        }
    }
}

fn holds(comparison: Comparison, value: Rational, limit: Rational) -> bool {
    match comparison {
        Comparison::Less => value < limit,
        Comparison::AtMost => value <= limit,
        Comparison::Equal => value == limit,
        Comparison::AtLeast => value >= limit,
        Comparison::Greater => value > limit,
    }
}

/// The known values of a parameter on some of these days.
fn on_days(model: &Model, parameter: ParameterId, (from, until): Days) -> Vec<Rational> {
    let versions = model.parameters.get(parameter as usize).map_or(&[][..], |parameter| &parameter.versions);
    let meets = |version: &&ParameterVersion| {
        until.is_none_or(|until| version.from <= until)
            && from.is_none_or(|from| version.until.is_none_or(|until| from <= until))
    };
    let known = versions.iter().filter(meets).filter_map(|version| match version.amount {
        Amount::Known(Const::Number(value)) => Some(value),
        _ => None,
    });
    known.collect()
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
