//! `toegang toets`: a case in, the decision out.

use toegang::case::{BriefOptions, Detail, brief, decide, uitleg};

use super::case;
use crate::args::Toets;
use crate::out::{Exit, Stop, result};
use crate::{files, progress::Progress};

/// Evaluates a case and writes the decision.
///
/// # Errors
///
/// A case or rules with errors, an unknown decision or municipality.
pub fn run(toets: &Toets) -> Result<Exit, Stop> {
    let progress = Progress::start();
    progress.step("De casus wordt beoordeeld");
    let text = files::read(&toets.casus)?;
    let (rules, options) = case::rules_for(&text, &toets.how)?;
    let program = rules.program()?;
    let case = case::read(program, &text, &options)?;
    let detail = match (toets.kort, toets.spoor) {
        (true, _) => Detail::Outcomes,
        (false, false) => Detail::Reasons,
        (false, true) => Detail::Trace,
    };
    let how = case::decide_options(&toets.how, detail);
    let letters = BriefOptions { onderwerp: how.onderwerp.clone(), verzonden: toets.verzonden };
    let decided = match (toets.brief, toets.uitleg) {
        (true, _) => brief(program, &case, &letters),
        (false, true) => uitleg(program, &case, &how),
        (false, false) => decide(program, &case, &how),
    };
    drop(progress);
    result(&decided.map_err(|unknown| case::unknown_decision(program, &unknown))?)?;
    Ok(Exit::Done)
}
