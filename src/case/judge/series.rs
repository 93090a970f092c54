//! Compares the periods that an example expects with those of the decision document.

use super::{is_value, items, named};
use crate::case::build::Json;
use crate::model::PeriodWords;
use crate::program::Decision;
use crate::values::{Date, dutch};

/// Whether these are the periods, all of them and in this order.
///
/// # Errors
///
/// What came out instead, in Dutch.
pub(super) fn compare(decision: &Decision, found: &Json, wanted: &[PeriodWords]) -> Result<(), String> {
    let periods = items(found, "perioden");
    let same = |period: &Json, wanted: &PeriodWords| {
        day(period, "vanaf") == Some(wanted.from)
            && day(period, "tot_en_met") == Some(wanted.until)
            && outcome(period) == wanted.outcome
    };
    if periods.len() != wanted.len() || !periods.iter().zip(wanted).all(|(period, wanted)| same(period, wanted)) {
        return Err(periods.iter().map(shown).collect::<Vec<_>>().join("; "));
    }
    for (period, wanted) in periods.iter().zip(wanted) {
        for (name, expected) in &wanted.values {
            let (name, expected) = named(decision, name, expected);
            is_value(decision, found, Some(period), (&name, &expected))
                .map_err(|given| format!("van {}: {given}", dutch::date(wanted.from)))?;
        }
    }
    Ok(())
}

/// `van 1 juli 2026 tot en met 31 december 2026: recht`
fn shown(period: &Json) -> String {
    let shown = |key| day(period, key).map(dutch::date).unwrap_or_default();
    format!("van {} tot en met {}: {}", shown("vanaf"), shown("tot_en_met"), outcome(period))
}

fn outcome(period: &Json) -> &str {
    period.get("uitkomst").and_then(Json::as_str).unwrap_or_default()
}

fn day(period: &Json, key: &str) -> Option<Date> {
    Date::parse_iso(period.get(key)?.as_str()?)
}
