//! The machine: a program with room to work in, and the evaluation of one case on it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::branches::{Branch, Branches};
use super::cells::Cells;
use super::layers::Layers;
use super::memo::{self, Memo};
use super::ops::{Clause, Op};
use super::plan::Plan;
use super::read::Known;
use super::scope::{NO_TERM, Scope, UNBOUND};
use super::slots::{Room, Slots};
use super::steps::Steps;
use super::value::{Answer, Args, Change, Fault, Horizon, Interval, Problem, Val};
use super::word::Word;
use crate::evaluate::facts::{Facts, ObjectId};
use crate::program::{Decision, InputId, NONE, NodeId, Program, Run, TermId};
use crate::values::Date;

/// How many steps one call may take before it gives up with [`Problem::TooMuch`].
pub const BUDGET: u64 = 50_000_000;

/// More bounded values than this are kept as unknown.
const MOST_INTERVALS: usize = 1 << 20;
/// More problems than this are all reported as [`Problem::TooMuch`].
const MOST_FAULTS: usize = 1 << 10;

/// A program with room to work in, to be used for one case after another.
///
/// **Invariant:** the room never influences a value: a used machine answers what a new one would.
#[derive(Clone, Debug)]
pub struct Machine<'p> {
    program: &'p Program,
    plan: Arc<Plan>,
    memo: Memo,
    slots: Slots,
    layers: Layers,
    branches: Branches,
    steps: Steps,
    amounts: Vec<Known>,
    faults: Vec<Fault>,
    intervals: Vec<Interval>,
    budget: u64,
}

impl<'p> Machine<'p> {
    /// A machine for a program that passed [`crate::program::validate::validate`].
    #[must_use]
    pub fn new(program: &'p Program) -> Self {
        Self::with_plan(program, Arc::new(Plan::new(program)))
    }

    pub(super) fn with_plan(program: &'p Program, plan: Arc<Plan>) -> Self {
        Self {
            program,
            plan,
            memo: Memo::new(),
            slots: Slots::default(),
            layers: Layers::default(),
            branches: Branches::default(),
            steps: Steps::default(),
            amounts: Vec::new(),
            faults: Vec::new(),
            intervals: Vec::new(),
            budget: BUDGET,
        }
    }

    /// Another machine for the same program, with room of its own; the program is not looked through again.
    ///
    /// ```
    /// use toegang::{evaluate::Machine, program::Program};
    /// let program = Program::default();
    /// let machine = Machine::new(&program);
    /// assert_eq!(machine.another().program(), machine.program());
    /// ```
    #[must_use]
    pub fn another(&self) -> Self {
        Self::with_plan(self.program, Arc::clone(&self.plan))
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
        self.layers.clear();
        self.branches.clear();
        self.forget(facts);
        self.evaluation(facts)
    }

    /// Goes on with the case that was loaded, or with a branch of it: what does not depend on what changed is remembered.
    ///
    /// These must be the facts that were loaded but for what [`Self::branch`] announced and [`Self::leave`] did not take
    /// back; otherwise what is remembered does not belong to them.
    ///
    /// ```
    /// use toegang::evaluate::{Facts, Given, Machine};
    /// use toegang::program::Program;
    /// # let (program, input) = (Program::default(), 0);
    /// let mut facts = Facts::new(&program, toegang::values::Date::MIN, Vec::new());
    /// let mut machine = Machine::new(&program);
    /// machine.load(&facts);
    /// machine.branch(input);
    /// facts.set(&program, input, &[], Given::Unknown);
    /// let evaluation = machine.resume(&facts);
    /// assert_eq!(evaluation.facts(), &facts);
    /// ```
    #[must_use]
    pub fn resume<'m>(&'m mut self, facts: &'m Facts) -> Evaluation<'m> {
        self.layers.take_away();
        let many = self.faults.len() > MOST_FAULTS / 2 || self.intervals.len() > MOST_INTERVALS / 2;
        if many || self.memo.is_crowded() {
            self.forget(facts);
        }
        self.evaluation(facts)
    }

    /// Begins a branch: says that a fact, of whatever objects, is about to get another value.
    pub fn branch(&mut self, input: InputId) {
        self.branches.push(input);
    }

    /// Leaves the last branch: says that its fact has the value again that it had before.
    pub fn leave(&mut self) {
        self.branches.pop();
    }

    /// Forgets all values.
    fn forget(&mut self, facts: &Facts) {
        let slots = self.slots.divide(&self.plan, facts);
        self.memo.clear(slots);
        self.steps.clear(self.memo.first_key());
        self.faults.clear();
        self.intervals.clear();
    }

    fn evaluation<'m>(&'m mut self, facts: &'m Facts) -> Evaluation<'m> {
        let budget = i64::try_from(self.budget).unwrap_or(i64::MAX);
        let lacks_one = self.plan.singletons.iter().any(|class| facts.count(*class) == 0);
        Evaluation {
            program: self.program,
            plan: &self.plan,
            shared: &self.plan,
            ops: &self.plan.nodes.ops,
            facts,
            cells: facts.cells(),
            rooms: &self.slots.rooms,
            slots: &self.slots,
            only: if lacks_one { UNBOUND } else { 0 },
            memo: &mut self.memo,
            layers: &mut self.layers,
            branch: self.branches.last(),
            branches: &self.branches,
            steps: &mut self.steps,
            amounts: &mut self.amounts,
            faults: &mut self.faults,
            intervals: &mut self.intervals,
            day: facts.decision_day,
            layer: 0,
            frame: memo::Frame::NONE,
            horizon: Horizon::NEVER,
            fuel: budget,
            budget,
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
    /// The same, to make another machine with.
    shared: &'m Arc<Plan>,
    /// The nodes of the plan.
    pub(super) ops: &'m [Op],
    pub(super) facts: &'m Facts,
    /// The cells of the facts, and where values of terms are remembered: both empty under as-if facts, so that nothing
    /// is found there at once.
    pub(super) cells: Cells<'m>,
    pub(super) rooms: &'m [Room],
    pub(super) slots: &'m Slots,
    /// The object of every class that has one; unbound when the case lacks any of them.
    only: ObjectId,
    pub(super) memo: &'m mut Memo,
    pub(super) layers: &'m mut Layers,
    pub(super) branches: &'m Branches,
    /// The reasons that were told.
    pub(super) steps: &'m mut Steps,
    /// The parameters, as they were last asked.
    pub(super) amounts: &'m mut Vec<Known>,
    faults: &'m mut Vec<Fault>,
    intervals: &'m mut Vec<Interval>,
    /// The day of the frame.
    pub(super) day: Date,
    /// The layer of as-if facts of the frame.
    pub(super) layer: u32,
    /// The branch of the frame.
    pub(super) branch: Branch,
    /// The frame in the memory.
    pub(super) frame: memo::Frame,
    /// The nearest end of what was evaluated since it was last set.
    pub(super) horizon: Horizon,
    pub(super) fuel: i64,
    pub(super) budget: i64,
    pub(super) depth: u32,
}

/// How many bounds, values and layers an evaluation has kept.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    intervals: usize,
    values: (usize, u64),
    layers: usize,
}

impl<'m> Evaluation<'m> {
    /// The value of a node on a day, for these objects as its first variables.
    pub fn value(&mut self, node: NodeId, args: &[ObjectId], day: Date) -> Answer {
        let scope = self.scope_of(args);
        self.answer(day, |machine| match machine.spend_on(node) {
            true => machine.word(node, &scope),
            false => machine.fail(Problem::TooMuch, node, &scope),
        })
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

    /// A machine for the same program, as [`Machine::another`].
    #[must_use]
    pub fn another_machine(&self) -> Machine<'m> {
        Machine::with_plan(self.program, Arc::clone(self.shared))
    }

    /// The facts and judgements that a decision can come to use, in whatever case.
    #[must_use]
    pub fn inputs_of(&self, decision: &Decision) -> Cow<'m, BTreeSet<InputId>> {
        self.plan.inputs_of(self.program, decision)
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

    fn answer(&mut self, day: Date, evaluate: impl FnOnce(&mut Self) -> Word) -> Answer {
        self.start(day);
        let value = evaluate(self).val();
        Answer { value, until: self.horizon.until(), change: self.horizon.change() }
    }

    /// Takes steps off the budget; `false` once it is empty.
    #[inline]
    pub(super) const fn spend(&mut self, steps: u32) -> bool {
        self.fuel = self.fuel.saturating_sub(steps as i64);
        self.fuel > 0
    }

    /// Whether there is budget left.
    #[inline]
    pub(super) const fn goes_on(&self) -> bool {
        self.fuel > 0
    }

    /// Takes the steps that a node may take off the budget, before it is evaluated; `false` once it is empty.
    #[inline]
    pub(super) fn spend_on(&mut self, node: NodeId) -> bool {
        self.spend(self.plan.nodes.weight(node))
    }

    /// The scope of a term with the first `arity` of these arguments.
    #[inline]
    pub(super) const fn scope(&self, term: TermId, args: (ObjectId, ObjectId), arity: u8) -> Scope {
        Scope::new(term, args, arity, self.only)
    }

    /// The scope of a decision about these objects.
    pub(super) fn scope_of(&self, args: &[ObjectId]) -> Scope {
        let args = Args::new(args);
        Scope::new(NO_TERM, args.pair(), args.len(), self.only)
    }

    /// Notes that the value may change after a day.
    #[inline]
    pub(super) fn limit(&mut self, until: Date, change: Change) {
        self.horizon = self.horizon.nearer(Horizon::new(until, change));
    }

    /// The children in a run.
    #[inline]
    pub(super) fn children(&self, run: Run) -> &'m [NodeId] {
        self.program.run(run)
    }

    /// The rules or exceptions in a run.
    #[inline]
    pub(super) fn clauses(&self, run: Run) -> &'m [Clause] {
        let start = run.start as usize;
        self.plan.nodes.clauses.get(start..start.saturating_add(run.len as usize)).unwrap_or(&[])
    }

    /// [`Self::failed`], as a word.
    #[cold]
    pub(super) fn fail(&mut self, problem: Problem, node: NodeId, scope: &Scope) -> Word {
        Word::of(self.failed(problem, node, scope))
    }

    /// The fault of a problem at a node.
    #[cold]
    pub(super) fn failed(&mut self, problem: Problem, node: NodeId, scope: &Scope) -> Val {
        self.spend(16);
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

    /// How much is kept: of bounds, and of what may name them.
    pub(super) fn kept(&self) -> Kept {
        Kept { intervals: self.intervals.len(), values: self.memo.stored(), layers: self.layers.len() }
    }

    /// Drops the bounds that were kept since, when nothing that was remembered since can name them.
    pub(super) fn drop_kept(&mut self, since: Kept) {
        let now = self.kept();
        if (now.values, now.layers) == (since.values, since.layers) {
            self.intervals.truncate(since.intervals);
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
