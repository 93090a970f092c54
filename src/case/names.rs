//! The names of a program as a case writes them: sections, keys of facts, judgements, computed terms.

use std::collections::BTreeMap;

use crate::program::{ClassId, Input, InputId, Program};
use crate::values::key_of;

/// The keys that may stand at the top of a case besides the sections.
pub(super) const TOP: [&str; 7] = ["peildatum", "periode", "kennis_tot", "gemeente", "vrager", "relaties", "oordelen"];

/// What a key is looked up by: the classes of the arguments.
type Args = (Option<ClassId>, Option<ClassId>);

/// An index of names.
pub(super) struct Names<'p> {
    /// The program.
    pub(super) program: &'p Program,
    sections: BTreeMap<String, ClassId>,
    inputs: BTreeMap<Args, BTreeMap<&'p str, InputId>>,
    judgements: BTreeMap<String, Vec<InputId>>,
}

impl<'p> Names<'p> {
    /// The names of a program.
    pub(super) fn new(program: &'p Program) -> Self {
        let mut names =
            Self { program, sections: BTreeMap::new(), inputs: BTreeMap::new(), judgements: BTreeMap::new() };
        for (number, class) in (0..).zip(&program.classes) {
            names.sections.insert(section_key(class), number);
        }
        for (number, input) in (0..).zip(&program.inputs) {
            names.add_input(number, input);
        }
        names
    }

    fn add_input(&mut self, number: InputId, input: &'p Input) {
        let keys = self.inputs.entry(args_of(input)).or_default();
        for former in &input.former {
            keys.entry(former).or_insert(number);
        }
        keys.insert(&input.key, number);
        if input.judgement.is_some() {
            self.judgements.entry(key_of(&input.name)).or_default().push(number);
            for key in input.former.iter().chain([&input.key]).filter(|key| **key != key_of(&input.name)) {
                self.judgements.entry(key.clone()).or_default().push(number);
            }
        }
    }

    /// The class of a section.
    pub(super) fn section(&self, key: &str) -> Option<ClassId> {
        self.sections.get(key).copied()
    }

    /// The key of a class's section.
    pub(super) fn section_of(&self, class: ClassId) -> String {
        self.program.classes.get(class as usize).map(section_key).unwrap_or_default()
    }

    /// The name of a class, singular.
    pub(super) fn class(&self, class: ClassId) -> &'p str {
        self.program.classes.get(class as usize).map_or("", |class| &class.name)
    }

    /// The fact or judgement of objects of these classes with this key.
    pub(super) fn input(&self, args: &[ClassId], key: &str) -> Option<(InputId, &'p Input)> {
        let args = (args.first().copied(), args.get(1).copied());
        let number = *self.inputs.get(&args)?.get(key)?;
        Some((number, self.program.inputs.get(number as usize)?))
    }

    /// The facts and judgements of two objects with this key.
    pub(super) fn pairs(&self, key: &str) -> Vec<(InputId, &'p Input)> {
        let tables = self.inputs.iter().filter(|((_, second), _)| second.is_some());
        let numbers = tables.filter_map(|(_, table)| table.get(key).copied());
        numbers.filter_map(|number| Some((number, self.program.inputs.get(number as usize)?))).collect()
    }

    /// The keys of the facts of these classes.
    pub(super) fn keys(&self, args: &[ClassId]) -> Vec<&'p str> {
        let args = (args.first().copied(), args.get(1).copied());
        self.inputs.get(&args).map(|table| table.keys().copied().collect()).unwrap_or_default()
    }

    /// The keys of the facts of two objects.
    pub(super) fn pair_keys(&self) -> Vec<&'p str> {
        let tables = self.inputs.iter().filter(|((_, second), _)| second.is_some());
        tables.flat_map(|(_, table)| table.keys().copied()).collect()
    }

    /// The class that facts of two objects begin with.
    pub(super) fn pair_class(&self) -> ClassId {
        self.program
            .inputs
            .iter()
            .find(|input| input.args.len() == 2)
            .and_then(|input| input.args.first().copied())
            .unwrap_or(0)
    }

    /// The judgements with this name or key.
    pub(super) fn judgement(&self, name: &str) -> Vec<(InputId, &'p Input)> {
        let numbers = self.judgements.get(&key_of(name)).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|number| Some((*number, self.program.inputs.get(*number as usize)?))).collect()
    }

    /// The names of all judgements.
    pub(super) fn judgement_names(&self) -> impl Iterator<Item = &'p str> {
        self.program.inputs.iter().filter(|input| input.judgement.is_some()).map(|input| input.name.as_str())
    }

    /// Whether a name or key is that of a fact.
    pub(super) fn is_fact(&self, name: &str) -> bool {
        let key = key_of(name);
        self.program.inputs.iter().any(|input| input.judgement.is_none() && input.key == key)
    }

    /// The computed term that a key names.
    pub(super) fn computed(&self, key: &str) -> Option<&'p str> {
        let key = key_of(key);
        let names = self.program.terms.iter().map(|term| term.name.as_str());
        names.rev().find(|name| term_keys(name).contains(&key))
    }

    /// The sections and the other keys at the top of a case.
    pub(super) fn top(&self) -> Vec<&str> {
        let sections = self.sections.keys().map(String::as_str);
        TOP.into_iter().chain(sections).chain(self.keys(&[])).collect()
    }
}

/// The key of a class's section: its plural, or its name when there is exactly one.
pub(super) fn section_key(class: &crate::program::Class) -> String {
    key_of(if class.singleton { &class.name } else { &class.plural })
}

/// The classes of an input's arguments.
fn args_of(input: &Input) -> Args {
    (input.args.first().copied(), input.args.get(1).copied())
}

/// The keys under which somebody could give a term: `norm van …` as `norm_van` and `norm`.
fn term_keys(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().filter(|word| *word != "…").collect();
    let mut keys = vec![key_of(&words.join(" "))];
    if let Some((&("van" | "met" | "bij" | "voor" | "aan"), rest)) = words.split_last() {
        keys.push(key_of(&rest.join(" ")));
    }
    keys
}
