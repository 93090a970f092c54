//! Text to tree: [`parse`] never fails; what it cannot read it reports.
//!
//! Three steps, each in a file of its own: `layout` cuts a text into blocks at the head words in the first column,
//! `elements` cuts the body of a block into fields, entries, paragraphs and rows, and the grammar
//! (`grammar/regels.pest`, read by `tokens`, `sentences` and `lists`) cuts an element into sentences and tokens.
//!
//! **Invariant:** a fault in one element never hides the next; only its own tokens are lost.
//! **Invariant:** nothing here knows a declared name; a clause is a flat list of tokens.
//!
//! ```
//! let (file, found) = toegang::syntax::parse(0, "begrip nauwe verwant\n  bron  Pw, artikel 19a\n");
//! assert!(found.is_empty());
//! assert_eq!(file.blocks.len(), 1);
//! ```

mod blocks;
mod elements;
mod format;
mod keywords;
mod layout;
mod lists;
mod literals;
mod repeated;
mod sentences;
mod tokens;
pub mod tree;
mod wording;

pub use blocks::parse;
pub use format::format;
pub use keywords::{FieldStyle, fields};
pub use tree::{File, Keyword};

/// The largest text that is read, in bytes.
pub const MAX_BYTES: usize = 250_000;
/// The most lines in one file.
pub const MAX_LINES: usize = 5_000;
/// The most blocks in one file.
pub const MAX_BLOCKS: usize = 2_000;
/// The most tokens in one sentence, with its list.
pub const MAX_TOKENS: usize = 2_000;
/// The largest paragraph, field or row, in bytes: the parser holds some two hundred bytes for every sign of it.
pub const MAX_ELEMENT: usize = 50_000;
/// How deep lists nest.
pub const MAX_DEPTH: usize = 6;
/// The most findings in one file, and the most errors in one rule set; that there are more is the last one.
pub const MAX_FOUND: usize = 1_000;
