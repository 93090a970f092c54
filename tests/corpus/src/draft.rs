//! A case under change: its JSON, and where its facts and judgements stand.

use std::collections::{BTreeMap, BTreeSet};

use toegang::case::json::Json;
use toegang::case::key_of;
use toegang::program::{ClassId, Input, Program, Type};
use toegang::values::Date;

use crate::random::Random;

/// What is looked up in a program again and again.
pub(crate) struct Rules<'p> {
    pub(crate) program: &'p Program,
    inputs: BTreeMap<(&'p [ClassId], &'p str), &'p Input>,
    sections: BTreeMap<String, ClassId>,
    /// The first days of versions of rules and amounts, and the days after their last ones.
    days: Vec<Date>,
}

impl<'p> Rules<'p> {
    pub(crate) fn new(program: &'p Program) -> Self {
        let inputs = program.inputs.iter().map(|input| ((input.args.as_slice(), input.key.as_str()), input));
        let key = |class: &toegang::program::Class| key_of(if class.singleton { &class.name } else { &class.plural });
        let sections = (0..).zip(&program.classes).map(|(number, class)| (key(class), number));
        Self { program, inputs: inputs.collect(), sections: sections.collect(), days: versions(program) }
    }

    /// The facts of two objects of one class that are ja or nee.
    pub(crate) fn pairs(&self, class: ClassId) -> Vec<&'p Input> {
        let of_two = self.inputs.iter().filter(|((args, _), input)| **args == [class, class] && is_plain(input));
        of_two.map(|(_, input)| *input).collect()
    }

    pub(crate) fn class(&self, section: &str) -> Option<ClassId> {
        self.sections.get(section).copied()
    }
}

/// Whether an input is a fact that is ja or nee.
fn is_plain(input: &Input) -> bool {
    input.ty == Type::Bool && input.judgement.is_none()
}

fn versions(program: &Program) -> Vec<Date> {
    let rules = program.rules.iter().map(|rule| (rule.from, rule.until));
    let versions = program.parameters.iter().flat_map(|parameter| &parameter.versions);
    let all = rules.chain(versions.map(|version| (Some(version.from), version.until)));
    let ends = all.flat_map(|(from, until)| [from, until.and_then(|day| day.add_days(1))]);
    let near = |day: &Date| (2015..=2035).contains(&day.ymd().0);
    ends.flatten().filter(near).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Where a fact stands: the number of the item or member on each level.
pub(crate) struct Spot<'p> {
    pub(crate) path: Vec<usize>,
    pub(crate) input: &'p Input,
}

/// A case under change.
pub(crate) struct Draft<'r, 'p> {
    pub(crate) rules: &'r Rules<'p>,
    pub(crate) json: Json,
}

impl<'p> Draft<'_, 'p> {
    /// The places of the facts that are given.
    fn spots(&self) -> Vec<Spot<'p>> {
        let mut spots = Vec::new();
        for (at, (key, value)) in self.json.as_object().unwrap_or_default().iter().enumerate() {
            match (self.rules.class(key), value) {
                (Some(class), Json::Array(objects)) => {
                    for (number, object) in objects.iter().enumerate() {
                        self.add_spots(&mut spots, &[at, number], &[class], object);
                    }
                }
                (Some(class), object) => self.add_spots(&mut spots, &[at], &[class], object),
                (None, Json::Array(pairs)) if key == "relaties" => {
                    for (number, pair) in pairs.iter().enumerate() {
                        for class in self.rules.sections.values() {
                            self.add_spots(&mut spots, &[at, number], &[*class, *class], pair);
                        }
                    }
                }
                _ => {}
            }
        }
        spots
    }

    fn add_spots(&self, spots: &mut Vec<Spot<'p>>, path: &[usize], args: &[ClassId], object: &Json) {
        for (at, (key, _)) in object.as_object().unwrap_or_default().iter().enumerate() {
            if let Some(input) = self.rules.inputs.get(&(args, key.as_str())) {
                spots.push(Spot { path: [path, &[at]].concat(), input });
            }
        }
    }

    /// One of the facts that are as wanted.
    pub(crate) fn pick(&self, random: &mut Random, wanted: impl Fn(&Type, &Json) -> bool) -> Option<Spot<'p>> {
        let is_wanted = |spot: &Spot<'_>| self.at(&spot.path).is_some_and(|value| wanted(&spot.input.ty, value));
        let mut spots: Vec<Spot<'p>> = self.spots().into_iter().filter(is_wanted).collect();
        let at = random.below(spots.len());
        (at < spots.len()).then(|| spots.swap_remove(at))
    }

    pub(crate) fn at(&self, path: &[usize]) -> Option<&Json> {
        path.iter().try_fold(&self.json, |json, at| match json {
            Json::Array(items) => items.get(*at),
            Json::Object(members) => members.get(*at).map(|(_, value)| value),
            _ => None,
        })
    }

    pub(crate) fn at_mut(&mut self, path: &[usize]) -> Option<&mut Json> {
        path.iter().try_fold(&mut self.json, |json, at| match json {
            Json::Array(items) => items.get_mut(*at),
            Json::Object(members) => members.get_mut(*at).map(|(_, value)| value),
            _ => None,
        })
    }

    /// Puts another value in a place.
    pub(crate) fn put(&mut self, path: &[usize], value: Json) -> Option<()> {
        *self.at_mut(path)? = value;
        Some(())
    }

    /// The members of the object that a place lies in, and the number of the place among them.
    pub(crate) fn around(&mut self, path: &[usize]) -> Option<(&mut Vec<(String, Json)>, usize)> {
        let (last, above) = path.split_last()?;
        match self.at_mut(above)? {
            Json::Object(members) if *last < members.len() => Some((members, *last)),
            _ => None,
        }
    }

    /// Gives a key at the top a value, or takes it away.
    pub(crate) fn set(&mut self, key: &str, value: Option<Json>) {
        if let Json::Object(members) = &mut self.json {
            members.retain(|(name, _)| name != key);
            members.extend(value.map(|value| (key.to_string(), value)));
        }
    }

    /// The items of a list at the top; the list is made when it is not there.
    pub(crate) fn list(&mut self, key: &str) -> Option<&mut Vec<Json>> {
        if self.json.get(key).is_none() {
            self.set(key, Some(Json::Array(Vec::new())));
        }
        match member(&mut self.json, key) {
            Some(Json::Array(items)) => Some(items),
            _ => None,
        }
    }

    /// One of the items of a list at the top.
    pub(crate) fn one_of(&mut self, key: &str, random: &mut Random) -> Option<&mut Json> {
        let items = self.list(key)?;
        let at = random.below(items.len());
        items.get_mut(at)
    }

    /// The day from which the desk looks.
    pub(crate) fn peildatum(&self) -> Option<Date> {
        Date::parse_iso(self.json.get("peildatum")?.as_str()?)
    }

    /// A day on which something may change.
    pub(crate) fn boundary(&self, random: &mut Random) -> Option<Date> {
        let today = self.peildatum()?;
        let day = match random.below(5) {
            0 => today.last_of_month(),
            1 => today.first_of_year(),
            2 => [Date::from_ymd(2024, 2, 29), Date::from_ymd(2028, 2, 29)].into_iter().nth(random.below(2))??,
            3 => *random.of(&self.rules.days)?,
            _ => self.birthday(today, random).unwrap_or(today),
        };
        beside(day, random)
    }

    /// The birthday of somebody, in the year of a day.
    fn birthday(&self, today: Date, random: &mut Random) -> Option<Date> {
        let spot = self.pick(random, |ty, value| *ty == Type::Date && value.as_str().is_some())?;
        let day = Date::parse_iso(self.at(&spot.path)?.as_str()?)?;
        day.add_years(i64::from(today.ymd().0) - i64::from(day.ymd().0))
    }
}

/// A day, the one before or the one after.
pub(crate) fn beside(day: Date, random: &mut Random) -> Option<Date> {
    day.add_days([-1, 0, 1].into_iter().nth(random.below(3))?)
}

/// The value under a key.
pub(crate) fn member<'j>(json: &'j mut Json, key: &str) -> Option<&'j mut Json> {
    let Json::Object(members) = json else { return None };
    members.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// Gives a key of an object a value.
pub(crate) fn set(json: &mut Json, key: &str, value: Json) -> Option<()> {
    let Json::Object(members) = json else { return None };
    members.retain(|(name, _)| name != key);
    members.push((key.to_string(), value));
    Some(())
}

/// A text.
pub(crate) fn text(text: impl ToString) -> Json {
    Json::String(text.to_string())
}

/// An object.
pub(crate) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
}
