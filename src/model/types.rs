//! Units and periods: what may be added, compared and multiplied.

use super::expr::{Expr, Kind, Shared, plain};
use super::words::plural;
use crate::model::kinds::{Base, Operator, Type, Unit};

/// The unit of two numbers that are added or compared, when they fit. A literal without a period takes the other's.
#[must_use]
pub fn unify(a: &Shared, b: &Shared) -> Option<Type> {
    match (&a.ty, &b.ty) {
        (Type::Number(x), Type::Number(y)) => unify_units(x, y, bare_literal(a), bare_literal(b)).map(Type::Number),
        (Type::Object { class: x, .. }, Type::Object { class: y, .. }) if x == y => Some(a.ty.clone()),
        (x, y) if x == y => Some(x.clone()),
        _ => None,
    }
}

fn unify_units(a: &Unit, b: &Unit, free_a: bool, free_b: bool) -> Option<Unit> {
    let base = match (&a.base, &b.base) {
        (x, y) if x == y => x.clone(),
        (Base::Number, Base::Percentage) | (Base::Percentage, Base::Number) => Base::Number,
        _ => return None,
    };
    let per = match (&a.per, &b.per) {
        (x, y) if x == y => x.clone(),
        (None, y) if free_a => y.clone(),
        (x, None) if free_b => x.clone(),
        _ => return None,
    };
    Some(Unit { base, per })
}

/// A literal (or a formula of literals) that was written without a period.
fn bare_literal(e: &Shared) -> bool {
    match &e.kind {
        Kind::Const(_) => true,
        Kind::Arithmetic(_, a, b) => bare_literal(a) && bare_literal(b),
        _ => false,
    }
}

/// The type of an operation on two values, when it makes sense.
#[must_use]
pub fn operate(operator: Operator, a: &Shared, b: &Shared) -> Option<Type> {
    match operator {
        Operator::Multiply => {
            multiply(a.unit()?, b.unit()?).or_else(|| multiply(b.unit()?, a.unit()?)).map(Type::Number)
        }
        Operator::Divide => divide(a.unit()?, b.unit()?).map(Type::Number),
        Operator::Minimum | Operator::Maximum => unify(a, b).filter(|ty| matches!(ty, Type::Number(_) | Type::Date)),
        _ => unify(a, b).filter(|ty| matches!(ty, Type::Number(_))),
    }
}

fn is_bare(unit: &Unit) -> bool {
    matches!(unit.base, Base::Number | Base::Percentage) && unit.per.is_none()
}

fn multiply(a: &Unit, b: &Unit) -> Option<Unit> {
    if is_bare(a) {
        let base = match (&a.base, &b.base) {
            (Base::Percentage, Base::Number) => Base::Percentage,
            (_, base) => base.clone(),
        };
        return Some(Unit { base, per: b.per.clone() });
    }
    match (&a.per, &b.base) {
        (Some(per), Base::Of(unit)) if per == unit => Some(Unit { base: a.base.clone(), per: b.per.clone() }),
        _ => None,
    }
}

fn divide(a: &Unit, b: &Unit) -> Option<Unit> {
    if is_bare(b) {
        return Some(a.clone());
    }
    (a == b).then(plain)
}

/// The type as a legal adviser reads it: `een bedrag per maand`.
#[must_use]
pub fn show(ty: &Type) -> String {
    match ty {
        Type::Bool => "ja of nee".into(),
        Type::Date => "een datum".into(),
        Type::Choice(_) => "een keuze".into(),
        Type::Text => "een tekst".into(),
        Type::Object { .. } => "een persoon of zaak".into(),
        Type::Many(_) => "een groep".into(),
        Type::Periods => "perioden".into(),
        Type::Number(unit) => show_unit(unit),
    }
}

fn show_unit(unit: &Unit) -> String {
    let base = match &unit.base {
        Base::Number => "een getal".to_string(),
        Base::Percentage => "een percentage".to_string(),
        Base::Money => "een bedrag".to_string(),
        Base::Of(unit) => format!("een aantal {}", plural(unit)),
    };
    match &unit.per {
        Some(per) => format!("{base} per {per}"),
        None => base,
    }
}

/// An operation on two values with its type, when it makes sense.
#[must_use]
pub fn arithmetic(operator: Operator, a: &Shared, b: &Shared) -> Option<Shared> {
    let ty = operate(operator, a, b)?;
    Some(Expr::new(Kind::Arithmetic(operator, a.clone(), b.clone()), ty, a.span.to(b.span)))
}
