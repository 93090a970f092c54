//! Tree to checked model: names, types, units, versions, layers, exceptions, sources.
//!
//! [`check`] declares everything first, then reads every sentence, and returns what it could make with all findings,
//! sorted by file and place. The model is what analysis, documentation and the program work from.

mod amounts;
mod asking;
mod assimilated;
mod checker;
mod checks;
mod clauses;
mod conclude;
mod decisions;
mod declare;
mod deviate;
mod draft;
mod examples;
mod expr;
mod fields;
mod hand_overs;
mod judgements;
pub mod kinds;
mod literals;
mod mandates;
mod messages;
mod named;
mod organisations;
mod outcomes;
mod parameters;
mod phrases;
mod purposes;
mod read;
mod resolve;
mod tables;
mod types;
mod uncoded;
mod vocabulary;
mod words;

pub use asking::{CompetenceWords, Desk};
pub use examples::{Example, ExampleFact, ExampleGiven, ExampleObject, Expectation, Literal};
pub use expr::{Expr, Kind, Shared};
pub use hand_overs::ModelHandOver;
pub use mandates::ModelFilter;
pub use messages::ModelMessage;
pub use outcomes::{OutcomeWords, PeriodWords};
pub use purposes::ModelUse;

use crate::diagnostic::Diagnostic;
use crate::model::kinds::{
    AssimilatedDays, Class, ClassId, DecisionKind, Input, Mandate, Nature, Parameter, Rule, Sources, StatedObject,
    TermId, Type,
};
use crate::syntax::tree::{Block, File, Keyword, Span};
use crate::values::order;
use checker::{Checker, State};
use draft::text_of;
use fields::field;

/// A regulation: law, order, ordinance, policy rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regulation {
    /// Its name.
    pub name: String,
    /// How it is cited: `Pw`.
    pub short: String,
    /// Its identification: `BWBR0015703`.
    pub id: String,
    /// `wet`, `verordening`, …
    pub kind: String,
    /// The law that it carries out, when it is none itself.
    pub executes: Option<String>,
    /// The municipality, when it is local.
    pub municipality: Option<String>,
    /// The day of the text that was read.
    pub text_of: String,
    /// The numbers of all its articles, so that none is forgotten; empty when they are not listed.
    pub articles: Vec<String>,
    /// Where it is described.
    pub span: Span,
}

/// An article that is left out, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncoded {
    /// Which.
    pub source: Sources,
    /// Why.
    pub reason: String,
    /// Where it is said.
    pub span: Span,
}

/// One rule paragraph with its words read.
#[derive(Clone, Debug)]
pub struct ModelRule {
    /// What a reason shows.
    pub rule: Rule,
    /// The paragraph as written.
    pub text: String,
    /// When it applies.
    pub condition: Option<Shared>,
    /// What it gives; `None` takes away.
    pub value: Option<Shared>,
    /// What deviates from it.
    pub exceptions: Vec<ModelRule>,
    /// Where.
    pub span: Span,
}

/// The rules of a term and its type.
#[derive(Clone, Debug)]
pub struct TermBody {
    /// Its base rules.
    pub rules: Vec<ModelRule>,
    /// Its type; `None` when its text is wrong.
    pub ty: Option<Type>,
}

/// A derived term.
#[derive(Clone, Debug)]
pub struct ModelTerm {
    /// How it reads.
    pub name: String,
    /// The classes of its arguments.
    pub args: Vec<ClassId>,
    /// Its type.
    pub ty: Type,
    /// Its rules.
    pub rules: Vec<ModelRule>,
    /// The parameter that stands for a delegation which nobody filled.
    pub unfilled: Option<crate::model::kinds::ParameterId>,
    /// Where it was first concluded.
    pub span: Span,
}

/// A named value of a decision.
#[derive(Clone, Debug)]
pub struct ModelValue {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Shared,
}

/// A decision.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of a decision of the program")]
pub struct ModelDecision {
    pub kind: DecisionKind,
    pub name: String,
    pub law: String,
    pub class: ClassId,
    pub source: Sources,
    pub basis: crate::model::kinds::Basis,
    pub nature: Nature,
    pub applies: Option<Shared>,
    pub right: Option<Shared>,
    pub partial: Option<Shared>,
    pub not_bound: Option<Shared>,
    pub values: Vec<ModelValue>,
    pub form: Option<ModelValue>,
    pub start: Option<Shared>,
    pub end: Option<Shared>,
    pub day: Option<Shared>,
    pub terms: Vec<ModelValue>,
    pub follow_ups: Vec<(String, Option<String>, Shared)>,
    pub duties: Vec<ModelValue>,
    pub competent: Vec<String>,
    pub message: Option<ModelMessage>,
    pub span: Span,
}

/// How the municipality is organised.
#[derive(Clone, Debug, Default)]
pub struct ModelOrganisation {
    /// The class whose objects stand in rule files.
    pub class: Option<ClassId>,
    /// Those objects.
    pub stated: Vec<StatedObject>,
    /// Every line of every mandate.
    pub mandates: Vec<Mandate>,
    /// What the law asks of who holds a mandate.
    pub filters: Vec<ModelFilter>,
    /// Hand-overs.
    pub hand_overs: Vec<ModelHandOver>,
}

/// A rule set, checked.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Regulations.
    pub regulations: Vec<Regulation>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Choices.
    pub choices: Vec<Vec<String>>,
    /// Declared roles.
    pub roles: Vec<String>,
    /// Facts and judgements.
    pub inputs: Vec<Input>,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Terms.
    pub terms: Vec<ModelTerm>,
    /// Decisions.
    pub decisions: Vec<ModelDecision>,
    /// What may be used for another law than it was obtained for.
    pub uses: Vec<ModelUse>,
    /// Examples.
    pub examples: Vec<Example>,
    /// Organisations, mandates, hand-overs.
    pub organisation: ModelOrganisation,
    /// Articles left out.
    pub uncoded: Vec<Uncoded>,
    /// The days assimilated to public holidays, in order of their years.
    pub assimilated: Vec<AssimilatedDays>,
}

/// Checks all files of one rule set together.
///
/// The order of the files does not matter. The findings are sorted by file and place; the model holds all that could be
/// made, so that tools can work on it, but it is only to be compiled when there is no error among them.
#[must_use]
pub fn check(files: &[File]) -> (Model, Vec<Diagnostic>) {
    let mut checker = Checker::default();
    let blocks = blocks_with_file(files);
    declare_all(&mut checker, &blocks);
    checker.conclude(&blocks);
    checker.make_sets(&blocks);
    checker.make_tables(&blocks);
    checker.take_aim();
    checker.states = std::cell::RefCell::new(vec![State::Waiting; checker.terms.len()]);
    for term in 0..checker.terms.len() {
        if let Ok(term) = TermId::try_from(term) {
            checker.make(term);
        }
    }
    let decisions = checker.make_decisions(&blocks);
    let uses = checker.make_uses(&blocks);
    let examples = checker.make_examples(&blocks);
    let organisation = checker.organise(&blocks);
    let model = Model { decisions, uses, examples, organisation, ..finish(&checker) };
    checks::run(&checker, &model, &blocks);
    let mut findings = checker.take_findings();
    order::sort(&mut findings);
    findings.dedup();
    (model, findings)
}

fn blocks_with_file(files: &[File]) -> Vec<(u32, &Block)> {
    let mut blocks = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        blocks.extend(file.blocks.iter().map(|block| (number, block)));
    }
    blocks
}

/// Declares in an order that no file order can change: classes, roles, facts, parameters, judgements, then conclusions.
fn declare_all(checker: &mut Checker, blocks: &[(u32, &Block)]) {
    let regulations = regulations(checker, blocks);
    checker.regulation_of.clone_from(&regulations);
    let rounds: &[&[Keyword]] = &[
        &[Keyword::Object, Keyword::Rol],
        &[Keyword::Gegevens],
        &[Keyword::Organisatie],
        &[Keyword::Bedrag, Keyword::Percentage, Keyword::Getal, Keyword::Termijn, Keyword::Delegatie],
        &[Keyword::Oordeel, Keyword::Kwalificatie],
        &[
            Keyword::Vaststelling,
            Keyword::Regel,
            Keyword::Begrip,
            Keyword::Tabel,
            Keyword::NietGecodeerd,
            Keyword::Besluit,
            Keyword::Procedure,
            Keyword::Plan,
            Keyword::GelijkgesteldeDagen,
            Keyword::Gegevensgebruik,
            Keyword::Mandaat,
            Keyword::Overdracht,
        ],
    ];
    for round in rounds {
        for (number, ((_, block), regulation)) in blocks.iter().zip(&regulations).enumerate() {
            if round.contains(&block.keyword) {
                checker.regulation.clone_from(regulation);
                declare(checker, number, block);
            }
        }
    }
    for (_, block) in blocks.iter().filter(|(_, block)| block.keyword == Keyword::Voorbeeld) {
        for item in &block.items {
            if let crate::syntax::tree::Item::Group(group) = item {
                checker.vocabulary.words.of_clause(&group.header);
            }
        }
    }
    let choices = checker.choices.clone();
    let words = &mut checker.vocabulary.words;
    checker.choice_words =
        choices.iter().map(|values| values.iter().map(|value| words_of_choice(value, words)).collect()).collect();
}

/// The words of a value of a choice, without articles.
fn words_of_choice(value: &str, words: &mut words::Words) -> Vec<words::Word> {
    value.split(' ').filter(|word| !matches!(*word, "de" | "het" | "een")).map(|word| words.add(word)).collect()
}

fn declare(checker: &mut Checker, number: usize, block: &Block) {
    match block.keyword {
        Keyword::Object => checker.declare_object(block),
        Keyword::Rol => checker.declare_role(block),
        Keyword::Gegevens => checker.declare_facts(block),
        Keyword::Bedrag | Keyword::Percentage | Keyword::Getal | Keyword::Termijn => checker.declare_parameter(block),
        Keyword::Delegatie => checker.declare_delegation(block),
        Keyword::Oordeel | Keyword::Kwalificatie => checker.declare_judgement(block),
        Keyword::Vaststelling => {
            checker.fill(block);
            if fields::paragraphs(block).next().is_some() {
                checker.cut_rule(number, block);
            }
        }
        Keyword::Regel | Keyword::Begrip => checker.cut_rule(number, block),
        Keyword::Tabel => checker.declare_table(block),
        Keyword::Besluit => checker.declare_decision(number, block, DecisionKind::Besluit),
        Keyword::Procedure => checker.declare_decision(number, block, DecisionKind::Procedure),
        Keyword::Plan => checker.declare_decision(number, block, DecisionKind::Plan),
        Keyword::GelijkgesteldeDagen => checker.declare_assimilated(block),
        Keyword::Gegevensgebruik => checker.uses.push((number, checker.regulation.clone())),
        Keyword::Mandaat | Keyword::Overdracht => {
            let regulation = checker.regulation.clone();
            checker.organised.blocks.push((number, regulation));
        }
        Keyword::Organisatie => checker.declare_organisation(number, block),
        Keyword::NietGecodeerd => checker.declare_uncoded(block),
        _ => {}
    }
}

/// The short name of the regulation of each block: of the nearest `regeling` above it. The regulations themselves go to
/// the checker.
fn regulations(checker: &mut Checker, blocks: &[(u32, &Block)]) -> Vec<String> {
    for (_, block) in blocks.iter().filter(|(_, block)| block.keyword == Keyword::Regeling) {
        describe(checker, block);
    }
    checker.check_executed(blocks);
    let mut names: Vec<String> = Vec::new();
    let mut current: Option<(u32, String)> = None;
    for (file, block) in blocks {
        if block.keyword == Keyword::Regeling {
            current = Some((*file, text_of(&block.header)));
        } else if current.as_ref().is_none_or(|(of, _)| of != file) {
            current = Some((*file, String::new()));
            checker.error(Diagnostic::error("T0714", Span { end: block.header.span.end, ..block.span }, &[]));
        }
        names.extend(current.as_ref().map(|(_, name)| name.clone()));
    }
    let short = |name: String| {
        let known = checker.regulations.iter().find(|known| known.name == name);
        known.map_or(name, |known| known.short.clone())
    };
    names.into_iter().map(short).collect()
}

/// Keeps a regulation, from the block that has its fields.
fn describe(checker: &mut Checker, block: &Block) {
    let name = text_of(&block.header);
    let text = |keyword| field(block, keyword).map(|field| field.text.clone());
    let Some(kind) = text("soort") else { return };
    if checker.regulations.iter().any(|known| known.name == name) {
        checker.error(Diagnostic::error("T0713", block.header.span, &[&name]));
    }
    checker.regulations.push(Regulation {
        short: text("citeertitel").unwrap_or_else(|| name.clone()),
        name,
        id: text("identificatie").unwrap_or_default(),
        kind,
        executes: text("uitvoering van"),
        municipality: text("gemeente").map(|text| text.split(" (").next().unwrap_or_default().to_string()),
        text_of: text("tekst geldend op").unwrap_or_default(),
        articles: text("artikelen").map(|text| declare::semicolon_parts(&text)).unwrap_or_default(),
        span: block.header.span,
    });
}

fn finish(checker: &Checker) -> Model {
    let bodies = checker.bodies.borrow();
    let terms = checker.terms.iter().enumerate().map(|(number, draft)| {
        let body = TermId::try_from(number).ok().and_then(|term| bodies.get(&term));
        ModelTerm {
            name: draft.name.clone(),
            args: draft.args.clone(),
            ty: body.and_then(|body| body.ty.clone()).or_else(|| draft.ty.clone()).unwrap_or(Type::Bool),
            rules: body.map(|body| body.rules.clone()).unwrap_or_default(),
            unfilled: draft.delegation,
            span: draft.span,
        }
    });
    Model {
        regulations: checker.regulations.clone(),
        classes: checker.classes.clone(),
        choices: checker.choices.clone(),
        roles: checker.roles.clone(),
        inputs: checker.inputs.clone(),
        parameters: checker.parameters.clone(),
        terms: terms.collect(),
        uncoded: checker.uncoded.clone(),
        assimilated: checker.assimilated_in_order(),
        ..Model::default()
    }
}
