//! `relaties`: facts of two objects.

use super::super::error::Code;
use super::super::path::Path;
use super::reader::{Reader, describe, shorten};
use super::{Case, Json};
use crate::evaluate::ObjectId;
use crate::program::{ClassId, Input};
use crate::values::composed;

impl Reader<'_, '_> {
    /// Reads all relations.
    pub(super) fn relations(&mut self, case: &mut Case, json: &Json, path: &Path) {
        let Some(list) = json.get("relaties") else { return };
        let path = path.key("relaties");
        let items = self.items(list, &path, "een lijst van objecten met `van` en `met`").unwrap_or_default();
        for (at, item) in items.iter().enumerate() {
            if self.is_full() {
                return;
            }
            self.relation(case, item, &path.index(at));
        }
    }

    fn relation(&mut self, case: &mut Case, json: &Json, path: &Path) {
        let Some(members) = self.members(json, path, "een object met `van` en `met`") else { return };
        let (van, met) = (self.end(json, "van", path), self.end(json, "met", path));
        let (Some(van), Some(met)) = (van, met) else { return };
        if van == met {
            self.fault(Code::WithItself, path, shorten(van));
            return;
        }
        for (key, value) in members.iter().filter(|(key, _)| !matches!(key.as_ref(), "van" | "met")) {
            let path = path.key(key);
            let candidates = self.names.pairs(&composed(key));
            let found =
                candidates.iter().find_map(|(number, input)| Some((*number, *input, self.ends(input, van, met)?)));
            match (found, candidates.first()) {
                (Some((number, input, args)), _) => self.fact(case, (number, input), &args, value, &path),
                (None, Some((_, input))) => self.wrong_ends(input, van, met, &path),
                (None, None) => {
                    let known = self.names.pair_keys();
                    self.unknown_fact(key, &path, &known);
                }
            }
        }
    }

    /// The id under `van` or `met`, which must be that of some object.
    fn end<'v>(&mut self, json: &'v Json<'v>, key: &str, path: &Path) -> Option<&'v str> {
        let Some(value) = json.get(key) else {
            self.fault_expecting(Code::Missing, path, key, "het id van een object");
            return None;
        };
        let path = path.key(key);
        let Some(id) = value.as_str() else {
            self.fault_expecting(Code::WrongType, &path, describe(value), "het id van een object");
            return None;
        };
        if self.numbers.iter().any(|numbers| numbers.contains_key(id)) {
            return Some(id);
        }
        let class = self.names.pair_class();
        self.unknown_object(class, id, &path);
        None
    }

    /// The objects of a fact of two, when both are of its classes.
    fn ends(&self, input: &Input, van: &str, met: &str) -> Option<Vec<ObjectId>> {
        let &[first, second] = input.args.as_slice() else { return None };
        Some(vec![self.number(first, van)?, self.number(second, met)?])
    }

    /// Reports that `van` or `met` is of another class than the fact's.
    fn wrong_ends(&mut self, input: &Input, van: &str, met: &str, path: &Path) {
        let wrong = input.args.iter().zip([van, met]).find(|(class, id)| self.number(**class, id).is_none());
        if let Some((class, id)) = wrong.map(|(class, id)| (*class, id)) {
            self.unknown_object(class as ClassId, id, path);
        }
    }
}
