//! What an evaluation looks up about a program, computed once per program.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::ops::Ops;
use super::reach::Reach;
use super::value::NO_CLASS;
use crate::program::{
    ClassId, Comparison, Const, DateFunction, Decision, InputId, NONE, Node, NodeId, Program, Rule, Run, Term, TextId,
    Type,
};
use crate::values::Date;

/// What evaluating an input or a term needs to know of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// A term's body, or the part of it that alone decides.
    pub body: NodeId,
    /// How many steps that may take.
    pub weight: u32,
    /// Which of the [`Signature`]s it has, and the how-manyeth with it it is.
    pub signature: u32,
    pub ordinal: u32,
    /// How many arguments.
    pub arity: u8,
    /// Whether it is ja or nee.
    pub bool: bool,
    /// Whether it is ja or nee and relates two objects of one class: nobody has it with himself.
    pub mirror: bool,
}

/// The classes of the arguments of inputs and terms, and how many terms have them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signature {
    /// [`NO_CLASS`] for an absent one.
    pub classes: [ClassId; 2],
    pub terms: u32,
}

/// How a node follows the day of evaluation, all facts equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// Not by itself.
    Fixed,
    /// It never falls as the day advances.
    Rising,
    /// It never rises as the day advances.
    Falling,
}

/// The parts of a program that evaluation reads most, densely.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub inputs: Vec<Shape>,
    pub terms: Vec<Shape>,
    pub signatures: Vec<Signature>,
    /// The classes with one object.
    pub singletons: Vec<ClassId>,
    pub nodes: Ops,
    /// Per node the clause as written, or [`NONE`].
    labels: Vec<TextId>,
    /// Per decision the inputs that it can come to use, once they were asked for.
    uses: Vec<OnceLock<BTreeSet<InputId>>>,
    pub reach: Reach,
}

impl Plan {
    pub fn new(program: &Program) -> Self {
        let mut signatures = Vec::new();
        let inputs = program.inputs.iter().map(|input| Shape::new(&mut signatures, &input.args, &input.ty)).collect();
        let mut terms: Vec<Shape> =
            program.terms.iter().map(|term| Shape::of_term(&mut signatures, program, term)).collect();
        let nodes = Ops::new(program, &terms);
        terms.iter_mut().for_each(|term| term.weight = nodes.weight(term.body));
        let singletons = (0..).zip(&program.classes).filter(|(_, class)| class.singleton).map(|(id, _)| id).collect();
        let mut labels = vec![NONE; program.nodes.len()];
        for (node, text) in &program.labels {
            if let Some(label) = labels.get_mut(*node as usize) {
                *label = *text;
            }
        }
        let uses = vec![OnceLock::new(); program.decisions.len()];
        Self { inputs, terms, signatures, singletons, nodes, labels, uses, reach: Reach::new(program) }
    }

    /// The inputs that a decision can come to use.
    pub fn inputs_of(&self, program: &Program, decision: &Decision) -> Cow<'_, BTreeSet<InputId>> {
        let number = program.decisions.iter().position(|known| std::ptr::eq(known, decision));
        match number.and_then(|number| self.uses.get(number)) {
            Some(known) => Cow::Borrowed(known.get_or_init(|| program.inputs_of(decision))),
            None => Cow::Owned(program.inputs_of(decision)),
        }
    }

    /// The clause that a node was written as, or [`NONE`].
    pub fn clause(&self, node: NodeId) -> TextId {
        self.labels.get(node as usize).copied().unwrap_or(NONE)
    }

    #[inline]
    pub fn course(&self, node: NodeId) -> Course {
        self.nodes.courses.get(node as usize).copied().unwrap_or(Course::Fixed)
    }
}

impl Shape {
    fn new(signatures: &mut Vec<Signature>, args: &[ClassId], ty: &Type) -> Self {
        let classes = match *args {
            [] => [NO_CLASS, NO_CLASS],
            [a] => [a, NO_CLASS],
            [a, b, ..] => [a, b],
        };
        let known = signatures.iter().position(|signature| signature.classes == classes);
        let signature = known.unwrap_or_else(|| {
            signatures.push(Signature { classes, terms: 0 });
            signatures.len().saturating_sub(1)
        });
        let (arity, bool) = (u8::try_from(args.len().min(2)).unwrap_or(2), *ty == Type::Bool);
        let mirror = bool && arity == 2 && classes[0] == classes[1];
        let signature = u32::try_from(signature).unwrap_or(u32::MAX);
        Self { body: NONE, signature, ordinal: 0, arity, bool, mirror, weight: 0 }
    }

    fn of_term(signatures: &mut Vec<Signature>, program: &Program, term: &Term) -> Self {
        let mut shape = Self::new(signatures, &term.args, &term.ty);
        if let Some(signature) = signatures.get_mut(shape.signature as usize) {
            shape.ordinal = signature.terms;
            signature.terms = signature.terms.saturating_add(1);
        }
        shape.body = essence(program, term.body);
        shape
    }
}

pub(super) fn version(rule: &Rule) -> (Date, Date) {
    (rule.from.unwrap_or(Date::MIN), rule.until.unwrap_or(Date::MAX))
}

/// The part of a definition that alone decides: of a single rule, always in force and without exceptions, its value
/// when it has no condition, or its condition when it concludes ja.
fn essence(program: &Program, body: NodeId) -> NodeId {
    let node = |id: NodeId| program.nodes.get(id as usize).copied();
    let Some(Node::Define { rules, bool }) = node(body) else { return body };
    let &[rule] = program.run(rules) else { return body };
    let Some(Node::Rule { rule, condition, value, exceptions }) = node(rule) else { return body };
    let always = program.rules.get(rule as usize).is_some_and(|rule| version(rule) == (Date::MIN, Date::MAX));
    match (condition, node(value)) {
        _ if !always || exceptions.len > 0 => body,
        (NONE, Some(_)) => value,
        (_, Some(Node::Const(Const::Bool(true)))) if bool => condition,
        _ => body,
    }
}

/// Deeper exceptions than this are not looked into.
const DEEPEST_EXCEPTION: u32 = 8;

/// Whether these rules can only say ja, and the exceptions to them only take away: then they never disagree.
pub(super) fn all_yes(program: &Program, rules: Run, depth: u32) -> bool {
    let fits = |value: NodeId| match program.nodes.get(value as usize) {
        Some(Node::Const(Const::Bool(true))) => depth == 0,
        _ => value == NONE && depth > 0,
    };
    depth < DEEPEST_EXCEPTION
        && program.run(rules).iter().all(|rule| match program.nodes.get(*rule as usize) {
            Some(Node::Rule { value, exceptions, .. }) => {
                fits(*value) && all_yes(program, *exceptions, depth.saturating_add(1))
            }
            _ => false,
        })
}

/// How a node follows the day, given how the nodes below it do.
pub(super) fn course(node: Node, below: &[Course]) -> Course {
    let of = |id: NodeId| below.get(id as usize).copied().unwrap_or(Course::Fixed);
    match node {
        Node::Peildatum => Course::Rising,
        Node::Shift(_, date, count) if of(count) == Course::Fixed => of(date),
        Node::DateOf(function, date) if function != DateFunction::DaysInMonth => of(date),
        Node::FullSteps(_, first, last) => match (of(first), of(last)) {
            (Course::Fixed, course) => course,
            (course, Course::Fixed) => course.reversed(),
            _ => Course::Fixed,
        },
        _ => Course::Fixed,
    }
}

impl Course {
    const fn reversed(self) -> Self {
        match self {
            Self::Fixed => Self::Fixed,
            Self::Rising => Self::Falling,
            Self::Falling => Self::Rising,
        }
    }
}

/// The same comparison seen from the other side.
pub(super) const fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::Equal,
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
    }
}
