//! Conditions as a sentence that stands by itself.
//!
//! A rule writes a condition in a list as a main clause, and after `indien` as a subordinate one: `indien de persoon recht
//! op bijstand heeft`. With what came of it behind it the latter is no Dutch: `de persoon recht op bijstand heeft: ja`. A
//! condition that names one declared thing is told in the words of its declaration, with the names of whom it is about;
//! any other subordinate clause begins with `of`.

use super::words::{object_names, term_with, typed};
use crate::evaluate::{Facts, Reason, What};
use crate::program::{Program, Type};

/// Verbs that stand at the end of a subordinate clause; those of declared terms are known by their declaration.
const VERBS: [&str; 18] = [
    "is", "zijn", "was", "waren", "heeft", "hebben", "had", "hadden", "wordt", "worden", "krijgt", "krijgen", "kan",
    "kunnen", "mag", "moet", "bedraagt", "ligt",
];

/// A condition, as written or put into the order of a main clause.
pub(super) fn sentence(program: &Program, facts: &Facts, reason: &Reason, text: &str) -> String {
    match only(program, facts, reason) {
        Some((verb, told)) if text.rsplit(' ').next() == Some(verb) || is_subordinate(text) => told,
        None if is_subordinate(text) => format!("of {text}"),
        _ => text.to_string(),
    }
}

/// The amounts and days that a condition weighs, each with its value.
pub(super) fn weighed(program: &Program, facts: &Facts, reason: &Reason) -> Vec<String> {
    let mut found = Vec::new();
    reason.children.iter().for_each(|child| weigh(program, facts, child, &mut found));
    found
}

fn weigh(program: &Program, facts: &Facts, reason: &Reason, found: &mut Vec<String>) {
    match &reason.what {
        What::Term { term, args, .. } => {
            let declared = program.terms.get(*term as usize);
            let declared = declared.filter(|term| matches!(term.ty, Type::Number(_) | Type::Date));
            found.extend(declared.filter(|_| reason.value.is_known()).map(|term| {
                let name = term_with(&term.name, &object_names(facts, &term.args, args.as_slice()));
                format!("{name}: {}", typed(program, facts, &term.ty, reason.value))
            }));
        }
        What::Clause(_) | What::Rule { .. } | What::Fact { .. } => {}
        _ => reason.children.iter().for_each(|child| weigh(program, facts, child, found)),
    }
}

/// The ja/nee term or fact that a condition names, when it names nothing else and says the same: its verb, and how it reads
/// with the names of whom it is about.
fn only<'p>(program: &'p Program, facts: &Facts, reason: &Reason) -> Option<(&'p str, String)> {
    let [child] = reason.children.as_slice() else { return None };
    let (name, told) = match &child.what {
        What::Term { term, args, .. } => {
            let term = program.terms.get(*term as usize).filter(|term| term.ty == Type::Bool)?;
            (&term.name, term_with(&term.name, &object_names(facts, &term.args, args.as_slice())))
        }
        What::Fact { input, args, .. } => {
            let input = program.inputs.get(*input as usize).filter(|input| input.ty == Type::Bool)?;
            match object_names(facts, &input.args, args.as_slice()).as_slice() {
                [whom] if input.judgement.is_none() => (&input.name, format!("{whom} {}", input.name)),
                _ => return None,
            }
        }
        _ => return None,
    };
    let mut words = name.split(' ').skip_while(|word| *word == "…");
    let verb = words.next().filter(|_| child.value == reason.value)?;
    // Of a lone verb both orders are the same.
    words.next().map(|_| (verb, told))
}

/// Words after which a second noun can follow without a verb between: `de leeftijd van de persoon`.
const LINKS: [&str; 34] = [
    "van", "voor", "door", "in", "op", "aan", "met", "bij", "naar", "onder", "over", "uit", "na", "tot", "vóór",
    "tegen", "wegens", "per", "zonder", "en", "of", "dan", "tijdens", "om", "binnen", "volgens", "als", "buiten",
    "tussen", "dat", "ten", "alleen", "naast", "sinds",
];

/// Whether a clause has the order of a subordinate one: a verb stands at the end, or of a part of it before `en`, `of` or
/// `dan`; or a second noun stands before the first verb.
fn is_subordinate(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').map(|word| word.trim_end_matches(',')).collect();
    let closes = |at: usize| matches!(words.get(at.saturating_add(1)), None | Some(&"en" | &"of" | &"dan"));
    let verbs = || words.iter().enumerate().skip(2).filter(|(_, word)| VERBS.contains(word)).map(|(at, _)| at);
    let is_second = |pair: &[&str]| matches!(pair, [before, "de" | "het" | "een"] if !LINKS.contains(before) && !VERBS.contains(before));
    let second = |at: usize| words.get(..at).is_some_and(|before| before.windows(2).any(is_second));
    verbs().any(closes) || verbs().next().is_some_and(second)
}

#[cfg(test)]
mod tests {
    use super::is_subordinate;

    #[test]
    fn the_order_of_a_clause() {
        for subordinate in
            ["de persoon recht op bijstand heeft", "het bedrag meer dan € 0 is en de zaak wordt geweigerd"]
        {
            assert!(is_subordinate(subordinate), "{subordinate}");
        }
        for main in ["de persoon is Nederlander", "het bedrag is meer dan € 0", "de persoon heeft recht op bijstand"]
        {
            assert!(!is_subordinate(main), "{main}");
        }
    }
}
