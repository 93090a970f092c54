//! `waarschuwingen`: what somebody should look at before signing.

use std::collections::BTreeSet;

use super::super::build::{Json, Phrase, members, text, texts};
use super::basis::{self, Rest};
use super::support::Support;
use super::warnings_mandates::Mandates;
use crate::evaluate::{Fault, problem};
use crate::program::{Amount, Decision, Parameter, ParameterVersion, Program, Read};
use crate::values::{Date, dutch};

/// A kind of warning: its name, its sentence, and what it is about.
pub(super) type Kind = (&'static str, &'static str, Vec<Phrase>);

/// All warnings, one per kind, each with the list of what it is about; `mandates` are those about who may decide.
pub(super) fn all(program: &Program, decision: &Decision, support: &Support, mandates: Mandates) -> Json {
    let rests = basis::all(program, decision, support);
    let kinds: [Kind; 9] = [
        ("fout in de regels", "De regels geven hier geen uitkomst.", faults(program, &support.faults)),
        ("redenen afgekapt", "De berekening is te lang om alle redenen te geven.", cut(support)),
        (
            "verordening ontbreekt",
            "De gemeente heeft niet vastgesteld wat zij moet vaststellen.",
            unfilled(program, support),
        ),
        (
            "controle niet voldaan",
            "Het bericht voldoet niet aan een controle.",
            support.unmet.iter().map(Phrase::from).collect(),
        ),
        ("bedrag onbekend", "Een bedrag is niet bekend.", unknown(program, support)),
        ("bedrag laatst bekend", "Een bedrag kan intussen zijn gewijzigd.", last_known(program, support)),
        (
            "gelijkgestelde dagen onbekend",
            "Of een dag met een feestdag is gelijkgesteld, staat voor dit jaar niet in de regels.",
            undeclared_years(program, support),
        ),
        (
            "niet in de wettekst gelezen",
            "Niet alles waarop de uitkomst rust, is in de wettekst gelezen.",
            distinct(not_read(&rests).into_iter().chain(mandates.not_read)),
        ),
        (
            "zonder akkoord",
            "Niet alles waarop de uitkomst rust, is goedgekeurd.",
            distinct(not_approved(&rests).into_iter().chain(mandates.not_approved)),
        ),
    ];
    let filled = kinds.into_iter().chain(mandates.kinds).filter(|(_, _, list)| !list.is_empty());
    Json::Array(filled.map(shown).collect())
}

fn shown((kind, sentence, list): Kind) -> Json {
    let count = Json::integer(i64::try_from(list.len()).unwrap_or(i64::MAX));
    members([("soort", text(kind)), ("tekst", text(sentence)), ("aantal", count), ("lijst", texts(list))])
}

/// The amounts that were used, with their version.
pub(super) fn versions<'p>(
    program: &'p Program,
    support: &Support,
) -> Vec<(&'p Parameter, Option<&'p ParameterVersion>)> {
    let found = support.amounts.iter().filter_map(|used| {
        let parameter = program.parameters.get(used.parameter as usize)?;
        Some((parameter, used.version.and_then(|version| parameter.versions.get(version as usize))))
    });
    found.collect()
}

fn unfilled(program: &Program, support: &Support) -> Vec<Phrase> {
    let missing = versions(program, support).into_iter();
    let missing = missing.filter(|(parameter, version)| version.is_none() && parameter.delegation.is_some());
    distinct(missing.map(|(parameter, _)| &parameter.name))
}

fn unknown(program: &Program, support: &Support) -> Vec<Phrase> {
    let unknown = versions(program, support).into_iter().filter_map(|(parameter, version)| match version {
        Some(ParameterVersion { amount: Amount::Unknown { .. }, from, .. }) => {
            Some(format!("{} met ingang van {}", parameter.name, dutch::date(*from)))
        }
        None if parameter.delegation.is_none() => Some(parameter.name.to_string()),
        _ => None,
    });
    distinct(unknown)
}

/// Amounts past a day on which they change as a rule, while no newer version is known.
fn last_known(program: &Program, support: &Support) -> Vec<Phrase> {
    let past = support.amounts.iter().filter(|used| used.last_known).filter_map(|used| {
        let parameter = program.parameters.get(used.parameter as usize)?;
        let version = parameter.versions.get(used.version? as usize)?;
        let due = due_after(parameter, version.from)?;
        Some(format!("{}: bekend tot {}", parameter.name, dutch::date(due)))
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

fn not_read(rests: &[Rest]) -> Vec<Phrase> {
    let doubts = rests.iter().filter_map(|rest| {
        let remark = if rest.note.is_empty() { String::new() } else { format!("; {}", rest.note) };
        Some(format!("{}: {}{remark}", &*rest.name, doubtful(rest.read)?))
    });
    distinct(doubts)
}

/// The years that were counted in, and for which nothing says which days are assimilated.
fn undeclared_years(program: &Program, support: &Support) -> Vec<Phrase> {
    let years = support.years.iter().filter(|year| program.assimilated_in(**year).is_none());
    years.map(|year| year.to_string().into()).collect()
}

/// A way of reading that somebody should look at.
pub(super) const fn doubtful(read: Read) -> Option<&'static str> {
    match read {
        Read::Wettekst | Read::Bekendmaking => None,
        Read::Secundair => Some("gelezen in secundaire bron"),
        Read::Afgeleid => Some("afgeleid"),
        Read::Voorbeeldwaarde => Some("voorbeeldwaarde"),
        Read::NietGelezen => Some("niet gelezen"),
    }
}

fn not_approved(rests: &[Rest]) -> Vec<Phrase> {
    distinct(rests.iter().filter(|rest| !rest.approved).map(|rest| rest.name.clone()))
}

fn cut(support: &Support) -> Vec<Phrase> {
    support.cut.then_some("de lijsten in dit advies kunnen onvolledig zijn".into()).into_iter().collect()
}

fn faults(program: &Program, faults: &[Fault]) -> Vec<Phrase> {
    distinct(faults.iter().map(|fault| {
        let term = fault.term.and_then(|term| program.terms.get(term as usize));
        let place = term.map(|term| format!("{}: ", term.name)).unwrap_or_default();
        place + &problem(program, fault.problem)
    }))
}

/// Each once, in order.
pub(super) fn distinct(list: impl Iterator<Item = impl Into<Phrase>>) -> Vec<Phrase> {
    let all: Vec<Phrase> = list.map(Into::into).collect();
    let mut seen = BTreeSet::new();
    let is_first: Vec<bool> = all.iter().map(|text| seen.insert(&**text)).collect();
    all.into_iter().zip(is_first).filter(|(_, is_first)| *is_first).map(|(text, _)| text).collect()
}
