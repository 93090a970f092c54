//! One value that the first pass leaves open although every completion of what is unknown gives the same.

use super::diagram::split;
use super::{BUDGET, Inquiry, Room, causes};
use crate::evaluate::{Evaluation, Given, ObjectId, Val};
use crate::program::NodeId;
use crate::values::Date;

impl<'p> Inquiry<'p> {
    /// The value of a node on a day, for these objects as its first variables, when it is the same for every completion
    /// of the unknown facts of the case of an evaluation. `None` when it is not, when that cannot be told, or when
    /// telling takes more than [`BUDGET`] evaluations.
    pub fn settled(&mut self, of: &Evaluation<'p>, node: NodeId, args: &[ObjectId], day: Date) -> Option<Val> {
        Settling { node, args, day, used: 0 }.settle(self.room(of))
    }
}

/// A search under way.
struct Settling<'a> {
    node: NodeId,
    args: &'a [ObjectId],
    day: Date,
    used: u32,
}

impl Settling<'_> {
    fn settle(&mut self, room: &mut Room<'_>) -> Option<Val> {
        self.used = self.used.saturating_add(1);
        let program = room.machine.program();
        let mut evaluation = room.machine.resume(&room.facts);
        let value = evaluation.value(self.node, self.args, self.day).value;
        if value.is_known() {
            return Some(value);
        }
        if !value.is_open() || self.used >= BUDGET {
            return None;
        }
        let causes = causes(&mut evaluation, self.args, &[(self.node, self.day)]);
        let (place, cells) = split(program, &room.facts, &causes)?;
        let mut common = None;
        for cell in cells {
            let branch = room.with(place, Given::Always(cell), |room| self.settle(room))?;
            if branch.is_none() || common.is_some_and(|common| Some(common) != branch) {
                return None;
            }
            common = branch;
        }
        common
    }
}
