//! The parts of a letter that say what was decided, what it asks of the resident, and who signs.

use super::letter::Letter;
use super::texts::{Text, follow_up, say};
use super::{Drafting, reasons};
use crate::case::build::Json;
use crate::case::shown::{day, list, names, text};
use crate::explain::cited;
use crate::program::DecisionKind;
use crate::values::dutch;

/// The name of the term within which is decided.
const DECIDING: &str = "beslissing";

/// The name of the term within which one can object.
const OBJECTING: &str = "bezwaar";

impl Drafting<'_, '_> {
    /// Who, when, what about.
    pub(super) fn head(&self, letter: &mut Letter) {
        let concept = if self.is_open() { Text::ConceptOpen } else { Text::Concept };
        letter.paragraph(say(concept, &[]));
        let date = self.sent.map_or_else(|| say(Text::DateUnsent, &[]), |day| say(Text::Date, &[&dutch::date(day)]));
        let subject = format!("{} {}", DecisionKind::Besluit.word(), self.decision.name);
        letter.lines(&[
            say(Text::To, &[]),
            date,
            say(Text::Reference, &[]),
            say(Text::Subject, &[&subject]),
            say(Text::About, &[&names(self.outcome, "betreft")]),
        ]);
        letter.paragraph(say(Text::Dear, &[]));
        let asked = if self.is_open() { Text::AskedOpen } else { Text::Asked };
        let day = self.applied().unwrap_or_else(|| say(Text::AskedDay, &[]));
        let mut sentences = vec![say(asked, &[&day])];
        sentences.extend(self.asked_parts());
        sentences.push(say(Text::InTheNameOf, &[self.place()]));
        letter.sentences(&sentences);
    }

    /// What was decided, and what it brings.
    pub(super) fn conclusion(&self, letter: &mut Letter) {
        let outcome = self.outcome;
        let sentence = match text(outcome, "uitkomst") {
            "recht" => Text::Granted,
            "gedeeltelijk recht" => Text::Partly,
            "geen recht" => Text::Refused,
            _ => Text::Open,
        };
        let mut sentences = vec![say(sentence, &[&self.decision.name])];
        match text(outcome, "aard") {
            "bevoegdheid" => sentences.push(say(Text::Free, &[])),
            "niet gehouden" => sentences.push(say(Text::NotBound, &[])),
            _ => {}
        }
        let heading = if self.is_open() { Text::State } else { Text::Decision };
        letter.lines(&[say(heading, &[]), sentences.join(" ")]);
        letter.list(say(Text::Gets, &[]), &self.granted());
        let mut more = Vec::new();
        more.extend(day(outcome, "ingang").map(|day| say(Text::Begins, &[&day])));
        more.extend(day(outcome, "einde").map(|day| say(Text::Ends, &[&day])));
        more.extend(self.contribution().map(|amount| say(Text::Contribution, &[&amount])));
        more.extend(self.holds());
        more.extend(self.next());
        letter.sentences(&more);
    }

    fn next(&self) -> Option<String> {
        let next = self.outcome.get("vervolg").filter(|next| !next.is_null())?;
        Some(say(Text::FollowUp, &[&follow_up(text(next, "soort"), text(next, "aan"))]))
    }

    /// What is still needed, by whom it is known.
    pub(super) fn needed(&self, letter: &mut Letter) {
        let asks = list(self.outcome, "ontbreekt");
        if asks.is_empty() {
            return;
        }
        letter.paragraph(say(Text::Needed, &[]));
        let of = |wanted: fn(&Json) -> bool| -> Vec<String> {
            asks.iter().filter(|ask| wanted(ask)).map(reasons::asked).collect()
        };
        letter.list(say(Text::NeededOfYou, &[]), &of(|ask| is_fact(ask) && is_own(ask)));
        letter.list(say(Text::NeededOfOthers, &[]), &of(|ask| is_fact(ask) && !is_own(ask)));
        letter.list(say(Text::NeededOfUs, &[]), &of(|ask| text(ask, "soort") == "oordeel"));
        letter.list(say(Text::NeededFromRules, &[]), &of(|ask| matches!(text(ask, "soort"), "bedrag" | "verordening")));
    }

    /// What is expected of the resident, each with its article.
    pub(super) fn duties(&mut self, letter: &mut Letter) {
        let held = list(self.outcome, "verplichtingen").iter().filter(|duty| reasons::is_true(duty, "geldt"));
        let held: Vec<String> = held.map(|duty| text(duty, "naam").to_string()).collect();
        let (program, day) = (self.program(), self.day());
        let mut evaluation = self.machine.load(&self.case.facts);
        let shown = self.decision.duties.iter().filter(|duty| held.iter().any(|name| *name == duty.name)).map(|duty| {
            let why = evaluation.why(duty.node, &[self.member], day);
            let rule = evaluation.first_rule(why).and_then(|rule| program.rules.get(rule as usize));
            let article = rule.and_then(|rule| rule.source.first()).map(cited);
            article.map_or_else(|| duty.name.to_string(), |article| format!("{} ({article})", duty.name))
        });
        let shown: Vec<String> = shown.collect();
        letter.list(say(Text::Duties, &[]), &shown);
    }

    /// The days to come; of an open outcome first the one on which is decided. How long one can object stands in its own
    /// clause.
    pub(super) fn terms(&self, letter: &mut Letter) {
        if let Some(day) = self.deadline().filter(|_| self.is_open()) {
            letter.paragraph(say(Text::Deadline, &[&day]));
        }
        letter.list(say(Text::Terms, &[]), &self.days_to_come(&[DECIDING, OBJECTING]));
    }

    fn deadline(&self) -> Option<String> {
        list(self.outcome, "termijnen")
            .iter()
            .find(|term| text(term, "naam") == DECIDING)
            .and_then(|term| day(term, "datum"))
    }

    /// Questions, greeting, signature.
    pub(super) fn end(&self, letter: &mut Letter) {
        letter.paragraph(say(Text::Questions, &[]));
        let mut signed = vec![say(Text::Greeting, &[]), say(Text::Signature, &[self.place()]), "[handtekening]".into()];
        signed.push(match self.signs() {
            Some(desk) => format!("[naam], {desk}"),
            None => "[naam en functie]".into(),
        });
        letter.lines(&signed);
    }

    /// The asker, when it is certain that it may decide; or the only one who may.
    fn signs(&self) -> Option<String> {
        let competent = self.outcome.get("bevoegd")?;
        if competent.get("mag_beslissen").and_then(Json::as_bool) == Some(true) {
            let asker = self.case.vrager.as_ref()?;
            let of = asker.organisation.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
            return Some(format!("{}{of}", asker.role));
        }
        match self.may_decide().as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// Who may decide: per organisation where there are mandates, else by role.
    fn may_decide(&self) -> Vec<String> {
        let Some(competent) = self.outcome.get("bevoegd") else { return Vec::new() };
        let desks = list(competent, "beslissen").iter();
        let desks: Vec<String> =
            desks.map(|desk| format!("{}, {}", text(desk, "rol"), text(desk, "organisatie"))).collect();
        if desks.is_empty() {
            return list(competent, "rollen").iter().filter_map(Json::as_str).map(str::to_string).collect();
        }
        desks
    }

    /// What the officer looks at before sending.
    pub(super) fn checks(&self, letter: &mut Letter) {
        let outcome = self.outcome;
        let mut checks = Vec::new();
        let deciders = self.may_decide();
        if !deciders.is_empty() {
            checks.push(say(Text::CheckMandate, &[&deciders.join("; ")]));
        }
        if !self.is_open() {
            checks.extend(self.deadline().map(|day| say(Text::CheckDeadline, &[&day])));
            let granted = matches!(text(outcome, "uitkomst"), "recht" | "gedeeltelijk recht");
            if granted && self.contribution().is_none() {
                checks.push(say(Text::CheckContribution, &[]));
            }
            if matches!(text(outcome, "uitkomst"), "geen recht" | "gedeeltelijk recht") || self.refuses_a_part() {
                checks.push(say(Text::CheckHearing, &[]));
            }
            if granted && !self.coded.is_empty() {
                checks.push(say(Text::CheckCoded, &[&self.coded.join("; ")]));
            }
            let open =
                list(outcome, "verplichtingen").iter().filter(|duty| duty.get("geldt").is_some_and(Json::is_null));
            let open: Vec<&str> = open.map(|duty| text(duty, "naam")).collect();
            if !open.is_empty() {
                checks.push(say(Text::CheckDuties, &[&open.join("; ")]));
            }
            if self.sent.is_none() {
                checks.push(say(Text::CheckObjection, &[]));
            }
        }
        checks.extend(reasons::warnings(&self.outcomes()));
        letter.list(say(Text::ForTheOfficer, &[]), &checks);
    }
}

fn is_fact(ask: &Json) -> bool {
    text(ask, "soort") == "gegeven"
}

/// Whether the resident knows it.
fn is_own(ask: &Json) -> bool {
    text(ask, "volgens") == "de aanvrager"
}
