//! Cutting the body of a block into elements: fields, entries, paragraphs, rows, comments.

use super::keywords::{self, FieldStyle};
use super::layout::{Line, Reader, is_space};
use super::tree::Keyword;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A comment of its own.
    Comment,
    /// A field with its keyword.
    Field(&'static str, FieldStyle),
    /// A line `naam: waarde`.
    Entry,
    /// A line that opens a group of entries.
    Group,
    /// An entry of the group above it.
    GroupEntry,
    /// A numbered paragraph; the length of the number with its point.
    Numbered(u32, usize),
    /// Sentences without a number.
    Text,
    /// The expectations of an example.
    Expected,
    /// A row of a table.
    Row,
    /// A field that this kind of block does not have.
    Unknown,
}

/// A run of lines that is read as one thing.
#[derive(Debug)]
pub(super) struct Element<'t> {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Indentation of its first line.
    indent: usize,
    /// The last line that is no comment.
    last: &'t str,
}

/// How the bodies of a kind of block are laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Fields,
    Entries,
    Sentences,
    Decision,
    Example,
}

fn shape(keyword: Keyword) -> Shape {
    match keyword {
        Keyword::Gegevens | Keyword::Uitgangspunt => Shape::Entries,
        Keyword::Begrip | Keyword::Regel | Keyword::Vaststelling => Shape::Sentences,
        Keyword::Besluit | Keyword::Procedure | Keyword::Plan | Keyword::Organisatie => Shape::Decision,
        Keyword::Voorbeeld => Shape::Example,
        _ => Shape::Fields,
    }
}

/// The element under construction, and the comments met since its last line.
struct Cutter<'r, 't> {
    reader: &'r mut Reader<'t>,
    keyword: Keyword,
    shape: Shape,
    /// Indentation of the body.
    base: usize,
    /// Whether `geeft` was met in an example.
    expecting: bool,
    done: Vec<Element<'t>>,
    current: Option<Element<'t>>,
    comments: Vec<Line<'t>>,
}

/// The elements of a body, in order; a comment between two sentences of one paragraph comes before the paragraph.
pub(super) fn cut<'t>(reader: &mut Reader<'t>, keyword: Keyword, lines: &[Line<'t>]) -> Vec<Element<'t>> {
    let base = lines.iter().find(|line| !line.is_comment()).map_or(0, |line| line.indent);
    let mut cutter = Cutter {
        reader,
        keyword,
        shape: shape(keyword),
        base,
        expecting: false,
        done: Vec::new(),
        current: None,
        comments: Vec::new(),
    };
    for line in lines {
        cutter.line(*line);
    }
    cutter.close();
    cutter.flush();
    cutter.done
}

impl<'t> Cutter<'_, 't> {
    fn line(&mut self, line: Line<'t>) {
        if line.is_comment() {
            self.comments.push(line);
            return;
        }
        match self.starts(line) {
            Some(kind) => self.open(kind, line),
            None => self.extend(line),
        }
    }

    fn open(&mut self, kind: Kind, line: Line<'t>) {
        self.close();
        self.flush();
        self.expecting = match kind {
            Kind::Field(name, _) => name == "geeft",
            _ => self.expecting,
        };
        self.current = Some(Element { kind, start: line.start, end: line.end(), indent: line.indent, last: line.text });
    }

    /// Adds a line to the element under construction. Comments before it move to the front of the element; when they
    /// stand within a sentence, that is an error.
    fn extend(&mut self, line: Line<'t>) {
        let Some(mut element) = self.current.take() else { return };
        let whole = element.last.ends_with('.');
        if whole && element.kind == Kind::Expected && !self.comments.is_empty() {
            self.current = Some(element);
            return self.open(Kind::Expected, line);
        }
        if !whole {
            for comment in &self.comments {
                self.reader.report("T0109", self.reader.span(comment.start, comment.end()), &[]);
            }
        }
        self.flush();
        element.end = line.end();
        element.last = line.text;
        self.current = Some(element);
    }

    fn close(&mut self) {
        self.done.extend(self.current.take());
    }

    fn flush(&mut self) {
        for line in std::mem::take(&mut self.comments) {
            let (start, end) = (line.start, line.end());
            self.done.push(Element { kind: Kind::Comment, start, end, indent: line.indent, last: line.text });
        }
    }

    /// What the line starts, or nothing when it belongs to the element above it.
    fn starts(&self, line: Line<'t>) -> Option<Kind> {
        let field = keywords::field(self.keyword, line.text).map(|(name, style)| Kind::Field(name, style));
        let field = field.filter(|_| line.indent <= self.base);
        if line.text.starts_with('|') {
            return Some(Kind::Row);
        }
        match self.shape {
            Shape::Sentences => field.or_else(|| self.sentence(line)),
            Shape::Fields => field.or_else(|| self.top(line, Kind::Unknown)),
            Shape::Entries => self.top(line, Kind::Entry),
            Shape::Decision => field.or_else(|| self.top(line, decision(line))),
            Shape::Example if self.expecting => field.or_else(|| self.expected()),
            Shape::Example => field.or_else(|| self.example(line)),
        }
    }

    /// A line of a body whose elements all start at the normal indentation.
    fn top(&self, line: Line<'t>, kind: Kind) -> Option<Kind> {
        let deeper = self.current.as_ref().is_some_and(|element| line.indent > element.indent);
        let item = matches!(self.current, Some(Element { kind: Kind::Field(..), .. })) && is_item(line.text);
        (!deeper && !item).then_some(kind)
    }

    fn sentence(&self, line: Line<'t>) -> Option<Kind> {
        let number = number(line.text).filter(|(number, _)| self.is_paragraph(line, *number));
        if let Some((number, length)) = number {
            return Some(Kind::Numbered(number, length));
        }
        match &self.current {
            Some(element) if matches!(element.kind, Kind::Field(..) | Kind::Unknown) => {
                self.top(line, self.sentence_or_field(line))
            }
            Some(element) if matches!(element.kind, Kind::Numbered(..) | Kind::Text) => {
                (element.last.ends_with('.') && self.is_misspelt(line)).then_some(Kind::Unknown)
            }
            _ => Some(self.sentence_or_field(line)),
        }
    }

    /// Whether `1.` at the start of a line numbers a paragraph: at the normal indentation always, deeper only when the
    /// list of an element above is finished and a sentence follows.
    fn is_paragraph(&self, line: Line<'t>, number: u32) -> bool {
        let previous = match self.current.as_ref().map(|element| element.kind) {
            Some(Kind::Numbered(previous, _)) => previous,
            _ => 0,
        };
        let finished = self.current.as_ref().is_none_or(|element| element.last.ends_with('.'));
        line.indent <= self.base || finished && number == previous.saturating_add(1)
    }

    /// A line in lower case is a field that nobody knows, unless it has the punctuation of a sentence.
    fn sentence_or_field(&self, line: Line<'t>) -> Kind {
        let field = is_lower(line.text) && !line.text.ends_with(['.', ':', ';', ',']);
        if field || self.is_misspelt(line) { Kind::Unknown } else { Kind::Text }
    }

    /// Whether the line looks like a field whose keyword is misspelt.
    fn is_misspelt(&self, line: Line<'t>) -> bool {
        line.indent <= self.base && is_lower(line.text) && super::blocks::near_field(self.keyword, line.text).is_some()
    }

    fn example(&self, line: Line<'t>) -> Option<Kind> {
        if line.indent <= self.base {
            return Some(Kind::Group);
        }
        match self.current.as_ref()? {
            Element { kind: Kind::Group, .. } => Some(Kind::GroupEntry),
            Element { kind: Kind::GroupEntry, indent, .. } if line.indent <= *indent => Some(Kind::GroupEntry),
            _ => None,
        }
    }

    fn expected(&self) -> Option<Kind> {
        let inside = matches!(self.current, Some(Element { kind: Kind::Expected, .. }));
        (!inside).then_some(Kind::Expected)
    }
}

/// In a decision a line with a colon names an amount; any other line should have been a field.
fn decision(line: Line<'_>) -> Kind {
    if line.text.contains(':') { Kind::Entry } else { Kind::Unknown }
}

fn is_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && !is_item(text)
}

/// Whether a line starts with the mark of a list item: `a.` or `1°.`.
fn is_item(text: &str) -> bool {
    let mark = text.split(is_space).next().unwrap_or("");
    let Some(name) = mark.strip_suffix('.') else { return false };
    let letters = (1..=2).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase());
    letters || name.strip_suffix('°').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
}

/// The number of a paragraph at the start of a line, and the length of the number with its point.
fn number(text: &str) -> Option<(u32, usize)> {
    let mark = text.split(is_space).next()?;
    let digits = mark.strip_suffix('.')?;
    let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| plain)?;
    Some((number, mark.len()))
}
