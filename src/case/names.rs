//! The names of a program as a case writes them: sections, keys of facts, judgements, computed terms.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::program::{Class, ClassId, Input, InputId, Keys, Named, Program};
use crate::values::{Text, key_of};

/// The keys that may stand at the top of a case besides the sections.
pub(super) const TOP: [&str; 7] = ["peildatum", "periode", "kennis_tot", "gemeente", "vrager", "relaties", "oordelen"];

/// The names of a program.
pub(super) struct Names<'p> {
    /// The program.
    pub(super) program: &'p Program,
    keys: &'p Keys,
    /// The computed terms by every key that names them, once one was looked for.
    computed: OnceCell<BTreeMap<String, &'p str>>,
}

impl<'p> Names<'p> {
    /// The names of a program.
    pub(super) fn new(program: &'p Program) -> Self {
        Self { program, keys: program.keys(), computed: OnceCell::new() }
    }

    /// The one of some facts and judgements with a key, or that had it formerly.
    fn with_key(&self, all: &Named<(Text, bool, InputId)>, key: &str) -> Option<(InputId, &'p Input)> {
        let (.., number) = all.like(key).find(|(known, ..)| *known == key)?;
        Some((*number, self.program.inputs.get(*number as usize)?))
    }

    /// The facts and judgements of two objects, per pair of classes.
    fn of_pairs(&self) -> impl Iterator<Item = &'p Named<(Text, bool, InputId)>> {
        self.keys.inputs.iter().filter(|((_, second), _)| second.is_some()).map(|(_, all)| all)
    }

    /// The facts and judgements of objects of these classes.
    fn of(&self, args: &[ClassId]) -> Option<&'p Named<(Text, bool, InputId)>> {
        self.keys.inputs.get(&(args.first().copied(), args.get(1).copied()))
    }

    /// The class of a section.
    pub(super) fn section(&self, key: &str) -> Option<ClassId> {
        self.keys.sections.get(key).copied()
    }

    /// The key of a class's section.
    pub(super) fn section_of(&self, class: ClassId) -> String {
        self.program.classes.get(class as usize).map(Class::section).unwrap_or_default()
    }

    /// The name of a class, singular.
    pub(super) fn class(&self, class: ClassId) -> &'p str {
        self.program.classes.get(class as usize).map_or("", |class| &class.name)
    }

    /// The fact or judgement of objects of these classes with this key.
    pub(super) fn input(&self, args: &[ClassId], key: &str) -> Option<(InputId, &'p Input)> {
        self.with_key(self.of(args)?, key)
    }

    /// The facts and judgements of two objects with this key.
    pub(super) fn pairs(&self, key: &str) -> Vec<(InputId, &'p Input)> {
        self.of_pairs().filter_map(|all| self.with_key(all, key)).collect()
    }

    /// The keys of the facts of these classes.
    pub(super) fn keys(&self, args: &[ClassId]) -> Vec<&'p str> {
        self.of(args).into_iter().flat_map(|all| &all.list).map(|(key, ..)| key.as_str()).collect()
    }

    /// The keys of the facts of two objects.
    pub(super) fn pair_keys(&self) -> Vec<&'p str> {
        self.of_pairs().flat_map(|all| &all.list).map(|(key, ..)| key.as_str()).collect()
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
        let key = key_of(name);
        let found = self.keys.judgements.like(&key).filter(|(known, _)| *known == key);
        found.filter_map(|(_, number)| Some((*number, self.program.inputs.get(*number as usize)?))).collect()
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

    /// The computed term that a key names; of several the last.
    pub(super) fn computed(&self, key: &str) -> Option<&'p str> {
        let of = |name: &'p str| term_keys(name).into_iter().map(move |key| (key, name));
        let all = || self.program.terms.iter().flat_map(|term| of(&term.name)).collect();
        self.computed.get_or_init(all).get(&key_of(key)).copied()
    }

    /// The sections and the other keys at the top of a case.
    pub(super) fn top(&self) -> Vec<&str> {
        let sections = self.keys.sections.keys().map(String::as_str);
        TOP.into_iter().chain(sections).chain(self.keys(&[])).collect()
    }
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
