//! Organisations: objects whose facts stand in rule files, each with its versions.

use super::checker::Checker;
use super::draft::text_of;
use super::fields::{approval, entries, sources, status, version};
use super::kinds::{ClassId, Days, InputId, StatedFact, StatedObject, StatedValue, StatedVersion, Trust};
use super::read::{Bound, Scope};
use super::vocabulary::{Elem, Stated};
use super::words::{Word, is_article};
use super::{ExampleGiven, ExampleObject, Literal, ModelOrganisation};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Block, Entry, Keyword, Span, Token};
use crate::values::dutch;

/// The head word of the blocks, and the name of the class whose objects they are.
const ORGANISATION: &str = "organisatie";

/// What was declared about the organisation of a municipality.
#[derive(Debug, Default)]
pub struct Organised {
    /// Organisations in the order of the files.
    pub(super) declared: Vec<Declared>,
    /// The blocks of mandates and hand-overs, each with its regulation.
    pub(super) blocks: Vec<(usize, String)>,
}

/// An organisation and the blocks that describe it.
#[derive(Debug)]
pub(super) struct Declared {
    name: String,
    words: Vec<Word>,
    versions: Vec<Version>,
}

/// One block of an organisation.
#[derive(Debug)]
struct Version {
    block: usize,
    days: Days,
    trust: Trust,
    span: Span,
}

impl Checker {
    /// The class whose objects stand in rule files.
    pub(super) fn organisation_class(&self) -> Option<ClassId> {
        let place = self.classes.iter().position(|class| class.name == ORGANISATION)?;
        ClassId::try_from(place).ok()
    }

    /// The same; a finding when it is not declared.
    pub(super) fn organisation_needed(&self, span: Span) -> Option<ClassId> {
        let class = self.organisation_class();
        if class.is_none() {
            let finding = Diagnostic::error("T0830", span, &[]);
            self.error(finding.expected("object organisatie, meervoud organisaties"));
        }
        class
    }

    /// Keeps the name of an organisation, or one more version of it.
    pub(super) fn declare_organisation(&mut self, number: usize, block: &Block) {
        let Some(class) = self.organisation_needed(block.header.span) else { return };
        let words = self.vocabulary.words.of_clause(&block.header);
        let name = without_article(&block.header.tokens);
        let mut findings = Vec::new();
        let (from, until) = version(block, &mut findings);
        let trust = trust(block, &self.regulation, &mut findings);
        findings.into_iter().for_each(|finding| self.error(finding));
        if let (Some(first), Some(last)) = (from, until)
            && last < first
        {
            let facts = [name.as_str(), &dutch::date(last), &dutch::date(first)];
            return self.error(Diagnostic::error("T0612", block.header.span, &facts));
        }
        let version = Version { block: number, days: Days { from, until }, trust, span: block.header.span };
        match self.organised.declared.iter().position(|known| known.words == words) {
            Some(known) => self.another_version(known, version),
            None => {
                let elems: Vec<Elem> = words.iter().copied().map(Elem::Word).collect();
                self.claim(&elems, block.header.span);
                let number = u32::try_from(self.organised.declared.len()).unwrap_or(u32::MAX);
                self.vocabulary.stated.push(Stated { words: words.clone(), class, number });
                self.organised.declared.push(Declared { name, words, versions: vec![version] });
            }
        }
    }

    fn another_version(&mut self, known: usize, version: Version) {
        let Some(declared) = self.organised.declared.get_mut(known) else { return };
        let other = declared.versions.iter().find(|other| other.days.meet(&version.days)).map(|other| other.span);
        let (name, span) = (declared.name.clone(), version.span);
        declared.versions.push(version);
        if let Some(other) = other {
            self.error(Diagnostic::error("T0715", span, &[&name]).also(other, "hier staat de andere versie"));
        }
    }

    /// The number of the organisation that some words name; a finding when there is none.
    pub(super) fn organisation_named(&self, tokens: &[Token], span: Span) -> Option<u32> {
        let words: Option<Vec<Word>> = tokens
            .iter()
            .filter(|token| !is_article(token))
            .map(|token| self.vocabulary.words.get(&token.text))
            .collect();
        let found = words.and_then(|words| self.organised.declared.iter().position(|known| known.words == words));
        if found.is_none() {
            let name = without_article(tokens);
            let names = self.organised.declared.iter().map(|known| known.name.as_str());
            self.error(Diagnostic::error("T0831", span, &[&name]).near(&name, names));
        }
        found.and_then(|found| u32::try_from(found).ok())
    }

    /// A scope with one object, whatever noun of its class points at it.
    pub(super) fn scope_of_class(&self, class: ClassId) -> Scope {
        let nouns = self.vocabulary.nouns.iter().filter(|noun| noun.class == class);
        let bound: Vec<Bound> = nouns.map(|noun| super::phrases::bound_noun(noun.words.clone(), class, 0)).collect();
        Scope { bound, letters: Vec::new(), next: 1 }
    }

    /// The organisations as objects that an example can name.
    pub(super) fn stated_objects(&self) -> Vec<ExampleObject> {
        let Some(class) = self.organisation_class() else { return Vec::new() };
        self.organised.declared.iter().map(|known| ExampleObject { name: known.name.clone(), class }).collect()
    }

    /// Reads the facts of the organisations, the mandates, what the law asks, and the hand-overs.
    pub(super) fn organise(&self, blocks: &[(u32, &Block)]) -> ModelOrganisation {
        let of = |keyword: Keyword| {
            let drafts = self.organised.blocks.iter();
            let found =
                drafts.filter_map(move |(number, regulation)| Some((blocks.get(*number)?.1, regulation.as_str())));
            found.filter(move |(block, _)| block.keyword == keyword)
        };
        ModelOrganisation {
            class: self.organisation_class(),
            stated: self.organised.declared.iter().map(|known| self.stated(known, blocks)).collect(),
            mandates: self.mandates(of(Keyword::Mandaat)),
            filters: self.filters(blocks),
            hand_overs: of(Keyword::Overdracht)
                .filter_map(|(block, regulation)| self.hand_over(block, regulation))
                .collect(),
        }
    }

    fn stated(&self, known: &Declared, blocks: &[(u32, &Block)]) -> StatedObject {
        let objects = self.stated_objects();
        let versions = known.versions.iter().map(|version| {
            let block = blocks.get(version.block).map(|(_, block)| *block);
            let facts = block.map(|block| self.stated_facts(block, &objects)).unwrap_or_default();
            StatedVersion { days: version.days, trust: version.trust.clone(), facts }
        });
        StatedObject { name: (&known.name).into(), versions: versions.collect() }
    }

    fn stated_facts(&self, block: &Block, objects: &[ExampleObject]) -> Vec<StatedFact> {
        entries(block).filter_map(|entry| self.stated_fact(entry, objects)).flatten().collect()
    }

    /// `valt onder het college: ja`
    fn stated_fact(&self, entry: &Entry, objects: &[ExampleObject]) -> Option<Vec<StatedFact>> {
        let name = text_of(&entry.name);
        let key = crate::values::key_of(&name);
        let class = self.organisation_class()?;
        let own =
            || self.inputs.iter().enumerate().filter(|(_, input)| input.args == [class] && input.judgement.is_none());
        let Some((number, input)) = own().find(|(_, input)| input.key == key) else {
            let names = own().map(|(_, input)| input.name.as_str());
            self.error(Diagnostic::error("T0832", entry.name.span, &[&name]).near(&name, names));
            return None;
        };
        let number = InputId::try_from(number).ok()?;
        if entry.text.trim() == "onbekend" {
            return None;
        }
        let given = self.given(input, entry, objects);
        if given.is_none() {
            let finding = Diagnostic::error("T0906", entry.value.span, &[&entry.text, &name]);
            self.error(finding.expected(super::types::show(&input.ty)));
        }
        Some(facts_of(number, given?))
    }
}

/// Where a block comes from, and how far it is to be trusted.
pub(super) fn trust(block: &Block, regulation: &str, findings: &mut Vec<Diagnostic>) -> Trust {
    Trust { source: sources(block, regulation, findings), read: status(block, findings), approval: approval(block) }
}

/// A name as it is shown: without an article in front.
fn without_article(tokens: &[Token]) -> String {
    let tokens = tokens.split_first().filter(|(first, _)| is_article(first)).map_or(tokens, |(_, rest)| rest);
    super::draft::join(tokens.iter().map(|token| token.text.as_str()))
}

fn facts_of(input: InputId, given: ExampleGiven) -> Vec<StatedFact> {
    match given {
        ExampleGiven::Always(literal) => {
            vec![StatedFact { input, from: None, until: None, value: value_of(literal) }]
        }
        ExampleGiven::Dated(series) => {
            let dated = series.into_iter();
            dated
                .map(|(from, until, literal)| StatedFact { input, from: Some(from), until, value: value_of(literal) })
                .collect()
        }
    }
}

fn value_of(literal: Literal) -> StatedValue {
    let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    match literal {
        Literal::Const(value) => StatedValue::Const(value),
        Literal::Text(text) => StatedValue::Text(text.into()),
        Literal::Object(place) => StatedValue::Object(number(place)),
        Literal::Objects(places) => StatedValue::Objects(places.into_iter().map(number).collect()),
        Literal::Periods(periods) => StatedValue::Periods(periods),
    }
}
