//! The component in wasmtime, with nothing given to it.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use wasmtime::component::{Component, Linker, ResourceAny};
use wasmtime::{Engine as Wasmtime, Store};

use crate::Engine;
use crate::corpus::{Ask, Form, Item, Question};
use crate::native::hexadecimal;

mod bound {
    wasmtime::component::bindgen!({ path: "../component/toegang.wit", world: "toegang" });
}

use bound::Toegang;
use bound::exports::toegang::indicatie::regels::{Casus, Document, Options, Problem, SourceFile};

/// The component, instantiated once, with the rule sets used so far.
pub struct Host {
    store: Store<()>,
    toegang: Toegang,
    sets: BTreeMap<Option<String>, ResourceAny>,
}

/// What went wrong: a trap, or problems that the component told.
fn trap(error: impl std::fmt::Display) -> String {
    format!("trap: {error}")
}

impl Host {
    /// Compiles and instantiates a component; an import of it has nothing to be linked to and is an error.
    pub fn new(path: &str) -> Result<Self, String> {
        let engine = Wasmtime::default();
        let component = Component::from_file(&engine, path).map_err(|error| format!("{path}: {error:#}"))?;
        let mut store = Store::new(&engine, ());
        let toegang = Toegang::instantiate(&mut store, &component, &Linker::new(&engine)).map_err(trap)?;
        Ok(Self { store, toegang, sets: BTreeMap::new() })
    }

    fn set(&mut self, gemeente: &Option<String>) -> Result<ResourceAny, String> {
        if let Some(set) = self.sets.get(gemeente) {
            return Ok(*set);
        }
        let guest = self.toegang.toegang_indicatie_regels().regelset();
        let set = guest.call_built_in(&mut self.store, gemeente.as_deref()).map_err(trap)?.map_err(|all| told(&all))?;
        self.sets.insert(gemeente.clone(), set);
        Ok(set)
    }

    fn on_case(
        &mut self,
        gemeente: &Option<String>,
        casus: &str,
        questions: &[Question],
    ) -> Result<Vec<String>, String> {
        let set = self.set(gemeente)?;
        let guest = self.toegang.toegang_indicatie_regels().regelset();
        let casus = Casus::Json(casus.to_string());
        let mut said = Vec::new();
        for Question { onderwerp, form } in questions {
            let spoor = *form == Form::Traced;
            let options = Options { op: None, gemeente: None, onderwerp: onderwerp.clone(), spoor };
            let document = match form {
                Form::Plain | Form::Traced => guest.call_evaluate(&mut self.store, set, &casus, &options),
                Form::Explained => guest.call_explain(&mut self.store, set, &casus, &options),
            };
            said.push(document.map_err(trap)?.unwrap_or_else(|problems| told(&problems)));
        }
        Ok(said)
    }

    fn about(&mut self, gemeente: &Option<String>) -> Result<Vec<String>, String> {
        let set = self.set(gemeente)?;
        let (guest, store) = (self.toegang.toegang_indicatie_regels().regelset(), &mut self.store);
        let trial = guest.call_test(&mut *store, set).map_err(trap)?;
        let failures =
            trial.failures.iter().map(|failure| format!("{} {} {}", failure.example, failure.sentence, failure.found));
        let failures: Vec<String> = failures.collect();
        Ok(vec![
            guest.call_metadata(&mut *store, set).map_err(trap)?.sha256,
            guest.call_schema(&mut *store, set, Document::Casus).map_err(trap)?,
            guest.call_schema(&mut *store, set, Document::Besluit).map_err(trap)?,
            format!("{} passed, {} failed\n{}", trial.passed, trial.failed, failures.join("\n")),
            told(&guest.call_warnings(&mut *store, set).map_err(trap)?),
            self.again(set)?,
        ])
    }

    /// The hash of the program of a rule set, after a set that was loaded from it gave the same bytes.
    fn again(&mut self, set: ResourceAny) -> Result<String, String> {
        let guest = self.toegang.toegang_indicatie_regels().regelset();
        let bytes = guest.call_program(&mut self.store, set).map_err(trap)?;
        let loaded = guest.call_from_program(&mut self.store, &bytes).map_err(trap)?.map_err(|all| told(&all))?;
        let same = guest.call_program(&mut self.store, loaded).map_err(trap)? == bytes;
        loaded.resource_drop(&mut self.store).map_err(trap)?;
        Ok(if same { hexadecimal(&Sha256::digest(&bytes)) } else { "another program after loading".into() })
    }

    fn findings(&mut self, files: &[(String, String)]) -> Result<Vec<String>, String> {
        let file = |(path, text): &(String, String)| SourceFile { path: path.clone(), text: text.clone() };
        let files: Vec<SourceFile> = files.iter().map(file).collect();
        let guest = self.toegang.toegang_indicatie_regels().regelset();
        match guest.call_from_texts(&mut self.store, &files, "").map_err(trap)? {
            Ok(set) => set.resource_drop(&mut self.store).map_err(trap).map(|()| vec!["compiles".into()]),
            Err(problems) => Ok(vec![told(&problems)]),
        }
    }
}

impl Engine for Host {
    fn run(&mut self, item: &Item) -> Vec<String> {
        let said = match &item.ask {
            Ask::Case { text, questions } => self.on_case(&item.gemeente, text, questions),
            Ask::RuleSet => self.about(&item.gemeente),
            Ask::Texts(files) => self.findings(files),
        };
        said.unwrap_or_else(|fault| vec![fault])
    }
}

fn told(problems: &[Problem]) -> String {
    let line = |problem: &Problem| {
        let place = problem.place.as_ref().map(|place| format!("{}:{}:{}", place.file, place.line, place.column));
        let place = problem.path.clone().or(place).unwrap_or_default();
        format!("{} {place} {} {:?} {:?}", problem.code, problem.message, problem.expected, problem.near)
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}
