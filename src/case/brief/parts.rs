//! The parts of a decision: for each what was decided, and by which step.
//!
//! A decision whose name begins with `motivering per` gives the reasons of a part of other decisions: `motivering per
//! resultaatgebied, van een resultaatgebied`. It gets no letter of its own; what it says stands in the letter of every
//! decision that rests on what is judged of that part.

use std::collections::BTreeSet;

use super::Drafting;
use super::letter::Letter;
use super::reasons::{condition, is_true};
use super::texts::{Text, say};
use crate::case::build::Json;
use crate::case::decide;
use crate::case::read::Case;
use crate::case::shown::{list, names, text};
use crate::evaluate::{Machine, ObjectId};
use crate::explain::{Ground, cited, grounds, typed};
use crate::program::{Decision, DecisionKind};

/// What the name of such a decision begins with; then follows `per` and what the parts are.
const PREFIX: &str = "motivering ";

/// How deep the reasons of a part go.
const DEEPEST: usize = 1;

/// What was decided about one part.
pub(super) struct Part {
    decision: Decision,
    member: ObjectId,
    outcome: Json,
}

/// Whether a decision gives the reasons of a part of another.
pub(super) fn is_part(decision: &Decision) -> bool {
    let is_per = |rest: &str| rest.starts_with("per ");
    decision.kind == DecisionKind::Besluit && decision.name.strip_prefix(PREFIX).is_some_and(is_per)
}

/// Every part of which something is decided or open.
pub(super) fn all(machine: &mut Machine<'_>, case: &Case) -> Vec<Part> {
    let program = machine.program();
    let mut parts = Vec::new();
    for decision in program.decisions.iter().filter(|decision| is_part(decision)) {
        for member in 0..case.facts.count(decision.class) {
            let outcome = decide::one(machine, case, decision, member);
            if text(&outcome, "uitkomst") != "niet van toepassing" {
                parts.push(Part { decision: decision.clone(), member, outcome });
            }
        }
    }
    parts
}

impl Part {
    /// Whether an outcome rests on what is judged of this part; where nobody judged, on the facts about it.
    pub(super) fn is_of(&self, outcome: &Json) -> bool {
        let id = self.name();
        let judged = |of: &Json| of_one(of, ("oordelen", "over"), &id, |given| is_true(given, "gebruikt"));
        let facts = |of: &Json| of_one(of, ("gebruikte_feiten", "gegeven"), &id, |_| true);
        let (own, theirs) = (judged(&self.outcome), judged(outcome));
        match own.is_empty() {
            true => !facts(&self.outcome).is_empty() && facts(&self.outcome).is_subset(&facts(outcome)),
            false => !own.is_disjoint(&theirs),
        }
    }

    /// Whether this is what a decision says of a member.
    pub(super) fn is_about(&self, decision: &Decision, member: ObjectId) -> bool {
        self.decision.name == decision.name && self.member == member
    }

    /// `schoonmaken`
    pub(super) fn name(&self) -> String {
        names(&self.outcome, "betreft")
    }

    fn is_refused(&self) -> bool {
        text(&self.outcome, "uitkomst") == "geen recht"
    }
}

/// The names of what an outcome rests on that is about one object alone.
fn of_one(outcome: &Json, (key, name): (&str, &str), id: &str, wanted: fn(&Json) -> bool) -> BTreeSet<String> {
    let about = |one: &&Json| names(one, "betreft") == id && wanted(one);
    list(outcome, key).iter().filter(about).map(|one| text(one, name).to_string()).collect()
}

impl Drafting<'_, '_> {
    /// What was asked, as far as the parts say it.
    pub(super) fn asked_parts(&self) -> Option<String> {
        let names: Vec<String> = self.parts.iter().map(|part| part.name()).collect();
        (!names.is_empty()).then(|| say(Text::AskedParts, &[&names.join(", ")]))
    }

    /// Whether a part was refused.
    pub(super) fn refuses_a_part(&self) -> bool {
        self.parts.iter().any(|part| part.is_refused())
    }

    /// Each part with what was decided, the values that say why, and the reasons with their articles.
    pub(super) fn per_part(&mut self, letter: &mut Letter) {
        let Some(heading) = self.parts.first().map(|part| part.decision.name.trim_start_matches(PREFIX).to_string())
        else {
            return;
        };
        let mut lines = vec![say(Text::PerPart, &[&capitalised(&heading)])];
        for part in self.parts.clone() {
            let decided = match text(&part.outcome, "uitkomst") {
                "recht" => Text::PartGranted,
                "gedeeltelijk recht" => Text::PartPartly,
                "geen recht" => Text::PartRefused,
                _ => Text::PartOpen,
            };
            lines.push(format!("- {}: {}", part.name(), say(decided, &[&self.says(part)])));
            lines.extend(self.because(part).into_iter().map(|reason| format!("  {reason}")));
        }
        letter.lines(&lines);
    }

    /// `Beoogd resultaat: boodschappen. Beslissende stap: algemene voorziening.`, refused or not.
    fn says(&mut self, part: &Part) -> String {
        let (program, day, facts) = (self.program(), self.day(), &self.case.facts);
        let mut evaluation = self.machine.load(facts);
        let values = part.decision.values.iter().filter_map(|value| {
            let found = evaluation.value(value.node, &[part.member], day).value;
            let shown = || typed(program, facts, &value.ty, found);
            found.is_known().then(|| format!(" {}: {}.", capitalised(&value.name), shown()))
        });
        values.collect()
    }

    /// The reasons of a part: what was weighed where that decided, else the conditions. Its own question is left out, for
    /// that is its outcome.
    fn because(&mut self, part: &Part) -> Vec<String> {
        let (program, day, facts) = (self.program(), self.day(), &self.case.facts);
        let mut evaluation = self.machine.load(facts);
        let reason = evaluation.reasons(part.decision.right, &[part.member], day);
        let found = grounds(program, facts, &reason, DEEPEST);
        let deepest = found.iter().map(|ground| ground.depth).max().unwrap_or_default();
        let own = [part.name()];
        let told = found.iter().filter(|ground| ground.depth == deepest && ground.about == own);
        let (amounts, others): (Vec<&Ground>, Vec<&Ground>) = told.partition(|ground| !ground.weighed.is_empty());
        match amounts.is_empty() {
            true => others.into_iter().map(|ground| condition(ground, None)).collect(),
            false => amounts.into_iter().map(weighed).collect(),
        }
    }

    /// The articles of the decision and of its parts, each once.
    pub(super) fn law(&self) -> Vec<String> {
        let all = self.decision.source.iter().chain(self.parts.iter().flat_map(|part| part.decision.source.iter()));
        let mut law: Vec<String> = Vec::new();
        for article in all.map(cited) {
            if !law.contains(&article) {
                law.push(article);
            }
        }
        law
    }

    /// The decision and its parts, as the document has them.
    pub(super) fn outcomes(&self) -> Vec<&Json> {
        std::iter::once(self.outcome).chain(self.parts.iter().map(|part| &part.outcome)).collect()
    }
}

/// What a condition weighed, with its article.
fn weighed(ground: &Ground) -> String {
    let article = ground.article.as_ref().map(|article| format!(" ({article})")).unwrap_or_default();
    format!("{}{article}", capitalised(&ground.weighed.join("; ")))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
