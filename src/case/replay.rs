//! Compares two decisions: the same bytes, or exactly what differs; and tells how much a decision tells.

use super::decide::{Detail, section};
use super::json::{self, Json, JsonError, Limits};
use super::path::{Path, render};
use crate::program::DecisionKind;

/// Decisions may be larger than cases: a trace can be long.
const LIMITS: Limits = Limits { nodes: 10_000_000, bytes: 1_000_000_000, ..Limits::OWN };

/// One place where two decisions differ. A side that has nothing there is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where, as a JSON path.
    pub path: String,
    /// What the first says, as compact JSON.
    pub was: Option<String>,
    /// What the second says.
    pub now: Option<String>,
}

/// Where two decisions differ, in the order of the first; nothing when they are the same bytes. Texts with the same
/// content in another layout differ at `$` only.
///
/// # Errors
///
/// A text that is not JSON.
///
/// ```
/// use toegang::case::compare;
/// let difference = &compare("{\"uitkomst\": \"recht\"}", "{\"uitkomst\": \"geen recht\"}").unwrap()[0];
/// assert_eq!(difference.path, "$.uitkomst");
/// assert_eq!(difference.now.as_deref(), Some("\"geen recht\""));
/// ```
pub fn compare(was: &str, now: &str) -> Result<Vec<Difference>, JsonError> {
    if was == now {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    differences(&json::parse(was, LIMITS)?, &json::parse(now, LIMITS)?, &Path::default(), &mut found);
    if found.is_empty() {
        let (was, now) = ("andere opmaak of volgorde van sleutels".to_string(), "dezelfde inhoud".to_string());
        found.push(Difference { path: "$".to_string(), was: Some(was), now: Some(now) });
    }
    Ok(found)
}

/// How much a decision document tells. Any part that only reasons have makes it one with reasons: what was lost from it
/// is missing there, and does not make it the short form, which has none of them.
///
/// ```
/// use toegang::case::json::{Limits, parse};
/// use toegang::case::{Detail, detail_of};
/// let document = parse(r#"{"uitkomsten": [{"uitkomst": "recht", "gronden": []}]}"#, Limits::OWN)?;
/// assert_eq!(detail_of(&document), Detail::Reasons);
/// # Ok::<(), toegang::case::json::JsonError>(())
/// ```
#[must_use]
pub fn detail_of(document: &Json) -> Detail {
    let kinds = [DecisionKind::Besluit, DecisionKind::Procedure, DecisionKind::Plan];
    let outcomes = kinds.into_iter().filter_map(|kind| document.get(section(kind))?.as_array()).flatten();
    let has = |key| outcomes.clone().any(|outcome| outcome.get(key).is_some());
    if has("spoor") {
        Detail::Trace
    } else if ["casus_sha256", "niet_gevraagd"].iter().any(|key| document.get(key).is_some()) || has("gronden") {
        Detail::Reasons
    } else {
        Detail::Outcomes
    }
}

fn differences(was: &Json, now: &Json, path: &Path, found: &mut Vec<Difference>) {
    match (was, now) {
        (Json::Object(old), Json::Object(new)) => {
            for (key, value) in old {
                pair(Some(value), now.get(key), &path.key(key), found);
            }
            for (key, value) in new.iter().filter(|(key, _)| was.get(key).is_none()) {
                pair(None, Some(value), &path.key(key), found);
            }
        }
        (Json::Array(old), Json::Array(new)) => {
            for at in 0..old.len().max(new.len()) {
                pair(old.get(at), new.get(at), &path.index(at), found);
            }
        }
        _ => pair_of_values(Some(was), Some(now), path, found),
    }
}

fn pair(was: Option<&Json>, now: Option<&Json>, path: &Path, found: &mut Vec<Difference>) {
    match (was, now) {
        (Some(was), Some(now)) => differences(was, now, path, found),
        _ => pair_of_values(was, now, path, found),
    }
}

fn pair_of_values(was: Option<&Json>, now: Option<&Json>, path: &Path, found: &mut Vec<Difference>) {
    if was != now {
        let (was, now) = (was.map(Json::to_compact), now.map(Json::to_compact));
        found.push(Difference { path: render(&path.steps()), was, now });
    }
}
