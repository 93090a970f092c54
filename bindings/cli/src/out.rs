//! What leaves the program: results on stdout, messages on stderr, and the exit code.

use std::io::{self, ErrorKind, Write};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; an outcome that is still open is also done.
    Done = 0,
    /// The rules or the case are wrong, a test fails, a file is not formatted.
    Wrong = 1,
    /// Wrong usage.
    Usage = 2,
}

/// Why a command stops early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// With which exit code.
    pub exit: Exit,
    /// What to tell; nothing when it has been told.
    pub message: String,
}

impl Stop {
    /// The rules or the case are wrong.
    pub fn wrong(message: impl Into<String>) -> Self {
        Self { exit: Exit::Wrong, message: message.into() }
    }

    /// The command was called in a wrong way.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: message.into() }
    }
}

/// Writes a result to stdout, as it is.
///
/// # Errors
///
/// When stdout takes no more. A reader that went away (`toegang … | head`) ends the program without a word.
pub fn result(text: &str) -> Result<(), Stop> {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Stop { exit: Exit::Done, message: String::new() },
        _ => Stop::wrong(format!("de uitvoer kan niet worden geschreven: {}", reason(&error))),
    })
}

/// Writes a line of results to stdout.
///
/// # Errors
///
/// As [`result`].
pub fn line(text: &str) -> Result<(), Stop> {
    result(&format!("{text}\n"))
}

/// Writes a message to stderr; when that fails, nobody can be told.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// In Dutch, why a file cannot be read or written.
pub fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "het bestaat niet",
        ErrorKind::PermissionDenied => "geen toegang",
        ErrorKind::AlreadyExists => "het bestaat al",
        ErrorKind::IsADirectory => "het is een map",
        ErrorKind::NotADirectory => "het is geen map",
        ErrorKind::InvalidData => "het is geen UTF-8",
        ErrorKind::StorageFull => "de schijf is vol",
        ErrorKind::ReadOnlyFilesystem => "de schijf is alleen te lezen",
        ErrorKind::FileTooLarge => "het is te groot",
        _ => return error.to_string(),
    };
    known.to_string()
}

/// A list of names in a sentence: `a, b en c`.
pub fn list_of<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_string(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} en {}", most.join(", "), last.as_ref())
        }
    }
}

/// `1 fout`, `2 fouten`
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{counted, list_of};

    #[test]
    fn names_in_a_sentence() {
        assert_eq!(list_of::<&str>(&[]), "");
        assert_eq!(list_of(&["a"]), "a");
        assert_eq!(list_of(&["a", "b", "c"]), "a, b en c");
    }

    #[test]
    fn one_or_more() {
        assert_eq!(counted(1, "fout", "fouten"), "1 fout");
        assert_eq!(counted(0, "fout", "fouten"), "0 fouten");
    }
}
