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

fn check(name: &str) {
    let expected = std::fs::read_to_string(cases().join(format!("{name}.verwacht.json"))).expect("an expectation");
    let expected = json(&expected);
    let decision = expected.get("besluit").and_then(Json::as_str).expect("the name of a decision");
    let ran = toegang(&["toets", &format!("tests/casussen/{name}.json"), "--onderwerp", decision]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(ran.err, "");
    let document = json(&ran.out);
    let outcome = &document.get("uitkomsten").and_then(Json::as_array).expect("outcomes")[0];
    let mut wrong = Vec::new();
    compare(&expected, outcome, name, &mut wrong);
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

cases!(doorzenden onvolledig z01 z02 z05 z08 z09 z10 z22a z22b z22c z24 z31 z33);
