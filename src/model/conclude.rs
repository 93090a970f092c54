//! Conclusions: which term a paragraph is about, for which objects, and what it gives.

use super::checker::Checker;
use super::draft::{Draft, Gives, TermDraft, Words_, text_of};
use super::expr::{Expr, Kind};
use super::fields::{approval, field, paragraphs, sources, status, version};
use super::read::Bound;
use super::vocabulary::{Arg, Elem, Predicate, Subject, Target};
use super::words::{Tok, Word, is_verb, ordinal, ready};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{ClassId, Operator, Rule, TermId, Type};
use crate::syntax::tree::{Block, Keyword, ListItem, Paragraph, Sentence, Span, TokenKind};

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

/// Which form a conclusion has.
enum Form {
    /// `Het eerste lid is niet van toepassing`
    Cancel(u32),
    /// `Het eerste lid geldt slechts`
    Only(u32),
    /// Anything else.
    Concludes,
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
        for paragraph in paragraphs(block) {
            any = true;
            let Some(cut) = self.cut(paragraph) else { continue };
            let rule = Rule {
                title: text_of(&block.header),
                paragraph: cut.number,
                regulation: self.regulation.clone(),
                source: source.clone(),
                from,
                until,
                read,
                approval: approval(block),
                text: 0,
            };
            self.cuts.push((number, rule, cut));
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
        let in_condition = condition.is_some();
        Some(Cut {
            number: paragraph.number.unwrap_or(0),
            toks: head.to_vec(),
            list: if in_condition || unless.is_some() { Vec::new() } else { first.list.clone() },
            deviates: deviates.to_vec(),
            power,
            condition: listed(condition, unless.is_none()),
            unless: listed(unless, true),
            letters: paragraph.sentences.iter().flat_map(|sentence| sentence.letters.clone()).collect(),
            bounds: bounds.iter().filter_map(|sentence| self.bound(sentence)).collect(),
            text: paragraph.sentences.iter().map(show_sentence).collect::<Vec<_>>().join(" "),
            span: paragraph.span,
        })
    }

    /// `Het bedrag is ten minste € 0`: a bound on the value of the sentence before.
    fn bound(&mut self, sentence: &Sentence) -> Option<(Operator, Words_)> {
        let toks = ready(&mut self.vocabulary.words, &sentence.clause.tokens);
        let at = |word: &str| {
            toks.windows(2).position(|pair| {
                matches!(pair, [first, second] if first.text == "ten" && second.text == word)
            })
        };
        let (operator, place) = match (at("minste"), at("hoogste")) {
            (Some(place), None) => (Operator::Maximum, place),
            (None, Some(place)) => (Operator::Minimum, place),
            _ => {
                self.error(Diagnostic::error("T0602", sentence.span, &[&text_of(&sentence.clause)]).expected(
                    "Het bedrag is ten minste …. of Het bedrag is ten hoogste ….; een andere conclusie wordt een eigen lid",
                ));
                return None;
            }
        };
        let toks = toks.get(place.saturating_add(2)..)?.to_vec();
        Some((operator, Words_ { toks, list: sentence.list.clone(), span: sentence.span }))
    }

    /// Recognises what the kept paragraphs conclude: first those that declare a term, then those that deviate.
    pub(super) fn conclude(&mut self, blocks: &[(u32, &Block)]) {
        let cuts = std::mem::take(&mut self.cuts);
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
        for (number, rule, cut) in later {
            if let Some((_, block)) = blocks.get(number) {
                self.conclude_later(block, rule, cut);
            }
        }
    }

    /// A paragraph that says for itself which term it is about.
    fn conclude_first(&mut self, block: &Block, rule: Rule, cut: Cut) {
        if let Some((term, bound, from)) = self.value_conclusion(&cut) {
            let rest = cut.toks.get(from..).unwrap_or(&[]).to_vec();
            let rest = if cut.power { without_verb(rest) } else { rest };
            let gives = Gives::Value(Words_ { toks: rest, list: cut.list.clone(), span: cut.span });
            return self.draft(block, rule, cut, term, bound, gives, Vec::new());
        }
        if let Some((term, bound, negated)) = self.bool_conclusion(&cut) {
            return self.draft(block, rule, cut, term, bound, Gives::Bool(!negated), Vec::new());
        }
        self.error(Diagnostic::error("T0603", cut.span, &[&cut.text]).expected(
            "Een persoon is …, indien … . of De … van een persoon is … .",
        ));
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

    fn known_term(&self, elems: &[Elem]) -> Option<TermId> {
        let first = match elems.first()? {
            Elem::Word(word) => *word,
            Elem::Slot(_) => return None,
        };
        self.vocabulary.patterns_at(first).find(|pattern| pattern.elems == elems).and_then(|pattern| match pattern.target {
            Target::Term(term) => Some(term),
            _ => None,
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

    fn new_bool_term(
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
    fn new_predicate(&self, toks: &[Tok]) -> Option<(Predicate, Vec<Bound>)> {
        let vocabulary = &self.vocabulary;
        let mut bound = Vec::new();
        let (subject, at) = match noun_at(vocabulary, toks, 0) {
            Some((end, noun, class)) => {
                bound.push(bound_noun(noun, class, 0));
                (Subject::Slot(class), end)
            }
            None => {
                let at = toks.iter().position(|tok| is_verb(&tok.text.to_lowercase()))?;
                let words = toks.get(..at)?.iter().filter(|tok| !tok.article).map(|tok| tok.word).collect();
                (Subject::Words(words), at)
            }
        };
        let verb = toks.get(at).filter(|tok| tok.kind == TokenKind::Word)?.word;
        let mut rest = Vec::new();
        let mut at = at.saturating_add(1);
        while let Some(tok) = toks.get(at) {
            if let Some((end, noun, class)) = noun_at(vocabulary, toks, at) {
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
        let args = (0..bound.len()).map(Arg::Slot).collect();
        let target = Target::Term(TermId::MAX);
        Some((Predicate { subject, verb, rest, target, args, joined: false, judgement: None }, bound))
    }

    /// A known ja/nee term that these words conclude, the verb in any place.
    fn known_predicate(&self, toks: &[Tok]) -> Option<(TermId, Vec<Bound>, bool)> {
        let vocabulary = &self.vocabulary;
        let negated = toks.iter().any(|tok| matches!(tok.text.as_str(), "niet" | "geen"));
        let plain: Vec<Tok> =
            toks.iter().filter(|tok| !matches!(tok.text.as_str(), "niet" | "geen")).cloned().collect();
        for (place, tok) in plain.iter().enumerate() {
            let mut rest = plain.clone();
            rest.remove(place);
            for predicate in vocabulary.predicates_at(tok.word).filter(|predicate| predicate.verb == tok.word) {
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

    /// A paragraph that is about a term concluded elsewhere.
    fn conclude_later(&mut self, block: &Block, rule: Rule, cut: Cut) {
        match form(&cut.toks) {
            Form::Cancel(number) => self.about_paragraph(block, rule, cut, number, false),
            Form::Only(number) => self.about_paragraph(block, rule, cut, number, true),
            Form::Concludes => self.deviates(block, rule, cut),
        }
    }

    fn about_paragraph(&mut self, block: &Block, rule: Rule, cut: Cut, number: u32, only: bool) {
        let title = self.vocabulary.words.of_clause(&block.header);
        let targets = self.named_drafts(&title, number, rule.from);
        let Some(draft) = targets.first().and_then(|target| self.drafts.get(*target)) else {
            let finding = Diagnostic::error("T0604", cut.span, &[&number.to_string()]);
            return self.error(finding.expected("een lid van deze regel dat zelf iets concludeert"));
        };
        let (term, bound) = (draft.term, draft.bound.clone());
        self.draft(block, rule, cut, term, bound, Gives::Nothing, targets);
        if let Some(last) = self.drafts.last_mut() {
            last.only = only;
        }
    }

    /// The drafts of a rule (and paragraph, 0 for all) that conclude something; of the same version when there is one.
    pub(super) fn named_drafts(&self, title: &[Word], number: u32, from: Option<crate::values::Date>) -> Vec<usize> {
        let of_rule = |draft: &Draft| {
            draft.title == title && (number == 0 || draft.rule.paragraph == number) && !matches!(draft.gives, Gives::Nothing)
        };
        let all: Vec<usize> =
            self.drafts.iter().enumerate().filter(|(_, draft)| of_rule(draft)).map(|(place, _)| place).collect();
        if number == 0 {
            return all;
        }
        let same = |place: &usize| self.drafts.get(*place).is_some_and(|draft| draft.rule.from == from);
        let version: Vec<usize> = all.iter().copied().filter(same).collect();
        if version.is_empty() { all } else { version }
    }

    fn deviates(&mut self, block: &Block, rule: Rule, cut: Cut) {
        let targets = if cut.deviates.is_empty() { Vec::new() } else { self.targets(block, &rule, &cut) };
        let own = cut.power && cut.deviates.is_empty();
        let conclusion = self.deviating_conclusion(&cut).or_else(|| if own { self.power_conclusion(&cut) } else { None });
        let Some((term, bound, gives)) = conclusion else {
            let finding = Diagnostic::error("T0605", cut.span, &[&cut.text]);
            return self.error(finding.expected("de conclusie van een regel die elders staat, met het werkwoord vooraan"));
        };
        let fits: Vec<usize> =
            targets.iter().copied().filter(|target| self.drafts.get(*target).is_some_and(|draft| draft.term == term)).collect();
        if fits.is_empty() && !cut.deviates.is_empty() {
            let named = super::draft::join(cut.deviates.iter().map(|tok| tok.text.as_str()));
            let near = self.near_title(&cut.deviates);
            let mut finding = Diagnostic::error("T0606", cut.span, &[&named]);
            finding.near = near.filter(|_| targets.is_empty());
            return self.error(finding);
        }
        self.draft(block, rule, cut, term, bound, gives, fits);
    }

    fn near_title(&self, toks: &[Tok]) -> Option<String> {
        let named: Vec<&str> = toks.iter().filter(|tok| !tok.article && tok.text != "regel").map(|tok| tok.text.as_str()).collect();
        let titles: Vec<&str> = self.drafts.iter().map(|draft| draft.rule.title.as_str()).collect();
        crate::diagnostic::nearest(&named.join(" "), titles)
    }

    /// `is de norm van de persoon E`, `heeft een persoon geen recht`, `de verlaging van het huishouden E is`.
    fn deviating_conclusion(&self, cut: &Cut) -> Option<(TermId, Vec<Bound>, Gives)> {
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
                return Some((term, bound, Gives::Value(Words_ { toks: rest, list: cut.list.clone(), span: cut.span })));
            }
        }
        let (term, bound, negated) = self.known_predicate(&cut.toks)?;
        Some((term, bound, Gives::Bool(!negated)))
    }

    /// A ja/nee that only a power concludes: `dat een persoon ontheffing krijgt`, the verb at the end.
    fn power_conclusion(&mut self, cut: &Cut) -> Option<(TermId, Vec<Bound>, Gives)> {
        let mut toks = cut.toks.clone();
        let verb = toks.pop()?;
        let (end, ..) = noun_at(&self.vocabulary, &toks, 0)?;
        toks.insert(end, verb);
        let (predicate, bound) = self.new_predicate(&toks)?;
        let name = read_name(&self.vocabulary, &toks);
        let (term, bound) = self.new_bool_term(predicate, bound, name, cut.span);
        Some((term, bound, Gives::Bool(true)))
    }

    /// What `In afwijking van …` names: rules, paragraphs of this rule, paragraphs of other rules.
    fn targets(&self, block: &Block, rule: &Rule, cut: &Cut) -> Vec<usize> {
        let toks: Vec<&Tok> = cut.deviates.iter().filter(|tok| !tok.article && tok.text != ",").collect();
        let texts: Vec<String> = toks.iter().map(|tok| tok.text.to_lowercase()).collect();
        let number = texts.iter().zip(texts.iter().skip(1)).find_map(|(number, lid)| {
            ordinal(number).filter(|_| lid == "lid")
        });
        if texts.first().is_some_and(|first| matches!(first.as_str(), "regel" | "regels" | "begrip")) {
            let words: Vec<Word> = toks.iter().skip(1).map(|tok| tok.word).collect();
            return self.rules_named(&words, number.unwrap_or(0), rule.from);
        }
        let own: Vec<Word> =
            block.header.tokens.iter().filter(|token| !super::words::is_article(token)).filter_map(|token| self.vocabulary.words.get(&token.text)).collect();
        number.map(|number| self.named_drafts(&own, number, rule.from)).unwrap_or_default()
    }

    /// The rules whose titles these words hold, longest title first.
    fn rules_named(&self, words: &[Word], number: u32, from: Option<crate::values::Date>) -> Vec<usize> {
        let mut titles: Vec<&Vec<Word>> = self.drafts.iter().map(|draft| &draft.title).collect();
        titles.sort_by_key(|title| std::cmp::Reverse(title.len()));
        titles.dedup();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            match titles.iter().find(|title| !title.is_empty() && rest.starts_with(title)) {
                Some(title) => {
                    found.extend(self.named_drafts(title, number, from));
                    at = at.saturating_add(title.len());
                }
                None => at = at.saturating_add(1),
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    #[expect(clippy::too_many_arguments, reason = "one call that gathers the parts of a draft")]
    fn draft(&mut self, block: &Block, rule: Rule, cut: Cut, term: TermId, bound: Vec<Bound>, gives: Gives, targets: Vec<usize>) {
        let title = self.vocabulary.words.of_clause(&block.header);
        let args: Vec<ClassId> = bound.iter().map(|bound| bound.class).collect();
        let power = cut.power.then(|| self.declare_power(block, &args, rule.source.clone()));
        if block.keyword == Keyword::Vaststelling && field(block, "bron").is_none() {
            return;
        }
        self.drafts.push(Draft {
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

/// Splits at the first `indien` and the first `tenzij` outside parentheses.
fn split(toks: &[Tok]) -> (&[Tok], Option<&[Tok]>, Option<&[Tok]>) {
    let mut depth = 0usize;
    let (mut condition, mut unless) = (None, None);
    for (place, tok) in toks.iter().enumerate() {
        match tok.text.as_str() {
            "(" => depth = depth.saturating_add(1),
            ")" => depth = depth.saturating_sub(1),
            "indien" if depth == 0 && condition.is_none() && unless.is_none() => condition = Some(place),
            "tenzij" if depth == 0 && unless.is_none() => unless = Some(place),
            _ => {}
        }
    }
    let end = toks.len();
    let part = |from: Option<usize>, to: usize| from.and_then(|from| toks.get(from.saturating_add(1)..to)).map(trim);
    let head = toks.get(..condition.or(unless).unwrap_or(end)).unwrap_or(&[]);
    (trim(head), part(condition, unless.unwrap_or(end)), part(unless, end))
}

fn trim(toks: &[Tok]) -> &[Tok] {
    let mut toks = toks;
    while let Some((last, head)) = toks.split_last()
        && last.kind == TokenKind::Mark
        && last.text == ","
    {
        toks = head;
    }
    toks
}

/// Takes `In afwijking van …` off: the words that name the rules, and the rest from its verb on.
fn deviation(toks: &[Tok]) -> (&[Tok], &[Tok]) {
    let texts: Vec<String> = toks.iter().take(3).map(|tok| tok.text.to_lowercase()).collect();
    if texts != ["in", "afwijking", "van"] {
        return (&[], toks);
    }
    let rest = toks.get(3..).unwrap_or(&[]);
    let verb = rest.iter().position(|tok| tok.kind == TokenKind::Word && is_verb(&tok.text));
    rest.split_at(verb.unwrap_or(rest.len()))
}

/// Takes `kan het college bepalen dat` (or `Het college kan bepalen dat`) off.
fn power(toks: &[Tok]) -> (bool, &[Tok]) {
    let plain: Vec<(usize, String)> =
        toks.iter().enumerate().filter(|(_, tok)| !tok.article).map(|(place, tok)| (place, tok.text.to_lowercase())).take(4).collect();
    let words: Vec<&str> = plain.iter().map(|(_, text)| text.as_str()).collect();
    match words.as_slice() {
        ["kan", "college", "bepalen", "dat"] | ["college", "kan", "bepalen", "dat"] => {
            let end = plain.last().map_or(0, |(place, _)| place.saturating_add(1));
            (true, toks.get(end..).unwrap_or(&[]))
        }
        _ => (false, toks),
    }
}

fn form(toks: &[Tok]) -> Form {
    let words: Vec<String> = toks.iter().filter(|tok| !tok.article).map(|tok| tok.text.to_lowercase()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [number, "lid", "is", "niet", "van", "toepassing"] => ordinal(number).map_or(Form::Concludes, Form::Cancel),
        [number, "lid", "geldt", "slechts"] => ordinal(number).map_or(Form::Concludes, Form::Only),
        _ => Form::Concludes,
    }
}

/// Whether a main clause concludes a value: what stands before `is` is not just one object.
fn is_value(vocabulary: &super::vocabulary::Vocabulary, toks: &[Tok]) -> bool {
    let subject = noun_at(vocabulary, toks, 0).map(|(end, ..)| end);
    match toks.iter().position(|tok| matches!(tok.text.as_str(), "is" | "bedraagt")) {
        Some(place) => subject != Some(place) && subject.is_none_or(|end| end > place || toks.get(end).is_some_and(|tok| tok.text == "van")) && before_is_is_a_name(toks, place),
        None => false,
    }
}

/// Before the `is` of a value stands no other finite verb.
fn before_is_is_a_name(toks: &[Tok], place: usize) -> bool {
    !toks.iter().take(place).any(|tok| matches!(tok.text.as_str(), "heeft" | "wordt" | "geldt" | "telt" | "komt"))
}

/// The words and slots before the `is` (or, for a power, up to and including the first object).
fn head(vocabulary: &super::vocabulary::Vocabulary, toks: &[Tok], power: bool) -> (Vec<Elem>, Vec<Bound>, usize) {
    let mut elems = Vec::new();
    let mut bound: Vec<Bound> = Vec::new();
    let mut at = 0;
    while let Some(tok) = toks.get(at) {
        if matches!(tok.text.as_str(), "is" | "bedraagt") {
            break;
        }
        let number = u8::try_from(bound.len()).unwrap_or(u8::MAX);
        if let Some((end, noun, class)) = noun_at(vocabulary, toks, at).filter(|_| !elems.is_empty()) {
            bound.push(bound_noun(noun, class, number));
            elems.push(Elem::Slot(class));
            at = end;
            if power && !toks.get(at).is_some_and(|tok| matches!(tok.text.as_str(), "met" | "van")) {
                break;
            }
            continue;
        }
        if !tok.article {
            elems.push(Elem::Word(tok.word));
        }
        at = at.saturating_add(1);
    }
    (elems, bound, at)
}

/// A conclusion as it is read, with `…` for its objects: `heeft recht op de voorziening van …`.
fn read_name(vocabulary: &super::vocabulary::Vocabulary, toks: &[Tok]) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(tok) = toks.get(at) {
        match noun_at(vocabulary, toks, at).filter(|_| at > 0 || toks.len() > 2) {
            Some((end, ..)) => {
                words.push("…");
                at = end;
            }
            None => {
                let opens = at == 0 && tok.article;
                if !opens && !matches!(tok.text.as_str(), "niet" | "geen") {
                    words.push(&tok.text);
                }
                at = at.saturating_add(1);
            }
        }
    }
    super::draft::join(words.into_iter())
}

/// An article with a noun: where it ends, its words, its class.
fn noun_at(vocabulary: &super::vocabulary::Vocabulary, toks: &[Tok], at: usize) -> Option<(usize, Vec<Word>, ClassId)> {
    if !toks.get(at)?.article {
        return None;
    }
    let from = at.saturating_add(1);
    let fits = |words: &[Word]| {
        let tail = toks.get(from..from.saturating_add(words.len()));
        tail.is_some_and(|tail| tail.iter().map(|tok| tok.word).eq(words.iter().copied()))
    };
    let nouns = vocabulary.nouns.iter().filter(|noun| fits(&noun.words));
    let noun = nouns.max_by_key(|noun| noun.words.len())?;
    Some((from.saturating_add(noun.words.len()), noun.words.clone(), noun.class))
}

pub(super) fn bound_noun(noun: Vec<Word>, class: ClassId, number: u8) -> Bound {
    let ty = Type::Object { class, optional: false };
    Bound { noun, class, expr: Expr::new(Kind::Variable(number), ty, Span::default()) }
}

/// Matches a declared pattern against a conclusion, binding its objects.
fn match_head(vocabulary: &super::vocabulary::Vocabulary, elems: &[Elem], toks: &[Tok], at: usize) -> Option<(usize, Vec<Bound>)> {
    let mut at = at;
    let mut bound: Vec<Bound> = Vec::new();
    for elem in elems {
        match elem {
            Elem::Slot(class) => {
                let (end, noun, found) = noun_at(vocabulary, toks, at)?;
                if found != *class {
                    return None;
                }
                let number = u8::try_from(bound.len()).ok()?;
                bound.push(bound_noun(noun, found, number));
                at = end;
            }
            Elem::Word(word) => {
                while toks.get(at).is_some_and(|tok| tok.article) {
                    at = at.saturating_add(1);
                }
                if toks.get(at)?.word != *word {
                    return None;
                }
                at = at.saturating_add(1);
            }
        }
    }
    Some((at, bound))
}

fn without_verb(mut toks: Vec<Tok>) -> Vec<Tok> {
    if toks.last().is_some_and(|tok| matches!(tok.text.as_str(), "is" | "bedraagt")) {
        toks.pop();
    }
    toks
}

/// A sentence with its list, as one line of text.
fn show_sentence(sentence: &Sentence) -> String {
    let mut text = text_of(&sentence.clause);
    show_items(&sentence.list, &mut text);
    if !sentence.letters.is_empty() {
        text.push_str(". Hierin is");
        show_items(&sentence.letters, &mut text);
    }
    text.push('.');
    text
}

fn show_items(items: &[ListItem], text: &mut String) {
    for (place, item) in items.iter().enumerate() {
        text.push_str(if place == 0 { ": " } else { "; " });
        text.push_str(&item.mark);
        text.push(' ');
        text.push_str(&text_of(&item.clause));
        show_items(&item.list, text);
    }
}
