//! Hand-overs: who hands which decisions over to whom, and what must be settled first.

use super::checker::Checker;
use super::declare::semicolon_parts;
use super::draft::text_of;
use super::expr::Shared;
use super::fields::{field, version};
use super::kinds::{ClassId, Days, Trust};
use super::mandates::ALL;
use super::organisations::trust;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Block, Field};
use crate::values::dutch;

/// A hand-over.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of a hand-over of the program")]
pub struct ModelHandOver {
    pub from: u32,
    pub to: u32,
    pub about: Vec<String>,
    pub days: Days,
    pub trust: Trust,
    pub complete: Option<(Shared, String)>,
}

impl Checker {
    /// `overdracht van het sociaal wijkteam aan het stedelijk expertisecentrum`
    pub(super) fn hand_over(&self, block: &Block, regulation: &str) -> Option<ModelHandOver> {
        let mut findings = Vec::new();
        let trust = trust(block, regulation, &mut findings);
        let (first, last) = version(block, &mut findings);
        findings.into_iter().for_each(|finding| self.error(finding));
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            let facts = [text_of(&block.header), dutch::date(last), dutch::date(first)];
            self.error(Diagnostic::error("T0612", block.header.span, &[&facts[0], &facts[1], &facts[2]]));
        }
        self.organisation_needed(block.header.span)?;
        let parties = self.parties(block);
        let about = self.handed_over(block);
        let complete = field(block, "volledig").and_then(|field| self.complete(field, &about));
        let (from, to) = parties?;
        let about = about.into_iter().map(|(title, _)| title).collect();
        Some(ModelHandOver { from, to, about, days: Days { from: first, until: last }, trust, complete })
    }

    /// From whom, to whom.
    fn parties(&self, block: &Block) -> Option<(u32, u32)> {
        let tokens = &block.header.tokens;
        let aan = tokens.iter().position(|token| token.text == "aan");
        let split = aan.and_then(|at| Some((tokens.get(1..at)?, tokens.get(at.checked_add(1)?..)?)));
        let (Some((from, to)), Some("van")) = (split, tokens.first().map(|token| token.text.as_str())) else {
            let finding = Diagnostic::error("T0840", block.header.span, &[&text_of(&block.header)]);
            self.error(finding.expected("overdracht van … aan …"));
            return None;
        };
        let span = block.header.span;
        let (from, to) = (self.organisation_named(from, span), self.organisation_named(to, span));
        Some((from?, to?))
    }

    /// The decisions with the classes of their members; empty for all of them.
    fn handed_over(&self, block: &Block) -> Vec<(String, ClassId)> {
        let Some(field) = field(block, "besluit") else { return Vec::new() };
        let titles = semicolon_parts(&field.text);
        if titles == [ALL] {
            return Vec::new();
        }
        titles.into_iter().filter_map(|title| self.titled(&title, field.span).map(|class| (title, class))).collect()
    }

    /// What must be settled, about the member of the decisions.
    fn complete(&self, field: &Field, about: &[(String, ClassId)]) -> Option<(Shared, String)> {
        let Some((_, class)) = about.first() else {
            let finding = Diagnostic::error("T0841", field.span, &[]);
            self.error(finding.expected("besluit  algemene bijstand; bijzondere bijstand"));
            return None;
        };
        if let Some((other, _)) = about.iter().find(|(_, other)| other != class) {
            let first = about.first().map_or("", |(title, _)| title);
            self.error(Diagnostic::error("T0842", field.span, &[first, other]));
            return None;
        }
        let condition = self.field_condition(field, &self.scope_of_class(*class))?;
        Some((condition, field.text.clone()))
    }
}
