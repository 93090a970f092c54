//! Lines and blocks: where a block starts, and which lines belong to it.

use std::cmp::Ordering;

use super::keywords;
use super::tree::{Keyword, Span};
use super::{MAX_BLOCKS, MAX_BYTES, MAX_FOUND, MAX_LINES};
use crate::diagnostic::{Diagnostic, nearest};

/// A text under reading, and what was found in it.
pub(super) struct Reader<'t> {
    /// Number of the file.
    pub file: u32,
    /// The whole text.
    pub text: &'t str,
    /// What was found so far.
    pub found: Vec<Diagnostic>,
}

impl<'t> Reader<'t> {
    /// Starts reading; a text that is too large is not read at all.
    pub fn new(file: u32, text: &'t str) -> Self {
        let mut reader = Reader { file, text, found: Vec::new() };
        if let Some(most) = beyond(text) {
            reader.text = "";
            reader.report("T0107", reader.span(0, 0), &[&most]);
        }
        reader
    }

    /// The place from one byte offset to another.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file: self.file, start: clip(start), end: clip(end) }
    }

    /// The text at a place.
    pub fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// Whether so much is wrong that nothing more is reported.
    pub fn is_full(&self) -> bool {
        self.found.len() > MAX_FOUND
    }

    /// Records a finding; beyond the limit only that there are more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        match self.found.len().cmp(&MAX_FOUND) {
            Ordering::Less => self.found.push(diagnostic),
            Ordering::Equal => {
                let span = diagnostic.span;
                self.found.push(Diagnostic::error("T0120", span, &[&MAX_FOUND.to_string()]));
            }
            Ordering::Greater => {}
        }
    }

    /// Records an error.
    pub fn report(&mut self, code: &'static str, span: Span, facts: &[&str]) {
        self.push(Diagnostic::error(code, span, facts));
    }
}

/// The bound that a text goes past.
fn beyond(text: &str) -> Option<String> {
    if text.len() > MAX_BYTES {
        return Some(format!("{MAX_BYTES} bytes"));
    }
    let is_long = text.bytes().filter(|byte| *byte == b'\n').nth(MAX_LINES).is_some();
    is_long.then(|| format!("{MAX_LINES} regels"))
}

/// A line that is not empty, without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Offset of the first character that is not white space.
    pub start: usize,
    /// Width of the white space before it.
    pub indent: usize,
    /// The line without the white space around it.
    pub text: &'t str,
}

impl Line<'_> {
    /// One past its last character that is not white space.
    pub fn end(&self) -> usize {
        self.start.saturating_add(self.text.len())
    }

    /// Whether it is a comment.
    pub fn is_comment(&self) -> bool {
        self.text.starts_with('#')
    }

    /// The text of a comment.
    pub fn comment(&self) -> String {
        self.text.strip_prefix('#').unwrap_or(self.text).trim_matches(is_space).to_string()
    }
}

/// A block before its body is read.
pub(super) struct RawBlock<'t> {
    /// Its head word.
    pub keyword: Keyword,
    /// The comments above it.
    pub comments: Vec<String>,
    /// The first line.
    pub head: Line<'t>,
    /// Length of the head word as written.
    pub head_len: usize,
    /// The other lines, comments included.
    pub lines: Vec<Line<'t>>,
}

/// White space within a line; a carriage return is white space everywhere.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{a0}' | '\u{202f}')
}

/// White space, line ends included.
pub(super) fn is_gap(c: char) -> bool {
    c == '\n' || is_space(c)
}

/// The text with every run of white space as one space.
pub(super) fn collapse(text: &str) -> String {
    if !text.contains(is_gap) {
        return text.to_string();
    }
    text.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The lines that are not empty. A tab counts for two columns.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut start = text.len().saturating_sub(body.len());
    let mut lines = Vec::new();
    for raw in body.split('\n') {
        let bare = raw.trim_start_matches(is_space);
        let lead = raw.len().saturating_sub(bare.len());
        let indent = raw.chars().take_while(|c| is_space(*c)).map(|c| if c == '\t' { 2 } else { 1 }).sum();
        let text = bare.trim_end_matches(is_space);
        if !text.is_empty() {
            lines.push(Line { start: start.saturating_add(lead), indent, text });
        }
        start = start.saturating_add(raw.len()).saturating_add(1);
    }
    lines
}

/// What happens with the lines that are read now.
enum State<'t> {
    /// Nothing was met yet.
    Outside,
    /// They belong to this block.
    Inside(RawBlock<'t>),
    /// They belong to a block that could not be read.
    Skipping,
}

/// Cuts a text into blocks.
pub(super) struct Splitter<'r, 't> {
    reader: &'r mut Reader<'t>,
    state: State<'t>,
    /// Comments in the first column whose block is not known yet.
    pending: Vec<Line<'t>>,
    blocks: Vec<RawBlock<'t>>,
    too_many: bool,
}

impl<'r, 't> Splitter<'r, 't> {
    /// The blocks of the text, and the comments after the last one.
    pub fn split(reader: &'r mut Reader<'t>) -> (Vec<RawBlock<'t>>, Vec<String>) {
        let lines = lines(reader.text);
        let mut splitter =
            Splitter { reader, state: State::Outside, pending: Vec::new(), blocks: Vec::new(), too_many: false };
        for line in lines {
            splitter.line(line);
        }
        splitter.close();
        let trailing = splitter.pending.iter().map(Line::comment).collect();
        (splitter.blocks, trailing)
    }

    fn line(&mut self, line: Line<'t>) {
        match (line.is_comment(), line.indent == 0) {
            (true, true) => self.pending.push(line),
            (_, false) => self.indented(line),
            (false, true) => self.first_column(line),
        }
    }

    fn indented(&mut self, line: Line<'t>) {
        let pending = std::mem::take(&mut self.pending);
        match &mut self.state {
            State::Inside(block) => {
                block.lines.extend(pending);
                block.lines.push(line);
            }
            State::Skipping => {}
            State::Outside => {
                if line.is_comment() {
                    self.pending.extend(pending);
                    self.pending.push(line);
                } else {
                    self.reader.report("T0106", self.reader.span(line.start, line.end()), &[]);
                    self.state = State::Skipping;
                }
            }
        }
    }

    fn first_column(&mut self, line: Line<'t>) {
        if let Some((keyword, length)) = keywords::head(line.text) {
            return self.open(keyword, line, length);
        }
        let word = line.text.split(is_space).next().unwrap_or("");
        let near = if self.is_field(line) || self.reader.is_full() { None } else { misspelt_head(line.text, word) };
        if near.is_none() && self.is_body(line) {
            self.reader.report("T0102", self.reader.span(line.start, line.end()), &[]);
            return self.indented(line);
        }
        self.misplaced(line, word, near);
    }

    /// A line in the first column that is no head word and no body.
    fn misplaced(&mut self, line: Line<'t>, word: &str, near: Option<(Keyword, usize)>) {
        let length = near.map_or(word.len(), |(_, length)| length);
        let span = self.reader.span(line.start, line.start.saturating_add(length));
        let written = self.reader.slice(line.start, line.start.saturating_add(length));
        let mut unknown = Diagnostic::error("T0101", span, &[written]);
        unknown.near = near.map(|(keyword, _)| keyword.word().to_string());
        self.reader.push(unknown);
        match near {
            Some((keyword, length)) => self.open(keyword, line, length),
            None => {
                self.close();
                self.pending.clear();
                self.state = State::Skipping;
            }
        }
    }

    /// Whether a line in the first column is a field of the block above it.
    fn is_field(&self, line: Line<'t>) -> bool {
        matches!(&self.state, State::Inside(block) if keywords::field(block.keyword, line.text).is_some())
    }

    /// Whether a line in the first column looks like a part of the block above it.
    fn is_body(&self, line: Line<'t>) -> bool {
        let first = line.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '|');
        let last = line.text.ends_with(['.', ';', ':', ',']);
        matches!(self.state, State::Inside(_)) && (self.is_field(line) || first || last)
    }

    fn open(&mut self, keyword: Keyword, head: Line<'t>, head_len: usize) {
        self.close();
        let comments = self.pending.drain(..).map(|line| line.comment()).collect();
        if self.blocks.len() >= MAX_BLOCKS {
            if !std::mem::replace(&mut self.too_many, true) {
                self.reader.report("T0108", self.reader.span(head.start, head.end()), &[&MAX_BLOCKS.to_string()]);
            }
            self.state = State::Skipping;
            return;
        }
        self.state = State::Inside(RawBlock { keyword, comments, head, head_len, lines: Vec::new() });
    }

    fn close(&mut self) {
        if let State::Inside(block) = std::mem::replace(&mut self.state, State::Outside) {
            self.blocks.push(block);
        }
    }
}

/// The head word that was probably meant, and the length of what is written for it.
fn misspelt_head(text: &str, word: &str) -> Option<(Keyword, usize)> {
    let two = text.split(is_space).take(2).map(str::len).sum::<usize>().saturating_add(1);
    let candidates = [text.get(..two), Some(word)];
    candidates.into_iter().flatten().find_map(|written| {
        let near = near(written, keywords::heads())?;
        Some((keywords::keyword(&near)?, written.len()))
    })
}

/// The nearest of these words, if it is near enough to be meant; words of quite another length are not compared.
pub(super) fn near<'n>(written: &str, words: impl Iterator<Item = &'n str>) -> Option<String> {
    let limit = written.len().div_ceil(3);
    nearest(written, words.filter(|word| word.len().abs_diff(written.len()) <= limit))
}
