//! Fields of a block: finding them, and reading sources, dates, statuses and approvals.

use crate::diagnostic::Diagnostic;
use crate::model::kinds::{Approval, Basis, Read, Source, Sources};
use crate::syntax::tree::{Block, Entry, Field, Item, Paragraph, Span, TokenKind};
use crate::values::{Date, dutch};

use crate::values::dutch::ordinal;

/// The fields with a keyword, in order.
pub fn fields<'b>(block: &'b Block, keyword: &'b str) -> impl Iterator<Item = &'b Field> {
    block.items.iter().filter_map(move |item| match item {
        Item::Field(field) if field.keyword == keyword => Some(field),
        _ => None,
    })
}

/// The first field with a keyword.
#[must_use]
pub fn field<'b>(block: &'b Block, keyword: &'b str) -> Option<&'b Field> {
    fields(block, keyword).next()
}

/// The entries of a block.
pub fn entries(block: &Block) -> impl Iterator<Item = &Entry> {
    block.items.iter().filter_map(|item| match item {
        Item::Entry(entry) => Some(entry),
        _ => None,
    })
}

/// The paragraphs of a block.
pub fn paragraphs(block: &Block) -> impl Iterator<Item = &Paragraph> {
    block.items.iter().filter_map(|item| match item {
        Item::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    })
}

/// The day that opens a field such as `met ingang van 1 juli 2026`.
#[must_use]
pub fn day(field: &Field) -> Option<Date> {
    let token = field.clause.tokens.first()?;
    (token.kind == TokenKind::Date).then(|| dutch::parse_date(&token.text).ok()).flatten()
}

/// The first and last day of a version, as its fields say.
pub fn version(block: &Block, findings: &mut Vec<Diagnostic>) -> (Option<Date>, Option<Date>) {
    let mut one = |keyword| {
        let field = field(block, keyword)?;
        let day = day(field);
        let more = field.clause.tokens.get(1).filter(|token| token.text != ";");
        match (day, more) {
            (None, _) => {
                findings.push(Diagnostic::error("T0701", field.span, &[keyword]).expected("een datum: 1 januari 2026"));
            }
            (_, Some(more)) => findings.push(Diagnostic::error("T0735", more.span, &[keyword])),
            _ => {}
        }
        day
    };
    let (from, until) = (one("met ingang van"), one("tot en met"));
    let ended = one("vervallen met ingang van");
    if let (Some(ended), Some(_), Some(_)) = (field(block, "vervallen met ingang van"), ended, until) {
        findings.push(Diagnostic::error("T0717", ended.span, &[]));
    }
    (from, until.or_else(|| ended?.add_days(-1)))
}

/// The words for what was read.
const STATUSES: &[(&str, Read)] = &[
    ("gelezen in wettekst", Read::Wettekst),
    ("gelezen in bekendmaking", Read::Bekendmaking),
    ("gelezen in secundaire bron", Read::Secundair),
    ("afgeleid", Read::Afgeleid),
    ("voorbeeldwaarde", Read::Voorbeeldwaarde),
    ("niet gelezen", Read::NietGelezen),
];

/// The same, as a finding lists them.
pub(super) const STATUSES_SHOWN: &str = "gelezen in wettekst, gelezen in bekendmaking, gelezen in secundaire bron, \
    afgeleid, voorbeeldwaarde of niet gelezen";

/// What was read, from words like `gelezen in wettekst`.
#[must_use]
pub fn read_status(text: &str) -> Option<Read> {
    let text = text.trim();
    STATUSES.iter().find(|(words, _)| text.starts_with(words)).map(|(_, read)| *read)
}

/// The `status` field of a rule; the text of the law when it has none.
pub fn status(block: &Block, findings: &mut Vec<Diagnostic>) -> Read {
    let Some(field) = field(block, "status") else { return Read::Wettekst };
    read_status(&field.text).unwrap_or_else(|| {
        findings.push(Diagnostic::error("T0703", field.span, &[&field.text]).expected(STATUSES_SHOWN));
        Read::NietGelezen
    })
}

/// Who approved it.
#[must_use]
pub fn approval(block: &Block) -> Option<Approval> {
    field(block, "akkoord").map(|field| Approval { text: (&field.text).into() })
}

/// Reports the fields of a block that say nothing there.
pub fn out_of_place(block: &Block, keywords: &[&str], findings: &mut Vec<Diagnostic>) {
    for keyword in keywords {
        findings.extend(fields(block, keyword).map(|field| Diagnostic::error("T0734", field.span, &[keyword])));
    }
}

/// What was read of a block, and who approved it.
pub fn basis(block: &Block, findings: &mut Vec<Diagnostic>) -> Basis {
    Basis { read: status(block, findings), approval: approval(block) }
}

/// The sources of a block; an error when it has none.
pub fn sources(block: &Block, regulation: &str, findings: &mut Vec<Diagnostic>) -> Sources {
    let found: Sources = fields(block, "bron").flat_map(|field| parse_sources(&field.text, regulation)).collect();
    if found.is_empty() {
        let span = Span { end: block.header.span.end, ..block.span };
        findings.push(
            Diagnostic::error("T0702", span, &[])
                .expected("een veld `bron`, bijvoorbeeld: bron  Pw, artikel 19, eerste lid"),
        );
    }
    found
}

/// Reads `Pw, artikel 19a, eerste lid, onderdeel d, onder 2°; CRvB 21 maart 2018, ECLI:NL:CRVB:2018:819`.
///
/// A source without the name of a regulation belongs to the regulation of the file.
#[must_use]
pub fn parse_sources(text: &str, regulation: &str) -> Vec<Source> {
    let mut found = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let mut current = regulation.to_string();
        for piece in each_numbered(&part.replace(", en artikel", " en artikel")).split(" en artikel ") {
            let piece = if found.is_empty() || piece.contains("artikel") || piece == part {
                piece.to_string()
            } else {
                format!("artikel {piece}")
            };
            let source = parse_source(&piece, &current);
            current = source.regulation.to_string();
            found.push(source);
        }
    }
    found
}

/// `artikel 10:3 en 10:4` names two articles, as `artikel 10:3 en artikel 10:4` does. A range stays as written.
fn each_numbered(text: &str) -> String {
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let words: Vec<&str> = text.split(' ').collect();
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let begins = |at: usize| matches!(word(at), "artikel" | "artikelen");
    let lists = |at: usize| {
        begins(at)
            && is_number(word(at.saturating_add(1)))
            && word(at.saturating_add(2)) == "en"
            && is_number(word(at.saturating_add(3)))
    };
    let told = (0..words.len()).map(|at| match at.checked_sub(2) {
        _ if lists(at) => "artikel",
        Some(before) if lists(before) => "en artikel",
        _ => word(at),
    });
    told.collect::<Vec<_>>().join(" ")
}

fn parse_source(text: &str, regulation: &str) -> Source {
    let mut source = Source { regulation: regulation.into(), text: text.into(), ..Source::default() };
    let mut named = false;
    for part in text.split(',').map(str::trim) {
        let words: Vec<&str> = part.split(' ').collect();
        match words.as_slice() {
            [ecli] if ecli.starts_with("ECLI:") => source.ecli = (*ecli).into(),
            ["artikel", article, rest @ ..] => {
                source.article = (*article).trim_end_matches([',', '.']).into();
                named |= !rest.is_empty();
            }
            [number, "lid"] if ordinal(number).is_some() => {
                source.paragraph = ordinal(number).map(|n| n.to_string().into()).unwrap_or_default();
            }
            [number, rest @ .., "lid"] if ordinal(number).is_some() && !rest.is_empty() => {
                source.paragraph = ordinal(number).map(|n| n.to_string().into()).unwrap_or_default();
            }
            ["onderdeel" | "onderdelen" | "onder", item, ..] => {
                let before = if source.item.is_empty() { "" } else { ", " };
                source.item = format!("{}{before}{item}", source.item).into();
            }
            _ if source.article.is_empty() && !named && !part.is_empty() => {
                source.regulation = part.into();
                named = true;
            }
            _ => {}
        }
    }
    source
}
