//! A compiled rule set, and what it says of a case.

use std::borrow::Cow;
use std::collections::BTreeSet;

use toegang::case::{self, Asked, Case, CaseError, DecideOptions, Detail, LANGUAGE_VERSION, UnknownDecision};
use toegang::diagnostic::{self, Diagnostic, Severity};
use toegang::evaluate::{Machine, Prepared};
use toegang::model::Model;
use toegang::program::{Program, bytes};
use toegang::values::Date;
use toegang::{Compiled, SourceFile, compile, trial};

use crate::json;
use crate::paths::{self, Value};
use crate::problem::{self, Place, Problem};

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Casus {
    /// As JSON text.
    Json(String),
    /// As places and typed values; items of a list in order, counted from zero.
    Values(Vec<(String, Value)>),
}

/// The columns of a table: a place in the case, and a value of it for each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Columns {
    /// As JSON text: an object with a list under each place; `{}` for what is not known in a row.
    Json(String),
    /// As places and typed values; nothing for what is not known in a row.
    Values(Vec<(String, Vec<Option<Value>>)>),
}

/// How a case is decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Replaces the case's `peildatum`.
    pub op: Option<String>,
    /// Replaces the case's `gemeente`.
    pub gemeente: Option<String>,
    /// Only the decision with this name.
    pub onderwerp: Option<String>,
    /// With the trace; only a decision has one.
    pub spoor: bool,
}

/// What a rule set is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// The name of the rule set.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The version of the rule language.
    pub language_version: String,
    /// The version of the engine.
    pub engine_version: String,
    /// The municipality whose rules are in it, or empty.
    pub gemeente: String,
    /// sha256 of the rule texts, hexadecimal.
    pub sha256: String,
    /// The names of the decisions.
    pub decisions: Vec<String>,
    /// The roles.
    pub roles: Vec<String>,
    /// The articles that the rules rest on, each once, in the order of the rules.
    pub articles: Vec<String>,
    /// How many facts a case may give.
    pub facts: u32,
    /// How many judgements.
    pub judgements: u32,
    /// How many rules.
    pub rules: u32,
    /// How many amounts and other parameters.
    pub parameters: u32,
}

/// What a JSON Schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// A case.
    Casus,
    /// A decision.
    Besluit,
    /// What comes out, without reasons.
    Uitkomsten,
}

impl Document {
    /// By its name in every interface: `casus`, `besluit`, `uitkomsten`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "casus" => Some(Self::Casus),
            "besluit" => Some(Self::Besluit),
            "uitkomsten" => Some(Self::Uitkomsten),
            _ => None,
        }
    }
}

/// An expectation of an example that did not come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The example.
    pub example: String,
    /// The expectation.
    pub sentence: String,
    /// What came out.
    pub found: String,
    /// Where it stands.
    pub place: Option<Place>,
}

/// What came of the examples in the rule files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// How many came out.
    pub passed: u32,
    /// How many did not.
    pub failed: u32,
    /// The expectations that did not come out.
    pub failures: Vec<Failure>,
}

/// A compiled rule set: national law and at most one municipality. It never changes.
#[derive(Clone, Debug)]
pub struct Regelset {
    prepared: Prepared,
    /// What it was compiled from.
    sources: Option<Sources>,
}

#[derive(Clone, Debug)]
struct Sources {
    files: Vec<SourceFile>,
    model: Model,
    warnings: Vec<Diagnostic>,
}

/// What can be said of a case.
type Say<T> = fn(&mut Machine<'_>, &Case, &DecideOptions) -> Result<T, UnknownDecision>;

/// The municipalities whose rules are built in.
#[must_use]
pub fn gemeenten() -> Vec<String> {
    toegang_rules::gemeenten().into_iter().map(toegang_rules::name).collect()
}

/// The rule texts that are built in, with those of one municipality or of national law only.
///
/// # Errors
/// For a municipality whose rules are not built in.
pub fn texts(gemeente: Option<&str>) -> Result<Vec<SourceFile>, Vec<Problem>> {
    built_in(gemeente).map(files)
}

fn built_in(gemeente: Option<&str>) -> Result<toegang_rules::Set, Vec<Problem>> {
    toegang_rules::set(gemeente).ok_or_else(|| {
        let name = gemeente.unwrap_or_default();
        let names = gemeenten();
        let near = diagnostic::nearest(name, names.iter().map(String::as_str));
        let problem = problem::of_call("B0101", format!("van gemeente `{name}` zijn geen regels ingebouwd"));
        vec![Problem { expected: Some(names.join(", ")), near, ..problem }]
    })
}

fn files(set: toegang_rules::Set) -> Vec<SourceFile> {
    set.files.into_iter().map(|(path, text)| SourceFile { path, text: text.to_string() }).collect()
}

impl Regelset {
    /// Compiles rule texts.
    ///
    /// # Errors
    /// All errors in the texts.
    pub fn from_texts(mut files: Vec<SourceFile>, gemeente: &str) -> Result<Self, Vec<Problem>> {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        match compile(&files, gemeente) {
            Compiled { model, program: Some(program), findings } => {
                let sources = Some(Sources { files, model, warnings: findings });
                Ok(Self { prepared: Prepared::new(program), sources })
            }
            Compiled { findings, .. } => {
                let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
                Err(errors.map(|finding| problem::of_finding(finding, &files)).collect())
            }
        }
    }

    /// Loads a program that was compiled before: no parser, no examples.
    ///
    /// # Errors
    /// For anything but the bytes of a sound program in the format of this engine.
    pub fn from_program(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        let program = bytes::from_bytes(bytes).map_err(|error| vec![problem::of_program(error)])?;
        Ok(Self { prepared: Prepared::new(program), sources: None })
    }

    /// The program of a sealed component, for its own municipality or when none is named.
    ///
    /// # Errors
    /// For another municipality, and as [`Self::from_program`].
    pub fn sealed(bytes: &[u8], gemeente: Option<&str>) -> Result<Self, Vec<Problem>> {
        let set = Self::from_program(bytes)?;
        let own = set.program_ref().identity.municipality.to_string();
        match gemeente {
            Some(name) if name != own => {
                let problem = problem::of_call("B0101", format!("van gemeente `{name}` zijn geen regels ingebouwd"));
                Err(vec![Problem { expected: Some(own), ..problem }])
            }
            _ => Ok(set),
        }
    }

    /// The rules that are built in, with those of one municipality or with national law only.
    ///
    /// # Errors
    /// For a municipality whose rules are not built in.
    pub fn built_in(gemeente: Option<&str>) -> Result<Self, Vec<Problem>> {
        let set = built_in(gemeente)?;
        let name = set.gemeente.clone();
        Self::from_texts(files(set), &name)
    }

    /// The warnings that compiling gave.
    #[must_use]
    pub fn warnings(&self) -> Vec<Problem> {
        let told = |sources: &Sources| {
            sources.warnings.iter().map(|finding| problem::of_finding(finding, &sources.files)).collect()
        };
        self.sources.as_ref().map(told).unwrap_or_default()
    }

    /// Decides a case: the decision as canonical JSON, the same bytes on every host.
    ///
    /// # Errors
    /// All that is wrong with the case or the call.
    pub fn evaluate(&self, casus: &Casus, options: &Options) -> Result<String, Vec<Problem>> {
        let detail = if options.spoor { Detail::Trace } else { Detail::Reasons };
        self.say(casus, options, detail, case::decide_with)
    }

    /// What comes out, without reasons: for counting over many cases, not for deciding on one. It says nothing else than
    /// [`Self::evaluate`], in the same words.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn outcomes(&self, casus: &Casus, options: &Options) -> Result<String, Vec<Problem>> {
        self.say(casus, options, Detail::Outcomes, case::decide_with)
    }

    /// What comes out of a case for each row of a table, as JSON text: under `problemen` per row nothing or what is wrong
    /// with it, and a column for each part of each outcome. Row by row it says what [`Self::outcomes`] says of the case
    /// with the values of that row, on the peildatum.
    ///
    /// # Errors
    /// All that is wrong with the case, a column or the call.
    ///
    /// ```
    /// use toegang_api::{Casus, Columns, Options, Regelset};
    /// let set = Regelset::built_in(None)?;
    /// let casus = Casus::Json(r#"{"peildatum": "2026-10-01", "huishouden": {}}"#.into());
    /// let columns = Columns::Json(r#"{"huishouden.vraagt_algemene_bijstand": [true, false, 1]}"#.into());
    /// let options = Options { onderwerp: Some("algemene bijstand".into()), ..Options::default() };
    /// let table = set.outcomes_table(&casus, &columns, &options)?;
    /// let column = r#""algemene bijstand (huishouden): uitkomst":["nog niet te bepalen","niet van toepassing",null]"#;
    /// assert!(table.contains(column), "{table}");
    /// # Ok::<(), Vec<toegang_api::Problem>>(())
    /// ```
    pub fn outcomes_table(&self, casus: &Casus, columns: &Columns, options: &Options) -> Result<String, Vec<Problem>> {
        self.outcomes_table_while(casus, columns, options, &|| true).map(Option::unwrap_or_default)
    }

    /// [`Self::outcomes_table`] as long as the caller wants it to `go_on`, which is asked before each row; nothing when it
    /// stopped. A table can take minutes, and somebody may be waiting for it.
    ///
    /// # Errors
    /// As [`Self::outcomes_table`].
    pub fn outcomes_table_while(
        &self,
        casus: &Casus,
        columns: &Columns,
        options: &Options,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Option<String>, Vec<Problem>> {
        let columns = match columns {
            Columns::Json(text) => Cow::Borrowed(text),
            Columns::Values(values) => Cow::Owned(paths::columns(values)),
        };
        let (case, reading) = (text(casus)?, reading(options, true)?);
        let onderwerp = options.onderwerp.as_deref();
        let (mut machine, texts) = (self.prepared.machine(), (case.as_ref(), columns.as_str()));
        let table = case::outcomes_table_while(&mut machine, texts, &reading, onderwerp, go_on);
        table.map(|table| table.map(json::table)).map_err(problem::of_table)
    }

    /// Decides a case and explains it: readable Dutch.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn explain(&self, casus: &Casus, options: &Options) -> Result<String, Vec<Problem>> {
        self.say(casus, options, Detail::Reasons, case::uitleg_with)
    }

    /// What can still change the outcomes that are asked for, in asking order.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn questions(&self, casus: &Casus, options: &Options) -> Result<Vec<Asked>, Vec<Problem>> {
        self.say(casus, options, Detail::Reasons, case::questions)
    }

    /// Reads a case and says something of it.
    fn say<T>(&self, casus: &Casus, options: &Options, detail: Detail, say: Say<T>) -> Result<T, Vec<Problem>> {
        let (text, reading) = (text(casus)?, reading(options, detail == Detail::Outcomes)?);
        let all = |errors: Vec<CaseError>| errors.iter().map(problem::of_case).collect::<Vec<_>>();
        let case = case::read_case(self.program_ref(), &text, &reading).map_err(all)?;
        let deciding = DecideOptions { onderwerp: options.onderwerp.clone(), detail };
        let said = say(&mut self.prepared.machine(), &case, &deciding);
        said.map_err(|unknown| vec![problem::of_decision(&unknown)])
    }

    /// The JSON Schema (2020-12) of a document.
    #[must_use]
    pub fn schema(&self, of: Document) -> String {
        match of {
            Document::Casus => case::case_schema(self.program_ref()),
            Document::Besluit => case::decision_schema(self.program_ref()),
            Document::Uitkomsten => case::outcomes_schema(self.program_ref()),
        }
    }

    /// What this rule set is.
    #[must_use]
    pub fn metadata(&self) -> Metadata {
        let Program { identity, inputs, rules, parameters, decisions, roles, .. } = self.program_ref();
        let judgements = inputs.iter().filter(|input| input.judgement.is_some()).count();
        let mut known = BTreeSet::new();
        let articles =
            rules.iter().flat_map(|rule| rule.source.iter()).filter(|source| known.insert(source.text.as_str()));
        Metadata {
            name: identity.name.to_string(),
            version: identity.version.to_string(),
            language_version: LANGUAGE_VERSION.to_string(),
            engine_version: env!("CARGO_PKG_VERSION").to_string(),
            gemeente: identity.municipality.to_string(),
            sha256: identity.sha256.to_string(),
            decisions: decisions.iter().map(|decision| decision.name.to_string()).collect(),
            roles: roles.iter().map(ToString::to_string).collect(),
            articles: articles.map(|source| source.text.to_string()).collect(),
            facts: number(inputs.len().saturating_sub(judgements)),
            judgements: number(judgements),
            rules: number(rules.len()),
            parameters: number(parameters.len()),
        }
    }

    /// The compiled program, as [`Self::from_program`] takes it: the same bytes on every host.
    #[must_use]
    pub fn program(&self) -> Vec<u8> {
        bytes::to_bytes(self.program_ref())
    }

    /// Runs all examples in the rule files, by all these rules; a set that came from a program has none.
    ///
    /// National examples are written for national law alone. With the rules of a municipality one may come out otherwise,
    /// which shows what those rules change; the place of a failure tells whose example it is. `toegang test` runs each
    /// example in its own layer only.
    #[must_use]
    pub fn test(&self) -> Trial {
        let Some(Sources { files, model, .. }) = &self.sources else {
            return Trial { passed: 0, failed: 0, failures: Vec::new() };
        };
        let trial = trial::run(model, self.program_ref(), &case::judge);
        let failures = trial.failures.into_iter().map(|failure| Failure {
            place: problem::place(failure.span, files),
            example: failure.example,
            sentence: failure.sentence,
            found: failure.found,
        });
        Trial { failures: failures.collect(), passed: number(trial.passed), failed: number(trial.failed) }
    }

    const fn program_ref(&self) -> &Program {
        self.prepared.program()
    }
}

/// The JSON text of a case.
fn text(casus: &Casus) -> Result<Cow<'_, str>, Vec<Problem>> {
    match casus {
        Casus::Json(text) => Ok(Cow::Borrowed(text)),
        Casus::Values(values) => paths::to_json(values)
            .map(Cow::Owned)
            .map_err(|wrong| vec![Problem { path: Some(wrong.path), ..problem::of_call("B0102", wrong.message) }]),
    }
}

/// How a case is read.
fn reading(options: &Options, unhashed: bool) -> Result<case::Options, Vec<Problem>> {
    let op = options.op.as_deref().map(day).transpose()?;
    Ok(case::Options { op, gemeente: options.gemeente.clone(), unhashed, ..case::Options::default() })
}

/// A day of the options.
fn day(text: &str) -> Result<Date, Vec<Problem>> {
    Date::parse_iso(text).ok_or_else(|| {
        let problem = problem::of_call("B0104", format!("`{text}` is geen datum"));
        vec![Problem { expected: Some("een datum, zoals `2026-10-01`".to_string()), ..problem }]
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
