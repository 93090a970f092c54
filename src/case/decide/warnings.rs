//! `waarschuwingen`: what somebody should look at before signing.

use super::super::build::{members, text, texts};
use super::super::json::Json;
use super::support::Support;
use crate::evaluate::{Fault, Problem};
use crate::program::{Amount, Parameter, ParameterId, ParameterVersion, Program, Read, RuleId};
use crate::values::{Date, dutch};

/// All warnings, one per kind, each with the list of what it is about.
pub(super) fn all(program: &Program, support: &Support) -> Json {
    let kinds = [
        ("fout in de regels", "De regels geven hier geen uitkomst.", faults(program, &support.faults)),
        (
            "verordening ontbreekt",
            "De gemeente heeft niet vastgesteld wat zij moet vaststellen.",
            unfilled(program, support),
        ),
        ("bedrag onbekend", "Een bedrag is niet bekend.", unknown(program, support)),
        ("bedrag laatst bekend", "Een bedrag kan intussen zijn gewijzigd.", last_known(program, support)),
        (
            "niet in de wettekst gelezen",
            "Een bedrag of regel is niet in de wettekst gelezen.",
            not_read(program, support),
        ),
        ("zonder akkoord", "Een bedrag of regel is door niemand goedgekeurd.", not_approved(program, support)),
    ];
    let filled = kinds.into_iter().filter(|(_, _, list)| !list.is_empty());
    Json::Array(
        filled
            .map(|(kind, sentence, list)| {
                let count = Json::integer(i64::try_from(list.len()).unwrap_or(i64::MAX));
                members([("soort", text(kind)), ("tekst", text(sentence)), ("aantal", count), ("lijst", texts(list))])
            })
            .collect(),
    )
}

/// The amounts looked up, with their version on that day.
fn versions<'p>(program: &'p Program, support: &Support) -> Vec<(&'p Parameter, Option<&'p ParameterVersion>, Date)> {
    let looked_up = support
        .amounts
        .keys()
        .filter_map(|(parameter, day)| Some((program.parameters.get(*parameter as usize)?, *day)));
    looked_up.map(|(parameter, day)| (parameter, version(parameter, day), day)).collect()
}

fn version(parameter: &Parameter, day: Date) -> Option<&ParameterVersion> {
    parameter.versions.iter().find(|version| version.from <= day && version.until.is_none_or(|until| day <= until))
}

/// Whether there is no amount on a day, so that it must be found out.
pub(super) fn is_unknown(program: &Program, parameter: ParameterId, day: Date) -> bool {
    program.parameters.get(parameter as usize).is_some_and(|parameter| {
        version(parameter, day).is_none_or(|version| matches!(version.amount, Amount::Unknown { .. }))
    })
}

fn unfilled(program: &Program, support: &Support) -> Vec<String> {
    let missing = versions(program, support)
        .into_iter()
        .filter(|(parameter, version, _)| version.is_none() && parameter.delegation.is_some());
    distinct(missing.map(|(parameter, ..)| parameter.name.clone()))
}

fn unknown(program: &Program, support: &Support) -> Vec<String> {
    let unknown = versions(program, support).into_iter().filter(|(parameter, version, _)| match version {
        Some(version) => matches!(version.amount, Amount::Unknown { .. }),
        None => parameter.delegation.is_none(),
    });
    distinct(unknown.map(|(parameter, _, day)| format!("{} op {}", parameter.name, dutch::date(day))))
}

/// Amounts past a day on which they change as a rule, while no newer version is known.
fn last_known(program: &Program, support: &Support) -> Vec<String> {
    let past = versions(program, support).into_iter().filter_map(|(parameter, version, day)| {
        let version = version.filter(|version| version.until.is_none())?;
        let due = due_after(parameter, version.from)?;
        (due <= day).then(|| format!("{}: bekend tot {}", parameter.name, dutch::date(due)))
    });
    distinct(past)
}

/// The first day after a day on which an amount changes as a rule.
fn due_after(parameter: &Parameter, from: Date) -> Option<Date> {
    let (year, ..) = from.ymd();
    let years = [Some(year), year.checked_add(1)];
    let days = years
        .into_iter()
        .flatten()
        .flat_map(|year| parameter.calendar.iter().filter_map(move |(month, day)| Date::from_ymd(year, *month, *day)));
    days.filter(|day| *day > from).min()
}

fn not_read(program: &Program, support: &Support) -> Vec<String> {
    let amounts = versions(program, support).into_iter().filter_map(|(parameter, version, _)| {
        let version = version?;
        let remark = if version.note.is_empty() { String::new() } else { format!("; {}", version.note) };
        Some(format!("{}: {}{remark}", parameter.name, doubtful(version.read)?))
    });
    let rules = rules(program, support).filter_map(|rule| Some(format!("{}: {}", rule.title, doubtful(rule.read)?)));
    distinct(amounts.chain(rules))
}

/// A way of reading that somebody should look at.
const fn doubtful(read: Read) -> Option<&'static str> {
    match read {
        Read::Wettekst | Read::Bekendmaking => None,
        Read::Secundair => Some("gelezen in secundaire bron"),
        Read::Afgeleid => Some("afgeleid"),
        Read::Voorbeeldwaarde => Some("voorbeeldwaarde"),
        Read::NietGelezen => Some("niet gelezen"),
    }
}

fn not_approved(program: &Program, support: &Support) -> Vec<String> {
    let amounts = versions(program, support).into_iter().filter(|(parameter, ..)| parameter.approval.is_none());
    let rules = rules(program, support).filter(|rule| rule.approval.is_none());
    distinct(amounts.map(|(parameter, ..)| parameter.name.clone()).chain(rules.map(|rule| rule.title.clone())))
}

fn rules<'p>(program: &'p Program, support: &Support) -> impl Iterator<Item = &'p crate::program::Rule> {
    support.rules.iter().filter_map(|rule| program.rules.get(*rule as usize)).collect::<Vec<_>>().into_iter()
}

fn faults(program: &Program, faults: &[Fault]) -> Vec<String> {
    distinct(faults.iter().map(|fault| {
        let term = fault.term.and_then(|term| program.terms.get(term as usize));
        let place = term.map(|term| format!("{}: ", term.name)).unwrap_or_default();
        place + &problem(program, fault.problem)
    }))
}

/// What is wrong, in Dutch.
fn problem(program: &Program, problem: Problem) -> String {
    let title = |rule: RuleId| program.rules.get(rule as usize).map_or("", |rule| &rule.title);
    match problem {
        Problem::Conflict(one, other) => format!("de regels {} en {} spreken elkaar tegen", title(one), title(other)),
        Problem::NoRule => "geen enkele regel geeft een waarde".to_string(),
        Problem::Overflow => "een getal of datum is te groot".to_string(),
        Problem::DivisionByZero => "deling door nul".to_string(),
        Problem::Empty => "er wordt gerekend met iets dat er niet is".to_string(),
        Problem::Several => "er is er meer dan één".to_string(),
        Problem::NotWhole => "een aantal stappen is geen geheel getal".to_string(),
        Problem::MissingObject => "een object ontbreekt in de casus".to_string(),
        Problem::TooLong => "er wordt over te veel dagen gezocht".to_string(),
        Problem::TooMuch => "de berekening is te groot".to_string(),
        Problem::WrongType => "een waarde is van een verkeerd soort".to_string(),
    }
}

/// Each once, in order.
fn distinct(list: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for text in list {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}
