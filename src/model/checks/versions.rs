//! Versions of a rule: the blocks of one title in one regulation. On every day one of them holds, and where none does
//! the text says so.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::checker::Checker;
use crate::model::draft::text_of;
use crate::model::fields::{field, version};
use crate::syntax::tree::{Block, Keyword, Span};
use crate::values::{Date, dutch, order};

/// One version.
struct Version {
    title: String,
    from: Option<Date>,
    until: Option<Date>,
    /// That it ends is written with `vervallen`: after it there may be a hole.
    ended: bool,
    span: Span,
}

/// Checks the versions of every rule.
pub(super) fn run(checker: &Checker, blocks: &[(u32, &Block)]) {
    for versions in grouped(checker, blocks).values_mut() {
        order::sort_by_key(versions, |version| (version.from, version.span));
        for (place, later) in versions.iter().enumerate() {
            let earlier = versions.get(..place).unwrap_or(&[]);
            // One finding per version: among hundreds of the same title, each pair would be too many.
            if let Some(other) = earlier.iter().find(|earlier| !apart(earlier, later)) {
                clash(checker, other, later);
            }
            if let Some(last) = earlier.last() {
                hole(checker, last, later);
            }
        }
    }
}

/// The versions by regulation and title; a version that ends before it begins is reported and left out.
fn grouped(checker: &Checker, blocks: &[(u32, &Block)]) -> BTreeMap<(String, String), Vec<Version>> {
    let mut groups: BTreeMap<(String, String), Vec<Version>> = BTreeMap::new();
    for ((_, block), regulation) in blocks.iter().zip(&checker.regulation_of) {
        if !matches!(block.keyword, Keyword::Regel | Keyword::Begrip) {
            continue;
        }
        let (from, until) = version(block, &mut Vec::new());
        let title = text_of(&block.header);
        if let (Some(first), Some(last)) = (from, until)
            && last < first
        {
            let facts = [title.as_str(), &dutch::date(last), &dutch::date(first)];
            checker.error(Diagnostic::error("T0612", block.header.span, &facts));
            continue;
        }
        let key = (regulation.clone(), title.to_lowercase());
        let ended = field(block, "vervallen met ingang van").is_some();
        groups.entry(key).or_default().push(Version { title, from, until, ended, span: block.header.span });
    }
    groups
}

/// Whether one version ends before the other begins.
fn apart(earlier: &Version, later: &Version) -> bool {
    matches!((earlier.until, later.from), (Some(last), Some(first)) if last < first)
}

/// Two versions may not be the same, and not hold on the same days.
fn clash(checker: &Checker, earlier: &Version, later: &Version) {
    let same = (earlier.from, earlier.until) == (later.from, later.until);
    let (code, note) =
        if same { ("T0614", "hier staat de titel al") } else { ("T0715", "hier staat de andere versie") };
    checker.error(Diagnostic::error(code, later.span, &[&later.title]).also(earlier.span, note));
}

/// Between two versions no day is missing, unless the first says that it lapsed.
fn hole(checker: &Checker, earlier: &Version, later: &Version) {
    let (Some(last), Some(first)) = (earlier.until, later.from) else { return };
    let missing = (last.add_days(1), first.add_days(-1));
    if let (Some(from), Some(until)) = missing
        && from <= until
        && !earlier.ended
    {
        let finding = Diagnostic::error("T0718", later.span, &[&later.title, &dutch::date(from), &dutch::date(until)]);
        checker.error(finding.also(earlier.span, "hier staat de versie ervoor"));
    }
}
