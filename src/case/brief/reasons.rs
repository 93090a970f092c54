//! Why: the conditions with their articles, the facts and the judgements apart, what was not used, what would turn it.

use super::Drafting;
use super::letter::Letter;
use super::texts::{Text, say};
use crate::case::json::Json;
use crate::case::shown::{self, list, names, text};
use crate::evaluate::{Given, ObjectId};
use crate::explain::{cited, datum, grounds};
use crate::program::{Input, InputId};
use crate::values::{Date, dutch};

/// More names than this of a warning are counted.
const MOST_NAMES: usize = 5;

/// How deep the conditions go: what was weighed, and what that rests on.
const DEEPEST: usize = 1;

impl Drafting<'_, '_> {
    /// The reasons.
    pub(super) fn why(&mut self, letter: &mut Letter) {
        letter.paragraph(say(Text::Why, &[]));
        let conditions = self.conditions();
        letter.list(say(Text::Conditions, &[]), &conditions);
        let used = list(self.outcome, "gebruikte_feiten").iter();
        let (absent, present): (Vec<&Json>, Vec<&Json>) = used.partition(|fact| is_no(fact));
        let facts = present.into_iter().filter_map(|fact| self.fact(fact));
        letter.list(say(Text::Facts, &[]), &facts.collect::<Vec<_>>());
        letter.list(say(Text::FactsNot, &[]), &per_whom(&absent));
        let judged = list(self.outcome, "oordelen").iter().filter(|given| is_true(given, "gebruikt")).map(judgement);
        letter.list(say(Text::Judgements, &[]), &judged.collect::<Vec<_>>());
        let held_back =
            list(self.outcome, "niet_gebruikte_feiten").iter().filter(|fact| !text(fact, "reden").is_empty());
        let held_back = held_back.map(|fact| format!("{}: {}", about(fact, "gegeven"), text(fact, "reden")));
        letter.list(say(Text::NotUsed, &[]), &held_back.collect::<Vec<_>>());
        let changes = list(self.outcome, "anders_als").iter().map(change);
        letter.list(say(Text::Otherwise, &[]), &changes.collect::<Vec<_>>());
        let law: Vec<String> = self.decision.source.iter().map(cited).collect();
        letter.list(say(Text::Law, &[]), &law);
    }

    /// The conditions that mattered, each with what came of it and its article.
    fn conditions(&mut self) -> Vec<String> {
        let (program, case) = (self.program(), self.case);
        let (first, last) = case.periode;
        let on = if (first..=last).contains(&case.peildatum) { case.peildatum } else { first };
        let mut evaluation = self.machine.load(&case.facts);
        let reason = evaluation.reasons(self.decision.right, &[self.member], on);
        let own = self.decision.source.first().map(cited).unwrap_or_default();
        let shown = grounds(program, &reason, DEEPEST).into_iter().map(|ground| {
            let holds = match ground.holds {
                Some(true) => "ja",
                Some(false) => "nee",
                None => "nog niet bekend",
            };
            format!("{}: {holds} ({})", ground.text, ground.article.unwrap_or_else(|| own.clone()))
        });
        shown.collect()
    }

    /// A fact that mattered, with where it comes from.
    fn fact(&self, fact: &Json) -> Option<String> {
        let program = self.program();
        let ids: Vec<&str> = list(fact, "betreft").iter().filter_map(Json::as_str).collect();
        let name = text(fact, "gegeven");
        let found = (0..).zip(&program.inputs).find_map(|(number, input)| {
            let args = self.objects(input, &ids).filter(|_| input.name == name)?;
            Some((input, self.given(number, input, &args)?))
        });
        let (input, value) = found?;
        let source = match text(fact, "bron") {
            "" => input.register.clone().unwrap_or_default(),
            source => source.to_string(),
        };
        let source = if source.is_empty() { source } else { format!(", volgens {source}") };
        Some(format!("{}: {value}{source}", about(fact, "gegeven")))
    }

    /// The objects with these ids, for the arguments of a fact.
    fn objects(&self, input: &Input, ids: &[&str]) -> Option<Vec<ObjectId>> {
        if input.args.len() != ids.len() {
            return None;
        }
        let one = |(class, id): (&u32, &&str)| {
            let place = self.case.facts.objects.get(*class as usize)?.iter().position(|known| known == id)?;
            ObjectId::try_from(place).ok()
        };
        input.args.iter().zip(ids).map(one).collect()
    }

    /// What is given of a fact, as people write it.
    fn given(&self, number: InputId, input: &Input, args: &[ObjectId]) -> Option<String> {
        let (program, facts) = (self.program(), &self.case.facts);
        match facts.get(program, number, args)? {
            Given::Always(value) => Some(datum(program, facts, &input.ty, &value)),
            Given::Dated(list) => {
                let one = |(from, until, value): &(Date, Option<Date>, _)| {
                    let end = until.map(|day| format!(" tot en met {}", dutch::date(day))).unwrap_or_default();
                    format!("{} vanaf {}{end}", datum(program, facts, &input.ty, value), dutch::date(*from))
                };
                Some(list.iter().map(one).collect::<Vec<_>>().join("; "))
            }
            _ => None,
        }
    }
}

/// The name of something with whom it is about.
fn about(json: &Json, key: &str) -> String {
    match names(json, "betreft").as_str() {
        "" => text(json, key).to_string(),
        whom => format!("{} ({whom})", text(json, key)),
    }
}

fn is_true(json: &Json, key: &str) -> bool {
    json.get(key).and_then(Json::as_bool) == Some(true)
}

/// Something that is asked, with why it is not known.
pub(super) fn asked(ask: &Json) -> String {
    let what = if text(ask, "vraag").is_empty() { about(ask, "naam") } else { about(ask, "vraag") };
    let who = match text(ask, "volgens") {
        "" | "de aanvrager" => String::new(),
        register => format!(", bij {register}"),
    };
    match text(ask, "reden") {
        "" => format!("{what}{who}"),
        reason => format!("{what}{who}: {reason}"),
    }
}

/// A warning with what it is about, as far as that can be read at a glance.
pub(super) fn warning(warning: &Json) -> String {
    let about: Vec<&str> = list(warning, "lijst").iter().filter_map(Json::as_str).collect();
    let shown = about.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join("; ");
    let more = match about.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!("; en nog {more}"),
    };
    format!("{} ({shown}{more})", text(warning, "tekst"))
}

/// Whether a fact is a plain nee.
fn is_no(fact: &Json) -> bool {
    fact.get("waarde").and_then(Json::as_bool) == Some(false)
}

/// What is not so, of each of whom it is not so in one line.
fn per_whom(facts: &[&Json]) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    for fact in facts {
        let whom = names(fact, "betreft");
        match lines.iter_mut().find(|(known, _)| *known == whom) {
            Some((_, all)) => all.push(text(fact, "gegeven")),
            None => lines.push((whom, vec![text(fact, "gegeven")])),
        }
    }
    let line = |(whom, all): (String, Vec<&str>)| match whom.as_str() {
        "" => all.join("; "),
        whom => format!("{whom}: {}", all.join("; ")),
    };
    lines.into_iter().map(line).collect()
}

/// A judgement with who gave it and why.
fn judgement(given: &Json) -> String {
    let value = given.get("waarde").map(shown::given).unwrap_or_default();
    let by = given.get("door").map(|by| (text(by, "rol"), text(by, "naam"))).unwrap_or_default();
    let by = if by.1.is_empty() { by.0.to_string() } else { format!("{} ({})", by.1, by.0) };
    let on = Date::parse_iso(text(given, "op")).map(dutch::date).unwrap_or_default();
    let mut said = vec![say(Text::Judged, &[&about(given, "over"), &value, &by, &on])];
    said.push(say(Text::JudgedReason, &[&ended(text(given, "motivering"))]));
    let advice = text(given, "advies");
    if !advice.is_empty() {
        said.push(say(Text::JudgedAdvice, &[&ended(advice)]));
    }
    said.join(" ")
}

/// A sentence with its full stop.
fn ended(sentence: &str) -> String {
    if sentence.ends_with(['.', '!', '?']) { sentence.to_string() } else { format!("{sentence}.") }
}

fn change(change: &Json) -> String {
    let facts: Vec<&str> = list(change, "feiten").iter().map(|fact| text(fact, "tekst")).collect();
    facts.join(" en ")
}
