//! What is compared.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use toegang::SourceFile;
use toegang::case::json::Json;
use toegang::case::municipality_of;
use toegang::model::Example;
use toegang::program::Program;
use toegang_corpus::generated::{Generated, generated};
use toegang_corpus::hostile::{hostile_cases, hostile_rules};
use toegang_corpus::tables::{Tabled, tables};
use toegang_corpus::{RuleSet, case_of, decisions_of, faulty};

/// One item for each host.
pub struct Item {
    /// What it is called.
    pub name: String,
    /// What it belongs to, as a row of the table.
    pub kind: &'static str,
    /// The municipality whose rules decide; `None` for national law only.
    pub gemeente: Option<String>,
    /// What is asked.
    pub ask: Ask,
}

/// What is asked of a host.
pub enum Ask {
    /// What comes of a case, or what is wrong with it; a document for each question.
    Case {
        /// The case.
        text: String,
        /// The questions.
        questions: Vec<Question>,
    },
    /// What comes of each of many cases, in one call.
    Batch {
        /// The cases.
        texts: Vec<String>,
        /// What is wanted of each.
        question: Question,
    },
    /// What comes out of a case for each row of a table, without reasons.
    Table {
        /// The case.
        text: String,
        /// The columns.
        columns: String,
        /// The decision; `None` for all of them.
        onderwerp: Option<String>,
    },
    /// What a rule set says of itself: schemas, warnings, what came of its examples.
    RuleSet,
    /// What is wrong with these rule texts.
    Texts(Vec<SourceFile>),
}

/// A question about a case.
#[derive(Clone)]
pub struct Question {
    /// The decision; `None` for all of them.
    pub onderwerp: Option<String>,
    /// What is wanted of it.
    pub form: Form,
}

impl Question {
    fn json(&self) -> Json {
        object([("onderwerp", optional(self.onderwerp.as_deref())), ("form", string(self.form.name()))])
    }
}

/// In which form something is decided.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The decision document.
    Decision,
    /// What comes out, without reasons.
    Outcomes,
    /// The decision document with the trace.
    Trace,
    /// In Dutch.
    Explanation,
    /// What can still change it.
    Questions,
}

impl Form {
    /// As the corpus that is written down has it.
    const fn name(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Outcomes => "outcomes",
            Self::Trace => "trace",
            Self::Explanation => "explanation",
            Self::Questions => "questions",
        }
    }
}

impl Item {
    /// The item as a line of the corpus, as `tests/conformance/README.md` says.
    pub fn line(&self) -> String {
        let gemeente = ("gemeente", optional(self.gemeente.as_deref()));
        let rest = match &self.ask {
            Ask::Case { text, questions } => {
                let questions = Json::Array(questions.iter().map(Question::json).collect());
                vec![("ask", string("case")), gemeente, ("text", string(text)), ("questions", questions)]
            }
            Ask::Batch { texts, question } => {
                let texts = Json::Array(texts.iter().map(|text| string(text)).collect());
                vec![("ask", string("batch")), gemeente, ("texts", texts), ("question", question.json())]
            }
            Ask::Table { text, columns, onderwerp } => {
                let onderwerp = ("onderwerp", optional(onderwerp.as_deref()));
                let columns = ("columns", string(columns));
                vec![("ask", string("table")), gemeente, ("text", string(text)), columns, onderwerp]
            }
            Ask::RuleSet => vec![("ask", string("rule set")), gemeente],
            Ask::Texts(files) => {
                let file = |file: &SourceFile| object([("path", string(&file.path)), ("text", string(&file.text))]);
                vec![("ask", string("texts")), ("files", Json::Array(files.iter().map(file).collect()))]
            }
        };
        let mut line = object(std::iter::once(("name", string(&self.name))).chain(rest)).to_compact();
        line.push('\n');
        line
    }
}

fn object<'k>(members: impl IntoIterator<Item = (&'k str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
}

fn string(text: &str) -> Json {
    Json::String(text.to_string())
}

fn optional(text: Option<&str>) -> Json {
    text.map_or(Json::Null, string)
}

/// How much is compared: all rule sets, examples, stored cases, faulty cases and hostile input always are.
#[derive(Clone, Copy)]
pub struct Share {
    /// Every so many examples, one is put to every decision; the others to their own.
    example: usize,
    /// Every so many files of a rule set, one is spoilt.
    spoilt: usize,
}

impl Share {
    /// What `tests/run` compares.
    pub const PART: Self = Self { example: 20, spoilt: 41 };
    /// Every example is put to every decision.
    pub const WHOLE: Self = Self { example: 1, spoilt: 7 };
}

/// How many cases are made from the examples, and by which seed.
const GENERATED: (usize, u64) = (2_000, 1);

/// How many tables are made, most of them over cases that are right.
const TABLES: usize = 400;

/// Each rule set with its examples, texts that are no case, faulty rules; cases of `tests/casussen`; cases made from the
/// examples, and tables over such cases.
pub fn items(share: Share) -> Result<Vec<Item>, String> {
    let mut items = Vec::new();
    let sets = toegang_corpus::rule_sets();
    for set in &sets {
        let Some(program) = &set.compiled.program else {
            return Err(format!("the rules of `{}` do not compile", set.gemeente));
        };
        let gemeente = Some(set.gemeente.clone()).filter(|name| !name.is_empty());
        let item = |kind, name: &str, ask| Item {
            name: format!("{} {name}", set.gemeente),
            kind,
            gemeente: gemeente.clone(),
            ask,
        };
        items.push(item("rule sets", "rule set", Ask::RuleSet));
        items.extend(set.examples().enumerate().map(|(at, example)| {
            let (kind, questions) = if at.is_multiple_of(share.example) {
                ("examples, every decision", [own(program, example), every()].concat())
            } else {
                ("examples, their own decisions", own(program, example))
            };
            item(kind, &example.name, Ask::Case { text: case_of(program, example), questions })
        }));
        items.extend(batches(set, program).into_iter().map(|(name, ask)| item("batches of cases", &name, ask)));
        let broken = faulty().into_iter();
        items.extend(broken.map(|(name, text)| item("faulty cases", &name, Ask::Case { text, questions: every() })));
        items.extend(faulty_rules(set, share.spoilt));
    }
    items.extend(hostile());
    items.extend(stored(&sets)?);
    let (count, seed) = GENERATED;
    items.extend(
        generated(&sets, count, seed)
            .into_iter()
            .zip([Form::Trace, Form::Outcomes, Form::Explanation, Form::Questions].into_iter().cycle())
            .map(made),
    );
    items.extend(tables(&sets, TABLES, seed).into_iter().enumerate().map(table));
    Ok(items)
}

/// How many cases go in one call.
const BATCH: usize = 25;

/// The examples and what is no case, many in one call, each call about one decision.
fn batches(set: &RuleSet, program: &Program) -> Vec<(String, Ask)> {
    let broken = faulty().into_iter().map(|(_, text)| text);
    let texts: Vec<String> = set.examples().map(|example| case_of(program, example)).chain(broken).collect();
    let batch = |(number, texts): (usize, &[String])| {
        let name = format!("batch {number}");
        [Form::Decision, Form::Outcomes].map(|form| {
            let question = Question { onderwerp: drawn(program, &name), form };
            (format!("{name}, {}", form.name()), Ask::Batch { texts: texts.to_vec(), question })
        })
    };
    texts.chunks(BATCH).enumerate().flat_map(batch).collect()
}

/// How many cases are decided in one call when hosts are timed.
pub const MANY: usize = 100;

/// What hosts are timed on: a household's decision, with its trace and without reasons, and many of them in one call.
pub fn timed() -> Result<Vec<Item>, String> {
    let path = casussen().join("z01.json");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let onderwerp = Some("algemene bijstand".to_string());
    let item = |name: &str, ask| Item { name: name.into(), kind: "timed", gemeente: Some("Zutphen".into()), ask };
    let one = |form| {
        let questions = vec![Question { onderwerp: onderwerp.clone(), form }];
        Ask::Case { text: text.clone(), questions }
    };
    let many = |form| {
        let question = Question { onderwerp: onderwerp.clone(), form };
        Ask::Batch { texts: vec![text.clone(); MANY], question }
    };
    Ok(vec![
        item("decision", one(Form::Decision)),
        item("with trace", one(Form::Trace)),
        item("one of a batch", many(Form::Decision)),
        item("without reasons", one(Form::Outcomes)),
        item("one of a batch of it", many(Form::Outcomes)),
        item("a row of a table", Ask::Table { text, columns: rows(), onderwerp }),
    ])
}

/// How many rows a table has when hosts are timed.
pub const ROWS: usize = 1_000;

/// Columns of amounts, days, and ja or nee on which algemene bijstand rests; no two rows are alike.
fn rows() -> String {
    let day = |number: usize| format!("{:02}-{:02}", 1 + number % 9, 1 + number % 28);
    let cells = |cell: &dyn Fn(usize) -> Json| Json::Array((0..ROWS).map(cell).collect());
    let columns = [
        ("bezittingen[0].waarde_bij_vrije_oplevering", cells(&|row| string(&format!("{}.50", row * 37 % 9_000)))),
        ("personen[0].geboortedatum", cells(&|row| string(&format!("{}-{}", 1950 + row % 50, day(row))))),
        (
            "huishouden.totaal_van_de_giften_in_dit_kalenderjaar",
            cells(&|row| Json::Number((row * 17 % 2_000).to_string())),
        ),
        ("huishouden.dag_van_de_aanvraag", cells(&|row| string(&format!("2026-{}", day(row))))),
        ("personen[0].verblijft_in_een_inrichting", cells(&|row| Json::Bool(row % 10 == 0))),
    ];
    object(columns).to_compact()
}

/// Where the stored cases are.
fn casussen() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/casussen")
}

/// Cases and rule texts of somebody who means harm.
fn hostile() -> impl Iterator<Item = Item> {
    let decision = vec![Question { onderwerp: Some("algemene bijstand".into()), form: Form::Decision }];
    let item = |name, ask| Item { name, kind: "hostile input", gemeente: None, ask };
    let cases = hostile_cases().into_iter();
    let cases = cases.map(move |(name, text)| item(name, Ask::Case { text, questions: decision.clone() }));
    cases.chain(hostile_rules().into_iter().map(move |(name, files)| item(name, Ask::Texts(files))))
}

/// A case made from an example: its decision, and the same in another form.
fn made((case, form): (Generated, Form)) -> Item {
    let Generated { name, gemeente, text, onderwerp } = case;
    let questions = [Form::Decision, form].map(|form| Question { onderwerp: Some(onderwerp.clone()), form });
    Item { name, kind: "generated cases", gemeente, ask: Ask::Case { text, questions: questions.to_vec() } }
}

/// A table over a generated case: about its decision, and now and then about all of them.
fn table((number, tabled): (usize, Tabled)) -> Item {
    let (columns, Generated { name, gemeente, text, onderwerp }) = (tabled.text(), tabled.base);
    let onderwerp = Some(onderwerp).filter(|_| !number.is_multiple_of(10));
    Item { name: format!("{name}, table"), kind: "tables", gemeente, ask: Ask::Table { text, columns, onderwerp } }
}

/// What is asked about every decision: all of them, all without reasons, all with their trace, all in Dutch, and what is
/// still to ask.
fn every() -> Vec<Question> {
    [Form::Decision, Form::Outcomes, Form::Trace, Form::Explanation, Form::Questions]
        .map(|form| Question { onderwerp: None, form })
        .to_vec()
}

/// What is asked of an example: the decisions that its sentences name, else one that follows from its name.
fn own(program: &Program, example: &Example) -> Vec<Question> {
    let mut names: Vec<String> = decisions_of(example).into_iter().map(str::to_string).collect();
    if names.is_empty() {
        names.extend(drawn(program, &example.name));
    }
    let asked = |name: String| {
        [Form::Outcomes, Form::Trace, Form::Explanation, Form::Questions]
            .map(|form| Question { onderwerp: Some(name.clone()), form })
    };
    names.into_iter().flat_map(asked).collect()
}

/// A decision, the same one for the same name each time.
fn drawn(program: &Program, name: &str) -> Option<String> {
    let digest = Sha256::digest(name);
    let number = digest.iter().take(4).fold(0_usize, |number, byte| number * 256 + usize::from(*byte));
    let at = number.checked_rem(program.decisions.len())?;
    program.decisions.get(at).map(|decision| decision.name.to_string())
}

/// The cases in `tests/casussen`, each with the rules of its own municipality.
fn stored(sets: &[RuleSet]) -> Result<Vec<Item>, String> {
    let folder = casussen();
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
        let gemeente = municipality_of(&text).filter(|name| sets.iter().any(|set| set.gemeente == *name));
        let ask = Ask::Case { text, questions: every() };
        items.push(Item { name: path.display().to_string(), kind: "stored cases, every decision", gemeente, ask });
    }
    Ok(items)
}

/// The texts of a rule set, each time with one file spoilt: cut off, or with a word gone.
fn faulty_rules(set: &RuleSet, step: usize) -> Vec<Item> {
    let spoil = |at: usize| {
        let files = set.files.iter().enumerate().map(|(number, file)| {
            let text = if number == at { spoilt(&file.text, at) } else { file.text.clone() };
            SourceFile { path: file.path.clone(), text }
        });
        let (name, ask) = (format!("{} spoilt {at}", set.gemeente), Ask::Texts(files.collect()));
        Item { name, kind: "faulty rules", gemeente: None, ask }
    };
    (0..set.files.len()).step_by(step).map(spoil).collect()
}

fn spoilt(text: &str, at: usize) -> String {
    if at.is_multiple_of(2) {
        let end = (text.len() / 2..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        return text.get(..end).unwrap_or_default().to_string();
    }
    text.replacen(" is ", " ", 3).replacen("regel ", "regl ", 1)
}
