//! What to ask next: the first thing that a decision still needs, that can be asked, and was not passed over; together
//! with what can be answered in the same breath.

use std::collections::BTreeSet;

use toegang::case::json::Json;
use toegang::case::section;
use toegang::program::{DecisionKind, Input, InputId, Program, Type};

/// A fact or judgement of certain objects, by their ids.
pub type Mark = (InputId, Vec<String>);

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question<'p> {
    /// Which fact or judgement.
    pub input: &'p Input,
    /// Its number.
    pub number: InputId,
    /// Of which objects.
    pub about: Vec<String>,
    /// For which decision.
    pub decision: String,
    /// The article that makes it matter.
    pub article: Option<String>,
}

/// As many facts as a list can hold and still be read at a glance.
const TOGETHER: usize = 9;

impl Question<'_> {
    /// What to remember it by.
    pub fn mark(&self) -> Mark {
        (self.number, self.about.clone())
    }

    /// Whether another question can stand in one list with this one: ja/nee facts of the same objects, known to the
    /// same registry.
    fn goes_with(&self, other: &Self) -> bool {
        let plain = |input: &Input| input.ty == Type::Bool && input.judgement.is_none();
        let known_to = |input: &Input| (input.origin, input.register.clone());
        plain(self.input)
            && plain(other.input)
            && self.about == other.about
            && known_to(self.input) == known_to(other.input)
    }
}

/// The outcomes of a kind in a decision document.
pub fn outcomes(document: &Json, kind: DecisionKind) -> &[Json] {
    document.get(section(kind)).and_then(Json::as_array).unwrap_or_default()
}

/// The next questions of a decision document: the first entry of `ontbreekt` that is a fact or judgement, that `passed`
/// does not hold, and that `may_ask` allows; and, of the entries after it, those that [go with](Question::goes_with) it.
/// `objects` are the ids per class, as in the facts of the case.
pub fn next<'p>(
    program: &'p Program,
    objects: &[Vec<String>],
    document: &Json,
    passed: &BTreeSet<Mark>,
    may_ask: impl Fn(&Question<'_>) -> bool,
) -> Vec<Question<'p>> {
    let outcomes =
        DecisionKind::ALL.into_iter().flat_map(|kind| outcomes(document, kind).iter().map(move |found| (kind, found)));
    let entries = outcomes.flat_map(|(kind, outcome)| {
        let decision = outcome.get(kind.word()).and_then(Json::as_str).unwrap_or_default();
        let missing = outcome.get("ontbreekt").and_then(Json::as_array).unwrap_or_default();
        missing.iter().map(move |entry| (decision, entry))
    });
    let mut questions = entries
        .filter_map(|(decision, entry)| question(program, objects, decision, entry))
        .filter(|question| !passed.contains(&question.mark()) && may_ask(question));
    let Some(first) = questions.next() else { return Vec::new() };
    let mut together: Vec<Question<'p>> = Vec::new();
    for other in questions.filter(|other| first.goes_with(other)) {
        let twice = first.mark() == other.mark() || together.iter().any(|known| known.mark() == other.mark());
        if !twice && together.len() < TOGETHER.saturating_sub(1) {
            together.push(other);
        }
    }
    together.insert(0, first);
    together
}

fn question<'p>(program: &'p Program, objects: &[Vec<String>], decision: &str, entry: &Json) -> Option<Question<'p>> {
    let key = entry.get("sleutel")?.as_str()?;
    let judged = entry.get("soort").and_then(Json::as_str) == Some("oordeel");
    let about: Vec<String> =
        entry.get("betreft")?.as_array()?.iter().filter_map(Json::as_str).map(String::from).collect();
    let (number, input) = (0..)
        .zip(&program.inputs)
        .find(|(_, input)| input.key == key && input.judgement.is_some() == judged && are_of(objects, input, &about))
        .filter(|(_, input)| !stands_in_rules(program, input, &about))?;
    let article = entry.get("artikel").and_then(Json::as_str).map(str::to_string);
    Some(Question { input, number, about, decision: decision.to_string(), article })
}

/// Whether a fact stands in a rule file, as those of organisations do: nobody can be asked for it.
fn stands_in_rules(program: &Program, input: &Input, about: &[String]) -> bool {
    let number = |id: &String| program.organisation.stated.iter().position(|object| object.name == *id);
    let numbers: Option<Vec<u32>> = about.iter().map(|id| u32::try_from(number(id)?).ok()).collect();
    numbers.is_some_and(|numbers| program.organisation.gives(input, &numbers))
}

/// Whether the ids are of the classes that an input is about.
fn are_of(objects: &[Vec<String>], input: &Input, about: &[String]) -> bool {
    let known = |(class, id): (&u32, &String)| objects.get(*class as usize).is_some_and(|ids| ids.contains(id));
    input.args.len() == about.len() && input.args.iter().zip(about).all(known)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use toegang::case::json::{Limits, parse};
    use toegang::program::{Input, Origin, Program, Type};

    use super::next;

    fn input(key: &str, args: &[u32]) -> Input {
        Input {
            name: key.replace('_', " ").into(),
            key: key.into(),
            former: Vec::new(),
            args: args.to_vec(),
            symmetric: false,
            ty: Type::Bool,
            origin: Origin::Applicant,
            register: None,
            fixed: false,
            judgement: None,
            source: [].into(),
            description: "".into(),
        }
    }

    const DOCUMENT: &str = r#"{"uitkomsten": [
        {"besluit": "a", "ontbreekt": []},
        {"besluit": "b", "ontbreekt": [
            {"soort": "bedrag", "naam": "norm", "artikel": "Pw, artikel 21"},
            {"soort": "gegeven", "sleutel": "leeg", "betreft": ["thuis"], "artikel": "Pw, artikel 3"},
            {"soort": "gegeven", "sleutel": "leeg", "betreft": ["anna"], "artikel": null}]}]}"#;

    #[test]
    fn the_first_that_can_be_asked() {
        let program = Program { inputs: vec![input("leeg", &[0]), input("leeg", &[1])], ..Program::default() };
        let objects = [vec!["anna".to_string()], vec!["thuis".to_string()]];
        let document = parse(DOCUMENT, Limits::default()).unwrap();
        let ask = |passed: &BTreeSet<_>| next(&program, &objects, &document, passed, |_| true);
        let first = ask(&BTreeSet::new()).remove(0);
        assert_eq!((first.number, first.decision.as_str()), (1, "b"));
        assert_eq!(first.article.as_deref(), Some("Pw, artikel 3"));
        let passed = BTreeSet::from([first.mark()]);
        let second = ask(&passed).remove(0);
        assert_eq!((second.number, second.about.as_slice()), (0, &["anna".to_string()][..]));
        assert!(ask(&BTreeSet::from([first.mark(), second.mark()])).is_empty());
        assert!(next(&program, &objects, &document, &BTreeSet::new(), |_| false).is_empty());
    }

    #[test]
    fn facts_of_one_object_are_asked_together() {
        let mut date = input("geboren", &[0]);
        date.ty = Type::Date;
        let mut registered = input("ingeschreven", &[0]);
        registered.origin = Origin::Registry;
        let program = Program {
            inputs: vec![input("werkt", &[0]), date, registered, input("studeert", &[0]), input("reist", &[0])],
            ..Program::default()
        };
        let entry = |key: &str, who: &str| {
            format!(r#"{{"soort": "gegeven", "sleutel": "{key}", "betreft": ["{who}"], "artikel": null}}"#)
        };
        let missing = [
            ("werkt", "anna"),
            ("geboren", "anna"),
            ("ingeschreven", "anna"),
            ("studeert", "anna"),
            ("reist", "bert"),
            ("studeert", "anna"),
        ];
        let missing: Vec<String> = missing.iter().map(|(key, who)| entry(key, who)).collect();
        let document = format!(r#"{{"uitkomsten": [{{"besluit": "a", "ontbreekt": [{}]}}]}}"#, missing.join(","));
        let document = parse(&document, Limits::default()).unwrap();
        let objects = [vec!["anna".to_string(), "bert".to_string()]];
        let together = next(&program, &objects, &document, &BTreeSet::new(), |_| true);
        let keys: Vec<&str> = together.iter().map(|question| question.input.key.as_str()).collect();
        assert_eq!(keys, ["werkt", "studeert"]);
    }
}
