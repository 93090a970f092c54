//! Facts back to a case: what examples and interviews gave, in the notation that [`super::read_case`] reads.

use std::collections::BTreeMap;

use super::build::{Json, Phrase, entry, members, text, text_or_null};
use super::decide::datum;
use super::json;
use crate::evaluate::{Datum, Facts, Given, ObjectId};
use crate::program::{Class, ClassId, Input, InputId, Program};
use crate::values::Date;

/// Who gave the judgements of a case that was made from facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature<'s> {
    /// The name of whoever judges.
    pub name: &'s str,
    /// The reasons given.
    pub reasons: &'s str,
}

/// Writes facts as a case in canonical JSON.
///
/// Each judgement is signed by the first role that may give it, on the day of decision; unknown facts are left out.
#[must_use]
pub fn write_case(program: &Program, facts: &Facts, period: (Date, Date), signature: Signature<'_>) -> String {
    let mut writer = Writer { program, facts, signature, judgements: Vec::new() };
    let mut sections = vec![
        entry("peildatum", text(facts.decision_day.to_string())),
        entry("periode", members([("vanaf", text(period.0.to_string())), ("tot_en_met", text(period.1.to_string()))])),
    ];
    for (number, class) in program.classes.iter().enumerate() {
        let Ok(class_id) = ClassId::try_from(number) else { continue };
        let objects: Vec<Json> = (program.organisation.count(class_id)..facts.count(class_id))
            .map(|object| writer.object(class_id, class, object))
            .collect();
        match (class.singleton, objects.into_iter()) {
            (true, mut objects) => {
                sections.extend(objects.next().map(|object| entry(super::key_of(&class.name), object)))
            }
            (false, objects) => sections.push(entry(super::key_of(&class.plural), Json::Array(objects.collect()))),
        }
    }
    let pairs = writer.pairs();
    if !pairs.is_empty() {
        sections.push(entry("relaties", Json::Array(pairs)));
    }
    if !writer.judgements.is_empty() {
        sections.push(entry("oordelen", Json::Array(writer.judgements)));
    }
    json::to_canonical(&Json::Object(sections))
}

struct Writer<'w> {
    program: &'w Program,
    facts: &'w Facts,
    signature: Signature<'w>,
    judgements: Vec<Json>,
}

impl Writer<'_> {
    fn object(&mut self, class_id: ClassId, class: &Class, object: ObjectId) -> Json {
        let mut list = Vec::new();
        if !class.singleton {
            let id = self.facts.objects.get(class_id as usize).and_then(|ids| ids.get(object as usize));
            list.push(entry("id", text_or_null(id)));
        }
        let program = self.program;
        for (number, input) in program.inputs.iter().enumerate().filter(|(_, input)| input.args == [class_id]) {
            let Ok(number) = InputId::try_from(number) else { continue };
            list.extend(self.fact(number, input, &[object]).map(|fact| entry(&input.key, fact)));
        }
        Json::Object(list)
    }

    /// A fact, or `None` when it is unknown; a judgement is kept for its own section.
    fn fact(&mut self, number: InputId, input: &Input, args: &[ObjectId]) -> Option<Json> {
        let given = self.facts.get(self.program, number, args)?;
        let one = |value: &Datum| datum(self.program, self.facts, &input.ty, value);
        if input.judgement.is_some() {
            let judged = match given {
                Given::Always(value) => vec![self.judgement(input, args, one(&value), (None, None))],
                Given::Dated(list) => {
                    let judged = list
                        .iter()
                        .map(|(from, until, value)| self.judgement(input, args, one(value), (Some(*from), *until)));
                    judged.collect()
                }
                _ => Vec::new(),
            };
            self.judgements.extend(judged);
            return None;
        }
        match given {
            Given::Always(value) => Some(one(&value)),
            Given::Dated(list) => {
                Some(Json::Array(list.iter().map(|(from, until, value)| dated(one(value), *from, *until)).collect()))
            }
            _ => None,
        }
    }

    fn judgement(
        &self,
        input: &Input,
        args: &[ObjectId],
        value: Json,
        (from, until): (Option<Date>, Option<Date>),
    ) -> Json {
        let judgement = input.judgement.as_ref();
        let role = judgement.and_then(|judgement| judgement.roles.first());
        let by = |name: &str| members([("rol", text_or_null(role)), ("naam", text(name.to_string()))]);
        let names = input
            .args
            .iter()
            .zip(args)
            .filter_map(|(class, object)| self.facts.objects.get(*class as usize)?.get(*object as usize).map(text));
        let second = judgement.is_some_and(|judgement| judgement.second);
        members([
            ("over", text(&input.name)),
            ("betreft", Json::Array(names.collect())),
            ("waarde", value),
            ("door", by(self.signature.name)),
            ("op", text(self.facts.decision_day.to_string())),
            ("motivering", text(self.signature.reasons.to_string())),
            ("geldt_vanaf", text_or_null(from.map(|day| day.to_string()))),
            ("geldt_tot_en_met", text_or_null(until.map(|day| day.to_string()))),
            ("tweede_beoordelaar", if second { by("tweede beoordelaar") } else { Json::Null }),
        ])
    }

    /// The facts of pairs, per pair; of a mutual fact one side is enough.
    fn pairs(&mut self) -> Vec<Json> {
        let mut found: BTreeMap<(String, String), Vec<(Phrase, Json)>> = BTreeMap::new();
        let program = self.program;
        for (number, input) in program.inputs.iter().enumerate() {
            let (&[first, second], Ok(number)) = (input.args.as_slice(), InputId::try_from(number)) else { continue };
            for a in 0..self.facts.count(first) {
                for b in 0..self.facts.count(second) {
                    if input.symmetric && first == second && b < a {
                        continue;
                    }
                    let Some(fact) = self.fact(number, input, &[a, b]) else { continue };
                    let name = |class: ClassId, object: ObjectId| {
                        self.facts
                            .objects
                            .get(class as usize)
                            .and_then(|ids| ids.get(object as usize))
                            .cloned()
                            .unwrap_or_default()
                    };
                    found.entry((name(first, a), name(second, b))).or_default().push(entry(&input.key, fact));
                }
            }
        }
        let pair = |((from, with), facts): ((String, String), Vec<(Phrase, Json)>)| {
            let mut list = vec![entry("van", text(from)), entry("met", text(with))];
            list.extend(facts);
            Json::Object(list)
        };
        found.into_iter().map(pair).collect()
    }
}

fn dated(value: Json, from: Date, until: Option<Date>) -> Json {
    members([
        ("waarde", value),
        ("vanaf", text(from.to_string())),
        ("tot_en_met", text_or_null(until.map(|day| day.to_string()))),
    ])
}
