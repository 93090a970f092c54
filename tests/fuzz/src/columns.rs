//! Columns of tables to begin with: of the right shape, with places, values and lengths that are right and that are not.

use toegang_corpus::random::Random;

/// How many texts there are to begin with.
const COUNT: usize = 400;
/// The most rows of a long list; with its values it stays below what an input may be long.
const MOST_ROWS: usize = 12_000;
/// The longest value in a long list.
const SHORT: usize = 4;

/// Places of facts in the small case.
const SMALL: [&str; 8] = [
    "personen[0].geboortedatum",
    "personen[0].inkomen",
    "$.personen[1].inkomen",
    "personen[1].geboortedatum",
    "personen[0].perioden_elders",
    "relaties[0].is_verwant_aan",
    "huishouden.aanvrager",
    "huishouden.medebewoners.volledig",
];

/// Places of facts in the real case.
const REAL: [&str; 6] = [
    "personen[0].geboortedatum",
    "bezittingen[0].waarde_bij_vrije_oplevering",
    "bezittingen[0].aard",
    "huishouden.partner",
    "huishouden.kinderen",
    "huishouden.vraagt_algemene_bijstand",
];

/// What is no place, no place in the case, no fact, or part of a fact that stands there already.
const WRONG: [&str; 20] = [
    "",
    ".",
    "$",
    "personen[0",
    "personen[-1].inkomen",
    "personen[18446744073709551616].inkomen",
    "personen[0].a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a",
    "personen[7].inkomen",
    "personen[0].inkomen.waarde",
    "personen[0].perioden_elders[0].vanaf",
    "personen[0].inkomn",
    "personen[0].leeftijd",
    "personen[0].heeft_dringende_redenen",
    "personen[0].id",
    "personen[0]",
    "personen",
    "peildatum",
    "oordelen[0].waarde",
    "relaties[0].van",
    "huishouden",
];

/// Values, for any place: in most of them most are of the wrong type.
const CELLS: [&str; 26] = [
    "{}",
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "950",
    "1e999",
    "99999999999999999999",
    r#""950.00""#,
    r#""950.001""#,
    r#""1991-03-01""#,
    r#""9999-12-31""#,
    r#""2026-02-30""#,
    r#""a""#,
    r#""\ud834\udd1e""#,
    "[]",
    r#"["a","b","a"]"#,
    r#"{"":0}"#,
    r#"{"id":"a"}"#,
    r#"{"waarde":"950.00","bron":"UWV","bekend_op":"2026-09-28"}"#,
    r#"{"betwist":[{"waarde":1},{"waarde":2}]}"#,
    r#"{"leden":["a"],"volledig":false}"#,
    r#"[{"waarde":1,"vanaf":"2026-01-01","tot_en_met":"2026-01-31"},{"waarde":2,"vanaf":"2026-01-31"}]"#,
    r#"[{"vanaf":"2026-01-01","tot_en_met":"2025-01-01"}]"#,
];

/// Texts to begin with: the same ones each time.
pub(crate) fn seeds() -> Vec<String> {
    let mut random = Random::new(1);
    let odd =
        ["", "{}", "[]", r#"{"personen[0].inkomen":1}"#, r#"{"personen[0].inkomen":[1],"personen[0].inkomen":[1]}"#];
    odd.into_iter().map(str::to_string).chain((0..COUNT).map(|_| columns(&mut random))).collect()
}

/// Some columns. One place that is wrong refuses them all, so most have none.
fn columns(random: &mut Random) -> String {
    let (known, wrong) = (if random.once_in(3) { &REAL[..] } else { &SMALL[..] }, random.once_in(4));
    let long = random.once_in(8);
    let rows = if long { random.below(MOST_ROWS) } else { random.below(9) };
    let cells: Vec<&str> = CELLS.into_iter().filter(|cell| !long || cell.len() <= SHORT).collect();
    let mut list: Vec<String> = Vec::new();
    for _ in 0..=if long { 0 } else { random.below(4) } {
        let places = if wrong && random.once_in(2) { &WRONG } else { known };
        let place = random.of(places).copied().unwrap_or_default();
        let rows = if random.once_in(12) { random.below(9) } else { rows };
        let cells: Vec<&str> = (0..rows).filter_map(|_| random.of(&cells).copied()).collect();
        let column = format!("\"{place}\":[{}]", cells.join(","));
        // The same place twice is no JSON object that is read any further.
        if random.once_in(12) || !list.iter().any(|other| other.starts_with(&format!("\"{place}\":"))) {
            list.push(column);
        }
    }
    format!("{{{}}}", list.join(","))
}

#[cfg(test)]
mod tests {
    use super::seeds;
    use crate::subject::Subject;
    use toegang::case::{ColumnFault, TableError};

    /// What comes of a text, in a word.
    fn told(fault: &ColumnFault) -> &'static str {
        match fault {
            ColumnFault::NotJson => "not JSON",
            ColumnFault::TooLarge => "too large",
            ColumnFault::Twice => "twice",
            ColumnFault::NoLists => "no lists",
            ColumnFault::NoColumns => "no columns",
            ColumnFault::NoPlace => "no place",
            ColumnFault::Absent => "absent",
            ColumnFault::NoFact => "no fact",
            ColumnFault::Objects => "objects",
            ColumnFault::Within(_) => "within",
            ColumnFault::Rows { .. } => "rows",
        }
    }

    #[test]
    fn they_reach_every_answer_of_a_table() {
        let subject = Subject::new().expect("rules that compile");
        let mut found = std::collections::BTreeMap::<&str, usize>::new();
        for text in seeds() {
            assert!(text.len() < 60_000, "an input is cut off there");
            for said in subject.tables(&text) {
                let words = match said {
                    Ok(table) => {
                        let wrong = table.faults.iter().filter(|faults| !faults.is_empty()).count();
                        let right = table.faults.len().saturating_sub(wrong);
                        let long = (table.faults.len() > 5_000).then_some("a long table");
                        let told = [(wrong > 0).then_some("a wrong row"), (right > 0).then_some("a row"), long];
                        told.into_iter().flatten().collect()
                    }
                    Err(TableError::Columns(errors)) => errors.iter().map(|error| told(&error.fault)).collect(),
                    Err(TableError::Case(_)) => vec!["the case"],
                    Err(TableError::Decision(unknown)) => panic!("{unknown}"),
                };
                words.into_iter().for_each(|word| *found.entry(word).or_default() += 1);
            }
        }
        let all = "a long table, a row, a wrong row, absent, no columns, no fact, no lists, no place, not JSON, rows, the case, twice, within";
        assert_eq!(found.keys().copied().collect::<Vec<_>>().join(", "), all, "{found:?}");
        assert!(found["a row"] > 50 && found["a wrong row"] > 50, "{found:?}");
    }
}
