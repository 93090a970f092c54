//! Amounts, dates, numbers and texts: whether they are in the one right form.

use super::layout::Reader;
use super::tree::{Span, TokenKind};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::text::reason;
use crate::values::dutch;

/// The token in its right form; what is wrong with it is reported, and what was probably meant goes on.
pub(super) fn check(reader: &mut Reader<'_>, kind: TokenKind, written: String, span: Span) -> String {
    let (code, wrong) = match kind {
        TokenKind::Money => ("T0202", dutch::parse_money(&written).err()),
        TokenKind::Date => ("T0203", dutch::parse_date(&written).err()),
        TokenKind::Percentage => ("T0204", dutch::parse_percentage(&written).err()),
        TokenKind::Number if is_year(&written) => return written,
        TokenKind::Number => ("T0205", dutch::parse_number(&written).err()),
        _ => return written,
    };
    let Some(wrong) = wrong else { return written };
    let mut found = Diagnostic::error(code, span, &[&written, reason(wrong.reason)]);
    found.expected = wrong.suggestion.as_ref().map(|form| format!("`{form}`"));
    reader.push(found);
    wrong.suggestion.unwrap_or(written)
}

/// A year in a name (`Wmo 2015`) is not grouped.
fn is_year(written: &str) -> bool {
    written.len() == 4 && (written.starts_with("19") || written.starts_with("20")) && written.parse::<u16>().is_ok()
}

/// The text between quotes; curly quotes are reported.
pub(super) fn unquote(reader: &mut Reader<'_>, written: &str, span: Span, loose: bool) -> String {
    let quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '‘' | '’');
    let inner = written.strip_prefix(quote).unwrap_or(written);
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    let straight = written.starts_with('"') && written.ends_with('"');
    if !straight && !loose {
        reader.push(Diagnostic::error("T0206", span, &[written]).expected(format!("`\"{inner}\"`")));
    }
    inner.to_string()
}

/// A word; a curly apostrophe in it is reported.
pub(super) fn word(reader: &mut Reader<'_>, written: String, span: Span) -> String {
    if !written.contains('’') {
        return written;
    }
    let straight = written.replace('’', "'");
    reader.push(Diagnostic::error("T0206", span, &[&written]).expected(format!("`{straight}`")));
    straight
}

/// A sign that the language does not know. Signs that cannot be seen are named by their number.
pub(super) fn unknown(reader: &mut Reader<'_>, text: &str, span: Span) {
    match text.chars().next() {
        Some('"' | '“' | '”' | '„' | '‘' | '’') => reader.report("T0207", span, &[text]),
        Some(sign) if sign.is_control() || ('\u{2000}'..='\u{206f}').contains(&sign) || sign == '\u{feff}' => {
            reader.report("T0201", span, &[&format!("U+{:04X}", u32::from(sign))]);
        }
        _ => reader.report("T0201", span, &[text]),
    }
}

/// Letters followed by a combining accent, and the letter that they make together.
const COMPOSED: &[(&str, &str)] = &[
    ("a\u{300}", "à"),
    ("a\u{301}", "á"),
    ("a\u{302}", "â"),
    ("a\u{303}", "ã"),
    ("a\u{308}", "ä"),
    ("c\u{327}", "ç"),
    ("e\u{300}", "è"),
    ("e\u{301}", "é"),
    ("e\u{302}", "ê"),
    ("e\u{308}", "ë"),
    ("i\u{300}", "ì"),
    ("i\u{301}", "í"),
    ("i\u{302}", "î"),
    ("i\u{308}", "ï"),
    ("n\u{303}", "ñ"),
    ("o\u{300}", "ò"),
    ("o\u{301}", "ó"),
    ("o\u{302}", "ô"),
    ("o\u{303}", "õ"),
    ("o\u{308}", "ö"),
    ("u\u{300}", "ù"),
    ("u\u{301}", "ú"),
    ("u\u{302}", "û"),
    ("u\u{308}", "ü"),
    ("E\u{301}", "É"),
    ("E\u{308}", "Ë"),
    ("I\u{308}", "Ï"),
    ("O\u{308}", "Ö"),
    ("A\u{308}", "Ä"),
    ("U\u{308}", "Ü"),
];

/// The text with every accent on its letter, so that equal words are equal texts.
pub(super) fn compose(mut text: String) -> String {
    if !text.is_ascii() && text.contains(|c: char| ('\u{300}'..='\u{36f}').contains(&c)) {
        for (apart, together) in COMPOSED {
            text = text.replace(apart, together);
        }
    }
    text
}
