//! The tree: what stands in a rule file, with its place, before anything is looked up.
//!
//! Lossless as far as the law goes: blocks, fields, sentences, list items, comments and every token keep their
//! order and their span, so that the formatter and the checker read the same thing. Nothing here knows a name.

/// A place in a source text: byte offsets `start..end` in file number `file`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Number of the file in the list that was given.
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// What kind of thing a token is; its text stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word: letters, digits inside or after letters, hyphens, apostrophes (`22a`, `Wmo`, `bloed-`).
    Word,
    /// `€ 1.419,46`
    Money,
    /// `1 juli 2026`
    Date,
    /// `12,5%`
    Percentage,
    /// `4,5` or `1.200`
    Number,
    /// A text between straight double quotes, without the quotes.
    Quoted,
    /// One of `, ( ) + - × / : |`
    Mark,
}

/// One token of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its kind.
    pub kind: TokenKind,
    /// Its text as written (for `Quoted` without the quotes).
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A flat run of tokens, without its closing punctuation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// From the first token to the last.
    pub span: Span,
}

/// An item of a list: `a. …;`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// The mark as written: `a.`, `1°.`, or for a formula `A:`.
    pub mark: String,
    /// The clause of the item.
    pub clause: Clause,
    /// The nested list, when the clause ends in a colon.
    pub list: Vec<ListItem>,
    /// From the mark to the end.
    pub span: Span,
}

/// One sentence: a clause up to its full stop, with the list that its colon opens and the letters of its formula.
///
/// `De norm is A × B. Hierin is: A: …; B: ….` is one sentence whose `letters` are A and B.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The words before the full stop or the colon.
    pub clause: Clause,
    /// The list after the colon.
    pub list: Vec<ListItem>,
    /// What the letters of a formula stand for (`Hierin is:`).
    pub letters: Vec<ListItem>,
    /// The whole sentence.
    pub span: Span,
}

/// A paragraph (lid) of a rule: one or more sentences, numbered when the rule has more than one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// `1`, `2`, …; `None` for a single unnumbered paragraph.
    pub number: Option<u32>,
    /// The sentences in order.
    pub sentences: Vec<Sentence>,
    /// The whole paragraph.
    pub span: Span,
}

/// A field of a block: a known keyword and the rest of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The keyword as the grammar names it: `bron`, `met ingang van`, `uitleg`, …
    pub keyword: String,
    /// The rest of the line (and of deeper indented lines) as tokens, when it is read as a clause.
    pub clause: Clause,
    /// The rest of the line as written, white space collapsed.
    pub text: String,
    /// The items below a field that opens a list (`betrekt daarbij`).
    pub list: Vec<ListItem>,
    /// The whole field.
    pub span: Span,
}

/// A line `naam: waarde` in `gegevens`, `uitgangspunt` and `voorbeeld`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The words before the colon.
    pub name: Clause,
    /// The tokens after the colon.
    pub value: Clause,
    /// The text after the colon as written, white space collapsed.
    pub text: String,
    /// The whole line.
    pub span: Span,
}

/// A group of entries in an example, opened by a line without a colon (`persoon A, volgens …`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The opening line.
    pub header: Clause,
    /// Its entries, with comments between them left out (they are items of the block).
    pub entries: Vec<Entry>,
    /// The whole group.
    pub span: Span,
}

/// A row of a table: the cells between the bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The cells in order.
    pub cells: Vec<Clause>,
    /// The whole row.
    pub span: Span,
}

/// One element of the body of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// `# …`, kept by the formatter.
    Comment {
        /// The text after `#`, trimmed.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// A keyword with the rest of its line.
    Field(Field),
    /// `naam: waarde`
    Entry(Entry),
    /// A group of entries in an example.
    Group(Group),
    /// A paragraph of a rule, or an expectation of an example.
    Paragraph(Paragraph),
    /// A row of a table; the first row is the header.
    Row(Row),
}

/// The head word of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the keyword itself")]
pub enum Keyword {
    Regeling,
    Object,
    Rol,
    Eenheid,
    Gegevens,
    Bedrag,
    Percentage,
    Getal,
    Termijn,
    Begrip,
    Regel,
    Tabel,
    Oordeel,
    Kwalificatie,
    Delegatie,
    Vaststelling,
    Besluit,
    Procedure,
    Plan,
    GelijkgesteldeDagen,
    Gegevensgebruik,
    Organisatie,
    Mandaat,
    Overdracht,
    Uitgangspunt,
    Voorbeeld,
    NietGecodeerd,
}

/// One block: a head word in the first column, its title, and an indented body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The head word.
    pub keyword: Keyword,
    /// The rest of the first line.
    pub header: Clause,
    /// The body in order.
    pub items: Vec<Item>,
    /// Comment lines directly above the block.
    pub comments: Vec<String>,
    /// The whole block.
    pub span: Span,
}

/// One rule file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// The blocks in order; a block that could not be read at all is left out.
    pub blocks: Vec<Block>,
    /// Comment lines after the last block.
    pub trailing: Vec<String>,
}
