//! What would have made the difference: the smallest changes of facts that turn an outcome.

use super::{Question, objects};
use crate::evaluate::{Datum, Facts, Given, Machine, ObjectId, Place, Val};
use crate::program::{Base, Const, InputId, Program, Type};
use crate::values::{Date, Rational};

/// One or two facts with other values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which facts, of which objects, and what they would have to be.
    pub facts: Vec<(InputId, Vec<ObjectId>, Datum)>,
}

/// The most evaluations that one search may take.
const BUDGET: u32 = 4_000;
/// The most facts that are tried in pairs.
const PAIRS: usize = 16;

/// The smallest changes of the given facts that turn the right: one fact where that is enough, else two.
///
/// Facts declared `onveranderlijk`, judgements and days that are past are left alone; an amount or day moves to the nearest
/// value that turns, a day to none that is past.
#[must_use]
pub fn otherwise(mut machine: Machine<'_>, facts: &Facts, question: Question<'_>, used: &[Place]) -> Vec<Change> {
    drop(machine.load(facts));
    let mut search = Search { program: machine.program(), question, machine, facts: facts.clone(), used: 0 };
    let now = search.right();
    if !matches!(now, Val::Bool(_)) {
        return Vec::new();
    }
    let candidates: Vec<Place> = used.iter().copied().filter(|place| search.may_change(*place)).collect();
    let mut found = Vec::new();
    let mut settled = Vec::new();
    for place in &candidates {
        if let Some(datum) = search.turn(*place, now) {
            settled.push(*place);
            found.push(search.change(&[(*place, datum)]));
        }
    }
    if found.is_empty() {
        found = search.pairs(&candidates, now);
    }
    found
}

struct Search<'q> {
    program: &'q Program,
    question: Question<'q>,
    machine: Machine<'q>,
    facts: Facts,
    used: u32,
}

impl Search<'_> {
    /// The right on the first day of the question.
    fn right(&mut self) -> Val {
        self.used = self.used.saturating_add(1);
        let Some(day) = self.question.days.first().copied() else { return Val::Unknown };
        let mut evaluation = self.machine.resume(&self.facts);
        let right = evaluation.value(self.question.decision.right, &[self.question.member], day).value;
        match self.question.decision.applies {
            Some(applies) if evaluation.value(applies, &[self.question.member], day).value != Val::Bool(true) => {
                Val::Unknown
            }
            _ => right,
        }
    }

    fn change(&self, facts: &[(Place, Datum)]) -> Change {
        let one =
            |(place, datum): &(Place, Datum)| (place.input, objects(self.program, &self.facts, *place), datum.clone());
        Change { facts: facts.iter().map(one).collect() }
    }

    fn given(&self, place: Place) -> Option<Datum> {
        match self.facts.at(place.input, place.place)? {
            Given::Always(datum) => Some(datum),
            _ => None,
        }
    }

    fn may_change(&self, place: Place) -> bool {
        let Some(input) = self.program.inputs.get(place.input as usize) else { return false };
        let stated = self.program.organisation.gives(input, &objects(self.program, &self.facts, place));
        let given = self.given(place);
        !input.fixed && input.judgement.is_none() && !stated && given.is_some_and(|given| !self.is_past(&given))
    }

    /// Whether it is a day before that of the decision: what happened then nobody changes.
    fn is_past(&self, datum: &Datum) -> bool {
        matches!(datum, Datum::Const(Const::Date(day)) if *day < self.facts.decision_day)
    }

    /// Whether the right turns when a fact has this value; the facts are as before afterwards.
    fn turns(&mut self, place: Place, datum: &Datum, now: Val) -> bool {
        if self.used >= BUDGET {
            return false;
        }
        let args = objects(self.program, &self.facts, place);
        let Some(before) = self.facts.get(self.program, place.input, &args) else { return false };
        self.machine.branch(place.input);
        self.facts.set(self.program, place.input, &args, Given::Always(datum.clone()));
        let right = self.right();
        self.facts.set(self.program, place.input, &args, before);
        self.machine.leave();
        matches!((now, right), (Val::Bool(a), Val::Bool(b)) if a != b)
    }

    /// The nearest other value of a fact that turns the right.
    fn turn(&mut self, place: Place, now: Val) -> Option<Datum> {
        let ty = self.program.inputs.get(place.input as usize)?.ty.clone();
        let current = self.given(place)?;
        match (&ty, &current) {
            (Type::Bool, Datum::Const(Const::Bool(value))) => self.first_that_turns(place, [Const::Bool(!value)], now),
            (Type::Choice(choice), Datum::Const(Const::Choice(value))) => {
                let count = u32::try_from(self.program.choices.get(*choice as usize)?.len()).ok()?;
                let (value, others) = (*value, 0..count);
                self.first_that_turns(place, others.filter(move |other| *other != value).map(Const::Choice), now)
            }
            (Type::Number(unit), Datum::Const(Const::Number(value))) => {
                // An amount moves by cents, a percentage by whole percents, anything else by ones.
                let scale = if unit.base == Base::Percentage { 100 } else { 1 };
                let base = value.checked_mul(Rational::from_int(scale))?.floor();
                self.nearest(place, now, &|step| Some(Const::Number(Rational::new(base.checked_add(step)?, scale)?)))
            }
            (Type::Date, Datum::Const(Const::Date(day))) => {
                let day = *day;
                self.nearest(place, now, &|step| day.add_days(step).map(Const::Date))
            }
            _ => None,
        }
    }

    fn first_that_turns(&mut self, place: Place, values: impl IntoIterator<Item = Const>, now: Val) -> Option<Datum> {
        values.into_iter().map(Datum::Const).find(|datum| self.turns(place, datum, now))
    }

    /// The nearest step at which the right turns, up or down, the smaller step first.
    fn nearest(&mut self, place: Place, now: Val, at: &dyn Fn(i64) -> Option<Const>) -> Option<Datum> {
        let up = self.step(place, now, at);
        let down = self.step(place, now, &|step| at(step.checked_neg()?));
        match (up, down) {
            (Some((a, up)), Some((b, down))) => Some(if b < a { down } else { up }),
            (up, down) => up.or(down).map(|(_, datum)| datum),
        }
    }

    /// Doubles until the right turns, then halves back to the first step that turns it.
    fn step(&mut self, place: Place, now: Val, at: &dyn Fn(i64) -> Option<Const>) -> Option<(i64, Datum)> {
        let today = self.facts.decision_day;
        let to_come = move |datum: &Datum| !matches!(datum, Datum::Const(Const::Date(day)) if *day < today);
        let value = |step| at(step).map(Datum::Const).filter(plausible).filter(to_come);
        let (mut same, mut other) = (0i64, 1i64);
        while !self.turns(place, &value(other)?, now) {
            same = other;
            other = other.checked_mul(2).filter(|step| *step < 1 << 34)?;
        }
        while other.checked_sub(same)? > 1 {
            let middle = same.checked_add(other)?.checked_div(2)?;
            if self.turns(place, &value(middle)?, now) {
                other = middle;
            } else {
                same = middle;
            }
        }
        Some((other, value(other)?))
    }

    /// Pairs of facts that turn the right together.
    fn pairs(&mut self, candidates: &[Place], now: Val) -> Vec<Change> {
        let mut found = Vec::new();
        for (number, first) in candidates.iter().take(PAIRS).enumerate() {
            let Some(Datum::Const(Const::Bool(value))) = self.given(*first) else { continue };
            let args = objects(self.program, &self.facts, *first);
            let before = Given::Always(Datum::Const(Const::Bool(value)));
            let changed = Datum::Const(Const::Bool(!value));
            self.machine.branch(first.input);
            self.facts.set(self.program, first.input, &args, Given::Always(changed.clone()));
            for second in candidates.iter().take(PAIRS).skip(number.saturating_add(1)) {
                if let Some(datum) = self.turn(*second, now) {
                    found.push(self.change(&[(*first, changed.clone()), (*second, datum)]));
                }
            }
            self.facts.set(self.program, first.input, &args, before);
            self.machine.leave();
        }
        found
    }
}

/// Amounts below zero and days outside the calendar of people are no sensible advice.
fn plausible(datum: &Datum) -> bool {
    let years = Date::from_ymd(1900, 1, 1).zip(Date::from_ymd(2200, 1, 1));
    match datum {
        Datum::Const(Const::Number(value)) => *value >= Rational::ZERO,
        Datum::Const(Const::Date(day)) => years.is_some_and(|(first, last)| (first..=last).contains(day)),
        _ => true,
    }
}
