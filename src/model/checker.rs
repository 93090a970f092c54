//! The checker: all declarations, then all sentences, with every finding kept.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::draft::{DecisionDraft, Draft, SetDraft, TermDraft};
use super::expr::{Expr, Kind, Shared};
use super::parameters::Filling;
use super::read::{Bound, Filled, Knowledge, NoType, Reader, Remark, Scope, Unread};
use super::vocabulary::{Members, Role, Target, Vocabulary};
use super::words::{Tok, Word};
use super::{Regulation, TermBody, Uncoded};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{
    AssimilatedDays, Class, ClassId, Comparison, Input, Parameter, ParameterId, Rule, TermId, Type,
};
use crate::syntax::tree::{Field, Row, Span};
use crate::values::order;

/// Where a term is in the making.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// Not looked at.
    Waiting,
    /// Being made: whoever asks now closes a circle.
    Making,
    /// Made; the type is `None` when its text is wrong.
    Made(Option<Type>),
}

/// The words that could not be read, and what could have stood there.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    words: String,
    expected: Vec<String>,
}

/// Everything known while checking.
#[derive(Default)]
pub struct Checker {
    /// Names.
    pub(super) vocabulary: Vocabulary,
    pub(super) classes: Vec<Class>,
    pub(super) choices: Vec<Vec<String>>,
    pub(super) choice_words: Vec<Vec<Vec<Word>>>,
    pub(super) roles: Vec<String>,
    pub(super) inputs: Vec<Input>,
    pub(super) input_spans: Vec<Span>,
    /// The regulation of each judgement whether a power is used, by its place among the inputs.
    pub(super) powers: BTreeMap<usize, String>,
    pub(super) parameters: Vec<Parameter>,
    /// Where each parameter is declared.
    pub(super) parameter_spans: Vec<Span>,
    pub(super) bounds: BTreeMap<ParameterId, Vec<(Comparison, Field)>>,
    pub(super) fillings: Vec<Filling>,
    pub(super) delegations: Vec<(String, ParameterId)>,
    pub(super) terms: Vec<TermDraft>,
    pub(super) drafts: Vec<Draft>,
    pub(super) sets: Vec<SetDraft>,
    pub(super) decisions: Vec<DecisionDraft>,
    /// The blocks on what may be used for another law, with their regulation.
    pub(super) uses: Vec<(usize, String)>,
    pub(super) cuts: Vec<(usize, Rule, super::conclude::Cut)>,
    /// Deviations, and the words that say from what.
    pub(super) aims: Vec<super::deviate::Aim>,
    pub(super) regulations: Vec<Regulation>,
    pub(super) organised: super::organisations::Organised,
    pub(super) uncoded: Vec<Uncoded>,
    /// The assimilated days, and where they are declared.
    pub(super) assimilated: Vec<(AssimilatedDays, Span)>,
    /// The term and the regulation of each table, by the place of its block.
    pub(super) tables: Vec<(Span, TermId, String)>,
    /// The rows of tables: objects, header, row.
    pub(super) table_rows: Vec<(Vec<Bound>, Row, Row)>,
    /// The headers of tables of which a row was left out.
    pub(super) broken_tables: Vec<Span>,
    /// The regulation of each block.
    pub(super) regulation_of: Vec<String>,
    /// The regulation of the file at hand.
    pub(super) regulation: String,
    pub(super) states: RefCell<Vec<State>>,
    pub(super) bodies: RefCell<BTreeMap<TermId, TermBody>>,
    pub(super) making: RefCell<Vec<TermId>>,
    pub(super) domains: RefCell<BTreeMap<usize, Option<Domain>>>,
    pub(super) findings: RefCell<Vec<Diagnostic>>,
    /// What could not be read, by the place of its finding. What could have stood there is told at the end: it takes the
    /// nearest of all names, and a reading that was only tried may still be dropped.
    pub(super) stuck_on: RefCell<Vec<(usize, Rest)>>,
    /// Whether a circle was met since the term at hand was begun.
    pub(super) circular: Cell<bool>,
    /// The circle that was met last, as a finding shows it.
    pub(super) last_circle: RefCell<String>,
}

impl Checker {
    /// Keeps a finding.
    pub(super) fn error(&self, finding: Diagnostic) {
        self.findings.borrow_mut().push(finding);
    }

    /// Reads a clause as a condition; a finding when it cannot be read.
    pub(super) fn read_condition(&self, toks: &[Tok], scope: Scope) -> Option<Shared> {
        let read = Reader::new(self, toks, scope).whole_condition();
        read.map_err(|unread| self.unread(&unread)).ok()
    }

    /// Reads a clause as a value; a finding when it cannot be read.
    pub(super) fn read_value(&self, toks: &[Tok], scope: Scope) -> Option<Shared> {
        let read = Reader::new(self, toks, scope).whole_value();
        read.map_err(|unread| self.unread(&unread)).ok()
    }

    fn unread(&self, unread: &Unread) {
        let finding = match unread {
            Unread::Stuck { span, rest, expected, remark } => match remark {
                Some(remark) => remarked(*span, remark),
                None => self.stuck(*span, rest, expected),
            },
            Unread::Ambiguous { span, count } => Diagnostic::error("T0502", *span, &[&count.to_string()]),
            Unread::Untyped { why: NoType::Broken, .. } => return,
            Unread::Untyped { span, why: NoType::Circle(circle) } => {
                self.circular.set(true);
                Diagnostic::error("T0607", *span, &[circle])
            }
            Unread::TooLong { span } => Diagnostic::error("T0503", *span, &[]),
        };
        self.error(finding);
    }

    fn stuck(&self, span: Span, rest: &str, expected: &[String]) -> Diagnostic {
        let place = self.findings.borrow().len();
        self.stuck_on.borrow_mut().push((place, Rest { words: rest.to_string(), expected: expected.to_vec() }));
        match rest {
            "" => Diagnostic::error("T0506", span, &[]),
            rest => Diagnostic::error("T0501", span, &[rest]),
        }
    }

    /// Drops the findings from a place on.
    pub(super) fn drop_findings(&self, from: usize) {
        self.findings.borrow_mut().truncate(from);
        self.stuck_on.borrow_mut().retain(|(place, _)| *place < from);
    }

    /// All findings, those on what could not be read with what could have stood there.
    pub(super) fn take_findings(&self) -> Vec<Diagnostic> {
        let mut findings = self.findings.take();
        let names: Vec<String> = self.vocabulary.names().collect();
        for (place, Rest { words, expected }) in self.stuck_on.take() {
            if let Some(finding) = findings.get_mut(place) {
                finding.expected = Some(shortened(&words, &expected));
                finding.near = self.near_name(&words, &names);
            }
        }
        findings
    }

    /// The declared name nearest to the start of the unread words, comparing names with as many words.
    fn near_name(&self, rest: &str, names: &[String]) -> Option<String> {
        let words: Vec<&str> = rest.split(' ').filter(|word| !matches!(*word, "de" | "het" | "een")).collect();
        let candidates = (1..=words.len()).rev().filter_map(|len| {
            let phrase = words.get(..len)?.join(" ");
            let same =
                names.iter().map(String::as_str).filter(|name| name.split(' ').filter(|w| *w != "…").count() == len);
            crate::diagnostic::nearest(&phrase, same.map(|name| name.trim_end_matches(" …")))
        });
        candidates.into_iter().next()
    }

    /// Where the members of a set come from, for member [`MEMBER`] and owner 1, and what they meet already.
    fn set_domain(&self, place: usize) -> Option<Domain> {
        if let Some(known) = self.domains.borrow().get(&place) {
            return known.clone();
        }
        self.domains.borrow_mut().insert(place, None);
        let set = self.sets.get(place)?;
        let mut domain = Domain::default();
        for part in set.from.split(|tok| tok.text == "en" || tok.text == ",") {
            let scope = Scope { bound: set.owner.clone().into_iter().collect(), letters: Vec::new(), next: MEMBER };
            match Reader::new(self, part, scope).whole_domain() {
                Ok((parts, filter)) => {
                    domain.parts.extend(parts);
                    domain.filter = domain.filter.or(filter);
                }
                Err(unread) => self.unread(&unread),
            }
        }
        let domain = (!domain.parts.is_empty()).then_some(domain);
        self.domains.borrow_mut().insert(place, domain.clone());
        domain
    }
}

/// What is known to be wrong where a clause is stuck.
fn remarked(span: Span, remark: &Remark) -> Diagnostic {
    match remark {
        Remark::Extension(code, place) => Diagnostic::error(code, *place, &[]),
        Remark::JudgementUnsaid(name) => Diagnostic::error("T0507", span, &[name]),
        Remark::NoJudgement(name) => Diagnostic::error("T0508", span, &[name]),
        Remark::Misfit(found, wanted, place) => Diagnostic::error("T0608", *place, &[found, wanted]),
        Remark::Conversion(from, to, place) => Diagnostic::error("T0509", *place, &[from, to])
            .expected("jaar, kwartaal en maand naar elkaar; weken naar elkaar: week, 2 weken, 4 weken"),
    }
}

/// The variable that stands for a member while the domain of a set is read.
const MEMBER: u8 = 2;

/// Where the members of a set come from.
#[derive(Clone, Debug, Default)]
pub(super) struct Domain {
    parts: Vec<Shared>,
    filter: Option<Shared>,
}

impl Knowledge for Checker {
    fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    fn type_of(&self, target: Target) -> Result<Type, NoType> {
        let found = match target {
            Target::Input(input) => self.inputs.get(input as usize).map(|input| input.ty.clone()),
            Target::Parameter(parameter) => {
                self.parameters.get(parameter as usize).map(|parameter| parameter.ty.clone())
            }
            Target::Term(term) => return self.term_type(term),
        };
        found.ok_or(NoType::Broken)
    }

    fn choice(&self, choice: u32) -> Vec<Vec<Word>> {
        self.choice_words.get(choice as usize).cloned().unwrap_or_default()
    }

    fn members(&self, role: &Role, owner: Option<&Shared>, member: &Shared) -> Option<(Vec<Shared>, Option<Shared>)> {
        match role.members {
            Members::Input(input) => {
                let args = owner.cloned().into_iter().collect();
                Some((vec![Expr::new(Kind::Input(input, args), Type::Many(role.member), member.span)], None))
            }
            Members::Set(place) => {
                let set = self.sets.get(place)?;
                let domain = self.set_domain(place)?;
                let owned = |part: &Shared| owner.map_or_else(|| part.clone(), |owner| replace(part, 1, owner));
                let mut args = vec![member.clone()];
                args.extend(owner.cloned());
                let own = Expr::bool(Kind::Term(set.term, args), member.span);
                let filter = match &domain.filter {
                    Some(filter) => {
                        let inherited = replace(&owned(filter), MEMBER, member);
                        Expr::bool(Kind::All(vec![inherited, own]), member.span)
                    }
                    None => own,
                };
                Some((domain.parts.iter().map(owned).collect(), Some(filter)))
            }
        }
    }

    fn filled(&self, target: Target) -> Option<Filled> {
        match target {
            Target::Parameter(parameter) => Some(Filled::Dated(parameter)),
            Target::Term(term) => {
                let delegation = self.terms.get(term as usize)?.delegation?;
                let drafts = self.drafts.iter().filter(|draft| draft.term == term);
                let days: Vec<_> = drafts.map(|draft| (draft.rule.from, draft.rule.until)).collect();
                Some(if days.is_empty() { Filled::Dated(delegation) } else { Filled::Rules(days) })
            }
            Target::Input(_) => None,
        }
    }

    fn class_name(&self, class: ClassId) -> String {
        self.classes.get(class as usize).map_or_else(String::new, |class| class.name.to_string())
    }
}

/// The expression with a variable replaced (domains and their filters: inputs, terms, variables, conjunctions).
fn replace(expr: &Shared, variable: u8, by: &Shared) -> Shared {
    let all = |parts: &[Shared]| parts.iter().map(|part| replace(part, variable, by)).collect();
    let kind = match &expr.kind {
        Kind::Variable(number) if *number == variable => return by.clone(),
        Kind::Input(input, args) => Kind::Input(*input, all(args)),
        Kind::Term(term, args) => Kind::Term(*term, all(args)),
        Kind::All(parts) => Kind::All(all(parts)),
        _ => return expr.clone(),
    };
    Expr::new(kind, expr.ty.clone(), expr.span)
}

/// The scope in which the words of a draft are read.
pub(super) fn scope_of(bound: &[Bound]) -> Scope {
    Scope { bound: bound.to_vec(), letters: Vec::new(), next: u8::try_from(bound.len()).unwrap_or(u8::MAX) }
}

/// The most words that a finding lists as what could have stood there.
const MOST_EXPECTED: usize = 12;

/// What could have stood there; of many words those nearest to what stands there, and how many more there are.
fn shortened(rest: &str, expected: &[String]) -> String {
    if expected.len() <= MOST_EXPECTED {
        return expected.join(" | ");
    }
    let first = rest.split(' ').next().unwrap_or_default();
    let mut nearest: Vec<&String> = expected.iter().collect();
    order::sort_by_key(&mut nearest, |word| crate::diagnostic::distance(first, word));
    nearest.truncate(MOST_EXPECTED);
    order::sort(&mut nearest);
    let shown: Vec<&str> = nearest.into_iter().map(String::as_str).collect();
    format!("{}; en nog {}", shown.join(" | "), expected.len().saturating_sub(MOST_EXPECTED))
}
