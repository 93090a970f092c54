//! What stands twice where once is enough: a field, a named value, a fact. Of two, one would count and the other would
//! be passed over.

use std::collections::BTreeMap;

use super::keywords::{FieldStyle, fields};
use super::layout::Reader;
use super::tree::{Entry, Field, Item, Keyword};
use crate::diagnostic::Diagnostic;

/// Fields that may stand more than once, each line counting.
const LISTED: &[&str] = &["bron", "aanduiding", "vervolg", "dag", "uitleg", "toelichting"];

/// Fields that open a version, in blocks that hold more than one.
const VERSIONS: &[&str] = &["met ingang van", "vervallen met ingang van"];

/// Reports every field, entry and fact that stands in its block, or under its object, a second time.
pub(super) fn check(reader: &mut Reader<'_>, keyword: Keyword, items: &[Item]) {
    let mut seen: Vec<&Field> = Vec::new();
    let mut entries = Vec::new();
    for item in items {
        match item {
            Item::Field(field) if !may_repeat(keyword, &field.keyword) => {
                match seen.iter().find(|other| other.keyword == field.keyword) {
                    Some(first) => {
                        let found = Diagnostic::error("T0121", field.span, &[&field.keyword]);
                        reader.push(found.also(first.span, "hier staat het al"));
                    }
                    None => seen.push(field),
                }
            }
            Item::Entry(entry) if keyword != Keyword::Gegevens => entries.push(entry),
            Item::Group(group) => named_twice(reader, group.entries.iter()),
            _ => {}
        }
    }
    named_twice(reader, entries.into_iter());
}

fn may_repeat(keyword: Keyword, name: &str) -> bool {
    let named = fields(keyword).iter().any(|(known, style)| *known == name && *style == FieldStyle::Named);
    let dated = matches!(
        keyword,
        Keyword::Bedrag | Keyword::Percentage | Keyword::Getal | Keyword::Termijn | Keyword::Vaststelling
    );
    named || LISTED.contains(&name) || dated && VERSIONS.contains(&name)
}

fn named_twice<'t>(reader: &mut Reader<'_>, entries: impl Iterator<Item = &'t Entry>) {
    let mut seen: BTreeMap<String, &Entry> = BTreeMap::new();
    for entry in entries {
        let words: Vec<&str> = entry.name.tokens.iter().map(|token| token.text.as_str()).collect();
        let name = words.join(" ");
        match seen.get(&name) {
            Some(first) => {
                let found = Diagnostic::error("T0122", entry.name.span, &[&name]);
                reader.push(found.also(first.name.span, "hier staat het al"));
            }
            None => {
                seen.insert(name, entry);
            }
        }
    }
}
