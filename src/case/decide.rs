//! Decides a case: for each decision and member, right and amount as a series of periods, with grounds, what is missing,
//! and what would change it.
//!
//! **Invariant:** the same program, case and options give the same bytes; another asker changes only `bevoegd`.

use super::build::{Json, members, text, text_or_null};
use super::json;
use super::key::same_name;
use super::read::Case;
use crate::evaluate::{Machine, ObjectId};
use crate::inquire::Inquiry;
use crate::program::{Decision, DecisionKind, Program};

mod bare;
mod basis;
mod cause;
mod competence;
mod competent;
mod facts;
mod filled;
mod grounds;
mod hand_over;
mod message;
mod not_asked;
mod open;
mod otherwise;
mod outcome;
mod procedure;
mod purpose;
mod questions;
mod series;
mod show;
mod snapshot;
mod support;
mod trace;
mod warnings;
mod warnings_mandates;

use crate::values::order;
use competence::Competence;
use not_asked::Unasked;
pub use open::Open;
use outcome::Subject;
pub(super) use outcome::day_of_reference;
use purpose::Lawful;
pub(super) use purpose::of_decision;
pub use questions::{Asked, Wanted, questions};
pub(super) use show::datum;
pub use support::Cause;

/// The version of the rule language; it changes when the meaning of a rule text changes.
pub const LANGUAGE_VERSION: &str = "1";

/// Where a decision document keeps the outcomes of a kind.
#[must_use]
pub const fn section(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Besluit => "uitkomsten",
        DecisionKind::Procedure => "procedures",
        DecisionKind::Plan => "plan",
    }
}

/// How much a document tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// What comes out, and nothing of why: no decision can rest on it.
    Outcomes,
    /// What comes out, what it rests on, what is missing, what would change it.
    #[default]
    Reasons,
    /// All that, with the trace.
    Trace,
}

/// How a case is decided.
#[derive(Clone, Debug, Default)]
pub struct DecideOptions {
    /// Only the decision with this name.
    pub onderwerp: Option<String>,
    /// How much the document tells.
    pub detail: Detail,
}

/// There is no decision of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownDecision {
    /// The name asked for.
    pub name: String,
    /// The nearest known name.
    pub near: Option<String>,
}

impl std::fmt::Display for UnknownDecision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "onbekend besluit `{}`", self.name)?;
        self.near.as_ref().map_or(Ok(()), |near| write!(f, "; bedoelt u `{near}`?"))
    }
}

impl std::error::Error for UnknownDecision {}

/// Decides a case: the decision document, as canonical JSON.
///
/// # Errors
///
/// An [`DecideOptions::onderwerp`] that no decision has as its name.
pub fn decide(program: &Program, case: &Case, options: &DecideOptions) -> Result<String, UnknownDecision> {
    decide_with(&mut Machine::new(program), case, options)
}

/// [`decide`] with a machine that was made before.
///
/// # Errors
///
/// As [`decide`].
pub fn decide_with(machine: &mut Machine<'_>, case: &Case, options: &DecideOptions) -> Result<String, UnknownDecision> {
    let program = machine.program();
    let chosen = chosen(program, options)?;
    let reasons = options.detail != Detail::Outcomes;
    let names_all = |decision: &&Decision| decision.kind == DecisionKind::Plan && options.onderwerp.is_some();
    let about = reasons && chosen.iter().any(names_all);
    let all: Vec<&Decision> = if about { program.decisions.iter().collect() } else { chosen.clone() };
    let Outcomes { found, unasked } = outcomes(machine, case, &all, options);
    let (mut decisions, mut procedures, mut plans) = (Vec::new(), Vec::new(), Vec::new());
    for (decision, outcome) in found {
        match decision.kind {
            DecisionKind::Besluit => decisions.push(outcome),
            DecisionKind::Procedure => procedures.push(outcome),
            DecisionKind::Plan if chosen.contains(&decision) => plans.push(outcome),
            DecisionKind::Plan => {}
        }
    }
    let plans = plans.into_iter().map(|plan| procedure::with_references(plan, &procedures, &decisions)).collect();
    let mut list = vec![("regelset", rule_set(program))];
    list.extend(reasons.then(|| ("casus_sha256", text(&case.sha256))));
    list.extend([
        ("peildatum", text(case.peildatum.to_string())),
        ("periode", period(case)),
        ("kennis_tot", text_or_null(case.kennis_tot.map(|day| day.to_string()))),
        ("gemeente", text_or_null(Some(&case.gemeente).filter(|name| !name.is_empty()))),
        ("onderwerp", text_or_null(options.onderwerp.as_ref())),
        (section(DecisionKind::Besluit), Json::Array(decisions)),
        (section(DecisionKind::Procedure), Json::Array(procedures)),
        (section(DecisionKind::Plan), Json::Array(plans)),
    ]);
    list.extend(reasons.then(|| ("niet_gevraagd", not_asked::by_fact(&unasked))));
    Ok(json::to_canonical(&members(list)))
}

/// What comes of one decision for one member, whether or not somebody asked for it.
pub(super) fn one(machine: &mut Machine<'_>, case: &Case, decision: &Decision, member: ObjectId) -> Json {
    let case = of_decision(machine, case, decision);
    let mut evaluation = machine.load(&case.facts);
    let competence = Competence::of(&mut evaluation, &decision.name);
    let room = (&mut evaluation, &mut Inquiry::default());
    Subject::new(room, &case, (decision, &competence), member).outcome(Detail::Reasons)
}

/// What came of decisions.
pub(super) struct Outcomes<'p> {
    /// The outcomes for each of their members, in order.
    pub(super) found: Vec<(&'p Decision, Json)>,
    /// Those that nobody asked for, in order.
    unasked: Vec<Unasked<'p>>,
}

/// What comes of decisions for each of their members; what nobody asked for apart, unless it was named.
pub(super) fn outcomes<'p>(
    machine: &mut Machine<'_>,
    case: &Case,
    decisions: &[&'p Decision],
    options: &DecideOptions,
) -> Outcomes<'p> {
    let mut found: Vec<(usize, Result<Json, Unasked<'p>>)> = Vec::new();
    each_outcome(machine, case, decisions, options, &mut |place, _, outcome| found.push((place, outcome)));
    order::sort_by_key(&mut found, |(place, _)| *place);
    let mut outcomes = Outcomes { found: Vec::new(), unasked: Vec::new() };
    for (place, outcome) in found {
        match (outcome, decisions.get(place)) {
            (Ok(outcome), Some(decision)) => outcomes.found.push((decision, outcome)),
            (Err(unasked), _) => outcomes.unasked.push(unasked),
            (Ok(_), None) => {}
        }
    }
    outcomes
}

/// Tells what comes of each decision, by its place among them, for each of its members; what nobody asked for as such,
/// unless it was named. The order is not that of the decisions.
pub(super) fn each_outcome<'p>(
    machine: &mut Machine<'_>,
    case: &Case,
    decisions: &[&'p Decision],
    options: &DecideOptions,
    tell: &mut dyn FnMut(usize, ObjectId, Result<Json, Unasked<'p>>),
) {
    for Lawful { case, places } in purpose::by_law(machine, case, decisions) {
        let (mut evaluation, mut inquiry) = (machine.load(&case.facts), Inquiry::default());
        for (place, decision) in places.into_iter().filter_map(|place| Some((place, *decisions.get(place)?))) {
            let competence = match options.detail {
                Detail::Outcomes => Competence::default(),
                Detail::Reasons | Detail::Trace => Competence::of(&mut evaluation, &decision.name),
            };
            let is_named = options.onderwerp.as_ref().is_some_and(|name| same_name(&decision.name, name));
            for member in 0..case.facts.count(decision.class) {
                let room = (&mut evaluation, &mut inquiry);
                let mut subject = Subject::new(room, &case, (decision, &competence), member);
                let unasked = if is_named { None } else { subject.unasked(decision) };
                tell(place, member, unasked.map_or_else(|| Ok(subject.outcome(options.detail)), Err));
            }
        }
    }
}

/// The decisions that are asked for.
pub(super) fn chosen<'p>(program: &'p Program, options: &DecideOptions) -> Result<Vec<&'p Decision>, UnknownDecision> {
    let Some(name) = &options.onderwerp else { return Ok(program.decisions.iter().collect()) };
    let chosen: Vec<_> = program.decisions.iter().filter(|decision| same_name(&decision.name, name)).collect();
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    let known = program.decisions.iter().map(|decision| decision.name.as_str());
    Err(UnknownDecision { name: name.clone(), near: crate::diagnostic::nearest(name, known) })
}

fn rule_set(program: &Program) -> Json {
    let identity = &program.identity;
    members([
        ("naam", text(&identity.name)),
        ("versie", text(&identity.version)),
        ("taalversie", text(LANGUAGE_VERSION)),
        ("engineversie", text(env!("CARGO_PKG_VERSION"))),
        ("sha256", text(&identity.sha256)),
    ])
}

fn period(case: &Case) -> Json {
    let (from, until) = case.periode;
    members([("vanaf", text(from.to_string())), ("tot_en_met", text(until.to_string()))])
}
