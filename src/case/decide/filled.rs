//! An outcome that is open in the first pass although nothing that is unknown makes a difference: it is what it is for
//! any completion of the unknowns, so one completion tells which.

use super::super::build::Json;
use super::Detail;
use super::outcome::Subject;
use super::snapshot::Outcome;
use super::support::FactKey;
use crate::evaluate::{Datum, Facts, Given};
use crate::inquire::Inquiry;
use crate::program::{Const, Type};
use crate::values::{Periods, Rational};

/// Filling in asks for more facts at most so many times.
const MOST_ROUNDS: usize = 20;

impl Subject<'_, '_, '_> {
    /// The outcome for one completion of what is unknown; `None` when that stays open too.
    pub(super) fn completed(&self, detail: Detail) -> Option<Json> {
        if self.given.is_some() {
            return None;
        }
        let program = self.evaluation.program();
        let mut case = self.case.clone();
        let mut open: Vec<FactKey> = self.support.open.facts.keys().cloned().collect();
        let mut machine = self.evaluation.another_machine();
        for _ in 0..MOST_ROUNDS {
            for (input, args) in &open {
                let declared = program.inputs.get(*input as usize)?;
                case.facts.set(program, *input, args, Given::Always(some(&declared.ty, &case.facts)));
            }
            let mut evaluation = machine.load(&case.facts);
            let mut inquiry = Inquiry::default();
            let room = (&mut evaluation, &mut inquiry);
            let mut subject = Subject::new(room, &case, (self.decision, self.competence), self.member);
            subject.given = Some(&self.case.facts);
            let series = subject.series();
            if series.iter().all(|stretch| stretch.snapshot.outcome != Outcome::Open) {
                return Some(subject.outcome(detail));
            }
            series.iter().for_each(|stretch| subject.support_of(stretch));
            let next: Vec<FactKey> = subject.support.open.facts.keys().cloned().collect();
            if next.is_empty() {
                return None;
            }
            open = next;
        }
        None
    }
}

/// Some value of a type.
fn some(ty: &Type, facts: &Facts) -> Datum {
    match ty {
        Type::Bool => Datum::Const(Const::Bool(false)),
        Type::Number(_) => Datum::Const(Const::Number(Rational::ZERO)),
        Type::Date => Datum::Const(Const::Date(facts.decision_day)),
        Type::Choice(_) => Datum::Const(Const::Choice(0)),
        Type::Text => Datum::Text(String::new()),
        Type::Object { optional: false, .. } => Datum::Object(0),
        Type::Object { .. } => Datum::Const(Const::Empty),
        Type::Many(_) => Datum::Objects { members: Vec::new(), complete: true },
        Type::Periods => Datum::Periods(Periods::default()),
    }
}
