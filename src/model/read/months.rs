//! Sums over calendar months.

use super::{Reader, Readings, Remark};
use crate::model::expr::{Expr, Kind};
use crate::model::kinds::{Type, Unit};
use crate::model::types::show;

/// The period of which a sum over months has one each.
const MONTH: &str = "maand";

impl Reader<'_> {
    /// `(de som van E over de kalendermaanden van D tot en met D)`, behind the parenthesis
    pub(super) fn month_sum(&self, at: usize, from: usize) -> Readings {
        let mut found = Readings::new();
        let Some(from) = self.words(from, "som van") else { return found };
        for (end, value) in self.value(from) {
            let Some(from) = self.words(end, "over kalendermaanden van") else { continue };
            let Some(ty) = total(&value.ty) else {
                self.remark(end, || Remark::Misfit(show(&value.ty), wanted(&value.ty), value.span));
                continue;
            };
            for (end, first) in self.dates(from) {
                let Some(from) = self.words(end, "tot en met") else {
                    self.fail(end, "tot en met");
                    continue;
                };
                for (end, last) in self.dates(from) {
                    let Some(end) = self.words(end, ")") else {
                        self.fail(end, ")");
                        continue;
                    };
                    let kind = Kind::MonthSum { value: value.clone(), from: first.clone(), until: last };
                    found.push((end, Expr::new(kind, ty.clone(), self.span(at, end))));
                }
            }
        }
        found
    }
}

/// What the sum is, of one number per month: a number per month adds up to the number itself.
fn total(ty: &Type) -> Option<Type> {
    match ty {
        Type::Number(Unit { base, per }) if per.as_ref().is_none_or(|per| per == MONTH) => {
            Some(Type::Number(Unit { base: base.clone(), per: None }))
        }
        _ => None,
    }
}

/// What could have been added.
fn wanted(ty: &Type) -> String {
    match ty {
        Type::Number(Unit { base, .. }) => show(&Type::Number(Unit { base: base.clone(), per: Some(MONTH.into()) })),
        _ => "een getal of een bedrag".to_string(),
    }
}
