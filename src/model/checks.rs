//! Checks over the whole model, each in a file of its own; here circles of rules, and what an expression refers to.

mod columns;
mod delegations;
mod deviations;
mod extended;
mod laws;
mod names;
mod rules;
mod scale;
mod tables;
mod unused;
mod versions;
mod zones;

use std::collections::BTreeSet;

use super::checker::Checker;
use super::expr::{Expr, Kind, Shared};
use super::kinds::{InputId, ParameterId, TermId};
use super::{Model, ModelRule};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Block, Span};

/// The most cells that looking through one table may touch; the same on every target.
const CELLS: usize = 4_000_000;

/// What an expression refers to.
#[derive(Default)]
pub(super) struct Uses {
    pub terms: BTreeSet<TermId>,
    pub inputs: BTreeSet<InputId>,
    pub parameters: BTreeSet<ParameterId>,
}

/// Runs every check; the findings go to the checker.
pub(super) fn run(checker: &Checker, model: &Model, blocks: &[(u32, &Block)]) {
    let uses: Vec<Uses> = model.terms.iter().map(|term| uses_of_rules(&term.rules)).collect();
    circles(checker, model, &uses);
    names::run(checker);
    versions::run(checker, blocks);
    deviations::circles(checker);
    delegations::run(checker, model);
    rules::run(checker, model);
    laws::run(checker, model);
    extended::run(checker, model);
    tables::run(checker, model);
    unused::run(checker, model, &uses);
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
            Kind::FirstDay { condition, from, until } | Kind::DaysBetween { condition, from, until } => {
                vec![condition, from, until]
            }
            Kind::MonthSum { value, from, until } => vec![value, from, until],
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
