//! What is compared.

use std::path::Path;

use toegang::case::municipality_of;

/// One question to each host.
pub struct Item {
    /// What it is called.
    pub name: String,
    /// The municipality whose rules decide; `None` for national law only.
    pub gemeente: Option<String>,
    /// The question.
    pub ask: Ask,
}

/// What is asked of a host.
pub enum Ask {
    /// The decisions on a case, their explanation, and the trace of the first decision or, when `deep`, of all.
    Case {
        /// The case.
        text: String,
        /// With the trace of all decisions.
        deep: bool,
    },
    /// What a rule set says of itself: schemas, warnings, what came of its examples.
    RuleSet,
    /// What is wrong with these rule texts.
    Texts(Vec<(String, String)>),
}

/// Every so many cases, the trace of all decisions is compared: it is a hundred times as long as the decisions.
const DEEP: usize = 25;

/// Everything: each rule set with its examples, texts that are no case, cases of `tests/casussen`, faulty rules.
pub fn all() -> Result<Vec<Item>, String> {
    let mut items = Vec::new();
    for set in toegang_corpus::rule_sets() {
        if set.compiled.program.is_none() {
            return Err(format!("the rules of `{}` do not compile", set.gemeente));
        }
        let gemeente = Some(set.gemeente.clone()).filter(|name| !name.is_empty());
        let item = |name: String, ask| Item { name, gemeente: gemeente.clone(), ask };
        items.push(item(format!("rule set {}", set.gemeente), Ask::RuleSet));
        let cases = set.cases().into_iter().chain(toegang_corpus::faulty()).enumerate();
        items.extend(cases.map(|(at, (name, text))| {
            let deep = at.is_multiple_of(DEEP);
            item(format!("{} {name}", set.gemeente), Ask::Case { text, deep })
        }));
        items.extend(faulty_rules(&set));
    }
    items.extend(stored()?);
    Ok(items)
}

/// The cases in `tests/casussen`, each with the rules of its own municipality.
fn stored() -> Result<Vec<Item>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/casussen");
    let fault = |error: std::io::Error| format!("tests/casussen: {error}");
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(fault)? {
        paths.push(entry.map_err(fault)?.path());
    }
    paths.sort();
    let is_case = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.ends_with(".json") && !name.ends_with(".verwacht.json")
    };
    let mut items = Vec::new();
    for path in paths.iter().filter(|path| is_case(path)) {
        let text = std::fs::read_to_string(path).map_err(fault)?;
        let gemeente = municipality_of(&text).filter(|name| toegang_corpus::rule_set(Some(name)).is_some());
        items.push(Item { name: path.display().to_string(), gemeente, ask: Ask::Case { text, deep: true } });
    }
    Ok(items)
}

/// The texts of a rule set, each time with one file spoilt: cut off, or with a word gone.
fn faulty_rules(set: &toegang_corpus::RuleSet) -> Vec<Item> {
    let spoil = |at: usize| {
        let files = set.files.iter().enumerate().map(|(number, file)| {
            let text = if number == at { spoilt(&file.text, at) } else { file.text.clone() };
            (file.path.clone(), text)
        });
        Item { name: format!("{} spoilt {at}", set.gemeente), gemeente: None, ask: Ask::Texts(files.collect()) }
    };
    (0..set.files.len()).step_by(7).map(spoil).collect()
}

fn spoilt(text: &str, at: usize) -> String {
    if at.is_multiple_of(2) {
        let end = (text.len() / 2..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        return text.get(..end).unwrap_or_default().to_string();
    }
    text.replacen(" is ", " ", 3).replacen("regel ", "regl ", 1)
}
