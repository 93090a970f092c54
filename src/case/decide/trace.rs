//! `spoor`: the reasons of a period as a tree, each with its value and where it stands in the law.

use super::super::build::{Json, members, text, text_or_null};
use super::facts::withheld;
use super::outcome::Subject;
use super::series::Stretch;
use super::show;
use crate::evaluate::{Applied, Args, Evaluation, Reason, Told, Val, What, problem};
use crate::program::{ClassId, Fold, InputId, ParameterId, Program, RuleId, TermId};
use crate::values::Date;

impl Subject<'_, '_, '_> {
    /// The reasons of a period, seen from its first day.
    pub(super) fn trace(&mut self, stretch: &Stretch) -> Json {
        let mut list = Vec::new();
        for node in &stretch.snapshot.nodes {
            let reason = self.evaluation.reasons(*node, &[self.member], stretch.from);
            list.push(tree(self.evaluation, &reason));
        }
        Json::Array(list)
    }
}

/// A reason and what it rests on; constants and bound objects say nothing by themselves.
fn tree(evaluation: &Evaluation<'_>, reason: &Reason) -> Json {
    let mut list = about(evaluation, reason);
    let told = reason.children.iter().filter(|child| !matches!(child.what, What::Constant | What::Object));
    let children: Vec<Json> = told.map(|child| tree(evaluation, child)).collect();
    if !children.is_empty() {
        list.push(("omdat", Json::Array(children)));
    }
    members(list)
}

fn about(evaluation: &Evaluation<'_>, reason: &Reason) -> Vec<(&'static str, Json)> {
    let program = evaluation.program();
    let value = reason.value;
    match &reason.what {
        What::Term { term, args, again } => {
            let mut list = term_of(evaluation, *term, *args, value);
            if *again {
                list.push(("eerder_verteld", Json::Bool(true)));
            }
            list
        }
        What::Fact { input, args, told } => fact(evaluation, (*input, *args), *told, value),
        What::Rule { rule, outcome } => rule_of(program, *rule, *outcome),
        What::Clause(clause) => vec![
            ("soort", text("zin")),
            ("tekst", text_or_null(program.texts.get(*clause as usize))),
            ("waarde", truth(value)),
        ],
        What::Parameter { parameter, version, .. } => amount(evaluation, *parameter, *version, value),
        What::Member(class, object) => {
            let id = class.map_or(Json::Null, |class: ClassId| show::id(evaluation.facts(), class, *object));
            vec![("soort", text("lid van de groep")), ("betreft", id)]
        }
        What::OnDay(day) => vec![("soort", text("op een andere dag")), ("dag", text(day.to_string()))],
        What::Days(from, until) => days(*from, *until),
        What::Silent(rules) => vec![
            ("soort", text("niet van toepassing")),
            ("regels", Json::Array(rules.iter().map(|rule| title(program, *rule)).collect())),
        ],
        What::Fault(fault) => {
            vec![("soort", text("fout")), ("tekst", text(problem(program, fault.problem)))]
        }
        other => vec![("soort", text(kind(other))), ("waarde", truth(value))],
    }
}

fn days(from: Date, until: Date) -> Vec<(&'static str, Json)> {
    vec![("soort", text("op de dagen")), ("vanaf", text(from.to_string())), ("tot_en_met", text(until.to_string()))]
}

/// ja or nee as JSON, a day as text; other values have no type of their own here.
fn truth(value: Val) -> Json {
    match value {
        Val::Bool(value) => Json::Bool(value),
        Val::Date(day) => text(day.to_string()),
        _ => Json::Null,
    }
}

fn term_of(evaluation: &Evaluation<'_>, term: TermId, args: Args, value: Val) -> Vec<(&'static str, Json)> {
    let Some(declared) = evaluation.program().terms.get(term as usize) else { return Vec::new() };
    vec![
        ("soort", text("begrip")),
        ("naam", text(&declared.name)),
        ("betreft", show::ids(evaluation.facts(), &declared.args, args.as_slice())),
        ("waarde", show::value(evaluation, &declared.ty, value)),
    ]
}

fn fact(
    evaluation: &Evaluation<'_>,
    (input, args): (InputId, Args),
    told: Told,
    value: Val,
) -> Vec<(&'static str, Json)> {
    let Some(declared) = evaluation.program().inputs.get(input as usize) else { return Vec::new() };
    let unknown = match told {
        Told::Given => None,
        Told::Nothing => Some("onbekend"),
        Told::OtherDays => Some("niet gegeven voor deze dag"),
        Told::Withheld(why) => Some(withheld(why)),
    };
    let mut list = vec![
        ("soort", text(if declared.judgement.is_some() { "oordeel" } else { "gegeven" })),
        ("naam", text(&declared.name)),
        ("betreft", show::ids(evaluation.facts(), &declared.args, args.as_slice())),
        ("waarde", show::value(evaluation, &declared.ty, value)),
    ];
    list.extend(unknown.map(|unknown| ("onbekend", text(unknown))));
    list
}

fn amount(
    evaluation: &Evaluation<'_>,
    parameter: ParameterId,
    version: Option<u32>,
    value: Val,
) -> Vec<(&'static str, Json)> {
    let Some(declared) = evaluation.program().parameters.get(parameter as usize) else { return Vec::new() };
    let version = version.and_then(|version| declared.versions.get(version as usize));
    vec![
        ("soort", text("bedrag")),
        ("naam", text(&declared.name)),
        ("waarde", show::value(evaluation, &declared.ty, value)),
        ("versie_vanaf", text_or_null(version.map(|version| version.from.to_string()))),
        ("bron", text_or_null(declared.source.first().map(|source| &source.text))),
    ]
}

fn rule_of(program: &Program, rule: RuleId, outcome: Applied) -> Vec<(&'static str, Json)> {
    let Some(declared) = program.rules.get(rule as usize) else { return Vec::new() };
    let (applied, by) = match outcome {
        Applied::Applied => ("geldt", None),
        Applied::ReplacedBy(by) => ("vervangen", Some(by)),
        Applied::TakenAwayBy(by) => ("buiten toepassing", Some(by)),
        Applied::NotApplied => ("geldt niet", None),
        Applied::Open => ("open", None),
    };
    let mut list = vec![
        ("soort", text("regel")),
        ("naam", text(&declared.title)),
        ("lid", if declared.paragraph > 0 { Json::integer(declared.paragraph.into()) } else { Json::Null }),
        ("bron", text_or_null(declared.source.first().map(|source| &source.text))),
        ("uitkomst", text(applied)),
    ];
    list.extend(by.map(|by| ("door", title(program, by))));
    list
}

fn title(program: &Program, rule: RuleId) -> Json {
    program.rules.get(rule as usize).map_or_else(|| text(""), |rule| text(&rule.title))
}

/// What a step of the calculation is called.
const fn kind(what: &What) -> &'static str {
    match what {
        What::All => "alle",
        What::Any => "ten minste één",
        What::Not => "niet",
        What::Present => "is bekend",
        What::Compare(_) => "vergelijking",
        What::Arithmetic(_) => "berekening",
        What::Round(..) => "afronding",
        What::Choose => "keuze",
        What::Peildatum => "peildatum",
        What::DayOfDecision => "dag van het besluit",
        What::Shift(_) | What::FullSteps(_) | What::DateOf(_) | What::FirstDay => "kalender",
        What::PeriodsOf(_) => "perioden",
        What::Fold(Fold::Count) => "aantal",
        What::Fold(Fold::Sum) | What::MonthSum => "som",
        What::Fold(_) => "groep",
        What::DailyMean(_) => "gemiddelde over de dagen",
        What::DaysThat(_) | What::DaysBetween => "aantal dagen",
        What::AsIf => "alsof",
        What::Supposed(..) => "verondersteld",
        What::Nobody(_) => "van niemand",
        What::Oneself(..) => "van zichzelf",
        What::Filled(_) => "is vastgesteld",
        What::Cut => "afgekapt",
        _ => "waarde",
    }
}
