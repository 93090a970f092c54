//! The value of a node: the dispatch, terms and their memory, variables.

use super::machine::Evaluation;
use super::memo::Key;
use super::plan::Shape;
use super::value::{Args, Horizon, Problem, Scope, Val};
use crate::evaluate::facts::ObjectId;
use crate::program::{NONE, Node, NodeId, TermId};

/// Terms within terms deeper than this are not evaluated; a validated program has none.
const DEEPEST: u32 = 200;

impl Evaluation<'_> {
    /// The value of a node in the present frame; what ends it is taken into account in `horizon`.
    pub(super) fn eval(&mut self, id: NodeId, scope: &Scope) -> Val {
        let Some(node) = self.program.nodes.get(id as usize) else {
            return self.failed(Problem::WrongType, id, scope);
        };
        if !self.spend(1) {
            return self.failed(Problem::TooMuch, id, scope);
        }
        match *node {
            Node::Const(value) => Val::of(value),
            Node::Variable(number) => self.variable(number, id, scope),
            Node::Input(input, a, b) => self.input(input, a, b, id, scope),
            Node::Term(term, a, b) => self.term_at(term, a, b, scope),
            Node::Arithmetic(operator, left, right) => {
                let (left, right) = (self.eval(left, scope), self.eval(right, scope));
                let value = self.operate(operator, left, right);
                self.or_fault(value, id, scope)
            }
            Node::Parameter(parameter) => self.parameter(parameter),
            Node::Choose(condition, then, otherwise) => self.choose(condition, then, otherwise, scope),
            Node::Define { rules, bool } => self.define(rules, bool, id, scope),
            Node::All(_) | Node::Any(_) | Node::Not(_) | Node::Compare(..) | Node::Present(_) => {
                self.truth(id, scope).into()
            }
            other => self.eval_rare(other, id, scope),
        }
    }

    /// [`Self::eval`] for the nodes that stand in fewer places.
    #[inline(never)]
    pub(super) fn eval_rare(&mut self, node: Node, id: NodeId, scope: &Scope) -> Val {
        match node {
            Node::Round(rounding, step, of) => {
                let value = self.eval(of, scope);
                let rounded = self.round(rounding, step, value);
                self.or_fault(rounded, id, scope)
            }
            Node::Singleton(class) if self.facts.count(class) > 0 => Val::Object(0),
            Node::Stated(class, number) if number < self.facts.count(class) => Val::Object(number),
            Node::Singleton(_) | Node::Stated(..) => self.failed(Problem::MissingObject, id, scope),
            Node::IsFilled(parameter) => self.is_filled(parameter),
            Node::Parameter(parameter) => self.parameter(parameter),
            Node::DayOfDecision => Val::Date(self.facts.decision_day),
            Node::Peildatum | Node::Shift(..) | Node::FullSteps(..) | Node::DateOf(..) => self.calendar(id, scope),
            Node::PeriodsOf(function, of) => self.periods_of(function, of, id, scope),
            Node::Fold { .. } => self.fold(node, id, scope),
            Node::On(of, date) => self.on(of, date, id, scope),
            Node::DailyMean(box_, of) => self.daily_mean(box_, of, id, scope),
            Node::DaysThat(box_, of) => self.days_that(box_, of, id, scope),
            Node::FirstDay { condition, from, until } => self.first_day(condition, from, until, id, scope),
            Node::MonthSum { value, from, until } => self.month_sum(value, (from, until), id, scope),
            Node::AsIf(of, targets) => self.as_if(of, targets, id, scope),
            Node::Choose(condition, then, otherwise) => self.choose(condition, then, otherwise, scope),
            Node::Define { rules, bool } => self.define(rules, bool, id, scope),
            Node::Const(value) => Val::of(value),
            Node::Variable(number) => self.variable(number, id, scope),
            _ => self.failed(Problem::WrongType, id, scope),
        }
    }

    #[inline]
    fn variable(&mut self, number: u8, id: NodeId, scope: &Scope) -> Val {
        match scope.get(number) {
            Some(object) => Val::Object(object),
            None => self.failed(Problem::MissingObject, id, scope),
        }
    }

    /// The object that an argument is, when that takes no evaluation.
    #[inline]
    pub(super) fn bound(&self, node: NodeId, scope: &Scope) -> Option<ObjectId> {
        if node == NONE {
            return Some(0);
        }
        match self.program.nodes.get(node as usize) {
            Some(Node::Variable(number)) => scope.get(*number),
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

    /// A term with its arguments, remembered or evaluated.
    #[inline]
    pub(super) fn term_at(&mut self, term: TermId, a: NodeId, b: NodeId, scope: &Scope) -> Val {
        let (Some(a), Some(b)) = (self.bound(a, scope), self.bound(b, scope)) else {
            return self.term_at_rest(term, a, b, scope);
        };
        if self.layer == 0
            && let Some((value, horizon)) = self.memo.get(&Key::new(term, a, b, self.frame))
        {
            self.horizon = self.horizon.nearer(horizon);
            return *value;
        }
        self.term_of(term, a, b)
    }

    /// Of nobody there is no value: nee for a term of type ja/nee, else none.
    #[inline(never)]
    fn term_at_rest(&mut self, term: TermId, a: NodeId, b: NodeId, scope: &Scope) -> Val {
        let first = self.argument(a, scope);
        let second = self.argument(b, scope);
        match (first, second) {
            (Ok(a), Ok(b)) => self.term_of(term, a, b),
            (first, second) => {
                let bool = self.plan.terms.get(term as usize).is_some_and(|shape| shape.bool);
                blocked(first.err(), second.err(), bool)
            }
        }
    }

    /// A term for these objects.
    #[inline(never)]
    pub(super) fn term_of(&mut self, term: TermId, a: ObjectId, b: ObjectId) -> Val {
        let Some(shape) = self.plan.terms.get(term as usize) else {
            return self.failed(Problem::WrongType, NONE, &Scope::new(term, Args::default()));
        };
        if shape.mirror && shape.bool && a == b {
            return Val::Bool(false);
        }
        if self.layer != 0 {
            return self.term_in_layer(term, a, b, shape);
        }
        self.term_anew(term, a, b, shape)
    }

    #[inline]
    fn term_anew(&mut self, term: TermId, a: ObjectId, b: ObjectId, shape: &Shape) -> Val {
        let scope = Scope::new(term, Args::of(a, b, shape.arity));
        if self.depth >= DEEPEST {
            return self.failed(Problem::TooMuch, shape.body, &scope);
        }
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        self.depth = self.depth.saturating_add(1);
        let value = self.eval(shape.body, &scope);
        self.depth = self.depth.saturating_sub(1);
        if self.fuel > 0 {
            self.memo.put(Key::new(term, a, b, self.frame), value, self.horizon);
        }
        self.horizon = self.horizon.nearer(outer);
        value
    }

    /// A term under as-if facts: replaced, or in the highest layer that can reach it.
    #[inline(never)]
    fn term_in_layer(&mut self, term: TermId, a: ObjectId, b: ObjectId, shape: &Shape) -> Val {
        if let Some(value) = self.layers.term(self.layer, term, a, b) {
            return value;
        }
        let own = (self.layer, self.frame);
        self.layer = self.layers.reaching(self.layer, term);
        self.frame = self.memo.frame(self.day, self.layer);
        let key = Key::new(term, a, b, self.frame);
        let value = match self.memo.get(&key) {
            Some((value, horizon)) => {
                self.horizon = self.horizon.nearer(horizon);
                *value
            }
            None => self.term_anew(term, a, b, shape),
        };
        (self.layer, self.frame) = own;
        value
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
