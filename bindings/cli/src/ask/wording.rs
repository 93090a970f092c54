//! Questions in words: what is asked, in which form to answer, and why.

use toegang::evaluate::show_number;
use toegang::program::{Base, Decision, Program, Type, Unit};
use toegang::values::Rational;

use super::question::Question;
use crate::out::list_of;

/// The question in one sentence, with the form of the answer: `Woont anna …`.
pub fn sentence(program: &Program, question: &Question<'_>) -> String {
    let asked = question.input.judgement.as_ref().map(|judgement| judgement.question.to_string());
    let asked = asked.filter(|asked| !asked.is_empty()).unwrap_or_else(|| stated(program, question));
    let whom = if question.input.judgement.is_some() { about(program, question) } else { String::new() };
    let whom = if whom.is_empty() { whom } else { format!(" [{whom}]") };
    format!("{}{whom} ({})", asked.trim_end_matches('.'), form(program, &question.input.ty))
}

/// Several facts of the same objects as one list to choose from.
pub fn list(program: &Program, questions: &[Question<'_>]) -> String {
    let whom = questions.first().map(|first| about(program, first)).unwrap_or_default();
    let head = format!(
        "Wat klopt voor {whom}? (nummers met komma's ertussen, of geen; met een vraagteken erachter wat u niet weet)"
    );
    let facts = (1..).zip(questions).map(|(number, question)| format!("{number:>3} {}", question.input.name));
    std::iter::once(head).chain(facts).collect::<Vec<_>>().join("\n")
}

/// Whom or what a decision is about, as a question.
pub fn whom(program: &Program, decision: &Decision) -> String {
    let plural = program.classes.get(decision.class as usize).map_or("", |class| class.plural.as_str());
    format!("Om welke {plural} gaat het bij het besluit {}? (namen met komma's ertussen, of geen)", decision.name)
}

/// A fact as a question: `anna is gehuwd met bert?`, `geboortedatum van anna?`
fn stated(program: &Program, question: &Question<'_>) -> String {
    let name = &question.input.name;
    match (&question.input.ty, names(program, question).as_slice()) {
        (Type::Bool, [one]) => format!("{one} {name}?"),
        (Type::Bool, [one, other]) => format!("{one} {name} {other}?"),
        (_, [one]) => format!("{name} van {one}?"),
        (_, [one, other]) => format!("{name} van {one} met {other}?"),
        _ => format!("{name}?"),
    }
}

fn about(program: &Program, question: &Question<'_>) -> String {
    names(program, question).join(" en ")
}

/// The objects: by id, and the only one of its class as `het huishouden`.
fn names(program: &Program, question: &Question<'_>) -> Vec<String> {
    let name = |(class, id): (&u32, &String)| match program.classes.get(*class as usize) {
        Some(class) if class.singleton => format!("het {}", class.name),
        _ => id.clone(),
    };
    question.input.args.iter().zip(&question.about).map(name).collect()
}

/// In which form to answer.
pub fn form(program: &Program, ty: &Type) -> String {
    match ty {
        Type::Bool => "ja of nee".to_string(),
        Type::Number(unit) => number_form(unit),
        Type::Date => "een datum, zoals 1 mei 1996".to_string(),
        Type::Choice(choice) => {
            program.choices.get(*choice as usize).map_or_else(String::new, |options| options.join(" / "))
        }
        Type::Text => "een tekst".to_string(),
        Type::Object { class, optional } => {
            format!("een naam: {}{}", class_name(program, *class), if *optional { ", of geen" } else { "" })
        }
        Type::Many(class) => {
            let plural = program.classes.get(*class as usize).map_or("", |class| class.plural.as_str());
            format!("namen met komma's ertussen: {plural}, of geen")
        }
        Type::Periods => {
            "zoals 1 juli 2026 tot en met 5 augustus 2026; meer met een puntkomma ertussen; of geen".to_string()
        }
    }
}

fn number_form(unit: &Unit) -> String {
    let example = match unit.base {
        Base::Money => 95_000,
        Base::Percentage => 1,
        _ => 4,
    };
    let quarter = if unit.base == Base::Percentage { Rational::new(1, 4) } else { None };
    let value = quarter.unwrap_or_else(|| Rational::from_int(example));
    let what = match unit.base {
        Base::Money => "een bedrag",
        Base::Percentage => "een percentage",
        Base::Number | Base::Of(_) => "een aantal",
    };
    format!("{what}, zoals {}", show_number(Some(unit), value))
}

/// The singular name of a class.
pub fn class_name(program: &Program, class: u32) -> &str {
    program.classes.get(class as usize).map_or("", |class| class.name.as_str())
}

/// Why it is asked, in one line.
pub fn why(question: &Question<'_>) -> String {
    let article = question.article.as_ref().map(|article| format!(", {article}")).unwrap_or_default();
    format!("Dit telt voor het besluit {}{article}.", question.decision)
}

/// Everything there is to say about a question.
pub fn explanation(program: &Program, question: &Question<'_>) -> String {
    let input = question.input;
    let mut lines = vec![why(question), format!("Gevraagd: {}.", input.name)];
    if !input.description.is_empty() && input.description != input.name {
        lines.push(input.description.to_string());
    }
    let sources: Vec<&str> = input.source.iter().map(|source| source.text.as_str()).collect();
    if !sources.is_empty() {
        lines.push(format!("Bron: {}.", sources.join("; ")));
    }
    lines.extend(input.register.as_ref().map(|register| format!("Wie het weet: {register}.")));
    if let Some(judgement) = &input.judgement {
        lines.push(format!("Dit is een oordeel van: {}.", list_of(&judgement.roles)));
        if !judgement.weigh.is_empty() {
            lines.push("Betrek daarbij:".to_string());
            lines.extend(judgement.weigh.iter().map(|part| format!("  - {part}")));
        }
    }
    lines.push(format!("Antwoord: {}. Of: `weet niet`, `stop`.", form(program, &input.ty)));
    lines.join("\n")
}
