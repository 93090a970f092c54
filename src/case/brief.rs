//! The draft text of a decision: per outcome a letter in plain Dutch, for the officer to finish.
//!
//! **Invariant:** a letter says nothing that does not stand in the decision, the case or the rules. What it must have and
//! nobody gave stands between brackets; what the officer must look at stands below the letter, apart.

mod letter;
mod objection;
mod reasons;
mod sections;
mod texts;

use super::decide::{DecideOptions, UnknownDecision, decide_with, of_decision, section};
use super::json::{self, Json, Limits};
use super::key::same_name;
use super::read::Case;
use super::shown::{list, text};
use crate::evaluate::{Machine, ObjectId};
use crate::program::{Decision, DecisionKind, Program};
use crate::values::Date;
use letter::Letter;
use texts::{Text, say};

/// How letters are drafted.
#[derive(Clone, Debug, Default)]
pub struct BriefOptions {
    /// Only of the decision with this name.
    pub onderwerp: Option<String>,
    /// The day on which the letters are sent; the objection term counts from it.
    pub verzonden: Option<Date>,
}

/// A document of many decisions can be long.
const LIMITS: Limits = Limits { depth: 64, nodes: usize::MAX, bytes: usize::MAX };

/// What stands between two letters.
const BETWEEN: &str = "\n----------------------------------------------------------------------\n\n";

/// Drafts a letter for every outcome that is a decision, or that waits for something.
///
/// # Errors
///
/// A [`BriefOptions::onderwerp`] that no decision has as its name.
pub fn brief(program: &Program, case: &Case, options: &BriefOptions) -> Result<String, UnknownDecision> {
    let how = DecideOptions { onderwerp: options.onderwerp.clone(), spoor: false };
    let mut machine = Machine::new(program);
    let decided = decide_with(&mut machine, case, &how)?;
    let document = json::parse(&decided, LIMITS).unwrap_or(Json::Null);
    let mut letters = Vec::new();
    for outcome in list(&document, section(DecisionKind::Besluit)) {
        if let Some((decision, member)) = subject(program, case, outcome).filter(|_| is_for_a_letter(outcome)) {
            let case = of_decision(&mut machine, case, decision);
            let one =
                Drafting { machine: &mut machine, case: &case, decision, member, outcome, sent: options.verzonden };
            letters.push(one.letter());
        }
    }
    if letters.is_empty() {
        letters.push(format!("{}\n", say(Text::Nothing, &[])));
    }
    Ok(letters.join(BETWEEN))
}

/// The decision and the member that an outcome is about.
fn subject<'p>(program: &'p Program, case: &Case, outcome: &Json) -> Option<(&'p Decision, ObjectId)> {
    let name = text(outcome, DecisionKind::Besluit.word());
    let is_it = |decision: &&Decision| decision.kind == DecisionKind::Besluit && same_name(&decision.name, name);
    let decision = program.decisions.iter().find(is_it)?;
    let id = list(outcome, "betreft").first()?.as_str()?;
    let place = case.facts.objects.get(decision.class as usize)?.iter().position(|known| known == id)?;
    Some((decision, ObjectId::try_from(place).ok()?))
}

/// What is no question gets no letter, unless something follows from it all the same.
fn is_for_a_letter(outcome: &Json) -> bool {
    text(outcome, "uitkomst") != "niet van toepassing" || outcome.get("vervolg").is_some_and(|next| !next.is_null())
}

/// One letter being drafted.
struct Drafting<'l, 'm> {
    machine: &'l mut Machine<'m>,
    case: &'l Case,
    decision: &'l Decision,
    member: ObjectId,
    outcome: &'l Json,
    sent: Option<Date>,
}

impl<'m> Drafting<'_, 'm> {
    fn program(&self) -> &'m Program {
        self.machine.program()
    }

    fn letter(mut self) -> String {
        let mut letter = Letter::default();
        self.head(&mut letter);
        self.conclusion(&mut letter);
        if self.is_open() {
            self.needed(&mut letter);
        }
        self.why(&mut letter);
        self.duties(&mut letter);
        self.terms(&mut letter);
        if !self.is_open() {
            self.objection(&mut letter);
        }
        self.end(&mut letter);
        self.checks(&mut letter);
        letter.done()
    }

    /// Whether nothing is decided yet.
    fn is_open(&self) -> bool {
        matches!(text(self.outcome, "uitkomst"), "nog niet te bepalen" | "niet van toepassing")
    }

    /// The municipality, or a place to fill it in.
    fn place(&self) -> &str {
        if self.case.gemeente.is_empty() { "[gemeente]" } else { &self.case.gemeente }
    }
}
