//! Who may decide and to whom it goes, as readable Dutch.

use crate::case::build::Json;
use crate::case::shown::{list, text};

/// What each list of a decision is called.
const ACTS: [(&str, &str); 4] = [
    ("beslissen", "Mag beslissen"),
    ("beoordelen", "Mag beoordelen"),
    ("adviseren", "Mag adviseren"),
    ("signaleren", "Mag signaleren"),
];

/// Who may decide, what the asker may, to whom it goes, and what a hand-over lacks.
pub(super) fn competence(out: &mut String, outcome: &Json) {
    let Some(competent) = outcome.get("bevoegd") else { return };
    let college = text(competent, "namens");
    if college.is_empty() {
        return roles(out, competent);
    }
    for (key, label) in ACTS {
        let desks: Vec<String> = list(competent, key).iter().map(with_source).collect();
        let namens = if key == "beslissen" { format!(" namens {college}") } else { String::new() };
        if !desks.is_empty() {
            out.push_str(&format!("  {label}{namens}: {}\n", desks.join("; ")));
        } else if key == "beslissen" {
            out.push_str(&format!("  {label}: alleen {college} zelf\n"));
        }
    }
    asker(out, competent);
    hand_over(out, competent);
}

/// Without mandates: the roles alone.
fn roles(out: &mut String, competent: &Json) {
    let roles: Vec<&str> = list(competent, "rollen").iter().filter_map(Json::as_str).collect();
    if !roles.is_empty() {
        out.push_str(&format!("  Bevoegd: {}\n", roles.join(", ")));
    }
}

/// `consulent inkomen (stedelijk expertisecentrum)`
fn desk(desk: &Json) -> String {
    match (text(desk, "rol"), text(desk, "organisatie")) {
        ("", organisation) => organisation.to_string(),
        (role, "") => role.to_string(),
        (role, organisation) => format!("{role} ({organisation})"),
    }
}

/// The same, with the first place that it rests on.
fn with_source(one: &Json) -> String {
    let first = list(one, "gronden").first().map(|ground| {
        let article = text(ground, "artikel");
        let article = if article.is_empty() { String::new() } else { format!(", artikel {article}") };
        format!(", {}{article}", text(ground, "regeling"))
    });
    desk(one) + &first.unwrap_or_default()
}

fn asker(out: &mut String, competent: &Json) {
    let Some(asker) = competent.get("vrager").filter(|asker| !asker.is_null()) else { return };
    let may = text(asker, "mag");
    let not = if may == "beslissen" { "" } else { ", niet beslissen" };
    let said =
        if may == "niets" { "heeft hierover geen mandaat".to_string() } else { format!("mag hierover {may}{not}") };
    out.push_str(&format!("  De vrager, {}, {said}\n", desk(asker)));
    let unknown: Vec<&str> = list(asker, "onbekend").iter().filter_map(Json::as_str).collect();
    if !unknown.is_empty() {
        out.push_str(&format!("  Niet bekend is of de vrager mag {}\n", unknown.join(" of ")));
    }
    let to: Vec<String> = list(competent, "naar").iter().map(desk).collect();
    if !to.is_empty() {
        out.push_str(&format!("  Gaat naar: {}\n", to.join("; ")));
    }
}

fn hand_over(out: &mut String, competent: &Json) {
    let Some(hand_over) = competent.get("overdracht").filter(|found| !found.is_null()) else { return };
    let said = match text(hand_over, "volledig") {
        "ja" => "volledig",
        "nee" => "niet volledig",
        _ => "nog niet te zeggen of zij volledig is",
    };
    let (from, to) = (text(hand_over, "van"), text(hand_over, "aan"));
    out.push_str(&format!("  Overdracht van {from} aan {to}: {said}\n"));
    for lacks in list(hand_over, "ontbreekt") {
        let whom: Vec<&str> = list(lacks, "betreft").iter().filter_map(Json::as_str).collect();
        let whom = if whom.is_empty() { String::new() } else { format!(" ({})", whom.join(", ")) };
        out.push_str(&format!("    nog nodig: {} {}{whom}\n", text(lacks, "soort"), text(lacks, "naam")));
    }
}
