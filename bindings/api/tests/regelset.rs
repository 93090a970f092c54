//! What a rule set says through the bindings, on the built-in rules.

use std::collections::BTreeSet;

use toegang_api::{Casus, Options, Regelset, Value, Wanted};

fn casus() -> Casus {
    Casus::Json(r#"{"peildatum": "2026-10-01"}"#.into())
}

fn about(onderwerp: &str) -> Options {
    Options { onderwerp: Some(onderwerp.into()), ..Options::default() }
}

#[test]
fn an_empty_case_is_asked_about_each_thing_once() {
    let set = Regelset::built_in(Some("Zutphen")).unwrap();
    let all = set.questions(&casus(), &Options::default()).unwrap();
    let keys: BTreeSet<_> = all.iter().map(|asked| (asked.name.as_str(), &asked.about)).collect();
    assert_eq!(keys.len(), all.len());
    assert!(all.iter().all(|asked| !asked.decisions.is_empty() && !asked.name.is_empty()));
    let one = set.questions(&casus(), &about("algemene bijstand")).unwrap();
    assert!(one.iter().any(|asked| asked.wanted == Wanted::Fact && asked.article.is_some()));
    assert!(one.iter().all(|asked| asked.decisions == ["algemene bijstand"]));
    let document = set.evaluate(&casus(), &about("algemene bijstand")).unwrap();
    assert!(one.iter().all(|asked| document.contains(&asked.name)), "what is asked stands in the decision");
}

#[test]
fn a_loaded_program_says_what_the_texts_say() {
    let set = Regelset::built_in(Some("zutphen")).unwrap();
    let bytes = set.program();
    let sealed = Regelset::sealed(&bytes, Some("Zutphen")).unwrap();
    let values = Casus::Values(vec![("peildatum".into(), Value::Text("2026-10-01".into()))]);
    let options = about("algemene bijstand");
    assert_eq!(sealed.explain(&casus(), &options), set.explain(&values, &options));
    assert_eq!((sealed.metadata(), sealed.program()), (set.metadata(), bytes.clone()));
    let codes = |problems: Vec<toegang_api::Problem>| problems.into_iter().map(|one| one.code).collect::<Vec<_>>();
    assert_eq!(Regelset::sealed(&bytes, Some("Zuidplas")).map(drop).map_err(codes), Err(vec!["B0101".to_string()]));
    assert_eq!(set.evaluate(&casus(), &about("algemene bijstant")).map_err(codes), Err(vec!["B0103".to_string()]));
}

#[test]
fn values_have_the_bounds_of_a_case() {
    let set = Regelset::built_in(None).unwrap();
    let codes = |values| {
        let told = set.evaluate(&Casus::Values(values), &Options::default());
        told.unwrap_err().into_iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    let at = |number: usize| (format!("personen[{number}].id"), Value::Text("anna".into()));
    assert_eq!(codes((0..2_001).map(at).collect()), ["B0102"]);
    let key = |number: usize| (format!("sleutel_{number}"), Value::None);
    assert_eq!(codes((0..2_001).map(key).collect()), ["B0102"]);
    assert_eq!(codes((0..200_001).map(|_| at(0)).collect()), ["B0102"]);
}
