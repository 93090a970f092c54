//! Second pass: the sentences of each term, read on demand, so that types flow and circles show.

use super::checker::{Checker, State, scope_of};
use super::draft::{Draft, Gives, Words_, text_of};
use super::expr::{Expr, Kind, Shared, plain};
use super::read::{NoType, Scope};
use super::types::{arithmetic, show, unify};
use super::words::{Tok, Word, ready_known};
use super::{ModelRule, TermBody};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{Const, Operator, TermId, Type};
use crate::syntax::tree::{ListItem, Span};
use crate::values::Rational;

/// Introductions of lists of conditions; `zich` and the verb may stand in either order.
const ALL: &[&str] = &[
    "aan alle volgende voorwaarden is voldaan",
    "is voldaan aan alle volgende voorwaarden",
    "is aan alle volgende voorwaarden voldaan",
];
const ANY: &[&str] = &[
    "ten minste één van volgende gevallen zich voordoet",
    "ten minste één van volgende gevallen doet zich voor",
    "zich ten minste één van volgende gevallen voordoet",
];
const NONE: &[&str] = &[
    "geen van volgende gevallen zich voordoet",
    "geen van volgende gevallen doet zich voor",
    "zich geen van volgende gevallen voordoet",
];

/// How many deviations may stand on each other.
const DEVIATIONS: usize = 16;

impl Checker {
    /// The type of a term, making it when needed.
    pub(super) fn term_type(&self, term: TermId) -> Result<Type, NoType> {
        let draft = self.terms.get(term as usize).ok_or(NoType::Broken)?;
        if let Some(ty) = &draft.ty {
            return Ok(ty.clone());
        }
        self.make(term);
        match self.states.borrow().get(term as usize) {
            Some(State::Made(Some(ty))) => Ok(ty.clone()),
            Some(State::Making) => {
                *self.last_circle.borrow_mut() = self.circle(term);
                Err(NoType::Circle(self.last_circle.borrow().clone()))
            }
            Some(State::Waiting) => Err(NoType::Circle(self.last_circle.borrow().clone())),
            _ => Err(NoType::Broken),
        }
    }

    fn set_state(&self, term: TermId, state: State) {
        if let Some(slot) = self.states.borrow_mut().get_mut(term as usize) {
            *slot = state;
        }
    }

    /// The terms that are being made, from this one round to itself.
    fn circle(&self, term: TermId) -> String {
        let making = self.making.borrow();
        let from = making.iter().position(|known| *known == term).unwrap_or(0);
        let name =
            |term: &TermId| self.terms.get(*term as usize).map_or(String::new(), |draft| format!("`{}`", draft.name));
        let mut names: Vec<String> = making.iter().skip(from).map(name).collect();
        names.push(name(&term));
        names.join(" → ")
    }

    /// Reads all rules of a term.
    pub(super) fn make(&self, term: TermId) {
        if !matches!(self.states.borrow().get(term as usize), Some(State::Waiting)) {
            return;
        }
        self.set_state(term, State::Making);
        self.making.borrow_mut().push(term);
        let outer = self.circular.replace(false);
        let before = self.findings.borrow().len();
        let mut rules = Vec::new();
        for (place, draft) in self.drafts.iter().enumerate() {
            if draft.term == term && draft.targets.is_empty() {
                rules.extend(self.rule(place, draft, &mut Vec::new()));
            }
        }
        let declared = self.terms.get(term as usize).and_then(|draft| draft.ty.clone());
        let ty = self.common_type(&rules, declared);
        self.making.borrow_mut().pop();
        if self.circular.replace(outer) && !self.making.borrow().is_empty() {
            // Whoever looked here may only have tried a name that begins alike: it is made again when its turn comes.
            self.findings.borrow_mut().truncate(before);
            self.set_state(term, State::Waiting);
            return;
        }
        self.set_state(term, State::Made(ty.clone()));
        self.bodies.borrow_mut().insert(term, TermBody { rules, ty });
    }

    /// The type on which the rules of a term agree.
    fn common_type(&self, rules: &[ModelRule], declared: Option<Type>) -> Option<Type> {
        let mut values: Vec<Shared> = Vec::new();
        collect_values(rules, &mut values);
        let mut common: Option<Shared> = None;
        for value in values {
            if let Some(known) = &common {
                match unify(known, &value) {
                    Some(ty) => common = Some(Expr::new(known.kind.clone(), ty, known.span)),
                    None => {
                        let facts = [show(&value.ty), show(&known.ty)];
                        let finding = Diagnostic::error("T0608", value.span, &[&facts[0], &facts[1]]);
                        self.error(finding.also(known.span, "hier staat de andere waarde"));
                    }
                }
            } else {
                common = Some(value);
            }
        }
        let found = common.map(|value| value.ty.clone());
        if let (Some(declared), Some(found)) = (&declared, &found)
            && declared != found
            && !matches!((declared, found), (Type::Number(a), Type::Number(b)) if a.base == b.base && b.per.is_none())
        {
            let span = rules.first().map_or(Span::default(), |rule| rule.span);
            self.error(Diagnostic::error("T0608", span, &[&show(found), &show(declared)]));
        }
        declared.or(found)
    }

    /// A draft with its words read, and its exceptions; `path` holds the drafts that it deviates from.
    fn rule(&self, place: usize, draft: &Draft, path: &mut Vec<usize>) -> Option<ModelRule> {
        if path.contains(&place) {
            return None; // A circle: the checks report it whole.
        }
        if path.len() > DEVIATIONS {
            self.error(Diagnostic::error("T0609", draft.span, &[&draft.rule.title]));
            return None;
        }
        let mut scope = scope_of(&draft.bound);
        for letter in in_order(&draft.letters) {
            let toks = ready_known(&self.vocabulary.words, &letter.clause.tokens);
            let value = self.value_words(&Words_ { toks, list: letter.list.clone(), span: letter.span }, &scope)?;
            let name = letter.mark.trim_end_matches(':');
            scope.letters.push((self.vocabulary.words.get(name)?, value));
        }
        let value = match &draft.gives {
            Gives::Bool(value) => Some(Expr::bool(Kind::Const(Const::Bool(*value)), draft.span)),
            Gives::Value(words) => Some(self.bounded(draft, words, &scope)?),
            Gives::Nothing => None,
        };
        let condition = self.condition_of(draft, &scope)?;
        path.push(place);
        let exceptions = self.drafts.iter().enumerate().filter(|(_, other)| other.targets.contains(&place));
        let exceptions = exceptions.filter_map(|(place, other)| self.rule(place, other, path)).collect();
        path.pop();
        let rule = draft.rule.clone();
        Some(ModelRule { rule, text: draft.text.clone(), condition, value, exceptions, span: draft.span })
    }

    fn bounded(&self, draft: &Draft, words: &Words_, scope: &Scope) -> Option<Shared> {
        if let Some(Type::Choice(choice)) = self.terms.get(draft.term as usize).and_then(|term| term.ty.clone()) {
            return self.choice_value(choice, words);
        }
        let mut value = self.value_words(words, scope)?;
        for (operator, bound) in &draft.bounds {
            let limit = self.value_words(bound, scope)?;
            let Some(limited) = arithmetic(*operator, &value, &limit) else {
                self.error(Diagnostic::error("T0608", bound.span, &[&show(&limit.ty), &show(&value.ty)]));
                return None;
            };
            value = limited;
        }
        Some(value)
    }

    /// A value of a choice, as the conclusion of a term that is declared to be one.
    fn choice_value(&self, choice: u32, words: &Words_) -> Option<Shared> {
        let values = self.choice_words.get(choice as usize)?;
        let said: Vec<Word> = words.toks.iter().filter(|tok| !tok.article).map(|tok| tok.word).collect();
        let place = values.iter().position(|value| *value == said).and_then(|place| u32::try_from(place).ok());
        let Some(place) = place else {
            let known: Vec<String> = values.iter().map(|value| self.vocabulary.words.join(value)).collect();
            let text = plain_text(&words.toks);
            let finding =
                Diagnostic::error("T0808", words.span, &[&text]).near(&text, known.iter().map(String::as_str));
            self.error(finding.expected(known.join(", ")));
            return None;
        };
        Some(Expr::new(Kind::Const(Const::Choice(place)), Type::Choice(choice), words.span))
    }

    fn condition_of(&self, draft: &Draft, scope: &Scope) -> Option<Option<Shared>> {
        let mut parts: Vec<Shared> = self.row_condition(draft.span)?.into_iter().collect();
        if let Some(words) = &draft.condition {
            let condition = self.condition_words(words, scope)?;
            parts.push(if draft.only { Expr::bool(Kind::Not(condition), draft.span) } else { condition });
        }
        if let Some(words) = &draft.unless {
            let unless = self.condition_words(words, scope)?;
            parts.push(Expr::bool(Kind::Not(unless), words.span));
        }
        if let Some(power) = draft.power {
            let args = draft.bound.iter().map(|bound| bound.expr.clone()).collect();
            parts.push(Expr::bool(Kind::Input(power, args), draft.span));
        }
        Some(match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Expr::bool(Kind::All(parts), draft.span)),
        })
    }

    /// A condition with the list that it may open.
    pub(super) fn condition_words(&self, words: &Words_, scope: &Scope) -> Option<Shared> {
        if words.list.is_empty() {
            let condition = self.read_condition(&words.toks, scope.clone())?;
            return Some(label(&words.toks, condition));
        }
        let intro = plain_text(&words.toks);
        let items = || -> Option<Vec<Shared>> {
            let items: Vec<Option<Shared>> = words.list.iter().map(|item| self.condition_item(item, scope)).collect();
            items.into_iter().collect()
        };
        let span = words.span;
        if ALL.contains(&intro.as_str()) {
            Some(Expr::bool(Kind::All(items()?), span))
        } else if ANY.contains(&intro.as_str()) {
            Some(Expr::bool(Kind::Any(items()?), span))
        } else if NONE.contains(&intro.as_str()) {
            Some(Expr::bool(Kind::Not(Expr::bool(Kind::Any(items()?), span)), span))
        } else {
            let finding = Diagnostic::error("T0504", span, &[&intro]);
            self.error(finding.near(&intro, ALL.iter().chain(ANY).chain(NONE).copied()).expected(
                "is voldaan aan alle volgende voorwaarden: of ten minste één van de volgende gevallen zich voordoet:",
            ));
            None
        }
    }

    fn condition_item(&self, item: &ListItem, scope: &Scope) -> Option<Shared> {
        let toks = ready_known(&self.vocabulary.words, &item.clause.tokens);
        let condition = self.condition_words(&Words_ { toks, list: item.list.clone(), span: item.span }, scope)?;
        Some(match condition.kind {
            Kind::Labelled(..) => condition,
            _ => Expr::bool(Kind::Labelled(format!("{} {}", item.mark, text_of(&item.clause)), condition), item.span),
        })
    }

    /// A value with the list that it may open: `de som van:`, `de hoogste van:`, `de laagste van:`.
    pub(super) fn value_words(&self, words: &Words_, scope: &Scope) -> Option<Shared> {
        if words.list.is_empty() {
            return self.read_value(&words.toks, scope.clone());
        }
        let intro = plain_text(&words.toks);
        let operator = match intro.as_str() {
            "som van" => Operator::Add,
            "hoogste van" | "laatste van" => Operator::Maximum,
            "laagste van" | "vroegste van" => Operator::Minimum,
            _ => return self.chained(words, scope, &intro),
        };
        self.fold_items(words, scope, operator)
    }

    /// `X verminderd met:` and `X vermeerderd met:` with a list: the sum of the items taken from or added to X.
    fn chained(&self, words: &Words_, scope: &Scope, intro: &str) -> Option<Shared> {
        let forms = [(" verminderd met", Operator::Subtract), (" vermeerderd met", Operator::Add)];
        for (ending, operator) in forms {
            let Some(_) = intro.strip_suffix(ending) else { continue };
            let mut toks: &[Tok] = words.toks.get(..words.toks.len().saturating_sub(2)).unwrap_or(&[]);
            while let Some((last, head)) = toks.split_last()
                && matches!(last.text.as_str(), "," | "achtereenvolgens")
            {
                toks = head;
            }
            let first = self.read_value(toks, scope.clone())?;
            let rest = self.fold_items(words, scope, Operator::Add)?;
            return self.fits(arithmetic(operator, &first, &rest), &first, &rest);
        }
        let finding = Diagnostic::error("T0505", words.span, &[intro]);
        self.error(finding.expected("de som van: of de hoogste van: of de laagste van: of … verminderd met:"));
        None
    }

    fn fits(&self, result: Option<Shared>, a: &Shared, b: &Shared) -> Option<Shared> {
        if result.is_none() {
            self.error(Diagnostic::error("T0608", b.span, &[&show(&b.ty), &show(&a.ty)]));
        }
        result
    }

    fn fold_items(&self, words: &Words_, scope: &Scope, operator: Operator) -> Option<Shared> {
        let mut total: Option<Shared> = None;
        for item in &words.list {
            let toks = ready_known(&self.vocabulary.words, &item.clause.tokens);
            let value = self.value_words(&Words_ { toks, list: item.list.clone(), span: item.span }, scope)?;
            total = Some(match total {
                None => value,
                Some(total) => self.fits(arithmetic(operator, &total, &value), &total, &value)?,
            });
        }
        total.or_else(|| Some(Expr::new(Kind::Const(Const::Number(Rational::ZERO)), Type::Number(plain()), words.span)))
    }
}

/// The condition with its words, for explanations.
fn label(toks: &[Tok], condition: Shared) -> Shared {
    let span = condition.span;
    let text = super::draft::join(toks.iter().map(|tok| tok.text.as_str()));
    Expr::bool(Kind::Labelled(text, condition), span)
}

/// Words without articles, lower case.
fn plain_text(toks: &[Tok]) -> String {
    let words = toks.iter().filter(|tok| !tok.article).map(|tok| tok.text.to_lowercase());
    words.collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

fn collect_values(rules: &[ModelRule], values: &mut Vec<Shared>) {
    for rule in rules {
        values.extend(rule.value.clone());
        collect_values(&rule.exceptions, values);
    }
}

/// The letters of a formula, each behind those that it uses; as written where they use each other in a circle.
fn in_order(letters: &[ListItem]) -> Vec<&ListItem> {
    let uses = |letter: &ListItem, other: &ListItem| {
        letter.mark != other.mark && mentions(letter, other.mark.trim_end_matches(':'))
    };
    let mut waiting: Vec<&ListItem> = letters.iter().collect();
    let mut ordered = Vec::new();
    while !waiting.is_empty() {
        let free = waiting.iter().position(|letter| !waiting.iter().any(|other| uses(letter, other)));
        ordered.push(waiting.remove(free.unwrap_or(0)));
    }
    ordered
}

/// Whether a word stands in an item or in the list below it.
fn mentions(item: &ListItem, word: &str) -> bool {
    item.clause.tokens.iter().any(|token| token.text == word) || item.list.iter().any(|item| mentions(item, word))
}
