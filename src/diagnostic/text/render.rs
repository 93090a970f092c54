//! A diagnostic as plain text, with the line of the file under it.

use super::{hint, message};
use crate::diagnostic::{Diagnostic, Severity, Span};

/// The widest part of a line that is shown, in characters.
const WIDTH: usize = 160;

/// A place as people count: path, line and column from one, columns in characters.
///
/// ```
/// use toegang::diagnostic::{Span, text::place};
/// let span = Span { file: 0, start: 9, end: 10 };
/// assert_eq!(place(span, &[("a.regels", "één\nab")]), "a.regels:2:3");
/// ```
#[must_use]
pub fn place(span: Span, files: &[(&str, &str)]) -> String {
    let found = Found::at(span, files);
    format!("{}:{}:{}", found.path, found.number, found.column.saturating_add(1))
}

/// The diagnostic as plain text: the sentence, the place, the line with the fault underlined, and how to mend it.
///
/// `files` gives the path and the text of every file, in the order of their numbers.
///
/// ```
/// use toegang::diagnostic::text::render;
/// let text = "regl norm\n";
/// let (_, found) = toegang::syntax::parse(0, text);
/// let shown = render(&found[0], &[("pw.regels", text)]);
/// assert!(shown.starts_with("fout[T0101]: onbekend kopwoord `regl`\n --> pw.regels:1:1\n"));
/// ```
#[must_use]
pub fn render(diagnostic: &Diagnostic, files: &[(&str, &str)]) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "fout",
        Severity::Warning => "waarschuwing",
    };
    let found = Found::at(diagnostic.span, files);
    let margin = " ".repeat(found.number.to_string().len());
    let mut lines = vec![
        format!("{severity}[{}]: {}", diagnostic.code, message(diagnostic)),
        format!("{margin}--> {}", place(diagnostic.span, files)),
    ];
    lines.extend(found.shown(&margin));
    let near = diagnostic.near.as_ref().map(|name| format!("`{name}`"));
    let notes = [
        ("verwacht", diagnostic.expected.clone()),
        ("bedoeld", near),
        ("hulp", hint(diagnostic.code).map(str::to_string)),
    ];
    for (word, note) in notes {
        lines.extend(note.map(|note| format!("{margin} = {word}: {note}")));
    }
    for (span, note) in &diagnostic.also {
        lines.push(format!("{margin} = zie ook: {} {note}", place(*span, files)));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// A line of a file with the part of it that a span covers.
struct Found<'f> {
    path: &'f str,
    /// Line number from one.
    number: usize,
    line: &'f str,
    /// Characters before the span.
    column: usize,
    /// Characters in the span, as far as they stand on this line.
    width: usize,
}

impl<'f> Found<'f> {
    fn at(span: Span, files: &[(&'f str, &'f str)]) -> Self {
        let index = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
        let (path, text) = files.get(index(span.file)).copied().unwrap_or(("?", ""));
        let before = cut(text, index(span.start));
        let number = before.bytes().filter(|byte| *byte == b'\n').count().saturating_add(1);
        let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let line = text.get(start..).unwrap_or("").split('\n').next().unwrap_or("");
        let skipped = before.get(start..).unwrap_or("").trim_start_matches('\u{feff}');
        let length = index(span.end).saturating_sub(index(span.start));
        let rest = line.get(before.len().saturating_sub(start)..).unwrap_or("");
        let covered = cut(rest, length).trim_end();
        let line = line.trim_start_matches('\u{feff}').trim_end();
        Found { path, number, line, column: skipped.chars().count(), width: covered.chars().count().max(1) }
    }

    /// The line and the marks under it; of a long line only the part around the fault.
    fn shown(&self, margin: &str) -> [String; 3] {
        let skip = if self.line.chars().count() > WIDTH { self.column.saturating_sub(WIDTH / 2) } else { 0 };
        let plain = |c: char| if c.is_whitespace() || c.is_control() { ' ' } else { c };
        let line: String = self.line.chars().skip(skip).take(WIDTH).map(plain).collect();
        let column = self.column.saturating_sub(skip);
        let width = self.width.min(WIDTH.saturating_sub(column).max(1));
        [
            format!("{margin} |"),
            format!("{} | {line}", self.number),
            format!("{margin} | {}{}", " ".repeat(column), "^".repeat(width)),
        ]
    }
}

/// The text up to an offset, or up to the nearest character before it.
fn cut(text: &str, offset: usize) -> &str {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    text.get(..end).unwrap_or("")
}
