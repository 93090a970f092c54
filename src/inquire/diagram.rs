//! The decision diagram over unknown facts, folded while it is made.

use std::collections::BTreeSet;

use super::{BUDGET, Outcome, Question, Room, evaluate, origin};
use crate::evaluate::{Datum, Facts, Given, Place};
use crate::program::{Const, Program, Type};
use crate::values::order;

/// A folded diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Diagram {
    /// What comes out, or what keeps it open that cannot be split.
    Leaf(Outcome),
    /// A fact and what follows from each of its values.
    Node(Place, Vec<Diagram>),
}

/// A search for what matters.
pub(super) struct Search<'q> {
    program: &'q Program,
    question: Question<'q>,
    /// The evaluations so far.
    pub(super) used: u32,
    cut: bool,
}

impl<'q> Search<'q> {
    /// A search after others that `used` so many evaluations.
    pub(super) fn new(program: &'q Program, question: Question<'q>, used: u32) -> Self {
        Self { program, question, used, cut: false }
    }

    /// The facts that matter, and whether that is exact.
    pub(super) fn run(&mut self, room: &mut Room<'_>) -> (BTreeSet<Place>, bool) {
        let diagram = self.explore(room);
        let mut found = BTreeSet::new();
        gather(&diagram, &mut found);
        if !self.cut {
            found.retain(|place| matters(&diagram, *place));
        }
        (found, !self.cut)
    }

    fn explore(&mut self, room: &mut Room<'_>) -> Diagram {
        self.used = self.used.saturating_add(1);
        let outcome = evaluate(&mut room.machine.resume(&room.facts), self.question);
        let Outcome::Open(_, causes) = &outcome else { return Diagram::Leaf(outcome) };
        if self.used >= BUDGET {
            self.cut = true;
            return Diagram::Leaf(outcome);
        }
        let Some((place, cells)) = split(self.program, &room.facts, causes) else { return Diagram::Leaf(outcome) };
        let mut branches = Vec::new();
        for cell in cells {
            branches.extend(room.with(place, Given::Always(cell), |room| self.explore(room)));
        }
        match branches.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other == first) => first.clone(),
            _ => Diagram::Node(place, branches),
        }
    }
}

/// The first of some unknown facts, in asking order, whose values can be listed, and these values.
pub(super) fn split(program: &Program, facts: &Facts, causes: &BTreeSet<Place>) -> Option<(Place, Vec<Datum>)> {
    let mut places: Vec<Place> = causes.iter().copied().collect();
    order::sort_by_key(&mut places, |place| (origin(program, place.input), place.input, place.place));
    places.into_iter().find_map(|place| Some((place, cells(program, facts, place)?)))
}

/// The values of an unknown fact, when they can be listed.
fn cells(program: &Program, facts: &Facts, place: Place) -> Option<Vec<Datum>> {
    let input = program.inputs.get(place.input as usize)?;
    if facts.at(place.input, place.place)? != Given::Unknown {
        return None;
    }
    match input.ty {
        Type::Bool => Some(vec![Datum::Const(Const::Bool(true)), Datum::Const(Const::Bool(false))]),
        Type::Choice(choice) => {
            let count = u32::try_from(program.choices.get(choice as usize)?.len()).ok()?;
            Some((0..count).map(|value| Datum::Const(Const::Choice(value))).collect())
        }
        _ => None,
    }
}

/// Every fact in a diagram.
fn gather(diagram: &Diagram, found: &mut BTreeSet<Place>) {
    match diagram {
        Diagram::Leaf(Outcome::Open(_, causes)) => found.extend(causes),
        Diagram::Leaf(Outcome::Known(_)) => {}
        Diagram::Node(place, branches) => {
            found.insert(*place);
            branches.iter().for_each(|branch| gather(branch, found));
        }
    }
}

/// Whether two values of a fact lead to different diagrams somewhere, the other facts equal.
fn matters(diagram: &Diagram, place: Place) -> bool {
    let Some(values) = values_of(diagram, place) else { return true };
    let first = restrict(diagram, place, 0);
    (1..values).any(|value| !equal(&first, &restrict(diagram, place, value)))
}

/// How many values a fact has in a diagram; `None` when it only keeps leaves open.
fn values_of(diagram: &Diagram, place: Place) -> Option<usize> {
    match diagram {
        Diagram::Leaf(_) => None,
        Diagram::Node(at, branches) if *at == place => Some(branches.len()),
        Diagram::Node(_, branches) => branches.iter().find_map(|branch| values_of(branch, place)),
    }
}

/// The diagram when a fact has a value.
fn restrict(diagram: &Diagram, place: Place, value: usize) -> Diagram {
    match diagram {
        Diagram::Leaf(_) => diagram.clone(),
        Diagram::Node(at, branches) if *at == place => {
            branches.get(value).map_or_else(|| diagram.clone(), |branch| restrict(branch, place, value))
        }
        Diagram::Node(at, branches) => {
            Diagram::Node(*at, branches.iter().map(|branch| restrict(branch, place, value)).collect())
        }
    }
}

/// Whether two diagrams say the same for every completion, whatever their order.
fn equal(a: &Diagram, b: &Diagram) -> bool {
    match (a, b) {
        (Diagram::Leaf(a), Diagram::Leaf(b)) => a == b,
        (Diagram::Node(place, branches), other) | (other, Diagram::Node(place, branches)) => {
            branches.iter().enumerate().all(|(value, branch)| equal(branch, &restrict(other, *place, value)))
        }
    }
}
