//! The vocabulary: every declared name as a pattern of words and slots, indexed by its first word.

use std::collections::BTreeMap;

use super::words::{PARTICLES, Word, Words};
use crate::model::kinds::{ClassId, InputId, JudgementKind, ParameterId, TermId};
use crate::syntax::tree::Span;

/// An element of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Elem {
    /// This word.
    Word(Word),
    /// An object of this class.
    Slot(ClassId),
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A fact or judgement.
    Input(InputId),
    /// A derived term.
    Term(TermId),
    /// A dated parameter.
    Parameter(ParameterId),
}

/// Where an argument comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg {
    /// The n-th slot of the pattern.
    Slot(usize),
    /// The only object of a singleton class, left unsaid.
    Singleton(ClassId),
}

/// Which words there are, as far as 64 bits tell: what is not in it is not there; what is in it may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sieve(u64);

impl Sieve {
    /// Any word may be there.
    pub const ANY: Self = Self(u64::MAX);

    /// With one more word.
    #[must_use]
    pub const fn with(self, word: Word) -> Self {
        Self(self.0 | 1 << (word % 64))
    }

    /// Whether all these words may be there.
    #[must_use]
    pub const fn may_hold(self, words: Self) -> bool {
        words.0 & !self.0 == 0
    }
}

/// The name of a value: `norm van …`.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Words and slots.
    pub elems: Vec<Elem>,
    /// What it names.
    pub target: Target,
    /// Where its arguments come from.
    pub args: Vec<Arg>,
}

/// The subject of a predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An object.
    Slot(ClassId),
    /// Fixed words: `de vrijlating`.
    Words(Vec<Word>),
}

/// The name of a ja/nee: subject, verb, and the rest.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// The subject.
    pub subject: Subject,
    /// The verb.
    pub verb: Word,
    /// What follows the verb in a main clause.
    pub rest: Vec<Elem>,
    /// What it names.
    pub target: Target,
    /// Where its arguments come from; slot 0 is the subject when that is a slot.
    pub args: Vec<Arg>,
    /// The joined form of a separable verb (`meetelt`): only at the end.
    pub joined: bool,
    /// `naar het oordeel van het college` must stand in the sentence (oordeel) or may not.
    pub judgement: Option<JudgementKind>,
}

impl Predicate {
    /// The words that a sentence with it must hold.
    fn sieve(&self) -> Sieve {
        self.rest.iter().fold(Sieve::default().with(self.verb), |sieve, elem| match elem {
            Elem::Word(word) => sieve.with(*word),
            Elem::Slot(_) => sieve,
        })
    }
}

/// Where the members of a role come from.
#[derive(Clone, Debug)]
pub enum Members {
    /// A to-many fact of the owner.
    Input(InputId),
    /// The members of other roles or single objects for which a term holds: index in the checker's list of sets.
    Set(usize),
}

/// A role that can be counted, quantified and pointed at: `kind van het huishouden`.
#[derive(Clone, Debug)]
pub struct Role {
    /// `kind`
    pub singular: Vec<Word>,
    /// `kinderen`
    pub plural: Vec<Word>,
    /// Whose; `None` when it belongs to the case.
    pub owner: Option<ClassId>,
    /// What its members are.
    pub member: ClassId,
    /// Where they come from.
    pub members: Members,
}

/// A word that points at an object of a class: `persoon`, `belanghebbende`.
#[derive(Clone, Debug)]
pub struct Noun {
    /// Its words.
    pub words: Vec<Word>,
    /// Its class.
    pub class: ClassId,
}

/// An object of a rule file, by its own name: `sociaal wijkteam`.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its words.
    pub words: Vec<Word>,
    /// Its class.
    pub class: ClassId,
    /// Its number among the stated objects.
    pub number: u32,
}

/// Every name.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The words.
    pub words: Words,
    /// Nouns, longest first.
    pub nouns: Vec<Noun>,
    /// Names of values.
    pub patterns: Vec<Pattern>,
    /// Names of ja/nee.
    pub predicates: Vec<Predicate>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Objects of rule files.
    pub stated: Vec<Stated>,
    /// Classes with exactly one object.
    pub singletons: Vec<ClassId>,
    /// Where each name was declared, by its normal form, to refuse a second one.
    pub declared: BTreeMap<String, Span>,
    by_word: BTreeMap<Word, Vec<usize>>,
    /// Of each predicate, its words.
    sieves: Vec<Sieve>,
    predicates_by_word: BTreeMap<Word, Vec<usize>>,
    slot_first: Vec<usize>,
}

impl Vocabulary {
    /// Whether a class has exactly one object.
    #[must_use]
    pub fn is_singleton(&self, class: ClassId) -> bool {
        self.singletons.contains(&class)
    }

    /// Adds the name of a value, and its short form without a final `van het huishouden`.
    pub fn add_pattern(&mut self, elems: Vec<Elem>, target: Target) {
        let slots = elems.iter().filter(|elem| matches!(elem, Elem::Slot(_))).count();
        let args: Vec<Arg> = (0..slots).map(Arg::Slot).collect();
        if let Some((Elem::Slot(class), head)) = elems.split_last()
            && self.is_singleton(*class)
            && let Some((Elem::Word(_), short)) = head.split_last()
            && !short.is_empty()
        {
            let mut args = args.clone();
            args.pop();
            args.push(Arg::Singleton(*class));
            self.index_pattern(Pattern { elems: short.to_vec(), target, args });
        }
        self.index_pattern(Pattern { elems, target, args });
    }

    fn index_pattern(&mut self, pattern: Pattern) {
        if let Some(Elem::Word(word)) = pattern.elems.first() {
            self.by_word.entry(*word).or_default().push(self.patterns.len());
        }
        self.patterns.push(pattern);
    }

    /// Adds the name of a ja/nee, and its joined form when the verb is separable.
    pub fn add_predicate(&mut self, predicate: Predicate) {
        if let Some((Elem::Word(last), head)) = predicate.rest.split_last()
            && PARTICLES.contains(&self.words.text(*last))
        {
            let joined = format!("{}{}", self.words.text(*last), self.words.text(predicate.verb));
            let verb = self.words.add(&joined);
            self.index_predicate(Predicate { verb, rest: head.to_vec(), joined: true, ..predicate.clone() });
        }
        self.index_predicate(predicate);
    }

    fn index_predicate(&mut self, predicate: Predicate) {
        let number = self.predicates.len();
        let mut words = vec![predicate.verb];
        match predicate.rest.first() {
            Some(Elem::Word(word)) if *word != predicate.verb => words.push(*word),
            Some(Elem::Slot(_)) => self.slot_first.push(number),
            _ => {}
        }
        if let Subject::Words(subject) = &predicate.subject {
            words = subject.first().copied().into_iter().collect();
        }
        for word in words {
            self.predicates_by_word.entry(word).or_default().push(number);
        }
        self.sieves.push(predicate.sieve());
        self.predicates.push(predicate);
    }

    /// The value names that begin with a word.
    pub fn patterns_at(&self, word: Word) -> impl Iterator<Item = &Pattern> {
        self.by_word.get(&word).into_iter().flatten().filter_map(|number| self.patterns.get(*number))
    }

    /// The ja/nee names of which this word is the verb, or the first word after it, or the first of a fixed subject, and
    /// of which all words may be there.
    pub fn predicates_at(&self, word: Word, there: Sieve) -> impl Iterator<Item = &Predicate> {
        self.sifted(self.predicates_by_word.get(&word).map_or(&[][..], Vec::as_slice), there)
    }

    /// The ja/nee names whose verb is directly followed by an object, and of which all words may be there.
    pub fn predicates_slot_first(&self, there: Sieve) -> impl Iterator<Item = &Predicate> {
        self.sifted(&self.slot_first, there)
    }

    fn sifted(&self, numbers: &[usize], there: Sieve) -> impl Iterator<Item = &Predicate> {
        let may_stand = move |number: &&usize| self.sieves.get(**number).is_some_and(|words| there.may_hold(*words));
        numbers.iter().filter(may_stand).filter_map(|number| self.predicates.get(*number))
    }

    /// The normal form under which a name is declared.
    #[must_use]
    pub fn key(&self, elems: &[Elem]) -> String {
        let slots = elems.iter().map(|elem| match elem {
            Elem::Slot(class) => format!("<{class}>"),
            Elem::Word(word) => self.words.text(*word).to_string(),
        });
        slots.collect::<Vec<_>>().join(" ")
    }

    /// The name of a pattern with `…` for its slots.
    #[must_use]
    pub fn show(&self, elems: &[Elem]) -> String {
        let word = |elem: &Elem| match elem {
            Elem::Word(word) => self.words.text(*word).to_string(),
            Elem::Slot(_) => "…".to_string(),
        };
        elems.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// The name of a ja/nee from its verb on, with `…` for its slots.
    #[must_use]
    pub fn show_verb(&self, predicate: &Predicate) -> String {
        format!("{} {}", self.words.text(predicate.verb), self.show(&predicate.rest)).trim_end().to_string()
    }

    /// Every name as people write it, for "bedoelde u".
    pub fn names(&self) -> impl Iterator<Item = String> {
        let values = self.patterns.iter().map(|pattern| self.show(&pattern.elems));
        let predicates = self.predicates.iter().map(|predicate| self.show_verb(predicate));
        let nouns = self.nouns.iter().map(|noun| self.words.join(&noun.words));
        let roles = self.roles.iter().flat_map(|role| [self.words.join(&role.singular), self.words.join(&role.plural)]);
        let stated = self.stated.iter().map(|object| self.words.join(&object.words));
        values.chain(predicates).chain(nouns).chain(roles).chain(stated)
    }
}
