//! What decided, in short sentences: the conditions of the rules as written, with what came of each and its article.

use crate::evaluate::{Reason, Val, What};
use crate::program::{Program, RuleId, Source, TextId};

/// A condition that mattered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// How deep it stands: what it rests on is one deeper.
    pub depth: usize,
    /// The condition as the rule writes it.
    pub text: String,
    /// ja, nee, or `None` for what is not known.
    pub holds: Option<bool>,
    /// The article of the rule that it stands in.
    pub article: Option<String>,
}

/// More grounds than this are left out.
const MOST: usize = 40;

/// The conditions that a reason rests on, down to a depth, each once; the question itself is left out.
#[must_use]
pub fn grounds(program: &Program, reason: &Reason, deepest: usize) -> Vec<Ground> {
    let mut gathering = Gathering { program, deepest, found: Vec::new() };
    match &reason.what {
        What::Clause(_) => gathering.below(reason, 0, None),
        _ => gathering.walk(reason, 0, None),
    }
    gathering.found
}

/// A source with the name of its regulation, which the rule file leaves out where it is its own.
#[must_use]
pub fn cited(source: &Source) -> String {
    if source.text.starts_with(&source.regulation) || source.regulation.is_empty() {
        return source.text.clone();
    }
    format!("{}, {}", source.regulation, source.text)
}

struct Gathering<'p> {
    program: &'p Program,
    deepest: usize,
    found: Vec<Ground>,
}

impl Gathering<'_> {
    fn walk(&mut self, reason: &Reason, depth: usize, rule: Option<RuleId>) {
        match &reason.what {
            What::Clause(text) => {
                if depth <= self.deepest && self.add(*text, reason.value, depth, rule) {
                    self.below(reason, depth.saturating_add(1), rule);
                }
            }
            What::Rule { rule, .. } => self.below(reason, depth, Some(*rule)),
            _ => self.below(reason, depth, rule),
        }
    }

    fn below(&mut self, reason: &Reason, depth: usize, rule: Option<RuleId>) {
        reason.children.iter().for_each(|child| self.walk(child, depth, rule));
    }

    /// Adds a condition; `false` when it was told before, or there is no room.
    fn add(&mut self, text: TextId, value: Val, depth: usize, rule: Option<RuleId>) -> bool {
        let Some(text) = self.program.texts.get(text as usize) else { return false };
        if self.found.len() >= MOST || self.found.iter().any(|known| known.text == *text) {
            return false;
        }
        let holds = match value {
            Val::Bool(value) => Some(value),
            _ => None,
        };
        let rule = rule.and_then(|rule| self.program.rules.get(rule as usize));
        let article = rule.and_then(|rule| rule.source.first()).map(cited);
        self.found.push(Ground { depth, text: text.clone(), holds, article });
        true
    }
}
