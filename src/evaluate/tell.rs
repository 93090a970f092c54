//! Telling reasons: evaluates a node once more and writes down, while doing so, what mattered.
//!
//! A node is written before what it rests on; what turns out not to matter is taken back. A term is only named where it
//! matters; what it rests on is written once, after everything in which it is named.

use super::machine::Evaluation;
use super::ops::{One, Op};
use super::reasons::Told;
use super::scope::Scope;
use super::steps::Note;
use super::truth::Truth;
use super::value::{Args, Problem, Val};
use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{Comparison, NONE, NodeId, Operator, Run, TermId};
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
    /// How many steps there may be.
    most: usize,
    /// Whether rules and exceptions that do not apply are told too, and every stretch of days.
    pub full: bool,
}

impl<'e, 'm> Teller<'e, 'm> {
    fn new(machine: &'e mut Evaluation<'m>, full: bool) -> Self {
        let most = machine.steps.len().saturating_add(MOST_REASONS);
        Self { machine, most, full }
    }

    /// Whether nothing more may be told.
    pub fn is_full(&self) -> bool {
        self.machine.steps.len() >= self.most
    }

    /// Tells a node in the present frame; its value. Constants other than days, and bound objects, say nothing.
    pub fn tell(&mut self, id: NodeId, scope: &Scope) -> Word {
        if !self.machine.spend(1) || self.is_full() {
            return self.cut(id, scope);
        }
        match self.machine.ops.get(id as usize) {
            Some(Op::Const(_)) => self.constant(id, scope),
            Some(Op::Bool(value)) => Truth::from(*value).into(),
            Some(Op::Fact(one)) => self.fact(*one, id, scope),
            Some(Op::Term(one)) => self.term(*one, id, scope),
            Some(Op::All(run)) => self.connected(*run, Truth::NO, id, scope),
            Some(Op::Any(run)) => self.connected(*run, Truth::YES, id, scope),
            Some(Op::Not(of)) => self.negated(*of, id, scope),
            Some(Op::NoFact(_) | Op::NoTerm(_)) => self.negated(self.machine.denied(id), id, scope),
            Some(Op::Compare(comparison, a, b)) => self.compared(*comparison, [*a, *b], id, scope),
            Some(Op::Arithmetic(operator, a, b)) => self.calculated(*operator, [*a, *b], id, scope),
            _ => self.evaluated(id, scope),
        }
    }

    /// Evaluates a node, and tells it then.
    #[inline(never)]
    pub fn evaluated(&mut self, id: NodeId, scope: &Scope) -> Word {
        if !self.machine.spend_on(id) {
            return self.cut(id, scope);
        }
        let value = self.machine.word(id, scope);
        self.tell_value(id, value, scope);
        value
    }

    #[inline(never)]
    fn constant(&mut self, id: NodeId, scope: &Scope) -> Word {
        let value = self.machine.word(id, scope);
        if value.as_date().is_some() {
            self.begin(id, value);
        }
        value
    }

    /// Tells a fact of at most one object.
    #[inline(never)]
    fn fact(&mut self, one: One, id: NodeId, scope: &Scope) -> Word {
        match self.machine.cell(one, scope).filter(|word| word.as_rare().is_none()) {
            Some(value) => {
                let told = if value == Word::UNKNOWN { Told::Nothing } else { Told::Given };
                let note = Note::Fact { input: one.id, a: scope.at(one.place), b: 0, told };
                self.machine.steps.push(note, value, self.machine.plan.clause(id));
                value
            }
            None => self.evaluated(id, scope),
        }
    }

    /// Begins the step of a node.
    #[inline]
    pub fn begin(&mut self, id: NodeId, value: Word) -> u32 {
        self.machine.steps.push(Note::Node(id), value, self.machine.plan.clause(id))
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

    #[inline(never)]
    fn negated(&mut self, of: NodeId, id: NodeId, scope: &Scope) -> Word {
        let at = self.begin(id, Word::UNKNOWN);
        let value = self.tell(of, scope);
        let truth = self.machine.as_truth(value, of, scope);
        self.finish(at, truth.not().into())
    }

    #[inline(never)]
    fn compared(&mut self, comparison: Comparison, of: [NodeId; 2], id: NodeId, scope: &Scope) -> Word {
        let at = self.begin(id, Word::UNKNOWN);
        let operands = of.map(|of| self.tell(of, scope));
        let value = self.machine.compare(comparison, operands[0], operands[1], id, scope).into();
        self.matter(at, operands, value);
        self.finish(at, value)
    }

    #[inline(never)]
    fn calculated(&mut self, operator: Operator, of: [NodeId; 2], id: NodeId, scope: &Scope) -> Word {
        let at = self.begin(id, Word::UNKNOWN);
        let operands = of.map(|of| self.tell(of, scope));
        let value = self.machine.calculate(operator, operands[0], operands[1], id, scope);
        self.matter(at, operands, value);
        self.finish(at, value)
    }

    /// Ends a step: its value, and that all steps since are what it rests on.
    #[inline]
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
    #[cold]
    fn own_fault(&mut self, at: u32, value: Word) {
        let steps = &mut self.machine.steps;
        let named = steps.get(at).is_none_or(|step| matches!(step.note, Note::Term { .. } | Note::Cut));
        if !named && !steps.below(at).any(|(_, child)| child.value == value) {
            steps.push(Note::Fault, value, NONE);
            steps.finish(at, value);
        }
    }

    /// Tells the parts of All (`decisive` nee) or Any (`decisive` ja) that matter: those with the value of the whole.
    #[inline(never)]
    fn connected(&mut self, run: Run, decisive: Truth, id: NodeId, scope: &Scope) -> Word {
        let whole = self.begin(id, Word::UNKNOWN);
        let first = whole.saturating_add(1);
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
        self.finish(whole, result.into())
    }

    /// Keeps of the steps below one only what matters: of what is unknown or faulty, what is so; else all.
    #[inline]
    fn matter(&mut self, at: u32, operands: [Word; 2], value: Word) {
        if value.is_fault() || value == Word::UNKNOWN {
            self.keep_open(at, operands, value);
        }
    }

    #[cold]
    fn keep_open(&mut self, at: u32, operands: [Word; 2], value: Word) {
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
