//! The value of a node: the dispatch, and what arguments are.
//!
//! What is known at once (a constant, a fact in a cell, a term that is remembered) is read where it is needed, and costs
//! no call; every other kind of node has a function of its own.

use super::machine::Evaluation;
use super::ops::{One, Op, Pair};
use super::scope::{Scope, UNBOUND};
use super::value::{Problem, Val};
use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{NONE, Node, NodeId};

impl Evaluation<'_> {
    /// [`Self::word`], as a value to look into.
    pub(super) fn eval(&mut self, id: NodeId, scope: &Scope) -> Val {
        self.word(id, scope).val()
    }

    /// The value of a node in the present frame: at once of what is known already. What ends it is taken into account in
    /// `horizon`.
    #[inline]
    pub(super) fn word(&mut self, id: NodeId, scope: &Scope) -> Word {
        let known = match self.ops.get(id as usize) {
            Some(Op::Const(number)) => self.plan.nodes.constants.get(*number as usize).copied(),
            Some(Op::Fact(one)) => self.cell(*one, scope).filter(|word| word.as_rare().is_none()),
            Some(Op::Term(one)) => return self.term_one(*one, id, scope),
            _ => None,
        };
        match known {
            Some(word) => word,
            None => self.word_at(id, scope),
        }
    }

    /// [`Self::word`] of any node.
    #[inline(never)]
    pub(super) fn word_at(&mut self, id: NodeId, scope: &Scope) -> Word {
        match self.ops.get(id as usize) {
            Some(Op::Term(one)) => self.term_one(*one, id, scope),
            Some(Op::Define(rules, together)) => self.define(*rules, *together, id, scope),
            Some(Op::Arithmetic(operator, left, right)) => self.arithmetic(*operator, *left, *right, id, scope),
            Some(Op::Parameter(parameter)) => self.parameter(*parameter),
            Some(Op::Choose) => self.choose(id, scope),
            Some(Op::Fold(number)) => self.fold(*number, id, scope),
            Some(Op::FactPair(pair)) => self.fact_pair(*pair, id, scope),
            Some(Op::TermPair(pair)) => self.term_pair(*pair, id, scope),
            Some(Op::Object(place)) => self.object(*place, id, scope),
            Some(Op::Bool(true)) => Word::YES,
            Some(Op::Bool(false)) => Word::NO,
            Some(Op::Fact(_) | Op::FactOf) => self.fact_elsewhere(id, scope),
            Some(Op::TermOf) => self.term_elsewhere(id, scope),
            Some(Op::Const(number)) => self.plan.nodes.constants.get(*number as usize).copied().unwrap_or_default(),
            Some(Op::Rule(_) | Op::Rare | Op::Stated) | None => self.word_rare(id, scope),
            _ => self.word_of_truth(id, scope),
        }
    }

    #[inline(never)]
    fn word_of_truth(&mut self, id: NodeId, scope: &Scope) -> Word {
        self.truth_at(id, scope).into()
    }

    #[inline(never)]
    fn word_rare(&mut self, id: NodeId, scope: &Scope) -> Word {
        Word::of(self.eval_rare(id, scope))
    }

    /// The cell of a fact of at most one object, when nothing is supposed.
    #[inline]
    pub(super) fn cell(&self, one: One, scope: &Scope) -> Option<Word> {
        self.cells.get(one.id, scope.at(one.place))
    }

    #[inline(never)]
    fn fact_pair(&mut self, pair: Pair, id: NodeId, scope: &Scope) -> Word {
        let (a, b) = (scope.at(pair.a), scope.at(pair.b));
        let shape = self.plan.inputs.get(pair.id as usize);
        let place = shape.filter(|shape| !shape.mirror || a != b).and_then(|shape| self.slots.place(shape, a, b));
        match place.and_then(|place| self.cells.get(pair.id, place)).filter(|word| word.as_rare().is_none()) {
            Some(word) => word,
            None => self.fact_elsewhere(id, scope),
        }
    }

    /// [`Self::word`] for the nodes that stand in few places.
    #[inline(never)]
    pub(super) fn eval_rare(&mut self, id: NodeId, scope: &Scope) -> Val {
        let Some(node) = self.program.nodes.get(id as usize) else {
            return self.failed(Problem::WrongType, id, scope);
        };
        match *node {
            Node::Round(rounding, step, of) => {
                let value = self.eval(of, scope);
                let rounded = self.round(rounding, step, value);
                self.or_fault(rounded, id, scope)
            }
            Node::Singleton(class) if self.facts.count(class) > 0 => Val::Object(0),
            Node::Stated(class, number) if number < self.facts.count(class) => Val::Object(number),
            Node::Singleton(_) | Node::Stated(..) | Node::Variable(_) => self.failed(Problem::MissingObject, id, scope),
            Node::IsFilled(parameter) => self.is_filled(parameter),
            Node::DayOfDecision => Val::Date(self.facts.decision_day),
            Node::Peildatum | Node::Shift(..) | Node::FullSteps(..) | Node::DateOf(..) => self.calendar(id, scope),
            Node::PeriodsOf(function, of) => self.periods_of(function, of, id, scope),
            Node::On(of, date) => self.on(of, date, id, scope),
            Node::DailyMean(box_, of) => self.daily_mean(box_, of, id, scope),
            Node::DaysThat(box_, of) => self.days_that(box_, of, id, scope),
            Node::FirstDay { condition, from, until } => self.first_day(condition, (from, until), id, scope),
            Node::DaysBetween { condition, from, until } => self.days_between(condition, (from, until), id, scope),
            Node::MonthSum { value, from, until } => self.month_sum(value, (from, until), id, scope),
            Node::AsIf(of, targets) => self.as_if(of, targets, id, scope),
            _ => self.failed(Problem::WrongType, id, scope),
        }
    }

    #[inline]
    fn object(&mut self, place: u8, id: NodeId, scope: &Scope) -> Word {
        match scope.at(place) {
            UNBOUND => self.word_rare(id, scope),
            object => Word::object(object),
        }
    }

    /// The object that an argument is, when that takes no evaluation.
    #[inline]
    pub(super) fn bound(&self, node: NodeId, scope: &Scope) -> Option<ObjectId> {
        if node == NONE {
            return Some(0);
        }
        match self.plan.nodes.ops.get(node as usize) {
            Some(Op::Object(place)) => Some(scope.at(*place)).filter(|object| *object != UNBOUND),
            _ => None,
        }
    }

    /// The object that an argument is, or the value that stands in its way.
    pub(super) fn argument(&mut self, node: NodeId, scope: &Scope) -> Result<ObjectId, Val> {
        if let Some(object) = self.bound(node, scope) {
            return Ok(object);
        }
        match self.eval(node, scope) {
            Val::Object(object) => Ok(object),
            other if other.is_known() && other != Val::Empty => Err(self.failed(Problem::WrongType, node, scope)),
            other => Err(other),
        }
    }
}

/// What comes of an input or term with an argument that is no object. Nobody has no properties, whatever the other
/// argument is; so an unknown, which may be nobody, comes before a fault.
pub(super) fn blocked(first: Option<Val>, second: Option<Val>, bool: bool) -> Val {
    let found = |wanted: Val| first == Some(wanted) || second == Some(wanted);
    if found(Val::Empty) {
        return if bool { Val::Bool(false) } else { Val::Empty };
    }
    if found(Val::Unknown) {
        return Val::Unknown;
    }
    first.or(second).unwrap_or(Val::Unknown)
}
