//! The facts that mattered, of each of whom they are about in one line.

use super::Drafting;
use crate::case::build::Json;
use crate::case::shown::{list, names, text};
use crate::evaluate::{Given, ObjectId};
use crate::explain::datum;
use crate::program::{Input, InputId};
use crate::values::{Date, dutch};

/// What the name of the day of an application begins with.
const APPLIED: &str = "dag van de aanvraag";

impl Drafting<'_, '_> {
    /// Facts that are not a plain nee, per whom, with where each comes from.
    pub(super) fn facts(&self, present: &[&Json]) -> Vec<String> {
        per_whom(present.iter().filter_map(|fact| {
            let (input, value) = self.found(fact)?;
            let source = match text(fact, "bron") {
                "" => input.register.as_deref().unwrap_or_default().to_string(),
                source => source.to_string(),
            };
            let source = if source.is_empty() { source } else { format!(" (volgens {source})") };
            let value = if fact.get("waarde").and_then(Json::as_bool) == Some(true) {
                String::new()
            } else {
                format!(": {value}")
            };
            Some((names(fact, "betreft"), format!("{}{value}{source}", text(fact, "gegeven"))))
        }))
    }

    /// The day of the application, where one fact gives it.
    pub(super) fn applied(&self) -> Option<String> {
        let used = list(self.outcome, "gebruikte_feiten").iter();
        let mut days: Vec<Date> = used
            .filter(|fact| text(fact, "gegeven").starts_with(APPLIED))
            .filter_map(|fact| Date::parse_iso(text(fact, "waarde")))
            .collect();
        days.dedup();
        match days.as_slice() {
            [only] => Some(dutch::date(*only)),
            _ => None,
        }
    }

    /// The declaration of a fact that mattered, and what is given of it.
    fn found(&self, fact: &Json) -> Option<(&Input, String)> {
        let program = self.program();
        let ids: Vec<&str> = list(fact, "betreft").iter().filter_map(Json::as_str).collect();
        let name = text(fact, "gegeven");
        (0..).zip(&program.inputs).find_map(|(number, input)| {
            let args = self.objects(input, &ids).filter(|_| input.name == name)?;
            Some((input, self.given(number, input, &args)?))
        })
    }

    /// The objects with these ids, for the arguments of a fact.
    fn objects(&self, input: &Input, ids: &[&str]) -> Option<Vec<ObjectId>> {
        if input.args.len() != ids.len() {
            return None;
        }
        let one = |(class, id): (&u32, &&str)| {
            let place = self.case.facts.objects.get(*class as usize)?.iter().position(|known| known == id)?;
            ObjectId::try_from(place).ok()
        };
        input.args.iter().zip(ids).map(one).collect()
    }

    /// What is given of a fact, as people write it.
    fn given(&self, number: InputId, input: &Input, args: &[ObjectId]) -> Option<String> {
        let (program, facts) = (self.program(), &self.case.facts);
        match facts.get(program, number, args)? {
            Given::Always(value) => Some(datum(program, facts, &input.ty, &value)),
            Given::Dated(list) => {
                let one = |(from, until, value): &(Date, Option<Date>, _)| {
                    let end = until.map(|day| format!(" tot en met {}", dutch::date(day))).unwrap_or_default();
                    format!("{} vanaf {}{end}", datum(program, facts, &input.ty, value), dutch::date(*from))
                };
                Some(list.iter().map(one).collect::<Vec<_>>().join("; "))
            }
            _ => None,
        }
    }
}

/// A fact by whom it is about.
pub(super) fn named(fact: &Json) -> (String, String) {
    (names(fact, "betreft"), text(fact, "gegeven").to_string())
}

/// Whether a fact is a plain nee.
pub(super) fn is_no(fact: &Json) -> bool {
    fact.get("waarde").and_then(Json::as_bool) == Some(false)
}

/// What is said of each, in one line per whom.
pub(super) fn per_whom(said: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for (whom, one) in said {
        match lines.iter_mut().find(|(known, _)| *known == whom) {
            Some((_, all)) if all.contains(&one) => {}
            Some((_, all)) => all.push(one),
            None => lines.push((whom, vec![one])),
        }
    }
    let line = |(whom, all): (String, Vec<String>)| match whom.as_str() {
        "" => all.join("; "),
        whom => format!("{whom}: {}", all.join("; ")),
    };
    lines.into_iter().map(line).collect()
}
