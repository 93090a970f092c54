//! Numbers as they stand in bytes. A node is named by how far back it lies from the one that names it, the first of all,
//! which many name, as they are; a run begins so far from where the one before it ended; the nodes of children, labels,
//! rules and terms, the rules of nodes, and the texts of labels and rules lie so far from the one before. Mostly that is
//! one byte, and the same. And a key that follows from the name of its input is not written.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::{NONE, Node, NodeId, Program, Run};
use crate::values::{Text, key_of};

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
    steps(&mut near, |own, last| (zigzag(own.wrapping_sub(last)), own));
    let mut names = BTreeSet::new();
    for input in &mut near.inputs {
        if input.key == key_of(&input.name) && names.insert(input.name.clone()) {
            input.key = Text::default();
        }
    }
    near
}

/// The program again, in which so many bytes of text stand; `None` when a node names one before the first, or one of the
/// first by how far back it lies, and when names are used again and again.
pub(super) fn farther(mut program: Program, texts: usize) -> Option<Program> {
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
    steps(&mut program, |near, last| {
        let own = last.wrapping_add(zagzig(near));
        (own, own)
    });
    keys(&mut program, texts)?;
    Some(program)
}

/// Changes what is told from the one before it: `step` makes of a number and the one before it what stands in its place, and
/// what the next one is told from.
fn steps(program: &mut Program, step: impl Fn(u32, u32) -> (u32, u32)) {
    fn each<'n>(numbers: impl Iterator<Item = &'n mut u32>, step: &impl Fn(u32, u32) -> (u32, u32)) {
        let mut last = 0;
        for number in numbers {
            (*number, last) = step(*number, last);
        }
    }
    each(program.children.iter_mut(), &step);
    each(program.labels.iter_mut().map(|(node, _)| node), &step);
    each(program.labels.iter_mut().map(|(_, text)| text), &step);
    each(program.rules.iter_mut().map(|rule| &mut rule.text), &step);
    each(program.terms.iter_mut().map(|term| &mut term.body), &step);
    let rules = program.nodes.iter_mut().filter_map(|node| match node {
        Node::Rule { rule, .. } => Some(rule),
        _ => None,
    });
    each(rules, &step);
}

/// Gives every input without a key that of its name. Each of these has a name of its own, so that together they are no longer
/// than all texts.
fn keys(program: &mut Program, texts: usize) -> Option<()> {
    let (mut all, mut ends, mut left) = (String::new(), Vec::new(), texts);
    for input in program.inputs.iter().filter(|input| input.key.is_empty()) {
        left = left.checked_sub(input.name.len())?;
        all.push_str(&key_of(&input.name));
        ends.push(u32::try_from(all.len()).ok()?);
    }
    let (all, mut from) = (Arc::new(all), 0);
    for (input, end) in program.inputs.iter_mut().filter(|input| input.key.is_empty()).zip(ends) {
        input.key = Text::within(&all, from, end)?;
        from = end;
    }
    Some(())
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
