//! From lines to the tree: each block on its own, each element on its own.

use super::elements::{self, Element, Kind};
use super::keywords::{self, FieldStyle};
use super::layout::{Line, RawBlock, Reader, Splitter, collapse, is_gap, is_space, near};
use super::sentences;
use super::tokens::Care;
use super::tree::{Block, Clause, Entry, Field, File, Group, Item, Keyword, Paragraph, Row, Sentence, Span, TokenKind};
use crate::diagnostic::Diagnostic;
use crate::values::order;

/// Reads a rule file: the tree of what could be read, and everything that is wrong with the rest, sorted by place.
///
/// `file` is the number that the spans carry; they count bytes of `text` as given. Never fails and never panics;
/// text beyond a limit ([`super::MAX_BYTES`] and the others) is reported and not read.
///
/// ```
/// let (file, found) = toegang::syntax::parse(0, "bedrag norm, per kalendermaand\n  met ingang van 1 januari 2026  €400\n");
/// assert_eq!(file.blocks.len(), 1);
/// assert_eq!(found[0].code, "T0202");
/// ```
#[must_use]
pub fn parse(file: u32, text: &str) -> (File, Vec<Diagnostic>) {
    let mut reader = Reader::new(file, text);
    let (raw, trailing) = Splitter::split(&mut reader);
    let blocks = raw.into_iter().map(|raw| block(&mut reader, raw)).collect();
    let mut found = reader.found;
    order::sort(&mut found);
    (File { blocks, trailing }, found)
}

/// The field that was probably meant by the first words of a line.
pub(super) fn near_field(keyword: Keyword, text: &str) -> Option<String> {
    let count = |words: &str| words.split(' ').count();
    (1..=5_usize).rev().find_map(|length| {
        let words: Vec<&str> = text.split(is_gap).take(length).collect();
        let names = keywords::fields(keyword).iter().map(|(name, _)| *name).filter(|name| count(name) == length);
        near(words.join(" ").trim_end_matches(':'), names)
    })
}

fn block<'t>(reader: &mut Reader<'t>, raw: RawBlock<'t>) -> Block {
    let RawBlock { keyword, comments, head, head_len, lines } = raw;
    let start = head.start.saturating_add(head_len);
    let header = flat(reader, start, head.end(), Care::Loose);
    if header.tokens.is_empty() {
        reader.report("T0112", reader.span(head.start, head.end()), &[keyword.word()]);
    }
    let end = lines.last().map_or(head.end(), Line::end);
    let mut body = Body { reader, keyword, items: Vec::new() };
    for element in elements::cut(body.reader, keyword, &lines) {
        if !body.reader.is_full() {
            body.element(&element);
        }
    }
    body.check_numbers();
    let items = body.items;
    super::repeated::check(reader, keyword, &items);
    Block { keyword, header, items, comments, span: reader.span(head.start, end) }
}

/// The body of a block under construction.
struct Body<'r, 't> {
    reader: &'r mut Reader<'t>,
    keyword: Keyword,
    items: Vec<Item>,
}

impl Body<'_, '_> {
    fn element(&mut self, element: &Element<'_>) {
        let (start, end) = (element.start, element.end);
        let span = self.reader.span(start, end);
        match element.kind {
            Kind::Comment => {
                let text = Line { start, indent: 0, text: self.reader.slice(start, end) }.comment();
                self.items.push(Item::Comment { text, span });
            }
            Kind::Field(name, style) => self.field(name, style, start, end),
            Kind::Entry => {
                let entry = self.entry(start, end);
                self.items.extend(entry.map(Item::Entry));
            }
            Kind::Group => self.group(start, end),
            Kind::GroupEntry => self.group_entry(start, end),
            Kind::Numbered(number, length) => self.paragraph(Some(number), start.saturating_add(length), span),
            Kind::Text => self.paragraph(None, start, span),
            Kind::Expected => self.expected(start, end),
            Kind::Row => self.row(start, end),
            Kind::Unknown => self.unknown(start, end),
        }
    }

    fn field(&mut self, name: &'static str, style: FieldStyle, start: usize, end: usize) {
        let after = start.saturating_add(name.len());
        let span = self.reader.span(start, end);
        let text = without_comments(self.reader.slice(after, end).trim_start_matches(':'));
        let single = match style {
            FieldStyle::Text => sentences::Single::default(),
            FieldStyle::Noted => {
                let clause = flat(self.reader, after, end, Care::Noted);
                sentences::Single { clause, list: Vec::new() }
            }
            FieldStyle::Clause | FieldStyle::Named | FieldStyle::Bare => {
                sentences::line(self.reader, after, end, Care::Strict)
            }
        };
        match (style, text.is_empty()) {
            (FieldStyle::Bare, false) => self.reader.report("T0118", self.reader.span(after, end), &[name]),
            (FieldStyle::Bare, true) | (_, false) => {}
            (_, true) => self.reader.report("T0117", span, &[name]),
        }
        let keyword = name.to_string();
        self.items.push(Item::Field(Field { keyword, clause: single.clause, text, list: single.list, span }));
    }

    /// Reads `naam: waarde`.
    fn entry(&mut self, start: usize, end: usize) -> Option<Entry> {
        let care = if self.keyword == Keyword::Gegevens { Care::Sourced } else { Care::Strict };
        let span = self.reader.span(start, end);
        let mut tokens = flat(self.reader, start, end, care).tokens;
        let colon = tokens.iter().position(|token| token.kind == TokenKind::Mark && token.text == ":");
        let Some(colon) = colon.filter(|at| *at > 0) else {
            self.reader.report("T0104", span, &[]);
            return None;
        };
        let value = tokens.split_off(colon.saturating_add(1));
        let after = tokens.pop()?.span.end;
        let text = without_comments(self.reader.slice(usize::try_from(after).unwrap_or(end), end));
        Some(Entry { name: clause(tokens), value: clause(value), text, span })
    }

    fn group(&mut self, start: usize, end: usize) {
        let header = flat(self.reader, start, end, Care::Strict);
        let span = self.reader.span(start, end);
        if header.tokens.iter().any(|token| token.kind == TokenKind::Mark && token.text == ":") {
            return self.reader.report("T0105", span, &[]);
        }
        self.items.push(Item::Group(Group { header, entries: Vec::new(), span }));
    }

    fn group_entry(&mut self, start: usize, end: usize) {
        let entry = self.entry(start, end);
        let group = self.items.iter_mut().rev().find_map(|item| match item {
            Item::Group(group) => Some(group),
            _ => None,
        });
        if let (Some(group), Some(entry)) = (group, entry) {
            group.span = group.span.to(entry.span);
            group.entries.push(entry);
        }
    }

    fn paragraph(&mut self, number: Option<u32>, start: usize, span: Span) {
        let end = usize::try_from(span.end).unwrap_or(start);
        if self.reader.slice(start, end).trim_matches(is_gap).is_empty() {
            let mark = self.reader.slice(usize::try_from(span.start).unwrap_or(start), end);
            self.reader.report("T0316", span, &[mark]);
        }
        let sentences = sentences::paragraph(self.reader, start, end);
        self.items.push(Item::Paragraph(Paragraph { number, sentences, span }));
    }

    /// In an example every expected sentence is an item of its own.
    fn expected(&mut self, start: usize, end: usize) {
        for sentence in sentences::paragraph(self.reader, start, end) {
            let Sentence { span, .. } = sentence;
            self.items.push(Item::Paragraph(Paragraph { number: None, sentences: vec![sentence], span }));
        }
    }

    fn row(&mut self, start: usize, end: usize) {
        let span = self.reader.span(start, end);
        if !matches!(self.keyword, Keyword::Tabel | Keyword::Mandaat) {
            return self.reader.report("T0113", span, &[self.keyword.word()]);
        }
        let tokens = flat(self.reader, start, end, Care::Strict).tokens;
        let bar = |token: &super::tree::Token| token.kind == TokenKind::Mark && token.text == "|";
        let (first, last) = (tokens.first().is_some_and(bar), tokens.last().is_some_and(bar));
        let cells = tokens.split(bar).skip(usize::from(first));
        let mut cells: Vec<Clause> = cells.map(|cell| clause(cell.to_vec())).collect();
        if last {
            cells.pop();
        } else {
            let place = Span { start: span.end, ..span };
            self.reader.push(Diagnostic::error("T0116", place, &[]).expected("`|`"));
        }
        self.items.push(Item::Row(Row { cells, span }));
    }

    fn unknown(&mut self, start: usize, end: usize) {
        let text = self.reader.slice(start, end);
        let near = near_field(self.keyword, text);
        let count = near.as_ref().map_or(1, |name| name.split(' ').count());
        let written = text.split(is_gap).take(count).collect::<Vec<_>>().join(" ");
        let span = self.reader.span(start, start.saturating_add(written.len()));
        let mut found = Diagnostic::error("T0103", span, &[&written, self.keyword.word()]);
        if near.is_none() {
            let names = keywords::fields(self.keyword).iter().map(|(name, _)| format!("`{name}`"));
            let names: Vec<String> = names.collect();
            found.expected = Some(names.join(", ")).filter(|names| !names.is_empty());
        }
        found.near = near;
        self.reader.push(found);
    }

    /// The place of the first word of an element.
    fn first_word(&self, span: Span) -> Span {
        let index = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
        let word = self.reader.slice(index(span.start), index(span.end)).split(is_gap).next().unwrap_or("");
        self.reader.span(index(span.start), index(span.start).saturating_add(word.len()))
    }

    /// Paragraphs are numbered from one without gaps, or there is only one.
    fn check_numbers(&mut self) {
        if !matches!(self.keyword, Keyword::Begrip | Keyword::Regel | Keyword::Vaststelling) {
            return;
        }
        let paragraphs = self.items.iter().filter_map(|item| match item {
            Item::Paragraph(paragraph) => Some((paragraph.number, paragraph.span)),
            _ => None,
        });
        let paragraphs: Vec<(Option<u32>, Span)> = paragraphs.collect();
        for (expected, (number, span)) in (1_u32..).zip(&paragraphs) {
            let place = self.first_word(*span);
            match number {
                Some(number) if *number != expected => {
                    let found = Diagnostic::error("T0114", place, &[&number.to_string()]);
                    self.reader.push(found.expected(format!("`{expected}.`")));
                }
                None if paragraphs.len() > 1 => self.reader.report("T0115", place, &[&expected.to_string()]),
                _ => {}
            }
        }
    }
}

/// Reads a line that cannot have a list.
fn flat(reader: &mut Reader<'_>, start: usize, end: usize, care: Care) -> Clause {
    let single = sentences::line(reader, start, end, care);
    if let Some(item) = single.list.first() {
        reader.report("T0119", item.span, &[]);
    }
    single.clause
}

/// A clause of these tokens.
fn clause(tokens: Vec<super::tree::Token>) -> Clause {
    let span = match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::default(),
    };
    Clause { tokens, span }
}

/// The text as written with every run of white space as one space, without the comments between its lines.
fn without_comments(text: &str) -> String {
    let lines = text.split('\n').enumerate();
    let kept = lines.filter(|(at, line)| *at == 0 || !line.trim_matches(is_space).starts_with('#'));
    collapse(&kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n"))
}
