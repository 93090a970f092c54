//! In Dutch, what ends a period: a birthday, new amounts, another version, the end of something.

use super::support::Support;
use crate::evaluate::{Change, Datum, Facts, Given};
use crate::program::{Const, InputId, ParameterId, Program, Type};
use crate::values::{Date, dutch};

/// What changes on a day.
pub(super) fn text(program: &Program, facts: &Facts, support: &Support, change: Change, day: Date) -> String {
    let on = dutch::date(day);
    match change {
        Change::Never => "niet verder vooruitgekeken".to_string(),
        Change::Parameter(parameter) => amount(program, parameter, day),
        Change::Rule(rule) => {
            let title = program.rules.get(rule as usize).map_or("", |rule| &rule.title);
            format!("andere versie van de regel {title} per {on}")
        }
        Change::Fact(input) => fact(program, input, &on),
        Change::Anniversary => {
            birthday(program, facts, support, day).unwrap_or_else(|| format!("verjaardag of volle termijn op {on}"))
        }
        Change::Box => {
            let year = day == day.first_of_year();
            format!("nieuw{} op {on}", if year { " kalenderjaar" } else { "e kalendermaand" })
        }
        Change::Day => format!("een termijn verstrijkt of gaat in op {on}"),
    }
}

fn amount(program: &Program, parameter: ParameterId, day: Date) -> String {
    let on = dutch::date(day);
    let Some(declared) = program.parameters.get(parameter as usize) else { return format!("nieuwe bedragen per {on}") };
    let known = declared.versions.iter().any(|version| version.from == day);
    let ended = declared.versions.iter().any(|version| version.until.and_then(|last| last.add_days(1)) == Some(day));
    match (known, ended) {
        (false, true) => format!("{} vervalt per {on}", declared.name),
        (true, _) => format!("nieuwe bedragen per {on} ({})", declared.name),
        _ => format!("nieuwe bedragen per {on}, nog niet bekend ({})", declared.name),
    }
}

fn fact(program: &Program, input: InputId, on: &str) -> String {
    match program.inputs.get(input as usize) {
        Some(input) if input.judgement.is_some() => {
            format!("begin of einde van de geldigheid van het oordeel {}, {on}", input.name)
        }
        Some(input) => format!("{} verandert per {on}", input.name),
        None => format!("een gegeven verandert per {on}"),
    }
}

/// The used date that has its anniversary on a day: whose birthday it is, or which term is full.
fn birthday(program: &Program, facts: &Facts, support: &Support, day: Date) -> Option<String> {
    support.facts.iter().find_map(|(number, args)| {
        let input = program.inputs.get(*number as usize).filter(|input| input.ty == Type::Date)?;
        let Given::Always(Datum::Const(Const::Date(date))) = facts.get(program, *number, args)? else { return None };
        let anniversary = date.next_anniversary_after(day.add_days(-1)?)?;
        if anniversary != day {
            return None;
        }
        let owner = facts.objects.get(*input.args.first()? as usize)?.get(*args.first()? as usize)?;
        let birth = input.key.starts_with("geboorte");
        let what = if birth {
            format!("verjaardag van {owner}")
        } else {
            format!("volle jaren na {} van {owner}", input.name)
        };
        Some(format!("{what} op {}", dutch::date(day)))
    })
}
