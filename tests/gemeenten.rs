//! Where ordinances are the same, so are rights: whoever works for the municipality, and whoever may decide there.
//!
//! Every example of a municipality is decided twice: with its own organisation, and with that of another municipality in
//! its place. And the cases in `tests/gemeenten`, whose outcome no ordinance touches, come out the same everywhere.

use std::path::Path;

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{DecideOptions, Options, decide, read_case};
use toegang::program::Program;
use toegang::{SourceFile, compile};
use toegang_corpus::{RuleSet, rule_set};

const MUNICIPALITIES: [&str; 3] = ["zutphen", "zuidplas", "zeewolde"];

/// What is about the organisation and not about rights: who may decide, and what was read of their mandates.
const OF_THE_ORGANISATION: [&str; 2] = ["bevoegd", "waarschuwingen"];

const LIMITS: Limits = Limits::OWN;

/// The outcomes and procedures that a case comes to, without what is about the organisation.
fn rights(program: &Program, gemeente: &str, case: &str) -> Vec<Json> {
    let options = Options { gemeente: Some(gemeente.to_string()), ..Options::default() };
    let case = read_case(program, case, &options).unwrap_or_else(|errors| panic!("{gemeente}: {errors:#?}"));
    let document = decide(program, &case, &DecideOptions::default()).expect("a decision");
    let document = parse(&document, LIMITS).expect("JSON");
    let lists = ["uitkomsten", "procedures"].map(|key| document.get(key).and_then(Json::as_array).unwrap_or_default());
    lists.concat().into_iter().map(without_organisation).collect()
}

fn without_organisation(outcome: Json) -> Json {
    let members = outcome.as_object().unwrap_or_default().iter();
    Json::Object(members.filter(|(key, _)| !OF_THE_ORGANISATION.contains(&key.as_str())).cloned().collect())
}

/// The rules of a municipality with the organisation of another.
fn organised_as(own: &RuleSet, other: &RuleSet) -> Vec<SourceFile> {
    let is_organisation = |file: &&SourceFile| file.path.ends_with("/organisatie.regels");
    let theirs = &other.files.iter().find(is_organisation).expect("an organisation").text;
    let theirs = theirs.lines().map(|line| if is_header(&line) { header(own) } else { line });
    let theirs = theirs.collect::<Vec<_>>().join("\n") + "\n";
    let mut files = own.files.clone();
    let ours = files.iter_mut().find(|file| file.path.ends_with("/organisatie.regels")).expect("an organisation");
    assert_ne!(ours.text, theirs);
    ours.text = theirs;
    files
}

/// The field of a regulation that names its municipality.
fn is_header(line: &&str) -> bool {
    line.starts_with("  gemeente  ")
}

/// That field in the rule files of a municipality.
fn header(set: &RuleSet) -> &str {
    let files = set.files.iter().filter(|file| file.path.starts_with("gemeenten/"));
    files.flat_map(|file| file.text.lines()).find(is_header).expect("a municipality")
}

#[test]
fn another_organisation_gives_the_same_rights() {
    let sets = MUNICIPALITIES.map(|name| rule_set(Some(name)).expect("a municipality"));
    for (at, own) in sets.iter().enumerate() {
        let other = &sets[(at + 1) % sets.len()];
        let swapped = compile(&organised_as(own, other), &own.gemeente);
        let theirs = swapped.program.unwrap_or_else(|| panic!("{:#?}", swapped.findings));
        let ours = own.compiled.program.as_ref().expect("rules without errors");
        let cases = own.cases();
        assert!(cases.len() > 20, "{}", own.gemeente);
        for (name, case) in cases {
            let (one, two) = (rights(ours, &own.gemeente, &case), rights(&theirs, &own.gemeente, &case));
            assert_eq!(one.len(), two.len());
            for (one, two) in one.iter().zip(&two) {
                assert_eq!(one.to_compact(), two.to_compact(), "{} as {}: {name}", own.gemeente, other.gemeente);
            }
        }
    }
}

#[test]
fn what_no_ordinance_touches_is_the_same_everywhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gemeenten");
    let entries = std::fs::read_dir(folder).expect("cases");
    let cases: Vec<String> =
        entries.map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("a case")).collect();
    assert!(cases.len() >= 5);
    let sets = MUNICIPALITIES.map(|name| rule_set(Some(name)).expect("a municipality"));
    for case in &cases {
        let [first, rest @ ..] = sets
            .each_ref()
            .map(|set| rights(set.compiled.program.as_ref().expect("rules without errors"), &set.gemeente, case));
        assert!(first.iter().any(|outcome| outcome.get("uitkomst").and_then(Json::as_str) == Some("recht")));
        for (set, other) in sets.iter().skip(1).zip(&rest) {
            for (one, two) in first.iter().zip(other) {
                assert_eq!(one.to_compact(), two.to_compact(), "{}", set.gemeente);
            }
        }
    }
}
