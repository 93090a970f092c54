//! `niet gecodeerd`: the articles that are left out, each under its own number, and the reason.

use super::Uncoded;
use super::checker::Checker;
use super::draft::text_of;
use super::fields::{field, parse_sources};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::Source;
use crate::syntax::tree::{Block, Clause};

impl Checker {
    /// `niet gecodeerd Awb, artikel 4:19 en 4:20a tot en met 4:20f`
    pub(super) fn declare_uncoded(&mut self, block: &Block) {
        let reason = field(block, "reden").map(|field| field.text.clone()).unwrap_or_default();
        if reason.is_empty() {
            let finding = Diagnostic::error("T0712", block.header.span, &[&text_of(&block.header)]);
            self.error(finding.expected("een veld `reden`"));
        }
        let sources = parse_sources(&written(&block.header), &self.regulation);
        let source = sources.into_iter().flat_map(|source| self.each_article(source)).collect();
        self.uncoded.push(Uncoded { source, reason, span: block.header.span });
    }

    /// A source for every article that a source names; a range is followed along the list of its regulation.
    fn each_article(&self, source: Source) -> Vec<Source> {
        let regulation = self.regulations.iter().find(|known| known.short == source.regulation);
        let listed = regulation.map_or(&[][..], |known| &known.articles);
        let named = named(&source.text);
        match named.as_slice() {
            [] | [(_, None)] => vec![source],
            _ => {
                let numbers = named.iter().flat_map(|(from, until)| along(listed, from, until.as_deref()));
                let one = |article: &str| Source { article: article.into(), ..source.clone() };
                numbers.map(one).collect()
            }
        }
    }
}

/// A clause as written: tokens that touch are one word.
fn written(clause: &Clause) -> String {
    let mut out = String::new();
    let mut end = None;
    for token in &clause.tokens {
        if end.is_some_and(|end| end != token.span.start) {
            out.push(' ');
        }
        out.push_str(&token.text);
        end = Some(token.span.end);
    }
    out
}

/// The numbers of articles in a source, each with the last of its range.
fn named(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut found: Vec<(&str, Option<&str>)> = Vec::new();
    let mut words = text.split(' ').map(|word| word.trim_end_matches(','));
    let (mut listing, mut until) = (false, false);
    while let Some(word) = words.next() {
        match word {
            "artikel" | "artikelen" => (listing, until) = (true, false),
            "tot" if listing => until = words.next() == Some("en") && words.next() == Some("met"),
            "en" => {}
            number if listing && number.starts_with(|first: char| first.is_ascii_digit()) => {
                match found.last_mut().filter(|_| until) {
                    Some((_, last)) => *last = Some(number),
                    None => found.push((number, None)),
                }
                until = false;
            }
            _ => (listing, until) = (false, false),
        }
    }
    found
}

/// The articles of a range, in the order in which the regulation lists them; its ends when it does not list them so.
fn along<'a>(listed: &'a [String], from: &'a str, until: Option<&'a str>) -> Vec<&'a str> {
    let place = |number: &str| listed.iter().position(|known| known == number);
    let range = until.and_then(|until| listed.get(place(from)?..=place(until)?));
    match range {
        Some(range) if !range.is_empty() => range.iter().map(String::as_str).collect(),
        _ => std::iter::once(from).chain(until).collect(),
    }
}
