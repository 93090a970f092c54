//! What stands in a decision document, as people write it: days, amounts, names.

use super::build::Json;
use crate::evaluate::show_number;
use crate::program::{Base, Unit};
use crate::values::{Date, Rational, dutch};

/// A text of an object; empty when it has none.
pub(super) fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_str).unwrap_or("")
}

/// A list of an object; empty when it has none.
pub(super) fn list<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    json.get(key).and_then(Json::as_array).unwrap_or(&[])
}

/// A day of an object.
pub(super) fn day(json: &Json, key: &str) -> Option<String> {
    json.get(key).and_then(Json::as_str).and_then(Date::parse_iso).map(dutch::date)
}

/// The names in a list of an object, with commas.
pub(super) fn names(json: &Json, key: &str) -> String {
    list(json, key).iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", ")
}

/// A named value with its name: `hoogte € 1.419,46 per maand`.
pub(super) fn named(value: &Json) -> Option<String> {
    Some(format!("{} {}", text(value, "naam"), amount(value)?))
}

/// A named value without its name: `€ 1.419,46 per maand`, `150 minuten per week`, `31 december 2026`.
pub(super) fn amount(value: &Json) -> Option<String> {
    let shown = match value.get("waarde")? {
        Json::String(written) => match Date::parse_iso(written) {
            Some(date) => dutch::date(date),
            None => number(text(value, "eenheid"), written).unwrap_or_else(|| written.to_string()),
        },
        Json::Bool(value) => if *value { "ja" } else { "nee" }.into(),
        Json::Null => return Some("nog niet te bepalen".into()),
        other => other.to_compact(),
    };
    let per = text(value, "per");
    Some(if per.is_empty() { shown } else { format!("{shown} per {per}") })
}

/// A value in the notation of a case: `ja`, `31 december 2026`, `2 uur per week`.
pub(super) fn given(value: &Json) -> String {
    match value {
        Json::Bool(value) => if *value { "ja" } else { "nee" }.into(),
        Json::String(written) => Date::parse_iso(written).map_or_else(|| written.to_string(), dutch::date),
        Json::Null => "geen".into(),
        Json::Array(items) => items.iter().map(given).collect::<Vec<_>>().join(", "),
        other => {
            let shown = number(text(other, "eenheid"), text(other, "aantal"));
            let per = Some(text(other, "per")).filter(|per| !per.is_empty());
            let per = per.map(|per| format!(" per {per}")).unwrap_or_default();
            shown.map_or_else(|| other.to_compact(), |shown| shown + &per)
        }
    }
}

/// A number in its unit; `None` when it is no number with a unit.
fn number(unit: &str, written: &str) -> Option<String> {
    let number = Rational::parse_decimal(written)?;
    let hundred = Rational::from_int(100);
    let (base, number) = match unit {
        "" => return None,
        "euro" => (Base::Money, number.checked_mul(hundred)?),
        "procent" => (Base::Percentage, number.checked_div(hundred)?),
        other => (Base::Of(other.into()), number),
    };
    Some(show_number(Some(&Unit { base, per: None }), number))
}
