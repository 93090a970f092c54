//! Telling folds, other days and as-if facts.

use super::members::Members;
use super::ops::{Folded, Op};
use super::scope::Scope;
use super::steps::Note;
use super::tell::Teller;
use super::truth::Truth;
use super::value::{NO_CLASS, Problem};
use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{ClassId, Fold, NONE, Node, NodeId, Run, Type};
use crate::values::Date;

impl Teller<'_, '_> {
    /// A fold: where its members come from, and the members that mattered.
    pub fn fold(&mut self, id: NodeId, value: Word, scope: &Scope) {
        let Some(Op::Fold(number)) = self.machine.ops.get(id as usize) else { return };
        let Some(folded) = self.machine.plan.nodes.folds.get(*number as usize) else { return };
        for (index, source) in self.machine.children(folded.domain).iter().enumerate() {
            let said = self.machine.word(*source, scope);
            let one;
            let (list, endless) = match self.machine.members(said) {
                Members::List(list, room) => (list, room != Truth::YES),
                Members::One(object) => {
                    one = [object];
                    (one.as_slice(), false)
                }
            };
            if value != Word::UNKNOWN || endless {
                self.tell_value(*source, said, scope);
            }
            let class = self.class_of(*source, scope).unwrap_or(NO_CLASS);
            for object in list {
                if index > 0 && self.machine.seen(*object, folded.domain, index, scope) {
                    continue;
                }
                let mut inner = *scope;
                inner.bind(folded.variable, *object);
                self.member(folded, value, (class, *object), &inner);
            }
        }
    }

    /// A member, if it mattered: for a condition that is settled those that settle it, for what is open those that are.
    fn member(&mut self, folded: &Folded, value: Word, (class, object): (ClassId, ObjectId), scope: &Scope) {
        let Folded { fold, filter, value: of, .. } = *folded;
        if !self.machine.spend(folded.weight) {
            let fault = self.machine.fail(Problem::TooMuch, filter, scope);
            return self.push(Note::Cut, fault);
        }
        let belongs = if filter == NONE { Word::YES } else { self.machine.word(filter, scope) };
        let said = if of == NONE || belongs == Word::NO { belongs } else { self.machine.word(of, scope) };
        let settled = match fold {
            Fold::Exists => (value == Word::YES).then_some(Word::YES),
            Fold::None => (value == Word::NO).then_some(Word::YES),
            Fold::Every => (value == Word::NO).then_some(Word::NO),
            _ => None,
        };
        let open = |word: Word| !word.val().is_known();
        let unknown = value == Word::UNKNOWN;
        let matters = match settled {
            Some(settles) => belongs == Word::YES && said == settles,
            None if value.is_fault() => belongs == value || said == value || fold == Fold::TheOne,
            None => !unknown || open(belongs) || open(said),
        };
        if !matters {
            return;
        }
        let at = self.machine.steps.push(Note::Member(class, object), said, NONE);
        if filter != NONE && (!unknown || open(belongs)) {
            self.tell_value(filter, belongs, scope);
        }
        if of != NONE && belongs != Word::NO && (!unknown || open(said)) {
            self.tell_value(of, said, scope);
        }
        self.machine.steps.finish(at, said);
    }

    /// The class of the objects that a node gives.
    fn class_of(&self, id: NodeId, scope: &Scope) -> Option<ClassId> {
        let program = self.machine.program;
        let of_type = |ty: &Type| match ty {
            Type::Object { class, .. } | Type::Many(class) => Some(*class),
            _ => None,
        };
        match program.nodes.get(id as usize)? {
            Node::Input(input, ..) => of_type(&program.inputs.get(*input as usize)?.ty),
            Node::Term(term, ..) => of_type(&program.terms.get(*term as usize)?.ty),
            Node::Singleton(class) | Node::Stated(class, _) => Some(*class),
            Node::Variable(number) => program.terms.get(scope.term as usize)?.args.get(usize::from(*number)).copied(),
            Node::Fold { domain, .. } => self.class_of(*program.run(*domain).first()?, scope),
            Node::Choose(_, then, _) => self.class_of(*then, scope),
            _ => None,
        }
    }

    /// Nodes that look at other days.
    pub fn elsewhere(&mut self, node: Node, at: u32, value: Word, scope: &Scope) {
        let open = move |said: Word| value != Word::UNKNOWN || !said.val().is_known();
        match node {
            Node::On(of, date) => {
                let day = self.tell(date, scope);
                let note = day.as_date().map_or(Note::NoDay, Note::OnDay);
                self.machine.steps.note(at, note);
                if let Some(day) = day.as_date() {
                    self.on_day(of, day, scope);
                }
            }
            Node::DailyMean(calendar, of) | Node::DaysThat(calendar, of) => {
                let stretch = self.machine.calendar_box(calendar);
                self.stretches(of, stretch, scope, open);
            }
            Node::FirstDay { condition, from, until } => {
                self.looked_at(condition, [from, until], value, scope, |said| {
                    said == Word::YES || value == Word::EMPTY || !said.val().is_known()
                });
            }
            Node::DaysBetween { condition, from, until } => {
                self.looked_at(condition, [from, until], value, scope, open);
            }
            _ => {}
        }
    }

    /// A node as on a day.
    pub fn on_day(&mut self, of: NodeId, day: Date, scope: &Scope) {
        let outer = self.machine.enter(day, self.machine.layer);
        self.tell(of, scope);
        self.machine.leave(outer);
    }

    /// A node as on some days on which it has one value, seen from the first.
    pub fn on_days(&mut self, of: NodeId, (first, last): (Date, Date), value: Word, scope: &Scope) {
        let at = self.machine.steps.push(Note::Days(first, last), value, NONE);
        self.on_day(of, first, scope);
        self.machine.steps.finish(at, value);
    }

    /// First and last day of a stretch, and what a condition was on the days up to the one that was found.
    fn looked_at(
        &mut self,
        condition: NodeId,
        [from, until]: [NodeId; 2],
        value: Word,
        scope: &Scope,
        matters: impl Fn(Word) -> bool,
    ) {
        self.operands([from, until], value, scope);
        let (from, until) = (self.machine.word(from, scope), self.machine.word(until, scope));
        if let (Some(from), Some(until)) = (from.as_date(), until.as_date()) {
            let last = value.as_date().unwrap_or(until);
            self.stretches(condition, (from, last), scope, matters);
        }
    }

    /// The stretches of days that mattered, each told on its first day; stretches with one value are one.
    fn stretches(&mut self, of: NodeId, stretch: (Date, Date), scope: &Scope, matters: impl Fn(Word) -> bool) {
        let mut list: Vec<(Date, Date, Word)> = Vec::new();
        if stretch.0.days_until(stretch.1) >= super::time::LONGEST_SEARCH {
            return;
        }
        let full = self.full;
        self.machine.segments(of, stretch, scope, |_, value, first, days| {
            let last = first.add_days(days.saturating_sub(1)).unwrap_or(stretch.1);
            match list.last_mut() {
                Some((_, end, same)) if *same == Word::of(value) && !full => *end = last,
                _ => list.push((first, last, Word::of(value))),
            }
            true
        });
        for (first, last, value) in list {
            if full || matters(value) {
                self.on_days(of, (first, last), value, scope);
            }
        }
    }

    /// First the supposed values, then what follows.
    pub fn as_if(&mut self, of: NodeId, targets: Run, id: NodeId, scope: &Scope) {
        for pair in self.machine.children(targets).chunks(2) {
            let &[target, value] = pair else { continue };
            if let Some(Node::Input(_, a, b) | Node::Term(_, a, b)) = self.machine.program.nodes.get(target as usize) {
                self.arguments([*a, *b], scope);
            }
            self.tell(value, scope);
        }
        if let Ok(layer) = self.machine.lay(targets, id, scope) {
            let outer = self.machine.enter(self.machine.day, layer);
            self.tell(of, scope);
            self.machine.leave(outer);
        }
    }
}
