//! Working days: what is computed, what is declared, and what a decision says about either.
#![allow(clippy::unwrap_used, reason = "tests")]

use toegang::case::{DecideOptions, Options, decide, read_case};
use toegang::program::bytes::{from_bytes, to_bytes};
use toegang::program::validate::{Flaw, validate};
use toegang::program::{AssimilatedDays, Program, Read};
use toegang::values::{Date, add_working_days, extended, is_day_off, is_public_holiday, working_days_between};
use toegang::{SourceFile, compile};

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

fn days(from: &str, until: &str) -> impl Iterator<Item = Date> {
    let (from, until) = (day(from), day(until));
    (0..=from.days_until(until)).map(move |step| from.add_days(step).unwrap())
}

#[test]
fn the_holidays_of_a_year() {
    let of = |year: i32| -> Vec<String> {
        let (first, last) = (format!("{year}-01-01"), format!("{year}-12-31"));
        let year = days(&first, &last);
        year.filter(|day| is_public_holiday(*day)).map(|day| day.to_string()[5..].to_string()).collect()
    };
    assert_eq!(of(2024), ["01-01", "03-29", "04-01", "04-27", "05-05", "05-09", "05-20", "12-25", "12-26"]);
    assert_eq!(of(2025), ["01-01", "04-18", "04-21", "04-26", "05-05", "05-29", "06-09", "12-25", "12-26"]);
    assert_eq!(of(2026), ["01-01", "04-03", "04-06", "04-27", "05-05", "05-14", "05-25", "12-25", "12-26"]);
    assert_eq!(of(2027), ["01-01", "03-26", "03-29", "04-27", "05-05", "05-06", "05-17", "12-25", "12-26"]);
    // Ascension Day on 5 May; the earliest and the latest Easter.
    assert_eq!(of(2016), ["01-01", "03-25", "03-28", "04-27", "05-05", "05-16", "12-25", "12-26"]);
    assert_eq!(of(2038), ["01-01", "04-23", "04-26", "04-27", "05-05", "06-03", "06-14", "12-25", "12-26"]);
    assert_eq!(of(2285), ["01-01", "03-20", "03-23", "04-27", "04-30", "05-05", "05-11", "12-25", "12-26"]);
}

#[test]
fn a_week_holds_two_working_days() {
    for from in days("2000-01-01", "2100-12-31") {
        let last = from.add_days(7).unwrap();
        assert!(working_days_between(from, last, &|_| false) >= 2, "{from}");
    }
}

#[test]
fn counting_and_adding_working_days_agree() {
    let assimilated = |day_: Date| day_ == day("2026-05-15");
    for from in days("2025-12-01", "2026-07-31") {
        for count in 0..12 {
            let later = add_working_days(from, count, &assimilated).unwrap();
            assert_eq!(working_days_between(from, later, &assimilated), count, "{from} {count}");
            assert!(count == 0 || !is_day_off(later, &assimilated));
        }
        let last = extended(from, &assimilated).unwrap();
        assert!(!is_day_off(last, &assimilated));
        assert_eq!(working_days_between(from, last, &assimilated), i64::from(last != from), "{from}");
    }
}

/// A rule set that counts eight weeks and ends them on a working day.
const RULES: &str = "regeling Proef
  soort  wet

object persoon, meervoud personen

gegevens van een persoon
  dag van ontvangst: datum
  vraagt iets: ja/nee

regel uiterste dag
  bron  artikel 1
  De uiterste dag van een persoon is 8 weken na de dag van ontvangst van de persoon, verlengd volgens de Algemene termijnenwet.

besluit iets, van een persoon
  bron   artikel 1
  recht  de persoon iets vraagt
  termijn beslissing: de uiterste dag van de persoon

gelijkgestelde dagen 2026
  bron    artikel 3
  status  gelezen in secundaire bron
  dag     15 mei 2026
";

fn program() -> Program {
    compile(&[SourceFile { path: "proef.regels".into(), text: RULES.into() }], "").program.unwrap()
}

fn decision(received: &str) -> String {
    let program = program();
    let case = format!(
        "{{ \"peildatum\": \"{received}\", \"personen\": [ {{ \"id\": \"a\", \"vraagt_iets\": true,
            \"dag_van_ontvangst\": \"{received}\" }} ] }}"
    );
    let case = read_case(&program, &case, &Options::default()).unwrap();
    decide(&program, &case, &DecideOptions::default()).unwrap()
}

#[test]
fn a_decision_says_where_the_assimilated_days_come_from() {
    let decision = decision("2026-03-20");
    assert!(decision.contains("2026-05-18"), "{decision}");
    assert!(decision.contains("gelijkgestelde dagen 2026: gelezen in secundaire bron"), "{decision}");
    assert!(!decision.contains("gelijkgestelde dagen onbekend"), "{decision}");
}

#[test]
fn a_decision_warns_for_a_year_of_which_nothing_is_declared() {
    let decision = decision("2027-03-19");
    assert!(decision.contains("2027-05-14"), "{decision}");
    assert!(decision.contains("gelijkgestelde dagen onbekend"), "{decision}");
}

#[test]
fn the_bytes_of_a_program_keep_its_assimilated_days() {
    let program = program();
    assert_eq!(from_bytes(&to_bytes(&program)).unwrap().assimilated, program.assimilated);
    assert!(program.is_assimilated(day("2026-05-15")));
    assert!(!program.is_assimilated(day("2027-05-15")));
}

#[test]
fn assimilated_days_out_of_their_years_or_order_are_refused() {
    let known = |first, last, days: &[&str]| AssimilatedDays {
        first,
        last,
        days: days.iter().map(|text| day(text)).collect(),
        source: [].into(),
        read: Read::Wettekst,
        approval: None,
    };
    let flaw = |assimilated: Vec<AssimilatedDays>| {
        validate(&Program { assimilated, ..Program::default() }).map_err(|invalid| invalid.flaw)
    };
    assert_eq!(flaw(vec![known(2026, 2027, &["2026-05-15", "2027-05-07"]), known(2028, 2028, &[])]), Ok(()));
    assert_eq!(flaw(vec![known(2026, 2026, &["2027-05-07"])]), Err(Flaw::OutOfRange));
    assert_eq!(flaw(vec![known(2027, 2026, &[])]), Err(Flaw::OutOfRange));
    assert_eq!(flaw(vec![known(2026, 2026, &["2026-05-15", "2026-05-15"])]), Err(Flaw::Order));
    assert_eq!(flaw(vec![known(2026, 2028, &[]), known(2028, 2029, &[])]), Err(Flaw::Order));
}
