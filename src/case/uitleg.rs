//! The decision as readable Dutch: conclusion, amounts, the steps that led to it, facts, what is open, what would turn it.

mod competence;
mod message;
mod not_asked;
mod plan;

use super::build::Json;
use super::decide::{DecideOptions, Detail, UnknownDecision, decide_with, of_decision, section};
use super::json::{self, Limits};
use super::key::same_name;
use super::read::Case;
use super::shown::{day, list, named, text};
use crate::evaluate::{Evaluation, Machine, ObjectId, Val};
use crate::explain::steps;
use crate::program::{Decision, DecisionKind, NodeId, Program};
use crate::values::{Date, dutch};

/// Explains a case: for each decision what came out and why.
///
/// # Errors
///
/// A [`DecideOptions::onderwerp`] that no decision has as its name.
pub fn uitleg(program: &Program, case: &Case, options: &DecideOptions) -> Result<String, UnknownDecision> {
    uitleg_with(&mut Machine::new(program), case, options)
}

/// [`uitleg`] with a machine that was made before.
///
/// # Errors
///
/// As [`uitleg`].
pub fn uitleg_with(machine: &mut Machine<'_>, case: &Case, options: &DecideOptions) -> Result<String, UnknownDecision> {
    let program = machine.program();
    let decided = decide_with(machine, case, &DecideOptions { detail: Detail::Reasons, ..options.clone() })?;
    let document = json::parse_as(&decided, LIMITS).unwrap_or(Json::Null);
    let mut out = String::new();
    for kind in ORDER {
        let asked = |decision: &&Decision| {
            decision.kind == kind && options.onderwerp.as_ref().is_none_or(|name| same_name(&decision.name, name))
        };
        for decision in program.decisions.iter().filter(asked) {
            let members = 0..case.facts.count(decision.class);
            let outcomes: Vec<(ObjectId, &Json)> =
                members.filter_map(|member| Some((member, found(&document, case, decision, member)?))).collect();
            let only = outcomes.iter().all(|(_, outcome)| is_no_question(outcome));
            for (member, outcome) in outcomes {
                let asked = options.onderwerp.is_some() && only;
                one(&mut out, machine, case, (decision, member), outcome, asked);
            }
        }
    }
    not_asked::not_asked(&mut out, &document);
    Ok(out)
}

/// A document of many decisions can be long.
const LIMITS: Limits = Limits { depth: 64, ..Limits::OWN };

/// First what begins, then what is decided, then the plan that refers to both.
const ORDER: [DecisionKind; 3] = [DecisionKind::Procedure, DecisionKind::Besluit, DecisionKind::Plan];

/// The outcome of a decision about one member.
fn found<'j>(document: &'j Json, case: &Case, decision: &Decision, member: ObjectId) -> Option<&'j Json> {
    let id = case.facts.objects.get(decision.class as usize)?.get(member as usize)?;
    let is_it = |outcome: &&Json| {
        text(outcome, decision.kind.word()) == decision.name
            && list(outcome, "betreft").first().and_then(Json::as_str) == Some(id)
    };
    list(document, section(decision.kind)).iter().find(is_it)
}

fn is_no_question(outcome: &Json) -> bool {
    text(outcome, "uitkomst") == "niet van toepassing"
}

/// One outcome; one that is not a question here takes one line, unless it was asked for and there is no other.
fn one(
    out: &mut String,
    machine: &mut Machine<'_>,
    case: &Case,
    (decision, member): (&Decision, ObjectId),
    outcome: &Json,
    asked: bool,
) {
    let whom = list(outcome, "betreft").iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", ");
    let result = text(outcome, "uitkomst");
    out.push_str(&format!("{} {} ({whom}): {result}\n", decision.kind.title(), decision.name));
    if is_no_question(outcome) && !asked {
        return;
    }
    periods(out, outcome);
    for (label, key) in [("Ingang", "ingang"), ("Einde", "einde")] {
        if let Some(day) = day(outcome, key) {
            out.push_str(&format!("  {label}: {day}\n"));
        }
    }
    holds(out, outcome);
    plan::plan(out, outcome);
    follow_up(out, outcome);
    terms(out, outcome);
    duties(out, outcome);
    competence::competence(out, outcome);
    message::message(out, outcome);
    why(out, machine, case, (decision, member), outcome);
    missing(out, outcome);
    otherwise(out, outcome);
    warnings(out, outcome);
    out.push('\n');
}

fn periods(out: &mut String, outcome: &Json) {
    for period in list(outcome, "perioden") {
        let (from, until) = (day(period, "vanaf"), day(period, "tot_en_met"));
        let values: Vec<String> = list(period, "waarden").iter().filter_map(named).collect();
        let values = if values.is_empty() { String::new() } else { format!("; {}", values.join("; ")) };
        let range = format!("van {} tot en met {}", from.unwrap_or_default(), until.unwrap_or_default());
        out.push_str(&format!("  {range}: {}{values}\n", text(period, "uitkomst")));
        let form = text(period, "vorm");
        if !form.is_empty() {
            out.push_str(&format!("    vorm: {form}\n"));
        }
        if let Some(change) = period.get("wijzigt").filter(|change| !change.is_null()) {
            let on = day(change, "op").unwrap_or_default();
            out.push_str(&format!("    wijzigt op {on}: {}\n", text(change, "oorzaak")));
        }
    }
}

fn holds(out: &mut String, outcome: &Json) {
    let Some(holds) = outcome.get("geldt_tot_en_met") else { return };
    match day(holds, "datum") {
        Some(day) => out.push_str(&format!("  Geldt tot en met {day}: {}\n", text(holds, "oorzaak"))),
        None => out.push_str(&format!("  Geldt: {}\n", text(holds, "oorzaak"))),
    }
}

fn follow_up(out: &mut String, outcome: &Json) {
    let Some(follow) = outcome.get("vervolg").filter(|follow| !follow.is_null()) else { return };
    let to = text(follow, "aan");
    let kind = text(follow, "soort");
    let towards = if kind == "verwijzen" { "naar" } else { "aan" };
    let to = if to.is_empty() { String::new() } else { format!(" {towards} {to}") };
    out.push_str(&format!("  Vervolg: {kind}{to}\n"));
}

fn terms(out: &mut String, outcome: &Json) {
    for term in list(outcome, "termijnen") {
        let until = day(term, "datum").unwrap_or_else(|| "nog niet te bepalen".into());
        out.push_str(&format!("  Termijn {}: {until}\n", text(term, "naam")));
    }
}

/// The duties that hold, and those of which that is open.
fn duties(out: &mut String, outcome: &Json) {
    let told = list(outcome, "verplichtingen").iter().map(|duty| {
        let open = if duty.get("geldt").is_some_and(Json::is_null) { " (nog niet te bepalen)" } else { "" };
        format!("{}{open}", text(duty, "naam"))
    });
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        out.push_str(&format!("  Verplichtingen: {}\n", told.join("; ")));
    }
}

/// How deep the steps of the right go; the trace (`spoor`) holds all of them.
const DEPTH: usize = 7;
/// How deep those of its first value go.
const VALUE_DEPTH: usize = 4;
/// How deep the steps of an open outcome go: the list of what is still needed says the rest.
const OPEN_DEPTH: usize = 4;

/// The steps, seen from the peildatum or the first day of the period.
fn why(
    out: &mut String,
    machine: &mut Machine<'_>,
    case: &Case,
    (decision, member): (&Decision, ObjectId),
    outcome: &Json,
) {
    let (first, last) = case.periode;
    let case = &*of_decision(machine, case, decision);
    let on = if (first..=last).contains(&case.peildatum) { case.peildatum } else { first };
    let mut evaluation = machine.load(&case.facts);
    let told = told(decision, &mut evaluation, (member, on), outcome);
    if !told.is_empty() {
        out.push_str(&format!("  Waarom (op {}):\n", dutch::date(on)));
    }
    for (name, node, deepest) in told {
        let reason = evaluation.reasons(node, &[member], on);
        let deepest = if reason.value.is_known() { deepest } else { OPEN_DEPTH };
        let lines = steps(&evaluation, &reason).into_iter().filter(|line| line.depth <= deepest);
        for (number, line) in lines.enumerate() {
            let label = if number == 0 { name.as_str() } else { "" };
            out.push_str(&format!("    {}{label}{}\n", "  ".repeat(line.depth), line.text));
        }
    }
}

/// What is told of an outcome, each with its label and how deep: of what is no question why it is none; else the right,
/// why it is only part of it, and its first value, deeper when only part was given.
fn told(
    decision: &Decision,
    evaluation: &mut Evaluation<'_>,
    (member, on): (ObjectId, Date),
    outcome: &Json,
) -> Vec<(String, NodeId, usize)> {
    let is_plan = decision.kind == DecisionKind::Plan;
    if let Some(applies) = decision.applies.filter(|_| is_no_question(outcome) && !is_plan) {
        return vec![("van toepassing: ".to_string(), applies, DEPTH)];
    }
    let mut is_so = |node: NodeId| evaluation.value(node, &[member], on).value == Val::Bool(true);
    let granted = is_so(decision.right);
    let part = decision.partial.filter(|node| granted && is_so(*node));
    let right = (!is_plan).then(|| (String::new(), decision.right, DEPTH));
    let mut told: Vec<(String, NodeId, usize)> = right.into_iter().collect();
    told.extend(part.map(|node| ("gedeeltelijk: ".to_string(), node, DEPTH)));
    let deepest = if part.is_some() { DEPTH } else { VALUE_DEPTH };
    let value = decision.values.first().filter(|_| granted);
    told.extend(value.map(|value| (format!("{}: ", value.name), value.node, deepest)));
    told
}

fn missing(out: &mut String, outcome: &Json) {
    let asks = list(outcome, "ontbreekt");
    if asks.is_empty() {
        return;
    }
    out.push_str("  Nog nodig:\n");
    for ask in asks {
        let whom: Vec<&str> = list(ask, "betreft").iter().filter_map(Json::as_str).collect();
        let whom = if whom.is_empty() { String::new() } else { format!(" ({})", whom.join(", ")) };
        let article = text(ask, "artikel");
        let article = if article.is_empty() { String::new() } else { format!(", omdat het telt bij {article}") };
        let why = text(ask, "reden");
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        out.push_str(&format!("    {} {}{whom}{article}{why}\n", text(ask, "soort"), text(ask, "naam")));
    }
}

fn otherwise(out: &mut String, outcome: &Json) {
    let changes = list(outcome, "anders_als");
    if changes.is_empty() {
        return;
    }
    out.push_str("  Het zou anders zijn als:\n");
    for change in changes {
        let facts: Vec<String> = list(change, "feiten").iter().map(|fact| text(fact, "tekst").to_string()).collect();
        out.push_str(&format!("    {}\n", facts.join(" en ")));
    }
}

fn warnings(out: &mut String, outcome: &Json) {
    for warning in list(outcome, "waarschuwingen") {
        let about: Vec<&str> = list(warning, "lijst").iter().filter_map(Json::as_str).collect();
        let shown = about.iter().take(5).copied().collect::<Vec<_>>().join("; ");
        let more = about.len().saturating_sub(5);
        let more = if more == 0 { String::new() } else { format!("; en nog {more}") };
        out.push_str(&format!("  Let op: {} ({shown}{more})\n", text(warning, "tekst")));
    }
}
