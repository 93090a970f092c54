//! Tokens to lines: which tokens stand together, and where a line breaks.

use crate::syntax::layout::collapse;
use crate::syntax::tree::{Token, TokenKind};

/// The width at which lines are broken.
const WIDTH: usize = 140;

/// Tokens as they are written, each with the signs that cling to it. A line can break between two chunks.
pub(super) fn chunks(source: &str, tokens: &[Token]) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    let mut previous: Option<&Token> = None;
    for token in tokens {
        let text = collapse(written(source, token));
        match chunks.last_mut() {
            Some(chunk) if previous.is_some_and(|before| clings(before, token)) => chunk.push_str(&text),
            _ => chunks.push(text),
        }
        previous = Some(token);
    }
    chunks
}

/// The tokens on one line.
pub(super) fn line(source: &str, tokens: &[Token]) -> String {
    chunks(source, tokens).join(" ")
}

/// A token as it stands in the text.
fn written<'t>(source: &'t str, token: &Token) -> &'t str {
    let index = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
    source.get(index(token.span.start)..index(token.span.end)).unwrap_or("")
}

/// Whether no space comes between two tokens: around commas, brackets and operators by rule, else as it was written.
fn clings(before: &Token, token: &Token) -> bool {
    let mark = |token: &Token, marks: &[&str]| token.kind == TokenKind::Mark && marks.contains(&token.text.as_str());
    if mark(token, &[",", ";", ":", ")"]) || mark(before, &["("]) {
        return true;
    }
    let word = |token: &Token| token.kind == TokenKind::Word && width(&token.text) > 1;
    if mark(token, &["/"]) && !word(before) || mark(before, &["/"]) && !word(token) {
        return false;
    }
    let apart = mark(before, &[",", ";", "+", "×", "|"]) || mark(token, &["+", "×", "|"]);
    !apart && before.span.end == token.span.start
}

/// Chunks as lines: the first after `prefix`, the next ones indented by `hang`. In a sentence no line starts with a
/// capital, because that would start another sentence.
pub(super) fn flow(prefix: &str, hang: usize, chunks: &[String], in_sentence: bool) -> String {
    let mut out = String::from(prefix);
    let mut column = width(prefix);
    let mut rest = chunks;
    let mut first = true;
    while let Some(length) = (!rest.is_empty()).then(|| unit(rest, in_sentence)) {
        let (unit, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let text = unit.join(" ");
        if !first && column.saturating_add(1).saturating_add(width(&text)) > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(hang));
            column = hang;
        } else if !first {
            out.push(' ');
            column = column.saturating_add(1);
        }
        out.push_str(&text);
        column = column.saturating_add(width(&text));
        first = false;
        rest = after;
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
    out
}

/// How many chunks at the start cannot be separated.
fn unit(chunks: &[String], in_sentence: bool) -> usize {
    let joined = chunks.windows(2).take_while(|pair| match pair {
        [before, after] => before.ends_with(':') || !can_start(after, in_sentence),
        _ => false,
    });
    joined.count().saturating_add(1)
}

/// Whether a line can start with this chunk without being taken for something else: a comment, a row, a paragraph, an
/// item, and in a sentence for the next sentence.
fn can_start(chunk: &str, in_sentence: bool) -> bool {
    let numbered = chunk.starts_with(|c: char| c.is_ascii_digit()) && chunk.ends_with(['.', ')', '°']);
    let lettered = chunk.len() <= 3 && chunk.ends_with(['.', ')']);
    let sign = chunk.starts_with(['#', '|', '-', '–', '•', '*']);
    let capital = in_sentence && chunk.starts_with(char::is_uppercase);
    !(numbered || lettered || sign || capital)
}

/// Width in columns.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}
