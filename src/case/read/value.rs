//! One value, checked against the declared type.

use super::super::error::Code;
use super::super::key::place_of;
use super::super::path::Path;
use super::Json;
use super::reader::{Reader, describe, list_of, shorten};
use crate::evaluate::{Datum, ObjectId};
use crate::program::{ClassId, Const, Type};
use crate::values::Periods;
use crate::values::key_of;

impl Reader<'_, '_> {
    /// Reads a value of a type.
    pub(super) fn value(&mut self, ty: &Type, json: &Json, path: &Path) -> Option<Datum> {
        if json.is_null() {
            return self.none(ty, path);
        }
        match (ty, json) {
            (Type::Bool, Json::Bool(value)) => Some(Datum::Const(Const::Bool(*value))),
            (Type::Number(unit), _) => self.amount(unit, json, path).map(|number| Datum::Const(Const::Number(number))),
            (Type::Date, _) => self.date(json, path).map(|date| Datum::Const(Const::Date(date))),
            (Type::Choice(choice), Json::String(text)) => self.choice(*choice, text, path),
            (Type::Text, Json::String(text)) => Some(Datum::Text(text.to_string())),
            (Type::Object { class, .. }, Json::String(_) | Json::Object(_)) => {
                self.one(*class, json, path).map(Datum::Object)
            }
            (Type::Many(class), Json::Array(items)) => self.many(*class, items, true, path),
            (Type::Many(class), Json::Object(_)) => self.incomplete(*class, json, path),
            (Type::Periods, Json::Array(items)) => self.periods(items, path),
            _ => {
                let expected = self.expected(ty);
                self.fault_expecting(Code::WrongType, path, describe(json), expected);
                None
            }
        }
    }

    /// `null`: known to be none.
    fn none(&mut self, ty: &Type, path: &Path) -> Option<Datum> {
        let empty = Some(Datum::Const(Const::Empty));
        match ty {
            Type::Bool | Type::Object { optional: false, .. } => {
                let (found, expected) = (if *ty == Type::Bool { "ja/nee" } else { "dit gegeven" }, self.expected(ty));
                self.fault_expecting(Code::NeverNone, path, found, expected);
                None
            }
            Type::Many(_) => Some(Datum::Objects { members: Vec::new(), complete: true }),
            Type::Periods => Some(Datum::Periods(Periods::default())),
            Type::Choice(choice) => self.option(*choice, "geen").or(empty),
            _ => empty,
        }
    }

    /// The option of a choice with this name or key.
    fn option(&self, choice: u32, text: &str) -> Option<Datum> {
        let options = self.names.program.choices.get(choice as usize)?;
        let at = place_of(options.iter().map(AsRef::as_ref), text)?;
        Some(Datum::Const(Const::Choice(u32::try_from(at).ok()?)))
    }

    fn choice(&mut self, choice: u32, text: &str, path: &Path) -> Option<Datum> {
        let found = self.option(choice, text);
        if found.is_none() {
            let options: Vec<String> = self.options(choice);
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            self.fault_near(Code::UnknownChoice, path, text, &options);
        }
        found
    }

    fn options(&self, choice: u32) -> Vec<String> {
        self.names
            .program
            .choices
            .get(choice as usize)
            .map_or_else(Vec::new, |list| list.iter().map(|name| key_of(name)).collect())
    }

    /// The object that an id (or an object in its place) names.
    fn one(&mut self, class: ClassId, json: &Json, path: &Path) -> Option<ObjectId> {
        let id = match json {
            Json::String(id) => id,
            other => match other.get("id") {
                Some(Json::String(id)) => id,
                _ => {
                    let expected = format!("het id van een {}", self.names.class(class));
                    self.fault_expecting(Code::WrongType, path, describe(json), expected);
                    return None;
                }
            },
        };
        let number = self.number(class, id);
        if number.is_none() {
            self.unknown_object(class, id, path);
        }
        number
    }

    /// Reports an id that no object of the class has.
    pub(super) fn unknown_object(&mut self, class: ClassId, id: &str, path: &Path) {
        let ids: Vec<String> = self.ids(class).to_vec();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        if self.names.program.organisation.states(class) {
            return self.fault_near(Code::UnknownOrganisation, path, id, &ids);
        }
        let found = format!("{} `{}`", self.names.class(class), shorten(id));
        self.fault_named(Code::UnknownObject, path, (found, id), &ids);
    }

    fn many(&mut self, class: ClassId, items: &[Json], complete: bool, path: &Path) -> Option<Datum> {
        let mut members = Vec::new();
        for (at, item) in items.iter().enumerate() {
            if self.is_full() {
                return None;
            }
            let path = path.index(at);
            match self.one(class, item, &path) {
                Some(number) if members.contains(&number) => self.fault(Code::SecondValue, &path, describe(item)),
                Some(number) => members.push(number),
                None => {}
            }
        }
        Some(Datum::Objects { members, complete })
    }

    /// `{ "leden": [...], "volledig": false }`
    fn incomplete(&mut self, class: ClassId, json: &Json, path: &Path) -> Option<Datum> {
        self.only(json.as_object().unwrap_or_default(), &["leden", "volledig"], path);
        let expected = "`{\"leden\": […], \"volledig\": false}`";
        let complete = json.get("volledig").and_then(Json::as_bool);
        let members = json.get("leden").and_then(Json::as_array);
        for (key, there) in [("volledig", complete.is_some()), ("leden", members.is_some())] {
            match json.get(key) {
                None => self.fault_expecting(Code::Missing, path, key, expected),
                Some(value) if !there => {
                    self.fault_expecting(Code::WrongType, &path.key(key), describe(value), expected)
                }
                Some(_) => {}
            }
        }
        let list = self.many(class, members?, complete.unwrap_or_default(), &path.key("leden"));
        complete.and(list)
    }

    fn periods(&mut self, items: &[Json], path: &Path) -> Option<Datum> {
        let mut list = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = path.index(at);
            if let Some(members) = self.members(item, &path, "`{\"vanaf\": …, \"tot_en_met\": …}`") {
                self.only(members, &["vanaf", "tot_en_met"], &path);
                list.extend(self.days(item, &path));
            }
        }
        Some(Datum::Periods(Periods::new(list)))
    }

    /// What a value of a type looks like.
    pub(super) fn expected(&self, ty: &Type) -> String {
        match ty {
            Type::Bool => "`true` of `false`".to_string(),
            Type::Number(unit) => super::number::expected(unit),
            Type::Date => "een datum, zoals `\"2026-10-01\"`".to_string(),
            Type::Choice(choice) => {
                let options = self.options(*choice);
                list_of(&options.iter().map(String::as_str).collect::<Vec<_>>())
            }
            Type::Text => "een tekst".to_string(),
            Type::Object { class, optional } => {
                format!("het id van een {}{}", self.names.class(*class), if *optional { " of `null`" } else { "" })
            }
            Type::Many(class) => format!("een lijst van id's ({})", self.names.section_of(*class)),
            Type::Periods => "een lijst van `{\"vanaf\": …, \"tot_en_met\": …}`".to_string(),
        }
    }
}
