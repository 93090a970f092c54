//! What would have made the difference: the smallest changes of facts that turn an outcome.

use super::{Inquiry, Question, Room, objects};
use crate::evaluate::{Datum, Evaluation, Given, ObjectId, Place, Val};
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

impl<'p> Inquiry<'p> {
    /// The smallest changes of facts that turn the right of a question about the case of an evaluation: one fact where
    /// that is enough, else two. Only what is `used` is changed.
    ///
    /// Facts declared `onveranderlijk`, judgements and days that are past are left alone; an amount or day moves to the
    /// nearest value that turns, a day to none that is past.
    pub fn otherwise(&mut self, of: &Evaluation<'p>, question: Question<'_>, used: &[Place]) -> Vec<Change> {
        let mut search = Search { program: of.program(), question, room: self.room(of), used: 0 };
        let now = search.right();
        if !matches!(now, Val::Bool(_)) {
            return Vec::new();
        }
        let candidates: Vec<Place> = used.iter().copied().filter(|place| search.may_change(*place)).collect();
        let mut found = Vec::new();
        for place in &candidates {
            if let Some(datum) = search.turn(*place, now) {
                found.push(search.change(&[(*place, datum)]));
            }
        }
        if found.is_empty() {
            found = search.pairs(&candidates, now);
        }
        found
    }
}

struct Search<'r, 'p, 'q> {
    program: &'p Program,
    question: Question<'q>,
    room: &'r mut Room<'p>,
    used: u32,
}

impl Search<'_, '_, '_> {
    /// The right on the first day of the question.
    fn right(&mut self) -> Val {
        self.used = self.used.saturating_add(1);
        let Some(day) = self.question.days.first().copied() else { return Val::Unknown };
        let mut evaluation = self.room.machine.resume(&self.room.facts);
        let right = evaluation.value(self.question.decision.right, &[self.question.member], day).value;
        match self.question.decision.applies {
            Some(applies) if evaluation.value(applies, &[self.question.member], day).value != Val::Bool(true) => {
                Val::Unknown
            }
            _ => right,
        }
    }

    fn change(&self, facts: &[(Place, Datum)]) -> Change {
        let one = |(place, datum): &(Place, Datum)| {
            (place.input, objects(self.program, &self.room.facts, *place), datum.clone())
        };
        Change { facts: facts.iter().map(one).collect() }
    }

    fn given(&self, place: Place) -> Option<Datum> {
        match self.room.facts.at(place.input, place.place)? {
            Given::Always(datum) => Some(datum),
            _ => None,
        }
    }

    fn may_change(&self, place: Place) -> bool {
        let Some(input) = self.program.inputs.get(place.input as usize) else { return false };
        let stated = self.program.organisation.gives(input, &objects(self.program, &self.room.facts, place));
        let given = self.given(place);
        !input.fixed && input.judgement.is_none() && !stated && given.is_some_and(|given| !self.is_past(&given))
    }

    /// Whether it is a day before that of the decision: what happened then nobody changes.
    fn is_past(&self, datum: &Datum) -> bool {
        matches!(datum, Datum::Const(Const::Date(day)) if *day < self.room.facts.decision_day)
    }

    /// Whether the right turns when a fact has this value; the facts are as before afterwards.
    fn turns(&mut self, place: Place, datum: &Datum, now: Val) -> bool {
        if self.used >= BUDGET {
            return false;
        }
        let right = self.with(place, datum, |search| search.right());
        matches!((now, right), (Val::Bool(a), Some(Val::Bool(b))) if a != b)
    }

    /// Does something while a fact has another value.
    fn with<T>(&mut self, place: Place, datum: &Datum, search: impl FnOnce(&mut Search<'_, '_, '_>) -> T) -> Option<T> {
        let Self { program, question, used, .. } = *self;
        let (found, used) = self.room.with(place, Given::Always(datum.clone()), |room| {
            let mut inner = Search { program, question, room, used };
            (search(&mut inner), inner.used)
        })?;
        self.used = used;
        Some(found)
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
        let today = self.room.facts.decision_day;
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
            let changed = Datum::Const(Const::Bool(!value));
            let seconds = candidates.iter().take(PAIRS).skip(number.saturating_add(1));
            self.with(*first, &changed, |search| {
                for second in seconds {
                    if let Some(datum) = search.turn(*second, now) {
                        found.push(search.change(&[(*first, changed.clone()), (*second, datum)]));
                    }
                }
            });
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
