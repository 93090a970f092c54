//! Message data of a decision: the standard, the fields, the checks.

use super::ModelValue;
use super::checker::Checker;
use super::draft::{Words_, join};
use super::fields::{field, fields};
use super::read::Scope;
use super::words::ready_known;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Block, Clause, Field};

/// The message that follows from a decision.
#[derive(Clone, Debug)]
pub struct ModelMessage {
    /// The standard: `iWmo 3.2`.
    pub standard: String,
    /// The message of the standard: `301`.
    pub number: String,
    /// Its fields.
    pub fields: Vec<ModelValue>,
    /// What must hold, by code.
    pub checks: Vec<ModelValue>,
}

impl Checker {
    /// `bericht  iWmo 3.2, 301` with its fields and checks.
    pub(super) fn message(&self, block: &Block, scope: &Scope) -> Option<ModelMessage> {
        let Some(named) = field(block, "bericht") else {
            if let Some(stray) = fields(block, "toewijzing").chain(fields(block, "controle")).next() {
                let finding = Diagnostic::error("T0871", stray.span, &[&stray.keyword]);
                self.error(finding.expected("bericht  iWmo 3.2, 301"));
            }
            return None;
        };
        let (standard, number) = named.text.split_once(',').unwrap_or((&named.text, ""));
        let values = fields(block, "toewijzing").filter_map(|field| {
            let (name, clause) = self.name_and_rest(field)?;
            self.amount(&name, &clause, scope)
        });
        let checks = fields(block, "controle").filter_map(|field| self.check(field, scope));
        let (fields, checks) = (values.collect::<Vec<_>>(), checks.collect::<Vec<_>>());
        self.once(block, &fields, "toewijzing");
        self.once(block, &checks, "controle");
        Some(ModelMessage { standard: standard.trim().into(), number: number.trim().into(), fields, checks })
    }

    /// `controle CD076: C`
    fn check(&self, field: &Field, scope: &Scope) -> Option<ModelValue> {
        let (name, rest) = self.name_and_rest(field)?;
        let toks = ready_known(&self.vocabulary.words, &rest.tokens);
        let words = Words_ { toks, list: field.list.clone(), span: field.span };
        Some(ModelValue { name, value: self.condition_words(&words, scope)? })
    }

    /// Reports a field or check that is given twice.
    fn once(&self, block: &Block, values: &[ModelValue], keyword: &str) {
        for (place, value) in values.iter().enumerate() {
            if values.iter().take(place).any(|earlier| earlier.name == value.name) {
                let span = fields(block, keyword).nth(place).map_or(value.value.span, |field| field.span);
                self.error(Diagnostic::error("T0872", span, &[keyword, &value.name]));
            }
        }
    }

    /// The name before the colon and what stands behind it; a finding when there is no colon.
    pub(super) fn name_and_rest(&self, field: &Field) -> Option<(String, Clause)> {
        let colon = field.clause.tokens.iter().position(|token| token.text == ":");
        let Some(colon) = colon else {
            let finding = Diagnostic::error("T0804", field.span, &[&field.keyword]);
            self.error(finding.expected(format!("{} naam: …", field.keyword)));
            return None;
        };
        let (name, rest) = field.clause.tokens.split_at(colon);
        let name = join(name.iter().map(|token| token.text.as_str()));
        Some((name, super::declare::clause_of(rest.get(1..).unwrap_or(&[]))))
    }
}
