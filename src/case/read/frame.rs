//! What stands around the facts: days, municipality, who asks; and the order in which a case is read.

use std::collections::BTreeMap;

use super::super::error::Code;
use super::super::key::{place_of, same_name};
use super::super::names::TOP;
use super::super::path::Path;
use super::reader::{Reader, list_of, shorten};
use super::{Asker, Case, Json, Member, Options};
use crate::evaluate::Facts;
use crate::program::ClassId;
use crate::values::Date;

/// A period of more years than this is too long to decide on.
const MOST_YEARS: i64 = 10;

impl<'j> Reader<'_, 'j> {
    /// Reads a whole case; `None` when what is missing makes it no case at all.
    pub(super) fn case(&mut self, json: &'j Json<'j>, options: &Options) -> Option<Case> {
        let path = Path::default();
        let members = self.members(json, &path, "een object met `peildatum` en de gegevens")?;
        self.top_keys(members, &path);
        let peildatum = self.peildatum(json, options, &path);
        let periode = self.periode(json, peildatum, &path);
        self.known_until = self.optional_date(json, "kennis_tot", &path);
        let gemeente = self.gemeente(json, options, &path);
        let vrager = self.vrager(json, &path);
        self.collect_objects(members, &path);
        self.locate();
        let mut case = Case {
            facts: self.empty_facts(peildatum.unwrap_or(Date::MIN))?,
            peildatum: peildatum.unwrap_or(Date::MIN),
            periode: periode.unwrap_or((Date::MIN, Date::MIN)),
            kennis_tot: self.known_until,
            gemeente,
            vrager,
            judgements: Vec::new(),
            provenance: BTreeMap::new(),
            reuse: BTreeMap::new(),
            sha256: String::new(),
        };
        self.all_facts(&mut case, members, &path);
        self.relations(&mut case, json, &path);
        self.judgements(&mut case, json, &path);
        Some(case)
    }

    /// Reports keys at the top that are neither sections nor facts of the case itself.
    fn top_keys(&mut self, members: &[Member], path: &Path) {
        for (key, _) in members {
            if self.is_full() {
                return;
            }
            let known = TOP.contains(&key.as_ref())
                || self.names.section(key).is_some()
                || self.names.input(&[], key).is_some();
            if !known {
                let names: Vec<String> = self.names.top().into_iter().map(ToString::to_string).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                self.unknown_fact(key, &path.key(key), &names);
            }
        }
    }

    /// Reports a key that names no fact here: a computed value, or nothing at all.
    pub(super) fn unknown_fact(&mut self, key: &str, path: &Path, known: &[&str]) {
        match self.names.computed(key) {
            Some(term) => {
                self.fault_expecting(Code::Computed, path, shorten(key), format!("de gegevens waaruit `{term}` volgt"))
            }
            None => self.fault_near(Code::UnknownKey, path, key, known),
        }
    }

    fn peildatum(&mut self, json: &Json, options: &Options, path: &Path) -> Option<Date> {
        let given = json.get("peildatum").map(|value| self.date(value, &path.key("peildatum")));
        if given.is_none() && options.op.is_none() {
            self.fault_expecting(Code::Missing, path, "peildatum", "een datum, zoals `\"2026-10-01\"`");
        }
        match options.op {
            Some(day) => self.not_early(day, &path.key("peildatum")),
            None => given.flatten(),
        }
    }

    fn periode(&mut self, json: &Json, peildatum: Option<Date>, path: &Path) -> Option<(Date, Date)> {
        let Some(value) = json.get("periode") else {
            return peildatum.map(|day| (day.first_of_month(), day.last_of_month()));
        };
        let path = path.key("periode");
        let members = self.members(value, &path, "`{\"vanaf\": …, \"tot_en_met\": …}`")?;
        self.only(members, &["vanaf", "tot_en_met"], &path);
        let from = self.required_date(value, "vanaf", &path);
        let until = self.required_date(value, "tot_en_met", &path);
        let (from, until) = (from?, until?);
        if until < from {
            self.fault(Code::Reversed, &path.key("tot_en_met"), until.to_string());
        } else if until.full_years_since(from) >= MOST_YEARS {
            self.fault(Code::TooLarge, &path, format!("een periode van {MOST_YEARS} jaar of meer"));
        }
        Some((from, until))
    }

    /// A day under a key that must be there.
    pub(super) fn required_date(&mut self, json: &Json, key: &str, path: &Path) -> Option<Date> {
        match json.get(key) {
            Some(value) => self.date(value, &path.key(key)),
            None => {
                self.fault_expecting(Code::Missing, path, key, "een datum, zoals `\"2026-10-01\"`");
                None
            }
        }
    }

    fn gemeente(&mut self, json: &Json, options: &Options, path: &Path) -> String {
        let own = self.names.program.identity.municipality.to_string();
        let path = path.key("gemeente");
        let given = json.get("gemeente").and_then(|value| self.text(value, &path));
        let Some(name) = options.gemeente.clone().or(given) else {
            return own;
        };
        let mut known: Vec<&str> = options.gemeenten.iter().map(String::as_str).collect();
        if known.is_empty() && !own.is_empty() {
            known.push(&own);
        }
        if !known.is_empty() && !known.contains(&name.as_str()) {
            self.fault_near(Code::UnknownMunicipality, &path, &name, &known);
        } else if !own.is_empty() && name != own {
            self.fault_expecting(Code::UnknownMunicipality, &path, &name, format!("`{own}`, waarvan deze regels zijn"));
        }
        name
    }

    fn vrager(&mut self, json: &Json, path: &Path) -> Option<Asker> {
        let value = json.get("vrager").filter(|value| !value.is_null())?;
        let path = path.key("vrager");
        let members = self.members(value, &path, "`{\"rol\": …, \"organisatie\": …}`")?;
        self.only(members, &["rol", "organisatie"], &path);
        let organisation = self.optional_text(value, "organisatie", &path);
        let organisation = organisation.and_then(|name| self.organisation(name, &path.key("organisatie")));
        let role = self.role(value, &path)?;
        Some(Asker { role, organisation })
    }

    /// The organisation as the rule files call it; as written when they describe none.
    fn organisation(&mut self, name: String, path: &Path) -> Option<String> {
        let stated = &self.names.program.organisation.stated;
        if stated.is_empty() {
            return Some(name);
        }
        let found = stated.iter().find(|object| same_name(&object.name, &name));
        if found.is_none() {
            let names: Vec<&str> = stated.iter().map(|object| object.name.as_str()).collect();
            self.fault_near(Code::UnknownOrganisation, path, &name, &names);
        }
        found.map(|object| object.name.to_string())
    }

    /// The role under `rol`, as declared.
    pub(super) fn role(&mut self, json: &Json, path: &Path) -> Option<String> {
        let Some(value) = json.get("rol") else {
            let roles: Vec<&str> = self.names.program.roles.iter().map(AsRef::as_ref).collect();
            self.fault_expecting(Code::Missing, path, "rol", list_of(&roles));
            return None;
        };
        let path = path.key("rol");
        let text = self.text(value, &path)?;
        let program = self.names.program;
        let names = program.roles.iter().map(AsRef::as_ref);
        let declared = place_of(names, &text).and_then(|at| program.roles.get(at));
        if declared.is_none() {
            let roles: Vec<&str> = program.roles.iter().map(AsRef::as_ref).collect();
            self.fault_near(Code::UnknownRole, &path, &text, &roles);
        }
        declared.map(String::from)
    }

    /// The law under `verkregen_voor`, as the rules cite it.
    pub(super) fn obtained_for(&mut self, json: &Json, path: &Path) -> Option<String> {
        let text = self.optional_text(json, "verkregen_voor", path)?;
        let program = self.names.program;
        let law = program.laws.iter().find(|law| same_name(law, &text));
        if law.is_none() {
            let laws: Vec<&str> = program.laws.iter().map(AsRef::as_ref).collect();
            self.fault_near(Code::UnknownLaw, &path.key("verkregen_voor"), &text, &laws);
        }
        law.map(String::from)
    }

    /// Facts with every input unknown; a fault when there would be too many.
    fn empty_facts(&mut self, day: Date) -> Option<Facts> {
        // Sixteen bytes each, and a search for what is missing takes them once more.
        const MOST_PLACES: usize = 1_250_000;
        const MOST_TOGETHER: usize = 600;
        let program = self.names.program;
        let together: usize = self.objects.iter().map(Vec::len).sum();
        let count = |class: Option<ClassId>| class.map_or(1, |class| self.ids(class).len());
        let places = program.keys().rows.iter().try_fold(0usize, |sum, ((first, second), row)| {
            let places = count(*first).saturating_mul(count(*second)).saturating_mul(*row as usize);
            sum.checked_add(places).filter(|sum| *sum <= MOST_PLACES)
        });
        let places = places.filter(|_| together <= MOST_TOGETHER);
        if places.is_none() {
            self.fault(Code::TooLarge, &Path::default(), "te veel objecten samen");
        }
        places.map(|_| Facts::new(program, day, self.objects.clone()))
    }
}
