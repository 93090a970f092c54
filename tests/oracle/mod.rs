//! A second evaluator, for tests only: straight over the nodes, without memory, horizons, bounds or shortcuts.
//!
//! It knows no bounds: what lies between bounds is unknown to it. Day folds go day by day; what rules may say is found
//! by trying every combination of the conditions that are open.
#![allow(dead_code, reason = "each test uses its part")]

pub mod build;
pub mod generate;
pub mod rules;

use std::cell::Cell;

use toegang::evaluate::{Datum, Facts, Given, ObjectId};
use toegang::program::{
    Amount, Box_, ClassId, Comparison, Const, DateFunction, Fold, NONE, Node, NodeId, Operator, PeriodFunction,
    Program, Step, Type,
};
use toegang::values::{Date, Periods, Rational, add_working_days, extended, working_days_between};

/// A value, as far as the oracle knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum V {
    Unknown,
    Fault,
    Empty,
    Bool(bool),
    Number(Rational),
    Date(Date),
    Choice(u32),
    Object(u32),
    Text(String),
    Objects(Vec<u32>, bool),
    Periods(Periods),
}

impl V {
    pub fn is_open(&self) -> bool {
        matches!(self, V::Unknown | V::Fault)
    }

    fn of(program: &Program, value: Const) -> V {
        match value {
            Const::Bool(value) => V::Bool(value),
            Const::Number(value) => V::Number(value),
            Const::Date(value) => V::Date(value),
            Const::Choice(value) => V::Choice(value),
            Const::Text(value) => V::Text(program.texts[value as usize].to_string()),
            Const::Empty => V::Empty,
        }
    }
}

/// What a supposition replaces: term or input, number, objects.
type Target = (bool, u32, Vec<u32>);

/// A day and the suppositions.
#[derive(Clone)]
pub struct Frame {
    pub day: Date,
    supposed: Vec<(Target, V)>,
}

/// The bound objects.
pub type Scope = [Option<u32>; 8];

/// The oracle for one program and one case.
pub struct Oracle<'o> {
    pub program: &'o Program,
    pub facts: &'o Facts,
    steps: Cell<u64>,
}

/// After so many steps the oracle gives up.
const PATIENCE: u64 = 300_000;

impl<'o> Oracle<'o> {
    /// The value of a node, or `None` when it takes too long.
    pub fn value(program: &'o Program, facts: &'o Facts, node: NodeId, args: &[u32], day: Date) -> Option<V> {
        let oracle = Oracle { program, facts, steps: Cell::new(0) };
        let mut scope = [None; 8];
        for (place, object) in scope.iter_mut().zip(args) {
            *place = Some(*object);
        }
        let value = oracle.eval(node, &scope, &Frame { day, supposed: Vec::new() });
        (oracle.steps.get() < PATIENCE).then_some(value)
    }

    pub fn list(&self, run: toegang::program::Run) -> &'o [NodeId] {
        &self.program.children[run.start as usize..(run.start + run.len) as usize]
    }

    /// An object by its number, if there is one.
    fn nth(&self, class: ClassId, number: ObjectId) -> V {
        if number < self.facts.count(class) { V::Object(number) } else { V::Fault }
    }

    pub fn eval(&self, id: NodeId, scope: &Scope, frame: &Frame) -> V {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() >= PATIENCE {
            return V::Unknown;
        }
        let eval = |id: NodeId| self.eval(id, scope, frame);
        match self.program.nodes[id as usize] {
            Node::Const(value) => V::of(self.program, value),
            Node::Parameter(id) => self.parameter(id, frame.day).unwrap_or(V::Unknown),
            Node::IsFilled(id) => V::Bool(self.parameter(id, frame.day).is_some()),
            Node::Input(input, a, b) => self.of_somebody(false, input, [a, b], scope, frame),
            Node::Term(term, a, b) => self.of_somebody(true, term, [a, b], scope, frame),
            Node::Variable(number) => scope[usize::from(number)].map_or(V::Fault, V::Object),
            Node::Singleton(class) => self.nth(class, 0),
            Node::Stated(class, number) => self.nth(class, number),
            Node::Peildatum => V::Date(frame.day),
            Node::DayOfDecision => V::Date(self.facts.decision_day),
            Node::All(run) => all(self.list(run).iter().map(|child| eval(*child))),
            Node::Any(run) => not(all(self.list(run).iter().map(|child| not(eval(*child))))),
            Node::Not(of) => not(eval(of)),
            Node::Compare(comparison, a, b) => compare(comparison, eval(a), eval(b)),
            Node::Present(of) => match eval(of) {
                open if open.is_open() => open,
                value => V::Bool(value != V::Empty),
            },
            Node::Arithmetic(operator, a, b) => arithmetic(operator, eval(a), eval(b)),
            Node::Round(rounding, step, of) => match eval(of) {
                V::Number(number) => number.round(rounding, step).map_or(V::Fault, V::Number),
                V::Unknown => V::Unknown,
                _ => V::Fault,
            },
            Node::Choose(condition, then, other) => match eval(condition) {
                V::Bool(true) => eval(then),
                V::Bool(false) => eval(other),
                open => either(&open, &[eval(then), eval(other)]),
            },
            Node::Shift(step, date, count) => strict([eval(date), eval(count)], |[date, count]| match (date, count) {
                (V::Date(date), V::Number(count)) => shift(step, *date, count.to_integer()?).map(V::Date),
                _ => None,
            }),
            Node::FullSteps(step, a, b) => strict([eval(a), eval(b)], |[a, b]| match (a, b) {
                (V::Date(a), V::Date(b)) => Some(V::Number(Rational::from_int(full_steps(step, *a, *b)))),
                _ => None,
            }),
            Node::DateOf(function, date) => strict([eval(date)], |[date]| match date {
                V::Date(date) => date_of(function, *date),
                _ => None,
            }),
            Node::PeriodsOf(function, of) => periods_of(function, eval(of), frame.day),
            Node::Fold { fold, variable, domain, filter, value } => {
                self.fold(fold, (variable, domain, filter, value), scope, frame)
            }
            Node::On(of, date) => match eval(date) {
                V::Date(day) => self.eval(of, scope, &Frame { day, ..frame.clone() }),
                V::Unknown => V::Unknown,
                _ => V::Fault,
            },
            Node::DailyMean(calendar, of) => {
                let days = self.each_day(of, calendar_box(calendar, frame.day), scope, frame);
                let count = V::Number(Rational::from_int(i64::try_from(days.len()).unwrap()));
                let sum =
                    days.into_iter().fold(V::Number(Rational::ZERO), |sum, day| arithmetic(Operator::Add, sum, day));
                arithmetic(Operator::Divide, sum, count)
            }
            Node::DaysThat(calendar, of) => {
                let days = self.each_day(of, calendar_box(calendar, frame.day), scope, frame);
                let held = days.iter().filter(|day| **day == V::Bool(true)).count();
                open_of(&days).unwrap_or(V::Number(Rational::from_int(i64::try_from(held).unwrap())))
            }
            Node::FirstDay { condition, from, until } => {
                strict([eval(from), eval(until)], |[from, until]| self.first_day(condition, from, until, scope, frame))
            }
            Node::DaysBetween { condition, from, until } => strict([eval(from), eval(until)], |[from, until]| {
                let (V::Date(from), V::Date(until)) = (from, until) else { return None };
                if from.days_until(*until) >= 3660 {
                    return None;
                }
                let days = self.each_day(condition, (*from, *until), scope, frame);
                let held = days.iter().filter(|day| **day == V::Bool(true)).count();
                Some(open_of(&days).unwrap_or(V::Number(Rational::from_int(i64::try_from(held).unwrap()))))
            }),
            Node::MonthSum { value, from, until } => {
                strict([eval(from), eval(until)], |[from, until]| self.month_sum(value, from, until, scope, frame))
            }
            Node::AsIf(of, targets) => self.as_if(of, self.list(targets), scope, frame),
            Node::Define { rules, bool } => self.define(self.list(rules), bool, scope, frame),
            Node::Rule { .. } => V::Fault,
        }
    }

    fn of_somebody(&self, term: bool, id: u32, nodes: [NodeId; 2], scope: &Scope, frame: &Frame) -> V {
        let args: Vec<V> =
            nodes.iter().filter(|node| **node != NONE).map(|node| self.eval(*node, scope, frame)).collect();
        let (classes, ty) = match term {
            true => (&self.program.terms[id as usize].args, &self.program.terms[id as usize].ty),
            false => (&self.program.inputs[id as usize].args, &self.program.inputs[id as usize].ty),
        };
        let bool = *ty == Type::Bool;
        if args.contains(&V::Empty) {
            return if bool { V::Bool(false) } else { V::Empty };
        }
        if let Some(open) = open_of(&args) {
            return open;
        }
        let objects: Vec<u32> =
            args.iter().map(|arg| if let V::Object(object) = arg { *object } else { panic!() }).collect();
        if bool && objects.len() == 2 && objects[0] == objects[1] && classes[0] == classes[1] {
            return V::Bool(false);
        }
        let target = (term, id, objects.clone());
        if let Some((_, value)) = frame.supposed.iter().rev().find(|(known, _)| *known == target) {
            return value.clone();
        }
        if !term {
            return self.fact(id, &objects, frame.day);
        }
        let mut inner = [None; 8];
        for (place, object) in inner.iter_mut().zip(objects) {
            *place = Some(object);
        }
        self.eval(self.program.terms[id as usize].body, &inner, frame)
    }

    fn fact(&self, input: u32, args: &[u32], day: Date) -> V {
        let datum = match self.facts.get(self.program, input, args) {
            None => return V::Fault,
            Some(Given::Always(datum)) => Some(datum),
            Some(Given::Dated(list)) => {
                let now =
                    |part: &&(Date, Option<Date>, Datum)| part.0 <= day && part.1.is_none_or(|until| day <= until);
                list.iter().find(now).map(|part| part.2.clone())
            }
            Some(_) => None,
        };
        match datum {
            None => V::Unknown,
            Some(Datum::Const(value)) => V::of(self.program, value),
            Some(Datum::Object(object)) => V::Object(object),
            Some(Datum::Objects { members, complete }) => V::Objects(members, complete),
            Some(Datum::Periods(periods)) => V::Periods(periods),
            Some(Datum::Text(text)) => V::Text(text),
        }
    }

    fn parameter(&self, id: u32, day: Date) -> Option<V> {
        let versions = &self.program.parameters[id as usize].versions;
        let version = versions.iter().rfind(|version| version.from <= day)?;
        if version.until.is_some_and(|until| until < day) {
            return None;
        }
        Some(match version.amount {
            Amount::Known(value) => V::of(self.program, value),
            Amount::Unknown { .. } => V::Unknown,
        })
    }

    fn fold(
        &self,
        fold: Fold,
        (variable, domain, filter, value): (u8, toegang::program::Run, NodeId, NodeId),
        scope: &Scope,
        frame: &Frame,
    ) -> V {
        let mut members: Vec<u32> = Vec::new();
        let mut outside = Vec::new();
        for source in self.list(domain) {
            let (list, rest) = match self.eval(*source, scope, frame) {
                V::Objects(list, complete) => (list, (!complete).then_some(V::Unknown)),
                V::Object(object) => (vec![object], None),
                V::Empty => (vec![], None),
                open => (vec![], Some(open)),
            };
            outside.extend(rest);
            members.extend(list);
        }
        let mut seen = Vec::new();
        members.retain(|member| {
            !seen.contains(member) && {
                seen.push(*member);
                true
            }
        });
        let each = |node: NodeId, member: u32| {
            let mut inner = *scope;
            inner[usize::from(variable)] = Some(member);
            if node == NONE { V::Bool(true) } else { self.eval(node, &inner, frame) }
        };
        let list: Vec<(u32, V)> = members.iter().map(|member| (*member, each(filter, *member))).collect();
        let sure: Vec<u32> =
            list.iter().filter(|(_, belongs)| *belongs == V::Bool(true)).map(|(member, _)| *member).collect();
        let doubts: Vec<V> = outside.iter().cloned().chain(list.iter().map(|(_, belongs)| belongs.clone())).collect();
        let doubt = open_of(&doubts);
        let exists = |wanted: bool| {
            let some = list.iter().map(|(member, belongs)| {
                let said = if value == NONE { V::Bool(wanted) } else { each(value, *member) };
                let holds = if wanted { said } else { not(said) };
                not(all([belongs.clone(), holds].into_iter()))
            });
            not(all(some.chain(outside.iter().cloned())))
        };
        let total = |operator: Operator, start: V, members: Vec<V>| {
            members.into_iter().fold(start, |sum, value| arithmetic(operator, sum, value))
        };
        let part = |(member, belongs): &(u32, V)| match belongs {
            V::Bool(true) => each(value, *member),
            V::Bool(false) => V::Number(Rational::ZERO),
            open => either(open, &[each(value, *member), V::Number(Rational::ZERO)]),
        };
        let sum = || match (
            total(Operator::Add, V::Number(Rational::ZERO), list.iter().map(part).collect()),
            outside.first(),
        ) {
            (V::Fault, _) => V::Fault,
            (result, None) => result,
            _ => open_of(&outside).unwrap(),
        };
        // The extreme lies between that of what surely belongs and that of all that may.
        let extreme = |operator: Operator| {
            let of = |list: Vec<u32>| {
                total(operator, V::Empty, list.into_iter().map(|member| each(value, member)).collect())
            };
            let may =
                list.iter().filter(|(_, belongs)| *belongs != V::Bool(false)).map(|(member, _)| *member).collect();
            match (of(sure.clone()), doubt.clone()) {
                (V::Fault, _) => V::Fault,
                (result, None) => result,
                (result, Some(doubt)) if outside.is_empty() => either(&doubt, &[result, of(may)]),
                (_, Some(doubt)) => doubt,
            }
        };
        match fold {
            Fold::Exists => exists(true),
            Fold::Every => not(exists(false)),
            Fold::None => not(exists(true)),
            Fold::Count => doubt.clone().unwrap_or(V::Number(Rational::from_int(i64::try_from(sure.len()).unwrap()))),
            Fold::TheOne if sure.len() > 1 => V::Fault,
            Fold::TheOne => doubt.clone().unwrap_or(sure.first().map_or(V::Empty, |object| V::Object(*object))),
            Fold::Sum => sum(),
            Fold::Highest => extreme(Operator::Maximum),
            Fold::Lowest => extreme(Operator::Minimum),
        }
    }

    fn month_sum(&self, of: NodeId, from: &V, until: &V, scope: &Scope, frame: &Frame) -> Option<V> {
        let (&V::Date(from), &V::Date(until)) = (from, until) else { return None };
        let (year, month, _) = from.ymd();
        let mut day = Date::from_ymd(year, month, 1)?;
        let mut sum = V::Number(Rational::ZERO);
        let mut months = 0;
        while day <= until {
            months += 1;
            if months > 600 {
                return None;
            }
            sum = arithmetic(Operator::Add, sum, self.eval(of, scope, &Frame { day, ..frame.clone() }));
            day = day.add_months(1)?;
        }
        Some(sum)
    }

    fn each_day(&self, of: NodeId, (first, last): (Date, Date), scope: &Scope, frame: &Frame) -> Vec<V> {
        let days = (0..=first.days_until(last)).map(|step| first.add_days(step).unwrap());
        days.map(|day| self.eval(of, scope, &Frame { day, ..frame.clone() })).collect()
    }

    fn first_day(&self, condition: NodeId, from: &V, until: &V, scope: &Scope, frame: &Frame) -> Option<V> {
        let (V::Date(from), V::Date(until)) = (from, until) else { return None };
        if from.days_until(*until) >= 3660 {
            return None;
        }
        let days = self.each_day(condition, (*from, *until), scope, frame);
        let first = days.iter().position(|day| *day == V::Bool(true));
        if let Some(open) = open_of(&days[..first.unwrap_or(days.len())]) {
            return Some(open);
        }
        Some(first.map_or(V::Empty, |step| V::Date(from.add_days(i64::try_from(step).unwrap()).unwrap())))
    }

    fn as_if(&self, of: NodeId, pairs: &[NodeId], scope: &Scope, frame: &Frame) -> V {
        let mut inner = frame.clone();
        for pair in pairs.chunks(2) {
            let (term, id, nodes) = match self.program.nodes[pair[0] as usize] {
                Node::Input(id, a, b) => (false, id, [a, b]),
                Node::Term(id, a, b) => (true, id, [a, b]),
                _ => return V::Fault,
            };
            let args: Vec<V> =
                nodes.iter().filter(|node| **node != NONE).map(|node| self.eval(*node, scope, frame)).collect();
            if args.contains(&V::Empty) {
                continue;
            }
            if let Some(open) = open_of(&args) {
                return open;
            }
            let objects: Vec<u32> =
                args.iter().map(|arg| if let V::Object(object) = arg { *object } else { panic!() }).collect();
            let value = self.eval(pair[1], scope, frame);
            if !term && self.program.inputs[id as usize].symmetric {
                inner.supposed.push(((term, id, objects.iter().rev().copied().collect()), value.clone()));
            }
            inner.supposed.push(((term, id, objects), value));
        }
        self.eval(of, scope, &inner)
    }
}

/// Unknown if there is any, else a fault if there is any.
pub fn open_of(values: &[V]) -> Option<V> {
    [V::Unknown, V::Fault].into_iter().find(|open| values.contains(open))
}

/// What is the same whichever it is; else unknown, or a fault when no unknown plays a part.
pub fn either(open: &V, values: &[V]) -> V {
    let first = values[0].clone();
    if values.iter().all(|value| *value == first) && !first.is_open() {
        return first;
    }
    if *open == V::Unknown || values.contains(&V::Unknown) { V::Unknown } else { V::Fault }
}

fn all(values: impl Iterator<Item = V>) -> V {
    let values: Vec<V> = values.collect();
    if values.contains(&V::Bool(false)) { V::Bool(false) } else { open_of(&values).unwrap_or(V::Bool(true)) }
}

fn not(value: V) -> V {
    match value {
        V::Bool(value) => V::Bool(!value),
        open => open,
    }
}

/// A function of known values: a fault or none is a fault, then unknown is unknown.
fn strict<const N: usize>(values: [V; N], of: impl FnOnce(&[V; N]) -> Option<V>) -> V {
    if values.iter().any(|value| matches!(value, V::Fault | V::Empty)) {
        V::Fault
    } else if values.contains(&V::Unknown) {
        V::Unknown
    } else {
        of(&values).unwrap_or(V::Fault)
    }
}

fn compare(comparison: Comparison, a: V, b: V) -> V {
    let order = match (&a, &b) {
        (V::Empty, _) | (_, V::Empty) if comparison != Comparison::Equal => return V::Bool(false),
        (V::Fault, V::Unknown) | (V::Unknown, V::Fault) if comparison != Comparison::Equal => return V::Unknown,
        (V::Fault, _) | (_, V::Fault) => return V::Fault,
        (V::Unknown, _) | (_, V::Unknown) => return V::Unknown,
        (V::Number(a), V::Number(b)) => a.cmp(b),
        (V::Date(a), V::Date(b)) => a.cmp(b),
        _ => return V::Bool(a == b),
    };
    V::Bool(match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    })
}

pub fn arithmetic(operator: Operator, a: V, b: V) -> V {
    let passes = matches!(operator, Operator::Minimum | Operator::Maximum);
    let lower = |a: Rational, b: Rational| if a < b { a } else { b };
    let higher = |a: Rational, b: Rational| if a < b { b } else { a };
    match (a, b) {
        (V::Fault, _) | (_, V::Fault) => V::Fault,
        (V::Empty, other) | (other, V::Empty) if passes => other,
        (V::Empty, _) | (_, V::Empty) => V::Fault,
        (_, V::Number(Rational::ZERO)) if operator == Operator::Divide => V::Fault,
        (V::Unknown, _) | (_, V::Unknown) => V::Unknown,
        (V::Number(a), V::Number(b)) => match operator {
            Operator::Add => a.checked_add(b),
            Operator::Subtract => a.checked_sub(b),
            Operator::Multiply => a.checked_mul(b),
            Operator::Divide => a.checked_div(b),
            Operator::Minimum => Some(lower(a, b)),
            Operator::Maximum => Some(higher(a, b)),
            Operator::PartAbove => a.checked_sub(b).map(|rest| higher(rest, Rational::ZERO)),
            Operator::PartUpTo => Some(higher(lower(a, b), Rational::ZERO)),
        }
        .map_or(V::Fault, V::Number),
        (V::Date(a), V::Date(b)) if operator == Operator::Minimum => V::Date(a.min(b)),
        (V::Date(a), V::Date(b)) if operator == Operator::Maximum => V::Date(a.max(b)),
        _ => V::Fault,
    }
}

fn shift(step: Step, date: Date, count: i64) -> Option<Date> {
    match step {
        Step::Days => date.add_days(count),
        Step::Weeks => date.add_days(count * 7),
        Step::Months => date.add_months(count),
        Step::Years => date.add_years(count),
        Step::WorkingDays => add_working_days(date, count, &|_| false),
    }
}

/// Counts the steps one by one.
fn full_steps(step: Step, first: Date, last: Date) -> i64 {
    if step == Step::WorkingDays {
        return working_days_between(first, last, &|_| false);
    }
    (1..).find(|count| shift(step, first, *count).is_none_or(|day| day > last)).unwrap() - 1
}

fn date_of(function: DateFunction, date: Date) -> Option<V> {
    let (year, month, _) = date.ymd();
    let first = Date::from_ymd(year, month, 1)?;
    let length = (28..=31).rev().find(|day| Date::from_ymd(year, month, *day).is_some())?;
    match function {
        DateFunction::FirstOfMonth => Some(V::Date(first)),
        DateFunction::LastOfMonth => Date::from_ymd(year, month, length).map(V::Date),
        DateFunction::FirstOfYear => Date::from_ymd(year, 1, 1).map(V::Date),
        DateFunction::DaysInMonth => Some(V::Number(Rational::from_int(i64::from(length)))),
        DateFunction::Extended => extended(date, &|_| false).map(V::Date),
    }
}

fn calendar_box(calendar: Box_, day: Date) -> (Date, Date) {
    let (year, month, _) = day.ymd();
    let (first, last) = if calendar == Box_::Year { (1, 12) } else { (month, month) };
    let end = (28..=31).rev().find_map(|day| Date::from_ymd(year, last, day)).unwrap();
    (Date::from_ymd(year, first, 1).unwrap(), end)
}

fn periods_of(function: PeriodFunction, periods: V, day: Date) -> V {
    let periods = match periods {
        V::Periods(periods) => periods,
        V::Empty => Periods::new(vec![]),
        V::Unknown => return V::Unknown,
        _ => return V::Fault,
    };
    let number = |count: i64| V::Number(Rational::from_int(count));
    let count =
        |from: Date| (0..=from.days_until(day)).filter(|step| periods.contains(from.add_days(*step).unwrap())).count();
    let start =
        (0..).map(|back| day.add_days(-back)).take_while(|day| day.is_some_and(|day| periods.contains(day))).last();
    match function {
        PeriodFunction::Contains => V::Bool(periods.contains(day)),
        PeriodFunction::DaysThisYear => number(i64::try_from(count(calendar_box(Box_::Year, day).0)).unwrap()),
        PeriodFunction::RunLength => number(start.flatten().map_or(0, |start| start.days_until(day) + 1)),
        PeriodFunction::RunStart => start.flatten().map_or(V::Empty, V::Date),
        PeriodFunction::RunEnd => periods.period_at(day).and_then(|(_, end)| end).map_or(V::Empty, V::Date),
    }
}
