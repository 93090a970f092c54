//! Small hands for building JSON.

use super::json::Json;

/// A member of an object.
pub(super) fn entry(key: &str, value: Json) -> (String, Json) {
    (key.to_string(), value)
}

/// A text.
pub(super) fn text(text: impl Into<String>) -> Json {
    Json::String(text.into())
}

/// A text, or `null`.
pub(super) fn text_or_null(text: Option<impl Into<String>>) -> Json {
    text.map_or(Json::Null, |text| Json::String(text.into()))
}

/// A list of texts.
pub(super) fn texts<T: Into<String>>(list: impl IntoIterator<Item = T>) -> Json {
    Json::Array(list.into_iter().map(text).collect())
}

/// An object.
pub(super) fn members(list: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    Json::Object(list.into_iter().map(|(key, value)| entry(key, value)).collect())
}
