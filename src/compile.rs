//! The pipeline from texts to a program.

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{self, Model};
use crate::program::{Identity, Program, lower};
use crate::syntax;
use crate::syntax::tree::Span;

/// A rule file: its path and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path that diagnostics name and that orders the files.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What came of a set of rule files.
#[derive(Debug, Default)]
pub struct Compiled {
    /// The checked model, as far as it could be made.
    pub model: Model,
    /// The program; `None` when there is an error among the findings.
    pub program: Option<Program>,
    /// All findings, sorted by file and place.
    pub findings: Vec<Diagnostic>,
}

/// Compiles rule files: national law and at most one municipality.
///
/// The files are taken in path order, so that the order in which they are given changes nothing.
///
/// ```
/// use toegang::{SourceFile, compile};
/// let text = "regeling Proef\n  soort  wet\n\nobject persoon, meervoud personen\n";
/// let compiled = compile(&[SourceFile { path: "proef.regels".into(), text: text.into() }], "");
/// assert!(compiled.findings.is_empty());
/// assert!(compiled.program.is_some());
/// ```
#[must_use]
pub fn compile(files: &[SourceFile], municipality: &str) -> Compiled {
    let files = in_order(files);
    let mut findings = Vec::new();
    let mut trees = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let (tree, found) = syntax::parse(u32::try_from(number).unwrap_or(u32::MAX), &file.text);
        trees.push(tree);
        findings.extend(found);
    }
    let (model, found) = model::check(&trees);
    let unread: Vec<Span> = findings.iter().map(|finding| finding.span).collect();
    findings.extend(found.into_iter().filter(|finding| !follows_from(finding, &unread)));
    findings.sort();
    findings.dedup();
    let sound = findings.iter().all(|finding| finding.severity != Severity::Error);
    let program = sound.then(|| lower::lower(&model, identity(&files, municipality)));
    Compiled { model, program, findings }
}

/// Whether a clause could not be read where the parser already found a fault: one message is enough.
fn follows_from(finding: &Diagnostic, unread: &[Span]) -> bool {
    let overlaps = |span: &Span| {
        span.file == finding.span.file && span.start <= finding.span.end && finding.span.start <= span.end
    };
    finding.code.starts_with("T05") && unread.iter().any(overlaps)
}

/// The files in path order: the order in which spans number them.
#[must_use]
pub fn in_order(files: &[SourceFile]) -> Vec<&SourceFile> {
    let mut files: Vec<&SourceFile> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn identity(files: &[&SourceFile], municipality: &str) -> Identity {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.path.as_bytes());
        hash.update([0]);
        hash.update(file.text.replace("\r\n", "\n").as_bytes());
        hash.update([0]);
    }
    Identity {
        name: "Toegang".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        municipality: municipality.into(),
        sha256: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
    }
}
