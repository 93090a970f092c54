//! `bevoegd`: who may decide, assess and advise; what the asker may; to whom it goes otherwise, and whether the hand-over
//! is complete.

use super::super::build::{Json, members, text, text_or_null, texts};
use super::super::key::same_name;
use super::super::read::Asker;
use super::competence::{Allowed, Competence, Held};
use super::grounds::ground;
use super::outcome::Subject;
use super::show;
use crate::program::{Act, HandOver, Mandate, Program};
use crate::values::{Text, order};

/// In whose name is decided, and who decides where nobody has a mandate.
const COLLEGE: &str = "het college";

/// What an asker may do.
struct May {
    /// The most that is certain.
    act: Option<Act>,
    /// What more it may do if the law allows it, which is not known.
    unknown: Vec<Act>,
}

impl<'m> Subject<'_, 'm, '_> {
    /// Who decides, whether the asker may, and to whom it goes otherwise; `perhaps` tells whether it can be a question at all.
    pub(super) fn competent(&mut self, perhaps: bool) -> Json {
        let program = self.program();
        if program.organisation.mandates.is_empty() {
            return self.declared_roles();
        }
        let competence = self.competence;
        let asker = self.case.vrager.as_ref().map(|asker| (asker, may(program, competence, asker)));
        let elsewhere = asker.as_ref().filter(|(_, may)| may.act != Some(Act::Decides)).map(|(asker, _)| *asker);
        let hand_over = elsewhere.and_then(|asker| self.hand_over_of(asker));
        let desks = |act: Act| desks(program, competence, act);
        members([
            ("namens", text(COLLEGE)),
            ("rollen", texts(roles(program, competence))),
            ("mag_beslissen", asker.as_ref().map_or(Json::Null, |(_, may)| may.decides())),
            ("beslissen", desks(Act::Decides)),
            ("beoordelen", desks(Act::Assesses)),
            ("adviseren", desks(Act::Advises)),
            ("signaleren", desks(Act::Signals)),
            ("vrager", asker.as_ref().map_or(Json::Null, |(asker, may)| may.json(asker))),
            ("naar", elsewhere.map_or(Json::Null, |_| destination(program, competence, hand_over))),
            ("overdracht", hand_over.filter(|_| perhaps).map_or(Json::Null, |hand_over| self.handed_over(hand_over))),
        ])
    }

    /// Without mandates: the roles that the decision itself names.
    fn declared_roles(&self) -> Json {
        let roles = &self.decision.competent;
        let may = self.case.vrager.as_ref().map(|asker| roles.iter().any(|role| same_name(role, &asker.role)));
        let to = if may == Some(false) { show::roles(roles) } else { Json::Null };
        members([("rollen", show::roles(roles)), ("mag_beslissen", may.map_or(Json::Null, Json::Bool)), ("naar", to)])
    }

    /// The hand-over by the asker's organisation that counts on the day of the decision.
    fn hand_over_of(&self, asker: &Asker) -> Option<&'m HandOver> {
        let organisation = &self.program().organisation;
        let (day, name) = (self.case.facts.decision_day, asker.organisation.as_ref()?);
        organisation.hand_overs.iter().find(|hand_over| {
            let about = hand_over.about.is_empty() || hand_over.about.contains(&self.decision.name);
            about && hand_over.days.contain(day) && same_name(organisation.name(hand_over.from), name)
        })
    }
}

impl May {
    fn decides(&self) -> Json {
        match self.act {
            Some(Act::Decides) => Json::Bool(true),
            _ if self.unknown.contains(&Act::Decides) => Json::Null,
            _ => Json::Bool(false),
        }
    }

    fn json(&self, asker: &Asker) -> Json {
        members([
            ("rol", text(&asker.role)),
            ("organisatie", text_or_null(asker.organisation.as_ref())),
            ("mag", text(self.act.map_or("niets", Act::infinitive))),
            ("onbekend", texts(self.unknown.iter().map(|act| act.infinitive()))),
        ])
    }
}

/// What an asker may do. Of one that does not say for which organisation it works, nothing is certain.
fn may(program: &Program, competence: &Competence, asker: &Asker) -> May {
    let own = |held: &Held| {
        let mandate = program.organisation.mandates.get(held.mandate)?;
        let organisation = program.organisation.name(mandate.organisation);
        let there = asker.organisation.as_ref().is_none_or(|name| same_name(name, organisation));
        (same_name(&mandate.role, &asker.role) && there).then_some(mandate.act)
    };
    let known = asker.organisation.is_some();
    let certain = |held: &&Held| known && held.allowed == Allowed::Yes;
    let act = competence.held.iter().filter(certain).filter_map(own).max();
    let open = competence.held.iter().filter(|held| !certain(held) && held.allowed != Allowed::No);
    let mut unknown: Vec<Act> = open.filter_map(own).filter(|open| Some(*open) > act).collect();
    order::sort(&mut unknown);
    unknown.dedup();
    May { act, unknown }
}

/// The roles that may decide, each once.
fn roles<'p>(program: &'p Program, competence: &Competence) -> Vec<&'p Text> {
    let mut roles: Vec<&Text> = Vec::new();
    for (_, mandate) in competence.to(program, Act::Decides) {
        if !roles.contains(&&mandate.role) {
            roles.push(&mandate.role);
        }
    }
    roles
}

/// Who may do something, each role of an organisation once, with all the grounds.
fn desks(program: &Program, competence: &Competence, act: Act) -> Json {
    let mut desks: Vec<(&Mandate, Vec<Json>)> = Vec::new();
    for (held, mandate) in competence.to(program, act) {
        let grounds = grounds(program, held, mandate);
        match desks.iter_mut().find(|(known, _)| is_desk(known, mandate)) {
            Some((_, known)) => known.extend(grounds),
            None => desks.push((mandate, grounds)),
        }
    }
    let shown = desks.into_iter().map(|(mandate, mut grounds)| {
        let mut once: Vec<Json> = Vec::new();
        grounds.retain(|ground| {
            !once.contains(ground) && {
                once.push(ground.clone());
                true
            }
        });
        members([
            ("rol", text(&mandate.role)),
            ("organisatie", show::organisation(program, mandate.organisation)),
            ("gronden", Json::Array(grounds)),
        ])
    });
    Json::Array(shown.collect())
}

fn is_desk(one: &Mandate, other: &Mandate) -> bool {
    (one.organisation, &one.role) == (other.organisation, &other.role)
}

/// The places that a mandate rests on: its own, and those of the law that allows it.
fn grounds(program: &Program, held: &Held, mandate: &Mandate) -> Vec<Json> {
    let own = mandate.trust.source.iter().map(|source| ground(source, None));
    let rules = held.rules.iter().filter_map(|rule| program.rules.get(*rule as usize));
    let law = rules.flat_map(|rule| rule.source.iter().map(move |source| ground(source, Some(rule))));
    own.chain(law).collect()
}

/// To whom it goes: who decides at the organisation that takes over, else whoever decides, else the college itself.
fn destination(program: &Program, competence: &Competence, hand_over: Option<&HandOver>) -> Json {
    let all: Vec<&Mandate> = competence.to(program, Act::Decides).into_iter().map(|(_, mandate)| mandate).collect();
    let taking = all.iter().filter(|mandate| hand_over.is_some_and(|hand_over| hand_over.to == mandate.organisation));
    let taking: Vec<&Mandate> = taking.copied().collect();
    let desk = |role: Json, organisation: Json| members([("rol", role), ("organisatie", organisation)]);
    let mut shown: Vec<Json> = Vec::new();
    for mandate in if taking.is_empty() { all } else { taking } {
        let desk = desk(text(&mandate.role), show::organisation(program, mandate.organisation));
        if !shown.contains(&desk) {
            shown.push(desk);
        }
    }
    if shown.is_empty() {
        shown.push(desk(Json::Null, text(COLLEGE)));
    }
    Json::Array(shown)
}
