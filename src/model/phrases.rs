//! Phrases of a rule sentence: where its parts begin, and what its conclusion is about. Words only; nothing is read.

use super::draft::{join, text_of};
use super::expr::{Expr, Kind};
use super::kinds::{ClassId, Type};
use super::read::Bound;
use super::vocabulary::{Elem, Vocabulary};
use super::words::{Tok, Word, is_verb};
use crate::syntax::tree::{ListItem, Sentence, Span, TokenKind};
use crate::values::dutch::ordinal;

/// Which form a conclusion has.
pub(super) enum Form {
    /// `Het eerste lid is niet van toepassing`
    Cancel(u32),
    /// `Het eerste lid geldt slechts`
    Only(u32),
    /// Anything else.
    Concludes,
}

/// Splits at the first `indien` and the first `tenzij` outside parentheses.
pub(super) fn split(toks: &[Tok]) -> (&[Tok], Option<&[Tok]>, Option<&[Tok]>) {
    let mut depth = 0usize;
    let (mut condition, mut unless) = (None, None);
    for (place, tok) in toks.iter().enumerate() {
        match tok.text.as_str() {
            "(" => depth = depth.saturating_add(1),
            ")" => depth = depth.saturating_sub(1),
            "indien" if depth == 0 && condition.is_none() && unless.is_none() => condition = Some(place),
            "tenzij" if depth == 0 && unless.is_none() => unless = Some(place),
            _ => {}
        }
    }
    let end = toks.len();
    let part = |from: Option<usize>, to: usize| from.and_then(|from| toks.get(from.saturating_add(1)..to)).map(trim);
    let head = toks.get(..condition.or(unless).unwrap_or(end)).unwrap_or(&[]);
    (trim(head), part(condition, unless.unwrap_or(end)), part(unless, end))
}

fn trim(toks: &[Tok]) -> &[Tok] {
    let mut toks = toks;
    while let Some((last, head)) = toks.split_last()
        && last.kind == TokenKind::Mark
        && last.text == ","
    {
        toks = head;
    }
    toks
}

/// Takes `In afwijking van …` off: the words that name the rules, and the rest from its verb on.
pub(super) fn deviation(toks: &[Tok]) -> (&[Tok], &[Tok]) {
    let texts: Vec<String> = toks.iter().take(3).map(|tok| tok.text.to_lowercase()).collect();
    if texts != ["in", "afwijking", "van"] {
        return (&[], toks);
    }
    let rest = toks.get(3..).unwrap_or(&[]);
    let verb = rest.iter().position(|tok| tok.kind == TokenKind::Word && is_verb(&tok.text));
    rest.split_at(verb.unwrap_or(rest.len()))
}

/// Takes `kan het college bepalen dat` (or `Het college kan bepalen dat`) off.
pub(super) fn power(toks: &[Tok]) -> (bool, &[Tok]) {
    let plain: Vec<(usize, String)> = toks
        .iter()
        .enumerate()
        .filter(|(_, tok)| !tok.article)
        .map(|(place, tok)| (place, tok.text.to_lowercase()))
        .take(4)
        .collect();
    let words: Vec<&str> = plain.iter().map(|(_, text)| text.as_str()).collect();
    match words.as_slice() {
        ["kan", "college", "bepalen", "dat"] | ["college", "kan", "bepalen", "dat"] => {
            let end = plain.last().map_or(0, |(place, _)| place.saturating_add(1));
            (true, toks.get(end..).unwrap_or(&[]))
        }
        _ => (false, toks),
    }
}

pub(super) fn form(toks: &[Tok]) -> Form {
    let words: Vec<String> = toks.iter().filter(|tok| !tok.article).map(|tok| tok.text.to_lowercase()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [number, "lid", "is", "niet", "van", "toepassing"] => ordinal(number).map_or(Form::Concludes, Form::Cancel),
        [number, "lid", "geldt", "slechts"] => ordinal(number).map_or(Form::Concludes, Form::Only),
        _ => Form::Concludes,
    }
}

/// Whether a main clause concludes a value: what stands before `is` is not just one object.
pub(super) fn is_value(vocabulary: &Vocabulary, toks: &[Tok]) -> bool {
    let subject = noun_at(vocabulary, toks, 0).map(|(end, ..)| end);
    match toks.iter().position(|tok| matches!(tok.text.as_str(), "is" | "bedraagt")) {
        Some(place) => {
            subject != Some(place)
                && subject.is_none_or(|end| end > place || toks.get(end).is_some_and(|tok| tok.text == "van"))
                && before_is_is_a_name(toks, place)
        }
        None => false,
    }
}

/// Before the `is` of a value stands no other finite verb.
fn before_is_is_a_name(toks: &[Tok], place: usize) -> bool {
    !toks.iter().take(place).any(|tok| matches!(tok.text.as_str(), "heeft" | "wordt" | "geldt" | "telt" | "komt"))
}

/// The words and slots before the `is` (or, for a power, up to and including the first object).
pub(super) fn head(vocabulary: &Vocabulary, toks: &[Tok], power: bool) -> (Vec<Elem>, Vec<Bound>, usize) {
    let mut elems = Vec::new();
    let mut bound: Vec<Bound> = Vec::new();
    let mut at = 0;
    while let Some(tok) = toks.get(at) {
        if matches!(tok.text.as_str(), "is" | "bedraagt") {
            break;
        }
        let number = u8::try_from(bound.len()).unwrap_or(u8::MAX);
        if let Some((end, noun, class)) = noun_at(vocabulary, toks, at).filter(|_| !elems.is_empty()) {
            bound.push(bound_noun(noun, class, number));
            elems.push(Elem::Slot(class));
            at = end;
            if power && !toks.get(at).is_some_and(|tok| matches!(tok.text.as_str(), "met" | "van")) {
                break;
            }
            continue;
        }
        if !tok.article {
            elems.push(Elem::Word(tok.word));
        }
        at = at.saturating_add(1);
    }
    (elems, bound, at)
}

/// A conclusion as it is read, with `…` for its objects: `heeft recht op de voorziening van …`.
pub(super) fn read_name(vocabulary: &Vocabulary, toks: &[Tok]) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(tok) = toks.get(at) {
        match noun_at(vocabulary, toks, at).filter(|_| at > 0 || toks.len() > 2) {
            Some((end, ..)) => {
                words.push("…");
                at = end;
            }
            None => {
                let opens = at == 0 && tok.article;
                if !opens && !matches!(tok.text.as_str(), "niet" | "geen") {
                    words.push(&tok.text);
                }
                at = at.saturating_add(1);
            }
        }
    }
    join(words.into_iter())
}

/// An article with a noun: where it ends, its words, its class.
pub(super) fn noun_at(vocabulary: &Vocabulary, toks: &[Tok], at: usize) -> Option<(usize, Vec<Word>, ClassId)> {
    if !toks.get(at)?.article {
        return None;
    }
    let from = at.saturating_add(1);
    let fits = |words: &[Word]| {
        let tail = toks.get(from..from.saturating_add(words.len()));
        tail.is_some_and(|tail| tail.iter().map(|tok| tok.word).eq(words.iter().copied()))
    };
    let nouns = vocabulary.nouns.iter().filter(|noun| fits(&noun.words));
    let noun = nouns.max_by_key(|noun| noun.words.len())?;
    Some((from.saturating_add(noun.words.len()), noun.words.clone(), noun.class))
}

pub(super) fn bound_noun(noun: Vec<Word>, class: ClassId, number: u8) -> Bound {
    let ty = Type::Object { class, optional: false };
    Bound { noun, class, expr: Expr::new(Kind::Variable(number), ty, Span::default()) }
}

/// Matches a declared pattern against a conclusion, binding its objects.
pub(super) fn match_head(
    vocabulary: &Vocabulary,
    elems: &[Elem],
    toks: &[Tok],
    at: usize,
) -> Option<(usize, Vec<Bound>)> {
    let mut at = at;
    let mut bound: Vec<Bound> = Vec::new();
    for elem in elems {
        match elem {
            Elem::Slot(class) => {
                let (end, noun, found) = noun_at(vocabulary, toks, at)?;
                if found != *class {
                    return None;
                }
                let number = u8::try_from(bound.len()).ok()?;
                bound.push(bound_noun(noun, found, number));
                at = end;
            }
            Elem::Word(word) => {
                while toks.get(at).is_some_and(|tok| tok.article) {
                    at = at.saturating_add(1);
                }
                if toks.get(at)?.word != *word {
                    return None;
                }
                at = at.saturating_add(1);
            }
        }
    }
    Some((at, bound))
}

pub(super) fn without_verb(mut toks: Vec<Tok>) -> Vec<Tok> {
    if toks.last().is_some_and(|tok| matches!(tok.text.as_str(), "is" | "bedraagt")) {
        toks.pop();
    }
    toks
}

/// A sentence with its list, as one line of text.
pub(super) fn show_sentence(sentence: &Sentence) -> String {
    let mut text = text_of(&sentence.clause);
    show_items(&sentence.list, &mut text);
    if !sentence.letters.is_empty() {
        text.push_str(". Hierin is");
        show_items(&sentence.letters, &mut text);
    }
    text.push('.');
    text
}

fn show_items(items: &[ListItem], text: &mut String) {
    for (place, item) in items.iter().enumerate() {
        text.push_str(if place == 0 { ": " } else { "; " });
        text.push_str(&item.mark);
        text.push(' ');
        text.push_str(&text_of(&item.clause));
        show_items(&item.list, text);
    }
}

/// Whether words hold a negation.
pub(super) fn says_no(toks: &[Tok]) -> bool {
    toks.iter().any(|tok| matches!(tok.text.to_lowercase().as_str(), "niet" | "geen"))
}
