//! Checks over the whole model: circles, what nobody uses, versions, unfilled delegations.

mod deviations;

use std::collections::BTreeSet;

use super::checker::Checker;
use super::expr::{Expr, Kind, Shared};
use super::{Model, ModelDecision, ModelRule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::kinds::{InputId, ParameterId, TermId};
use crate::syntax::tree::Span;
use crate::values::Date;

/// What an expression refers to.
#[derive(Default)]
pub(super) struct Uses {
    pub terms: BTreeSet<TermId>,
    pub inputs: BTreeSet<InputId>,
    pub parameters: BTreeSet<ParameterId>,
}

/// Runs every check; the findings go to the checker.
pub(super) fn run(checker: &Checker, model: &Model) {
    let uses: Vec<Uses> = model.terms.iter().map(|term| uses_of_rules(&term.rules)).collect();
    circles(checker, model, &uses);
    rule_versions(checker);
    deviations::circles(checker);
    unused(checker, model, &uses);
}

fn uses_of_rules(rules: &[ModelRule]) -> Uses {
    let mut uses = Uses::default();
    for rule in rules {
        rule.condition.iter().chain(&rule.value).for_each(|expr| visit(expr, &mut uses));
        let inner = uses_of_rules(&rule.exceptions);
        uses.terms.extend(inner.terms);
        uses.inputs.extend(inner.inputs);
        uses.parameters.extend(inner.parameters);
    }
    uses
}

/// Gathers what an expression refers to.
fn visit(expr: &Shared, uses: &mut Uses) {
    match &expr.kind {
        Kind::Input(input, _) => {
            uses.inputs.insert(*input);
        }
        Kind::Term(term, _) => {
            uses.terms.insert(*term);
        }
        Kind::Parameter(parameter) | Kind::IsFilled(parameter) => {
            uses.parameters.insert(*parameter);
        }
        _ => {}
    }
    expr.children().into_iter().for_each(|child| visit(child, uses));
}

impl Expr {
    /// The expressions inside this one.
    #[must_use]
    pub fn children(&self) -> Vec<&Shared> {
        match &self.kind {
            Kind::Input(_, args) | Kind::Term(_, args) | Kind::All(args) | Kind::Any(args) => args.iter().collect(),
            Kind::Not(a)
            | Kind::Present(a)
            | Kind::Round(_, _, a)
            | Kind::DateOf(_, a)
            | Kind::PeriodsOf(_, a)
            | Kind::DailyMean(_, a)
            | Kind::DaysThat(_, a)
            | Kind::Labelled(_, a) => vec![a],
            Kind::Compare(_, a, b)
            | Kind::Arithmetic(_, a, b)
            | Kind::Shift(_, a, b)
            | Kind::FullSteps(_, a, b)
            | Kind::On(a, b) => vec![a, b],
            Kind::Choose(a, b, c) => vec![a, b, c],
            Kind::FirstDay { condition, from, until } => vec![condition, from, until],
            Kind::AsIf(value, replaced) => {
                std::iter::once(value).chain(replaced.iter().flat_map(|(target, value)| [target, value])).collect()
            }
            Kind::Fold { domain, filter, value, .. } => domain.iter().chain(filter).chain(value).collect(),
            _ => Vec::new(),
        }
    }
}

/// Reports each circle once, printed from its lowest term.
fn circles(checker: &Checker, model: &Model, uses: &[Uses]) {
    let mut state = vec![0u8; uses.len()];
    for start in 0..uses.len() {
        let mut path = Vec::new();
        walk(start, uses, &mut state, &mut path, &mut |circle: &[usize]| {
            let name = |place: &usize| model.terms.get(*place).map_or(String::new(), |term| format!("`{}`", term.name));
            let mut names: Vec<String> = circle.iter().map(name).collect();
            names.extend(circle.first().map(name));
            let span =
                circle.first().and_then(|place| model.terms.get(*place)).map_or(Span::default(), |term| term.span);
            checker.error(Diagnostic::error("T0607", span, &[&names.join(" → ")]));
        });
    }
}

fn walk(at: usize, uses: &[Uses], state: &mut [u8], path: &mut Vec<usize>, report: &mut dyn FnMut(&[usize])) {
    match state.get(at) {
        Some(0) if path.len() < 2000 => {}
        Some(1) => {
            let from = path.iter().position(|place| *place == at).unwrap_or(0);
            return report(path.get(from..).unwrap_or(&[]));
        }
        _ => return,
    }
    let set = |state: &mut [u8], to: u8| state.get_mut(at).into_iter().for_each(|slot| *slot = to);
    set(state, 1);
    path.push(at);
    for next in uses.get(at).into_iter().flat_map(|uses| &uses.terms) {
        walk(*next as usize, uses, state, path, report);
    }
    path.pop();
    set(state, 2);
}

/// Facts, parameters and terms that nothing refers to.
///
/// What a sentence uses that could not be read is not to be seen, so that nothing is said after an error.
fn unused(checker: &Checker, model: &Model, uses: &[Uses]) {
    let broken = checker.findings.borrow().iter().any(|finding| finding.severity == Severity::Error);
    if broken {
        return;
    }
    let mut used = Uses::default();
    for uses in uses {
        used.terms.extend(&uses.terms);
        used.inputs.extend(&uses.inputs);
        used.parameters.extend(&uses.parameters);
    }
    model.decisions.iter().flat_map(expressions).for_each(|expr| visit(expr, &mut used));
    for (number, term) in model.terms.iter().enumerate() {
        if !TermId::try_from(number).is_ok_and(|term| used.terms.contains(&term)) {
            checker.error(Diagnostic::warning("T0611", term.span, &[&term.name]));
        }
    }
    let named =
        |name: &str| checker.vocabulary.declared.iter().find(|(key, _)| key.as_str() == name).map(|(_, span)| *span);
    for (number, input) in model.inputs.iter().enumerate() {
        let known = InputId::try_from(number).is_ok_and(|input| used.inputs.contains(&input));
        if !known {
            let span = checker.input_spans.get(number).copied().or_else(|| named(&input.name)).unwrap_or_default();
            checker.error(Diagnostic::warning("T0412", span, &[&input.name]));
        }
    }
    for (number, parameter) in model.parameters.iter().enumerate() {
        let known = ParameterId::try_from(number).is_ok_and(|parameter| used.parameters.contains(&parameter));
        if !known && parameter.delegation.is_none() {
            let span = named(&parameter.name.to_lowercase()).unwrap_or_default();
            checker.error(Diagnostic::warning("T0413", span, &[&parameter.name]));
        }
    }
}

/// The expressions of a decision.
pub(super) fn expressions(decision: &ModelDecision) -> Vec<&Shared> {
    let values = decision.values.iter().chain(&decision.form).chain(&decision.terms).chain(&decision.duties);
    let single =
        [&decision.applies, &decision.right, &decision.partial, &decision.not_bound, &decision.start, &decision.end];
    single
        .into_iter()
        .flatten()
        .chain(values.map(|value| &value.value))
        .chain(decision.follow_ups.iter().map(|(_, _, condition)| condition))
        .collect()
}

/// A version of a rule: title, regulation, first and last day, place.
type Version<'d> = (&'d str, &'d str, Option<Date>, Option<Date>, Span);

/// Blocks of one title are versions: their days may not overlap, and between them no day may be missing.
fn rule_versions(checker: &Checker) {
    let mut seen: Vec<Version<'_>> = Vec::new();
    for draft in &checker.drafts {
        let rule = &draft.rule;
        let same = |known: &&Version<'_>| known.0 == rule.title && known.1 == rule.regulation;
        let others: Vec<_> = seen.iter().filter(same).copied().collect();
        if others.iter().any(|known| (known.2, known.3) == (rule.from, rule.until)) {
            continue;
        }
        for (_, _, from, until, span) in &others {
            let before = |until: Option<Date>, from: Option<Date>| matches!((until, from), (Some(u), Some(f)) if u < f);
            if !before(*until, rule.from) && !before(rule.until, *from) {
                checker.error(
                    Diagnostic::error("T0715", draft.span, &[&rule.title]).also(*span, "hier staat de andere versie"),
                );
            }
        }
        seen.push((&rule.title, &rule.regulation, rule.from, rule.until, draft.span));
    }
}
