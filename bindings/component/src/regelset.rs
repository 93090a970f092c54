//! The resource: a compiled rule set.

use toegang::case::{self, Case, CaseError, DecideOptions, LANGUAGE_VERSION, UnknownDecision};
use toegang::diagnostic::{Diagnostic, Severity};
use toegang::model::Model;
use toegang::program::{Program, bytes};
use toegang::values::Date;
use toegang::{Compiled, SourceFile, compile, trial};

use crate::wit::{
    Casus, Document, Failure, Guest, GuestRegelset, Metadata, Options, Problem, Regelset, SourceFile as WitFile, Trial,
};
use crate::{paths, problems};

/// The exports of the component.
pub struct Component;

impl Guest for Component {
    type Regelset = RuleSet;

    fn gemeenten() -> Vec<String> {
        toegang_rules::gemeenten().into_iter().map(toegang_rules::name).collect()
    }
}

/// A compiled rule set with what it was compiled from.
pub struct RuleSet {
    files: Vec<SourceFile>,
    model: Model,
    program: Program,
    warnings: Vec<Diagnostic>,
}

/// What can be said of a case.
type Say = fn(&Program, &Case, &DecideOptions) -> Result<String, UnknownDecision>;

impl RuleSet {
    fn compile(mut files: Vec<SourceFile>, gemeente: &str) -> Result<Self, Vec<Problem>> {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        match compile(&files, gemeente) {
            Compiled { model, program: Some(program), findings } => {
                Ok(Self { files, model, program, warnings: findings })
            }
            Compiled { findings, .. } => {
                let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
                Err(errors.map(|finding| problems::of_finding(finding, &files)).collect())
            }
        }
    }

    /// Reads a case and says something of it.
    fn say(&self, casus: Casus, options: Options, say: Say) -> Result<String, Vec<Problem>> {
        let text = match casus {
            Casus::Json(text) => text,
            Casus::Values(values) => {
                paths::to_json(&values.into_iter().map(of_wit).collect::<Vec<_>>()).map_err(|wrong| {
                    vec![Problem { path: Some(wrong.path), ..problems::of_call("B0102", wrong.message) }]
                })?
            }
        };
        let op = options.op.as_deref().map(day).transpose()?;
        let reading = case::Options { op, gemeente: options.gemeente, ..case::Options::default() };
        let all = |errors: Vec<CaseError>| errors.iter().map(problems::of_case).collect::<Vec<_>>();
        let case = case::read_case(&self.program, &text, &reading).map_err(all)?;
        let deciding = DecideOptions { onderwerp: options.onderwerp, spoor: options.spoor };
        say(&self.program, &case, &deciding).map_err(|unknown| vec![problems::of_decision(&unknown)])
    }
}

impl GuestRegelset for RuleSet {
    fn from_texts(files: Vec<WitFile>, gemeente: String) -> Result<Regelset, Vec<Problem>> {
        let files = files.into_iter().map(|file| SourceFile { path: file.path, text: file.text }).collect();
        Self::compile(files, &gemeente).map(Regelset::new)
    }

    fn from_program(bytes: Vec<u8>) -> Result<Regelset, Vec<Problem>> {
        let fault = |error| vec![problems::of_program(error)];
        let program = bytes::from_bytes(&bytes).map_err(fault)?;
        let set = RuleSet { files: Vec::new(), model: Model::default(), program, warnings: Vec::new() };
        Ok(Regelset::new(set))
    }

    fn built_in(gemeente: Option<String>) -> Result<Regelset, Vec<Problem>> {
        let Some(set) = toegang_rules::set(gemeente.as_deref()) else {
            let name = gemeente.unwrap_or_default();
            let names: Vec<String> = Component::gemeenten();
            let near = toegang::diagnostic::nearest(&name, names.iter().map(String::as_str));
            let problem = problems::of_call("B0101", format!("van gemeente `{name}` zijn geen regels ingebouwd"));
            return Err(vec![Problem { expected: Some(names.join(", ")), near, ..problem }]);
        };
        let files = set.files.into_iter().map(|(path, text)| SourceFile { path, text: text.to_string() }).collect();
        Self::compile(files, &set.gemeente).map(Regelset::new)
    }

    fn warnings(&self) -> Vec<Problem> {
        self.warnings.iter().map(|finding| problems::of_finding(finding, &self.files)).collect()
    }

    fn evaluate(&self, casus: Casus, options: Options) -> Result<String, Vec<Problem>> {
        self.say(casus, options, case::decide)
    }

    fn explain(&self, casus: Casus, options: Options) -> Result<String, Vec<Problem>> {
        self.say(casus, options, case::uitleg)
    }

    fn schema(&self, of: Document) -> String {
        match of {
            Document::Casus => case::case_schema(&self.program),
            Document::Besluit => case::decision_schema(&self.program),
        }
    }

    fn metadata(&self) -> Metadata {
        let Program { identity, inputs, rules, parameters, decisions, roles, .. } = &self.program;
        let judgements = inputs.iter().filter(|input| input.judgement.is_some()).count();
        Metadata {
            name: identity.name.to_string(),
            version: identity.version.to_string(),
            language_version: LANGUAGE_VERSION.to_string(),
            engine_version: env!("CARGO_PKG_VERSION").to_string(),
            gemeente: identity.municipality.to_string(),
            sha256: identity.sha256.to_string(),
            decisions: decisions.iter().map(|decision| decision.name.to_string()).collect(),
            roles: roles.iter().map(ToString::to_string).collect(),
            facts: number(inputs.len().saturating_sub(judgements)),
            judgements: number(judgements),
            rules: number(rules.len()),
            parameters: number(parameters.len()),
            examples: number(self.model.examples.len()),
        }
    }

    fn program(&self) -> Vec<u8> {
        bytes::to_bytes(&self.program)
    }

    fn test(&self) -> Trial {
        let trial = trial::run(&self.model, &self.program, &case::judge);
        let failures = trial.failures.into_iter().map(|failure| Failure {
            place: problems::place(failure.span, &self.files),
            example: failure.example,
            sentence: failure.sentence,
            found: failure.found,
        });
        Trial { failures: failures.collect(), passed: number(trial.passed), failed: number(trial.failed) }
    }
}

fn of_wit(pair: crate::wit::PathValue) -> (String, paths::Value) {
    use crate::wit::Value;
    let value = match pair.value {
        Value::None => paths::Value::None,
        Value::Boolean(value) => paths::Value::Boolean(value),
        Value::Integer(value) => paths::Value::Integer(value),
        Value::Decimal(text) => paths::Value::Decimal(text),
        Value::Text(text) => paths::Value::Text(text),
        Value::EmptyList => paths::Value::EmptyList,
    };
    (pair.path, value)
}

/// A day of the options.
fn day(text: &str) -> Result<Date, Vec<Problem>> {
    Date::parse_iso(text).ok_or_else(|| {
        let problem = problems::of_call("B0104", format!("`{text}` is geen datum"));
        vec![Problem { expected: Some("een datum, zoals `2026-10-01`".to_string()), ..problem }]
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
