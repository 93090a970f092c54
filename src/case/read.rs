//! Reads a case: JSON text in, facts by dense ids out, or everything that is wrong with it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::error::{CaseError, Code};
use super::json::{self, JsonError, JsonErrorKind, Limits};
use super::names::Names;
use super::path::{render, shorten, steps_of};
use crate::evaluate::{Datum, Facts, ObjectId};
use crate::program::{InputId, Program, Source};
use crate::values::Date;

mod frame;
mod given;
mod judgements;
mod number;
mod objects;
mod reader;
mod relations;
mod value;
mod varied;

pub(super) use number::{base_name, own_name};
pub(super) use objects::ordered;
use reader::Reader;
pub(super) use varied::{Template, TemplateFault, below_mut, holds_objects};

/// A case while it is read: its texts are those of the case itself.
pub(super) type Json<'j> = json::Value<Cow<'j, str>>;

/// A key and what stands under it.
type Member<'j> = (Cow<'j, str>, Json<'j>);

/// How a case is read, besides its own text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Replaces the case's `peildatum`.
    pub op: Option<Date>,
    /// Replaces the case's `gemeente`.
    pub gemeente: Option<String>,
    /// The municipalities that have rules; empty when only the program's own is known.
    pub gemeenten: Vec<String>,
    /// Without its sha256, for what does not show it.
    pub unhashed: bool,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    /// The role, as declared.
    pub role: String,
    /// The organisation, as written.
    pub organisation: Option<String>,
}

/// Who looked at a judgement for the second time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessor {
    /// The role, when given.
    pub role: Option<String>,
    /// The name.
    pub name: Option<String>,
}

/// A judgement as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenJudgement {
    /// On what.
    pub input: InputId,
    /// About whom.
    pub args: Vec<ObjectId>,
    /// What.
    pub value: Datum,
    /// By which role.
    pub role: String,
    /// By whom.
    pub name: Option<String>,
    /// On which day.
    pub day: Date,
    /// Why.
    pub reason: String,
    /// The advice it rests on.
    pub advice: Option<String>,
    /// First day for which it holds; `None` for no bound.
    pub from: Option<Date>,
    /// Last day for which it holds; `None` for no bound.
    pub until: Option<Date>,
    /// Who looked for the second time.
    pub second: Option<Assessor>,
    /// The law that it was obtained for; `None` when it is free.
    pub obtained_for: Option<String>,
}

/// Where one value of a fact comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// `bron`
    pub source: Option<String>,
    /// `bekend_op`
    pub known_on: Option<Date>,
    /// First day, for a dated value.
    pub from: Option<Date>,
    /// Last day, for a dated value.
    pub until: Option<Date>,
    /// `verkregen_voor`: the law that it was obtained for; `None` when it is free.
    pub obtained_for: Option<String>,
}

/// Something that was obtained for one law and is wanted for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reuse {
    /// The law that it was obtained for.
    pub obtained_for: String,
    /// The law that it is wanted for.
    pub wanted_for: String,
    /// The ground that allows it, or could.
    pub ground: Option<Source>,
    /// Whether that ground allows it.
    pub verdict: Verdict,
}

/// Whether something may be used for another law than it was obtained for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may: the condition of the ground rests on these.
    Allowed(Vec<(InputId, Vec<ObjectId>)>),
    /// It may not.
    Refused,
    /// It is not known as long as these are not.
    Open(Vec<(InputId, Vec<ObjectId>)>),
}

/// A case that was read without a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What is known, by dense ids.
    pub facts: Facts,
    /// The day from which the desk looks.
    pub peildatum: Date,
    /// First and last day for which is decided.
    pub periode: (Date, Date),
    /// Only what was known on this day counts.
    pub kennis_tot: Option<Date>,
    /// The municipality, or empty.
    pub gemeente: String,
    /// Who asks.
    pub vrager: Option<Asker>,
    /// The judgements, as given.
    pub judgements: Vec<GivenJudgement>,
    /// What was given and where it comes from, judgements excepted.
    pub provenance: BTreeMap<(InputId, Vec<ObjectId>), Vec<Provenance>>,
    /// What was obtained for another law than the one that is decided on; empty as long as none is.
    pub reuse: BTreeMap<(InputId, Vec<ObjectId>), Reuse>,
    /// sha256 of the canonical case, `vrager` left out; empty when it was read [unhashed](Options::unhashed).
    pub sha256: String,
}

/// Reads a case. The order of keys never matters.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the paths. A text that is not JSON, or holds a key twice, has one
/// error only.
pub fn read_case(program: &Program, text: &str, options: &Options) -> Result<Case, Vec<CaseError>> {
    let mut json: Json = json::parse_as(text, Limits::default()).map_err(|error| vec![not_json(&error)])?;
    if options.unhashed {
        // The order of keys matters only for the order of errors.
        let mut reader = Reader::new(Names::new(program));
        if let Some(case) = reader.case(&json, options).filter(|_| reader.errors.is_empty()) {
            return Ok(case);
        }
    }
    json::sort(&mut json);
    let mut reader = Reader::new(Names::new(program));
    match reader.case(&json, options) {
        Some(case) if reader.errors.is_empty() => Ok(Case { sha256: digest(json), ..case }),
        _ => Err(reader.sorted_errors()),
    }
}

/// The `gemeente` of a case, to choose the rules with before it is read.
#[must_use]
pub fn municipality_of(text: &str) -> Option<String> {
    let json = json::parse(text, Limits::default()).ok()?;
    Some(json.get("gemeente")?.as_str()?.to_string())
}

/// sha256 of a case with sorted keys, without who asks.
fn digest(mut json: Json) -> String {
    if let Json::Object(members) = &mut json {
        members.retain(|(key, _)| key != "vrager");
    }
    hexadecimal(&Sha256::digest(json::to_canonical(&json).as_bytes()))
}

/// Bytes as lower case hexadecimal text.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn not_json(error: &JsonError) -> CaseError {
    let place = format!("regel {}, kolom {}", error.line, error.column);
    let (steps, most) = (steps_of(&error.path), Limits::default());
    let (code, found) = match &error.kind {
        JsonErrorKind::DuplicateKey(key) => {
            (Code::SecondValue, format!("de sleutel `{}` staat er twee keer ({place})", shorten(key)))
        }
        JsonErrorKind::TooDeep => (Code::TooDeep, format!("ten hoogste {} niveaus ({place})", most.depth)),
        JsonErrorKind::TooManyNodes => (Code::TooLarge, format!("ten hoogste {} waarden ({place})", most.nodes)),
        JsonErrorKind::TooManyItems => {
            (Code::TooLarge, format!("ten hoogste {} leden in een lijst of object ({place})", most.items))
        }
        JsonErrorKind::TooLong => (Code::TooLarge, format!("ten hoogste {} bytes in een tekst ({place})", most.token)),
        JsonErrorKind::TooLarge => (Code::TooLarge, format!("ten hoogste {} bytes", most.bytes)),
        JsonErrorKind::UnexpectedCharacter(found) => (Code::NotJson, format!("onverwacht teken `{found}` op {place}")),
        JsonErrorKind::UnexpectedEnd => (Code::NotJson, format!("de tekst houdt te vroeg op, {place}")),
        JsonErrorKind::TrailingData => (Code::NotJson, format!("er staat nog iets na het einde, {place}")),
        JsonErrorKind::InvalidNumber => (Code::NotJson, format!("een getal in een verkeerde vorm op {place}")),
        _ => (Code::NotJson, format!("een onjuiste tekst op {place}")),
    };
    CaseError { code, path: render(&steps), found, expected: None, near: None }
}
