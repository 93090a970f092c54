//! Where rule texts come from: built into the program, or a folder.
//!
//! A folder has the layout of the built-in rules (`landelijk/` and `gemeenten/<naam>/`), or is one set by itself.
//! Either way files are known by their path below that folder, so that the same texts have the same hash.

use std::path::{Path, PathBuf};

use toegang::case::key_of;
use toegang::diagnostic::{Diagnostic, text};
use toegang::model::Model;
use toegang::program::Program;
use toegang::syntax::Keyword;
use toegang::syntax::tree::{Block, Item};
use toegang::{SourceFile, compile};

use crate::files;
use crate::out::{Stop, list_of, note};

/// All rule texts at hand.
#[derive(Debug, Default)]
pub struct Library {
    /// National law, or all files of a folder without the usual layout.
    national: Vec<SourceFile>,
    /// The local rules, by municipality, in the order of their folders.
    local: Vec<(String, Vec<SourceFile>)>,
    /// The folder that paths are shown below; `None` for the built-in rules.
    root: Option<PathBuf>,
}

/// The texts of one rule set: national law with at most one municipality.
#[derive(Debug)]
pub struct RuleTexts {
    /// The municipality, or empty.
    pub municipality: String,
    /// The files, in path order.
    files: Vec<SourceFile>,
    root: Option<PathBuf>,
}

/// A compiled rule set with its texts.
#[derive(Debug)]
pub struct RuleSet {
    /// What it was made from.
    pub texts: RuleTexts,
    /// The checked model.
    pub model: Model,
    /// The program; `None` when the texts have errors.
    pub program: Option<Program>,
    /// Everything found in the texts.
    pub findings: Vec<Diagnostic>,
}

impl Library {
    /// The rules of a folder, or those built in.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read, or holds no rule files.
    pub fn open(folder: Option<&Path>) -> Result<Self, Stop> {
        folder.map_or_else(|| Ok(Self::built_in()), Self::folder)
    }

    fn built_in() -> Self {
        let files = |set: toegang_rules::Set| -> Vec<SourceFile> {
            set.files.into_iter().map(|(path, text)| SourceFile { path, text: text.to_string() }).collect()
        };
        let local = toegang_rules::gemeenten().into_iter().filter_map(|folder| {
            let set = toegang_rules::set(Some(folder))?;
            let name = set.gemeente.clone();
            Some((name, files(set).into_iter().filter(|file| folder_of_municipality(&file.path).is_some()).collect()))
        });
        let national = toegang_rules::set(None).map(files).unwrap_or_default();
        Self { national, local: local.collect(), root: None }
    }

    fn folder(path: &Path) -> Result<Self, Stop> {
        if let Some((root, name)) = one_municipality(path) {
            let whole = Self::folder(&root)?;
            let folder = format!("gemeenten/{name}/");
            let is_it = |files: &[SourceFile]| files.iter().any(|file| file.path.starts_with(&folder));
            return Ok(Self { local: whole.local.into_iter().filter(|(_, files)| is_it(files)).collect(), ..whole });
        }
        let files = files::rule_files(path)?;
        if files.is_empty() {
            return Err(Stop::usage(format!("geen regelbestanden (*.regels) in `{}`", path.display())));
        }
        let root = Some(if path.is_dir() { path.to_path_buf() } else { PathBuf::new() });
        if !path.join("landelijk").is_dir() {
            return Ok(Self { national: files, local: Vec::new(), root });
        }
        let (mut national, mut local) = (Vec::new(), Vec::<(String, Vec<SourceFile>)>::new());
        for file in files {
            match folder_of_municipality(&file.path) {
                None => national.push(file),
                Some(name) => match local.iter_mut().find(|(known, _)| known == name) {
                    Some((_, files)) => files.push(file),
                    None => local.push((name.to_string(), vec![file])),
                },
            }
        }
        Ok(Self { national, local: local.into_iter().map(|(name, files)| named(&name, files)).collect(), root })
    }

    /// The municipalities that have rules here.
    pub fn municipalities(&self) -> Vec<String> {
        self.local.iter().map(|(name, _)| name.clone()).collect()
    }

    /// National law alone, and then with each municipality: every rule file belongs to one of these layers.
    pub fn layers(&self) -> Vec<RuleTexts> {
        let national = self.texts(None).filter(|_| !self.local.is_empty());
        national.into_iter().chain(self.all()).collect()
    }

    /// The texts for a municipality, or national law alone; `None` when there are none for it.
    pub fn texts(&self, municipality: Option<&str>) -> Option<RuleTexts> {
        let wanted = municipality.map(key_of).filter(|_| !self.local.is_empty());
        let Some(wanted) = wanted else {
            return Some(self.with(own_municipality(&self.national).unwrap_or_default(), &[]));
        };
        let (name, files) = self.local.iter().find(|(name, _)| key_of(name) == wanted)?;
        Some(self.with(name.clone(), files))
    }

    /// Every rule set there is: national law with each municipality in turn, or alone when there is none.
    pub fn all(&self) -> Vec<RuleTexts> {
        if self.local.is_empty() {
            return self.texts(None).into_iter().collect();
        }
        self.local.iter().map(|(name, files)| self.with(name.clone(), files)).collect()
    }

    /// What to say about a municipality without rules.
    pub fn unknown(&self, municipality: &str) -> String {
        let names = self.municipalities();
        let near = toegang::diagnostic::nearest(municipality, names.iter().map(String::as_str));
        let near = near.map(|near| format!(" (bedoelt u `{near}`?)")).unwrap_or_default();
        format!("onbekende gemeente `{municipality}`{near}; er zijn regels van {}", list_of(&names))
    }

    fn with(&self, municipality: String, local: &[SourceFile]) -> RuleTexts {
        let mut files: Vec<SourceFile> = self.national.iter().chain(local).cloned().collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        RuleTexts { municipality, files, root: self.root.clone() }
    }
}

impl RuleTexts {
    /// Checks and compiles them.
    #[must_use]
    pub fn compile(self) -> RuleSet {
        let compiled = compile(&self.files, &self.municipality);
        RuleSet { texts: self, model: compiled.model, program: compiled.program, findings: compiled.findings }
    }

    /// `landelijk`, `Zutphen`
    #[must_use]
    pub fn label(&self) -> &str {
        if self.municipality.is_empty() { "landelijk" } else { &self.municipality }
    }

    /// Per file, whether it belongs to this layer: of a municipality's texts the national files do not.
    #[must_use]
    pub fn own(&self) -> Vec<bool> {
        let local: Vec<bool> = self.files.iter().map(|file| file.path.contains("gemeenten/")).collect();
        let layered = local.contains(&true) && local.contains(&false);
        local.into_iter().map(|local| local || !layered).collect()
    }

    /// The files as diagnostics number them, by the path that the user knows.
    #[must_use]
    pub fn shown(&self) -> Vec<(String, &str)> {
        let path = |file: &SourceFile| match &self.root {
            Some(root) => root.join(&file.path).display().to_string(),
            None => file.path.clone(),
        };
        self.files.iter().map(|file| (path(file), file.text.as_str())).collect()
    }
}

impl RuleSet {
    /// The program.
    ///
    /// # Errors
    ///
    /// Texts with errors, which are then told on stderr.
    pub fn program(&self) -> Result<&Program, Stop> {
        self.program.as_ref().ok_or_else(|| {
            self.errors().iter().for_each(|error| note(error));
            Stop::wrong("de regels bevatten fouten")
        })
    }

    /// The errors in the texts, as people read them.
    fn errors(&self) -> Vec<String> {
        let shown = self.texts.shown();
        let files: Vec<(&str, &str)> = shown.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        let errors = self.findings.iter().filter(|finding| finding.severity == toegang::diagnostic::Severity::Error);
        errors.map(|finding| text::render(finding, &files)).collect()
    }
}

/// The rules for a municipality that an option names.
///
/// # Errors
///
/// An unknown municipality, or rules with errors.
pub fn open(folder: Option<&Path>, municipality: Option<&str>) -> Result<RuleSet, Stop> {
    let library = Library::open(folder)?;
    match library.texts(municipality) {
        Some(texts) => Ok(texts.compile()),
        None => Err(Stop::usage(library.unknown(municipality.unwrap_or_default()))),
    }
}

/// `gemeenten/zutphen/x.regels` belongs to `zutphen`.
fn folder_of_municipality(path: &str) -> Option<&str> {
    path.strip_prefix("gemeenten/")?.split_once('/').map(|(name, _)| name)
}

/// `rules/gemeenten/zutphen` means: the rules of `rules`, of this municipality only.
fn one_municipality(path: &Path) -> Option<(PathBuf, String)> {
    let full = path.canonicalize().ok()?;
    let above = full.parent().filter(|above| above.file_name().is_some_and(|name| name == "gemeenten"))?;
    let root = above.parent().filter(|root| root.join("landelijk").is_dir())?;
    Some((root.to_path_buf(), full.file_name()?.to_str()?.to_string()))
}

/// Local files under the municipality's own name, which is not always that of the folder.
fn named(folder: &str, files: Vec<SourceFile>) -> (String, Vec<SourceFile>) {
    (own_municipality(&files).unwrap_or_else(|| folder.to_string()), files)
}

/// The municipality that a regulation among the files names: `gemeente  Zutphen (GM0301)`.
fn own_municipality(files: &[SourceFile]) -> Option<String> {
    files.iter().find_map(|file| {
        let (tree, _) = toegang::syntax::parse(0, &file.text);
        tree.blocks.iter().filter(|block| block.keyword == Keyword::Regeling).find_map(municipality_field)
    })
}

fn municipality_field(block: &Block) -> Option<String> {
    block.items.iter().find_map(|item| match item {
        Item::Field(field) if field.keyword == "gemeente" => Some(field.text.split(" (").next()?.trim().to_string()),
        _ => None,
    })
}
