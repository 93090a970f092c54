//! Paragraphs that are about a term concluded elsewhere: deviations, powers, and what takes a paragraph away.
//!
//! **Invariant:** no order of files, blocks or paragraphs matters: every conclusion is known before what
//! `In afwijking van …` names is looked up.

use super::checker::Checker;
use super::conclude::{Conclusion, Cut};
use super::draft::{Gives, Words_, join};
use super::kinds::{Rule, TermId};
use super::named::{Named, Titles};
use super::phrases::{Form, form, match_head, noun_at, read_name};
use super::read::Bound;
use super::vocabulary::{Arg, Target};
use super::words::Tok;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::Block;
use crate::values::order;

/// A draft that deviates and the words that say from what.
pub(super) struct Aim {
    draft: usize,
    named: Vec<Tok>,
}

/// A draft that deviates from what is not known yet, or does not exist: it is no base rule.
const NOWHERE: usize = usize::MAX;

impl Checker {
    /// Paragraphs that are about a term concluded elsewhere: powers that stand alone may bring a term of their own, so
    /// they come first; what takes a paragraph away comes last.
    pub(super) fn conclude_later(&mut self, blocks: &[(u32, &Block)], mut later: Vec<(usize, Rule, Cut)>) {
        order::sort_by_key(&mut later, |(_, _, cut)| match form(&cut.toks) {
            Form::Concludes if cut.deviates.is_empty() => 0,
            Form::Concludes => 1,
            Form::Cancel(_) | Form::Only(_) => 2,
        });
        let mut aims = Vec::new();
        for (number, rule, cut) in later {
            let Some((_, block)) = blocks.get(number) else { continue };
            match form(&cut.toks) {
                Form::Cancel(number) => self.about_paragraph(block, rule, cut, number, false),
                Form::Only(number) => self.about_paragraph(block, rule, cut, number, true),
                Form::Concludes => aims.extend(self.deviates(block, rule, cut)),
            }
        }
        self.aims = aims;
    }

    /// Points every deviation at what it names, once every conclusion is known.
    pub(super) fn take_aim(&mut self) {
        let titles = self.titles();
        for aim in std::mem::take(&mut self.aims) {
            self.aim(&titles, &aim);
        }
    }

    fn about_paragraph(&mut self, block: &Block, rule: Rule, cut: Cut, number: u32, only: bool) {
        let title = (block.keyword, rule.regulation.to_string(), self.vocabulary.words.of_clause(&block.header));
        let targets = self.drafts_of(&title, number, rule.from);
        let Some(draft) = targets.first().and_then(|target| self.drafts.get(*target)) else {
            let finding = Diagnostic::error("T0604", cut.span, &[&number.to_string()]);
            return self.error(finding.expected("een lid van deze regel dat zelf iets concludeert"));
        };
        let conclusion = Conclusion { term: draft.term, bound: draft.bound.clone(), gives: Gives::Nothing };
        self.draft(block, rule, cut, conclusion, targets);
        if let Some(last) = self.drafts.last_mut() {
            last.only = only;
        }
    }

    /// Keeps the conclusion; from what it deviates is looked up when every conclusion is known.
    fn deviates(&mut self, block: &Block, rule: Rule, cut: Cut) -> Option<Aim> {
        let own = cut.deviates.is_empty();
        let conclusion = self.deviating_conclusion(&cut);
        let conclusion = conclusion.or_else(|| own.then(|| self.power_conclusion(&cut)).flatten());
        let Some(conclusion) = conclusion else {
            let finding = Diagnostic::error("T0605", cut.span, &[&cut.text]);
            self.error(finding.expected("de conclusie van een regel die elders staat, met het werkwoord vooraan"));
            return None;
        };
        let named = cut.deviates.clone();
        let draft = self.drafts.len();
        self.draft(block, rule, cut, conclusion, if own { Vec::new() } else { vec![NOWHERE] });
        (!own).then_some(Aim { draft, named })
    }

    /// Points a deviation at the drafts that it names; they must be about the same term.
    fn aim(&mut self, titles: &Titles, aim: &Aim) {
        let Some(draft) = self.drafts.get(aim.draft) else { return };
        let said = join(aim.named.iter().map(|tok| tok.text.as_str()));
        let said = said.trim_end_matches([',', ' ']);
        let fits = match self.named(draft, titles, &aim.named) {
            Named::Drafts(targets) => self.of_one_term(aim.draft, draft.term, targets),
            Named::Elsewhere(regulation) => {
                let finding = Diagnostic::error("T0622", draft.span, &[said, &regulation]);
                return self.error(finding.expected(format!("{said} van {regulation}")));
            }
            Named::Several => return self.error(Diagnostic::error("T0623", draft.span, &[said])),
            Named::Nothing => Vec::new(),
        };
        if fits.is_empty() {
            let mut finding = Diagnostic::error("T0606", draft.span, &[said]);
            finding.near = self.near_title(&aim.named);
            return self.error(finding);
        }
        if let Some(draft) = self.drafts.get_mut(aim.draft) {
            draft.targets = fits;
        }
    }

    /// The drafts among these that are about the same term as the one that deviates.
    fn of_one_term(&self, place: usize, term: TermId, targets: Vec<usize>) -> Vec<usize> {
        let about =
            |target: &usize| *target != place && self.drafts.get(*target).is_some_and(|other| other.term == term);
        targets.into_iter().filter(about).collect()
    }

    fn near_title(&self, toks: &[Tok]) -> Option<String> {
        let words = toks.iter().filter(|tok| {
            !tok.article && !matches!(tok.text.as_str(), "," | "regel" | "regels" | "begrip" | "tabel" | "vaststelling")
        });
        let named: Vec<&str> = words.map(|tok| tok.text.as_str()).collect();
        let titles: Vec<&str> = self.drafts.iter().map(|draft| draft.rule.title.as_str()).collect();
        crate::diagnostic::nearest(&named.join(" "), titles)
    }

    /// `is de norm van de persoon E`, `heeft een persoon geen recht`, `de verlaging van het huishouden E is`.
    fn deviating_conclusion(&self, cut: &Cut) -> Option<Conclusion> {
        let starts_with_is = cut.toks.first().is_some_and(|tok| matches!(tok.text.as_str(), "is" | "bedraagt"));
        let ends_with_is = cut.toks.last().is_some_and(|tok| matches!(tok.text.as_str(), "is" | "bedraagt"));
        let mut toks = cut.toks.clone();
        if starts_with_is {
            toks.remove(0);
        } else if cut.power && ends_with_is {
            toks.pop();
        }
        if starts_with_is || ends_with_is || cut.power {
            let mut best: Option<(usize, TermId, Vec<Bound>)> = None;
            for pattern in &self.vocabulary.patterns {
                let Target::Term(term) = pattern.target else { continue };
                if pattern.args.iter().any(|arg| matches!(arg, Arg::Singleton(_))) {
                    continue;
                }
                if let Some((end, bound)) = match_head(&self.vocabulary, &pattern.elems, &toks, 0)
                    && end < toks.len()
                    && best.as_ref().is_none_or(|(longest, ..)| end > *longest)
                {
                    best = Some((end, term, bound));
                }
            }
            if let Some((end, term, bound)) = best {
                let rest = toks.get(end..).unwrap_or(&[]).to_vec();
                let gives = Gives::Value(Words_ { toks: rest, list: cut.list.clone(), span: cut.span });
                return Some(Conclusion { term, bound, gives });
            }
        }
        let (term, bound, negated) = self.known_predicate(&cut.toks)?;
        Some(Conclusion { term, bound, gives: Gives::Bool(!negated) })
    }

    /// A ja/nee that only a power concludes: `dat een persoon ontheffing krijgt`, the verb at the end.
    fn power_conclusion(&mut self, cut: &Cut) -> Option<Conclusion> {
        let mut toks = cut.toks.clone();
        let verb = toks.pop()?;
        let (end, ..) = noun_at(&self.vocabulary, &toks, 0)?;
        toks.insert(end, verb);
        let (predicate, bound) = self.new_predicate(&toks)?;
        let name = read_name(&self.vocabulary, &toks);
        let (term, bound) = self.new_bool_term(predicate, bound, name, cut.span);
        Some(Conclusion { term, bound, gives: Gives::Bool(true) })
    }
}
