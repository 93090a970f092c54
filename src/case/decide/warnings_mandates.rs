//! What somebody should look at in the mandates about a decision.

use super::super::build::{Json, Phrase};
use super::competence::{Allowed, Held};
use super::outcome::Subject;
use super::series::Stretch;
use super::snapshot::Outcome;
use super::warnings::{self, Kind, distinct, doubtful};
use crate::program::{Act, DecisionKind, Mandate};

/// What there is to warn of about mandates.
#[derive(Default)]
pub(super) struct Mandates {
    /// Mandates that nobody read in their source.
    pub(super) not_read: Vec<Phrase>,
    /// Mandates that nobody approved.
    pub(super) not_approved: Vec<Phrase>,
    /// Mandates that do not count, and decisions without one.
    pub(super) kinds: Vec<Kind>,
}

impl Subject<'_, '_, '_> {
    /// `waarschuwingen`, those about mandates too when somebody may have to decide.
    pub(super) fn warnings(&self, head: &Stretch) -> Json {
        let perhaps = head.snapshot.outcome != Outcome::NotApplicable && self.decision.kind != DecisionKind::Plan;
        let mandates = if perhaps { self.mandates() } else { Mandates::default() };
        warnings::all(self.program(), self.decision, &self.support, mandates)
    }

    fn mandates(&self) -> Mandates {
        let program = self.program();
        if program.organisation.mandates.is_empty() {
            return Mandates::default();
        }
        let about = &self.decision.name;
        let held = self.competence.held.iter();
        let held: Vec<&Mandate> = held.filter_map(|held| program.organisation.mandates.get(held.mandate)).collect();
        let name = |mandate: &Mandate| format!("mandaat {}", program.organisation.name(mandate.organisation));
        let not_read =
            held.iter().filter_map(|mandate| Some(format!("{}: {}", name(mandate), doubtful(mandate.trust.read)?)));
        let not_approved = held.iter().filter(|mandate| mandate.trust.approval.is_none()).map(|mandate| name(mandate));
        let shown = |allowed: Allowed| {
            distinct(self.competence.with(allowed).filter_map(|held: &Held| held.shown(program, about)))
        };
        let decides = self.decision.kind == DecisionKind::Besluit;
        let nobody = decides && self.competence.to(program, Act::Decides).is_empty();
        let alone = nobody.then(|| about.into()).into_iter().collect();
        Mandates {
            not_read: not_read.map(Phrase::from).collect(),
            not_approved: not_approved.map(Phrase::from).collect(),
            kinds: vec![
                (
                    "mandaat niet toegestaan",
                    "De wet staat een mandaat niet toe; het telt niet mee.",
                    shown(Allowed::No),
                ),
                (
                    "mandaat niet te toetsen",
                    "Van een mandaat is niet bekend of de wet het toestaat; het telt niet mee.",
                    shown(Allowed::Unknown),
                ),
                ("geen mandaat", "Niemand heeft mandaat om te beslissen; alleen het college zelf beslist.", alone),
            ],
        }
    }
}
