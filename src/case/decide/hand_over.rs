//! A hand-over: from whom, to whom, and what must still be settled before it is complete.

use super::super::build::{Json, members, text};
use super::grounds::{article, ground};
use super::open;
use super::outcome::Subject;
use super::show;
use super::support::Support;
use crate::evaluate::Val;
use crate::inquire::Question;
use crate::program::{HandOver, NodeId, Program};
use crate::values::Text;

/// A hand-over as far as it has come.
#[derive(Default)]
struct Progress {
    /// Something does not hold.
    lacking: bool,
    /// Something is not known.
    open: bool,
    /// What, as a decision lists it.
    missing: Vec<Json>,
}

impl Subject<'_, '_, '_> {
    /// The hand-over as a decision shows it.
    pub(super) fn handed_over(&mut self, hand_over: &HandOver) -> Json {
        let program = self.program();
        let mut progress = Progress::default();
        if let Some((node, words)) = &hand_over.complete {
            let own = hand_over.trust.source.first().map(|source| source.text.clone()).unwrap_or_default();
            for part in program.conjuncts(*node) {
                self.settle(part, (words, &own), &mut progress);
            }
        }
        let complete = match (progress.lacking, progress.open) {
            (true, _) => "nee",
            (false, true) => "onbekend",
            (false, false) => "ja",
        };
        members([
            ("van", show::organisation(program, hand_over.from)),
            ("aan", show::organisation(program, hand_over.to)),
            ("volledig", text(complete)),
            ("ontbreekt", Json::Array(progress.missing)),
            ("gronden", Json::Array(hand_over.trust.source.iter().map(|source| ground(source, None)).collect())),
        ])
    }

    /// Adds what one condition still asks; `words` are those of the whole, `own` is where the hand-over stands.
    fn settle(&mut self, node: NodeId, (words, own): (&Text, &Text), progress: &mut Progress) {
        let (program, case) = (self.program(), self.case);
        let day = case.facts.decision_day;
        let why = self.evaluation.why(node, &[self.member], day);
        let mut support = Support::default();
        support.add(self.evaluation, why, true);
        match self.evaluation.told(why) {
            Val::Bool(true) => {}
            Val::Bool(false) => {
                progress.lacking = true;
                progress.missing.push(members([
                    ("soort", text("voorwaarde")),
                    ("naam", text(label(program, node).unwrap_or(words))),
                    ("betreft", show::ids(&case.facts, &[self.decision.class], &[self.member])),
                    ("artikel", text(article(program, self.evaluation.first_rule(why)).unwrap_or(own))),
                ]));
            }
            _ => {
                progress.open = true;
                let condition = self.decision.asking(node);
                let question = Question { decision: &condition, member: self.member, days: &[day] };
                let missing =
                    open::missing((self.inquiry, self.evaluation), case, question, &support, open::Stage::Open);
                for one in missing.json(program, case, &condition).as_array().unwrap_or_default() {
                    let one = with_article(one, own);
                    if !progress.missing.contains(&one) {
                        progress.missing.push(one);
                    }
                }
            }
        }
    }
}

/// Something that is missing, with an article where it has none.
fn with_article(missing: &Json, own: &Text) -> Json {
    let members = missing.as_object().unwrap_or_default().iter().map(|(key, value)| {
        let lacks = **key == *"artikel" && value.is_null();
        (key.clone(), if lacks { text(own) } else { value.clone() })
    });
    Json::Object(members.collect())
}

/// The words of a condition in a list.
fn label(program: &Program, node: NodeId) -> Option<&Text> {
    let at = program.labels.binary_search_by_key(&node, |(node, _)| *node).ok()?;
    let (_, words) = program.labels.get(at)?;
    program.texts.get(*words as usize)
}
