//! How many questions a household has to answer, from nothing to a decision: households that know all about themselves
//! answer what is asked, and nothing else.

use toegang::case::json::{Json, Limits, parse};
use toegang::case::{Options, key_of};
use toegang::program::{ClassId, Decision, Origin, Program, Type};
use toegang_corpus::{RuleSet, case_of, rule_set};

use super::interview::Interview;
use super::place;
use super::question::Question;

/// A household, and what it asks for.
struct Household {
    name: &'static str,
    /// A case, or an example of the rules.
    truth: Truth,
    decisions: &'static [&'static str],
}

enum Truth {
    Case(&'static str),
    Example(&'static str),
}

const HOUSEHOLDS: [Household; 5] = [
    Household {
        name: "alleenstaande van 35 zonder inkomen",
        truth: Truth::Case(include_str!("../../../../tests/casussen/z01.json")),
        decisions: &["algemene bijstand"],
    },
    Household {
        name: "gehuwden die bijstand vragen",
        truth: Truth::Case(include_str!("../../../../tests/casussen/z10.json")),
        decisions: &["algemene bijstand"],
    },
    Household {
        name: "alleenstaande van 82 die hulp in het huishouden vraagt",
        truth: Truth::Example("alleenstaande van 82, volledige overname (VB-01)"),
        decisions: &["huishoudelijke ondersteuning"],
    },
    Household {
        name: "gezin met een kind dat begeleiding nodig heeft",
        truth: Truth::Example("begeleiding bij ADHD, ouders doen een deel zelf (C1)"),
        decisions: &["individuele voorziening jeugdhulp"],
    },
    Household {
        name: "gezin met vragen aan vier wetten",
        truth: Truth::Case(include_str!("../../../../tests/casussen/gezin_drie_wetten.json")),
        decisions: &[
            "algemene bijstand",
            "individuele inkomenstoeslag",
            "huishoudelijke ondersteuning",
            "individuele voorziening jeugdhulp",
            "schuldhulpverlening",
        ],
    },
];

/// What was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    /// Questions to the person in front of the screen; a list of ja/nee facts is one.
    turns: u32,
    /// Facts that a registry knows.
    registry: u32,
    /// Facts that only people know.
    people: u32,
    judgements: u32,
    /// What the household does not know.
    unknown: u32,
}

/// Answers what is asked for a decision, out of what is true.
fn answer(
    program: &Program,
    interview: &mut Interview<'_>,
    decision: &Decision,
    truth: &Json,
    count: &mut Count,
) -> String {
    meet_members(program, interview, decision, truth, count);
    loop {
        let case = interview.read().unwrap_or_else(|errors| panic!("{errors:?}\n{}", interview.case.to_compact()));
        let (document, questions) = interview.still(&case, decision);
        if questions.is_empty() {
            return outcome(&document, decision);
        }
        count.turns += u32::from(questions.iter().any(|question| question.input.origin != Origin::Registry));
        for question in &questions {
            let origin = match question.input.origin {
                Origin::Registry => &mut count.registry,
                Origin::Applicant => &mut count.people,
                Origin::Judgement => &mut count.judgements,
            };
            *origin += 1;
            if !tell(program, &mut interview.case, truth, question) {
                count.unknown += 1;
                interview.pass(std::slice::from_ref(question));
            }
        }
    }
}

/// Says whom a decision is about, when that is asked.
fn meet_members(
    program: &Program,
    interview: &mut Interview<'_>,
    decision: &Decision,
    truth: &Json,
    count: &mut Count,
) {
    let case = interview.read().expect("a case");
    if interview.is_about_nobody(&case, decision) {
        count.turns += 1;
        let section = section_of(program, decision.class);
        let members = truth.get(&section).and_then(Json::as_array).unwrap_or_default();
        let ids = members.iter().filter_map(|object| object.get("id")?.as_str());
        ids.for_each(|id| place::add_object(&mut interview.case, program, decision.class, id));
    }
}

/// Where a case lists the objects of a class.
fn section_of(program: &Program, class: ClassId) -> String {
    program.classes.get(class as usize).map(|class| key_of(&class.plural)).unwrap_or_default()
}

/// Puts what is true in the case; `false` when nobody knows.
fn tell(program: &Program, case: &mut Json, truth: &Json, question: &Question<'_>) -> bool {
    if question.input.judgement.is_some() {
        let judgement = place::judged(truth, question).cloned();
        return judgement.map(|judgement| place::add_judgement(case, judgement)).is_some();
    }
    let Some(value) = place::given(truth, program, question) else { return false };
    if let Type::Object { class, .. } | Type::Many(class) = question.input.ty {
        named(value).iter().for_each(|id| meet(program, case, class, id));
    }
    place::put(case, program, question, value.clone());
    true
}

/// The ids that a value names.
fn named(value: &Json) -> Vec<&str> {
    let list = value.get("leden").unwrap_or(value);
    list.as_array()
        .map_or_else(|| list.as_str().into_iter().collect(), |ids| ids.iter().filter_map(Json::as_str).collect())
}

/// Adds an object that is named for the first time.
fn meet(program: &Program, case: &mut Json, class: ClassId, id: &str) {
    let section = section_of(program, class);
    let known = case.get(&section).and_then(Json::as_array).unwrap_or_default();
    if !known.iter().any(|object| object.get("id").and_then(Json::as_str) == Some(id)) {
        place::add_object(case, program, class, id);
    }
}

fn outcome(document: &Json, decision: &Decision) -> String {
    let outcomes = super::question::outcomes(document, decision.kind);
    let texts = outcomes.iter().filter_map(|outcome| outcome.get("uitkomst").and_then(Json::as_str));
    let asked: Vec<&str> = texts.filter(|text| *text != "niet van toepassing").collect();
    asked.join(", ")
}

/// The rules of the municipality, and what is true of the household.
fn truth(set: &RuleSet, program: &Program, household: &Household) -> Json {
    let text = match household.truth {
        Truth::Case(text) => text.to_string(),
        Truth::Example(name) => {
            let example = set.compiled.model.examples.iter().find(|example| example.name == name);
            case_of(program, example.unwrap_or_else(|| panic!("no example `{name}`")))
        }
    };
    parse(&text, Limits::default()).expect("a case")
}

/// What is known before anything is asked: the day, the period and the municipality.
fn beginning(truth: &Json) -> Json {
    let keys = ["peildatum", "periode", "gemeente"];
    let members = truth.as_object().unwrap_or_default().iter().filter(|(key, _)| keys.contains(&key.as_str()));
    Json::Object(members.cloned().collect())
}

#[test]
fn five_households() {
    let set = rule_set(Some("zutphen")).expect("the rules of Zutphen");
    let program = set.compiled.program.as_ref().expect("rules without errors");
    let mut lines = vec![
        "| gezin | besluit | uitkomst | vragen | uit een registratie | aan mensen | oordelen | onbekend |".to_string(),
    ];
    lines.push("| --- | --- | --- | --- | --- | --- | --- | --- |".to_string());
    for household in &HOUSEHOLDS {
        let truth = truth(&set, program, household);
        let mut interview = Interview::new(program, Options::default(), beginning(&truth));
        for name in household.decisions {
            let decision = program.decisions.iter().find(|decision| decision.name == *name).expect("a decision");
            let mut count = Count::default();
            let outcome = answer(program, &mut interview, decision, &truth, &mut count);
            let Count { turns, registry, people, judgements, unknown } = count;
            lines.push(format!(
                "| {} | {name} | {outcome} | {turns} | {registry} | {people} | {judgements} | {unknown} |",
                household.name
            ));
        }
    }
    let table = lines.join("\n");
    let told = include_str!("../../../../docs/vragen.md");
    assert!(told.contains(&table), "docs/vragen.md holds another table than:\n{table}");
}
