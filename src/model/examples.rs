//! Examples: facts per object, and what must come out.

use std::collections::BTreeMap;

use super::asking::Desk;
use super::checker::Checker;
use super::declare::comma_parts;
use super::draft::{Words_, join, text_of, written};
use super::expr::{Expr, Kind, Shared};
use super::outcomes::{OutcomeWords, stretch};
use super::read::{Bound, Scope};
use super::words::{is_article, ready_known};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{ClassId, Const, DecisionKind, InputId, Type};
use crate::syntax::tree::{Block, Clause, Entry, Group, Item, Keyword, Span, Token};
use crate::values::Date;

/// An object of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleObject {
    /// `A`
    pub name: String,
    /// Its class.
    pub class: ClassId,
}

/// A value as an example writes it; objects by their place in [`Example::objects`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Literal {
    Const(Const),
    Text(String),
    Object(usize),
    Objects(Vec<usize>),
    Periods(Vec<(Date, Option<Date>)>),
}

/// What an example gives of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleGiven {
    /// On every day.
    Always(Literal),
    /// Per period.
    Dated(Vec<(Date, Option<Date>, Literal)>),
}

/// A fact of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFact {
    /// Which.
    pub input: InputId,
    /// Of which objects.
    pub args: Vec<usize>,
    /// What is given; `None` says that it is unknown, whatever an uitgangspunt gave.
    pub given: Option<ExampleGiven>,
    /// The law that it was obtained for; `None` when it is free.
    pub obtained_for: Option<String>,
}

/// What must come out.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// A condition that must hold; the objects are its variables.
    Holds(Shared, Vec<usize>),
    /// A value that must be unknown.
    Unknown(Shared, Vec<usize>),
    /// An outcome of a decision.
    Outcome(Box<OutcomeWords>),
}

/// An example.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// The day for which is evaluated; of a series the first.
    pub day: Date,
    /// The last day, of an example over a series of periods.
    pub until: Option<Date>,
    /// The day from which the desk looks.
    pub decision_day: Date,
    /// Who asks.
    pub asker: Option<Desk>,
    /// Its objects, after those of the rule files.
    pub objects: Vec<ExampleObject>,
    /// Its facts, later ones over earlier ones.
    pub facts: Vec<ExampleFact>,
    /// What must come out, with the sentence and its place.
    pub expectations: Vec<(Expectation, String, Span)>,
    /// Where it stands.
    pub span: Span,
}

/// What examples draw on.
struct Known<'b> {
    /// The declared sets of facts, by their names.
    premises: BTreeMap<String, Vec<&'b Entry>>,
    /// The inputs with each key.
    inputs: BTreeMap<&'b str, Vec<usize>>,
}

/// An example while it is read.
struct Draft {
    objects: Vec<ExampleObject>,
    facts: Vec<ExampleFact>,
}

impl Checker {
    /// Reads all examples.
    pub(super) fn make_examples(&self, blocks: &[(u32, &Block)]) -> Vec<Example> {
        let mut known = Known { premises: BTreeMap::new(), inputs: BTreeMap::new() };
        for (number, input) in self.inputs.iter().enumerate() {
            known.inputs.entry(&input.key).or_default().push(number);
        }
        for (_, block) in blocks.iter().filter(|(_, block)| block.keyword == Keyword::Uitgangspunt) {
            let parts = comma_parts(&block.header.tokens);
            let owners = parts.len().saturating_sub(1);
            let name = parts
                .iter()
                .take(owners.max(1))
                .map(|part| super::declare::words_text(part))
                .collect::<Vec<_>>()
                .join(", ");
            if known.premises.contains_key(&name) {
                self.error(Diagnostic::error("T0911", block.header.span, &[&name]));
            }
            known.premises.insert(name, super::fields::entries(block).collect());
        }
        let examples = blocks.iter().filter(|(_, block)| block.keyword == Keyword::Voorbeeld);
        examples.filter_map(|(_, block)| self.example(block, &known)).collect()
    }

    fn example(&self, block: &Block, known: &Known<'_>) -> Option<Example> {
        let (day, until) = self.days(block)?;
        let decision_day = self.decision_day(block).unwrap_or(day);
        let groups: Vec<&Group> = block
            .items
            .iter()
            .filter_map(|item| if let Item::Group(group) = item { Some(group) } else { None })
            .collect();
        let mut draft = Draft { objects: self.objects(&groups), facts: Vec::new() };
        for group in &groups {
            self.group_facts(group, known, &mut draft);
        }
        let expectations = self.expectations(block, until.is_some(), &draft.objects);
        let name = text_of(&block.header);
        Some(Example {
            name,
            day,
            until,
            decision_day,
            asker: super::fields::field(block, "vrager").and_then(|field| self.asker(&field.clause)),
            objects: draft.objects,
            facts: draft.facts,
            expectations,
            span: block.header.span,
        })
    }

    /// `op D`, or `over D tot en met D`.
    fn days(&self, block: &Block) -> Option<(Date, Option<Date>)> {
        let (one, more) = (super::fields::field(block, "op"), super::fields::field(block, "over"));
        let days = match (one, more) {
            (Some(one), None) if one.clause.tokens.len() == 1 => super::fields::day(one).map(|day| (day, None)),
            (None, Some(more)) => stretch(&more.clause.tokens).map(|(day, until, _)| (day, Some(until))),
            _ => None,
        };
        if days.is_none() {
            let finding = Diagnostic::error("T0901", block.header.span, &[&text_of(&block.header)]);
            self.error(finding.expected("op  1 oktober 2026 of over  1 oktober 2026 tot en met 31 maart 2027"));
        }
        days
    }

    /// `besluit op D`
    fn decision_day(&self, block: &Block) -> Option<Date> {
        let field = super::fields::field(block, "besluit op")?;
        let day = super::fields::day(field).filter(|_| field.clause.tokens.len() == 1);
        if day.is_none() {
            self.error(Diagnostic::error("T0701", field.span, &["besluit op"]).expected("een datum: 20 oktober 2026"));
        }
        day
    }

    /// What must come out, sentence by sentence.
    fn expectations(&self, block: &Block, series: bool, objects: &[ExampleObject]) -> Vec<(Expectation, String, Span)> {
        if super::fields::paragraphs(block).next().is_none() {
            let finding = Diagnostic::error("T0902", block.header.span, &[&text_of(&block.header)]);
            self.error(finding.expected("geeft, met ten minste één zin"));
        }
        let sentences = super::fields::paragraphs(block).flat_map(|paragraph| &paragraph.sentences);
        let read = sentences.filter_map(|sentence| {
            let expectation = self.expectation(sentence.clause.clone(), sentence.list.clone(), objects)?;
            let periods = matches!(&expectation, Expectation::Outcome(words) if !words.series.is_empty());
            if periods != series {
                self.error(Diagnostic::error("T0914", sentence.span, &[&written(&sentence.clause)]));
            }
            Some((expectation, written(&sentence.clause), sentence.span))
        });
        read.collect()
    }

    /// The objects that the opening lines name, and the only object of each singleton class.
    fn objects(&self, groups: &[&Group]) -> Vec<ExampleObject> {
        let mut objects = self.stated_objects();
        let stated: Vec<String> = objects.iter().map(|object| object.name.to_lowercase()).collect();
        for group in groups {
            let head = comma_parts(&group.header.tokens).into_iter().next().unwrap_or_default();
            let words: Vec<&Token> = head.iter().filter(|token| !is_article(token)).collect();
            if let Some((last, noun)) = words.split_last()
                && !noun.is_empty()
                && let Some(class) = self.class_of(&join(noun.iter().map(|token| token.text.as_str())))
            {
                if stated.contains(&last.text.to_lowercase()) {
                    self.error(Diagnostic::error("T0909", group.header.span, &[&last.text]));
                    continue;
                }
                objects.push(ExampleObject { name: last.text.clone(), class });
            }
        }
        for class in &self.vocabulary.singletons {
            let name = self.classes.get(*class as usize).map_or_else(String::new, |class| class.name.to_string());
            objects.push(ExampleObject { name, class: *class });
        }
        objects
    }

    fn group_facts(&self, group: &Group, known: &Known<'_>, draft: &mut Draft) {
        let parts = comma_parts(&group.header.tokens);
        let mut parts = parts.iter();
        let Some(args) = parts.next().and_then(|head| self.group_objects(head, &draft.objects)) else {
            let finding = Diagnostic::error("T0903", group.header.span, &[&text_of(&group.header)]);
            return self.error(finding.expected("persoon A, huishouden, of A en B"));
        };
        for part in parts {
            let name = super::declare::words_text(part);
            let name = name.trim_start_matches("volgens ").trim_start_matches("uitgangspunt ");
            match known.premises.get(name) {
                Some(entries) => entries.iter().for_each(|entry| self.fact(entry, &args, known, draft)),
                None => {
                    let finding = Diagnostic::error("T0904", group.header.span, &[name]);
                    self.error(finding.near(name, known.premises.keys().map(String::as_str)));
                }
            }
        }
        for entry in &group.entries {
            self.fact(entry, &args, known, draft);
        }
    }

    /// `persoon A`, `huishouden`, `A`, `A en B`
    fn group_objects(&self, head: &[Token], objects: &[ExampleObject]) -> Option<Vec<usize>> {
        let words: Vec<&str> =
            head.iter().filter(|token| !is_article(token)).map(|token| token.text.as_str()).collect();
        let find = |name: &str| objects.iter().position(|object| object.name == name);
        match words.as_slice() {
            [first, "en" | "met", second] => Some(vec![find(first)?, find(second)?]),
            [.., last] => Some(vec![find(last)?]),
            [] => None,
        }
    }

    fn fact(&self, entry: &Entry, args: &[usize], known: &Known<'_>, draft: &mut Draft) {
        let name = text_of(&entry.name);
        let classes: Vec<ClassId> =
            args.iter().filter_map(|arg| draft.objects.get(*arg)).map(|object| object.class).collect();
        let key = crate::values::key_of(&name);
        let same = known.inputs.get(key.as_str()).into_iter().flatten();
        let input = same.copied().find(|input| self.inputs.get(*input).is_some_and(|input| input.args == classes));
        let Some(input) = input else {
            let names = self.inputs.iter().filter(|input| input.args == classes).map(|input| input.name.as_str());
            return self.error(Diagnostic::error("T0905", entry.name.span, &[&name]).near(&name, names));
        };
        let Some(declared) = self.inputs.get(input) else { return };
        let Ok(input) = InputId::try_from(input) else { return };
        let (entry, obtained_for) = self.obtained(entry);
        if entry.text.trim() == "onbekend" {
            draft.facts.push(ExampleFact { input, args: args.to_vec(), given: None, obtained_for });
            return;
        }
        match self.given(declared, &entry, &draft.objects) {
            Some(given) => {
                draft.facts.push(ExampleFact { input, args: args.to_vec(), given: Some(given), obtained_for })
            }
            None => {
                let finding = Diagnostic::error("T0906", entry.value.span, &[&entry.text, &name]);
                self.error(finding.expected(super::types::show(&declared.ty)));
            }
        }
    }

    fn expectation(
        &self,
        clause: Clause,
        list: Vec<crate::syntax::tree::ListItem>,
        objects: &[ExampleObject],
    ) -> Option<Expectation> {
        let first = clause.tokens.first();
        let kind = DecisionKind::ALL.into_iter().find(|kind| first.is_some_and(|token| token.text == kind.title()));
        if let Some(kind) = kind {
            return self.outcome(&clause, &list, kind, objects).map(|words| Expectation::Outcome(Box::new(words)));
        }
        let unknown = clause.tokens.last().is_some_and(|token| token.text == "onbekend");
        let mut tokens = clause.tokens.clone();
        if unknown {
            tokens.truncate(tokens.len().saturating_sub(2));
        }
        let toks = ready_known(&self.vocabulary.words, &tokens);
        let (bound, args) = self.mentioned(&tokens, objects);
        let next = u8::try_from(bound.len()).unwrap_or(u8::MAX);
        let scope = Scope { bound, letters: Vec::new(), next };
        if unknown {
            return self.read_value(&toks, scope).map(|value| Expectation::Unknown(value, args));
        }
        let words = Words_ { toks, list, span: clause.span };
        self.condition_words(&words, &scope).map(|condition| Expectation::Holds(condition, args))
    }

    /// The objects that a sentence mentions, bound by their names.
    fn mentioned(&self, tokens: &[Token], objects: &[ExampleObject]) -> (Vec<Bound>, Vec<usize>) {
        let mut bound: Vec<Bound> = Vec::new();
        let mut args = Vec::new();
        for (place, object) in objects.iter().enumerate().skip(self.organised.declared.len()) {
            let singleton = self.vocabulary.is_singleton(object.class);
            if singleton || !tokens.iter().any(|token| token.text == object.name) {
                continue;
            }
            let Ok(number) = u8::try_from(bound.len()) else { continue };
            let noun = self.vocabulary.words.get(&object.name).unwrap_or(u32::MAX);
            let ty = Type::Object { class: object.class, optional: false };
            bound.push(Bound {
                noun: vec![noun],
                class: object.class,
                expr: Expr::new(Kind::Variable(number), ty, Span::default()),
            });
            args.push(place);
        }
        (bound, args)
    }
}
