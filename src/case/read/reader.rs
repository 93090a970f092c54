//! What the parts of reading share: the names, the objects found so far, and the faults.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::error::{CaseError, Code};
use super::super::names::Names;
pub(super) use super::super::path::shorten;
use super::super::path::{Path, Step, render};
use super::varied::Varying;
use super::{Json, Member};
use crate::diagnostic::nearest;
use crate::evaluate::{ObjectId, stated_objects};
use crate::program::ClassId;
use crate::values::{Date, dutch, order};

/// More faults than this are not told.
const MOST_ERRORS: usize = 100;
/// A longer name has no nearest name.
const LONGEST_NAME: usize = 100;

/// The first year that a case may name: nobody it can be about was born before it, and no act that it applies is older.
/// An earlier day is a slip (`0199-05-01`), and would be decided on as if that person were eighteen hundred years old.
const FIRST_YEAR: i32 = 1850;

/// An object whose facts are still to be read.
pub(super) struct Pending<'j> {
    pub(super) class: ClassId,
    pub(super) object: ObjectId,
    pub(super) members: &'j [Member<'j>],
    pub(super) steps: Rc<[Step]>,
}

/// The state of reading.
pub(super) struct Reader<'p, 'j> {
    pub(super) names: Names<'p>,
    pub(super) errors: Vec<(Vec<Step>, CaseError)>,
    pub(super) known_until: Option<Date>,
    /// The ids, per class.
    pub(super) objects: Vec<Vec<String>>,
    /// The number of each id, per class.
    pub(super) numbers: Vec<BTreeMap<String, ObjectId>>,
    pub(super) pending: Vec<Pending<'j>>,
    /// How many facts were read.
    pub(super) count: usize,
    /// What differs per row of a table; nothing when it is about one case.
    pub(super) varying: Varying,
}

impl<'p> Reader<'p, '_> {
    /// Nothing read yet.
    pub(super) fn new(names: Names<'p>) -> Self {
        let objects = stated_objects(names.program);
        let numbered = |ids: &Vec<String>| ids.iter().cloned().zip(0..).collect();
        Self {
            names,
            errors: Vec::new(),
            known_until: None,
            numbers: objects.iter().map(numbered).collect(),
            objects,
            pending: Vec::new(),
            count: 0,
            varying: Varying::default(),
        }
    }

    /// The faults in the order of their paths.
    pub(super) fn sorted_errors(&mut self) -> Vec<CaseError> {
        let mut errors = std::mem::take(&mut self.errors);
        if errors.len() > MOST_ERRORS {
            errors.truncate(MOST_ERRORS);
            let found = format!("meer dan {MOST_ERRORS} fouten; de andere zijn niet getoond");
            let more = CaseError { code: Code::TooLarge, path: render(&[]), found, expected: None, near: None };
            errors.push((Vec::new(), more));
        }
        order::sort_by(&mut errors, |a, b| (&a.0, a.1.code, &a.1.found).cmp(&(&b.0, b.1.code, &b.1.found)));
        errors.into_iter().map(|(_, error)| error).collect()
    }

    /// Whether there are more faults than are told: what comes after need not be read.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() > MOST_ERRORS
    }

    /// Notes a fault.
    pub(super) fn fault(&mut self, code: Code, path: &Path, found: impl Into<String>) {
        self.add(code, path, found.into(), None, None);
    }

    /// Notes a fault and what was expected.
    pub(super) fn fault_expecting(
        &mut self,
        code: Code,
        path: &Path,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.add(code, path, found.into(), Some(expected.into()), None);
    }

    /// Notes a fault in a name and the nearest known one.
    pub(super) fn fault_near(&mut self, code: Code, path: &Path, found: &str, known: &[&str]) {
        self.fault_named(code, path, (shorten(found), found), known);
    }

    /// Notes a fault in a name that the sentence shows in another form.
    pub(super) fn fault_named(&mut self, code: Code, path: &Path, (found, name): (String, &str), known: &[&str]) {
        if !self.is_full() {
            let near = (name.len() <= LONGEST_NAME).then(|| nearest(name, known.iter().copied())).flatten();
            let expected = (near.is_none() && (1..=12).contains(&known.len())).then(|| list_of(known));
            self.add(code, path, found, expected, near);
        }
    }

    fn add(&mut self, code: Code, path: &Path, found: String, expected: Option<String>, near: Option<String>) {
        if !self.is_full() {
            let steps = path.steps();
            let error = CaseError { code, path: render(&steps), found, expected, near };
            self.errors.push((steps, error));
        }
    }

    /// The members of an object; a fault when it is something else.
    pub(super) fn members<'v>(&mut self, json: &'v Json<'v>, path: &Path, what: &str) -> Option<&'v [Member<'v>]> {
        let members = json.as_object();
        if members.is_none() {
            self.fault_expecting(Code::WrongType, path, describe(json), what);
        }
        members
    }

    /// The items of a list; a fault when it is something else.
    pub(super) fn items<'v>(&mut self, json: &'v Json<'v>, path: &Path, what: &str) -> Option<&'v [Json<'v>]> {
        let items = json.as_array();
        if items.is_none() {
            self.fault_expecting(Code::WrongType, path, describe(json), what);
        }
        items
    }

    /// Reports the keys that may not stand here.
    pub(super) fn only(&mut self, members: &[Member], allowed: &[&str], path: &Path) {
        for (key, _) in members.iter().filter(|(key, _)| !allowed.contains(&key.as_ref())) {
            if self.is_full() {
                return;
            }
            self.fault_near(Code::UnknownKey, &path.key(key), key, allowed);
        }
    }

    /// A text that must be there and may not be blank.
    pub(super) fn text(&mut self, json: &Json, path: &Path) -> Option<String> {
        match json {
            Json::String(text) if !text.trim().is_empty() => Some(text.to_string()),
            other => {
                self.fault_expecting(Code::WrongType, path, describe(other), "een tekst");
                None
            }
        }
    }

    /// A text under a key that may be absent or `null`.
    pub(super) fn optional_text(&mut self, json: &Json, key: &str, path: &Path) -> Option<String> {
        let value = json.get(key).filter(|value| !value.is_null())?;
        self.text(value, &path.key(key))
    }

    /// A day.
    pub(super) fn date(&mut self, json: &Json, path: &Path) -> Option<Date> {
        let expected = "een datum, zoals `\"2026-10-01\"`";
        let Json::String(text) = json else {
            self.fault_expecting(Code::WrongType, path, describe(json), expected);
            return None;
        };
        let date = Date::parse_iso(text);
        if date.is_none() {
            let meant = dutch::parse_date(text).ok().map(|date| date.to_string());
            self.add(Code::ImpossibleDate, path, shorten(text), Some(expected.to_string()), meant);
        }
        self.not_early(date?, path)
    }

    /// A day, unless it is so long ago that it can only be a slip.
    pub(super) fn not_early(&mut self, date: Date, path: &Path) -> Option<Date> {
        let early = date.ymd().0 < FIRST_YEAR;
        if early {
            let first = format!("een dag vanaf 1 januari {FIRST_YEAR}");
            self.add(Code::TooEarly, path, date.to_string(), Some(first), None);
        }
        (!early).then_some(date)
    }

    /// A day under a key that may be absent or `null`.
    pub(super) fn optional_date(&mut self, json: &Json, key: &str, path: &Path) -> Option<Date> {
        let value = json.get(key).filter(|value| !value.is_null())?;
        self.date(value, &path.key(key))
    }

    /// The object of a class with this id.
    pub(super) fn number(&self, class: ClassId, id: &str) -> Option<ObjectId> {
        self.numbers.get(class as usize)?.get(id).copied()
    }

    /// The ids of a class.
    pub(super) fn ids(&self, class: ClassId) -> &[String] {
        self.objects.get(class as usize).map_or(&[], Vec::as_slice)
    }
}

/// What a value is, in Dutch.
pub(super) fn describe(json: &Json) -> String {
    match json {
        Json::Null => "`null`".to_string(),
        Json::Bool(value) => format!("`{value}`"),
        Json::Number(token) => format!("het getal `{}`", shorten(token)),
        Json::String(text) => format!("de tekst `{}`", shorten(text)),
        Json::Array(_) => "een lijst".to_string(),
        Json::Object(_) => "een object".to_string(),
    }
}

/// `a`, `b` of `c`.
pub(super) fn list_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} of {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}
