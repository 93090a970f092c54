//! Lists: the marks of the items decide how they nest.

use super::MAX_DEPTH;
use super::layout::Reader;
use super::tree::{Clause, ListItem, Span};
use crate::diagnostic::Diagnostic;

/// How an item of a list ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// `;`
    Semicolon,
    /// `.`
    Stop,
    /// A colon that opens a nested list.
    Colon,
    /// A colon without a list.
    Dangling,
    /// Nothing.
    Missing,
}

/// An item as it stands in the text, before it is known at which depth.
#[derive(Clone, Debug)]
pub(super) struct FlatItem {
    /// The mark as written.
    pub mark: String,
    /// Where the mark stands.
    pub mark_span: Span,
    /// Its words.
    pub clause: Clause,
    /// How it ends.
    pub ending: Ending,
    /// From the mark to the end.
    pub span: Span,
}

/// The kind of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// `a.`
    Letter,
    /// `1°.`
    Degree,
    /// `A:`
    Formula,
    /// Anything else: a mistake.
    Wrong,
}

/// One depth of nesting.
struct Level {
    family: Family,
    items: Vec<ListItem>,
    column: usize,
}

/// Builds the nested lists of a sentence from its items.
pub(super) struct Nester<'r, 't> {
    reader: &'r mut Reader<'t>,
    levels: Vec<Level>,
    too_deep: bool,
}

/// Nests the items, and reports wrong marks, wrong order and wrong endings; `whole` says that the last one ends the
/// sentence.
pub(super) fn nest(reader: &mut Reader<'_>, items: Vec<FlatItem>, whole: bool) -> Vec<ListItem> {
    let last = if whole { items.len() } else { items.len().saturating_sub(1) };
    endings(reader, items.get(..last).unwrap_or(&[]), whole);
    let mut nester = Nester { reader, levels: Vec::new(), too_deep: false };
    let mut opened = true;
    for item in items {
        let opens = item.ending == Ending::Colon;
        nester.add(item, opened);
        opened = opens;
    }
    nester.finish()
}

/// Whether these are the letters of a formula.
pub(super) fn is_formula(items: &[FlatItem]) -> bool {
    items.first().is_some_and(|item| family(&item.mark) == Family::Formula)
}

/// Reports items without a semicolon, and a list without a full stop.
fn endings(reader: &mut Reader<'_>, items: &[FlatItem], whole: bool) {
    let last = if whole { items.len().saturating_sub(1) } else { items.len() };
    for (at, item) in items.iter().enumerate() {
        let end = Span { start: item.span.end, ..item.span };
        let code = match (item.ending, at == last) {
            (Ending::Missing, false) => "T0302",
            (Ending::Stop, false) => "T0304",
            (Ending::Semicolon, true) => "T0303",
            (Ending::Missing, true) => "T0301",
            (Ending::Dangling, _) => "T0307",
            _ => continue,
        };
        let expected = if at == last { "`.`" } else { "`;`" };
        let found = Diagnostic::error(code, end, &[&item.mark]);
        reader.push(if code == "T0307" { found } else { found.expected(expected) });
    }
}

impl Nester<'_, '_> {
    fn add(&mut self, item: FlatItem, opened: bool) {
        let family = self.family_of(&item);
        let column = self.column(item.mark_span.start);
        if opened {
            self.open(family, column, &item);
        } else {
            self.back_to(family, column, &item);
        }
        self.check_order(&item);
        if item.clause.tokens.is_empty() {
            self.reader.report("T0316", item.mark_span, &[&item.mark]);
        }
        if let Some(level) = self.levels.last_mut() {
            level.items.push(ListItem { mark: item.mark, clause: item.clause, list: Vec::new(), span: item.span });
        }
    }

    fn family_of(&mut self, item: &FlatItem) -> Family {
        let family = family(&item.mark);
        if family == Family::Wrong {
            let meant = match self.levels.len() {
                0 | 1 => "`a.`, `b.`, …",
                _ => "`1°.`, `2°.`, …",
            };
            self.reader.push(Diagnostic::error("T0306", item.mark_span, &[&item.mark]).expected(meant));
        }
        family
    }

    /// Opens a list below the last item.
    fn open(&mut self, family: Family, column: usize, item: &FlatItem) {
        if self.levels.len() >= MAX_DEPTH {
            if !std::mem::replace(&mut self.too_deep, true) {
                self.reader.report("T0111", item.mark_span, &[&MAX_DEPTH.to_string()]);
            }
            return;
        }
        if self.levels.last().is_some_and(|level| level.family == family && family != Family::Wrong) {
            self.reader.report("T0306", item.mark_span, &[&item.mark]);
        }
        self.levels.push(Level { family, items: Vec::new(), column });
    }

    /// Closes the lists that are deeper than this item: back to the nearest one with marks of this kind, in this column
    /// if there are more.
    fn back_to(&mut self, family: Family, column: usize, item: &FlatItem) {
        let same = |level: &&Level| level.family == family || family == Family::Wrong;
        let count = self.levels.iter().filter(same).count();
        if count == 0 {
            self.reader.report("T0306", item.mark_span, &[&item.mark]);
            return;
        }
        let fits = |level: &Level| {
            (level.family == family || family == Family::Wrong) && (count == 1 || level.column == column)
        };
        let depth = self.levels.iter().rposition(fits).map_or(self.levels.len(), |at| at.saturating_add(1));
        while self.levels.len() > depth {
            self.close();
        }
    }

    /// Reports an item that does not follow the one before it.
    fn check_order(&mut self, item: &FlatItem) {
        let Some(level) = self.levels.last() else { return };
        let expected = match (level.family, level.items.last()) {
            (Family::Wrong, _) | (Family::Formula, None) => return,
            (Family::Formula, Some(previous)) => {
                let known = level.items.iter().find(|other| other.mark == item.mark);
                if let Some(known) = known {
                    let found = Diagnostic::error("T0317", item.mark_span, &[&item.mark, &previous.mark]);
                    self.reader.push(found.also(known.span, "staat hier al"));
                }
                return;
            }
            (family, None) => first(family).to_string(),
            (_, Some(previous)) => successor(&previous.mark),
        };
        if family(&item.mark) == level.family && expected != item.mark {
            let found = Diagnostic::error("T0305", item.mark_span, &[&item.mark]);
            self.reader.push(found.expected(format!("`{expected}`")));
        }
    }

    fn close(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        if let Some(parent) = self.levels.last_mut().and_then(|above| above.items.last_mut()) {
            parent.list = level.items;
        }
    }

    fn finish(mut self) -> Vec<ListItem> {
        while self.levels.len() > 1 {
            self.close();
        }
        self.levels.pop().map_or_else(Vec::new, |level| level.items)
    }

    /// How far an offset is from the start of its line.
    fn column(&self, offset: u32) -> usize {
        let offset = usize::try_from(offset).unwrap_or(0);
        let before = self.reader.slice(0, offset);
        before.len().saturating_sub(before.rfind('\n').map_or(0, |at| at.saturating_add(1)))
    }
}

fn family(mark: &str) -> Family {
    let name = mark.trim_end_matches('.');
    if name.ends_with('°') && mark.ends_with('.') {
        Family::Degree
    } else if mark.ends_with(':') {
        Family::Formula
    } else if mark.ends_with('.') && name.bytes().all(|b| b.is_ascii_lowercase()) {
        Family::Letter
    } else {
        Family::Wrong
    }
}

fn first(family: Family) -> &'static str {
    if family == Family::Degree { "1°." } else { "a." }
}

/// The mark that follows this one: `b.` after `a.`, `aa.` after `z.`, `2°.` after `1°.`.
fn successor(mark: &str) -> String {
    let name = mark.trim_end_matches('.');
    if let Some(digits) = name.strip_suffix('°') {
        return format!("{}°.", digits.parse::<u32>().unwrap_or(0).saturating_add(1));
    }
    let next = |letter: char| char::from_u32(u32::from(letter).saturating_add(1)).unwrap_or('a');
    let mut letters: Vec<char> = name.chars().collect();
    match letters.pop() {
        Some('z') => match letters.pop() {
            Some(front) => format!("{}a.", next(front)),
            None => "aa.".to_string(),
        },
        Some(letter) => format!("{}{}.", letters.iter().collect::<String>(), next(letter)),
        None => "a.".to_string(),
    }
}
