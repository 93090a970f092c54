//! What commands on a case share: which rules belong to it, and how it is read.

use toegang::case::{Case, DecideOptions, Detail, Options, UnknownDecision, municipality_of, read_case};
use toegang::program::Program;

use crate::args::How;
use crate::out::{Stop, note};
use crate::rules::{Library, RuleSet};

/// The rules for a case: those of the municipality that the option or the case names, else national law alone. A
/// municipality without rules in the case is left to the reading of the case, which reports it with its place.
///
/// # Errors
///
/// An option that names an unknown municipality; rules that cannot be read.
pub fn rules_for(text: &str, how: &How) -> Result<(RuleSet, Options), Stop> {
    let library = Library::open(how.regels.as_deref())?;
    let gemeente = how.gemeente.clone().or_else(|| municipality_of(text));
    let texts = library.texts(gemeente.as_deref()).or_else(|| library.texts(None).filter(|_| how.gemeente.is_none()));
    let Some(texts) = texts else { return Err(Stop::usage(library.unknown(gemeente.as_deref().unwrap_or_default()))) };
    let gemeente = how
        .gemeente
        .as_ref()
        .map(|given| if texts.municipality.is_empty() { given.clone() } else { texts.municipality.clone() });
    let options = Options { op: how.op, gemeente, gemeenten: library.municipalities(), unhashed: false };
    Ok((texts.compile(), options))
}

/// Reads a case.
///
/// # Errors
///
/// A case with errors, which are then told on stderr.
pub fn read(program: &Program, text: &str, options: &Options) -> Result<Case, Stop> {
    read_case(program, text, options).map_err(|errors| {
        for error in &errors {
            note(&format!("fout[{}]: {error}", error.code.name()));
        }
        let unknown = errors.iter().any(|error| error.code == toegang::case::Code::UnknownMunicipality);
        if unknown && !options.gemeenten.is_empty() {
            note(&format!("Er zijn regels van {}.", crate::out::list_of(&options.gemeenten)));
        }
        Stop::wrong("de casus bevat fouten")
    })
}

/// How the case is to be decided.
pub fn decide_options(how: &How, detail: Detail) -> DecideOptions {
    DecideOptions { onderwerp: how.onderwerp.clone(), detail }
}

/// What to say about a decision that is not known.
pub fn unknown_decision(program: &Program, unknown: &UnknownDecision) -> Stop {
    let names: Vec<&str> = program.decisions.iter().map(|decision| decision.name.as_str()).collect();
    Stop::usage(format!("{unknown}\nDe besluiten zijn: {}.", names.join(", ")))
}
