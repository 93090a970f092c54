//! Values as they are written in examples and of organisations: literals, series of dated values, names of objects.

use super::checker::Checker;
use super::draft::join;
use super::words::is_article;
use super::{ExampleGiven, ExampleObject, Literal};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{Base, Const, Input, Type, Unit};
use crate::syntax::tree::{Entry, Span, Token, TokenKind};
use crate::values::{Date, Rational, Text, dutch};

impl Checker {
    /// What an entry gives of an input, the role of a judgement taken off; `None` when it does not fit.
    pub(super) fn given(&self, input: &Input, entry: &Entry, objects: &[ExampleObject]) -> Option<ExampleGiven> {
        let tokens = &entry.value.tokens;
        if input.ty == Type::Periods {
            return periods(tokens, &entry.text).map(|periods| ExampleGiven::Always(Literal::Periods(periods)));
        }
        let dated = |part: &[Token]| {
            part.windows(3).position(|words| words.iter().map(|t| t.text.as_str()).eq(["met", "ingang", "van"]))
        };
        if dated(tokens).is_none() {
            let (value, text) = self.without_role(input, tokens, Some(&entry.text))?;
            return self.literal_of(&input.ty, value, &text, objects).map(ExampleGiven::Always);
        }
        let mut series = Vec::new();
        for part in tokens.split(|token| token.text == ";") {
            let (value, rest) = part.split_at(dated(part)?);
            let (value, text) = self.without_role(input, value, None)?;
            let value = self.literal_of(&input.ty, value, &text, objects)?;
            let days = dates(rest);
            series.push((*days.first()?, days.get(1).copied(), value));
        }
        closed(series).map(ExampleGiven::Dated)
    }

    /// The value before the role of who judged, and its text. A role that may not judge is reported.
    fn without_role<'t>(
        &self,
        input: &Input,
        tokens: &'t [Token],
        whole: Option<&str>,
    ) -> Option<(&'t [Token], String)> {
        let text = |tokens: &[Token]| join(tokens.iter().map(|token| token.text.as_str()));
        let comma = tokens.iter().rposition(|token| token.text == "," && token.kind == TokenKind::Mark);
        let (Some(judgement), Some(comma)) = (&input.judgement, comma) else {
            return Some((tokens, whole.map_or_else(|| text(tokens), str::to_string)));
        };
        let (value, rest) = tokens.split_at(comma);
        let role = text(rest.get(1..)?);
        if !judgement.roles.iter().any(|known| *known == role) {
            let span = rest.first().map_or(Span::default(), |token| token.span);
            let finding = Diagnostic::error("T0915", span, &[&role, &input.name]);
            let roles = judgement.roles.iter().map(Text::as_str);
            self.error(finding.near(&role, roles).expected(judgement.roles.join(", ")));
        }
        Some((value, text(value)))
    }

    fn literal_of(&self, ty: &Type, tokens: &[Token], text: &str, objects: &[ExampleObject]) -> Option<Literal> {
        if text.trim() == "geen" && !matches!(ty, Type::Choice(_)) {
            return Some(if matches!(ty, Type::Many(_)) {
                Literal::Objects(Vec::new())
            } else {
                Literal::Const(Const::Empty)
            });
        }
        match ty {
            Type::Number(unit) => number(tokens, unit).map(|number| Literal::Const(Const::Number(number))),
            Type::Bool | Type::Date => single(ty, tokens).map(Literal::Const),
            Type::Choice(choice) => {
                let words = text.trim().to_lowercase();
                let values = self.choices.get(*choice as usize)?;
                let place = values.iter().position(|value| value.to_lowercase() == words)?;
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
}

/// `ja`, `nee`, `1 juli 2026`, and nothing after it.
fn single(ty: &Type, tokens: &[Token]) -> Option<Const> {
    let [only] = tokens else { return None };
    match (ty, only.text.as_str()) {
        (Type::Bool, "ja") => Some(Const::Bool(true)),
        (Type::Bool, "nee") => Some(Const::Bool(false)),
        (Type::Date, text) => dutch::parse_date(text).ok().map(Const::Date),
        _ => None,
    }
}

/// `€ 500`, `25%`, `12`, `8 uur per week`: the unit may be left out, but if it stands there it is that of the fact.
fn number(tokens: &[Token], unit: &Unit) -> Option<Rational> {
    let (first, rest) = tokens.split_first()?;
    let value = match (&unit.base, first.kind) {
        (Base::Money, TokenKind::Money) => dutch::parse_money(&first.text).ok()?,
        (Base::Percentage, TokenKind::Percentage) => dutch::parse_percentage(&first.text).ok()?,
        (Base::Number | Base::Of(_), TokenKind::Number) => dutch::parse_number(&first.text).ok()?,
        _ => return None,
    };
    is_unit(rest, unit).then_some(value)
}

/// Whether these words are a unit, or leave out what of it may be left out.
fn is_unit(words: &[Token], unit: &Unit) -> bool {
    let texts: Vec<String> = words.iter().map(|token| token.text.to_lowercase()).collect();
    let counted = match (&unit.base, texts.split_first()) {
        (Base::Of(base), Some((first, rest))) if first != "per" => {
            let known = super::words::unit(first).unwrap_or(first);
            Some(rest).filter(|_| known == base)
        }
        _ => Some(texts.as_slice()),
    };
    match counted {
        Some([]) => true,
        Some([per, period @ ..]) if per == "per" => {
            unit.per.as_deref() == Some(&super::declare::period(&period.join(" ")))
        }
        _ => false,
    }
}

/// `1 mei 2026 tot en met 20 mei 2026; 1 juni 2026 tot en met 3 juni 2026`
fn periods(tokens: &[Token], text: &str) -> Option<Vec<(Date, Option<Date>)>> {
    if text.trim() == "geen" {
        return Some(Vec::new());
    }
    tokens.split(|token| token.text == ";").map(period).collect()
}

/// `1 mei 2026 tot en met 20 mei 2026`, `met ingang van 1 mei 2026`
fn period(tokens: &[Token]) -> Option<(Date, Option<Date>)> {
    let is = |tokens: &[Token], words: [&str; 3]| tokens.iter().map(|token| token.text.as_str()).eq(words);
    let open = tokens.split_at_checked(3).filter(|(first, _)| is(first, ["met", "ingang", "van"]));
    let tokens = open.map_or(tokens, |(_, rest)| rest);
    let day = |token: &Token| dutch::parse_date(&token.text).ok();
    match tokens {
        [first] => Some((day(first)?, None)),
        [first, words @ .., last] if is(words, ["tot", "en", "met"]) => Some((day(first)?, Some(day(last)?))),
        _ => None,
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
