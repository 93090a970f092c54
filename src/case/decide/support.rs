//! What outcomes rest on: the rules, facts and amounts that mattered, what is open, and what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::super::json::Json;
use super::outcome::Subject;
use super::series::Stretch;
use crate::evaluate::{Change, Evaluation, Fault, ObjectId, Val};
use crate::program::{InputId, NodeId, ParameterId, Program, RuleId};
use crate::values::Date;

/// A fact or judgement of these objects.
pub(super) type FactKey = (InputId, Vec<ObjectId>);

/// What one or more values rest on.
#[derive(Clone, Debug, Default)]
pub(super) struct Support {
    pub(super) rules: BTreeSet<RuleId>,
    pub(super) facts: BTreeSet<FactKey>,
    /// What is not known, with the first rule that uses it.
    pub(super) open: BTreeMap<FactKey, Option<RuleId>>,
    /// Amounts, with the day on which they were looked up and the first rule that uses them.
    pub(super) amounts: BTreeMap<(ParameterId, Date), Option<RuleId>>,
    pub(super) faults: Vec<Fault>,
}

impl Support {
    /// Whether an amount that was used changes as a rule on a day, while what it becomes is not known.
    pub(super) fn is_due(&self, program: &Program, change: Change, day: Date) -> bool {
        let Change::Parameter(parameter) = change else { return false };
        let used = self.amounts.keys().any(|(used, _)| *used == parameter);
        let versions = program.parameters.get(parameter as usize).map_or(&[][..], |parameter| &parameter.versions);
        used && versions.iter().all(|version| version.from != day)
    }

    /// Adds what the value of a node on a day rests on.
    pub(super) fn gather(&mut self, evaluation: &mut Evaluation<'_>, node: NodeId, member: ObjectId, day: Date) {
        let value = evaluation.value(node, &[member], day).value;
        self.faults.extend(evaluation.fault(value));
    }
}

impl Subject<'_, '_, '_> {
    /// Adds what a period rests on.
    pub(super) fn support_of(&mut self, stretch: &Stretch) {
        for day in &stretch.days {
            for node in &stretch.snapshot.nodes {
                self.support.gather(self.evaluation, *node, self.member, *day);
            }
        }
    }

    /// The value of a node on a day, with what it rests on.
    pub(super) fn noted(&mut self, node: NodeId, day: Date) -> Val {
        self.support.gather(self.evaluation, node, self.member, day);
        self.evaluation.value(node, &[self.member], day).value
    }

    /// The trace of a period.
    pub(super) fn trace(&mut self, _stretch: &Stretch) -> Json {
        Json::Null
    }
}
