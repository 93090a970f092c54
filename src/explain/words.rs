//! Values and names in Dutch.

use crate::evaluate::{Datum, Facts, ObjectId, Val, show_number};
use crate::program::{ClassId, Const, Program, Type};
use crate::values::dutch;

/// The names of objects.
#[must_use]
pub fn object_names(facts: &Facts, classes: &[ClassId], objects: &[ObjectId]) -> Vec<String> {
    let name =
        |(class, object): (&ClassId, &ObjectId)| facts.objects.get(*class as usize)?.get(*object as usize).cloned();
    classes.iter().zip(objects).filter_map(name).collect()
}

/// The name of a term with its objects in the places of `…`.
///
/// ```
/// # use toegang::explain::term_with;
/// assert_eq!(term_with("norm van …", &["anna".to_string()]), "norm van anna");
/// ```
#[must_use]
pub fn term_with(name: &str, objects: &[String]) -> String {
    let mut out = name.to_string();
    for object in objects {
        out = out.replacen('…', object, 1);
    }
    out
}

/// A value of a type as people write it.
#[must_use]
pub fn typed(program: &Program, facts: &Facts, ty: &Type, value: Val) -> String {
    match (ty, value) {
        (_, Val::Unknown | Val::Between(_)) => "nog niet te bepalen".into(),
        (_, Val::Fault(_)) => "geen uitkomst".into(),
        (_, Val::Empty) => "geen".into(),
        (_, Val::Bool(value)) => constant(program, ty, Const::Bool(value)),
        (_, Val::Number(value)) => constant(program, ty, Const::Number(value)),
        (_, Val::Date(value)) => constant(program, ty, Const::Date(value)),
        (_, Val::Text(value)) => constant(program, ty, Const::Text(value)),
        (_, Val::Choice(value)) => constant(program, ty, Const::Choice(value)),
        (Type::Object { class, .. }, Val::Object(object)) => object_names(facts, &[*class], &[object]).join(", "),
        (Type::Many(_), _) => "gegeven".into(),
        (Type::Periods, _) => "gegeven".into(),
        _ => "gegeven".into(),
    }
}

/// A constant of a type as people write it.
fn constant(program: &Program, ty: &Type, value: Const) -> String {
    match (ty, value) {
        (_, Const::Bool(true)) => "ja".into(),
        (_, Const::Bool(false)) => "nee".into(),
        (Type::Number(unit), Const::Number(number)) => show_number(Some(unit), number),
        (_, Const::Number(number)) => dutch::number(number),
        (_, Const::Date(day)) => dutch::date(day),
        (Type::Choice(choice), Const::Choice(number)) => {
            let values = program.choices.get(*choice as usize);
            values.and_then(|values| values.get(number as usize)).map(String::from).unwrap_or_default()
        }
        (_, Const::Text(text)) => program.texts.get(text as usize).map(String::from).unwrap_or_default(),
        (_, Const::Choice(_) | Const::Empty) => "geen".into(),
    }
}

/// A datum of a type as people write it.
#[must_use]
pub fn datum(program: &Program, facts: &Facts, ty: &Type, datum: &Datum) -> String {
    match datum {
        Datum::Const(value) => constant(program, ty, *value),
        Datum::Text(text) => text.clone(),
        Datum::Object(object) => match ty {
            Type::Object { class, .. } => object_names(facts, &[*class], &[*object]).join(", "),
            _ => "gegeven".into(),
        },
        Datum::Objects { members, .. } => match ty {
            Type::Many(class) => {
                let names: Vec<String> =
                    members.iter().flat_map(|member| object_names(facts, &[*class], &[*member])).collect();
                if names.is_empty() { "geen".into() } else { names.join(", ") }
            }
            _ => "gegeven".into(),
        },
        Datum::Periods(periods) => {
            let one = |(from, until): &(crate::values::Date, Option<crate::values::Date>)| {
                let end = until.map_or_else(String::new, |until| format!(" tot en met {}", dutch::date(until)));
                format!("{}{end}", dutch::date(*from))
            };
            let shown = periods.as_slice().iter().map(one).collect::<Vec<_>>().join("; ");
            if shown.is_empty() { "geen".into() } else { shown }
        }
    }
}
