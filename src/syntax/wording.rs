//! Words that are wrong wherever they stand: misspellings, `en/of`, brackets without a partner.

use super::layout::Reader;
use super::tree::{Clause, Token, TokenKind};
use crate::diagnostic::Diagnostic;

/// What a clause is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A sentence or an item of a list.
    Sentence,
    /// A header, field, entry or row.
    Line,
}

/// Words that are often written wrong, and what is meant.
const MISSPELT: &[(&str, &str)] = &[
    ("indein", "indien"),
    ("inden", "indien"),
    ("idien", "indien"),
    ("indine", "indien"),
    ("tenij", "tenzij"),
    ("tenzei", "tenzij"),
    ("tenminste", "ten minste"),
    ("tenhoogste", "ten hoogste"),
    ("voorzover", "voor zover"),
];

/// Reports what is wrong, and mends it where there is one way to.
pub(super) fn check(reader: &mut Reader<'_>, clause: &mut Clause, place: Place) {
    brackets(reader, &clause.tokens);
    for at in 0..clause.tokens.len() {
        let (before, rest) = clause.tokens.split_at_mut(at);
        let [token, after @ ..] = rest else { break };
        misspelt(reader, token);
        times(reader, before, token, after);
        and_or(reader, token, after);
        if place == Place::Sentence {
            one(reader, before, token);
        }
    }
    if place == Place::Sentence {
        semicolons(reader, clause);
    }
}

fn misspelt(reader: &mut Reader<'_>, token: &mut Token) {
    let known = MISSPELT.iter().find(|(wrong, _)| token.kind == TokenKind::Word && token.text == *wrong);
    if let Some((_, right)) = known {
        reader.push(Diagnostic::error("T0319", token.span, &[&token.text]).expected(format!("`{right}`")));
        if !right.contains(' ') {
            token.text = (*right).to_string();
        }
    }
}

/// A letter x beside a number or a bracket, or between two letters, stands for `×`.
fn times(reader: &mut Reader<'_>, before: &[Token], token: &mut Token, after: &[Token]) {
    let (before, after) = (before.last(), after.first());
    let literal = |token: Option<&Token>, bracket: &str| {
        token.is_some_and(|token| match token.kind {
            TokenKind::Money | TokenKind::Percentage | TokenKind::Number => true,
            TokenKind::Mark => token.text == bracket,
            TokenKind::Word | TokenKind::Date | TokenKind::Quoted => false,
        })
    };
    let letter = |token: Option<&Token>| {
        token.is_some_and(|token| token.kind == TokenKind::Word && token.text.chars().count() == 1)
    };
    let operator = literal(before, ")") || literal(after, "(") || letter(before) && letter(after);
    let is_x = token.kind == TokenKind::Word && matches!(token.text.as_str(), "x" | "X");
    if is_x && operator {
        reader.push(Diagnostic::error("T0208", token.span, &[&token.text]).expected("`×`"));
        token.kind = TokenKind::Mark;
        token.text = "×".to_string();
    }
}

fn and_or(reader: &mut Reader<'_>, token: &Token, after: &[Token]) {
    if let [slash, or, ..] = after
        && (token.text.as_str(), slash.text.as_str(), or.text.as_str()) == ("en", "/", "of")
    {
        reader.report("T0321", token.span.to(or.span), &[]);
    }
}

/// `ten minste een` counts, so `één` has its accents.
fn one(reader: &mut Reader<'_>, before: &[Token], token: &mut Token) {
    if let [.., ten, least] = before
        && (ten.text.as_str(), least.text.as_str(), token.text.as_str()) == ("ten", "minste", "een")
    {
        let found = Diagnostic::error("T0320", ten.span.to(token.span), &[]);
        reader.push(found.expected("`ten minste één`"));
        token.text = "één".to_string();
    }
}

/// In a sentence a semicolon only ends an item.
fn semicolons(reader: &mut Reader<'_>, clause: &mut Clause) {
    let is_semicolon = |token: &Token| token.kind == TokenKind::Mark && token.text == ";";
    for token in clause.tokens.iter().filter(|token| is_semicolon(token)) {
        reader.report("T0313", token.span, &[]);
    }
    clause.tokens.retain(|token| !is_semicolon(token));
}

/// Reports brackets without a partner.
fn brackets(reader: &mut Reader<'_>, tokens: &[Token]) {
    let mut open = Vec::new();
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Mark) {
        match token.text.as_str() {
            "(" => open.push(token.span),
            ")" if open.pop().is_none() => reader.report("T0312", token.span, &[]),
            _ => {}
        }
    }
    for span in open {
        reader.report("T0311", span, &[]);
    }
}
