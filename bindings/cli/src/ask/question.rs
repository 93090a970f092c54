//! What to ask next: the first thing that a decision still needs, that can be asked, and was not passed over.

use std::collections::BTreeSet;

use toegang::case::json::Json;
use toegang::program::{Input, InputId, Program};

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

impl Question<'_> {
    /// What to remember it by.
    pub fn mark(&self) -> Mark {
        (self.number, self.about.clone())
    }
}

/// The next question of a decision document: the first entry of `ontbreekt` that is a fact or judgement, that `passed`
/// does not hold, and that `may_ask` allows. `objects` are the ids per class, as in the facts of the case.
pub fn next<'p>(
    program: &'p Program,
    objects: &[Vec<String>],
    document: &Json,
    passed: &BTreeSet<Mark>,
    may_ask: impl Fn(&Question<'_>) -> bool,
) -> Option<Question<'p>> {
    let outcomes = document.get("uitkomsten").and_then(Json::as_array).unwrap_or_default();
    let entries = outcomes.iter().flat_map(|outcome| {
        let decision = outcome.get("besluit").and_then(Json::as_str).unwrap_or_default();
        let missing = outcome.get("ontbreekt").and_then(Json::as_array).unwrap_or_default();
        missing.iter().map(move |entry| (decision, entry))
    });
    let mut questions = entries.filter_map(|(decision, entry)| question(program, objects, decision, entry));
    questions.find(|question| !passed.contains(&question.mark()) && may_ask(question))
}

fn question<'p>(program: &'p Program, objects: &[Vec<String>], decision: &str, entry: &Json) -> Option<Question<'p>> {
    let key = entry.get("sleutel")?.as_str()?;
    let judged = entry.get("soort").and_then(Json::as_str) == Some("oordeel");
    let about: Vec<String> =
        entry.get("betreft")?.as_array()?.iter().filter_map(Json::as_str).map(String::from).collect();
    let (number, input) = (0..)
        .zip(&program.inputs)
        .find(|(_, input)| input.key == key && input.judgement.is_some() == judged && are_of(objects, input, &about))?;
    let article = entry.get("artikel").and_then(Json::as_str).map(str::to_string);
    Some(Question { input, number, about, decision: decision.to_string(), article })
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
            name: key.replace('_', " "),
            key: key.to_string(),
            former: Vec::new(),
            args: args.to_vec(),
            symmetric: false,
            ty: Type::Bool,
            origin: Origin::Applicant,
            register: None,
            fixed: false,
            judgement: None,
            source: Vec::new(),
            description: String::new(),
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
        let first = ask(&BTreeSet::new()).unwrap();
        assert_eq!((first.number, first.decision.as_str()), (1, "b"));
        assert_eq!(first.article.as_deref(), Some("Pw, artikel 3"));
        let passed = BTreeSet::from([first.mark()]);
        let second = ask(&passed).unwrap();
        assert_eq!((second.number, second.about.as_slice()), (0, &["anna".to_string()][..]));
        assert!(ask(&BTreeSet::from([first.mark(), second.mark()])).is_none());
        assert!(next(&program, &objects, &document, &BTreeSet::new(), |_| false).is_none());
    }
}
