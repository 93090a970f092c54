//! What is extended by its name: a term that the Algemene termijnenwet extends, counted in a rule of its own.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::model::checker::Checker;
use crate::model::expr::{Kind, Shared};
use crate::model::kinds::{DateFunction, TermId};
use crate::model::read::extend::{may_be_extended, with_two_working_days};
use crate::model::{Model, ModelRule};

/// Checks every extension behind a name.
pub(super) fn run(checker: &Checker, model: &Model) {
    let mut found = Vec::new();
    model.terms.iter().for_each(|term| of_rules(model, &term.rules, &mut found));
    model.decisions.iter().flat_map(super::unused::expressions).for_each(|expr| of_expr(model, expr, &mut found));
    found.into_iter().for_each(|finding| checker.error(finding));
}

fn of_rules(model: &Model, rules: &[ModelRule], found: &mut Vec<Diagnostic>) {
    for rule in rules {
        rule.condition.iter().chain(&rule.value).for_each(|expr| of_expr(model, expr, found));
        of_rules(model, &rule.exceptions, found);
    }
}

fn of_expr(model: &Model, expr: &Shared, found: &mut Vec<Diagnostic>) {
    if let Kind::DateOf(DateFunction::Extended, of) = &expr.kind
        && let Kind::Term(term, _) = of.kind
        && let Err((code, counted)) = of_term(model, term, &mut BTreeSet::new())
    {
        let finding = Diagnostic::error(code, expr.span, &[]);
        found.push(finding.also(counted.span, "hier wordt de termijn geteld"));
    }
    expr.children().into_iter().for_each(|child| of_expr(model, child, found));
}

/// A code and the place of the term that it is about.
type Refused<'m> = Result<(), (&'static str, &'m Shared)>;

fn of_term<'m>(model: &'m Model, term: TermId, seen: &mut BTreeSet<TermId>) -> Refused<'m> {
    if !seen.insert(term) {
        return Ok(());
    }
    let rules = model.terms.get(term as usize).map_or(&[][..], |term| &term.rules);
    rules.iter().try_for_each(|rule| of_rule(model, rule, seen))
}

fn of_rule<'m>(model: &'m Model, rule: &'m ModelRule, seen: &mut BTreeSet<TermId>) -> Refused<'m> {
    rule.value.iter().try_for_each(|value| of_value(model, value, seen))?;
    rule.exceptions.iter().try_for_each(|exception| of_rule(model, exception, seen))
}

/// A term that is counted somewhere in a value: it may be extended, and needs no working day more than it has.
fn of_value<'m>(model: &'m Model, value: &'m Shared, seen: &mut BTreeSet<TermId>) -> Refused<'m> {
    match &value.kind {
        Kind::Term(term, _) => of_term(model, *term, seen),
        Kind::On(of, _) | Kind::AsIf(of, _) => of_value(model, of, seen),
        Kind::Choose(_, first, second) => {
            of_value(model, first, seen)?;
            of_value(model, second, seen)
        }
        Kind::Shift(_, _, count) => {
            may_be_extended(value).map_err(|code| (code, value))?;
            let short = matches!(count.kind, Kind::Const(_)) && with_two_working_days(value) != *value;
            if short { Err(("T0510", value)) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}
