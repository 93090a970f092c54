//! The small chain by itself: a rule set with what three articles say of a single person.

use toegang::diagnostic::Severity;
use toegang::evaluate::{Datum, Facts, Given, Machine};
use toegang::program::{Const, Program};
use toegang::values::Date;
use toegang::{SourceFile, compile};

use crate::table::{against, row};

/// Norm of article 21, first reduction under the ordinance of articles 8 and 18, amount.
const RULES: &str = "\
regeling Participatiewet
  soort       wet

object persoon, meervoud personen

gegevens van een persoon
  geboortedatum: datum; volgens BRP
  woont in Nederland: ja/nee; volgens BRP
  netto inkomen per maand: bedrag per maand; volgens UWV
  schond een verplichting: ja/nee; volgens gemeente
  werd eerder verlaagd: ja/nee; volgens gemeente

bedrag alleenstaandennorm, per kalendermaand
  bron      Pw, artikel 21, onderdeel a
  wijzigt   op 1 januari en 1 juli
  met ingang van 1 januari 2026  € 1.401,50  gelezen in wettekst
  met ingang van 1 juli 2026     € 1.419,46  gelezen in wettekst

percentage eerste verlaging
  bron  Pw, artikel 18, tweede lid
  met ingang van 1 januari 2026  5%  voorbeeldwaarde

percentage volgende verlaging
  bron  Pw, artikel 18, tweede lid
  met ingang van 1 januari 2026  30%  voorbeeldwaarde

regel leeftijd
  bron  Pw, artikel 3
  De leeftijd van een persoon is het aantal volle jaren van de geboortedatum van de persoon tot de peildatum.

regel rechthebbende
  bron  Pw, artikel 11, eerste lid
  Een persoon is rechthebbende, indien is voldaan aan alle volgende voorwaarden:
     a. de persoon woont in Nederland;
     b. de leeftijd van de persoon is ten minste 21 jaar.

regel norm
  bron  Pw, artikel 21, onderdeel a
  1. De bijstandsnorm van een persoon is de alleenstaandennorm, indien de persoon rechthebbende is.
  2. De bijstandsnorm van een persoon is € 0, indien de persoon geen rechthebbende is.

regel verlaging
  bron  Pw, artikel 18, tweede lid
  1. De verlaging van een persoon is € 0, indien de persoon geen verplichting schond.
  2. De verlaging van een persoon is de eerste verlaging × de bijstandsnorm van de persoon, rekenkundig afgerond op hele centen, indien de persoon een verplichting schond.
  3. In afwijking van het tweede lid is de verlaging van de persoon de volgende verlaging × de bijstandsnorm van de persoon, rekenkundig afgerond op hele centen, indien is voldaan aan alle volgende voorwaarden:
     a. de persoon schond een verplichting;
     b. de persoon werd eerder verlaagd.

regel bijstand
  bron  Pw, artikel 19, tweede lid
  De bijstand van een persoon is A − B − C, ten minste € 0. Hierin is:
     A: de bijstandsnorm van de persoon;
     B: het netto inkomen per maand van de persoon;
     C: de verlaging van de persoon.
";

/// Measures the amount of the chain, without and with reasons.
pub fn measure(day: Date) {
    let files = [SourceFile { path: "keten.regels".into(), text: RULES.into() }];
    let compiled = compile(&files, "");
    for finding in compiled.findings.iter().filter(|finding| finding.severity == Severity::Error) {
        let places = [("keten.regels", RULES)];
        eprintln!("{}", toegang::diagnostic::text::render(finding, &places));
    }
    let Some(program) = compiled.program else { return };
    let Some(facts) = facts(&program, day) else { return eprintln!("a fact of the small chain is gone") };
    let Some(term) = crate::term(&program, "bijstand van …") else { return eprintln!("the amount is gone") };
    let mut machine = Machine::new(&program);
    println!("small chain: {:?}", machine.load(&facts).term(term, &[0], day).value);
    row("small chain: norm, first reduction, amount", against(58.0, 0.6), || {
        machine.load(&facts).term(term, &[0], day)
    });
    row("small chain, with reasons", against(91.0, 5.0), || {
        let mut evaluation = machine.load(&facts);
        (evaluation.term(term, &[0], day), evaluation.why_term(term, &[0], day))
    });
}

fn facts(program: &Program, day: Date) -> Option<Facts> {
    let mut facts = Facts::new(program, day, vec![vec!["a".into()]; program.classes.len()]);
    let born = Const::Date(Date::from_ymd(1996, 6, 1)?);
    let none = Const::Number(toegang::values::Rational::from_int(0));
    let given = [
        ("geboortedatum", born),
        ("woont_in_nederland", Const::Bool(true)),
        ("netto_inkomen_per_maand", none),
        ("schond_een_verplichting", Const::Bool(true)),
        ("werd_eerder_verlaagd", Const::Bool(false)),
    ];
    for (key, value) in given {
        let input = program.inputs.iter().position(|input| input.key == key)?;
        facts.set(program, u32::try_from(input).ok()?, &[0], Given::Always(Datum::Const(value)));
    }
    Some(facts)
}
