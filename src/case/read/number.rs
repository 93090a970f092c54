//! Numbers with their units: money as decimals in euros, percentages as percents, quantities with unit and period.

use super::super::error::Code;
use super::super::path::Path;
use super::Json;
use super::reader::{Reader, describe, shorten};
use crate::program::{Base, Unit};
use crate::values::Rational;

impl Reader<'_, '_> {
    /// Reads a number in its declared unit: money in cents, percentages as fractions.
    pub(super) fn amount(&mut self, unit: &Unit, json: &Json, path: &Path) -> Option<Rational> {
        let number_path = if json.as_object().is_some() { path.key("aantal") } else { *path };
        let token = match json {
            Json::Object(members) if matches!(unit.base, Base::Of(_)) => {
                self.only(members, &["aantal", "eenheid", "per"], path);
                self.quantity(unit, json, path)?
            }
            Json::Number(token) | Json::String(token) if matches!(unit.base, Base::Of(_)) => {
                self.fault_expecting(
                    Code::WrongUnit,
                    path,
                    format!("`{}` zonder eenheid", shorten(token)),
                    expected(unit),
                );
                return None;
            }
            Json::Number(token) | Json::String(token) => token,
            other => {
                self.fault_expecting(Code::WrongType, path, describe(other), expected(unit));
                return None;
            }
        };
        self.decimal(unit, token, json, &number_path)
    }

    fn decimal(&mut self, unit: &Unit, token: &str, json: &Json, path: &Path) -> Option<Rational> {
        let Some(number) = Rational::parse_decimal(token) else {
            let found = json.get("aantal").unwrap_or(json);
            self.fault_expecting(Code::WrongType, path, describe(found), expected(unit));
            return None;
        };
        let decimals = token.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let number = match unit.base {
            Base::Money if decimals > 2 => {
                self.fault_expecting(Code::TooPrecise, path, shorten(token), expected(unit));
                return None;
            }
            Base::Money => number.checked_mul(Rational::from_int(100)),
            Base::Percentage => number.checked_div(Rational::from_int(100)),
            _ => Some(number),
        };
        if number.is_none() {
            self.fault(Code::TooLarge, path, format!("het getal `{}`", shorten(token)));
        }
        number
    }

    /// `{ "aantal", "eenheid", "per" }`: the number, when unit and period are the declared ones.
    fn quantity<'v>(&mut self, unit: &Unit, json: &'v Json<'v>, path: &Path) -> Option<&'v str> {
        let declared = base_name(&unit.base);
        let right = self.matches(json, "eenheid", declared, (unit, path))
            & self.matches(json, "per", unit.per.as_deref(), (unit, path));
        match json.get("aantal") {
            Some(Json::Number(token) | Json::String(token)) => right.then_some(token.as_ref()),
            Some(other) => {
                self.fault_expecting(Code::WrongType, &path.key("aantal"), describe(other), expected(unit));
                None
            }
            None => {
                self.fault_expecting(Code::Missing, path, "aantal", expected(unit));
                None
            }
        }
    }

    /// Whether the text under a key is the declared one; a fault when it is not.
    fn matches(&mut self, json: &Json, key: &str, declared: Option<&str>, (unit, path): (&Unit, &Path)) -> bool {
        match (json.get(key), declared) {
            (None, Some(_)) => self.fault_expecting(Code::Missing, path, key, expected(unit)),
            (None | Some(Json::Null), None) => return true,
            (Some(Json::String(text)), Some(declared)) if period(text) == period(declared) => return true,
            (Some(other), _) => self.fault_expecting(Code::WrongUnit, &path.key(key), describe(other), expected(unit)),
        }
        false
    }
}

/// The name of what is counted; a bare number counts nothing.
pub(in super::super) fn base_name(base: &Base) -> Option<&str> {
    match base {
        Base::Of(unit) => Some(unit),
        _ => own_name(base),
    }
}

/// [`base_name`] of what no rule declares.
pub(in super::super) const fn own_name(base: &Base) -> Option<&'static str> {
    match base {
        Base::Number | Base::Of(_) => None,
        Base::Percentage => Some("procent"),
        Base::Money => Some("euro"),
    }
}

/// A calendar month is a month here, and a calendar year a year.
fn period(text: &str) -> &str {
    match text {
        "kalendermaand" => "maand",
        "kalenderjaar" => "jaar",
        other => other,
    }
}

/// What a number in a unit looks like.
pub(super) fn expected(unit: &Unit) -> String {
    let per = unit.per.as_ref().map(|per| format!(" per {per}")).unwrap_or_default();
    match &unit.base {
        Base::Number => format!("een getal{per}, zoals `4.5`"),
        Base::Percentage => format!("een percentage{per}, zoals `\"25\"` voor 25%"),
        Base::Money => format!("een bedrag in euro{per}, zoals `\"950.00\"`"),
        Base::Of(of) => {
            let per = unit.per.as_ref().map(|per| format!(", \"per\": \"{per}\"")).unwrap_or_default();
            format!("`{{\"aantal\": \"4.5\", \"eenheid\": \"{of}\"{per}}}`")
        }
    }
}
