//! Generated cases are of every kind: none of the outcomes and few of the codes are missing.
//!
//! `cargo test -p toegang-corpus --test generated -- --nocapture` prints the mix.
#![allow(clippy::disallowed_methods, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{DecideOptions, Options, decide, read_case};
use toegang_corpus::generated::{Generated, generated};
use toegang_corpus::{RuleSet, rule_set, rule_sets};

const COUNT: usize = 2_000;

/// What came of cases.
#[derive(Debug, Default)]
struct Mix {
    /// How many have an error.
    wrong: usize,
    /// How many have each code.
    codes: BTreeMap<&'static str, usize>,
    /// How many have each outcome.
    outcomes: BTreeMap<String, usize>,
    /// How many there are of each municipality and law.
    places: BTreeMap<(String, String), usize>,
    /// The decisions asked for.
    decisions: BTreeSet<String>,
}

impl Mix {
    fn add(&mut self, sets: &[RuleSet], case: &Generated) {
        let gemeente = case.gemeente.clone().unwrap_or_default();
        let set = sets.iter().find(|set| set.gemeente == gemeente).expect("a built-in rule set");
        let program = set.compiled.program.as_ref().expect("the rules compile");
        let decision = program.decisions.iter().find(|decision| decision.name == case.onderwerp);
        let law = decision.expect("a decision of the rules").law.to_string();
        *self.places.entry((gemeente, law)).or_default() += 1;
        self.decisions.insert(case.onderwerp.clone());
        match read_case(program, &case.text, &Options::default()) {
            Err(errors) => {
                self.wrong += 1;
                let codes: BTreeSet<&str> = errors.iter().map(|error| error.code.name()).collect();
                codes.into_iter().for_each(|code| *self.codes.entry(code).or_default() += 1);
            }
            Ok(read) => {
                let options = DecideOptions { onderwerp: Some(case.onderwerp.clone()), spoor: false };
                let said = decide(program, &read, &options).expect("a decision of the rules");
                outcomes(&said).into_iter().for_each(|outcome| *self.outcomes.entry(outcome).or_default() += 1);
            }
        }
    }

    fn each_law_and_layer_has_its_part(&self) {
        let sum = |wanted: &dyn Fn(&str, &str) -> bool| -> usize {
            self.places.iter().filter(|((gemeente, law), _)| wanted(gemeente, law)).map(|(_, count)| count).sum()
        };
        assert_eq!(sum(&|gemeente, _| gemeente.is_empty()), COUNT / 2);
        for law in ["Pw", "Wmo 2015", "Jw", "Awb", "Integrale toegang", "Wgs"] {
            let found = sum(&|_, of| of == law);
            assert!(found >= COUNT / 40, "only {found} cases under {law}");
        }
        for name in ["Zutphen", "Zuidplas", "Zeewolde"] {
            let found = sum(&|gemeente, _| gemeente == name);
            assert!(found >= COUNT / 40, "only {found} cases of {name}");
        }
    }
}

/// The different outcomes in a document.
fn outcomes(said: &str) -> BTreeSet<String> {
    let document = parse(said, Limits::default()).expect("canonical JSON");
    let lists = ["uitkomsten", "procedures", "plan"].map(|key| document.get(key).and_then(Json::as_array).unwrap());
    let words = lists.into_iter().flatten().filter_map(|outcome| outcome.get("uitkomst")?.as_str());
    words.map(str::to_string).collect()
}

/// What must come out at least so often, far below what does.
const LEAST: [(&str, usize); 9] = [
    ("recht", 200),
    ("geen recht", 100),
    ("gedeeltelijk recht", 20),
    ("nog niet te bepalen", 300),
    ("niet van toepassing", 150),
    ("start", 40),
    ("geen start", 50),
    ("alleen informatie", 1),
    ("plan", 1),
];

#[test]
fn the_mix_is_real() {
    let sets = rule_sets();
    let cases = generated(&sets, COUNT, 1);
    assert_eq!(cases.len(), COUNT);
    let mut mix = Mix::default();
    cases.iter().for_each(|case| mix.add(&sets, case));
    println!("{mix:#?}");
    assert!((COUNT / 8..COUNT / 3).contains(&mix.wrong), "{} of {COUNT} cases are wrong", mix.wrong);
    assert!(mix.codes.len() >= 26, "only {} codes: {:?}", mix.codes.len(), mix.codes);
    for (outcome, least) in LEAST {
        let found = mix.outcomes.get(outcome).copied().unwrap_or(0);
        assert!(found >= least, "only {found} times `{outcome}`");
    }
    assert!(mix.decisions.len() >= 80, "only {} decisions", mix.decisions.len());
    mix.each_law_and_layer_has_its_part();
}

#[test]
fn the_seed_decides() {
    let sets: Vec<RuleSet> = rule_set(None).into_iter().collect();
    let [one, again, other] = [1, 1, 2].map(|seed| generated(&sets, 60, seed));
    assert_eq!(one, again);
    assert_ne!(one, other);
    let different: BTreeSet<&str> = one.iter().map(|case| case.text.as_str()).collect();
    assert!(different.len() >= 55, "only {} different cases of 60", different.len());
    assert_eq!(generated(&sets, 20, 1), one[..20]);
}
