//! What `In afwijking van …` names: paragraphs of the own rule, or rules, notions, tables and fillings by their titles.
//!
//! A title is looked up in the own regulation; that of another regulation is named with it (`van de Participatiewet`).
//! All ways to read the words are computed; more than one is reported, never chosen from.

use std::collections::{BTreeMap, BTreeSet};

use super::checker::Checker;
use super::draft::{Draft, Gives};
use super::words::{Tok, Word};
use crate::syntax::tree::Keyword;
use crate::values::dutch::ordinal;
use crate::values::{Date, order};

/// The most ways to read the same words that are told apart; the same on every target.
const SHOWN: usize = 64;

/// The words that say what kind of block is named: of one, and of more.
const HEADS: &[(&str, &str, Keyword)] = &[
    ("regel", "regels", Keyword::Regel),
    ("begrip", "begrippen", Keyword::Begrip),
    ("tabel", "tabellen", Keyword::Tabel),
    ("vaststelling", "vaststellingen", Keyword::Vaststelling),
];

/// A block that can be named: its kind, its regulation, its title.
pub(super) type Title = (Keyword, String, Vec<Word>);

/// All titles, by their first word.
pub(super) type Titles = BTreeMap<Word, BTreeSet<Title>>;

/// One thing that is named.
#[derive(Clone, PartialEq, Eq)]
struct Item {
    title: Title,
    /// Its paragraphs; none for all.
    paragraphs: Vec<u32>,
    /// It stands in another regulation, which is not said.
    elsewhere: bool,
}

/// What some words name.
pub(super) enum Named {
    /// These drafts.
    Drafts(Vec<usize>),
    /// Nothing that is known.
    Nothing,
    /// A title of this other regulation, which has to be said.
    Elsewhere(String),
    /// More than one thing.
    Several,
}

/// Reads the words after `In afwijking van`, without articles and commas.
struct Reading<'c> {
    checker: &'c Checker,
    titles: &'c Titles,
    own: &'c str,
    words: Vec<Word>,
    texts: Vec<String>,
}

impl Checker {
    /// The titles of all blocks that conclude something.
    pub(super) fn titles(&self) -> Titles {
        let mut titles = Titles::new();
        for draft in &self.drafts {
            if let Some(first) = draft.title.first() {
                titles.entry(*first).or_default().insert(title_of(draft));
            }
        }
        titles
    }

    /// What the words after `In afwijking van` name for a draft.
    pub(super) fn named(&self, draft: &Draft, titles: &Titles, said: &[Tok]) -> Named {
        let toks: Vec<&Tok> = said.iter().filter(|tok| !tok.article && tok.text != ",").collect();
        let reading = Reading {
            checker: self,
            titles,
            own: &draft.rule.regulation,
            words: toks.iter().map(|tok| tok.word).collect(),
            texts: toks.iter().map(|tok| tok.text.to_lowercase()).collect(),
        };
        if let Some((_, numbers)) = reading.paragraphs(0).filter(|(end, _)| *end == reading.words.len()) {
            return Named::Drafts(self.of_items(draft, &[own_paragraphs(draft, numbers)]));
        }
        let mut found: Vec<Vec<Item>> = reading.items(0);
        found = found.into_iter().fold(Vec::new(), |mut apart, items| {
            if !apart.contains(&items) {
                apart.push(items);
            }
            apart
        });
        let (elsewhere, here): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|items| items.iter().any(|item| item.elsewhere));
        match (here.as_slice(), elsewhere.as_slice()) {
            ([items], _) => Named::Drafts(self.of_items(draft, items)),
            ([], [items, ..]) => {
                let other = items.iter().find(|item| item.elsewhere).map(|item| item.title.1.clone());
                other.map_or(Named::Nothing, Named::Elsewhere)
            }
            ([], []) => Named::Nothing,
            _ => Named::Several,
        }
    }

    /// The drafts of what is named. A rule that names itself means its earlier paragraphs.
    fn of_items(&self, draft: &Draft, items: &[Item]) -> Vec<usize> {
        let from = draft.rule.from;
        let mut targets: Vec<usize> = Vec::new();
        for item in items {
            let all: &[u32] = if item.paragraphs.is_empty() { &[0] } else { &item.paragraphs };
            targets.extend(all.iter().flat_map(|number| self.drafts_of(&item.title, *number, from)));
        }
        let own = title_of(draft);
        let later = |other: &Draft| stands_in(other, &own) && other.rule.paragraph >= draft.rule.paragraph;
        let named_by_title = items.iter().any(|item| item.title == own && item.paragraphs.is_empty());
        targets.retain(|target| !(named_by_title && self.drafts.get(*target).is_some_and(later)));
        order::sort(&mut targets);
        targets.dedup();
        targets
    }

    /// The drafts of a block (and paragraph, 0 for all) that conclude something; of the same version when there is one.
    pub(super) fn drafts_of(&self, title: &Title, number: u32, from: Option<Date>) -> Vec<usize> {
        let fits = |draft: &Draft| {
            let numbered = number == 0 || draft.rule.paragraph == number;
            numbered && !matches!(draft.gives, Gives::Nothing) && stands_in(draft, title)
        };
        let drafts = self.drafts.iter().enumerate();
        let all: Vec<usize> = drafts.filter(|(_, draft)| fits(draft)).map(|(place, _)| place).collect();
        if number == 0 {
            return all;
        }
        let same = |place: &usize| self.drafts.get(*place).is_some_and(|draft| draft.rule.from == from);
        let version: Vec<usize> = all.iter().copied().filter(same).collect();
        if version.is_empty() { all } else { version }
    }
}

fn stands_in(draft: &Draft, (head, regulation, title): &Title) -> bool {
    draft.head == *head && draft.rule.regulation == *regulation && draft.title == *title
}

/// The block of a draft.
pub(super) fn title_of(draft: &Draft) -> Title {
    (draft.head, draft.rule.regulation.to_string(), draft.title.clone())
}

fn own_paragraphs(draft: &Draft, paragraphs: Vec<u32>) -> Item {
    Item { title: title_of(draft), paragraphs, elsewhere: false }
}

impl Reading<'_> {
    fn is(&self, at: usize, word: &str) -> bool {
        self.texts.get(at).is_some_and(|text| text == word)
    }

    /// All ways to read the words from a place to the end, where a kind of block is named: `de regel X en de tabel Y`.
    fn items(&self, at: usize) -> Vec<Vec<Item>> {
        let from = at.saturating_add(1);
        let mut found = Vec::new();
        for (one, more, head) in HEADS {
            if self.is(at, one) {
                found.extend(self.followed(self.item(from, *head), &|end| self.items(end)));
            }
            if self.is(at, more) {
                let several = self.followed(self.item(from, *head), &|end| self.titles_of(end, *head));
                found.extend(several.into_iter().filter(|items| items.len() > 1));
            }
        }
        found
    }

    /// The next title of a plural (`de regels X en Y`), or the next kind of block.
    fn titles_of(&self, at: usize, head: Keyword) -> Vec<Vec<Item>> {
        let mut found = self.followed(self.item(at, head), &|end| self.titles_of(end, head));
        found.extend(self.items(at));
        found
    }

    /// Each of these items at the end of the words, or followed by `en` and the rest.
    fn followed(&self, items: Vec<(usize, Item)>, rest: &dyn Fn(usize) -> Vec<Vec<Item>>) -> Vec<Vec<Item>> {
        let mut found = Vec::new();
        for (end, item) in items {
            if end == self.words.len() {
                found.push(vec![item]);
            } else if self.is(end, "en") {
                let rest = rest(end.saturating_add(1)).into_iter();
                found.extend(rest.map(|rest| [vec![item.clone()], rest].concat()));
            }
            found.truncate(SHOWN);
        }
        found
    }

    /// A title, with its paragraphs and its regulation in either order.
    fn item(&self, at: usize, head: Keyword) -> Vec<(usize, Item)> {
        let rest = self.words.get(at..).unwrap_or(&[]);
        let titles = rest.first().and_then(|first| self.titles.get(first)).into_iter().flatten();
        let mut found = Vec::new();
        for title in titles.filter(|title| title.0 == head && rest.starts_with(&title.2)) {
            let end = at.saturating_add(title.2.len());
            let own = title.1 == self.own;
            for (end, paragraphs) in self.optional_paragraphs(end) {
                let item = Item { title: title.clone(), paragraphs: paragraphs.clone(), elsewhere: !own };
                found.push((end, item.clone()));
                let named = self.regulation(end, &title.1).map(|end| (end, Item { elsewhere: false, ..item.clone() }));
                found.extend(named.filter(|_| !own));
            }
            let named = self.regulation(end, &title.1).filter(|_| !own).and_then(|end| self.paragraphs(end));
            found.extend(
                named.map(|(end, paragraphs)| (end, Item { title: title.clone(), paragraphs, elsewhere: false })),
            );
        }
        found
    }

    fn optional_paragraphs(&self, at: usize) -> Vec<(usize, Vec<u32>)> {
        std::iter::once((at, Vec::new())).chain(self.paragraphs(at)).collect()
    }

    /// `eerste lid`, `eerste en tweede lid`
    fn paragraphs(&self, at: usize) -> Option<(usize, Vec<u32>)> {
        let mut numbers = Vec::new();
        let mut at = at;
        loop {
            numbers.push(self.texts.get(at).and_then(|text| ordinal(text))?);
            at = at.saturating_add(1);
            match self.texts.get(at).map(String::as_str) {
                Some("lid" | "leden") => return Some((at.saturating_add(1), numbers)),
                Some("en") => at = at.saturating_add(1),
                Some(text) if ordinal(text).is_some() => {}
                _ => return None,
            }
        }
    }

    /// `van de Participatiewet`, `van de Pw`
    fn regulation(&self, at: usize, short: &str) -> Option<usize> {
        let from = at.saturating_add(1);
        let known = self.checker.regulations.iter().find(|known| known.short == short);
        let names = known.into_iter().flat_map(|known| [known.name.as_str(), known.short.as_str()]);
        let words = &self.checker.vocabulary.words;
        let ends = names.filter_map(|name| {
            let plain = name.split(' ').filter(|word| !matches!(word.to_lowercase().as_str(), "de" | "het" | "een"));
            let wanted: Vec<Word> = plain.map(|word| words.get(word)).collect::<Option<_>>()?;
            self.words.get(from..)?.starts_with(&wanted).then(|| from.saturating_add(wanted.len()))
        });
        ends.max().filter(|_| self.is(at, "van"))
    }
}
