//! What tests and measurements run on: the built-in rule sets, the examples in them as JSON cases, cases made from those
//! by fixed changes, and texts that are no case.

mod changes;
mod draft;
pub mod generated;
pub mod hostile;
mod mistakes;
pub mod random;
pub mod tables;

use std::collections::BTreeSet;

use toegang::case::{Signature, write_case};
use toegang::model::{Example, Expectation};
use toegang::program::Program;
use toegang::trial::facts_of;
use toegang::{Compiled, SourceFile, compile};

/// An example as a JSON case, for the calendar month of its day.
#[must_use]
pub fn case_of(program: &Program, example: &Example) -> String {
    let (facts, _) = facts_of(program, example);
    let month = (example.day.first_of_month(), example.day.last_of_month());
    write_case(program, &facts, month, Signature { name: "voorbeeld", reasons: "gegeven in het voorbeeld" })
}

/// The names of the decisions that the sentences of an example are about.
#[must_use]
pub fn decisions_of(example: &Example) -> BTreeSet<&str> {
    let outcomes = example.expectations.iter().filter_map(|(expectation, ..)| match expectation {
        Expectation::Outcome(words) => Some(words.decision.as_str()),
        Expectation::Holds(..) | Expectation::Unknown(..) => None,
    });
    outcomes.collect()
}

/// A rule set with its texts.
#[derive(Debug)]
pub struct RuleSet {
    /// The municipality, or empty.
    pub gemeente: String,
    /// The texts, in path order.
    pub files: Vec<SourceFile>,
    /// What came of them.
    pub compiled: Compiled,
}

/// The built-in rule sets: national law, and each municipality.
#[must_use]
pub fn rule_sets() -> Vec<RuleSet> {
    let names = toegang_rules::gemeenten();
    std::iter::once(None).chain(names.into_iter().map(Some)).filter_map(rule_set).collect()
}

/// One built-in rule set, by municipality.
#[must_use]
pub fn rule_set(gemeente: Option<&str>) -> Option<RuleSet> {
    let set = toegang_rules::set(gemeente)?;
    let files = texts(&set);
    let compiled = compile(&files, &set.gemeente);
    Some(RuleSet { gemeente: set.gemeente, files, compiled })
}

/// The texts of a built-in rule set.
#[must_use]
pub fn texts(set: &toegang_rules::Set) -> Vec<SourceFile> {
    set.files.iter().map(|(path, text)| SourceFile { path: path.clone(), text: (*text).to_string() }).collect()
}

impl RuleSet {
    /// The examples as cases, those of national law only where no municipality is added: name and JSON text.
    #[must_use]
    pub fn cases(&self) -> Vec<(String, String)> {
        let Some(program) = &self.compiled.program else { return Vec::new() };
        self.examples().map(|example| (example.name.clone(), case_of(program, example))).collect()
    }

    /// The examples, those of national law only where no municipality is added.
    pub fn examples(&self) -> impl Iterator<Item = &Example> {
        let own = |example: &&Example| self.gemeente.is_empty() || self.is_local(example);
        self.compiled.model.examples.iter().filter(own)
    }

    /// Whether an example stands in the files of a municipality.
    fn is_local(&self, example: &Example) -> bool {
        let file = usize::try_from(example.span.file).ok().and_then(|number| self.files.get(number));
        file.is_some_and(|file| file.path.starts_with("gemeenten/"))
    }
}

/// Texts that are no case, each for a reason of its own.
#[must_use]
pub fn faulty() -> Vec<(String, String)> {
    let deep = format!("{{\"peildatum\":{}1{}}}", "[".repeat(500), "]".repeat(500));
    let day = "{\"peildatum\":\"2026-10-20\"";
    let texts = [
        ("nothing", String::new()),
        ("no object", "[]".into()),
        ("empty object", "{}".into()),
        ("an empty household", format!("{day}}}")),
        ("cut off", "{\"peildatum\":\"2026-".into()),
        ("twice the same key", format!("{day},\"peildatum\":\"2026-10-20\"}}")),
        ("too deep", deep),
        ("no such day", "{\"peildatum\":\"2026-02-30\"}".into()),
        (
            "unknown keys",
            format!("{day},\"persoon\":[],\"personen\":[{{\"id\":\"a\",\"geboortedatm\":\"1996-05-01\"}}]}}"),
        ),
        ("wrong types", format!("{day},\"personen\":[{{\"id\":1}},{{\"id\":\"a\",\"geboortedatum\":12.5}}]}}")),
        ("not a number", format!("{day},\"bedrag\":1e999,\"personen\":-0}}")),
        ("unknown municipality", format!("{day},\"gemeente\":\"Nergenshuizen\"}}")),
    ];
    texts.into_iter().map(|(name, text)| (name.to_string(), text)).collect()
}
