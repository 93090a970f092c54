//! The schema of each type: its bare value, and the forms in which a fact may give it.

use super::super::build::{entry, text, texts};
use super::super::json::Json;
use super::super::read::base_name;
use super::{any, array, date, null, object, options, or_none, text_or_none, with};
use crate::program::{Base, ClassId, Program, Type, Unit};
use crate::values::key_of;

/// A reference to a definition.
pub(super) fn reference(name: &str) -> Json {
    Json::Object(vec![entry("$ref", text(format!("#/$defs/{name}")))])
}

/// An id of an object.
pub(super) fn id() -> Json {
    Json::Object(vec![entry("type", text("string")), entry("minLength", Json::integer(1))])
}

/// A day.
pub(super) fn date_definition() -> Json {
    Json::Object(vec![
        entry("type", text("string")),
        entry("format", text("date")),
        entry("pattern", text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
    ])
}

/// The definition of the objects of a class.
pub(super) fn object_name(program: &Program, class: ClassId) -> String {
    program.classes.get(class as usize).map(|class| key_of(&class.name)).unwrap_or_default()
}

/// The definition of the facts of a type.
pub(super) fn fact_name(program: &Program, ty: &Type) -> String {
    format!("gegeven_{}", name(program, ty))
}

/// The definition of the bare values of a type.
pub(super) fn value_name(program: &Program, ty: &Type) -> String {
    format!("waarde_{}", name(program, ty))
}

fn name(program: &Program, ty: &Type) -> String {
    match ty {
        Type::Bool => "ja_nee".to_string(),
        Type::Number(unit) => number_name(unit),
        Type::Date => "datum".to_string(),
        Type::Choice(_) => {
            let first = program.inputs.iter().find(|input| input.ty == *ty);
            format!("keuze_{}", first.map_or("", |input| &input.key))
        }
        Type::Text => "tekst".to_string(),
        Type::Object { class, optional } => {
            format!("een_{}{}", object_name(program, *class), if *optional { "_of_geen" } else { "" })
        }
        Type::Many(class) => format!("lijst_van_{}", object_name(program, *class)),
        Type::Periods => "perioden".to_string(),
    }
}

fn number_name(unit: &Unit) -> String {
    let base = match &unit.base {
        Base::Number => "getal".to_string(),
        Base::Percentage => "percentage".to_string(),
        Base::Money => "bedrag".to_string(),
        Base::Of(of) => format!("aantal_{}", key_of(of)),
    };
    unit.per.as_ref().map_or(base.clone(), |per| format!("{base}_per_{}", key_of(per)))
}

/// `x-eenheid` and `x-per`, for a number.
pub(super) fn unit(ty: &Type) -> Vec<(String, Json)> {
    let Type::Number(unit) = ty else { return Vec::new() };
    let base = base_name(&unit.base).map(|base| entry("x-eenheid", text(base)));
    base.into_iter().chain(unit.per.as_ref().map(|per| entry("x-per", text(per)))).collect()
}

/// A fact of a type: bare, with its source, disputed, or per period.
pub(super) fn fact(program: &Program, ty: &Type) -> Json {
    let bare = reference(&value_name(program, ty));
    let noted = |more: Vec<(String, Json)>, required: &[&str]| {
        let mut properties =
            vec![entry("waarde", bare.clone()), entry("bron", text_or_none()), entry("bekend_op", or_none(date()))];
        properties.push(entry("verkregen_voor", or_none(reference("citeertitel"))));
        properties.extend(more);
        object(properties, required)
    };
    let days = || vec![entry("vanaf", date()), entry("tot_en_met", or_none(date()))];
    let versions =
        with(array(any(vec![bare.clone(), noted(Vec::new(), &["waarde"])])), &[("minItems", Json::integer(2))]);
    let mut disputed_days = vec![entry("betwist", versions.clone())];
    disputed_days.extend(days());
    let dated = any(vec![noted(days(), &["waarde", "vanaf"]), object(disputed_days, &["betwist", "vanaf"])]);
    any(vec![
        bare.clone(),
        noted(Vec::new(), &["waarde"]),
        object(vec![entry("betwist", versions)], &["betwist"]),
        with(array(dated), &[("minItems", Json::integer(1))]),
    ])
}

/// The definition of the laws that something can be obtained for.
pub(super) fn law_definition(program: &Program) -> Json {
    Json::Object(vec![entry("enum", texts(program.laws.iter().map(AsRef::as_ref)))])
}

/// A bare value of a type.
pub(super) fn value(program: &Program, ty: &Type) -> Json {
    match ty {
        Type::Bool => Json::Object(vec![entry("type", text("boolean"))]),
        Type::Number(unit) => or_none(number(unit)),
        Type::Date => or_none(date()),
        Type::Choice(choice) => {
            let options = options(program, *choice);
            or_none(Json::Object(vec![entry("enum", texts(options.iter().map(String::as_str)))]))
        }
        Type::Text => text_or_none(),
        Type::Object { class, optional } => {
            let mut forms = vec![id(), reference(&object_name(program, *class))];
            forms.extend(optional.then(null));
            any(forms)
        }
        Type::Many(class) => many(program, *class),
        Type::Periods => {
            let period = object(vec![entry("vanaf", date()), entry("tot_en_met", or_none(date()))], &["vanaf"]);
            or_none(array(period))
        }
    }
}

/// The name of an organisation that stands in rule files.
pub(super) fn stated(program: &Program) -> Json {
    let names = program.organisation.stated.iter().map(|object| object.name.as_str());
    Json::Object(vec![entry("enum", texts(names))])
}

/// The id of an object that a case describes: not of one that stands in rule files.
pub(super) fn own_id(program: &Program, class: ClassId) -> Json {
    match program.organisation.is_stated(class, 0) {
        true => with(id(), &[("not", stated(program))]),
        false => id(),
    }
}

/// A list of ids or objects, complete or not.
fn many(program: &Program, class: ClassId) -> Json {
    let list = array(any(vec![id(), reference(&object_name(program, class))]));
    let complete = Json::Object(vec![entry("type", text("boolean"))]);
    let partial = object(vec![entry("leden", list.clone()), entry("volledig", complete)], &["leden", "volledig"]);
    any(vec![list, partial, null()])
}

/// A number in its unit: money with two decimals at most, a quantity with its unit.
fn number(unit: &Unit) -> Json {
    let pattern = if unit.base == Base::Money { "^-?[0-9]+(\\.[0-9]{1,2})?$" } else { "^-?[0-9]+(\\.[0-9]+)?$" };
    let decimal = Json::Object(vec![entry("type", texts(["string", "number"])), entry("pattern", text(pattern))]);
    let Base::Of(of) = &unit.base else { return decimal };
    let fixed = |name: &str| Json::Object(vec![entry("const", text(name))]);
    let mut properties = vec![entry("aantal", decimal), entry("eenheid", fixed(of))];
    let mut required = vec!["aantal", "eenheid"];
    if let Some(per) = &unit.per {
        properties.push(entry("per", fixed(per)));
        required.push("per");
    }
    object(properties, &required)
}
