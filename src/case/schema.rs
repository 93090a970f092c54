//! JSON Schema (2020-12) of a case, made from a program: what may be given, in which form, and where it comes from.

use super::build::{entry, text, texts};
use super::json::{self, Json};
use crate::program::{Class, ClassId, Input, Judgement, Program};
use crate::values::{Text, key_of};

mod competence;
mod decision;
mod not_asked;
mod procedure;
mod types;

pub use decision::{decision_schema, outcomes_schema};

/// The schema of a case, as canonical JSON.
#[must_use]
pub fn case_schema(program: &Program) -> String {
    let mut properties = frame(program);
    for (number, class) in (0..).zip(&program.classes) {
        properties.push((class.section(), section(program, number, class)));
    }
    properties.extend(facts(program, &[]));
    let mut schema = vec![
        ("$schema".to_string(), text("https://json-schema.org/draft/2020-12/schema")),
        ("title".to_string(), text(title(program, "Casus"))),
        ("description".to_string(), text(ABOUT)),
    ];
    schema.extend(parts(&object(properties, &["peildatum"])));
    schema.push(("$defs".to_string(), Json::Object(definitions(program))));
    json::to_canonical(&Json::Object(schema))
}

/// What holds for every case.
const ABOUT: &str = "Wat niet is gegeven, is onbekend; null is: bekend dat het er niet is. Een gegeven is een waarde, een \
    object met waarde, bron en bekend_op, een lijst daarvan met vanaf en tot_en_met, of een object met betwist. Wat voor een wet is verkregen (verkregen_voor), \
    telt voor een andere wet alleen als een regel dat toestaat.";

/// `Casus voor Toegang, gemeente Zutphen`
pub(super) fn title(program: &Program, what: &str) -> String {
    let identity = &program.identity;
    let place =
        if identity.municipality.is_empty() { String::new() } else { format!(", gemeente {}", identity.municipality) };
    format!("{what} voor {}{place}", if identity.name.is_empty() { "Toegang" } else { &identity.name })
}

/// What stands around the facts.
fn frame(program: &Program) -> Vec<(String, Json)> {
    let described = |schema: Json, description: &str| with(schema, &[("description", text(description))]);
    let period = object(vec![entry("vanaf", date()), entry("tot_en_met", date())], &["vanaf", "tot_en_met"]);
    let organisation = match program.organisation.stated.is_empty() {
        true => text_or_none(),
        false => or_none(types::stated(program)),
    };
    let asker = object(vec![entry("rol", roles(&program.roles)), entry("organisatie", organisation)], &["rol"]);
    let municipality = if program.identity.municipality.is_empty() {
        string()
    } else {
        Json::Object(vec![entry("const", text(&program.identity.municipality))])
    };
    vec![
        entry("peildatum", described(date(), "De dag vanaf welke wordt gekeken.")),
        entry("periode", described(period, "Waarover wordt beslist; zonder: de kalendermaand van de peildatum.")),
        entry("kennis_tot", described(or_none(date()), "Wat later bekend werd, telt als onbekend.")),
        entry("gemeente", municipality),
        entry("vrager", described(or_none(asker), "Wie vraagt; bepaalt alleen wat onder bevoegd staat.")),
        entry("relaties", described(relations(program), "Gegevens van twee objecten.")),
        entry("oordelen", described(array(judgements(program)), "Oordelen, met rol, datum en motivering.")),
    ]
}

fn section(program: &Program, number: ClassId, class: &Class) -> Json {
    let reference = types::reference(&types::object_name(program, number));
    if class.singleton { reference } else { with(array(reference), &[("maxItems", Json::integer(200))]) }
}

/// The facts of objects of these classes, by key.
fn facts(program: &Program, args: &[ClassId]) -> Vec<(String, Json)> {
    let inputs = program.inputs.iter().filter(|input| input.args == args && input.judgement.is_none());
    inputs.flat_map(|input| keyed(program, input)).collect()
}

/// A fact under its key, and under its old ones.
fn keyed(program: &Program, input: &Input) -> Vec<(String, Json)> {
    let schema = fact(program, input);
    let old = with(schema.clone(), &[("deprecated", Json::Bool(true))]);
    let former = input.former.iter().map(|key| (key.to_string(), old.clone()));
    std::iter::once((input.key.to_string(), schema)).chain(former).collect()
}

/// One fact: its type by reference, its name, and where it comes from.
fn fact(program: &Program, input: &Input) -> Json {
    let mut members = vec![entry("$ref", text(format!("#/$defs/{}", types::fact_name(program, &input.ty))))];
    members.push(entry("title", text(&input.name)));
    if !input.description.is_empty() {
        members.push(entry("description", text(&input.description)));
    }
    if let Some(register) = &input.register {
        members.push(entry("x-volgens", text(register)));
    }
    if !input.source.is_empty() {
        members.push(entry("x-bron", texts(input.source.iter().map(|source| source.text.as_str()))));
    }
    members.extend(types::unit(&input.ty));
    if input.fixed {
        members.push(entry("x-onveranderlijk", Json::Bool(true)));
    }
    if !input.former.is_empty() {
        members.push(entry("x-voorheen", texts(input.former.iter().map(AsRef::as_ref))));
    }
    Json::Object(members)
}

fn relations(program: &Program) -> Json {
    let mut properties = vec![entry("van", types::id()), entry("met", types::id())];
    for input in program.inputs.iter().filter(|input| input.args.len() == 2 && input.judgement.is_none()) {
        for (key, schema) in keyed(program, input) {
            if properties.iter().all(|(known, _)| *known != key) {
                properties.push((key, schema));
            }
        }
    }
    array(object(properties, &["van", "met"]))
}

/// One judgement; what it may say depends on what it is over.
fn judgements(program: &Program) -> Json {
    let all: Vec<(&Input, &Judgement)> =
        program.inputs.iter().filter_map(|input| Some((input, input.judgement.as_ref()?))).collect();
    let names = all.iter().flat_map(|(input, _)| [input.name.as_str(), input.key.as_str()]);
    let person = object(vec![entry("rol", roles(&program.roles)), entry("naam", text_or_none())], &["rol"]);
    let properties = vec![
        entry("over", Json::Object(vec![entry("enum", texts(distinct(names)))])),
        entry("betreft", array(types::id())),
        entry("waarde", Json::Object(Vec::new())),
        entry("door", person.clone()),
        entry("op", date()),
        entry("motivering", with(string(), &[("minLength", Json::integer(1))])),
        entry("advies", text_or_none()),
        entry("geldt_vanaf", or_none(date())),
        entry("geldt_tot_en_met", or_none(date())),
        entry("tweede_beoordelaar", any(vec![person, string(), null()])),
        entry("verkregen_voor", or_none(types::reference("citeertitel"))),
    ];
    let keys = distinct(all.iter().map(|(input, _)| input.key.as_str()));
    let rules = keys.into_iter().map(|key| {
        let same: Vec<_> = all.iter().filter(|(input, _)| input.key == key).collect();
        when_over(program, &same)
    });
    let required = ["over", "waarde", "door", "op", "motivering"];
    with(object(properties, &required), &[("allOf", Json::Array(rules.collect()))])
}

/// What a judgement of one name must look like. Two laws may have one of the same name, about objects of their own; then it
/// looks like either.
fn when_over(program: &Program, same: &[&(&Input, &Judgement)]) -> Json {
    let names = same.iter().flat_map(|(input, _)| [input.name.as_str(), input.key.as_str()]);
    let over = Json::Object(vec![entry("enum", texts(distinct(names)))]);
    let mut forms: Vec<Json> = same.iter().map(|(input, judgement)| form_of(program, input, judgement)).collect();
    let then = match (forms.pop(), forms.is_empty()) {
        (Some(only), true) => only,
        (last, _) => any(forms.into_iter().chain(last).collect()),
    };
    let condition = Json::Object(vec![entry("properties", Json::Object(vec![entry("over", over)]))]);
    Json::Object(vec![entry("if", condition), entry("then", then)])
}

/// What a judgement over one question must look like.
fn form_of(program: &Program, input: &Input, judgement: &Judgement) -> Json {
    let count = Json::integer(i64::try_from(input.args.len()).unwrap_or_default());
    let about = with(array(types::id()), &[("minItems", count.clone()), ("maxItems", count)]);
    let allowed = if judgement.roles.is_empty() { &program.roles } else { &judgement.roles };
    let by = Json::Object(vec![entry("properties", Json::Object(vec![entry("rol", roles(allowed))]))]);
    let mut required = Vec::new();
    if !input.args.is_empty() {
        required.push("betreft");
    }
    if judgement.second {
        required.push("tweede_beoordelaar");
    }
    Json::Object(vec![
        entry("description", text(&judgement.question)),
        entry(
            "properties",
            Json::Object(vec![
                entry("waarde", types::reference(&types::value_name(program, &input.ty))),
                entry("betreft", about),
                entry("door", by),
            ]),
        ),
        entry("required", texts(required)),
    ])
}

/// The types that facts have, and the objects of each class.
fn definitions(program: &Program) -> Vec<(String, Json)> {
    let mut definitions =
        vec![entry("datum", types::date_definition()), entry("citeertitel", types::law_definition(program))];
    for (number, class) in (0..).zip(&program.classes) {
        let mut properties = vec![entry("id", types::own_id(program, number))];
        properties.extend(facts(program, &[number]));
        let required: &[&str] = if class.singleton { &[] } else { &["id"] };
        let schema = with(object(properties, required), &[("title", text(&class.name))]);
        definitions.push((types::object_name(program, number), schema));
    }
    for input in &program.inputs {
        let fact = (types::fact_name(program, &input.ty), types::fact(program, &input.ty));
        let value = (types::value_name(program, &input.ty), types::value(program, &input.ty));
        let fact = input.judgement.is_none().then_some(fact);
        for (name, schema) in std::iter::once(value).chain(fact) {
            if definitions.iter().all(|(known, _)| *known != name) {
                definitions.push((name, schema));
            }
        }
    }
    definitions
}

/// Each name once, in order.
fn distinct<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let mut seen = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

fn parts(json: &Json) -> Vec<(String, Json)> {
    json.as_object().unwrap_or_default().to_vec()
}

/// A schema with more keywords.
pub(super) fn with(schema: Json, more: &[(&str, Json)]) -> Json {
    let mut all = parts(&schema);
    all.extend(more.iter().map(|(key, value)| entry(*key, value.clone())));
    Json::Object(all)
}

/// An object with these properties and no others.
pub(super) fn object(properties: Vec<(String, Json)>, required: &[&str]) -> Json {
    Json::Object(vec![
        entry("type", text("object")),
        entry("properties", Json::Object(properties)),
        entry("required", texts(required.iter().copied())),
        entry("additionalProperties", Json::Bool(false)),
    ])
}

pub(super) fn array(items: Json) -> Json {
    Json::Object(vec![entry("type", text("array")), entry("items", items)])
}

pub(super) fn any(options: Vec<Json>) -> Json {
    Json::Object(vec![entry("anyOf", Json::Array(options))])
}

pub(super) fn string() -> Json {
    Json::Object(vec![entry("type", text("string"))])
}

pub(super) fn null() -> Json {
    Json::Object(vec![entry("type", text("null"))])
}

pub(super) fn or_none(schema: Json) -> Json {
    any(vec![schema, null()])
}

pub(super) fn text_or_none() -> Json {
    Json::Object(vec![entry("type", texts(["string", "null"]))])
}

pub(super) fn date() -> Json {
    types::reference("datum")
}

/// One of these roles.
fn roles(roles: &[Text]) -> Json {
    Json::Object(vec![entry("enum", texts(roles.iter().map(Text::as_str)))])
}

/// The keys of a choice's options.
pub(super) fn options(program: &Program, choice: u32) -> Vec<String> {
    program
        .choices
        .get(choice as usize)
        .map_or_else(Vec::new, |options| options.iter().map(|name| key_of(name)).collect())
}
