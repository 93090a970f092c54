//! The one layout of a rule file.
//!
//! **Invariant:** the formatter moves white space and nothing else: the tokens before are the tokens after, comments
//! are kept, and formatting twice is formatting once.

mod body;
mod flow;

use super::blocks::parse;
use super::tree::Block;
use crate::diagnostic::{Diagnostic, Severity};
use body::BodyWriter;
use flow::chunks;

/// The text in its canonical layout.
///
/// Blocks are separated by one empty line, the fields of a block form a column, versions of an amount and cells of a
/// table too, sentences are wrapped at 140 columns, and the items of a list are indented by three.
///
/// # Errors
///
/// The errors of [`parse`], when there are any: only a text that can be read is laid out.
///
/// ```
/// let text = "rol   consulent inkomen\nrol teammanager";
/// assert_eq!(toegang::syntax::format(text).unwrap(), "rol consulent inkomen\n\nrol teammanager\n");
/// ```
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let (file, found) = parse(0, text);
    if found.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(found);
    }
    let mut parts: Vec<String> = file.blocks.iter().map(|one| block(text, one)).collect();
    if !file.trailing.is_empty() {
        parts.push(file.trailing.iter().map(|comment| comment_line(0, comment)).collect());
    }
    Ok(parts.join("\n"))
}

fn block(source: &str, block: &Block) -> String {
    let mut out: String = block.comments.iter().map(|comment| comment_line(0, comment)).collect();
    out.push_str(block.keyword.word());
    for chunk in chunks(source, &block.header.tokens) {
        out.push(' ');
        out.push_str(&chunk);
    }
    out.push('\n');
    let mut writer = BodyWriter::new(source, block);
    writer.items();
    out.push_str(&writer.out);
    out
}

/// A comment on a line of its own.
fn comment_line(indent: usize, text: &str) -> String {
    let space = if text.is_empty() { "" } else { " " };
    format!("{}#{space}{text}\n", " ".repeat(indent))
}
