//! What of the case was used and what was not: facts with their sources, and judgements.

use std::collections::BTreeSet;

use super::super::build::{Json, members, text, text_or_null};
use super::super::read::{Case, GivenJudgement, Provenance};
use super::support::{FactKey, Support};
use super::{purpose, show};
use crate::evaluate::{Facts, Given, Withheld};
use crate::program::{Input, InputId, Program};
use crate::values::Date;

/// The facts that mattered, and of those that `could` the ones that did not, as they are `given`; and what was held back.
pub(super) fn used_and_unused(
    program: &Program,
    case: &Case,
    given: &Facts,
    (support, could): (&Support, &BTreeSet<InputId>),
) -> (Json, Json) {
    let counts = |key: &FactKey| !matches!(given.get(program, key.0, &key.1), Some(Given::Withheld(_)));
    let (_, rests_on) = purpose::allowed(case, &support.facts);
    let mattered = |key: &FactKey| support.facts.contains(key) || rests_on.contains(key);
    let used = |(key, _): &(&FactKey, &Vec<Provenance>)| mattered(key) && counts(key);
    let (used, mut unused): (Vec<_>, Vec<_>) = case.provenance.iter().partition(used);
    unused.retain(|(key, _)| could.contains(&key.0) || !counts(key));
    let shown = |list: Vec<(&FactKey, &Vec<Provenance>)>| {
        let shown = list.into_iter().filter_map(|(key, sources)| fact((program, case), given, key, sources));
        shown.collect::<Vec<_>>()
    };
    let (mut used, mut unused) = (shown(used), shown(unused));
    used.extend(support.facts.iter().filter_map(|key| stated((program, case), given, key)));
    let judged = case.judgements.iter().filter(|judgement| is_limited(case, judgement));
    unused.extend(
        judged.filter_map(|judgement| fact((program, case), given, &(judgement.input, judgement.args.clone()), &[])),
    );
    (Json::Array(used), Json::Array(unused))
}

/// A fact that stands in a rule file, as a used fact; nothing for any other.
fn stated((program, case): (&Program, &Case), given: &Facts, key: &FactKey) -> Option<Json> {
    let (input, args) = key;
    let number = args.first().filter(|_| {
        program.inputs.get(*input as usize).is_some_and(|declared| program.organisation.gives(declared, args))
    })?;
    let versions = &program.organisation.stated.get(*number as usize)?.versions;
    let always = matches!(given.get(program, *input, args), Some(Given::Always(_)));
    let noted = versions.iter().map(|version| Provenance {
        source: version.trust.source.first().map(|source| source.text.to_string()),
        from: if always { None } else { Some(version.days.from.unwrap_or(Date::MIN)) },
        ..Provenance::default()
    });
    fact((program, case), given, key, &noted.collect::<Vec<_>>())
}

/// Whether a judgement was obtained for another law, so that nothing of it may be shown.
fn is_limited(case: &Case, judgement: &GivenJudgement) -> bool {
    judgement.obtained_for.as_ref().is_some_and(|obtained_for| {
        let refused = purpose::refused(case, &(judgement.input, judgement.args.clone()));
        refused.is_some_and(|reuse| *obtained_for == reuse.obtained_for)
    })
}

fn fact((program, case): (&Program, &Case), facts: &Facts, key: &FactKey, sources: &[Provenance]) -> Option<Json> {
    let (number, args) = key;
    let input = program.inputs.get(*number as usize)?;
    let given = facts.get(program, *number, args)?;
    let mut list = vec![
        ("gegeven", text(&input.name)),
        ("betreft", show::ids(facts, &input.args, args)),
        ("waarde", value(program, facts, input, &given)),
    ];
    match sources {
        [one] if one.from.is_none() => {
            list.extend(source(one));
            list.extend(one.obtained_for.as_ref().map(|law| ("verkregen_voor", text(law))));
        }
        _ => {}
    }
    if let Given::Dated(values) = given {
        list.retain(|(key, _)| *key != "waarde");
        let values = values.iter().map(|(from, until, datum)| {
            let noted = sources.iter().find(|noted| noted.from == Some(*from)).cloned().unwrap_or_default();
            dated(show::datum(program, facts, &input.ty, datum), *from, *until, &noted)
        });
        list.push(("waarde", Json::Array(values.collect())));
    }
    if let Some(reuse) = purpose::refused(case, key) {
        list.push(("reden", text(reuse.reason())));
        list.push(("artikel", text_or_null(reuse.ground.as_ref().map(|source| &source.text))));
    }
    Some(members(list))
}

fn dated(value: Json, from: Date, until: Option<Date>, noted: &Provenance) -> Json {
    let mut list = vec![("waarde", value)];
    list.extend(source(noted));
    list.extend(noted.obtained_for.as_ref().map(|law| ("verkregen_voor", text(law))));
    list.push(("vanaf", text(from.to_string())));
    list.push(("tot_en_met", text_or_null(until.map(|day| day.to_string()))));
    members(list)
}

fn source(noted: &Provenance) -> [(&'static str, Json); 2] {
    [
        ("bron", text_or_null(noted.source.as_ref())),
        ("bekend_op", text_or_null(noted.known_on.map(|day| day.to_string()))),
    ]
}

fn value(program: &Program, facts: &Facts, input: &Input, given: &Given) -> Json {
    match given {
        Given::Always(datum) => show::datum(program, facts, &input.ty, datum),
        Given::Withheld(why) => members([("onbekend", text(withheld(*why)))]),
        _ => Json::Null,
    }
}

/// Why a fact that is mentioned is unknown all the same.
pub(super) const fn withheld(why: Withheld) -> &'static str {
    match why {
        Withheld::Disputed => "betwist",
        Withheld::LaterKnown => "later bekend geworden",
        Withheld::OutsideValidity => "buiten de geldigheid",
        Withheld::OtherPurpose => "verkregen voor een andere wet",
    }
}

/// The judgements as given, each with whether it mattered; of those that did not, only what the decision `could` use.
pub(super) fn judgements(program: &Program, case: &Case, support: &Support, could: &BTreeSet<InputId>) -> Json {
    let free = case.judgements.iter().filter(|judgement| !is_limited(case, judgement));
    let mattered = |judgement: &GivenJudgement| support.facts.contains(&(judgement.input, judgement.args.clone()));
    let shown =
        free.filter(|judgement| could.contains(&judgement.input) || mattered(judgement)).filter_map(|judgement| {
            let used = mattered(judgement);
            judged(program, case, judgement, used)
        });
    Json::Array(shown.collect())
}

fn judged(program: &Program, case: &Case, given: &GivenJudgement, used: bool) -> Option<Json> {
    let input = program.inputs.get(given.input as usize)?;
    let person = |role: Option<&String>, name: Option<&String>| {
        members([("rol", text_or_null(role)), ("naam", text_or_null(name))])
    };
    let second = given.second.as_ref().map_or(Json::Null, |second| person(second.role.as_ref(), second.name.as_ref()));
    Some(members([
        ("over", text(&input.name)),
        ("betreft", show::ids(&case.facts, &input.args, &given.args)),
        ("waarde", show::datum(program, &case.facts, &input.ty, &given.value)),
        ("door", person(Some(&given.role), given.name.as_ref())),
        ("op", text(given.day.to_string())),
        ("motivering", text(&given.reason)),
        ("advies", text_or_null(given.advice.as_ref())),
        ("geldt_vanaf", text_or_null(given.from.map(|day| day.to_string()))),
        ("geldt_tot_en_met", text_or_null(given.until.map(|day| day.to_string()))),
        ("tweede_beoordelaar", second),
        ("gebruikt", Json::Bool(used)),
    ]))
}
