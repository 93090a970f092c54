//! What an outcome rests on as text: the decision itself, its rules, judgements, delegations, amounts and counted days,
//! each with what was read and whether somebody approved it.

use super::super::build::Phrase;
use super::support::Support;
use super::warnings::versions;
use crate::program::{AssimilatedDays, Basis, Decision, JudgementKind, Program, Read};
use crate::values::{Text, order};

/// One text that an outcome rests on.
pub(super) struct Rest {
    /// What it is called.
    pub(super) name: Phrase,
    /// What was read.
    pub(super) read: Read,
    /// A remark in the rule file.
    pub(super) note: Text,
    /// Whether somebody approved it.
    pub(super) approved: bool,
}

impl Rest {
    fn new(name: impl Into<Phrase>, read: Read, approved: bool) -> Self {
        Self { name: name.into(), read, note: Text::default(), approved }
    }

    fn of(name: String, basis: &Basis) -> Self {
        Self::new(name, basis.read, basis.approval.is_some())
    }
}

/// All texts that an outcome rests on.
pub(super) fn all(program: &Program, decision: &Decision, support: &Support) -> Vec<Rest> {
    let mut rests = amounts(program, support);
    let rules = support.rules.iter().filter_map(|rule| program.rules.get(*rule as usize));
    rests.extend(rules.map(|rule| Rest::new(&rule.title, rule.read, rule.approval.is_some())));
    let days = support.years.iter().filter_map(|year| program.assimilated_in(*year));
    rests.extend(days.map(|known| Rest::new(title(known), known.read, known.approval.is_some())));
    rests.extend(judgements(program, support));
    rests.push(Rest::of(format!("{} {}", decision.kind.word(), decision.name), &decision.basis));
    rests
}

/// Amounts by their version, and the delegations that left them to a municipality.
fn amounts(program: &Program, support: &Support) -> Vec<Rest> {
    let mut rests = Vec::new();
    for (parameter, version) in versions(program, support) {
        rests.push(Rest {
            name: Phrase::from(&parameter.name),
            read: version.map_or(Read::Wettekst, |version| version.read),
            note: version.map(|version| version.note.clone()).unwrap_or_default(),
            approved: parameter.approval.is_some(),
        });
        let delegation = parameter.delegation.as_ref();
        rests.extend(delegation.map(|known| Rest::of(format!("delegatie {}", parameter.name), &known.basis)));
    }
    rests
}

/// Judgements that count or are due.
fn judgements(program: &Program, support: &Support) -> Vec<Rest> {
    let keys = support.facts.iter().chain(support.open.facts.keys()).chain(support.beside.facts.keys());
    let mut inputs: Vec<_> = keys.map(|(input, _)| *input).collect();
    order::sort(&mut inputs);
    inputs.dedup();
    let inputs = inputs.into_iter().filter_map(|input| program.inputs.get(input as usize));
    let rests = inputs.filter_map(|input| {
        let judgement = input.judgement.as_ref()?;
        let kind = match judgement.kind {
            JudgementKind::Oordeel => "oordeel",
            JudgementKind::Kwalificatie => "kwalificatie",
            JudgementKind::Bevoegdheid => return None,
        };
        Some(Rest::of(format!("{kind} {}", input.name), &judgement.basis))
    });
    rests.collect()
}

/// `gelijkgestelde dagen 2026 tot en met 2028`
fn title(known: &AssimilatedDays) -> String {
    match known.first == known.last {
        true => format!("gelijkgestelde dagen {}", known.first),
        false => format!("gelijkgestelde dagen {} tot en met {}", known.first, known.last),
    }
}
