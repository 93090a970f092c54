//! A case of which some facts differ per row: everything else is read once.
//!
//! **Invariant:** after a row was put in, the facts are what reading the case with the values of that row gives, and a row
//! is refused where that reading would be.

use super::super::error::{CaseError, Code};
use super::super::json::Limits;
use super::super::names::Names;
use super::super::path::{Path, Step};
use super::objects::ordered;
use super::reader::{Reader, describe};
use super::{Case, Json, Options, Provenance};
use crate::evaluate::{Given, ObjectId, Withheld};
use crate::program::{InputId, Program, Type};

/// The places that differ, and the facts that they are, or lie in.
#[derive(Default)]
pub(super) struct Varying {
    /// Each with how many of its steps lead to the fact.
    places: Vec<(Vec<Step>, usize)>,
    facts: Vec<(InputId, Vec<ObjectId>, Vec<Step>)>,
}

impl Reader<'_, '_> {
    /// Finds how many steps of each place lead to its fact: one more than to the innermost object around it.
    pub(super) fn locate(&mut self) {
        for (place, own) in &mut self.varying.places {
            let around = self.pending.iter().map(|one| &*one.steps).filter(|steps| place.starts_with(steps));
            let inner = around.map(<[Step]>::len).filter(|len| *len < place.len()).max();
            let relation = matches!(place.first(), Some(Step::Key(key)) if key == "relaties").then_some(2);
            *own = inner.or(relation).unwrap_or(0).saturating_add(1);
        }
    }

    /// Whether a fact differs per row; then it is noted, and something stands for it.
    pub(super) fn varied(
        &mut self,
        (input, args): (InputId, &[ObjectId]),
        path: &Path,
    ) -> Option<(Given, Vec<Provenance>)> {
        if self.varying.places.is_empty() {
            return None;
        }
        let steps = path.steps();
        let is_own = |(place, own): &(Vec<Step>, usize)| place.get(..*own) == Some(&*steps);
        if !self.varying.places.iter().any(is_own) {
            return None;
        }
        self.varying.facts.push((input, args.to_vec(), steps));
        Some((Given::Withheld(Withheld::Disputed), Vec::new()))
    }
}

/// A fact that differs per row.
struct Varied<'p, 'j> {
    ty: &'p Type,
    input: InputId,
    args: Vec<ObjectId>,
    /// Its place, and what stands there.
    path: Vec<Step>,
    json: &'j Json<'j>,
    /// The columns in it, each with the steps from the fact on.
    columns: Vec<(usize, Vec<Step>)>,
    /// Under what its provenance stands.
    key: (InputId, Vec<ObjectId>),
}

/// A case that was read but for the facts that differ per row.
pub(in super::super) struct Template<'p, 'j> {
    reader: Reader<'p, 'j>,
    /// The case with the row that was put in last.
    pub(in super::super) case: Case,
    facts: Vec<Varied<'p, 'j>>,
}

/// Why there is no template.
pub(in super::super) enum TemplateFault {
    /// All that is wrong with the case.
    Case(Vec<CaseError>),
    /// The numbers of the places that are no fact.
    NoFacts(Vec<usize>),
}

impl<'p, 'j> Template<'p, 'j> {
    /// Reads a case in which something stands at each of these places.
    pub(in super::super) fn new(
        program: &'p Program,
        json: &'j Json<'j>,
        options: &Options,
        places: &[Vec<Step>],
    ) -> Result<Self, TemplateFault> {
        let mut reader = Reader::new(Names::new(program));
        reader.varying.places = places.iter().map(|place| (place.clone(), 0)).collect();
        let Some(case) = reader.case(json, options).filter(|_| reader.errors.is_empty()) else {
            return Err(TemplateFault::Case(reader.sorted_errors()));
        };
        let Varying { places, facts } = std::mem::take(&mut reader.varying);
        let facts = facts.into_iter().filter_map(|found| Varied::new(program, json, found, &places));
        let facts: Vec<Varied<'_, '_>> = facts.collect();
        let is_fact = |place: &usize| facts.iter().any(|fact| fact.columns.iter().any(|(column, _)| column == place));
        let none: Vec<usize> = (0..places.len()).filter(|place| !is_fact(place)).collect();
        if none.is_empty() { Ok(Self { reader, case, facts }) } else { Err(TemplateFault::NoFacts(none)) }
    }

    /// Puts the values of a row in; where there is none for a place, nothing stands there.
    pub(in super::super) fn put(&mut self, cell: &dyn Fn(usize) -> Option<&'j Json<'j>>) -> Result<(), Vec<CaseError>> {
        let Self { reader, case, facts } = self;
        facts.iter().for_each(|fact| fact.put(reader, case, cell));
        if reader.errors.is_empty() { Ok(()) } else { Err(reader.sorted_errors()) }
    }
}

impl<'p, 'j> Varied<'p, 'j> {
    fn new(
        program: &'p Program,
        json: &'j Json<'j>,
        (input, args, path): (InputId, Vec<ObjectId>, Vec<Step>),
        places: &[(Vec<Step>, usize)],
    ) -> Option<Self> {
        let declared = program.inputs.get(input as usize)?;
        let json = path.iter().try_fold(json, below)?;
        let numbered = places.iter().enumerate();
        let own = numbered.filter(|(_, (place, own))| place.get(..*own) == Some(&*path));
        let columns = own.map(|(column, (place, own))| (column, place.iter().skip(*own).cloned().collect())).collect();
        let key = (input, ordered(declared, &args));
        Some(Self { ty: &declared.ty, input, args, path, json, columns, key })
    }

    /// Puts what a row says of it in the case, or notes what is wrong.
    fn put(&self, reader: &mut Reader<'_, '_>, case: &mut Case, cell: &dyn Fn(usize) -> Option<&'j Json<'j>>) {
        let made;
        let json = match self.columns.as_slice() {
            [(column, rest)] if rest.is_empty() => cell(*column),
            _ => {
                made = self.filled(cell);
                Some(&made)
            }
        };
        let path = Path::At(&self.path);
        let (given, provenance) = match json {
            None => (Given::Unknown, None),
            Some(json) if reader.is_whole(self.ty, json, &path) => {
                let Some((given, provenance)) = reader.given(self.ty, json, &path) else { return };
                (given, Some(provenance))
            }
            Some(_) => return,
        };
        case.facts.set(reader.names.program, self.input, &self.args, given);
        match (case.provenance.get_mut(&self.key), provenance) {
            (Some(known), Some(provenance)) => *known = provenance,
            (None, Some(provenance)) => drop(case.provenance.insert(self.key.clone(), provenance)),
            (_, None) => drop(case.provenance.remove(&self.key)),
        }
    }

    /// What stands there with the values of a row inside it.
    fn filled(&self, cell: &dyn Fn(usize) -> Option<&'j Json<'j>>) -> Json<'j> {
        let mut json = self.json.clone();
        for (column, rest) in &self.columns {
            if let Some((Step::Key(key), above)) = rest.split_last()
                && let Some(Json::Object(members)) = above.iter().try_fold(&mut json, below_mut)
            {
                members.retain(|(known, _)| known != key);
                members.extend(cell(*column).map(|cell| (key.clone().into(), cell.clone())));
            }
        }
        json
    }
}

impl Reader<'_, '_> {
    /// Whether a value is within the bounds of a case, and brings no object of its own, which would be there in this row
    /// only; a fault when not.
    fn is_whole(&mut self, ty: &Type, json: &Json, path: &Path) -> bool {
        if !matches!(json, Json::Array(_) | Json::Object(_)) {
            return true;
        }
        let most = Limits::default().items;
        if widest(json) > most {
            self.fault(Code::TooLarge, path, format!("ten hoogste {most} leden in een lijst of object"));
        } else if matches!(ty, Type::Object { .. } | Type::Many(_)) && holds_objects(json) {
            let expected = self.expected(ty);
            self.fault_expecting(Code::WrongType, path, describe(json), expected);
        } else {
            return true;
        }
        false
    }
}

/// The most items of one list or object in a value.
fn widest(json: &Json) -> usize {
    match json {
        Json::Array(items) => items.iter().map(widest).fold(items.len(), usize::max),
        Json::Object(members) => members.iter().map(|(_, json)| widest(json)).fold(members.len(), usize::max),
        _ => 0,
    }
}

/// Whether there is an object with an id in a value.
pub(in super::super) fn holds_objects(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.iter().any(holds_objects),
        Json::Object(members) => members.iter().any(|(key, json)| key == "id" || holds_objects(json)),
        _ => false,
    }
}

/// What stands one step below.
fn below<'v, 'j>(json: &'v Json<'j>, step: &Step) -> Option<&'v Json<'j>> {
    match step {
        Step::Index(index) => json.as_array()?.get(*index),
        Step::Key(key) => json.get(key),
    }
}

/// What stands one step below, to change it.
pub(in super::super) fn below_mut<'v, 'j>(json: &'v mut Json<'j>, step: &Step) -> Option<&'v mut Json<'j>> {
    match (json, step) {
        (Json::Array(items), Step::Index(index)) => items.get_mut(*index),
        (Json::Object(members), Step::Key(key)) => {
            members.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
        }
        _ => None,
    }
}
