//! `ontbreekt`: what is still needed, in asking order, each with the article that makes it matter.

use super::super::build::{Json, Phrase, members, text, text_or_null};
use super::super::read::Case;
use super::grounds::article;
use super::not_asked::is_of_the_whole;
use super::support::{Cause, FactKey, Support, Unknowns};
use super::{facts, purpose, show};
use crate::evaluate::{Evaluation, ObjectId};
use crate::inquire::{self, Inquiry, Question};
use crate::program::{Decision, Input, InputId, Origin, ParameterId, Program, RuleId, Type};
use crate::values::{Text, order};

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
        /// Why it is not known.
        cause: Cause,
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

/// How far an outcome is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// It is open whether it is a question at all.
    Gate,
    /// It is a question, and its answer is open.
    Open,
    /// It is known; what it brings with it may be open.
    Settled,
}

/// What can still change the outcome, in asking order: registries, applicant, judgements, then amounts.
///
/// The reasons tell why each is not known and which rule asks for it; the search tells which of them matter. What keeps
/// only a start, term or duty open is asked once the outcome itself is settled; where it is open whether it is a question
/// at all, what holds for the whole case comes first, and of that what is ja or nee.
pub(super) fn missing<'m>(
    (inquiry, evaluation): (&mut Inquiry<'m>, &Evaluation<'m>),
    case: &Case,
    question: Question<'_>,
    support: &Support,
    stage: Stage,
) -> Missing {
    let program = evaluation.program();
    let mut unknowns = vec![&support.open];
    unknowns.extend((stage == Stage::Settled).then_some(&support.beside));
    let found = match unknowns.iter().all(|unknowns| unknowns.facts.is_empty()) {
        true => inquire::Missing { asks: Vec::new(), complete: true },
        false => inquiry.missing(evaluation, question),
    };
    let mut asks = found.asks;
    asks.extend(unsearched(&unknowns, &asks, found.complete));
    order::sort_by_key(&mut asks, |(input, args)| {
        let declared = program.inputs.get(*input as usize);
        let truth = declared.is_some_and(|input| input.ty == Type::Bool);
        let later = (!is_of_the_whole(program, *input), !truth);
        let later = if stage == Stage::Gate { later } else { (false, false) };
        (later, declared.map(|input| input.origin), *input, args.clone())
    });
    let inputs = asks.into_iter().map(|(input, args)| {
        let key = (input, args);
        let known = [&support.open, &support.beside].into_iter().find_map(|unknowns| unknowns.facts.get(&key));
        let (cause, rule) = known.copied().unwrap_or((Cause::NotGiven, None));
        Open::Input { input: key.0, args: key.1, rule, cause }
    });
    let mut list: Vec<Open> = inputs.collect();
    purpose::ask_consent(case, &mut list);
    for (parameter, rule) in unknowns.iter().flat_map(|unknowns| &unknowns.amounts) {
        let open = Open::Amount { parameter: *parameter, rule: *rule };
        if !list.contains(&open) {
            list.push(open);
        }
    }
    Missing { list, complete: found.complete && !support.cut }
}

/// What the search does not look for: lists that may have more members; and all that is unknown, when it was cut short.
fn unsearched(unknowns: &[&Unknowns], asks: &[FactKey], complete: bool) -> Vec<FactKey> {
    let all = unknowns.iter().flat_map(|unknowns| &unknowns.facts);
    let left = all.filter(|(key, (cause, _))| !asks.contains(key) && (!complete || *cause == Cause::Incomplete));
    left.map(|(key, _)| key.clone()).collect()
}

impl Missing {
    /// Whether nothing at all needs to be asked.
    pub(super) const fn is_idle(&self) -> bool {
        self.list.is_empty() && self.complete
    }

    /// The roles that must judge, when what keeps the outcome itself open is only for them to settle.
    pub(super) fn judges(&self, program: &Program, support: &Support) -> Option<Vec<Text>> {
        let mut roles: Vec<Text> = Vec::new();
        for open in &self.list {
            let Open::Input { input, args, .. } = open else { return None };
            if !support.open.facts.contains_key(&(*input, args.clone())) {
                continue;
            }
            let judgement = program.inputs.get(*input as usize)?.judgement.as_ref()?;
            for role in &judgement.roles {
                if !roles.contains(role) {
                    roles.push(role.clone());
                }
            }
        }
        (!roles.is_empty()).then_some(roles)
    }

    /// As a decision lists it.
    pub(super) fn json(&self, program: &Program, case: &Case, decision: &Decision) -> Json {
        Json::Array(self.list.iter().filter_map(|open| one((program, case, decision), open)).collect())
    }
}

fn one((program, case, decision): (&Program, &Case, &Decision), open: &Open) -> Option<Json> {
    match open {
        Open::Input { input, args, rule, cause } => {
            let declared = program.inputs.get(*input as usize)?;
            Some(asked((program, case, decision), (declared, &(*input, args.clone())), *rule, *cause))
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
                    text_or_null(article(program, *rule).or(declared.source.first().map(|source| &source.text))),
                ),
            ]))
        }
    }
}

fn asked(
    (program, case, decision): (&Program, &Case, &Decision),
    (input, key): (&Input, &FactKey),
    rule: Option<RuleId>,
    cause: Cause,
) -> Json {
    let limited = purpose::about(program, case, key);
    let own = input.source.first().map(|source| &source.text);
    let taken_under = decision.source.first().map(|source| &source.text);
    let mut list = vec![
        ("soort", text(if input.judgement.is_some() { "oordeel" } else { "gegeven" })),
        ("naam", text(&input.name)),
        ("sleutel", text(&input.key)),
        ("betreft", show::ids(&case.facts, &input.args, &key.1)),
    ];
    match &input.judgement {
        Some(judgement) => {
            list.push(("vraag", text(&judgement.question)));
            list.push(("door", show::roles(&judgement.roles)));
        }
        None => {
            let who = match program.organisation.gives(input, &key.1) {
                true => text("de regelbestanden"),
                false if input.register.is_none() && input.origin == Origin::Applicant => text("de aanvrager"),
                false => text_or_null(input.register.as_ref()),
            };
            list.push(("volgens", who));
        }
    }
    let (why, ground) = limited.map_or((None, None), |(why, ground)| (Some(why), ground));
    list.push(("artikel", text_or_null(ground.or(article(program, rule)).or(own).or(taken_under))));
    list.push(("reden", text_or_null(why.map(Phrase::from).or(reason(input, cause).map(Phrase::from)))));
    members(list)
}

/// Why it is not known although the case mentions it.
const fn reason(input: &Input, cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::NotGiven => None,
        Cause::OtherDays if input.judgement.is_some() => Some("het gegeven oordeel geldt niet op deze dag"),
        Cause::OtherDays => Some("niet gegeven voor deze dag"),
        Cause::Withheld(why) => Some(facts::withheld(why)),
        Cause::Incomplete => Some("de lijst is niet volledig"),
    }
}
