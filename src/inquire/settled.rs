//! One value that the first pass leaves open although every completion of what is unknown gives the same.

use super::diagram::split;
use super::{BUDGET, causes, objects};
use crate::evaluate::{Facts, Given, Machine, ObjectId, Val};
use crate::program::NodeId;
use crate::values::Date;

/// The value of a node on a day, for these objects as its first variables, when it is the same for every completion of
/// the unknown facts. `None` when it is not, when that cannot be told, or when telling takes more than [`BUDGET`]
/// evaluations.
#[must_use]
pub fn settled(machine: &mut Machine<'_>, facts: &Facts, node: NodeId, args: &[ObjectId], day: Date) -> Option<Val> {
    let mut facts = facts.clone();
    drop(machine.load(&facts));
    Settling { node, args, day, used: 0 }.settle(machine, &mut facts)
}

/// A search under way.
struct Settling<'a> {
    node: NodeId,
    args: &'a [ObjectId],
    day: Date,
    used: u32,
}

impl Settling<'_> {
    fn settle(&mut self, machine: &mut Machine<'_>, facts: &mut Facts) -> Option<Val> {
        self.used = self.used.saturating_add(1);
        let program = machine.program();
        let mut evaluation = machine.resume(facts);
        let value = evaluation.value(self.node, self.args, self.day).value;
        if value.is_known() {
            return Some(value);
        }
        if !value.is_open() || self.used >= BUDGET {
            return None;
        }
        let causes = causes(&mut evaluation, self.args, &[(self.node, self.day)]);
        let (place, cells) = split(program, facts, &causes)?;
        let args = objects(program, facts, place);
        let mut common = None;
        for cell in cells {
            machine.branch(place.input);
            facts.set(program, place.input, &args, Given::Always(cell));
            let branch = self.settle(machine, facts);
            facts.set(program, place.input, &args, Given::Unknown);
            machine.leave();
            if branch.is_none() || common.is_some_and(|common| Some(common) != branch) {
                return None;
            }
            common = branch;
        }
        common
    }
}
