//! First pass: every declared name, so that clauses can be read against a complete vocabulary.

use super::checker::Checker;
use super::draft::text_of;
use super::fields::{entries, field, fields, parse_sources};
use super::vocabulary::{Elem, Members, Noun, Predicate, Role, Subject, Target};
use super::words::{Word, is_article, is_verb, unit};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{Base, Class, ClassId, Input, InputId, JudgementKind, Origin, Sources, Type, Unit};
use crate::syntax::tree::{Block, Clause, Entry, Span, Token, TokenKind};

impl Checker {
    /// Classes and their nouns.
    pub(super) fn declare_object(&mut self, block: &Block) {
        let parts = comma_parts(&block.header.tokens);
        let name = parts.first().map(|part| words_text(part)).unwrap_or_default();
        let plural = parts.get(1).and_then(|part| strip(part, "meervoud")).map(words_text);
        let (Some(plural), false) = (plural, name.is_empty()) else {
            self.error(
                Diagnostic::error("T0401", block.header.span, &[]).expected("object persoon, meervoud personen"),
            );
            return;
        };
        let class = ClassId::try_from(self.classes.len()).unwrap_or(ClassId::MAX);
        let singleton = field(block, "één per casus").is_some();
        self.classes.push(Class { name: (&name).into(), plural: plural.into(), singleton });
        if singleton {
            self.vocabulary.singletons.push(class);
        }
        let mut nouns = vec![name];
        for field in fields(block, "aanduiding") {
            nouns.extend(comma_parts(&field.clause.tokens).iter().map(|part| words_text(part)));
        }
        for noun in nouns {
            let words = noun.split(' ').map(|word| self.vocabulary.words.add(word)).collect();
            self.vocabulary.nouns.push(Noun { words, class });
        }
    }

    /// Roles of people who judge and decide.
    pub(super) fn declare_role(&mut self, block: &Block) {
        self.roles.push(text_of(&block.header));
    }

    /// Facts: `gegevens van een persoon`, `van twee personen`, `van een persoon en een woning`.
    pub(super) fn declare_facts(&mut self, block: &Block) {
        let Some(args) = self.owners(&block.header) else {
            self.error(self.unknown_owner(&block.header));
            return;
        };
        for entry in entries(block) {
            self.declare_fact(entry, &args);
        }
    }

    /// The classes named in `van een X`, `van twee X-en`, `van een X en een Y`.
    pub(super) fn owners(&self, clause: &Clause) -> Option<Vec<ClassId>> {
        let texts: Vec<String> = clause.tokens.iter().map(|token| token.text.to_lowercase()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        match texts.as_slice() {
            ["van", "twee", plural @ ..] => {
                let plural = plural.join(" ");
                let class = self.classes.iter().position(|class| class.plural == plural)?;
                let class = ClassId::try_from(class).ok()?;
                Some(vec![class, class])
            }
            ["van", "een" | "het" | "de", rest @ ..] => {
                let split = rest.windows(2).position(|pair| matches!(pair, ["en", "een" | "het" | "de"]));
                match split {
                    Some(at) => {
                        let (first, second) = rest.split_at(at);
                        Some(vec![self.class_of(&first.join(" "))?, self.class_of(&second.get(2..)?.join(" "))?])
                    }
                    None => Some(vec![self.class_of(&rest.join(" "))?]),
                }
            }
            _ => None,
        }
    }

    /// The class that a noun points at.
    pub(super) fn class_of(&self, noun: &str) -> Option<ClassId> {
        let vocabulary = &self.vocabulary;
        vocabulary.nouns.iter().find(|known| vocabulary.words.join(&known.words) == noun).map(|known| known.class)
    }

    fn declare_fact(&mut self, entry: &Entry, args: &[ClassId]) {
        let mut parts = semicolon_parts(&entry.text);
        let kind = if parts.is_empty() { String::new() } else { parts.remove(0) };
        let Some(ty) = self.type_named(&kind, entry.span) else { return };
        let name = text_of(&entry.name);
        let mut input = self.new_input(&name, args, ty);
        let mut singular = None;
        for part in parts {
            let (word, rest) = part.split_once(' ').unwrap_or((&part, ""));
            match word {
                "volgens" if rest.trim_start_matches("de ").starts_with("aanvrager") => {}
                "volgens" => {
                    input.origin = Origin::Registry;
                    input.register = Some(rest.into());
                }
                "onveranderlijk" => input.fixed = true,
                "wederzijds" => input.symmetric = true,
                "enkelvoud" => singular = Some(rest.to_string()),
                "voorheen" => input.former.push(crate::values::key_of(rest).into()),
                "bron" => input.source = parse_sources(rest, &self.regulation).into(),
                "inclusief" | "toelichting" | "bij" | "behoudens" => input.description = format!("{}; {part}", input.description).into(),
                _ => self.error(Diagnostic::error("T0403", entry.span, &[&part]).expected(
                    "volgens X, onveranderlijk, wederzijds, enkelvoud X, voorheen X, bron X, inclusief X of toelichting X",
                )),
            }
        }
        self.mutual(&input, entry.span);
        self.add_input(input, &entry.name, singular);
    }

    /// `wederzijds` says something of two objects of one class only.
    pub(super) fn mutual(&self, input: &Input, span: Span) {
        let two = matches!(input.args.as_slice(), [first, second] if first == second);
        if input.symmetric && !two {
            self.error(Diagnostic::error("T0418", span, &[&input.name]));
        }
    }

    pub(super) fn new_input(&self, name: &str, args: &[ClassId], ty: Type) -> Input {
        Input {
            name: name.into(),
            key: crate::values::key_of(name).into(),
            former: Vec::new(),
            args: args.to_vec(),
            symmetric: false,
            ty,
            origin: Origin::Applicant,
            register: None,
            fixed: false,
            judgement: None,
            source: Sources::default(),
            description: name.into(),
        }
    }

    /// Puts an input in the vocabulary: as a predicate when it is ja/nee, else as the name of a value.
    pub(super) fn add_input(&mut self, input: Input, name: &Clause, singular: Option<String>) -> InputId {
        let id = InputId::try_from(self.inputs.len()).unwrap_or(InputId::MAX);
        let kind = input.judgement.as_ref().map(|judgement| judgement.kind);
        let args = input.args.clone();
        if let Type::Many(member) = input.ty {
            let words = |checker: &mut Self, text: &str| -> Vec<Word> {
                text.split(' ').map(|word| checker.vocabulary.words.add(word)).collect()
            };
            let plural = self.vocabulary.words.of_clause(name);
            let singular = singular.map_or_else(|| plural.clone(), |text| words(self, &text));
            self.vocabulary.roles.push(Role {
                singular,
                plural,
                owner: args.first().copied(),
                member,
                members: Members::Input(id),
            });
        }
        match input.ty {
            Type::Bool => self.add_predicate_name(name, &args, Target::Input(id), kind),
            _ => self.add_value_name(name, &args, Target::Input(id)),
        }
        self.inputs.push(input);
        self.input_spans.push(name.span);
        id
    }

    /// `name van …[ met …]`
    pub(super) fn add_value_name(&mut self, name: &Clause, args: &[ClassId], target: Target) {
        let mut elems: Vec<Elem> = self.vocabulary.words.of_clause(name).into_iter().map(Elem::Word).collect();
        for (class, word) in args.iter().zip(["van", "met"]) {
            elems.push(Elem::Word(self.vocabulary.words.add(word)));
            elems.push(Elem::Slot(*class));
        }
        self.claim(&elems, name.span);
        self.vocabulary.add_pattern(elems, target);
    }

    /// `… verb rest …`, or a fixed subject with its verb: `de vrijlating draagt bij aan …`.
    pub(super) fn add_predicate_name(
        &mut self,
        name: &Clause,
        args: &[ClassId],
        target: Target,
        judgement: Option<JudgementKind>,
    ) {
        let fixed = name.tokens.first().is_some_and(is_article);
        let tokens: Vec<&Token> = name.tokens.iter().filter(|token| !is_article(token)).collect();
        if let Some(token) = tokens.iter().find(|token| matches!(token.text.as_str(), "niet" | "geen")) {
            self.error(Diagnostic::error("T0404", token.span, &[&text_of(name), &token.text]));
        }
        let at =
            if fixed { tokens.iter().position(|token| is_verb(&token.text.to_lowercase())).unwrap_or(1) } else { 0 };
        let words: Vec<Word> = tokens.iter().map(|token| self.vocabulary.words.add(&token.text)).collect();
        let (subject, rest) = words.split_at(at.min(words.len()));
        let Some((verb, rest)) = rest.split_first() else { return };
        let mut rest: Vec<Elem> = rest.iter().copied().map(Elem::Word).collect();
        let objects = if fixed { args } else { args.get(1..).unwrap_or(&[]) };
        rest.extend(objects.iter().copied().map(Elem::Slot));
        let subject = match args.first() {
            Some(class) if !fixed => Subject::Slot(*class),
            _ => Subject::Words(subject.to_vec()),
        };
        let mut key = vec![Elem::Word(*verb)];
        key.extend(rest.iter().copied());
        if let Subject::Slot(class) = subject {
            key.insert(0, Elem::Slot(class));
        }
        self.claim(&key, name.span);
        let count = args.len();
        let args = (0..count).map(super::vocabulary::Arg::Slot).collect();
        self.vocabulary.add_predicate(Predicate { subject, verb: *verb, rest, target, args, joined: false, judgement });
    }

    /// Refuses a name that was declared before.
    pub(super) fn claim(&mut self, elems: &[Elem], span: Span) {
        let key = self.vocabulary.key(elems);
        let shown = self.vocabulary.show(elems);
        if let Some(first) = self.vocabulary.declared.insert(key.clone(), span) {
            self.vocabulary.declared.insert(key, first);
            self.error(Diagnostic::error("T0405", span, &[&shown]).also(first, "hier stond de naam al"));
        }
    }

    /// `bedrag per maand`, `keuze uit a, b of c`, `persoon of geen`, …
    pub(super) fn type_named(&mut self, text: &str, span: Span) -> Option<Type> {
        let text = text.trim();
        let (head, per) = match text.split_once(" per ") {
            Some((head, per)) => (head, Some(period(per))),
            None => (text, None),
        };
        let number = |base| Some(Type::Number(Unit { base, per: per.as_ref().map(Into::into) }));
        let found = match head {
            "ja/nee" => Some(Type::Bool),
            "datum" => Some(Type::Date),
            "tekst" => Some(Type::Text),
            "perioden" => Some(Type::Periods),
            "bedrag" => number(Base::Money),
            "getal" => number(Base::Number),
            "percentage" => number(Base::Percentage),
            _ => match (text.strip_prefix("keuze uit "), head.strip_prefix("aantal ")) {
                (Some(values), _) => Some(self.choice_type(values, span)),
                (None, Some(counted)) => number(Base::Of(period(counted).into())),
                (None, None) => self.class_type(text),
            },
        };
        if found.is_none() {
            let names: Vec<String> =
                self.classes.iter().flat_map(|class| [class.name.to_string(), class.plural.to_string()]).collect();
            let known = ["ja/nee", "datum", "bedrag", "getal", "percentage", "tekst", "perioden"];
            let near = names.iter().map(String::as_str).chain(known);
            let finding = Diagnostic::error("T0406", span, &[text]).near(text, near);
            self.error(finding.expected("ja/nee, datum, bedrag (per maand), getal, percentage, aantal …, tekst, perioden, keuze uit …, een object of een meervoud"));
        }
        found
    }

    /// A type of its own for each `keuze uit …`.
    fn choice_type(&mut self, values: &str, span: Span) -> Type {
        let choice = u32::try_from(self.choices.len()).unwrap_or(u32::MAX);
        let values = choice_values(values);
        self.clear_values(&values, span);
        self.choices.push(values);
        Type::Choice(choice)
    }

    /// A choice may not have a value that says something else already, or the same value twice.
    fn clear_values(&self, values: &[String], span: Span) {
        for (place, value) in values.iter().enumerate() {
            if value == "onbekend" || values.iter().take(place).any(|other| other == value) {
                self.error(Diagnostic::error("T0419", span, &[value]));
            }
        }
    }

    fn class_type(&self, text: &str) -> Option<Type> {
        let (name, optional) = match text.strip_suffix(" of geen") {
            Some(name) => (name, true),
            None => (text, false),
        };
        let number = |place: usize| ClassId::try_from(place).ok();
        if let Some(class) = self.classes.iter().position(|class| class.plural == name) {
            return number(class).map(Type::Many);
        }
        let class = self.class_of(name)?;
        Some(Type::Object { class, optional })
    }

    /// `name, van een persoon[, bedrag per maand]`: the name, its owners, its type.
    pub(super) fn signature(&mut self, block: &Block) -> Option<(Clause, Vec<ClassId>, Option<Type>)> {
        let parts = comma_parts(&block.header.tokens);
        let mut name: Vec<Token> = parts.first().cloned().unwrap_or_default();
        if name.is_empty() {
            self.error(Diagnostic::error("T0410", block.header.span, &[]).expected("een naam"));
            return None;
        }
        let mut args = Vec::new();
        let mut rest: Vec<String> = Vec::new();
        for part in parts.iter().skip(1) {
            let clause = clause_of(part);
            if let Some(owners) = self.owners(&clause) {
                args = owners;
            } else if names_owner(part) {
                self.error(self.unknown_owner(&clause));
                return None;
            } else if !args.is_empty() || is_type(part) {
                rest.push(words_text(part).replace(" / ", "/"));
            } else {
                name.push(Token { kind: TokenKind::Mark, text: ",".into(), span: clause.span });
                name.extend(part.iter().cloned());
            }
        }
        let ty = match rest.as_slice() {
            [] => None,
            rest => Some(self.type_named(&rest.join(", "), block.header.span)?),
        };
        Some((clause_of(&name), args, ty))
    }

    /// What to say of an owner that no block declares, with the nearest noun that is declared.
    fn unknown_owner(&self, clause: &Clause) -> Diagnostic {
        let said = text_of(clause).to_lowercase();
        let noun = said.rsplit(' ').next().unwrap_or_default();
        let nouns = self.vocabulary.nouns.iter().map(|known| self.vocabulary.words.join(&known.words));
        let nouns: Vec<String> = nouns.chain(self.classes.iter().map(|class| class.plural.to_string())).collect();
        Diagnostic::error("T0402", clause.span, &[&text_of(clause)])
            .near(noun, nouns.iter().map(String::as_str))
            .expected("van een persoon, van twee personen of van een persoon en een woning")
    }
}

/// The singular of a period behind `per`.
pub(super) fn period(text: &str) -> String {
    unit(text.trim()).map_or_else(|| text.trim().to_string(), ToString::to_string)
}

/// Whether a part of a heading says whose the name is.
fn names_owner(part: &[Token]) -> bool {
    matches!(part, [first, second, _, ..] if first.text == "van" && matches!(second.text.as_str(), "een" | "twee"))
}

fn is_type(part: &[Token]) -> bool {
    let texts: Vec<&str> = part.iter().map(|token| token.text.as_str()).collect();
    matches!(
        texts.as_slice(),
        ["bedrag" | "percentage" | "getal" | "aantal" | "datum" | "keuze" | "tekst" | "per" | "termijn", ..]
            | ["ja", "/", "nee"]
    )
}

fn choice_values(text: &str) -> Vec<String> {
    let (head, last) = text.rsplit_once(" of ").unwrap_or((text, ""));
    head.split(',').chain([last]).map(|value| value.trim().to_string()).filter(|value| !value.is_empty()).collect()
}

/// Token texts joined, lower case.
pub(super) fn words_text(tokens: &[Token]) -> String {
    super::draft::join(tokens.iter().map(|token| token.text.as_str())).to_lowercase()
}

/// Tokens split at commas.
pub(super) fn comma_parts(tokens: &[Token]) -> Vec<Vec<Token>> {
    tokens.split(|token| token.kind == TokenKind::Mark && token.text == ",").map(<[Token]>::to_vec).collect()
}

/// A text split at semicolons.
pub(super) fn semicolon_parts(text: &str) -> Vec<String> {
    text.split(';').map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}

fn strip<'t>(tokens: &'t [Token], word: &str) -> Option<&'t [Token]> {
    let (first, rest) = tokens.split_first()?;
    (first.text == word).then_some(rest)
}

/// A clause of these tokens.
pub(super) fn clause_of(tokens: &[Token]) -> Clause {
    let span = match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::default(),
    };
    Clause { tokens: tokens.to_vec(), span }
}
