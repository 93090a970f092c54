//! `ontbreekt`: what is still needed, in asking order, each with the article that makes it matter.

use super::super::build::{members, text, text_or_null};
use super::super::json::Json;
use super::super::read::Case;
use super::grounds::article;
use super::show;
use super::support::Support;
use super::{facts, warnings};
use crate::evaluate::{Given, ObjectId};
use crate::program::{Input, InputId, Origin, ParameterId, Program, RuleId};

/// Something that keeps an outcome open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// A fact or judgement.
    Input {
        /// Which.
        input: InputId,
        /// Of which objects.
        args: Vec<ObjectId>,
        /// The rule that asks for it.
        rule: Option<RuleId>,
    },
    /// An amount that is not known, or a delegation that nobody filled.
    Amount {
        /// Which.
        parameter: ParameterId,
        /// The rule that asks for it.
        rule: Option<RuleId>,
    },
}

/// What is still needed, and whether that is all and nothing more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Missing {
    pub(super) list: Vec<Open>,
    pub(super) complete: bool,
}

/// What the reasons of an open outcome name as unknown, in asking order: registries, applicant, judgements, amounts.
pub(super) fn missing(program: &Program, support: &Support) -> Missing {
    let origin = |number: &InputId| program.inputs.get(*number as usize).map(|input| input.origin);
    let mut inputs: Vec<_> = support.open.iter().collect();
    inputs.sort_by_key(|((number, args), _)| (origin(number), *number, (*args).clone()));
    let inputs =
        inputs.into_iter().map(|((input, args), rule)| Open::Input { input: *input, args: args.clone(), rule: *rule });
    let mut amounts: Vec<Open> = Vec::new();
    for ((parameter, day), rule) in &support.amounts {
        let open = Open::Amount { parameter: *parameter, rule: *rule };
        if warnings::is_unknown(program, *parameter, *day) && !amounts.contains(&open) {
            amounts.push(open);
        }
    }
    Missing { list: inputs.chain(amounts).collect(), complete: true }
}

impl Missing {
    /// The roles that must judge, when only judgements are needed.
    pub(super) fn judges(&self, program: &Program) -> Option<Vec<String>> {
        let mut roles: Vec<String> = Vec::new();
        for open in &self.list {
            let Open::Input { input, .. } = open else { return None };
            let judgement = program.inputs.get(*input as usize)?.judgement.as_ref()?;
            roles.extend(judgement.roles.iter().filter(|role| !roles.contains(role)).cloned().collect::<Vec<_>>());
        }
        (!self.list.is_empty()).then_some(roles)
    }

    /// As a decision lists it.
    pub(super) fn json(&self, program: &Program, case: &Case) -> Json {
        Json::Array(self.list.iter().filter_map(|open| one(program, case, open)).collect())
    }
}

fn one(program: &Program, case: &Case, open: &Open) -> Option<Json> {
    match open {
        Open::Input { input, args, rule } => {
            let declared = program.inputs.get(*input as usize)?;
            Some(asked(program, case, (declared, *input, args), *rule))
        }
        Open::Amount { parameter, rule } => {
            let declared = program.parameters.get(*parameter as usize)?;
            let ordinance = declared.delegation.is_some() && declared.versions.is_empty();
            Some(members([
                ("soort", text(if ordinance { "verordening" } else { "bedrag" })),
                ("naam", text(&declared.name)),
                ("wie", text_or_null(declared.delegation.as_ref().map(|delegation| &delegation.by))),
                (
                    "artikel",
                    text_or_null(
                        article(program, *rule).or(declared.source.first().map(|source| source.text.as_str())),
                    ),
                ),
            ]))
        }
    }
}

fn asked(
    program: &Program,
    case: &Case,
    (input, number, args): (&Input, InputId, &[ObjectId]),
    rule: Option<RuleId>,
) -> Json {
    let own = input.source.first().map(|source| source.text.as_str());
    let mut list = vec![
        ("soort", text(if input.judgement.is_some() { "oordeel" } else { "gegeven" })),
        ("naam", text(&input.name)),
        ("sleutel", text(&input.key)),
        ("betreft", show::ids(&case.facts, &input.args, args)),
    ];
    match &input.judgement {
        Some(judgement) => {
            list.push(("vraag", text(&judgement.question)));
            list.push(("door", show::roles(&judgement.roles)));
        }
        None => {
            let who = input.register.as_deref().or((input.origin == Origin::Applicant).then_some("de aanvrager"));
            list.push(("volgens", text_or_null(who)));
        }
    }
    list.push(("artikel", text_or_null(article(program, rule).or(own))));
    list.push(("reden", text_or_null(reason(program, case, (input, number, args)))));
    members(list)
}

/// Why it is not known although the case mentions it.
fn reason(
    program: &Program,
    case: &Case,
    (input, number, args): (&Input, InputId, &[ObjectId]),
) -> Option<&'static str> {
    match case.facts.get(program, number, args)? {
        Given::Withheld(why) => Some(facts::withheld(*why)),
        Given::Dated(_) if input.judgement.is_some() => Some("het gegeven oordeel geldt niet op deze dag"),
        Given::Dated(_) => Some("niet gegeven voor deze dag"),
        Given::Always(datum) if facts::is_partial(datum) => Some("de lijst is niet volledig"),
        _ => None,
    }
}
