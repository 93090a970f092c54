//! An outcome that is open says what is still needed: the examples of the rule files, with facts taken away.
//!
//! `TOEGANG_CASES` says how many cases; without it there are enough for some twenty seconds.
#![allow(clippy::disallowed_methods, reason = "tests")]

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use toegang::case::json::{Json, Limits, parse};
use toegang::case::{Case, DecideOptions, Options, decide, read_case};
use toegang::evaluate::{Datum, Given, Withheld};
use toegang::program::Program;
use toegang::values::Date;
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
    /// Its sources contradict each other.
    Disputed,
    /// It is given for one day long ago.
    LongAgo,
    /// A list may have more members.
    Opens,
}

fn fate() -> impl Strategy<Value = Fate> {
    use Fate::{Disputed, Goes, LongAgo, Opens, Stays};
    prop_oneof![12 => Just(Stays), 5 => Just(Goes), 1 => Just(Disputed), 1 => Just(LongAgo), 1 => Just(Opens)]
}

/// Takes facts away, going through `fates` round and round.
fn partial(mut case: Case, fates: &[Fate]) -> Case {
    let facts = &mut case.facts;
    let all = (0..facts.inputs()).flat_map(|input| (0..facts.places(input)).map(move |place| (input, place)));
    let given: Vec<_> = all.filter(|(input, place)| facts.at(*input, *place) != Some(Given::Unknown)).collect();
    for ((input, place), fate) in given.into_iter().zip(fates.iter().cycle()) {
        let changed = match (fate, facts.at(input, place)) {
            (Fate::Goes, _) => Given::Unknown,
            (Fate::Disputed, _) => Given::Withheld(Withheld::Disputed),
            (Fate::LongAgo, Some(Given::Always(datum))) => Given::Dated(vec![(Date::MIN, Some(Date::MIN), datum)]),
            (Fate::Opens, Some(Given::Always(Datum::Objects { members, .. }))) => {
                Given::Always(Datum::Objects { members, complete: false })
            }
            _ => continue,
        };
        assert!(facts.set_at(input, place, changed));
    }
    case
}

/// The outcomes of one decision.
fn outcomes(program: &Program, case: &Case, onderwerp: &str) -> Vec<Json> {
    let options = DecideOptions { onderwerp: Some(onderwerp.to_string()), ..DecideOptions::default() };
    let text = decide(program, case, &options).expect("a decision of the rules");
    let document = parse(&text, Limits::default()).expect("canonical JSON");
    list(&document, "uitkomsten").to_vec()
}

fn list<'j>(outcome: &'j Json, key: &str) -> &'j [Json] {
    outcome.get(key).and_then(Json::as_array).unwrap_or_default()
}

/// Whether two outcomes are about the same: a plan also says what it rests on, and what nobody asks for stands apart.
fn is_about(one: &Json, other: &Json) -> bool {
    ["besluit", "procedure", "plan", "betreft"].iter().all(|key| one.get(key) == other.get(key))
}

fn is_open(outcome: &Json) -> bool {
    outcome.get("uitkomst").and_then(Json::as_str) == Some("nog niet te bepalen")
}

/// Whether rules give no value, or two.
fn is_faulty(outcome: &Json) -> bool {
    let kind = |warning: &Json| warning.get("soort").and_then(Json::as_str) == Some("fout in de regels");
    list(outcome, "waarschuwingen").iter().any(kind)
}

/// One case for every hundred programs of the oracle.
fn cases() -> u32 {
    std::env::var("TOEGANG_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(20_000) / 100
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 1000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_open_can_be_asked_and_what_is_decided_stays(
        example in any::<Index>(),
        decision in any::<Index>(),
        fates in proptest::collection::vec(fate(), 1..80),
    ) {
        let (program, examples) = &*REAL;
        let (name, whole) = example.get(examples);
        let onderwerp = &decision.get(&program.decisions).name;
        let partial = partial(whole.clone(), &fates);
        let all = outcomes(program, whole, onderwerp);
        for early in &outcomes(program, &partial, onderwerp) {
            let Some(late) = all.iter().find(|late| is_about(early, late)) else { continue };
            let told = || format!("{name}, {onderwerp}\nearly {}\nlate {}", early.to_compact(), late.to_compact());
            if is_open(early) {
                let asked = !list(early, "ontbreekt").is_empty();
                prop_assert!(asked || is_faulty(early), "open, and nothing left to ask: {}", told());
            } else if !is_faulty(late) {
                let same = early.get("uitkomst") == late.get("uitkomst");
                prop_assert!(same, "decided before all was known, and otherwise after: {}", told());
            }
        }
    }
}
