//! Folds over objects: iterated in place, open where a member or its value is.

use super::machine::Evaluation;
use super::members::Next;
use super::ops::Folded;
use super::scope::Scope;
use super::truth::Truth;
use super::value::{Interval, Problem, Val};
use super::word::Word;
use crate::evaluate::facts::ObjectId;
use crate::program::{Fold, NONE, NodeId, Operator};
use crate::values::Rational;

/// A fold of values under way.
#[derive(Clone, Copy, Debug)]
struct Folding {
    folded: Folded,
    id: NodeId,
    /// The sum, the highest or the lowest of what surely belongs to it, or the last object that does.
    result: Val,
    /// The highest or the lowest of what perhaps belongs to it.
    extra: Val,
    /// How many members surely belong to it, and how many perhaps.
    sure: i64,
    perhaps: i64,
    /// Why members leave it open: unknown or a fault.
    open: Option<Val>,
    /// Why there may be other members: unknown or a fault.
    endless: Option<Val>,
}

impl<'m> Evaluation<'m> {
    /// Folds a domain into one value.
    #[inline(never)]
    pub(super) fn fold(&mut self, number: u32, id: NodeId, scope: &Scope) -> Word {
        let Some(folded) = self.plan.nodes.folds.get(number as usize) else {
            return self.fail(Problem::WrongType, id, scope);
        };
        match folded.fold {
            Fold::Exists | Fold::Every | Fold::None => self.quantify(folded, id, scope).into(),
            Fold::Count | Fold::Sum | Fold::TheOne => match self.fold_plainly(folded, id, scope) {
                Some(value) => value,
                None => Word::of(self.fold_values(*folded, id, scope)),
            },
            Fold::Highest | Fold::Lowest => Word::of(self.fold_values(*folded, id, scope)),
        }
    }

    /// [`Self::fold`] as a condition.
    pub(super) fn fold_truth(&mut self, number: u32, id: NodeId, scope: &Scope) -> Truth {
        match self.plan.nodes.folds.get(number as usize) {
            Some(folded) if matches!(folded.fold, Fold::Exists | Fold::Every | Fold::None) => {
                self.quantify(folded, id, scope)
            }
            _ => {
                let value = self.fold(number, id, scope);
                self.as_truth(value, id, scope)
            }
        }
    }

    /// Whether some, every or no member fulfils a condition: some and none are settled by a member that belongs and for
    /// which it holds; every by one that belongs and for which it does not.
    fn quantify(&mut self, folded: &Folded, id: NodeId, scope: &Scope) -> Truth {
        let wanted = Truth::from(folded.fold != Fold::Every);
        let mut open = Truth::YES;
        let endless = self.each_member(folded, id, scope, |machine, _, scope| {
            let belongs = if folded.filter == NONE { Truth::YES } else { machine.truth(folded.filter, scope) };
            if belongs == Truth::NO {
                return Next::Member;
            }
            let value = if folded.value == NONE { wanted } else { machine.truth(folded.value, scope) };
            match (belongs, value) {
                (Truth::YES, value) if value == wanted => return Next::Settled,
                (doubt, value) if value == wanted => open = open.worse(doubt),
                (_, value) if value.is_known() => {}
                (one, other) => open = open.worse(one.worse(other)),
            }
            Next::Member
        });
        let nothing = Truth::from(folded.fold != Fold::Exists);
        match endless {
            None => nothing.not(),
            Some(endless) if open.is_known() && endless.is_known() => nothing,
            Some(endless) => open.worse(endless),
        }
    }

    /// The number, the sum, or the one, as long as nothing about it is open and every number is whole.
    fn fold_plainly(&mut self, folded: &Folded, id: NodeId, scope: &Scope) -> Option<Word> {
        let outer = self.horizon;
        let (mut total, mut found) = (0i64, Word::EMPTY);
        let endless = self.each_member(folded, id, scope, |machine, object, scope| {
            match if folded.filter == NONE { Truth::YES } else { machine.truth(folded.filter, scope) } {
                Truth::NO => return Next::Member,
                Truth::YES => {}
                _ => return Next::Settled,
            }
            let more = if folded.fold == Fold::Sum { machine.word(folded.value, scope).as_whole() } else { Some(1) };
            let Some(sum) = more.and_then(|more| total.checked_add(more)) else { return Next::Settled };
            (total, found) = (sum, Word::object(object));
            Next::Member
        });
        let one = folded.fold == Fold::TheOne;
        if endless != Some(Truth::YES) || one && total > 1 {
            self.horizon = outer;
            return None;
        }
        Some(if one { found } else { Word::number(Rational::from_int(total)) })
    }

    /// The number, the sum, the highest, the lowest, or the one.
    fn fold_values(&mut self, folded: Folded, id: NodeId, scope: &Scope) -> Val {
        let mut folding = Folding::new(folded, id);
        let endless = self.each_member(&folded, id, scope, |machine, object, scope| {
            machine.member(&mut folding, object, scope);
            Next::Member
        });
        folding.endless = endless.filter(|room| *room != Truth::YES).map(Val::from);
        let value = self.folded(&folding);
        self.or_fault(value, id, scope)
    }

    /// Folds one member.
    fn member(&mut self, folding: &mut Folding, object: ObjectId, scope: &Scope) {
        let Folded { fold, filter, value, .. } = folding.folded;
        let belongs = if filter == NONE { Truth::YES } else { self.truth(filter, scope) };
        match fold {
            _ if belongs == Truth::NO => {}
            Fold::Count | Fold::TheOne | Fold::Exists | Fold::Every | Fold::None => folding.count(belongs, object),
            Fold::Sum => {
                let value = self.eval(value, scope);
                self.add(folding, belongs, value, scope);
            }
            Fold::Highest => self.extreme(folding, belongs, Operator::Maximum, scope),
            Fold::Lowest => self.extreme(folding, belongs, Operator::Minimum, scope),
        }
    }

    fn add(&mut self, folding: &mut Folding, belongs: Truth, value: Val, scope: &Scope) {
        let value = match belongs {
            Truth::YES => value,
            open => self.join(open.into(), value, Val::Number(Rational::ZERO)),
        };
        let sum = self.operate(Operator::Add, folding.result, value);
        folding.result = self.or_fault(sum, folding.id, scope);
    }

    /// Keeps the highest or lowest, apart of what surely belongs and of what perhaps does.
    fn extreme(&mut self, folding: &mut Folding, belongs: Truth, operator: Operator, scope: &Scope) {
        let value = self.eval(folding.folded.value, scope);
        let sure = belongs == Truth::YES;
        let so_far = if sure { folding.result } else { folding.extra };
        let extreme = self.operate(operator, so_far, value);
        let extreme = self.or_fault(extreme, folding.id, scope);
        if sure {
            folding.result = extreme;
        } else {
            folding.extra = extreme;
            folding.doubt(belongs.into());
        }
    }

    /// The value of a fold that no member settled.
    fn folded(&mut self, folding: &Folding) -> Result<Val, Problem> {
        let open = match (folding.open, folding.endless) {
            (Some(one), Some(other)) => Some(worse(Some(one), other)),
            (one, other) => one.or(other),
        };
        match (folding.folded.fold, open) {
            (Fold::Count | Fold::Exists | Fold::Every | Fold::None, open) => Ok(self.counted(folding, open)),
            (Fold::TheOne, _) if folding.sure > 1 => Err(Problem::Several),
            (Fold::TheOne, open) => Ok(open.unwrap_or(folding.result)),
            (Fold::Sum, _) => Ok(match (folding.result, folding.endless) {
                (Val::Fault(_), _) | (_, None) => folding.result,
                (_, Some(endless)) => endless,
            }),
            (Fold::Highest, _) => self.extremes(folding, Operator::Maximum),
            (Fold::Lowest, _) => self.extremes(folding, Operator::Minimum),
        }
    }

    fn counted(&mut self, folding: &Folding, open: Option<Val>) -> Val {
        let sure = Rational::from_int(folding.sure);
        let most = Rational::from_int(folding.sure.saturating_add(folding.perhaps));
        match open {
            None => Val::Number(sure),
            Some(Val::Unknown) => {
                let high = folding.endless.is_none().then_some(most);
                self.close(Interval { date: Some(false), low: Some(sure), high })
            }
            Some(fault) => fault,
        }
    }

    /// The highest or lowest lies between that of what surely belongs, and that of all there may be.
    fn extremes(&mut self, folding: &Folding, operator: Operator) -> Result<Val, Problem> {
        let mut result = folding.result;
        if let Some(open) = folding.open {
            let all = self.operate(operator, result, folding.extra)?;
            result = self.join(open, result, all);
        }
        match (result, folding.endless) {
            (Val::Fault(_), _) | (_, None) => Ok(result),
            (Val::Empty, Some(endless)) | (_, Some(endless @ Val::Fault(_))) => Ok(endless),
            (result, Some(endless)) => self.operate(operator, result, endless),
        }
    }
}

impl Folding {
    const fn new(folded: Folded, id: NodeId) -> Self {
        let result = if matches!(folded.fold, Fold::Sum) { Val::Number(Rational::ZERO) } else { Val::Empty };
        Self { folded, id, result, extra: Val::Empty, sure: 0, perhaps: 0, open: None, endless: None }
    }

    /// Notes that a member leaves it open.
    fn doubt(&mut self, open: Val) {
        self.open = Some(worse(self.open, open));
    }

    fn count(&mut self, belongs: Truth, object: ObjectId) {
        match belongs {
            Truth::YES => {
                self.sure = self.sure.saturating_add(1);
                self.result = Val::Object(object);
            }
            open => {
                self.perhaps = self.perhaps.saturating_add(1);
                self.doubt(open.into());
            }
        }
    }
}

/// What keeps a fold open: unknown before a fault.
const fn worse(one: Option<Val>, other: Val) -> Val {
    match (one, other) {
        (Some(fault @ Val::Fault(_)), Val::Fault(_)) => fault,
        (_, fault @ Val::Fault(_)) if one.is_none() => fault,
        _ => Val::Unknown,
    }
}
