//! Whether a program is sound, so that evaluating it ends and never runs out of the stack: see [`validate`].

use core::fmt;

use super::{Allowed, ClassId, Const, Decision, Fold, NONE, Node, NodeId, Parameter, Program, Run, Term, TextId, Type};
use crate::values::{Date, Text};

/// How deep evaluation may go, counted in nodes, through terms and into their bodies: within a stack of 1 MiB.
pub const DEEPEST: u32 = 600;

/// How many variables there are.
const VARIABLES: u8 = 8;

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
    for (id, node) in (0..).zip(&program.nodes) {
        Checking { program, id }.node(*node)?;
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
    depth(program)
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

/// One node being checked.
struct Checking<'p> {
    program: &'p Program,
    id: NodeId,
}

impl Checking<'_> {
    fn node(&self, node: Node) -> Result<(), Invalid> {
        let run = |run: Run| {
            let end = run.start.checked_add(run.len).ok_or(Flaw::OutOfRange)?;
            ensure(end as usize <= self.program.children.len(), Flaw::OutOfRange)
        };
        let (_, runs) = super::children::parts(node);
        let checked =
            runs.into_iter().try_for_each(run).and_then(|()| self.children(node)).and_then(|()| self.own(node));
        checked.map_err(|flaw| Invalid { flaw, at: self.id })
    }

    /// Every child stands before the node; rules stand only where rules belong.
    fn children(&self, node: Node) -> Checked {
        let rules = matches!(node, Node::Define { .. } | Node::Rule { .. });
        let in_runs = super::children::parts(node).1.into_iter().flat_map(|run| self.program.run(run));
        for child in in_runs {
            ensure(*child < self.id, Flaw::ChildNotBefore)?;
            let is_rule = matches!(self.program.nodes.get(*child as usize), Some(Node::Rule { .. }));
            ensure(rules == is_rule, Flaw::WrongNode)?;
            plain(self.program, *child).or_else(|flaw| ensure(is_rule, flaw))?;
        }
        for child in super::children::parts(node).0.into_iter().filter(|child| *child != NONE) {
            ensure(child < self.id, Flaw::ChildNotBefore)?;
            plain(self.program, child)?;
        }
        Ok(())
    }

    /// What a node says beside its children, and which children it may lack.
    fn own(&self, node: Node) -> Checked {
        let program = self.program;
        match node {
            Node::Const(Const::Text(text)) => within::<Text>(&program.texts, text as TextId),
            Node::Parameter(id) | Node::IsFilled(id) => within(&program.parameters, id),
            Node::Input(id, a, b) => {
                self.arity(program.inputs.get(id as usize).ok_or(Flaw::OutOfRange)?.args.len(), a, b)
            }
            Node::Term(id, a, b) => {
                self.arity(program.terms.get(id as usize).ok_or(Flaw::OutOfRange)?.args.len(), a, b)
            }
            Node::Variable(number) => ensure(number < VARIABLES, Flaw::Variable),
            Node::Singleton(class) => within(&program.classes, class),
            Node::Stated(class, number) => program.organisation.has(class, number),
            Node::Rule { rule, .. } => within(&program.rules, rule),
            Node::Fold { fold, variable, value, .. } => {
                ensure(variable < VARIABLES, Flaw::Variable)?;
                let valued = matches!(fold, Fold::Sum | Fold::Highest | Fold::Lowest);
                ensure(!valued || value != NONE, Flaw::WrongNode)
            }
            Node::AsIf(of, targets) => {
                ensure(of != NONE && targets.len.is_multiple_of(2), Flaw::WrongNode)?;
                program.run(targets).iter().step_by(2).try_for_each(|target| {
                    let target = program.nodes.get(*target as usize);
                    ensure(matches!(target, Some(Node::Input(..) | Node::Term(..))), Flaw::WrongNode)
                })
            }
            other => ensure(super::children::all_there(other), Flaw::WrongNode),
        }
    }

    #[expect(clippy::unused_self, reason = "reads as a check of this node")]
    fn arity(&self, declared: usize, a: NodeId, b: NodeId) -> Checked {
        let given = [a != NONE, b != NONE];
        ensure(given == [declared > 0, declared > 1], Flaw::Arity)
    }
}

/// A node on the way down: where its children that are still to visit begin, and how deep those visited go.
struct Visit {
    node: NodeId,
    from: usize,
    deepest: u32,
}

/// The depth of a node that was not seen, and of one whose children are being visited.
const NEW: u32 = 0;
const BUSY: u32 = u32::MAX;

/// Walks every node, through terms into their bodies, and measures how deep each goes.
fn depth(program: &Program) -> Result<(), Invalid> {
    let mut descent = Descent { program, depths: vec![NEW; program.nodes.len()], way: Vec::new(), open: Vec::new() };
    for (start, _) in (0..).zip(&program.nodes) {
        if descent.depths.get(start as usize) == Some(&NEW) {
            descent.from(start)?;
        }
    }
    Ok(())
}

/// The way down from a node.
struct Descent<'p> {
    program: &'p Program,
    depths: Vec<u32>,
    way: Vec<Visit>,
    /// The children that are still to visit, those of the last node on the way last.
    open: Vec<NodeId>,
}

impl Descent<'_> {
    fn from(&mut self, start: NodeId) -> Result<(), Invalid> {
        self.enter(start);
        while let Some(top) = self.way.last_mut() {
            let at = top.node;
            let Some(child) = self.open.get(top.from..).and_then(<[NodeId]>::last).copied() else {
                self.leave().map_err(|flaw| Invalid { flaw, at })?;
                continue;
            };
            self.open.pop();
            match self.depths.get(child as usize).copied().unwrap_or(BUSY) {
                NEW => self.enter(child),
                BUSY => return Err(Invalid { flaw: Flaw::Circle, at }),
                depth => top.deepest = top.deepest.max(depth),
            }
        }
        Ok(())
    }

    fn enter(&mut self, node: NodeId) {
        self.way.push(Visit { node, from: self.open.len(), deepest: 0 });
        self.measured(node, BUSY);
        let Some(found) = self.program.nodes.get(node as usize) else { return };
        self.program.each_child(*found, &mut |child| self.open.push(child));
        if let Node::Term(term, ..) = found {
            self.open.extend(self.program.terms.get(*term as usize).map(|term| term.body));
        }
    }

    /// Leaves the last node on the way, all of whose children were visited.
    fn leave(&mut self) -> Checked {
        let Some(Visit { node, deepest, .. }) = self.way.pop() else { return Ok(()) };
        let depth = deepest.saturating_add(1);
        ensure(depth <= DEEPEST, Flaw::TooDeep)?;
        self.measured(node, depth);
        if let Some(parent) = self.way.last_mut() {
            parent.deepest = parent.deepest.max(depth);
        }
        Ok(())
    }

    fn measured(&mut self, node: NodeId, depth: u32) {
        if let Some(place) = self.depths.get_mut(node as usize) {
            *place = depth;
        }
    }
}
