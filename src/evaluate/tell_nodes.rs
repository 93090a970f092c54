//! Telling nodes whose value is known: facts, terms, amounts, and those that stand in few places.

use super::cells::Cell;
use super::ops::Op;
use super::read::{last_known, version_on};
use super::reasons::Told;
use super::scope::{Scope, UNBOUND};
use super::steps::Note;
use super::tell::Teller;
use super::word::Word;
use crate::evaluate::facts::{Given, ObjectId};
use crate::program::{InputId, NONE, Node, NodeId, ParameterId};

impl Teller<'_, '_> {
    /// [`Self::tell`] for a node whose value is known already.
    pub fn tell_value(&mut self, id: NodeId, value: Word, scope: &Scope) {
        let note = match self.machine.ops.get(id as usize).copied() {
            Some(Op::Fact(one)) if scope.at(one.place) != UNBOUND => self.given(one.id, scope.at(one.place), 0, value),
            Some(Op::FactPair(pair)) if scope.binds(pair) => {
                self.given(pair.id, scope.at(pair.a), scope.at(pair.b), value)
            }
            Some(Op::Term(one)) if scope.at(one.place) != UNBOUND => self.named(one.id, scope.at(one.place), 0),
            Some(Op::TermPair(pair)) if scope.binds(pair) => self.named(pair.id, scope.at(pair.a), scope.at(pair.b)),
            Some(Op::Parameter(parameter)) => self.parameter(parameter),
            Some(Op::Const(_) | Op::Bool(_) | Op::Object(_) | Op::Stated) if value.as_date().is_none() => return,
            Some(
                Op::All(_)
                | Op::Any(_)
                | Op::Not(_)
                | Op::NoFact(_)
                | Op::NoTerm(_)
                | Op::Compare(..)
                | Op::Arithmetic(..),
            ) => {
                self.tell(id, scope);
                return;
            }
            _ => {
                let at = self.begin(id, value);
                self.tell_rare(id, at, value, scope);
                self.finish(at, value);
                return;
            }
        };
        let at = self.machine.steps.push(note, value, self.machine.plan.clause(id));
        if value.is_fault() && !matches!(note, Note::Term { .. }) {
            self.finish(at, value);
        }
    }

    #[inline(never)]
    fn tell_rare(&mut self, id: NodeId, at: u32, value: Word, scope: &Scope) {
        match self.machine.program.nodes.get(id as usize).copied() {
            Some(Node::Input(input, a, b)) => {
                let note = match self.arguments([a, b], scope) {
                    Some((a, b)) => self.given(input, a, b, value),
                    None => Note::Nobody { term: false, id: input },
                };
                self.machine.steps.note(at, note);
            }
            Some(Node::Term(term, a, b)) => {
                let note = match self.arguments([a, b], scope) {
                    Some((a, b)) => self.named(term, a, b),
                    None => Note::Nobody { term: true, id: term },
                };
                self.machine.steps.note(at, note);
            }
            Some(Node::Fold { .. }) => self.fold(id, value, scope),
            Some(Node::Choose(condition, then, other)) => self.chosen(condition, [then, other], value, scope),
            Some(Node::Define { rules, .. }) => self.define(rules, value, scope),
            Some(Node::Compare(_, a, b) | Node::Shift(_, a, b) | Node::FullSteps(_, a, b)) => {
                self.operands([a, b], value, scope);
            }
            Some(Node::Present(of) | Node::Round(_, _, of) | Node::DateOf(_, of) | Node::PeriodsOf(_, of)) => {
                self.tell(of, scope);
            }
            Some(Node::MonthSum { value: of, from, until }) => self.months(of, [from, until], value, scope),
            Some(
                node @ (Node::On(..)
                | Node::DailyMean(..)
                | Node::DaysThat(..)
                | Node::DaysBetween { .. }
                | Node::FirstDay { .. }),
            ) => {
                self.elsewhere(node, at, value, scope);
            }
            Some(Node::AsIf(of, targets)) => self.as_if(of, targets, id, scope),
            Some(Node::Rule { .. }) => self.machine.steps.note(at, Note::Cut),
            _ => {}
        }
    }

    fn chosen(&mut self, condition: NodeId, [then, other]: [NodeId; 2], value: Word, scope: &Scope) {
        match self.machine.word(condition, scope) {
            Word::YES => self.operands([condition, then], value, scope),
            Word::NO => self.operands([condition, other], value, scope),
            _ if value.val().is_known() => {
                self.tell(then, scope);
                self.tell(other, scope);
            }
            _ => self.operands([condition, then, other], value, scope),
        }
    }

    fn parameter(&self, id: ParameterId) -> Note {
        let day = self.machine.day;
        let found = self.machine.program.parameters.get(id as usize).and_then(|parameter| {
            let version = version_on(parameter, id, day).0?;
            Some((u32::try_from(version).ok()?, last_known(parameter, version, day)))
        });
        let (version, last_known) = (found.map(|(version, _)| version), found.is_some_and(|(_, last)| last));
        Note::Parameter { id, version, last_known }
    }

    /// The objects that arguments are; tells those that must be looked up.
    pub fn arguments(&mut self, nodes: [NodeId; 2], scope: &Scope) -> Option<(ObjectId, ObjectId)> {
        if let [Some(a), Some(b)] = nodes.map(|node| self.machine.bound(node, scope)) {
            return Some((a, b));
        }
        let [a, b] = nodes.map(|node| self.machine.argument(node, scope).ok());
        for node in nodes.into_iter().filter(|node| *node != NONE) {
            if !matches!(self.machine.ops.get(node as usize), Some(Op::Object(_) | Op::Stated)) {
                self.tell(node, scope);
            }
        }
        a.zip(b)
    }

    /// What is given of a fact of these objects.
    fn given(&self, input: InputId, a: ObjectId, b: ObjectId, value: Word) -> Note {
        let (machine, shape) = (&self.machine, self.machine.plan.inputs.get(input as usize));
        if a == b && shape.is_some_and(|shape| shape.mirror) {
            return Note::Oneself { term: false, id: input, object: a };
        }
        if machine.layer != 0 && machine.layers.input(machine.layer, input, a, b).is_some() {
            return Note::Supposed { term: false, id: input, a, b };
        }
        let place = shape.and_then(|shape| machine.slots.place(shape, a, b));
        let told = match place.and_then(|place| machine.facts.look(input, place)) {
            Some(Cell::Rare(Given::Withheld(withheld))) => Told::Withheld(*withheld),
            Some(Cell::Rare(Given::Dated(_))) if value == Word::UNKNOWN => Told::OtherDays,
            None | Some(Cell::Word(Word::UNKNOWN)) => Told::Nothing,
            Some(_) => Told::Given,
        };
        Note::Fact { input, a, b, told }
    }
}
