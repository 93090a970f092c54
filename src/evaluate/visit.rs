//! Walking through what was told, to gather what values rest on.

use super::machine::Evaluation;
use super::reasons::{Applied, Told, Used, UsedParameter};
use super::steps::{Note, Step};
use super::value::{Args, Fault, Val};
use crate::evaluate::facts::ObjectId;
use crate::program::{DateFunction, InputId, Node, NodeId, RuleId, Step as Unit, TermId};
use crate::values::Date;

/// The reasons of a value: told, and kept by the evaluation for a while. Walk through them before the next are told:
/// when there is no more room the evaluation drops them, and what is left of them is that something is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// The first step.
    at: u32,
    round: u32,
}

/// The terms whose reasons were walked through.
#[derive(Clone, Debug, Default)]
pub struct Visited {
    /// A bit for each step.
    terms: Vec<u64>,
    round: u32,
}

impl Visited {
    /// Begins anew when the evaluation did: its steps are others.
    fn follow(&mut self, round: u32) {
        if self.round != round {
            self.terms.clear();
            self.round = round;
        }
    }

    /// Adds a term; `false` when it was there already.
    pub(super) fn insert(&mut self, first: u32) -> bool {
        let (place, bit) = (first as usize / 64, 1 << (first % 64));
        if place >= self.terms.len() {
            self.terms.resize(place.saturating_add(1).next_power_of_two(), 0);
        }
        let Some(word) = self.terms.get_mut(place) else { return false };
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
}

/// What a value can rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A fact or judgement.
    Fact(InputId, Args, Told),
    /// An amount.
    Parameter(UsedParameter),
    /// A rule.
    Rule(RuleId, Applied),
    /// Something that is wrong.
    Fault(Fault),
    /// A fold: the basis of its members stands directly below.
    Fold,
    /// Counted working days, within these years, first and last.
    WorkingDays(i32, i32),
    /// Something that is not told.
    Cut,
    /// A step in between.
    Between,
}

impl Evaluation<'_> {
    /// Tells why the value of a node is what it is, on a day, for these objects as its first variables.
    pub fn why(&mut self, node: NodeId, args: &[ObjectId], day: Date) -> Why {
        let at = self.tell(node, args, day, false);
        self.why_at(at)
    }

    /// [`Self::why`] of a term for these objects.
    pub fn why_term(&mut self, term: TermId, args: &[ObjectId], day: Date) -> Why {
        let at = self.tell_term(term, args, day);
        self.why_at(at)
    }

    const fn why_at(&self, at: u32) -> Why {
        Why { at, round: self.steps.round }
    }

    /// The first step of what was told, unless it was dropped.
    pub(super) fn told_at(&self, why: Why) -> Option<u32> {
        (why.round == self.steps.round).then_some(why.at)
    }

    /// The value that was told.
    #[must_use]
    pub fn told(&self, why: Why) -> Val {
        let step = self.told_at(why).and_then(|at| self.steps.get(at));
        step.map_or(Val::Unknown, |step| step.value.val())
    }

    /// Calls `each` with everything that a value rests on, and with what was given for the step above; terms that were
    /// visited before are not visited again.
    pub fn visit<C: Copy>(
        &self,
        why: Why,
        visited: &mut Visited,
        context: C,
        each: &mut impl FnMut(Basis, Val, C) -> C,
    ) {
        visited.follow(self.steps.round);
        match self.told_at(why) {
            Some(at) => self.walk(at, visited, context, each),
            None => drop(each(Basis::Cut, Val::Unknown, context)),
        }
    }

    fn walk<C: Copy>(&self, at: u32, visited: &mut Visited, context: C, each: &mut impl FnMut(Basis, Val, C) -> C) {
        let Some(step) = self.steps.get(at) else { return };
        let inner = each(self.basis(at, step), step.value.val(), context);
        for (below, _) in self.steps.below(at) {
            self.walk(below, visited, inner, each);
        }
        if let Note::See(first) = step.note
            && visited.insert(first)
        {
            for (below, _) in self.steps.below(first) {
                self.walk(below, visited, inner, each);
            }
        }
    }

    /// The rule that a value rests on first.
    #[must_use]
    pub fn first_rule(&self, why: Why) -> Option<RuleId> {
        let mut first = None;
        self.visit(why, &mut Visited::default(), (), &mut |basis, _, ()| {
            if let (None, Basis::Rule(rule, _)) = (first, basis) {
                first = Some(rule);
            }
        });
        first
    }

    fn basis(&self, at: u32, step: &Step) -> Basis {
        match step.note {
            Note::Fact { input, a, b, told } => Basis::Fact(input, self.args_of(false, input, a, b), told),
            Note::Parameter { id, version, last_known } => {
                Basis::Parameter(UsedParameter { parameter: id, version, last_known })
            }
            Note::Rule(rule, outcome) => Basis::Rule(rule, outcome),
            Note::Fault => self.fault(step.value.val()).map_or(Basis::Between, Basis::Fault),
            Note::Cut | Note::Term { .. } => Basis::Cut,
            Note::Node(node) => match self.program.nodes.get(node as usize) {
                Some(Node::Fold { .. }) => Basis::Fold,
                Some(
                    Node::DateOf(DateFunction::Extended, _)
                    | Node::Shift(Unit::WorkingDays, ..)
                    | Node::FullSteps(Unit::WorkingDays, ..),
                ) => self.years(at, step),
                _ => Basis::Between,
            },
            _ => Basis::Between,
        }
    }

    /// The years of the days that a step and those right below it give.
    fn years(&self, at: u32, step: &Step) -> Basis {
        let below = self.steps.below(at).map(|(_, step)| step.value);
        let years = core::iter::once(step.value).chain(below).filter_map(|value| Some(value.as_date()?.ymd().0));
        let range = years.fold(None, |range: Option<(i32, i32)>, year| {
            Some(range.map_or((year, year), |(first, last)| (first.min(year), last.max(year))))
        });
        range.map_or(Basis::Between, |(first, last)| Basis::WorkingDays(first, last))
    }

    /// The objects of a term or input.
    pub(super) fn args_of(&self, term: bool, id: u32, a: ObjectId, b: ObjectId) -> Args {
        let shapes = if term { &self.plan.terms } else { &self.plan.inputs };
        Args::of(a, b, shapes.get(id as usize).map_or(0, |shape| shape.arity))
    }

    /// All that the value of a node rests on, also what made rules and exceptions not apply: with these facts alone it
    /// would be the same.
    pub fn used(&mut self, node: NodeId, args: &[ObjectId], day: Date) -> Used {
        let at = self.tell(node, args, day, true);
        self.used_by(self.why_at(at))
    }

    /// What a value rests on, each once.
    #[must_use]
    pub fn used_by(&self, why: Why) -> Used {
        let mut used = Used::gathering(self.program);
        self.visit(why, &mut Visited::default(), (), &mut |basis, _, ()| used.add(basis));
        used.gathered()
    }
}
