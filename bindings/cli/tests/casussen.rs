//! The cases in `tests/casussen`: what matters of each decision stands beside it, in `<naam>.verwacht.json`.

mod common;

use common::{cases, json, toegang};
use toegang::case::json::Json;

/// Every field of the expectation stands in the decision; a named value is looked up by its name.
fn compare(expected: &Json, found: &Json, path: &str, wrong: &mut Vec<String>) {
    match (expected, found) {
        (Json::Object(fields), Json::Array(named)) => {
            for (name, value) in fields {
                let one = named.iter().find(|one| one.get("naam").and_then(Json::as_str) == Some(name));
                let one = one.and_then(|one| one.get("waarde").or(one.get("datum")).or(one.get("geldt")));
                compare(value, one.unwrap_or(&Json::Null), &format!("{path}.{name}"), wrong);
            }
        }
        (Json::Object(fields), _) => {
            for (key, value) in fields {
                compare(value, found.get(key).unwrap_or(&Json::Null), &format!("{path}.{key}"), wrong);
            }
        }
        (Json::Array(items), Json::Array(others)) if items.len() == others.len() => {
            for (at, (item, other)) in items.iter().zip(others).enumerate() {
                compare(item, other, &format!("{path}[{at}]"), wrong);
            }
        }
        _ if expected == found => {}
        _ => wrong.push(format!("{path}: expected {}, found {}", expected.to_compact(), found.to_compact())),
    }
}

/// Runs a case and gives what it says of each decision, procedure and plan.
fn run(name: &str, more: &[&str]) -> Json {
    let case = format!("tests/casussen/{name}.json");
    let mut arguments = vec!["toets", case.as_str()];
    arguments.extend_from_slice(more);
    let ran = toegang(&arguments);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(ran.err, "");
    json(&ran.out)
}

fn list<'a>(of: &'a Json, key: &str) -> &'a [Json] {
    of.get(key).and_then(Json::as_array).unwrap_or_default()
}

/// The same decision, procedure or plan, about the same persons if the expectation says about whom.
fn same(one: &Json, other: &Json) -> bool {
    let keys = ["besluit", "procedure", "plan", "betreft"];
    keys.iter().all(|key| one.get(key).is_none_or(|value| other.get(key) == Some(value)))
}

/// An expectation is about one decision, or names more of them in the lists that a decision document has.
fn check(name: &str) {
    let expected = std::fs::read_to_string(cases().join(format!("{name}.verwacht.json"))).expect("an expectation");
    let expected = json(&expected);
    let mut wrong = Vec::new();
    if let Some(decision) = expected.get("besluit").and_then(Json::as_str) {
        let document = run(name, &["--onderwerp", decision]);
        compare(&expected, &list(&document, "uitkomsten")[0], name, &mut wrong);
    } else {
        let document = run(name, &[]);
        let parts = ["uitkomsten", "procedures", "plan"];
        assert!(parts.iter().any(|part| !list(&expected, part).is_empty()), "{name} expects nothing");
        for part in parts {
            for (at, one) in list(&expected, part).iter().enumerate() {
                let found = list(&document, part).iter().find(|other| same(one, other)).unwrap_or(&Json::Null);
                compare(one, found, &format!("{name}.{part}[{at}]"), &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

macro_rules! cases {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            check(stringify!($name));
        })*

        #[test]
        fn every_case_has_its_test() {
            let mut files: Vec<String> = std::fs::read_dir(cases())
                .expect("the folder with cases")
                .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".verwacht.json").map(str::to_string))
                .collect();
            files.sort();
            assert_eq!(files, [$(stringify!($name)),*]);
        }
    };
}

cases!(doorzenden gezin_drie_wetten onvolledig z01 z02 z05 z08 z09 z10 z22a z22b z22c z24 z31 z33);
