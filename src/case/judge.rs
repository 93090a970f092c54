//! Judges the outcome sentences of examples: `Besluit algemene bijstand: recht, hoogte € 1.419,46.`

mod competence;

use std::collections::BTreeMap;

use super::decide::{DecideOptions, decide};
use super::json::{self, Json, Limits};
use super::read::{Asker, Case, Provenance, ordered};
use crate::evaluate::{Facts, ObjectId, show_number};
use crate::model::{Example, OutcomeWords};
use crate::program::{Base, InputId, Program, Type, Unit};
use crate::values::{Date, Rational, dutch};

/// Decides an example on its own day and compares: the outcome, the named values, and what is missing.
///
/// # Errors
///
/// What came out instead, in Dutch.
pub fn judge(program: &Program, facts: &Facts, example: &Example, words: &OutcomeWords) -> Result<(), String> {
    let options = DecideOptions { onderwerp: Some(words.decision.clone()), spoor: false };
    let text = decide(program, &case_of(program, facts, example), &options).map_err(|unknown| unknown.to_string())?;
    let document = json::parse(&text, Limits { depth: 64, nodes: usize::MAX, bytes: usize::MAX })
        .map_err(|_| "een besluit dat niet te lezen is".to_string())?;
    let outcomes = items(&document, "uitkomsten");
    let found = outcomes.iter().find(|outcome| {
        let about = items(outcome, "betreft");
        words.member.as_deref().is_none_or(|member| about.iter().any(|id| id.as_str() == Some(member)))
    });
    let found = found.ok_or_else(|| "geen uitkomst".to_string())?;
    compare(program, found, words)
}

/// The example as a case of one day.
fn case_of(program: &Program, facts: &Facts, example: &Example) -> Case {
    Case {
        facts: facts.clone(),
        peildatum: example.decision_day,
        periode: (example.day, example.day),
        kennis_tot: None,
        gemeente: String::new(),
        vrager: example
            .asker
            .as_ref()
            .map(|desk| Asker { role: desk.role.clone(), organisation: desk.organisation.clone() }),
        judgements: Vec::new(),
        provenance: provenance(program, example),
        reuse: BTreeMap::new(),
        sha256: String::new(),
    }
}

/// For which law the facts of an example were obtained, where it says so.
fn provenance(program: &Program, example: &Example) -> BTreeMap<(InputId, Vec<ObjectId>), Vec<Provenance>> {
    let mut found = BTreeMap::new();
    for fact in &example.facts {
        let Some(input) = program.inputs.get(fact.input as usize) else { continue };
        let args: Vec<ObjectId> = fact.args.iter().map(|place| number(example, *place)).collect();
        let key = (fact.input, ordered(input, &args));
        match fact.obtained_for.clone() {
            None => found.remove(&key),
            law => found.insert(key, vec![Provenance { obtained_for: law, ..Provenance::default() }]),
        };
    }
    found
}

/// The number of an object of an example within its class.
fn number(example: &Example, place: usize) -> ObjectId {
    let class = example.objects.get(place).map(|object| object.class);
    let before = example.objects.iter().take(place).filter(|object| Some(object.class) == class).count();
    ObjectId::try_from(before).unwrap_or(ObjectId::MAX)
}

fn compare(program: &Program, found: &Json, words: &OutcomeWords) -> Result<(), String> {
    let missing: Vec<String> = items(found, "ontbreekt").iter().map(missing_name).collect();
    let outcome = found.get("uitkomst").and_then(Json::as_str).unwrap_or_default();
    if outcome != words.outcome && !words.outcome.is_empty() {
        let lacks = if missing.is_empty() { String::new() } else { format!(", ontbreekt {}", missing.join(", ")) };
        return Err(format!("{outcome}{lacks}"));
    }
    for (name, expected) in &words.values {
        let shown = value(program, found, words, name);
        if shown != normal(expected) {
            return Err(format!("{name} {shown}"));
        }
    }
    let lacks =
        |name: &&String| !missing.iter().any(|known| known == *name || known.starts_with(&format!("{name} van ")));
    match words.missing.iter().find(lacks) {
        Some(_) if missing.is_empty() => Err("er ontbreekt niets".to_string()),
        Some(_) => Err(format!("ontbreekt {}", missing.join(", "))),
        None => competence::compare(found, &words.competence),
    }
}

/// `geboortedatum van A`
fn missing_name(entry: &Json) -> String {
    let name = entry.get("naam").and_then(Json::as_str).unwrap_or_default();
    let of: Vec<&str> = items(entry, "betreft").iter().filter_map(Json::as_str).collect();
    if of.is_empty() { name.to_string() } else { format!("{name} van {}", of.join(" met ")) }
}

/// A named value, a date or the form of the outcome, as people write it.
fn value(program: &Program, found: &Json, words: &OutcomeWords, name: &str) -> String {
    let text = |json: Option<&Json>| json.and_then(Json::as_str).map(str::to_string);
    let period = items(found, "perioden").first();
    let given = match name {
        "ingang" | "einde" => text(found.get(name)),
        "vorm" => text(period.and_then(|period| period.get("vorm"))),
        _ => {
            let values = period.map_or(&[][..], |period| items(period, "waarden"));
            let terms = values.iter().chain(items(found, "termijnen"));
            let one = terms.into_iter().find(|value| value.get("naam").and_then(Json::as_str) == Some(name));
            one.and_then(|one| text(one.get("waarde").or(one.get("datum"))))
        }
    };
    let Some(given) = given else { return "onbekend".to_string() };
    show(unit(program, words, name), &given)
}

/// The unit of a named value, without its period.
fn unit(program: &Program, words: &OutcomeWords, name: &str) -> Option<Unit> {
    let decision = program.decisions.iter().find(|decision| decision.name == words.decision)?;
    match &decision.values.iter().find(|value| value.name == name)?.ty {
        Type::Number(unit) => Some(Unit { per: None, ..unit.clone() }),
        _ => None,
    }
}

/// A value of a decision document in Dutch notation.
fn show(unit: Option<Unit>, given: &str) -> String {
    if let Some(day) = Date::parse_iso(given) {
        return dutch::date(day);
    }
    let (Some(unit), Some(number)) = (unit, Rational::parse_decimal(given)) else { return given.to_string() };
    let inside = match unit.base {
        Base::Money => number.checked_mul(Rational::from_int(100)),
        Base::Percentage => number.checked_div(Rational::from_int(100)),
        _ => Some(number),
    };
    inside.map_or_else(|| given.to_string(), |inside| show_number(Some(&unit), inside))
}

/// The expected text in the one notation that [`show`] gives: `€ 500` as `€ 500,00`.
fn normal(expected: &str) -> String {
    match dutch::parse_money(expected) {
        Ok(cents) => dutch::money(cents),
        Err(_) => expected.to_string(),
    }
}

fn items<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    json.get(key).and_then(Json::as_array).unwrap_or_default()
}
