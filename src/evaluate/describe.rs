//! A value in a few Dutch words: for examples that fail and for traces.

use super::facts::Datum;
use super::interval::to_day;
use super::value::Interval;
use super::{Evaluation, MOST_MONTHS, ObjectId, Problem, Val};
use crate::program::{Base, Fold, Node, NodeId, Program, RuleId, Type, Unit};
use crate::values::{Date, Rational, dutch};

impl Evaluation<'_> {
    /// What came out, and for a comparison both sides.
    pub fn describe(&mut self, node: NodeId, value: Val, args: &[ObjectId], day: Date) -> String {
        match self.program.nodes.get(node as usize).copied() {
            Some(Node::Compare(_, left, right)) => {
                let (a, b) = (self.value(left, args, day).value, self.value(right, args, day).value);
                // What is written in the sentence has the type of what it is held against.
                let ty = self.type_of(left).or(self.type_of(right));
                format!("{} tegenover {}", self.show_as(ty, a), self.show_as(ty, b))
            }
            Some(Node::Not(inner)) => {
                let value = self.value(inner, args, day).value;
                format!("het tegendeel van {}", self.show(inner, value))
            }
            _ => self.show(node, value),
        }
    }

    /// A value as people write it, with the unit of the node that gave it.
    #[must_use]
    pub fn show(&self, node: NodeId, value: Val) -> String {
        self.show_as(self.type_of(node), value)
    }

    fn show_as(&self, ty: Option<&Type>, value: Val) -> String {
        let object = |object: ObjectId| match ty {
            Some(Type::Object { class, .. } | Type::Many(class)) => {
                self.facts.objects.get(*class as usize).and_then(|ids| ids.get(object as usize))
            }
            _ => None,
        };
        match value {
            Val::Unknown => "onbekend".into(),
            Val::Between(_) => {
                self.bounds_of(ty, value).map_or_else(|| "onbekend".into(), |bounds| format!("onbekend, {bounds}"))
            }
            Val::Empty => "geen".into(),
            Val::Bool(true) => "ja".into(),
            Val::Bool(false) => "nee".into(),
            Val::Number(number) => show_number(unit_of(ty), number),
            Val::Date(day) => dutch::date(day),
            Val::Fault(_) => self.fault(value).map_or_else(|| "fout".into(), |fault| self.show_fault(&fault)),
            Val::Choice(choice) => self.choice(ty, choice).unwrap_or_else(|| "een keuze".into()),
            Val::Object(number) => object(number).map_or_else(|| "een object".into(), String::clone),
            Val::Text(text) => {
                self.program.texts.get(text as usize).map_or_else(String::new, |text| format!("\"{text}\""))
            }
            Val::Said(place) | Val::Periods(place) | Val::Objects(place) => match self.datum(place) {
                Some(Datum::Text(text)) => format!("\"{text}\""),
                Some(Datum::Objects { members, .. }) => {
                    let names: Vec<&str> =
                        members.iter().filter_map(|member| Some(object(*member)?.as_str())).collect();
                    if names.is_empty() { "geen".into() } else { names.join(", ") }
                }
                _ => "een reeks perioden".into(),
            },
        }
    }

    /// The bounds of a value of a type that is not known, in Dutch: `ten minste € 285,00`.
    #[must_use]
    pub fn bounds_of(&self, ty: Option<&Type>, value: Val) -> Option<String> {
        let Interval { date, low, high } = self.interval(value)?;
        let unit = unit_of(ty);
        let show = |bound: Rational| match to_day(bound).filter(|_| date == Some(true)) {
            Some(day) => dutch::date(day),
            None => show_number(unit, bound),
        };
        Some(match (low.map(show), high.map(show)) {
            (Some(low), Some(high)) => format!("van {low} tot en met {high}"),
            (Some(low), None) => format!("ten minste {low}"),
            (None, Some(high)) => format!("ten hoogste {high}"),
            (None, None) => return None,
        })
    }

    /// The name of a value of a choice.
    fn choice(&self, ty: Option<&Type>, choice: u32) -> Option<String> {
        let Some(Type::Choice(choices)) = ty else { return None };
        Some(self.program.choices.get(*choices as usize)?.get(choice as usize)?.to_string())
    }

    fn show_fault(&self, fault: &super::Fault) -> String {
        let rule = |number: u32| {
            self.program
                .rules
                .get(number as usize)
                .map_or(String::new(), |rule| format!("`{}` lid {}", rule.title, rule.paragraph))
        };
        let term = |number: u32| {
            self.program.terms.get(number as usize).map_or(String::new(), |term| format!("`{}`", term.name))
        };
        match fault.problem {
            Problem::Conflict(a, b) => format!("tegenspraak tussen {} en {}", rule(a), rule(b)),
            Problem::NoRule => {
                format!("geen regel van toepassing voor {}", fault.term.map_or(String::new(), term))
            }
            other => problem(self.program, other),
        }
    }

    /// The type of what a node gives, as far as it is declared.
    fn type_of(&self, node: NodeId) -> Option<&Type> {
        match self.program.nodes.get(node as usize)? {
            Node::Term(term, ..) => Some(&self.program.terms.get(*term as usize)?.ty),
            Node::Input(input, ..) => Some(&self.program.inputs.get(*input as usize)?.ty),
            Node::Parameter(parameter) => Some(&self.program.parameters.get(*parameter as usize)?.ty),
            Node::Arithmetic(_, a, _)
            | Node::Choose(_, a, _)
            | Node::Round(_, _, a)
            | Node::On(a, _)
            | Node::DailyMean(_, a)
            | Node::AsIf(a, _) => self.type_of(*a),
            Node::Fold { fold: Fold::Sum | Fold::Highest | Fold::Lowest, value, .. } => self.type_of(*value),
            Node::Fold { fold: Fold::TheOne, domain, .. } => self.type_of(*self.program.run(*domain).first()?),
            _ => None,
        }
    }
}

/// The unit of numbers of a type.
const fn unit_of(ty: Option<&Type>) -> Option<&Unit> {
    match ty {
        Some(Type::Number(unit)) => Some(unit),
        _ => None,
    }
}

/// What is wrong, in Dutch.
pub(crate) fn problem(program: &Program, problem: Problem) -> String {
    let title = |rule: RuleId| program.rules.get(rule as usize).map_or("", |rule| &rule.title);
    match problem {
        Problem::Conflict(one, other) => format!("de regels {} en {} spreken elkaar tegen", title(one), title(other)),
        Problem::NoRule => "geen enkele regel geeft een waarde".to_string(),
        Problem::Overflow => "een getal of datum is te groot".to_string(),
        Problem::DivisionByZero => "deling door nul".to_string(),
        Problem::Empty => "er wordt gerekend met iets dat er niet is".to_string(),
        Problem::Several => "er is er meer dan één".to_string(),
        Problem::NotWhole => "een aantal stappen is geen geheel getal".to_string(),
        Problem::MissingObject => "een object ontbreekt in de casus".to_string(),
        Problem::TooLong => "er wordt over te veel dagen gezocht".to_string(),
        Problem::TooManyMonths => format!("een reeks loopt over meer dan {MOST_MONTHS} kalendermaanden"),
        Problem::TooMuch => "de berekening is te groot".to_string(),
        Problem::WrongType => "een waarde is van een verkeerd soort".to_string(),
    }
}

/// A number with its unit.
#[must_use]
pub fn show_number(unit: Option<&Unit>, number: Rational) -> String {
    let Some(unit) = unit else { return dutch::number(number) };
    let base = match &unit.base {
        Base::Money => dutch::money(number),
        Base::Percentage => dutch::percentage(number),
        Base::Number => dutch::number(number),
        Base::Of(name) if number == Rational::ONE => format!("1 {name}"),
        Base::Of(name) => format!("{} {}", dutch::number(number), plural(name)),
    };
    unit.per.as_ref().map_or_else(|| base.clone(), |per| format!("{base} per {per}"))
}

/// The plural of a unit; years and hours have none behind a number.
fn plural(unit: &str) -> String {
    match unit {
        "dag" | "werkdag" => format!("{unit}en"),
        "week" => "weken".into(),
        "maand" => "maanden".into(),
        "minuut" => "minuten".into(),
        "dagdeel" => "dagdelen".into(),
        "etmaal" => "etmalen".into(),
        "persoon" => "personen".into(),
        "stuk" => "stuks".into(),
        other => other.into(),
    }
}
