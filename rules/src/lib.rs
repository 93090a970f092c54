//! The rule texts, as data: national law in `landelijk/`, one folder per municipality in `gemeenten/`.

use std::sync::OnceLock;

use toegang_words::{Texts, unpack};

/// Each path and its text, in path order, as `build.rs` packed them: unpacked when they are first asked.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regels"));
static TEXTS: OnceLock<Texts> = OnceLock::new();

/// A rule file: its path and its text.
pub type RuleFile = (&'static str, &'static str);

/// The national rule files, in path order.
#[must_use]
pub fn landelijk() -> Vec<RuleFile> {
    under("landelijk/").collect()
}

/// The names of the municipalities, as their folders are called.
#[must_use]
pub fn gemeenten() -> Vec<&'static str> {
    let mut names: Vec<&str> = under("gemeenten/").filter_map(|(path, _)| Some(path.split_once('/')?.0)).collect();
    names.dedup();
    names
}

/// The rule files of one municipality, in path order; empty when it is not known.
#[must_use]
pub fn gemeente(name: &str) -> Vec<RuleFile> {
    let is_its = |path: &str| path.split_once('/').is_some_and(|(folder, _)| folder == name);
    under("gemeenten/").filter(|(path, _)| is_its(path)).collect()
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

/// The rule files under a folder, with their paths from there, in path order.
fn under(folder: &str) -> impl Iterator<Item = RuleFile> {
    let texts = TEXTS.get_or_init(|| unpack(PACKED).map(|(texts, _)| texts).unwrap_or_default());
    let (paths, texts) = (texts.iter().step_by(2), texts.iter().skip(1).step_by(2));
    paths.zip(texts).filter_map(move |(path, text)| Some((path.strip_prefix(folder)?, text)))
}
