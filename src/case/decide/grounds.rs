//! `gronden`: the places in the law that an outcome rests on, with the version of the rule.

use std::collections::BTreeSet;

use super::super::build::{Json, members, text, text_or_null};
use super::super::read::Case;
use super::purpose;
use super::support::Support;
use crate::program::{Decision, Program, Rule, RuleId, Source};
use crate::values::Text;

/// The grounds: the decision's own first, then those of the rules that mattered, then those on which facts could be
/// used that were obtained for another law.
pub(super) fn all(program: &Program, case: &Case, decision: &Decision, support: &Support) -> Json {
    let own = decision.source.iter().map(|source| (source, None));
    let used = support.rules.iter().filter_map(|rule| program.rules.get(*rule as usize));
    let used = used.flat_map(|rule| rule.source.iter().map(move |source| (source, Some(rule))));
    let (freed, _) = purpose::allowed(case, &support.facts);
    let freed = freed.into_iter().map(|source| (source, None));
    let mut seen = BTreeSet::new();
    let first = own.chain(used).chain(freed).filter(|(source, rule)| seen.insert(shown_of(source, *rule)));
    Json::Array(first.map(|(source, rule)| ground(source, rule)).collect())
}

/// What a ground shows, to tell it from others; what mostly differs comes first.
fn shown_of<'p>(source: &'p Source, rule: Option<&'p Rule>) -> impl Ord {
    let Source { regulation, article, paragraph, item, ecli, text: _ } = source;
    (
        rule.map(|rule| (rule.paragraph, rule.title.as_str(), rule.from)),
        [article.as_str(), paragraph, item, ecli, regulation],
    )
}

/// Where one rule or decision stands in the law.
pub(super) fn ground(source: &Source, rule: Option<&Rule>) -> Json {
    members([
        ("regeling", text(&source.regulation)),
        ("artikel", filled(&source.article)),
        ("lid", filled(&source.paragraph)),
        ("onderdeel", filled(&source.item)),
        ("ecli", filled(&source.ecli)),
        ("versie_vanaf", text_or_null(rule.and_then(|rule| rule.from).map(|day| day.to_string()))),
        ("regel", text_or_null(rule.map(|rule| &rule.title))),
        (
            "regel_lid",
            rule.filter(|rule| rule.paragraph > 0).map_or(Json::Null, |rule| Json::integer(rule.paragraph.into())),
        ),
    ])
}

/// The first place in the law of a rule, as written.
pub(super) fn article(program: &Program, rule: Option<RuleId>) -> Option<&Text> {
    let rule = program.rules.get(rule? as usize)?;
    rule.source.first().map(|source| &source.text)
}

fn filled(part: &Text) -> Json {
    text_or_null(Some(part).filter(|part| !part.is_empty()))
}
