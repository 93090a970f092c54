//! How the municipality is organised, in a program: organisations, mandates, what the law asks of who holds one, and
//! hand-overs.

use super::validate::{Checked, Flaw, Invalid, each, ensure, plain, within};
use super::{
    ClassId, Const, Days, Input, Mandate, NodeId, Program, StatedFact, StatedObject, StatedValue, Trust, Type,
};
use crate::values::Text;

/// What the law asks of an organisation before it may hold a mandate about a decision. The nodes are conditions that
/// see the organisation as `Variable(0)`; without one every organisation may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The decision.
    pub about: Text,
    /// For deciding (`beslisser`).
    pub decides: Option<NodeId>,
    /// For assessing (`beoordelaar`).
    pub assesses: Option<NodeId>,
}

/// Who hands decisions over to whom, and when that is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The number of the organisation that hands over.
    pub from: u32,
    /// The number of the organisation that takes over.
    pub to: u32,
    /// The decisions; empty for all of them.
    pub about: Vec<Text>,
    /// When.
    pub days: Days,
    /// Where that comes from.
    pub trust: Trust,
    /// What must be settled, with its words; the member of the decision is `Variable(0)`.
    pub complete: Option<(NodeId, Text)>,
}

/// Organisations, mandates, hand-overs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// The class whose objects stand in rule files, when it is declared.
    pub class: Option<ClassId>,
    /// Those objects; an object's number is its place here.
    pub stated: Vec<StatedObject>,
    /// Every line of every mandate, as written.
    pub mandates: Vec<Mandate>,
    /// What the law asks, per decision.
    pub filters: Vec<Filter>,
    /// Hand-overs.
    pub hand_overs: Vec<HandOver>,
}

impl Organisation {
    /// Whether rule files describe objects of a class; a case may add its own, after those.
    #[must_use]
    pub fn states(&self, class: ClassId) -> bool {
        self.class == Some(class)
    }

    /// Whether an object stands in a rule file, so that its facts stand there too.
    #[must_use]
    pub fn is_stated(&self, class: ClassId, number: u32) -> bool {
        self.states(class) && (number as usize) < self.stated.len()
    }

    /// Whether a fact of these objects stands in a rule file, so that nobody can be asked for it.
    #[must_use]
    pub fn gives(&self, input: &Input, objects: &[u32]) -> bool {
        match (input.args.as_slice(), objects) {
            ([class], [number]) => input.judgement.is_none() && self.is_stated(*class, *number),
            _ => false,
        }
    }

    /// How many objects of a class stand in rule files.
    #[must_use]
    pub fn count(&self, class: ClassId) -> u32 {
        if self.states(class) { u32::try_from(self.stated.len()).unwrap_or(u32::MAX) } else { 0 }
    }

    /// The name of an organisation.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        self.stated.get(number as usize).map_or("", |object| &object.name)
    }

    /// Whether a class has a stated object with this number.
    pub(super) fn has(&self, class: ClassId, number: u32) -> Checked {
        ensure(self.states(class), Flaw::OutOfRange)?;
        within(&self.stated, number)
    }

    /// Checks the numbers of everything in it.
    pub(super) fn validate(&self, program: &Program) -> Result<(), Invalid> {
        let node = |id: NodeId| within(&program.nodes, id).and_then(|()| plain(program, id));
        let class = self.class.map_or(Ok(()), |class| within(&program.classes, class));
        class
            .and_then(|()| ensure(self.class.is_some() || self.stated.is_empty(), Flaw::WrongType))
            .map_err(at_first)?;
        each(&self.stated, |object| {
            let facts = object.versions.iter().flat_map(|version| &version.facts);
            facts.into_iter().try_for_each(|fact| self.fact(program, fact))
        })?;
        each(&self.mandates, |mandate| within(&self.stated, mandate.organisation))?;
        each(&self.filters, |filter| filter.decides.into_iter().chain(filter.assesses).try_for_each(node))?;
        each(&self.hand_overs, |hand_over| {
            within(&self.stated, hand_over.from)?;
            within(&self.stated, hand_over.to)?;
            hand_over.complete.iter().try_for_each(|(id, _)| node(*id))
        })
    }

    /// A stated fact is of a stated object, and of the type of its input.
    fn fact(&self, program: &Program, fact: &StatedFact) -> Checked {
        let input = program.inputs.get(fact.input as usize).ok_or(Flaw::OutOfRange)?;
        ensure(matches!(input.args.as_slice(), [class] if self.states(*class)), Flaw::Arity)?;
        let of = |class: ClassId, number: &u32| self.has(class, *number);
        match (&fact.value, &input.ty) {
            (StatedValue::Const(Const::Choice(at)), Type::Choice(choice)) => {
                within(program.choices.get(*choice as usize).ok_or(Flaw::OutOfRange)?, *at)
            }
            (StatedValue::Const(value), ty) => ensure(fits(*value, ty), Flaw::WrongType),
            (StatedValue::Text(_), Type::Text) | (StatedValue::Periods(_), Type::Periods) => Ok(()),
            (StatedValue::Object(number), Type::Object { class, .. }) => of(*class, number),
            (StatedValue::Objects(numbers), Type::Many(class)) => numbers.iter().try_for_each(|one| of(*class, one)),
            _ => Err(Flaw::WrongType),
        }
    }
}

fn at_first(flaw: Flaw) -> Invalid {
    Invalid { flaw, at: 0 }
}

/// Whether a constant can be a value of a type.
const fn fits(value: Const, ty: &Type) -> bool {
    match value {
        Const::Bool(_) => matches!(ty, Type::Bool),
        Const::Number(_) => matches!(ty, Type::Number(_)),
        Const::Date(_) => matches!(ty, Type::Date),
        Const::Empty => !matches!(ty, Type::Bool | Type::Object { optional: false, .. }),
        Const::Choice(_) | Const::Text(_) => false,
    }
}
