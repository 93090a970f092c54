//! Branches of a case: the same facts but for one that has another value, and on that branch for one more.
//!
//! What a branch does not reach has the value that it has without it, and is remembered there; so that trying values of a
//! fact costs no more than what depends on it.

use crate::program::InputId;

/// A branch, or what it all began with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Branch {
    /// How many branches it stands on, itself counted.
    depth: u32,
    /// Its number: never used for two branches of a case.
    pub serial: u32,
}

impl Branch {
    /// The case as it was loaded.
    pub const TRUNK: Self = Self { depth: 0, serial: 0 };
}

/// The branch under way, and those that it stands on.
#[derive(Clone, Debug, Default)]
pub(super) struct Branches {
    /// Each with the fact that has another value.
    stack: Vec<(Branch, InputId)>,
    /// The serial number of the last.
    serial: u32,
}

impl Branches {
    /// Leaves all branches, and begins another case.
    pub fn clear(&mut self) {
        self.stack.clear();
        self.serial = 0;
    }

    /// Begins a branch on the present one.
    pub fn push(&mut self, input: InputId) {
        self.serial = self.serial.saturating_add(1);
        let depth = self.last().depth.saturating_add(1);
        self.stack.push((Branch { depth, serial: self.serial }, input));
    }

    /// Leaves the present branch.
    pub fn pop(&mut self) {
        self.stack.pop();
    }

    /// The present branch.
    pub fn last(&self) -> Branch {
        self.stack.last().map_or(Branch::TRUNK, |(branch, _)| *branch)
    }

    /// The last branch, from this one back, whose fact reaches what is asked for.
    pub fn reaching(&self, from: Branch, reaches: impl Fn(InputId) -> bool) -> Branch {
        let below = self.stack.get(..from.depth as usize).unwrap_or_default().iter();
        below.rev().find(|(_, input)| reaches(*input)).map_or(Branch::TRUNK, |(branch, _)| *branch)
    }
}
