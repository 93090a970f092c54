//! The draft text of a decision: per outcome a letter in plain Dutch, for the officer to finish.
//!
//! **Invariant:** a letter says nothing that does not stand in the decision, the case or the rules. What it must have and
//! nobody gave stands between brackets; what the officer must look at stands below the letter, apart.

mod facts;
mod letter;
mod objection;
mod parts;
mod periods;
mod reasons;
mod sections;
mod texts;

use super::build::Json;
use super::decide::{self, DecideOptions, UnknownDecision, decide_with, of_decision, section};
use super::json::{self, Limits};
use super::key::same_name;
use super::read::Case;
use super::shown::{list, text};
use crate::evaluate::{Machine, ObjectId};
use crate::program::{Decision, DecisionKind, Program};
use crate::values::Date;
use letter::Letter;
use parts::Part;
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
const LIMITS: Limits = Limits { depth: 64, ..Limits::OWN };

/// What stands between two letters.
const BETWEEN: &str = "\n----------------------------------------------------------------------\n\n";

/// Drafts a letter for every outcome that is a decision, or that waits for something.
///
/// # Errors
///
/// A [`BriefOptions::onderwerp`] that no decision has as its name.
pub fn brief(program: &Program, case: &Case, options: &BriefOptions) -> Result<String, UnknownDecision> {
    let how = DecideOptions { onderwerp: options.onderwerp.clone(), ..DecideOptions::default() };
    let mut machine = Machine::new(program);
    let decided = decide_with(&mut machine, case, &how)?;
    let document = json::parse_as(&decided, LIMITS).unwrap_or(Json::Null);
    let parts = parts::all(&mut machine, case);
    let mut letters: Vec<(Option<usize>, String)> = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    for outcome in list(&document, section(DecisionKind::Besluit)) {
        if let Some((decision, member)) = subject(program, case, outcome).filter(|_| is_for_a_letter(outcome)) {
            let own = parts::is_part(decision);
            let apart = |part: &(usize, &Part)| !own && part.1.is_of(outcome);
            let of: Vec<(usize, &Part)> = parts.iter().enumerate().filter(apart).collect();
            told.extend(of.iter().map(|(number, _)| number));
            let of = of.into_iter().map(|(_, part)| part).collect();
            let one = drafted(&mut machine, case, (decision, member), of, options.verzonden);
            letters.push((parts.iter().position(|part| part.is_about(decision, member)), one));
        }
    }
    let letters: Vec<String> = alone(letters, &told, options);
    if letters.is_empty() {
        return Ok(format!("{}\n", say(Text::Nothing, &[])));
    }
    Ok(letters.join(BETWEEN))
}

/// Without the letters about parts that another letter tells of, unless they were asked for by name; each letter with the
/// number of the part that it is about.
fn alone(letters: Vec<(Option<usize>, String)>, told: &[usize], options: &BriefOptions) -> Vec<String> {
    let named = options.onderwerp.is_some();
    let kept = letters.into_iter().filter(|(part, _)| named || part.is_none_or(|part| !told.contains(&part)));
    kept.map(|(_, letter)| letter).collect()
}

/// The letter about one outcome. It says nothing of the message to the provider, and tells of all periods that are decided.
fn drafted(
    machine: &mut Machine<'_>,
    case: &Case,
    (decision, member): (&Decision, ObjectId),
    parts: Vec<&Part>,
    sent: Option<Date>,
) -> String {
    let (decision, coded) = periods::without_message(decision);
    let outcome = decide::one(machine, case, &decision, member);
    let periods = periods::all(machine, case, (&decision, member), &outcome);
    let case = of_decision(machine, case, &decision);
    let about = Drafting {
        machine,
        case: &case,
        decision: &decision,
        member,
        outcome: &outcome,
        periods: &periods,
        coded: &coded,
        parts,
        sent,
    };
    about.letter()
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
    /// All periods that are decided, also those outside the period of the case.
    periods: &'l [Json],
    /// The values that only the message to the provider needs.
    coded: &'l [String],
    /// The decisions that give the reasons of a part of this one.
    parts: Vec<&'l Part>,
    sent: Option<Date>,
}

impl<'m> Drafting<'_, 'm> {
    fn program(&self) -> &'m Program {
        self.machine.program()
    }

    /// The day on which the letter is sent, or that the case looks from.
    fn today(&self) -> Date {
        self.sent.unwrap_or(self.case.peildatum)
    }

    /// The day that the reasons are seen from.
    fn day(&self) -> Date {
        let (first, last) = self.case.periode;
        if (first..=last).contains(&self.case.peildatum) { self.case.peildatum } else { first }
    }

    fn letter(mut self) -> String {
        let mut letter = Letter::default();
        self.head(&mut letter);
        self.conclusion(&mut letter);
        self.per_part(&mut letter);
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
