//! Components in wasmtime, with nothing given to them.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use wasmtime::component::{Component, Instance, Linker, ResourceAny};
use wasmtime::{Engine as Wasmtime, Store};

use crate::Engine;
use crate::corpus::{Ask, Form, Item, Question};
use crate::native::hexadecimal;

/// The world of a sealed component: what every component offers.
mod every {
    wasmtime::component::bindgen!({ path: "../component/toegang.wit", world: "toegang-verzegeld" });
}

/// The world of the open component.
mod open {
    wasmtime::component::bindgen!({ path: "../component/toegang.wit", world: "toegang" });
}

use every::ToegangVerzegeld;
use every::exports::toegang::indicatie::regels::{Casus, Document, Options};
use open::Toegang;
use open::exports::toegang::indicatie::compiler::SourceFile;

/// What went wrong: a trap, or problems that the component told.
fn trap(error: impl std::fmt::Display) -> String {
    format!("trap: {error}")
}

/// Problems as text; each world has a type of its own for them.
macro_rules! told {
    ($problems:expr) => {{
        let lines = $problems.iter().map(|problem| {
            let place = problem.place.as_ref().map(|place| format!("{}:{}:{}", place.file, place.line, place.column));
            let place = problem.path.clone().or(place).unwrap_or_default();
            format!("{} {place} {} {:?} {:?}", problem.code, problem.message, problem.expected, problem.near)
        });
        lines.collect::<Vec<String>>().join("\n")
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
        let set = set.map_err(|problems| told!(problems))?;
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
        let guest = self.regels.toegang_indicatie_regels().regelset();
        let casus = Casus::Json(casus.to_string());
        let mut said = Vec::new();
        for Question { onderwerp, form } in questions {
            let spoor = *form == Form::Traced;
            let options = Options { op: None, gemeente: None, onderwerp: onderwerp.clone(), spoor };
            let document = match form {
                Form::Plain | Form::Traced => guest.call_evaluate(&mut self.store, set, &casus, &options),
                Form::Explained => guest.call_explain(&mut self.store, set, &casus, &options),
            };
            said.push(document.map_err(trap)?.unwrap_or_else(|problems| told!(problems)));
        }
        Ok(said)
    }
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
        let trial = compiler.call_test(&mut *store, set).map_err(trap)?;
        let failures =
            trial.failures.iter().map(|failure| format!("{} {} {}", failure.example, failure.sentence, failure.found));
        let failures: Vec<String> = failures.collect();
        let warnings = compiler.call_warnings(&mut *store, set).map_err(trap)?;
        let regels = self.guest.regels.toegang_indicatie_regels().regelset();
        Ok(vec![
            regels.call_metadata(&mut *store, set).map_err(trap)?.sha256,
            regels.call_schema(&mut *store, set, Document::Casus).map_err(trap)?,
            regels.call_schema(&mut *store, set, Document::Besluit).map_err(trap)?,
            format!("{} passed, {} failed\n{}", trial.passed, trial.failed, failures.join("\n")),
            told!(warnings),
            self.again(set)?,
        ])
    }

    /// The hash of the program of a rule set, after a set that was loaded from it gave the same bytes.
    fn again(&mut self, set: ResourceAny) -> Result<String, String> {
        let (store, compiler) = (&mut self.guest.store, self.toegang.toegang_indicatie_compiler());
        let bytes = compiler.call_program(&mut *store, set).map_err(trap)?;
        let loaded = compiler.call_from_program(&mut *store, &bytes).map_err(trap)?;
        let loaded = loaded.map_err(|problems| told!(problems))?;
        let same = compiler.call_program(&mut *store, loaded).map_err(trap)? == bytes;
        loaded.resource_drop(&mut *store).map_err(trap)?;
        Ok(if same { hexadecimal(&Sha256::digest(&bytes)) } else { "another program after loading".into() })
    }

    fn findings(&mut self, files: &[(String, String)]) -> Result<Vec<String>, String> {
        let file = |(path, text): &(String, String)| SourceFile { path: path.clone(), text: text.clone() };
        let files: Vec<SourceFile> = files.iter().map(file).collect();
        let (store, compiler) = (&mut self.guest.store, self.toegang.toegang_indicatie_compiler());
        match compiler.call_from_texts(&mut *store, &files, "").map_err(trap)? {
            Ok(set) => set.resource_drop(store).map_err(trap).map(|()| vec!["compiles".into()]),
            Err(problems) => Ok(vec![told!(problems)]),
        }
    }
}

impl Engine for Open {
    fn run(&mut self, item: &Item) -> Option<Vec<String>> {
        let said = match &item.ask {
            Ask::Case { text, questions } => self.guest.on_case(&item.gemeente, text, questions),
            Ask::RuleSet => self.about(&item.gemeente),
            Ask::Texts(files) => self.findings(files),
        };
        Some(said.unwrap_or_else(|fault| vec![fault]))
    }
}

/// The sealed components, each for the cases of its municipality.
pub struct Sealed(BTreeMap<String, Guest>);

impl Sealed {
    /// From files.
    pub fn new(paths: &[&str]) -> Result<Self, String> {
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
    fn run(&mut self, item: &Item) -> Option<Vec<String>> {
        let guest = self.0.get_mut(item.gemeente.as_ref()?)?;
        let Ask::Case { text, questions } = &item.ask else { return None };
        Some(guest.on_case(&item.gemeente, text, questions).unwrap_or_else(|fault| vec![fault]))
    }
}
