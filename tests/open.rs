//! An outcome that is open says what is still needed: the examples of the rule files, with facts taken away.
//!
//! `TOEGANG_CASES` says how many cases; without it there are enough for some twenty seconds.
#![allow(clippy::disallowed_methods, reason = "tests")]

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use toegang::case::json::{Json, Limits, parse};
use toegang::case::{Case, DecideOptions, Options, decide, read_case};
use toegang::evaluate::{Datum, Given};
use toegang::program::Program;
use toegang_corpus::rule_set;

/// The rules of a municipality, and its examples as cases.
static REAL: LazyLock<(Program, Vec<(String, Case)>)> = LazyLock::new(|| {
    let mut set = rule_set(Some("Zutphen")).expect("the rules are built in");
    set.gemeente.clear(); // the national examples too
    let cases = set.cases();
    let program = set.compiled.program.expect("the rules compile");
    let read = |(name, text): (String, String)| {
        let case = read_case(&program, &text, &Options::default());
        (name, case.expect("an example is a case"))
    };
    let cases = cases.into_iter().map(read).collect();
    (program, cases)
});

/// What happens to a fact.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Stays,
    Goes,
    /// A list may have more members.
    Opens,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![6 => Just(Fate::Stays), 3 => Just(Fate::Goes), 1 => Just(Fate::Opens)]
}

/// Takes facts away, going through `fates` round and round.
fn partial(mut case: Case, fates: &[Fate]) -> Case {
    let facts = &mut case.facts;
    let all = (0..facts.inputs()).flat_map(|input| (0..facts.places(input)).map(move |place| (input, place)));
    let given: Vec<_> = all.filter(|(input, place)| facts.at(*input, *place) != Some(Given::Unknown)).collect();
    for ((input, place), fate) in given.into_iter().zip(fates.iter().cycle()) {
        let changed = match (fate, facts.at(input, place)) {
            (Fate::Opens, Some(Given::Always(Datum::Objects { members, .. }))) => {
                Given::Always(Datum::Objects { members, complete: false })
            }
            (Fate::Goes, _) => Given::Unknown,
            _ => continue,
        };
        assert!(facts.set_at(input, place, changed));
    }
    case
}

fn list<'j>(outcome: &'j Json, key: &str) -> &'j [Json] {
    outcome.get(key).and_then(Json::as_array).unwrap_or_default()
}

/// Whether an outcome is open although nothing is left to ask and no rule is at fault.
fn is_stuck(outcome: &Json) -> bool {
    let faulty = list(outcome, "waarschuwingen")
        .iter()
        .any(|warning| warning.get("soort").and_then(Json::as_str) == Some("fout in de regels"));
    outcome.get("uitkomst").and_then(Json::as_str) == Some("nog niet te bepalen")
        && list(outcome, "ontbreekt").is_empty()
        && !faulty
}

fn cases() -> u32 {
    std::env::var("TOEGANG_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 1000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_open_can_be_asked(
        example in any::<Index>(),
        decision in any::<Index>(),
        fates in proptest::collection::vec(fate(), 1..80),
    ) {
        let (program, examples) = &*REAL;
        let (name, case) = example.get(examples);
        let case = partial(case.clone(), &fates);
        let onderwerp = decision.get(&program.decisions).name.clone();
        let options = DecideOptions { onderwerp: Some(onderwerp.clone()), spoor: false };
        let text = decide(program, &case, &options).expect("a decision of the rules");
        let document = parse(&text, Limits::default()).expect("canonical JSON");
        for outcome in list(&document, "uitkomsten") {
            prop_assert!(!is_stuck(outcome), "{name}, {onderwerp}: {}", outcome.to_compact());
        }
    }
}
