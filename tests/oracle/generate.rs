//! Random small programs, well typed, and facts for them, from a stream of choices that shrinks to the simplest.

use toegang::evaluate::{Datum, Facts, Given};
use toegang::program::{
    Amount, Box_, Comparison, Const, DateFunction, Fold, InputId, NONE, Node, NodeId, Operator, ParameterVersion,
    PeriodFunction, Program, Read, Step, TermId, Type,
};
use toegang::values::{Date, Periods, Rational, Rounding};

use super::build::{Builder, day, money, number};

/// A stream of choices; all zero after its end.
pub struct Choices<'c> {
    stream: std::slice::Iter<'c, u32>,
}

impl<'c> Choices<'c> {
    pub fn new(stream: &'c [u32]) -> Self {
        Self { stream: stream.iter() }
    }

    /// One of `count`.
    pub fn pick(&mut self, count: u32) -> u32 {
        self.stream.next().map_or(0, |choice| choice % count)
    }

    pub fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.pick(u32::try_from(list.len()).unwrap()) as usize]
    }

    /// A day near 2026.
    pub fn day(&mut self) -> Date {
        let (months, days) = (i64::from(self.pick(30)), i64::from(self.pick(31)));
        day("2025-03-01").add_months(months).unwrap().add_days(days).unwrap()
    }

    fn version(&mut self) -> (Option<Date>, Option<Date>) {
        let (from, until) = (self.day(), self.day());
        match self.pick(8) {
            6 => (Some(from), None),
            7 if from < until => (Some(from), Some(until)),
            _ => (None, None),
        }
    }
}

/// What a term or expression gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Bool,
    Number,
    Date,
}

const PERSON: u32 = 0;
const HOME: u32 = 1;

/// A program being made.
pub struct Generator<'c> {
    pub b: Builder,
    c: Choices<'c>,
    terms: Vec<(TermId, Vec<u32>, Kind)>,
    /// Classes of the bound variables.
    scope: Vec<u32>,
    /// How many more nodes may look at many days, or suppose.
    costly: u32,
}

/// Inputs by kind: ja/nee, numbers and dates of a person; then the others, in this order.
const BOOLS: [InputId; 3] = [0, 1, 2];
const NUMBERS: [InputId; 2] = [3, 4];
const BIRTH: InputId = 5;
const KIN: InputId = 6;
const PARTNER: InputId = 7;
const MEMBERS: InputId = 8;
const ABROAD: InputId = 9;
const FORM: InputId = 10;
const END: InputId = 11;
const WEALTH: InputId = 12;

impl<'c> Generator<'c> {
    /// A program, and the nodes to evaluate, with the class of their first variable.
    pub fn program(stream: &'c [u32]) -> (Program, Vec<NodeId>) {
        let mut g =
            Self { b: Builder::default(), c: Choices::new(stream), terms: Vec::new(), scope: Vec::new(), costly: 2 };
        g.declare();
        for _ in 0..=g.c.pick(5) {
            g.term();
        }
        g.scope = vec![PERSON];
        let nodes = vec![g.bool(3), g.number(3), g.date(2)];
        (g.b.program, nodes)
    }

    fn declare(&mut self) {
        let b = &mut self.b;
        let (person, home) = (b.class("persoon", false), b.class("huishouden", true));
        for name in ["a", "b", "c"] {
            b.input(name, &[person], Type::Bool);
        }
        for name in ["inkomen", "huur"] {
            b.input(name, &[person], money());
        }
        b.input("geboortedatum", &[person], Type::Date);
        let kin = b.input("is verwant van", &[person, person], Type::Bool);
        b.program.inputs[kin as usize].symmetric = true;
        b.input("partner", &[home], Type::Object { class: person, optional: true });
        b.input("leden", &[home], Type::Many(person));
        b.input("perioden", &[person], Type::Periods);
        b.program.choices.push(vec!["eerste".into(), "tweede".into(), "derde".into()]);
        b.input("vorm", &[person], Type::Choice(0));
        b.input("einde", &[home], Type::Date);
        b.input("vermogen", &[], money());
        for parameter in 0..2 {
            self.b.parameter("norm", &[]);
            let mut from = self.c.day();
            let mut versions = Vec::new();
            for _ in 0..=self.c.pick(3) {
                let until = from.add_days(i64::from(self.c.pick(300))).unwrap();
                let least = self.c.one(&[0, 20, 60]);
                let amount = match self.c.pick(4) {
                    3 => Amount::Unknown { at_least: Some(number(least)), at_most: Some(number(least + 30)) },
                    2 => Amount::Unknown { at_least: Some(number(least)), at_most: None },
                    _ => Amount::Known(Const::Number(number(i64::from(self.c.pick(100))))),
                };
                let open = self.c.pick(2) == 0;
                let until_day = (!open).then_some(until);
                versions.push(ParameterVersion {
                    from,
                    until: until_day,
                    amount,
                    read: Read::Wettekst,
                    note: String::new().into(),
                });
                from = until.add_days(1 + i64::from(self.c.pick(2) * 40)).unwrap();
            }
            self.b.program.parameters[parameter].versions = versions;
            if self.c.pick(2) == 1 {
                self.b.program.parameters[parameter].calendar = vec![(1, 1), (7, 1)];
            }
        }
    }

    fn term(&mut self) {
        let args = match self.c.pick(4) {
            0 | 1 => vec![PERSON],
            2 => vec![PERSON, PERSON],
            _ => vec![HOME],
        };
        let kind = self.c.one(&[Kind::Bool, Kind::Number, Kind::Bool, Kind::Date]);
        self.scope.clone_from(&args);
        let rules: Vec<NodeId> = (0..=self.c.pick(3)).map(|_| self.rule(kind, 2)).collect();
        let ty = match kind {
            Kind::Bool => Type::Bool,
            Kind::Number => money(),
            Kind::Date => Type::Date,
        };
        let term = self.b.term("term", &args, ty, &rules);
        self.terms.push((term, args, kind));
    }

    fn rule(&mut self, kind: Kind, depth: u32) -> NodeId {
        let (from, until) = self.c.version();
        let rule = self.b.rule_id(from, until);
        let condition = if self.c.pick(4) == 0 { NONE } else { self.bool(depth) };
        let value = match kind {
            _ if depth < 2 && self.c.pick(3) == 0 => NONE,
            Kind::Bool if self.c.pick(4) > 0 => {
                let yes = depth == 2 || self.c.pick(3) == 0;
                self.b.bool(yes)
            }
            Kind::Bool => self.bool(1),
            Kind::Number => self.number(1),
            Kind::Date => self.date(1),
        };
        let count = if depth == 0 { 0 } else { self.c.pick(3) };
        let exceptions: Vec<NodeId> = (0..count).map(|_| self.rule(kind, depth - 1)).collect();
        let exceptions = self.b.run(&exceptions);
        self.b.node(Node::Rule { rule, condition, value, exceptions })
    }

    /// An object of a class.
    fn object(&mut self, class: u32) -> NodeId {
        if class == HOME {
            return self.b.node(Node::Singleton(HOME));
        }
        let bound: Vec<u8> = (0..).zip(&self.scope).filter(|(_, class)| **class == PERSON).map(|(at, _)| at).collect();
        match self.c.pick(6) {
            4 => self.fold(Fold::TheOne, None),
            5 => self.input(PARTNER),
            _ if bound.is_empty() => self.input(PARTNER),
            _ => {
                let variable = self.c.one(&bound);
                self.b.variable(variable)
            }
        }
    }

    fn input(&mut self, input: InputId) -> NodeId {
        let args = self.b.program.inputs[input as usize].args.clone();
        let nodes: Vec<NodeId> = args.into_iter().map(|class| self.object(class)).collect();
        let at = |place: usize| nodes.get(place).copied().unwrap_or(NONE);
        self.b.node(Node::Input(input, at(0), at(1)))
    }

    fn of_kind(&mut self, kind: Kind, depth: u32) -> NodeId {
        match kind {
            Kind::Bool => self.bool(depth),
            Kind::Number => self.number(depth),
            Kind::Date => self.date(depth),
        }
    }

    /// A term of a kind, when there is one.
    fn call(&mut self, kind: Kind) -> Option<NodeId> {
        let known: Vec<usize> = (0..self.terms.len()).filter(|place| self.terms[*place].2 == kind).collect();
        if known.is_empty() {
            return None;
        }
        let place = self.c.one(&known);
        let (term, args, _) = self.terms[place].clone();
        let nodes: Vec<NodeId> = args.into_iter().map(|class| self.object(class)).collect();
        let at = |place: usize| nodes.get(place).copied().unwrap_or(NONE);
        Some(self.b.node(Node::Term(term, at(0), at(1))))
    }

    /// A fold over persons of what is folded, if anything.
    fn fold(&mut self, fold: Fold, of: Option<(Kind, u32)>) -> NodeId {
        let mut sources = vec![self.input(MEMBERS)];
        if self.c.pick(3) == 2 {
            sources.push(self.input(PARTNER));
        }
        let domain = self.b.run(&sources);
        let variable = u8::try_from(self.scope.len()).unwrap();
        if variable >= 4 {
            return self.b.node(Node::Const(Const::Empty));
        }
        self.scope.push(PERSON);
        let filter = if self.c.pick(2) == 0 { NONE } else { self.bool(0) };
        let value = of.map_or(NONE, |(kind, depth)| self.of_kind(kind, depth));
        self.scope.pop();
        self.b.node(Node::Fold { fold, variable, domain, filter, value })
    }

    /// A node that looks at many days or supposes, of a kind; `None` when there were enough of them.
    fn costly(&mut self, kind: Kind) -> Option<NodeId> {
        self.costly = self.costly.checked_sub(1)?;
        let which = self.c.pick(6);
        Some(match (kind, which) {
            (Kind::Number, 4) => {
                let value = self.number(1);
                let (from, until) = (self.date(0), self.date(1));
                self.b.node(Node::MonthSum { value, from, until })
            }
            (Kind::Number, 0) => {
                let of = self.number(1);
                self.b.node(Node::DailyMean(Box_::Month, of))
            }
            (Kind::Number, 1) => {
                let (calendar, of) = (self.c.one(&[Box_::Month, Box_::Year]), self.bool(1));
                self.b.node(Node::DaysThat(calendar, of))
            }
            (Kind::Number, 5) => {
                let (condition, from) = (self.bool(1), self.c.day());
                let until = from.add_days(i64::from(self.c.pick(60)) - 2).unwrap();
                let (from, until) = (self.b.constant(Const::Date(from)), self.b.constant(Const::Date(until)));
                self.b.node(Node::DaysBetween { condition, from, until })
            }
            (Kind::Date, 0 | 1) => {
                let (condition, from) = (self.bool(1), self.c.day());
                let until = from.add_days(i64::from(self.c.pick(60)) - 2).unwrap();
                let (from, until) = (self.b.constant(Const::Date(from)), self.b.constant(Const::Date(until)));
                self.b.node(Node::FirstDay { condition, from, until })
            }
            (kind, 2) => {
                let (of, date) = (self.of_kind(kind, 1), self.date(1));
                self.b.node(Node::On(of, date))
            }
            (kind, _) => self.as_if(kind),
        })
    }

    fn as_if(&mut self, kind: Kind) -> NodeId {
        let mut pairs = Vec::new();
        for _ in 0..=self.c.pick(2) {
            let number = match self.c.pick(3) {
                0 => Some(self.input(NUMBERS[0])),
                1 => self.call(Kind::Number),
                _ => None,
            };
            match number {
                Some(target) => pairs.extend([target, self.number(0)]),
                None => {
                    let input = self.c.one(&[BOOLS[0], KIN]);
                    let target = self.input(input);
                    pairs.extend([target, self.bool(0)]);
                }
            }
        }
        let of = self.of_kind(kind, 1);
        let pairs = self.b.run(&pairs);
        self.b.node(Node::AsIf(of, pairs))
    }

    fn many(&mut self, depth: u32) -> toegang::program::Run {
        let list: Vec<NodeId> = (0..=self.c.pick(3)).map(|_| self.bool(depth)).collect();
        self.b.run(&list)
    }

    pub fn bool(&mut self, depth: u32) -> NodeId {
        let choice = self.c.pick(if depth == 0 { 5 } else { 17 });
        let less = depth.saturating_sub(1);
        match choice {
            0 => {
                let input = self.c.one(&BOOLS);
                self.input(input)
            }
            1 => {
                let value = self.c.pick(2) == 1;
                self.b.bool(value)
            }
            2 => self.call(Kind::Bool).unwrap_or_else(|| self.input(KIN)),
            3 => self.input(KIN),
            4 => self.compare(0),
            5 | 6 => {
                let run = self.many(less);
                self.b.node(Node::All(run))
            }
            7 | 8 => {
                let run = self.many(less);
                self.b.node(Node::Any(run))
            }
            9 => {
                let of = self.bool(less);
                self.b.node(Node::Not(of))
            }
            10 | 11 => self.compare(less),
            12 => {
                let of = match self.c.pick(3) {
                    0 => self.input(END),
                    1 => self.number(less),
                    _ => self.object(PERSON),
                };
                self.b.node(Node::Present(of))
            }
            13 => {
                let fold = self.c.one(&[Fold::Exists, Fold::Every, Fold::None]);
                self.fold(fold, Some((Kind::Bool, less)))
            }
            14 => {
                let abroad = self.input(ABROAD);
                self.b.node(Node::PeriodsOf(PeriodFunction::Contains, abroad))
            }
            15 => {
                let parameter = self.c.pick(2);
                self.b.node(Node::IsFilled(parameter))
            }
            _ => match self.costly(Kind::Bool) {
                Some(node) => node,
                None => self.choose(Kind::Bool, less),
            },
        }
    }

    fn compare(&mut self, depth: u32) -> NodeId {
        let order = [Comparison::Less, Comparison::AtMost, Comparison::Greater, Comparison::AtLeast, Comparison::Equal];
        let comparison = self.c.one(&order);
        match self.c.pick(6) {
            0 | 1 => {
                let (a, b) = (self.number(depth), self.number(depth));
                self.b.compare(comparison, a, b)
            }
            2 | 3 => {
                let (a, b) = (self.date(depth), self.date(depth));
                self.b.compare(comparison, a, b)
            }
            4 => {
                let value = Const::Choice(self.c.pick(3));
                let (a, b) = (self.input(FORM), self.b.constant(value));
                self.b.compare(Comparison::Equal, a, b)
            }
            _ => {
                let (a, b) = (self.object(PERSON), self.object(PERSON));
                self.b.compare(Comparison::Equal, a, b)
            }
        }
    }

    fn choose(&mut self, kind: Kind, depth: u32) -> NodeId {
        let (condition, then, other) = (self.bool(depth), self.of_kind(kind, depth), self.of_kind(kind, depth));
        self.b.node(Node::Choose(condition, then, other))
    }

    pub fn number(&mut self, depth: u32) -> NodeId {
        let choice = self.c.pick(if depth == 0 { 5 } else { 17 });
        let less = depth.saturating_sub(1);
        let parameter = self.c.pick(2);
        match choice {
            0 => {
                let value = i64::from(self.c.pick(40)) - 5;
                self.b.number(value)
            }
            1 => {
                let input = self.c.one(&[NUMBERS[0], NUMBERS[1], WEALTH]);
                self.input(input)
            }
            2 => match self.call(Kind::Number) {
                Some(node) => node,
                None => self.b.node(Node::Parameter(parameter)),
            },
            3 => self.b.node(Node::Parameter(parameter)),
            4 | 8 => {
                let last = if self.c.pick(2) == 0 { self.b.node(Node::Peildatum) } else { self.date(less) };
                let (step, birth) = (self.step(), self.input(BIRTH));
                let pair = if self.c.pick(5) == 4 { (last, birth) } else { (birth, last) };
                self.b.node(Node::FullSteps(step, pair.0, pair.1))
            }
            5..=7 => {
                use Operator::{Add, Divide, Maximum, Minimum, Multiply, PartAbove, PartUpTo, Subtract};
                let all = [Add, Subtract, Multiply, Minimum, Maximum, PartAbove, PartUpTo, Divide];
                let operator = self.c.one(&all);
                let (a, b) = (self.number(less), self.number(less));
                self.b.arithmetic(operator, a, b)
            }
            9 => {
                let rounding = self.c.one(&[Rounding::Rekenkundig, Rounding::NaarBoven, Rounding::NaarBeneden]);
                let (step, of) = (self.c.one(&[1, 7]), self.number(less));
                self.b.node(Node::Round(rounding, number(step), of))
            }
            10 => self.choose(Kind::Number, less),
            11 => {
                let date = self.date(less);
                self.b.node(Node::DateOf(DateFunction::DaysInMonth, date))
            }
            12 => {
                let function = self.c.one(&[PeriodFunction::DaysThisYear, PeriodFunction::RunLength]);
                let abroad = self.input(ABROAD);
                self.b.node(Node::PeriodsOf(function, abroad))
            }
            13 | 14 => {
                let fold = self.c.one(&[Fold::Sum, Fold::Highest, Fold::Lowest, Fold::Count]);
                self.fold(fold, (fold != Fold::Count).then_some((Kind::Number, less)))
            }
            _ => match self.costly(Kind::Number) {
                Some(node) => node,
                None => self.fold(Fold::Count, None),
            },
        }
    }

    fn step(&mut self) -> Step {
        self.c.one(&[Step::Years, Step::Months, Step::Weeks, Step::Days, Step::WorkingDays])
    }

    pub fn date(&mut self, depth: u32) -> NodeId {
        let choice = self.c.pick(if depth == 0 { 5 } else { 13 });
        let less = depth.saturating_sub(1);
        match choice {
            0 | 5 => self.b.node(Node::Peildatum),
            1 => {
                let value = self.c.day();
                self.b.constant(Const::Date(value))
            }
            2 => {
                let input = self.c.one(&[END, BIRTH]);
                self.input(input)
            }
            3 => match self.call(Kind::Date) {
                Some(node) => node,
                None => self.input(END),
            },
            4 => self.b.node(Node::DayOfDecision),
            6 | 7 => {
                let (step, date) = (self.step(), self.date(less));
                let count = i64::from(self.c.pick(8)) - 2;
                let count = if self.c.pick(5) == 4 { self.number(0) } else { self.b.number(count) };
                self.b.node(Node::Shift(step, date, count))
            }
            8 | 9 => {
                use DateFunction::{Extended, FirstOfMonth, FirstOfYear, LastOfMonth};
                let (function, date) =
                    (self.c.one(&[FirstOfMonth, LastOfMonth, FirstOfYear, Extended]), self.date(less));
                self.b.node(Node::DateOf(function, date))
            }
            10 => {
                let function = self.c.one(&[PeriodFunction::RunStart, PeriodFunction::RunEnd]);
                let abroad = self.input(ABROAD);
                self.b.node(Node::PeriodsOf(function, abroad))
            }
            11 => {
                let operator = self.c.one(&[Operator::Minimum, Operator::Maximum]);
                let (a, b) = (self.date(less), self.date(less));
                self.b.arithmetic(operator, a, b)
            }
            _ => match self.costly(Kind::Date) {
                Some(node) => node,
                None => {
                    let fold = self.c.one(&[Fold::Highest, Fold::Lowest]);
                    self.fold(fold, Some((Kind::Date, less)))
                }
            },
        }
    }
}

/// Every input with every combination of its objects.
pub fn places(program: &Program, facts: &Facts) -> Vec<(InputId, Vec<u32>)> {
    let mut list = Vec::new();
    for (input, declared) in (0..).zip(&program.inputs) {
        let mut combinations = vec![vec![]];
        for class in &declared.args {
            let longer = combinations.iter().flat_map(|args: &Vec<u32>| {
                (0..facts.count(*class)).map(move |object| [args.as_slice(), &[object]].concat())
            });
            combinations = longer.collect();
        }
        list.extend(combinations.into_iter().map(|args| (input, args)));
    }
    list
}

/// Facts for a program: two or three persons, one household; unknown, dated and bounded values among them.
pub fn facts(program: &Program, c: &mut Choices) -> Facts {
    let persons = (0..2 + c.pick(2)).map(|person| format!("p{person}")).collect();
    let mut facts = Facts::new(program, c.day(), vec![persons, vec!["h".into()]]);
    for (input, args) in places(program, &facts) {
        let given = match c.pick(10) {
            0..=5 => Given::Always(datum(program, input, &facts, c)),
            6 => {
                let (first, second) = (c.day(), c.day());
                let (first, second) = (first.min(second), first.max(second));
                let middle = second.add_days(-1).filter(|middle| first <= *middle && c.pick(4) > 0);
                let mut list = vec![(second, None, datum(program, input, &facts, c))];
                if let Some(middle) = middle {
                    list.insert(0, (first, Some(middle), datum(program, input, &facts, c)));
                }
                Given::Dated(list)
            }
            7 => match program.inputs[input as usize].ty {
                Type::Number(_) => {
                    let low = number(i64::from(c.pick(40)));
                    let high = low.checked_add(number(i64::from(c.pick(30)))).unwrap();
                    let bound = |there: bool, bound: Rational| there.then_some(Const::Number(bound));
                    Given::Between(bound(c.pick(3) > 0, low), bound(c.pick(3) > 0, high))
                }
                Type::Date => {
                    let (one, other) = (c.day(), c.day());
                    Given::Between(Some(Const::Date(one.min(other))), Some(Const::Date(one.max(other))))
                }
                _ => Given::Unknown,
            },
            _ => Given::Unknown,
        };
        facts.set(program, input, &args, given);
    }
    facts
}

/// A value of an input; now and then none, where that may be.
pub fn datum(program: &Program, input: InputId, facts: &Facts, c: &mut Choices) -> Datum {
    let none = c.pick(8) == 7;
    Datum::Const(match program.inputs[input as usize].ty {
        Type::Bool => Const::Bool(c.pick(2) == 1),
        Type::Choice(_) => Const::Choice(c.pick(3)),
        Type::Object { .. } | Type::Number(_) | Type::Date | Type::Periods if none => Const::Empty,
        Type::Number(_) => Const::Number(Rational::new(i64::from(c.pick(120)) - 10, c.one(&[1, 2, 3])).unwrap()),
        Type::Date if input == BIRTH => {
            let birth = c.day().add_months(-12 * i64::from(c.pick(60))).unwrap();
            Const::Date(if c.pick(6) == 5 { day("2004-02-29") } else { birth })
        }
        Type::Date => Const::Date(c.day()),
        Type::Object { class, .. } => return Datum::Object(c.pick(facts.count(class))),
        Type::Many(class) => {
            let members = (0..facts.count(class)).filter(|_| c.pick(3) > 0).collect();
            return Datum::Objects { members, complete: c.pick(4) < 3 };
        }
        Type::Periods => {
            let list = (0..=c.pick(3)).map(|_| {
                let (from, days) = (c.day(), i64::from(c.pick(90)));
                (from, Some(from.add_days(days).unwrap()).filter(|_| c.pick(6) < 5))
            });
            return Datum::Periods(Periods::new(list.collect()));
        }
        Type::Text => Const::Empty,
    })
}

/// The same facts with everything known: a value for what is unknown, within its bounds.
pub fn complete(program: &Program, facts: &Facts, c: &mut Choices) -> Facts {
    let mut all = facts.clone();
    for (input, args) in places(program, facts) {
        let whole = |datum: Datum| match datum {
            Datum::Objects { members, .. } => Datum::Objects { members, complete: true },
            other => other,
        };
        let mut fresh = || whole(datum(program, input, facts, c));
        let given = match facts.get(program, input, &args).unwrap() {
            Given::Always(Datum::Objects { mut members, complete }) => {
                if let (false, Datum::Objects { members: others, .. }) = (complete, fresh()) {
                    members.extend(others.into_iter().filter(|other| !members.contains(other)).collect::<Vec<_>>());
                }
                Given::Always(Datum::Objects { members, complete: true })
            }
            Given::Always(datum) => Given::Always(datum),
            Given::Between(low, high) => Given::Always(Datum::Const(low.or(high).unwrap_or(Const::Number(number(3))))),
            // Days without a value get one; its parts that are lists are made complete.
            Given::Dated(list) => {
                let gap = fresh();
                let last = list.last().unwrap().clone();
                let mut parts: Vec<(Date, Option<Date>, Datum)> =
                    list.into_iter().map(|(from, until, datum)| (from, until, whole(datum))).collect();
                let first = parts[0].0;
                parts.insert(0, (Date::MIN, first.add_days(-1), gap));
                assert!(last.1.is_none());
                Given::Dated(parts)
            }
            Given::Unknown | Given::Withheld(_) => Given::Always(fresh()),
        };
        all.set(program, input, &args, given);
    }
    all
}

/// The same program with a value for every amount that is not known, within its bounds.
pub fn settled(program: &Program, c: &mut Choices) -> Program {
    let mut settled = program.clone();
    for parameter in &mut settled.parameters {
        for version in &mut parameter.versions {
            if let Amount::Unknown { at_least, at_most } = version.amount {
                let least = at_least.unwrap_or(Rational::ZERO);
                let value = least.checked_add(number(i64::from(c.pick(30)))).unwrap();
                let value = at_most.map_or(value, |most| value.min(most));
                version.amount = Amount::Known(Const::Number(value));
            }
        }
    }
    settled
}
