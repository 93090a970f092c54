//! The byte form of programs: what was saved loads, and nothing else does.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "oracle/build.rs"]
mod build;

use build::{Builder, day, money, number};
use proptest::prelude::*;
use toegang::evaluate::Machine;
use toegang::program::bytes::{BytesError, FORMAT, from_bytes, to_bytes};
use toegang::program::validate::{DEEPEST, Flaw, validate};
use toegang::program::{
    Box_, Comparison, Const, DataUse, Fold, NONE, Node, NodeId, Operator, Program, Source, Sources, Step, Type,
};
use toegang::values::{Date, Rational, Rounding, Text};

/// A small program with some of everything.
fn sample() -> Program {
    let mut b = Builder::default();
    let person = b.class("persoon", false);
    let home = b.class("huishouden", true);
    let income = b.input("inkomen", &[person], money());
    let many = b.input("leden", &[home], Type::Many(person));
    let norm = b.parameter("norm", &[("2026-01-01", Some("2026-06-30"), Some(5)), ("2026-07-01", None, None)]);
    let home = b.node(Node::Singleton(home));
    let (source, norm) = (b.node(Node::Input(many, home, NONE)), b.node(Node::Parameter(norm)));
    let domain = b.run(&[source]);
    let value = b.fact(income, &[1]);
    let sum = b.node(Node::Fold { fold: Fold::Sum, variable: 1, domain, filter: NONE, value });
    let low = b.compare(Comparison::Less, sum, norm);
    let rule = b.rule(low, norm, &[]);
    let term = b.term("bijstand", &[person], money(), &[rule]);
    let of = b.of(term, &[0]);
    let (target, zero) = (b.fact(income, &[0]), b.number(0));
    let pairs = b.run(&[target, zero]);
    let supposed = b.node(Node::AsIf(of, pairs));
    b.node(Node::DailyMean(Box_::Month, supposed));
    b.program.texts.push("tekst".into());
    b.program
}

#[test]
fn what_was_saved_loads() {
    let program = sample();
    assert_eq!(validate(&program), Ok(()));
    let bytes = to_bytes(&program);
    assert_eq!(from_bytes(&bytes), Ok(program));
    let mut longer = bytes.clone();
    longer.push(0);
    assert_eq!(from_bytes(&longer), Err(BytesError::Malformed));
    assert_eq!(from_bytes(&bytes[..bytes.len() - 1]), Err(BytesError::Malformed));
    assert_eq!(from_bytes(&bytes[1..]), Err(BytesError::NotAProgram));
    let mut other = bytes;
    other[8] = 77;
    assert_eq!(from_bytes(&other), Err(BytesError::OtherFormat(77)));
    assert_ne!(FORMAT, 77);
}

/// What stands in the bytes of a program before its first text.
const HEAD: usize = 10;

/// Whether bytes are refused after a change.
fn damaged(mut bytes: Vec<u8>, change: impl FnOnce(&mut Vec<u8>)) -> bool {
    change(&mut bytes);
    from_bytes(&bytes) == Err(BytesError::Malformed)
}

/// Puts other bytes in the place of the only ones like these.
fn swap(bytes: &mut Vec<u8>, old: &[u8], new: &[u8]) {
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(old)).collect();
    assert_eq!(places.len(), 1, "{old:?}");
    bytes.splice(places[0]..places[0] + old.len(), new.iter().copied());
}

#[test]
fn every_shorter_piece_is_refused() {
    let bytes = to_bytes(&sample());
    for end in HEAD..bytes.len() {
        assert_eq!(from_bytes(&bytes[..end]), Err(BytesError::Malformed), "{end}");
    }
}

#[test]
fn no_length_is_believed() {
    let empty = to_bytes(&Program::default());
    let all = [&[0xff; 9][..], &[1]].concat();
    let longer: [&[u8]; 6] = [&[1], &[0x7f], &[0xff, 0xff, 0xff, 0xff, 0x0f], &all, &[0xff; 12], &[0x80, 0]];
    for at in HEAD..empty.len() {
        for length in longer {
            let put = |bytes: &mut Vec<u8>| drop(bytes.splice(at..=at, length.iter().copied()));
            assert!(damaged(empty.clone(), put), "{length:?} at {at}");
        }
    }
}

#[test]
fn texts_are_whole_and_known() {
    let texts = ["één", "twee"];
    let bytes = to_bytes(&Program { roles: texts.iter().map(|text| (*text).into()).collect(), ..Program::default() });
    // Two roles, each a text that was not named before.
    assert_eq!(from_bytes(&bytes).unwrap().roles, texts);
    let roles: &[u8] = &[2, 1, 0, 1, 0];
    let put = |new: &[u8]| damaged(bytes.clone(), |bytes| swap(bytes, roles, new));
    assert!(put(&[2, 1, 0, 0]), "a text that nothing names");
    assert!(put(&[3, 1, 0, 1, 0, 1, 0]), "a third text");
    assert!(!put(&[3, 1, 0, 1, 0, 3]), "the last text once more");
    assert!(!put(&[4, 1, 0, 1, 0, 2, 0]), "the first once more, and the empty text");
    assert!(put(&[3, 1, 0, 1, 0, 4]), "a text that was not named");
    assert!(put(&[3, 1, 0, 1, 0, 1, 6]), "a text before the first");
    assert!(put(&[3, 1, 0, 1, 0, 1, 3]), "a text after the last");
    assert!(damaged(bytes.clone(), |bytes| swap(bytes, "één".as_bytes(), &[0xff; 5])), "no UTF-8");
}

#[test]
fn a_key_that_follows_from_the_name_is_not_written() {
    let mut b = Builder::default();
    for key in ["netto_inkomen", "netto_inkomen", "inkomen"] {
        let input = b.input("netto inkomen", &[], money());
        b.program.inputs[input as usize].key = key.into();
    }
    let bytes = to_bytes(&b.program);
    let written = |key: &str| bytes.windows(key.len()).any(|part| part == key.as_bytes());
    assert!(!written("netto_inkomen"));
    assert_eq!(from_bytes(&bytes), Ok(b.program));
}

#[test]
fn sources_are_known() {
    let source: Sources = [Source { regulation: "Pw".into(), article: "19".into(), ..Source::default() }].into();
    let of =
        || DataUse { from: "".into(), to: "".into(), source: source.clone(), first: None, last: None, allowed: None };
    let program = Program { uses: vec![of(), of()], ..Program::default() };
    let bytes = to_bytes(&program);
    assert_eq!(from_bytes(&bytes).as_ref(), Ok(&program));
    // Two uses: no texts, the sources of each, and how many the only list of them has.
    let last = |list| [2, 0, 0, 0, 0, 1, 0, list, 1];
    let put = |list| damaged(bytes.clone(), |bytes| swap(bytes, &last(2), &last(list)));
    assert!(!put(0), "no sources");
    assert!(put(3), "a list that was not named");
}

#[test]
fn few_bytes_name_no_endless_text() {
    let long: Text = "x".repeat(1 << 20).into();
    let roles = |count| Program { roles: vec![long.clone(); count], ..Program::default() };
    assert_eq!(from_bytes(&to_bytes(&roles(10))), Ok(roles(10)));
    assert_eq!(from_bytes(&to_bytes(&roles(100))), Err(BytesError::Malformed));
}

#[test]
fn a_value_has_one_form() {
    let bytes = |value| {
        let nodes = vec![Node::Const(value), Node::Variable(5)];
        to_bytes(&Program { nodes, ..Program::default() })
    };
    // Two nodes: a constant and a variable; the constant; the number of the variable.
    let refused = |value, old: &[u8], new: &[u8]| {
        let (old, new) = ([&[2, 0, 5], old, &[5]].concat(), [&[2, 0, 5], new, &[5]].concat());
        damaged(bytes(value), |bytes| swap(bytes, &old, &new))
    };
    let half = Const::Number(Rational::new(1, 2).unwrap());
    assert!(!refused(half, &[1, 2, 4], &[1, 1, 4]), "minus one half");
    assert!(refused(half, &[1, 2, 4], &[1, 4, 8]), "not in lowest terms");
    assert!(refused(half, &[1, 2, 4], &[1, 2, 0]), "divided by zero");
    assert!(refused(half, &[1, 2, 4], &[1, 0x82, 0, 4]), "longer than need be");
    let first = Const::Date(Date::from_days(0).unwrap());
    assert!(!refused(first, &[2, 0], &[2, 1]), "the day before");
    assert!(refused(first, &[2, 0], &[2, 0xff, 0xff, 0xff, 0xff, 0x0f]), "past the calendar");
    assert!(!refused(Const::Bool(true), &[0, 1], &[0, 0]), "nee");
    assert!(refused(Const::Bool(true), &[0, 1], &[0, 2]), "neither");
    assert!(refused(Const::Empty, &[5], &[6]), "no constant");
}

#[test]
fn a_node_names_one_before_it() {
    let bytes = to_bytes(&Program { nodes: vec![Node::Variable(5), Node::Not(0)], ..Program::default() });
    // Two nodes: a variable, of number 5, and the denial of the first node there is.
    let denied = |id| damaged(bytes.clone(), |bytes| swap(bytes, &[2, 5, 12, 5, 1], &[2, 5, 12, 5, id]));
    assert!(denied(18), "before the first");
    assert!(denied(17), "one of the first, by how far back it lies");
}

/// The flaw of a program after a change.
fn flaw(change: impl FnOnce(&mut Program)) -> Option<Flaw> {
    let mut program = sample();
    change(&mut program);
    validate(&program).err().map(|invalid| invalid.flaw)
}

#[test]
fn unsound_programs_are_refused() {
    let last = |program: &Program| NodeId::try_from(program.nodes.len()).unwrap();
    assert_eq!(flaw(|_| {}), None);
    assert_eq!(flaw(|p| p.nodes.push(Node::Not(last(p)))), Some(Flaw::ChildNotBefore));
    assert_eq!(flaw(|p| p.nodes.push(Node::Not(NONE))), Some(Flaw::WrongNode));
    assert_eq!(flaw(|p| p.nodes.push(Node::Not(p.terms[0].body))), Some(Flaw::WrongNode));
    assert_eq!(flaw(|p| p.nodes.push(Node::Input(0, NONE, NONE))), Some(Flaw::Arity));
    assert_eq!(flaw(|p| p.nodes.push(Node::Parameter(1))), Some(Flaw::OutOfRange));
    assert_eq!(flaw(|p| p.nodes.push(Node::Variable(8))), Some(Flaw::Variable));
    assert_eq!(flaw(|p| p.nodes.push(Node::Const(Const::Text(1)))), Some(Flaw::OutOfRange));
    assert_eq!(flaw(|p| p.terms[0].ty = Type::Bool), Some(Flaw::WrongType));
    assert_eq!(flaw(|p| p.terms[0].body = 0), Some(Flaw::WrongNode));
    assert_eq!(flaw(|p| p.inputs[0].args = vec![0, 0, 0]), Some(Flaw::Arity));
    assert_eq!(flaw(|p| p.labels = vec![(1, 0), (1, 0)]), Some(Flaw::Order));
    assert_eq!(flaw(|p| p.parameters[0].versions[1].from = day("2026-06-30")), Some(Flaw::Order));
    let run = toegang::program::Run { start: u32::MAX, len: 2 };
    assert_eq!(flaw(|p| p.nodes.push(Node::All(run))), Some(Flaw::OutOfRange));
}

#[test]
fn a_term_that_depends_on_itself_is_refused() {
    let mut b = Builder::default();
    let node = b.node(Node::Term(0, NONE, NONE));
    let term = b.plain("x", &[], money(), node);
    assert_eq!(validate(&b.program).unwrap_err().flaw, Flaw::Circle);
    let facts = b.facts(&[]);
    let answer = Machine::new(&b.program).load(&facts).term(term, &[], day("2026-01-01")).value;
    assert!(!answer.is_known(), "even unchecked it does not run out of the stack");
}

/// Adds a node upon a node, of a kind.
fn upon(b: &mut Builder, kind: u32, below: NodeId) -> NodeId {
    match kind {
        0 => b.node(Node::Not(below)),
        1 => b.all(&[below]),
        2 => b.arithmetic(Operator::Add, below, below),
        3 => b.node(Node::Choose(below, below, below)),
        4 => {
            let domain = b.run(&[below]);
            b.node(Node::Fold { fold: Fold::Exists, variable: 1, domain, filter: below, value: below })
        }
        5 => {
            let of = b.plain("term", &[], money(), below);
            b.node(Node::Term(of, NONE, NONE))
        }
        6 => b.node(Node::FirstDay { condition: below, from: below, until: below }),
        7 => b.node(Node::DailyMean(Box_::Month, below)),
        8 => {
            let (target, zero) = (b.node(Node::Input(0, NONE, NONE)), below);
            let pairs = b.run(&[target, zero]);
            b.node(Node::AsIf(below, pairs))
        }
        9 => b.node(Node::Shift(Step::Days, below, below)),
        10 => b.node(Node::Round(Rounding::Rekenkundig, number(1), below)),
        11 => b.compare(Comparison::Less, below, below),
        12 => {
            let exception = b.rule(below, NONE, &[]);
            let rule = b.rule(below, below, &[exception]);
            let of = b.term("term", &[], Type::Bool, &[rule]);
            b.node(Node::Term(of, NONE, NONE))
        }
        15 => b.node(Node::DaysBetween { condition: below, from: below, until: below }),
        14 => b.node(Node::MonthSum { value: below, from: below, until: below }),
        13 => b.node(Node::DaysThat(Box_::Year, below)),
        _ => b.node(Node::On(below, below)),
    }
}

/// A program with this many nodes of one kind upon `bottom`.
fn tower(kind: u32, bottom: Node, height: u32) -> (Program, NodeId) {
    let mut b = Builder::default();
    b.input("feit", &[], Type::Bool);
    let mut top = b.node(bottom);
    for _ in 0..height {
        top = upon(&mut b, kind, top);
    }
    (b.program, top)
}

/// The height of the highest tower that validates.
fn highest(kind: u32) -> u32 {
    let (mut low, mut high) = (1, DEEPEST);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if validate(&tower(kind, Node::Peildatum, middle).0).is_ok() { low = middle } else { high = middle - 1 }
    }
    low
}

const KINDS: u32 = 17;

fn bottoms() -> [Node; 3] {
    [Node::Input(0, NONE, NONE), Node::Const(Const::Number(Rational::ONE)), Node::Peildatum]
}

fn evaluate((program, top): (Program, NodeId)) {
    let facts = toegang::evaluate::Facts::new(&program, day("2026-01-01"), vec![]);
    let mut machine = Machine::new(&program).with_budget(100_000);
    let mut evaluation = machine.load(&facts);
    evaluation.value(top, &[], day("2026-01-01"));
    evaluation.reasons(top, &[], day("2026-01-01"));
}

#[test]
fn the_deepest_program_does_not_run_out_of_the_stack() {
    // What is built for use has 1 MiB at least (WebAssembly); without optimisation frames are some six times as large.
    let stack = if cfg!(debug_assertions) { 8 } else { 1 } << 20;
    let run = || {
        for kind in 0..KINDS {
            let height = highest(kind);
            for bottom in bottoms() {
                evaluate(tower(kind, bottom, height));
            }
        }
    };
    std::thread::Builder::new().stack_size(stack).spawn(run).unwrap().join().unwrap();
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = from_bytes(&bytes);
        let mut named = to_bytes(&Program::default())[..10].to_vec();
        named.extend(bytes);
        let _ = from_bytes(&named);
    }

    #[test]
    fn what_is_cut_out_or_put_in_is_read_or_refused(
        place in any::<u16>(), gone in 0..12_usize, put in proptest::collection::vec(any::<u8>(), 0..12),
    ) {
        let mut bytes = to_bytes(&sample());
        let from = HEAD + usize::from(place) % (bytes.len() - HEAD);
        let to = (from + gone).min(bytes.len());
        bytes.splice(from..to, put);
        if let Ok(program) = from_bytes(&bytes) {
            let again = from_bytes(&to_bytes(&program));
            prop_assert_eq!(again.as_ref(), Ok(&program));
        }
    }

    #[test]
    fn damaged_programs_evaluate_or_are_refused(changes in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..4)) {
        let mut bytes = to_bytes(&sample());
        for (place, byte) in changes {
            let place = 10 + usize::from(place) % (bytes.len() - 10);
            bytes[place] = byte;
        }
        if let Ok(program) = from_bytes(&bytes) {
            let again = from_bytes(&to_bytes(&program));
            prop_assert_eq!(again.as_ref(), Ok(&program));
            let objects = program.classes.iter().map(|_| vec!["a".to_string()]).take(3).collect();
            let facts = toegang::evaluate::Facts::new(&program, day("2026-01-01"), objects);
            let mut machine = Machine::new(&program).with_budget(10_000);
            let mut evaluation = machine.load(&facts);
            for node in 0..u32::try_from(program.nodes.len()).unwrap() {
                evaluation.value(node, &[0], day("2026-08-01"));
                evaluation.reasons(node, &[0], day("2026-08-01"));
            }
        }
    }
}
