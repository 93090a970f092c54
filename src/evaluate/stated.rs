//! The objects whose facts stand in rule files: they come before those of a case, with what is stated of them.

use super::facts::{Datum, Facts, Given};
use crate::program::{Days, InputId, Program, StatedFact, StatedValue, StatedVersion};
use crate::values::{Date, Periods, order};

/// The ids of the stated objects, per class: a case begins with these.
#[must_use]
pub fn stated_objects(program: &Program) -> Vec<Vec<String>> {
    let organisation = &program.organisation;
    let of = |number: usize| u32::try_from(number).is_ok_and(|class| organisation.states(class));
    let ids = || organisation.stated.iter().map(|object| object.name.to_string()).collect();
    (0..program.classes.len()).map(|class| if of(class) { ids() } else { Vec::new() }).collect()
}

impl Facts {
    /// Fills in what rule files state of the objects that stand there.
    pub(super) fn state(&mut self, program: &Program) {
        let Some(class) = program.organisation.class else { return };
        for (number, object) in (0..).zip(&program.organisation.stated) {
            let id = self.objects.get(class as usize).and_then(|ids| ids.get(number as usize));
            if id.is_none_or(|id| *id != object.name) {
                continue;
            }
            for (input, given) in stated(&object.versions) {
                self.set(program, input, &[number], given);
            }
        }
    }
}

/// What the versions of an object give of each input.
fn stated(versions: &[StatedVersion]) -> Vec<(InputId, Given)> {
    let mut inputs: Vec<InputId> = versions.iter().flat_map(|version| &version.facts).map(|fact| fact.input).collect();
    order::sort(&mut inputs);
    inputs.dedup();
    inputs.into_iter().map(|input| (input, given(versions, input))).collect()
}

fn given(versions: &[StatedVersion], input: InputId) -> Given {
    let all = versions.iter().flat_map(|version| version.facts.iter().map(|fact| (version.days, fact)));
    let mut own = all.filter(|(_, fact)| fact.input == input).map(|(days, fact)| (within(days, fact), fact));
    let first = own.next();
    let second = own.next();
    if let (Some((Days { from: None, until: None }, fact)), None) = (first, second) {
        return Given::Always(datum(&fact.value));
    }
    let mut parts: Vec<(Days, &StatedFact)> = first.into_iter().chain(second).chain(own).collect();
    order::sort_by_key(&mut parts, |(days, _)| days.from);
    let dated = parts.into_iter().map(|(days, fact)| (days.from.unwrap_or(Date::MIN), days.until, datum(&fact.value)));
    Given::Dated(dated.filter(|(from, until, _)| until.is_none_or(|until| *from <= until)).collect())
}

/// The days of a fact within those of its version.
fn within(days: Days, fact: &StatedFact) -> Days {
    let until = match (days.until, fact.until) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    Days { from: days.from.max(fact.from), until }
}

fn datum(value: &StatedValue) -> Datum {
    match value {
        StatedValue::Const(value) => Datum::Const(*value),
        StatedValue::Text(text) => Datum::Text(text.to_string()),
        StatedValue::Object(number) => Datum::Object(*number),
        StatedValue::Objects(numbers) => Datum::Objects { members: numbers.clone(), complete: true },
        StatedValue::Periods(periods) => Datum::Periods(Periods::new(periods.clone())),
    }
}
