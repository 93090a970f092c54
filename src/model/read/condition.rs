//! Conditions: what is said of one object or of a group, comparisons, and short conjunctions.

use super::{Filled, Reader, Readings, Remark};
use crate::model::expr::{Expr, Kind, Shared};
use crate::model::kinds::{Comparison, Const, Fold, PeriodFunction, Type};
use crate::model::types::{show, unify};
use crate::model::vocabulary::Target;

/// A way to compare: the words, and the word after which the verb of a subordinate clause may stand.
const COMPARISONS: &[(&str, &str, Comparison)] = &[
    ("lager", "dan", Comparison::Less),
    ("minder", "dan", Comparison::Less),
    ("kleiner", "dan", Comparison::Less),
    ("korter", "dan", Comparison::Less),
    ("hoger", "dan", Comparison::Greater),
    ("meer", "dan", Comparison::Greater),
    ("groter", "dan", Comparison::Greater),
    ("langer", "dan", Comparison::Greater),
    ("gelijk", "aan", Comparison::Equal),
];

/// Ways to compare that a verb does not split.
const WHOLE: &[(&str, Comparison)] = &[
    ("ten minste", Comparison::AtLeast),
    ("ten hoogste", Comparison::AtMost),
    ("op of vóór", Comparison::AtMost),
    ("op of na", Comparison::AtLeast),
    ("uiterlijk op", Comparison::AtMost),
    ("vóór", Comparison::Less),
    ("na", Comparison::Greater),
];

impl Reader<'_> {
    /// Every condition that begins at a place: one, or a run joined by only `en` or only `of`.
    pub(super) fn condition(&self, at: usize) -> Readings {
        let mut found = Readings::new();
        for (end, first) in self.simple(at) {
            found.push((end, first.clone()));
            found.extend(self.joined(at, end, &first, "en"));
            found.extend(self.joined(at, end, &first, "of"));
        }
        found
    }

    fn joined(&self, start: usize, at: usize, first: &Shared, by: &str) -> Readings {
        let mut found = Readings::new();
        let mut open = vec![(at, vec![first.clone()])];
        while let Some((at, parts)) = open.pop() {
            let comma = self.words(at, ",").unwrap_or(at);
            let Some(from) = self.words(comma, by).filter(|_| self.step()) else { continue };
            for (end, next) in self.simple(from) {
                let mut parts = parts.clone();
                parts.push(next);
                let kind = if by == "en" { Kind::All(parts.clone()) } else { Kind::Any(parts.clone()) };
                found.push((end, Expr::bool(kind, self.span(start, end))));
                open.push((end, parts));
            }
        }
        found
    }

    fn simple(&self, at: usize) -> Readings {
        if !self.step() {
            return Readings::new();
        }
        let mut found = self.of_group(at);
        for (end, subject) in self.object(at, None) {
            found.extend(self.predicate_on(&subject, at, end));
            found.extend(self.absent(at, end, &subject));
        }
        found.extend(self.fixed_subject(at));
        for (end, value) in self.value(at) {
            found.extend(self.compared(at, end, &value));
            found.extend(self.absent(at, end, &value));
            found.extend(self.in_periods(at, end, &value));
            if value.ty == Type::Bool && matches!(value.kind, Kind::Input(..) | Kind::Term(..)) {
                found.push((end, value.clone()));
            }
            found.extend(self.filled(at, end, &value));
        }
        found
    }

    /// `ten minste één kind van het huishouden[ dat jonger is dan 12 jaar] krijgt de volledige zorg`
    fn of_group(&self, at: usize) -> Readings {
        let quantifiers = [
            ("ten minste één", Fold::Exists),
            ("iedere", Fold::Every),
            ("ieder", Fold::Every),
            ("elke", Fold::Every),
            ("elk", Fold::Every),
            ("geen", Fold::None),
        ];
        let mut found = Readings::new();
        for (words, fold) in quantifiers {
            let Some(from) = self.words(at, words) else { continue };
            for group in self.groups(from, false).into_iter().flat_map(|group| self.narrowed(group)) {
                let member = group.member.clone();
                for (end, condition) in self.with(group.bound(), || self.predicate_on(&member, at, group.end)) {
                    found.push((end, group.fold(fold, Some(condition), Type::Bool, self.span(at, end))));
                }
            }
        }
        found
    }

    /// `de partner van het huishouden ontbreekt`, `is bekend`
    fn absent(&self, start: usize, at: usize, value: &Shared) -> Option<(usize, Shared)> {
        let end = self.words(at, "ontbreekt")?;
        let present = Expr::bool(Kind::Present(value.clone()), self.span(start, end));
        Some((end, self.negate(present, true)))
    }

    /// `de peildatum valt in de perioden P`
    fn in_periods(&self, start: usize, at: usize, value: &Shared) -> Readings {
        let (from, verb) = match self.words(at, "valt") {
            Some(from) => (from, true),
            None => (at, false),
        };
        let (from, negated) = self.negation(from);
        let Some(from) = self.words(from, "in").filter(|_| value.ty == Type::Date) else { return Readings::new() };
        let mut found = Readings::new();
        for (end, periods) in self.named(from).into_iter().filter(|(_, periods)| periods.ty == Type::Periods) {
            let Some(end) = (if verb { Some(end) } else { self.words(end, "valt") }) else { continue };
            let span = self.span(start, end);
            let inside = Expr::bool(Kind::PeriodsOf(PeriodFunction::Contains, periods), span);
            let inside = match value.kind {
                Kind::Peildatum => inside,
                _ => Expr::bool(Kind::On(inside, value.clone()), span),
            };
            found.push((end, self.negate(inside, negated)));
        }
        found
    }

    /// `de verlaging is vastgesteld`
    fn filled(&self, start: usize, at: usize, value: &Shared) -> Option<(usize, Shared)> {
        let target = match value.kind {
            Kind::Parameter(parameter) => Target::Parameter(parameter),
            Kind::Term(term, _) => Target::Term(term),
            _ => return None,
        };
        let (end, words) = self.one_of(
            at,
            &["is vastgesteld", "is niet vastgesteld", "vastgesteld is", "niet vastgesteld is", "niet is vastgesteld"],
        )?;
        let span = self.span(start, end);
        let filled = match self.knowledge.filled(target)? {
            Filled::Dated(parameter) => Expr::bool(Kind::IsFilled(parameter), span),
            Filled::Rules(days) => {
                let rules = days.into_iter().map(|(from, until)| Expr::in_force(from, until, span));
                let rules: Vec<Shared> = rules.collect();
                Expr::bool(Kind::Any(rules), span)
            }
        };
        Some((end, self.negate(filled, words.contains("niet"))))
    }

    /// A value compared with another, the verb after the value, in the middle or at the end.
    fn compared(&self, start: usize, at: usize, left: &Shared) -> Readings {
        let verbs = ["is", "bedraagt", "ligt", "duurt"];
        let mut found = Readings::new();
        if let Some((from, _)) = self.one_of(at, &verbs) {
            let (from, negated) = self.negation_of(left, from);
            for (from, comparison) in self.operators(from) {
                found.extend(self.against(start, from, left, comparison, negated));
            }
        } else {
            let (from, negated) = self.negation_of(left, at);
            for (from, comparison) in self.operators(from) {
                for (end, condition) in self.against(start, from, left, comparison, negated) {
                    found.extend(self.one_of(end, &verbs).map(|(end, _)| (end, condition)));
                }
            }
            for (head, tail, comparison) in COMPARISONS {
                let verb = self.words(from, head).and_then(|end| self.one_of(end, &["is", "ligt"]));
                if let Some(from) = verb.and_then(|(end, _)| self.words(end, tail)) {
                    found.extend(self.against(start, from, left, *comparison, negated));
                }
            }
        }
        found
    }

    /// Of a choice only `niet` is a negation: `geen` may be one of its values.
    fn negation_of(&self, left: &Shared, at: usize) -> (usize, bool) {
        match left.ty {
            Type::Choice(_) => self.words(at, "niet").map_or((at, false), |end| (end, true)),
            _ => self.negation(at),
        }
    }

    /// The places after an operator at a place, the bare `is` included.
    fn operators(&self, at: usize) -> Vec<(usize, Comparison)> {
        let split = COMPARISONS.iter().filter_map(|(head, tail, comparison)| {
            let end = self.words(at, head).and_then(|end| self.words(end, tail));
            end.map(|end| (end, *comparison))
        });
        let whole = WHOLE.iter().filter_map(|(words, comparison)| self.words(at, words).map(|end| (end, *comparison)));
        let mut found: Vec<_> = split.chain(whole).collect();
        if found.is_empty() {
            found.push((at, Comparison::Equal));
        }
        found
    }

    fn against(&self, start: usize, at: usize, left: &Shared, comparison: Comparison, negated: bool) -> Readings {
        if let Type::Choice(choice) = left.ty {
            return self.against_choice(start, at, left, choice, negated);
        }
        let mut found = Readings::new();
        for (end, right) in self.formula(at) {
            let comparable = unify(left, &right).is_some_and(|ty| {
                matches!(ty, Type::Number(_) | Type::Date) || (comparison == Comparison::Equal && ty != Type::Bool)
            });
            if comparable {
                let kind = Kind::Compare(comparison, left.clone(), right);
                found.push((end, self.negate(Expr::bool(kind, self.span(start, end)), negated)));
            } else {
                self.remark(end, || Remark::Misfit(show(&right.ty), show(&left.ty), right.span));
            }
        }
        found
    }

    /// `is eerste of tweede`
    fn against_choice(&self, start: usize, at: usize, left: &Shared, choice: u32, negated: bool) -> Readings {
        let values = self.knowledge.choice(choice);
        let one = |at: usize| {
            values.iter().enumerate().filter_map(move |(number, words)| {
                let number = u32::try_from(number).ok()?;
                Some((self.run(at, words)?, number))
            })
        };
        let equal = |number: u32| {
            let value = Expr::new(Kind::Const(Const::Choice(number)), left.ty.clone(), left.span);
            Expr::bool(Kind::Compare(Comparison::Equal, left.clone(), value), left.span)
        };
        let mut found = Readings::new();
        let mut open: Vec<(usize, Vec<Shared>)> = one(at).map(|(end, number)| (end, vec![equal(number)])).collect();
        if open.is_empty() {
            let vocabulary = self.knowledge.vocabulary();
            values.iter().for_each(|words| self.fail(at, &vocabulary.words.join(words)));
        }
        while let Some((end, parts)) = open.pop() {
            let expr = match parts.as_slice() {
                [only] => only.clone(),
                _ => Expr::bool(Kind::Any(parts.clone()), self.span(start, end)),
            };
            found.push((end, self.negate(expr, negated)));
            if let Some((from, _)) = self.one_of(end, &[",", "of"]) {
                open.extend(one(from).map(|(end, number)| (end, [parts.clone(), vec![equal(number)]].concat())));
            }
        }
        found
    }
}
