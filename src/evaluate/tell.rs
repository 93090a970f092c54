//! Telling reasons: walks the program beside the evaluation, which remembers the values.

use super::machine::Evaluation;
use super::read::{last_known, version_on};
use super::reasons::{Reason, Subject, Told, Used, What};
use super::scope::{NO_TERM, Scope};
use super::seen::{Seen, Telling};
use super::value::{Args, Problem, Val};
use crate::evaluate::facts::{Given, ObjectId};
use crate::program::{InputId, NONE, Node, NodeId, ParameterId, Run, TermId};
use crate::values::Date;

/// How many reasons a tree has at most; what would come after is [`What::Cut`].
pub const MOST_REASONS: usize = 20_000;

impl Evaluation<'_> {
    /// Why the value of a node is what it is, on a day, for these objects as its first variables.
    pub fn reasons(&mut self, node: NodeId, args: &[ObjectId], day: Date) -> Reason {
        self.start(day);
        let scope = self.scope(NO_TERM, Args::new(args));
        Teller::new(self, false).tell(node, &scope)
    }

    /// [`Self::reasons`] of several nodes, each term told in full once among them all.
    pub fn reasons_together(&mut self, nodes: &[NodeId], args: &[ObjectId], day: Date) -> Vec<Reason> {
        self.start(day);
        let scope = self.scope(NO_TERM, Args::new(args));
        let mut teller = Teller::new(self, false);
        nodes.iter().map(|node| teller.tell(*node, &scope)).collect()
    }

    /// All that the value of a node rests on, also what made rules and exceptions not apply: with these facts alone it
    /// would be the same.
    pub fn used(&mut self, node: NodeId, args: &[ObjectId], day: Date) -> Used {
        self.start(day);
        let scope = self.scope(NO_TERM, Args::new(args));
        let reason = Teller::new(self, true).tell(node, &scope);
        Used::of(self.program, [&reason])
    }

    /// Why the value of a term is what it is, for these objects on a day.
    pub fn term_reasons(&mut self, term: TermId, args: &[ObjectId], day: Date) -> Reason {
        self.start(day);
        let args = Args::new(args);
        Teller::new(self, false).term_of(term, args)
    }
}

/// Telling under way.
pub(super) struct Teller<'e, 'm> {
    pub machine: &'e mut Evaluation<'m>,
    /// The terms that were told in full: for whom, on which day, in which layer.
    told: Seen,
    left: usize,
    /// Whether rules and exceptions that do not apply are told too, and every stretch of days.
    pub full: bool,
}

/// A reason without children.
pub(super) const fn leaf(what: What, value: Val) -> Reason {
    Reason { what, value, children: Vec::new() }
}

impl<'e, 'm> Teller<'e, 'm> {
    fn new(machine: &'e mut Evaluation<'m>, full: bool) -> Self {
        Self { machine, told: Seen::default(), left: MOST_REASONS, full }
    }

    /// The reason of a node in the present frame, within its clause as written.
    pub fn tell(&mut self, id: NodeId, scope: &Scope) -> Reason {
        if !self.machine.spend_on(id) {
            return leaf(What::Cut, self.machine.failed(Problem::TooMuch, id, scope));
        }
        let value = self.machine.eval(id, scope);
        self.tell_value(id, value, scope)
    }

    /// [`Self::tell`] for a node whose value is known already.
    pub fn tell_value(&mut self, id: NodeId, value: Val, scope: &Scope) -> Reason {
        self.left = self.left.saturating_sub(1);
        let Some(node) = self.machine.program.nodes.get(id as usize).copied().filter(|_| self.left > 0) else {
            return leaf(What::Cut, value);
        };
        let mut reason = self.tell_node(node, id, value, scope);
        self.own_fault(&mut reason);
        match self.machine.plan.label(id) {
            Some(text) => Reason { what: What::Clause(text), value, children: vec![reason] },
            None => reason,
        }
    }

    /// Adds what is wrong where it arose: at a reason of which no child has the same fault.
    fn own_fault(&self, reason: &mut Reason) {
        if !matches!(reason.value, Val::Fault(_)) {
            return;
        }
        let told = matches!(reason.what, What::Cut | What::Fault(_) | What::Term { again: true, .. })
            || reason.children.iter().any(|child| child.value == reason.value);
        if let (false, Some(fault)) = (told, self.machine.fault(reason.value)) {
            reason.children.push(leaf(What::Fault(fault), reason.value));
        }
    }

    fn tell_node(&mut self, node: Node, id: NodeId, value: Val, scope: &Scope) -> Reason {
        let (what, children) = match node {
            Node::Input(input, a, b) => return self.fact(input, [a, b], value, scope),
            Node::Term(term, a, b) => return self.term(term, [a, b], value, scope),
            Node::Parameter(parameter) => (self.parameter(parameter), Vec::new()),
            Node::IsFilled(parameter) => (What::Filled(parameter), Vec::new()),
            Node::Const(_) => (What::Constant, Vec::new()),
            Node::Variable(_) | Node::Singleton(_) | Node::Stated(..) => (What::Object, Vec::new()),
            Node::Peildatum => (What::Peildatum, Vec::new()),
            Node::DayOfDecision => (What::DayOfDecision, Vec::new()),
            Node::All(run) => (What::All, self.connected(run, value, scope)),
            Node::Any(run) => (What::Any, self.connected(run, value, scope)),
            Node::Not(of) => (What::Not, vec![self.tell(of, scope)]),
            Node::Present(of) => (What::Present, vec![self.tell(of, scope)]),
            Node::Compare(comparison, a, b) => (What::Compare(comparison), self.operands([a, b], value, scope)),
            Node::Arithmetic(operator, a, b) => (What::Arithmetic(operator), self.operands([a, b], value, scope)),
            Node::Round(rounding, step, of) => (What::Round(rounding, step), vec![self.tell(of, scope)]),
            Node::Choose(condition, then, other) => (What::Choose, self.chosen(condition, then, other, value, scope)),
            Node::Shift(step, a, b) => (What::Shift(step), self.operands([a, b], value, scope)),
            Node::FullSteps(step, a, b) => (What::FullSteps(step), self.operands([a, b], value, scope)),
            Node::DateOf(function, of) => (What::DateOf(function), vec![self.tell(of, scope)]),
            Node::PeriodsOf(function, of) => (What::PeriodsOf(function), vec![self.tell(of, scope)]),
            Node::Fold { .. } => return self.fold(node, value, scope),
            Node::MonthSum { value: of, from, until } => (What::MonthSum, self.months(of, [from, until], value, scope)),
            Node::On(..)
            | Node::DailyMean(..)
            | Node::DaysThat(..)
            | Node::DaysBetween { .. }
            | Node::FirstDay { .. }
            | Node::AsIf(..) => {
                return self.elsewhere(node, id, value, scope);
            }
            Node::Define { rules, .. } => (What::Any, self.define(rules, value, scope)),
            Node::Rule { .. } => (What::Cut, Vec::new()),
        };
        Reason { what, value, children }
    }

    /// The parts of All or Any that mattered: those with the value itself, or that keep it open.
    fn connected(&mut self, run: Run, value: Val, scope: &Scope) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for part in self.machine.children(run) {
            if self.machine.eval(*part, scope) == value {
                reasons.push(self.tell_value(*part, value, scope));
            }
        }
        reasons
    }

    /// The operands that mattered: of what is unknown or faulty, those that are so; else all.
    pub fn operands<const N: usize>(&mut self, ids: [NodeId; N], value: Val, scope: &Scope) -> Vec<Reason> {
        let all = ids.map(|id| (id, self.machine.eval(id, scope)));
        let matters = |operand: Val| match value {
            Val::Fault(_) => operand == value,
            Val::Unknown => operand.is_open(),
            _ => true,
        };
        let none = !all.iter().any(|(_, operand)| matters(*operand));
        let mut reasons = Vec::with_capacity(N);
        for (id, operand) in all {
            if none || matters(operand) {
                reasons.push(self.tell_value(id, operand, scope));
            }
        }
        reasons
    }

    fn chosen(&mut self, condition: NodeId, then: NodeId, other: NodeId, value: Val, scope: &Scope) -> Vec<Reason> {
        match self.machine.eval(condition, scope) {
            Val::Bool(true) => self.operands([condition, then], value, scope),
            Val::Bool(false) => self.operands([condition, other], value, scope),
            _ if value.is_known() => vec![self.tell(then, scope), self.tell(other, scope)],
            _ => self.operands([condition, then, other], value, scope),
        }
    }

    fn parameter(&self, id: ParameterId) -> What {
        let day = self.machine.day;
        let found = self.machine.program.parameters.get(id as usize).and_then(|parameter| {
            let version = version_on(parameter, id, day).0?;
            Some((u32::try_from(version).ok()?, last_known(parameter, version, day)))
        });
        What::Parameter {
            parameter: id,
            version: found.map(|(version, _)| version),
            last_known: found.is_some_and(|(_, last_known)| last_known),
        }
    }

    /// The objects that arguments are, and the reasons of those that must be looked up.
    pub fn arguments(&mut self, nodes: [NodeId; 2], scope: &Scope) -> (Option<Args>, Vec<Reason>) {
        let len = u8::from(nodes[0] != NONE).saturating_add(u8::from(nodes[1] != NONE));
        if let [Some(a), Some(b)] = nodes.map(|node| self.machine.bound(node, scope)) {
            return (Some(Args::of(a, b, len)), Vec::new());
        }
        let [a, b] = nodes.map(|node| self.machine.argument(node, scope).ok());
        let looked_up = nodes.into_iter().filter(|node| {
            let node = self.machine.program.nodes.get(*node as usize);
            !matches!(node, None | Some(Node::Variable(_) | Node::Singleton(_) | Node::Stated(..)))
        });
        let reasons = looked_up.collect::<Vec<_>>().into_iter().map(|node| self.tell(node, scope)).collect();
        (a.zip(b).map(|(a, b)| Args::of(a, b, len)), reasons)
    }

    fn fact(&mut self, input: InputId, nodes: [NodeId; 2], value: Val, scope: &Scope) -> Reason {
        let (args, children) = self.arguments(nodes, scope);
        let subject = Subject::Input(input);
        let Some(args) = args else { return Reason { what: What::Nobody(subject), value, children } };
        let (a, b) = args.pair();
        let shape = self.machine.plan.inputs.get(input as usize);
        let what = if shape.is_some_and(|shape| shape.mirror && a == b) {
            What::Oneself(subject, a)
        } else if self.machine.layer != 0 && self.machine.layers.input(self.machine.layer, input, a, b).is_some() {
            What::Supposed(subject, args)
        } else {
            What::Fact { input, args, told: self.told(input, args, value) }
        };
        Reason { what, value, children }
    }

    fn told(&self, input: InputId, args: Args, value: Val) -> Told {
        match self.machine.facts.get(self.machine.program, input, args.as_slice()) {
            Some(Given::Withheld(withheld)) => Told::Withheld(withheld),
            Some(Given::Dated(_)) if value == Val::Unknown => Told::OtherDays,
            Some(Given::Always(_) | Given::Between(..) | Given::Dated(_)) => Told::Given,
            Some(Given::Unknown) | None => Told::Nothing,
        }
    }

    fn term(&mut self, term: TermId, nodes: [NodeId; 2], value: Val, scope: &Scope) -> Reason {
        let (args, mut children) = self.arguments(nodes, scope);
        let Some(args) = args else { return Reason { what: What::Nobody(Subject::Term(term)), value, children } };
        let mut reason = self.term_of(term, args);
        if !children.is_empty() {
            children.append(&mut reason.children);
            reason.children = children;
        }
        reason
    }

    /// The reason of a term for known objects: in full the first time, named after that.
    fn term_of(&mut self, term: TermId, args: Args) -> Reason {
        let (a, b) = args.pair();
        let value = self.machine.term_of(term, a, b).val();
        let Some(shape) = self.machine.plan.terms.get(term as usize) else { return leaf(What::Cut, value) };
        let (day, own) = (self.machine.day, self.machine.layer);
        if shape.mirror && a == b {
            return leaf(What::Oneself(Subject::Term(term), a), value);
        }
        if own != 0 && self.machine.layers.term(own, term, a, b).is_some() {
            return leaf(What::Supposed(Subject::Term(term), args), value);
        }
        let layer = self.machine.layers.reaching(own, term);
        let again = !self.told.insert(Telling { term, a, b, day, layer });
        let mut reason = leaf(What::Term { term, args, again }, value);
        if !again {
            let outer = self.machine.enter(day, layer);
            let scope = self.machine.scope(term, args);
            reason.children = self.body(term, value, &scope);
            self.machine.leave(outer);
            self.own_fault(&mut reason);
        }
        reason
    }

    fn body(&mut self, term: TermId, value: Val, scope: &Scope) -> Vec<Reason> {
        let body = self.machine.program.terms.get(term as usize).map_or(NONE, |term| term.body);
        match self.machine.program.nodes.get(body as usize) {
            _ if !self.machine.spend_on(body) => vec![leaf(What::Cut, value)],
            Some(Node::Define { rules, .. }) => self.define(*rules, value, scope),
            Some(_) => vec![self.tell(body, scope)],
            None => Vec::new(),
        }
    }
}
