//! Paragraphs that are about a term concluded elsewhere: deviations, powers, and what takes a paragraph away.
//!
//! **Invariant:** no order of files, blocks or paragraphs matters: every conclusion is known before what
//! `In afwijking van …` names is looked up.

use super::checker::Checker;
use super::conclude::{Conclusion, Cut};
use super::draft::{Gives, Words_, join};
use super::kinds::{Rule, TermId};
use super::phrases::{Form, form, match_head, noun_at, read_name};
use super::read::Bound;
use super::vocabulary::{Arg, Target};
use super::words::{Tok, Word};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::Block;
use crate::values::Date;
use crate::values::dutch::ordinal;

/// A draft that deviates and the words that say from what.
struct Aim {
    draft: usize,
    named: Vec<Tok>,
}

/// What the words after `In afwijking van` name.
struct Named {
    /// Drafts.
    targets: Vec<usize>,
    /// Words that are no title of a rule.
    unknown: Vec<Word>,
}

/// A draft that deviates from what is not known yet, or does not exist: it is no base rule.
const NOWHERE: usize = usize::MAX;

impl Checker {
    /// Paragraphs that are about a term concluded elsewhere: powers that stand alone may bring a term of their own, so
    /// they come first; what takes a paragraph away comes last.
    pub(super) fn conclude_later(&mut self, blocks: &[(u32, &Block)], mut later: Vec<(usize, Rule, Cut)>) {
        later.sort_by_key(|(_, _, cut)| match form(&cut.toks) {
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
        for aim in aims {
            self.aim(&aim);
        }
    }

    fn about_paragraph(&mut self, block: &Block, rule: Rule, cut: Cut, number: u32, only: bool) {
        let title = self.vocabulary.words.of_clause(&block.header);
        let targets = self.named_drafts(&title, number, rule.from);
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

    /// The drafts of a rule (and paragraph, 0 for all) that conclude something; of the same version when there is one.
    fn named_drafts(&self, title: &[Word], number: u32, from: Option<Date>) -> Vec<usize> {
        let of_rule = |draft: &super::draft::Draft| {
            let numbered = number == 0 || draft.rule.paragraph == number;
            draft.title == title && numbered && !matches!(draft.gives, Gives::Nothing)
        };
        let drafts = self.drafts.iter().enumerate();
        let all: Vec<usize> = drafts.filter(|(_, draft)| of_rule(draft)).map(|(place, _)| place).collect();
        if number == 0 {
            return all;
        }
        let same = |place: &usize| self.drafts.get(*place).is_some_and(|draft| draft.rule.from == from);
        let version: Vec<usize> = all.iter().copied().filter(same).collect();
        if version.is_empty() { all } else { version }
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
    fn aim(&mut self, aim: &Aim) {
        let Some(draft) = self.drafts.get(aim.draft) else { return };
        let term = draft.term;
        let named = self.named(draft, &aim.named);
        let about =
            |target: &usize| *target != aim.draft && self.drafts.get(*target).is_some_and(|other| other.term == term);
        let fits: Vec<usize> = named.targets.iter().copied().filter(about).collect();
        if fits.is_empty() || !named.unknown.is_empty() {
            let said = join(aim.named.iter().map(|tok| tok.text.as_str()));
            let unknown = self.vocabulary.words.join(&named.unknown);
            let shown = if unknown.is_empty() { said.trim_end_matches([',', ' ']) } else { &unknown };
            let mut finding = Diagnostic::error("T0606", draft.span, &[shown]);
            finding.near = self.near_title(&aim.named).filter(|_| named.targets.is_empty() || !unknown.is_empty());
            return self.error(finding);
        }
        if let Some(draft) = self.drafts.get_mut(aim.draft) {
            draft.targets = fits;
        }
    }

    fn near_title(&self, toks: &[Tok]) -> Option<String> {
        let words = toks.iter().filter(|tok| !tok.article && tok.text != "regel" && tok.text != ",");
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

    /// What `In afwijking van …` names: rules, paragraphs of this rule, paragraphs of other rules.
    fn named(&self, draft: &super::draft::Draft, said: &[Tok]) -> Named {
        let toks: Vec<&Tok> = said.iter().filter(|tok| !tok.article && tok.text != ",").collect();
        let texts: Vec<String> = toks.iter().map(|tok| tok.text.to_lowercase()).collect();
        let (numbers, end) = paragraphs(&texts);
        let from = draft.rule.from;
        if texts.first().is_some_and(|first| matches!(first.as_str(), "regel" | "regels" | "begrip")) {
            let words: Vec<Word> = toks.iter().take(end).skip(1).map(|tok| tok.word).collect();
            return self.rules_named(draft, &words, &numbers);
        }
        let targets = numbers.iter().flat_map(|number| self.named_drafts(&draft.title, *number, from));
        let mut targets: Vec<usize> = targets.collect();
        targets.sort_unstable();
        Named { targets, unknown: Vec::new() }
    }

    /// The rules whose titles these words hold, longest title first. A rule that names itself means its earlier
    /// paragraphs.
    fn rules_named(&self, draft: &super::draft::Draft, words: &[Word], numbers: &[u32]) -> Named {
        let mut titles: Vec<&Vec<Word>> = self.drafts.iter().map(|draft| &draft.title).collect();
        titles.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        titles.dedup();
        let mut named = Named { targets: Vec::new(), unknown: Vec::new() };
        let mut rest = words;
        while let Some((word, others)) = rest.split_first() {
            match titles.iter().find(|title| !title.is_empty() && rest.starts_with(title)) {
                Some(title) => {
                    let all = if numbers.is_empty() { &[0] } else { numbers };
                    named
                        .targets
                        .extend(all.iter().flat_map(|number| self.named_drafts(title, *number, draft.rule.from)));
                    rest = rest.get(title.len()..).unwrap_or(&[]);
                }
                None => {
                    if !matches!(self.vocabulary.words.text(*word), "en" | "regel" | "regels" | "begrip") {
                        named.unknown.push(*word);
                    }
                    rest = others;
                }
            }
        }
        let later =
            |other: &super::draft::Draft| other.title == draft.title && other.rule.paragraph >= draft.rule.paragraph;
        named.targets.retain(|target| !self.drafts.get(*target).is_some_and(later));
        named.targets.sort_unstable();
        named.targets.dedup();
        named
    }
}

/// The paragraphs that close these words (`…, eerste en tweede lid`), and where they begin.
fn paragraphs(texts: &[String]) -> (Vec<u32>, usize) {
    let mut numbers = Vec::new();
    let mut end = texts.len();
    if texts.last().is_some_and(|last| matches!(last.as_str(), "lid" | "leden")) {
        end = end.saturating_sub(1);
        while let Some(text) = end.checked_sub(1).and_then(|last| texts.get(last)) {
            match ordinal(text) {
                Some(number) => numbers.push(number),
                None if text == "en" && !numbers.is_empty() => {}
                None => break,
            }
            end = end.saturating_sub(1);
        }
    }
    (numbers, end)
}
