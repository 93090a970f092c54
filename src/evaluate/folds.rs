//! Folds over objects: iterated in place, open where a member or its value is.

use super::machine::Evaluation;
use super::truth::Truth;
use super::value::{Horizon, Interval, Problem, Scope, Val};
use crate::evaluate::facts::{Datum, ObjectId};
use crate::program::{Fold, NONE, Node, NodeId, Operator, Run};
use crate::values::Rational;

/// A fold under way.
#[derive(Clone, Copy, Debug)]
struct Folding {
    fold: Fold,
    variable: u8,
    filter: NodeId,
    value: NodeId,
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

/// Whether a fold goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Member,
    /// This member settled it.
    Settled,
}

impl<'m> Evaluation<'m> {
    /// Folds a domain into one value.
    #[inline(never)]
    pub(super) fn fold(&mut self, node: Node, id: NodeId, scope: &Scope) -> Val {
        let Node::Fold { fold, variable, domain, filter, value } = node else {
            return self.failed(Problem::WrongType, id, scope);
        };
        let mut folding = Folding::new(fold, variable, filter, value, id);
        let outer = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        let mut inner = *scope;
        for index in 0..self.children(domain).len() {
            if self.source(&mut folding, domain, index, &mut inner, scope) == Next::Settled {
                self.horizon = self.horizon.nearer(outer);
                return folding.settled();
            }
        }
        self.horizon = self.horizon.nearer(outer);
        let value = self.folded(&folding);
        self.or_fault(value, id, scope)
    }

    /// Folds the members that one node of the domain gives.
    fn source(&mut self, folding: &mut Folding, domain: Run, index: usize, inner: &mut Scope, scope: &Scope) -> Next {
        let Some(node) = self.children(domain).get(index) else { return Next::Member };
        let passed = core::mem::replace(&mut self.horizon, Horizon::NEVER);
        let members = self.eval(*node, scope);
        let source = self.horizon;
        self.horizon = passed.nearer(source);
        let (list, endless) = self.members(&members);
        if let Some(endless) = endless {
            folding.endless = Some(worse(folding.endless, endless));
        }
        for object in list {
            if index > 0 && self.seen(*object, domain, index, scope) {
                continue;
            }
            if !self.spend(1) {
                let fault = self.failed(Problem::TooMuch, folding.id, scope);
                folding.open = Some(worse(folding.open, fault));
                return Next::Member;
            }
            inner.bind(folding.variable, *object);
            let passed = core::mem::replace(&mut self.horizon, Horizon::NEVER);
            if self.member(folding, *object, inner) == Next::Settled {
                self.horizon = self.horizon.nearer(source);
                return Next::Settled;
            }
            self.horizon = self.horizon.nearer(passed);
        }
        Next::Member
    }

    /// The known members of a value, and what leaves room for others.
    pub(super) fn members<'v>(&self, value: &'v Val) -> (&'v [ObjectId], Option<Val>)
    where
        'm: 'v,
    {
        match value {
            Val::Object(object) => (core::slice::from_ref(object), None),
            Val::Empty => (&[], None),
            Val::Objects(place) => match self.datum(*place) {
                Some(Datum::Objects { members, complete }) => (members, (!complete).then_some(Val::Unknown)),
                _ => (&[], Some(Val::Unknown)),
            },
            Val::Fault(_) => (&[], Some(*value)),
            _ => (&[], Some(Val::Unknown)),
        }
    }

    /// Whether an earlier node of the domain gave this object too: a set has it once.
    fn seen(&mut self, object: ObjectId, domain: Run, index: usize, scope: &Scope) -> bool {
        let before = self.children(domain).get(..index).unwrap_or(&[]);
        before.iter().any(|node| {
            let value = self.eval(*node, scope);
            let (list, _) = self.members(&value);
            let found = list.iter().position(|known| *known == object);
            self.spend(u64::try_from(found.unwrap_or(list.len())).unwrap_or(u64::MAX) / 8);
            found.is_some()
        })
    }

    /// Folds one member.
    fn member(&mut self, folding: &mut Folding, object: ObjectId, scope: &Scope) -> Next {
        let belongs = if folding.filter == NONE { Truth::Yes } else { self.truth(folding.filter, scope) };
        if belongs == Truth::No {
            return Next::Member;
        }
        match folding.fold {
            Fold::Exists | Fold::Every | Fold::None => self.condition(folding, belongs, scope),
            Fold::Count | Fold::TheOne => folding.count(belongs, object),
            Fold::Sum => {
                let value = self.eval(folding.value, scope);
                self.add(folding, belongs, value, scope)
            }
            Fold::Highest => self.extreme(folding, belongs, Operator::Maximum, scope),
            Fold::Lowest => self.extreme(folding, belongs, Operator::Minimum, scope),
        }
    }

    /// Exists and None are settled by a member that belongs and for which the condition holds; Every by one that
    /// belongs and for which it does not.
    fn condition(&mut self, folding: &mut Folding, belongs: Truth, scope: &Scope) -> Next {
        let wanted = Truth::from(folding.fold != Fold::Every);
        let value = if folding.value == NONE { wanted } else { self.truth(folding.value, scope) };
        match (belongs, value) {
            (Truth::Yes, value) if value == wanted => Next::Settled,
            (open, value) if value == wanted => folding.doubt(open.into()),
            (_, Truth::Yes | Truth::No) => Next::Member,
            (Truth::Yes, open) => folding.doubt(open.into()),
            (one, other) => folding.doubt(worse(Some(one.into()), other.into())),
        }
    }

    fn add(&mut self, folding: &mut Folding, belongs: Truth, value: Val, scope: &Scope) -> Next {
        let value = match belongs {
            Truth::Yes => value,
            open => self.join(open.into(), value, Val::Number(Rational::ZERO)),
        };
        let sum = self.operate(Operator::Add, folding.result, value);
        folding.result = self.or_fault(sum, folding.id, scope);
        Next::Member
    }

    /// Keeps the highest or lowest, apart of what surely belongs and of what perhaps does.
    fn extreme(&mut self, folding: &mut Folding, belongs: Truth, operator: Operator, scope: &Scope) -> Next {
        let value = self.eval(folding.value, scope);
        let sure = belongs == Truth::Yes;
        let so_far = if sure { folding.result } else { folding.extra };
        let extreme = self.operate(operator, so_far, value);
        let extreme = self.or_fault(extreme, folding.id, scope);
        if sure {
            folding.result = extreme;
            return Next::Member;
        }
        folding.extra = extreme;
        folding.doubt(belongs.into())
    }

    /// The value of a fold that no member settled.
    fn folded(&mut self, folding: &Folding) -> Result<Val, Problem> {
        let open = match (folding.open, folding.endless) {
            (Some(one), Some(other)) => Some(worse(Some(one), other)),
            (one, other) => one.or(other),
        };
        match (folding.fold, open) {
            (Fold::Exists, None) => Ok(Val::Bool(false)),
            (Fold::Every | Fold::None, None) => Ok(Val::Bool(true)),
            (Fold::Exists | Fold::Every | Fold::None, Some(open)) => Ok(open),
            (Fold::Count, open) => Ok(self.counted(folding, open)),
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
    const fn new(fold: Fold, variable: u8, filter: NodeId, value: NodeId, id: NodeId) -> Self {
        let result = if matches!(fold, Fold::Sum) { Val::Number(Rational::ZERO) } else { Val::Empty };
        let (sure, perhaps) = (0, 0);
        Self { fold, variable, filter, value, id, result, extra: Val::Empty, sure, perhaps, open: None, endless: None }
    }

    /// Notes that a member leaves it open.
    fn doubt(&mut self, open: Val) -> Next {
        self.open = Some(worse(self.open, open));
        Next::Member
    }

    fn count(&mut self, belongs: Truth, object: ObjectId) -> Next {
        match belongs {
            Truth::Yes => {
                self.sure = self.sure.saturating_add(1);
                self.result = Val::Object(object);
                Next::Member
            }
            open => {
                self.perhaps = self.perhaps.saturating_add(1);
                self.doubt(open.into())
            }
        }
    }

    const fn settled(&self) -> Val {
        Val::Bool(matches!(self.fold, Fold::Exists))
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
