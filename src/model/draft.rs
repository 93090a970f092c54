//! What stands between the tree and the model: rules whose conclusion is known and whose conditions are still words.

use super::read::Bound;
use super::words::{Tok, Word};
use crate::model::kinds::{ClassId, DecisionKind, InputId, Operator, Rule, TermId, Type};
use crate::syntax::tree::{Clause, Keyword, ListItem, Span, Token, TokenKind};

/// A condition that is still words: the clause after `indien` and the list that it may open.
#[derive(Clone, Debug)]
pub struct Words_ {
    /// The clause.
    pub toks: Vec<Tok>,
    /// The list behind its colon.
    pub list: Vec<ListItem>,
    /// Where.
    pub span: Span,
}

/// What a rule gives.
#[derive(Clone, Debug)]
pub enum Gives {
    /// ja or nee.
    Bool(bool),
    /// A value, still words.
    Value(Words_),
    /// It takes away.
    Nothing,
}

/// One conclusion: a paragraph of a rule.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The head word of its block.
    pub head: Keyword,
    /// The title of its block as words.
    pub title: Vec<Word>,
    /// What a reason shows of it.
    pub rule: Rule,
    /// The paragraph as written.
    pub text: String,
    /// Which term it is about.
    pub term: TermId,
    /// The objects of its conclusion, in the order of the term's arguments.
    pub bound: Vec<Bound>,
    /// What it gives.
    pub gives: Gives,
    /// `indien …`
    pub condition: Option<Words_>,
    /// `tenzij …`
    pub unless: Option<Words_>,
    /// `geldt slechts, indien …`: takes away when the condition does not hold.
    pub only: bool,
    /// Letters of its formula.
    pub letters: Vec<ListItem>,
    /// Bounds: the higher or the lower of its value and these.
    pub bounds: Vec<(Operator, Words_)>,
    /// The judgement whether a power is used.
    pub power: Option<InputId>,
    /// The drafts that it deviates from.
    pub targets: Vec<usize>,
    /// Where it stands.
    pub span: Span,
}

/// A term that is being made.
#[derive(Clone, Debug)]
pub struct TermDraft {
    /// How it reads.
    pub name: String,
    /// The classes of its arguments.
    pub args: Vec<ClassId>,
    /// Its type when that was declared; a ja/nee always is.
    pub ty: Option<Type>,
    /// Where it was first concluded.
    pub span: Span,
    /// Set for a delegation with arguments: who should fill it.
    pub delegation: Option<crate::model::kinds::ParameterId>,
}

/// A set: `verzameling kostendelende medebewoners, uit …`.
#[derive(Clone, Debug)]
pub struct SetDraft {
    /// The term that says who belongs to it: member first, owner second.
    pub term: TermId,
    /// Where members come from, still words.
    pub from: Vec<Tok>,
    /// The owner as the rule calls it.
    pub owner: Option<Bound>,
}

/// A decision that is still words.
#[derive(Clone, Debug)]
pub struct DecisionDraft {
    /// Its block.
    pub block: usize,
    /// What kind of thing it is.
    pub kind: DecisionKind,
    /// Its name.
    pub name: String,
    /// The class of its members and the noun that points at one.
    pub member: Bound,
    /// Its regulation.
    pub regulation: String,
    /// What may follow, as written, without its condition.
    pub follow_ups: Vec<String>,
    /// The names of its duties.
    pub duties: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

/// The text of a clause, words joined by single spaces, punctuation closed up.
#[must_use]
pub fn text_of(clause: &Clause) -> String {
    join(clause.tokens.iter().map(|token| token.text.as_str()))
}

/// The text of a clause as it stands in the file: [`text_of`], with the quotes of texts.
#[must_use]
pub fn written(clause: &Clause) -> String {
    let quoted = |token: &Token| match token.kind {
        TokenKind::Quoted => format!("\"{}\"", token.text),
        _ => token.text.clone(),
    };
    let texts: Vec<String> = clause.tokens.iter().map(quoted).collect();
    join(texts.iter().map(String::as_str))
}

/// Token texts joined as people write them.
#[must_use]
pub fn join<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut out = String::new();
    let mut open = true;
    for text in texts {
        if !(open || matches!(text, "," | ")" | ":")) {
            out.push(' ');
        }
        out.push_str(text);
        open = text == "(";
    }
    out
}
