//! `gelijkgestelde dagen 2026 tot en met 2028`: the days that a royal decree assimilates to a public holiday.

use super::checker::Checker;
use super::draft::text_of;
use super::fields::{approval, day, fields, sources, status};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::AssimilatedDays;
use crate::syntax::tree::{Block, Clause};
use crate::values::{Date, dutch, order};

impl Checker {
    /// Declares the days of one decree; no two decrees are about the same year.
    pub(super) fn declare_assimilated(&mut self, block: &Block) {
        let Some((first, last)) = years(&block.header) else {
            let finding = Diagnostic::error("T0731", block.header.span, &[&text_of(&block.header)]);
            return self.error(finding.expected("gelijkgestelde dagen 2026 tot en met 2028"));
        };
        let mut findings = Vec::new();
        let source = sources(block, &self.regulation, &mut findings);
        let read = status(block, &mut findings);
        let days = days(block, (first, last), &mut findings);
        let clash = self.assimilated.iter().find(|(known, _)| known.first <= last && first <= known.last);
        if let Some((_, other)) = clash {
            let finding = Diagnostic::error("T0733", block.header.span, &[&text_of(&block.header)]);
            findings.push(finding.also(*other, "hier staan de andere dagen"));
        } else {
            let known = AssimilatedDays { first, last, days, source, read, approval: approval(block) };
            self.assimilated.push((known, block.header.span));
        }
        findings.into_iter().for_each(|finding| self.error(finding));
    }

    /// All assimilated days in order of their years.
    pub(super) fn assimilated_in_order(&self) -> Vec<AssimilatedDays> {
        let mut all: Vec<AssimilatedDays> = self.assimilated.iter().map(|(known, _)| known.clone()).collect();
        order::sort_by_key(&mut all, |known| known.first);
        all
    }
}

/// `2026`, `2026 tot en met 2028`
fn years(header: &Clause) -> Option<(i32, i32)> {
    let words: Vec<&str> = header.tokens.iter().map(|token| token.text.as_str()).collect();
    let year = |word: &str| word.parse().ok().filter(|year| (1000..=9999).contains(year));
    match words.as_slice() {
        [only] => year(only).map(|only| (only, only)),
        [first, "tot", "en", "met", last] => year(first).zip(year(last)).filter(|(first, last)| first < last),
        _ => None,
    }
}

/// The days in order, each in one of the years and once.
fn days(block: &Block, (first, last): (i32, i32), findings: &mut Vec<Diagnostic>) -> Vec<Date> {
    let mut days: Vec<Date> = Vec::new();
    for field in fields(block, "dag") {
        let Some(day) = day(field).filter(|_| field.clause.tokens.len() == 1) else {
            findings.push(Diagnostic::error("T0701", field.span, &["dag"]).expected("een datum: 15 mei 2026"));
            continue;
        };
        let shown = dutch::date(day);
        if !(first..=last).contains(&day.ymd().0) {
            findings.push(Diagnostic::error("T0732", field.span, &[&shown, &text_of(&block.header)]));
        } else if days.last().is_some_and(|before| *before >= day) {
            findings.push(Diagnostic::error("T0704", field.span, &[&shown]));
        } else {
            days.push(day);
        }
    }
    days
}
