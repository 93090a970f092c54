//! Clauses in a conclusion. The language opens a condition with `indien` and an exception with `tenzij`. Behind any other
//! word, a comma or a bracket it would become part of the name that is concluded, and the rule would always apply.

use std::collections::BTreeSet;
use std::ops::Range;

use super::checker::Checker;
use super::conclude::Cut;
use super::draft::{Words_, join};
use super::kinds::Rule;
use super::phrases::{head, is_value, noun_at};
use super::words::{Tok, Word, is_preposition, is_verb};
use crate::diagnostic::{Diagnostic, distance};
use crate::syntax::tree::TokenKind;

/// How sure it is that a word opens a clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// It does nothing else.
    Always,
    /// It can stand in a name: `telt als gehuwd`.
    Often,
    /// It may be a misspelt one.
    Perhaps,
}

/// Words that open a condition or an exception in Dutch, and what the language has for them.
const OPENERS: &[(&str, &str, Opens)] = &[
    ("als", "indien", Opens::Often),
    ("behalve", "tenzij", Opens::Often),
    ("indien", "indien", Opens::Always),
    ("ingeval", "indien", Opens::Always),
    ("mits", "indien", Opens::Always),
    ("tenzij", "tenzij", Opens::Always),
    ("wanneer", "indien", Opens::Always),
    ("zodra", "indien", Opens::Always),
    ("zolang", "indien", Opens::Always),
];

/// A clause in a conclusion.
struct Clause {
    /// Where the conclusion before it ends.
    end: usize,
    /// Its first word.
    start: usize,
    /// Where it ends: before the `is` of a value, or with the sentence.
    until: usize,
    /// What opens it in the language, when its first word says so.
    right: Option<&'static str>,
}

/// The words of a conclusion.
struct Words<'c> {
    toks: &'c [Tok],
    /// Where the name that it concludes ends; behind it stands a value, or words about a name that is known.
    name: usize,
    /// Where the objects in the name begin and end.
    objects: Vec<(usize, usize)>,
    /// Where finite verbs stand.
    verbs: BTreeSet<usize>,
}

impl Checker {
    /// Takes the clauses off all conclusions, and tells of them. What has no conclusion before its clause is left out.
    pub(super) fn take_clauses(&self, cuts: &mut Vec<(usize, Rule, Cut)>) {
        let verbs = self.verbs(cuts.iter().map(|(_, _, cut)| cut));
        cuts.retain_mut(|(_, _, cut)| {
            let subject = noun_at(&self.vocabulary, &cut.toks, 0).map_or(0, |(end, ..)| end);
            while let Some(clause) = self.words(cut, &verbs).clause().filter(|_| !self.is_known(cut)) {
                self.error(finding(&cut.toks, &clause));
                if clause.end <= subject {
                    return false;
                }
                take(cut, &clause);
            }
            true
        });
    }

    /// What is wrong with words before `indien` that are no conclusion: `doorzenden aan X, behalve indien …`.
    pub(super) fn clause_in(&self, toks: &[Tok]) -> Option<Diagnostic> {
        toks.iter().find(|tok| opener(&tok.text).is_some())?;
        let verbs = self.verbs(std::iter::empty());
        let clause = Words { toks, name: 0, objects: Vec::new(), verbs: finite(toks, &verbs) }.clause()?;
        Some(finding(toks, &clause))
    }

    /// The verbs of the names that are declared, and of those that are concluded.
    fn verbs<'c>(&self, cuts: impl Iterator<Item = &'c Cut>) -> BTreeSet<Word> {
        let concluded = cuts.filter(|cut| !cut.power).filter_map(|cut| {
            let (end, ..) = noun_at(&self.vocabulary, &cut.toks, 0)?;
            cut.toks.get(end).filter(|tok| tok.kind == TokenKind::Word && !tok.article && !is_preposition(&tok.text))
        });
        let declared = self.vocabulary.predicates.iter().map(|predicate| predicate.verb);
        declared.chain(concluded.map(|tok| tok.word)).collect()
    }

    fn words<'c>(&self, cut: &'c Cut, verbs: &BTreeSet<Word>) -> Words<'c> {
        let toks = &cut.toks;
        let name = match toks.iter().position(|tok| matches!(tok.text.as_str(), "is" | "bedraagt")) {
            _ if cut.power || !cut.deviates.is_empty() => 0,
            Some(place) if is_value(&self.vocabulary, toks) => place,
            _ => toks.len(),
        };
        let objects = (0..name).filter_map(|at| Some((at, noun_at(&self.vocabulary, toks, at)?.0)));
        Words { toks, name, objects: objects.collect(), verbs: finite(toks, verbs) }
    }

    /// Whether a conclusion is about a name that a block declares.
    fn is_known(&self, cut: &Cut) -> bool {
        self.known_predicate(&cut.toks).is_some()
            || self.known_term(&head(&self.vocabulary, &cut.toks, cut.power).0).is_some()
    }
}

impl Words<'_> {
    /// The first clause, whatever opens it.
    fn clause(&self) -> Option<Clause> {
        let opened = self.first_opened();
        let end = opened.as_ref().map_or(self.name, |clause| clause.end.min(self.name));
        (0..end).find_map(|at| self.unopened(at, end)).or(opened)
    }

    /// The first clause outside brackets that begins with a word of its own.
    fn first_opened(&self) -> Option<Clause> {
        let mut depth = 0_usize;
        self.toks.iter().enumerate().find_map(|(at, tok)| {
            match tok.text.as_str() {
                "(" => depth = depth.saturating_add(1),
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 { self.opened(at) } else { None }
        })
    }

    /// A clause that begins here with a word of its own, behind a comma or not.
    fn opened(&self, at: usize) -> Option<Clause> {
        let comma = self.is(at, ",");
        let start = at.saturating_add(usize::from(comma));
        let (right, opens) = opener(&self.toks.get(start)?.text)?;
        let next = start.saturating_add(1);
        let opens = opens == Opens::Always
            || start == 0
            || (opens == Opens::Often && next == self.toks.len())
            || (comma && !self.lists(next..self.name))
            || (self.has_verb(next..self.toks.len()) && (at < self.name || self.restates(start)));
        opens.then_some(Clause { end: at, start, until: self.until(at), right: Some(right) })
    }

    /// A clause in the name, as far as `end`, that no such word opens.
    fn unopened(&self, at: usize, end: usize) -> Option<Clause> {
        let next = at.saturating_add(1);
        let start = match self.toks.get(at)?.text.as_str() {
            "," if self.has_verb(next..end) || self.narrows(at) && !self.lists(next..end) => next,
            "(" => at,
            "," => return None,
            _ if self.again(at) || self.narrows(at) => at,
            _ => return None,
        };
        Some(Clause { end: at, start, until: self.until(at), right: None })
    }

    fn until(&self, at: usize) -> usize {
        if at < self.name { self.name } else { self.toks.len() }
    }

    /// `brood, kaas en melk`: behind the comma more of the same, without a verb.
    fn lists(&self, there: Range<usize>) -> bool {
        let rest = self.toks.get(there.clone()).unwrap_or(&[]);
        !self.has_verb(there) && rest.iter().any(|tok| matches!(tok.text.as_str(), "en" | "of"))
    }

    /// In a value, `als de persoon …` that is not inside `die … als de persoon …`.
    fn restates(&self, start: usize) -> bool {
        let related = |tok: &Tok| matches!(tok.text.as_str(), "die" | "dat") || tok.text.starts_with("waar");
        self.toks.get(start.saturating_add(1)).is_some_and(|tok| tok.article)
            && !self.toks.iter().take(start).any(related)
    }

    /// An object that the conclusion has named already: `een persoon … de persoon`.
    fn again(&self, at: usize) -> bool {
        let noun = |(start, end): (usize, usize)| -> Vec<Word> {
            let words = self.toks.get(start..end).unwrap_or(&[]);
            words.iter().filter(|tok| !tok.article).map(|tok| tok.word).collect()
        };
        let here = self.objects.iter().copied().find(|(start, _)| *start == at).map(noun);
        here.is_some_and(|here| self.objects.iter().any(|other| other.0 < at && noun(*other) == here))
    }

    /// Words that narrow an object: `een persoon die …`, `een persoon, jonger dan …`, and in a sentence about it
    /// `een persoon met …`.
    fn narrows(&self, at: usize) -> bool {
        let Some(tok) = self.toks.get(at) else { return false };
        let is_subject = |start: usize| start == 0 && self.name == self.toks.len();
        let ends = |(start, end): &(usize, usize)| {
            *end == at
                && (matches!(tok.text.as_str(), "," | "die" | "dat") || is_subject(*start) && is_preposition(&tok.text))
        };
        self.objects.iter().any(ends)
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.toks.get(at).is_some_and(|tok| tok.text == text)
    }

    /// Whether a finite verb stands there.
    fn has_verb(&self, there: Range<usize>) -> bool {
        !there.is_empty() && self.verbs.range(there).next().is_some()
    }
}

/// Where the finite verbs stand; `zijn` is possessive.
fn finite(toks: &[Tok], verbs: &BTreeSet<Word>) -> BTreeSet<usize> {
    let finite = |tok: &Tok| tok.text != "zijn" && (is_verb(&tok.text) || verbs.contains(&tok.word));
    toks.iter().enumerate().filter(|(_, tok)| finite(tok)).map(|(at, _)| at).collect()
}

/// What the language has for a word that opens a clause, and how sure it is that it does.
fn opener(text: &str) -> Option<(&'static str, Opens)> {
    let known = OPENERS.iter().find(|(opener, ..)| text.eq_ignore_ascii_case(opener));
    let near = |right: &&str| text.len().abs_diff(right.len()) <= 2 && distance(text, right) <= 1;
    match known {
        Some((_, right, opens)) => Some((*right, *opens)),
        None => ["indien", "tenzij"].into_iter().find(near).map(|right| (right, Opens::Perhaps)),
    }
}

fn finding(toks: &[Tok], clause: &Clause) -> Diagnostic {
    let words = toks.get(clause.start..clause.until).unwrap_or(&[]);
    let said = words.split(|tok| tok.text == ",").next().unwrap_or(words);
    let span = words.first().or(toks.last()).map(|tok| tok.span).unwrap_or_default();
    let finding = Diagnostic::error("T0513", span, &[&join(said.iter().map(|tok| tok.text.as_str()))]);
    finding.expected(match clause.right {
        _ if clause.end == 0 => "eerst wat er volgt, dan `indien` met de voorwaarde".to_string(),
        Some(right) => format!("`{right}`"),
        None => "`indien` of `tenzij`".to_string(),
    })
}

/// Takes a clause off; it is read as what it was meant to be, when its first word says so.
fn take(cut: &mut Cut, clause: &Clause) {
    let value = cut.toks.split_off(clause.until.min(cut.toks.len()));
    let words = cut.toks.split_off(clause.end.min(cut.toks.len()));
    let list = if value.is_empty() { std::mem::take(&mut cut.list) } else { Vec::new() };
    cut.toks.extend(value);
    let from = clause.start.saturating_sub(clause.end);
    let toks: Vec<Tok> = words.into_iter().skip(from).skip_while(|tok| opener(&tok.text).is_some()).collect();
    let Some(first) = toks.first() else { return };
    let goes_on = toks.iter().any(|tok| tok.text == ",");
    let span = first.span;
    match clause.right.filter(|_| !goes_on) {
        Some("indien") if cut.condition.is_none() => cut.condition = Some(Words_ { toks, list, span }),
        Some("tenzij") if cut.unless.is_none() => cut.unless = Some(Words_ { toks, list, span }),
        _ => {}
    }
}
