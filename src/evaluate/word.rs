//! A value in two machine words, as evaluation passes values on and memory keeps them.
//!
//! A number is its numerator and its denominator, which is above zero; whatever else there is has a kind of zero or
//! below. So most of evaluation moves two registers, and whether two values are the same is whether the words are.

use super::truth::Truth;
use super::value::{Place, Val};
use crate::evaluate::facts::ObjectId;
use crate::program::Const;
use crate::values::{Date, Rational};

/// A value: see [`Val`] for what it can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    payload: i64,
    /// The denominator of a number; else minus the kind, and for a place in the case its part above that.
    kind: i64,
}

/// The kinds of what is no number; [`UNKNOWN`] is what empty memory holds.
const UNKNOWN: i64 = 0;
const FAULT: i64 = -1;
const EMPTY: i64 = -2;
const BOOL: i64 = -3;
const DATE: i64 = -4;
const CHOICE: i64 = -5;
const OBJECT: i64 = -6;
const BETWEEN: i64 = -7;
const TEXT: i64 = -8;
const SAID: i64 = -9;
const PERIODS: i64 = -10;
const OBJECTS: i64 = -11;
const NOTHING: i64 = -12;
const OTHERWISE: i64 = -13;
const RARE: i64 = -14;

/// The kinds take four bits; above them stands the part of a place.
const KIND_BITS: u32 = 4;

impl Word {
    pub const UNKNOWN: Self = Self { payload: 0, kind: UNKNOWN };
    pub const EMPTY: Self = Self { payload: 0, kind: EMPTY };
    pub const YES: Self = Self { payload: 1, kind: BOOL };
    pub const NO: Self = Self { payload: 0, kind: BOOL };
    /// Of a rule: it does not apply. Never a value.
    pub const NOTHING: Self = Self { payload: 0, kind: NOTHING };
    /// Of a rule: it takes more to tell what it says. Never a value.
    pub const OTHERWISE: Self = Self { payload: 0, kind: OTHERWISE };

    #[inline]
    const fn small(payload: u32, kind: i64) -> Self {
        Self { payload: payload as i64, kind }
    }

    const fn at(place: Place, kind: i64) -> Self {
        let payload = ((place.input as i64) << 32) | place.place as i64;
        Self { payload, kind: kind.wrapping_sub((place.part as i64) << KIND_BITS) }
    }

    #[inline]
    pub const fn number(value: Rational) -> Self {
        Self { payload: value.num(), kind: value.den() }
    }

    #[inline]
    pub const fn date(day: Date) -> Self {
        Self { payload: day.days() as i64, kind: DATE }
    }

    #[inline]
    pub const fn object(object: ObjectId) -> Self {
        Self::small(object, OBJECT)
    }

    /// Number `index` of the values of a case that do not fit into a word.
    pub const fn rare(index: u32) -> Self {
        Self::small(index, RARE)
    }

    #[inline]
    pub const fn constant(value: Const) -> Self {
        Self::of(Val::of(value))
    }

    /// The word of a value.
    #[inline]
    pub const fn of(value: Val) -> Self {
        match value {
            Val::Unknown => Self::UNKNOWN,
            Val::Fault(number) => Self::small(number, FAULT),
            Val::Empty => Self::EMPTY,
            Val::Bool(value) => Self::small(value as u32, BOOL),
            Val::Number(value) => Self::number(value),
            Val::Date(day) => Self::date(day),
            Val::Choice(value) => Self::small(value, CHOICE),
            Val::Object(object) => Self::object(object),
            Val::Between(number) => Self::small(number, BETWEEN),
            Val::Text(text) => Self::small(text, TEXT),
            Val::Said(place) => Self::at(place, SAID),
            Val::Periods(place) => Self::at(place, PERIODS),
            Val::Objects(place) => Self::at(place, OBJECTS),
        }
    }

    /// The value of the word.
    #[inline]
    pub const fn val(self) -> Val {
        if self.kind > 0 {
            return Val::Number(Rational::from_lowest(self.payload, self.kind));
        }
        let low = self.payload as u32;
        match self.bare() {
            FAULT => Val::Fault(low),
            EMPTY => Val::Empty,
            BOOL => Val::Bool(low != 0),
            DATE => match Date::from_days(self.payload as i32) {
                Some(day) => Val::Date(day),
                None => Val::Unknown,
            },
            CHOICE => Val::Choice(low),
            OBJECT => Val::Object(low),
            BETWEEN => Val::Between(low),
            TEXT => Val::Text(low),
            SAID => Val::Said(self.place()),
            PERIODS => Val::Periods(self.place()),
            OBJECTS => Val::Objects(self.place()),
            _ => Val::Unknown,
        }
    }

    /// The kind without the part of a place.
    #[inline]
    const fn bare(self) -> i64 {
        (self.kind.wrapping_neg() & ((1 << KIND_BITS) - 1)).wrapping_neg()
    }

    const fn place(self) -> Place {
        let part = (self.kind.wrapping_neg() >> KIND_BITS) as u32;
        Place { input: (self.payload >> 32) as u32, place: self.payload as u32, part }
    }

    /// Whether it is ja or nee, when it is one of them.
    #[inline]
    pub const fn known_truth(self) -> Option<Truth> {
        match self.kind {
            BOOL if self.payload == 0 => Some(Truth::NO),
            BOOL => Some(Truth::YES),
            _ => None,
        }
    }

    /// Whether it is ja or nee, or why not: `None` for a value of another type.
    #[inline]
    pub const fn truth(self) -> Option<Truth> {
        match self.kind {
            BOOL => self.known_truth(),
            UNKNOWN => Some(Truth::UNKNOWN),
            FAULT => Some(Truth::fault(self.payload as u32)),
            _ => None,
        }
    }

    /// Whether it is a fault.
    #[inline]
    pub const fn is_fault(self) -> bool {
        self.kind == FAULT
    }

    /// The day, when it is one.
    pub const fn as_date(self) -> Option<Date> {
        match self.val() {
            Val::Date(day) => Some(day),
            _ => None,
        }
    }

    /// Both numbers, when both are numbers.
    #[inline]
    pub const fn numbers(self, other: Self) -> Option<(Rational, Rational)> {
        if self.kind > 0 && other.kind > 0 {
            let one = Rational::from_lowest(self.payload, self.kind);
            Some((one, Rational::from_lowest(other.payload, other.kind)))
        } else {
            None
        }
    }

    /// The whole number, when it is one.
    #[inline]
    pub const fn as_whole(self) -> Option<i64> {
        if self.kind == 1 { Some(self.payload) } else { None }
    }

    /// The numbers of both days, when both are days.
    #[inline]
    pub const fn days(self, other: Self) -> Option<(i64, i64)> {
        if self.kind == DATE && other.kind == DATE { Some((self.payload, other.payload)) } else { None }
    }

    /// Whether both are choices, both objects, or both ja or nee: equal exactly when the words are.
    #[inline]
    pub const fn is_name_as(self, other: Self) -> bool {
        self.kind == other.kind && matches!(self.kind, CHOICE | OBJECT | BOOL)
    }

    /// The object, when it is one.
    #[inline]
    pub const fn as_object(self) -> Option<ObjectId> {
        if self.kind == OBJECT { Some(self.payload as u32) } else { None }
    }

    /// The number of a value of the case that does not fit into a word, when it is one.
    #[inline]
    pub const fn as_rare(self) -> Option<u32> {
        if self.kind == RARE { Some(self.payload as u32) } else { None }
    }

    /// Whether it is a list of objects of the case.
    #[inline]
    pub const fn as_objects(self) -> Option<Place> {
        if self.bare() == OBJECTS && self.kind < 0 { Some(self.place()) } else { None }
    }
}

impl From<Truth> for Word {
    #[inline]
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::NO => Self::NO,
            Truth::YES => Self::YES,
            open => Self::of(open.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_its_value() {
        let place = Place { input: u32::MAX, place: 7, part: u32::MAX };
        let third = Rational::new(-1, 3).unwrap_or(Rational::from_int(-1));
        let values = [
            Val::Unknown,
            Val::Fault(u32::MAX),
            Val::Empty,
            Val::Bool(true),
            Val::Bool(false),
            Val::Number(third),
            Val::Number(Rational::from_int(i64::MIN)),
            Val::Date(Date::MIN),
            Val::Date(Date::MAX),
            Val::Choice(3),
            Val::Object(u32::MAX),
            Val::Between(9),
            Val::Text(1),
            Val::Said(place),
            Val::Periods(place),
            Val::Objects(Place { part: 0, ..place }),
        ];
        for (at, value) in values.iter().enumerate() {
            assert_eq!(Word::of(*value).val(), *value);
            for other in values.iter().skip(at + 1) {
                assert_ne!(Word::of(*value), Word::of(*other));
            }
        }
        assert_eq!(Word::default().val(), Val::Unknown);
        assert_eq!(Word::of(Val::Objects(place)).as_objects(), Some(place));
        assert_eq!(Word::of(Val::Object(4)).as_objects(), None);
    }
}
