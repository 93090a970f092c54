//! The JSON texts in which a binding without types of its own passes problems, questions and the rest on. Keys are Dutch,
//! as in a decision.

use toegang::case::json::{Json, to_canonical};
use toegang::case::{Asked, CaseError, Table, TableColumn, Wanted};

use crate::problem;
use crate::{Metadata, Place, Problem, Severity, SourceFile, Trial};

/// Problems: a list.
///
/// ```
/// use toegang_api::{Casus, Options, Regelset, json};
/// let set = Regelset::built_in(None)?;
/// let problems = set.evaluate(&Casus::Json("[".into()), &Options::default()).unwrap_err();
/// assert!(json::problems(&problems).contains(r#""code": "C01"#));
/// # Ok::<(), Vec<toegang_api::Problem>>(())
/// ```
#[must_use]
pub fn problems(problems: &[Problem]) -> String {
    to_canonical(&Json::Array(problems.iter().map(one).collect()))
}

fn one(problem: &Problem) -> Json {
    let severity = match problem.severity {
        Severity::Error => "fout",
        Severity::Warning => "waarschuwing",
    };
    object([
        ("code", string(&problem.code)),
        ("ernst", string(severity)),
        ("melding", string(&problem.message)),
        ("pad", optional(problem.path.as_ref())),
        ("plaats", problem.place.as_ref().map_or(Json::Null, place)),
        ("verwacht", optional(problem.expected.as_ref())),
        ("bedoeld", optional(problem.near.as_ref())),
    ])
}

fn place(place: &Place) -> Json {
    let Place { file, line, column } = place;
    object([("bestand", string(file)), ("regel", number(*line)), ("kolom", number(*column))])
}

/// A table: an object of lists of equal length, without white space.
#[must_use]
pub fn table(of: Table) -> String {
    let wrong = |errors: &Vec<CaseError>| match errors.as_slice() {
        [] => Json::Null,
        errors => Json::Array(errors.iter().map(|error| one(&problem::of_case(error))).collect()),
    };
    let faults = Json::Array(of.faults.iter().map(wrong).collect());
    let mut text = format!("{{\"problemen\":{}", faults.to_compact());
    for TableColumn { name, cells } in of.columns {
        text.push(',');
        text.push_str(&string(&name).to_compact());
        text.push(':');
        text.push_str(&cells);
    }
    text.push_str("}\n");
    text
}

/// Questions: a list.
#[must_use]
pub fn questions(asked: &[Asked]) -> String {
    to_canonical(&Json::Array(asked.iter().map(question).collect()))
}

fn question(asked: &Asked) -> Json {
    let wanted = match asked.wanted {
        Wanted::Fact => "gegeven",
        Wanted::Judgement => "oordeel",
        Wanted::Amount => "bedrag",
        Wanted::Ordinance => "verordening",
    };
    object([
        ("soort", string(wanted)),
        ("naam", string(&asked.name)),
        ("sleutel", string(&asked.key)),
        ("betreft", strings(&asked.about)),
        ("vraag", optional(asked.question.as_ref())),
        ("rollen", strings(&asked.roles)),
        ("herkomst", optional(asked.source.as_ref())),
        ("artikel", optional(asked.article.as_ref())),
        ("reden", optional(asked.reason.as_ref())),
        ("besluiten", strings(&asked.decisions)),
    ])
}

/// What a rule set is.
#[must_use]
pub fn metadata(of: &Metadata) -> String {
    to_canonical(&object([
        ("naam", string(&of.name)),
        ("versie", string(&of.version)),
        ("taalversie", string(&of.language_version)),
        ("engineversie", string(&of.engine_version)),
        ("gemeente", string(&of.gemeente)),
        ("sha256", string(&of.sha256)),
        ("besluiten", strings(&of.decisions)),
        ("rollen", strings(&of.roles)),
        ("artikelen", strings(&of.articles)),
        ("gegevens", number(of.facts)),
        ("oordelen", number(of.judgements)),
        ("regels", number(of.rules)),
        ("parameters", number(of.parameters)),
    ]))
}

/// What came of the examples in the rule files.
#[must_use]
pub fn trial(of: &Trial) -> String {
    let failures = of.failures.iter().map(|failure| {
        object([
            ("voorbeeld", string(&failure.example)),
            ("zin", string(&failure.sentence)),
            ("gevonden", string(&failure.found)),
            ("plaats", failure.place.as_ref().map_or(Json::Null, place)),
        ])
    });
    to_canonical(&object([
        ("geslaagd", number(of.passed)),
        ("mislukt", number(of.failed)),
        ("mislukkingen", Json::Array(failures.collect())),
    ]))
}

/// Rule files: a list.
#[must_use]
pub fn texts(files: &[SourceFile]) -> String {
    let file = |file: &SourceFile| object([("pad", string(&file.path)), ("tekst", string(&file.text))]);
    to_canonical(&Json::Array(files.iter().map(file).collect()))
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
}

fn string(text: &str) -> Json {
    Json::String(text.to_string())
}

fn strings(texts: &[String]) -> Json {
    Json::Array(texts.iter().map(|text| string(text)).collect())
}

fn optional(text: Option<&String>) -> Json {
    text.map_or(Json::Null, |text| string(text))
}

fn number(count: u32) -> Json {
    Json::integer(i64::from(count))
}
