//! Reads a clause: a flat run of words against the vocabulary.
//!
//! Every function returns *all* readings that begin at a place, each with the place where it ends. The entry points ask
//! for readings that use the whole clause; equal ones count once, and more than one is reported, never chosen from.

mod condition;
pub(super) mod extend;
mod months;
mod noun;
mod predicate;
mod special;
mod value;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::expr::{Kind, Shared};
use super::vocabulary::{Role, Sieve, Vocabulary};
use super::words::{Tok, Word};
use crate::model::kinds::{ClassId, ParameterId, Type};
use crate::syntax::tree::{Span, TokenKind};
use crate::values::Date;

/// Readings: where each ends and what it is.
pub type Readings = Vec<(usize, Shared)>;

/// A name that is bound in a sentence.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The nouns that point at it.
    pub noun: Vec<Word>,
    /// Its class.
    pub class: ClassId,
    /// What it is: a variable, or an object of an example.
    pub expr: Shared,
}

/// What a sentence may point at.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Bound objects, innermost last.
    pub bound: Vec<Bound>,
    /// Letters of a formula.
    pub letters: Vec<(Word, Shared)>,
    /// The next free variable number.
    pub next: u8,
}

/// Why a name has no type yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoType {
    /// Its own text is wrong, which was reported there.
    Broken,
    /// It is being made: the circle, printed.
    Circle(String),
}

/// When a delegation is filled.
pub enum Filled {
    /// When it has a dated value.
    Dated(ParameterId),
    /// When one of its rules is in force: their first and last days.
    Rules(Vec<(Option<Date>, Option<Date>)>),
}

/// What the reader asks of the checker: types of terms that are still being made, members of sets.
pub trait Knowledge {
    /// The vocabulary.
    fn vocabulary(&self) -> &Vocabulary;
    /// The type of a target.
    ///
    /// # Errors
    /// When its own text is wrong, or when it is being made.
    fn type_of(&self, target: super::vocabulary::Target) -> Result<Type, NoType>;
    /// The values of a choice type.
    fn choice(&self, choice: u32) -> Vec<Vec<Word>>;
    /// The domain of a role for an owner, and the condition for a member to belong to it.
    fn members(&self, role: &Role, owner: Option<&Shared>, member: &Shared) -> Option<(Vec<Shared>, Option<Shared>)>;
    /// When a delegation is filled; `None` for what is no delegation.
    fn filled(&self, target: super::vocabulary::Target) -> Option<Filled>;
    /// The name of a class.
    fn class_name(&self, class: ClassId) -> String;
}

/// Reads one clause.
pub struct Reader<'k> {
    pub(super) knowledge: &'k dyn Knowledge,
    pub(super) toks: &'k [Tok],
    pub(super) scope: RefCell<Scope>,
    far: Cell<usize>,
    expected: RefCell<BTreeSet<String>>,
    /// What is known to be wrong at the farthest place.
    remark: RefCell<Option<Remark>>,
    steps: Cell<u32>,
    /// A name that stood here but has no type.
    untyped: RefCell<Option<NoType>>,
    /// From each place on, the words that are there.
    sieves: Vec<Sieve>,
    /// Whether what could have stood where it is stuck is told; else names of which a word is missing are passed over.
    careful: bool,
}

/// What is wrong where a clause is stuck, when more is known than what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// An oordeel without `naar het oordeel van het college`.
    JudgementUnsaid(String),
    /// Those words with a name that is no oordeel.
    NoJudgement(String),
    /// A value that does not fit the other: what it is, what was wanted, and its place.
    Misfit(String, String, Span),
    /// A conversion whose factor the calendar does not fix: from, to, and the place.
    Conversion(String, String, Span),
    /// A day that the Algemene termijnenwet does not extend: the code that says why, and the place.
    Extension(&'static str, Span),
}

/// Why a clause could not be read.
#[derive(Clone, Debug)]
pub enum Unread {
    /// No reading uses the whole clause: the farthest place and what could have stood there.
    Stuck {
        /// The place.
        span: Span,
        /// The words from there.
        rest: String,
        /// What was expected.
        expected: Vec<String>,
        /// What is known to be wrong there.
        remark: Option<Remark>,
    },
    /// More than one reading.
    Ambiguous {
        /// The clause.
        span: Span,
        /// How many.
        count: usize,
    },
    /// A name that it needs has no type.
    Untyped {
        /// The clause.
        span: Span,
        /// Why.
        why: NoType,
    },
    /// Too many possibilities.
    TooLong {
        /// The clause.
        span: Span,
    },
}

/// The most steps that reading one clause may take; the same on every target.
const STEPS: u32 = 200_000;

/// The most readings of one clause that are told apart; the same on every target.
const SHOWN: usize = 16;

impl<'k> Reader<'k> {
    /// A reader of a clause.
    #[must_use]
    pub fn new(knowledge: &'k dyn Knowledge, toks: &'k [Tok], scope: Scope) -> Self {
        let mut sieves: Vec<Sieve> = Vec::with_capacity(toks.len());
        for tok in toks.iter().rev() {
            sieves.push(sieves.last().copied().unwrap_or_default().with(tok.word));
        }
        sieves.reverse();
        Self {
            sieves,
            careful: false,
            knowledge,
            toks,
            scope: RefCell::new(scope),
            far: Cell::new(0),
            expected: RefCell::new(BTreeSet::new()),
            remark: RefCell::new(None),
            steps: Cell::new(0),
            untyped: RefCell::new(None),
        }
    }

    /// Reads the whole clause as a condition.
    ///
    /// # Errors
    /// When it cannot be read, or in more than one way.
    pub fn whole_condition(self) -> Result<Shared, Unread> {
        self.twice(|reader| reader.only(reader.condition(0)))
    }

    /// Reads the whole clause as a value.
    ///
    /// # Errors
    /// When it cannot be read, or in more than one way.
    pub fn whole_value(self) -> Result<Shared, Unread> {
        self.twice(|reader| reader.only(reader.value(0)))
    }

    /// Reads the whole clause as the source of a set: an object, a group, or another set with what its members meet
    /// (the member is the next free variable).
    ///
    /// # Errors
    /// When it cannot be read, or in more than one way.
    pub fn whole_domain(self) -> Result<(Vec<Shared>, Option<Shared>), Unread> {
        self.twice(|reader| {
            let mut groups = reader.groups(0, true).into_iter().filter(|group| group.end == reader.toks.len());
            if let Some(group) = groups.next() {
                return Ok((group.domain, group.filter));
            }
            reader.only(reader.object(0, None)).map(|object| (vec![object], None))
        })
    }

    /// Reads; and reads once more, with care, what cannot be read, to tell what could have stood there.
    fn twice<T>(mut self, read: impl Fn(&Self) -> Result<T, Unread>) -> Result<T, Unread> {
        let read_once = read(&self);
        if !matches!(read_once, Err(Unread::Stuck { .. })) {
            return read_once;
        }
        self.careful = true;
        self.steps.set(0);
        read(&self)
    }

    fn only(&self, readings: Readings) -> Result<Shared, Unread> {
        if self.steps.get() >= STEPS {
            return Err(Unread::TooLong { span: self.span(0, self.toks.len()) });
        }
        let mut whole: Vec<Shared> = Vec::new();
        for (end, expr) in readings {
            if end != self.toks.len() {
                self.fail(end, "het einde van de zin");
            } else if whole.len() < SHOWN && !whole.iter().any(|other| same(other, &expr)) {
                whole.push(expr);
            }
        }
        match (whole.pop(), whole.len()) {
            (Some(expr), 0) => Ok(expr),
            (None, _) => Err(self.stuck()),
            (Some(_), others) => {
                Err(Unread::Ambiguous { span: self.span(0, self.toks.len()), count: others.saturating_add(1) })
            }
        }
    }

    fn stuck(&self) -> Unread {
        if let Some(why) = self.untyped.borrow().clone() {
            return Unread::Untyped { span: self.span(0, self.toks.len()), why };
        }
        let far = self.far.get().min(self.toks.len());
        let rest: Vec<&str> = self.toks.iter().skip(far).take(8).map(|tok| tok.text.as_str()).collect();
        Unread::Stuck {
            span: self.span(far, far.saturating_add(1)),
            rest: rest.join(" "),
            expected: self.expected.borrow().iter().cloned().collect(),
            remark: self.remark.borrow().clone(),
        }
    }

    /// The place of the tokens `from..to`; past the end, the end of the last token.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let last = self.toks.last().map_or(Span::default(), |tok| tok.span);
        let start = self.toks.get(from).map_or(Span { start: last.end, ..last }, |tok| tok.span);
        let end = to.checked_sub(1).and_then(|to| self.toks.get(to)).map_or(start, |tok| tok.span);
        if end.start < start.start { start } else { start.to(end) }
    }

    /// The words that may stand from a place on.
    pub(super) fn there(&self, at: usize) -> Sieve {
        if self.careful { Sieve::ANY } else { self.sieves.get(at).copied().unwrap_or_default() }
    }

    /// Remembers the farthest failure and what was expected there.
    pub(super) fn fail(&self, at: usize, expected: &str) {
        if !self.careful {
            return;
        }
        let at = self.skip(at);
        if at > self.far.get() {
            self.far.set(at);
            self.expected.borrow_mut().clear();
            self.remark.replace(None);
        }
        if at == self.far.get() {
            self.expected.borrow_mut().insert(expected.to_string());
        }
    }

    /// Remembers what is wrong, when it is at the farthest place.
    pub(super) fn remark(&self, at: usize, remark: impl FnOnce() -> Remark) {
        if !self.careful {
            return;
        }
        let at = self.skip(at);
        if at > self.far.get() {
            self.far.set(at);
            self.expected.borrow_mut().clear();
        }
        if at == self.far.get() {
            self.remark.replace(Some(remark()));
        }
    }

    /// The type of a target; remembered when there is none.
    pub(super) fn type_of(&self, target: super::vocabulary::Target) -> Option<Type> {
        match self.knowledge.type_of(target) {
            Ok(ty) => Some(ty),
            Err(why) => {
                let circle = matches!(why, NoType::Circle(_));
                let mut untyped = self.untyped.borrow_mut();
                if circle || untyped.is_none() {
                    *untyped = Some(why);
                }
                None
            }
        }
    }

    /// Counts a step; `false` when the clause has used them up.
    pub(super) fn step(&self) -> bool {
        let steps = self.steps.get().saturating_add(1);
        self.steps.set(steps);
        steps < STEPS
    }

    /// The first place at or after `at` that is no article.
    pub(super) fn skip(&self, at: usize) -> usize {
        let mut at = at;
        while self.toks.get(at).is_some_and(|tok| tok.article) {
            at = at.saturating_add(1);
        }
        at
    }

    /// The token at a place.
    pub(super) fn tok(&self, at: usize) -> Option<&'k Tok> {
        self.toks.get(at)
    }

    /// The place after this exact run of words (articles skipped), lower case.
    pub(super) fn words(&self, at: usize, words: &str) -> Option<usize> {
        let mut at = at;
        for word in words.split(' ') {
            at = self.skip(at);
            let tok = self.toks.get(at)?;
            if tok.kind == TokenKind::Quoted || !is_word(&tok.text, word) {
                return None;
            }
            at = at.saturating_add(1);
        }
        Some(at)
    }

    /// The place after the first of these runs of words that stands here, and which.
    pub(super) fn one_of<'w>(&self, at: usize, options: &[&'w str]) -> Option<(usize, &'w str)> {
        options.iter().find_map(|option| Some((self.words(at, option)?, *option)))
    }

    /// The place after these words by number (articles skipped).
    pub(super) fn run(&self, at: usize, words: &[Word]) -> Option<usize> {
        let mut at = at;
        for word in words {
            at = self.skip(at);
            let tok = self.toks.get(at)?;
            if tok.word != *word || tok.kind == TokenKind::Quoted {
                return None;
            }
            at = at.saturating_add(1);
        }
        Some(at)
    }

    /// Runs `inner` with one more bound object, then takes it away.
    pub(super) fn with<T>(&self, bound: Bound, inner: impl FnOnce() -> T) -> T {
        {
            let mut scope = self.scope.borrow_mut();
            scope.bound.push(bound);
            scope.next = scope.next.saturating_add(1);
        }
        let result = inner();
        let mut scope = self.scope.borrow_mut();
        scope.bound.pop();
        scope.next = scope.next.saturating_sub(1);
        result
    }
}

/// Whether a text is a word that is given in lower case.
fn is_word(text: &str, word: &str) -> bool {
    if text.is_ascii() {
        return text.eq_ignore_ascii_case(word);
    }
    text.chars().flat_map(char::to_lowercase).eq(word.chars())
}

/// Whether two readings mean the same, wherever their parts stand.
#[must_use]
pub fn same(a: &Shared, b: &Shared) -> bool {
    a.ty == b.ty && same_kind(&a.kind, &b.kind)
}

fn same_all(a: &[Shared], b: &[Shared]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

fn same_option(a: Option<&Shared>, b: Option<&Shared>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    }
}

fn same_kind(a: &Kind, b: &Kind) -> bool {
    use Kind as K;
    match (a, b) {
        (K::Labelled(_, a), K::Labelled(_, b)) | (K::Not(a), K::Not(b)) | (K::Present(a), K::Present(b)) => same(a, b),
        (K::Input(a, x), K::Input(b, y)) => a == b && same_all(x, y),
        (K::Term(a, x), K::Term(b, y)) => a == b && same_all(x, y),
        (K::All(a), K::All(b)) | (K::Any(a), K::Any(b)) => same_all(a, b),
        (K::Compare(o, a, b), K::Compare(p, c, d)) => o == p && same(a, c) && same(b, d),
        (K::Arithmetic(o, a, b), K::Arithmetic(p, c, d)) => o == p && same(a, c) && same(b, d),
        (K::Round(m, s, a), K::Round(n, t, b)) => m == n && s == t && same(a, b),
        (K::Choose(a, b, c), K::Choose(d, e, f)) => same(a, d) && same(b, e) && same(c, f),
        (K::Shift(s, a, b), K::Shift(t, c, d)) | (K::FullSteps(s, a, b), K::FullSteps(t, c, d)) => {
            s == t && same(a, c) && same(b, d)
        }
        (K::DateOf(f, a), K::DateOf(g, b)) => f == g && same(a, b),
        (K::PeriodsOf(f, a), K::PeriodsOf(g, b)) => f == g && same(a, b),
        (K::On(a, b), K::On(c, d)) => same(a, c) && same(b, d),
        (K::DailyMean(x, a), K::DailyMean(y, b)) | (K::DaysThat(x, a), K::DaysThat(y, b)) => x == y && same(a, b),
        (K::MonthSum { value: a, from: b, until: c }, K::MonthSum { value: d, from: e, until: f }) => {
            same(a, d) && same(b, e) && same(c, f)
        }
        (
            K::Fold { fold: f, variable: v, domain: d, filter: p, value: x },
            K::Fold { fold: g, variable: w, domain: e, filter: q, value: y },
        ) => {
            f == g
                && v == w
                && same_all(d, e)
                && same_option(p.as_ref(), q.as_ref())
                && same_option(x.as_ref(), y.as_ref())
        }
        (a, b) => a == b,
    }
}
