//! What an example says of competence: who asks, who may decide, to whom it goes, and whether a hand-over is complete.

use super::checker::Checker;
use super::draft::join;
use crate::diagnostic::Diagnostic;
use crate::model::kinds::Act;
use crate::syntax::tree::{Clause, Span, Token};

/// A role, and the organisation that it works for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// The role.
    pub role: String,
    /// The organisation.
    pub organisation: Option<String>,
}

/// What must come out about competence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompetenceWords {
    /// `bevoegd consulent inkomen van het expertisecentrum`, or with `niet` in front.
    Competent(Desk, bool),
    /// `vrager mag adviseren`, `vrager mag niet beslissen`; `None` is `niets`.
    Asker(Option<Act>, bool),
    /// `naar consulent inkomen van het expertisecentrum`; `None` is the college itself.
    To(Option<Desk>),
    /// `overdracht volledig`, `niet volledig` or `onbekend`, as the decision says it: `ja`, `nee`, `onbekend`.
    HandOver(&'static str),
    /// `overdracht mist geboortedatum van A`
    Lacks(String),
}

impl Checker {
    /// `vrager  consulent inkomen van het stedelijk expertisecentrum`
    pub(super) fn asker(&self, clause: &Clause) -> Option<Desk> {
        self.desk(&clause.tokens, clause.span)
    }

    /// Whether some words of an outcome are about competence, and what they say; findings go to the checker.
    pub(super) fn competence_words(&self, part: &[Token], span: Span) -> Option<Option<CompetenceWords>> {
        let texts: Vec<&str> = part.iter().map(|token| token.text.as_str()).collect();
        let after = |count: usize| part.get(count..).unwrap_or(&[]);
        let desk = |count: usize| self.desk(after(count), span);
        Some(match texts.as_slice() {
            ["bevoegd", ..] => desk(1).map(|desk| CompetenceWords::Competent(desk, true)),
            ["niet", "bevoegd", ..] => desk(2).map(|desk| CompetenceWords::Competent(desk, false)),
            ["vrager", "mag", "niets"] => Some(CompetenceWords::Asker(None, true)),
            ["vrager", "mag", "niet", act] => {
                self.infinitive(act, span).map(|act| CompetenceWords::Asker(Some(act), false))
            }
            ["vrager", "mag", act] => self.infinitive(act, span).map(|act| CompetenceWords::Asker(Some(act), true)),
            ["naar", "het", "college"] => Some(CompetenceWords::To(None)),
            ["naar", ..] => desk(1).map(|desk| CompetenceWords::To(Some(desk))),
            ["overdracht", "volledig"] => Some(CompetenceWords::HandOver("ja")),
            ["overdracht", "niet", "volledig"] => Some(CompetenceWords::HandOver("nee")),
            ["overdracht", "onbekend"] => Some(CompetenceWords::HandOver("onbekend")),
            ["overdracht", "mist", ..] => {
                Some(CompetenceWords::Lacks(join(after(2).iter().map(|token| token.text.as_str()))))
            }
            _ => return None,
        })
    }

    fn infinitive(&self, text: &str, span: Span) -> Option<Act> {
        let found = Act::ALL.into_iter().find(|act| act.infinitive() == text);
        if found.is_none() {
            let known = Act::ALL.map(Act::infinitive);
            let finding = Diagnostic::error("T0836", span, &[text]).near(text, known);
            self.error(finding.expected(known.join(", ")));
        }
        found
    }

    /// A role, with `van` and its organisation.
    fn desk(&self, tokens: &[Token], span: Span) -> Option<Desk> {
        let text = |tokens: &[Token]| join(tokens.iter().map(|token| token.text.as_str()));
        let known = |tokens: &[Token]| self.roles.contains(&text(tokens));
        if known(tokens) {
            return Some(Desk { role: text(tokens), organisation: None });
        }
        let places = || (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|token| token.text == "van"));
        let split = |at: usize| Some((tokens.get(..at)?, tokens.get(at.checked_add(1)?..)?));
        let parts = places().filter_map(split).find(|(role, _)| known(role));
        let Some((role, organisation)) = parts else {
            let role = places().next().and_then(split).map_or_else(|| text(tokens), |(role, _)| text(role));
            let finding = Diagnostic::error("T0409", span, &[&role]);
            self.error(finding.near(&role, self.roles.iter().map(String::as_str)));
            return None;
        };
        let number = self.organisation_named(organisation, span)?;
        let object = self.stated_objects().into_iter().nth(number as usize);
        Some(Desk { role: text(role), organisation: object.map(|object| object.name) })
    }
}
