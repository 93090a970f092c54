//! How a resident can object: until when, where, what a letter of objection holds.
//!
//! How long the term is stands in the rules: a `termijn bezwaartermijn`.

use super::Drafting;
use super::letter::Letter;
use super::texts::{Text, say};
use crate::evaluate::show_number;
use crate::program::{Amount, Base, Const, Type, Unit};
use crate::values::{Date, Rational, dutch, extended};

/// The term of the rules within which one can object.
const TERM: &str = "bezwaartermijn";

impl Drafting<'_, '_> {
    /// The clause on objection.
    pub(super) fn objection(&self, letter: &mut Letter) {
        let term = self.term();
        let until = match (&term, self.sent.and_then(|sent| self.last_day(sent))) {
            (_, Some(day)) => say(Text::ObjectionDay, &[&dutch::date(day)]),
            (Some((days, unit)), None) => say(Text::ObjectionTerm, &[&in_weeks(*days, unit)]),
            (None, None) => say(Text::ObjectionUnknown, &[]),
        };
        letter.lines(&[
            say(Text::Objection, &[]),
            until,
            say(Text::ObjectionHow, &[]),
            say(Text::ObjectionWhere, &[self.place()]),
            say(Text::ObjectionOther, &[]),
            say(Text::ObjectionUrgent, &[]),
        ]);
    }

    /// The term on the day of sending, or on the day from which is looked: how many, of what.
    fn term(&self) -> Option<(Rational, Unit)> {
        let parameter = self.program().parameters.iter().find(|parameter| parameter.name == TERM)?;
        let Type::Number(unit) = &parameter.ty else { return None };
        let day = self.sent.unwrap_or(self.case.peildatum);
        let in_force = parameter
            .versions
            .iter()
            .find(|version| version.from <= day && version.until.is_none_or(|until| day <= until))?;
        match in_force.amount {
            Amount::Known(Const::Number(count)) => Some((count, unit.clone())),
            _ => None,
        }
    }

    /// The last day of the term when it is sent on a day; the day of sending does not count.
    fn last_day(&self, sent: Date) -> Option<Date> {
        let (count, unit) = self.term()?;
        let count = count.to_integer()?;
        let day = match &unit.base {
            Base::Of(of) if of == "dag" => sent.add_days(count)?,
            Base::Of(of) if of == "week" => sent.add_days(count.checked_mul(7)?)?,
            Base::Of(of) if of == "maand" => sent.add_months(count)?,
            _ => return None,
        };
        extended(day, &|day| self.program().is_assimilated(day))
    }
}

/// A term as people say it: whole weeks where it can.
fn in_weeks(count: Rational, unit: &Unit) -> String {
    let days = matches!(&unit.base, Base::Of(of) if of == "dag");
    let weeks = Rational::from_int(7);
    let whole = count.checked_div(weeks).filter(|weeks| days && weeks.is_integer());
    let week = Unit { base: Base::Of("week".into()), per: None };
    whole.map_or_else(|| show_number(Some(unit), count), |weeks| show_number(Some(&week), weeks))
}
