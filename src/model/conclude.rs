//! Conclusions: which term a paragraph is about, for which objects, and what it gives.

use super::checker::Checker;
use super::draft::{Draft, Gives, TermDraft, Words_, join, text_of};
use super::fields::{approval, field, paragraphs, sources, status, version};
use super::kinds::{ClassId, Operator, Rule, TermId, Type};
use super::phrases::{
    Form, bound_noun, deviation, form, head, is_value, match_head, noun_at, power, read_name, says_no, show_sentence,
    split, without_verb,
};
use super::read::Bound;
use super::vocabulary::{Arg, Elem, Predicate, Sieve, Subject, Target};
use super::words::{Tok, Word, is_verb, ready};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Block, ListItem, Paragraph, Sentence, Span, TokenKind};
use crate::values::order;

/// A paragraph cut into its parts, before its conclusion is recognised.
pub(super) struct Cut {
    /// Number of the paragraph, 0 for none.
    pub number: u32,
    /// Conclusion, the deviation and the power taken off.
    pub toks: Vec<Tok>,
    /// A list that belongs to the conclusion (`is de som van:`).
    pub list: Vec<ListItem>,
    /// Words after `In afwijking van`.
    pub deviates: Vec<Tok>,
    /// `kan het college bepalen dat`
    pub power: bool,
    /// `indien …`
    pub condition: Option<Words_>,
    /// `tenzij …`
    pub unless: Option<Words_>,
    /// Letters.
    pub letters: Vec<ListItem>,
    /// Bounds in sentences of their own.
    pub bounds: Vec<(Operator, Words_)>,
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// What a paragraph concludes.
pub(super) struct Conclusion {
    /// About which term.
    pub term: TermId,
    /// Its objects, in the order of the term's arguments.
    pub bound: Vec<Bound>,
    /// What it gives.
    pub gives: Gives,
}

impl Checker {
    /// Cuts the paragraphs of a rule block and keeps them for the two rounds of recognition.
    pub(super) fn cut_rule(&mut self, number: usize, block: &Block) {
        let mut findings = Vec::new();
        let (from, until) = version(block, &mut findings);
        let source = sources(block, &self.regulation, &mut findings);
        let read = status(block, &mut findings);
        findings.into_iter().for_each(|finding| self.error(finding));
        let mut any = false;
        let before = self.cuts.len();
        for paragraph in paragraphs(block) {
            any = true;
            let Some(cut) = self.cut(paragraph) else { continue };
            let rule = Rule {
                title: text_of(&block.header).into(),
                paragraph: cut.number,
                regulation: (&self.regulation).into(),
                source: source.clone(),
                from,
                until,
                read,
                approval: approval(block),
                text: 0,
            };
            self.cuts.push((number, rule, cut));
        }
        let power = self.cuts.get(before..).is_some_and(|own| own.iter().any(|(_, _, cut)| cut.power));
        if let Some(by) = field(block, "door").filter(|_| !power) {
            self.error(Diagnostic::error("T0621", by.span, &[&text_of(&block.header)]));
        }
        if !any {
            let finding = Diagnostic::error("T0601", block.header.span, &[&text_of(&block.header)]);
            self.error(finding.expected("ten minste één zin"));
        }
    }

    fn cut(&mut self, paragraph: &Paragraph) -> Option<Cut> {
        let (first, bounds) = paragraph.sentences.split_first()?;
        let toks = ready(&mut self.vocabulary.words, &first.clause.tokens);
        let (head, condition, unless) = split(&toks);
        let listed = |part: Option<&[Tok]>, has_list: bool| {
            part.map(|toks| Words_ {
                toks: toks.to_vec(),
                list: if has_list { first.list.clone() } else { Vec::new() },
                span: toks.first().map_or(first.span, |tok| tok.span),
            })
        };
        let (deviates, head) = deviation(head);
        let (power, head) = power(head);
        let letters: Vec<ListItem> = paragraph.sentences.iter().flat_map(|sentence| sentence.letters.clone()).collect();
        // A letter may be named by other letters only, which are read when no more words can be added.
        for letter in &letters {
            self.vocabulary.words.add(letter.mark.trim_end_matches(':'));
        }
        let in_condition = condition.is_some();
        Some(Cut {
            number: paragraph.number.unwrap_or(0),
            toks: head.to_vec(),
            list: if in_condition || unless.is_some() { Vec::new() } else { first.list.clone() },
            deviates: deviates.to_vec(),
            power,
            condition: listed(condition, unless.is_none()),
            unless: listed(unless, true),
            letters,
            bounds: bounds.iter().filter_map(|sentence| self.bound(sentence, head)).collect(),
            text: paragraph.sentences.iter().map(show_sentence).collect::<Vec<_>>().join(" "),
            span: paragraph.span,
        })
    }

    /// `De norm is ten minste € 0`: a bound on the value that the sentence before concludes.
    fn bound(&mut self, sentence: &Sentence, head: &[Tok]) -> Option<(Operator, Words_)> {
        let toks = ready(&mut self.vocabulary.words, &sentence.clause.tokens);
        let at = |word: &str| {
            toks.windows(2)
                .position(|pair| matches!(pair, [first, second] if first.text == "ten" && second.text == word))
        };
        let found = match (at("minste"), at("hoogste")) {
            (Some(place), None) => Some((Operator::Maximum, place)),
            (None, Some(place)) => Some((Operator::Minimum, place)),
            _ => None,
        };
        let found = found.filter(|(_, place)| names_again(head, toks.get(..*place).unwrap_or(&[])));
        let Some((operator, place)) = found else {
            self.error(no_bound(sentence.span, &text_of(&sentence.clause)));
            return None;
        };
        let toks = toks.get(place.saturating_add(2)..)?.to_vec();
        Some((operator, Words_ { toks, list: sentence.list.clone(), span: sentence.span }))
    }

    /// Recognises what the kept paragraphs conclude: first those that declare a term, then those that deviate.
    pub(super) fn conclude(&mut self, blocks: &[(u32, &Block)]) {
        let mut cuts = std::mem::take(&mut self.cuts);
        self.take_clauses(&mut cuts);
        // What says no is about a term that another paragraph brings in.
        order::sort_by_key(&mut cuts, |(_, _, cut)| says_no(&cut.toks));
        let mut later = Vec::new();
        for (number, rule, cut) in cuts {
            let Some((_, block)) = blocks.get(number) else { continue };
            let about = matches!(form(&cut.toks), Form::Cancel(_) | Form::Only(_));
            let declares = cut.deviates.is_empty() && !about;
            if declares && (!cut.power || is_value(&self.vocabulary, &cut.toks)) {
                self.conclude_first(block, rule, cut);
            } else {
                later.push((number, rule, cut));
            }
        }
        self.conclude_later(blocks, later);
    }

    /// A paragraph that says for itself which term it is about.
    fn conclude_first(&mut self, block: &Block, rule: Rule, cut: Cut) {
        if let Some((term, bound, from)) = self.value_conclusion(&cut) {
            let rest = cut.toks.get(from..).unwrap_or(&[]).to_vec();
            let rest = if cut.power { without_verb(rest) } else { rest };
            let gives = Gives::Value(Words_ { toks: rest, list: cut.list.clone(), span: cut.span });
            return self.draft(block, rule, cut, Conclusion { term, bound, gives }, Vec::new());
        }
        if let Some((term, bound, negated)) = self.bool_conclusion(&cut) {
            let conclusion = Conclusion { term, bound, gives: Gives::Bool(!negated) };
            return self.draft(block, rule, cut, conclusion, Vec::new());
        }
        self.error(
            Diagnostic::error("T0603", cut.span, &[&cut.text])
                .expected("Een persoon is …, indien … . of De … van een persoon is … ."),
        );
    }

    /// `De norm van een persoon is E`: the term, its objects, and where E begins.
    fn value_conclusion(&mut self, cut: &Cut) -> Option<(TermId, Vec<Bound>, usize)> {
        if !is_value(&self.vocabulary, &cut.toks) {
            return None;
        }
        let (elems, bound, end) = head(&self.vocabulary, &cut.toks, cut.power);
        let term = match self.known_term(&elems) {
            Some(term) => term,
            None => self.new_term(&elems, read_name(&self.vocabulary, cut.toks.get(..end).unwrap_or(&[])), cut.span),
        };
        let from = if cut.power { end } else { end.saturating_add(1) };
        Some((term, bound, from))
    }

    pub(super) fn known_term(&self, elems: &[Elem]) -> Option<TermId> {
        let first = match elems.first()? {
            Elem::Word(word) => *word,
            Elem::Slot(_) => return None,
        };
        self.vocabulary.patterns_at(first).find(|pattern| pattern.elems == elems).and_then(|pattern| {
            match pattern.target {
                Target::Term(term) => Some(term),
                _ => None,
            }
        })
    }

    fn new_term(&mut self, elems: &[Elem], name: String, span: Span) -> TermId {
        let args = elems.iter().filter_map(|elem| match elem {
            Elem::Slot(class) => Some(*class),
            Elem::Word(_) => None,
        });
        let args: Vec<ClassId> = args.collect();
        let term = self.add_term(TermDraft { name, args, ty: None, span, delegation: None });
        self.claim(elems, span);
        self.vocabulary.add_pattern(elems.to_vec(), Target::Term(term));
        term
    }

    /// `Een persoon is nauwe verwant van een ander`: the term, its objects, and whether it says no.
    fn bool_conclusion(&mut self, cut: &Cut) -> Option<(TermId, Vec<Bound>, bool)> {
        if let Some(found) = self.known_predicate(&cut.toks) {
            return Some(found);
        }
        let (predicate, bound) = self.new_predicate(&cut.toks)?;
        let name = read_name(&self.vocabulary, &cut.toks);
        let (term, bound) = self.new_bool_term(predicate, bound, name, cut.span);
        Some((term, bound, false))
    }

    pub(super) fn new_bool_term(
        &mut self,
        predicate: Predicate,
        bound: Vec<Bound>,
        name: String,
        span: Span,
    ) -> (TermId, Vec<Bound>) {
        let mut elems: Vec<Elem> = Vec::new();
        if let Subject::Slot(class) = predicate.subject {
            elems.push(Elem::Slot(class));
        }
        elems.push(Elem::Word(predicate.verb));
        elems.extend(predicate.rest.iter().copied());
        self.claim(&elems, span);
        let args = bound.iter().map(|bound| bound.class).collect();
        let term = self.add_term(TermDraft { name, args, ty: Some(Type::Bool), span, delegation: None });
        self.vocabulary.add_predicate(Predicate { target: Target::Term(term), ..predicate });
        (term, bound)
    }

    /// The predicate that a main clause declares: subject, verb, rest.
    pub(super) fn new_predicate(&self, toks: &[Tok]) -> Option<(Predicate, Vec<Bound>)> {
        let vocabulary = &self.vocabulary;
        let mut bound = Vec::new();
        let (subject, at) = match noun_at(vocabulary, toks, 0) {
            Some((end, noun, class)) => {
                bound.push(bound_noun(noun, class, 0));
                (Subject::Slot(class), end)
            }
            None => fixed_subject(toks)?,
        };
        let verb = toks.get(at).filter(|tok| tok.kind == TokenKind::Word)?.word;
        let rest = self.predicate_rest(toks, at.saturating_add(1), &mut bound)?;
        let args = (0..bound.len()).map(Arg::Slot).collect();
        let target = Target::Term(TermId::MAX);
        Some((Predicate { subject, verb, rest, target, args, joined: false, judgement: None }, bound))
    }

    /// The words and objects behind the verb; none when they hold a negation.
    fn predicate_rest(&self, toks: &[Tok], mut at: usize, bound: &mut Vec<Bound>) -> Option<Vec<Elem>> {
        let mut rest = Vec::new();
        while let Some(tok) = toks.get(at) {
            if let Some((end, noun, class)) = noun_at(&self.vocabulary, toks, at) {
                let number = u8::try_from(bound.len()).ok()?;
                bound.push(bound_noun(noun, class, number));
                rest.push(Elem::Slot(class));
                at = end;
                continue;
            }
            if matches!(tok.text.as_str(), "niet" | "geen") {
                return None;
            }
            if !tok.article {
                rest.push(Elem::Word(tok.word));
            }
            at = at.saturating_add(1);
        }
        Some(rest)
    }

    /// A known ja/nee term that these words conclude, the verb in any place.
    pub(super) fn known_predicate(&self, toks: &[Tok]) -> Option<(TermId, Vec<Bound>, bool)> {
        let vocabulary = &self.vocabulary;
        let negated = says_no(toks);
        let plain: Vec<Tok> =
            toks.iter().filter(|tok| !matches!(tok.text.as_str(), "niet" | "geen")).cloned().collect();
        for (place, tok) in plain.iter().enumerate() {
            let mut rest = plain.clone();
            rest.remove(place);
            for predicate in
                vocabulary.predicates_at(tok.word, Sieve::ANY).filter(|predicate| predicate.verb == tok.word)
            {
                let Target::Term(term) = predicate.target else { continue };
                let mut elems: Vec<Elem> = match &predicate.subject {
                    Subject::Slot(class) => vec![Elem::Slot(*class)],
                    Subject::Words(words) => words.iter().copied().map(Elem::Word).collect(),
                };
                elems.extend(predicate.rest.iter().copied());
                if let Some((end, bound)) = match_head(vocabulary, &elems, &rest, 0)
                    && end == rest.len()
                {
                    return Some((term, bound, negated));
                }
            }
        }
        None
    }

    /// A list or a bound that no value takes up: a condition was meant, and there would be none.
    fn left_over(&self, cut: &Cut) {
        if !cut.list.is_empty() {
            let said = join(cut.toks.iter().map(|tok| tok.text.as_str()));
            let finding = Diagnostic::error("T0504", cut.span, &[&said]);
            self.error(finding.expected(format!("{said}, indien is voldaan aan alle volgende voorwaarden:")));
        }
        for (operator, bound) in &cut.bounds {
            let which = if *operator == Operator::Maximum { "minste" } else { "hoogste" };
            let said = join(bound.toks.iter().map(|tok| tok.text.as_str()));
            self.error(no_bound(bound.span, &format!("ten {which} {said}")));
        }
    }

    /// Gathers the parts of a paragraph.
    pub(super) fn draft(&mut self, block: &Block, rule: Rule, cut: Cut, conclusion: Conclusion, targets: Vec<usize>) {
        let Conclusion { term, bound, gives } = conclusion;
        let choice = matches!(self.terms.get(term as usize).and_then(|term| term.ty.as_ref()), Some(Type::Choice(_)));
        if choice || !matches!(gives, Gives::Value(_)) {
            self.left_over(&cut);
        }
        let title = self.vocabulary.words.of_clause(&block.header);
        let args: Vec<ClassId> = bound.iter().map(|bound| bound.class).collect();
        let power = cut.power.then(|| self.declare_power(block, &args, rule.source.clone(), &rule.regulation));
        self.drafts.push(Draft {
            head: block.keyword,
            title,
            rule,
            text: cut.text,
            term,
            bound,
            gives,
            condition: cut.condition,
            unless: cut.unless,
            only: false,
            letters: cut.letters,
            bounds: cut.bounds,
            power,
            targets,
            span: cut.span,
        });
    }
}

/// Whether words name again what a conclusion is about: `De norm is`, behind `De norm van een persoon is …`.
fn names_again(head: &[Tok], words: &[Tok]) -> bool {
    let plain = |toks: &[Tok]| -> Vec<Word> { toks.iter().filter(|tok| !tok.article).map(|tok| tok.word).collect() };
    let is = |tok: &Tok| matches!(tok.text.as_str(), "is" | "bedraagt");
    let Some((verb, subject)) = words.split_last() else { return false };
    let head = head.split_first().filter(|(first, _)| is(first)).map_or(head, |(_, rest)| rest);
    is(verb) && !subject.is_empty() && plain(head).starts_with(&plain(subject))
}

fn no_bound(span: Span, said: &str) -> Diagnostic {
    Diagnostic::error("T0602", span, &[said])
        .expected("De … is ten minste …. of De … is ten hoogste ….; een andere conclusie wordt een eigen lid")
}

/// A subject of fixed words up to the first known verb: `de vrijlating draagt …`.
fn fixed_subject(toks: &[Tok]) -> Option<(Subject, usize)> {
    let at = toks.iter().position(|tok| is_verb(&tok.text.to_lowercase()))?;
    let head = toks.get(..at)?;
    let words: Vec<Word> = head.iter().filter(|tok| !tok.article).map(|tok| tok.word).collect();
    (!words.is_empty() && !says_no(head)).then_some((Subject::Words(words), at))
}
