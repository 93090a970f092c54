//! Row by row a table says what is said of the case with the values of that row.
#![allow(clippy::disallowed_methods, reason = "tests")]

use std::collections::BTreeMap;

use toegang::case::json::{Json, Limits, parse, to_compact};
use toegang::case::{DecideOptions, Detail, Options, Table, TableError, decide_with, outcomes_table, read_case};
use toegang::evaluate::Machine;
use toegang_corpus::rule_sets;
use toegang_corpus::tables::{Tabled, tables};

const COUNT: usize = 2_000;

/// What is in a row: of each column the name and the cell.
type Row = BTreeMap<String, Json>;

/// The cells of a row, as the outcomes of its case have them; those that nobody asked for are not there.
fn cells(document: &Json, day: &str) -> Row {
    let mut row = Row::new();
    for (section, kind) in [("uitkomsten", "besluit"), ("procedures", "procedure"), ("plan", "plan")] {
        for outcome in document.get(section).and_then(Json::as_array).unwrap() {
            let text = |key: &str| outcome.get(key).and_then(Json::as_str).unwrap();
            let about = outcome.get("betreft").and_then(Json::as_array).unwrap()[0].as_str().unwrap();
            let head = format!("{} ({about}): ", text(kind));
            let mut put = |name: &str, value: Option<&Json>| {
                row.insert(format!("{head}{name}"), value.cloned().unwrap_or(Json::Null));
            };
            put("uitkomst", outcome.get("uitkomst"));
            if kind != "plan" {
                put("vervolg", outcome.get("vervolg").and_then(|follow_up| follow_up.get("soort")));
                put("vervolg_aan", outcome.get("vervolg").and_then(|follow_up| follow_up.get("aan")));
            }
            let mut shown = outcome;
            if kind == "procedure" {
                put("datum", outcome.get("datum"));
            }
            if kind == "besluit" {
                let periods = outcome.get("perioden").and_then(Json::as_array).unwrap();
                ["aard", "ingang", "einde"].into_iter().for_each(|key| put(key, outcome.get(key)));
                put("perioden", Some(&Json::integer(i64::try_from(periods.len()).unwrap())));
                let on = |period: &&Json| {
                    period.get("vanaf").unwrap().as_str() <= Some(day)
                        && Some(day) <= period.get("tot_en_met").unwrap().as_str()
                };
                let head = periods.iter().find(on).or(periods.first());
                if let Some(head) = head {
                    assert_eq!(
                        head.get("uitkomst"),
                        outcome.get("uitkomst"),
                        "the outcome is that of the period shown"
                    );
                    assert_eq!(head.get("aard"), outcome.get("aard"));
                }
                ["vanaf", "tot_en_met", "vorm"].into_iter().for_each(|key| put(key, head.and_then(|one| one.get(key))));
                shown = head.unwrap_or(&Json::Null);
            }
            for value in shown.get("waarden").and_then(Json::as_array).unwrap_or_default() {
                put(value.get("naam").unwrap().as_str().unwrap(), value.get("waarde"));
            }
        }
    }
    row
}

/// The day whose period is shown.
fn day_of(document: &Json) -> String {
    let period = |key: &str| document.get("periode").and_then(|period| period.get(key)).and_then(Json::as_str).unwrap();
    let day = document.get("peildatum").and_then(Json::as_str).unwrap();
    if (period("vanaf")..=period("tot_en_met")).contains(&day) { day.to_string() } else { period("vanaf").to_string() }
}

/// How often each thing came of a row or a table.
#[derive(Debug, Default)]
struct Mix(BTreeMap<&'static str, usize>);

impl Mix {
    fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    fn table(&mut self, machine: &mut Machine<'_>, tabled: &Tabled, onderwerp: Option<&str>) {
        let said = outcomes_table(machine, (&tabled.base.text, &tabled.text()), &Options::default(), onderwerp);
        let columns: Vec<&str> = tabled.columns.iter().map(|(place, _)| place.as_str()).collect();
        let context = format!("{}: {columns:?}", tabled.base.name);
        let decide = DecideOptions { onderwerp: onderwerp.map(str::to_string), detail: Detail::Outcomes };
        for row in 0..tabled.rows() {
            let text = tabled.row(row).map(|json| to_compact(&json)).expect("places in the case");
            let read = read_case(machine.program(), &text, &Options { unhashed: true, ..Options::default() });
            match (&said, read) {
                (Err(TableError::Case(_)), Err(_)) => self.count("both refuse the case"),
                (Err(TableError::Case(errors)), Ok(_)) => {
                    // A second place for the same fact, which is not known in this row.
                    let columns = tabled.columns.iter().filter(|(_, cells)| cells[row].is_none()).count();
                    assert!(columns > 0, "{context}: row {row} can be read, {errors:?}");
                    self.count("a column is refused that is not known in the row");
                }
                (Err(TableError::Columns(_)), _) => self.count("the columns are refused"),
                (Err(TableError::Decision(unknown)), _) => panic!("{context}: {unknown}"),
                (Ok(table), _) if !table.faults[row].is_empty() && tabled.has_objects(row) => {
                    self.count("objects in a cell are refused");
                }
                (Ok(table), Err(errors)) => {
                    assert_eq!(table.faults[row], errors, "{context}: row {row}");
                    self.count("both refuse the row");
                }
                (Ok(table), Ok(case)) => {
                    assert_eq!(table.faults[row], [], "{context}: row {row}");
                    let document = decide_with(machine, &case, &decide).expect("a decision of the rules");
                    let document = parse(&document, Limits::OWN).expect("canonical JSON");
                    assert_row(table, row, &cells(&document, &day_of(&document)), &context);
                    self.count("both say the same");
                }
            }
        }
    }
}

fn assert_row(table: &Table, row: usize, expected: &Row, context: &str) {
    let mut found = Row::new();
    for column in &table.columns {
        let cells = parse(&column.cells, Limits::OWN).expect("a JSON list");
        assert_eq!(cells.as_array().map(<[Json]>::len), Some(table.faults.len()), "{context}: {}", column.name);
        assert!(found.insert(column.name.clone(), cells.as_array().unwrap()[row].clone()).is_none());
    }
    for (name, value) in expected {
        assert_eq!(found.remove(name).as_ref(), Some(value), "{context}: row {row}, {name}");
    }
    for (name, value) in found {
        assert!(value.is_null(), "{context}: row {row}, {name} is {}", to_compact(&value));
    }
}

/// A host that cannot write a value as JSON puts this in its place.
#[test]
fn no_fact_takes_an_object_with_an_empty_key() {
    let sets = rule_sets();
    let mut refused = 0;
    for tabled in tables(&sets, COUNT / 10, 3) {
        let gemeente = tabled.base.gemeente.as_deref().unwrap_or_default();
        let set = sets.iter().find(|set| set.gemeente == gemeente).expect("a built-in rule set");
        let mut machine = Machine::new(set.compiled.program.as_ref().unwrap());
        for (place, _) in &tabled.columns {
            let cell = Json::Array(vec![parse(r#"{"": 0}"#, Limits::OWN).unwrap()]);
            let columns = to_compact(&Json::Object(vec![(place.clone(), cell)]));
            let texts = (tabled.base.text.as_str(), columns.as_str());
            if let Ok(table) = outcomes_table(&mut machine, texts, &Options::default(), Some(&tabled.base.onderwerp)) {
                assert!(!table.faults[0].is_empty(), "{}: {place}", tabled.base.name);
                refused += 1;
            }
        }
    }
    assert!(refused > COUNT / 10, "{refused} columns are tried");
}

#[test]
fn a_row_says_what_its_case_says() {
    let sets = rule_sets();
    let mut machines: BTreeMap<&str, Machine<'_>> =
        sets.iter().map(|set| (set.gemeente.as_str(), Machine::new(set.compiled.program.as_ref().unwrap()))).collect();
    let mut mix = Mix::default();
    for (number, tabled) in tables(&sets, COUNT, 7).iter().filter(|tabled| !tabled.columns.is_empty()).enumerate() {
        let gemeente = tabled.base.gemeente.as_deref().unwrap_or_default();
        let machine = machines.get_mut(gemeente).expect("a built-in rule set");
        mix.table(machine, tabled, Some(&tabled.base.onderwerp).filter(|_| number % 10 != 0).map(String::as_str));
    }
    println!("{mix:#?}");
    let of = |what: &str| mix.0.get(what).copied().unwrap_or(0);
    assert!(of("both say the same") > COUNT, "too few rows are decided");
    assert!(of("both refuse the row") > COUNT / 10, "too few rows are refused");
}
