//! In Dutch, what ends a period: a birthday, new amounts, another version, the end of something.

use super::support::Support;
use crate::evaluate::{Change, Datum, Facts, Given};
use crate::program::{Const, InputId, Parameter, ParameterId, Program, Type};
use crate::values::{Date, dutch};

/// What changes on a day.
pub(super) fn text(program: &Program, facts: &Facts, support: &Support, change: Change, day: Date) -> String {
    let on = dutch::date(day);
    match change {
        Change::Never => "niet verder vooruitgekeken".to_string(),
        Change::Parameter(parameter) => amounts(program, support, parameter, day),
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

/// New amounts: all that were used and change on that day, the one that was noticed first among them.
fn amounts(program: &Program, support: &Support, noticed: ParameterId, day: Date) -> String {
    let on = dutch::date(day);
    let used = support.amounts.iter().map(|used| used.parameter).filter(|used| *used != noticed);
    let all = std::iter::once(noticed).chain(used).filter_map(|number| program.parameters.get(number as usize));
    let (mut new, mut due, mut ended) = (Vec::new(), Vec::new(), Vec::new());
    for parameter in all {
        let list = match turn(parameter, day) {
            Turn::New => &mut new,
            Turn::Due => &mut due,
            Turn::Ended => &mut ended,
            Turn::None => continue,
        };
        if !list.contains(&parameter.name.as_str()) {
            list.push(&parameter.name);
        }
    }
    let told = [
        (new, format!("nieuwe bedragen per {on}")),
        (ended, format!("bedragen vervallen per {on}")),
        (due, format!("nieuwe bedragen per {on}, nog niet bekend")),
    ];
    let told =
        told.into_iter().filter(|(list, _)| !list.is_empty()).map(|(list, what)| format!("{what} ({})", named(&list)));
    told.collect::<Vec<_>>().join("; ")
}

/// What happens to an amount on a day.
enum Turn {
    New,
    Due,
    Ended,
    None,
}

fn turn(parameter: &Parameter, day: Date) -> Turn {
    let (_, month, in_month) = day.ymd();
    let last = parameter.versions.last();
    if parameter.versions.iter().any(|version| version.from == day) {
        Turn::New
    } else if parameter.versions.iter().any(|version| version.until.and_then(|last| last.add_days(1)) == Some(day)) {
        Turn::Ended
    } else if last.is_some_and(|last| last.from < day) && parameter.calendar.contains(&(month, in_month)) {
        Turn::Due
    } else {
        Turn::None
    }
}

/// At most three names, and how many more.
fn named(list: &[&str]) -> String {
    match list.len().checked_sub(3) {
        Some(more) if more > 0 => format!("{} en nog {more}", list.get(..3).unwrap_or(list).join(", ")),
        _ => list.join(", "),
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
