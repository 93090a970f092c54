//! Zones of a column of a decision table: stretches of values between the limits that its cells name, and their words.

use crate::model::kinds::{Base, Unit};
use crate::model::words::plural;
use crate::values::{Date, Rational, dutch};

/// A limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Point {
    Number(Rational),
    Day(Date),
    /// The only limit of its column, whatever its value.
    Only,
}

/// A limit, and whether the zone holds it. `None`: no limit on that side.
type End = Option<(Point, bool)>;

/// A stretch of values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Zone {
    /// Its number: the limits have the odd ones, what lies between them the even ones.
    pub number: usize,
    low: End,
    high: End,
}

/// What the values of a column can be.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    /// Only whole numbers (of cents), or days.
    pub whole: bool,
    /// Never less than zero.
    pub natural: bool,
    pub unit: Option<Unit>,
}

impl Zone {
    /// All zones that sorted limits make and that hold a value.
    pub(super) fn cut(points: &[Point], scale: &Scale) -> Vec<Zone> {
        let below = |place: usize| place.checked_sub(1).and_then(|place| points.get(place)).copied();
        let mut zones = Vec::new();
        for place in 0..=points.len() {
            let between = (below(place).map(|point| (point, false)), points.get(place).map(|point| (*point, false)));
            let number = place.saturating_mul(2);
            zones.push(Zone { number, low: between.0, high: between.1 });
            if let Some(point) = points.get(place) {
                let end = Some((*point, true));
                zones.push(Zone { number: number.saturating_add(1), low: end, high: end });
            }
        }
        zones.retain(|zone| !zone.is_empty(scale));
        zones
    }

    /// From the low end of this zone to the high end of another.
    pub(super) fn to(self, other: Zone) -> Zone {
        Zone { high: other.high, ..self }
    }

    fn is_empty(self, scale: &Scale) -> bool {
        let negative = match self.high {
            Some((Point::Number(high), held)) => high < Rational::ZERO || (high == Rational::ZERO && !held),
            _ => false,
        };
        if scale.natural && negative {
            return true;
        }
        let Zone { low, high, .. } = if scale.whole { self.closed() } else { self };
        matches!((low, high), (Some((low, _)), Some((high, _))) if high < low)
    }

    /// The same among whole numbers or days, with its ends in it.
    fn closed(self) -> Zone {
        let low = self.low.map(|(point, held)| (if held { up(point) } else { after(point) }, true));
        let high = self.high.map(|(point, held)| (if held { down(point) } else { before(point) }, true));
        Zone { low, high, ..self }
    }

    /// The zone as a cell of a table.
    pub(super) fn show(self, scale: &Scale) -> String {
        let value = |point: Point| shown(point, scale.unit.as_ref());
        let words = Words::of(self.low.or(self.high).map(|(point, _)| point), scale.unit.as_ref());
        match (self.low, self.high) {
            (None, None) => "-".into(),
            (Some((low, true)), None) => format!("{} of {}", value(low), words.more_or_equal),
            (Some((low, false)), None) => match scale.whole.then(|| after(low)).filter(|point| *point != Point::Only) {
                Some(next) => format!("{} of {}", value(next), words.more_or_equal),
                None => format!("{} {}", words.more, value(low)),
            },
            (None, Some((high, true))) => format!("{} of {}", value(high), words.less_or_equal),
            (None, Some((high, false))) => format!("{} {}", words.less, value(high)),
            (Some((low, _)), Some((high, _))) if low == high => value(low),
            (Some(_), Some(_)) => self.show_between(scale, &words),
        }
    }

    fn show_between(self, scale: &Scale, words: &Words) -> String {
        let Zone { low, high, .. } = if scale.whole { self.closed() } else { self };
        let value = |point: Point| shown(point, scale.unit.as_ref());
        match (low, high) {
            (Some((low, true)), Some((high, true))) if low == high => value(low),
            (Some((low, true)), Some((high, true))) => {
                let first =
                    if words.bare { value(low).split(' ').next().unwrap_or_default().into() } else { value(low) };
                format!("{first} tot en met {}", value(high))
            }
            (Some((low, low_held)), Some((high, high_held))) => {
                let from = if low_held { "ten minste" } else { words.more };
                let to = if high_held { "ten hoogste" } else { words.less };
                format!("{from} {} en {to} {}", value(low), value(high))
            }
            _ => String::new(),
        }
    }
}

/// How a kind of value is compared.
struct Words {
    less: &'static str,
    less_or_equal: &'static str,
    more: &'static str,
    more_or_equal: &'static str,
    /// Of two numbers with a unit only the last shows it.
    bare: bool,
}

impl Words {
    fn of(point: Option<Point>, unit: Option<&Unit>) -> Self {
        let of =
            |less, less_or_equal, more, more_or_equal, bare| Self { less, less_or_equal, more, more_or_equal, bare };
        let counted = unit.and_then(|unit| if let Base::Of(name) = &unit.base { Some(name.as_str()) } else { None });
        match (point, counted) {
            (Some(Point::Day(_)), _) => of("vóór", "eerder", "na", "later", false),
            (_, Some("jaar")) => of("jonger dan", "jonger", "ouder dan", "ouder", true),
            (_, counted) => of("minder dan", "minder", "meer dan", "meer", counted.is_some()),
        }
    }
}

/// The next whole number after a limit.
fn after(point: Point) -> Point {
    step(point, |n| Rational::from_int(n.floor()).checked_add(Rational::ONE), 1)
}

/// The last whole number before a limit.
fn before(point: Point) -> Point {
    step(point, |n| up_number(n)?.checked_sub(Rational::ONE), -1)
}

fn up(point: Point) -> Point {
    step(point, up_number, 0)
}

fn down(point: Point) -> Point {
    step(point, |n| Some(Rational::from_int(n.floor())), 0)
}

fn up_number(number: Rational) -> Option<Rational> {
    let floor = Rational::from_int(number.floor());
    if floor == number { Some(number) } else { floor.checked_add(Rational::ONE) }
}

fn step(point: Point, number: impl Fn(Rational) -> Option<Rational>, days: i64) -> Point {
    match point {
        Point::Number(value) => Point::Number(number(value).unwrap_or(value)),
        Point::Day(day) => Point::Day(day.add_days(days).unwrap_or(day)),
        Point::Only => Point::Only,
    }
}

fn shown(point: Point, unit: Option<&Unit>) -> String {
    let number = match point {
        Point::Number(number) => number,
        Point::Day(day) => return dutch::date(day),
        Point::Only => return "de grens".into(),
    };
    match unit.map(|unit| &unit.base) {
        Some(Base::Money) => {
            let text = dutch::money(number);
            text.strip_suffix(",00").map_or_else(|| text.clone(), ToString::to_string)
        }
        Some(Base::Percentage) => dutch::percentage(number),
        Some(Base::Of(name)) => {
            let one = number == Rational::ONE;
            let counted = if one || matches!(name.as_str(), "jaar" | "uur" | "kwartaal") { name } else { plural(name) };
            format!("{} {counted}", dutch::number(number))
        }
        Some(Base::Number) | None => dutch::number(number),
    }
}
