//! A case as a list of places and values, put together to JSON.

use toegang::case::json::{Json, Limits};
use toegang::case::{PlaceStep as Step, place_steps};

/// A value with its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Known to be none.
    None,
    /// ja or nee.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// An exact decimal, as text.
    Decimal(String),
    /// A text.
    Text(String),
    /// A list without items.
    EmptyList,
}

/// What is wrong with a list of places and values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// At which place.
    pub path: String,
    /// What, in Dutch.
    pub message: String,
}

/// What a list or object may have is what the same case may have as JSON.
const CROWDED: &str = "een lijst of object met meer leden dan een casus mag hebben";

/// The JSON text of a list of places and values.
///
/// # Errors
///
/// A place that cannot be read, that has two values, or that skips an item of a list; more values than a case may have.
///
/// ```
/// use toegang_api::paths::{Value, to_json};
/// let values = [
///     ("personen[0].id".to_string(), Value::Text("anna".into())),
///     ("$.personen[0].heeft_schulden".to_string(), Value::Boolean(false)),
/// ];
/// assert_eq!(to_json(&values).unwrap(), r#"{"personen":[{"id":"anna","heeft_schulden":false}]}"#);
/// ```
pub fn to_json(values: &[(String, Value)]) -> Result<String, Wrong> {
    let most = Limits::default();
    if let Some((path, _)) = values.get(most.nodes) {
        return Err(Wrong { path: path.clone(), message: format!("meer dan {} waarden", most.nodes) });
    }
    let mut root = Json::Object(Vec::new());
    for (path, value) in values {
        let wrong = |message: &str| Wrong { path: path.clone(), message: message.to_string() };
        let steps = place_steps(path).ok_or_else(|| wrong("een pad dat niet te lezen is"))?;
        let slot = steps.iter().try_fold(&mut root, descend).map_err(wrong)?;
        if !is_vacant(slot) {
            return Err(wrong("een tweede waarde op dezelfde plaats"));
        }
        *slot = json(value);
    }
    Ok(root.to_compact())
}

/// The JSON text of columns: an object with a list under each place, and `{}` for what is not known in a row. A place
/// that is there twice stays so: who reads the text says what is wrong with that.
pub(crate) fn columns(columns: &[(String, Vec<Option<Value>>)]) -> String {
    let cell = |cell: &Option<Value>| cell.as_ref().map_or_else(|| Json::Object(Vec::new()), json);
    let list = columns.iter().map(|(place, cells)| (place.clone(), Json::Array(cells.iter().map(cell).collect())));
    Json::Object(list.collect()).to_compact()
}

fn json(value: &Value) -> Json {
    match value {
        Value::None => Json::Null,
        Value::Boolean(value) => Json::Bool(*value),
        Value::Integer(value) => Json::integer(*value),
        Value::Decimal(text) | Value::Text(text) => Json::String(text.clone()),
        Value::EmptyList => Json::Array(Vec::new()),
    }
}

/// What stands in a place until its value comes: a token that JSON does not have.
fn vacant() -> Json {
    Json::Number(String::new())
}

fn is_vacant(json: &Json) -> bool {
    matches!(json, Json::Number(token) if token.is_empty())
}

fn descend<'j>(here: &'j mut Json, step: &Step<'_>) -> Result<&'j mut Json, &'static str> {
    if is_vacant(here) {
        *here = match step {
            Step::Key(_) => Json::Object(Vec::new()),
            Step::Index(_) => Json::Array(Vec::new()),
        };
    }
    match (here, step) {
        (Json::Object(members), Step::Key(key)) => {
            let at = members.iter().position(|(known, _)| known == key).unwrap_or(members.len());
            if at == Limits::default().items {
                return Err(CROWDED);
            }
            if at == members.len() {
                members.push(((*key).to_string(), vacant()));
            }
            members.get_mut(at).map(|(_, value)| value).ok_or("een pad dat niet te lezen is")
        }
        (Json::Array(items), Step::Index(index)) => {
            if *index == Limits::default().items {
                return Err(CROWDED);
            }
            if *index == items.len() {
                items.push(vacant());
            }
            items.get_mut(*index).ok_or("een lijst waarvan een eerder deel ontbreekt")
        }
        _ => Err("een plaats die al een waarde van een andere soort heeft"),
    }
}
