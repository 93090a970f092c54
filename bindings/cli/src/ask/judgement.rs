//! Asks for a judgement: not only what, but by whom and why.

use toegang::case::json::Json;
use toegang::program::Judgement;
use toegang::values::{Date, dutch};

use super::Talk;
use super::answer::pick;
use super::question::Question;
use super::reply::{Reply, read};

/// Who judges, remembered from one judgement to the next.
#[derive(Clone, Debug, Default)]
pub struct Assessor {
    role: Option<String>,
    name: Option<String>,
}

/// How a series of questions ended before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The user stopped.
    Stop,
    /// The user does not know.
    DontKnow,
}

/// Completes a judgement with role, name, reason and, where it must be, a second assessor.
///
/// # Errors
///
/// The user stopped or did not know.
pub fn complete(
    talk: &mut dyn Talk,
    question: &Question<'_>,
    judgement: &Judgement,
    (value, day): (Json, Date),
    assessor: &mut Assessor,
) -> Result<Json, Broken> {
    let role = role(talk, judgement, assessor)?;
    let name = text(talk, "Uw naam?", assessor.name.as_deref())?;
    let reason = text(talk, "Waarom oordeelt u zo? (motivering)", None)?;
    let second = if judgement.second { Some(second(talk, &role, &name)?) } else { None };
    talk.say(&format!("Het oordeel is van {}.", dutch::date(day)));
    *assessor = Assessor { role: Some(role.clone()), name: Some(name.clone()) };
    let about = question.about.iter().map(|id| string(id)).collect();
    let mut members = vec![
        member("over", string(&question.input.name)),
        member("betreft", Json::Array(about)),
        member("waarde", value),
        member("door", person(&role, &name)),
        member("op", string(&day.to_string())),
        member("motivering", string(&reason)),
    ];
    members.extend(second.map(|second| member("tweede_beoordelaar", second)));
    Ok(Json::Object(members))
}

/// The role: the only one that may, or the one chosen.
fn role(talk: &mut dyn Talk, judgement: &Judgement, assessor: &Assessor) -> Result<String, Broken> {
    if let [only] = judgement.roles.as_slice() {
        talk.say(&format!("Dit oordeel geeft: {only}."));
        return Ok(only.to_string());
    }
    let before = assessor.role.as_ref().filter(|role| judgement.roles.iter().any(|known| known == *role));
    let choices: Vec<String> = (1..).zip(&judgement.roles).map(|(number, role)| format!("{number} {role}")).collect();
    loop {
        let given = text(talk, &format!("Uw rol? ({})", choices.join(", ")), before.map(String::as_str))?;
        match pick(&judgement.roles, &given) {
            Ok(role) => return Ok(role.to_string()),
            Err(wrong) => talk.say(&wrong),
        }
    }
}

fn second(talk: &mut dyn Talk, role: &str, first: &str) -> Result<Json, Broken> {
    loop {
        let name = text(talk, "Naam van de tweede beoordelaar?", None)?;
        if name != first {
            return Ok(person(role, &name));
        }
        talk.say("de tweede beoordelaar is een ander dan de eerste");
    }
}

/// A text that must be given; an empty line repeats what was given before.
fn text(talk: &mut dyn Talk, question: &str, before: Option<&str>) -> Result<String, Broken> {
    let repeat = before.map(|before| format!(" (leeg: {before})")).unwrap_or_default();
    loop {
        talk.say(&format!("{question}{repeat}"));
        match (read(talk.hear()), before) {
            (Reply::Text(text), _) => return Ok(text),
            (Reply::Nothing, Some(before)) => return Ok(before.to_string()),
            (Reply::Nothing, None) => talk.say("zonder dit telt een oordeel niet"),
            (Reply::Explain, _) => talk.say("Een oordeel telt met de rol, de naam en de motivering van wie het geeft."),
            (Reply::DontKnow, _) => return Err(Broken::DontKnow),
            (Reply::Stop, _) => return Err(Broken::Stop),
        }
    }
}

fn person(role: &str, name: &str) -> Json {
    Json::Object(vec![member("rol", string(role)), member("naam", string(name))])
}

fn member(key: &str, value: Json) -> (String, Json) {
    (key.to_string(), value)
}

fn string(text: &str) -> Json {
    Json::String(text.to_string())
}
