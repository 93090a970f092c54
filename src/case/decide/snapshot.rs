//! What a decision is on one day.

use super::super::build::Json;
use super::outcome::Subject;
use super::series::End;
use super::show;
use crate::evaluate::Val;
use crate::program::{DecisionKind, Nature, NodeId};
use crate::values::Date;

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::case) enum Outcome {
    Right,
    Partial,
    None,
    Open,
    NotApplicable,
}

impl Outcome {
    /// As a decision, a procedure or a plan says it.
    pub(in crate::case) const fn text(self, kind: DecisionKind) -> &'static str {
        match (self, kind) {
            (Self::Right, DecisionKind::Besluit) => "recht",
            (Self::Partial, DecisionKind::Besluit) => "gedeeltelijk recht",
            (Self::None, DecisionKind::Besluit) => "geen recht",
            (Self::Right, DecisionKind::Procedure) => "start",
            (Self::Partial, DecisionKind::Procedure) => "alleen informatie",
            (Self::None, DecisionKind::Procedure) => "geen start",
            (Self::Right | Self::Partial | Self::None, DecisionKind::Plan) => "plan",
            (Self::Open, _) => "nog niet te bepalen",
            (Self::NotApplicable, _) => "niet van toepassing",
        }
    }
}

/// A decision on one day. Two days with equal snapshots belong to one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Snapshot {
    pub(super) outcome: Outcome,
    /// Whether the decision is a question at all. While that is open, nothing else is looked at, nor asked.
    pub(super) applies: Option<bool>,
    /// Whether there is a right, also where an amount is still open.
    pub(super) right: Option<bool>,
    pub(super) nature: &'static str,
    pub(super) values: Vec<Json>,
    pub(super) form: Json,
    /// The nodes that settled it or keep it open.
    pub(super) nodes: Vec<NodeId>,
}

/// The nodes looked at on a day, and how long what they say lasts.
struct Looking {
    nodes: Vec<NodeId>,
    horizon: End,
}

impl Subject<'_, '_, '_> {
    /// The decision on a day, and how long it surely stays that way.
    pub(super) fn snapshot(&mut self, day: Date) -> (Snapshot, End) {
        let mut looking = Looking { nodes: Vec::new(), horizon: End::NEVER };
        let declared = self.decision;
        let nature = match declared.nature {
            Nature::Gebonden => "gebonden",
            Nature::Bevoegdheid => "bevoegdheid",
        };
        let applies = self.truth(declared.applies, true, day, &mut looking);
        if applies != Some(true) {
            let outcome = if applies.is_none() { Outcome::Open } else { Outcome::NotApplicable };
            let snapshot = Self::closed(outcome, None, nature, looking.nodes);
            return (Snapshot { applies, ..snapshot }, looking.horizon);
        }
        let right = self.truth(Some(declared.right), true, day, &mut looking);
        if right == Some(false) {
            let free = self.truth(declared.not_bound, false, day, &mut looking) == Some(true);
            let nature = if free { "niet gehouden" } else { nature };
            return (Self::closed(Outcome::None, right, nature, looking.nodes), looking.horizon);
        }
        if right.is_none() {
            return (Self::closed(Outcome::Open, None, nature, looking.nodes), looking.horizon);
        }
        self.granted(nature, day, looking)
    }

    /// There is a right: how much, in which form, and whether wholly.
    fn granted(&mut self, nature: &'static str, day: Date, mut looking: Looking) -> (Snapshot, End) {
        let declared = self.decision;
        let free = self.truth(declared.not_bound, false, day, &mut looking);
        let partial = self.truth(declared.partial, false, day, &mut looking);
        let mut settled = free.is_some() && partial.is_some();
        let mut values = Vec::new();
        for value in &declared.values {
            let found = self.look(value.node, day, &mut looking);
            settled &= found.is_known();
            values.push(show::named(self.evaluation, value, found));
        }
        let form = declared.form.as_ref().map_or(Json::Null, |form| {
            let found = self.look(form.node, day, &mut looking);
            settled &= found.is_known();
            show::value(self.evaluation, &form.ty, found)
        });
        let outcome = match (settled, partial) {
            (false, _) => Outcome::Open,
            (true, Some(true)) => Outcome::Partial,
            (true, _) => Outcome::Right,
        };
        let nature = if free == Some(true) { "niet gehouden" } else { nature };
        let (applies, right, nodes) = (Some(true), Some(true), looking.nodes);
        let snapshot = Snapshot { outcome, applies, right, nature, values, form, nodes };
        (snapshot, looking.horizon)
    }

    fn closed(outcome: Outcome, right: Option<bool>, nature: &'static str, nodes: Vec<NodeId>) -> Snapshot {
        Snapshot { outcome, applies: Some(true), right, nature, values: Vec::new(), form: Json::Null, nodes }
    }

    /// Whether a condition holds; `absent` when the decision has none.
    fn truth(&mut self, node: Option<NodeId>, absent: bool, day: Date, looking: &mut Looking) -> Option<bool> {
        let Some(node) = node else { return Some(absent) };
        match self.look(node, day, looking) {
            Val::Bool(value) => Some(value),
            _ => None,
        }
    }

    fn look(&mut self, node: NodeId, day: Date, looking: &mut Looking) -> Val {
        let answer = self.evaluation.value(node, &[self.member], day);
        looking.nodes.push(node);
        looking.horizon = looking.horizon.nearer(End { until: answer.until, change: answer.change });
        answer.value
    }
}
