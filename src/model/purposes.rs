//! Purposes: the law that a regulation carries out, and what may be used for another law than it was obtained for.

use std::borrow::Cow;

use super::checker::{Checker, scope_of};
use super::declare::clause_of;
use super::draft::{join, text_of};
use super::expr::Shared;
use super::fields::{field, sources, version};
use super::phrases::bound_noun;
use super::read::Bound;
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{ClassId, Sources};
use crate::syntax::tree::{Block, Clause, Entry, Field, Keyword, Span};
use crate::values::Date;

/// A ground on which what was obtained for one law may be used for another.
#[derive(Clone, Debug)]
pub struct ModelUse {
    /// Obtained for this law.
    pub from: String,
    /// Used for this one.
    pub to: String,
    /// Its sources.
    pub source: Sources,
    /// Its first and last day.
    pub days: (Option<Date>, Option<Date>),
    /// Under which condition; without one always.
    pub allowed: Option<Condition>,
    /// Where it stands.
    pub span: Span,
}

/// A condition about whoever a fact is of.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The class of the object.
    pub class: ClassId,
    /// The condition; the object is its first variable.
    pub condition: Shared,
}

impl Checker {
    /// The laws under which facts are obtained: every regulation that does not carry out another.
    pub(super) fn laws(&self) -> impl Iterator<Item = &str> {
        self.regulations.iter().filter(|known| known.executes.is_none()).map(|known| known.short.as_str())
    }

    pub(super) fn unknown_law(&self, name: &str, span: Span) {
        self.error(Diagnostic::error("T0851", span, &[name]).near(name, self.laws()));
    }

    /// Checks the laws that regulations say to carry out.
    pub(super) fn check_executed(&self, blocks: &[(u32, &Block)]) {
        for (_, block) in blocks.iter().filter(|(_, block)| block.keyword == Keyword::Regeling) {
            let Some(field) = field(block, "uitvoering van") else { continue };
            if !self.laws().any(|law| law == field.text) {
                self.unknown_law(&field.text, field.span);
            }
        }
    }

    /// The law under which a decision of a regulation is taken: the one that it carries out, or the regulation itself.
    pub(super) fn law_of(&self, regulation: &str) -> String {
        let known = self.regulations.iter().find(|known| known.short == regulation);
        known.and_then(|known| known.executes.clone()).unwrap_or_else(|| regulation.to_string())
    }

    /// Takes `, verkregen voor de Jw` off the value of an example.
    pub(super) fn obtained<'e>(&self, entry: &'e Entry) -> (Cow<'e, Entry>, Option<String>) {
        let tokens = &entry.value.tokens;
        let at =
            tokens.windows(2).position(|pair| pair.iter().map(|token| token.text.as_str()).eq(["verkregen", "voor"]));
        let Some(at) = at else { return (Cow::Borrowed(entry), None) };
        let (value, law) = tokens.split_at(at);
        let value = match value.split_last() {
            Some((comma, value)) if comma.text == "," => value,
            _ => value,
        };
        let words = law.iter().skip(2).map(|token| token.text.as_str());
        let law = join(words.skip_while(|word| matches!(*word, "de" | "het")));
        if !self.laws().any(|known| known == law) {
            self.unknown_law(&law, entry.value.span);
        }
        let text = join(value.iter().map(|token| token.text.as_str()));
        (Cow::Owned(Entry { value: clause_of(value), text, ..entry.clone() }), Some(law))
    }

    /// Reads what may be used for another law.
    pub(super) fn make_uses(&self, blocks: &[(u32, &Block)]) -> Vec<ModelUse> {
        let drafts = self.uses.iter();
        let uses = drafts.filter_map(|(number, regulation)| self.data_use(blocks.get(*number)?.1, regulation));
        uses.collect()
    }

    fn data_use(&self, block: &Block, regulation: &str) -> Option<ModelUse> {
        let (from, to) = self.two_laws(&block.header)?;
        let mut findings = Vec::new();
        let source = sources(block, regulation, &mut findings);
        let days = version(block, &mut findings);
        findings.into_iter().for_each(|finding| self.error(finding));
        let allowed = match field(block, "toegestaan") {
            Some(field) => Some(self.allowed(field)?),
            None => None,
        };
        Some(ModelUse { from, to, source, days, allowed, span: block.header.span })
    }

    /// `van de Jw voor de Wmo 2015`
    fn two_laws(&self, header: &Clause) -> Option<(String, String)> {
        let texts: Vec<&str> = header.tokens.iter().map(|token| token.text.as_str()).collect();
        let at = texts.iter().position(|text| *text == "voor");
        let (head, tail) = texts.split_at(at.unwrap_or(texts.len()));
        let name = |words: &[&str]| {
            let words = words.get(1..).unwrap_or_default();
            join(words.iter().copied().skip_while(|word| matches!(*word, "de" | "het")))
        };
        let (from, to) = (name(head), name(tail));
        if head.first() != Some(&"van") || from.is_empty() || to.is_empty() || from == to {
            let finding = Diagnostic::error("T0852", header.span, &[&text_of(header)]);
            self.error(finding.expected("gegevensgebruik van de Jw voor de Wmo 2015"));
            return None;
        }
        let unknown = [&from, &to].into_iter().find(|law| !self.laws().any(|known| known == law.as_str()));
        match unknown {
            Some(law) => {
                self.unknown_law(law, header.span);
                None
            }
            None => Some((from, to)),
        }
    }

    /// The condition under which it is allowed, about the object that its words point at.
    fn allowed(&self, field: &Field) -> Option<Condition> {
        let Some(about) = self.pointed_at(field) else {
            let finding = Diagnostic::error("T0853", field.span, &[&field.text]);
            self.error(finding.expected("toegestaan  de persoon toestemming heeft gegeven"));
            return None;
        };
        let class = about.class;
        let condition = self.field_condition(field, &scope_of(&[about]))?;
        Some(Condition { class, condition })
    }

    /// The first word of a condition that stands for an object, of which a case may have several.
    fn pointed_at(&self, field: &Field) -> Option<Bound> {
        let clauses = std::iter::once(&field.clause).chain(field.list.iter().map(|item| &item.clause));
        clauses.flat_map(|clause| &clause.tokens).find_map(|token| {
            let class = self.class_of(&token.text.to_lowercase())?;
            let noun = self.vocabulary.words.get(&token.text)?;
            (!self.vocabulary.is_singleton(class)).then(|| bound_noun(vec![noun], class, 0))
        })
    }
}
