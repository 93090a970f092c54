//! `oordelen`: what a person judged, by whom, when and why.

use std::collections::BTreeMap;

use super::super::error::Code;
use super::super::key::same_name;
use super::super::path::Path;
use super::given::dated_given;
use super::objects::ordered;
use super::reader::{Reader, describe, list_of, shorten};
use super::{Assessor, Case, GivenJudgement, Json};
use crate::evaluate::{Given, ObjectId, Withheld};
use crate::program::{Input, InputId, Judgement};
use crate::values::{Date, order};

/// What a judgement may say.
const KEYS: [&str; 11] = [
    "over",
    "betreft",
    "waarde",
    "door",
    "op",
    "motivering",
    "advies",
    "geldt_vanaf",
    "geldt_tot_en_met",
    "tweede_beoordelaar",
    "verkregen_voor",
];

/// Judgements on one question about the same objects, each with its place.
type Grouped<'a> = BTreeMap<(InputId, Vec<ObjectId>), Vec<(GivenJudgement, Path<'a>)>>;

impl<'p> Reader<'p, '_> {
    /// Reads all judgements.
    pub(super) fn judgements(&mut self, case: &mut Case, json: &Json, path: &Path) {
        let Some(list) = json.get("oordelen") else { return };
        let path = path.key("oordelen");
        let mut grouped = Grouped::new();
        for (at, item) in self.items(list, &path, "een lijst van oordelen").unwrap_or_default().iter().enumerate() {
            if self.is_full() {
                return;
            }
            let path = path.index(at);
            if let Some(judgement) = self.judgement(item, &path) {
                let key = (judgement.input, judgement.args.clone());
                grouped.entry(key).or_default().push((judgement, path));
            }
        }
        for ((input, args), mut group) in grouped {
            order::sort_by_key(&mut group, |(judgement, _)| (judgement.from, judgement.until));
            self.disjoint(&group);
            case.facts.set(self.names.program, input, &args, self.settled(&group));
            case.judgements.extend(group.into_iter().map(|(judgement, _)| judgement));
        }
    }

    fn judgement(&mut self, json: &Json, path: &Path) -> Option<GivenJudgement> {
        let members = self.members(json, path, "een oordeel met `over`, `waarde`, `door`, `op` en `motivering`")?;
        self.only(members, &KEYS, path);
        let (number, input, args) = self.subject(json, path)?;
        let declared = input.judgement.as_ref()?;
        let value = match json.get("waarde") {
            Some(value) => self.value(&input.ty, value, &path.key("waarde")),
            None => {
                let expected = self.expected(&input.ty);
                self.fault_expecting(Code::Missing, path, "waarde", expected);
                None
            }
        };
        let by = self.by(json, declared, path);
        let day = self.reasoned(json, "op", "datum (`op`)", path).and_then(|day| self.date(day, &path.key("op")));
        let reason = self
            .reasoned(json, "motivering", "motivering", path)
            .and_then(|text| self.text(text, &path.key("motivering")));
        let advice = self.optional_text(json, "advies", path);
        let (from, until) = self.validity(json, path);
        let second = self.second(json, declared, by.as_ref(), path);
        let obtained_for = self.obtained_for(json, path);
        let (by, args) = (by?, ordered(input, &args));
        let (role, name) = (by.role?, by.name);
        Some(GivenJudgement {
            input: number,
            args,
            value: value?,
            role,
            name,
            day: day?,
            reason: reason?,
            advice,
            from,
            until,
            second,
            obtained_for,
        })
    }

    /// What a judgement is about: the question and the objects.
    fn subject(&mut self, json: &Json, path: &Path) -> Option<(InputId, &'p Input, Vec<ObjectId>)> {
        let Some(over) = json.get("over") else {
            self.fault_expecting(Code::Missing, path, "over", "de naam van het oordeel");
            return None;
        };
        let over_path = path.key("over");
        let name = self.text(over, &over_path)?;
        let candidates = self.names.judgement(&name);
        let Some((_, first)) = candidates.first() else {
            self.no_judgement(&name, &over_path);
            return None;
        };
        let ids = self.about(json, path)?;
        let found = candidates.iter().find_map(|(number, input)| Some((*number, *input, self.resolve(input, &ids)?)));
        if found.is_none() {
            self.wrong_objects(first, &ids, &path.key("betreft"));
        }
        found
    }

    /// Reports a name that is no judgement.
    fn no_judgement(&mut self, name: &str, path: &Path) {
        if self.names.is_fact(name) {
            self.fault(Code::FactAsJudgement, path, shorten(name));
        } else if let Some(term) = self.names.computed(name) {
            self.fault_expecting(Code::Computed, path, shorten(name), format!("de gegevens waaruit `{term}` volgt"));
        } else {
            let known: Vec<&str> = self.names.judgement_names().collect();
            self.fault_near(Code::UnknownJudgement, path, name, &known);
        }
    }

    /// The ids under `betreft`; none when it is absent.
    fn about<'v>(&mut self, json: &'v Json<'v>, path: &Path) -> Option<Vec<&'v str>> {
        let Some(list) = json.get("betreft") else { return Some(Vec::new()) };
        let path = path.key("betreft");
        let items = self.items(list, &path, "een lijst van id's")?;
        let mut ids = Vec::new();
        for (at, item) in items.iter().enumerate() {
            match item {
                Json::String(id) => ids.push(id.as_ref()),
                other => self.fault_expecting(Code::WrongType, &path.index(at), describe(other), "een id"),
            }
        }
        (ids.len() == items.len()).then_some(ids)
    }

    fn resolve(&self, input: &Input, ids: &[&str]) -> Option<Vec<ObjectId>> {
        let pairs = input.args.iter().zip(ids);
        let found: Option<Vec<ObjectId>> = pairs.map(|(class, id)| self.number(*class, id)).collect();
        found.filter(|found| found.len() == input.args.len() && found.len() == ids.len() && !is_twice(input, found))
    }

    /// Reports objects that a judgement cannot be about.
    fn wrong_objects(&mut self, input: &Input, ids: &[&str], path: &Path) {
        if input.args.len() != ids.len() {
            let classes: Vec<&str> = input.args.iter().map(|class| self.names.class(*class)).collect();
            let expected =
                if classes.is_empty() { "geen id".to_string() } else { format!("het id van: {}", classes.join(", ")) };
            self.fault_expecting(Code::WrongType, path, format!("{} id('s)", ids.len()), expected);
            return;
        }
        for (at, (class, id)) in input.args.iter().zip(ids).enumerate() {
            if self.number(*class, id).is_none() {
                self.unknown_object(*class, id, &path.index(at));
            } else if at == 1 && ids.first() == Some(id) {
                self.fault(Code::WithItself, path, shorten(id));
            }
        }
    }

    /// `door`: a declared role that may give this judgement, and a name.
    fn by(&mut self, json: &Json, declared: &Judgement, path: &Path) -> Option<Assessor> {
        let door = self.reasoned(json, "door", "rol (`door`)", path)?;
        let path = path.key("door");
        let members = self.members(door, &path, "`{\"rol\": …, \"naam\": …}`")?;
        self.only(members, &["rol", "naam"], &path);
        let name = self.optional_text(door, "naam", &path);
        let rol = self.reasoned(door, "rol", "rol", &path).is_some();
        let role = if rol { self.allowed_role(door, declared, &path) } else { None };
        Some(Assessor { role: Some(role?), name })
    }

    /// The role under `rol`, when it may give this judgement.
    fn allowed_role(&mut self, json: &Json, declared: &Judgement, path: &Path) -> Option<String> {
        let role = self.role(json, path)?;
        if declared.roles.is_empty() || declared.roles.iter().any(|allowed| same_name(allowed, &role)) {
            return Some(role);
        }
        let allowed: Vec<&str> = declared.roles.iter().map(AsRef::as_ref).collect();
        self.fault_expecting(Code::WrongRole, &path.key("rol"), role, list_of(&allowed));
        None
    }

    /// A part without which a judgement does not count; `null` and a blank text are as absent.
    fn reasoned<'v>(&mut self, json: &'v Json<'v>, key: &str, what: &str, path: &Path) -> Option<&'v Json<'v>> {
        let blank = |value: &&Json| value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
        let value = json.get(key).filter(|value| !blank(value));
        if value.is_none() {
            self.fault(Code::Unreasoned, path, what);
        }
        value
    }

    fn validity(&mut self, json: &Json, path: &Path) -> (Option<Date>, Option<Date>) {
        let from = self.optional_date(json, "geldt_vanaf", path);
        let until = self.optional_date(json, "geldt_tot_en_met", path);
        if let (Some(first), Some(last)) = (from, until)
            && last < first
        {
            self.fault(Code::Reversed, &path.key("geldt_tot_en_met"), last.to_string());
        }
        (from, until)
    }

    /// `tweede_beoordelaar`: a name, or a role and a name; another person than the first.
    fn second(&mut self, json: &Json, declared: &Judgement, first: Option<&Assessor>, path: &Path) -> Option<Assessor> {
        let Some(value) = json.get("tweede_beoordelaar").filter(|value| !value.is_null()) else {
            if declared.second {
                self.fault_expecting(Code::NoSecondAssessor, path, "", "`tweede_beoordelaar` met `rol` en `naam`");
            }
            return None;
        };
        let path = path.key("tweede_beoordelaar");
        let second = match value {
            Json::String(_) => Assessor { role: None, name: self.text(value, &path) },
            other => {
                let members = self.members(other, &path, "`{\"rol\": …, \"naam\": …}`")?;
                self.only(members, &["rol", "naam"], &path);
                let role = other.get("rol").is_some().then(|| self.allowed_role(other, declared, &path)).flatten();
                Assessor { role, name: self.optional_text(other, "naam", &path) }
            }
        };
        match (&second.name, first.and_then(|first| first.name.as_ref())) {
            (Some(name), Some(first)) if name == first => self.fault(Code::SameAssessor, &path, name),
            (None, _) if declared.second => self.fault(Code::Missing, &path, "naam"),
            _ => {}
        }
        Some(second)
    }

    /// Reports judgements on one question for the same day.
    fn disjoint(&mut self, group: &[(GivenJudgement, Path)]) {
        for (earlier, later) in group.iter().zip(group.iter().skip(1)) {
            let (until, from) = (earlier.0.until, later.0.from);
            if until.is_none_or(|until| from.is_none_or(|from| until >= from)) {
                let name = self.names.program.inputs.get(later.0.input as usize).map_or("", |input| &input.name);
                self.fault(Code::Overlap, &later.1, format!("een tweede oordeel over `{name}`"));
            }
        }
    }

    /// What judgements on one question give: always or per period, as far as they were known in time.
    fn settled(&self, group: &[(GivenJudgement, Path)]) -> Given {
        let entry = |judgement: &GivenJudgement| {
            let known = self.is_known(Some(judgement.day));
            known.then(|| judgement.value.clone()).ok_or(Withheld::LaterKnown)
        };
        match group {
            [(one, _)] if one.from.is_none() && one.until.is_none() => {
                entry(one).map_or_else(Given::Withheld, Given::Always)
            }
            _ => dated_given(
                group.iter().map(|(one, _)| (one.from.unwrap_or(Date::MIN), one.until, entry(one))).collect(),
            ),
        }
    }
}

/// Whether a judgement of two objects is about one and the same.
fn is_twice(input: &Input, found: &[ObjectId]) -> bool {
    matches!((input.args.as_slice(), found), ([a, b], [x, y]) if a == b && x == y)
}
