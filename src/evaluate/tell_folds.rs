//! Telling folds, other days and as-if facts.

use super::reasons::{Reason, What};
use super::scope::Scope;
use super::tell::{Teller, leaf};
use super::value::Val;
use crate::evaluate::facts::ObjectId;
use crate::program::{ClassId, Fold, NONE, Node, NodeId, Run, Type};
use crate::values::Date;

impl Teller<'_, '_> {
    /// A fold: where its members come from, and the members that mattered.
    pub fn fold(&mut self, node: Node, value: Val, scope: &Scope) -> Reason {
        let Node::Fold { fold, variable, domain, filter, value: of } = node else { return leaf(What::Cut, value) };
        let mut children = Vec::new();
        let mut seen: Vec<ObjectId> = Vec::new();
        for source in self.machine.children(domain) {
            let members = self.machine.eval(*source, scope);
            let (list, endless) = self.machine.known_members(members);
            if value != Val::Unknown || endless {
                children.push(self.tell(*source, scope));
            }
            let class = self.class_of(*source, scope);
            for object in &list {
                if seen.contains(object) {
                    continue;
                }
                seen.push(*object);
                let mut inner = *scope;
                inner.bind(variable, *object);
                children.extend(self.member((fold, filter, of), value, (class, *object), &inner));
            }
        }
        Reason { what: What::Fold(fold), value, children }
    }

    /// A member, if it mattered: for a condition that is settled those that settle it, for what is open those that are.
    fn member(
        &mut self,
        (fold, filter, of): (Fold, NodeId, NodeId),
        value: Val,
        (class, object): (Option<ClassId>, ObjectId),
        scope: &Scope,
    ) -> Option<Reason> {
        let belongs = if filter == NONE { Val::Bool(true) } else { self.machine.eval(filter, scope) };
        let said = if of == NONE || belongs == Val::Bool(false) { belongs } else { self.machine.eval(of, scope) };
        let settles = match fold {
            Fold::Exists | Fold::None => belongs == Val::Bool(true) && said == Val::Bool(true),
            Fold::Every => belongs == Val::Bool(true) && said == Val::Bool(false),
            _ => false,
        };
        let settled = value == Val::Bool(fold == Fold::Exists);
        let condition = matches!(fold, Fold::Exists | Fold::Every | Fold::None);
        let matters = match value {
            Val::Bool(_) if condition && settled => settles,
            Val::Fault(_) => belongs == value || said == value || fold == Fold::TheOne,
            Val::Unknown => !belongs.is_known() || !said.is_known(),
            _ => true,
        };
        let unknown = value == Val::Unknown;
        if !matters {
            return None;
        }
        let mut children = Vec::new();
        if filter != NONE && (!unknown || !belongs.is_known()) {
            children.push(self.tell(filter, scope));
        }
        if of != NONE && belongs != Val::Bool(false) && (!unknown || !said.is_known()) {
            children.push(self.tell(of, scope));
        }
        Some(Reason { what: What::Member(class, object), value: said, children })
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

    /// Nodes that look at other days or other facts.
    pub fn elsewhere(&mut self, node: Node, id: NodeId, value: Val, scope: &Scope) -> Reason {
        let mut children = Vec::new();
        let what = match node {
            Node::On(of, date) => {
                let day = self.machine.eval(date, scope);
                children.push(self.tell(date, scope));
                let Val::Date(day) = day else {
                    return Reason { what: What::Shift(crate::program::Step::Days), value, children };
                };
                children.push(self.on_day(of, day, scope));
                What::OnDay(day)
            }
            Node::DailyMean(calendar, of) => {
                let stretch = self.machine.calendar_box(calendar);
                self.stretches(of, stretch, &mut children, scope, |said| value != Val::Unknown || !said.is_known());
                What::DailyMean(calendar)
            }
            Node::DaysThat(calendar, of) => {
                let stretch = self.machine.calendar_box(calendar);
                self.stretches(of, stretch, &mut children, scope, |said| value != Val::Unknown || !said.is_known());
                What::DaysThat(calendar)
            }
            Node::FirstDay { condition, from, until } => {
                children = self.looked_at(condition, [from, until], value, scope, |said| {
                    said == Val::Bool(true) || value == Val::Empty || !said.is_known()
                });
                What::FirstDay
            }
            Node::DaysBetween { condition, from, until } => {
                let tells = |said: Val| value != Val::Unknown || !said.is_known();
                children = self.looked_at(condition, [from, until], value, scope, tells);
                What::DaysBetween
            }
            Node::AsIf(of, targets) => {
                self.as_if(of, targets, id, &mut children, scope);
                What::AsIf
            }
            _ => What::Cut,
        };
        Reason { what, value, children }
    }

    pub fn on_day(&mut self, of: NodeId, day: Date, scope: &Scope) -> Reason {
        let outer = self.machine.enter(day, self.machine.layer);
        let reason = self.tell(of, scope);
        self.machine.leave(outer);
        reason
    }

    /// First and last day of a stretch, and what a condition was on the days up to the one that was found.
    fn looked_at(
        &mut self,
        condition: NodeId,
        [from, until]: [NodeId; 2],
        value: Val,
        scope: &Scope,
        matters: impl Fn(Val) -> bool,
    ) -> Vec<Reason> {
        let mut children = self.operands([from, until], value, scope);
        if let (Val::Date(from), Val::Date(until)) = (self.machine.eval(from, scope), self.machine.eval(until, scope)) {
            let last = if let Val::Date(found) = value { found } else { until };
            self.stretches(condition, (from, last), &mut children, scope, matters);
        }
        children
    }

    /// The stretches of days that mattered, each told on its first day; stretches with one value are one.
    fn stretches(
        &mut self,
        of: NodeId,
        stretch: (Date, Date),
        children: &mut Vec<Reason>,
        scope: &Scope,
        matters: impl Fn(Val) -> bool,
    ) {
        let mut list: Vec<(Date, Date, Val)> = Vec::new();
        if stretch.0.days_until(stretch.1) >= super::time::LONGEST_SEARCH {
            return;
        }
        let full = self.full;
        self.machine.segments(of, stretch, scope, |_, value, first, days| {
            let last = first.add_days(days.saturating_sub(1)).unwrap_or(stretch.1);
            match list.last_mut() {
                Some((_, end, same)) if *same == value && !full => *end = last,
                _ => list.push((first, last, value)),
            }
            true
        });
        for (first, last, value) in list {
            if full || matters(value) {
                let reason = self.on_day(of, first, scope);
                children.push(Reason { what: What::Days(first, last), value, children: vec![reason] });
            }
        }
    }

    fn as_if(&mut self, of: NodeId, targets: Run, id: NodeId, children: &mut Vec<Reason>, scope: &Scope) {
        for pair in self.machine.children(targets).chunks(2) {
            let &[target, value] = pair else { continue };
            if let Some(Node::Input(_, a, b) | Node::Term(_, a, b)) = self.machine.program.nodes.get(target as usize) {
                children.append(&mut self.arguments([*a, *b], scope).1);
            }
            children.push(self.tell(value, scope));
        }
        if let Ok(layer) = self.machine.lay(targets, id, scope) {
            let outer = self.machine.enter(self.machine.day, layer);
            children.push(self.tell(of, scope));
            self.machine.leave(outer);
        }
    }
}
