//! Telling why a definition has its value: which rules apply, which are replaced, which are open.

use super::ops::{Clause, Op};
use super::reasons::Applied;
use super::scope::Scope;
use super::steps::Note;
use super::tell::Teller;
use super::truth::Truth;
use super::value::Problem;
use super::word::Word;
use crate::program::{NONE, Run};

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
    said: Option<Word>,
}

impl Teller<'_, '_> {
    /// The rules that mattered to the value of a definition.
    pub fn define(&mut self, rules: Run, value: Word, scope: &Scope) {
        let no_rule = value.is_fault() && self.problem(value) == Some(Problem::NoRule);
        let nothing = value == Word::NO || no_rule;
        let aim = Aim { nothing, unknown: value == Word::UNKNOWN, known: value.val().is_known() };
        let mark = self.machine.steps.silent.len();
        let rules = self.machine.clauses(rules);
        for rule in rules {
            let seen = self.look_back(rules, value).or_else(|| self.look(rule, scope));
            let matters = seen.is_some_and(|seen| match seen.outcome {
                Applied::NotApplied | Applied::TakenAwayBy(_) => nothing || self.full,
                Applied::Applied | Applied::ReplacedBy(_) => true,
                Applied::Open => !aim.known || nothing || self.full,
            });
            match seen.filter(|_| matters) {
                Some(seen) => self.rule(seen, aim, scope),
                None => self.silence(rule),
            }
        }
        self.machine.steps.push_silent(mark);
    }

    /// Notes that a rule does not matter further.
    fn silence(&mut self, clause: &Clause) {
        self.machine.steps.silent.push(clause.rule);
    }

    /// What came of the only rule of a definition, when the known value of that tells it.
    fn look_back(&mut self, rules: &[Clause], value: Word) -> Option<Seen> {
        let &[parts] = rules else { return None };
        if parts.exceptions.len > 0 || !value.val().is_known() || !self.machine.in_force(&parts) {
            return None;
        }
        let applied = Seen { parts, outcome: Applied::Applied, holds: Truth::YES, said: Some(value) };
        match self.machine.ops.get(parts.value as usize) {
            _ if value != Word::NO || parts.condition == NONE => Some(applied),
            Some(Op::Bool(true)) => {
                Some(Seen { outcome: Applied::NotApplied, holds: Truth::NO, said: None, ..applied })
            }
            _ => None,
        }
    }

    /// What came of a rule: `None` when no version of it is in force.
    fn look(&mut self, clause: &Clause, scope: &Scope) -> Option<Seen> {
        let parts = *clause;
        if !self.machine.in_force(&parts) {
            return None;
        }
        let holds = match parts.condition {
            NONE => Truth::YES,
            condition if self.machine.spend_on(condition) => self.machine.truth(condition, scope),
            condition => self.machine.untrue(Problem::TooMuch, condition, scope),
        };
        let mut seen = Seen { parts, outcome: Applied::Open, holds, said: None };
        match holds {
            Truth::NO => seen.outcome = Applied::NotApplied,
            Truth::YES => self.look_further(&mut seen, scope),
            _ => {}
        }
        Some(seen)
    }

    /// What came of a rule whose condition holds: that is for its exceptions to say.
    fn look_further(&mut self, seen: &mut Seen, scope: &Scope) {
        let (mut applied, mut open) = (None, false);
        for exception in self.machine.clauses(seen.parts.exceptions) {
            match self.look(exception, scope).map(|seen| (seen.outcome, seen.parts)) {
                None | Some((Applied::NotApplied | Applied::TakenAwayBy(_), _)) => {}
                Some((Applied::Open, _)) => open = true,
                Some((Applied::Applied, parts)) if parts.value == NONE => {
                    applied = applied.or(Some(Applied::TakenAwayBy(parts.rule)));
                }
                Some((_, parts)) => applied = applied.or(Some(Applied::ReplacedBy(parts.rule))),
            }
        }
        if applied.is_none() && !open && seen.parts.value != NONE {
            seen.said = Some(self.machine.word(seen.parts.value, scope));
        }
        seen.outcome = match applied {
            Some(applied) if !open || self.is_sure(&seen.parts, scope) => applied,
            None if !open && seen.said != Some(Word::UNKNOWN) => Applied::Applied,
            _ => Applied::Open,
        };
    }

    /// Whether only one thing can come of a rule, whatever is open in it.
    fn is_sure(&mut self, clause: &Clause, scope: &Scope) -> bool {
        let bool = self.machine.plan.terms.get(scope.term as usize).is_some_and(|shape| shape.bool);
        let outcome = self.machine.rule(clause, bool, scope);
        match outcome.value {
            Some(value) => value.is_known() && !outcome.none && !outcome.away,
            None => outcome.none != outcome.away,
        }
    }

    /// Tells a rule that was looked at.
    fn rule(&mut self, seen: Seen, aim: Aim, scope: &Scope) {
        let Seen { parts, outcome, holds, said } = seen;
        // What keeps it unknown is first of all its condition.
        let waits = aim.unknown && holds == Truth::UNKNOWN;
        let says = parts.value != NONE && matches!(outcome, Applied::Applied | Applied::Open);
        let said = match said {
            Some(said) => said,
            None if says => self.machine.word(parts.value, scope),
            None => holds.into(),
        };
        let at = self.machine.steps.push(Note::Rule(parts.rule, outcome), said, NONE);
        let replaced = matches!(outcome, Applied::ReplacedBy(_) | Applied::TakenAwayBy(_));
        let condition = match holds {
            Truth::NO => true,
            Truth::YES => !(replaced && aim.nothing || aim.unknown && outcome == Applied::Open),
            _ => !aim.known,
        };
        if condition && parts.condition != NONE {
            self.tell_value(parts.condition, holds.into(), scope);
        }
        let matters = !aim.unknown || outcome == Applied::Applied || !said.val().is_known();
        if says && !waits && matters {
            self.tell_value(parts.value, said, scope);
        }
        if parts.exceptions.len > 0 && holds != Truth::NO && !waits {
            self.exceptions(parts.exceptions, aim, scope);
        }
        self.machine.steps.finish(at, said);
    }

    /// The exceptions that apply or are open, told; the others, named.
    fn exceptions(&mut self, exceptions: Run, aim: Aim, scope: &Scope) {
        let aim = Aim { nothing: false, ..aim };
        let mark = self.machine.steps.silent.len();
        for exception in self.machine.clauses(exceptions) {
            let seen = self.look(exception, scope);
            let idle = |seen: &Seen| matches!(seen.outcome, Applied::NotApplied | Applied::TakenAwayBy(_));
            match seen.filter(|seen| self.full || !idle(seen)) {
                Some(seen) => self.rule(seen, aim, scope),
                None => self.silence(exception),
            }
        }
        self.machine.steps.push_silent(mark);
    }
}
