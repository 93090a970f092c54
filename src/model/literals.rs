//! Values as they are written in examples and of organisations: literals, series of dated values, names of objects.

use super::checker::Checker;
use super::draft::join;
use super::words::is_article;
use super::{ExampleGiven, ExampleObject, Literal};
use crate::model::kinds::{Base, Const, Type, Unit};
use crate::syntax::tree::{Entry, Token, TokenKind};
use crate::values::{Date, dutch};

impl Checker {
    pub(super) fn given(&self, ty: &Type, entry: &Entry, objects: &[ExampleObject]) -> Option<ExampleGiven> {
        let tokens = &entry.value.tokens;
        let dated = tokens.windows(3).any(|words| words.iter().map(|t| t.text.as_str()).eq(["met", "ingang", "van"]));
        if *ty == Type::Periods {
            return self.periods(tokens, &entry.text).map(|periods| ExampleGiven::Always(Literal::Periods(periods)));
        }
        if !dated {
            return self.literal_of(ty, tokens, &entry.text, objects).map(ExampleGiven::Always);
        }
        let mut series = Vec::new();
        for part in tokens.split(|token| token.text == ";") {
            let at =
                part.windows(3).position(|words| words.iter().map(|t| t.text.as_str()).eq(["met", "ingang", "van"]))?;
            let (value, rest) = part.split_at(at);
            let text = join(value.iter().map(|token| token.text.as_str()));
            let value = self.literal_of(ty, value, &text, objects)?;
            let days = dates(rest);
            series.push((*days.first()?, days.get(1).copied(), value));
        }
        closed(series).map(ExampleGiven::Dated)
    }

    fn literal_of(&self, ty: &Type, tokens: &[Token], text: &str, objects: &[ExampleObject]) -> Option<Literal> {
        let first = tokens.first()?;
        if text.trim() == "geen" && !matches!(ty, Type::Choice(_)) {
            return Some(if matches!(ty, Type::Many(_)) {
                Literal::Objects(Vec::new())
            } else {
                Literal::Const(Const::Empty)
            });
        }
        let number = |value| Some(Literal::Const(Const::Number(value)));
        match ty {
            Type::Bool => match first.text.as_str() {
                "ja" => Some(Literal::Const(Const::Bool(true))),
                "nee" => Some(Literal::Const(Const::Bool(false))),
                _ => None,
            },
            Type::Number(Unit { base, .. }) => match (base, first.kind) {
                (Base::Money, TokenKind::Money) => number(dutch::parse_money(&first.text).ok()?),
                (Base::Percentage, TokenKind::Percentage) => number(dutch::parse_percentage(&first.text).ok()?),
                (Base::Number | Base::Of(_), TokenKind::Number) => number(dutch::parse_number(&first.text).ok()?),
                _ => None,
            },
            Type::Date => Some(Literal::Const(Const::Date(dutch::parse_date(&first.text).ok()?))),
            Type::Choice(choice) => {
                let words = text.trim().to_lowercase();
                let place =
                    self.choices.get(*choice as usize)?.iter().position(|value| value.to_lowercase() == words)?;
                Some(Literal::Const(Const::Choice(u32::try_from(place).ok()?)))
            }
            Type::Text => Some(Literal::Text(text.trim_matches('"').to_string())),
            Type::Object { .. } => called(tokens, objects).map(Literal::Object),
            Type::Many(_) => {
                let lists = tokens.split(|token| token.text == ",").map(|part| all_called(part, objects));
                lists.collect::<Option<Vec<_>>>().map(|lists| Literal::Objects(lists.concat()))
            }
            Type::Periods => None,
        }
    }

    fn periods(&self, tokens: &[Token], text: &str) -> Option<Vec<(Date, Option<Date>)>> {
        if text.trim() == "geen" {
            return Some(Vec::new());
        }
        let days = dates(tokens);
        let mut periods = Vec::new();
        for pair in days.chunks(2) {
            periods.push((*pair.first()?, pair.get(1).copied()));
        }
        (!periods.is_empty()).then_some(periods)
    }
}

/// The place of the object that some words name.
fn called(tokens: &[Token], objects: &[ExampleObject]) -> Option<usize> {
    let name = join(tokens.iter().filter(|token| !is_article(token)).map(|token| token.text.as_str()));
    let exact = objects.iter().position(|object| object.name == name);
    exact.or_else(|| objects.iter().position(|object| object.name.to_lowercase() == name.to_lowercase()))
}

/// The places of the objects that some words name, with `en` between them; a name can have that word itself.
fn all_called(tokens: &[Token], objects: &[ExampleObject]) -> Option<Vec<usize>> {
    if let Some(one) = called(tokens, objects) {
        return Some(vec![one]);
    }
    let places = (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|token| token.text == "en"));
    let split = |at: usize| {
        let first = called(tokens.get(..at)?, objects)?;
        let rest = all_called(tokens.get(at.checked_add(1)?..)?, objects)?;
        Some([vec![first], rest].concat())
    };
    places.into_iter().find_map(split)
}

/// Values in order of their days: each ends where the next begins, when it does not say so itself.
fn closed(mut series: Vec<(Date, Option<Date>, Literal)>) -> Option<Vec<(Date, Option<Date>, Literal)>> {
    let starts: Vec<Date> = series.iter().skip(1).map(|(from, ..)| *from).collect();
    for ((_, until, _), next) in series.iter_mut().zip(starts) {
        *until = until.or_else(|| next.add_days(-1));
    }
    let apart = series.is_sorted_by(|(_, until, _), (next, ..)| until.is_some_and(|until| until < *next));
    let forward = series.iter().all(|(from, until, _)| until.is_none_or(|until| *from <= until));
    (apart && forward).then_some(series)
}

/// The dates among some tokens.
fn dates(tokens: &[Token]) -> Vec<Date> {
    let dates = tokens.iter().filter(|token| token.kind == TokenKind::Date);
    dates.filter_map(|token| dutch::parse_date(&token.text).ok()).collect()
}
