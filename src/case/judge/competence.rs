//! Compares what an example says of competence with the decision document.

use super::{items, missing_name};
use crate::case::build::{Json, members, text as text_of};
use crate::model::{CompetenceWords, Desk};
use crate::program::Act;

/// Whether everything holds that is said.
///
/// # Errors
///
/// What came out instead, in Dutch.
pub(super) fn compare(outcome: &Json, words: &[CompetenceWords]) -> Result<(), String> {
    let competent = per_desk(outcome.get("bevoegd").unwrap_or(&Json::Null));
    words.iter().try_for_each(|words| one(&competent, words))
}

/// Without mandates a decision names roles only: the same per desk.
fn per_desk(competent: &Json) -> Json {
    if competent.get("namens").is_some() {
        return competent.clone();
    }
    let desks = |key: &str| {
        let roles = items(competent, key).iter();
        Json::Array(roles.map(|role| members([("rol", role.clone()), ("organisatie", Json::Null)])).collect())
    };
    let asker = match competent.get("mag_beslissen") {
        Some(Json::Bool(may)) => members([("mag", text_of(if *may { "beslissen" } else { "niets" }))]),
        _ => Json::Null,
    };
    members([("beslissen", desks("rollen")), ("naar", desks("naar")), ("vrager", asker)])
}

fn one(competent: &Json, words: &CompetenceWords) -> Result<(), String> {
    let hand_over = competent.get("overdracht").unwrap_or(&Json::Null);
    let (met, found) = match words {
        CompetenceWords::Competent(desk, wanted) => {
            let list = items(competent, "beslissen");
            (is_among(list, desk) == *wanted, format!("bevoegd {}", desks(list)))
        }
        CompetenceWords::Asker(act, wanted) => asker(competent, *act, *wanted),
        CompetenceWords::To(desk) => {
            let list = items(competent, "naar");
            let college = || list.iter().any(|one| one.get("rol").is_some_and(Json::is_null));
            let met = desk.as_ref().map_or_else(college, |desk| is_among(list, desk));
            (met, format!("naar {}", desks(list)))
        }
        CompetenceWords::HandOver(wanted) => {
            (text(hand_over, "volledig") == *wanted, format!("overdracht {}", progress(hand_over)))
        }
        CompetenceWords::Lacks(name) => {
            let of = format!("{name} van ");
            let met = lacking(hand_over).iter().any(|known| known == name || known.starts_with(&of));
            (met, format!("overdracht {}", progress(hand_over)))
        }
    };
    if met { Ok(()) } else { Err(found) }
}

/// What the asker may is the most that is certain; what it may not is certain too.
fn asker(competent: &Json, act: Option<Act>, wanted: bool) -> (bool, String) {
    let asker = competent.get("vrager").unwrap_or(&Json::Null);
    let (may, open) = (text(asker, "mag"), items(asker, "onbekend"));
    let said = act.map_or("niets", Act::infinitive);
    let unsure = open.iter().any(|act| act.as_str() == Some(said)) || (act.is_none() && !open.is_empty());
    let more = Act::ALL.iter().filter(|more| Some(**more) >= act).any(|more| more.infinitive() == may);
    let met = if wanted { may == said && !unsure } else { !asker.is_null() && !more && !unsure };
    let found = if asker.is_null() { "er is geen vrager".to_string() } else { format!("vrager mag {may}") };
    (met, found)
}

fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_str).unwrap_or("")
}

fn is_among(list: &[Json], desk: &Desk) -> bool {
    let organisation = |one: &Json| desk.organisation.as_deref().is_none_or(|name| text(one, "organisatie") == name);
    list.iter().any(|one| text(one, "rol") == desk.role && organisation(one))
}

/// `consulent inkomen van stedelijk expertisecentrum`
fn desks(list: &[Json]) -> String {
    let shown = list.iter().map(|one| match text(one, "rol") {
        "" => text(one, "organisatie").to_string(),
        role => format!("{role} van {}", text(one, "organisatie")),
    });
    let shown: Vec<String> = shown.collect();
    if shown.is_empty() { "niemand".to_string() } else { shown.join(", ") }
}

fn lacking(hand_over: &Json) -> Vec<String> {
    items(hand_over, "ontbreekt").iter().map(missing_name).collect()
}

/// `niet volledig, mist geboortedatum van A`
fn progress(hand_over: &Json) -> String {
    let said = match text(hand_over, "volledig") {
        "ja" => "volledig",
        "nee" => "niet volledig",
        "onbekend" => "onbekend",
        _ => "is er niet",
    };
    let lacking = lacking(hand_over);
    if lacking.is_empty() { said.to_string() } else { format!("{said}, mist {}", lacking.join(", ")) }
}
