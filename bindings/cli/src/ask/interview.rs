//! Leads the conversation: asks what still matters, decision by decision, until nothing can be asked or the user stops.

use std::collections::BTreeSet;

use toegang::case::json::{self, Json, Limits, to_canonical};
use toegang::case::{Case, CaseError, DecideOptions, Options, decide, read_case, section};
use toegang::program::{ClassId, Decision, DecisionKind, Program, Type};

use super::answer::{self, Answer};
use super::judgement::{Assessor, Broken, complete};
use super::question::{Mark, Question, next, outcomes};
use super::reply::{Reply, read};
use super::{Talk, place, wording};

/// A decision with all that is missing can be long.
const LIMITS: Limits = Limits { depth: 64, nodes: 10_000_000, bytes: 1_000_000_000, ..Limits::OWN };

/// A case that is being completed.
#[derive(Debug)]
pub struct Interview<'p> {
    program: &'p Program,
    options: Options,
    /// The case so far.
    pub case: Json,
    passed: BTreeSet<Mark>,
    /// Classes of which the user knows no member.
    absent: BTreeSet<ClassId>,
    assessor: Assessor,
}

/// What came of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It was answered or passed over.
    Answered,
    Stopped,
}

impl<'p> Interview<'p> {
    /// Begins with a case.
    pub fn new(program: &'p Program, options: Options, case: Json) -> Self {
        Self { program, options, case, passed: BTreeSet::new(), absent: BTreeSet::new(), assessor: Assessor::default() }
    }

    /// The case as it is now.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(&self) -> Result<Case, Vec<CaseError>> {
        read_case(self.program, &to_canonical(&self.case), &self.options)
    }

    /// Asks for these decisions in turn; `true` when the user stopped.
    ///
    /// # Errors
    ///
    /// What is wrong with the case that it began with.
    pub fn run(&mut self, talk: &mut dyn Talk, decisions: &[&Decision]) -> Result<bool, Vec<CaseError>> {
        for decision in decisions {
            if self.one(talk, decision)? == Came::Stopped {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Asks until a decision has no more questions, and then tells what it came to.
    fn one(&mut self, talk: &mut dyn Talk, decision: &Decision) -> Result<Came, Vec<CaseError>> {
        if self.whom(talk, decision)? == Came::Stopped {
            return Ok(Came::Stopped);
        }
        loop {
            let case = self.read()?;
            let (document, questions) = self.still(&case, decision);
            let came = match questions.as_slice() {
                [] => {
                    tell(talk, &document);
                    return Ok(Came::Answered);
                }
                [question] => self.ask(talk, question, &case),
                several => self.tick(talk, several),
            };
            if came == Came::Stopped {
                return Ok(came);
            }
        }
    }

    /// Asks whom or what a decision is about, while the case knows none of them.
    fn whom(&mut self, talk: &mut dyn Talk, decision: &Decision) -> Result<Came, Vec<CaseError>> {
        let case = self.read()?;
        if !self.is_about_nobody(&case, decision) {
            return Ok(Came::Answered);
        }
        talk.say("");
        loop {
            talk.say(&wording::whom(self.program, decision));
            match read(talk.hear()) {
                Reply::Stop => return Ok(Came::Stopped),
                Reply::Explain | Reply::Nothing => talk.say("Geef namen, of `geen` of `stop`."),
                Reply::DontKnow => break,
                Reply::Text(text) => {
                    let members = Type::Many(decision.class);
                    match answer::read(self.program, &case.facts.objects, &members, &text) {
                        Ok(answer) if answer.new.is_empty() => break,
                        Ok(answer) => {
                            self.add(&answer.new);
                            return Ok(Came::Answered);
                        }
                        Err(wrong) => talk.say(&wrong),
                    }
                }
            }
        }
        self.absent.insert(decision.class);
        Ok(Came::Answered)
    }

    /// Whether nobody is known whom a decision can be about, and the user was not asked.
    pub fn is_about_nobody(&self, case: &Case, decision: &Decision) -> bool {
        let known = case.facts.objects.get(decision.class as usize).is_some_and(|objects| !objects.is_empty());
        let only = self.program.classes.get(decision.class as usize).is_some_and(|class| class.singleton);
        !known && !only && !self.absent.contains(&decision.class)
    }

    /// Adds objects that are named for the first time.
    fn add(&mut self, new: &[(ClassId, String)]) {
        for (class, id) in new {
            place::add_object(&mut self.case, self.program, *class, id);
        }
    }

    /// What a decision comes to now, and what to ask next for it; nothing when it needs nothing more.
    pub fn still(&self, case: &Case, decision: &Decision) -> (Json, Vec<Question<'p>>) {
        let options = DecideOptions { onderwerp: Some(decision.name.to_string()), ..DecideOptions::default() };
        let document = decide(self.program, case, &options).unwrap_or_default();
        let document = only(json::parse(&document, LIMITS).unwrap_or(Json::Null), decision.kind);
        let may_ask = |question: &Question<'_>| !place::says_something(&self.case, self.program, question);
        let questions = next(self.program, &case.facts.objects, &document, &self.passed, may_ask);
        (document, questions)
    }

    /// Asks which of several facts hold, until the answer can be read or the user stops.
    fn tick(&mut self, talk: &mut dyn Talk, questions: &[Question<'p>]) -> Came {
        talk.say("");
        questions.iter().take(1).for_each(|first| talk.say(&wording::why(first)));
        loop {
            talk.say(&wording::list(self.program, questions));
            match read(talk.hear()) {
                Reply::Stop => return Came::Stopped,
                Reply::DontKnow => return self.pass(questions),
                Reply::Explain => {
                    questions.iter().for_each(|one| talk.say(&wording::explanation(self.program, one)));
                }
                Reply::Nothing => talk.say("Geef nummers, `geen`, `?`, `weet niet` of `stop`."),
                Reply::Text(text) => match answer::ticks(questions.len(), &text) {
                    Ok(ticks) => return self.take_ticks(talk, questions, &ticks),
                    Err(wrong) => talk.say(&wrong),
                },
            }
        }
    }

    /// Does not ask these again.
    pub fn pass(&mut self, questions: &[Question<'p>]) -> Came {
        self.passed.extend(questions.iter().map(Question::mark));
        Came::Answered
    }

    /// Puts the answers to a list in the case; what is not known is passed over, and so is all of it when the case does
    /// not hold with these answers.
    fn take_ticks(&mut self, talk: &mut dyn Talk, questions: &[Question<'p>], ticks: &[Option<bool>]) -> Came {
        let before = self.case.clone();
        for (question, tick) in questions.iter().zip(ticks) {
            match tick {
                Some(holds) => place::put(&mut self.case, self.program, question, Json::Bool(*holds)),
                None => drop(self.passed.insert(question.mark())),
            }
        }
        if let Err(errors) = self.read() {
            errors.iter().for_each(|error| talk.say(&error.to_string()));
            self.case = before;
            return self.pass(questions);
        }
        Came::Answered
    }

    /// Asks one question until it is answered, passed over, or the user stops.
    fn ask(&mut self, talk: &mut dyn Talk, question: &Question<'p>, case: &Case) -> Came {
        talk.say("");
        talk.say(&wording::why(question));
        loop {
            talk.say(&wording::sentence(self.program, question));
            match read(talk.hear()) {
                Reply::Stop => return Came::Stopped,
                Reply::DontKnow => return self.pass(std::slice::from_ref(question)),
                Reply::Explain => talk.say(&wording::explanation(self.program, question)),
                Reply::Nothing => talk.say("Geef een antwoord, of `?`, `weet niet` of `stop`."),
                Reply::Text(text) => {
                    let answer = answer::read(self.program, &case.facts.objects, &question.input.ty, &text);
                    match answer.map(|answer| self.take(talk, question, answer, case)) {
                        Ok(Some(came)) => return came,
                        Ok(None) => {}
                        Err(wrong) => talk.say(&wrong),
                    }
                }
            }
        }
    }

    /// Puts an answer in the case; `None` when the case does not hold with it, so that the question comes again.
    fn take(&mut self, talk: &mut dyn Talk, question: &Question<'p>, answer: Answer, case: &Case) -> Option<Came> {
        match self.confirm(talk, &answer) {
            Some(true) => {}
            Some(false) => return None,
            None => return Some(Came::Stopped),
        }
        let before = self.case.clone();
        self.add(&answer.new);
        match &question.input.judgement {
            None => place::put(&mut self.case, self.program, question, answer.value),
            Some(judgement) => {
                let given = (answer.value, case.peildatum);
                match complete(talk, question, judgement, given, &mut self.assessor) {
                    Ok(judgement) => place::add_judgement(&mut self.case, judgement),
                    Err(Broken::Stop) => return Some(Came::Stopped),
                    Err(Broken::DontKnow) => return Some(self.pass(std::slice::from_ref(question))),
                }
            }
        }
        if let Err(errors) = self.read() {
            errors.iter().for_each(|error| talk.say(&error.to_string()));
            self.case = before;
            return None;
        }
        Some(Came::Answered)
    }

    /// Whether new names are meant to be new; `None` when the user stops.
    fn confirm(&self, talk: &mut dyn Talk, answer: &Answer) -> Option<bool> {
        for (class, id) in &answer.new {
            let class = wording::class_name(self.program, *class);
            loop {
                talk.say(&format!("`{id}` staat nog niet in de casus. Toevoegen als {class}? (ja of nee)"));
                match read(talk.hear()) {
                    Reply::Stop => return None,
                    Reply::Text(text) => match answer::truth(&text) {
                        Ok(true) => break,
                        Ok(false) => return Some(false),
                        Err(wrong) => talk.say(&wrong),
                    },
                    _ => return Some(false),
                }
            }
        }
        Some(true)
    }
}

/// The outcomes of one kind alone: the document of a plan also holds what the plan refers to.
fn only(document: Json, kind: DecisionKind) -> Json {
    let Json::Object(members) = document else { return document };
    Json::Object(members.into_iter().filter(|(key, _)| key == section(kind)).collect())
}

/// What a decision came to, unless it is no question here.
fn tell(talk: &mut dyn Talk, document: &Json) {
    for kind in DecisionKind::ALL {
        for outcome in outcomes(document, kind) {
            let text = |key: &str| outcome.get(key).and_then(Json::as_str).unwrap_or_default();
            if text("uitkomst") != "niet van toepassing" {
                talk.say(&format!("\n{} {}: {}.", kind.title(), text(kind.word()), text("uitkomst")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use toegang::case::json::{Json, Limits, parse, to_canonical};
    use toegang::case::{DecideOptions, Options, decide};
    use toegang::program::Program;
    use toegang::{SourceFile, compile};

    use super::Interview;
    use crate::ask::scripted::Script;

    const RULES: &str = "regeling Proef\n  soort  wet\n
object persoon, meervoud personen\n  aanduiding  volwassene\n
object huishouden, meervoud huishoudens\n  één per casus\n
rol consulent inkomen\n
gegevens van een huishouden\n  aanvrager: persoon\n  vraagt hulp: ja/nee\n
gegevens van een persoon\n  inkomen: bedrag per maand\n
oordeel heeft hulp nodig, van een persoon\n  bron   artikel 2\n  door   consulent inkomen
  vraag  Heeft deze persoon hulp nodig?\n
regel recht op hulp\n  bron  artikel 1
  Een huishouden heeft recht op hulp, indien is voldaan aan alle volgende voorwaarden:
     a. het inkomen van de aanvrager van het huishouden is lager dan € 1.000;
     b. de aanvrager van het huishouden heeft naar het oordeel van het college hulp nodig.\n
besluit hulp, van een huishouden\n  bron           artikel 1\n  aard           gebonden
  van toepassing het huishouden hulp vraagt\n  recht          het huishouden recht heeft op hulp
  bevoegd        consulent inkomen\n";

    fn program() -> Program {
        let file = SourceFile { path: "proef.regels".into(), text: RULES.into() };
        let compiled = compile(&[file], "");
        compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
    }

    fn talked(program: &Program, answers: &[&str]) -> (Json, String, String) {
        let case = parse(r#"{"peildatum": "2026-10-01"}"#, Limits::default()).unwrap();
        let mut interview = Interview::new(program, Options::default(), case);
        let mut script = Script::new(answers);
        let decisions: Vec<_> = program.decisions.iter().collect();
        interview.run(&mut script, &decisions).unwrap();
        let named = DecideOptions { onderwerp: Some("hulp".into()), ..DecideOptions::default() };
        let outcome = decide(program, &interview.read().unwrap(), &named).unwrap();
        let outcome = parse(&outcome, super::LIMITS).unwrap();
        let outcome = outcome.get("uitkomsten").unwrap().as_array().unwrap()[0].get("uitkomst").unwrap().to_compact();
        assert!(script.answers.is_empty(), "not asked for: {:?}\n{}", script.answers, script.said.join("\n"));
        (interview.case, outcome, script.said.join("\n"))
    }

    #[test]
    fn from_nothing_to_a_decision() {
        let program = program();
        let answers = ["ja", "anna", "ja", "950", "ja", "Bea", "Zij redt het niet alleen."];
        let (case, outcome, said) = talked(&program, &answers);
        assert_eq!(outcome, "\"recht\"", "{said}\n{}", to_canonical(&case));
        assert!(said.contains("Dit telt voor het besluit hulp"), "{said}");
        assert!(said.contains("inkomen van anna?"), "{said}");
        assert!(
            case.to_compact().contains(r#""personen":[{"id":"anna","inkomen":"950.00"}]"#),
            "{}",
            case.to_compact()
        );
        assert!(case.to_compact().contains(r#""door":{"rol":"consulent inkomen","naam":"Bea"}"#));
    }

    #[test]
    fn whom_it_is_about() {
        let text = RULES.replace("besluit hulp, van een huishouden", "besluit hulp, van een persoon");
        let text = text.replace("\n  van toepassing het huishouden hulp vraagt", "");
        let text = text.replace(
            "recht          het huishouden recht heeft op hulp",
            "recht          het inkomen van de persoon lager is dan € 1.000",
        );
        let compiled = compile(&[SourceFile { path: "proef.regels".into(), text }], "");
        let program = compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings));
        let (case, outcome, said) = talked(&program, &["?", "anna, bea", "950", "1500"]);
        assert!(said.contains("Om welke personen gaat het bij het besluit hulp?"), "{said}");
        assert_eq!(outcome, "\"recht\"", "{said}\n{}", to_canonical(&case));
        assert_eq!(case.get("personen").and_then(Json::as_array).map(<[Json]>::len), Some(2));
        let case = parse(r#"{"peildatum": "2026-10-01"}"#, Limits::default()).unwrap();
        let mut interview = Interview::new(&program, Options::default(), case);
        let mut script = Script::new(&["geen"]);
        let twice = [&program.decisions[0], &program.decisions[0]];
        interview.run(&mut script, &twice).unwrap();
        assert_eq!(script.said.iter().filter(|line| line.starts_with("Om welke")).count(), 1, "{:?}", script.said);
    }

    #[test]
    fn what_no_longer_matters_is_not_asked() {
        let program = program();
        let (_, outcome, said) = talked(&program, &["ja", "anna", "ja", "1500"]);
        assert_eq!(outcome, "\"geen recht\"", "{said}");
        assert!(!said.contains("hulp nodig?"), "{said}");
    }

    #[test]
    fn wrong_answers_and_unknown_ones() {
        let program = program();
        let (_, outcome, said) = talked(&program, &["misschien", "?", "ja", "anna", "ja", "weet niet", "stop"]);
        assert_eq!(outcome, "\"nog niet te bepalen\"", "{said}");
        assert!(said.contains("`misschien` is geen ja of nee"), "{said}");
        assert!(said.contains("Gevraagd: vraagt hulp."), "{said}");
    }

    #[test]
    fn several_facts_in_one_list() {
        let text =
            RULES.replace("  inkomen: bedrag per maand\n", "  werkt: ja/nee\n  studeert: ja/nee\n  reist: ja/nee\n");
        let text = text.replace(
            "het inkomen van de aanvrager van het huishouden is lager dan € 1.000;",
            "geen van de volgende gevallen doet zich voor:\n        1°. de aanvrager van het huishouden werkt;
        2°. de aanvrager van het huishouden studeert;\n        3°. de aanvrager van het huishouden reist;",
        );
        let compiled = compile(&[SourceFile { path: "proef.regels".into(), text }], "");
        let program = compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings));
        let (case, outcome, said) = talked(&program, &["ja", "anna", "ja", "4", "geen, 2?", "weet niet"]);
        assert_eq!(outcome, "\"nog niet te bepalen\"", "{said}");
        assert!(said.contains("Wat klopt voor anna?") && said.contains("  2 studeert"), "{said}");
        assert!(said.contains("`4` is geen nummer uit de lijst"), "{said}");
        let anna = r#""personen":[{"id":"anna","werkt":false,"reist":false}]"#;
        assert!(case.to_compact().contains(anna), "{}", case.to_compact());
    }

    #[test]
    fn a_new_name_can_be_taken_back() {
        let program = program();
        let (case, _, _) = talked(&program, &["ja", "ana", "nee", "anna", "ja", "stop"]);
        assert_eq!(case.get("personen").map(Json::to_compact).as_deref(), Some(r#"[{"id":"anna"}]"#));
    }
}
