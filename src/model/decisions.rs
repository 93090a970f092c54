//! Decisions: the fields of a `besluit`, read for its member.

use super::checker::Checker;
use super::declare::semicolon_parts;
use super::draft::{DecisionDraft, Words_, text_of};
use super::expr::{Expr, Kind, Shared};
use super::fields::{basis, entries, field, fields, sources, version};
use super::phrases::bound_noun;
use super::read::Scope;
use super::types::show;
use super::words::ready_known;
use super::{ModelDecision, ModelValue};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{Base, Const, DecisionKind, Nature, TermId, Type, Unit};
use crate::syntax::tree::{Block, Clause, Field};
use crate::values::dutch;

/// What may follow an outcome.
const FOLLOW_UPS: &[&str] =
    &["doorzenden", "verwijzen", "buiten behandeling", "geen besluit nodig", "onderzoek onvolledig", "aanhouden"];

impl Checker {
    /// Keeps the name and the member of a decision.
    pub(super) fn declare_decision(&mut self, number: usize, block: &Block, kind: DecisionKind) {
        let Some((name, args, _)) = self.signature(block) else { return };
        let Some(class) = args.first().copied() else {
            let finding = Diagnostic::error("T0801", block.header.span, &[&text_of(&name)]);
            return self.error(finding.expected(format!("{} {}, van een huishouden", kind.word(), text_of(&name))));
        };
        if let Some(other) = self.decisions.iter().find(|known| known.name == text_of(&name)) {
            let finding = Diagnostic::error("T0812", block.header.span, &[&other.name]);
            return self.error(finding.also(other.span, "hier staat het andere besluit"));
        }
        let noun = block.header.tokens.last().and_then(|token| self.vocabulary.words.get(&token.text));
        self.decisions.push(DecisionDraft {
            block: number,
            kind,
            name: text_of(&name),
            member: bound_noun(noun.into_iter().collect(), class, 0),
            regulation: self.regulation.clone(),
            follow_ups: fields(block, "vervolg").map(|field| before(&field.clause, "indien")).collect(),
            duties: fields(block, "verplichting").map(|field| before(&field.clause, ":")).collect(),
            span: block.header.span,
        });
    }

    /// Reads the decisions.
    pub(super) fn make_decisions(&self, blocks: &[(u32, &Block)]) -> Vec<ModelDecision> {
        let drafts = self.decisions.iter();
        drafts.filter_map(|draft| blocks.get(draft.block).map(|(_, block)| self.decision(draft, block))).collect()
    }

    fn decision(&self, draft: &DecisionDraft, block: &Block) -> ModelDecision {
        let scope = super::checker::scope_of(std::slice::from_ref(&draft.member));
        let condition = |keyword| field(block, keyword).and_then(|field| self.field_condition(field, &scope));
        let day = |keyword| field(block, keyword).and_then(|field| self.field_day(&field.clause, &scope));
        let mut findings = Vec::new();
        let source = sources(block, &draft.regulation, &mut findings);
        let basis = basis(block, &mut findings);
        let in_force = in_force(block, &mut findings);
        findings.into_iter().for_each(|finding| self.error(finding));
        let duty = if draft.kind == DecisionKind::Plan { "doel" } else { "verplichting" };
        ModelDecision {
            kind: draft.kind,
            name: draft.name.clone(),
            law: self.law_of(&draft.regulation),
            class: draft.member.class,
            source,
            basis,
            nature: self.nature(block),
            applies: both(in_force, condition("van toepassing")),
            right: self.right(draft, block, &scope),
            partial: condition("gedeeltelijk").or_else(|| condition("toestemming").map(|consent| without(&consent))),
            not_bound: condition("niet gehouden"),
            values: entries(block)
                .filter_map(|entry| self.amount(&text_of(&entry.name), &entry.value, &scope))
                .collect(),
            form: field(block, "vorm").and_then(|field| self.named_value("vorm", &field.clause, &scope)),
            start: day("ingang"),
            end: day("einde"),
            day: day("datum"),
            terms: self.named_fields(block, "termijn", &scope, true),
            follow_ups: fields(block, "vervolg").filter_map(|field| self.follow_up(field, &scope)).collect(),
            duties: self.named_fields(block, duty, &scope, false),
            competent: self.competent(block),
            message: self.message(block, &scope),
            span: block.header.span,
        }
    }

    /// What a decision gives a right on, or what makes a procedure start; a plan is there whenever it applies.
    fn right(&self, draft: &DecisionDraft, block: &Block, scope: &Scope) -> Option<Shared> {
        let (keyword, code) = match draft.kind {
            DecisionKind::Besluit => ("recht", "T0802"),
            DecisionKind::Procedure => ("start", "T0861"),
            DecisionKind::Plan => {
                return Some(Expr::bool(Kind::Const(Const::Bool(true)), block.header.span));
            }
        };
        let Some(field) = field(block, keyword) else {
            let finding = Diagnostic::error(code, block.header.span, &[&draft.name]);
            self.error(finding.expected(format!("een veld `{keyword}`")));
            return None;
        };
        self.field_condition(field, scope)
    }

    fn nature(&self, block: &Block) -> Nature {
        match field(block, "aard").map(|field| (field.text.as_str(), field.span)) {
            Some(("bevoegdheid", _)) => Nature::Bevoegdheid,
            Some(("gebonden", _)) | None => Nature::Gebonden,
            Some((other, span)) => {
                self.error(Diagnostic::error("T0803", span, &[other]).expected("gebonden of bevoegdheid"));
                Nature::Gebonden
            }
        }
    }

    fn competent(&self, block: &Block) -> Vec<String> {
        let Some(field) = field(block, "bevoegd") else { return Vec::new() };
        let roles = semicolon_parts(&field.text);
        for role in roles.iter().filter(|role| !self.roles.contains(role)) {
            let finding = Diagnostic::error("T0409", field.span, &[role]);
            self.error(finding.near(role, self.roles.iter().map(String::as_str)));
        }
        roles
    }

    pub(super) fn field_condition(&self, field: &Field, scope: &Scope) -> Option<Shared> {
        let mut toks = ready_known(&self.vocabulary.words, &field.clause.tokens);
        if toks.first().is_some_and(|tok| tok.text == "indien") {
            toks.remove(0);
        }
        self.condition_words(&Words_ { toks, list: field.list.clone(), span: field.span }, scope)
    }

    fn field_day(&self, clause: &Clause, scope: &Scope) -> Option<Shared> {
        let value = self.read_clause(clause, scope)?;
        if value.ty != Type::Date {
            self.error(Diagnostic::error("T0608", value.span, &[&show(&value.ty), "een datum"]));
            return None;
        }
        Some(value)
    }

    fn read_clause(&self, clause: &Clause, scope: &Scope) -> Option<Shared> {
        self.read_value(&ready_known(&self.vocabulary.words, &clause.tokens), scope.clone())
    }

    fn named_value(&self, name: &str, clause: &Clause, scope: &Scope) -> Option<ModelValue> {
        let value = self.read_clause(clause, scope)?;
        Some(ModelValue { name: name.to_string(), value })
    }

    /// An amount of a decision: a rounding must be written.
    pub(super) fn amount(&self, name: &str, clause: &Clause, scope: &Scope) -> Option<ModelValue> {
        let value = self.named_value(name, clause, scope)?;
        let money = matches!(&value.value.ty, Type::Number(Unit { base: Base::Money, .. }));
        if money && !value.value.is_whole(&|term| self.term_is_whole(term)) {
            let finding = Diagnostic::error("T0610", value.value.span, &[name]);
            self.error(finding.expected("rekenkundig afgerond op hele centen, in de regel die het bedrag geeft"));
        }
        Some(value)
    }

    /// Whether every rule of a term gives whole cents.
    fn term_is_whole(&self, term: TermId) -> bool {
        fn all(checker: &Checker, rules: &[super::ModelRule]) -> bool {
            rules.iter().all(|rule| {
                rule.value.as_ref().is_none_or(|value| value.is_whole(&|term| checker.term_is_whole(term)))
                    && all(checker, &rule.exceptions)
            })
        }
        self.bodies.borrow().get(&term).is_none_or(|body| all(self, &body.rules))
    }

    /// `termijn beslissing: D`, `verplichting inlichtingen: C`
    fn named_fields(&self, block: &Block, keyword: &str, scope: &Scope, day: bool) -> Vec<ModelValue> {
        let read = |field: &Field| {
            let (name, rest) = self.name_and_rest(field)?;
            let value = if day {
                self.field_day(&rest, scope)?
            } else {
                let toks = ready_known(&self.vocabulary.words, &rest.tokens);
                self.condition_words(&Words_ { toks, list: field.list.clone(), span: field.span }, scope)?
            };
            Some(ModelValue { name, value })
        };
        fields(block, keyword).filter_map(read).collect()
    }

    /// `doorzenden aan de Sociale verzekeringsbank, indien C`
    fn follow_up(&self, field: &Field, scope: &Scope) -> Option<(String, Option<String>, Shared)> {
        let toks = ready_known(&self.vocabulary.words, &field.clause.tokens);
        let at = toks.iter().position(|tok| tok.text == "indien");
        let Some(at) = at else {
            self.error(Diagnostic::error("T0805", field.span, &[&field.text]).expected("…, indien …"));
            return None;
        };
        let said = toks.get(..at).unwrap_or(&[]);
        if let Some(finding) = self.clause_in(said) {
            self.error(finding);
            return None;
        }
        let text = super::draft::join(said.iter().map(|tok| tok.text.as_str()));
        let text = text.trim_end_matches([',', ' ']).to_string();
        let Some((kind, to)) = cut_follow_up(&text) else {
            self.error(
                Diagnostic::error("T0805", field.span, &[&text])
                    .near(&text, FOLLOW_UPS.iter().copied())
                    .expected(FOLLOW_UPS.join(", ")),
            );
            return None;
        };
        let rest = toks.get(at.saturating_add(1)..).unwrap_or(&[]).to_vec();
        let condition =
            self.condition_words(&Words_ { toks: rest, list: field.list.clone(), span: field.span }, scope)?;
        Some((kind.to_string(), to, condition))
    }
}

/// `doorzenden aan de Sociale verzekeringsbank`: what follows, and to whom.
pub(super) fn cut_follow_up(text: &str) -> Option<(&'static str, Option<String>)> {
    let kind = FOLLOW_UPS.iter().find(|kind| text.starts_with(**kind))?;
    let rest = text.strip_prefix(kind)?.trim();
    let to = rest.trim_start_matches("aan ").trim_start_matches("naar ").to_string();
    Some((kind, Some(to).filter(|to| !to.is_empty())))
}

/// The words of a clause before one of them, without a comma at the end.
fn before(clause: &Clause, word: &str) -> String {
    let tokens = clause.tokens.iter().map(|token| token.text.as_str()).take_while(|text| *text != word);
    super::draft::join(tokens).trim_end_matches([',', ' ']).to_string()
}

/// The days on which a decision can come out, when its block says so.
fn in_force(block: &Block, findings: &mut Vec<Diagnostic>) -> Option<Shared> {
    let (from, until) = version(block, findings);
    if let (Some(first), Some(last)) = (from, until)
        && last < first
    {
        let facts = [text_of(&block.header), dutch::date(last), dutch::date(first)];
        findings.push(Diagnostic::error("T0612", block.header.span, &[&facts[0], &facts[1], &facts[2]]));
    }
    (from.is_some() || until.is_some()).then(|| Expr::in_force(from, until, block.header.span))
}

/// Both conditions, as far as they are there.
fn both(first: Option<Shared>, second: Option<Shared>) -> Option<Shared> {
    match (first, second) {
        (Some(first), Some(second)) => {
            let span = second.span;
            Some(Expr::bool(Kind::All(vec![first, second]), span))
        }
        (first, second) => first.or(second),
    }
}

/// The consent is not there: then a procedure gives information only.
fn without(consent: &Shared) -> Shared {
    Expr::bool(Kind::Not(consent.clone()), consent.span)
}
