//! What a case gives, by dense ids: the objects per class, and per input what is known of each object or pair.

use super::cells::{Cell, Cells, Span, simple};
use super::value::{Place, Val};
use super::word::Word;
use crate::program::{ClassId, Const, InputId, Program};
use crate::values::{Date, Periods};

/// Number of an object within its class.
pub type ObjectId = u32;

/// One value of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// ja/nee, a number, a day, a choice, or known to be none.
    Const(Const),
    /// An object.
    Object(ObjectId),
    /// A list of objects; an incomplete list may have members that the case does not name.
    Objects {
        /// The members that are known.
        members: Vec<ObjectId>,
        /// Whether there are no others.
        complete: bool,
    },
    /// A set of periods.
    Periods(Periods),
    /// A text.
    Text(String),
}

/// Why a fact that the case mentions is unknown all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Sources contradict each other.
    Disputed,
    /// It became known after `kennis_tot`.
    LaterKnown,
    /// The judgement is not valid on the day.
    OutsideValidity,
    /// It was obtained for another law, and nothing allows its use for this one.
    OtherPurpose,
}

/// What is given of one input for one object, pair, or case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Given {
    /// Not given.
    #[default]
    Unknown,
    /// Mentioned, but unknown for a reason of its own.
    Withheld(Withheld),
    /// Given, for every day.
    Always(Datum),
    /// Given per period, sorted and disjoint; other days are unknown. `None` = open end.
    Dated(Vec<(Date, Option<Date>, Datum)>),
    /// For the search after what still matters only: a number or day that lies between these bounds (inclusive).
    Between(Option<Const>, Option<Const>),
}

/// The facts of one case for one program.
///
/// What fits into a word stands in one flat array; lists, periods, texts, and what is dated or withheld stand beside it.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The day from which the desk looks.
    pub decision_day: Date,
    /// The ids of the objects, per class; a singleton class has one object.
    pub objects: Vec<Vec<String>>,
    /// How many objects each class had when room for their facts was made.
    counts: Vec<u32>,
    /// Per input where its cells stand.
    spans: Vec<Span>,
    /// Per input, per object (`a`) or pair (`a * objects of b + b`), or one for a case-wide input.
    cells: Vec<Word>,
    /// The values that do not fit into a cell, each of one cell.
    rare: Vec<Rare>,
}

/// What is given of one cell.
#[derive(Clone, Debug)]
struct Rare {
    cell: u32,
    given: Given,
}

impl Facts {
    /// No facts of a case: every input of every object unknown, but for what rule files state of their own objects.
    #[must_use]
    pub fn new(program: &Program, decision_day: Date, objects: Vec<Vec<String>>) -> Self {
        let counts: Vec<u32> = objects.iter().map(|list| u32::try_from(list.len()).unwrap_or(u32::MAX)).collect();
        let mut spans = Vec::with_capacity(program.inputs.len());
        let mut end = 0u32;
        let count = |class: Option<ClassId>| match class {
            Some(class) => counts.get(class as usize).copied().unwrap_or(0),
            None => 1,
        };
        for ((first, second), row) in &program.keys().rows {
            let len = count(*first).saturating_mul(count(*second));
            for _ in 0..*row {
                spans.push(Span { start: end, len });
                end = end.saturating_add(len);
            }
        }
        let cells = vec![Word::UNKNOWN; end as usize];
        let mut facts = Self { decision_day, objects, counts, spans, cells, rare: Vec::new() };
        facts.state(program);
        facts
    }

    /// How many objects a class has.
    #[inline]
    #[must_use]
    pub fn count(&self, class: ClassId) -> u32 {
        self.counts.get(class as usize).copied().unwrap_or(0)
    }

    /// The place of a fact among those of its input: `None` when an object does not exist.
    #[must_use]
    pub fn place(&self, program: &Program, input: InputId, args: &[ObjectId]) -> Option<usize> {
        let classes = &program.inputs.get(input as usize)?.args;
        if classes.len() != args.len() {
            return None;
        }
        let mut place = 0usize;
        for (class, object) in classes.iter().zip(args) {
            let count = self.count(*class);
            if *object >= count {
                return None;
            }
            place = place.checked_mul(count as usize)?.checked_add(*object as usize)?;
        }
        Some(place)
    }

    /// What is given of an input.
    #[must_use]
    pub fn get(&self, program: &Program, input: InputId, args: &[ObjectId]) -> Option<Given> {
        let place = self.place(program, input, args)?;
        self.at(input, u32::try_from(place).ok()?)
    }

    /// What is given of an input at a place.
    #[must_use]
    pub fn at(&self, input: InputId, place: u32) -> Option<Given> {
        Some(match self.look(input, place)? {
            Cell::Rare(given) => given.clone(),
            Cell::Word(word) => match word.val() {
                Val::Bool(value) => Given::Always(Datum::Const(Const::Bool(value))),
                Val::Number(value) => Given::Always(Datum::Const(Const::Number(value))),
                Val::Date(value) => Given::Always(Datum::Const(Const::Date(value))),
                Val::Choice(value) => Given::Always(Datum::Const(Const::Choice(value))),
                Val::Text(value) => Given::Always(Datum::Const(Const::Text(value))),
                Val::Empty => Given::Always(Datum::Const(Const::Empty)),
                Val::Object(object) => Given::Always(Datum::Object(object)),
                _ => Given::Unknown,
            },
        })
    }

    /// What is given of an input, all places in order.
    pub fn of(&self, input: InputId) -> impl Iterator<Item = Given> {
        (0..self.places(input)).map_while(move |place| self.at(input, place))
    }

    /// How many inputs there are.
    #[must_use]
    pub fn inputs(&self) -> u32 {
        u32::try_from(self.spans.len()).unwrap_or(u32::MAX)
    }

    /// How many places an input has.
    #[must_use]
    pub fn places(&self, input: InputId) -> u32 {
        self.spans.get(input as usize).map_or(0, |span| span.len)
    }

    /// Sets a fact (and its mirror, for a symmetric fact of two objects); `false` when an object does not exist.
    pub fn set(&mut self, program: &Program, input: InputId, args: &[ObjectId], given: Given) -> bool {
        let symmetric = program.inputs.get(input as usize).is_some_and(|declared| declared.symmetric);
        if let (true, &[a, b]) = (symmetric, args) {
            self.put(program, input, &[b, a], given.clone());
        }
        self.put(program, input, args, given)
    }

    fn put(&mut self, program: &Program, input: InputId, args: &[ObjectId], given: Given) -> bool {
        let place = self.place(program, input, args).and_then(|place| u32::try_from(place).ok());
        place.is_some_and(|place| self.set_at(input, place, given))
    }

    /// Sets what is given of an input at a place, and not its mirror; `false` when there is no such place.
    pub fn set_at(&mut self, input: InputId, place: u32, given: Given) -> bool {
        let cell = self.cell(input, place);
        if let Some(cell) = cell {
            self.write(cell, given);
        }
        cell.is_some()
    }

    fn cell(&self, input: InputId, place: u32) -> Option<u32> {
        let span = self.spans.get(input as usize).filter(|span| place < span.len)?;
        span.start.checked_add(place)
    }

    fn write(&mut self, cell: u32, given: Given) {
        let Some(slot) = self.cells.get_mut(cell as usize) else { return };
        let old = slot.as_rare();
        match simple(&given) {
            Some(word) => {
                *slot = word;
                if let Some(old) = old {
                    self.drop_rare(old);
                }
            }
            None => {
                let index = old.unwrap_or(u32::try_from(self.rare.len()).unwrap_or(u32::MAX));
                *slot = Word::rare(index);
                match self.rare.get_mut(index as usize) {
                    Some(place) => place.given = given,
                    None => self.rare.push(Rare { cell, given }),
                }
            }
        }
    }

    /// Takes a value that does not fit into a cell away; the last one comes in its place.
    fn drop_rare(&mut self, index: u32) {
        if (index as usize) < self.rare.len() {
            self.rare.swap_remove(index as usize);
        }
        let moved = self.rare.get(index as usize).map(|rare| rare.cell);
        if let Some(slot) = moved.and_then(|cell| self.cells.get_mut(cell as usize)) {
            *slot = Word::rare(index);
        }
    }

    /// All cells.
    #[inline]
    pub(super) fn cells(&self) -> Cells<'_> {
        Cells { spans: &self.spans, words: &self.cells }
    }

    /// What is given of an input at a place.
    #[inline]
    pub(super) fn look(&self, input: InputId, place: u32) -> Option<Cell<'_>> {
        let word = self.cells().get(input, place)?;
        match word.as_rare() {
            None => Some(Cell::Word(word)),
            Some(index) => self.rare.get(index as usize).map(|rare| Cell::Rare(&rare.given)),
        }
    }

    /// The text, periods or list of objects at a place.
    #[must_use]
    pub fn datum(&self, place: Place) -> Option<&Datum> {
        match self.look(place.input, place.place)? {
            Cell::Rare(Given::Always(datum)) => Some(datum),
            Cell::Rare(Given::Dated(list)) => list.get(place.part as usize).map(|(_, _, datum)| datum),
            _ => None,
        }
    }
}

/// Facts are equal when what they give is, however it was set.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        (self.decision_day, &self.objects, &self.spans) == (other.decision_day, &other.objects, &other.spans)
            && (0..self.inputs()).all(|input| self.of(input).eq(other.of(input)))
    }
}

impl Eq for Facts {}
