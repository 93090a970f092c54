//! `toegang controleer`: everything found in rule files, in order.

use std::collections::BTreeMap;
use std::path::PathBuf;

use toegang::case::json::{Json, to_canonical};
use toegang::diagnostic::{Diagnostic, Severity, Span, text};

use super::component;
use crate::args::{Controleer, Format};
use crate::out::{Exit, Stop, counted, line, note, result};
use crate::progress::Progress;
use crate::rules::{Library, RuleSet};

/// A finding once, whichever municipality it came up with: by file, place and code.
type Findings = BTreeMap<(String, u32, u32, String), Found>;

/// A finding in its two forms.
struct Found {
    severity: Severity,
    text: String,
    json: Json,
}

/// Parses and checks rule files: each municipality in turn, with national law.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn run(controleer: &Controleer) -> Result<Exit, Stop> {
    let is_component = |path: &&PathBuf| path.extension().is_some_and(|end| end == "wasm");
    match (controleer.map.as_ref().filter(is_component), &controleer.regels) {
        (Some(path), rules) => return component::run(path, rules.as_deref()),
        (None, Some(_)) => return Err(Stop::usage("`--regels` vergelijkt een component; geef een BESTAND.wasm")),
        (None, None) => {}
    }
    let library = Library::open(controleer.map.as_deref())?;
    let progress = Progress::start();
    let (mut findings, mut files) = (Findings::new(), std::collections::BTreeSet::new());
    for texts in library.all() {
        progress.step(format!("Regels worden gecontroleerd: {}", texts.label()));
        let set = texts.compile();
        collect(&set, &mut findings);
        files.extend(set.texts.shown().into_iter().map(|(path, _)| path));
    }
    drop(progress);
    let errors = findings.values().filter(|found| found.severity == Severity::Error).count();
    let warnings = findings.len().saturating_sub(errors);
    if controleer.als == Some(Format::Json) {
        result(&to_canonical(&Json::Array(findings.into_values().map(|found| found.json).collect())))?;
    } else {
        findings.values().for_each(|found| note(&found.text));
        let (errors, warnings) =
            (counted(errors, "fout", "fouten"), counted(warnings, "waarschuwing", "waarschuwingen"));
        line(&format!("{}: {errors}, {warnings}", counted(files.len(), "bestand", "bestanden")))?;
    }
    Ok(if errors == 0 { Exit::Done } else { Exit::Wrong })
}

fn collect(set: &RuleSet, findings: &mut Findings) {
    let shown = set.texts.shown();
    let files: Vec<(&str, &str)> = shown.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    for finding in &set.findings {
        let path = files.get(finding.span.file as usize).map_or("", |(path, _)| *path).to_string();
        let what = format!("{} {}", finding.code, finding.facts.join("\u{0}"));
        findings.entry((path, finding.span.start, finding.span.end, what)).or_insert_with(|| Found {
            severity: finding.severity,
            text: text::render(finding, &files),
            json: json(finding, &files),
        });
    }
}

/// A finding for machines.
fn json(finding: &Diagnostic, files: &[(&str, &str)]) -> Json {
    let severity = match finding.severity {
        Severity::Error => "fout",
        Severity::Warning => "waarschuwing",
    };
    let optional = |text: Option<&str>| text.map_or(Json::Null, string);
    let also = finding.also.iter().map(|(span, note)| {
        let mut place = place(*span, files);
        place.push(("tekst".to_string(), string(note)));
        Json::Object(place)
    });
    let mut members = vec![("code".to_string(), string(finding.code)), ("ernst".to_string(), string(severity))];
    members.extend(place(finding.span, files));
    members.extend([
        ("melding".to_string(), string(&text::message(finding))),
        ("verwacht".to_string(), optional(finding.expected.as_deref())),
        ("bedoeld".to_string(), optional(finding.near.as_deref())),
        ("hulp".to_string(), optional(text::hint(finding.code))),
        ("zie_ook".to_string(), Json::Array(also.collect())),
    ]);
    Json::Object(members)
}

/// File, line and column of a place, the last two from one.
fn place(span: Span, files: &[(&str, &str)]) -> Vec<(String, Json)> {
    let shown = text::place(span, files);
    let mut parts = shown.rsplitn(3, ':');
    let mut number = || Json::integer(parts.next().and_then(|part| part.parse().ok()).unwrap_or_default());
    let (column, row) = (number(), number());
    let path = parts.next().unwrap_or_default();
    vec![("bestand".to_string(), string(path)), ("regel".to_string(), row), ("kolom".to_string(), column)]
}

fn string(text: &str) -> Json {
    Json::String(text.to_string())
}
