//! Sentences and lines: from what the grammar cut out to clauses, lists and letters.

use super::MAX_TOKENS;
use super::layout::{Reader, is_gap};
use super::lists::{self, Ending, FlatItem, nest};
use super::tokens::{Care, Collector, Piece, Rule, read};
use super::tree::{Clause, ListItem, Sentence, Span, Token, TokenKind};
use super::wording::{self, Place};
use crate::diagnostic::Diagnostic;

/// A sentence as the grammar gives it.
struct Draft {
    clause: Clause,
    items: Vec<FlatItem>,
    ending: Ending,
    tail: Option<Span>,
    span: Span,
}

/// A header, field, entry or row: one clause, and the list that it may open.
#[derive(Default)]
pub(super) struct Single {
    /// The words.
    pub clause: Clause,
    /// The list after its colon.
    pub list: Vec<ListItem>,
}

/// Reads the sentences of a paragraph.
pub(super) fn paragraph(reader: &mut Reader<'_>, start: usize, end: usize) -> Vec<Sentence> {
    let pieces = read(reader, Rule::paragraph, start, end).into_iter().flatten();
    let mut sentences = Sentences::default();
    for piece in pieces.filter(|piece| piece.as_rule() == Rule::sentence) {
        let draft = draft(reader, start, piece, Care::Strict);
        sentences.add(reader, draft);
    }
    sentences.close(reader);
    sentences.done
}

/// Reads one line with its continuation.
pub(super) fn line(reader: &mut Reader<'_>, start: usize, end: usize, care: Care) -> Single {
    let Some(pieces) = read(reader, Rule::line, start, end) else { return Single::default() };
    let mut draft = collect(reader, start, pieces, care);
    draft.span = reader.span(start, end);
    if is_too_long(reader, &draft) {
        return Single::default();
    }
    if care != Care::Loose {
        wording::check(reader, &mut draft.clause, Place::Line);
    }
    if draft.ending == Ending::Missing && !draft.items.is_empty() {
        let place = draft.items.first().map_or(draft.span, |item| item.mark_span);
        reader.push(Diagnostic::error("T0308", place, &[]).expected("`:`"));
    }
    if draft.ending == Ending::Stop && draft.clause.tokens.is_empty() {
        reader.report("T0316", draft.span, &["."]);
    }
    report_tail(reader, draft.tail);
    Single { list: nest(reader, draft.items, draft.tail.is_none()), clause: draft.clause }
}

/// The sentences so far; the last one is still open to a list or to letters.
#[derive(Default)]
struct Sentences {
    done: Vec<Sentence>,
    /// Where a full stop is missing, when it is.
    missing: Option<Span>,
}

impl Sentences {
    fn add(&mut self, reader: &mut Reader<'_>, mut draft: Draft) {
        if is_too_long(reader, &draft) {
            return self.close(reader);
        }
        wording::check(reader, &mut draft.clause, Place::Sentence);
        report_tail(reader, draft.tail);
        if draft.clause.tokens.is_empty() && !draft.items.is_empty() {
            return self.stray_list(reader, draft);
        }
        self.close(reader);
        first_word(reader, &draft.clause);
        if is_where(&draft.clause) {
            return self.letters(reader, draft);
        }
        self.missing = ending(reader, &draft);
        if lists::is_formula(&draft.items) {
            reader.report("T0318", draft.span, &[]);
        }
        let list = nest(reader, draft.items, draft.tail.is_none());
        self.done.push(Sentence { clause: draft.clause, list, letters: Vec::new(), span: draft.span });
    }

    /// A list that no colon announces belongs to the sentence above it, if that has no full stop.
    fn stray_list(&mut self, reader: &mut Reader<'_>, draft: Draft) {
        let place = self.missing.take().unwrap_or(draft.span);
        reader.push(Diagnostic::error("T0308", place, &[]).expected("`:`"));
        let list = nest(reader, draft.items, draft.tail.is_none());
        if let Some(sentence) = self.done.last_mut().filter(|sentence| sentence.list.is_empty()) {
            sentence.list = list;
            sentence.span = sentence.span.to(draft.span);
        }
    }

    /// What the letters in the formula of the sentence above stand for.
    fn letters(&mut self, reader: &mut Reader<'_>, draft: Draft) {
        let right = draft.ending == Ending::Colon && lists::is_formula(&draft.items);
        let letters = nest(reader, draft.items, draft.tail.is_none());
        match self.done.last_mut() {
            Some(sentence) if right && sentence.letters.is_empty() => {
                sentence.letters = letters;
                sentence.span = sentence.span.to(draft.span);
            }
            _ => reader.report("T0318", draft.span, &[]),
        }
    }

    /// Nothing more belongs to the last sentence.
    fn close(&mut self, reader: &mut Reader<'_>) {
        if let Some(place) = self.missing.take() {
            reader.push(Diagnostic::error("T0301", place, &[]).expected("`.`"));
        }
    }
}

/// Reports a sentence that starts with a small letter or with a sign.
fn first_word(reader: &mut Reader<'_>, clause: &Clause) {
    let Some(first) = clause.tokens.first() else { return };
    let mut letters = first.text.chars();
    let letter = letters.next().filter(|letter| letter.is_lowercase());
    let found = Diagnostic::error("T0315", first.span, &[&first.text]);
    match (first.kind, letter) {
        (TokenKind::Word, Some(letter)) => {
            reader.push(found.expected(format!("`{}{}`", letter.to_uppercase(), letters.as_str())));
        }
        (TokenKind::Mark, _) if first.text != "(" => reader.push(found),
        _ => {}
    }
}

/// Whether a clause announces the letters of a formula.
fn is_where(clause: &Clause) -> bool {
    clause.tokens.iter().map(|token| token.text.as_str()).eq(["Hierin", "is"])
}

/// Reports what is wrong with the end of a sentence; a full stop may turn out to be missing later.
fn ending(reader: &mut Reader<'_>, draft: &Draft) -> Option<Span> {
    match (draft.ending, draft.clause.tokens.last()) {
        (Ending::Missing, Some(last)) if is_colon(last) => reader.report("T0307", last.span, &[]),
        (Ending::Missing, _) => return Some(after(draft.clause.span)),
        (Ending::Semicolon, _) => {
            let span = Span { start: draft.span.end.saturating_sub(1), ..draft.span };
            reader.push(Diagnostic::error("T0313", span, &[]).expected("`.`"));
        }
        (Ending::Stop, None) => reader.report("T0316", draft.span, &["."]),
        _ => {}
    }
    None
}

/// The empty place after a span.
fn after(span: Span) -> Span {
    Span { start: span.end, ..span }
}

fn is_colon(token: &Token) -> bool {
    token.kind == TokenKind::Mark && token.text == ":"
}

fn report_tail(reader: &mut Reader<'_>, tail: Option<Span>) {
    if let Some(span) = tail {
        reader.report("T0309", span, &[]);
    }
}

/// A sentence with more tokens than is allowed is left out.
fn is_too_long(reader: &mut Reader<'_>, draft: &Draft) -> bool {
    let items = draft.items.iter().map(|item| item.clause.tokens.len().saturating_add(1)).sum::<usize>();
    let too_long = draft.clause.tokens.len().saturating_add(items) > MAX_TOKENS;
    if too_long {
        let span = draft.clause.tokens.first().map_or(draft.span, |token| token.span);
        reader.report("T0110", span, &[&MAX_TOKENS.to_string()]);
    }
    too_long
}

fn draft(reader: &mut Reader<'_>, base: usize, piece: Piece<'_>, care: Care) -> Draft {
    let span = Collector::new(base, care).place(reader, &piece);
    let span = trimmed(span, &piece);
    let mut draft = collect(reader, base, piece.into_inner(), care);
    draft.span = span;
    draft
}

/// The span of a piece without the white space around it.
fn trimmed(span: Span, piece: &Piece<'_>) -> Span {
    let text = piece.as_str();
    let short = |text: &str| u32::try_from(text.len()).unwrap_or(0);
    let lead = short(text).saturating_sub(short(text.trim_start_matches(is_gap)));
    let trail = short(text).saturating_sub(short(text.trim_end_matches(is_gap)));
    Span { start: span.start.saturating_add(lead), end: span.end.saturating_sub(trail), ..span }
}

/// Collects the pieces of a sentence or a line.
fn collect<'t>(reader: &mut Reader<'_>, base: usize, pieces: impl Iterator<Item = Piece<'t>>, care: Care) -> Draft {
    let mut words = Collector::new(base, care);
    let mut draft = Draft {
        clause: Clause::default(),
        items: Vec::new(),
        ending: Ending::Missing,
        tail: None,
        span: Span::default(),
    };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let next = pieces.peek().map(Piece::as_rule);
        match piece.as_rule() {
            Rule::item => draft.items.push(item(reader, base, piece, care)),
            Rule::tail => draft.tail = Some(trimmed(words.place(reader, &piece), &piece)),
            Rule::open if next == Some(Rule::item) => draft.ending = Ending::Colon,
            Rule::stop if matches!(next, None | Some(Rule::EOI)) => draft.ending = Ending::Stop,
            Rule::semi if next.is_none() => draft.ending = Ending::Semicolon,
            Rule::EOI => {}
            _ => words.add(reader, &piece),
        }
    }
    draft.clause = words.take();
    draft
}

fn item(reader: &mut Reader<'_>, base: usize, piece: Piece<'_>, care: Care) -> FlatItem {
    let mut words = Collector::new(base, care);
    let (mut mark, mut mark_span, mut ending) = (String::new(), Span::default(), Ending::Missing);
    let mut end = None;
    for inner in piece.into_inner() {
        let span = words.place(reader, &inner);
        match inner.as_rule() {
            Rule::item_mark | Rule::letter_mark | Rule::wrong_mark => {
                mark = inner.as_str().split_whitespace().collect();
                mark_span = span;
            }
            Rule::semi => ending = Ending::Semicolon,
            Rule::stop => ending = Ending::Stop,
            Rule::open => ending = Ending::Colon,
            Rule::joined => reader.report("T0310", span, &[inner.as_str()]),
            _ => words.add(reader, &inner),
        }
        if inner.as_rule() != Rule::joined {
            end = Some(span);
        }
    }
    let mut clause = words.take();
    wording::check(reader, &mut clause, Place::Sentence);
    if ending == Ending::Missing && clause.tokens.last().is_some_and(is_colon) {
        ending = Ending::Dangling;
    }
    FlatItem { mark, mark_span, ending, span: mark_span.to(end.unwrap_or(mark_span)), clause }
}
