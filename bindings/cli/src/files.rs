//! Reading files and folders, with errors in Dutch.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use toegang::SourceFile;

use crate::out::{Stop, reason};

/// A folder below so many others is not looked into.
const DEEPEST: usize = 32;

/// The text of a file; `-` is stdin.
///
/// # Errors
///
/// A file that does not exist or is no UTF-8.
pub fn read(path: &Path) -> Result<String, Stop> {
    let text = if is_stdin(path) {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(path)
    };
    text.map_err(|error| {
        let message = format!("`{}` kan niet worden gelezen: {}", path.display(), reason(&error));
        if error.kind() == io::ErrorKind::InvalidData { Stop::wrong(message) } else { Stop::usage(message) }
    })
}

/// The bytes of a file.
///
/// # Errors
///
/// A file that cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Stop> {
    fs::read(path)
        .map_err(|error| Stop::usage(format!("`{}` kan niet worden gelezen: {}", path.display(), reason(&error))))
}

/// Writes a text or bytes to a file.
///
/// # Errors
///
/// A file that cannot be written.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Stop> {
    fs::write(path, content).map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "de map bestaat niet".to_string(),
            _ => reason(&error),
        };
        Stop::wrong(format!("`{}` kan niet worden geschreven: {why}", path.display()))
    })
}

/// Whether a path means stdin.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The rule files below a folder, or the one file, by path below that folder, in path order. Hidden folders, `target`
/// and links to folders are passed over.
///
/// # Errors
///
/// A folder or file that cannot be read.
pub fn rule_files(path: &Path) -> Result<Vec<SourceFile>, Stop> {
    let mut found = Vec::new();
    if path.is_dir() {
        collect(path, "", DEEPEST, &mut found)?;
    } else {
        found.push(SourceFile { path: path.display().to_string(), text: read(path)? });
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn collect(folder: &Path, above: &str, depth: usize, found: &mut Vec<SourceFile>) -> Result<(), Stop> {
    let fault = |error: io::Error| {
        Stop::usage(format!("de map `{}` kan niet worden gelezen: {}", folder.display(), reason(&error)))
    };
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let (kind, path) = (entry.file_type().map_err(fault)?, entry.path());
        let Some(name) = entry.file_name().to_str().map(str::to_string) else { continue };
        let below = if above.is_empty() { name.clone() } else { format!("{above}/{name}") };
        if kind.is_dir() && !name.starts_with('.') && name != "target" && depth > 0 {
            collect(&path, &below, depth.saturating_sub(1), found)?;
        } else if !kind.is_dir() && path.is_file() && path.extension().is_some_and(|end| end == "regels") {
            found.push(SourceFile { path: below, text: read(&path)? });
        }
    }
    Ok(())
}
