//! Amounts of dated versions: `€ 500`, `12 maanden`, `ja`, a value of a choice, `onbekend, ten minste € 285`.

use super::checker::Checker;
use crate::model::kinds::{Amount, Base, Const, Type, Unit};
use crate::syntax::tree::{Token, TokenKind};
use crate::values::{Rational, dutch};

impl Checker {
    /// The amount of a type at the start of some tokens, and how many tokens it took. Of a `termijn` the first amount
    /// fixes the unit.
    pub(super) fn amount_of(
        &self,
        tokens: &[Token],
        ty: Option<&Type>,
        unit: &mut Option<String>,
    ) -> Option<(Amount, usize)> {
        match (tokens.first()?.text.as_str(), ty) {
            ("onbekend", _) => Some(unknown(tokens, ty, unit)),
            (_, Some(Type::Choice(choice))) => self.choice_of(tokens, *choice),
            (text, Some(Type::Bool)) => {
                let value = Amount::Known(Const::Bool(text == "ja"));
                matches!(text, "ja" | "nee").then_some((value, 1))
            }
            (text, Some(Type::Date)) => dutch::parse_date(text).ok().map(|day| (Amount::Known(Const::Date(day)), 1)),
            _ => number(tokens, ty, unit).map(|(value, used)| (Amount::Known(Const::Number(value)), used)),
        }
    }

    /// The longest value of a choice at the start of some tokens.
    fn choice_of(&self, tokens: &[Token], choice: u32) -> Option<(Amount, usize)> {
        let values = self.choices.get(choice as usize)?.iter().enumerate();
        let starts = |value: &str| {
            let words: Vec<&str> = value.split(' ').collect();
            let said = tokens.iter().map(|token| token.text.to_lowercase());
            let same = said.zip(&words).filter(|(said, word)| *said == word.to_lowercase()).count();
            (same == words.len()).then_some(same)
        };
        let found = values.filter_map(|(place, value)| Some((starts(value)?, place))).max()?;
        Some((Amount::Known(Const::Choice(u32::try_from(found.1).ok()?)), found.0))
    }
}

/// A number in the unit of the type, which may be written behind it.
fn number(tokens: &[Token], ty: Option<&Type>, unit: &mut Option<String>) -> Option<(Rational, usize)> {
    let (first, rest) = tokens.split_first()?;
    let counted = rest.first().and_then(|token| super::words::unit(&token.text.to_lowercase()));
    let Some(ty) = ty else {
        let value = dutch::parse_number(&first.text).ok().filter(|_| first.kind == TokenKind::Number)?;
        let counted = counted?;
        let fits = unit.get_or_insert_with(|| counted.to_string()) == counted;
        return fits.then_some((value, 2));
    };
    let Type::Number(Unit { base, per }) = ty else { return None };
    let value = match (base, first.kind) {
        (Base::Money, TokenKind::Money) => dutch::parse_money(&first.text).ok()?,
        (Base::Percentage, TokenKind::Percentage) => dutch::parse_percentage(&first.text).ok()?,
        (Base::Number | Base::Of(_), TokenKind::Number) => dutch::parse_number(&first.text).ok()?,
        _ => return None,
    };
    let used = match (base, counted) {
        (Base::Of(own), Some(counted)) if own == counted => 2,
        (_, Some(_)) => return None,
        _ => 1,
    };
    Some((value, used)).filter(|(_, used)| fits_period(tokens.get(*used..), per.as_deref())).map(|(value, used)| {
        let per = usize::from(tokens.get(used).is_some_and(|token| token.text == "per"));
        (value, used.saturating_add(per.saturating_mul(2)))
    })
}

/// Whether `per maand` behind a number, when it is there, is the period of the type.
fn fits_period(tokens: Option<&[Token]>, per: Option<&str>) -> bool {
    match tokens {
        Some([first, period, ..]) if first.text == "per" => Some(super::declare::period(&period.text).as_str()) == per,
        _ => true,
    }
}

/// `onbekend[, ten minste X][, ten hoogste Y]`
fn unknown(tokens: &[Token], ty: Option<&Type>, unit: &mut Option<String>) -> (Amount, usize) {
    let mut used = 1;
    let mut bounds = [None, None];
    loop {
        let rest = tokens.get(used..).unwrap_or(&[]);
        let comma = usize::from(rest.first().is_some_and(|token| token.text == ","));
        let texts: Vec<&str> = rest.iter().skip(comma).take(2).map(|token| token.text.as_str()).collect();
        let place = match texts.as_slice() {
            ["ten", "minste"] => 0,
            ["ten", "hoogste"] => 1,
            _ => break,
        };
        let skip = comma.saturating_add(2);
        let found = number(rest.get(skip..).unwrap_or(&[]), ty, unit);
        let (Some((value, len)), Some(slot)) = (found, bounds.get_mut(place)) else { break };
        *slot = Some(value);
        used = used.saturating_add(skip).saturating_add(len);
    }
    let [at_least, at_most] = bounds;
    (Amount::Unknown { at_least, at_most }, used)
}
