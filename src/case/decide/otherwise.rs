//! `anders_als`: for a refusal, the smallest changes of facts that would have given another outcome.

use super::super::build::{Json, members, text};
use super::outcome::Subject;
use super::series::Stretch;
use super::show;
use super::snapshot::Outcome;
use crate::evaluate::{Datum, ObjectId, Place};
use crate::explain::{datum, object_names};
use crate::inquire::Question;
use crate::program::InputId;

impl Subject<'_, '_, '_> {
    /// The changes that would turn a refusal, each with its facts.
    pub(super) fn otherwise(&mut self, head: &Stretch) -> Json {
        if head.snapshot.outcome != Outcome::None {
            return Json::Array(Vec::new());
        }
        let (program, facts) = (self.program(), &self.case.facts);
        let place = |(input, args): &(InputId, Vec<ObjectId>)| {
            let place = u32::try_from(facts.place(program, *input, args)?).ok()?;
            Some(Place { input: *input, place, part: 0 })
        };
        let used: Vec<Place> = self.support.facts.iter().filter_map(place).collect();
        let question = Question { decision: self.decision, member: self.member, days: &[head.from] };
        let changes = self.inquiry.otherwise(self.evaluation, question, &used);
        Json::Array(changes.iter().map(|change| self.change_of(&change.facts)).collect())
    }

    fn change_of(&self, facts: &[(InputId, Vec<ObjectId>, Datum)]) -> Json {
        let list = facts.iter().filter_map(|(input, args, value)| self.changed(*input, args, value));
        members([("feiten", Json::Array(list.collect()))])
    }

    fn changed(&self, input: InputId, args: &[ObjectId], value: &Datum) -> Option<Json> {
        let (program, facts) = (self.evaluation.program(), &self.case.facts);
        let declared = program.inputs.get(input as usize)?;
        let names = object_names(facts, &declared.args, args).join(", ");
        let shown = datum(program, facts, &declared.ty, value);
        Some(members([
            ("naam", text(&declared.name)),
            ("sleutel", text(&declared.key)),
            ("betreft", show::ids(facts, &declared.args, args)),
            ("waarde", show::datum(program, facts, &declared.ty, value)),
            ("tekst", text(format!("{} ({names}): {shown}", declared.name))),
        ]))
    }
}
