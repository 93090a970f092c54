//! What is said of a subject: declared ja/nee names in every place of the verb, ages, identity, existence.

use super::{Reader, Readings, Remark, special::is_years};
use crate::model::expr::{Expr, Kind, Shared, plain};
use crate::model::kinds::{ClassId, Comparison, Const, Fold, JudgementKind, Type};
use crate::model::vocabulary::{Arg, Elem, Predicate, Subject, Target};
use crate::model::words::opens_part;

/// How far the matching of a predicate has come.
#[derive(Clone)]
struct State {
    at: usize,
    slots: Vec<Shared>,
    verb: bool,
    negated: bool,
    oordeel: bool,
    /// `op D`
    day: Option<Shared>,
}

impl Reader<'_> {
    /// Everything that can be said of a subject, of the day itself or `op D`, from a place; `start` is where the subject
    /// began.
    pub(super) fn predicate_on(&self, subject: &Shared, start: usize, at: usize) -> Readings {
        let mut found = Readings::new();
        let days = self.words(at, "op").map(|from| self.dates(from)).unwrap_or_default();
        for (from, day) in days {
            let said = self.predicate_now(subject, start, from).into_iter();
            found.extend(said.map(|(end, expr)| (end, self.on(expr, Some(&day)))));
        }
        found.extend(self.predicate_now(subject, start, at));
        found
    }

    fn predicate_now(&self, subject: &Shared, start: usize, at: usize) -> Readings {
        let Type::Object { class, .. } = subject.ty else { return Readings::new() };
        let mut found = self.declared(Some((class, subject)), start, at);
        found.extend(self.age(subject, start, at));
        // `is de echtgenoot van X` says what `is echtgenoot van X` says.
        let declared: Vec<usize> = found.iter().map(|(end, _)| *end).collect();
        found.extend(self.identity(subject, start, at).into_iter().filter(|(end, _)| !declared.contains(end)));
        found.extend(self.existence(subject, class, start, at));
        if found.is_empty() {
            self.fail(at, "een werkwoord of een ja/nee-gegeven dat hier past");
        }
        found
    }

    /// Names with a fixed subject: `de vrijlating draagt bij aan …`.
    pub(super) fn fixed_subject(&self, at: usize) -> Readings {
        self.declared(None, at, at)
    }

    fn declared(&self, subject: Option<(ClassId, &Shared)>, start: usize, at: usize) -> Readings {
        let vocabulary = self.knowledge.vocabulary();
        let Some(tok) = self.tok(self.first_word(at)) else { return Readings::new() };
        let there = self.there(at);
        let direct = vocabulary.predicates_at(tok.word, there);
        let slots = vocabulary.predicates_slot_first(there);
        let slots = slots.filter(|predicate| subject.is_some() && predicate.verb != tok.word);
        let mut found: Readings = Vec::new();
        for predicate in direct.chain(slots) {
            let begin = match (&predicate.subject, subject) {
                (Subject::Slot(wanted), Some((class, expr))) if *wanted == class => Some((at, vec![expr.clone()])),
                (Subject::Words(words), None) => self.run(at, words).map(|end| (end, Vec::new())),
                _ => None,
            };
            let Some((from, slots)) = begin else { continue };
            for state in self.match_rest(predicate, from, slots) {
                if let Some((end, expr)) = self.said(predicate, start, &state)
                    && !found.iter().any(|(other, known)| *other == end && super::same(known, &expr))
                {
                    found.push((end, expr));
                }
            }
        }
        found
    }

    /// The first word that is no article, negation or mention of the college's judgement.
    fn first_word(&self, at: usize) -> usize {
        let mut at = self.skip(at);
        loop {
            let next =
                self.one_of(at, &["niet", "geen", "naar oordeel van college"]).map_or(at, |(end, _)| self.skip(end));
            if next == at {
                return at;
            }
            at = next;
        }
    }

    /// Matches the words after the subject, the verb in any place where Dutch allows it.
    fn match_rest(&self, predicate: &Predicate, at: usize, slots: Vec<Shared>) -> Vec<State> {
        let begin = State { at, slots, verb: false, negated: false, oordeel: false, day: None };
        let mut states = self.between(predicate, 0, vec![begin]);
        for (place, elem) in predicate.rest.iter().enumerate() {
            let mut next = Vec::new();
            for state in states {
                next.extend(self.element(elem, state));
            }
            if next.is_empty() {
                return Vec::new();
            }
            states = self.between(predicate, place.saturating_add(1), next);
        }
        states.retain(|state| state.verb);
        states
    }

    fn element(&self, elem: &Elem, state: State) -> Vec<State> {
        if !self.step() {
            return Vec::new();
        }
        match elem {
            Elem::Word(word) => {
                let end = self.run(state.at, &[*word]);
                if end.is_none() && state.verb {
                    self.fail(state.at, self.knowledge.vocabulary().words.text(*word));
                }
                end.map(|at| State { at, ..state }).into_iter().collect()
            }
            Elem::Slot(class) => {
                let objects = self.object(state.at, Some(*class));
                let with = |(at, object)| {
                    let mut slots = state.slots.clone();
                    slots.push(object);
                    State { at, slots, ..state.clone() }
                };
                objects.into_iter().map(with).collect()
            }
        }
    }

    /// What may stand between two elements: the verb once, a negation once, the college's judgement once, and
    /// behind a verb in front the day of which it is said.
    fn between(&self, predicate: &Predicate, place: usize, states: Vec<State>) -> Vec<State> {
        let mut open = states;
        let mut done = Vec::new();
        while let Some(state) = open.pop() {
            if !state.negated
                && let Some((at, _)) = self.one_of(state.at, &["niet", "geen"])
            {
                open.push(State { at, negated: true, ..state.clone() });
            }
            if !state.oordeel
                && let Some(at) = self.words(state.at, "naar oordeel van college")
            {
                open.push(State { at, oordeel: true, ..state.clone() });
            }
            if !state.verb
                && self.verb_may_stand(predicate, place)
                && let Some(at) = self.run(state.at, &[predicate.verb])
            {
                open.push(State { at, verb: true, ..state.clone() });
            }
            if state.verb
                && place == 0
                && state.day.is_none()
                && let Some(from) = self.words(state.at, "op")
            {
                let days = self.dates(from).into_iter();
                open.extend(days.map(|(at, day)| State { at, day: Some(day), ..state.clone() }));
            }
            done.push(state);
        }
        done
    }

    /// First, last, or before a preposition, a participle or `te`.
    fn verb_may_stand(&self, predicate: &Predicate, place: usize) -> bool {
        if place == predicate.rest.len() {
            return true;
        }
        if predicate.joined {
            return false;
        }
        let word = |elem: Option<&Elem>| match elem {
            Some(Elem::Word(word)) => Some(self.knowledge.vocabulary().words.text(*word)),
            _ => None,
        };
        place == 0 || word(predicate.rest.get(place)).is_some_and(opens_part)
    }

    fn said(&self, predicate: &Predicate, start: usize, state: &State) -> Option<(usize, Shared)> {
        let discretion = predicate.judgement == Some(JudgementKind::Oordeel);
        if discretion != state.oordeel {
            self.remark(state.at, || {
                let name = self.knowledge.vocabulary().show_verb(predicate);
                if discretion { Remark::JudgementUnsaid(name) } else { Remark::NoJudgement(name) }
            });
            return None;
        }
        let (end, expr) = self.build(start, state.at, predicate.target, &predicate.args, &state.slots)?;
        Some((end, self.negate(self.on(expr, state.day.as_ref()), state.negated)))
    }

    /// A condition on another day.
    fn on(&self, expr: Shared, day: Option<&Shared>) -> Shared {
        let span = expr.span;
        day.map_or_else(|| expr.clone(), |day| Expr::bool(Kind::On(expr.clone(), day.clone()), span))
    }

    pub(super) fn negate(&self, expr: Shared, negated: bool) -> Shared {
        let span = expr.span;
        if negated { Expr::bool(Kind::Not(expr), span) } else { expr }
    }

    /// `is 27 jaar of ouder`, `jonger is dan 27 jaar`, `is 18 tot en met 20 jaar`
    fn age(&self, subject: &Shared, start: usize, at: usize) -> Readings {
        let (first, negated) = self.negation(self.words(at, "is").unwrap_or(at));
        let verb_first = self.words(at, "is").is_some();
        let mut found = Readings::new();
        let Some(age) = self.age_of(subject, start, at) else { return found };
        let mut add = |end: usize, condition: Shared| {
            let end = if verb_first { Some(end) } else { self.words(end, "is") };
            found.extend(end.map(|end| (end, self.negate(condition, negated))));
        };
        for (words, comparison) in [("jonger dan", Comparison::Less), ("ouder dan", Comparison::Greater)] {
            if let Some(from) = self.words(first, words) {
                for (end, limit) in self.years(from) {
                    add(end, self.compare_ages(comparison, &age, &limit));
                }
            }
        }
        for (end, limit) in self.years(first) {
            if let Some(end) = self.words(end, "of ouder") {
                add(end, self.compare_ages(Comparison::AtLeast, &age, &limit));
            }
        }
        found.extend(self.age_range(&age, first, verb_first, negated));
        found.extend(self.age_split(&age, at));
        found
    }

    /// `jonger is dan 27 jaar`: the verb between the two words.
    fn age_split(&self, age: &Shared, at: usize) -> Readings {
        let forms = [("jonger is dan", Comparison::Less), ("ouder is dan", Comparison::Greater)];
        let mut found = Readings::new();
        for (words, comparison) in forms {
            if let Some(from) = self.words(at, words) {
                found.extend(
                    self.years(from).into_iter().map(|(end, limit)| (end, self.compare_ages(comparison, age, &limit))),
                );
            }
        }
        found
    }

    /// `18 tot en met 20 jaar`
    fn age_range(&self, age: &Shared, at: usize, verb_first: bool, negated: bool) -> Readings {
        let mut found = Readings::new();
        let low = self.literal(at).filter(|(_, low)| is_years(&low.ty) || low.unit() == Some(&plain()));
        let Some((end, low)) = low else { return found };
        let Some(from) = self.words(end, "tot en met") else { return found };
        for (end, high) in self.years(from) {
            let end = if verb_first { Some(end) } else { self.words(end, "is") };
            let Some(end) = end else { continue };
            let low = Expr::new(low.kind.clone(), high.ty.clone(), low.span);
            let both = vec![
                self.compare_ages(Comparison::AtLeast, age, &low),
                self.compare_ages(Comparison::AtMost, age, &high),
            ];
            found.push((end, self.negate(Expr::bool(Kind::All(both), self.span(at, end)), negated)));
        }
        found
    }

    pub(super) fn negation(&self, at: usize) -> (usize, bool) {
        self.one_of(at, &["niet", "geen"]).map_or((at, false), |(end, _)| (end, true))
    }

    fn compare_ages(&self, comparison: Comparison, age: &Shared, limit: &Shared) -> Shared {
        Expr::bool(Kind::Compare(comparison, age.clone(), limit.clone()), age.span.to(limit.span))
    }

    fn years(&self, at: usize) -> Readings {
        self.formula(at).into_iter().filter(|(_, limit)| is_years(&limit.ty)).collect()
    }

    /// The term `leeftijd van …` of the subject.
    fn age_of(&self, subject: &Shared, start: usize, at: usize) -> Option<Shared> {
        let vocabulary = self.knowledge.vocabulary();
        let word = vocabulary.words.get("leeftijd")?;
        let Type::Object { class, .. } = subject.ty else { return None };
        let pattern = vocabulary
            .patterns_at(word)
            .find(|pattern| pattern.elems.len() == 3 && pattern.elems.get(2) == Some(&Elem::Slot(class)))?;
        self.build(start, at, pattern.target, &[Arg::Slot(0)], std::slice::from_ref(subject)).map(|(_, age)| age)
    }

    /// `is de aanvrager van het huishouden`
    fn identity(&self, subject: &Shared, start: usize, at: usize) -> Readings {
        let Type::Object { class, .. } = subject.ty else { return Readings::new() };
        let verb = self.words(at, "is");
        let (from, negated) = self.negation(verb.unwrap_or(at));
        let mut found = Readings::new();
        for (end, other) in self.object(from, Some(class)) {
            let end = if verb.is_some() { Some(end) } else { self.words(end, "is") };
            let Some(end) = end else { continue };
            let kind = Kind::Compare(Comparison::Equal, subject.clone(), other);
            found.push((end, self.negate(Expr::bool(kind, self.span(start, end)), negated)));
        }
        found
    }

    /// `heeft een echtgenoot`, `geen kind heeft`, `heeft ten minste één kind[ dat …]`
    fn existence(&self, subject: &Shared, class: ClassId, start: usize, at: usize) -> Readings {
        let verb = self.words(at, "heeft");
        let from = verb.unwrap_or(at);
        let (from, none) = match self.one_of(from, &["ten minste één", "geen"]) {
            Some((end, "geen")) => (end, true),
            Some((end, _)) => (end, false),
            None => (from, false),
        };
        let close = |end: usize| if verb.is_some() { Some(end) } else { self.words(end, "heeft") };
        let fold = if none { Fold::None } else { Fold::Exists };
        let mut found = Readings::new();
        for role in self.knowledge.vocabulary().roles.iter().filter(|role| role.owner == Some(class)) {
            let Some(end) = self.run(from, &role.singular) else { continue };
            let Some(mut group) = self.group(role, end, Some(subject)) else { continue };
            let filter =
                group.filter.take().unwrap_or_else(|| Expr::bool(Kind::Const(Const::Bool(true)), self.span(from, end)));
            if let Some(end) = close(end) {
                found.push((end, group.fold(fold, Some(filter.clone()), Type::Bool, self.span(start, end))));
            }
            let Some((clause, _)) = self.one_of(end, &["dat", "die"]) else { continue };
            let member = group.member.clone();
            for (end, condition) in self.with(group.bound(), || self.predicate_on(&member, clause, clause)) {
                let Some(end) = close(self.words(end, ",").unwrap_or(end)) else { continue };
                let both = Expr::bool(Kind::All(vec![filter.clone(), condition]), self.span(clause, end));
                found.push((end, group.fold(fold, Some(both), Type::Bool, self.span(start, end))));
            }
        }
        found.extend(self.existence_of_fact(subject, start, from, none, &close));
        found
    }

    /// `heeft een partner` where partner is a fact that may be none.
    fn existence_of_fact(
        &self,
        subject: &Shared,
        start: usize,
        from: usize,
        none: bool,
        close: &dyn Fn(usize) -> Option<usize>,
    ) -> Readings {
        let mut found = Readings::new();
        let Some(tok) = self.tok(self.skip(from)) else { return found };
        for pattern in self.knowledge.vocabulary().patterns_at(tok.word) {
            let Target::Input(_) = pattern.target else { continue };
            let Some((Elem::Slot(class), head)) = pattern.elems.split_last() else { continue };
            let fits = matches!(subject.ty, Type::Object { class: c, .. } if c == *class);
            let Some((Elem::Word(_), words)) = head.split_last().filter(|_| fits) else { continue };
            for (end, _) in self.slots(words, from) {
                let built = self.build(start, end, pattern.target, &[Arg::Slot(0)], std::slice::from_ref(subject));
                let Some((end, value)) = built.and_then(|(end, value)| Some((close(end)?, value))) else { continue };
                if matches!(value.ty, Type::Object { optional: true, .. } | Type::Date) {
                    let present = Expr::bool(Kind::Present(value), self.span(start, end));
                    found.push((end, self.negate(present, none)));
                }
            }
        }
        found
    }
}
