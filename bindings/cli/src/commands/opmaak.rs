//! `toegang opmaak`: the one layout of rule files.

use std::path::Path;

use toegang::diagnostic::text::render;
use toegang::syntax;

use crate::args::Opmaak;
use crate::out::{Exit, Stop, counted, line, note, result};
use crate::{files, progress::Progress};

/// What became of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Became {
    Same,
    Changed,
    Unreadable,
}

/// Lays out rule files, or tells which are not.
///
/// # Errors
///
/// A folder or file that cannot be read or written.
pub fn run(opmaak: &Opmaak) -> Result<Exit, Stop> {
    let map = opmaak.map.as_deref().unwrap_or(Path::new("."));
    if files::is_stdin(map) {
        return stdin(opmaak.controleer);
    }
    let progress = Progress::start();
    let (mut changed, mut unreadable) = (0usize, 0usize);
    let found = files::rule_files(map)?;
    for file in &found {
        let path = if map.is_dir() { map.join(&file.path) } else { map.to_path_buf() };
        progress.step(path.display().to_string());
        match one(&path, &file.text, opmaak.controleer)? {
            Became::Same => {}
            Became::Changed => changed = changed.saturating_add(1),
            Became::Unreadable => unreadable = unreadable.saturating_add(1),
        }
    }
    drop(progress);
    let what = if opmaak.controleer { "niet opgemaakt" } else { "gewijzigd" };
    let broken = if unreadable > 0 { format!(", {unreadable} niet te lezen") } else { String::new() };
    line(&format!("{}: {changed} {what}{broken}", counted(found.len(), "bestand", "bestanden")))?;
    let wrong = unreadable > 0 || (opmaak.controleer && changed > 0);
    Ok(if wrong { Exit::Wrong } else { Exit::Done })
}

fn one(path: &Path, text: &str, check: bool) -> Result<Became, Stop> {
    let shown = path.display().to_string();
    let Some(formatted) = formatted(&shown, text) else { return Ok(Became::Unreadable) };
    if formatted == text {
        return Ok(Became::Same);
    }
    if check {
        line(&format!("niet opgemaakt: {shown}"))?;
    } else {
        files::write(path, &formatted)?;
        line(&format!("opgemaakt: {shown}"))?;
    }
    Ok(Became::Changed)
}

/// Lays out stdin to stdout.
fn stdin(check: bool) -> Result<Exit, Stop> {
    let text = files::read(Path::new("-"))?;
    let Some(formatted) = formatted("-", &text) else { return Ok(Exit::Wrong) };
    if check {
        return Ok(if formatted == text { Exit::Done } else { Exit::Wrong });
    }
    result(&formatted)?;
    Ok(Exit::Done)
}

/// The text in its layout; when it cannot be read, what is wrong goes to stderr.
fn formatted(path: &str, text: &str) -> Option<String> {
    match syntax::format(text) {
        Ok(formatted) => Some(formatted),
        Err(findings) => {
            findings.iter().for_each(|finding| note(&render(finding, &[(path, text)])));
            None
        }
    }
}
