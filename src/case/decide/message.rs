//! `bericht`: what an outcome hands to a message standard, and whether its checks are met.
//!
//! **Invariant:** a check never changes an outcome: one that is not met is a warning, one that is not known is asked.

use super::super::build::{Json, members, text, text_or_null};
use super::outcome::Subject;
use super::show;
use crate::evaluate::Val;
use crate::program::Message;
use crate::values::Date;

impl Subject<'_, '_, '_> {
    /// The message data of a right, seen from a day; `null` when there is no message. A field known to be empty is left out.
    pub(super) fn message(&mut self, day: Date) -> Json {
        let Some(message) = &self.decision.message else { return Json::Null };
        let mut fields = Vec::new();
        for field in &message.fields {
            let found = self.noted(field.node, day);
            if found != Val::Empty {
                fields.push(show::named(self.evaluation, field, found));
            }
        }
        let mut checks = Vec::new();
        for check in &message.checks {
            let met = match self.noted(check.node, day) {
                Val::Bool(met) => Some(met),
                _ => None,
            };
            if met == Some(false) {
                self.support.unmet.push(format!("{} ({})", check.name, title(message)));
            }
            checks.push(members([("code", text(&check.name)), ("voldaan", met.map_or(Json::Null, Json::Bool))]));
        }
        members([
            ("standaard", text(&message.standard)),
            ("bericht", text_or_null(Some(&message.number).filter(|number| !number.is_empty()))),
            ("velden", Json::Array(fields)),
            ("controles", Json::Array(checks)),
        ])
    }
}

/// `iWmo 3.2, 301`
fn title(message: &Message) -> String {
    match message.number.as_str() {
        "" => message.standard.to_string(),
        number => format!("{}, {number}", message.standard),
    }
}
