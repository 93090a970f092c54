//! JSON Schema of what nobody asked for.

use super::super::json::Json;
use super::decision::{about, all, missing, optional};
use super::{any, array, string};

/// A fact that would tell whether something is a question, and what it would open.
pub(super) fn unasked() -> Json {
    let of = |kind: &'static str| all(vec![(kind, string()), ("betreft", about())]);
    let opened = any(vec![of("besluit"), of("procedure"), of("plan")]);
    let schema = optional(&missing(), "opent", array(opened));
    let members = schema.as_object().unwrap_or_default().iter().cloned().map(|(key, value)| match value {
        Json::Array(mut required) if key == "required" => {
            required.push(Json::String("opent".to_string()));
            (key, Json::Array(required))
        }
        other => (key, other),
    });
    Json::Object(members.collect())
}
