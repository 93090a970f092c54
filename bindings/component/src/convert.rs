//! The types of the interface and those of the bindings, from one to the other.

use toegang_api as api;

use crate::wit::{
    Casus, Column, Columns, Document, Metadata, Options, PathValue, Place, Problem, Question, Severity, Value, Wanted,
};

pub(crate) fn problems(list: Vec<api::Problem>) -> Vec<Problem> {
    list.into_iter().map(problem).collect()
}

fn problem(from: api::Problem) -> Problem {
    let severity = match from.severity {
        api::Severity::Error => Severity::Error,
        api::Severity::Warning => Severity::Warning,
    };
    let api::Problem { code, message, path, expected, near, .. } = from;
    Problem { code, severity, message, path, place: from.place.map(place), expected, near }
}

pub(crate) fn place(from: api::Place) -> Place {
    let api::Place { file, line, column } = from;
    Place { file, line, column }
}

pub(crate) fn casus(from: Casus) -> api::Casus {
    match from {
        Casus::Json(text) => api::Casus::Json(text),
        Casus::Values(values) => api::Casus::Values(values.into_iter().map(path_value).collect()),
    }
}

fn path_value(from: PathValue) -> (String, api::Value) {
    (from.path, value(from.value))
}

fn value(from: Value) -> api::Value {
    match from {
        Value::None => api::Value::None,
        Value::Boolean(value) => api::Value::Boolean(value),
        Value::Integer(value) => api::Value::Integer(value),
        Value::Decimal(text) => api::Value::Decimal(text),
        Value::Text(text) => api::Value::Text(text),
        Value::EmptyList => api::Value::EmptyList,
    }
}

pub(crate) fn columns(from: Columns) -> api::Columns {
    let column = |Column { path, values }: Column| (path, values.into_iter().map(|one| one.map(value)).collect());
    match from {
        Columns::Json(text) => api::Columns::Json(text),
        Columns::Values(columns) => api::Columns::Values(columns.into_iter().map(column).collect()),
    }
}

pub(crate) fn options(from: Options) -> api::Options {
    let Options { op, gemeente, onderwerp, spoor } = from;
    api::Options { op, gemeente, onderwerp, spoor }
}

pub(crate) const fn document(from: Document) -> api::Document {
    match from {
        Document::Casus => api::Document::Casus,
        Document::Besluit => api::Document::Besluit,
        Document::Uitkomsten => api::Document::Uitkomsten,
    }
}

pub(crate) fn question(from: api::Asked) -> Question {
    let wanted = match from.wanted {
        api::Wanted::Fact => Wanted::Fact,
        api::Wanted::Judgement => Wanted::Judgement,
        api::Wanted::Amount => Wanted::Amount,
        api::Wanted::Ordinance => Wanted::Ordinance,
    };
    let api::Asked { name, key, about, question, roles, source, article, reason, decisions, .. } = from;
    Question { wanted, name, key, about, text: question, roles, source, article, reason, decisions }
}

pub(crate) fn metadata(from: api::Metadata) -> Metadata {
    Metadata {
        name: from.name,
        version: from.version,
        language_version: from.language_version,
        engine_version: from.engine_version,
        gemeente: from.gemeente,
        sha256: from.sha256,
        decisions: from.decisions,
        roles: from.roles,
        articles: from.articles,
        facts: from.facts,
        judgements: from.judgements,
        rules: from.rules,
        parameters: from.parameters,
    }
}
