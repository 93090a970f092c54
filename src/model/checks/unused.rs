//! Facts, parameters and terms that nothing refers to.

use super::{Uses, visit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::checker::Checker;
use crate::model::kinds::{InputId, ParameterId, TermId};
use crate::model::{Model, ModelDecision, Shared};

/// Warns of every name that nothing refers to, where it is declared.
///
/// What a sentence uses that could not be read is not to be seen, so that nothing is said after an error.
pub(super) fn run(checker: &Checker, model: &Model, uses: &[Uses]) {
    if checker.findings.borrow().iter().any(|finding| finding.severity == Severity::Error) {
        return;
    }
    let mut used = Uses::default();
    for uses in uses {
        used.terms.extend(&uses.terms);
        used.inputs.extend(&uses.inputs);
        used.parameters.extend(&uses.parameters);
    }
    model.decisions.iter().flat_map(expressions).for_each(|expr| visit(expr, &mut used));
    model.uses.iter().flat_map(|of| of.allowed.iter()).for_each(|allowed| visit(&allowed.condition, &mut used));
    let filters = model.organisation.filters.iter().flat_map(|filter| filter.decides.iter().chain(&filter.assesses));
    let complete = model.organisation.hand_overs.iter().filter_map(|hand_over| Some(&hand_over.complete.as_ref()?.0));
    filters.chain(complete).for_each(|expr| visit(expr, &mut used));
    for (number, term) in model.terms.iter().enumerate() {
        if !TermId::try_from(number).is_ok_and(|term| used.terms.contains(&term)) {
            checker.error(Diagnostic::warning("T0611", term.span, &[&term.name]));
        }
    }
    for (number, (input, span)) in model.inputs.iter().zip(&checker.input_spans).enumerate() {
        if !InputId::try_from(number).is_ok_and(|input| used.inputs.contains(&input)) {
            checker.error(Diagnostic::warning("T0412", *span, &[&input.name]));
        }
    }
    for (number, (parameter, span)) in model.parameters.iter().zip(&checker.parameter_spans).enumerate() {
        let known = ParameterId::try_from(number).is_ok_and(|parameter| used.parameters.contains(&parameter));
        if !known && parameter.delegation.is_none() {
            checker.error(Diagnostic::warning("T0413", *span, &[&parameter.name]));
        }
    }
}

/// The expressions of a decision.
pub(super) fn expressions(decision: &ModelDecision) -> Vec<&Shared> {
    let message = decision.message.iter().flat_map(|message| message.fields.iter().chain(&message.checks));
    let values =
        decision.values.iter().chain(&decision.form).chain(&decision.terms).chain(&decision.duties).chain(message);
    let single = [
        &decision.applies,
        &decision.right,
        &decision.partial,
        &decision.not_bound,
        &decision.start,
        &decision.end,
        &decision.day,
    ];
    single
        .into_iter()
        .flatten()
        .chain(values.map(|value| &value.value))
        .chain(decision.follow_ups.iter().map(|(_, _, condition)| condition))
        .collect()
}
