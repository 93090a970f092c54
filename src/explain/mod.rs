//! Reasons to Dutch text: the conclusion, the steps that led to it, the facts, the articles.
//!
//! What decided is told once, in the order of the rules; what did not apply is summed up in a line. Structure that only
//! carries (conjunctions, arithmetic) is passed through, so that the reader sees the sentences of the rules.

mod clauses;
mod grounds;
mod words;

pub use grounds::{Ground, cited, grounds};
pub use words::{datum, object_names, term_with, typed};

use crate::evaluate::{Applied, Evaluation, Facts, Reason, Told, Val, What, problem};
use crate::program::{Program, RuleId, Type};
use crate::values::dutch;

/// One line of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How deep it stands.
    pub depth: usize,
    /// The text.
    pub text: String,
}

/// The steps of a reason that an evaluation gave, outermost first.
#[must_use]
pub fn steps(evaluation: &Evaluation<'_>, reason: &Reason) -> Vec<Line> {
    let (program, facts) = (evaluation.program(), evaluation.facts());
    let mut teller = Teller { evaluation, program, facts, lines: Vec::new() };
    teller.tell(reason, 0);
    teller.lines
}

/// The most lines of one explanation: past that it says so.
const MOST: usize = 2_000;
/// How deep lines are indented at most.
const DEEPEST: usize = 40;

struct Teller<'e> {
    evaluation: &'e Evaluation<'e>,
    program: &'e Program,
    facts: &'e Facts,
    lines: Vec<Line>,
}

impl Teller<'_> {
    fn line(&mut self, depth: usize, text: String) {
        if self.lines.len() < MOST {
            self.lines.push(Line { depth, text });
        } else if self.lines.len() == MOST {
            self.lines.push(Line { depth: 0, text: "(de uitleg is hier afgebroken: te veel stappen)".into() });
        }
    }

    fn tell(&mut self, reason: &Reason, depth: usize) {
        let depth = depth.min(DEEPEST);
        let below = match self.text(reason) {
            Some(text) => {
                self.line(depth, text);
                depth.saturating_add(1)
            }
            None => depth,
        };
        let mut before = self.lines.len();
        for child in &reason.children {
            let start = self.lines.len();
            // A clause that names one term says the same as the term: the term's own line is left out.
            let same = matches!((&reason.what, &child.what), (What::Clause(_), What::Term { again: false, .. }));
            if same && reason.children.len() == 1 && child.value == reason.value {
                child.children.iter().for_each(|inner| self.tell(inner, below));
            } else {
                self.tell(child, below);
            }
            // One fact that is held against several values is told once.
            if self.lines.get(before..start) == self.lines.get(start..) {
                self.lines.truncate(start);
            } else {
                before = start;
            }
        }
    }

    /// What a reason says for itself; `None` when only its parts speak.
    fn text(&self, reason: &Reason) -> Option<String> {
        let value = reason.value;
        match &reason.what {
            What::Term { term, args, again } => {
                let declared = self.program.terms.get(*term as usize)?;
                let name = term_with(&declared.name, &object_names(self.facts, &declared.args, args.as_slice()));
                let again = if *again { " (zie hiervoor)" } else { "" };
                Some(format!("{name}: {}{again}", self.value(&declared.ty, value)))
            }
            What::Fact { input, args, told } => self.fact(*input, args.as_slice(), *told, value),
            What::Rule { rule, outcome } => self.rule(*rule, *outcome),
            What::Silent(rules) => self.silent(rules),
            What::Clause(text) => {
                let text = self.program.texts.get(*text as usize)?;
                Some(format!("{}: {}", clauses::sentence(self.program, self.facts, reason, text), plain(value)))
            }
            What::Parameter { parameter, version, last_known } => {
                self.parameter(*parameter, *version, *last_known, value)
            }
            What::OnDay(day) => Some(format!("op {}", dutch::date(*day))),
            What::Days(from, until) => Some(format!("van {} tot en met {}", dutch::date(*from), dutch::date(*until))),
            What::AsIf => Some("alsof de volgende gegevens golden".into()),
            What::Fault(fault) => Some(format!("dit heeft geen uitkomst: {}", problem(self.program, fault.problem))),
            What::Cut => Some("(verdere stappen zijn weggelaten)".into()),
            _ => None,
        }
    }

    /// A value of a type, with its bounds when only those are known.
    fn value(&self, ty: &Type, value: Val) -> String {
        let shown = typed(self.program, self.facts, ty, value);
        match self.evaluation.bounds_of(Some(ty), value) {
            Some(bounds) => format!("{shown}, {bounds}"),
            None => shown,
        }
    }

    fn fact(&self, input: u32, args: &[u32], told: Told, value: Val) -> Option<String> {
        let declared = self.program.inputs.get(input as usize)?;
        let objects = object_names(self.facts, &declared.args, args);
        let kind = if declared.judgement.is_some() { "oordeel" } else { "feit" };
        let name = if objects.is_empty() {
            declared.name.to_string()
        } else {
            format!("{} ({})", declared.name, objects.join(", "))
        };
        let value = match told {
            Told::Given => self.value(&declared.ty, value),
            Told::Nothing => "niet gegeven".into(),
            Told::OtherDays => "niet gegeven voor deze dag".into(),
            Told::Withheld(_) => "buiten beschouwing".into(),
        };
        let register = declared.register.as_ref().map_or_else(String::new, |register| format!(" [{register}]"));
        Some(format!("{kind} {name}: {value}{register}"))
    }

    fn rule(&self, number: RuleId, outcome: Applied) -> Option<String> {
        let name = self.rule_name(number)?;
        Some(match outcome {
            Applied::Applied => name,
            Applied::ReplacedBy(other) => format!("{name}: vervangen door {}", self.rule_name(other)?),
            Applied::TakenAwayBy(other) => format!("{name}: niet van toepassing door {}", self.rule_name(other)?),
            Applied::NotApplied => format!("{name}: niet van toepassing"),
            Applied::Open => format!("{name}: nog niet te bepalen"),
        })
    }

    /// `regel kostendelersnorm, lid 1 (Pw, artikel 22a, eerste lid)`
    fn rule_name(&self, number: RuleId) -> Option<String> {
        let rule = self.program.rules.get(number as usize)?;
        let paragraph = if rule.paragraph == 0 { String::new() } else { format!(", lid {}", rule.paragraph) };
        let source: Vec<&str> = rule.source.iter().map(|source| source.text.as_str()).collect();
        Some(format!("regel {}{paragraph} ({})", rule.title, source.join("; ")))
    }

    /// Exceptions that did not apply, in one line.
    fn silent(&self, rules: &[RuleId]) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for rule in rules.iter().filter_map(|rule| self.program.rules.get(*rule as usize)) {
            let article = rule.source.first().map_or(rule.title.as_str(), |source| source.text.as_str());
            if !names.iter().any(|name| name == article) {
                names.push(article.to_string());
            }
        }
        (!names.is_empty()).then(|| format!("geen uitzondering van toepassing: {}", names.join("; ")))
    }

    fn parameter(&self, number: u32, version: Option<u32>, last_known: bool, value: Val) -> Option<String> {
        let declared = self.program.parameters.get(number as usize)?;
        let shown = self.value(&declared.ty, value);
        let since = version.and_then(|version| declared.versions.get(version as usize));
        let since = since.map_or_else(String::new, |version| format!(", geldig vanaf {}", dutch::date(version.from)));
        let last = if last_known { ", laatst bekende waarde" } else { "" };
        let source: Vec<&str> = declared.source.iter().map(|source| source.text.as_str()).collect();
        Some(format!("{}: {shown} ({}{since}{last})", declared.name, source.join("; ")))
    }
}

/// ja, nee or what else came out of a clause.
fn plain(value: Val) -> &'static str {
    match value {
        Val::Bool(true) => "ja",
        Val::Bool(false) => "nee",
        Val::Fault(_) => "geen uitkomst",
        _ => "nog niet te bepalen",
    }
}
