//! The machine against the oracle: random programs, random facts.
//!
//! `TOEGANG_CASES` says how many programs; without it there are enough for some twenty seconds.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests")]

mod oracle;

use oracle::generate::{Choices, Generator, complete, datum, facts, places, settled};
use oracle::{Oracle, V};
use proptest::prelude::*;
use toegang::evaluate::{Answer, Datum, Evaluation, Facts, Given, Machine, Used, Val};
use toegang::program::bytes::{from_bytes, to_bytes};
use toegang::program::{NodeId, Program};
use toegang::values::{Date, Rational};

/// A value of the machine as the oracle writes it; bounded ones apart.
#[derive(Clone, Debug, PartialEq)]
enum Found {
    Value(V),
    Between(Option<Rational>, Option<Rational>),
}

fn found(evaluation: &Evaluation, value: Val) -> Found {
    let datum = |place: toegang::evaluate::Place| {
        let facts = evaluation.facts();
        facts.datum(place).unwrap().clone()
    };
    Found::Value(match value {
        Val::Unknown => V::Unknown,
        Val::Fault(_) => V::Fault,
        Val::Empty => V::Empty,
        Val::Bool(value) => V::Bool(value),
        Val::Number(value) => V::Number(value),
        Val::Date(value) => V::Date(value),
        Val::Choice(value) => V::Choice(value),
        Val::Object(value) => V::Object(value),
        Val::Text(_) | Val::Said(_) => V::Text(evaluation.text(value).unwrap().to_string()),
        Val::Between(_) => {
            let interval = evaluation.interval(value).unwrap();
            return Found::Between(interval.low, interval.high);
        }
        Val::Objects(place) => match datum(place) {
            Datum::Objects { members, complete } => V::Objects(members, complete),
            other => panic!("{other:?}"),
        },
        Val::Periods(place) => match datum(place) {
            Datum::Periods(periods) => V::Periods(periods),
            other => panic!("{other:?}"),
        },
    })
}

fn ask(program: &Program, facts: &Facts, node: NodeId, day: Date) -> (Found, Answer) {
    let mut machine = Machine::new(program);
    let mut evaluation = machine.load(facts);
    let answer = evaluation.value(node, &[0], day);
    (found(&evaluation, answer.value), answer)
}

/// Whether a value lies within bounds.
fn lies(value: &V, low: Option<Rational>, high: Option<Rational>) -> bool {
    let number = match value {
        V::Number(number) => *number,
        V::Date(day) => Rational::from_int(i64::from(day.days())),
        _ => return false,
    };
    low.is_none_or(|low| low <= number) && high.is_none_or(|high| number <= high)
}

/// What the oracle knows, the machine knows; a fault stays one.
fn as_precise(found: &Found, value: &V) -> bool {
    match value {
        V::Unknown => true,
        V::Fault => matches!(found, Found::Value(V::Fault | V::Unknown) | Found::Between(..)),
        value => *found == Found::Value(value.clone()),
    }
}

/// What the machine says holds however the unknown facts turn out, unless that is a fault.
fn holds(found: &Found, value: &V) -> bool {
    match (found, value) {
        (Found::Value(V::Unknown), _) | (_, V::Unknown) => true,
        (Found::Value(V::Fault), value) => *value == V::Fault,
        (_, V::Fault) => true,
        (Found::Value(found), value) => found == value,
        (Found::Between(low, high), value) => lies(value, *low, *high),
    }
}

/// A node as a tree, for messages.
fn tree(program: &Program, node: NodeId, depth: usize) -> String {
    use toegang::program::Node;
    let mut text = format!("\n{}n{node} {:?}", "  ".repeat(depth), program.nodes[node as usize]);
    let mut children = Vec::new();
    program.each_child(program.nodes[node as usize], &mut |child| children.push(child));
    if let Node::Term(term, ..) = program.nodes[node as usize] {
        children.push(program.terms[term as usize].body);
    }
    children.into_iter().for_each(|child| text.push_str(&tree(program, child, depth + 1)));
    text
}

/// What is given, for messages.
fn given(program: &Program, facts: &Facts) -> String {
    let list = places(program, facts)
        .into_iter()
        .map(|(input, args)| format!("\n{input} {args:?}: {:?}", facts.get(program, input, &args).unwrap()));
    list.collect()
}

struct Case {
    program: Program,
    nodes: Vec<NodeId>,
    facts: Facts,
    day: Date,
    more: Vec<u32>,
}

fn case(stream: &[u32]) -> Case {
    let half = stream.len() / 2;
    let (program, nodes) = Generator::program(&stream[..half]);
    let mut c = Choices::new(&stream[half..]);
    let day = c.day();
    let facts = facts(&program, &mut c);
    Case { program, nodes, facts, day, more: stream.iter().rev().copied().collect() }
}

/// The machine and the oracle say the same, as far as the oracle knows, and on every completion of the facts.
fn agrees(case: &Case) -> Result<(), TestCaseError> {
    let Case { program, facts, day, more, .. } = case;
    let mut c = Choices::new(more);
    for node in &case.nodes {
        let (found, _) = ask(program, facts, *node, *day);
        let Some(value) = Oracle::value(program, facts, *node, &[0], *day) else { continue };
        let told = || format!("on {day}{}{}", tree(program, *node, 0), given(program, facts));
        prop_assert!(as_precise(&found, &value), "machine {found:?}, oracle {value:?} {}", told());
        for _ in 0..6 {
            let (program, facts) = (settled(program, &mut c), complete(program, facts, &mut c));
            let Some(value) = Oracle::value(&program, &facts, *node, &[0], *day) else { continue };
            let with = || format!("{}\ncompleted:{}", told(), given(&program, &facts));
            prop_assert!(holds(&found, &value), "machine {found:?}, oracle {value:?} {}", with());
            let (again, _) = ask(&program, &facts, *node, *day);
            prop_assert!(as_precise(&again, &value), "completed: machine {again:?}, oracle {value:?} {}", with());
        }
    }
    Ok(())
}

/// Up to and including the last day that the machine names, nothing changes.
fn lasts(case: &Case) -> Result<(), TestCaseError> {
    let Case { program, facts, day, .. } = case;
    let mut machine = Machine::new(program);
    for node in &case.nodes {
        let (first, answer) = ask(program, facts, *node, *day);
        prop_assert!(answer.until >= *day);
        let last = day.days_until(answer.until).min(800);
        let mut evaluation = machine.load(facts);
        for step in (0..=last.min(20)).chain((20..=last).step_by(13)).chain([last - 1, last]).filter(|step| *step > 0) {
            let later = day.add_days(step).unwrap();
            let again = evaluation.value(*node, &[0], later);
            let then = found(&evaluation, again.value);
            prop_assert!(
                then == first,
                "{first:?} on {day} until {}, but on {later} {then:?} {}{}",
                answer.until,
                tree(program, *node, 0),
                given(program, facts)
            );
        }
    }
    Ok(())
}

/// A machine that was used before answers what a new one does; so does one of the bytes of the program.
fn remembers(case: &Case) -> Result<(), TestCaseError> {
    let Case { program, facts, day, .. } = case;
    let loaded = from_bytes(&to_bytes(program));
    prop_assert_eq!(loaded.as_ref(), Ok(program));
    let mut machine = Machine::new(program);
    let empty = Facts::new(program, *day, facts.objects.clone());
    for node in &case.nodes {
        machine.load(&empty).value(*node, &[0], *day);
    }
    let mut evaluation = machine.load(facts);
    for node in case.nodes.iter().chain(&case.nodes) {
        for later in [20, 0, 3] {
            let later = day.add_days(later).unwrap();
            let answer = evaluation.value(*node, &[0], later);
            let (fresh, _) = ask(program, facts, *node, later);
            prop_assert_eq!(found(&evaluation, answer.value), fresh);
        }
    }
    Ok(())
}

/// On a branch a machine answers what a new one does for its facts, and rests on the same; and so it does after leaving.
fn branches(case: &Case) -> Result<(), TestCaseError> {
    let Case { program, day, more, .. } = case;
    let (mut facts, mut c) = (case.facts.clone(), Choices::new(more));
    let (mut machine, mut fresh) = (Machine::new(program), Machine::new(program));
    let known = places(program, &facts);
    drop(machine.load(&facts));
    let mut left: Vec<(u32, Vec<u32>, Given)> = Vec::new();
    for _ in 0..8 {
        let (mut evaluation, mut anew) = (machine.resume(&facts), fresh.load(&facts));
        for node in &case.nodes {
            for later in [0, 40] {
                let later = day.add_days(later).unwrap();
                let answer = evaluation.value(*node, &[0], later);
                let expected = anew.value(*node, &[0], later);
                prop_assert_eq!(found(&evaluation, answer.value), found(&anew, expected.value));
                prop_assert_eq!((answer.until, answer.change), (expected.until, expected.change));
                let used = evaluation.used(*node, &[0], later);
                prop_assert_eq!(used, anew.used(*node, &[0], later), "node {} on {}", node, later);
            }
        }
        if c.pick(3) == 0
            && let Some((input, args, before)) = left.pop()
        {
            facts.set(program, input, args.as_slice(), before);
            machine.leave();
        } else if !known.is_empty() {
            let (input, args) = &known[c.pick(u32::try_from(known.len()).unwrap()) as usize];
            let given = match c.pick(4) {
                0 => Given::Unknown,
                _ => Given::Always(datum(program, *input, &facts, &mut c)),
            };
            left.push((*input, args.clone(), facts.get(program, *input, args).unwrap()));
            machine.branch(*input);
            facts.set(program, *input, args, given);
        }
    }
    Ok(())
}

/// The facts that a reason names are enough for the value.
fn suffices(case: &Case) -> Result<(), TestCaseError> {
    let Case { program, facts, day, .. } = case;
    for node in &case.nodes {
        let mut machine = Machine::new(program);
        let mut evaluation = machine.load(facts);
        let reason = evaluation.reasons(*node, &[0], *day);
        let told = found(&evaluation, reason.value);
        let (first, _) = ask(program, facts, *node, *day);
        prop_assert_eq!(&told, &first);
        let short = Used::of(program, [&reason]);
        let used = evaluation.used(*node, &[0], *day);
        prop_assert!(short.facts.iter().all(|fact| used.facts.contains(fact)), "node {}", node);
        let faulty = first == Found::Value(V::Fault);
        prop_assert!(!faulty || !short.faults.is_empty() || short.cut, "a fault that is not told: {:#?}", reason);
        if used.cut || matches!(first, Found::Between(..) | Found::Value(V::Unknown | V::Fault)) {
            let open = first == Found::Value(V::Unknown) || matches!(first, Found::Between(..));
            let bounded = |(input, args): &(u32, toegang::evaluate::Args)| {
                let given = facts.get(program, *input, args.as_slice());
                !matches!(given, Some(Given::Always(Datum::Const(_) | Datum::Object(_))))
            };
            let cause = !short.unknown.is_empty() || short.facts.iter().any(bounded) || !short.parameters.is_empty();
            prop_assert!(
                !open || used.cut || cause,
                "open without a cause on {}{}{}",
                day,
                tree(program, *node, 0),
                given(program, facts)
            );
            continue;
        }
        let mut fewer = Facts::new(program, facts.decision_day, facts.objects.clone());
        for (input, args) in places(program, facts) {
            if used.facts.iter().any(|(known, of)| *known == input && of.as_slice() == args) {
                fewer.set(program, input, &args, facts.get(program, input, &args).unwrap());
            }
        }
        let (again, _) = ask(program, &fewer, *node, *day);
        let told = || format!("{:?}{}{}", used.facts, tree(program, *node, 0), given(program, facts));
        prop_assert!(again == first, "{first:?} on {day}, but with only the facts told {again:?}: {}", told());
    }
    Ok(())
}

fn cases() -> u32 {
    std::env::var("TOEGANG_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 3000, ..ProptestConfig::default() })]

    #[test]
    fn the_machine_agrees_with_the_oracle(stream in proptest::collection::vec(any::<u32>(), 0..700)) {
        agrees(&case(&stream))?;
    }

    #[test]
    fn a_value_lasts_until_its_horizon(stream in proptest::collection::vec(any::<u32>(), 0..700)) {
        lasts(&case(&stream))?;
    }

    #[test]
    fn memory_changes_nothing(stream in proptest::collection::vec(any::<u32>(), 0..500)) {
        remembers(&case(&stream))?;
    }

    #[test]
    fn a_branch_is_a_case_of_its_own(stream in proptest::collection::vec(any::<u32>(), 0..500)) {
        branches(&case(&stream))?;
    }

    #[test]
    fn the_facts_that_reasons_name_suffice(stream in proptest::collection::vec(any::<u32>(), 0..500)) {
        suffices(&case(&stream))?;
    }
}
