//! Trees of reasons, made from the steps that were told.

use super::machine::Evaluation;
use super::reasons::{Reason, Subject, What};
use super::steps::{Note, Step};
use super::tell::MOST_REASONS;
use super::value::{Args, NO_CLASS, Val};
use super::visit::{Visited, Why};
use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{NONE, Node, NodeId, TermId};
use crate::values::Date;

impl Evaluation<'_> {
    /// Why the value of a node is what it is, on a day, for these objects as its first variables.
    pub fn reasons(&mut self, node: NodeId, args: &[ObjectId], day: Date) -> Reason {
        let why = self.why(node, args, day);
        self.reason(why)
    }

    /// Why the value of a term is what it is, for these objects on a day.
    pub fn term_reasons(&mut self, term: TermId, args: &[ObjectId], day: Date) -> Reason {
        let why = self.why_term(term, args, day);
        self.reason(why)
    }

    /// What was told, as a tree.
    #[must_use]
    fn reason(&self, why: Why) -> Reason {
        match self.told_at(why) {
            Some(at) => Growing::new(self).grow(at),
            None => Reason { what: What::Cut, value: Val::Unknown, children: Vec::new() },
        }
    }
}

/// A tree that is being made.
struct Growing<'e, 'm> {
    machine: &'e Evaluation<'m>,
    visited: Visited,
    left: usize,
}

impl<'e, 'm> Growing<'e, 'm> {
    fn new(machine: &'e Evaluation<'m>) -> Self {
        Self { machine, visited: Visited::default(), left: MOST_REASONS }
    }

    fn grow(&mut self, at: u32) -> Reason {
        let leaf = |what: What, value: Val| Reason { what, value, children: Vec::new() };
        let Some(step) = self.machine.steps.get(at).copied() else { return leaf(What::Cut, Val::Unknown) };
        let value = step.value.val();
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            return leaf(What::Cut, value);
        }
        let reason = match step.note {
            Note::See(first) => self.term(at, first, step.value),
            _ => Reason { what: self.what(step), value, children: self.below(at) },
        };
        match step.clause {
            NONE => reason,
            clause => Reason { what: What::Clause(clause), value, children: vec![reason] },
        }
    }

    /// What a step rests on.
    fn below(&mut self, at: u32) -> Vec<Reason> {
        let machine = self.machine;
        machine.steps.below(at).map(|(at, _)| self.grow(at)).collect()
    }

    /// A term that is told at `first`: in full here when it was not yet in this tree.
    fn term(&mut self, at: u32, first: u32, value: Word) -> Reason {
        let again = !self.visited.insert(first);
        let mut children = self.below(at);
        if !again {
            children.append(&mut self.below(first));
        }
        let what = match self.machine.steps.get(first).map(|step| step.note) {
            Some(Note::Body { term, a, b }) => What::Term { term, args: self.args(true, term, a, b), again },
            _ => What::Cut,
        };
        Reason { what, value: value.val(), children }
    }

    fn args(&self, term: bool, id: u32, a: ObjectId, b: ObjectId) -> Args {
        self.machine.args_of(term, id, a, b)
    }

    fn what(&self, step: Step) -> What {
        let subject = |term: bool, id: u32| if term { Subject::Term(id) } else { Subject::Input(id) };
        match step.note {
            Note::Node(node) => self.machine.program.nodes.get(node as usize).map_or(What::Cut, |node| what_of(*node)),
            Note::Fact { input, a, b, told } => What::Fact { input, args: self.args(false, input, a, b), told },
            Note::Nobody { term, id } => What::Nobody(subject(term, id)),
            Note::Oneself { term, id, object } => What::Oneself(subject(term, id), object),
            Note::Supposed { term, id, a, b } => What::Supposed(subject(term, id), self.args(term, id, a, b)),
            Note::Rule(rule, outcome) => What::Rule { rule, outcome },
            Note::Silent { start, len } => What::Silent(self.machine.steps.rules(start, len).to_vec()),
            Note::Parameter { id, version, last_known } => What::Parameter { parameter: id, version, last_known },
            Note::Member(class, object) => What::Member(Some(class).filter(|class| *class != NO_CLASS), object),
            Note::OnDay(day) => What::OnDay(day),
            Note::NoDay => What::Shift(crate::program::Step::Days),
            Note::Days(first, last) => What::Days(first, last),
            Note::Fault => self.machine.fault(step.value.val()).map_or(What::Cut, What::Fault),
            Note::Cut | Note::Term { .. } | Note::See(_) | Note::Body { .. } => What::Cut,
        }
    }
}

/// What a node does, for reasons.
const fn what_of(node: Node) -> What {
    match node {
        Node::IsFilled(parameter) => What::Filled(parameter),
        Node::Const(_) => What::Constant,
        Node::Variable(_) | Node::Singleton(_) | Node::Stated(..) => What::Object,
        Node::Peildatum => What::Peildatum,
        Node::DayOfDecision => What::DayOfDecision,
        Node::All(_) => What::All,
        Node::Any(_) | Node::Define { .. } => What::Any,
        Node::Not(_) => What::Not,
        Node::Present(_) => What::Present,
        Node::Compare(comparison, ..) => What::Compare(comparison),
        Node::Arithmetic(operator, ..) => What::Arithmetic(operator),
        Node::Round(rounding, step, _) => What::Round(rounding, step),
        Node::Choose(..) => What::Choose,
        Node::Shift(step, ..) => What::Shift(step),
        Node::FullSteps(step, ..) => What::FullSteps(step),
        Node::DateOf(function, _) => What::DateOf(function),
        Node::PeriodsOf(function, _) => What::PeriodsOf(function),
        Node::Fold { fold, .. } => What::Fold(fold),
        Node::DailyMean(calendar, _) => What::DailyMean(calendar),
        Node::DaysThat(calendar, _) => What::DaysThat(calendar),
        Node::DaysBetween { .. } => What::DaysBetween,
        Node::FirstDay { .. } => What::FirstDay,
        Node::MonthSum { .. } => What::MonthSum,
        Node::AsIf(..) => What::AsIf,
        Node::Input(..) | Node::Term(..) | Node::Parameter(_) | Node::On(..) | Node::Rule { .. } => What::Cut,
    }
}
