//! The message data of an outcome.

use crate::case::build::Json;
use crate::case::shown::{list, named, text};

/// The standard, its fields, and the checks.
pub(super) fn message(out: &mut String, outcome: &Json) {
    let Some(message) = outcome.get("bericht").filter(|message| !message.is_null()) else { return };
    let number = text(message, "bericht");
    let number = if number.is_empty() { String::new() } else { format!(", {number}") };
    out.push_str(&format!("  Bericht {}{number}:\n", text(message, "standaard")));
    for field in list(message, "velden").iter().filter_map(named) {
        out.push_str(&format!("    {field}\n"));
    }
    for check in list(message, "controles") {
        let met = match check.get("voldaan").and_then(Json::as_bool) {
            Some(true) => "voldaan",
            Some(false) => "niet voldaan",
            None => "nog niet te bepalen",
        };
        out.push_str(&format!("    controle {}: {met}\n", text(check, "code")));
    }
}
