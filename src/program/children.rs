//! The children of nodes.

use std::collections::BTreeSet;

use super::{Decision, DecisionValue, InputId, NONE, Node, NodeId, Program, Run};

impl Program {
    /// The children in a run; none when it is out of range.
    #[inline]
    #[must_use]
    pub fn run(&self, run: Run) -> &[NodeId] {
        let start = run.start as usize;
        self.children.get(start..start.saturating_add(run.len as usize)).unwrap_or(&[])
    }

    /// Calls `each` with every child of a node; not with [`NONE`].
    pub fn each_child(&self, node: Node, each: &mut impl FnMut(NodeId)) {
        let (single, run) = parts(node);
        single.into_iter().filter(|child| *child != NONE).for_each(&mut *each);
        self.run(run).iter().copied().for_each(each);
    }

    /// The definition of the term that a node is.
    #[inline]
    pub(super) fn body(&self, node: Node) -> Option<NodeId> {
        match node {
            Node::Term(term, ..) => self.terms.get(term as usize).map(|term| term.body),
            _ => None,
        }
    }

    /// The facts and judgements that a decision can come to use, in whatever case.
    #[must_use]
    pub fn inputs_of(&self, decision: &Decision) -> BTreeSet<InputId> {
        let mut inputs = BTreeSet::new();
        let mut seen = vec![false; self.nodes.len()];
        let mut open: Vec<NodeId> = decision.nodes().collect();
        while let Some(id) = open.pop() {
            let Some(first) = seen.get_mut(id as usize).filter(|seen| !**seen) else { continue };
            *first = true;
            let Some(node) = self.nodes.get(id as usize) else { continue };
            match *node {
                Node::Input(input, ..) => drop(inputs.insert(input)),
                node => open.extend(self.body(node)),
            }
            self.each_child(*node, &mut |child| open.push(child));
        }
        inputs
    }
}

impl Decision {
    /// The values with a name: amounts, the form, terms, duties, the fields and checks of the message.
    pub fn named(&self) -> impl Iterator<Item = &DecisionValue> {
        let message = self.message.iter().flat_map(|message| message.fields.iter().chain(&message.checks));
        self.values.iter().chain(&self.form).chain(&self.terms).chain(&self.duties).chain(message)
    }

    /// The nodes that it evaluates.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        let single = [Some(self.right), self.applies, self.partial, self.not_bound, self.start, self.end, self.day];
        let follow_ups = self.follow_ups.iter().map(|follow_up| follow_up.condition);
        single.into_iter().flatten().chain(self.named().map(|value| value.node)).chain(follow_ups)
    }
}

/// No run.
const NO_RUN: Run = Run { start: 0, len: 0 };

/// The children of a node: single ones ([`NONE`] where there is none) and a run.
#[inline]
const fn parts(node: Node) -> ([NodeId; 3], Run) {
    match node {
        Node::Const(_)
        | Node::Parameter(_)
        | Node::IsFilled(_)
        | Node::Variable(_)
        | Node::Singleton(_)
        | Node::Stated(..)
        | Node::Peildatum
        | Node::DayOfDecision => ([NONE, NONE, NONE], NO_RUN),
        Node::Input(_, a, b) | Node::Term(_, a, b) => ([a, b, NONE], NO_RUN),
        Node::All(run) | Node::Any(run) | Node::Define { rules: run, .. } => ([NONE, NONE, NONE], run),
        Node::Not(a)
        | Node::Present(a)
        | Node::Round(_, _, a)
        | Node::DateOf(_, a)
        | Node::PeriodsOf(_, a)
        | Node::DailyMean(_, a)
        | Node::DaysThat(_, a) => ([a, NONE, NONE], NO_RUN),
        Node::Compare(_, a, b)
        | Node::Arithmetic(_, a, b)
        | Node::Shift(_, a, b)
        | Node::FullSteps(_, a, b)
        | Node::On(a, b) => ([a, b, NONE], NO_RUN),
        Node::Choose(a, b, c) => ([a, b, c], NO_RUN),
        Node::FirstDay { condition, from, until } | Node::DaysBetween { condition, from, until } => {
            ([condition, from, until], NO_RUN)
        }
        Node::MonthSum { value, from, until } => ([value, from, until], NO_RUN),
        Node::Fold { domain, filter, value, .. } => ([filter, value, NONE], domain),
        Node::AsIf(a, run) => ([a, NONE, NONE], run),
        Node::Rule { condition, value, exceptions, .. } => ([condition, value, NONE], exceptions),
    }
}
