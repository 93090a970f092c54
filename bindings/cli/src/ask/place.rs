//! Puts answers in a case: each where the case keeps such a fact.

use toegang::case::json::Json;
use toegang::case::key_of;
use toegang::program::{ClassId, Program};

use super::question::Question;

/// One step down in a case.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

/// Puts the value of a fact in the case.
pub fn put(case: &mut Json, program: &Program, question: &Question<'_>, value: Json) {
    let holder = match (question.input.args.as_slice(), question.about.as_slice()) {
        ([class], [id]) => object(case, program, *class, id),
        ([_, _], [one, other]) => relation(case, one, other),
        _ => Some(case),
    };
    if let Some(holder) = holder {
        set(holder, &question.input.key, value);
    }
}

/// Adds an object to its section.
pub fn add_object(case: &mut Json, program: &Program, class: ClassId, id: &str) {
    let Some(declared) = program.classes.get(class as usize) else { return };
    let list = entry(case, &key_of(&declared.plural), Json::Array(Vec::new()));
    if let Some(Json::Array(items)) = list {
        items.push(Json::Object(vec![("id".to_string(), Json::String(id.to_string()))]));
    }
}

/// Adds a judgement.
pub fn add_judgement(case: &mut Json, judgement: Json) {
    if let Some(Json::Array(items)) = entry(case, "oordelen", Json::Array(Vec::new())) {
        items.push(judgement);
    }
}

/// Whether the case already says something of a fact: a dispute, values for other days, a judgement that does not hold
/// now. Such a fact is not asked: an answer would wipe out what stands there. An incomplete list may be completed.
pub fn says_something(case: &Json, program: &Program, question: &Question<'_>) -> bool {
    match question.input.judgement {
        Some(_) => judged(case, question).is_some(),
        None => given(case, program, question).is_some_and(|given| given.get("leden").is_none()),
    }
}

/// What the case says of a fact.
pub fn given<'j>(case: &'j Json, program: &Program, question: &Question<'_>) -> Option<&'j Json> {
    let holder = match (question.input.args.as_slice(), question.about.as_slice()) {
        ([class], [id]) => at(case, &find(case, program, *class, id)?)?,
        ([_, _], [one, other]) => {
            let backwards = || relation_of(case, other, one).filter(|_| question.input.symmetric);
            case.get("relaties")?.as_array()?.get(relation_of(case, one, other).or_else(backwards)?)?
        }
        _ => case,
    };
    holder.get(&question.input.key)
}

/// What the case holds of a judgement.
pub fn judged<'j>(case: &'j Json, question: &Question<'_>) -> Option<&'j Json> {
    case.get("oordelen")?.as_array()?.iter().find(|judgement| {
        let over = judgement.get("over").and_then(Json::as_str).map(key_of);
        let about = judgement.get("betreft").and_then(Json::as_array).unwrap_or_default();
        let same = about.iter().filter_map(Json::as_str).eq(question.about.iter().map(String::as_str));
        over.as_deref() == Some(question.input.key.as_str()) && same
    })
}

/// The object with an id; the only one of its class is made when it is not there.
fn object<'j>(case: &'j mut Json, program: &Program, class: ClassId, id: &str) -> Option<&'j mut Json> {
    if let Some(path) = find(case, program, class, id) {
        return at_mut(case, &path);
    }
    let declared = program.classes.get(class as usize)?;
    if declared.singleton {
        return entry(case, &key_of(&declared.name), Json::Object(Vec::new()));
    }
    add_object(case, program, class, id);
    let path = find(case, program, class, id)?;
    at_mut(case, &path)
}

/// Where an object stands: in its section, or inside another object.
fn find(case: &Json, program: &Program, class: ClassId, id: &str) -> Option<Vec<Step>> {
    let declared = program.classes.get(class as usize)?;
    if declared.singleton {
        let key = key_of(&declared.name);
        return case.get(&key).map(|_| vec![Step::Key(key)]);
    }
    let elsewhere = ["relaties", "oordelen", "vrager"];
    let members = case.as_object()?.iter().filter(|(key, _)| !elsewhere.contains(&key.as_str()));
    members.into_iter().find_map(|(key, value)| within(value, id, vec![Step::Key(key.clone())]))
}

fn within(json: &Json, id: &str, path: Vec<Step>) -> Option<Vec<Step>> {
    if json.get("id").and_then(Json::as_str) == Some(id) {
        return Some(path);
    }
    let down = |step| path.iter().cloned().chain([step]).collect();
    match json {
        Json::Array(items) => items.iter().enumerate().find_map(|(at, item)| within(item, id, down(Step::Index(at)))),
        Json::Object(members) => {
            members.iter().find_map(|(key, value)| within(value, id, down(Step::Key(key.clone()))))
        }
        _ => None,
    }
}

fn at<'j>(json: &'j Json, path: &[Step]) -> Option<&'j Json> {
    path.iter().try_fold(json, |json, step| match step {
        Step::Key(key) => json.get(key),
        Step::Index(at) => json.as_array()?.get(*at),
    })
}

fn at_mut<'j>(json: &'j mut Json, path: &[Step]) -> Option<&'j mut Json> {
    path.iter().try_fold(json, |json, step| match (step, json) {
        (Step::Key(key), Json::Object(members)) => {
            members.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
        }
        (Step::Index(at), Json::Array(items)) => items.get_mut(*at),
        _ => None,
    })
}

/// The facts of two objects, made when they are not there.
fn relation<'j>(case: &'j mut Json, one: &str, other: &str) -> Option<&'j mut Json> {
    let known = relation_of(case, one, other);
    let Some(Json::Array(items)) = entry(case, "relaties", Json::Array(Vec::new())) else { return None };
    let place = known.unwrap_or_else(|| {
        let end = |key: &str, id: &str| (key.to_string(), Json::String(id.to_string()));
        items.push(Json::Object(vec![end("van", one), end("met", other)]));
        items.len().saturating_sub(1)
    });
    items.get_mut(place)
}

fn relation_of(case: &Json, one: &str, other: &str) -> Option<usize> {
    let end = |relation: &Json, key: &str, id: &str| relation.get(key).and_then(Json::as_str) == Some(id);
    let relations = case.get("relaties")?.as_array()?;
    relations.iter().position(|relation| end(relation, "van", one) && end(relation, "met", other))
}

/// The value under a key, made when it is not there.
fn entry<'j>(json: &'j mut Json, key: &str, empty: Json) -> Option<&'j mut Json> {
    let Json::Object(members) = json else { return None };
    let place = members.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
        members.push((key.to_string(), empty));
        members.len().saturating_sub(1)
    });
    members.get_mut(place).map(|(_, value)| value)
}

fn set(json: &mut Json, key: &str, value: Json) {
    if let Some(place) = entry(json, key, Json::Null) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use toegang::case::json::{Json, Limits, parse};
    use toegang::program::{Class, Input, Origin, Program, Type};

    use super::{Question, put, says_something};

    fn program() -> Program {
        let class = |name: &str, plural: &str, singleton| Class { name: name.into(), plural: plural.into(), singleton };
        let classes = vec![class("persoon", "personen", false), class("huishouden", "huishoudens", true)];
        Program { classes, ..Program::default() }
    }

    fn input(key: &str, args: &[u32], symmetric: bool) -> Input {
        Input {
            name: key.into(),
            key: key.into(),
            former: Vec::new(),
            args: args.to_vec(),
            symmetric,
            ty: Type::Bool,
            origin: Origin::Applicant,
            register: None,
            fixed: false,
            judgement: None,
            source: [].into(),
            description: "".into(),
        }
    }

    fn question<'p>(input: &'p Input, about: &[&str]) -> Question<'p> {
        let about = about.iter().map(ToString::to_string).collect();
        Question { input, number: 0, about, decision: String::new(), article: None }
    }

    fn after(case: &str, input: &Input, about: &[&str]) -> String {
        let mut case = parse(case, Limits::default()).unwrap();
        put(&mut case, &program(), &question(input, about), Json::Bool(true));
        case.to_compact()
    }

    #[test]
    fn each_fact_in_its_place() {
        assert_eq!(after("{}", &input("x", &[], false), &[]), r#"{"x":true}"#);
        assert_eq!(after("{}", &input("x", &[1], false), &["huishouden"]), r#"{"huishouden":{"x":true}}"#);
        let people = r#"{"personen":[{"id":"anna"}]}"#;
        assert_eq!(after(people, &input("x", &[0], false), &["anna"]), r#"{"personen":[{"id":"anna","x":true}]}"#);
        let inside = r#"{"huishouden":{"aanvrager":{"id":"anna"}}}"#;
        let expected = r#"{"huishouden":{"aanvrager":{"id":"anna","x":true}}}"#;
        assert_eq!(after(inside, &input("x", &[0], false), &["anna"]), expected);
        let pair = input("x", &[0, 0], false);
        assert_eq!(after("{}", &pair, &["anna", "bert"]), r#"{"relaties":[{"van":"anna","met":"bert","x":true}]}"#);
    }

    #[test]
    fn what_stands_there_is_not_asked_again() {
        let says = |case: &str, input: &Input, about: &[&str]| {
            says_something(&parse(case, Limits::default()).unwrap(), &program(), &question(input, about))
        };
        let one = input("x", &[0], false);
        assert!(!says(r#"{"personen":[{"id":"anna"}]}"#, &one, &["anna"]));
        assert!(says(r#"{"personen":[{"id":"anna","x":{"betwist":[]}}]}"#, &one, &["anna"]));
        assert!(!says(r#"{"personen":[{"id":"anna","x":{"leden":[],"volledig":false}}]}"#, &one, &["anna"]));
        let pair = r#"{"relaties":[{"van":"bert","met":"anna","x":[]}]}"#;
        assert!(says(pair, &input("x", &[0, 0], true), &["anna", "bert"]));
        assert!(!says(pair, &input("x", &[0, 0], false), &["anna", "bert"]));
    }
}
