//! `toegang uitleg`: the page of a message.

use toegang::diagnostic::{nearest, pages};

use crate::args::Uitleg;
use crate::out::{Exit, Stop, result};

/// Writes the page of a code.
///
/// # Errors
///
/// A code without a page.
pub fn run(uitleg: &Uitleg) -> Result<Exit, Stop> {
    let code = uitleg.code.to_uppercase();
    let Some(page) = pages::page(&code) else {
        let near = nearest(&code, pages::codes()).map(|near| format!("; bedoelt u `{near}`?")).unwrap_or_default();
        return Err(Stop::usage(format!("onbekende code `{}`{near}", uitleg.code)));
    };
    result(page)?;
    if !page.ends_with('\n') {
        result("\n")?;
    }
    Ok(Exit::Done)
}
