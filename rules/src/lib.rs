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
