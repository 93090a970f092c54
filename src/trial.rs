//! Runs the examples of rule files: the facts that each gives, and whether what it expects comes out.

use crate::evaluate::{Datum, Facts, Given, Machine, ObjectId, Val};
use crate::inquire::Inquiry;
use crate::model::{Example, ExampleFact, ExampleGiven, Expectation, Literal, Model, OutcomeWords};
use crate::program::lower::{Expected, lower_examples};
use crate::program::{InputId, Program, Type};
use crate::syntax::tree::Span;
use crate::values::{Date, Periods};

/// One expectation that did not come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The example.
    pub example: String,
    /// The sentence.
    pub sentence: String,
    /// What came out instead.
    pub found: String,
    /// Where the sentence stands.
    pub span: Span,
}

/// What came of all examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// How many examples met all their expectations.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// Every expectation that did not come out, in the order of the rule files.
    pub failures: Vec<Failure>,
}

/// Decides an example and tells what differs from the expected outcome, if anything.
pub type Judge<'j> = &'j dyn Fn(&mut Machine<'_>, &Facts, &Example, &OutcomeWords) -> Result<(), String>;

/// Runs all examples of a model on its program; `judge` decides the outcomes of decisions.
#[must_use]
pub fn run(model: &Model, program: &Program, judge: Judge<'_>) -> Trial {
    let (program, expected) = lower_examples(model, program.clone());
    let mut machine = Machine::new(&program);
    let mut trial = Trial::default();
    for (example, expected) in model.examples.iter().zip(&expected) {
        let (facts, numbers) = facts_of(&program, example);
        let before = trial.failures.len();
        for ((expectation, sentence, span), expected) in example.expectations.iter().zip(expected) {
            let met = match (expectation, expected) {
                (Expectation::Outcome(words), _) => judge(&mut machine, &facts, example, words),
                (Expectation::Holds(_, objects) | Expectation::Unknown(_, objects), Some(expected)) => {
                    let args: Vec<ObjectId> = objects.iter().filter_map(|place| numbers.get(*place).copied()).collect();
                    met(&mut machine, &facts, *expected, &args, example.day)
                }
                _ => Ok(()),
            };
            if let Err(found) = met {
                let (example, sentence) = (example.name.clone(), sentence.clone());
                trial.failures.push(Failure { example, sentence, found, span: *span });
            }
        }
        if trial.failures.len() == before {
            trial.passed = trial.passed.saturating_add(1);
        } else {
            trial.failed = trial.failed.saturating_add(1);
        }
    }
    trial
}

/// Whether an expectation comes out. What the first pass leaves open is known when every completion gives the same, as in
/// a decision.
fn met(
    machine: &mut Machine<'_>,
    facts: &Facts,
    expected: Expected,
    args: &[ObjectId],
    day: Date,
) -> Result<(), String> {
    let (node, wanted) = match expected {
        Expected::Holds(node) => (node, true),
        Expected::Unknown(node) => (node, false),
    };
    let mut evaluation = machine.load(facts);
    let first = evaluation.value(node, args, day).value;
    let open = first.is_open().then(|| Inquiry::default().settled(&evaluation, node, args, day));
    let settled = open.flatten();
    match (wanted, settled.unwrap_or(first)) {
        (true, Val::Bool(true)) => Ok(()),
        (false, value) if value.is_open() => Ok(()),
        _ => Err(evaluation.describe(node, settled.unwrap_or(first), args, day)),
    }
}

/// The facts of an example, and the number of each of its objects within its class.
#[must_use]
pub fn facts_of(program: &Program, example: &Example) -> (Facts, Vec<ObjectId>) {
    let mut objects: Vec<Vec<String>> = vec![Vec::new(); program.classes.len()];
    let mut numbers = Vec::new();
    for object in &example.objects {
        let list = objects.get_mut(object.class as usize);
        let number = list.as_ref().map_or(0, |list| list.len());
        numbers.push(ObjectId::try_from(number).unwrap_or(ObjectId::MAX));
        list.into_iter().for_each(|list| list.push(object.name.clone()));
    }
    let mut facts = Facts::new(program, example.decision_day, objects);
    for fact in &example.facts {
        set(program, &mut facts, fact, &numbers);
    }
    (facts, numbers)
}

fn set(program: &Program, facts: &mut Facts, fact: &ExampleFact, numbers: &[ObjectId]) {
    let args: Vec<ObjectId> = fact.args.iter().filter_map(|place| numbers.get(*place).copied()).collect();
    let datum = |literal: &Literal| datum(program, fact.input, literal, numbers);
    let given = match &fact.given {
        None => Given::Unknown,
        Some(ExampleGiven::Always(literal)) => Given::Always(datum(literal)),
        Some(ExampleGiven::Dated(series)) => {
            Given::Dated(series.iter().map(|(from, until, literal)| (*from, *until, datum(literal))).collect())
        }
    };
    facts.set(program, fact.input, &args, given);
}

fn datum(program: &Program, input: InputId, literal: &Literal, numbers: &[ObjectId]) -> Datum {
    let number = |place: &usize| numbers.get(*place).copied();
    match literal {
        Literal::Const(value) => Datum::Const(*value),
        Literal::Text(text) => Datum::Text(text.clone()),
        Literal::Object(place) => {
            let many = program.inputs.get(input as usize).is_some_and(|input| matches!(input.ty, Type::Many(_)));
            match number(place) {
                Some(object) if many => Datum::Objects { members: vec![object], complete: true },
                Some(object) => Datum::Object(object),
                None => Datum::Objects { members: Vec::new(), complete: false },
            }
        }
        Literal::Objects(places) => {
            Datum::Objects { members: places.iter().filter_map(number).collect(), complete: true }
        }
        Literal::Periods(periods) => Datum::Periods(Periods::new(periods.clone())),
    }
}
