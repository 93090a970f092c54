//! Why: the conditions with their articles, the facts and the judgements apart, what was not used, what would turn it.

use super::Drafting;
use super::facts::{is_no, named, per_whom};
use super::letter::Letter;
use super::texts::{Text, say};
use crate::case::build::Json;
use crate::case::shown::{self, list, names, text};
use crate::evaluate::Val;
use crate::explain::{Ground, cited, grounds};
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
        letter.list(say(Text::Facts, &[]), &self.facts(&present));
        letter.list(say(Text::FactsNot, &[]), &per_whom(absent.iter().map(|fact| named(fact))));
        let judged = list(self.outcome, "oordelen").iter().filter(|given| is_true(given, "gebruikt"));
        let judged = judgements(judged);
        if !judged.is_empty() {
            let heading = std::iter::once(say(Text::Judgements, &[]));
            letter.lines(&heading.chain(judged).collect::<Vec<_>>());
        }
        let held_back =
            list(self.outcome, "niet_gebruikte_feiten").iter().filter(|fact| !text(fact, "reden").is_empty());
        let held_back = held_back.map(|fact| format!("{}: {}", about(fact, "gegeven"), text(fact, "reden")));
        letter.list(say(Text::NotUsed, &[]), &held_back.collect::<Vec<_>>());
        let changes = list(self.outcome, "anders_als").iter().map(change);
        letter.list(say(Text::Otherwise, &[]), &changes.collect::<Vec<_>>());
        letter.list(say(Text::Law, &[]), &self.law());
    }

    /// Why there is a right or not; where the decision is no question, or not yet, only why that is.
    fn grounds(&mut self) -> Vec<Ground> {
        let (program, day, facts) = (self.program(), self.day(), &self.case.facts);
        let mut evaluation = self.machine.load(facts);
        let mut reason = |node| evaluation.reasons(node, &[self.member], day);
        let gate = self.decision.applies.map(&mut reason).filter(|gate| gate.value != Val::Bool(true));
        let told = match gate {
            Some(gate) => vec![gate],
            None => {
                let partial = self.decision.partial.map(&mut reason).filter(|part| part.value == Val::Bool(true));
                std::iter::once(reason(self.decision.right)).chain(partial).collect()
            }
        };
        told.iter().flat_map(|reason| grounds(program, facts, reason, DEEPEST)).collect()
    }

    /// The conditions that mattered, each with what came of it and its article. Those about something else than the
    /// decision itself name it; those about a part stand with that part.
    fn conditions(&mut self) -> Vec<String> {
        let told = self.grounds();
        let whom = names(self.outcome, "betreft");
        let parts: Vec<String> = self.parts.iter().map(|part| part.name()).collect();
        let in_part = |ground: &&Ground| ground.about.iter().any(|name| parts.contains(name));
        let own = self.decision.source.first().map(cited).unwrap_or_default();
        let mut lines: Vec<String> = Vec::new();
        for ground in told.iter().filter(|ground| !in_part(ground)) {
            let other = ground.about.iter().any(|name| *name != whom && !ground.text.contains(name.as_str()));
            let about = if other { format!("{}: ", ground.about.join(", ")) } else { String::new() };
            let line = about + &condition(ground, Some(&own));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }
}

/// A condition with what came of it, the amounts it weighs, and its article, or that of the decision.
pub(super) fn condition(ground: &Ground, own: Option<&str>) -> String {
    let holds = match ground.holds {
        Some(true) => "ja",
        Some(false) => "nee",
        None => "nog niet bekend",
    };
    let weighed = if ground.weighed.is_empty() { String::new() } else { format!(", {}", ground.weighed.join(", ")) };
    let article = ground.article.as_deref().or(own).map(|article| format!(" ({article})")).unwrap_or_default();
    format!("{}: {holds}{weighed}{article}", ground.text)
}

/// The name of something with whom it is about.
pub(super) fn about(json: &Json, key: &str) -> String {
    match names(json, "betreft").as_str() {
        "" => text(json, key).to_string(),
        whom => format!("{} ({whom})", text(json, key)),
    }
}

pub(super) fn is_true(json: &Json, key: &str) -> bool {
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

/// The warnings of outcomes, each once with all that it is about, as far as that can be read at a glance.
pub(super) fn warnings(outcomes: &[&Json]) -> Vec<String> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for warning in outcomes.iter().flat_map(|outcome| list(outcome, "waarschuwingen")) {
        let about = list(warning, "lijst").iter().filter_map(Json::as_str);
        match all.iter_mut().find(|(known, _)| *known == text(warning, "tekst")) {
            Some((_, list)) => about.for_each(|one| {
                if !list.contains(&one) {
                    list.push(one)
                }
            }),
            None => all.push((text(warning, "tekst"), about.collect())),
        }
    }
    all.into_iter().map(|(sentence, about)| warning(sentence, &about)).collect()
}

fn warning(sentence: &str, about: &[&str]) -> String {
    let shown = about.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join("; ");
    let more = match about.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!("; en nog {more}"),
    };
    format!("{sentence} ({shown}{more})")
}

/// Judgements by who gave them and why: each reason once, and below it what was judged of whom.
fn judgements<'j>(given: impl Iterator<Item = &'j Json>) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for one in given {
        let reason = reason_of(one);
        let value = one.get("waarde").map(shown::given).unwrap_or_default();
        let judged = (names(one, "betreft"), format!("{}: {value}", text(one, "over")));
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, all)) => all.push(judged),
            None => reasons.push((reason, vec![judged])),
        }
    }
    let mut lines = Vec::new();
    for (reason, judged) in reasons {
        lines.push(format!("- {reason}"));
        lines.extend(per_whom(judged.into_iter()).into_iter().map(|line| format!("  - {line}")));
    }
    lines
}

/// Who judged, when, why, and on which advice.
fn reason_of(given: &Json) -> String {
    let by = given.get("door").map(|by| (text(by, "rol"), text(by, "naam"))).unwrap_or_default();
    let by = if by.1.is_empty() { by.0.to_string() } else { format!("{} ({})", by.1, by.0) };
    let on = Date::parse_iso(text(given, "op")).map(dutch::date).unwrap_or_default();
    let mut said = vec![say(Text::Judged, &[&by, &on])];
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
