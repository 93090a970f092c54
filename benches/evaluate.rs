//! How long evaluation takes, without reasons: a chain of terms for one person, and a household.
#![allow(clippy::disallowed_methods, clippy::float_arithmetic, clippy::print_stdout, reason = "a bench measures time")]

#[path = "../tests/oracle/build.rs"]
mod build;

use build::{Builder, day, give, money, number};
use std::hint::black_box;
use std::time::Instant;
use toegang::evaluate::{Datum, Facts, Given, Machine};
use toegang::program::{Comparison, Const, Fold, NONE, Node, NodeId, Operator, Program, Type};
use toegang::values::{Date, Rational, Rounding};

/// 15 terms, one upon the other, for one person: a norm by age, an income test, an amount.
fn chain() -> (Program, Facts, NodeId) {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let birth = b.input("geboortedatum", &[person], Type::Date);
    let resident = b.input("woont in Nederland", &[person], Type::Bool);
    let income = b.input("inkomen", &[person], money());
    let norm = b.parameter("norm", &[("2025-01-01", None, Some(190_000)), ("2026-01-01", None, Some(200_213))]);
    let birth = b.fact(birth, &[0]);
    let age = b.age(birth);
    let age = b.plain("leeftijd", &[person], Type::Bool, age);
    let (of_age, limit) = (b.of(age, &[0]), b.number(21));
    let adult = b.compare(Comparison::AtLeast, of_age, limit);
    let yes = b.bool(true);
    let resident = b.fact(resident, &[0]);
    let both = b.all(&[resident, adult]);
    let rule = b.rule(both, yes, &[]);
    let entitled = b.term("is rechthebbende", &[person], Type::Bool, &[rule]);
    let entitled = b.of(entitled, &[0]);
    let not = b.node(Node::Not(entitled));
    let full = b.node(Node::Parameter(norm));
    let zero = b.number(0);
    let (first, second) = (b.rule(entitled, full, &[]), b.rule(not, zero, &[]));
    let norm = b.term("norm", &[person], money(), &[first, second]);
    let income = b.fact(income, &[0]);
    let mut last = b.plain("inkomen", &[person], money(), income);
    for step in 0..10 {
        let (value, factor) = (b.of(last, &[0]), b.constant(Const::Number(Rational::new(9 + step, 10).unwrap())));
        let product = b.arithmetic(Operator::Multiply, value, factor);
        let rounded = b.node(Node::Round(Rounding::Rekenkundig, number(1), product));
        last = b.plain("stap", &[person], money(), rounded);
    }
    let (norm, counted) = (b.of(norm, &[0]), b.of(last, &[0]));
    let above = b.arithmetic(Operator::PartAbove, norm, counted);
    let amount = b.plain("bijstand", &[person], money(), above);
    let node = b.of(amount, &[0]);
    let mut facts = b.facts(&[1]);
    give(&mut facts, &b.program, 0, &[0], Const::Date(day("1990-05-01")));
    give(&mut facts, &b.program, 1, &[0], Const::Bool(true));
    give(&mut facts, &b.program, 2, &[0], Const::Number(number(1000)));
    (b.program, facts, node)
}

/// A household of two adults and two others, about 150 terms: ages, pair terms, a norm with sharing, sums.
fn household() -> (Program, Facts, NodeId) {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let home = b.class("huishouden", true);
    let birth = b.input("geboortedatum", &[person], Type::Date);
    let income = b.input("inkomen", &[person], money());
    let lease = b.input("heeft een huurovereenkomst met", &[person, person], Type::Bool);
    let adults = b.input("volwassenen", &[home], Type::Many(person));
    let others = b.input("medebewoners", &[home], Type::Many(person));
    let norm = b.parameter("norm", &[("2026-01-01", None, Some(200_213))]);
    let house = b.node(Node::Singleton(home));
    let birth = b.fact(birth, &[0]);
    let age = b.age(birth);
    let age = b.plain("leeftijd", &[person], Type::Bool, age);
    let grown = |b: &mut Builder, variable, years| {
        let (age, limit) = (b.of(age, &[variable]), b.number(years));
        b.compare(Comparison::AtLeast, age, limit)
    };
    let yes = b.bool(true);
    // A housemate shares, unless there is a lease.
    let old = grown(&mut b, 0, 27);
    let lease = b.fact(lease, &[0, 1]);
    let exception = b.rule(lease, NONE, &[]);
    let rule = b.rule(old, yes, &[exception]);
    let shares = b.term("is kostendelende medebewoner van", &[person, person], Type::Bool, &[rule]);
    let (share, many) = (b.of(shares, &[1, 0]), b.node(Node::Input(others, house, NONE)));
    let domain = b.run(&[many]);
    let count = b.node(Node::Fold { fold: Fold::Count, variable: 1, domain, filter: share, value: NONE });
    let count = b.plain("aantal kostendelers", &[person], money(), count);
    let (count, one, full) = (b.of(count, &[0]), b.number(1), b.node(Node::Parameter(norm)));
    let people = b.arithmetic(Operator::Add, count, one);
    let (part, base) = (
        b.constant(Const::Number(Rational::new(3, 10).unwrap())),
        b.constant(Const::Number(Rational::new(4, 10).unwrap())),
    );
    let parts = b.arithmetic(Operator::Multiply, people, part);
    let parts = b.arithmetic(Operator::Add, base, parts);
    let share = b.arithmetic(Operator::Divide, parts, people);
    let share = b.arithmetic(Operator::Multiply, share, full);
    let share = b.node(Node::Round(Rounding::Rekenkundig, number(1), share));
    let adult = grown(&mut b, 0, 21);
    let young = b.node(Node::Not(adult));
    let low = b.number(30_000);
    let (first, second) = (b.rule(adult, share, &[]), b.rule(young, low, &[]));
    let mut norm = b.term("norm", &[person], money(), &[first, second]);
    let income = b.fact(income, &[0]);
    let mut counted = b.plain("inkomen", &[person], money(), income);
    for step in 0..30 {
        for last in [&mut norm, &mut counted] {
            let value = b.of(*last, &[0]);
            let (limit, adult) = (b.number(step), grown(&mut b, 0, 18));
            let above = b.arithmetic(Operator::Maximum, value, limit);
            let value = b.of(*last, &[0]);
            let minor = b.node(Node::Not(adult));
            let (first, second) = (b.rule(adult, above, &[]), b.rule(minor, value, &[]));
            *last = b.term("stap", &[person], money(), &[first, second]);
        }
    }
    let many = b.node(Node::Input(adults, house, NONE));
    let domain = b.run(&[many]);
    let mut sum = |term| {
        let value = b.of(term, &[1]);
        b.node(Node::Fold { fold: Fold::Sum, variable: 1, domain, filter: NONE, value })
    };
    let (norms, incomes) = (sum(norm), sum(counted));
    let above = b.arithmetic(Operator::PartAbove, norms, incomes);
    let amount = b.plain("bijstand", &[home], money(), above);
    let node = b.of(amount, &[0]);
    let mut facts = b.facts(&[4, 1]);
    for object in 0..4 {
        give(&mut facts, &b.program, 0, &[object], Const::Date(day("1990-05-01")));
        give(&mut facts, &b.program, 1, &[object], Const::Number(number(1000)));
        for other in 0..4 {
            give(&mut facts, &b.program, 2, &[object, other], Const::Bool(object == 2 && other == 1));
        }
    }
    for (input, members) in [(3, vec![0, 1]), (4, vec![2, 3])] {
        facts.set(&b.program, input, &[0], Given::Always(Datum::Objects { members, complete: true }));
    }
    (b.program, facts, node)
}

fn measure(name: &str, (program, facts, node): (Program, Facts, NodeId), today: Date) {
    let mut machine = Machine::new(&program);
    let mut e = machine.load(&facts);
    let answer = e.value(node, &[0], today);
    if let Some(count) = std::env::args().find_map(|argument| argument.parse::<u32>().ok()) {
        for _ in 0..count {
            black_box(machine.load(black_box(&facts)).value(node, &[0], today));
        }
        return;
    }
    let mut times: Vec<f64> = (0..41)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..2000 {
                black_box(machine.load(black_box(&facts)).value(node, &[0], today));
            }
            start.elapsed().as_secs_f64() / 2000.0 * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{name}: {} terms, {} nodes, median {:.3} µs, best {:.3} µs, {answer:?}",
        program.terms.len(),
        program.nodes.len(),
        times[20],
        times[0]
    );
}

fn main() {
    measure("chain", chain(), day("2026-10-01"));
    measure("household", household(), day("2026-10-01"));
}
