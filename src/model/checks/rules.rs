//! Rules that can never give anything: always replaced by another, with a condition that contradicts itself, or a
//! deviation that says what stands there already.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::checker::Checker;
use crate::model::expr::{Kind, Shared};
use crate::model::kinds::Const;
use crate::model::read::same;
use crate::model::{Model, ModelRule};
use crate::syntax::tree::Span;

/// Checks every rule of every term.
pub(super) fn run(checker: &Checker, model: &Model) {
    let mut idle = BTreeMap::new();
    for rule in model.terms.iter().flat_map(|term| &term.rules) {
        check(checker, rule);
        compare(rule, &mut idle);
    }
    for (span, (rule, target)) in idle.iter().filter_map(|(span, found)| Some((span, found.as_ref()?))) {
        let finding = Diagnostic::error("T0618", *span, &[&shown(rule), &shown(target)]);
        checker.error(finding.also(target.span, "hier staat de regel waarvan wordt afgeweken"));
    }
}

/// Per deviation, the rule of which it says the same; `None` when there is one that it changes.
type Idle<'m> = BTreeMap<Span, Option<(&'m ModelRule, &'m ModelRule)>>;

/// Compares what a ja/nee rule says with what the deviations from it say.
fn compare<'m>(rule: &'m ModelRule, idle: &mut Idle<'m>) {
    for exception in &rule.exceptions {
        let same = says(rule).is_some() && says(rule) == says(exception);
        let found = idle.entry(exception.span).or_insert(Some((exception, rule)));
        *found = found.filter(|_| same);
        compare(exception, idle);
    }
}

/// The ja or nee that a rule says.
fn says(rule: &ModelRule) -> Option<bool> {
    match rule.value.as_ref().map(|value| &plain(value).kind) {
        Some(Kind::Const(Const::Bool(value))) => Some(*value),
        _ => None,
    }
}

fn check(checker: &Checker, rule: &ModelRule) {
    let replaced = rule.exceptions.iter().find(|exception| replaces(rule, exception));
    if let Some(exception) = replaced {
        let finding = Diagnostic::warning("T0613", rule.span, &[&shown(rule)]);
        checker.error(finding.also(exception.span, "hier staat de afwijking die altijd geldt"));
    }
    if let Some(part) = rule.condition.as_ref().and_then(contradiction) {
        checker.error(Diagnostic::error("T0615", part.span, &[&shown(rule)]));
    }
    rule.exceptions.iter().for_each(|exception| check(checker, exception));
}

/// Whether a deviation of the same regulation always holds when the rule does. A local rule may well replace a national
/// one.
fn replaces(rule: &ModelRule, exception: &ModelRule) -> bool {
    let (from, until) = (rule.rule.from, rule.rule.until);
    let begins = exception.rule.from.is_none_or(|first| from.is_some_and(|from| first <= from));
    let lasts = exception.rule.until.is_none_or(|last| until.is_some_and(|until| until <= last));
    let always = exception.condition.is_none() && exception.exceptions.is_empty();
    always && begins && lasts && exception.rule.regulation == rule.rule.regulation
}

/// A part of a conjunction whose opposite is another part.
fn contradiction(condition: &Shared) -> Option<Shared> {
    let mut parts = Vec::new();
    conjuncts(condition, &mut parts);
    let denied = parts.iter().filter_map(|part| match &part.kind {
        Kind::Not(inner) => Some(plain(inner)),
        _ => None,
    });
    let denied: Vec<&Shared> = denied.collect();
    parts.iter().find(|part| denied.iter().any(|other| same(part, other))).map(|part| (*part).clone())
}

/// The parts that must all hold.
fn conjuncts<'c>(condition: &'c Shared, parts: &mut Vec<&'c Shared>) {
    let condition = plain(condition);
    match &condition.kind {
        Kind::All(inner) => inner.iter().for_each(|part| conjuncts(part, parts)),
        _ => parts.push(condition),
    }
}

/// A condition without the words around it.
fn plain(condition: &Shared) -> &Shared {
    match &condition.kind {
        Kind::Labelled(_, inner) => plain(inner),
        _ => condition,
    }
}

/// The rule as a finding names it.
fn shown(rule: &ModelRule) -> String {
    match rule.rule.paragraph {
        0 => rule.rule.title.to_string(),
        number => format!("{}, lid {number}", rule.rule.title),
    }
}
