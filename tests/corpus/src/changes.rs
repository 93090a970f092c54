//! Changes after which a case is still a case.

use toegang::case::json::Json;
use toegang::case::key_of;
use toegang::program::{Base, Type};
use toegang::values::{Date, Rational};

use crate::draft::{Draft, beside, member, object, set, text};
use crate::random::Random;

/// Changes a case; `None` when it has nothing that can be changed so.
pub(crate) type Change = fn(&mut Draft<'_, '_>, &mut Random) -> Option<()>;

/// All changes, each as likely as the others.
pub(crate) const CHANGES: [Change; 20] = [
    remove,
    remove_many,
    known_to_be_none,
    dispute,
    incomplete,
    move_peildatum,
    move_peildatum,
    move_birth,
    move_birth,
    move_day,
    known_until,
    remove_judgement,
    bound_judgement,
    turn_judgement,
    another_value,
    another_amount,
    split_in_time,
    another_person,
    who_asks,
    obtained_for,
];

fn remove(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |_, _| true)?;
    let (members, at) = draft.around(&spot.path)?;
    members.remove(at);
    Some(())
}

fn remove_many(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    (0..random.below(12)).try_for_each(|_| remove(draft, random))
}

fn known_to_be_none(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, _| !matches!(ty, Type::Bool | Type::Object { optional: false, .. }))?;
    draft.put(&spot.path, Json::Null)
}

fn dispute(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |_, value| is_bare(value))?;
    let one = draft.at(&spot.path)?.clone();
    let other = another(draft, &spot.input.ty, &one, random).unwrap_or_else(|| one.clone());
    let said = |value, bron| object([("waarde", value), ("bron", text(bron))]);
    draft.put(&spot.path, object([("betwist", Json::Array(vec![said(one, "BRP"), said(other, "aanvrager")]))]))
}

fn incomplete(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, value| matches!((ty, value), (Type::Many(_), Json::Array(_))))?;
    let mut items = draft.at(&spot.path)?.as_array()?.to_vec();
    if random.once_in(2) {
        items.pop();
    }
    draft.put(&spot.path, object([("leden", Json::Array(items)), ("volledig", Json::Bool(false))]))
}

fn move_peildatum(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let day = draft.boundary(random)?;
    let until = day.add_months(2).filter(|_| random.once_in(4)).unwrap_or(day);
    let period = object([("vanaf", text(day.first_of_month())), ("tot_en_met", text(until.last_of_month()))]);
    draft.set("peildatum", Some(text(day)));
    draft.set("periode", Some(period).filter(|_| !random.once_in(4)));
    Some(())
}

/// Somebody reaches an age about the day from which the desk looks, or was born on 29 February.
fn move_birth(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    const AGES: [i64; 12] = [0, 4, 12, 16, 17, 18, 21, 23, 27, 35, 67, 68];
    let spot = draft.pick(random, |ty, _| *ty == Type::Date)?;
    let today = draft.peildatum()?;
    let born = today.add_years(-*random.of(&AGES)?)?;
    let leap = Date::from_ymd(2008, 2, 29)?;
    let born = if random.once_in(6) { leap } else { beside(born, random)? };
    let person = spot.path.split_last()?.1.to_vec();
    let key = "geboortedatum";
    match member(draft.at_mut(&person)?, key) {
        Some(place) => {
            *place = text(born);
            Some(())
        }
        None => draft.put(&spot.path, text(beside(today, random)?)),
    }
}

fn move_day(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, value| *ty == Type::Date && value.as_str().is_some())?;
    let day = draft.boundary(random)?;
    draft.put(&spot.path, text(day))
}

/// Only what was known on a day counts, and some facts became known about that day.
fn known_until(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let day = draft.peildatum()?.add_days(-i64::try_from(random.below(40)).ok()?)?;
    draft.set("kennis_tot", Some(text(day)));
    for _ in 0..random.below(8) {
        let spot = draft.pick(random, |_, value| is_bare(value))?;
        let (value, known) = (draft.at(&spot.path)?.clone(), beside(day, random)?);
        draft.put(&spot.path, object([("waarde", value), ("bron", text("UWV")), ("bekend_op", text(known))]))?;
    }
    Some(())
}

fn remove_judgement(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let list = draft.list("oordelen").filter(|list| !list.is_empty())?;
    let at = random.below(list.len());
    list.remove(at);
    Some(())
}

/// A judgement holds up to or from a boundary.
fn bound_judgement(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let day = draft.boundary(random)?;
    let key = *random.of(&["geldt_vanaf", "geldt_tot_en_met"])?;
    set(draft.one_of("oordelen", random)?, key, text(day))
}

fn turn_judgement(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let value = member(draft.one_of("oordelen", random)?, "waarde")?;
    *value = Json::Bool(!value.as_bool()?);
    Some(())
}

fn another_value(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, _| matches!(ty, Type::Bool | Type::Choice(_)))?;
    let value = another(draft, &spot.input.ty, draft.at(&spot.path)?, random)?;
    draft.put(&spot.path, value)
}

fn another_amount(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, _| matches!(ty, Type::Number(_)))?;
    let value = another(draft, &spot.input.ty, draft.at(&spot.path)?, random)?;
    draft.put(&spot.path, value)
}

/// A fact is one thing up to a boundary and another after it.
fn split_in_time(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let spot = draft.pick(random, |ty, value| is_bare(value) && !matches!(ty, Type::Many(_) | Type::Periods))?;
    let early = draft.at(&spot.path)?.clone();
    let late = another(draft, &spot.input.ty, &early, random)?;
    let day = draft.boundary(random)?;
    let first = [("waarde", early), ("vanaf", text("2000-01-01")), ("tot_en_met", text(day))];
    let second = [("waarde", late), ("vanaf", text(day.add_days(1)?))];
    draft.put(&spot.path, Json::Array(vec![object(first), object(second)]))
}

/// Somebody who is like another, or of whom little is known; mostly a member of the household too.
fn another_person(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    const ID: &str = "nog iemand";
    let class = draft.rules.class("personen")?;
    let mut person = draft.one_of("personen", random)?.clone();
    let like = person.get("id")?.clone();
    if random.once_in(2) {
        person = object([("geboortedatum", person.get("geboortedatum")?.clone())]);
    }
    set(&mut person, "id", text(ID))?;
    draft.list("personen")?.push(person);
    let of_persons = |ty: &Type, value: &Json| match ty {
        Type::Many(of) => *of == class && value.as_array().is_some(),
        Type::Object { class: of, optional: true } => *of == class && value.is_null(),
        _ => false,
    };
    if let Some(spot) = draft.pick(random, of_persons).filter(|_| !random.once_in(5)) {
        match draft.at_mut(&spot.path)? {
            Json::Array(members) => members.push(text(ID)),
            nobody => *nobody = text(ID),
        }
    }
    let pairs = draft.rules.pairs(class);
    if let Some(fact) = random.of(&pairs) {
        let pair = object([("van", like), ("met", text(ID)), (fact.key.as_str(), Json::Bool(random.once_in(2)))]);
        draft.list("relaties")?.push(pair);
    }
    Some(())
}

fn who_asks(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let program = draft.rules.program;
    let mut asker = object([("rol", text(random.of(&program.roles)?))]);
    if let Some(stated) = random.of(&program.organisation.stated).filter(|_| random.once_in(2)) {
        set(&mut asker, "organisatie", text(&stated.name))?;
    }
    draft.set("vrager", Some(asker));
    Some(())
}

/// Some facts were obtained for one law, and may not always be used for another.
fn obtained_for(draft: &mut Draft<'_, '_>, random: &mut Random) -> Option<()> {
    let law = text(random.of(&draft.rules.program.laws)?);
    for _ in 0..=random.below(4) {
        let spot = draft.pick(random, |_, value| is_bare(value))?;
        let value = draft.at(&spot.path)?.clone();
        draft.put(&spot.path, object([("waarde", value), ("verkregen_voor", law.clone())]))?;
    }
    Some(())
}

/// Whether a value stands by itself, without source or days.
fn is_bare(value: &Json) -> bool {
    !matches!(value, Json::Array(_) | Json::Object(_))
}

/// Another value of a type: amounts one cent up or down, numbers one, days at a boundary.
fn another(draft: &Draft<'_, '_>, ty: &Type, value: &Json, random: &mut Random) -> Option<Json> {
    match ty {
        Type::Bool => value.as_bool().map(|value| Json::Bool(!value)),
        Type::Number(unit) => {
            let step = Rational::new(1, if unit.base == Base::Money { 100 } else { 1 })?;
            let step = if random.once_in(2) { step.checked_neg()? } else { step };
            more(value, step)
        }
        Type::Date => draft.boundary(random).map(text),
        Type::Choice(choice) => {
            let options = draft.rules.program.choices.get(usize::try_from(*choice).ok()?)?;
            random.of(options).map(|option| text(key_of(option)))
        }
        _ => None,
    }
}

/// A number, or a quantity, with something added.
fn more(value: &Json, step: Rational) -> Option<Json> {
    match value {
        Json::String(token) | Json::Number(token) => {
            Rational::parse_decimal(token)?.checked_add(step)?.to_decimal().map(text)
        }
        Json::Object(_) => {
            let mut quantity = value.clone();
            let number = more(value.get("aantal")?, step)?;
            set(&mut quantity, "aantal", number)?;
            Some(quantity)
        }
        _ => None,
    }
}
