//! What an evaluation answers, case by case.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "oracle/build.rs"]
mod build;

use build::{Builder, day, give, money, number};
use toegang::evaluate::{
    Answer, Applied, Change, Datum, Evaluation, Facts, Given, Machine, Problem, Reason, Told, Used, Val, What,
};
use toegang::program::{
    Box_, Comparison, Const, Fold, NONE, Node, NodeId, Operator, PeriodFunction, Program, Step, Type,
};
use toegang::values::{Date, Periods, Rational, Rounding};

const TODAY: &str = "2026-10-01";

fn on<T>(program: &Program, facts: &Facts, check: impl FnOnce(&mut Evaluation) -> T) -> T {
    check(&mut Machine::new(program).load(facts))
}

/// The answer for object 0 on a day.
fn answer(program: &Program, facts: &Facts, node: NodeId, today: &str) -> Answer {
    on(program, facts, |evaluation| evaluation.value(node, &[0], day(today)))
}

fn value(program: &Program, facts: &Facts, node: NodeId) -> Val {
    answer(program, facts, node, TODAY).value
}

fn problem(program: &Program, facts: &Facts, node: NodeId) -> Option<Problem> {
    on(program, facts, |evaluation| {
        let answer = evaluation.value(node, &[0], day(TODAY));
        evaluation.fault(answer.value).map(|fault| fault.problem)
    })
}

/// The bounds that are known of a number.
fn bounds(program: &Program, facts: &Facts, node: NodeId) -> (Option<Rational>, Option<Rational>) {
    on(program, facts, |evaluation| {
        let answer = evaluation.value(node, &[0], day(TODAY));
        let interval = evaluation.interval(answer.value).unwrap();
        (interval.low, interval.high)
    })
}

fn whole(value: i64) -> Val {
    Val::Number(number(value))
}

const YES: Val = Val::Bool(true);
const NO: Val = Val::Bool(false);

/// A program with one class of persons and some ja/nee inputs of a person.
fn conditions(count: usize) -> (Builder, Vec<NodeId>) {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let inputs: Vec<u32> = (0..count).map(|n| b.input(&format!("c{n}"), &[person], Type::Bool)).collect();
    let nodes = inputs.into_iter().map(|input| b.fact(input, &[0])).collect();
    (b, nodes)
}

fn known(program: &Program, facts: &mut Facts, values: &[(u32, bool)]) {
    for (input, value) in values {
        give(facts, program, *input, &[0], Const::Bool(*value));
    }
}

#[test]
fn kleene_and_its_short_circuits() {
    let (mut b, c) = conditions(2);
    let zero = b.number(0);
    let quotient = b.arithmetic(Operator::Divide, zero, zero);
    let fault = b.compare(Comparison::Equal, quotient, zero);
    let list = [fault, c[0], c[1]];
    let (all, any) = (b.all(&list), b.any(&list));
    let two = b.all(&[fault, fault]);
    let mut facts = b.facts(&[1]);
    assert_eq!(value(&b.program, &facts, all), Val::Unknown, "unknown before fault");
    known(&b.program, &mut facts, &[(1, false)]);
    assert_eq!(value(&b.program, &facts, all), NO);
    assert_eq!(value(&b.program, &facts, any), Val::Unknown);
    known(&b.program, &mut facts, &[(1, true)]);
    assert_eq!(value(&b.program, &facts, any), YES);
    assert_eq!(problem(&b.program, &facts, two), Some(Problem::DivisionByZero));
}

#[test]
fn bounds_decide_where_they_can() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let cap = b.parameter("plafond", &[("2026-01-01", None, None)]);
    let income = b.input("inkomen", &[person], money());
    let cap = b.node(Node::Parameter(cap));
    let (fifty, much, income) = (b.number(50), b.number(90), b.fact(income, &[0]));
    let least = b.arithmetic(Operator::Minimum, fifty, cap);
    let less = b.compare(Comparison::Less, much, cap);
    let sum = b.arithmetic(Operator::Add, cap, fifty);
    let product = b.arithmetic(Operator::Multiply, cap, fifty);
    let above = b.arithmetic(Operator::PartAbove, fifty, cap);
    let open = b.compare(Comparison::Less, income, cap);
    let two_fifths = b.constant(Const::Number(Rational::new(2, 5).unwrap()));
    let part = b.arithmetic(Operator::Multiply, cap, two_fifths);
    let rounded = b.node(Node::Round(Rounding::NaarBoven, number(7), part));
    let inverse = b.arithmetic(Operator::Divide, fifty, cap);
    let mut facts = b.facts(&[1]);
    assert_eq!(value(&b.program, &facts, least), whole(50));
    assert_eq!(value(&b.program, &facts, less), YES);
    assert_eq!(bounds(&b.program, &facts, sum), (Some(number(150)), None));
    assert_eq!(bounds(&b.program, &facts, product), (Some(number(5000)), None));
    assert_eq!(value(&b.program, &facts, above), whole(0));
    assert_eq!(bounds(&b.program, &facts, rounded), (Some(number(42)), None));
    assert_eq!(bounds(&b.program, &facts, inverse), (Some(number(0)), Rational::new(1, 2)));
    assert_eq!(value(&b.program, &facts, open), Val::Unknown);
    facts.set(&b.program, 0, &[0], Given::Between(None, Some(Const::Number(number(99)))));
    assert_eq!(value(&b.program, &facts, open), YES);
}

#[test]
fn none_in_comparisons_and_arithmetic() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let end = b.input("einde", &[person], Type::Date);
    let amount = b.input("bedrag", &[person], money());
    let (end, amount, today, five) = (b.fact(end, &[0]), b.fact(amount, &[0]), b.node(Node::Peildatum), b.number(5));
    let before = b.compare(Comparison::Less, end, today);
    let after = b.compare(Comparison::Greater, end, today);
    let same = b.compare(Comparison::Equal, end, end);
    let sum = b.arithmetic(Operator::Add, amount, five);
    let least = b.arithmetic(Operator::Minimum, amount, five);
    let there = b.node(Node::Present(end));
    let mut facts = b.facts(&[1]);
    give(&mut facts, &b.program, 0, &[0], Const::Empty);
    give(&mut facts, &b.program, 1, &[0], Const::Empty);
    for (node, expected) in [(before, NO), (after, NO), (same, YES), (there, NO), (least, whole(5))] {
        assert_eq!(value(&b.program, &facts, node), expected);
    }
    assert_eq!(problem(&b.program, &facts, sum), Some(Problem::Empty));
}

/// Base rule `c0 → ja`, with two exceptions, and what comes of it for every value of the conditions.
fn exceptions(first: Option<Const>, second: Option<Const>, base: Const) -> (Program, NodeId, usize) {
    let (mut b, c) = conditions(3);
    let [x, y] = [first, second].map(|said| said.map_or(NONE, |said| b.constant(said)));
    let (x, y) = (b.rule(c[1], x, &[]), b.rule(c[2], y, &[]));
    let says = b.constant(base);
    let rule = b.rule(c[0], says, &[x, y]);
    let ty = if matches!(base, Const::Bool(_)) { Type::Bool } else { money() };
    let term = b.term("term", &[0], ty, &[rule]);
    let node = b.of(term, &[0]);
    (b.program, node, 3)
}

fn outcome(program: &Program, node: NodeId, values: &[(u32, bool)]) -> (Val, Option<Problem>) {
    let objects = vec![vec!["a".to_string()]];
    let mut facts = Facts::new(program, day(TODAY), objects);
    known(program, &mut facts, values);
    (value(program, &facts, node), problem(program, &facts, node))
}

#[test]
fn exceptions_replace_and_take_away() {
    let no = Const::Bool(false);
    let (program, node, _) = exceptions(Some(no), None, Const::Bool(true));
    assert_eq!(outcome(&program, node, &[(0, true), (1, false), (2, false)]).0, YES);
    assert_eq!(outcome(&program, node, &[(0, true), (1, true), (2, false)]).0, NO);
    assert_eq!(outcome(&program, node, &[(0, true), (1, false), (2, true)]).0, NO);
    assert_eq!(outcome(&program, node, &[(0, true), (1, true), (2, true)]).0, NO, "nee and taking away agree");
    assert_eq!(outcome(&program, node, &[(0, true), (1, false)]).0, Val::Unknown, "an open exception");
    assert_eq!(outcome(&program, node, &[(0, true), (1, true)]).0, NO, "whatever the other is");
    assert_eq!(outcome(&program, node, &[(0, false)]).0, NO, "exceptions to what does not apply");
    assert_eq!(outcome(&program, node, &[(1, true)]).0, NO, "whether the rule applies or not");
    assert_eq!(outcome(&program, node, &[]).0, Val::Unknown);
}

#[test]
fn exceptions_must_agree() {
    let five = Const::Number(number(5));
    let (program, node, _) = exceptions(Some(five), Some(Const::Number(number(6))), Const::Number(number(4)));
    let both = outcome(&program, node, &[(0, true), (1, true), (2, true)]);
    assert_eq!(both.1, Some(Problem::Conflict(0, 1)));
    assert_eq!(outcome(&program, node, &[(0, true), (1, true), (2, false)]).0, whole(5));
    assert_eq!(outcome(&program, node, &[(0, false)]).1, Some(Problem::NoRule));
    let (program, node, _) = exceptions(Some(five), Some(five), Const::Number(number(4)));
    assert_eq!(outcome(&program, node, &[(0, true), (1, true), (2, true)]).0, whole(5));
    assert_eq!(outcome(&program, node, &[(0, true), (1, true)]).0, whole(5));
    let (program, node, _) = exceptions(Some(five), Some(five), five);
    assert_eq!(outcome(&program, node, &[(0, true)]).0, whole(5), "everything that may come out is the same");
    let (program, node, _) = exceptions(Some(five), None, five);
    assert_eq!(outcome(&program, node, &[(0, true), (1, true), (2, true)]).1, Some(Problem::Conflict(0, 1)));
}

#[test]
fn an_open_exception_bounds_the_amount() {
    let (mut b, c) = conditions(2);
    let (hundred, eighty) = (b.number(100), b.number(80));
    let exception = b.rule(c[0], eighty, &[]);
    let rule = b.rule(NONE, hundred, &[exception]);
    let term = b.term("norm", &[0], money(), &[rule]);
    let norm = b.of(term, &[0]);
    let limit = b.number(101);
    let low = b.compare(Comparison::Less, norm, limit);
    let facts = b.facts(&[1]);
    assert_eq!(bounds(&b.program, &facts, norm), (Some(number(80)), Some(number(100))));
    assert_eq!(value(&b.program, &facts, low), YES);
}

#[test]
fn rules_that_apply_must_agree() {
    let (mut b, c) = conditions(2);
    let (one, two) = (b.number(1), b.number(2));
    let (first, second) = (b.rule(c[0], one, &[]), b.rule(c[1], two, &[]));
    let term = b.term("norm", &[0], money(), &[first, second]);
    let node = b.of(term, &[0]);
    assert_eq!(outcome(&b.program, node, &[(0, true), (1, true)]).1, Some(Problem::Conflict(0, 1)));
    assert_eq!(outcome(&b.program, node, &[(0, true), (1, false)]).0, whole(1));
    assert_eq!(outcome(&b.program, node, &[(0, true)]).0, Val::Unknown);
    assert_eq!(outcome(&b.program, node, &[(0, false), (1, false)]).1, Some(Problem::NoRule));
}

#[test]
fn a_faulty_rule_is_one_beside_a_rule_whose_condition_is() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let cap = b.parameter("plafond", &[]);
    let (zero, cap) = (b.number(0), b.node(Node::Parameter(cap)));
    let bad = b.arithmetic(Operator::Divide, zero, zero);
    let condition = b.compare(Comparison::Equal, bad, zero);
    let (first, second) = (b.rule(condition, cap, &[]), b.rule(NONE, bad, &[]));
    let term = b.term("norm", &[person], money(), &[first, second]);
    let norm = b.of(term, &[0]);
    assert_eq!(problem(&b.program, &b.facts(&[1]), norm), Some(Problem::DivisionByZero));
}

#[test]
fn a_birthday_ends_an_age() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let birth = b.input("geboortedatum", &[person], Type::Date);
    let birth = b.fact(birth, &[0]);
    let age = b.age(birth);
    let limit = b.number(18);
    let adult = b.compare(Comparison::AtLeast, age, limit);
    let mut facts = b.facts(&[1]);
    give(&mut facts, &b.program, 0, &[0], Const::Date(day("2008-02-29")));
    let ages = answer(&b.program, &facts, age, "2026-01-01");
    assert_eq!((ages.value, ages.until, ages.change), (whole(17), day("2026-02-28"), Change::Anniversary));
    let minor = answer(&b.program, &facts, adult, "2020-01-01");
    assert_eq!((minor.value, minor.until), (NO, day("2026-02-28")));
    let major = answer(&b.program, &facts, adult, "2026-03-01");
    assert_eq!((major.value, major.until), (YES, Date::MAX));
}

#[test]
fn a_date_that_is_reached_ends_a_comparison() {
    let mut b = Builder::default();
    let fixed = b.constant(Const::Date(day("2026-10-15")));
    let today = b.node(Node::Peildatum);
    let count = b.number(28);
    let later = b.node(Node::Shift(Step::Days, today, count));
    let month = b.number(1);
    let month = b.node(Node::Shift(Step::Months, today, month));
    let facts = b.facts(&[]);
    let mut until = |comparison, left, right| {
        let node = b.compare(comparison, left, right);
        let answer = answer(&b.program, &facts, node, TODAY);
        (answer.value == YES, answer.until.to_string())
    };
    assert_eq!(until(Comparison::Less, today, fixed), (true, "2026-10-14".into()));
    assert_eq!(until(Comparison::AtMost, today, fixed), (true, "2026-10-15".into()));
    assert_eq!(until(Comparison::Greater, fixed, today), (true, "2026-10-14".into()));
    assert_eq!(until(Comparison::Equal, today, fixed), (false, "2026-10-14".into()));
    assert_eq!(until(Comparison::Less, later, fixed), (false, "9999-12-03".into()), "later days plus 28 do not exist");
    let fixed = until(Comparison::AtLeast, month, fixed);
    assert_eq!(fixed, (true, "9999-11-30".into()), "31 December 9999 plus a month does not exist");
}

#[test]
fn versions_and_calendars_of_parameters() {
    let mut b = Builder::default();
    let norm = b.parameter("norm", &[("2026-01-01", None, Some(1)), ("2026-07-01", None, Some(2))]);
    let gone = b.parameter("vervallen", &[("2026-01-01", Some("2026-03-31"), Some(3))]);
    b.program.parameters[0].calendar = vec![(1, 1), (7, 1)];
    let (node, filled) = (b.node(Node::Parameter(norm)), b.node(Node::IsFilled(gone)));
    let gone = b.node(Node::Parameter(gone));
    let facts = b.facts(&[]);
    let until = |node, today| {
        let answer = answer(&b.program, &facts, node, today);
        (answer.value, answer.until.to_string(), answer.change)
    };
    let change = Change::Parameter(norm);
    assert_eq!(until(node, "2025-12-01"), (Val::Unknown, "2025-12-31".into(), change));
    assert_eq!(until(node, "2026-02-01"), (whole(1), "2026-06-30".into(), change));
    assert_eq!(until(node, "2026-08-01"), (whole(2), "2026-12-31".into(), change));
    assert_eq!(until(node, "2027-02-01"), (whole(2), "2027-06-30".into(), change));
    assert_eq!(until(gone, "2026-02-01"), (whole(3), "2026-03-31".into(), Change::Parameter(1)));
    assert_eq!(until(gone, "2026-04-01"), (Val::Unknown, "9999-12-31".into(), Change::Never));
    assert_eq!(until(filled, "2026-04-01").0, NO);
    let last_known = |today: &str| {
        on(&b.program, &facts, |evaluation| match evaluation.reasons(node, &[], day(today)).what {
            What::Parameter { version, last_known, .. } => (version, last_known),
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(last_known("2026-08-01"), (Some(1), false));
    assert_eq!(last_known("2027-01-01"), (Some(1), true));
    assert_eq!(last_known("2025-01-01"), (None, false));
}

#[test]
fn folds_and_what_is_open_in_them() {
    let mut b = Builder::default();
    let (person, home) = (b.class("persoon", false), b.class("huishouden", true));
    let income = b.input("inkomen", &[person], money());
    let member = b.input("telt mee", &[person], Type::Bool);
    let many = b.input("leden", &[home], Type::Many(person));
    let (home, income, member) = (b.node(Node::Singleton(home)), b.fact(income, &[1]), b.fact(member, &[1]));
    let source = b.node(Node::Input(many, home, NONE));
    let domain = b.run(&[source]);
    let mut fold = |fold, value| b.node(Node::Fold { fold, variable: 1, domain, filter: member, value });
    let (count, sum) = (fold(Fold::Count, NONE), fold(Fold::Sum, income));
    let (high, low, one) = (fold(Fold::Highest, income), fold(Fold::Lowest, income), fold(Fold::TheOne, NONE));
    let (exists, none) = (fold(Fold::Exists, NONE), fold(Fold::None, NONE));
    let p = &b.program;
    let mut facts = b.facts(&[3, 1]);
    assert_eq!(value(p, &facts, exists), Val::Unknown);
    let members = |complete| Given::Always(Datum::Objects { members: vec![0, 1, 2], complete });
    facts.set(p, 2, &[0], members(true));
    for (object, amount) in [(0, 10), (1, 30), (2, 20)] {
        give(&mut facts, p, 0, &[object], Const::Number(number(amount)));
    }
    give(&mut facts, p, 1, &[0], Const::Bool(true));
    give(&mut facts, p, 1, &[1], Const::Bool(false));
    let pair = |low, high| (Some(number(low)), Some(number(high)));
    assert_eq!(bounds(p, &facts, count), pair(1, 2));
    assert_eq!(bounds(p, &facts, sum), pair(10, 30));
    assert_eq!(bounds(p, &facts, high), pair(10, 20));
    assert_eq!(value(p, &facts, low), whole(10));
    assert_eq!(value(p, &facts, one), Val::Unknown);
    assert_eq!((value(p, &facts, exists), value(p, &facts, none)), (YES, NO));
    give(&mut facts, p, 1, &[2], Const::Bool(true));
    assert_eq!((value(p, &facts, count), value(p, &facts, sum)), (whole(2), whole(30)));
    assert_eq!((value(p, &facts, high), problem(p, &facts, one)), (whole(20), Some(Problem::Several)));
    facts.set(p, 2, &[0], members(false));
    assert_eq!(bounds(p, &facts, count), (Some(number(2)), None));
    assert_eq!(bounds(p, &facts, high), (Some(number(20)), None));
    assert_eq!((value(p, &facts, sum), value(p, &facts, exists)), (Val::Unknown, YES));
}

#[test]
fn nobody_has_no_properties_and_nobody_is_his_own_housemate() {
    let mut b = Builder::default();
    let (person, home) = (b.class("persoon", false), b.class("huishouden", true));
    let partner = b.input("partner", &[home], Type::Object { class: person, optional: true });
    let (income, kin) =
        (b.input("inkomen", &[person], money()), b.input("is verwant van", &[person, person], Type::Bool));
    let yes = b.bool(true);
    let near = b.plain("is naaste van", &[person, person], Type::Bool, yes);
    let home = b.node(Node::Singleton(home));
    let partner = b.node(Node::Input(partner, home, NONE));
    let me = b.variable(0);
    let income = b.node(Node::Input(income, partner, NONE));
    let (kin, near_one) = (b.node(Node::Input(kin, me, partner)), b.node(Node::Term(near, me, partner)));
    let limit = b.number(5);
    let poor = b.compare(Comparison::Less, income, limit);
    let p = &b.program;
    let mut facts = b.facts(&[2, 1]);
    assert_eq!([income, kin, near_one].map(|node| value(p, &facts, node)), [Val::Unknown; 3]);
    give(&mut facts, p, 0, &[0], Const::Empty);
    assert_eq!([income, kin, near_one, poor].map(|node| value(p, &facts, node)), [Val::Empty, NO, NO, NO]);
    facts.set(p, 0, &[0], Given::Always(Datum::Object(0)));
    assert_eq!([kin, near_one].map(|node| value(p, &facts, node)), [NO, NO]);
    facts.set(p, 0, &[0], Given::Always(Datum::Object(1)));
    assert_eq!([kin, near_one].map(|node| value(p, &facts, node)), [Val::Unknown, YES]);
    facts.set(p, 0, &[0], Given::Always(Datum::Object(7)));
    assert_eq!(problem(p, &facts, kin), Some(Problem::MissingObject));
}

#[test]
fn other_days() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let amount = b.input("bedrag", &[person], money());
    let dated = b.fact(amount, &[0]);
    let other = b.constant(Const::Date(day("2026-10-20")));
    let on_other = b.node(Node::On(dated, other));
    let mean = b.node(Node::DailyMean(Box_::Month, dated));
    let limit = b.number(150);
    let high = b.compare(Comparison::Greater, dated, limit);
    let days = b.node(Node::DaysThat(Box_::Month, high));
    let (from, until) = (b.constant(Const::Date(day("2026-09-01"))), b.constant(Const::Date(day("2026-12-31"))));
    let first = b.node(Node::FirstDay { condition: high, from, until });
    let (early, late) = (b.constant(Const::Date(day("1999-01-01"))), b.constant(Const::Date(day("2026-12-31"))));
    let long = b.node(Node::FirstDay { condition: high, from: early, until: late });
    let p = &b.program;
    let mut facts = b.facts(&[1]);
    let part =
        |from, until: Option<&str>, value| (day(from), until.map(day), Datum::Const(Const::Number(number(value))));
    let parts = vec![part("2026-09-15", Some("2026-10-10"), 100), part("2026-10-11", None, 200)];
    facts.set(p, 0, &[0], Given::Dated(parts));
    let now = answer(p, &facts, dated, TODAY);
    assert_eq!((now.value, now.until, now.change), (whole(100), day("2026-10-10"), Change::Fact(0)));
    assert_eq!(value(p, &facts, on_other), whole(200));
    let mean = answer(p, &facts, mean, TODAY);
    let exact = Val::Number(Rational::new(10 * 100 + 21 * 200, 31).unwrap());
    assert_eq!((mean.value, mean.until, mean.change), (exact, day("2026-10-31"), Change::Box));
    assert_eq!(value(p, &facts, days), whole(21));
    assert_eq!(bounds(p, &facts, first), (None, None).or_dates("2026-09-01", "2026-10-11"));
    assert_eq!(problem(p, &facts, long), Some(Problem::TooLong));
}

/// The sum of a norm over months: whole months count, the day of evaluation only by its month.
#[test]
fn sums_over_months() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let amount = b.input("bedrag", &[person], money());
    let start = b.input("begin", &[person], Type::Date);
    let (of, from, today) = (b.fact(amount, &[0]), b.fact(start, &[0]), b.node(Node::Peildatum));
    let sum = b.node(Node::MonthSum { value: of, from, until: today });
    let month = b.number(1);
    let before = b.node(Node::Shift(Step::Months, today, month));
    let count = b.node(Node::MonthSum { value: month, from: today, until: before });
    let p = &b.program;
    let mut facts = b.facts(&[1]);
    assert_eq!(value(p, &facts, sum), Val::Unknown);
    let part =
        |from, until: Option<&str>, value| (day(from), until.map(day), Datum::Const(Const::Number(number(value))));
    let parts = vec![part("2026-07-01", Some("2026-09-01"), 100), part("2026-09-02", None, 200)];
    facts.set(p, 0, &[0], Given::Dated(parts));
    facts.set(p, 1, &[0], Given::Always(Datum::Const(Const::Date(day("2026-08-31")))));
    let found = answer(p, &facts, sum, "2026-10-20");
    assert_eq!((found.value, found.until, found.change), (whole(400), day("2026-10-31"), Change::Box));
    let none = answer(p, &facts, sum, "2026-07-31");
    assert_eq!((none.value, none.until), (whole(0), day("2026-07-31")));
    assert_eq!(value(p, &facts, count), whole(2), "one month on is this month and the next");
    facts.set(p, 1, &[0], Given::Always(Datum::Const(Const::Date(day("2026-05-01")))));
    assert_eq!(value(p, &facts, sum), Val::Unknown, "two months are not given");
    facts.set(p, 1, &[0], Given::Always(Datum::Const(Const::Date(day("1976-10-31")))));
    assert_eq!(problem(p, &facts, sum), Some(Problem::TooManyMonths));
}

trait OrDates {
    fn or_dates(self, low: &str, high: &str) -> Self;
}

impl OrDates for (Option<Rational>, Option<Rational>) {
    fn or_dates(self, low: &str, high: &str) -> Self {
        let date = |text| Some(number(i64::from(day(text).days())));
        (date(low), date(high))
    }
}

#[test]
fn as_if_changes_nothing_outside() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let income = b.input("inkomen", &[person], money());
    let other = b.input("toeslag", &[person], money());
    let (read, extra) = (b.fact(income, &[0]), b.fact(other, &[0]));
    let total = b.arithmetic(Operator::Add, read, extra);
    let total = b.plain("totaal", &[person], money(), total);
    let total = b.of(total, &[0]);
    let (target, zero) = (b.fact(income, &[0]), b.number(0));
    let pairs = b.run(&[target, zero]);
    let supposed = b.node(Node::AsIf(total, pairs));
    let difference = b.arithmetic(Operator::Subtract, total, supposed);
    let mut facts = b.facts(&[1]);
    give(&mut facts, &b.program, 0, &[0], Const::Number(number(30)));
    give(&mut facts, &b.program, 1, &[0], Const::Number(number(4)));
    assert_eq!(value(&b.program, &facts, supposed), whole(4));
    assert_eq!(value(&b.program, &facts, difference), whole(30));
    assert_eq!(value(&b.program, &facts, total), whole(34));
}

#[test]
fn periods_on_the_day() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let abroad = b.input("perioden in het buitenland", &[person], Type::Periods);
    let abroad = b.fact(abroad, &[0]);
    let functions = [PeriodFunction::Contains, PeriodFunction::DaysThisYear, PeriodFunction::RunStart];
    let nodes = functions.map(|function| b.node(Node::PeriodsOf(function, abroad)));
    let p = &b.program;
    let mut facts = b.facts(&[1]);
    let list = vec![(day("2025-12-30"), Some(day("2026-01-02"))), (day("2026-09-28"), Some(day("2026-10-05")))];
    facts.set(p, 0, &[0], Given::Always(Datum::Periods(Periods::new(list))));
    let at =
        |today| nodes.map(|node| answer(p, &facts, node, today)).map(|answer| (answer.value, answer.until.to_string()));
    assert_eq!(at(TODAY)[0], (YES, "2026-10-05".into()));
    assert_eq!(at(TODAY)[1], (whole(6), "2026-10-01".into()));
    assert_eq!(at(TODAY)[2], (Val::Date(day("2026-09-28")), "2026-10-05".into()));
    assert_eq!(at("2026-11-01")[1], (whole(10), "2026-12-31".into()));
    assert_eq!(at("2026-11-01")[0], (NO, "9999-12-31".into()));
    give(&mut facts, p, 0, &[0], Const::Empty);
    assert_eq!(nodes.map(|node| value(p, &facts, node)), [NO, whole(0), Val::Empty]);
}

/// All facts, clauses and rules in a reason, in order.
fn flat(reason: &Reason) -> Vec<What> {
    let mut list = vec![reason.what.clone()];
    list.extend(reason.children.iter().flat_map(flat));
    list
}

#[test]
fn reasons_tell_only_what_mattered() {
    let (mut b, c) = conditions(4);
    let all = b.all(&c);
    b.program.texts.push("a. de persoon woont in Nederland".into());
    b.program.labels.push((c[1], 0));
    let p = &b.program;
    let mut facts = b.facts(&[1]);
    known(p, &mut facts, &[(0, true), (1, false), (3, false)]);
    let reason = on(p, &facts, |evaluation| evaluation.reasons(all, &[0], day(TODAY)));
    let used = Used::of(p, [&reason]);
    assert_eq!(used.facts.iter().map(|(input, _)| *input).collect::<Vec<_>>(), [1, 3], "every ground, nothing else");
    assert!(used.unknown.is_empty());
    assert_eq!(reason.children[0].what, What::Clause(0));
    known(p, &mut facts, &[(1, true), (3, true)]);
    let reason = on(p, &facts, |evaluation| evaluation.reasons(all, &[0], day(TODAY)));
    let used = Used::of(p, [&reason]);
    assert_eq!((used.facts.len(), used.unknown.len()), (0, 1));
    assert_eq!(used.unknown[0].2, Told::Nothing);
}

#[test]
fn reasons_name_rules_and_exceptions() {
    let (program, node, _) = exceptions(Some(Const::Bool(false)), None, Const::Bool(true));
    let mut facts = Facts::new(&program, day(TODAY), vec![vec!["a".into()]]);
    known(&program, &mut facts, &[(0, true), (1, false), (2, false)]);
    let rules = |facts: &Facts| {
        let reason = on(&program, facts, |evaluation| evaluation.reasons(node, &[0], day(TODAY)));
        let rules: Vec<What> =
            flat(&reason).into_iter().filter(|what| matches!(what, What::Rule { .. } | What::Silent(_))).collect();
        (rules, Used::of(&program, [&reason]))
    };
    let (list, used) = rules(&facts);
    assert_eq!(list, [What::Rule { rule: 2, outcome: Applied::Applied }, What::Silent(vec![0, 1])]);
    assert_eq!((used.rules, used.facts.len()), (vec![2], 1));
    known(&program, &mut facts, &[(1, true)]);
    let (list, used) = rules(&facts);
    let replaced = What::Rule { rule: 2, outcome: Applied::ReplacedBy(0) };
    assert_eq!(list, [replaced, What::Rule { rule: 0, outcome: Applied::Applied }, What::Silent(vec![1])]);
    assert_eq!(used.rules, [0]);
    assert_eq!(used.facts[0].0, 1, "the ground of refusal is the exception's");
}

#[test]
fn reasons_see_what_comes_of_an_exception_that_is_replaced() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let cap = b.parameter("plafond", &[("2026-01-01", None, None)]);
    let (five, cap) = (b.number(5), b.node(Node::Parameter(cap)));
    let amount = b.rule(NONE, cap, &[]);
    let away = b.rule(NONE, NONE, &[amount]);
    let rule = b.rule(NONE, five, &[away]);
    let term = b.term("norm", &[person], money(), &[rule]);
    let norm = b.of(term, &[0]);
    let reason = on(&b.program, &b.facts(&[1]), |evaluation| evaluation.reasons(norm, &[0], day(TODAY)));
    assert!(reason.value.is_open());
    assert_eq!(Used::of(&b.program, [&reason]).parameters.len(), 1, "{reason:#?}");
}

#[test]
fn reasons_tell_a_term_once_and_faults_where_they_arise() {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let income = b.input("inkomen", &[person], money());
    let income = b.fact(income, &[0]);
    let term = b.plain("inkomen", &[person], money(), income);
    let (first, second) = (b.of(term, &[0]), b.of(term, &[0]));
    let sum = b.arithmetic(Operator::Add, first, second);
    let zero = b.number(0);
    let bad = b.arithmetic(Operator::Divide, sum, zero);
    let bad = b.plain("quotiënt", &[person], money(), bad);
    let bad = b.of(bad, &[0]);
    let mut facts = b.facts(&[1]);
    give(&mut facts, &b.program, 0, &[0], Const::Number(number(3)));
    let reason = on(&b.program, &facts, |evaluation| evaluation.reasons(sum, &[0], day(TODAY)));
    let again = |reason: &Reason| matches!(reason.what, What::Term { again: true, .. });
    assert_eq!(reason.children.iter().map(again).collect::<Vec<_>>(), [false, true]);
    let reason = on(&b.program, &facts, |evaluation| evaluation.reasons(bad, &[0], day(TODAY)));
    let used = Used::of(&b.program, [&reason]);
    assert_eq!(used.faults.iter().map(|fault| fault.problem).collect::<Vec<_>>(), [Problem::DivisionByZero]);
}
