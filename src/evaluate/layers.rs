//! Layers of as-if facts: what replaces what, and which terms it can reach.
//!
//! Layer 0 is the case as it is; every other layer stands on one below it. Equal layers are one layer, so that the
//! memory of a layer serves again.

use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{InputId, Node, NodeId, Program, Run, TermId};

/// What an as-if fact replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// A term, else an input.
    pub term: bool,
    /// Its number.
    pub id: u32,
    pub a: ObjectId,
    pub b: ObjectId,
}

#[derive(Clone, Copy, Debug)]
struct Layer {
    below: u32,
    /// The [`Node::AsIf`] that laid it.
    node: NodeId,
    /// Its replacements: `start..end`.
    start: usize,
    end: usize,
}

/// All layers of an evaluation. Which terms an [`Node::AsIf`] can reach is a matter of the program and is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    layers: Vec<Layer>,
    replaced: Vec<(Target, Word)>,
    /// Replacements of layers that are being prepared: a stack.
    waiting: Vec<(Target, Word)>,
    reach: Vec<(NodeId, Vec<bool>)>,
}

/// More layers than this are not laid.
const MOST: usize = 1 << 14;
/// Reaches that take more room than this together are not kept: then every term counts as reached.
const MOST_REACH: usize = 1 << 24;

impl Layers {
    /// Takes all layers away.
    pub fn clear(&mut self) {
        self.layers.clear();
        self.replaced.clear();
        self.waiting.clear();
    }

    /// How many layers there are.
    pub const fn len(&self) -> usize {
        self.layers.len()
    }

    /// Where the replacements of the next layer begin; they wait until it is laid.
    pub const fn begin(&self) -> usize {
        self.waiting.len()
    }

    /// Adds a replacement to the layer that is being prepared.
    pub fn replace(&mut self, target: Target, value: Word) {
        self.waiting.push((target, value));
    }

    /// Gives the replacements since `start` up.
    pub fn abandon(&mut self, start: usize) {
        self.waiting.truncate(start);
    }

    /// Lays the replacements since `start` on a layer. `None` when there are too many layers.
    pub fn lay(&mut self, below: u32, node: NodeId, start: usize) -> Option<u32> {
        let new = self.waiting.get(start..)?;
        let same = self.layers.iter().position(|layer| {
            layer.node == node && layer.below == below && self.replaced.get(layer.start..layer.end) == Some(new)
        });
        if same.is_none() && self.layers.len() < MOST {
            let first = self.replaced.len();
            self.replaced.extend_from_slice(new);
            self.layers.push(Layer { below, node, start: first, end: self.replaced.len() });
        } else if same.is_none() {
            self.waiting.truncate(start);
            return None;
        }
        self.waiting.truncate(start);
        let index = same.unwrap_or(self.layers.len().saturating_sub(1));
        u32::try_from(index).ok()?.checked_add(1)
    }

    fn layer(&self, number: u32) -> Option<&Layer> {
        self.layers.get((number as usize).checked_sub(1)?)
    }

    fn find(&self, mut number: u32, target: Target) -> Option<Word> {
        while let Some(layer) = self.layer(number) {
            let replaced = self.replaced.get(layer.start..layer.end)?;
            if let Some((_, value)) = replaced.iter().rev().find(|(known, _)| *known == target) {
                return Some(*value);
            }
            number = layer.below;
        }
        None
    }

    /// What replaces an input in a layer or below it.
    pub fn input(&self, layer: u32, id: InputId, a: ObjectId, b: ObjectId) -> Option<Word> {
        self.find(layer, Target { term: false, id, a, b })
    }

    /// What replaces a term in a layer or below it.
    pub fn term(&self, layer: u32, id: TermId, a: ObjectId, b: ObjectId) -> Option<Word> {
        self.find(layer, Target { term: true, id, a, b })
    }

    /// The layer in which a term can be evaluated just as well: the highest, from this one down, that reaches it.
    pub fn reaching(&self, mut number: u32, term: TermId) -> u32 {
        while let Some(layer) = self.layer(number) {
            if self.reaches(layer.node, term) {
                return number;
            }
            number = layer.below;
        }
        number
    }

    fn reaches(&self, node: NodeId, term: TermId) -> bool {
        let Ok(found) = self.reach.binary_search_by_key(&node, |(node, _)| *node) else { return true };
        self.reach.get(found).and_then(|(_, terms)| terms.get(term as usize)).copied().unwrap_or(true)
    }

    /// Works out, the first time, which terms the targets of an [`Node::AsIf`] reach.
    pub fn prepare(&mut self, program: &Program, node: NodeId, targets: Run) {
        let Err(place) = self.reach.binary_search_by_key(&node, |(node, _)| *node) else { return };
        let room = self.reach.len().saturating_add(1).saturating_mul(program.terms.len());
        if room <= MOST_REACH {
            self.reach.insert(place, (node, reach(program, targets)));
        }
    }
}

/// After so many passes over the program every term counts as reached.
const MOST_PASSES: u32 = 64;

/// Which terms depend, through whatever terms, on one of the targets.
fn reach(program: &Program, targets: Run) -> Vec<bool> {
    let targets: Vec<Node> =
        program.run(targets).iter().step_by(2).filter_map(|id| program.nodes.get(*id as usize).copied()).collect();
    let is_target = |node: Node| {
        targets.iter().any(|target| match (target, node) {
            (Node::Input(one, ..), Node::Input(other, ..)) | (Node::Term(one, ..), Node::Term(other, ..)) => {
                *one == other
            }
            _ => false,
        })
    };
    let mut terms: Vec<bool> = (0..).zip(&program.terms).map(|(id, _)| is_target(Node::Term(id, 0, 0))).collect();
    for _ in 0..MOST_PASSES {
        let mut nodes: Vec<bool> = Vec::with_capacity(program.nodes.len());
        for node in &program.nodes {
            let mut reached = is_target(*node);
            if let Node::Term(term, ..) = node {
                reached |= terms.get(*term as usize).copied().unwrap_or(true);
            }
            program.each_child(*node, &mut |child| reached |= nodes.get(child as usize).copied().unwrap_or(true));
            nodes.push(reached);
        }
        let mut changed = false;
        for (term, reached) in program.terms.iter().zip(&mut terms) {
            if !*reached && nodes.get(term.body as usize).copied().unwrap_or(true) {
                *reached = true;
                changed = true;
            }
        }
        if !changed {
            return terms;
        }
    }
    terms.fill(true);
    terms
}
