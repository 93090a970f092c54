//! Numbers of nodes as they stand in bytes: the first of all, which many name, as they are, any other by how far back it lies
//! from the one that names it; where a run begins, from
//! where the one before it ended; and children and labels from the one before them. Mostly that is one byte, and the same.

use super::super::{NONE, Node, NodeId, Program, Run};

/// So many nodes are named as they are: all that are bound objects, or the only ones of their class.
const FIRST: u32 = 16;

/// A program with its numbers as they stand in bytes.
pub(super) fn nearer(program: &Program) -> Program {
    let mut near = program.clone();
    let mut ran = 0_u32;
    for (here, node) in (0_u32..).zip(&mut near.nodes) {
        let back = |id: NodeId| match id {
            NONE => 0,
            0..FIRST => id.saturating_add(1),
            _ => here.wrapping_sub(id).wrapping_add(FIRST),
        };
        let run = |run: Run| {
            let start = run.start.wrapping_sub(ran);
            ran = run.start.wrapping_add(run.len);
            Run { start, len: run.len }
        };
        *node = moved(*node, back, run);
    }
    let mut last = 0_u32;
    for child in &mut near.children {
        let own = *child;
        *child = zigzag(own.wrapping_sub(last));
        last = own;
    }
    let mut last = (0_u32, 0_u32);
    for (node, text) in &mut near.labels {
        let (own, before) = ((*node, *text), last);
        (*node, *text) = (node.wrapping_sub(before.0), zigzag(text.wrapping_sub(before.1)));
        last = own;
    }
    near
}

/// The program again; `None` when a node names one before the first, or one of the first by how far back it lies.
pub(super) fn farther(mut program: Program) -> Option<Program> {
    let mut ran = 0_u32;
    for (here, node) in (0_u32..).zip(&mut program.nodes) {
        let mut sound = true;
        let back = |far: u32| match far {
            0 => NONE,
            1..=FIRST => far.wrapping_sub(1),
            _ => {
                let id = here.checked_sub(far.wrapping_sub(FIRST)).filter(|id| *id >= FIRST);
                sound &= id.is_some();
                id.unwrap_or(NONE)
            }
        };
        let run = |run: Run| {
            let start = run.start.wrapping_add(ran);
            ran = start.wrapping_add(run.len);
            Run { start, len: run.len }
        };
        *node = moved(*node, back, run);
        if !sound {
            return None;
        }
    }
    let mut last = 0_u32;
    for child in &mut program.children {
        *child = last.wrapping_add(zagzig(*child));
        last = *child;
    }
    let mut last = (0_u32, 0_u32);
    for (node, text) in &mut program.labels {
        (*node, *text) = (last.0.wrapping_add(*node), last.1.wrapping_add(zagzig(*text)));
        last = (*node, *text);
    }
    Some(program)
}

/// A difference with its sign in the lowest bit, so that small ones are short on both sides of zero.
const fn zigzag(difference: u32) -> u32 {
    let signed = difference.cast_signed();
    (signed.wrapping_shl(1) ^ signed.wrapping_shr(31)).cast_unsigned()
}

const fn zagzig(value: u32) -> u32 {
    let half = value >> 1;
    if value & 1 == 0 { half } else { !half }
}

/// A node with other numbers for the nodes that it names, and other runs.
fn moved(node: Node, mut of: impl FnMut(NodeId) -> NodeId, run: impl FnMut(Run) -> Run) -> Node {
    match node {
        Node::Const(_)
        | Node::Parameter(_)
        | Node::IsFilled(_)
        | Node::Variable(_)
        | Node::Singleton(_)
        | Node::Stated(..)
        | Node::Peildatum
        | Node::DayOfDecision => node,
        Node::Input(id, a, b) => Node::Input(id, of(a), of(b)),
        Node::Term(id, a, b) => Node::Term(id, of(a), of(b)),
        Node::Not(a) => Node::Not(of(a)),
        Node::Compare(how, a, b) => Node::Compare(how, of(a), of(b)),
        Node::Present(a) => Node::Present(of(a)),
        Node::Arithmetic(how, a, b) => Node::Arithmetic(how, of(a), of(b)),
        Node::Round(how, step, a) => Node::Round(how, step, of(a)),
        Node::Choose(a, b, c) => Node::Choose(of(a), of(b), of(c)),
        Node::Shift(step, a, b) => Node::Shift(step, of(a), of(b)),
        Node::FullSteps(step, a, b) => Node::FullSteps(step, of(a), of(b)),
        Node::DateOf(what, a) => Node::DateOf(what, of(a)),
        Node::PeriodsOf(what, a) => Node::PeriodsOf(what, of(a)),
        Node::On(a, day) => Node::On(of(a), of(day)),
        Node::DailyMean(calendar, a) => Node::DailyMean(calendar, of(a)),
        Node::DaysThat(calendar, a) => Node::DaysThat(calendar, of(a)),
        Node::FirstDay { condition, from, until } => {
            Node::FirstDay { condition: of(condition), from: of(from), until: of(until) }
        }
        Node::DaysBetween { condition, from, until } => {
            Node::DaysBetween { condition: of(condition), from: of(from), until: of(until) }
        }
        Node::MonthSum { value, from, until } => Node::MonthSum { value: of(value), from: of(from), until: of(until) },
        Node::All(_) | Node::Any(_) | Node::Fold { .. } | Node::AsIf(..) | Node::Define { .. } | Node::Rule { .. } => {
            moved_with_run(node, of, run)
        }
    }
}

/// [`moved`], of a node with a run.
fn moved_with_run(node: Node, mut of: impl FnMut(NodeId) -> NodeId, mut run: impl FnMut(Run) -> Run) -> Node {
    match node {
        Node::All(all) => Node::All(run(all)),
        Node::Any(any) => Node::Any(run(any)),
        Node::Fold { fold, variable, domain, filter, value } => {
            Node::Fold { fold, variable, domain: run(domain), filter: of(filter), value: of(value) }
        }
        Node::AsIf(a, targets) => Node::AsIf(of(a), run(targets)),
        Node::Define { rules, bool } => Node::Define { rules: run(rules), bool },
        Node::Rule { rule, condition, value, exceptions } => {
            Node::Rule { rule, condition: of(condition), value: of(value), exceptions: run(exceptions) }
        }
        other => other,
    }
}
