//! What is still to be asked, over several decisions: each question once.

use super::super::build::Json;
use super::super::read::Case;
use super::super::shown::{list, text};
use super::{DecideOptions, Outcomes, UnknownDecision, chosen, not_asked, outcomes};
use crate::evaluate::Machine;

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A fact.
    Fact,
    /// A judgement, by one of the roles.
    Judgement,
    /// An amount that the rules do not know.
    Amount,
    /// An ordinance that the rules do not have.
    Ordinance,
}

/// Something that can still change an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it asks for.
    pub wanted: Wanted,
    /// The name of it, as the rules have it.
    pub name: String,
    /// Its key in a case; empty for an amount or ordinance.
    pub key: String,
    /// The ids of those it is about.
    pub about: Vec<String>,
    /// The question that must be judged.
    pub question: Option<String>,
    /// The roles that may judge it.
    pub roles: Vec<String>,
    /// Who knows: a register, the applicant, or who must set it.
    pub source: Option<String>,
    /// The article that makes it matter.
    pub article: Option<String>,
    /// Why it is not known although the case mentions it.
    pub reason: Option<String>,
    /// The decisions that it can change.
    pub decisions: Vec<String>,
}

/// What can still change the outcomes that are asked for, in asking order; last what would tell whether other decisions
/// are a question at all.
///
/// # Errors
///
/// A [`DecideOptions::onderwerp`] that no decision has as its name.
///
/// ```
/// use toegang::{case, evaluate::Machine, program::Program};
/// let program = Program::default();
/// let case = case::read_case(&program, r#"{"peildatum":"2026-10-01"}"#, &case::Options::default()).unwrap();
/// let asked = case::questions(&mut Machine::new(&program), &case, &case::DecideOptions::default());
/// assert_eq!(asked, Ok(Vec::new()));
/// ```
pub fn questions(
    machine: &mut Machine<'_>,
    case: &Case,
    options: &DecideOptions,
) -> Result<Vec<Asked>, UnknownDecision> {
    let chosen = chosen(machine.program(), options)?;
    let Outcomes { found, unasked } = outcomes(machine, case, &chosen, options);
    let mut all = Vec::new();
    for (decision, outcome) in &found {
        for missing in list(outcome, "ontbreekt") {
            add(&mut all, missing, decision.name.as_str());
        }
    }
    for one in &unasked {
        add(&mut all, not_asked::first_question(one), one.decision.name.as_str());
    }
    Ok(all)
}

/// Adds a question about a decision to those there are.
fn add(all: &mut Vec<Asked>, missing: &Json, decision: &str) {
    let asked = read(missing, decision);
    let same =
        |known: &&mut Asked| (known.wanted, &known.name, &known.about) == (asked.wanted, &asked.name, &asked.about);
    match all.iter_mut().find(same) {
        Some(known) if known.decisions.iter().any(|name| name == decision) => {}
        Some(known) => known.decisions.push(decision.to_string()),
        None => all.push(asked),
    }
}

fn read(missing: &Json, decision: &str) -> Asked {
    let told = |key: &str| missing.get(key).and_then(Json::as_str).map(str::to_string);
    let texts = |key: &str| list(missing, key).iter().filter_map(Json::as_str).map(str::to_string).collect();
    let wanted = match text(missing, "soort") {
        "oordeel" => Wanted::Judgement,
        "bedrag" => Wanted::Amount,
        "verordening" => Wanted::Ordinance,
        _ => Wanted::Fact,
    };
    Asked {
        wanted,
        name: told("naam").unwrap_or_default(),
        key: told("sleutel").unwrap_or_default(),
        about: texts("betreft"),
        question: told("vraag"),
        roles: texts("door"),
        source: told("volgens").or_else(|| told("wie")),
        article: told("artikel"),
        reason: told("reden"),
        decisions: vec![decision.to_string()],
    }
}
