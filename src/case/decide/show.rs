//! Values as JSON: in a decision as text with its unit, as facts in the notation of a case.

use super::super::build::{Json, members, text, text_or_null, texts};
use super::super::read::own_name;
use crate::evaluate::{Datum, Evaluation, Facts, ObjectId, Val};
use crate::program::{Base, ClassId, Const, DecisionValue, Program, Type, Unit};
use crate::values::{Rational, Text};

/// A number as a decimal: money in euros with two decimals, percentages as percents.
pub(super) fn decimal(base: &Base, value: Rational) -> String {
    let hundred = Rational::from_int(100);
    match base {
        Base::Money => value.checked_div(hundred).map_or_else(|| value.to_string(), euros),
        Base::Percentage => value.checked_mul(hundred).unwrap_or(value).to_string(),
        _ => value.to_string(),
    }
}

/// At least two decimals.
fn euros(value: Rational) -> String {
    let text = value.to_string();
    match text.split_once('.') {
        _ if text.contains('/') => text,
        None => text + ".00",
        Some((_, decimals)) if decimals.len() == 1 => text + "0",
        Some(_) => text,
    }
}

/// A constant of a type.
pub(super) fn constant(program: &Program, ty: &Type, value: Const) -> Json {
    match (value, ty) {
        (Const::Bool(value), _) => Json::Bool(value),
        (Const::Number(number), Type::Number(unit)) => text(decimal(&unit.base, number)),
        (Const::Number(number), _) => text(number.to_string()),
        (Const::Date(day), _) => text(day.to_string()),
        (Const::Choice(at), Type::Choice(choice)) => text_or_null(option(program, *choice, at)),
        (Const::Text(at), _) => text_or_null(program.texts.get(at as usize)),
        (Const::Choice(_) | Const::Empty, _) => Json::Null,
    }
}

fn option(program: &Program, choice: u32, at: u32) -> Option<&Text> {
    program.choices.get(choice as usize)?.get(at as usize)
}

/// The id of an object.
pub(super) fn id(facts: &Facts, class: ClassId, object: ObjectId) -> Json {
    text_or_null(facts.objects.get(class as usize).and_then(|ids| ids.get(object as usize)))
}

/// The ids of the objects of a fact.
pub(super) fn ids(facts: &Facts, classes: &[ClassId], args: &[ObjectId]) -> Json {
    Json::Array(classes.iter().zip(args).map(|(class, object)| id(facts, *class, *object)).collect())
}

/// A datum in the notation of a case.
pub(in crate::case) fn datum(program: &Program, facts: &Facts, ty: &Type, datum: &Datum) -> Json {
    match (datum, ty) {
        (Datum::Const(Const::Number(number)), Type::Number(unit)) if matches!(unit.base, Base::Of(_)) => {
            quantity(unit, *number)
        }
        (Datum::Const(value), _) => constant(program, ty, *value),
        (Datum::Object(object), Type::Object { class, .. }) => id(facts, *class, *object),
        (Datum::Objects { members: list, complete }, Type::Many(class)) => {
            let list = Json::Array(list.iter().map(|object| id(facts, *class, *object)).collect());
            if *complete { list } else { members([("leden", list), ("volledig", Json::Bool(false))]) }
        }
        (Datum::Periods(periods), _) => Json::Array(
            periods
                .as_slice()
                .iter()
                .map(|(from, until)| {
                    let until = text_or_null(until.map(|day| day.to_string()));
                    members([("vanaf", text(from.to_string())), ("tot_en_met", until)])
                })
                .collect(),
        ),
        (Datum::Text(words), _) => text(words),
        _ => Json::Null,
    }
}

/// The name of what is counted.
fn base(base: &Base) -> Json {
    match base {
        Base::Of(unit) => text(unit),
        _ => text_or_null(own_name(base)),
    }
}

fn quantity(unit: &Unit, number: Rational) -> Json {
    let mut list = vec![("aantal", text(number.to_string())), ("eenheid", base(&unit.base))];
    list.extend(unit.per.as_ref().map(|per| ("per", text(per))));
    members(list)
}

/// A value of an evaluation; `null` when it is open, a fault, or none.
pub(super) fn value(evaluation: &Evaluation<'_>, ty: &Type, value: Val) -> Json {
    let (program, facts) = (evaluation.program(), evaluation.facts());
    let of = |known| constant(program, ty, known);
    match value {
        Val::Bool(value) => of(Const::Bool(value)),
        Val::Number(value) => of(Const::Number(value)),
        Val::Date(value) => of(Const::Date(value)),
        Val::Choice(value) => of(Const::Choice(value)),
        Val::Text(value) => of(Const::Text(value)),
        Val::Object(object) => match ty {
            Type::Object { class, .. } => id(facts, *class, object),
            _ => Json::Null,
        },
        Val::Said(place) | Val::Periods(place) | Val::Objects(place) => {
            facts.datum(place).map_or(Json::Null, |found| datum(program, facts, ty, found))
        }
        Val::Unknown | Val::Fault(_) | Val::Empty | Val::Between(_) => Json::Null,
    }
}

/// A named value of a decision: its name, value and unit; bounds where it is not known exactly.
pub(super) fn named(evaluation: &Evaluation<'_>, declared: &DecisionValue, found: Val) -> Json {
    let mut list = vec![("naam", text(&declared.name)), ("waarde", value(evaluation, &declared.ty, found))];
    let Type::Number(unit) = &declared.ty else { return members(list) };
    list.push(("eenheid", base(&unit.base)));
    list.push(("per", text_or_null(unit.per.as_ref())));
    if let Some(bounds) = evaluation.interval(found) {
        let bound = |bound: Option<Rational>| text_or_null(bound.map(|bound| decimal(&unit.base, bound)));
        list.extend([("ten_minste", bound(bounds.low)), ("ten_hoogste", bound(bounds.high))]);
    }
    members(list)
}

/// The name of an organisation.
pub(super) fn organisation(program: &Program, number: u32) -> Json {
    program.organisation.stated.get(number as usize).map_or_else(|| text(""), |object| text(&object.name))
}

/// Roles as a list.
pub(super) fn roles(roles: &[Text]) -> Json {
    texts(roles)
}
