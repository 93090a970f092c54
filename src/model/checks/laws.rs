//! What binds rules to their law: a notion belongs to one law, and a source names an article that exists.

use crate::diagnostic::Diagnostic;
use crate::model::checker::Checker;
use crate::model::kinds::Source;
use crate::model::{Model, ModelRule, ModelTerm, Regulation};
use crate::syntax::tree::Span;

/// Checks every term and every source.
pub(super) fn run(checker: &Checker, model: &Model) {
    model.terms.iter().for_each(|term| one_law(checker, model, term));
    let listed: Vec<&Regulation> = model.regulations.iter().filter(|known| !known.articles.is_empty()).collect();
    let mut check = |sources: &[Source], span| {
        sources.iter().for_each(|source| article(checker, &listed, source, span));
    };
    model.terms.iter().flat_map(|term| &term.rules).for_each(|rule| sources_of(rule, &mut check));
    model.decisions.iter().for_each(|decision| check(&decision.source, decision.span));
    model.uncoded.iter().for_each(|left_out| check(&left_out.source, left_out.span));
    model.uses.iter().for_each(|of| check(&of.source, of.span));
    model.inputs.iter().zip(&checker.input_spans).for_each(|(input, span)| check(&input.source, *span));
    model.parameters.iter().zip(&checker.parameter_spans).for_each(|(known, span)| check(&known.source, *span));
}

/// Two laws may not conclude the same name; a deviation from the other law is no conclusion.
fn one_law(checker: &Checker, model: &Model, term: &ModelTerm) {
    let is_law = |rule: &&ModelRule| {
        model.regulations.iter().any(|known| known.short == rule.rule.regulation && known.kind == "wet")
    };
    let mut rules = term.rules.iter().filter(is_law);
    let Some(first) = rules.next() else { return };
    if let Some(other) = rules.find(|rule| rule.rule.regulation != first.rule.regulation) {
        let facts: [&str; 3] = [&term.name, &first.rule.regulation, &other.rule.regulation];
        let finding = Diagnostic::error("T0617", other.span, &facts);
        checker.error(finding.also(first.span, "hier staat de regel van de andere wet"));
    }
}

/// Gives the sources of a rule and of what deviates from it.
fn sources_of(rule: &ModelRule, check: &mut impl FnMut(&[Source], Span)) {
    check(&rule.rule.source, rule.span);
    rule.exceptions.iter().for_each(|exception| sources_of(exception, check));
}

fn article(checker: &Checker, listed: &[&Regulation], source: &Source, span: Span) {
    let Some(regulation) = listed.iter().find(|known| known.short == source.regulation) else { return };
    if !source.article.is_empty() && !regulation.articles.iter().any(|article| *article == source.article) {
        let finding = Diagnostic::warning("T0721", span, &[&regulation.short, &source.article]);
        checker.error(finding.near(&source.article, regulation.articles.iter().map(String::as_str)));
    }
}
