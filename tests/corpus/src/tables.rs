//! Tables over generated cases: some places in a case, and for each row values that stood there in other cases, or that
//! cannot stand there.

use std::collections::BTreeMap;

use toegang::case::json::{Json, Limits, parse, to_compact};
use toegang::case::{PlaceStep, place_steps};

use crate::RuleSet;
use crate::generated::{Generated, generated};
use crate::random::Random;

/// How many rows a table has.
const ROWS: usize = 4;
/// What is put in any place now and then.
const ODD: [&str; 9] =
    ["null", "true", "12", "\"x\"", "[]", "\"2026-02-30\"", "\"7.125\"", "{\"waarde\": null}", "{\"id\": \"x\"}"];

/// A case and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tabled {
    /// The case, as JSON text: what it is about, and by which rules.
    pub base: Generated,
    /// The case, read.
    json: Json,
    /// Each place, and what stands there in each row; nothing where it is not known.
    pub columns: Vec<(String, Vec<Option<Json>>)>,
}

/// `count` tables, the same ones for the same seed.
///
/// ```
/// use toegang_corpus::{rule_set, tables::tables};
/// let sets: Vec<_> = rule_set(None).into_iter().collect();
/// assert_eq!(tables(&sets, 3, 1), tables(&sets, 3, 1));
/// ```
#[must_use]
pub fn tables(sets: &[RuleSet], count: usize, seed: u64) -> Vec<Tabled> {
    let cases = generated(sets, count, seed).into_iter();
    let read = cases.filter_map(|base| Some((parse(&base.text, Limits::default()).ok()?, base)));
    let read: Vec<(Json, Generated)> = read.filter(|(json, _)| json.as_object().is_some()).collect();
    let mut seen = Seen::default();
    read.iter().for_each(|(json, _)| seen.add(json, ""));
    let mut random = Random::new(seed);
    read.into_iter().map(|(json, base)| seen.table(json, base, &mut random)).collect()
}

impl Tabled {
    /// The columns as JSON text.
    #[must_use]
    pub fn text(&self) -> String {
        let cell = |cell: &Option<Json>| cell.clone().unwrap_or_else(|| Json::Object(Vec::new()));
        let list =
            self.columns.iter().map(|(place, cells)| (place.clone(), Json::Array(cells.iter().map(cell).collect())));
        to_compact(&Json::Object(list.collect()))
    }

    /// How many rows it has.
    #[must_use]
    pub const fn rows(&self) -> usize {
        ROWS
    }

    /// Whether an object with an id stands in a value of a row: only there would that object be.
    #[must_use]
    pub fn has_objects(&self, row: usize) -> bool {
        let cells = self.columns.iter().filter_map(|(_, cells)| cells.get(row)?.as_ref());
        cells.into_iter().any(|cell| to_compact(cell).contains("\"id\""))
    }

    /// The case with the values of a row; nothing when it has no such places.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Json> {
        let mut json = self.json.clone();
        for (place, cells) in &self.columns {
            let steps = place_steps(place)?;
            let (PlaceStep::Key(key), above) = steps.split_last()? else { return None };
            let Json::Object(members) = above.iter().try_fold(&mut json, below)? else { return None };
            members.retain(|(known, _)| known != key);
            members.extend(cells.get(row)?.clone().map(|cell| ((*key).to_string(), cell)));
        }
        Some(json)
    }
}

fn below<'j>(json: &'j mut Json, step: &PlaceStep<'_>) -> Option<&'j mut Json> {
    match (json, step) {
        (Json::Array(items), PlaceStep::Index(index)) => items.get_mut(*index),
        (Json::Object(members), PlaceStep::Key(key)) => {
            members.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
        }
        _ => None,
    }
}

/// What stood in cases, by the key of the list or object around it and its own.
#[derive(Default)]
struct Seen(BTreeMap<(String, String), Vec<Json>>);

impl Seen {
    fn add(&mut self, json: &Json, around: &str) {
        match json {
            Json::Object(members) => members.iter().for_each(|(key, value)| {
                self.0.entry((around.to_string(), key.clone())).or_default().push(value.clone());
                self.add(value, key);
            }),
            Json::Array(items) => items.iter().for_each(|item| self.add(item, around)),
            _ => {}
        }
    }

    fn table(&self, json: Json, base: Generated, random: &mut Random) -> Tabled {
        let mut places = Vec::new();
        self.places(&json, "", "", &mut places);
        let mut columns: Vec<(String, Vec<Option<Json>>)> = Vec::new();
        for _ in 0..=random.below(4) {
            let Some((place, values)) = random.of(&places) else { continue };
            if !columns.iter().any(|(known, _)| known.starts_with(place.as_str()) || place.starts_with(known.as_str()))
            {
                columns.push((place.clone(), (0..ROWS).map(|_| cell(values, random)).collect()));
            }
        }
        Tabled { base, json, columns }
    }

    /// The places in objects, and what may stand in each; one in some that are not facts.
    fn places<'s>(&'s self, json: &Json, place: &str, around: &str, found: &mut Vec<(String, &'s [Json])>) {
        match json {
            Json::Object(members) => {
                let join = |key: &str| if place.is_empty() { key.to_string() } else { format!("{place}.{key}") };
                let fits = |known: &str, key: &str| known == around && !(around.is_empty() && is_frame(key));
                let keys = self.0.iter().filter(|((known, key), _)| fits(known, key));
                let readable = keys.filter(|((_, key), _)| !key.contains(['.', '[']) && !key.is_empty());
                found.extend(readable.map(|((_, key), values)| (join(key), values.as_slice())));
                for (key, value) in members.iter().filter(|(key, _)| !is_frame(key)) {
                    self.places(value, &join(key), key, found);
                }
            }
            Json::Array(items) => {
                let each = items.iter().enumerate();
                each.for_each(|(at, item)| self.places(item, &format!("{place}[{at}]"), around, found));
            }
            _ => {}
        }
    }
}

/// Whether a key at the top is no section.
fn is_frame(key: &str) -> bool {
    ["peildatum", "periode", "kennis_tot", "gemeente", "vrager", "oordelen"].contains(&key)
}

/// What stood there in some case, nothing, or something odd.
fn cell(values: &[Json], random: &mut Random) -> Option<Json> {
    match random.below(12) {
        0 => None,
        1 => random.of(&ODD).and_then(|text| parse(text, Limits::default()).ok()),
        _ => random.of(values).cloned(),
    }
}
