//! Frames: the day, the layer of as-if facts and the branch in which something is evaluated.

use super::branches::Branch;
use super::cells::Cells;
use super::machine::Evaluation;
use super::memo;
use super::value::Horizon;
use crate::values::Date;

/// A frame that was left for another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    day: Date,
    layer: u32,
    number: memo::Frame,
    horizon: Horizon,
}

impl Evaluation<'_> {
    /// Opens the frame of a day, without as-if facts and with a full budget.
    pub(super) fn start(&mut self, day: Date) {
        self.go(day, 0, self.branches.last());
        self.horizon = Horizon::NEVER;
        self.fuel = self.budget;
    }

    /// Evaluates in the frame of another day or layer.
    pub(super) fn within<T>(&mut self, day: Date, layer: u32, evaluate: impl FnOnce(&mut Self) -> T) -> (T, Horizon) {
        let outer = self.enter(day, layer);
        let value = evaluate(self);
        let horizon = self.horizon;
        self.leave(outer);
        (value, horizon)
    }

    /// Opens the frame of another day or layer; the present one comes back with [`Self::leave`].
    pub(super) fn enter(&mut self, day: Date, layer: u32) -> Frame {
        let outer = Frame { day: self.day, layer: self.layer, number: self.frame, horizon: self.horizon };
        (self.day, self.horizon) = (day, Horizon::NEVER);
        self.put_layer(layer);
        self.frame = self.memo.frame(day, layer, self.branch);
        outer
    }

    /// Goes to the frame of another day, layer or branch, for good.
    pub(super) fn go(&mut self, day: Date, layer: u32, branch: Branch) {
        if (day, layer, branch) != (self.day, self.layer, self.branch) || self.frame == memo::Frame::NONE {
            (self.day, self.branch) = (day, branch);
            self.put_layer(layer);
            self.frame = self.memo.frame(day, layer, branch);
        }
    }

    pub(super) fn leave(&mut self, outer: Frame) {
        (self.day, self.frame, self.horizon) = (outer.day, outer.number, outer.horizon);
        self.put_layer(outer.layer);
    }

    /// Changes the layer of as-if facts, and with it what is found at once.
    pub(super) fn put_layer(&mut self, layer: u32) {
        if layer == self.layer {
            return;
        }
        self.layer = layer;
        self.cells = if layer == 0 { self.facts.cells() } else { Cells::default() };
        self.rooms = if layer == 0 { &self.slots.rooms } else { &[] };
    }
}
