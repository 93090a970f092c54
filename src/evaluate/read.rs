//! Reading facts, parameters and rule versions on the day of the frame.

use super::eval::blocked;
use super::layers::Target;
use super::machine::Evaluation;
use super::ops::Clause;
use super::scope::Scope;
use super::value::{Change, Horizon, Interval, Place, Problem, Val};
use super::word::Word;
use crate::evaluate::cells::Cell;
use crate::evaluate::facts::{Datum, Given, ObjectId};
use crate::program::{Amount, Const, InputId, Node, NodeId, Parameter, ParameterId};
use crate::values::{Date, Rational};

/// A parameter as it is from one day up to and including another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    since: Date,
    until: Date,
    horizon: Horizon,
    value: Word,
}

impl Known {
    const NEVER: Self = Self { since: Date::MAX, until: Date::MIN, horizon: Horizon::NEVER, value: Word::UNKNOWN };
}

impl<'m> Evaluation<'m> {
    /// A fact, whatever it is and whatever its objects. Of nobody there is no value: nee for an input of type ja/nee,
    /// else none.
    #[inline(never)]
    pub(super) fn fact_elsewhere(&mut self, id: NodeId, scope: &Scope) -> Word {
        let Some(Node::Input(input, a, b)) = self.program.nodes.get(id as usize).copied() else {
            return self.fail(Problem::WrongType, id, scope);
        };
        let first = self.argument(a, scope);
        let second = self.argument(b, scope);
        Word::of(match (first, second) {
            (Ok(a), Ok(b)) => self.read(input, a, b, id, scope),
            (first, second) => {
                let bool = self.plan.inputs.get(input as usize).is_some_and(|shape| shape.bool);
                blocked(first.err(), second.err(), bool)
            }
        })
    }

    /// What is known of an input for these objects on the day of the frame.
    fn read(&mut self, input: InputId, a: ObjectId, b: ObjectId, id: NodeId, scope: &Scope) -> Val {
        let Some(shape) = self.plan.inputs.get(input as usize) else {
            return self.failed(Problem::WrongType, id, scope);
        };
        if shape.mirror && a == b {
            return Val::Bool(false);
        }
        if self.layer != 0
            && let Some(value) = self.layers.input(self.layer, input, a, b)
        {
            return value.val();
        }
        let place = self.slots.place(shape, a, b);
        match place.and_then(|place| Some((place, self.facts.look(input, place)?))) {
            Some((_, Cell::Word(word))) => word.val(),
            Some((place, Cell::Rare(given))) => self.given_now(given, Place { input, place, part: 0 }),
            None => self.failed(Problem::MissingObject, id, scope),
        }
    }

    fn given_now(&mut self, given: &Given, place: Place) -> Val {
        match given {
            Given::Always(datum) => datum_at(datum, place),
            Given::Unknown | Given::Withheld(_) => Val::Unknown,
            Given::Dated(list) => self.dated(list, place),
            Given::Between(low, high) => self.given_between(*low, *high),
        }
    }

    fn dated(&mut self, list: &[(Date, Option<Date>, Datum)], place: Place) -> Val {
        let change = Change::Fact(place.input);
        let day = self.day;
        let after = list.partition_point(|(from, _, _)| *from <= day);
        if let Some((from, _, _)) = list.get(after) {
            self.limit(day_before(*from), change);
        }
        let part = after.checked_sub(1);
        let found = part.and_then(|part| list.get(part)).filter(|(_, until, _)| until.is_none_or(|until| day <= until));
        let Some(((_, until, datum), part)) = found.zip(part) else { return Val::Unknown };
        if let Some(until) = *until {
            self.limit(until, change);
        }
        datum_at(datum, Place { part: u32::try_from(part).unwrap_or(u32::MAX), ..place })
    }

    fn given_between(&mut self, low: Option<Const>, high: Option<Const>) -> Val {
        let bound = |value: Option<Const>| match value? {
            Const::Number(value) => Some((false, value)),
            Const::Date(value) => Some((true, Rational::from_int(i64::from(value.days())))),
            _ => None,
        };
        let (low, high) = (bound(low), bound(high));
        let date = low.or(high).map(|(date, _)| date);
        let part =
            |bound: Option<(bool, Rational)>| bound.filter(|(kind, _)| Some(*kind) == date).map(|(_, value)| value);
        self.close(Interval { date, low: part(low), high: part(high) })
    }

    /// The datum that a place points to.
    pub(super) fn datum(&self, place: Place) -> Option<&'m Datum> {
        self.facts.datum(place)
    }

    /// The value of a parameter on the day of the frame; unknown when no version is in force.
    #[inline]
    pub(super) fn parameter(&mut self, id: ParameterId) -> Word {
        match self.amounts.get(id as usize) {
            Some(amount) if amount.since <= self.day && self.day <= amount.until => {
                self.horizon = self.horizon.nearer(amount.horizon);
                amount.value
            }
            _ => self.parameter_anew(id),
        }
    }

    /// [`Self::parameter`] on a day of which it is not remembered; a known amount is, whatever the case.
    #[inline(never)]
    fn parameter_anew(&mut self, id: ParameterId) -> Word {
        let Some(parameter) = self.program.parameters.get(id as usize) else { return Word::UNKNOWN };
        let (version, horizon) = version_on(parameter, id, self.day);
        self.horizon = self.horizon.nearer(horizon);
        let value = match version.and_then(|version| parameter.versions.get(version)).map(|version| version.amount) {
            Some(Amount::Known(value)) => Word::constant(value),
            Some(Amount::Unknown { at_least, at_most }) => {
                return Word::of(self.close(Interval { date: Some(false), low: at_least, high: at_most }));
            }
            None => Word::UNKNOWN,
        };
        let last = self.amounts.len().max(self.program.parameters.len());
        self.amounts.resize(last, Known::NEVER);
        if let Some(known) = self.amounts.get_mut(id as usize) {
            *known = Known { since: self.day, until: horizon.until(), horizon, value };
        }
        value
    }

    /// Whether a delegation is filled on the day of the frame.
    pub(super) fn is_filled(&mut self, id: ParameterId) -> Val {
        let Some(parameter) = self.program.parameters.get(id as usize) else { return Val::Bool(false) };
        let (version, horizon) = version_on(parameter, id, self.day);
        self.horizon = self.horizon.nearer(horizon);
        Val::Bool(version.is_some())
    }

    /// Whether the version of a rule is in force on the day of the frame.
    #[inline]
    pub(super) fn in_force(&mut self, clause: &Clause) -> bool {
        if self.day < clause.from {
            self.limit(day_before(clause.from), Change::Rule(clause.rule));
            return false;
        }
        let in_force = self.day <= clause.until;
        if in_force && clause.until < Date::MAX {
            self.limit(clause.until, Change::Rule(clause.rule));
        }
        in_force
    }

    /// What an as-if fact replaces, for these objects.
    pub(super) fn target(&self, term: bool, id: u32, a: ObjectId, b: ObjectId) -> (Target, Option<Target>) {
        let target = Target { term, id, a, b };
        let symmetric = !term && a != b && self.program.inputs.get(id as usize).is_some_and(|input| input.symmetric);
        (target, symmetric.then_some(Target { a: b, b: a, ..target }))
    }
}

#[inline]
const fn datum_at(datum: &Datum, place: Place) -> Val {
    match datum {
        Datum::Const(value) => Val::of(*value),
        Datum::Object(object) => Val::Object(*object),
        Datum::Objects { .. } => Val::Objects(place),
        Datum::Periods(_) => Val::Periods(place),
        Datum::Text(_) => Val::Said(place),
    }
}

/// The version of a parameter that is in force on a day, and until when that is sure.
///
/// After the last version, when nothing is known to follow, the value holds on; but it is sure only up to the day on
/// which the parameter changes as a rule (its calendar), see [`last_known`].
pub(super) fn version_on(parameter: &Parameter, id: ParameterId, day: Date) -> (Option<usize>, Horizon) {
    let after = parameter.versions.partition_point(|version| version.from <= day);
    let next = parameter.versions.get(after).map(|version| day_before(version.from));
    let current = after.checked_sub(1).and_then(|index| Some((index, parameter.versions.get(index)?)));
    let found = current.filter(|(_, version)| version.until.is_none_or(|until| day <= until));
    let until = match found {
        Some((_, version)) => version.until.or(next).or_else(|| {
            let due = next_due(parameter, version.from)?;
            let due = if due > day { due } else { next_due(parameter, day)? };
            Some(day_before(due))
        }),
        None => next,
    };
    let horizon = until.map_or(Horizon::NEVER, |until| Horizon::new(until, Change::Parameter(id)));
    (found.map(|(index, _)| index), horizon)
}

/// Whether a version is used past the day on which the parameter changes as a rule, while nothing follows it.
pub(super) fn last_known(parameter: &Parameter, version: usize, day: Date) -> bool {
    let next = version.checked_add(1).and_then(|next| parameter.versions.get(next));
    match parameter.versions.get(version) {
        Some(version) if version.until.is_none() && next.is_none() => {
            next_due(parameter, version.from).is_some_and(|due| due <= day)
        }
        _ => false,
    }
}

/// The first day after `day` on which a parameter changes as a rule.
fn next_due(parameter: &Parameter, day: Date) -> Option<Date> {
    let (year, _, _) = day.ymd();
    let in_year = |year: i32| {
        let days = parameter.calendar.iter().filter_map(move |(month, day)| Date::from_ymd(year, *month, *day));
        days.filter(|due| *due > day).min()
    };
    in_year(year).or_else(|| in_year(year.checked_add(1)?))
}

/// The day before; the first day there is has none before it.
#[inline]
pub(super) fn day_before(day: Date) -> Date {
    day.add_days(-1).unwrap_or(day)
}
