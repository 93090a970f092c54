//! The names of a program as a case writes them: sections, keys of facts, judgements, computed terms.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::program::{ClassId, Input, InputId, Program};
use crate::values::key_of;

/// The keys that may stand at the top of a case besides the sections.
pub(super) const TOP: [&str; 7] = ["peildatum", "periode", "kennis_tot", "gemeente", "vrager", "relaties", "oordelen"];

/// What a key is looked up by: the classes of the arguments.
type Args = (Option<ClassId>, Option<ClassId>);

/// One key: of which classes, how it is written, whether it is a former one, and of which fact or judgement.
type Key<'p> = (Args, &'p str, bool, InputId);

/// An index of names.
pub(super) struct Names<'p> {
    /// The program.
    pub(super) program: &'p Program,
    sections: BTreeMap<String, ClassId>,
    /// The keys of all facts and judgements, sorted.
    keys: Vec<Key<'p>>,
    /// The classes of all facts of two objects.
    pairs: Vec<Args>,
    /// The computed terms by their keys; made when one is looked for.
    computed: OnceCell<BTreeMap<String, &'p str>>,
}

impl<'p> Names<'p> {
    /// The names of a program.
    pub(super) fn new(program: &'p Program) -> Self {
        let sections = (0..).zip(&program.classes).map(|(number, class)| (section_key(class), number)).collect();
        let inputs = (0..).zip(&program.inputs);
        let of = |(number, input): (InputId, &'p Input)| {
            let args = args_of(input);
            let former = input.former.iter().map(move |key| (args, key.as_str(), true, number));
            former.chain([(args, input.key.as_str(), false, number)])
        };
        let mut keys: Vec<Key<'p>> = inputs.flat_map(of).collect();
        keys.sort_unstable();
        let pairs: BTreeSet<Args> = keys.iter().map(|key| key.0).filter(|args| args.1.is_some()).collect();
        Self { program, sections, keys, pairs: pairs.into_iter().collect(), computed: OnceCell::new() }
    }

    /// The keys of the facts and judgements of objects of these classes.
    fn keys_of(&self, args: Args) -> &[Key<'p>] {
        let from = self.keys.partition_point(|key| key.0 < args);
        let until = self.keys.partition_point(|key| key.0 <= args);
        self.keys.get(from..until).unwrap_or(&[])
    }

    /// The one of them with a key, or that had it formerly.
    fn with_key(&self, args: Args, key: &str) -> Option<(InputId, &'p Input)> {
        let at = self.keys.partition_point(|known| (known.0, known.1) < (args, key));
        let (_, _, _, number) = *self.keys.get(at).filter(|known| (known.0, known.1) == (args, key))?;
        Some((number, self.program.inputs.get(number as usize)?))
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
        self.with_key((args.first().copied(), args.get(1).copied()), key)
    }

    /// The facts and judgements of two objects with this key.
    pub(super) fn pairs(&self, key: &str) -> Vec<(InputId, &'p Input)> {
        self.pairs.iter().filter_map(|args| self.with_key(*args, key)).collect()
    }

    /// The keys of the facts of these classes.
    pub(super) fn keys(&self, args: &[ClassId]) -> Vec<&'p str> {
        self.keys_of((args.first().copied(), args.get(1).copied())).iter().map(|key| key.1).collect()
    }

    /// The keys of the facts of two objects.
    pub(super) fn pair_keys(&self) -> Vec<&'p str> {
        self.keys.iter().filter(|key| key.0.1.is_some()).map(|key| key.1).collect()
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
        let judgements = (0..).zip(&self.program.inputs).filter(|(_, input)| input.judgement.is_some());
        judgements.filter(|(_, input)| input.key == key || input.former.iter().any(|former| *former == key)).collect()
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
        let terms = || {
            let names = self.program.terms.iter().map(|term| term.name.as_str());
            names.flat_map(|name| term_keys(name).into_iter().map(move |key| (key, name))).collect()
        };
        self.computed.get_or_init(terms).get(&key_of(key)).copied()
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
