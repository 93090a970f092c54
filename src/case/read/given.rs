//! What is given of one fact: a value, a dispute, or values per period; each with its source.

use super::super::error::Code;
use super::super::path::Path;
use super::reader::Reader;
use super::{Json, Provenance};
use crate::evaluate::{Datum, Given, Withheld};
use crate::program::Type;
use crate::values::{Date, order};

/// What a value with its source may say.
const KEYS: [&str; 4] = ["waarde", "bron", "bekend_op", "verkregen_voor"];

/// One value or the reason why there is none.
type Entry = Result<Datum, Withheld>;

impl Reader<'_, '_> {
    /// Reads what is given of a fact of this type.
    pub(super) fn given(&mut self, ty: &Type, json: &Json, path: &Path) -> Option<(Given, Vec<Provenance>)> {
        if let Some(items) = dated_items(ty, json) {
            return self.dated(ty, items, path);
        }
        let (entry, provenance) = self.entry(ty, json, path, false)?;
        let given = entry.map_or_else(Given::Withheld, Given::Always);
        Some((given, vec![provenance]))
    }

    /// One value: bare, with its source, or disputed; `dated` inside a list of values per period.
    fn entry(&mut self, ty: &Type, json: &Json, path: &Path, dated: bool) -> Option<(Entry, Provenance)> {
        if json.get("id").is_none() {
            if let Some(versions) = json.get("betwist") {
                return self.disputed(ty, (json, versions), path, dated);
            }
            if dated || KEYS.iter().any(|key| json.get(key).is_some()) {
                return self.annotated(ty, json, path, dated);
            }
        }
        let datum = self.value(ty, json, path)?;
        Some((Ok(datum), Provenance::default()))
    }

    /// `{ "waarde", "bron", "bekend_op", "verkregen_voor" }`, in a list also `vanaf` and `tot_en_met`.
    fn annotated(&mut self, ty: &Type, json: &Json, path: &Path, dated: bool) -> Option<(Entry, Provenance)> {
        let members = self.members(json, path, "een object met `waarde` en `vanaf`")?;
        let days: &[&str] = if dated { &["vanaf", "tot_en_met"] } else { &[] };
        self.only(members, &[&KEYS, days].concat(), path);
        let source = self.optional_text(json, "bron", path);
        let known_on = self.optional_date(json, "bekend_op", path);
        let obtained_for = self.obtained_for(json, path);
        let Some(value) = json.get("waarde") else {
            self.fault(Code::Missing, path, "waarde");
            return None;
        };
        let datum = self.value(ty, value, &path.key("waarde"))?;
        let provenance = Provenance { source, known_on, obtained_for, ..Provenance::default() };
        let entry = if self.is_known(known_on) { Ok(datum) } else { Err(Withheld::LaterKnown) };
        Some((entry, provenance))
    }

    /// `{ "betwist": [ … ] }`: unknown, unless only one version was known at the time.
    fn disputed(
        &mut self,
        ty: &Type,
        (json, versions): (&Json, &Json),
        path: &Path,
        dated: bool,
    ) -> Option<(Entry, Provenance)> {
        let allowed: &[&str] = if dated { &["betwist", "vanaf", "tot_en_met"] } else { &["betwist"] };
        self.only(json.as_object().unwrap_or_default(), allowed, path);
        let path = path.key("betwist");
        let items = self.items(versions, &path, "een lijst van waarden met hun bron")?;
        if items.len() < 2 {
            self.fault(Code::NoDispute, &path, items.len().to_string());
        }
        let read: Vec<_> =
            items.iter().enumerate().filter_map(|(at, item)| self.entry(ty, item, &path.index(at), false)).collect();
        let sources: Vec<String> = read.iter().filter_map(|(_, provenance)| provenance.source.clone()).collect();
        let source = (!sources.is_empty()).then(|| sources.join("; "));
        let mut known = read.into_iter().filter_map(|(entry, provenance)| Some((entry.ok()?, provenance)));
        match (known.next(), known.next()) {
            (None, _) => Some((Err(Withheld::LaterKnown), Provenance::default())),
            (Some((datum, provenance)), None) => Some((Ok(datum), provenance)),
            _ => Some((Err(Withheld::Disputed), Provenance { source, ..Provenance::default() })),
        }
    }

    /// A list of values with `vanaf` and `tot_en_met`.
    fn dated(&mut self, ty: &Type, items: &[Json], path: &Path) -> Option<(Given, Vec<Provenance>)> {
        if items.is_empty() {
            self.fault_expecting(
                Code::WrongType,
                path,
                "een lege lijst",
                "ten minste één object met `waarde` en `vanaf`",
            );
            return None;
        }
        let mut read = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = path.index(at);
            let entry = self.entry(ty, item, &path, true);
            let days = self.days(item, &path);
            if let (Some((entry, provenance)), Some((from, until))) = (entry, days) {
                read.push((from, until, entry, Provenance { from: Some(from), until, ..provenance }, at));
            }
        }
        order::sort_by_key(&mut read, |(from, until, _, _, at)| (*from, *until, *at));
        for (earlier, later) in read.iter().zip(read.iter().skip(1)) {
            if earlier.1.is_none_or(|until| until >= later.0) {
                self.fault(Code::Overlap, &path.index(later.4), later.0.to_string());
            }
        }
        let provenance = read.iter().map(|(_, _, _, provenance, _)| provenance.clone()).collect();
        Some((dated_given(read.into_iter().map(|(from, until, entry, ..)| (from, until, entry)).collect()), provenance))
    }

    /// `vanaf` and `tot_en_met`; without the last one there is no end.
    pub(super) fn days(&mut self, json: &Json, path: &Path) -> Option<(Date, Option<Date>)> {
        json.as_object()?;
        let from = self.required_date(json, "vanaf", path);
        let until = self.optional_date(json, "tot_en_met", path);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            self.fault(Code::Reversed, &path.key("tot_en_met"), until.to_string());
        }
        Some((from?, until))
    }

    /// Whether something that became known on a day was known in time.
    pub(super) fn is_known(&self, day: Option<Date>) -> bool {
        !matches!((day, self.known_until), (Some(day), Some(until)) if day > until)
    }
}

/// Values per period as given; when none of them is known, why.
pub(super) fn dated_given(read: Vec<(Date, Option<Date>, Entry)>) -> Given {
    let why = read.iter().find_map(|(_, _, entry)| entry.as_ref().err().copied());
    let known: Vec<_> = read.into_iter().filter_map(|(from, until, entry)| Some((from, until, entry.ok()?))).collect();
    match why {
        Some(why) if known.is_empty() => Given::Withheld(why),
        _ => Given::Dated(known),
    }
}

/// The items of a list of values per period, which a list of objects or of periods is not.
fn dated_items<'v>(ty: &Type, json: &'v Json<'v>) -> Option<&'v [Json<'v>]> {
    let items = json.as_array()?;
    let is_value =
        |item: &Json| item.get("id").is_none() && (item.get("waarde").is_some() || item.get("betwist").is_some());
    let is_list = matches!(ty, Type::Many(_) | Type::Periods);
    (!is_list || items.iter().any(is_value)).then_some(items)
}
