//! A node as evaluation runs it: small, with what the program says of it resolved once.
//!
//! Most arguments are a bound variable, the only object of a class, or absent; such an argument is the number of a place
//! in the scope, so that reading a fact or calling a term takes no evaluation of its arguments. What is rare stays as the
//! program has it: [`Op::Rare`].

use super::plan::{Course, Shape, mirrored};
use super::word::Word;
use crate::program::{Comparison, Const, NONE, Node, NodeId, Operator, ParameterId, Program, RuleId, Run};
use crate::values::Date;

/// An input or term of one object that stands in the scope, or of none.
#[derive(Clone, Copy, Debug)]
pub(super) struct One {
    /// The input or term.
    pub id: u32,
    /// Of a term, the how-manyeth it is with its signature.
    pub ordinal: u16,
    /// The place of its object in the scope.
    pub place: u8,
    /// Of a term, its signature.
    pub signature: u8,
}

/// An input or term of objects that stand in the scope.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// The input or term.
    pub id: u32,
    /// The places of its objects in the scope.
    pub a: u8,
    pub b: u8,
}

/// The place in a scope that always holds object 0: for an absent argument.
pub(super) const ABSENT: u8 = 8;
/// The place in a scope that holds the only object of a class with one.
pub(super) const ONLY: u8 = 9;

/// A node, in twelve bytes: evaluation goes from one to another all the time, and what lies together is fetched together.
#[derive(Clone, Copy, Debug)]
pub(super) enum Op {
    /// A constant, by its number.
    Const(u32),
    /// A constant condition.
    Bool(bool),
    /// A fact of at most one object, which stands in the scope; and that it is not so.
    Fact(One),
    NoFact(One),
    FactPair(Pair),
    /// A term of at most one object, which stands in the scope; and that it is not so.
    Term(One),
    NoTerm(One),
    TermPair(Pair),
    /// A fact or term of objects that take evaluation.
    FactOf,
    TermOf,
    /// An object in the scope.
    Object(u8),
    /// An object of a rule file.
    Stated,
    All(Run),
    Any(Run),
    Not(NodeId),
    Present(NodeId),
    /// A comparison of two that do not follow the day.
    Compare(Comparison, NodeId, NodeId),
    /// A comparison of one that follows the day with one that does not.
    Follow(Comparison, NodeId, NodeId),
    Arithmetic(Operator, NodeId, NodeId),
    Parameter(ParameterId),
    /// One of two values; it stands in few places, so that what it chooses from is looked up in the program.
    Choose,
    /// The rules of a definition, as a run of [`Clause`]s; and what comes of them together.
    Define(Run, Together),
    /// A rule, by its number among all; whoever names it has a copy.
    Rule(u32),
    /// A fold, by its number.
    Fold(u32),
    /// Whatever else; or nothing that may stand here.
    Rare,
}

const _: () = assert!(size_of::<Op>() == 12);

/// What may come of the rules of a definition together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Together {
    /// A value; a fault when none applies.
    Value,
    /// ja or nee; nee when none applies.
    Bool,
    /// Only ja, so that the first that applies settles it; nee when none applies.
    Yes,
}

/// A rule, as evaluation needs it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    pub rule: RuleId,
    /// Or [`NONE`].
    pub condition: NodeId,
    /// Or [`NONE`].
    pub value: NodeId,
    /// A run of clauses.
    pub exceptions: Run,
    /// The first and the last day of its version.
    pub from: Date,
    pub until: Date,
}

/// A fold, as evaluation needs it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folded {
    pub fold: crate::program::Fold,
    pub variable: u8,
    pub domain: Run,
    /// Or [`NONE`].
    pub filter: NodeId,
    /// Or [`NONE`].
    pub value: NodeId,
    /// How many steps a member may take.
    pub weight: u32,
}

/// The nodes of a program, resolved.
#[derive(Clone, Debug, Default)]
pub(super) struct Ops {
    pub ops: Vec<Op>,
    pub constants: Vec<Word>,
    /// The rules of each definition and the exceptions to each rule, those of one side by side.
    pub clauses: Vec<Clause>,
    pub folds: Vec<Folded>,
    pub courses: Vec<Course>,
    /// How many steps each node may take, folds counted as if they had one member; terms as one step.
    pub weights: Vec<u32>,
}

impl Ops {
    pub fn new(program: &Program, terms: &[Shape]) -> Self {
        let (mut ops, mut rules) = (Self::default(), Vec::new());
        ops.ops.reserve_exact(program.nodes.len());
        ops.weights.reserve_exact(program.nodes.len());
        ops.courses.reserve_exact(program.nodes.len());
        for node in &program.nodes {
            let course = super::plan::course(*node, &ops.courses);
            ops.courses.push(course);
            let weight = ops.weigh(program, *node);
            ops.weights.push(weight);
            let op = ops.resolve(program, terms, *node, &mut rules);
            ops.ops.push(op);
        }
        ops
    }

    pub fn weight(&self, node: NodeId) -> u32 {
        self.weights.get(node as usize).copied().unwrap_or(0)
    }

    fn weigh(&self, program: &Program, node: Node) -> u32 {
        let mut weight = 1u32;
        program.each_child(node, &mut |child| weight = weight.saturating_add(self.weight(child)));
        weight
    }

    fn course(&self, node: NodeId) -> Course {
        self.courses.get(node as usize).copied().unwrap_or(Course::Fixed)
    }

    fn resolve(&mut self, program: &Program, terms: &[Shape], node: Node, rules: &mut Vec<Clause>) -> Op {
        match node {
            Node::Const(Const::Bool(value)) => Op::Bool(value),
            Node::Const(value) => {
                self.constants.push(Word::constant(value));
                Op::Const(last(self.constants.len()))
            }
            Node::Input(id, a, b) => match self.places(a, b) {
                Some((place, ABSENT)) => Op::Fact(One { id, ordinal: 0, place, signature: 0 }),
                Some((a, b)) => Op::FactPair(Pair { id, a, b }),
                None => Op::FactOf,
            },
            Node::Term(id, a, b) => match self.places(a, b) {
                Some((a, b)) => term(terms, Pair { id, a, b }),
                None => Op::TermOf,
            },
            Node::Variable(number) if number < ABSENT => Op::Object(number),
            Node::Singleton(_) => Op::Object(ONLY),
            Node::Stated(..) => Op::Stated,
            Node::All(run) => Op::All(run),
            Node::Any(run) => Op::Any(run),
            Node::Not(of) => match self.ops.get(of as usize) {
                Some(Op::Fact(one)) => Op::NoFact(*one),
                Some(Op::Term(one)) => Op::NoTerm(*one),
                _ => Op::Not(of),
            },
            Node::Present(of) => Op::Present(of),
            Node::Compare(comparison, a, b) => match (self.course(a), self.course(b)) {
                (Course::Rising | Course::Falling, Course::Fixed) => Op::Follow(comparison, a, b),
                (Course::Fixed, Course::Rising | Course::Falling) => Op::Follow(mirrored(comparison), b, a),
                _ => Op::Compare(comparison, a, b),
            },
            Node::Arithmetic(operator, a, b) => Op::Arithmetic(operator, a, b),
            Node::Parameter(parameter) => Op::Parameter(parameter),
            Node::Choose(..) => Op::Choose,
            other => self.resolve_larger(program, other, rules),
        }
    }

    /// `all` are the rules that were resolved before.
    fn resolve_larger(&mut self, program: &Program, node: Node, all: &mut Vec<Clause>) -> Op {
        match node {
            Node::Define { rules, bool } => {
                let together = match bool {
                    false => Together::Value,
                    true if super::plan::all_yes(program, rules, 0) => Together::Yes,
                    true => Together::Bool,
                };
                Op::Define(self.side_by_side(program.run(rules), all), together)
            }
            Node::Rule { rule, condition, value, exceptions } => {
                let exceptions = self.side_by_side(program.run(exceptions), all);
                let (from, until) =
                    program.rules.get(rule as usize).map_or((Date::MAX, Date::MIN), super::plan::version);
                all.push(Clause { rule, condition, value, exceptions, from, until });
                Op::Rule(last(all.len()))
            }
            Node::Fold { fold, variable, domain, filter, value } => {
                let weight = self.weight(filter).saturating_add(self.weight(value)).saturating_add(1);
                self.folds.push(Folded { fold, variable, domain, filter, value, weight });
                Op::Fold(last(self.folds.len()))
            }
            _ => Op::Rare,
        }
    }

    /// Puts copies of rules side by side.
    fn side_by_side(&mut self, nodes: &[NodeId], all: &[Clause]) -> Run {
        let start = u32::try_from(self.clauses.len()).unwrap_or(u32::MAX);
        for node in nodes {
            if let Some(Op::Rule(number)) = self.ops.get(*node as usize) {
                self.clauses.extend(all.get(*number as usize));
            }
        }
        let end = u32::try_from(self.clauses.len()).unwrap_or(u32::MAX);
        Run { start, len: end.saturating_sub(start) }
    }

    /// The places in the scope of arguments that take no evaluation.
    fn places(&self, a: NodeId, b: NodeId) -> Option<(u8, u8)> {
        let place = |node: NodeId| {
            if node == NONE {
                return Some(ABSENT);
            }
            match self.ops.get(node as usize) {
                Some(Op::Object(place)) => Some(*place),
                _ => None,
            }
        };
        Some((place(a)?, place(b)?))
    }
}

/// A term of objects in the scope.
fn term(terms: &[Shape], pair: Pair) -> Op {
    let Pair { id, a: place, b } = pair;
    let shape = terms.get(id as usize).filter(|shape| b == ABSENT && shape.arity <= 1);
    let number = |shape: &Shape| Some((u16::try_from(shape.ordinal).ok()?, u8::try_from(shape.signature).ok()?));
    match shape.and_then(number) {
        Some((ordinal, signature)) => Op::Term(One { id, ordinal, place, signature }),
        None => Op::TermPair(pair),
    }
}

/// The number of the last of so many.
fn last(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX).saturating_sub(1)
}
