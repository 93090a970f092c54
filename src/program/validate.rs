//! Whether a program is sound, so that evaluating it ends and never runs out of the stack: see [`validate`].

use core::fmt;

use super::{
    Allowed, ClassId, Const, Decision, Fold, InputId, NONE, Node, NodeId, Parameter, Program, Run, Term, TermId,
    TextId, Type,
};
use crate::values::{Date, Text};

/// How deep evaluation may go, counted in nodes, through terms and into their bodies: within a stack of 1 MiB.
pub const DEEPEST: u32 = 600;

/// How many variables there are.
pub(super) const VARIABLES: u8 = 8;

/// What is wrong with a program, and at which number of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// What is wrong.
    pub flaw: Flaw,
    /// The number of the node, term, parameter, … that it is wrong with.
    pub at: u32,
}

/// What can be wrong with a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A number that nothing has.
    OutOfRange,
    /// A node with a child that does not stand before it.
    ChildNotBefore,
    /// A node, or a run of nodes, that may not stand there.
    WrongNode,
    /// Not as many arguments as are declared, or more than two.
    Arity,
    /// A variable past the last.
    Variable,
    /// A term whose type and definition differ.
    WrongType,
    /// A term that depends on itself.
    Circle,
    /// Deeper than [`DEEPEST`].
    TooDeep,
    /// Versions or labels out of order.
    Order,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}", self.flaw, self.at)
    }
}

impl core::error::Error for Invalid {}

/// Checks that every number in a program refers to something, that children stand before their parents, that terms
/// do not depend on themselves, and that evaluation is at most [`DEEPEST`] deep.
///
/// # Errors
/// The first flaw that is found.
pub fn validate(program: &Program) -> Result<(), Invalid> {
    declarations(program)?;
    let seen = Vec::with_capacity(program.nodes.len());
    let mut checking = Checking { program, seen, depths: Depths::default() };
    for (id, node) in (0..).zip(&program.nodes) {
        checking.next(*node).map_err(|flaw| Invalid { flaw, at: id })?;
    }
    for (id, term) in (0..).zip(&program.terms) {
        define(program, term).map_err(|flaw| Invalid { flaw, at: id })?;
    }
    program.organisation.validate(program)?;
    for (id, decision) in (0..).zip(&program.decisions) {
        decided(program, decision).map_err(|flaw| Invalid { flaw, at: id })?;
    }
    each(&program.uses, |of| match of.allowed {
        Some(Allowed { class, node }) => {
            within(&program.classes, class)?;
            within(&program.nodes, node).and_then(|()| plain(program, node))
        }
        None => Ok(()),
    })?;
    depth(program, checking.seen)
}

/// A check of one number: where it is wrong is known only to the caller.
pub(super) type Checked = Result<(), Flaw>;

pub(super) fn ensure(holds: bool, flaw: Flaw) -> Checked {
    if holds { Ok(()) } else { Err(flaw) }
}

pub(super) fn within<T>(list: &[T], id: u32) -> Checked {
    ensure((id as usize) < list.len(), Flaw::OutOfRange)
}

pub(super) fn each<T>(list: &[T], check: impl Fn(&T) -> Checked) -> Result<(), Invalid> {
    (0..).zip(list).try_for_each(|(at, item)| check(item).map_err(|flaw| Invalid { flaw, at }))
}

fn declarations(program: &Program) -> Result<(), Invalid> {
    let args = |args: &[ClassId]| {
        ensure(args.len() <= 2, Flaw::Arity)?;
        args.iter().try_for_each(|class| within(&program.classes, *class))
    };
    each(&program.inputs, |input| args(&input.args).and_then(|()| ty(program, &input.ty)))?;
    each(&program.terms, |term| args(&term.args).and_then(|()| ty(program, &term.ty)))?;
    each(&program.parameters, |parameter| versions(program, parameter))?;
    each(&program.rules, |rule| {
        ensure(rule.text == NONE || within(&program.texts, rule.text).is_ok(), Flaw::OutOfRange)
    })?;
    each(&program.labels, |(node, text)| within(&program.nodes, *node).and_then(|()| within(&program.texts, *text)))?;
    assimilated(program)?;
    let sorted = program.labels.is_sorted_by(|(one, _), (other, _)| one < other);
    ensure(sorted, Flaw::Order).map_err(|flaw| Invalid { flaw, at: 0 })
}

/// Years and days in order, each day in one of its years.
fn assimilated(program: &Program) -> Result<(), Invalid> {
    each(&program.assimilated, |known| {
        let inside = |day: &Date| (known.first..=known.last).contains(&day.ymd().0);
        ensure(known.first <= known.last && known.days.iter().all(inside), Flaw::OutOfRange)?;
        ensure(known.days.is_sorted_by(|one, other| one < other), Flaw::Order)
    })?;
    let sorted = program.assimilated.is_sorted_by(|one, other| one.last < other.first);
    ensure(sorted, Flaw::Order).map_err(|flaw| Invalid { flaw, at: 0 })
}

pub(super) fn ty(program: &Program, ty: &Type) -> Checked {
    match ty {
        Type::Object { class, .. } | Type::Many(class) => within(&program.classes, *class),
        Type::Choice(choice) => within(&program.choices, *choice),
        Type::Bool | Type::Number(_) | Type::Date | Type::Text | Type::Periods => Ok(()),
    }
}

fn versions(program: &Program, parameter: &Parameter) -> Checked {
    ty(program, &parameter.ty)?;
    for version in &parameter.versions {
        ensure(version.until.is_none_or(|until| version.from <= until), Flaw::Order)?;
        if let super::Amount::Known(Const::Text(text)) = version.amount {
            within(&program.texts, text)?;
        }
    }
    let follows = parameter.versions.is_sorted_by(|one, other| one.until.unwrap_or(one.from) < other.from);
    ensure(follows, Flaw::Order)
}

/// The body of a term is a definition of its type.
fn define(program: &Program, term: &Term) -> Checked {
    match program.nodes.get(term.body as usize) {
        Some(Node::Define { bool, .. }) => ensure(*bool == (term.ty == Type::Bool), Flaw::WrongType),
        Some(_) => Err(Flaw::WrongNode),
        None => Err(Flaw::OutOfRange),
    }
}

fn decided(program: &Program, decision: &Decision) -> Checked {
    within(&program.classes, decision.class)?;
    decision.nodes().try_for_each(|id| within(&program.nodes, id).and_then(|()| plain(program, id)))?;
    decision.named().try_for_each(|value| ty(program, &value.ty))
}

/// A node that has a value of its own, not a definition or a rule.
pub(super) fn plain(program: &Program, id: NodeId) -> Checked {
    match program.nodes.get(id as usize) {
        Some(Node::Define { .. } | Node::Rule { .. }) => Err(Flaw::WrongNode),
        _ => Ok(()),
    }
}

/// Where a node may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Wherever a value is needed.
    Value,
    /// In a definition, and as an exception.
    Rule,
    /// Only as the body of a term.
    Body,
}

/// A node that was checked.
#[derive(Clone, Copy)]
struct Seen {
    place: Place,
    /// How deep it goes; [`NEW`] where a term comes in whose body stands later.
    depth: u16,
}

/// The depth of a node that was not measured, and of one whose children are being measured.
const NEW: u16 = 0;
const BUSY: u16 = u16::MAX;

/// How deep the children of a node go.
#[derive(Clone, Copy, Default)]
struct Depths {
    deepest: u16,
    /// Whether one of them was not measured.
    open: bool,
}

impl Depths {
    fn add(&mut self, depth: u16) {
        self.open |= depth == NEW;
        self.deepest = self.deepest.max(depth);
    }

    /// How deep the node itself goes; [`NEW`] while that is open.
    fn above(self) -> Result<u16, Flaw> {
        let depth = self.deepest.saturating_add(1);
        ensure(u32::from(depth) <= DEEPEST, Flaw::TooDeep)?;
        Ok(if self.open { NEW } else { depth })
    }
}

/// The nodes before the one being checked, and how deep its children go.
struct Checking<'p> {
    program: &'p Program,
    seen: Vec<Seen>,
    depths: Depths,
}

impl Checking<'_> {
    fn next(&mut self, node: Node) -> Checked {
        self.depths = Depths::default();
        self.node(node)?;
        let place = match node {
            Node::Define { .. } => Place::Body,
            Node::Rule { .. } => Place::Rule,
            _ => Place::Value,
        };
        self.seen.push(Seen { place, depth: self.depths.above()? });
        Ok(())
    }

    /// Every number of a node, and every child that it may not lack.
    fn node(&mut self, node: Node) -> Checked {
        let program = self.program;
        match node {
            Node::Const(Const::Text(text)) => within::<Text>(&program.texts, text as TextId),
            Node::Const(_) | Node::Peildatum | Node::DayOfDecision => Ok(()),
            Node::Parameter(id) | Node::IsFilled(id) => within(&program.parameters, id),
            Node::Input(id, a, b) => self.input(id, [a, b]),
            Node::Term(id, a, b) => self.term(id, [a, b]),
            Node::Variable(number) => ensure(number < VARIABLES, Flaw::Variable),
            Node::Singleton(class) => within(&program.classes, class),
            Node::Stated(class, number) => program.organisation.has(class, number),
            Node::All(of) | Node::Any(of) => self.run(of, Place::Value),
            Node::Not(a)
            | Node::Present(a)
            | Node::Round(_, _, a)
            | Node::DateOf(_, a)
            | Node::PeriodsOf(_, a)
            | Node::DailyMean(_, a)
            | Node::DaysThat(_, a) => self.values([a]),
            Node::Compare(_, a, b)
            | Node::Arithmetic(_, a, b)
            | Node::Shift(_, a, b)
            | Node::FullSteps(_, a, b)
            | Node::On(a, b) => self.values([a, b]),
            Node::Choose(a, b, c)
            | Node::FirstDay { condition: a, from: b, until: c }
            | Node::DaysBetween { condition: a, from: b, until: c }
            | Node::MonthSum { value: a, from: b, until: c } => self.values([a, b, c]),
            Node::Fold { .. } => self.fold(node),
            Node::AsIf(of, targets) => self.supposed(of, targets),
            Node::Define { rules, .. } => self.run(rules, Place::Rule),
            Node::Rule { rule, condition, value, exceptions } => {
                within(&program.rules, rule)?;
                self.optional([condition, value])?;
                self.run(exceptions, Place::Rule)
            }
        }
    }

    fn input(&mut self, id: InputId, given: [NodeId; 2]) -> Checked {
        let input = self.program.inputs.get(id as usize).ok_or(Flaw::OutOfRange)?;
        self.arguments(&input.args, given)
    }

    fn term(&mut self, id: TermId, given: [NodeId; 2]) -> Checked {
        let term = self.program.terms.get(id as usize).ok_or(Flaw::OutOfRange)?;
        self.depths.add(self.seen.get(term.body as usize).map_or(NEW, |seen| seen.depth));
        self.arguments(&term.args, given)
    }

    fn arguments(&mut self, declared: &[ClassId], given: [NodeId; 2]) -> Checked {
        let needed = [!declared.is_empty(), declared.len() > 1];
        ensure(given.map(|node| node != NONE) == needed, Flaw::Arity)?;
        self.optional(given)
    }

    fn fold(&mut self, node: Node) -> Checked {
        let Node::Fold { fold, variable, domain, filter, value } = node else { return Ok(()) };
        ensure(variable < VARIABLES, Flaw::Variable)?;
        let valued = matches!(fold, Fold::Sum | Fold::Highest | Fold::Lowest);
        ensure(!valued || value != NONE, Flaw::WrongNode)?;
        self.optional([filter, value])?;
        self.run(domain, Place::Value)
    }

    /// Targets and values by turns; a target is what can be replaced.
    fn supposed(&mut self, of: NodeId, targets: Run) -> Checked {
        self.values([of])?;
        self.run(targets, Place::Value)?;
        ensure(targets.len.is_multiple_of(2), Flaw::WrongNode)?;
        self.program.run(targets).iter().step_by(2).try_for_each(|target| {
            let target = self.program.nodes.get(*target as usize);
            ensure(matches!(target, Some(Node::Input(..) | Node::Term(..))), Flaw::WrongNode)
        })
    }

    fn run(&mut self, run: Run, place: Place) -> Checked {
        let end = run.start.checked_add(run.len).ok_or(Flaw::OutOfRange)?;
        let children = self.program.children.get(run.start as usize..end as usize).ok_or(Flaw::OutOfRange)?;
        children.iter().try_for_each(|child| self.child(*child, place))
    }

    /// Children that must be there.
    fn values<const COUNT: usize>(&mut self, children: [NodeId; COUNT]) -> Checked {
        ensure(!children.contains(&NONE), Flaw::WrongNode)?;
        children.iter().try_for_each(|child| self.child(*child, Place::Value))
    }

    fn optional(&mut self, children: [NodeId; 2]) -> Checked {
        children.iter().filter(|child| **child != NONE).try_for_each(|child| self.child(*child, Place::Value))
    }

    /// Every child stands before the node, and rules stand only where rules belong.
    fn child(&mut self, child: NodeId, place: Place) -> Checked {
        let seen = self.seen.get(child as usize).ok_or(Flaw::ChildNotBefore)?;
        ensure(seen.place == place, Flaw::WrongNode)?;
        self.depths.add(seen.depth);
        Ok(())
    }
}

/// Measures the nodes that were not, going down through terms into their bodies.
fn depth(program: &Program, seen: Vec<Seen>) -> Result<(), Invalid> {
    let mut descent = Descent { program, seen, way: Vec::new(), open: Vec::new() };
    (0..).zip(&program.nodes).try_for_each(|(start, _)| descent.from(start))
}

/// A node on the way down: where its children that are still to visit begin, and how deep the others go.
struct Visit {
    node: NodeId,
    from: usize,
    depths: Depths,
}

/// The way down from a node.
struct Descent<'p> {
    program: &'p Program,
    seen: Vec<Seen>,
    way: Vec<Visit>,
    /// The children that are still to visit, those of the last node on the way last.
    open: Vec<NodeId>,
}

impl Descent<'_> {
    fn from(&mut self, start: NodeId) -> Result<(), Invalid> {
        if self.depth(start) == NEW {
            self.enter(start);
        }
        while let Some(Visit { node: at, from, .. }) = self.way.last() {
            let at = *at;
            let Some(child) = self.open.get(*from..).and_then(<[NodeId]>::last).copied() else {
                self.leave().map_err(|flaw| Invalid { flaw, at })?;
                continue;
            };
            self.open.pop();
            match self.depth(child) {
                NEW => self.enter(child),
                BUSY => return Err(Invalid { flaw: Flaw::Circle, at }),
                depth => self.passed(depth),
            }
        }
        Ok(())
    }

    fn depth(&self, node: NodeId) -> u16 {
        self.seen.get(node as usize).map_or(BUSY, |seen| seen.depth)
    }

    /// Sets out for the children of a node that were not measured.
    fn enter(&mut self, node: NodeId) {
        let Some(found) = self.program.nodes.get(node as usize) else { return };
        let (from, mut depths) = (self.open.len(), Depths::default());
        let mut look = |child: NodeId| match self.seen.get(child as usize).map_or(BUSY, |seen| seen.depth) {
            NEW | BUSY => self.open.push(child),
            depth => depths.add(depth),
        };
        self.program.each_child(*found, &mut look);
        self.program.body(*found).into_iter().for_each(look);
        self.measured(node, BUSY);
        self.way.push(Visit { node, from, depths });
    }

    /// Leaves the last node on the way, all of whose children were visited.
    fn leave(&mut self) -> Checked {
        let Some(Visit { node, depths, .. }) = self.way.pop() else { return Ok(()) };
        let depth = depths.above()?;
        self.measured(node, depth);
        self.passed(depth);
        Ok(())
    }

    /// The last node on the way has a child that goes so deep.
    fn passed(&mut self, depth: u16) {
        if let Some(parent) = self.way.last_mut() {
            parent.depths.add(depth);
        }
    }

    fn measured(&mut self, node: NodeId, depth: u16) {
        if let Some(seen) = self.seen.get_mut(node as usize) {
            seen.depth = depth;
        }
    }
}
