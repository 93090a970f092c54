//! Telling why a definition has its value: which rules apply, which are replaced, which are open.

use super::reasons::{Applied, Reason, What};
use super::tell::{Teller, leaf};
use super::truth::Truth;
use super::value::{Problem, Scope, Val};
use crate::program::{Const, NONE, Node, NodeId, RuleId, Run};

impl Teller<'_, '_> {
    /// The rules that mattered to the value of a definition.
    pub fn define(&mut self, rules: Run, value: Val, scope: &Scope) -> Vec<Reason> {
        let no_rule = self.machine.fault(value).is_some_and(|fault| fault.problem == Problem::NoRule);
        let nothing = value == Val::Bool(false) || no_rule;
        let (mut reasons, mut silent) = (Vec::new(), Vec::new());
        for rule in self.machine.children(rules) {
            let outcome = self.outcome(*rule, scope);
            let matters = match outcome {
                None => false,
                Some(Applied::NotApplied | Applied::TakenAwayBy(_)) => nothing,
                Some(Applied::Applied | Applied::ReplacedBy(_)) => true,
                Some(Applied::Open) => !value.is_known() || nothing,
            };
            match outcome.filter(|_| matters) {
                Some(outcome) => reasons.push(self.rule(*rule, outcome, nothing, scope)),
                None => silent.extend(self.rule_id(*rule)),
            }
        }
        if !silent.is_empty() {
            reasons.push(leaf(What::Silent(silent), Val::Bool(false)));
        }
        reasons
    }

    fn rule_id(&self, id: NodeId) -> Option<RuleId> {
        match self.machine.program.nodes.get(id as usize) {
            Some(Node::Rule { rule, .. }) => Some(*rule),
            _ => None,
        }
    }

    /// What came of a rule: `None` when no version of it is in force.
    fn outcome(&mut self, id: NodeId, scope: &Scope) -> Option<Applied> {
        let Some(Node::Rule { rule, condition, value, exceptions }) =
            self.machine.program.nodes.get(id as usize).copied()
        else {
            return Some(Applied::Open);
        };
        if !self.machine.in_force(rule) {
            return None;
        }
        let holds = if condition == NONE { Truth::Yes } else { self.machine.truth(condition, scope) };
        match holds {
            Truth::No => return Some(Applied::NotApplied),
            Truth::Yes => {}
            _ => return Some(Applied::Open),
        }
        let mut result = Applied::Applied;
        for exception in self.machine.children(exceptions) {
            match self.outcome(*exception, scope) {
                None | Some(Applied::NotApplied | Applied::TakenAwayBy(_)) => {}
                Some(Applied::Open) if result == Applied::Applied => result = Applied::Open,
                Some(Applied::Open) => {}
                Some(Applied::Applied | Applied::ReplacedBy(_)) => {
                    result = self.superseded(*exception).unwrap_or(result);
                    break;
                }
            }
        }
        let open = value != NONE && result == Applied::Applied && self.machine.eval(value, scope) == Val::Unknown;
        Some(if open { Applied::Open } else { result })
    }

    /// What an exception that applies makes of the rule.
    fn superseded(&self, exception: NodeId) -> Option<Applied> {
        match self.machine.program.nodes.get(exception as usize) {
            Some(Node::Rule { rule, value: NONE, .. }) => Some(Applied::TakenAwayBy(*rule)),
            Some(Node::Rule { rule, .. }) => Some(Applied::ReplacedBy(*rule)),
            _ => None,
        }
    }

    /// The reason of a rule with this outcome; `nothing` when no value came of the definition.
    fn rule(&mut self, id: NodeId, outcome: Applied, nothing: bool, scope: &Scope) -> Reason {
        let Some(Node::Rule { rule, condition, value, exceptions }) =
            self.machine.program.nodes.get(id as usize).copied()
        else {
            return leaf(What::Cut, Val::Unknown);
        };
        let mut children = Vec::new();
        let replaced = matches!(outcome, Applied::ReplacedBy(_) | Applied::TakenAwayBy(_));
        let holds = if condition == NONE { Truth::Yes } else { self.machine.truth(condition, scope) };
        let open = !matches!(holds, Truth::Yes | Truth::No);
        let said = match (outcome, value) {
            (Applied::Applied | Applied::Open, value) if value != NONE => self.machine.eval(value, scope),
            _ => Val::from(holds),
        };
        if condition != NONE && !(replaced && nothing) && (outcome != Applied::Open || open) {
            children.push(self.tell(condition, scope));
        }
        if value != NONE && matches!(outcome, Applied::Applied | Applied::Open) && !self.is_yes(value) && !open {
            children.push(self.tell(value, scope));
        }
        if holds == Truth::Yes {
            self.exceptions(exceptions, scope, &mut children);
        }
        Reason { what: What::Rule { rule, outcome }, value: said, children }
    }

    /// The exceptions that apply or are open, told; the others, named.
    fn exceptions(&mut self, exceptions: Run, scope: &Scope, children: &mut Vec<Reason>) {
        let mut silent = Vec::new();
        for exception in self.machine.children(exceptions) {
            match self.outcome(*exception, scope) {
                None | Some(Applied::NotApplied | Applied::TakenAwayBy(_)) => silent.extend(self.rule_id(*exception)),
                Some(outcome) => children.push(self.rule(*exception, outcome, false, scope)),
            }
        }
        if !silent.is_empty() {
            children.push(leaf(What::Silent(silent), Val::Bool(false)));
        }
    }

    fn is_yes(&self, value: NodeId) -> bool {
        matches!(self.machine.program.nodes.get(value as usize), Some(Node::Const(Const::Bool(_))))
    }
}
