//! `toegang herhaal`: evaluates again and compares with an earlier decision.

use toegang::case::json::{self, Json, Limits};
use toegang::case::{DecideOptions, Detail, compare, decide, detail_of};
use toegang::values::Date;

use super::case;
use crate::args::{Herhaal, How};
use crate::files;
use crate::out::{Exit, Stop, counted, line, note};

/// A decision with its trace can be long.
const LIMITS: Limits = Limits { nodes: 10_000_000, bytes: 1_000_000_000, ..Limits::OWN };
/// A decision with reasons always says on which case it rests; the short form never does.
const NO_CASE: &str = "let op: in het besluit ontbreekt `casus_sha256`, de sha256 van de casus; het is niet meer wat `toegang toets` schreef, en of het op deze casus rust, is niet na te gaan. Neem het besluit zoals het is gegeven.";
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
    // Only one decision where the earlier document has only that; reasons and the trace where it has them.
    let asked = DecideOptions { onderwerp: field("onderwerp").map(str::to_string), detail: detail_of(&decision) };
    let now = decide(program, &case, &asked).map_err(|unknown| case::unknown_decision(program, &unknown))?;
    let rules_was = decision.get("regelset").and_then(|set| set.get("sha256")).and_then(Json::as_str);
    if rules_was != Some(program.identity.sha256.as_str()) {
        note("let op: het besluit is met andere regels genomen");
    }
    match decision.get("casus_sha256") {
        None if asked.detail != Detail::Outcomes => note(NO_CASE),
        None => {}
        Some(sha256) if sha256.as_str() == Some(&case.sha256) => {}
        Some(_) => note("let op: het besluit rust op een andere casus"),
    }
    report(&was, &now)
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
