//! What a case gives, by dense ids: the objects per class, and per input what is known of each object or pair.

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The day from which the desk looks.
    pub decision_day: Date,
    /// The ids of the objects, per class; a singleton class has one object.
    pub objects: Vec<Vec<String>>,
    /// Per input, per object (`a`) or pair (`a * objects of b + b`), or one element for a case-wide input.
    pub given: Vec<Vec<Given>>,
}

impl Facts {
    /// No facts of a case: every input of every object unknown, but for what rule files state of their own objects.
    #[must_use]
    pub fn new(program: &Program, decision_day: Date, objects: Vec<Vec<String>>) -> Self {
        let count = |class: &ClassId| objects.get(*class as usize).map_or(0, Vec::len);
        let given =
            program.inputs.iter().map(|input| vec![Given::Unknown; input.args.iter().map(count).product()]).collect();
        let mut facts = Self { decision_day, objects, given };
        facts.state(program);
        facts
    }

    /// How many objects a class has.
    #[must_use]
    pub fn count(&self, class: ClassId) -> u32 {
        self.objects.get(class as usize).map_or(0, |list| u32::try_from(list.len()).unwrap_or(u32::MAX))
    }

    /// The place of a fact in [`Facts::given`]: `None` when an object does not exist.
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
    pub fn get(&self, program: &Program, input: InputId, args: &[ObjectId]) -> Option<&Given> {
        let place = self.place(program, input, args)?;
        self.given.get(input as usize)?.get(place)
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
        let place = self.place(program, input, args);
        let slot = place.and_then(|place| self.given.get_mut(input as usize)?.get_mut(place));
        slot.is_some_and(|slot| {
            *slot = given;
            true
        })
    }
}
