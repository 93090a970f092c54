//! `toegang bouw`: one municipality's compiled rules, sealed in a component.

use std::borrow::Cow;

use toegang::program::bytes::to_bytes;
use toegang_seal::{open, seal};

use crate::args::Bouw;
use crate::files;
use crate::out::{Exit, Stop, line};
use crate::rules;

/// The template that this command was built with.
#[cfg(sjabloon)]
const TEMPLATE: Option<&[u8]> = Some(include_bytes!(env!("TOEGANG_SJABLOON")));
#[cfg(not(sjabloon))]
const TEMPLATE: Option<&[u8]> = None;

/// Compiles the rules of a municipality and seals them in a component.
///
/// # Errors
///
/// Rules with errors, a municipality without rules, a template that is none, a file that cannot be written.
pub fn run(bouw: &Bouw) -> Result<Exit, Stop> {
    let template = match (&bouw.sjabloon, TEMPLATE) {
        (Some(path), _) => Cow::Owned(files::read_bytes(path)?),
        (None, Some(template)) => Cow::Borrowed(template),
        (None, None) => {
            return Err(Stop::usage(
                "deze `toegang` is gebouwd zonder sjabloon; geef er een met `--sjabloon BESTAND`, of bouw de opdracht met \
                 `cargo xtask build`",
            ));
        }
    };
    let rules = rules::open(bouw.regels.as_deref(), Some(&bouw.gemeente))?;
    let program = rules.program()?;
    let sealed = seal(&template, &to_bytes(program)).map_err(|error| Stop::wrong(format!("het sjabloon: {error}")))?;
    let inside = open(&sealed).map_err(|error| Stop::wrong(error.to_string()))?;
    files::write(&bouw.uit, &sealed)?;
    let (path, bytes) = (bouw.uit.display(), sealed.len());
    line(&format!("{path}: {} verzegeld, {bytes} bytes, programma {}", program.identity.municipality, inside.sha256))?;
    Ok(Exit::Done)
}
