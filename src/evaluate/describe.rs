//! A value in a few Dutch words: for examples that fail and for traces.

use super::{Evaluation, ObjectId, Val};
use crate::program::{Base, Node, NodeId, Type, Unit};
use crate::values::{Date, Rational, dutch};

impl Evaluation<'_> {
    /// What came out, and for a comparison both sides.
    pub fn describe(&mut self, node: NodeId, value: Val, args: &[ObjectId], day: Date) -> String {
        match self.program.nodes.get(node as usize).copied() {
            Some(Node::Compare(_, left, right)) => {
                let (a, b) = (self.value(left, args, day).value, self.value(right, args, day).value);
                format!("{} tegenover {}", self.show(left, a), self.show(right, b))
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
        match value {
            Val::Unknown => "onbekend".into(),
            Val::Between(_) => "onbekend, binnen grenzen".into(),
            Val::Empty => "geen".into(),
            Val::Bool(true) => "ja".into(),
            Val::Bool(false) => "nee".into(),
            Val::Number(number) => show_number(self.unit_of(node), number),
            Val::Date(day) => dutch::date(day),
            Val::Fault(_) => self.fault(value).map_or_else(|| "fout".into(), |fault| self.show_fault(&fault)),
            other => format!("{other:?}"),
        }
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
            super::Problem::Conflict(a, b) => format!("tegenspraak tussen {} en {}", rule(a), rule(b)),
            super::Problem::NoRule => {
                format!("geen regel van toepassing voor {}", fault.term.map_or(String::new(), term))
            }
            other => format!("{other:?}"),
        }
    }

    /// The unit of what a node gives, as far as it is declared.
    fn unit_of(&self, node: NodeId) -> Option<&Unit> {
        let ty = match self.program.nodes.get(node as usize)? {
            Node::Term(term, ..) => &self.program.terms.get(*term as usize)?.ty,
            Node::Input(input, ..) => &self.program.inputs.get(*input as usize)?.ty,
            Node::Parameter(parameter) => &self.program.parameters.get(*parameter as usize)?.ty,
            Node::Arithmetic(_, a, _)
            | Node::Choose(_, a, _)
            | Node::Round(_, _, a)
            | Node::On(a, _)
            | Node::AsIf(a, _) => {
                return self.unit_of(*a);
            }
            _ => return None,
        };
        match ty {
            Type::Number(unit) => Some(unit),
            _ => None,
        }
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
