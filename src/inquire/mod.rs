//! What is still needed: the facts and judgements that can change an outcome, in asking order.
//!
//! A fact matters when two completions of what is unknown, equal but for this fact, give different outcomes. The search
//! splits the unknown facts one by one, evaluates, and folds branches that come to the same: what is left in the diagram
//! matters. ja/nee, choices, and optional objects are split into all their values, so for them the answer is exact;
//! amounts, days, lists and texts are kept whole: such a fact is named when the outcome stays open with it.
//!
//! **Invariant:** a fact that matters is never left out; past [`BUDGET`] evaluations the list is a superset and says so.

mod diagram;
mod otherwise;
mod settled;

use std::collections::BTreeSet;

pub use otherwise::Change;

use crate::evaluate::{Basis, Evaluation, Facts, Given, Machine, ObjectId, Place, Told, Val, Visited};
use crate::program::{Decision, DecisionKind, InputId, NodeId, Origin, Program};
use crate::values::{Date, order};
use diagram::Search;

/// The most evaluations that one search may take; the same on every target.
pub const BUDGET: u32 = 300;

/// What is still needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Facts and judgements with the objects that they are about, in asking order.
    pub asks: Vec<(InputId, Vec<ObjectId>)>,
    /// Whether each of them matters; `false` when the search was cut short, so that some may not.
    pub complete: bool,
}

/// One decision about one member on some days.
#[derive(Clone, Copy, Debug)]
pub struct Question<'d> {
    /// The decision.
    pub decision: &'d Decision,
    /// Its member.
    pub member: ObjectId,
    /// The days that matter, in order.
    pub days: &'d [Date],
}

/// What comes out, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Known: the values in order.
    Known(Vec<String>),
    /// Some of the values are open because of these facts; the values in order, nothing for those.
    Open(Vec<String>, BTreeSet<Place>),
}

/// A machine and the facts of a case, to try other facts on: made when something is first asked, and then used for
/// whatever else is asked about that case. What one search worked out, the next one finds.
#[derive(Debug, Default)]
pub struct Inquiry<'p> {
    room: Option<Room<'p>>,
}

/// Facts of a case, loaded into a machine.
#[derive(Debug)]
struct Room<'p> {
    machine: Machine<'p>,
    /// Between searches as they are in the case.
    facts: Facts,
}

impl<'p> Inquiry<'p> {
    /// The room for searches about a case, always the same one.
    fn room(&mut self, evaluation: &Evaluation<'p>) -> &mut Room<'p> {
        self.room.get_or_insert_with(|| {
            let (mut machine, facts) = (evaluation.another_machine(), evaluation.facts().clone());
            drop(machine.load(&facts));
            Room { machine, facts }
        })
    }

    /// The facts and judgements that can still change the outcome of a question about the case of an evaluation.
    pub fn missing(&mut self, evaluation: &Evaluation<'p>, question: Question<'_>) -> Missing {
        let program = evaluation.program();
        let room = self.room(evaluation);
        let mut found: BTreeSet<Place> = BTreeSet::new();
        let (mut used, mut complete) = (0, true);
        for part in parts(&mut room.machine.resume(&room.facts), question) {
            let mut search = Search::new(program, Question { decision: &part, ..question }, used);
            let (places, exact) = search.run(room);
            found.extend(places);
            used = search.used;
            complete &= exact;
        }
        let mut asks: Vec<Place> = found.into_iter().collect();
        order::sort_by_key(&mut asks, |place| (origin(program, place.input), place.input, place.place));
        let asks = asks.into_iter().map(|place| (place.input, objects(program, &room.facts, place))).collect();
        Missing { asks, complete }
    }
}

impl Room<'_> {
    /// Does something while a fact has another value; afterwards it is what it was.
    fn with<T>(&mut self, place: Place, given: Given, search: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let program = self.machine.program();
        let args = objects(program, &self.facts, place);
        let before = self.facts.get(program, place.input, &args)?;
        self.machine.branch(place.input);
        self.facts.set(program, place.input, &args, given);
        let found = search(self);
        self.facts.set(program, place.input, &args, before);
        self.machine.leave();
        Some(found)
    }
}

/// What can be looked at by itself: first whether it is a question at all; then the whole; once there is a right, each
/// value that is open, since what matters to none of them matters to no two together; and when it is known how much, each
/// duty that is open.
fn parts(evaluation: &mut Evaluation<'_>, question: Question<'_>) -> Vec<Decision> {
    let Question { decision, member, days } = question;
    if let Some(node) = gate(evaluation, question) {
        return vec![decision.asking(node)];
    }
    let mut is_always =
        |node: NodeId| days.iter().all(|day| evaluation.value(node, &[member], *day).value == Val::Bool(true));
    if !(decision.applies.is_none_or(&mut is_always) && is_always(decision.right)) {
        return vec![decision.clone()];
    }
    let (mut values, mut open) = (Vec::new(), Vec::new());
    days.iter().for_each(|day| on_day(evaluation, question, *day, &mut values, &mut open));
    let mut nodes: BTreeSet<NodeId> = open.into_iter().map(|(node, _)| node).collect();
    let sizes = decision.values.iter().chain(&decision.form).map(|value| value.node);
    let weighs: BTreeSet<NodeId> = sizes.chain(decision.partial).chain(decision.not_bound).collect();
    if weighs.is_disjoint(&nodes) {
        nodes.extend(open_duties(evaluation, question));
    }
    nodes.into_iter().map(|node| decision.asking(node)).collect()
}

/// The duties of which it is open whether they hold: part of the decision, and asked when it is known how much is granted. The goals
/// of a plan are no duties.
fn open_duties(evaluation: &mut Evaluation<'_>, question: Question<'_>) -> BTreeSet<NodeId> {
    let Question { decision, member, days } = question;
    if decision.kind == DecisionKind::Plan {
        return BTreeSet::new();
    }
    let mut is_open =
        |node: NodeId| days.iter().any(|day| evaluation.value(node, &[member], *day).value == Val::Unknown);
    decision.duties.iter().map(|duty| duty.node).filter(|node| is_open(*node)).collect()
}

/// The first condition that keeps open whether the decision is a question at all: until that is settled, nothing else is
/// asked.
fn gate(evaluation: &mut Evaluation<'_>, question: Question<'_>) -> Option<NodeId> {
    let Question { decision, member, days } = question;
    let program = evaluation.program();
    let mut is_open = |node: NodeId| days.iter().any(|day| !evaluation.value(node, &[member], *day).value.is_known());
    let applies = decision.applies.filter(|node| is_open(*node))?;
    let parts = program.conjuncts(applies);
    parts.into_iter().find(|node| is_open(*node)).or(Some(applies))
}

/// Who knows it first.
pub(crate) fn origin(program: &Program, input: InputId) -> Origin {
    program.inputs.get(input as usize).map_or(Origin::Judgement, |input| input.origin)
}

/// The objects of a place.
pub(crate) fn objects(program: &Program, facts: &Facts, place: Place) -> Vec<ObjectId> {
    let Some(input) = program.inputs.get(place.input as usize) else { return Vec::new() };
    match input.args.as_slice() {
        [] => Vec::new(),
        [_] => vec![place.place],
        [_, second, ..] => {
            let count = facts.count(*second).max(1);
            vec![place.place.checked_div(count).unwrap_or(0), place.place.checked_rem(count).unwrap_or(0)]
        }
    }
}

/// Evaluates a question: first whether it is one, then the right, then only what a right makes matter.
pub(crate) fn evaluate(evaluation: &mut Evaluation<'_>, question: Question<'_>) -> Outcome {
    let mut values = Vec::new();
    let mut open = Vec::new();
    for day in question.days {
        on_day(evaluation, question, *day, &mut values, &mut open);
    }
    match open.as_slice() {
        [] => Outcome::Known(values),
        open => Outcome::Open(values, causes(evaluation, &[question.member], open)),
    }
}

/// The facts that keep these nodes open.
fn causes(evaluation: &mut Evaluation<'_>, args: &[ObjectId], open: &[(NodeId, Date)]) -> BTreeSet<Place> {
    let (mut visited, mut found) = (Visited::default(), BTreeSet::new());
    let (program, facts) = (evaluation.program(), evaluation.facts());
    for (node, day) in open {
        let why = evaluation.why(*node, args, *day);
        evaluation.visit(why, &mut visited, (), &mut |basis, _, ()| {
            let Basis::Fact(input, args, told) = basis else { return };
            let place = facts.place(program, input, args.as_slice()).and_then(|place| u32::try_from(place).ok());
            found.extend(place.filter(|_| told != Told::Given).map(|place| Place { input, place, part: 0 }));
        });
    }
    found
}

/// Adds the values of one day, and which of them are open.
fn on_day(
    evaluation: &mut Evaluation<'_>,
    question: Question<'_>,
    day: Date,
    values: &mut Vec<String>,
    open: &mut Vec<(NodeId, Date)>,
) {
    let Question { decision, member, .. } = question;
    let mut one = |evaluation: &mut Evaluation<'_>, node: NodeId| {
        let value = evaluation.value(node, &[member], day).value;
        let known = !matches!(value, Val::Unknown | Val::Between(_));
        values.push(if known { format!("{value:?}") } else { String::new() });
        open.extend((!known).then_some((node, day)));
        value
    };
    if let Some(applies) = decision.applies
        && one(evaluation, applies) != Val::Bool(true)
    {
        return;
    }
    match one(evaluation, decision.right) {
        Val::Bool(false) => {
            for follow in &decision.follow_ups {
                one(evaluation, follow.condition);
            }
        }
        Val::Bool(true) => {
            let single = [decision.partial, decision.not_bound, decision.start, decision.end, decision.day];
            let message = decision.message.iter().flat_map(|message| message.fields.iter().chain(&message.checks));
            let named = decision.values.iter().chain(&decision.form).chain(&decision.terms).chain(message);
            let named = named.map(|value| value.node);
            for node in single.into_iter().flatten().chain(named) {
                one(evaluation, node);
            }
        }
        _ => {}
    }
}
