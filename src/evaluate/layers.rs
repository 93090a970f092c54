//! Layers of as-if facts: what replaces what.
//!
//! Layer 0 is the case as it is; every other layer stands on one below it. Equal layers are one layer, so that the
//! memory of a layer serves again. A number is never used for two layers of a case, also when layers were taken away.

use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{InputId, NodeId, TermId};

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
    /// The [`crate::program::Node::AsIf`] that laid it.
    node: NodeId,
    /// Its replacements: `start..end`.
    start: usize,
    end: usize,
}

/// All layers of an evaluation.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    layers: Vec<Layer>,
    /// How many layers of the case were taken away: their numbers come before those of the others.
    gone: usize,
    replaced: Vec<(Target, Word)>,
    /// Replacements of layers that are being prepared: a stack.
    waiting: Vec<(Target, Word)>,
}

/// More layers than this are not laid.
const MOST: usize = 1 << 14;

impl Layers {
    /// Takes all layers away, and begins another case.
    pub fn clear(&mut self) {
        self.take_away();
        self.gone = 0;
    }

    /// Takes all layers away.
    pub fn take_away(&mut self) {
        self.gone = self.gone.saturating_add(self.layers.len());
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
        u32::try_from(index.checked_add(self.gone)?).ok()?.checked_add(1)
    }

    fn layer(&self, number: u32) -> Option<&Layer> {
        self.layers.get((number as usize).checked_sub(1)?.checked_sub(self.gone)?)
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

    /// The highest layer, from this one down, whose node reaches what is asked for.
    pub fn reaching(&self, mut number: u32, reaches: impl Fn(NodeId) -> bool) -> u32 {
        while let Some(layer) = self.layer(number) {
            if reaches(layer.node) {
                return number;
            }
            number = layer.below;
        }
        number
    }
}
