//! What a procedure and a plan say beside what every outcome says.

use crate::case::build::Json;
use crate::case::shown::{day, list, named, text};

/// From which day a procedure counts, its values, what a plan aims at, and what it refers to.
pub(super) fn plan(out: &mut String, outcome: &Json) {
    if let Some(day) = day(outcome, "datum") {
        out.push_str(&format!("  Datum: {day}\n"));
    }
    for value in list(outcome, "waarden").iter().filter_map(named) {
        out.push_str(&format!("  {value}\n"));
    }
    for goal in list(outcome, "doelen") {
        let open = if goal.get("geldt").is_some_and(Json::is_null) { " (nog niet te bepalen)" } else { "" };
        out.push_str(&format!("  Doel: {}{open}\n", text(goal, "naam")));
    }
    references(out, outcome);
    let said = text(outcome, "tekst");
    if !said.is_empty() {
        out.push_str(&format!("  {said}\n"));
    }
}

/// What comes to nothing, of procedures and of decisions: only counted.
const IDLE: [&str; 2] = ["geen start", "geen recht"];

/// What starts, was granted or is open, and how much more came to nothing.
fn references(out: &mut String, outcome: &Json) {
    let sections = [("procedures", "procedure", "Procedure"), ("besluiten", "besluit", "Besluit")];
    for (section, kind, title) in sections {
        let is_idle = |reference: &&Json| IDLE.contains(&text(reference, "uitkomst"));
        let (idle, shown): (Vec<&Json>, Vec<&Json>) = list(outcome, section).iter().partition(is_idle);
        for reference in shown {
            let whom: Vec<&str> = list(reference, "betreft").iter().filter_map(Json::as_str).collect();
            let (name, result) = (text(reference, kind), text(reference, "uitkomst"));
            out.push_str(&format!("  Bij dit plan: {title} {name} ({}): {result}\n", whom.join(", ")));
        }
        if let Some(first) = idle.first() {
            let (count, result) = (idle.len(), text(first, "uitkomst"));
            let what = if count == 1 { kind } else { section };
            out.push_str(&format!("  En {count} {what} met als uitkomst: {result}\n"));
        }
    }
}
