//! Cases made from examples by fixed changes: what is given goes, is disputed, moves to a day on which something
//! changes, or is wrong.

use std::collections::{BTreeMap, BTreeSet};

use toegang::case::json::{Json, Limits, parse, to_canonical, to_compact};
use toegang::model::{Example, Expectation};
use toegang::program::Decision;

use crate::changes::CHANGES;
use crate::draft::{Draft, Rules};
use crate::mistakes::{MISTAKES, spoil};
use crate::random::Random;
use crate::{RuleSet, case_of, decisions_of};

/// One case in so many has a mistake, on purpose.
const MISTAKEN: usize = 5;
/// So often another change is tried when one has nothing to change.
const TRIES: usize = 20;

/// A case made from an example by fixed changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The example and the number of the case.
    pub name: String,
    /// The municipality whose rules decide; `None` for national law only.
    pub gemeente: Option<String>,
    /// The case, as JSON; not always one.
    pub text: String,
    /// A decision that the example is about.
    pub onderwerp: String,
}

/// An example, a decision that it is about, and the rule set that it stands in.
type Seed<'s> = (&'s RuleSet, &'s Example, String);

/// `count` cases, the same ones for the same seed: of national and municipal examples in turn, and of the laws in turn.
///
/// ```
/// use toegang_corpus::{generated::generated, rule_set};
/// let sets: Vec<_> = rule_set(None).into_iter().collect();
/// let cases = generated(&sets, 3, 1);
/// assert_eq!(cases.len(), 3);
/// assert_eq!(cases, generated(&sets, 3, 1));
/// ```
#[must_use]
pub fn generated(sets: &[RuleSet], count: usize, seed: u64) -> Vec<Generated> {
    let rules = sets.iter().filter_map(|set| Some((&set.gemeente, Rules::new(set.compiled.program.as_ref()?))));
    let rules: BTreeMap<&String, Rules<'_>> = rules.collect();
    let layers: Vec<Vec<Vec<Seed<'_>>>> = [true, false].map(|national| by_law(sets, national)).into();
    let layers: Vec<_> = layers.into_iter().filter(|laws| !laws.is_empty()).collect();
    let mut random = Random::new(seed);
    let mut one = |number: usize| {
        let laws = layers.get(number.checked_rem(layers.len())?)?;
        let turn = number.checked_div(layers.len())?;
        let (set, example, onderwerp) = random.of(laws.get(turn.checked_rem(laws.len())?)?)?;
        let rules = rules.get(&set.gemeente)?;
        let json = parse(&case_of(rules.program, example), Limits::default()).ok()?;
        Some(Generated {
            name: format!("{} #{number}", example.name),
            gemeente: Some(set.gemeente.clone()).filter(|name| !name.is_empty()),
            text: changed(Draft { rules, json }, &mut random),
            onderwerp: onderwerp.clone(),
        })
    };
    (0..count).filter_map(&mut one).collect()
}

/// The text of a case after some changes.
fn changed(mut draft: Draft<'_, '_>, random: &mut Random) -> String {
    for _ in 0..=random.below(4) {
        change(&mut draft, &CHANGES, random);
    }
    if random.once_in(MISTAKEN) {
        if random.once_in(MISTAKES.len()) {
            return spoil(&draft.json, random);
        }
        change(&mut draft, &MISTAKES, random);
    }
    let write: fn(&Json) -> String = if random.once_in(4) { to_compact } else { to_canonical };
    write(&draft.json)
}

/// Makes one change.
fn change(draft: &mut Draft<'_, '_>, changes: &[crate::changes::Change], random: &mut Random) {
    (0..TRIES).find_map(|_| random.of(changes).and_then(|change| change(draft, random)));
}

/// The examples of national law or of municipalities, for each law that their decisions are taken under; the smaller
/// laws together, and the few examples of a partial right apart.
fn by_law(sets: &[RuleSet], national: bool) -> Vec<Vec<Seed<'_>>> {
    const OWN: [&str; 3] = ["Pw", "Wmo 2015", "Jw"];
    let mut laws: BTreeMap<&str, Vec<Seed<'_>>> = BTreeMap::new();
    for set in sets.iter().filter(|set| set.gemeente.is_empty() == national) {
        let of_files = decisions_of_files(set);
        for (number, example) in set.examples().enumerate() {
            for decision in decisions(set, example, &of_files, number) {
                let own = OWN.into_iter().find(|law| decision.law == **law).unwrap_or_default();
                let law = if is_partial(example) { "gedeeltelijk recht" } else { own };
                laws.entry(law).or_default().push((set, example, decision.name.to_string()));
            }
        }
    }
    laws.into_values().collect()
}

/// Whether a partial right comes out.
fn is_partial(example: &Example) -> bool {
    example.expectations.iter().any(|(expectation, ..)| match expectation {
        Expectation::Outcome(words) => words.outcome.as_deref() == Some("gedeeltelijk recht"),
        Expectation::Holds(..) | Expectation::Unknown(..) => false,
    })
}

/// The decisions that an example is about; when it names none, one of those that others in its file are about, or of all.
fn decisions<'s>(
    set: &'s RuleSet,
    example: &Example,
    of_files: &BTreeMap<u32, BTreeSet<&str>>,
    number: usize,
) -> Vec<&'s Decision> {
    let all: Vec<&Decision> = set.compiled.program.iter().flat_map(|program| &program.decisions).collect();
    let named = |names: &BTreeSet<&str>| -> Vec<&'s Decision> {
        all.iter().copied().filter(|decision| names.contains(decision.name.as_str())).collect()
    };
    let own = named(&decisions_of(example));
    if !own.is_empty() {
        return own;
    }
    let near = of_files.get(&example.span.file).map(named).filter(|near| !near.is_empty()).unwrap_or(all);
    near.into_iter().cycle().nth(number).into_iter().collect()
}

/// The decisions that the examples of each file are about.
fn decisions_of_files(set: &RuleSet) -> BTreeMap<u32, BTreeSet<&str>> {
    let mut files: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for example in set.examples() {
        files.entry(example.span.file).or_default().extend(decisions_of(example));
    }
    files
}
