//! What is wrong, as every host tells it.

use toegang::SourceFile;
use toegang::case::{self, CaseError, ColumnError, TableError, UnknownDecision};
pub use toegang::diagnostic::Severity;
use toegang::diagnostic::{Diagnostic, Span, text};
use toegang::program::bytes::{BytesError, FORMAT};

/// A place in a rule file, counted from one; columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path of the file.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// What is wrong with rules, a case or a call. Rules have a place, cases a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its code: `T0101` (rules), `C0103` (case), `B0101` (a call).
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// The Dutch sentence.
    pub message: String,
    /// Where in the case, as a JSON path: `$.personen[0].geboortedatm`.
    pub path: Option<String>,
    /// Where in the rules.
    pub place: Option<Place>,
    /// What could have stood there.
    pub expected: Option<String>,
    /// The nearest known name.
    pub near: Option<String>,
}

/// The problem of a finding in rule texts; `files` in path order.
pub(crate) fn of_finding(finding: &Diagnostic, files: &[SourceFile]) -> Problem {
    Problem {
        code: finding.code.to_string(),
        severity: finding.severity,
        message: text::message(finding),
        path: None,
        place: place(finding.span, files),
        expected: finding.expected.clone(),
        near: finding.near.clone(),
    }
}

/// The problem of an error in a case.
pub(crate) fn of_case(error: &CaseError) -> Problem {
    Problem {
        path: Some(error.path.clone()),
        expected: error.expected.clone(),
        near: error.near.clone(),
        ..of_call(error.code.name(), case::text::message(error))
    }
}

/// The problem of a decision that the rules do not have.
pub(crate) fn of_decision(unknown: &UnknownDecision) -> Problem {
    Problem { near: unknown.near.clone(), ..of_call("B0103", format!("onbekend besluit `{}`", unknown.name)) }
}

/// The problems of a table.
pub(crate) fn of_table(error: TableError) -> Vec<Problem> {
    match error {
        TableError::Case(errors) => errors.iter().map(of_case).collect(),
        TableError::Columns(errors) => errors.iter().map(of_column).collect(),
        TableError::Decision(unknown) => vec![of_decision(&unknown)],
    }
}

fn of_column(error: &ColumnError) -> Problem {
    let (message, expected) = case::text::column(error);
    let path = Some(error.place.clone()).filter(|place| !place.is_empty());
    Problem { path, expected: expected.map(str::to_string), ..of_call("B0107", message) }
}

/// The problem of bytes that are no program.
pub(crate) fn of_program(error: BytesError) -> Problem {
    let message = match error {
        BytesError::NotAProgram => "deze bytes zijn geen programma".to_string(),
        BytesError::OtherFormat(found) => {
            format!("een programma in formaat {found}; deze engine leest formaat {FORMAT}")
        }
        BytesError::Malformed => "de bytes van het programma zijn beschadigd".to_string(),
        BytesError::Invalid(_) => "het programma klopt niet".to_string(),
    };
    of_call("B0105", message)
}

/// A problem of a call.
pub(crate) fn of_call(code: &str, message: String) -> Problem {
    Problem {
        code: code.to_string(),
        severity: Severity::Error,
        message,
        path: None,
        place: None,
        expected: None,
        near: None,
    }
}

/// Where a span begins.
pub(crate) fn place(span: Span, files: &[SourceFile]) -> Option<Place> {
    let file = files.get(usize::try_from(span.file).ok()?)?;
    let before = file.text.get(..usize::try_from(span.start).ok()?)?;
    let line = before.bytes().filter(|byte| *byte == b'\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").trim_start_matches('\u{feff}').chars().count();
    let from_one = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
    Some(Place { file: file.path.clone(), line: from_one(line), column: from_one(column) })
}
