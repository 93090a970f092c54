//! All periods that are decided. A case is decided over its own period, mostly a month; what was decided holds from its
//! start until its end, or until it may change.

use super::Drafting;
use super::texts::{Text, say};
use crate::case::build::Json;
use crate::case::decide;
use crate::case::read::Case;
use crate::case::shown::{amount, day, list, named, text};
use crate::evaluate::{Machine, ObjectId};
use crate::program::Decision;
use crate::values::{Date, dutch};

/// Days further away than this from the case's period are not looked at.
const MOST_YEARS: i64 = 10;

/// What a value of a contribution is called.
const CONTRIBUTION: &str = "bijdrage";

/// A decision without what it tells the provider: its message, and the values that are fields of that message, which are
/// given apart.
pub(super) fn without_message(decision: &Decision) -> (Decision, Vec<String>) {
    let mut own = decision.clone();
    let Some(message) = own.message.take() else { return (own, Vec::new()) };
    let (coded, kept) = own.values.into_iter().partition(|value| {
        let name = value.name.as_str();
        !name.contains(CONTRIBUTION) && message.fields.iter().any(|field| field.name == name)
    });
    let coded: Vec<crate::program::DecisionValue> = coded;
    own.values = kept;
    (own, coded.into_iter().map(|value| value.name.into()).collect())
}

/// The periods of an outcome from the start of the right until its end, or until the last day on which it surely holds.
pub(super) fn all(
    machine: &mut Machine<'_>,
    case: &Case,
    (decision, member): (&Decision, ObjectId),
    outcome: &Json,
) -> Vec<Json> {
    let (first, last) = case.periode;
    let of = |json: &Json, key: &str| json.get(key).and_then(Json::as_str).and_then(Date::parse_iso);
    let near = |day: &Date| {
        let years = if *day < first { first.full_years_since(*day) } else { day.full_years_since(last) };
        years < MOST_YEARS
    };
    let holds = outcome.get("geldt_tot_en_met").and_then(|holds| of(holds, "datum"));
    let from = of(outcome, "ingang").filter(near).map_or(first, |start| start.min(first));
    let until = of(outcome, "einde").or(holds).filter(near).map_or(last, |end| end.max(last));
    let found = if (from, until) == case.periode {
        list(outcome, "perioden").to_vec()
    } else {
        let wide = Case { periode: (from, until), ..case.clone() };
        list(&decide::one(machine, &wide, decision, member), "perioden").to_vec()
    };
    if holds.is_none() && of(outcome, "einde").is_none() { open_ended(found) } else { found }
}

/// Of what nothing was found to end it, the last day says nothing.
fn open_ended(mut periods: Vec<Json>) -> Vec<Json> {
    if let Some(Json::Object(last)) = periods.last_mut() {
        last.retain(|(key, _)| key != "tot_en_met");
    }
    periods
}

impl Drafting<'_, '_> {
    /// What is granted, per period, with amounts and form; of a period between what is not known yet.
    pub(super) fn granted(&self) -> Vec<String> {
        let is_granted = |period: &&Json| matches!(text(period, "uitkomst"), "recht" | "gedeeltelijk recht");
        if !self.periods.iter().any(|period| is_granted(&period)) {
            return Vec::new();
        }
        let mut shown: Vec<(String, Option<String>, String)> = Vec::new();
        for period in self.periods {
            let says = match text(period, "uitkomst") {
                "recht" | "gedeeltelijk recht" => self.brings(period),
                "nog niet te bepalen" => say(Text::PeriodOpen, &[]),
                _ => say(Text::PeriodNothing, &[]),
            };
            let (from, until) = (day(period, "vanaf").unwrap_or_default(), day(period, "tot_en_met"));
            match shown.last_mut().filter(|(.., known)| *known == says) {
                Some((_, end, _)) => *end = until,
                None => shown.push((from, until, says)),
            }
        }
        let line = |(from, until, says): (String, Option<String>, String)| match until {
            _ if says.is_empty() => None,
            Some(until) => Some(say(Text::Period, &[&from, &until, &says])),
            None => Some(say(Text::PeriodFrom, &[&from, &says])),
        };
        shown.into_iter().filter_map(line).collect()
    }

    /// The amounts and the form of a period.
    fn brings(&self, period: &Json) -> String {
        let values = list(period, "waarden").iter().filter(|value| !is_contribution(value));
        let mut parts: Vec<String> = values.filter_map(named).collect();
        let form = text(period, "vorm");
        if !form.is_empty() {
            parts.push(say(Text::Form, &[form]));
        }
        parts.join("; ")
    }

    /// The own contribution, where a value is called so.
    pub(super) fn contribution(&self) -> Option<String> {
        let values = self.periods.iter().flat_map(|period| list(period, "waarden"));
        values.filter(|value| is_contribution(value)).find_map(amount)
    }

    /// Until when it surely holds; of a right with an end all periods are told.
    pub(super) fn holds(&self) -> Option<String> {
        let whole = self.is_open() || day(self.outcome, "einde").is_some();
        let holds = self.outcome.get("geldt_tot_en_met").filter(|_| !whole)?;
        Some(say(Text::Holds, &[&day(holds, "datum")?, text(holds, "oorzaak")]))
    }

    /// The days of terms that are still to come.
    pub(super) fn days_to_come(&self, leave_out: &[&str]) -> Vec<String> {
        let terms = list(self.outcome, "termijnen").iter().filter(|term| !leave_out.contains(&text(term, "naam")));
        let shown = terms.filter_map(|term| {
            let on = Date::parse_iso(text(term, "datum")).filter(|on| *on >= self.today())?;
            Some(format!("{}: {}", text(term, "naam"), dutch::date(on)))
        });
        shown.collect()
    }
}

fn is_contribution(value: &Json) -> bool {
    text(value, "naam").contains(CONTRIBUTION)
}
