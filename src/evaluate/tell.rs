//! Telling reasons: evaluates a node once more and writes down, while doing so, what mattered.
//!
//! A node is written before what it rests on; what turns out not to matter is taken back. A term is only named where it
//! matters; what it rests on is written once, after everything in which it is named.

use super::machine::Evaluation;
use super::ops::Op;
use super::scope::Scope;
use super::steps::Note;
use super::truth::Truth;
use super::value::{Args, Problem, Val};
use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{NONE, NodeId, Run, TermId};
use crate::values::Date;

/// How many reasons are told at most at a time; what would come after is [`super::reasons::What::Cut`].
pub const MOST_REASONS: usize = 20_000;

impl Evaluation<'_> {
    /// Tells why the value of a node is what it is; where the step of it stands.
    pub(super) fn tell(&mut self, node: NodeId, args: &[ObjectId], day: Date, full: bool) -> u32 {
        self.start(day);
        self.steps.make_room();
        let scope = self.scope_of(args);
        let at = self.steps.next();
        let mut teller = Teller::new(self, full);
        let value = teller.tell(node, &scope);
        if teller.machine.steps.next() == at {
            teller.push(Note::Node(node), value);
        }
        teller.tell_terms(at);
        at
    }

    /// Tells why the value of a term is what it is; where the step of it stands.
    pub(super) fn tell_term(&mut self, term: TermId, args: &[ObjectId], day: Date) -> u32 {
        self.start(day);
        self.steps.make_room();
        let at = self.steps.next();
        let (a, b) = Args::new(args).pair();
        let value = self.term_of(term, a, b);
        let mut teller = Teller::new(self, false);
        let note = teller.named(term, a, b);
        teller.push(note, value);
        teller.tell_terms(at);
        at
    }
}

/// Telling under way.
pub(super) struct Teller<'e, 'm> {
    pub machine: &'e mut Evaluation<'m>,
    /// Where the last step may stand.
    last: u32,
    /// Whether rules and exceptions that do not apply are told too, and every stretch of days.
    pub full: bool,
}

impl<'e, 'm> Teller<'e, 'm> {
    fn new(machine: &'e mut Evaluation<'m>, full: bool) -> Self {
        let most = u32::try_from(MOST_REASONS).unwrap_or(u32::MAX);
        let last = machine.steps.next().saturating_add(most);
        Self { machine, last, full }
    }

    /// Tells all terms that were named from a step on, and those that are named in that.
    fn tell_terms(&mut self, from: u32) {
        let mut at = from;
        while let Some(step) = self.machine.steps.get(at).copied() {
            if let Note::Term { frame, term, a, b } = step.note {
                let note = match self.told_before(frame, term, a, b) {
                    Some(first) => Note::See(first),
                    None if self.is_full() || self.machine.memo.opened(frame).is_none() => Note::Cut,
                    None => Note::See(self.tell_anew(frame, (term, a, b), step.value)),
                };
                self.machine.steps.note(at, note);
            }
            at = at.saturating_add(1);
        }
    }

    /// Whether nothing more may be told.
    fn is_full(&self) -> bool {
        self.machine.steps.next() >= self.last
    }

    /// Tells a node in the present frame; its value. Constants other than days, and bound objects, say nothing.
    pub fn tell(&mut self, id: NodeId, scope: &Scope) -> Word {
        if !self.machine.spend(1) || self.is_full() {
            return self.cut(id, scope);
        }
        let clause = self.machine.plan.clause(id);
        let at = self.machine.steps.next();
        match self.machine.ops.get(id as usize).copied() {
            Some(Op::All(run)) => {
                self.machine.steps.push(Note::Node(id), Word::UNKNOWN, clause);
                let value = self.connected(run, Truth::NO, scope).into();
                self.finish(at, value)
            }
            Some(Op::Any(run)) => {
                self.machine.steps.push(Note::Node(id), Word::UNKNOWN, clause);
                let value = self.connected(run, Truth::YES, scope).into();
                self.finish(at, value)
            }
            Some(Op::Not(of)) => self.negated(of, id, clause, scope),
            Some(Op::NoFact(_) | Op::NoTerm(_)) => self.negated(self.machine.denied(id), id, clause, scope),
            Some(Op::Compare(comparison, a, b)) => {
                self.machine.steps.push(Note::Node(id), Word::UNKNOWN, clause);
                let operands = self.both(a, b, scope);
                let value = self.machine.compare(comparison, operands[0], operands[1], id, scope).into();
                self.matter(at, operands, value);
                self.finish(at, value)
            }
            Some(Op::Arithmetic(operator, a, b)) => {
                self.machine.steps.push(Note::Node(id), Word::UNKNOWN, clause);
                let operands = self.both(a, b, scope);
                let value = self.machine.calculate(operator, operands[0], operands[1], id, scope);
                self.matter(at, operands, value);
                self.finish(at, value)
            }
            _ if !self.machine.spend_on(id) => self.cut(id, scope),
            _ => {
                let value = self.machine.word(id, scope);
                self.tell_value(id, value, scope);
                value
            }
        }
    }

    /// Gives the value of a node without telling it.
    #[cold]
    fn cut(&mut self, id: NodeId, scope: &Scope) -> Word {
        let value = match self.machine.spend_on(id) {
            true => self.machine.word(id, scope),
            false => self.machine.fail(Problem::TooMuch, id, scope),
        };
        self.push(Note::Cut, value);
        value
    }

    fn negated(&mut self, of: NodeId, id: NodeId, clause: u32, scope: &Scope) -> Word {
        let at = self.machine.steps.push(Note::Node(id), Word::UNKNOWN, clause);
        let value = self.tell(of, scope);
        let truth = self.machine.as_truth(value, of, scope);
        self.finish(at, truth.not().into())
    }

    /// Ends a step: its value, and that all steps since are what it rests on.
    pub fn finish(&mut self, at: u32, value: Word) -> Word {
        self.machine.steps.finish(at, value);
        if value.is_fault() {
            self.own_fault(at, value);
        }
        value
    }

    /// Adds a step that rests on nothing.
    pub fn push(&mut self, note: Note, value: Word) {
        self.machine.steps.push(note, value, NONE);
    }

    /// Adds what is wrong where it arose: at a step that rests on none with the same fault.
    fn own_fault(&mut self, at: u32, value: Word) {
        let steps = &mut self.machine.steps;
        let named = steps.get(at).is_none_or(|step| matches!(step.note, Note::Term { .. } | Note::Cut));
        if !named && !steps.below(at).any(|(_, child)| child.value == value) {
            steps.push(Note::Fault, value, NONE);
            steps.finish(at, value);
        }
    }

    /// Tells the parts of All (`decisive` nee) or Any (`decisive` ja) that matter: those with the value of the whole.
    fn connected(&mut self, run: Run, decisive: Truth, scope: &Scope) -> Truth {
        let first = self.machine.steps.next();
        let mut result = decisive.not();
        for part in self.machine.children(run) {
            let at = self.machine.steps.next();
            let value = self.tell(*part, scope);
            let truth = self.machine.as_truth(value, *part, scope);
            if truth == result {
                continue;
            }
            let stays = result == decisive
                || (!result.is_known() && (truth == decisive.not() || result.worse(truth) == result));
            if stays && truth != decisive {
                self.machine.steps.truncate(at);
            } else {
                self.machine.steps.take_back(first, at);
                result = truth;
            }
        }
        result
    }

    fn both(&mut self, a: NodeId, b: NodeId, scope: &Scope) -> [Word; 2] {
        [self.tell(a, scope), self.tell(b, scope)]
    }

    /// Keeps of the steps below one only what matters: of what is unknown or faulty, what is so; else all.
    fn matter(&mut self, at: u32, operands: [Word; 2], value: Word) {
        if value.is_fault() && operands.contains(&value) {
            self.machine.steps.keep_only(at.saturating_add(1), |operand| operand == value);
        } else if value == Word::UNKNOWN && operands.iter().any(|operand| operand.val().is_open()) {
            self.machine.steps.keep_only(at.saturating_add(1), |operand| operand.val().is_open());
        }
    }

    /// Tells the operands that matter: of what is unknown or faulty, those that are so; else all.
    pub fn operands<const N: usize>(&mut self, ids: [NodeId; N], value: Word, scope: &Scope) {
        let all = ids.map(|id| (id, self.machine.word(id, scope)));
        let matters = |operand: Word| {
            if value.is_fault() { operand == value } else { value != Word::UNKNOWN || operand.val().is_open() }
        };
        let none = !all.iter().any(|(_, operand)| matters(*operand));
        for (id, operand) in all {
            if none || matters(operand) {
                self.tell_value(id, operand, scope);
            }
        }
    }

    /// The problem of a fault.
    pub fn problem(&self, value: Word) -> Option<Problem> {
        match value.val() {
            value @ Val::Fault(_) => self.machine.fault(value).map(|fault| fault.problem),
            _ => None,
        }
    }
}
