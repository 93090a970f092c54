//! Judges the outcome sentences of examples: `Besluit algemene bijstand: recht, hoogte € 1.419,46.`

mod competence;
mod series;

use std::collections::BTreeMap;

use super::build::Json;
use super::decide::{DecideOptions, outcomes};
use super::read::{Asker, Case, Provenance, ordered};
use crate::evaluate::{Facts, Machine, ObjectId, show_number};
use crate::model::{Example, OutcomeWords};
use crate::program::{Base, Decision, InputId, Program, Type, Unit};
use crate::values::{Date, Rational, dutch};

/// Decides an example on its own day and compares: the outcome, the named values, and what is missing.
///
/// # Errors
///
/// What came out instead, in Dutch.
pub fn judge(machine: &mut Machine<'_>, facts: &Facts, example: &Example, words: &OutcomeWords) -> Result<(), String> {
    let program = machine.program();
    let is_meant = |decision: &&Decision| decision.kind == words.kind && decision.name == words.decision;
    let decision = program.decisions.iter().find(is_meant).ok_or_else(|| "geen uitkomst".to_string())?;
    let case = case_of(program, facts, example);
    let options = DecideOptions { onderwerp: Some(words.decision.clone()), ..DecideOptions::default() };
    let outcomes: Vec<Json> =
        outcomes(machine, &case, &[decision], &options).found.into_iter().map(|(_, found)| found).collect();
    let found = outcomes.iter().find(|outcome| {
        let about = items(outcome, "betreft");
        words.member.as_deref().is_none_or(|member| about.iter().any(|id| id.as_str() == Some(member)))
    });
    let found = found.ok_or_else(|| "geen uitkomst".to_string())?;
    if words.series.is_empty() {
        compare(decision, found, words)
    } else {
        series::compare(decision, found, &words.series)
    }
}

/// The example as a case of one day.
fn case_of(program: &Program, facts: &Facts, example: &Example) -> Case {
    Case {
        facts: facts.clone(),
        peildatum: example.decision_day,
        periode: (example.day, example.until.unwrap_or(example.day)),
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

fn compare(decision: &Decision, found: &Json, words: &OutcomeWords) -> Result<(), String> {
    let missing: Vec<String> = items(found, "ontbreekt").iter().map(missing_name).collect();
    let outcome = found.get("uitkomst").and_then(Json::as_str).unwrap_or_default();
    if words.outcome.as_ref().is_some_and(|wanted| wanted != outcome) {
        let lacks = if missing.is_empty() { String::new() } else { format!(", ontbreekt {}", missing.join(", ")) };
        return Err(format!("{outcome}{lacks}"));
    }
    for (name, expected) in &words.values {
        let (name, expected) = named(decision, name, expected);
        if name == "controle" {
            let shown = checks(found, expected.split(' ').next().unwrap_or_default());
            if shown != expected {
                return Err(format!("{name} {shown}"));
            }
        } else {
            is_value(decision, found, items(found, "perioden").first(), (&name, &expected))?;
        }
    }
    beside(found, words)?;
    let lacks =
        |name: &&String| !missing.iter().any(|known| known == *name || known.starts_with(&format!("{name} van ")));
    match words.missing.iter().find(lacks) {
        Some(_) if missing.is_empty() => Err("er ontbreekt niets".to_string()),
        Some(_) => Err(format!("ontbreekt {}", missing.join(", "))),
        None => competence::compare(found, &words.competence),
    }
}

/// What follows, and the duties.
fn beside(found: &Json, words: &OutcomeWords) -> Result<(), String> {
    let text = |json: Option<&Json>| json.and_then(Json::as_str).map(str::to_string);
    let follows = found.get("vervolg").filter(|follows| !follows.is_null());
    let follows = follows.and_then(|follows| Some((text(follows.get("soort"))?, text(follows.get("aan")))));
    if let Some(wanted) = &words.follow_up {
        let due = |(kind, to): &(String, Option<String>)| kind == "oordeel nodig" && to.is_none();
        let met = match (wanted, &follows) {
            (Some(wanted), Some(found)) => wanted == found || due(wanted) && wanted.0 == found.0,
            (None, None) => true,
            _ => false,
        };
        if !met {
            return Err(shown_follow_up(follows));
        }
    }
    let duties = items(found, "verplichtingen");
    for (name, wanted) in &words.duties {
        let duty = duties.iter().find(|duty| duty.get("naam").and_then(Json::as_str) == Some(name));
        match (duty.map(|duty| duty.get("geldt")), wanted) {
            (Some(Some(Json::Bool(true))), true) | (None, false) => {}
            (None, true) => return Err(format!("geen verplichting {name}")),
            (Some(Some(Json::Bool(true))), false) => return Err(format!("verplichting {name}")),
            _ => return Err(format!("onbekend of de verplichting {name} geldt")),
        }
    }
    Ok(())
}

fn shown_follow_up(follows: Option<(String, Option<String>)>) -> String {
    match follows {
        None => "geen vervolg".to_string(),
        Some((kind, None)) => format!("vervolg {kind}"),
        Some((kind, Some(to))) => format!("vervolg {kind} aan {to}"),
    }
}

/// `geboortedatum van A`
fn missing_name(entry: &Json) -> String {
    let name = entry.get("naam").and_then(Json::as_str).unwrap_or_default();
    let of: Vec<&str> = items(entry, "betreft").iter().filter_map(Json::as_str).collect();
    if of.is_empty() { name.to_string() } else { format!("{name} van {}", of.join(" met ")) }
}

/// The name of a value and what is expected of it: a name of more words than one is known by the decision only.
fn named(decision: &Decision, name: &str, expected: &str) -> (String, String) {
    let whole = format!("{name} {expected}");
    let message = decision.message.iter().flat_map(|message| &message.fields);
    let values = decision.values.iter().map(|value| value.name.to_string());
    let names = values.chain(message.map(|field| format!("toewijzing {}", field.name)));
    let longest = names.filter(|known| whole.starts_with(&format!("{known} "))).max_by_key(String::len);
    match longest.and_then(|known| Some((known.clone(), whole.get(known.len().checked_add(1)?..)?.to_string()))) {
        Some(found) => found,
        None => (name.to_string(), expected.to_string()),
    }
}

/// Whether a named value is what is expected; a number may leave its period out.
fn is_value(
    decision: &Decision,
    found: &Json,
    period: Option<&Json>,
    (name, expected): (&str, &str),
) -> Result<(), String> {
    let given = value(decision, found, period, name);
    let per = unit(decision, name).and_then(|unit| unit.per);
    let (amount, said) = match expected.rsplit_once(" per ").filter(|_| per.is_some()) {
        Some((amount, said)) => (amount, Some(said.strip_prefix("kalender").unwrap_or(said))),
        None => (expected, None),
    };
    if given == normal(amount) && (said.is_none() || said == per.as_deref()) {
        return Ok(());
    }
    if given == "onbekend" {
        return Err(format!("{name} onbekend{}", not_yet(found)));
    }
    let per = per.map(|per| format!(" per {per}")).unwrap_or_default();
    Err(format!("{name} {given}{per}"))
}

/// Why no value is known of a right that begins later.
fn not_yet(found: &Json) -> String {
    let start = found.get("ingang").and_then(Json::as_str).and_then(Date::parse_iso);
    match start.filter(|_| items(found, "perioden").is_empty()) {
        Some(start) => format!(": het recht gaat in op {}", dutch::date(start)),
        None => String::new(),
    }
}

/// A named value, a date, the form, a term or a goal of the outcome, in one of its periods, as people write it.
fn value(decision: &Decision, found: &Json, period: Option<&Json>, name: &str) -> String {
    let text = |json: Option<&Json>| json.and_then(Json::as_str).map(str::to_string);
    let called = |list: &[Json], name: &str| {
        list.iter().find(|one| one.get("naam").and_then(Json::as_str) == Some(name)).cloned()
    };
    let given = match name {
        "ingang" | "einde" | "datum" => text(found.get(name)),
        "vorm" => text(period.and_then(|period| period.get("vorm"))),
        "doel" => {
            let goals = items(found, "doelen").iter().filter(|goal| goal.get("geldt") == Some(&Json::Bool(true)));
            let names: Vec<&str> = goals.filter_map(|goal| goal.get("naam").and_then(Json::as_str)).collect();
            Some(names.join(", "))
        }
        _ => {
            let values = period.map_or(items(found, "waarden"), |period| items(period, "waarden"));
            let message = found.get("bericht").unwrap_or(&Json::Null);
            let field = name.strip_prefix("toewijzing ").and_then(|name| called(items(message, "velden"), name));
            let term = called(items(found, "termijnen"), name.strip_prefix("termijn ").unwrap_or(name));
            let one = called(values, name).or(field).or(term);
            one.and_then(|one| text(one.get("waarde").or(one.get("datum"))))
        }
    };
    let Some(given) = given else { return "onbekend".to_string() };
    show(unit(decision, name).map(|unit| Unit { per: None, ..unit }), &given)
}

/// The checks of the message with what came of them, as an example names one.
fn checks(found: &Json, code: &str) -> String {
    let all = items(found.get("bericht").unwrap_or(&Json::Null), "controles").iter();
    let one = { all }.find(|check| check.get("code").and_then(Json::as_str) == Some(code));
    match one.map(|check| check.get("voldaan").and_then(Json::as_bool)) {
        Some(Some(true)) => format!("{code} voldaan"),
        Some(Some(false)) => format!("{code} niet voldaan"),
        _ => format!("{code} onbekend"),
    }
}

/// The unit of a named value.
fn unit(decision: &Decision, name: &str) -> Option<Unit> {
    let message = decision.message.iter().flat_map(|message| &message.fields);
    let own = decision.values.iter().find(|value| value.name == name);
    let field = name.strip_prefix("toewijzing ").and_then(|name| { message }.find(|field| field.name == name));
    match &own.or(field)?.ty {
        Type::Number(unit) => Some(unit.clone()),
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

/// The expected text in the one notation that [`show`] gives: `€ 500` as `€ 500,00`, a text without quotes.
fn normal(expected: &str) -> String {
    match dutch::parse_money(expected) {
        Ok(cents) => dutch::money(cents),
        Err(_) => expected.trim_matches('"').to_string(),
    }
}

fn items<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    json.get(key).and_then(Json::as_array).unwrap_or_default()
}
