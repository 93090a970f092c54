//! Objects first, their facts after: a fact may name an object that stands further on.

use std::rc::Rc;

use super::super::error::Code;
use super::super::path::Path;
use super::reader::{Pending, Reader, describe, shorten};
use super::{Case, Json, Member};
use crate::evaluate::{Given, ObjectId};
use crate::program::{ClassId, Input, InputId, Type};
use crate::values::composed;

/// More objects of one class than this are refused.
const MOST_OBJECTS: usize = 150;
/// More facts than this are refused.
const MOST_FACTS: usize = 20_000;

impl<'j> Reader<'_, 'j> {
    /// Finds all objects: those of the sections first, then those that stand inside others.
    pub(super) fn collect_objects(&mut self, members: &'j [Member<'j>], path: &Path) {
        for (key, value) in members {
            let Some(class) = self.names.section(&composed(key)) else { continue };
            let path = path.key(key);
            if self.names.program.classes.get(class as usize).is_some_and(|class| class.singleton) {
                self.only_object(class, value, &path);
            } else {
                self.section(class, value, &path);
            }
        }
        for (number, class) in (0..).zip(&self.names.program.classes) {
            if class.singleton && self.ids(number).is_empty() {
                self.register(number, &self.names.section_of(number), &Path::default());
            }
        }
        let mut at = 0usize;
        while let Some((class, members, steps)) =
            self.pending.get(at).map(|one| (one.class, one.members, Rc::clone(&one.steps)))
        {
            self.inside(class, members, &Path::At(&steps));
            at = at.saturating_add(1);
        }
    }

    fn section(&mut self, class: ClassId, value: &'j Json<'j>, path: &Path) {
        let what = format!("een lijst van objecten met een `id` ({})", self.names.class(class));
        for (at, item) in self.items(value, path, &what).unwrap_or_default().iter().enumerate() {
            if self.is_full() {
                return;
            }
            self.object(class, item, &path.index(at));
        }
    }

    fn only_object(&mut self, class: ClassId, value: &'j Json<'j>, path: &Path) {
        let Some(members) = self.members(value, path, "een object met de gegevens") else { return };
        let id = match value.get("id") {
            Some(id) => self.text(id, &path.key("id")),
            None => Some(self.names.section_of(class)),
        };
        if let Some(object) = id.and_then(|id| self.register(class, &id, path)) {
            self.pending.push(Pending { class, object, members, steps: path.steps().into() });
        }
    }

    fn object(&mut self, class: ClassId, value: &'j Json<'j>, path: &Path) {
        let Some(members) = self.members(value, path, "een object met een `id`") else { return };
        let Some(id) = value.get("id") else {
            self.fault_expecting(Code::Missing, path, "id", "een tekst die het object aanwijst");
            return;
        };
        let id_path = path.key("id");
        let object = self.text(id, &id_path).and_then(|id| self.register(class, &id, &id_path));
        if let Some(object) = object {
            self.pending.push(Pending { class, object, members, steps: path.steps().into() });
        }
    }

    /// Gives an object its number.
    fn register(&mut self, class: ClassId, id: &str, path: &Path) -> Option<ObjectId> {
        let ids = self.objects.get_mut(class as usize)?;
        let numbers = self.numbers.get_mut(class as usize)?;
        if ids.len() >= MOST_OBJECTS {
            let found = format!("meer dan {MOST_OBJECTS} objecten in `{}`", self.names.section_of(class));
            self.fault(Code::TooLarge, path, found);
            return None;
        }
        if let Some(number) = numbers.get(id) {
            let stated = self.names.program.organisation.is_stated(class, *number);
            let code = if stated { Code::StatedInRules } else { Code::SecondObject };
            self.fault(code, path, shorten(id));
            return None;
        }
        let number = ObjectId::try_from(ids.len()).ok()?;
        ids.push(id.to_string());
        numbers.insert(id.to_string(), number);
        Some(number)
    }

    /// Looks for objects inside another.
    fn inside(&mut self, class: ClassId, members: &'j [Member<'j>], path: &Path) {
        for (key, value) in members {
            if !matches!(value, Json::Array(_) | Json::Object(_)) {
                continue;
            }
            let inner = match self.names.input(&[class], &composed(key)).map(|(_, input)| &input.ty) {
                Some(Type::Object { class, .. } | Type::Many(class)) => *class,
                _ => continue,
            };
            self.inline(inner, value, &path.key(key));
        }
    }

    /// Objects that stand in place of their ids.
    fn inline(&mut self, class: ClassId, value: &'j Json<'j>, path: &Path) {
        match value {
            Json::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    if self.is_full() {
                        return;
                    }
                    self.inline(class, item, &path.index(at));
                }
            }
            Json::Object(members) if value.get("id").is_none() => {
                for (key, item) in
                    members.iter().filter(|(key, _)| matches!(key.as_ref(), "waarde" | "leden" | "betwist"))
                {
                    self.inline(class, item, &path.key(key));
                }
            }
            Json::Object(_) => self.object(class, value, path),
            _ => {}
        }
    }

    /// Reads the facts of all objects and of the case itself.
    pub(super) fn all_facts(&mut self, case: &mut Case, members: &'j [Member<'j>], path: &Path) {
        for (key, value) in members {
            let own = self.names.section(key).is_none().then(|| self.names.input(&[], &composed(key))).flatten();
            if let Some(input) = own {
                self.fact(case, input, &[], value, &path.key(key));
            }
        }
        for Pending { class, object, members, steps } in std::mem::take(&mut self.pending) {
            let path = Path::At(&steps);
            for (key, value) in members.iter().filter(|(key, _)| key != "id") {
                if self.is_full() || self.count >= MOST_FACTS {
                    return;
                }
                let path = path.key(key);
                match self.names.input(&[class], &composed(key)) {
                    Some((number, input)) => self.fact(case, (number, input), &[object], value, &path),
                    None => self.no_fact(class, key, &path),
                }
            }
        }
    }

    /// Reports a key that is no fact of an object of this class.
    fn no_fact(&mut self, class: ClassId, key: &str, path: &Path) {
        if self.is_full() {
            return;
        }
        if self.names.pairs(key).is_empty() {
            let known = self.names.keys(&[class]);
            self.unknown_fact(key, path, &known);
        } else {
            let expected = "in `relaties`, met `van` en `met`: het is een gegeven van twee objecten";
            self.fault_expecting(Code::UnknownKey, path, key, expected);
        }
    }

    /// Reads one fact and puts it in its place.
    pub(super) fn fact(
        &mut self,
        case: &mut Case,
        (number, input): (InputId, &Input),
        args: &[ObjectId],
        json: &Json,
        path: &Path,
    ) {
        self.count = self.count.saturating_add(1);
        if self.count == MOST_FACTS {
            self.fault(Code::TooLarge, &Path::default(), format!("meer dan {MOST_FACTS} gegevens"));
        }
        if self.count >= MOST_FACTS {
            return;
        }
        if input.judgement.is_some() {
            self.fault(Code::JudgementAsFact, path, &input.name);
            return;
        }
        let Some((given, provenance)) = self.varied((number, args), path).or_else(|| self.given(&input.ty, json, path))
        else {
            return;
        };
        let program = self.names.program;
        if case.facts.get(program, number, args).is_some_and(|given| given != Given::Unknown) {
            self.fault(Code::SecondValue, path, describe(json));
            return;
        }
        case.facts.set(program, number, args, given);
        case.provenance.insert((number, ordered(input, args)), provenance);
    }
}

/// The objects of a fact; those of a mutual fact in ascending order.
pub(in super::super) fn ordered(input: &Input, args: &[ObjectId]) -> Vec<ObjectId> {
    let mut args = args.to_vec();
    if input.symmetric {
        args.sort_unstable();
    }
    args
}
