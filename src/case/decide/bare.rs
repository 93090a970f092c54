//! An outcome without reasons: who, what comes out, from when, how much.
//!
//! **Invariant:** it says nothing that the outcome with reasons does not say in the same words.

use super::super::build::{Json, members, text, text_or_null};
use super::open::Missing;
use super::outcome::{Subject, Whole};
use super::series::Stretch;
use super::show;
use crate::program::DecisionKind;
use crate::values::Date;

impl Subject<'_, '_, '_> {
    /// The outcome without reasons.
    pub(super) fn bare(&self, head: &Stretch, periods: &[Stretch], whole: &Whole, missing: &Missing) -> Json {
        let kind = self.decision.kind;
        let mut list = vec![
            (kind.word(), text(&self.decision.name)),
            ("betreft", show::ids(&self.case.facts, &[self.decision.class], &[self.member])),
            ("uitkomst", text(head.snapshot.outcome.text(kind))),
        ];
        let values = || ("waarden", Json::Array(head.snapshot.values.clone()));
        let day = |day: Option<Date>| text_or_null(day.map(|day| day.to_string()));
        match kind {
            DecisionKind::Besluit => list.extend([
                ("aard", text(head.snapshot.nature)),
                ("vervolg", self.follow_up(head, whole, missing)),
                ("perioden", Json::Array(periods.iter().map(|period| members(self.period(period))).collect())),
                ("ingang", day(whole.start)),
                ("einde", day(whole.end)),
            ]),
            DecisionKind::Procedure => {
                list.extend([("vervolg", self.follow_up(head, whole, missing)), ("datum", day(whole.day)), values()])
            }
            DecisionKind::Plan => list.push(values()),
        }
        members(list)
    }
}
