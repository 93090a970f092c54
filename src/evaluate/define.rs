//! Rules and their exceptions: which apply, what they say, and whether they agree.
//!
//! A rule applies when its version is in force and its condition holds. An exception matters only where the rule it
//! is an exception to applies: it then replaces the outcome of that rule, or takes it away. Exceptions that apply
//! together must agree, and so must rules. Where conditions are open, everything that may come out is kept, and the
//! outcome is known when all of it is the same.

use super::machine::Evaluation;
use super::ops::{Clause, Together};
use super::scope::Scope;
use super::truth::Truth;
use super::value::{Horizon, Problem, Val};
use super::word::Word;
use crate::program::{NONE, NodeId, RuleId, Run};

/// What may come of a rule, or of several together. Nothing known to be impossible is in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    /// It may not apply.
    pub none: bool,
    /// It may take away what it is an exception to.
    pub away: bool,
    /// It may say this: the one value, or what is known of several.
    pub value: Option<Val>,
    /// The rule that says so.
    pub rule: RuleId,
    /// Why more than one of these is possible: unknown or a fault.
    pub open: Option<Val>,
}

impl Outcome {
    pub const NOTHING: Self = Self { none: true, away: false, value: None, rule: NONE, open: None };

    /// Whether it surely does not apply.
    #[inline]
    pub const fn is_nothing(&self) -> bool {
        self.none && !self.away && self.value.is_none()
    }
}

impl Evaluation<'_> {
    /// The value of a definition: at once where rules surely apply or surely do not, else with all that may come out.
    #[inline(never)]
    pub(super) fn define(&mut self, rules: Run, together: Together, id: NodeId, scope: &Scope) -> Word {
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        let mut passed = outer;
        let mut result = Word::NOTHING;
        for rule in self.clauses(rules) {
            let said = self.plainly(rule, scope);
            if said == Word::YES && together == Together::Yes {
                self.horizon = self.horizon.nearer(outer);
                return said;
            }
            if self.horizon != Horizon::NEVER {
                passed = passed.nearer(self.horizon);
                self.horizon = Horizon::NEVER;
            }
            if said == Word::NOTHING || said == result {
                continue;
            }
            if said == Word::OTHERWISE || result != Word::NOTHING {
                self.horizon = outer;
                return self.define_open(rules, together, id, scope);
            }
            result = said;
        }
        self.horizon = passed;
        match result {
            Word::NOTHING if together == Together::Value => self.fail(Problem::NoRule, id, scope),
            Word::NOTHING => Word::NO,
            said => said,
        }
    }

    fn no_rule(&mut self, bool: bool, id: NodeId, scope: &Scope) -> Val {
        if bool { Val::Bool(false) } else { self.failed(Problem::NoRule, id, scope) }
    }

    /// What one rule says, as long as nothing about it is open and no exception to it applies.
    #[inline]
    fn plainly(&mut self, clause: &Clause, scope: &Scope) -> Word {
        if !self.in_force(clause) {
            return Word::NOTHING;
        }
        if clause.condition != NONE {
            match self.truth(clause.condition, scope) {
                Truth::YES => {}
                Truth::NO => return Word::NOTHING,
                _ => return Word::OTHERWISE,
            }
        }
        if clause.exceptions.len > 0 && !self.unexcepted(clause.exceptions, scope) {
            return Word::OTHERWISE;
        }
        if clause.value == NONE { Word::OTHERWISE } else { self.word(clause.value, scope) }
    }

    /// Whether surely none of the exceptions applies.
    #[inline(never)]
    fn unexcepted(&mut self, exceptions: Run, scope: &Scope) -> bool {
        self.clauses(exceptions).iter().all(|exception| self.plainly(exception, scope) == Word::NOTHING)
    }

    /// The value of a definition of which something is open, or to which exceptions apply.
    #[inline(never)]
    fn define_open(&mut self, rules: Run, together: Together, id: NodeId, scope: &Scope) -> Word {
        let (bool, only_yes) = (together != Together::Value, together == Together::Yes);
        let outer = self.horizon;
        let mut all = Outcome::NOTHING;
        for rule in self.clauses(rules) {
            let before = core::mem::replace(&mut self.horizon, Horizon::NEVER);
            let outcome = self.rule(rule, bool, scope);
            if only_yes && !outcome.none && outcome.value == Some(Val::Bool(true)) {
                self.horizon = self.horizon.nearer(outer);
                return Word::YES;
            }
            self.horizon = self.horizon.nearer(before);
            if !outcome.is_nothing() {
                let outcome = Outcome { away: false, none: outcome.none || outcome.away, ..outcome };
                all = self.together(all, outcome, false, scope);
            }
        }
        Word::of(self.settle(all, bool, id, scope))
    }

    /// What comes out when everything that may is counted: nee, or a fault, when no rule applies.
    pub(super) fn settle(&mut self, all: Outcome, bool: bool, id: NodeId, scope: &Scope) -> Val {
        match (all.value, all.none, all.open) {
            (None, ..) => self.no_rule(bool, id, scope),
            (Some(value), false, _) => value,
            (Some(value), true, open) => {
                let nothing = self.no_rule(bool, id, scope);
                self.join(open.unwrap_or(Val::Unknown), value, nothing)
            }
        }
    }

    /// What may come of one rule.
    pub(super) fn rule(&mut self, clause: &Clause, bool: bool, scope: &Scope) -> Outcome {
        if !self.in_force(clause) {
            return Outcome::NOTHING;
        }
        let Clause { rule, condition, value, exceptions, .. } = *clause;
        let open = match if condition == NONE { Truth::YES } else { self.truth(condition, scope) } {
            Truth::NO => return Outcome::NOTHING,
            Truth::YES => None,
            open => Some(open.into()),
        };
        let applied = self.applied(rule, value, exceptions, bool, scope);
        Outcome { none: applied.none || open.is_some(), open: wider(applied.open, open), ..applied }
    }

    /// What may come of a rule whose condition holds.
    #[inline]
    fn applied(&mut self, rule: RuleId, value: NodeId, exceptions: Run, bool: bool, scope: &Scope) -> Outcome {
        let mut all = Outcome::NOTHING;
        if exceptions.len > 0 {
            for exception in self.clauses(exceptions) {
                let outcome = self.rule(exception, bool, scope);
                if !outcome.is_nothing() {
                    all = self.together(all, outcome, bool, scope);
                }
            }
        }
        if !all.none {
            return Outcome { none: all.away, away: false, ..all };
        }
        let own = (value != NONE).then(|| self.eval(value, scope));
        let value = match (all.value, own) {
            (Some(other), Some(own)) => Some(self.join(all.open.unwrap_or(Val::Unknown), own, other)),
            (other, own) => own.or(other),
        };
        Outcome { none: all.away, away: own.is_none(), value, rule, open: all.open }
    }

    /// What may come of two that apply beside each other. For ja/nee exceptions (`nee_takes_away`), taking away agrees
    /// with saying nee.
    fn together(&mut self, one: Outcome, other: Outcome, nee_takes_away: bool, scope: &Scope) -> Outcome {
        if one.is_nothing() {
            return other;
        }
        let open = wider(one.open, other.open);
        let doubt = open.unwrap_or(Val::Unknown);
        let away = one.away && (other.away || other.none) || other.away && one.none;
        let mut value = None;
        if let (Some(first), Some(second)) = (one.value, other.value) {
            let sure = !one.none && !one.away && !other.none && !other.away;
            value = Some(self.agree(first, second, sure.then_some((one.rule, other.rule)), doubt, scope));
        }
        for (said, against) in [(one, other), (other, one)] {
            let Some(says) = said.value else { continue };
            let nee = nee_takes_away && says == Val::Bool(false);
            if against.none || (against.away && nee) {
                value = Some(value.map_or(says, |value| self.join(doubt, value, says)));
            }
            if against.away && !nee {
                let open = nee_takes_away && says.is_open();
                let clash = if open { Val::Unknown } else { self.clash(says, said, against, doubt, scope) };
                value = Some(value.map_or(clash, |value| self.join(doubt, value, clash)));
            }
        }
        let rule = if one.value.is_some() { one.rule } else { other.rule };
        Outcome { none: one.none && other.none, away, value, rule, open }
    }

    /// What two values that are both said come to: the same, a conflict when it is sure, else open.
    fn agree(&mut self, one: Val, other: Val, sure: Option<(RuleId, RuleId)>, doubt: Val, scope: &Scope) -> Val {
        if one == other || self.same(one, other) == Some(true) {
            return one;
        }
        match (one, other, sure) {
            (Val::Fault(_), ..) => one,
            (_, Val::Fault(_), _) => other,
            _ if one.is_open() || other.is_open() => Val::Unknown,
            (_, _, Some((one, other))) => self.failed(Problem::Conflict(one.min(other), one.max(other)), NONE, scope),
            _ => doubt,
        }
    }

    /// A rule that says something against one that takes away.
    fn clash(&mut self, says: Val, said: Outcome, against: Outcome, doubt: Val, scope: &Scope) -> Val {
        let sure = !said.none && !said.away && !against.none && against.value.is_none();
        match says {
            Val::Fault(_) if sure => says,
            _ if sure => {
                let problem = Problem::Conflict(said.rule.min(against.rule), said.rule.max(against.rule));
                self.failed(problem, NONE, scope)
            }
            _ => doubt,
        }
    }
}

/// Why several outcomes are possible: unknown before a fault.
const fn wider(one: Option<Val>, other: Option<Val>) -> Option<Val> {
    match (one, other) {
        (None, open) | (open, None) => open,
        (Some(Val::Unknown), _) | (_, Some(Val::Unknown)) => Some(Val::Unknown),
        (one, _) => one,
    }
}
