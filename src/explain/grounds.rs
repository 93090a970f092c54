//! What decided, in short sentences: the conditions of the rules as written, with what came of each and its article.

use super::clauses::{sentence, weighed};
use super::words::object_names;
use crate::evaluate::{Facts, Reason, Val, What};
use crate::program::{Program, RuleId, Source, TextId};

/// A condition that mattered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// How deep it stands: what it rests on is one deeper.
    pub depth: usize,
    /// The condition as the rule writes it, in the order of a main clause.
    pub text: String,
    /// The amounts and days that it weighs, each with its value.
    pub weighed: Vec<String>,
    /// Of what it was asked: the names of the objects of the term that it stands under.
    pub about: Vec<String>,
    /// ja, nee, or `None` for what is not known.
    pub holds: Option<bool>,
    /// The article of the rule that it stands in.
    pub article: Option<String>,
}

/// More grounds than this are left out.
const MOST: usize = 80;

/// The conditions that a reason rests on, down to a depth, of each object once; the question itself is left out.
#[must_use]
pub fn grounds(program: &Program, facts: &Facts, reason: &Reason, deepest: usize) -> Vec<Ground> {
    let mut gathering = Gathering { program, facts, deepest, about: Vec::new(), found: Vec::new() };
    match &reason.what {
        What::Clause(_) => gathering.below(reason, 0, None),
        _ => gathering.walk(reason, 0, None),
    }
    gathering.found
}

/// A source with the name of its regulation, which the rule file leaves out where it is its own.
#[must_use]
pub fn cited(source: &Source) -> String {
    if source.text.starts_with(source.regulation.as_str()) || source.regulation.is_empty() {
        return source.text.to_string();
    }
    format!("{}, {}", source.regulation, source.text)
}

struct Gathering<'p> {
    program: &'p Program,
    facts: &'p Facts,
    deepest: usize,
    about: Vec<String>,
    found: Vec<Ground>,
}

impl Gathering<'_> {
    fn walk(&mut self, reason: &Reason, depth: usize, rule: Option<RuleId>) {
        match &reason.what {
            What::Clause(text) => {
                if depth <= self.deepest && self.add(*text, reason, depth, rule) {
                    self.below(reason, depth.saturating_add(1), rule);
                }
            }
            What::Rule { rule, .. } => self.below(reason, depth, Some(*rule)),
            What::Term { term, args, .. } => {
                let classes = self.program.terms.get(*term as usize).map_or(&[][..], |term| &term.args);
                let about = object_names(self.facts, classes, args.as_slice());
                let above = std::mem::replace(&mut self.about, about);
                self.below(reason, depth, rule);
                self.about = above;
            }
            _ => self.below(reason, depth, rule),
        }
    }

    fn below(&mut self, reason: &Reason, depth: usize, rule: Option<RuleId>) {
        reason.children.iter().for_each(|child| self.walk(child, depth, rule));
    }

    /// Adds a condition; `false` when it was told before, or there is no room.
    fn add(&mut self, text: TextId, reason: &Reason, depth: usize, rule: Option<RuleId>) -> bool {
        let Some(text) = self.program.texts.get(text as usize) else { return false };
        let text = sentence(self.program, self.facts, reason, text);
        let is_known = |known: &Ground| known.text == text && known.about == self.about;
        if self.found.len() >= MOST || self.found.iter().any(is_known) {
            return false;
        }
        let holds = match reason.value {
            Val::Bool(value) => Some(value),
            _ => None,
        };
        let rule = rule.and_then(|rule| self.program.rules.get(rule as usize));
        let article = rule.and_then(|rule| rule.source.first()).map(cited);
        let weighed = weighed(self.program, self.facts, reason);
        self.found.push(Ground { depth, text, weighed, about: self.about.clone(), holds, article });
        true
    }
}
