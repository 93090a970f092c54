//! Outcome sentences of examples: `Besluit algemene bijstand: recht, hoogte € 1.419,46.`

use super::checker::Checker;
use super::decisions::cut_follow_up;
use super::declare::{clause_of, comma_parts};
use super::draft::{DecisionDraft, join, text_of};
use super::{CompetenceWords, ExampleObject};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::DecisionKind;
use crate::syntax::tree::{Clause, ListItem, Span, Token, TokenKind};
use crate::values::{Date, dutch};

/// What an outcome sentence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeWords {
    /// Whether it is about a decision, a procedure or a plan.
    pub kind: DecisionKind,
    /// Its name.
    pub decision: String,
    /// The object that it is about, when there are more.
    pub member: Option<String>,
    /// `recht`, `geen recht`, …; a plan need not say it, nor a sentence about competence.
    pub outcome: Option<String>,
    /// Named values, as written.
    pub values: Vec<(String, String)>,
    /// Names of what is missing.
    pub missing: Vec<String>,
    /// Who may decide, to whom it goes.
    pub competence: Vec<CompetenceWords>,
    /// What follows: its kind and to whom; `Some(None)` says that nothing does.
    pub follow_up: Option<Option<(String, Option<String>)>>,
    /// Duties by name, and whether they hold.
    pub duties: Vec<(String, bool)>,
    /// The periods, of a sentence about a series.
    pub series: Vec<PeriodWords>,
}

/// `van 1 juli 2026 tot en met 31 december 2026: recht, hoogte € 100`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodWords {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// `recht`, `geen recht`, …
    pub outcome: String,
    /// Named values, as written.
    pub values: Vec<(String, String)>,
}

impl Checker {
    /// `Besluit algemene bijstand[ van A]: recht, hoogte € 1.419,46, ontbreekt geboortedatum.`
    pub(super) fn outcome(
        &self,
        clause: &Clause,
        list: &[ListItem],
        kind: DecisionKind,
        objects: &[ExampleObject],
    ) -> Option<OutcomeWords> {
        let colon = clause.tokens.iter().position(|token| token.text == ":");
        let colon = colon.or_else(|| (!list.is_empty()).then_some(clause.tokens.len()));
        let Some(colon) = colon else {
            let finding = Diagnostic::error("T0907", clause.span, &[&text_of(clause)]);
            self.error(finding.expected("Besluit algemene bijstand: recht, hoogte € 1.419,46."));
            return None;
        };
        let (head, rest) = clause.tokens.split_at(colon);
        let (draft, member) = self.decided(head, clause.span, kind, objects)?;
        let periods: Vec<Option<PeriodWords>> = list.iter().map(|item| self.period(item)).collect();
        let mut words = OutcomeWords {
            kind,
            decision: draft.name.clone(),
            member,
            outcome: None,
            values: Vec::new(),
            missing: Vec::new(),
            competence: Vec::new(),
            follow_up: None,
            duties: Vec::new(),
            series: periods.into_iter().collect::<Option<_>>()?,
        };
        for (place, part) in comma_parts(rest.get(1..).unwrap_or(&[])).iter().enumerate() {
            self.part(place, part, (draft, clause.span), &mut words)?;
        }
        Some(words)
    }

    /// The decision that a sentence is about, and the object when it names one.
    fn decided(
        &self,
        head: &[Token],
        span: Span,
        kind: DecisionKind,
        objects: &[ExampleObject],
    ) -> Option<(&DecisionDraft, Option<String>)> {
        let mut name: Vec<&Token> = head.iter().skip(1).collect();
        let mut member = None;
        if let [.., van, object] = name.as_slice()
            && van.text == "van"
            && objects.iter().any(|known| known.name == object.text)
        {
            member = Some(object.text.clone());
            name.truncate(name.len().saturating_sub(2));
        }
        let decision = join(name.iter().map(|token| token.text.as_str()));
        let known = || self.decisions.iter().filter(|known| known.kind == kind);
        let found = known().find(|known| known.name == decision);
        if found.is_none() {
            let finding = Diagnostic::error("T0908", span, &[&decision, kind.word()]);
            self.error(finding.near(&decision, known().map(|known| known.name.as_str())));
        }
        found.map(|found| (found, member))
    }

    /// One part of what is said; `None` when it cannot be read.
    fn part(
        &self,
        place: usize,
        part: &[Token],
        (draft, span): (&DecisionDraft, Span),
        words: &mut OutcomeWords,
    ) -> Option<()> {
        let says = |text: &str| {
            draft.kind != DecisionKind::Plan || matches!(text, "plan" | "nog niet te bepalen" | "niet van toepassing")
        };
        let text = text_of(&clause_of(part));
        if let Some(said) = self.competence_words(part, span) {
            words.competence.push(said?);
        } else if let Some(said) = follow_up(&text) {
            words.follow_up = Some(self.known_follow_up(said, draft, span)?);
        } else if let Some((duty, holds)) = duty(&text) {
            words.duties.push((self.known_duty(duty, draft, span)?, holds));
        } else if place == 0 && says(&text) {
            words.outcome = Some(text);
        } else {
            value(part, words);
        }
        Some(())
    }

    /// What follows, when the decision knows it; a judgement that is due follows from any.
    fn known_follow_up(
        &self,
        said: Option<&str>,
        draft: &DecisionDraft,
        span: Span,
    ) -> Option<Option<(String, Option<String>)>> {
        let Some(said) = said else { return Some(None) };
        let own = ["oordeel nodig", "aanhouden"].contains(&said).then(|| (said.to_string(), None));
        let known = draft.follow_ups.iter().find(|text| *text == said).and_then(|text| cut_follow_up(text));
        let known = known.map(|(kind, to)| (kind.to_string(), to)).or(own);
        if known.is_none() {
            self.unknown_part("vervolg", said, &draft.follow_ups, draft, span);
        }
        known.map(Some)
    }

    fn known_duty(&self, said: &str, draft: &DecisionDraft, span: Span) -> Option<String> {
        let known = draft.duties.iter().find(|name| *name == said).cloned();
        if known.is_none() {
            self.unknown_part("verplichting", said, &draft.duties, draft, span);
        }
        known
    }

    fn unknown_part(&self, part: &str, said: &str, known: &[String], draft: &DecisionDraft, span: Span) {
        let finding = Diagnostic::error("T0912", span, &[part, said, &draft.name]);
        let finding = finding.near(said, known.iter().map(String::as_str));
        self.error(if known.is_empty() { finding } else { finding.expected(known.join(", ")) });
    }

    /// `van D tot en met D: recht, hoogte € 100`
    fn period(&self, item: &ListItem) -> Option<PeriodWords> {
        let tokens = &item.clause.tokens;
        let days = tokens.first().filter(|first| first.text == "van").and_then(|_| stretch(tokens.get(1..)?));
        let said = days.filter(|(_, _, rest)| rest.first().is_some_and(|token| token.text == ":"));
        let Some((from, until, rest)) = said else {
            let finding = Diagnostic::error("T0913", item.span, &[&text_of(&item.clause)]);
            self.error(finding.expected("van 1 juli 2026 tot en met 31 december 2026: recht, hoogte € 100"));
            return None;
        };
        let mut parts = comma_parts(rest.get(1..)?).into_iter();
        let outcome = parts.next().map(|part| text_of(&clause_of(&part)))?;
        Some(PeriodWords { from, until, outcome, values: parts.map(|part| named(&part)).collect() })
    }
}

/// `1 juli 2026 tot en met 31 december 2026`: both days, and what follows.
pub(super) fn stretch(tokens: &[Token]) -> Option<(Date, Date, &[Token])> {
    let day = |token: &Token| (token.kind == TokenKind::Date).then(|| dutch::parse_date(&token.text).ok()).flatten();
    match tokens {
        [first, tot, en, met, last, rest @ ..]
            if [tot, en, met].iter().map(|token| token.text.as_str()).eq(["tot", "en", "met"]) =>
        {
            let (first, last) = (day(first)?, day(last)?);
            (first <= last).then_some((first, last, rest))
        }
        _ => None,
    }
}

/// `vervolg doorzenden aan …`, `geen vervolg`
fn follow_up(text: &str) -> Option<Option<&str>> {
    if text == "geen vervolg" { Some(None) } else { text.strip_prefix("vervolg ").map(Some) }
}

/// `verplichting plan van aanpak`, `geen verplichting plan van aanpak`
fn duty(text: &str) -> Option<(&str, bool)> {
    let denied = text.strip_prefix("geen verplichting ").map(|name| (name, false));
    denied.or_else(|| text.strip_prefix("verplichting ").map(|name| (name, true)))
}

/// `hoogte € 1.419,46` or `ontbreekt geboortedatum`
fn value(part: &[Token], words: &mut OutcomeWords) {
    match part.split_first() {
        Some((first, rest)) if first.text == "ontbreekt" => {
            words.missing.push(join(rest.iter().map(|token| token.text.as_str())));
        }
        _ => words.values.push(named(part)),
    }
}

/// A name and its value: the value begins at the first token that is no word, or at the second word.
fn named(part: &[Token]) -> (String, String) {
    let text = |tokens: &[Token]| join(tokens.iter().map(|token| token.text.as_str()));
    let literal = part.iter().position(|token| token.kind != TokenKind::Word);
    let (name, value) = part.split_at(literal.unwrap_or(part.len().min(1)));
    (text(name), text(value))
}
