//! Names that would make sentences ambiguous: words with a meaning of their own at the start, the same words in another
//! order, and a name that can also be read as two.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::checker::Checker;
use crate::model::kinds::{ClassId, Type};
use crate::model::vocabulary::{Elem, Pattern, Predicate, Subject, Target};
use crate::model::words::{PARTICLES, Word, unit};
use crate::syntax::tree::Span;
use crate::values::order;

/// Words that open a form of the language, so that no name can. (`aantal` only before something that can be counted.)
const RESERVED: &[&str] = &[
    "som", "hoogste", "laagste", "hij", "hem", "zijn", "haar", "hun", "die", "dat", "deze", "dit", "ieder", "iedere",
    "elk", "elke", "één",
];

/// Checks every name.
pub(super) fn run(checker: &Checker) {
    let vocabulary = &checker.vocabulary;
    for pattern in &vocabulary.patterns {
        let Some(span) = declared(checker, &pattern.elems) else { continue };
        reserved(checker, &pattern.elems, span);
        two_names(checker, pattern, span);
    }
    for predicate in vocabulary.predicates.iter().filter(|predicate| !predicate.joined) {
        let elems = predicate_elems(predicate);
        let named: Vec<Elem> = elems.iter().copied().skip_while(|elem| matches!(elem, Elem::Slot(_))).collect();
        if let Some(span) = declared(checker, &elems) {
            reserved(checker, &named, span);
        }
    }
    other_order(checker);
}

/// Where a name was declared.
fn declared(checker: &Checker, elems: &[Elem]) -> Option<Span> {
    checker.vocabulary.declared.get(&checker.vocabulary.key(elems)).copied()
}

/// Subject, verb and rest, as a declaration keeps them.
fn predicate_elems(predicate: &Predicate) -> Vec<Elem> {
    let mut elems: Vec<Elem> = match &predicate.subject {
        Subject::Slot(class) => vec![Elem::Slot(*class)],
        Subject::Words(words) => words.iter().copied().map(Elem::Word).collect(),
    };
    elems.push(Elem::Word(predicate.verb));
    elems.extend(predicate.rest.iter().copied());
    elems
}

fn reserved(checker: &Checker, elems: &[Elem], span: Span) {
    let text = |elem: Option<&Elem>| match elem {
        Some(Elem::Word(word)) => checker.vocabulary.words.text(*word),
        _ => "",
    };
    let (first, second) = (text(elems.first()), text(elems.get(1)));
    let counted = first.starts_with(|letter: char| letter.is_ascii_digit()) && unit(second).is_some();
    if RESERVED.contains(&first) || counted || (first == "aantal" && is_counted(checker, elems.get(1..).unwrap_or(&[])))
    {
        let name = checker.vocabulary.show(elems);
        checker.error(Diagnostic::error("T0414", span, &[&name, first]));
    }
}

/// Whether words behind `aantal` are a group or a stretch of time, which the language counts itself.
fn is_counted(checker: &Checker, elems: &[Elem]) -> bool {
    let vocabulary = &checker.vocabulary;
    let words: Vec<Word> =
        elems.iter().map_while(|elem| if let Elem::Word(word) = elem { Some(*word) } else { None }).collect();
    let group = vocabulary.roles.iter().any(|role| !role.plural.is_empty() && words.starts_with(&role.plural));
    let first = words.first().map_or("", |word| vocabulary.words.text(*word));
    group || matches!(first, "volle" | "aaneengesloten" | "dagen" | "werkdagen")
}

/// Two ja/nee names of the same words in another order, or with a separable verb apart in one and joined in the other.
fn other_order(checker: &Checker) {
    let mut known: BTreeMap<Vec<String>, (Target, Span, String)> = BTreeMap::new();
    for predicate in checker.vocabulary.predicates.iter().filter(|predicate| !predicate.joined) {
        let Some(span) = target_span(checker, predicate.target) else { continue };
        let name = checker.vocabulary.show_verb(predicate);
        for form in forms(checker, predicate) {
            match known.get(&form) {
                Some((target, first, other)) if *target != predicate.target => {
                    let finding = Diagnostic::error("T0415", span, &[&name, other]);
                    checker.error(finding.also(*first, "hier staat de andere naam"));
                    break;
                }
                Some(_) => {}
                None => {
                    known.insert(form, (predicate.target, span, name.clone()));
                }
            }
        }
    }
}

/// The words of a ja/nee name in alphabetical order, as it stands and with each particle joined to the verb.
fn forms(checker: &Checker, predicate: &Predicate) -> Vec<Vec<String>> {
    let words: Vec<String> = predicate_elems(predicate).iter().map(|elem| checker.vocabulary.key(&[*elem])).collect();
    let verb = checker.vocabulary.words.text(predicate.verb);
    let joined = words.iter().filter(|word| PARTICLES.contains(&word.as_str())).map(|particle| {
        let rest = words.iter().filter(|word| *word != particle && *word != verb).cloned();
        rest.chain([format!("{particle}{verb}")]).collect()
    });
    let mut forms: Vec<Vec<String>> = joined.chain([words.clone()]).collect();
    forms.iter_mut().for_each(order::sort);
    forms
}

fn target_span(checker: &Checker, target: Target) -> Option<Span> {
    match target {
        Target::Input(input) => checker.input_spans.get(input as usize).copied(),
        Target::Term(term) => checker.terms.get(term as usize).map(|term| term.span),
        Target::Parameter(parameter) => checker.parameter_spans.get(parameter as usize).copied(),
    }
}

/// `inkomen van de partner`, beside `inkomen van …` and something that `de partner` is.
fn two_names(checker: &Checker, pattern: &Pattern, span: Span) {
    let vocabulary = &checker.vocabulary;
    let Some(van) = vocabulary.words.get("van") else { return };
    for (place, elem) in pattern.elems.iter().enumerate() {
        let Some((head, [_, rest @ ..])) = pattern.elems.split_at_checked(place) else { continue };
        if *elem != Elem::Word(van) || head.is_empty() || !matches!(rest, [Elem::Word(_), ..]) {
            continue;
        }
        let shorter = vocabulary.patterns.iter().find_map(|other| match other.elems.split_last()? {
            (Elem::Slot(class), [before @ .., Elem::Word(last)]) if before == head && *last == van => Some(*class),
            _ => None,
        });
        if let Some(class) = shorter.filter(|class| is_object(checker, rest, *class)) {
            let facts = [vocabulary.show(&pattern.elems), vocabulary.show(head), vocabulary.show(rest)];
            let name = checker.classes.get(class as usize).map_or("", |class| class.name.as_str());
            checker.error(Diagnostic::error("T0416", span, &[&facts[0], &facts[1], &facts[2], name]));
            return;
        }
    }
}

/// Whether these words point at an object of a class: a noun, a fact, or a member of a group.
fn is_object(checker: &Checker, elems: &[Elem], class: ClassId) -> bool {
    let vocabulary = &checker.vocabulary;
    let words: Vec<Word> =
        elems.iter().map_while(|elem| if let Elem::Word(word) = elem { Some(*word) } else { None }).collect();
    let noun = vocabulary.nouns.iter().any(|noun| noun.class == class && noun.words == elems_words(elems));
    let fact = vocabulary.patterns.iter().any(|pattern| {
        let object = match pattern.target {
            Target::Input(input) => checker.inputs.get(input as usize).map(|input| &input.ty),
            _ => None,
        };
        pattern.elems == elems && matches!(object, Some(Type::Object { class: c, .. }) if *c == class)
    });
    let role = vocabulary.roles.iter().any(|role| {
        let head = words.strip_prefix(role.singular.as_slice());
        role.member == class && head.is_some_and(|rest| rest.iter().all(|word| vocabulary.words.text(*word) == "van"))
    });
    noun || fact || role
}

/// The words of elements that are all words; else nothing that a noun has.
fn elems_words(elems: &[Elem]) -> Vec<Word> {
    let words = elems.iter().map(|elem| if let Elem::Word(word) = elem { Some(*word) } else { None });
    words.collect::<Option<Vec<Word>>>().unwrap_or_default()
}
