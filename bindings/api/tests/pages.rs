//! The pages of what is wrong with a call: the message on each is what the call gives.

use toegang::diagnostic::pages::page;
use toegang_api::{Casus, Columns, Options, Problem, Regelset, Value};

fn casus() -> Casus {
    Casus::Json(r#"{"peildatum": "2026-10-01"}"#.into())
}

/// Fails unless the call gives what stands on the page of its code.
fn assert_told<T>(code: &str, said: Result<T, Vec<Problem>>) {
    let problems = said.err().unwrap_or_default();
    let told: Vec<String> = problems.iter().map(|found| format!("fout[{}]: {}", found.code, found.message)).collect();
    let page = page(code).unwrap_or_default();
    assert!(!told.is_empty() && page.contains(&format!("```melding\n{}\n```", told.join("\n"))), "{code}: {told:?}");
}

#[test]
fn pages_say_what_calls_give() -> Result<(), Vec<Problem>> {
    let set = Regelset::built_in(None)?;
    let about = |onderwerp: &str| Options { onderwerp: Some(onderwerp.into()), ..Options::default() };
    let on = |op: &str| Options { op: Some(op.into()), ..Options::default() };
    let skipped = Casus::Values(vec![("personen[1].id".into(), Value::Text("anna".into()))]);
    assert_told("B0101", Regelset::built_in(Some("Zutfen")));
    assert_told("B0102", set.evaluate(&skipped, &Options::default()));
    assert_told("B0103", set.evaluate(&casus(), &about("algemene bijstant")));
    assert_told("B0104", set.evaluate(&casus(), &on("1-10-2026")));
    assert_told("B0105", Regelset::from_program(&[1, 2, 3]));
    let anna = Casus::Json(r#"{"peildatum": "2026-10-01", "personen": [{"id": "anna"}]}"#.into());
    let born = Columns::Json(r#"{"personen[1].geboortedatum": ["1996-05-01"]}"#.into());
    assert_told("B0107", set.outcomes_table(&anna, &born, &Options::default()));
    Ok(())
}
