//! Telling why a definition has its value: which rules apply, which are replaced, which are open.

use super::reasons::{Applied, Reason, What};
use super::tell::{Teller, leaf};
use super::truth::Truth;
use super::value::{Problem, Scope, Val};
use crate::program::{Const, NONE, Node, NodeId, RuleId, Run};

/// A rule as it stands in the program.
#[derive(Clone, Copy, Debug)]
struct Parts {
    rule: RuleId,
    condition: NodeId,
    value: NodeId,
    exceptions: Run,
}

/// What is known of the definition whose rules are told.
#[derive(Clone, Copy, Debug)]
struct Aim {
    /// No rule gave it a value: nee, or the fault that there is none.
    nothing: bool,
    /// It is unknown: only what keeps it so matters. Of bounds, all that they rest on does.
    unknown: bool,
    /// It is known: what is open in it does not matter.
    known: bool,
}

impl Teller<'_, '_> {
    /// The rules that mattered to the value of a definition.
    pub fn define(&mut self, rules: Run, value: Val, scope: &Scope) -> Vec<Reason> {
        let no_rule = self.machine.fault(value).is_some_and(|fault| fault.problem == Problem::NoRule);
        let nothing = value == Val::Bool(false) || no_rule;
        let aim = Aim { nothing, unknown: value == Val::Unknown, known: value.is_known() };
        let (mut reasons, mut silent) = (Vec::new(), Vec::new());
        for rule in self.machine.children(rules) {
            let outcome = self.outcome(*rule, scope);
            let matters = match outcome {
                None => false,
                Some(Applied::NotApplied | Applied::TakenAwayBy(_)) => nothing || self.full,
                Some(Applied::Applied | Applied::ReplacedBy(_)) => true,
                Some(Applied::Open) => !aim.known || nothing || self.full,
            };
            match outcome.filter(|_| matters) {
                Some(outcome) => reasons.extend(self.rule(*rule, outcome, aim, scope)),
                None => silent.extend(self.parts(*rule).map(|parts| parts.rule)),
            }
        }
        if !silent.is_empty() {
            reasons.push(leaf(What::Silent(silent), Val::Bool(false)));
        }
        reasons
    }

    fn parts(&self, id: NodeId) -> Option<Parts> {
        match self.machine.program.nodes.get(id as usize) {
            Some(Node::Rule { rule, condition, value, exceptions }) => {
                Some(Parts { rule: *rule, condition: *condition, value: *value, exceptions: *exceptions })
            }
            _ => None,
        }
    }

    fn condition(&mut self, parts: Parts, scope: &Scope) -> Truth {
        if parts.condition == NONE { Truth::Yes } else { self.machine.truth(parts.condition, scope) }
    }

    /// What came of a rule: `None` when no version of it is in force.
    fn outcome(&mut self, id: NodeId, scope: &Scope) -> Option<Applied> {
        let parts = self.parts(id)?;
        if !self.machine.in_force(parts.rule) {
            return None;
        }
        match self.condition(parts, scope) {
            Truth::No => return Some(Applied::NotApplied),
            Truth::Yes => {}
            _ => return Some(Applied::Open),
        }
        let (mut applied, mut open) = (None, false);
        for exception in self.machine.children(parts.exceptions) {
            match self.outcome(*exception, scope) {
                None | Some(Applied::NotApplied | Applied::TakenAwayBy(_)) => {}
                Some(Applied::Open) => open = true,
                Some(Applied::Applied | Applied::ReplacedBy(_)) => applied = applied.or(self.superseded(*exception)),
            }
        }
        Some(match applied {
            Some(applied) if !open || self.is_sure(id, scope) => applied,
            None if !open && !self.is_unknown(parts.value, scope) => Applied::Applied,
            _ => Applied::Open,
        })
    }

    /// Whether only one thing can come of a rule, whatever is open in it.
    fn is_sure(&mut self, id: NodeId, scope: &Scope) -> bool {
        let bool = self.machine.plan.terms.get(scope.term as usize).is_some_and(|shape| shape.bool);
        let outcome = self.machine.rule(id, bool, scope);
        match outcome.value {
            Some(value) => value.is_known() && !outcome.none && !outcome.away,
            None => outcome.none != outcome.away,
        }
    }

    fn is_unknown(&mut self, value: NodeId, scope: &Scope) -> bool {
        value != NONE && self.machine.eval(value, scope) == Val::Unknown
    }

    /// What an exception that applies makes of the rule.
    fn superseded(&self, exception: NodeId) -> Option<Applied> {
        let parts = self.parts(exception)?;
        Some(match parts.value {
            NONE => Applied::TakenAwayBy(parts.rule),
            _ => Applied::ReplacedBy(parts.rule),
        })
    }

    /// The reason of a rule with this outcome.
    fn rule(&mut self, id: NodeId, outcome: Applied, aim: Aim, scope: &Scope) -> Option<Reason> {
        let parts = self.parts(id)?;
        let holds = self.condition(parts, scope);
        // What keeps it unknown is first of all its condition.
        let waits = aim.unknown && holds == Truth::Unknown;
        let says = parts.value != NONE && matches!(outcome, Applied::Applied | Applied::Open);
        let said = if says { self.machine.eval(parts.value, scope) } else { holds.into() };
        let replaced = matches!(outcome, Applied::ReplacedBy(_) | Applied::TakenAwayBy(_));
        let mut children = Vec::new();
        let condition = match holds {
            Truth::No => true,
            Truth::Yes => !(replaced && aim.nothing || aim.unknown && outcome == Applied::Open),
            _ => !aim.known,
        };
        if condition && parts.condition != NONE {
            children.push(self.tell(parts.condition, scope));
        }
        let matters = !aim.unknown || outcome == Applied::Applied || !said.is_known();
        if says && !waits && matters && !self.is_constant(parts.value) {
            children.push(self.tell(parts.value, scope));
        }
        if holds != Truth::No && !waits {
            self.exceptions(parts.exceptions, aim, scope, &mut children);
        }
        Some(Reason { what: What::Rule { rule: parts.rule, outcome }, value: said, children })
    }

    /// The exceptions that apply or are open, told; the others, named.
    fn exceptions(&mut self, exceptions: Run, aim: Aim, scope: &Scope, children: &mut Vec<Reason>) {
        let aim = Aim { nothing: false, ..aim };
        let mut silent = Vec::new();
        for exception in self.machine.children(exceptions) {
            match self.outcome(*exception, scope) {
                Some(outcome @ (Applied::Applied | Applied::ReplacedBy(_) | Applied::Open)) => {
                    children.extend(self.rule(*exception, outcome, aim, scope));
                }
                Some(outcome) if self.full => children.extend(self.rule(*exception, outcome, aim, scope)),
                _ => silent.extend(self.parts(*exception).map(|parts| parts.rule)),
            }
        }
        if !silent.is_empty() {
            children.push(leaf(What::Silent(silent), Val::Bool(false)));
        }
    }

    fn is_constant(&self, value: NodeId) -> bool {
        matches!(self.machine.program.nodes.get(value as usize), Some(Node::Const(Const::Bool(_))))
    }
}
