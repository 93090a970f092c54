//! One decision for one member: everything that the decision document says about it.

use super::super::build::{Json, members, text, text_or_null};
use super::super::read::Case;
use super::competence::Competence;
use super::open::{self, Missing, Stage};
use super::series::{End, Stretch};
use super::snapshot::Outcome;
use super::support::Support;
use super::{Detail, cause, show};
use crate::evaluate::{Change, Evaluation, Facts, ObjectId, Val};
use crate::inquire::{Inquiry, Question};
use crate::program::{Decision, DecisionKind, NodeId, Program};
use crate::values::{Date, Text, order};

/// The most periods whose first days the search after what is missing looks at.
pub(super) const MOST_DAYS: usize = 3;

/// The peildatum, or the first day of the period when it lies outside.
pub(in crate::case) fn day_of_reference(case: &Case) -> Date {
    let ((first, last), day) = (case.periode, case.peildatum);
    if (first..=last).contains(&day) { day } else { first }
}

/// A decision about one member of a case.
pub(super) struct Subject<'e, 'm, 'c> {
    pub(super) evaluation: &'e mut Evaluation<'m>,
    /// Searches about the case of the evaluation.
    pub(super) inquiry: &'e mut Inquiry<'m>,
    pub(super) case: &'c Case,
    pub(super) decision: &'c Decision,
    /// Who may decide it.
    pub(super) competence: &'c Competence,
    pub(super) member: ObjectId,
    pub(super) support: Support,
    /// Whether what it rests on is gathered.
    pub(super) told: bool,
    /// The facts as given, when what was unknown has been filled in because no filling in makes a difference.
    pub(super) given: Option<&'c Facts>,
}

/// What holds for the right as a whole, seen from the day of reference.
pub(super) struct Whole {
    /// The day from which a procedure counts.
    pub(super) day: Option<Date>,
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
    pub(super) terms: Json,
    pub(super) duties: Json,
    message: Json,
    follow_up: Option<(Text, Option<Text>)>,
}

impl<'e, 'm, 'c> Subject<'e, 'm, 'c> {
    /// A decision about one member.
    pub(super) fn new(
        (evaluation, inquiry): (&'e mut Evaluation<'m>, &'e mut Inquiry<'m>),
        case: &'c Case,
        (decision, competence): (&'c Decision, &'c Competence),
        member: ObjectId,
    ) -> Self {
        Self {
            evaluation,
            inquiry,
            case,
            decision,
            competence,
            member,
            support: Support::default(),
            told: true,
            given: None,
        }
    }

    pub(super) fn program(&self) -> &'m Program {
        self.evaluation.program()
    }

    /// The outcome, as the decision document has it.
    pub(super) fn outcome(mut self, detail: Detail) -> Json {
        let series = self.series();
        // Whether something open is truly open, and what follows then, can only be told by what it rests on.
        let told = detail != Detail::Outcomes || series.iter().any(|one| one.snapshot.outcome == Outcome::Open);
        self.told = told;
        series.iter().filter(|_| told).for_each(|stretch| self.support_of(stretch));
        let day = self.day_of_reference();
        let seen = series.iter().find(|stretch| stretch.from <= day && day <= stretch.until).or(series.first());
        let Some(seen) = seen.cloned() else { return Json::Null };
        let whole = self.whole(&seen, day);
        let periods = Self::clipped(&series, whole.start, whole.end);
        let head = periods.iter().find(|stretch| stretch.from <= day && day <= stretch.until).or(periods.first());
        let head = head.unwrap_or(&seen).clone();
        let settled = head.snapshot.outcome != Outcome::Open;
        let missing = match settled && detail == Detail::Outcomes {
            true => Missing::default(),
            false => self.missing(&series, &head, day),
        };
        let idle = !settled && missing.is_idle() && self.support.faults.is_empty();
        if let Some(outcome) = idle.then(|| self.completed(detail)).flatten() {
            return outcome;
        }
        if detail == Detail::Outcomes {
            return self.bare(&head, &periods, &whole, &missing);
        }
        let ends: Vec<Option<End>> = (0..periods.len()).map(|at| self.end_of(&periods, at, whole.end)).collect();
        let at = periods.iter().position(|stretch| stretch.from == head.from);
        let holds = at.and_then(|at| ends.get(at).copied()).flatten();
        let mut list = match self.decision.kind {
            DecisionKind::Besluit => {
                let otherwise = self.otherwise(&head);
                self.document((&head, holds), (&periods, &ends), &whole, (&missing, otherwise))
            }
            DecisionKind::Procedure => self.procedure(&head, &whole, &missing),
            DecisionKind::Plan => self.plan(&head, &whole, &missing),
        };
        if detail == Detail::Trace {
            list.push(("spoor", self.trace(&head)));
        }
        members(list)
    }

    /// What is still needed; start, end, terms and duties are seen from the day of reference.
    fn missing(&mut self, series: &[Stretch], head: &Stretch, day: Date) -> Missing {
        let stage = match (head.snapshot.applies, head.snapshot.outcome) {
            (None, _) => Stage::Gate,
            (Some(_), Outcome::Open) => Stage::Open,
            (Some(_), _) => Stage::Settled,
        };
        let mut days: Vec<Date> = series.iter().map(|stretch| stretch.from).take(MOST_DAYS).collect();
        if head.snapshot.outcome != Outcome::Open && !days.contains(&day) {
            days.push(day);
            order::sort(&mut days);
        }
        let question = Question { decision: self.decision, member: self.member, days: &days };
        open::missing((self.inquiry, self.evaluation), self.case, question, &self.support, stage)
    }

    fn document(
        &mut self,
        (head, holds): (&Stretch, Option<End>),
        (periods, ends): (&[Stretch], &[Option<End>]),
        whole: &Whole,
        (missing, otherwise): (&Missing, Json),
    ) -> Vec<(&'static str, Json)> {
        let mut list = vec![
            ("besluit", text(&self.decision.name)),
            ("betreft", show::ids(&self.case.facts, &[self.decision.class], &[self.member])),
            ("uitkomst", text(head.snapshot.outcome.text(self.decision.kind))),
            ("aard", text(head.snapshot.nature)),
            ("vervolg", self.follow_up(head, whole, missing)),
            (
                "perioden",
                Json::Array(periods.iter().zip(ends).map(|(period, end)| self.period_with(period, *end)).collect()),
            ),
            ("ingang", text_or_null(whole.start.map(|day| day.to_string()))),
            ("einde", text_or_null(whole.end.map(|day| day.to_string()))),
            ("geldt_tot_en_met", self.holds(holds)),
            ("termijnen", whole.terms.clone()),
            ("verplichtingen", whole.duties.clone()),
            ("bericht", whole.message.clone()),
            ("bevoegd", self.competence_of(head, whole)),
        ];
        list.extend(self.rests_on(missing, head.snapshot.applies == Some(true)));
        list.extend([("anders_als", otherwise), ("waarschuwingen", self.warnings(head))]);
        list
    }

    /// The days that matter: those of the case's period, for a procedure or plan only the day from which it is seen.
    pub(super) fn period_seen(&self) -> (Date, Date) {
        match self.decision.kind {
            DecisionKind::Besluit => self.case.periode,
            DecisionKind::Procedure | DecisionKind::Plan => (self.day_of_reference(), self.day_of_reference()),
        }
    }

    /// The peildatum, or the first day of the period when it lies outside.
    pub(super) fn day_of_reference(&self) -> Date {
        day_of_reference(self.case)
    }

    fn period_with(&self, stretch: &Stretch, end: Option<End>) -> Json {
        let mut list = self.period(stretch);
        list.push(("wijzigt", end.and_then(|end| self.change(end)).unwrap_or(Json::Null)));
        members(list)
    }

    /// A period, without what ends it.
    pub(super) fn period(&self, stretch: &Stretch) -> Vec<(&'static str, Json)> {
        let snapshot = &stretch.snapshot;
        vec![
            ("vanaf", text(stretch.from.to_string())),
            ("tot_en_met", text(stretch.until.to_string())),
            ("uitkomst", text(snapshot.outcome.text(self.decision.kind))),
            ("recht", snapshot.right.map_or(Json::Null, Json::Bool)),
            ("aard", text(snapshot.nature)),
            ("waarden", Json::Array(snapshot.values.clone())),
            ("vorm", snapshot.form.clone()),
        ]
    }

    /// The first day on which something is different, and what.
    fn change(&self, end: End) -> Option<Json> {
        let next = end.until.add_days(1)?;
        Some(members([("op", text(next.to_string())), ("oorzaak", text(self.cause(end.change, next)))]))
    }

    fn cause(&self, change: Change, next: Date) -> String {
        cause::text(self.program(), &self.case.facts, &self.support, change, next)
    }

    fn holds(&self, end: Option<End>) -> Json {
        let found = end.and_then(|end| Some((end.until, self.cause(end.change, end.until.add_days(1)?))));
        let (day, cause) = match found {
            Some((day, cause)) => (Some(day.to_string()), cause),
            None => (None, "geen verandering gevonden binnen vijf jaar na de periode".to_string()),
        };
        members([("datum", text_or_null(day)), ("oorzaak", text(cause))])
    }

    /// What ends a period: the next one, or what is found by looking ahead; never later than the end of the right.
    fn end_of(&mut self, periods: &[Stretch], at: usize, end: Option<Date>) -> Option<End> {
        let stretch = periods.get(at)?;
        let rights = matches!(stretch.snapshot.outcome, Outcome::Right | Outcome::Partial);
        let found = if at.checked_add(1)? < periods.len() {
            Some(End { until: stretch.until, change: stretch.change })
        } else {
            let support = std::mem::take(&mut self.support);
            let program = self.program();
            let found = self.ahead(stretch, &|change, day| support.is_due(program, change, day));
            self.support = support;
            found
        };
        match (found, end.filter(|_| rights)) {
            (Some(found), Some(end)) if end < found.until => Some(End { until: end, change: Change::Day }),
            (None, Some(end)) => Some(End { until: end, change: Change::Day }),
            (found, _) => found,
        }
    }

    /// Start, end, terms, duties and follow-up, seen from one day.
    fn whole(&mut self, seen: &Stretch, day: Date) -> Whole {
        let (declared, told) = (self.decision, self.told);
        let asked = seen.snapshot.outcome != Outcome::NotApplicable;
        let granted = seen.snapshot.right == Some(true);
        let start = declared.start.filter(|_| granted).and_then(|node| self.date(node, day));
        let end = declared.end.filter(|_| granted).and_then(|node| self.date(node, day));
        let begins = asked && seen.snapshot.right != Some(false);
        let begun = declared.day.filter(|_| begins).and_then(|node| self.date(node, day));
        let counts = match declared.kind {
            DecisionKind::Procedure => begins && seen.snapshot.outcome != Outcome::Partial,
            _ => asked,
        };
        let mut terms = Vec::new();
        for term in declared.terms.iter().filter(|_| counts && told) {
            let date = self.date(term.node, day);
            terms.push(members([("naam", text(&term.name)), ("datum", text_or_null(date.map(|day| day.to_string())))]));
        }
        let mut duties = Vec::new();
        for duty in declared.duties.iter().filter(|_| granted && told) {
            match self.noted(duty.node, day) {
                Val::Bool(false) => {}
                Val::Bool(true) => duties.push(members([("naam", text(&duty.name)), ("geldt", Json::Bool(true))])),
                _ => duties.push(members([("naam", text(&duty.name)), ("geldt", Json::Null)])),
            }
        }
        let message = if granted && told { self.message(day) } else { Json::Null };
        let mut follow_up = None;
        for follow in &declared.follow_ups {
            if follow_up.is_none() && self.noted(follow.condition, day) == Val::Bool(true) {
                follow_up = Some((follow.kind.clone(), follow.to.clone()));
            }
        }
        Whole { day: begun, start, end, terms: Json::Array(terms), duties: Json::Array(duties), message, follow_up }
    }

    /// Who may decide; nothing where there is nothing to decide: it is no question, or it does not begin, and nothing
    /// follows from that either.
    pub(super) fn competence_of(&mut self, head: &Stretch, whole: &Whole) -> Json {
        let (perhaps, idle) = match self.decision.kind {
            DecisionKind::Procedure => (head.snapshot.applies == Some(true), head.snapshot.right == Some(false)),
            _ => (head.snapshot.outcome != Outcome::NotApplicable, false),
        };
        let none = head.snapshot.outcome == Outcome::NotApplicable || idle;
        if none && whole.follow_up.is_none() { Json::Null } else { self.competent(perhaps) }
    }

    fn date(&mut self, node: NodeId, day: Date) -> Option<Date> {
        match self.noted(node, day) {
            Val::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The rule's own follow-up; for an open outcome otherwise whether a person must judge or it must wait.
    pub(super) fn follow_up(&self, head: &Stretch, whole: &Whole, missing: &Missing) -> Json {
        let (kind, to) = match (&whole.follow_up, head.snapshot.outcome) {
            (Some((kind, to)), _) => (text(kind), to.clone()),
            (None, Outcome::Open) if head.snapshot.applies.is_some() => {
                match missing.judges(self.program(), &self.support) {
                    Some(roles) => (text("oordeel nodig"), Some(roles.join("; ").into())),
                    None => (text("aanhouden"), None),
                }
            }
            _ => return Json::Null,
        };
        members([("soort", kind), ("aan", text_or_null(to.filter(|to| !to.is_empty())))])
    }
}
