//! Reads answers: Dutch text in, a value of a case out, or what is wrong with it.

use std::borrow::Borrow;

use toegang::case::json::Json;
use toegang::case::key_of;
use toegang::diagnostic::{nearest, text::reason};
use toegang::program::{Base, ClassId, Program, Type, Unit};
use toegang::values::dutch::{self, WrongForm};
use toegang::values::{Date, Rational};

/// An answer: the value, and the objects that it names for the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The value, in the notation of a case.
    pub value: Json,
    /// New objects with their class.
    pub new: Vec<(ClassId, String)>,
}

/// Reads an answer of a type; `objects` are the known ids per class.
///
/// # Errors
///
/// In Dutch, what is wrong with the answer.
pub fn read(program: &Program, objects: &[Vec<String>], ty: &Type, text: &str) -> Result<Answer, String> {
    let plain = |value| Answer { value, new: Vec::new() };
    let none = key_of(text) == "geen";
    match ty {
        Type::Bool => truth(text).map(|value| plain(Json::Bool(value))),
        Type::Choice(choice) => one_of(program, *choice, text).map(plain),
        Type::Object { class, optional } => match (none, optional) {
            (true, true) => Ok(plain(Json::Null)),
            (true, false) => Err(format!("er is hier altijd een {}", super::wording::class_name(program, *class))),
            (false, _) => Ok(named(objects, *class, text)),
        },
        Type::Many(_) | Type::Periods if none => Ok(plain(Json::Array(Vec::new()))),
        Type::Many(class) => Ok(listed(objects, *class, text)),
        Type::Periods => text.split(';').map(period).collect::<Result<_, _>>().map(|list| plain(Json::Array(list))),
        _ if none => Ok(plain(Json::Null)),
        Type::Number(unit) => number(unit, text).map(plain),
        Type::Date => date(text).map(|day| plain(string(day.to_string()))),
        Type::Text => Ok(plain(string(text))),
    }
}

/// `ja` or `nee`.
///
/// # Errors
///
/// Anything else.
pub fn truth(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "ja" | "j" => Ok(true),
        "nee" | "n" => Ok(false),
        _ => Err(format!("`{text}` is geen ja of nee")),
    }
}

/// Which of a list hold: `1, 3`, `geen`, `alle`; with a question mark what is not known: `1, 3?`, `geen, 3?`.
///
/// # Errors
///
/// A number that is not in the list, or no answer at all.
pub fn ticks(count: usize, text: &str) -> Result<Vec<Option<bool>>, String> {
    let mut ticks = vec![Some(false); count];
    for part in text.split(',').map(str::trim) {
        match key_of(part).as_str() {
            "geen" => continue,
            "alle" => ticks.iter_mut().for_each(|tick| *tick = Some(true)),
            _ => {
                let (number, tick) = part.strip_suffix('?').map_or((part, Some(true)), |number| (number, None));
                let place = number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                let place = place.and_then(|place| ticks.get_mut(place));
                *place.ok_or_else(|| format!("`{part}` is geen nummer uit de lijst"))? = tick;
            }
        }
    }
    Ok(ticks)
}

/// A choice by its name, or by its number in the list.
fn one_of(program: &Program, choice: u32, text: &str) -> Result<Json, String> {
    let options = program.choices.get(choice as usize).map_or(&[][..], Vec::as_slice);
    pick(options, text).map(|option| string(key_of(option)))
}

/// One of these, by its name or its number in the list.
///
/// # Errors
///
/// A name that is none of them.
pub fn pick<'o, S: Borrow<str>>(options: &'o [S], text: &str) -> Result<&'o S, String> {
    let by_number = text.parse::<usize>().ok().and_then(|number| options.get(number.checked_sub(1)?));
    let found = options.iter().find(|option| key_of((*option).borrow()) == key_of(text)).or(by_number);
    found.ok_or_else(|| {
        let near = nearest(text, options.iter().map(Borrow::borrow)).map(|near| format!("; bedoelt u `{near}`?"));
        format!("`{text}` kan hier niet{}; het kan zijn: {}", near.unwrap_or_default(), options.join(", "))
    })
}

/// One object by its id.
fn named(objects: &[Vec<String>], class: ClassId, text: &str) -> Answer {
    let known = objects.get(class as usize).and_then(|ids| ids.iter().find(|id| key_of(id) == key_of(text)));
    match known {
        Some(id) => Answer { value: string(id), new: Vec::new() },
        None => Answer { value: string(text), new: vec![(class, text.to_string())] },
    }
}

fn listed(objects: &[Vec<String>], class: ClassId, text: &str) -> Answer {
    let (mut values, mut new) = (Vec::new(), Vec::new());
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let one = named(objects, class, name);
        if !values.contains(&one.value) {
            values.push(one.value);
            new.extend(one.new);
        }
    }
    Answer { value: Json::Array(values), new }
}

fn period(text: &str) -> Result<Json, String> {
    let text = text.trim();
    let (from, until) = match text.split_once("tot en met") {
        Some((from, until)) => (from.trim(), string(date(until.trim())?.to_string())),
        None => (text, Json::Null),
    };
    let from = date(from.trim_start_matches("van ").trim_start_matches("vanaf ").trim())?;
    let member = |key: &str, value| (key.to_string(), value);
    Ok(Json::Object(vec![member("vanaf", string(from.to_string())), member("tot_en_met", until)]))
}

/// A day, as 1 mei 1996 or 1996-05-01.
///
/// # Errors
///
/// Anything else, with what is wrong and what may have been meant.
pub fn date(text: &str) -> Result<Date, String> {
    Date::parse_iso(text).map_or_else(|| dutch::parse_date(text).map_err(|wrong| told(text, "datum", &wrong)), Ok)
}

fn number(unit: &Unit, text: &str) -> Result<Json, String> {
    let hundred = Rational::from_int(100);
    match &unit.base {
        Base::Money => {
            let with_sign = if text.contains('€') { text.to_string() } else { format!("€ {text}") };
            let euros = match digits(text.trim_start_matches(['€', ' '])) {
                Some(euros) => Some(euros),
                None => {
                    dutch::parse_money(&with_sign).map_err(|wrong| told(text, "bedrag", &wrong))?.checked_div(hundred)
                }
            };
            decimal(euros, 2, text)
        }
        Base::Percentage => {
            let with_sign = if text.contains('%') { text.to_string() } else { format!("{text}%") };
            let part = dutch::parse_percentage(&with_sign).map_err(|wrong| told(text, "percentage", &wrong))?;
            decimal(part.checked_mul(hundred), 0, text)
        }
        Base::Number => decimal(Some(plain_number(text)?), 0, text),
        Base::Of(counted) => quantity(counted, unit.per.as_deref(), text),
    }
}

/// An amount as people type it: `1500` or `1500,50`, without dots between the thousands.
fn digits(text: &str) -> Option<Rational> {
    let (whole, part) = text.split_once(',').unwrap_or((text, "00"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let right = all_digits(whole) && all_digits(part) && part.len() == 2;
    Rational::parse_decimal(&format!("{whole}.{part}")).filter(|_| right)
}

fn plain_number(text: &str) -> Result<Rational, String> {
    dutch::parse_number(text).map_err(|wrong| told(text, "getal", &wrong))
}

/// `4,5 uur per week`, `4,5 uur` or `4,5`.
fn quantity(counted: &str, per: Option<&str>, text: &str) -> Result<Json, String> {
    let (token, rest) = text.split_once(' ').unwrap_or((text, ""));
    let words: Vec<&str> = rest.split_whitespace().collect();
    let right = match (words.as_slice(), per) {
        ([], _) => true,
        ([unit], _) => is_unit(unit, counted),
        ([unit, "per", given], Some(per)) => is_unit(unit, counted) && *given == per,
        _ => false,
    };
    if !right {
        let per = per.map(|per| format!(" per {per}")).unwrap_or_default();
        return Err(format!("`{text}` heeft een andere eenheid dan {counted}{per}"));
    }
    let member = |key: &str, value| (key.to_string(), value);
    let mut members =
        vec![member("aantal", decimal(Some(plain_number(token)?), 0, text)?), member("eenheid", string(counted))];
    members.extend(per.map(|per| member("per", string(per))));
    Ok(Json::Object(members))
}

/// A unit, singular or plural.
fn is_unit(word: &str, unit: &str) -> bool {
    let plural = match unit {
        "dag" => "dagen",
        "week" => "weken",
        "maand" => "maanden",
        "jaar" => "jaren",
        "uur" => "uren",
        "minuut" => "minuten",
        other => other,
    };
    word == unit || word == plural
}

/// A decimal with at least so many decimals.
fn decimal(value: Option<Rational>, decimals: usize, text: &str) -> Result<Json, String> {
    let digits = value.and_then(Rational::to_decimal).ok_or_else(|| format!("`{text}` is te groot"))?;
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    let padded = format!("{part:0<decimals$}");
    Ok(string(if padded.is_empty() { whole.to_string() } else { format!("{whole}.{padded}") }))
}

fn told(text: &str, what: &str, wrong: &WrongForm) -> String {
    let meant = wrong.suggestion.as_ref().map(|meant| format!("; bedoelt u `{meant}`?")).unwrap_or_default();
    format!("`{text}` is geen {what}: {}{meant}", reason(wrong.reason))
}

fn string(text: impl Into<String>) -> Json {
    Json::String(text.into())
}

#[cfg(test)]
mod tests {
    use toegang::program::{Base, Program, Type, Unit};

    use super::read;

    fn shown(ty: &Type, text: &str) -> String {
        let program = Program { choices: vec![vec!["vrij verkeer".into(), "geen".into()]], ..Program::default() };
        let objects = [vec!["anna".to_string()]];
        match read(&program, &objects, ty, text) {
            Ok(answer) => answer.value.to_compact() + &"+".repeat(answer.new.len()),
            Err(wrong) => wrong,
        }
    }

    fn number(base: Base, per: Option<&str>) -> Type {
        Type::Number(Unit { base, per: per.map(Into::into) })
    }

    #[test]
    fn answers_by_type() {
        assert_eq!(shown(&Type::Bool, "Ja"), "true");
        assert_eq!(shown(&Type::Date, "1 mei 1996"), "\"1996-05-01\"");
        assert_eq!(shown(&Type::Date, "1996-05-01"), "\"1996-05-01\"");
        assert_eq!(shown(&number(Base::Money, None), "€ 1.419,46"), "\"1419.46\"");
        assert_eq!(shown(&number(Base::Money, None), "950"), "\"950.00\"");
        assert_eq!(shown(&number(Base::Money, None), "1500,50"), "\"1500.50\"");
        assert_eq!(shown(&number(Base::Percentage, None), "12,5%"), "\"12.5\"");
        assert_eq!(shown(&number(Base::Number, None), "4,5"), "\"4.5\"");
        assert_eq!(shown(&Type::Choice(0), "vrij verkeer"), "\"vrij_verkeer\"");
        assert_eq!(shown(&Type::Choice(0), "2"), "\"geen\"");
        assert_eq!(shown(&Type::Text, "zo is het"), "\"zo is het\"");
    }

    #[test]
    fn lists() {
        let ticks = |text| super::ticks(3, text);
        assert_eq!(ticks("1, 3"), Ok(vec![Some(true), Some(false), Some(true)]));
        assert_eq!(ticks("Geen"), Ok(vec![Some(false); 3]));
        assert_eq!(ticks("alle, 2?"), Ok(vec![Some(true), None, Some(true)]));
        assert_eq!(ticks("0"), Err("`0` is geen nummer uit de lijst".to_string()));
        assert!(ticks("ja").is_err() && ticks("").is_err());
    }

    #[test]
    fn quantities_with_or_without_their_unit() {
        let hours = number(Base::Of("uur".into()), Some("week"));
        let right = r#"{"aantal":"4.5","eenheid":"uur","per":"week"}"#;
        assert_eq!(shown(&hours, "4,5 uur per week"), right);
        assert_eq!(shown(&hours, "4,5 uren"), right);
        assert_eq!(shown(&hours, "4,5"), right);
        assert_eq!(shown(&hours, "4,5 dagen"), "`4,5 dagen` heeft een andere eenheid dan uur per week");
    }

    #[test]
    fn objects_known_and_new() {
        let one = Type::Object { class: 0, optional: true };
        assert_eq!(shown(&one, "Anna"), "\"anna\"");
        assert_eq!(shown(&one, "bert"), "\"bert\"+");
        assert_eq!(shown(&one, "geen"), "null");
        assert_eq!(shown(&Type::Many(0), "anna, kind1, kind1"), "[\"anna\",\"kind1\"]+");
        assert_eq!(shown(&Type::Many(0), "geen"), "[]");
    }

    #[test]
    fn periods() {
        let shown = shown(&Type::Periods, "1 juli 2026 tot en met 5 augustus 2026; vanaf 1 oktober 2026");
        let first = r#"{"vanaf":"2026-07-01","tot_en_met":"2026-08-05"}"#;
        assert_eq!(shown, format!(r#"[{first},{{"vanaf":"2026-10-01","tot_en_met":null}}]"#));
    }

    #[test]
    fn wrong_answers_say_what_was_meant() {
        let wrong = shown(&Type::Date, "1-5-1996");
        assert!(
            wrong.starts_with("`1-5-1996` is geen datum: ") && wrong.ends_with("bedoelt u `1 mei 1996`?"),
            "{wrong}"
        );
        assert!(shown(&number(Base::Money, None), "950.5").starts_with("`950.5` is geen bedrag"));
        assert_eq!(shown(&Type::Bool, "misschien"), "`misschien` is geen ja of nee");
        assert!(shown(&Type::Choice(0), "vrij").contains("het kan zijn: vrij verkeer, geen"));
    }
}
