//! Changes after which a case is wrong.

use toegang::case::json::{Json, to_compact};
use toegang::program::{Base, Type};

use crate::changes::Change;
use crate::draft::{Draft, member, object, set, text};
use crate::random::Random;

/// All mistakes in what a case says, each as likely as the others.
pub(crate) const MISTAKES: [Change; 23] = [
    unknown_key,
    wrong_type,
    wrong_unit,
    double_id,
    malformed_date,
    bad_number,
    never_none,
    unknown_choice,
    unknown_object,
    reversed_period,
    lonely_dispute,
    overlapping_days,
    computed,
    half_a_relation,
    wrong_role,
    unreasoned,
    unknown_judgement,
    same_assessor,
    elsewhere,
    unknown_law,
    unknown_asker,
    judgement_as_fact,
    too_precise,
];

/// Makes a text that is no JSON, or has a key twice.
pub(crate) fn spoil(json: &Json, random: &mut Random) -> String {
    let text = to_compact(json);
    match random.below(4) {
        0 => {
            let end = (0..=random.below(text.len())).rev().find(|end| text.is_char_boundary(*end));
            end.and_then(|end| text.get(..end)).unwrap_or_default().to_string()
        }
        1 => text.replacen('{', &format!("{{\"personen\":{}1{},", "[".repeat(40), "]".repeat(40)), 1),
        2 => text.replacen('{', "{\"peildatum\":\"2026-10-01\",", 1),
        _ => text.replacen("],", ",],", 1),
    }
}

fn unknown_key(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |_, _| true)?;
    let (members, at) = draft.around(&spot.path)?;
    let (key, _) = members.get_mut(at)?;
    if random.once_in(4) {
        *key = (*random.of(&["schoenmaat", "", "id ", "geboortedatm", "🙂"])?).to_string();
    } else {
        key.pop();
    }
    Some(())
}

fn wrong_type(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |_, _| true)?;
    let wrong = match spot.input.ty {
        Type::Bool => [text("ja"), Json::integer(1)],
        Type::Number(_) => [Json::Bool(true), Json::Array(Vec::new())],
        Type::Date => [Json::integer(20_261_001), Json::Bool(false)],
        _ => [Json::integer(7), Json::Bool(true)],
    };
    draft.put(&spot.path, random.of(&wrong)?.clone())
}

fn wrong_unit(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, _| matches!(ty, Type::Number(unit) if matches!(unit.base, Base::Of(_))))?;
    let kilometers = object([("aantal", text("3")), ("eenheid", text("kilometer"))]);
    draft.put(&spot.path, random.of(&[kilometers, text("3")])?.clone())
}

fn double_id(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let sections = ["personen", "zaken", "inkomens", "bezittingen", "verstrekkingen"];
    let persons = draft.list(random.of(&sections)?).filter(|list| !list.is_empty())?;
    persons.extend(persons.first().cloned());
    Some(())
}

fn malformed_date(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    const DATES: [&str; 8] = [
        "2026-02-30",
        "2026-2-3",
        "31-12-2026",
        "2026-13-01",
        "1 mei 2026",
        "0199-05-01",
        "2027-02-29",
        "2026-10-01T00:00",
    ];
    let date = text(random.of(&DATES)?);
    if random.once_in(4) {
        draft.set(random.of(&["peildatum", "kennis_tot"])?, Some(date));
        return Some(());
    }
    let spot = draft.pick(random, |ty, _| *ty == Type::Date)?;
    draft.put(&spot.path, date)
}

fn bad_number(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    const NUMBERS: [&str; 7] =
        ["12,50", "1.234,00", "0x1F", "99999999999999999999", "", "€ 10", "-0.000000000000000000001"];
    let spot = draft.pick(random, |ty, _| matches!(ty, Type::Number(unit) if unit.base == Base::Money))?;
    let number = if random.once_in(5) { Json::Number("1e5".into()) } else { text(random.of(&NUMBERS)?) };
    draft.put(&spot.path, number)
}

fn too_precise(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, _| matches!(ty, Type::Number(unit) if unit.base == Base::Money))?;
    draft.put(&spot.path, text("12.345"))
}

fn never_none(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, _| *ty == Type::Bool)?;
    draft.put(&spot.path, Json::Null)
}

fn unknown_choice(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, _| matches!(ty, Type::Choice(_)))?;
    draft.put(&spot.path, text("iets anders dan dat"))
}

fn unknown_object(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, _| matches!(ty, Type::Object { .. } | Type::Many(_)))?;
    let nobody = text("niemand");
    let is_list = matches!(spot.input.ty, Type::Many(_));
    draft.put(&spot.path, if is_list { Json::Array(vec![nobody]) } else { nobody })
}

fn reversed_period(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let last = *random.of(&["2026-01-31", "2046-01-31"])?;
    draft.set("periode", Some(object([("vanaf", text("2026-02-01")), ("tot_en_met", text(last))])));
    Some(())
}

fn lonely_dispute(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, value| *ty == Type::Bool && value.as_bool().is_some())?;
    let value = draft.at(&spot.path)?.clone();
    draft.put(&spot.path, object([("betwist", Json::Array(vec![value]))]))
}

fn overlapping_days(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, value| *ty == Type::Bool && value.as_bool().is_some())?;
    let value = draft.at(&spot.path)?.clone();
    let from = |day| object([("waarde", value.clone()), ("vanaf", text(day))]);
    draft.put(&spot.path, Json::Array(vec![from("2026-01-01"), from("2026-02-01")]))
}

/// The value of a term that the rules work out themselves.
fn computed(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let term = random.of(&draft.rules.program.terms)?;
    let words: Vec<&str> = term.name.split_whitespace().filter(|word| *word != "…").collect();
    let key = toegang::case::key_of(&words.join(" "));
    set(draft.one_of("personen", random)?, &key, Json::Bool(true))
}

fn half_a_relation(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let one = draft.one_of("personen", random)?.get("id")?.clone();
    let half = if random.once_in(2) {
        object([("van", one)])
    } else {
        object([("van", one.clone()), ("met", one), ("is_gehuwd_met", Json::Bool(true))])
    };
    draft.list("relaties")?.push(half);
    Some(())
}

fn wrong_role(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let roles = &draft.rules.program.roles;
    let role = if random.once_in(4) { "burgemeester" } else { random.of(roles)?.as_str() };
    let role = text(role);
    let by = member(draft.one_of("oordelen", random)?, "door")?;
    if by.get("rol") == Some(&role) {
        return None;
    }
    set(by, "rol", role)
}

fn unreasoned(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let key = *random.of(&["motivering", "motivering", "op", "door", "waarde", "over"])?;
    let Json::Object(members) = draft.one_of("oordelen", random)? else { return None };
    members.retain(|(name, _)| name != key);
    Some(())
}

fn unknown_judgement(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let about = *random.of(&["is aardig", "geboortedatum", "leeftijd van"])?;
    set(draft.one_of("oordelen", random)?, "over", text(about))
}

fn same_assessor(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let judgement = draft.one_of("oordelen", random)?;
    let by = judgement.get("door")?.clone();
    set(judgement, "tweede_beoordelaar", if random.once_in(3) { Json::Null } else { by })
}

fn elsewhere(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let own = &draft.rules.program.identity.municipality;
    // National law alone decides for every municipality.
    if own.is_empty() {
        return None;
    }
    draft.set("gemeente", Some(text(random.of(&["Nergenshuizen", own.to_lowercase().as_str()])?)));
    Some(())
}

fn unknown_law(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, value| *ty == Type::Bool && value.as_bool().is_some())?;
    let value = draft.at(&spot.path)?.clone();
    draft.put(&spot.path, object([("waarde", value), ("verkregen_voor", text("Wet van Murphy"))]))
}

fn unknown_asker(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let role = random.of(&draft.rules.program.roles)?;
    let known = object([("rol", text(role)), ("organisatie", text("een heel ander bureau"))]);
    let unknown = object([("rol", text("adviseur van niemand"))]);
    let program = draft.rules.program;
    let asker = if program.organisation.stated.is_empty() || random.once_in(2) { unknown } else { known };
    draft.set("vrager", Some(asker));
    Some(())
}

fn judgement_as_fact(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let class = draft.rules.class("personen")?;
    let of_person =
        draft.rules.program.inputs.iter().filter(|input| input.judgement.is_some() && input.args == [class]);
    let judgements: Vec<_> = of_person.collect();
    set(draft.one_of("personen", random)?, &random.of(&judgements)?.key, Json::Bool(true))
}
