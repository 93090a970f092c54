//! `ontbreekt` and `anders_als` against brute force: every completion of the unknown facts is tried.

use proptest::prelude::*;
use toegang::evaluate::{Datum, Facts, Given, Machine, Val};
use toegang::inquire::{Inquiry, Question};
use toegang::program::{Const, Program, Type};
use toegang::values::{Date, Rational};
use toegang::{SourceFile, compile};

const RULES: &str = "regeling Proef
  soort  wet

object persoon, meervoud personen

gegevens van een persoon
  is ziek: ja/nee
  is oud: ja/nee
  is verzekerd: ja/nee
  is gast: ja/nee
  woonvorm: keuze uit huis, boot of wagen

regel zorg
  bron  artikel 1
  Een persoon krijgt zorg, indien ten minste één van de volgende gevallen zich voordoet:
     a. de persoon is ziek en de persoon is verzekerd;
     b. de persoon is niet ziek en de persoon is oud;
     c. de persoon is oud en de persoon is verzekerd.

regel geen zorg voor gasten
  bron  artikel 2
  In afwijking van de regel zorg krijgt een persoon geen zorg, indien is voldaan aan alle volgende voorwaarden:
     a. de persoon is gast;
     b. de woonvorm van de persoon is boot of wagen.

regel hoogte van de zorg
  bron  artikel 3
  De hoogte van de zorg van een persoon is (€ 10 indien de woonvorm van de persoon boot is, anders € 20).

besluit zorg, van een persoon
  bron    artikel 1
  recht   de persoon zorg krijgt
  hoogte: de hoogte van de zorg van de persoon
";

fn program() -> Program {
    let compiled = compile(&[SourceFile { path: "proef.regels".into(), text: RULES.into() }], "");
    assert!(
        compiled.findings.iter().all(|f| !format!("{:?}", f.severity).contains("Error")),
        "{:?}",
        compiled.findings
    );
    compiled.program.expect("the rules compile")
}

fn day() -> Date {
    Date::from_ymd(2026, 7, 1).expect("a day")
}

/// The values that an input may take.
fn values(program: &Program, input: usize) -> Vec<Datum> {
    match program.inputs[input].ty {
        Type::Bool => vec![Datum::Const(Const::Bool(true)), Datum::Const(Const::Bool(false))],
        _ => (0..3).map(|value| Datum::Const(Const::Choice(value))).collect(),
    }
}

/// What comes out for facts that are all given.
fn outcome(program: &Program, facts: &Facts) -> (Val, Option<Val>) {
    let mut machine = Machine::new(program);
    let mut evaluation = machine.load(facts);
    let decision = &program.decisions[0];
    let right = evaluation.value(decision.right, &[0], day()).value;
    let amount = evaluation.value(decision.values[0].node, &[0], day()).value;
    (right, (right == Val::Bool(true)).then_some(amount))
}

fn give(program: &Program, facts: &mut Facts, input: usize, value: Datum) {
    assert!(facts.set(program, u32::try_from(input).unwrap(), &[0], Given::Always(value)));
}

fn is_unknown(facts: &Facts, input: usize) -> bool {
    facts.at(u32::try_from(input).unwrap(), 0) == Some(Given::Unknown)
}

/// All completions of the unknown facts.
fn completions(program: &Program, facts: &Facts) -> Vec<Facts> {
    let mut all = vec![facts.clone()];
    for input in 0..program.inputs.len() {
        if !is_unknown(facts, input) {
            continue;
        }
        let values = values(program, input);
        all = all
            .into_iter()
            .flat_map(|facts| {
                values.iter().map(move |value| {
                    let mut facts = facts.clone();
                    give(program, &mut facts, input, value.clone());
                    facts
                })
            })
            .collect();
    }
    all
}

/// Whether two completions that differ only in one input come to different outcomes.
fn matters(program: &Program, facts: &Facts, input: usize) -> bool {
    is_unknown(facts, input)
        && completions(program, facts).iter().any(|one| {
            values(program, input).iter().any(|value| {
                let mut other = one.clone();
                give(program, &mut other, input, value.clone());
                outcome(program, one) != outcome(program, &other)
            })
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn exactly_what_matters_is_asked(given in proptest::collection::vec(proptest::option::of(0usize..3), 5)) {
        let program = program();
        let mut facts = Facts::new(&program, day(), vec![vec!["A".into()]]);
        for (input, choice) in given.iter().enumerate() {
            let values = values(&program, input);
            if let Some(choice) = choice {
                give(&program, &mut facts, input, values[choice % values.len()].clone());
            }
        }
        let question = Question { decision: &program.decisions[0], member: 0, days: &[day()] };
        let found = Inquiry::default().missing(&Machine::new(&program).load(&facts), question);
        prop_assert!(found.complete);
        let asked: Vec<usize> = found.asks.iter().map(|(input, _)| *input as usize).collect();
        let expected: Vec<usize> = (0..program.inputs.len()).filter(|input| matters(&program, &facts, *input)).collect();
        prop_assert_eq!(asked, expected);
    }
}

#[test]
fn the_nearest_amount_turns_a_refusal() {
    let text = "regeling Proef
  soort  wet

object persoon, meervoud personen

gegevens van een persoon
  inkomen: bedrag per maand

bedrag grens, per maand
  bron  artikel 1
  met ingang van 1 januari 2026  € 100,00  gelezen in wettekst

regel recht
  bron  artikel 1
  Een persoon heeft recht, indien het inkomen van de persoon lager is dan de grens.

besluit hulp, van een persoon
  bron   artikel 1
  recht  de persoon recht heeft
";
    let compiled = compile(&[SourceFile { path: "proef.regels".into(), text: text.into() }], "");
    let program = compiled.program.expect("the rules compile");
    let mut facts = Facts::new(&program, day(), vec![vec!["A".into()]]);
    give(&program, &mut facts, 0, Datum::Const(Const::Number(Rational::from_int(25_000))));
    let question = Question { decision: &program.decisions[0], member: 0, days: &[day()] };
    let place = toegang::evaluate::Place { input: 0, place: 0, part: 0 };
    let changes = Inquiry::default().otherwise(&Machine::new(&program).load(&facts), question, &[place]);
    let expected = Datum::Const(Const::Number(Rational::from_int(9_999)));
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].facts, vec![(0, vec![0], expected)]);
}
