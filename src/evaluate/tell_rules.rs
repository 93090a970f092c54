//! Telling why a definition has its value: which rules apply, which are replaced, which are open.

use super::ops::Clause;
use super::reasons::{Applied, Reason, What};
use super::scope::Scope;
use super::tell::{Teller, leaf};
use super::truth::Truth;
use super::value::{Problem, Val};
use crate::program::{Const, NONE, Node, NodeId, Run};

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

/// What came of a rule that is in force, and what that was seen from.
#[derive(Clone, Copy, Debug)]
struct Seen {
    parts: Clause,
    outcome: Applied,
    /// Whether its condition holds.
    holds: Truth,
    /// What it says, as far as that was asked.
    said: Option<Val>,
}

impl Teller<'_, '_> {
    /// The rules that mattered to the value of a definition.
    pub fn define(&mut self, rules: Run, value: Val, scope: &Scope) -> Vec<Reason> {
        let no_rule = self.machine.fault(value).is_some_and(|fault| fault.problem == Problem::NoRule);
        let nothing = value == Val::Bool(false) || no_rule;
        let aim = Aim { nothing, unknown: value == Val::Unknown, known: value.is_known() };
        let (mut reasons, mut silent) = (Vec::new(), Vec::new());
        for rule in self.machine.clauses(rules) {
            let seen = self.look(*rule, scope);
            let matters = seen.is_some_and(|seen| match seen.outcome {
                Applied::NotApplied | Applied::TakenAwayBy(_) => nothing || self.full,
                Applied::Applied | Applied::ReplacedBy(_) => true,
                Applied::Open => !aim.known || nothing || self.full,
            });
            match seen.filter(|_| matters) {
                Some(seen) => reasons.push(self.rule(seen, aim, scope)),
                None => silent.extend(self.machine.clause(*rule).map(|parts| parts.rule)),
            }
        }
        if !silent.is_empty() {
            reasons.push(leaf(What::Silent(silent), Val::Bool(false)));
        }
        reasons
    }

    /// What came of a rule: `None` when no version of it is in force.
    fn look(&mut self, number: u32, scope: &Scope) -> Option<Seen> {
        let parts = *self.machine.clause(number)?;
        if !self.machine.in_force(&parts) {
            return None;
        }
        let holds = if parts.condition == NONE { Truth::YES } else { self.machine.truth(parts.condition, scope) };
        let mut seen = Seen { parts, outcome: Applied::Open, holds, said: None };
        match holds {
            Truth::NO => seen.outcome = Applied::NotApplied,
            Truth::YES => self.look_further(&mut seen, number, scope),
            _ => {}
        }
        Some(seen)
    }

    /// What came of a rule whose condition holds: that is for its exceptions to say.
    fn look_further(&mut self, seen: &mut Seen, number: u32, scope: &Scope) {
        let (mut applied, mut open) = (None, false);
        for exception in self.machine.clauses(seen.parts.exceptions) {
            match self.look(*exception, scope).map(|seen| (seen.outcome, seen.parts)) {
                None | Some((Applied::NotApplied | Applied::TakenAwayBy(_), _)) => {}
                Some((Applied::Open, _)) => open = true,
                Some((Applied::Applied, parts)) if parts.value == NONE => {
                    applied = applied.or(Some(Applied::TakenAwayBy(parts.rule)));
                }
                Some((_, parts)) => applied = applied.or(Some(Applied::ReplacedBy(parts.rule))),
            }
        }
        if applied.is_none() && !open && seen.parts.value != NONE {
            seen.said = Some(self.machine.eval(seen.parts.value, scope));
        }
        seen.outcome = match applied {
            Some(applied) if !open || self.is_sure(number, scope) => applied,
            None if !open && seen.said != Some(Val::Unknown) => Applied::Applied,
            _ => Applied::Open,
        };
    }

    /// Whether only one thing can come of a rule, whatever is open in it.
    fn is_sure(&mut self, number: u32, scope: &Scope) -> bool {
        let bool = self.machine.plan.terms.get(scope.term as usize).is_some_and(|shape| shape.bool);
        let outcome = self.machine.rule(number, bool, scope);
        match outcome.value {
            Some(value) => value.is_known() && !outcome.none && !outcome.away,
            None => outcome.none != outcome.away,
        }
    }

    /// The reason of a rule that was looked at.
    fn rule(&mut self, seen: Seen, aim: Aim, scope: &Scope) -> Reason {
        let Seen { parts, outcome, holds, said } = seen;
        // What keeps it unknown is first of all its condition.
        let waits = aim.unknown && holds == Truth::UNKNOWN;
        let says = parts.value != NONE && matches!(outcome, Applied::Applied | Applied::Open);
        let said = match said {
            Some(said) => said,
            None if says => self.machine.eval(parts.value, scope),
            None => holds.into(),
        };
        let replaced = matches!(outcome, Applied::ReplacedBy(_) | Applied::TakenAwayBy(_));
        let mut children = Vec::new();
        let condition = match holds {
            Truth::NO => true,
            Truth::YES => !(replaced && aim.nothing || aim.unknown && outcome == Applied::Open),
            _ => !aim.known,
        };
        if condition && parts.condition != NONE {
            children.push(self.tell_value(parts.condition, holds.into(), scope));
        }
        let matters = !aim.unknown || outcome == Applied::Applied || !said.is_known();
        if says && !waits && matters && !self.is_constant(parts.value) {
            children.push(self.tell_value(parts.value, said, scope));
        }
        if holds != Truth::NO && !waits {
            self.exceptions(parts.exceptions, aim, scope, &mut children);
        }
        Reason { what: What::Rule { rule: parts.rule, outcome }, value: said, children }
    }

    /// The exceptions that apply or are open, told; the others, named.
    fn exceptions(&mut self, exceptions: Run, aim: Aim, scope: &Scope, children: &mut Vec<Reason>) {
        let aim = Aim { nothing: false, ..aim };
        let mut silent = Vec::new();
        for exception in self.machine.clauses(exceptions) {
            let seen = self.look(*exception, scope);
            let idle = |seen: &Seen| matches!(seen.outcome, Applied::NotApplied | Applied::TakenAwayBy(_));
            match seen.filter(|seen| self.full || !idle(seen)) {
                Some(seen) => children.push(self.rule(seen, aim, scope)),
                None => silent.extend(self.machine.clause(*exception).map(|parts| parts.rule)),
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
