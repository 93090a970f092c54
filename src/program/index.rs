//! Where facts, judgements and classes stand by the keys that cases write: found once per program, when it is first asked.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Class, ClassId, InputId, Program};
use crate::values::{Text, key_of, order};

/// The classes of the arguments of a fact or judgement.
pub(crate) type Signature = (Option<ClassId>, Option<ClassId>);

/// The keys of a program. It holds nothing that does not follow from the rest of the program: it is no part of its byte
/// form, all are equal, and a copy finds its own.
#[derive(Debug, Default)]
pub struct Index(OnceLock<Keys>);

/// What is found by key.
#[derive(Debug)]
pub(crate) struct Keys {
    /// The classes by the key of their section.
    pub sections: BTreeMap<String, ClassId>,
    /// The facts and judgements by the classes of their arguments, then by key, former ones too; sorted.
    pub inputs: BTreeMap<Signature, Named<(Text, bool, InputId)>>,
    /// The classes of the arguments of the facts and judgements in their order, and how many have the same in a row.
    pub rows: Vec<(Signature, u32)>,
    /// The judgements by key, former ones too; sorted.
    pub judgements: Named<(Text, InputId)>,
}

/// A list that is looked through by key: by a number that is made of the key, so that few keys are compared.
#[derive(Debug)]
pub(crate) struct Named<T> {
    pub list: Vec<T>,
    /// The numbers of the keys, each with where it stands in the list; sorted.
    numbers: Vec<(u32, u32)>,
}

impl<T> Named<T> {
    fn new(list: Vec<T>, key: impl Fn(&T) -> &str) -> Self {
        let mut numbers: Vec<(u32, u32)> = list.iter().map(|one| hash(key(one))).zip(0..).collect();
        numbers.sort_unstable();
        Self { list, numbers }
    }

    /// What may have a key, in the order of the list: all that have it, and hardly ever another.
    pub(crate) fn like(&self, key: &str) -> impl Iterator<Item = &T> {
        let number = hash(key);
        let from = self.numbers.partition_point(|(known, _)| *known < number);
        let like = self.numbers.get(from..).unwrap_or(&[]).iter().take_while(move |(known, _)| *known == number);
        like.filter_map(|(_, at)| self.list.get(*at as usize))
    }
}

/// FNV-1a.
fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

impl Clone for Index {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Index {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Index {}

impl Program {
    /// The keys of classes, facts and judgements.
    pub(crate) fn keys(&self) -> &Keys {
        self.index.0.get_or_init(|| Keys::new(self))
    }
}

impl Class {
    /// The key of its section in a case: its plural, or its name when there is exactly one.
    pub(crate) fn section(&self) -> String {
        key_of(if self.singleton { &self.name } else { &self.plural })
    }
}

impl Keys {
    fn new(program: &Program) -> Self {
        let (mut inputs, mut judgements) = (BTreeMap::<_, Vec<_>>::new(), Vec::new());
        let mut rows: Vec<(Signature, u32)> = Vec::new();
        for (number, input) in (0..).zip(&program.inputs) {
            let signature = (input.args.first().copied(), input.args.get(1).copied());
            match rows.last_mut() {
                Some((last, row)) if *last == signature => *row = row.saturating_add(1),
                _ => rows.push((signature, 1)),
            }
            let keys = input.former.iter().map(|key| (key, true)).chain([(&input.key, false)]);
            for (key, former) in keys {
                inputs.entry(signature).or_default().push((key.clone(), former, number));
                judgements.extend(input.judgement.is_some().then(|| (key.clone(), number)));
            }
        }
        inputs.values_mut().for_each(order::sort);
        let inputs = inputs.into_iter().map(|(signature, list)| (signature, Named::new(list, |(key, ..)| key)));
        order::sort(&mut judgements);
        judgements.dedup();
        let (inputs, judgements) = (inputs.collect(), Named::new(judgements, |(key, _)| key));
        let sections = (0..).zip(&program.classes).map(|(number, class)| (class.section(), number)).collect();
        Self { sections, inputs, rows, judgements }
    }
}
