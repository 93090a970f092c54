//! `toegang controleer BESTAND.wasm`: what is sealed in a component, and whether it is what these rules give.

use std::path::Path;

use toegang::case::LANGUAGE_VERSION;
use toegang::program::Program;
use toegang::program::bytes::{BytesError, FORMAT, from_bytes, to_bytes};
use toegang_seal::{Sealed, open};

use crate::files;
use crate::out::{Exit, Stop, counted, line, list_of};
use crate::rules;

/// Tells what is inside, and compares it with the rules of a folder.
///
/// # Errors
///
/// A file that is no sealed component, or whose seal is broken; rules with errors.
pub fn run(path: &Path, rules: Option<&Path>) -> Result<Exit, Stop> {
    let component = files::read_bytes(path)?;
    let inside = open(&component).map_err(|error| Stop::wrong(format!("`{}`: {error}", path.display())))?;
    let program = from_bytes(&inside.program).map_err(|error| Stop::wrong(unsound(error)))?;
    line(&format!("{}: {} bytes", path.display(), component.len()))?;
    tell(&inside, &program)?;
    match rules {
        Some(folder) => compare(&inside, &program, folder),
        None => Ok(Exit::Done),
    }
}

fn tell(inside: &Sealed, program: &Program) -> Result<(), Stop> {
    let identity = &program.identity;
    let from_outside = match inside.imports.as_slice() {
        [] => "niets".to_string(),
        names => list_of(names),
    };
    let lines = [
        ("gemeente", identity.municipality.to_string()),
        ("regelset", format!("{} {}", identity.name, identity.version)),
        ("sha256 van de regelteksten", identity.sha256.to_string()),
        ("taalversie", LANGUAGE_VERSION.to_string()),
        ("programma", format!("{} bytes, formaat {FORMAT}", inside.program.len())),
        ("sha256 van het programma", format!("{}, klopt", inside.sha256)),
        ("inhoud", contents(program)),
        ("vraagt van buiten", from_outside),
    ];
    lines.iter().try_for_each(|(name, value)| line(&format!("  {name}: {value}")))
}

fn contents(program: &Program) -> String {
    let decisions = counted(program.decisions.len(), "besluit", "besluiten");
    let rules = counted(program.rules.len(), "regel", "regels");
    let parameters = counted(program.parameters.len(), "bedrag of parameter", "bedragen en parameters");
    format!("{decisions}, {rules}, {parameters}")
}

/// Whether the rules of a folder give the same program.
fn compare(inside: &Sealed, program: &Program, folder: &Path) -> Result<Exit, Stop> {
    let identity = &program.identity;
    let set = rules::open(Some(folder), Some(identity.municipality.as_str()).filter(|name| !name.is_empty()))?;
    let other = set.program()?;
    let folder = folder.display();
    if to_bytes(other) == inside.program {
        line(&format!("  gelijk aan de regels in `{folder}`"))?;
        return Ok(Exit::Done);
    }
    let why = match other.identity.sha256 == identity.sha256 {
        true => "de regelteksten zijn gelijk, het programma is door een andere versie gemaakt".to_string(),
        false => format!("de regelteksten daar hebben sha256 {}", other.identity.sha256),
    };
    line(&format!("  anders dan de regels in `{folder}`: {why}"))?;
    Ok(Exit::Wrong)
}

/// In Dutch, why bytes are no sound program.
fn unsound(error: BytesError) -> String {
    match error {
        BytesError::OtherFormat(found) => {
            format!("het programma heeft formaat {found}; deze `toegang` leest formaat {FORMAT}")
        }
        BytesError::NotAProgram | BytesError::Malformed | BytesError::Invalid(_) => {
            "de bytes in het component zijn geen deugdelijk programma".to_string()
        }
    }
}
