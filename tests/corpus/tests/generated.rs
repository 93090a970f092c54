//! Generated cases are of every kind: none of the outcomes and few of the codes are missing.
//!
//! `cargo test -p toegang-corpus --test generated -- --nocapture` prints the mix.
#![allow(clippy::disallowed_methods, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{Case, DecideOptions, Detail, Options, decide, read_case};
use toegang::program::Program;
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
                let said = said(program, &read, &case.onderwerp, Detail::Reasons);
                let bare = said_bare(program, &case.text, &case.onderwerp);
                assert_eq!(bare.to_compact(), projected(&said, &case.onderwerp).to_compact(), "{}", case.name);
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

fn said(program: &Program, case: &Case, onderwerp: &str, detail: Detail) -> String {
    let options = DecideOptions { onderwerp: Some(onderwerp.to_string()), detail };
    decide(program, case, &options).expect("a decision of the rules")
}

/// What comes out without reasons.
fn said_bare(program: &Program, text: &str, onderwerp: &str) -> Json {
    let options = Options { unhashed: true, ..Options::default() };
    let case = read_case(program, text, &options).expect("a case that was read before");
    parse(&said(program, &case, onderwerp, Detail::Outcomes), Limits::default()).expect("canonical JSON")
}

/// The parts of a decision that are left without reasons; of a plan also not what it refers to.
fn projected(said: &str, onderwerp: &str) -> Json {
    const TOP: [&str; 6] = ["regelset", "peildatum", "periode", "kennis_tot", "gemeente", "onderwerp"];
    const PERIOD: [&str; 7] = ["vanaf", "tot_en_met", "uitkomst", "recht", "aard", "waarden", "vorm"];
    let document = parse(said, Limits::OWN).expect("canonical JSON");
    let outcomes = |list: &Json, word: &str, keys: &[&str]| {
        let named =
            list.as_array().unwrap().iter().filter(|one| one.get(word).and_then(Json::as_str) == Some(onderwerp));
        Json::Array(named.map(|one| part(one, &[&[word, "betreft", "uitkomst"], keys].concat())).collect())
    };
    let parts = document.as_object().unwrap().iter().filter_map(|(key, value)| {
        let value = match key.as_str() {
            "uitkomsten" => outcomes(value, "besluit", &["aard", "vervolg", "perioden", "ingang", "einde"]),
            "procedures" => outcomes(value, "procedure", &["vervolg", "datum", "waarden"]),
            "plan" => outcomes(value, "plan", &["waarden"]),
            key => TOP.contains(&key).then(|| value.clone())?,
        };
        Some((key.clone(), within(value, "perioden", &|period| part(period, &PERIOD))))
    });
    Json::Object(parts.collect())
}

/// An object with only these keys.
fn part(object: &Json, keys: &[&str]) -> Json {
    let members = object.as_object().unwrap().iter().filter(|(key, _)| keys.contains(&key.as_str()));
    Json::Object(members.cloned().collect())
}

/// A list of objects with something done to each item of the list under a key.
fn within(list: Json, key: &str, each: &dyn Fn(&Json) -> Json) -> Json {
    let Json::Array(objects) = list else { return list };
    let member = |(known, value): &(String, Json)| match value {
        Json::Array(items) if known == key => (known.clone(), Json::Array(items.iter().map(each).collect())),
        other => (known.clone(), other.clone()),
    };
    let object = |object: &Json| Json::Object(object.as_object().unwrap().iter().map(member).collect());
    Json::Array(objects.iter().map(object).collect())
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
