//! `toegang herhaal`: evaluates again and compares with an earlier decision.

use toegang::case::json::{self, Json, Limits};
use toegang::case::{DecideOptions, Detail, compare, decide};
use toegang::values::Date;

use super::case;
use crate::args::{Herhaal, How};
use crate::files;
use crate::out::{Exit, Stop, counted, line, note};

/// A decision with its trace can be long.
const LIMITS: Limits = Limits { nodes: 10_000_000, bytes: 1_000_000_000, ..Limits::OWN };
/// A longer value is cut off in a difference.
const LONGEST: usize = 200;

/// Evaluates the case as the decision says it was evaluated; the same bytes, or what differs.
///
/// # Errors
///
/// Files that cannot be read, a decision that is none, a case with errors.
pub fn run(herhaal: &Herhaal) -> Result<Exit, Stop> {
    let was = files::read(&herhaal.besluit)?;
    let text = files::read(&herhaal.casus)?;
    let decision = json::parse(&was, LIMITS).map_err(|error| {
        Stop::wrong(format!("het besluit is geen geldige JSON: regel {}, kolom {}", error.line, error.column))
    })?;
    let field = |key: &str| decision.get(key).and_then(Json::as_str);
    let how = How {
        gemeente: field("gemeente").map(str::to_string),
        op: field("peildatum").and_then(Date::parse_iso),
        onderwerp: None,
        regels: herhaal.regels.clone(),
    };
    let (rules, options) = case::rules_for(&text, &how)?;
    let program = rules.program()?;
    let case = case::read(program, &text, &options)?;
    let now = decide(program, &case, &asked(&decision)).map_err(|unknown| case::unknown_decision(program, &unknown))?;
    let rules_was = decision.get("regelset").and_then(|set| set.get("sha256")).and_then(Json::as_str);
    if rules_was != Some(program.identity.sha256.as_str()) {
        note("let op: het besluit is met andere regels genomen");
    }
    if field("casus_sha256").is_some_and(|sha256| sha256 != case.sha256) {
        note("let op: het besluit rust op een andere casus");
    }
    report(&was, &now)
}

/// Only one decision where the earlier document has only that; reasons and the trace where it has them.
fn asked(decision: &Json) -> DecideOptions {
    let section = |key: &str| decision.get(key).and_then(Json::as_array).unwrap_or_default();
    let mut outcomes = ["uitkomsten", "procedures", "plan"].into_iter().flat_map(section);
    let detail = match (decision.get("casus_sha256"), outcomes.any(|outcome| outcome.get("spoor").is_some())) {
        (None, _) => Detail::Outcomes,
        (Some(_), false) => Detail::Reasons,
        (Some(_), true) => Detail::Trace,
    };
    DecideOptions { onderwerp: decision.get("onderwerp").and_then(Json::as_str).map(str::to_string), detail }
}

fn report(was: &str, now: &str) -> Result<Exit, Stop> {
    let differences = compare(was, now).map_err(|_| Stop::wrong("het besluit is geen geldige JSON"))?;
    if differences.is_empty() {
        line("gelijk: dezelfde bytes")?;
        return Ok(Exit::Done);
    }
    for difference in &differences {
        let side = |text: &Option<String>| text.as_deref().map_or_else(|| "niets".to_string(), shortened);
        line(&format!("{}: was {}, nu {}", difference.path, side(&difference.was), side(&difference.now)))?;
    }
    line(&counted(differences.len(), "verschil", "verschillen"))?;
    Ok(Exit::Wrong)
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_string();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}
