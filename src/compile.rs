//! The pipeline from texts to a program.

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{self, Model};
use crate::program::{Identity, Program, lower};
use crate::syntax::tree::Span;
use crate::syntax::{self, MAX_FOUND};

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
    bound(&mut findings);
    Compiled { model, program, findings }
}

/// Keeps the first errors when there are too many, and says that there are more; no warning hides an error.
fn bound(findings: &mut Vec<Diagnostic>) {
    let mut errors = 0usize;
    let mut next = None;
    findings.retain(|finding| {
        errors = errors.saturating_add(usize::from(finding.severity == Severity::Error));
        let stays = errors <= MAX_FOUND || finding.severity == Severity::Warning;
        next = next.or((!stays).then_some(finding.span));
        stays
    });
    if let Some(span) = next {
        findings.retain(|finding| finding.code != "T0120");
        findings.push(Diagnostic::error("T0120", span, &[&MAX_FOUND.to_string()]));
        findings.sort();
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_errors_are_cut_and_no_warning_hides_one() {
        let at = |start| Span { file: 0, start, end: start };
        let warnings = (0..3_000_u32).map(|start| Diagnostic::warning("T0714", at(start), &[]));
        let errors = |count: u32| (3_000..3_000 + count).map(|start| Diagnostic::error("T0601", at(start), &[]));
        let mut few: Vec<Diagnostic> = warnings.clone().chain(errors(2)).collect();
        bound(&mut few);
        assert_eq!(few.len(), 3_002);
        let mut many: Vec<Diagnostic> = warnings.chain(errors(1_500)).collect();
        bound(&mut many);
        let codes = |code| many.iter().filter(|finding| finding.code == code).count();
        assert_eq!((codes("T0714"), codes("T0601"), codes("T0120")), (3_000, MAX_FOUND, 1));
        assert_eq!(many.last().map(|finding| finding.span), Some(at(4_000)));
    }
}
