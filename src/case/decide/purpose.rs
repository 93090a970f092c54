//! Purpose limits: what was obtained for one law counts for another only as far as a ground allows it.
//!
//! **Invariant:** whether a ground allows it is judged without what was obtained for another law, so that no limited
//! fact can free itself or another.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::key::same_name;
use super::super::read::{Case, Reuse, Verdict};
use super::open::Open;
use super::support::{Cause, FactKey};
use crate::evaluate::{Args, Evaluation, Facts, Given, Machine, ObjectId, Val, Withheld};
use crate::program::{Allowed, DataUse, Decision, InputId, Program, Source};
use crate::values::{Date, Text};

/// A case as one law may see it, and the places of the decisions that are taken under that law.
pub(super) struct Lawful<'c> {
    pub(super) case: Cow<'c, Case>,
    pub(super) places: Vec<usize>,
}

/// Something that was obtained for another law: the fact or judgement, from which day of it, and for which law.
struct Foreign {
    key: FactKey,
    from: Option<Date>,
    law: String,
}

/// The case as one decision may see it.
pub(in crate::case) fn of_decision<'c>(
    machine: &mut Machine<'_>,
    case: &'c Case,
    decision: &Decision,
) -> Cow<'c, Case> {
    match by_law(machine, case, &[decision]).pop() {
        Some(lawful) => lawful.case,
        None => Cow::Borrowed(case),
    }
}

/// The decisions grouped by what they may see of the case.
pub(super) fn by_law<'c>(machine: &mut Machine<'_>, case: &'c Case, decisions: &[&Decision]) -> Vec<Lawful<'c>> {
    let limited = case.provenance.values().flatten().any(|noted| noted.obtained_for.is_some())
        || case.judgements.iter().any(|judgement| judgement.obtained_for.is_some());
    if !limited {
        return vec![Lawful { case: Cow::Borrowed(case), places: (0..decisions.len()).collect() }];
    }
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (place, decision) in decisions.iter().enumerate() {
        match groups.iter_mut().find(|(law, _)| *law == decision.law) {
            Some((_, places)) => places.push(place),
            None => groups.push((&decision.law, vec![place])),
        }
    }
    let lawful = groups.into_iter().map(|(law, places)| Lawful { case: Cow::Owned(seen(machine, case, law)), places });
    lawful.collect()
}

/// The case as a law may see it.
fn seen(machine: &mut Machine<'_>, case: &Case, law: &str) -> Case {
    let program = machine.program();
    let foreign = foreign(case, law);
    let mut strict = case.facts.clone();
    for one in &foreign {
        withhold(program, &mut strict, one);
    }
    let mut case = case.clone();
    let mut evaluation = machine.load(&strict);
    for one in foreign {
        let reuse = reuse(&mut evaluation, &one.key, &one.law, law);
        if !reuse.is_allowed() {
            withhold(program, &mut case.facts, &one);
        }
        match case.reuse.get(&one.key) {
            Some(known) if !known.is_allowed() => {}
            _ => drop(case.reuse.insert(one.key, reuse)),
        }
    }
    case
}

fn foreign(case: &Case, law: &str) -> Vec<Foreign> {
    let other = |obtained_for: &Option<String>| obtained_for.clone().filter(|other| !same_name(other, law));
    let facts = case.provenance.iter().flat_map(|(key, sources)| {
        let one = |noted: &super::super::read::Provenance| {
            Some(Foreign { key: key.clone(), from: noted.from, law: other(&noted.obtained_for)? })
        };
        sources.iter().filter_map(one).collect::<Vec<_>>()
    });
    let judgements = case.judgements.iter().filter_map(|given| {
        let key = (given.input, given.args.clone());
        let from = given.from.or(given.until.map(|_| Date::MIN));
        Some(Foreign { key, from, law: other(&given.obtained_for)? })
    });
    facts.chain(judgements).collect()
}

/// Takes out what was obtained for another law.
fn withhold(program: &Program, facts: &mut Facts, foreign: &Foreign) {
    let (input, args) = &foreign.key;
    let left = match facts.get(program, *input, args) {
        Some(Given::Dated(list)) if foreign.from.is_some() => {
            list.iter().filter(|(from, ..)| Some(*from) != foreign.from).cloned().collect()
        }
        Some(Given::Always(_) | Given::Dated(_)) => Vec::new(),
        _ => return,
    };
    let given = if left.is_empty() { Given::Withheld(Withheld::OtherPurpose) } else { Given::Dated(left) };
    facts.set(program, *input, args, given);
}

/// Whether something that was obtained for one law may be used for another, and on which ground.
fn reuse(evaluation: &mut Evaluation<'_>, key: &FactKey, from: &str, to: &str) -> Reuse {
    let day = evaluation.facts().decision_day;
    let uses = evaluation.program().uses.iter().filter(|of| same_name(&of.from, from) && same_name(&of.to, to));
    let in_force = |of: &&DataUse| of.first.is_none_or(|first| first <= day) && of.last.is_none_or(|last| day <= last);
    let mut reuse = Reuse { obtained_for: from.into(), wanted_for: to.into(), ground: None, verdict: Verdict::Refused };
    for of in uses.filter(in_force) {
        let always = Verdict::Allowed(Vec::new());
        let verdict = of.allowed.map_or(always, |allowed| verdict(evaluation, allowed, key, day));
        if reuse.ground.is_none() || rank(&verdict) > rank(&reuse.verdict) {
            (reuse.ground, reuse.verdict) = (of.source.first().cloned(), verdict);
        }
    }
    reuse
}

/// Of two grounds the one that allows it counts, then the one that may.
const fn rank(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Refused => 0,
        Verdict::Open(_) => 1,
        Verdict::Allowed(_) => 2,
    }
}

/// Whether the condition of a ground holds for everybody whose fact it is.
fn verdict(evaluation: &mut Evaluation<'_>, allowed: Allowed, key: &FactKey, day: Date) -> Verdict {
    let (mut holds, mut open) = (Vec::new(), Vec::new());
    for owner in owners(evaluation, allowed, key) {
        let why = evaluation.why(allowed.node, &[owner], day);
        let used = evaluation.used_by(why);
        match evaluation.told(why) {
            Val::Bool(true) => holds.push(used.facts),
            Val::Unknown => open.push(used.unknown.into_iter().map(|(input, args, _)| (input, args)).collect()),
            _ => return Verdict::Refused,
        }
    }
    let keys = |lists: Vec<Vec<(InputId, Args)>>| {
        lists.into_iter().flatten().map(|(input, args)| (input, args.as_slice().to_vec())).collect()
    };
    match (holds.is_empty(), open.is_empty()) {
        (true, true) => Verdict::Refused,
        (_, false) => Verdict::Open(keys(open)),
        (false, true) => Verdict::Allowed(keys(holds)),
    }
}

/// Of whom a fact is: its own objects of the class that a ground is about; of none of those, then of all in the case.
fn owners(evaluation: &Evaluation<'_>, allowed: Allowed, (input, args): &FactKey) -> Vec<ObjectId> {
    let classes = evaluation.program().inputs.get(*input as usize).map_or(&[][..], |input| &input.args);
    let own = classes.iter().zip(args).filter(|(class, _)| **class == allowed.class).map(|(_, object)| *object);
    let own: Vec<ObjectId> = own.collect();
    if own.is_empty() { (0..evaluation.facts().count(allowed.class)).collect() } else { own }
}

impl Reuse {
    /// Whether it may be used.
    pub(super) const fn is_allowed(&self) -> bool {
        matches!(self.verdict, Verdict::Allowed(_))
    }

    /// What must be known before it may be used.
    fn asks(&self) -> &[FactKey] {
        match &self.verdict {
            Verdict::Open(asks) => asks,
            _ => &[],
        }
    }

    /// Why it does not count.
    pub(super) fn reason(&self) -> String {
        let Self { obtained_for, wanted_for, ground, verdict } = self;
        let why = match (ground, verdict) {
            (None, _) => format!("niets staat toe dat het voor de {wanted_for} wordt gebruikt"),
            (Some(_), Verdict::Open(_)) => format!("of het voor de {wanted_for} mag worden gebruikt, is niet bekend"),
            (Some(_), _) => format!("het mag niet voor de {wanted_for} worden gebruikt"),
        };
        let ground = ground.as_ref().map(|source| format!(" ({})", source.text)).unwrap_or_default();
        format!("verkregen voor de {obtained_for}; {why}{ground}")
    }
}

/// What may not be used of a case, when this fact is among it.
pub(super) fn refused<'c>(case: &'c Case, key: &FactKey) -> Option<&'c Reuse> {
    case.reuse.get(key).filter(|reuse| !reuse.is_allowed())
}

/// The grounds on which what an outcome rests on could be used, and the facts that they rest on.
pub(super) fn allowed<'c>(case: &'c Case, facts: &BTreeSet<FactKey>) -> (Vec<&'c Source>, BTreeSet<FactKey>) {
    let (mut grounds, mut rests_on) = (Vec::new(), BTreeSet::new());
    for reuse in facts.iter().filter_map(|key| case.reuse.get(key)) {
        if let Verdict::Allowed(facts) = &reuse.verdict {
            grounds.extend(&reuse.ground);
            rests_on.extend(facts.iter().cloned());
        }
    }
    (grounds, rests_on)
}

/// Puts before each fact that may not be used what must be known before it may.
pub(super) fn ask_consent(case: &Case, list: &mut Vec<Open>) {
    let mut asks: Vec<Open> = Vec::new();
    for open in std::mem::take(list) {
        let reuse = match &open {
            Open::Input { input, args, .. } => case.reuse.get(&(*input, args.clone())),
            Open::Amount { .. } => None,
        };
        for (input, args) in reuse.map_or(&[][..], Reuse::asks) {
            let known =
                |other: &Open| matches!(other, Open::Input { input: i, args: a, .. } if (i, a) == (input, args));
            if !asks.iter().any(known) {
                let (input, args, cause) = (*input, args.clone(), Cause::NotGiven);
                asks.push(Open::Input { input, args, rule: None, cause });
            }
        }
        asks.push(open);
    }
    *list = asks;
}

/// What purposes say of something that is asked: why, and for what would free another fact the ground.
pub(super) fn about<'c>(program: &Program, case: &'c Case, key: &FactKey) -> Option<(String, Option<&'c Text>)> {
    if let Some(reuse) = refused(case, key) {
        let advice = if reuse.asks().is_empty() { "; vraag het opnieuw, voor deze wet" } else { "" };
        return Some((reuse.reason() + advice, None));
    }
    let ((input, _), reuse) = case.reuse.iter().find(|(_, reuse)| reuse.asks().contains(key))?;
    let name = &program.inputs.get(*input as usize)?.name;
    let Reuse { obtained_for, wanted_for, ground, .. } = reuse;
    let what = format!("`{name}`, verkregen voor de {obtained_for},");
    let why = format!("zonder dit mag {what} niet voor de {wanted_for} worden gebruikt");
    Some((why, ground.as_ref().map(|source| &source.text)))
}
