//! The machine: a program with room to work in, and the evaluation of one case on it.

use super::layers::Layers;
use super::memo::{Key, Memo};
use super::plan::Plan;
use super::value::{Answer, Args, Fault, Horizon, Interval, NO_TERM, Problem, Scope, Val};
use crate::evaluate::facts::{Facts, ObjectId};
use crate::program::{NONE, Node, NodeId, Program, Run, TermId};
use crate::values::Date;

/// How many steps one call may take before it gives up with [`Problem::TooMuch`].
pub const BUDGET: u64 = 50_000_000;

/// Terms within terms deeper than this are not evaluated; a validated program has none.
const DEEPEST: u32 = 2000;
/// More bounded values than this are kept as unknown.
const MOST_INTERVALS: usize = 1 << 20;
/// More problems than this are all reported as [`Problem::TooMuch`].
const MOST_FAULTS: usize = 1 << 12;

/// A program with room to work in, to be used for one case after another.
///
/// **Invariant:** the room never influences a value: a used machine answers what a new one would.
#[derive(Clone, Debug)]
pub struct Machine<'p> {
    program: &'p Program,
    plan: Plan,
    memo: Memo,
    layers: Layers,
    faults: Vec<Fault>,
    intervals: Vec<Interval>,
    budget: u64,
}

impl<'p> Machine<'p> {
    /// A machine for a program that passed [`crate::program::validate::validate`].
    #[must_use]
    pub fn new(program: &'p Program) -> Self {
        Self {
            program,
            plan: Plan::new(program),
            memo: Memo::new(),
            layers: Layers::default(),
            faults: Vec::new(),
            intervals: Vec::new(),
            budget: BUDGET,
        }
    }

    /// The same with another budget of steps per call.
    #[must_use]
    pub const fn with_budget(mut self, steps: u64) -> Self {
        self.budget = steps;
        self
    }

    /// The program.
    #[must_use]
    pub const fn program(&self) -> &'p Program {
        self.program
    }

    /// Begins the evaluation of a case; what was remembered of another case is forgotten.
    #[must_use]
    pub fn load<'m>(&'m mut self, facts: &'m Facts) -> Evaluation<'m> {
        self.memo.clear();
        self.layers.clear();
        self.faults.clear();
        self.intervals.clear();
        Evaluation {
            program: self.program,
            plan: &self.plan,
            facts,
            memo: &mut self.memo,
            layers: &mut self.layers,
            faults: &mut self.faults,
            intervals: &mut self.intervals,
            day: facts.decision_day,
            layer: 0,
            horizon: Horizon::NEVER,
            fuel: self.budget,
            budget: self.budget,
            depth: 0,
        }
    }
}

/// The evaluation of one case: a machine with facts in it.
///
/// Unknown is a value (Kleene). A fault behaves as an unknown that nobody can fill: `nee en fout` is nee. Where unknown
/// and fault meet and neither decides, a condition is unknown, so that the question is asked first; an operation on
/// numbers or days is the fault, because no answer mends it.
#[derive(Debug)]
pub struct Evaluation<'m> {
    pub(super) program: &'m Program,
    pub(super) plan: &'m Plan,
    pub(super) facts: &'m Facts,
    memo: &'m mut Memo,
    pub(super) layers: &'m mut Layers,
    faults: &'m mut Vec<Fault>,
    intervals: &'m mut Vec<Interval>,
    /// The day of the frame.
    pub(super) day: Date,
    /// The layer of as-if facts of the frame.
    pub(super) layer: u32,
    /// The nearest end of what was evaluated since it was last set.
    pub(super) horizon: Horizon,
    fuel: u64,
    budget: u64,
    depth: u32,
}

impl<'m> Evaluation<'m> {
    /// The value of a node on a day, for these objects as its first variables.
    pub fn value(&mut self, node: NodeId, args: &[ObjectId], day: Date) -> Answer {
        let scope = Scope::new(NO_TERM, Args::new(args));
        self.answer(day, |machine| machine.eval(node, &scope))
    }

    /// The value of a term for these objects on a day.
    pub fn term(&mut self, term: TermId, args: &[ObjectId], day: Date) -> Answer {
        let (a, b) = (args.first().copied().unwrap_or(0), args.get(1).copied().unwrap_or(0));
        self.answer(day, |machine| machine.term_of(term, a, b))
    }

    /// The program.
    #[must_use]
    pub const fn program(&self) -> &'m Program {
        self.program
    }

    /// The facts.
    #[must_use]
    pub const fn facts(&self) -> &'m Facts {
        self.facts
    }

    /// What is wrong, for a [`Val::Fault`] of this evaluation.
    #[must_use]
    pub fn fault(&self, value: Val) -> Option<Fault> {
        let Val::Fault(number) = value else { return None };
        self.faults.get(number as usize).copied()
    }

    /// The bounds, for a [`Val::Between`] of this evaluation.
    #[must_use]
    pub fn interval(&self, value: Val) -> Option<Interval> {
        let Val::Between(number) = value else { return None };
        self.intervals.get(number as usize).copied()
    }

    fn answer(&mut self, day: Date, evaluate: impl FnOnce(&mut Self) -> Val) -> Answer {
        self.start(day);
        let value = evaluate(self);
        Answer { value, until: self.horizon.until, change: self.horizon.change }
    }

    /// Opens the frame of a day, without as-if facts and with a full budget.
    pub(super) const fn start(&mut self, day: Date) {
        self.day = day;
        self.layer = 0;
        self.horizon = Horizon::NEVER;
        self.fuel = self.budget;
    }

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
            Node::All(run) => self.connect(run, false, scope),
            Node::Any(run) => self.connect(run, true, scope),
            Node::Not(of) => self.not(of, id, scope),
            Node::Compare(comparison, left, right) => self.compare_at(comparison, left, right, id, scope),
            Node::Arithmetic(operator, left, right) => {
                let (left, right) = (self.eval(left, scope), self.eval(right, scope));
                let value = self.operate(operator, left, right);
                self.or_fault(value, id, scope)
            }
            Node::Parameter(parameter) => self.parameter(parameter),
            Node::Choose(condition, then, otherwise) => self.choose(condition, then, otherwise, id, scope),
            Node::Define { rules, bool } => self.define(rules, bool, id, scope),
            other => self.eval_rare(other, id, scope),
        }
    }

    /// [`Self::eval`] for the nodes that need more room or stand in fewer places.
    #[inline(never)]
    fn eval_rare(&mut self, node: Node, id: NodeId, scope: &Scope) -> Val {
        match node {
            Node::Present(of) => self.present(of, scope),
            Node::Round(rounding, step, of) => {
                let value = self.eval(of, scope);
                let rounded = self.round(rounding, step, value);
                self.or_fault(rounded, id, scope)
            }
            Node::Singleton(class) if self.facts.count(class) > 0 => Val::Object(0),
            Node::Singleton(_) => self.failed(Problem::MissingObject, id, scope),
            Node::IsFilled(parameter) => self.is_filled(parameter),
            Node::DayOfDecision => Val::Date(self.facts.decision_day),
            Node::Peildatum | Node::Shift(..) | Node::FullSteps(..) | Node::DateOf(..) => self.calendar(id, scope),
            Node::PeriodsOf(function, of) => self.periods_of(function, of, id, scope),
            Node::Fold { .. } => self.fold(node, id, scope),
            Node::On(of, date) => self.on(of, date, id, scope),
            Node::DailyMean(box_, of) => self.daily_mean(box_, of, id, scope),
            Node::DaysThat(box_, of) => self.days_that(box_, of, id, scope),
            Node::FirstDay { condition, from, until } => self.first_day(condition, from, until, id, scope),
            Node::AsIf(of, targets) => self.as_if(of, targets, id, scope),
            _ => self.failed(Problem::WrongType, id, scope),
        }
    }

    fn variable(&mut self, number: u8, id: NodeId, scope: &Scope) -> Val {
        match scope.get(number) {
            Some(object) => Val::Object(object),
            None => self.failed(Problem::MissingObject, id, scope),
        }
    }

    /// The object that an argument is, or the value that stands in its way.
    #[inline]
    pub(super) fn argument(&mut self, node: NodeId, scope: &Scope) -> Result<ObjectId, Val> {
        if node == NONE {
            return Ok(0);
        }
        match self.eval(node, scope) {
            Val::Object(object) => Ok(object),
            other if other.is_known() && other != Val::Empty => Err(self.failed(Problem::WrongType, node, scope)),
            other => Err(other),
        }
    }

    /// A term with its arguments. Of nobody there is no value: nee for a term of type ja/nee, else none.
    #[inline]
    fn term_at(&mut self, term: TermId, a: NodeId, b: NodeId, scope: &Scope) -> Val {
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

    /// A term for these objects, remembered or evaluated.
    pub(super) fn term_of(&mut self, term: TermId, a: ObjectId, b: ObjectId) -> Val {
        let Some(shape) = self.plan.terms.get(term as usize).copied() else {
            return self.failed(Problem::WrongType, NONE, &Scope::new(term, Args::default()));
        };
        if shape.mirror && shape.bool && a == b {
            return Val::Bool(false);
        }
        let own = self.layer;
        if own != 0 {
            if let Some(value) = self.layers.term(own, term, a, b) {
                return value;
            }
            self.layer = self.layers.reaching(own, term);
        }
        let key = Key { term, a, b, layer: self.layer, day: self.day };
        let (value, horizon) = match self.memo.get(&key) {
            Some(found) => found,
            None => self.term_anew(key, shape.body, shape.arity),
        };
        self.horizon = self.horizon.nearer(horizon);
        self.layer = own;
        value
    }

    fn term_anew(&mut self, key: Key, body: NodeId, arity: u8) -> (Val, Horizon) {
        let scope = Scope::new(key.term, Args::of(key.a, key.b, arity));
        if self.depth >= DEEPEST {
            return (self.failed(Problem::TooMuch, body, &scope), Horizon::NEVER);
        }
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        self.depth = self.depth.saturating_add(1);
        let value = self.eval(body, &scope);
        self.depth = self.depth.saturating_sub(1);
        let horizon = core::mem::replace(&mut self.horizon, outer);
        if self.fuel > 0 {
            self.memo.put(key, value, horizon);
        }
        (value, horizon)
    }

    /// Evaluates in the frame of another day or layer.
    pub(super) fn within<T>(&mut self, day: Date, layer: u32, evaluate: impl FnOnce(&mut Self) -> T) -> (T, Horizon) {
        let outer = (self.day, self.layer, self.horizon);
        (self.day, self.layer, self.horizon) = (day, layer, Horizon::NEVER);
        let value = evaluate(self);
        let horizon = self.horizon;
        (self.day, self.layer, self.horizon) = outer;
        (value, horizon)
    }

    /// Takes steps off the budget; `false` once it is empty.
    #[inline]
    pub(super) const fn spend(&mut self, steps: u64) -> bool {
        self.fuel = self.fuel.saturating_sub(steps);
        self.fuel > 0
    }

    /// Notes that the value may change after a day.
    #[inline]
    pub(super) fn limit(&mut self, until: Date, change: super::value::Change) {
        self.horizon = self.horizon.nearer(Horizon { until, change });
    }

    /// The children in a run.
    #[inline]
    pub(super) fn children(&self, run: Run) -> &'m [NodeId] {
        self.program.run(run)
    }

    /// The fault of a problem at a node.
    #[cold]
    pub(super) fn failed(&mut self, problem: Problem, node: NodeId, scope: &Scope) -> Val {
        let term = (scope.term != NO_TERM).then_some(scope.term);
        let mut fault = Fault { problem, node, term, args: scope.args() };
        if self.faults.len() >= MOST_FAULTS {
            fault = Fault { problem: Problem::TooMuch, node: NONE, term: None, args: Args::default() };
        }
        let number = self.faults.iter().position(|known| *known == fault).unwrap_or_else(|| {
            self.faults.push(fault);
            self.faults.len().saturating_sub(1)
        });
        Val::Fault(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The value, or the fault of the problem at a node.
    #[inline]
    pub(super) fn or_fault(&mut self, value: Result<Val, Problem>, node: NodeId, scope: &Scope) -> Val {
        match value {
            Ok(value) => value,
            Err(problem) => self.failed(problem, node, scope),
        }
    }

    /// Keeps the bounds of a value that is not known.
    pub(super) fn keep(&mut self, interval: Interval) -> Val {
        if self.intervals.len() >= MOST_INTERVALS {
            return Val::Unknown;
        }
        self.intervals.push(interval);
        u32::try_from(self.intervals.len()).map_or(Val::Unknown, |len| Val::Between(len.saturating_sub(1)))
    }
}

/// What comes of an input or term with an argument that is no object. Nobody has no properties, whatever the other
/// argument is; else a fault comes before an unknown.
pub(super) fn blocked(first: Option<Val>, second: Option<Val>, bool: bool) -> Val {
    let found = |wanted: fn(&Val) -> bool| first.filter(wanted).or(second.filter(wanted));
    match found(|value| *value == Val::Empty) {
        Some(_) if bool => Val::Bool(false),
        Some(empty) => empty,
        None => found(|value| matches!(value, Val::Fault(_))).unwrap_or(Val::Unknown),
    }
}
