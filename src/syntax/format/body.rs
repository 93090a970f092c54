//! The body of a block: fields, entries, groups, paragraphs and rows, each in its columns.

use super::comment_line;
use super::flow::{chunks, flow, line, width};
use crate::syntax::keywords::{FieldStyle, fields};
use crate::syntax::tree::{Block, Entry, Field, Group, Item, ListItem, Paragraph, Row, Sentence, Token, TokenKind};

/// Indentation of a body.
const BODY: usize = 2;
/// Indentation of the entries of a group and of expectations.
const INNER: usize = 4;
/// How much deeper a list is than what opens it.
const STEP: usize = 3;

/// What can be said about where an amount was read.
const STATUSES: &[&str] = &[
    "gelezen in wettekst",
    "gelezen in bekendmaking",
    "gelezen in secundaire bron",
    "afgeleid",
    "voorbeeldwaarde",
    "niet gelezen",
];

/// A field keyword that opens nothing but a list.
const LIST_FIELD: &str = "betrekt daarbij";

/// Writes the body of one block.
pub(super) struct BodyWriter<'t> {
    source: &'t str,
    block: &'t Block,
    /// What was written.
    pub out: String,
    /// Width of the column of field keywords.
    keywords: usize,
    /// Widths of the columns of versions: date, value.
    versions: [usize; 2],
    /// Widths of the columns of a table.
    cells: Vec<usize>,
    /// Whether `geeft` was met in an example.
    expecting: bool,
}

impl<'t> BodyWriter<'t> {
    /// Measures the columns of a block.
    pub fn new(source: &'t str, block: &'t Block) -> Self {
        let mut writer = BodyWriter {
            source,
            block,
            out: String::new(),
            keywords: 0,
            versions: [0, 0],
            cells: Vec::new(),
            expecting: false,
        };
        for item in &block.items {
            writer.measure(item);
        }
        writer
    }

    fn measure(&mut self, item: &Item) {
        match item {
            Item::Field(field) if self.is_column(field) => {
                self.keywords = self.keywords.max(width(&field.keyword));
                if self.style(field) == FieldStyle::Noted {
                    let [date, value, _] = self.version(field);
                    let [dates, values] = &mut self.versions;
                    *dates = width(&date).max(*dates);
                    *values = width(&value).max(*values);
                }
            }
            Item::Row(row) => {
                self.cells.resize(row.cells.len().max(self.cells.len()), 0);
                for (cell, column) in row.cells.iter().zip(&mut self.cells) {
                    *column = width(&line(self.source, &cell.tokens)).max(*column);
                }
            }
            _ => {}
        }
    }

    /// Whether the keyword of a field stands in the column.
    fn is_column(&self, field: &Field) -> bool {
        !matches!(self.style(field), FieldStyle::Bare | FieldStyle::Named) && !is_list_field(field)
    }

    fn style(&self, field: &Field) -> FieldStyle {
        let known = fields(self.block.keyword).iter().find(|(name, _)| *name == field.keyword);
        known.map_or(FieldStyle::Text, |(_, style)| *style)
    }

    /// Writes all items. Comments between the entries of a group stand after the group in the tree; they keep their
    /// place.
    pub fn items(&mut self) {
        let mut items = self.block.items.iter().peekable();
        while let Some(item) = items.next() {
            match item {
                Item::Comment { text, .. } => {
                    let indent = if self.expecting { INNER } else { BODY };
                    self.out.push_str(&comment_line(indent, text));
                }
                Item::Field(field) => self.field(field),
                Item::Entry(entry) => self.entry(entry, BODY),
                Item::Group(group) => {
                    let mut comments = Vec::new();
                    while let Some(Item::Comment { text, span }) =
                        items.next_if(|item| matches!(item, Item::Comment { span, .. } if span.end <= group.span.end))
                    {
                        comments.push((span.start, text.as_str()));
                    }
                    self.group(group, &comments);
                }
                Item::Paragraph(paragraph) => self.paragraph(paragraph),
                Item::Row(row) => self.row(row),
            }
        }
    }

    fn field(&mut self, field: &Field) {
        let style = self.style(field);
        self.expecting |= field.keyword == "geeft";
        if style == FieldStyle::Bare || is_list_field(field) {
            let colon = if field.list.is_empty() { "" } else { ":" };
            self.out.push_str(&format!("  {}{colon}\n", field.keyword));
            return self.list(&field.list, BODY.saturating_add(STEP), true);
        }
        let prefix = format!("  {:<1$}  ", field.keyword, self.keywords);
        match style {
            FieldStyle::Noted => {
                let [date, value, status] = self.version(field);
                let [dates, values] = self.versions;
                let written = format!("{prefix}{date:<dates$}  {value:<values$}  {status}");
                self.out.push_str(written.trim_end_matches(' '));
                self.out.push('\n');
            }
            FieldStyle::Clause | FieldStyle::Named => {
                let prefix = if style == FieldStyle::Named { format!("  {} ", field.keyword) } else { prefix };
                let mut words = chunks(self.source, &field.clause.tokens);
                close(&mut words, if field.list.is_empty() { "" } else { ":" });
                self.out.push_str(&flow(&prefix, width(&prefix), &words, false));
                self.list(&field.list, BODY.saturating_add(STEP), true);
            }
            _ => {
                let words: Vec<String> = field.text.split(' ').map(str::to_string).collect();
                self.out.push_str(&flow(&prefix, width(&prefix), &words, false));
            }
        }
    }

    /// The columns of a version: the date, the value, and the status with its note.
    fn version(&self, field: &Field) -> [String; 3] {
        let tokens = &field.clause.tokens;
        let date = usize::from(tokens.first().is_some_and(|token| token.kind == TokenKind::Date));
        let status = (date..tokens.len()).find(|at| is_status(tokens.get(*at..).unwrap_or(&[])));
        let (front, status) = tokens.split_at_checked(status.unwrap_or(tokens.len())).unwrap_or((tokens, &[]));
        let (date, value) = front.split_at_checked(date).unwrap_or((front, &[]));
        [date, value, status].map(|part| line(self.source, part))
    }

    fn entry(&mut self, entry: &Entry, indent: usize) {
        let mut words = chunks(self.source, &entry.name.tokens);
        close(&mut words, ":");
        words.extend(chunks(self.source, &entry.value.tokens));
        let hang = indent.saturating_add(INNER);
        self.out.push_str(&flow(&" ".repeat(indent), hang, &words, false));
    }

    fn group(&mut self, group: &Group, comments: &[(u32, &str)]) {
        self.out.push_str(&format!("  {}\n", line(self.source, &group.header.tokens)));
        let mut comments = comments.iter().peekable();
        for entry in &group.entries {
            while let Some((_, text)) = comments.next_if(|(start, _)| *start < entry.span.start) {
                self.out.push_str(&comment_line(INNER, text));
            }
            self.entry(entry, INNER);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let indent = if self.expecting { INNER } else { BODY };
        let mut prefix = " ".repeat(indent);
        let mut hang = indent.saturating_add(2);
        if let Some(number) = paragraph.number {
            prefix.push_str(&format!("{number}. "));
            hang = width(&prefix);
        }
        for sentence in &paragraph.sentences {
            self.sentence(&prefix, hang, indent.saturating_add(STEP), sentence);
            if paragraph.number.is_some() {
                prefix = " ".repeat(hang);
            }
        }
    }

    fn sentence(&mut self, prefix: &str, hang: usize, list: usize, sentence: &Sentence) {
        let mut words = chunks(self.source, &sentence.clause.tokens);
        close(&mut words, if sentence.list.is_empty() { "." } else { ":" });
        let letters = ["Hierin".to_string(), "is:".to_string()];
        if sentence.list.is_empty() && !sentence.letters.is_empty() {
            words.extend(letters.clone());
        }
        self.out.push_str(&flow(prefix, hang, &words, true));
        self.list(&sentence.list, list, true);
        if !sentence.list.is_empty() && !sentence.letters.is_empty() {
            self.out.push_str(&flow(&" ".repeat(width(prefix)), hang, &letters, true));
        }
        self.list(&sentence.letters, list, true);
    }

    /// Writes a list; `whole` says that its last item ends the sentence.
    fn list(&mut self, items: &[ListItem], indent: usize, whole: bool) {
        let last = items.len().saturating_sub(1);
        for (at, item) in items.iter().enumerate() {
            let prefix = format!("{}{} ", " ".repeat(indent), item.mark);
            let ends = whole && at == last;
            let mut words = chunks(self.source, &item.clause.tokens);
            let end = if ends { "." } else { ";" };
            close(&mut words, if item.list.is_empty() { end } else { ":" });
            self.out.push_str(&flow(&prefix, width(&prefix), &words, true));
            self.list(&item.list, indent.saturating_add(STEP), ends);
        }
    }

    fn row(&mut self, row: &Row) {
        self.out.push_str("  |");
        for (cell, column) in row.cells.iter().zip(&self.cells) {
            self.out.push_str(&format!(" {:<1$} |", line(self.source, &cell.tokens), *column));
        }
        self.out.push('\n');
    }
}

/// Puts a closing sign behind the last chunk.
fn close(words: &mut Vec<String>, sign: &str) {
    match words.last_mut() {
        Some(last) => last.push_str(sign),
        None => words.push(sign.to_string()),
    }
}

/// Whether a field is its keyword and a list.
fn is_list_field(field: &Field) -> bool {
    field.keyword == LIST_FIELD && field.clause.tokens.is_empty()
}

/// Whether the tokens are a status, with or without a note after it.
fn is_status(tokens: &[Token]) -> bool {
    let words = tokens.iter().take_while(|token| token.text != ";").map(|token| token.text.as_str());
    STATUSES.contains(&words.collect::<Vec<_>>().join(" ").as_str())
}
