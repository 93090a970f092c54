//! The rule texts, as data: national law in `landelijk/`, one folder per municipality in `gemeenten/`.

use include_dir::{Dir, include_dir};

static LANDELIJK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/landelijk");
static GEMEENTEN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/gemeenten");

/// A rule file: its path and its text.
pub type RuleFile = (&'static str, &'static str);

/// The national rule files, in path order.
#[must_use]
pub fn landelijk() -> Vec<RuleFile> {
    files(&LANDELIJK)
}

/// The names of the municipalities, as their folders are called.
#[must_use]
pub fn gemeenten() -> Vec<&'static str> {
    let mut names: Vec<&str> = GEMEENTEN.dirs().filter_map(|dir| dir.path().to_str()).collect();
    names.sort_unstable();
    names
}

/// The rule files of one municipality, in path order; empty when it is not known.
#[must_use]
pub fn gemeente(name: &str) -> Vec<RuleFile> {
    GEMEENTEN.get_dir(name).map(files).unwrap_or_default()
}

/// A rule set: national law, with the rules of one municipality or without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// The municipality, as a case names it; empty for national law only.
    pub gemeente: String,
    /// The files in path order; paths begin with `landelijk/` or `gemeenten/`.
    pub files: Vec<(String, &'static str)>,
}

/// The rule set of a municipality, named as in a case or as its folder is called; without a name, national law only.
/// `None` when the municipality is not known.
#[must_use]
pub fn set(gemeente: Option<&str>) -> Option<Set> {
    let under = |folder: &'static str| move |(path, text): RuleFile| (format!("{folder}/{path}"), text);
    let national = landelijk().into_iter().map(under("landelijk"));
    let Some(wanted) = gemeente else {
        return Some(Set { gemeente: String::new(), files: national.collect() });
    };
    let folder = gemeenten().into_iter().find(|folder| *folder == wanted || name(folder) == wanted)?;
    let local = self::gemeente(folder).into_iter().map(under("gemeenten"));
    Some(Set { gemeente: name(folder), files: local.chain(national).collect() })
}

/// The name of a municipality from that of its folder: `zutphen` gives `Zutphen`.
#[must_use]
pub fn name(folder: &str) -> String {
    let mut letters = folder.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn files(dir: &Dir<'static>) -> Vec<RuleFile> {
    let mut found = Vec::new();
    collect(dir, &mut found);
    found.sort_unstable();
    found
}

fn collect(dir: &Dir<'static>, found: &mut Vec<RuleFile>) {
    for file in dir.files().filter(|file| file.path().extension().is_some_and(|end| end == "regels")) {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            found.push((path, text));
        }
    }
    dir.dirs().for_each(|dir| collect(dir, found));
}
