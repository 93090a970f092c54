//! Tokens: what the grammar cuts out of an element, checked and brought into one form.

use pest::Parser;
use pest::iterators::{Pair, Pairs};

use super::layout::{Reader, collapse};
use super::literals;
use super::tree::{Clause, Span, Token, TokenKind};
use crate::diagnostic::Diagnostic;

pub(super) use grammar::Rule;

/// The parser that pest makes of the grammar.
mod grammar {
    /// See `grammar/regels.pest`.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/regels.pest"]
    pub struct Grammar;
}

/// One piece that the grammar cut out.
pub(super) type Piece<'t> = Pair<'t, Rule>;

/// How much the words of an element matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// Every token must be right.
    Strict,
    /// Anything is a word.
    Loose,
    /// Right up to the first semicolon, anything after it.
    Noted,
    /// Right, except in a source (`bron …`) up to the next semicolon.
    Sourced,
}

/// Reads a part of the text with one rule of the grammar, which always succeeds.
pub(super) fn read<'t>(reader: &mut Reader<'t>, rule: Rule, start: usize, end: usize) -> Option<Pairs<'t, Rule>> {
    let text = reader.slice(start, end);
    let parsed = (text.len() <= super::MAX_ELEMENT).then(|| grammar::Grammar::parse(rule, text).ok()).flatten();
    match parsed {
        Some(mut pairs) => pairs.next().map(Pair::into_inner),
        None => {
            reader.report("T0110", reader.span(start, end), &[&super::MAX_TOKENS.to_string()]);
            None
        }
    }
}

/// Collects tokens into a clause.
pub(super) struct Collector {
    /// Where the element stands in the text: the offsets of the pieces count from here.
    pub base: usize,
    care: Care,
    loose: bool,
    tokens: Vec<Token>,
}

impl Collector {
    /// An empty clause of an element that starts at `base`.
    pub fn new(base: usize, care: Care) -> Self {
        Collector { base, care, loose: care == Care::Loose, tokens: Vec::new() }
    }

    /// The place of a piece.
    pub fn place(&self, reader: &Reader<'_>, piece: &Piece<'_>) -> Span {
        let span = piece.as_span();
        reader.span(self.base.saturating_add(span.start()), self.base.saturating_add(span.end()))
    }

    /// Adds a token; what is no token is reported and left out.
    pub fn add(&mut self, reader: &mut Reader<'_>, piece: &Piece<'_>) {
        let span = self.place(reader, piece);
        let Some(kind) = kind(piece.as_rule()) else {
            return self.strange(reader, piece, span);
        };
        let written = literals::compose(collapse(piece.as_str()));
        let kind = if kind == TokenKind::Number && self.is_article() { TokenKind::Word } else { kind };
        let text = match (kind, self.loose) {
            (TokenKind::Quoted, _) => literals::unquote(reader, &written, span, self.loose),
            (TokenKind::Mark, _) => written.replace('−', "-"),
            (TokenKind::Word, false) => literals::word(reader, written, span),
            (_, true) => written,
            (_, false) => literals::check(reader, kind, written, span),
        };
        self.switch(&text, kind);
        self.tokens.push(Token { kind, text, span });
    }

    /// Whether the next token is the number of an article: `artikel 2.3.10`.
    fn is_article(&self) -> bool {
        self.tokens.last().is_some_and(|last| matches!(last.text.as_str(), "artikel" | "artikelen"))
    }

    /// After a semicolon the words of a note or a source are free.
    fn switch(&mut self, text: &str, kind: TokenKind) {
        let semicolon = kind == TokenKind::Mark && text == ";";
        match self.care {
            Care::Noted => self.loose |= semicolon,
            Care::Sourced if semicolon => self.loose = false,
            Care::Sourced => {
                let after = self.tokens.last().is_some_and(|last| last.kind == TokenKind::Mark && last.text == ";");
                self.loose |= after && text == "bron";
            }
            Care::Strict | Care::Loose => {}
        }
    }

    fn strange(&mut self, reader: &mut Reader<'_>, piece: &Piece<'_>, span: Span) {
        let text = piece.as_str();
        if self.loose {
            return self.tokens.push(Token { kind: TokenKind::Word, text: text.to_string(), span });
        }
        match text {
            "*" | "·" | "÷" => {
                let meant = if text == "÷" { "/" } else { "×" };
                reader.push(Diagnostic::error("T0208", span, &[text]).expected(format!("`{meant}`")));
                self.tokens.push(Token { kind: TokenKind::Mark, text: meant.to_string(), span });
            }
            "." => reader.report("T0314", span, &[]),
            _ => literals::unknown(reader, text, span),
        }
    }

    /// The clause, after which the collector is empty.
    pub fn take(&mut self) -> Clause {
        let tokens = std::mem::take(&mut self.tokens);
        let span = match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        };
        Clause { tokens, span }
    }
}

/// The kind of token that a rule of the grammar makes.
fn kind(rule: Rule) -> Option<TokenKind> {
    Some(match rule {
        Rule::word => TokenKind::Word,
        Rule::money => TokenKind::Money,
        Rule::date => TokenKind::Date,
        Rule::percentage => TokenKind::Percentage,
        Rule::number => TokenKind::Number,
        Rule::quoted => TokenKind::Quoted,
        Rule::mark | Rule::semi | Rule::open => TokenKind::Mark,
        _ => return None,
    })
}
