//! Components in wasmtime, with nothing given to them.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use toegang_api as api;
use toegang_api::json;
use wasmtime::component::{Component, Instance, Linker, ResourceAny};
use wasmtime::{Engine as Wasmtime, Store};

use crate::corpus::{Ask, Form, Item, Question};
use crate::host::{Engine, hexadecimal};

/// The world of a sealed component: what every component offers.
mod every {
    wasmtime::component::bindgen!({ path: "../component/toegang.wit", world: "toegang-verzegeld" });
}

/// The world of the open component.
mod open {
    wasmtime::component::bindgen!({ path: "../component/toegang.wit", world: "toegang" });
}

use every::ToegangVerzegeld;
use every::exports::toegang::indicatie::regels::{
    Casus, Columns, Document, Metadata, Options, Question as Asked, Wanted,
};
use open::Toegang;
use open::exports::toegang::indicatie::compiler::{SourceFile, Trial};

/// What went wrong: a trap.
fn trap(error: impl std::fmt::Display) -> String {
    format!("trap: {error:#}")
}

/// A place, of either world.
macro_rules! place {
    ($place:expr) => {
        $place.map(|place| api::Place { file: place.file, line: place.line, column: place.column })
    };
}

/// Problems as text; each world has a type of its own for them.
macro_rules! told {
    ($world:ident, $problems:expr) => {{
        use $world::exports::toegang::indicatie::regels::Severity;
        let problem = |problem: $world::exports::toegang::indicatie::regels::Problem| api::Problem {
            code: problem.code,
            severity: match problem.severity {
                Severity::Error => api::Severity::Error,
                Severity::Warning => api::Severity::Warning,
            },
            message: problem.message,
            path: problem.path,
            place: place!(problem.place),
            expected: problem.expected,
            near: problem.near,
        };
        json::problems(&$problems.into_iter().map(problem).collect::<Vec<_>>())
    }};
}

/// A component, instantiated once, with the rule sets used so far.
struct Guest {
    store: Store<()>,
    instance: Instance,
    regels: ToegangVerzegeld,
    sets: BTreeMap<Option<String>, ResourceAny>,
}

impl Guest {
    /// Compiles and instantiates a component; an import of it has nothing to be linked to and is an error.
    fn new(path: &str) -> Result<Self, String> {
        let engine = Wasmtime::default();
        let component = Component::from_file(&engine, path).map_err(|error| format!("{path}: {error:#}"))?;
        let mut store = Store::new(&engine, ());
        let instance = Linker::new(&engine).instantiate(&mut store, &component).map_err(trap)?;
        let regels = ToegangVerzegeld::new(&mut store, &instance).map_err(trap)?;
        Ok(Self { store, instance, regels, sets: BTreeMap::new() })
    }

    /// The municipalities inside.
    fn gemeenten(&mut self) -> Result<Vec<String>, String> {
        self.regels.toegang_indicatie_regels().call_gemeenten(&mut self.store).map_err(trap)
    }

    fn set(&mut self, gemeente: &Option<String>) -> Result<ResourceAny, String> {
        if let Some(set) = self.sets.get(gemeente) {
            return Ok(*set);
        }
        let regels = self.regels.toegang_indicatie_regels();
        let set = regels.call_built_in(&mut self.store, gemeente.as_deref()).map_err(trap)?;
        let set = set.map_err(|problems| told!(every, problems))?;
        self.sets.insert(gemeente.clone(), set);
        Ok(set)
    }

    /// The documents of what every component can be asked; `None` for anything else.
    fn documents(&mut self, item: &Item) -> Result<Option<Vec<String>>, String> {
        match &item.ask {
            Ask::Case { text, questions } => {
                let (set, casus) = (self.set(&item.gemeente)?, Casus::Json(text.clone()));
                let answers = questions.iter().map(|question| self.answer(set, &casus, question));
                answers.collect::<Result<_, _>>().map(Some)
            }
            Ask::Batch { texts, question } => {
                let set = self.set(&item.gemeente)?;
                let casussen: Vec<Casus> = texts.iter().map(|text| Casus::Json(text.clone())).collect();
                let guest = self.regels.toegang_indicatie_regels().regelset();
                let (store, options) = (&mut self.store, options(&question.onderwerp, false));
                let said = match question.form {
                    Form::Outcomes => guest.call_outcomes_all(store, set, &casussen, &options),
                    _ => guest.call_evaluate_all(store, set, &casussen, &options),
                };
                let said = said.map_err(trap)?;
                let said = said.into_iter().map(|said| said.unwrap_or_else(|problems| told!(every, problems)));
                Ok(Some(said.collect()))
            }
            Ask::Table { text, columns, onderwerp } => {
                let set = self.set(&item.gemeente)?;
                let (casus, columns) = (Casus::Json(text.clone()), Columns::Json(columns.clone()));
                let guest = self.regels.toegang_indicatie_regels().regelset();
                let options = options(onderwerp, false);
                let said = guest.call_outcomes_table(&mut self.store, set, &casus, &columns, &options).map_err(trap)?;
                Ok(Some(vec![said.unwrap_or_else(|problems| told!(every, problems))]))
            }
            Ask::RuleSet | Ask::Texts(_) => Ok(None),
        }
    }

    fn answer(&mut self, set: ResourceAny, casus: &Casus, question: &Question) -> Result<String, String> {
        let guest = self.regels.toegang_indicatie_regels().regelset();
        let (store, options) = (&mut self.store, options(&question.onderwerp, question.form == Form::Trace));
        let said = match question.form {
            Form::Decision | Form::Trace => guest.call_evaluate(store, set, casus, &options).map_err(trap)?,
            Form::Outcomes => guest.call_outcomes(store, set, casus, &options).map_err(trap)?,
            Form::Explanation => guest.call_explain(store, set, casus, &options).map_err(trap)?,
            Form::Questions => guest.call_questions(store, set, casus, &options).map_err(trap)?.map(asked),
        };
        Ok(said.unwrap_or_else(|problems| told!(every, problems)))
    }
}

fn options(onderwerp: &Option<String>, spoor: bool) -> Options {
    Options { op: None, gemeente: None, onderwerp: onderwerp.clone(), spoor }
}

fn asked(questions: Vec<Asked>) -> String {
    let question = |asked: Asked| api::Asked {
        wanted: match asked.wanted {
            Wanted::Fact => api::Wanted::Fact,
            Wanted::Judgement => api::Wanted::Judgement,
            Wanted::Amount => api::Wanted::Amount,
            Wanted::Ordinance => api::Wanted::Ordinance,
        },
        name: asked.name,
        key: asked.key,
        about: asked.about,
        question: asked.text,
        roles: asked.roles,
        source: asked.source,
        article: asked.article,
        reason: asked.reason,
        decisions: asked.decisions,
    };
    json::questions(&questions.into_iter().map(question).collect::<Vec<_>>())
}

fn metadata(of: Metadata) -> String {
    json::metadata(&api::Metadata {
        name: of.name,
        version: of.version,
        language_version: of.language_version,
        engine_version: of.engine_version,
        gemeente: of.gemeente,
        sha256: of.sha256,
        decisions: of.decisions,
        roles: of.roles,
        articles: of.articles,
        facts: of.facts,
        judgements: of.judgements,
        rules: of.rules,
        parameters: of.parameters,
    })
}

fn trial(of: Trial) -> String {
    let failures = of.failures.into_iter().map(|failure| api::Failure {
        example: failure.example,
        sentence: failure.sentence,
        found: failure.found,
        place: place!(failure.place),
    });
    json::trial(&api::Trial { passed: of.passed, failed: of.failed, failures: failures.collect() })
}

/// The open component: the parser, and the rules of all municipalities.
pub struct Open {
    guest: Guest,
    toegang: Toegang,
}

impl Open {
    /// From a file.
    pub fn new(path: &str) -> Result<Self, String> {
        let mut guest = Guest::new(path)?;
        let toegang = Toegang::new(&mut guest.store, &guest.instance).map_err(trap)?;
        Ok(Self { guest, toegang })
    }

    fn about(&mut self, gemeente: &Option<String>) -> Result<Vec<String>, String> {
        let set = self.guest.set(gemeente)?;
        let (store, compiler) = (&mut self.guest.store, self.toegang.toegang_indicatie_compiler());
        let program = compiler.call_program(&mut *store, set).map_err(trap)?;
        let regels = self.guest.regels.toegang_indicatie_regels().regelset();
        Ok(vec![
            metadata(regels.call_metadata(&mut *store, set).map_err(trap)?),
            regels.call_schema(&mut *store, set, Document::Casus).map_err(trap)?,
            regels.call_schema(&mut *store, set, Document::Besluit).map_err(trap)?,
            regels.call_schema(&mut *store, set, Document::Uitkomsten).map_err(trap)?,
            trial(compiler.call_test(&mut *store, set).map_err(trap)?),
            told!(open, compiler.call_warnings(&mut *store, set).map_err(trap)?),
            self.again(&program)?,
            self.texts(gemeente)?,
        ])
    }

    /// The hash of a program, after a set that was loaded from it gave the same bytes.
    fn again(&mut self, program: &[u8]) -> Result<String, String> {
        let (store, compiler) = (&mut self.guest.store, self.toegang.toegang_indicatie_compiler());
        let loaded = compiler.call_from_program(&mut *store, program).map_err(trap)?;
        let loaded = loaded.map_err(|problems| told!(open, problems))?;
        let same = compiler.call_program(&mut *store, loaded).map_err(trap)? == program;
        loaded.resource_drop(&mut *store).map_err(trap)?;
        Ok(if same { hexadecimal(&Sha256::digest(program)) } else { "another program after loading".into() })
    }

    fn texts(&mut self, gemeente: &Option<String>) -> Result<String, String> {
        let (store, compiler) = (&mut self.guest.store, self.toegang.toegang_indicatie_compiler());
        let files = compiler.call_texts(&mut *store, gemeente.as_deref()).map_err(trap)?;
        let files = files.map_err(|problems| told!(open, problems))?.into_iter();
        let files = files.map(|SourceFile { path, text }| api::SourceFile { path, text });
        Ok(json::texts(&files.collect::<Vec<_>>()))
    }

    fn findings(&mut self, files: &[api::SourceFile]) -> Result<Vec<String>, String> {
        let file = |file: &api::SourceFile| SourceFile { path: file.path.clone(), text: file.text.clone() };
        let files: Vec<SourceFile> = files.iter().map(file).collect();
        let (store, compiler) = (&mut self.guest.store, self.toegang.toegang_indicatie_compiler());
        match compiler.call_from_texts(&mut *store, &files, "").map_err(trap)? {
            Ok(set) => set.resource_drop(store).map_err(trap).map(|()| vec!["compiles".into()]),
            Err(problems) => Ok(vec![told!(open, problems)]),
        }
    }
}

impl Engine for Open {
    fn run(&mut self, item: &Item) -> Result<Option<Vec<String>>, String> {
        match &item.ask {
            Ask::RuleSet => self.about(&item.gemeente).map(Some),
            Ask::Texts(files) => self.findings(files).map(Some),
            Ask::Case { .. } | Ask::Batch { .. } | Ask::Table { .. } => self.guest.documents(item),
        }
    }
}

/// The sealed components, each for the cases of its municipality.
pub struct Sealed(BTreeMap<String, Guest>);

impl Sealed {
    /// From files.
    pub fn new(paths: &[String]) -> Result<Self, String> {
        let mut guests = BTreeMap::new();
        for path in paths {
            let mut guest = Guest::new(path)?;
            match guest.gemeenten()?.as_slice() {
                [gemeente] => drop(guests.insert(gemeente.clone(), guest)),
                other => return Err(format!("{path}: sealed for {other:?}")),
            }
        }
        Ok(Self(guests))
    }
}

impl Engine for Sealed {
    fn run(&mut self, item: &Item) -> Result<Option<Vec<String>>, String> {
        let guest = item.gemeente.as_ref().and_then(|gemeente| self.0.get_mut(gemeente));
        guest.map_or(Ok(None), |guest| guest.documents(item))
    }
}
