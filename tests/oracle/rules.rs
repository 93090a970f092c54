//! What rules may say, by trying every combination of the conditions that are open.

use toegang::program::{NONE, Node, NodeId};

use super::{Frame, Oracle, Scope, V, either};

/// A rule that is in force, with its condition, what it says, and its exceptions.
struct Rule {
    condition: V,
    says: Option<V>,
    exceptions: Vec<Rule>,
}

/// What comes of a rule when nothing is open.
#[derive(Clone, PartialEq)]
enum Said {
    Nothing,
    Away,
    Value(V),
}

impl Oracle<'_> {
    pub(super) fn define(&self, rules: &[NodeId], bool: bool, scope: &Scope, frame: &Frame) -> V {
        let mut rules: Vec<Rule> = rules.iter().filter_map(|rule| self.rule(*rule, scope, frame)).collect();
        let open: Vec<V> = conditions(&mut rules)
            .into_iter()
            .filter(|condition| condition.is_open())
            .map(|open| open.clone())
            .collect();
        let Some(cause) = super::open_of(&open) else { return settle(&rules, bool) };
        let mut results = Vec::new();
        for combination in 0..1_u32 << open.len() {
            let mut bits = (0..open.len()).map(|bit| combination >> bit & 1 == 1);
            let mut tried: Vec<Rule> = rules.iter().map(copy).collect();
            for condition in conditions(&mut tried).into_iter().filter(|condition| condition.is_open()) {
                *condition = V::Bool(bits.next().unwrap());
            }
            results.push(settle(&tried, bool));
        }
        either(&cause, &results)
    }

    fn rule(&self, id: NodeId, scope: &Scope, frame: &Frame) -> Option<Rule> {
        let Node::Rule { rule, condition, value, exceptions } = self.program.nodes[id as usize] else { panic!() };
        let version = &self.program.rules[rule as usize];
        let early = version.from.is_some_and(|from| frame.day < from);
        if early || version.until.is_some_and(|until| until < frame.day) {
            return None;
        }
        let eval = |id: NodeId| (id != NONE).then(|| self.eval(id, scope, frame));
        Some(Rule {
            condition: eval(condition).unwrap_or(V::Bool(true)),
            says: eval(value),
            exceptions: self.list(exceptions).iter().filter_map(|rule| self.rule(*rule, scope, frame)).collect(),
        })
    }
}

fn copy(rule: &Rule) -> Rule {
    let exceptions = rule.exceptions.iter().map(copy).collect();
    Rule { condition: rule.condition.clone(), says: rule.says.clone(), exceptions }
}

fn conditions(rules: &mut [Rule]) -> Vec<&mut V> {
    let mut list = Vec::new();
    for rule in rules {
        list.push(&mut rule.condition);
        list.extend(conditions(&mut rule.exceptions));
    }
    list
}

fn settle(rules: &[Rule], bool: bool) -> V {
    let said = rules.iter().map(|rule| said(rule, bool)).filter(|said| matches!(said, Said::Value(_)));
    match said.reduce(|one, other| agree(one, other, false)) {
        Some(Said::Value(value)) => value,
        _ if bool => V::Bool(false),
        _ => V::Fault,
    }
}

fn said(rule: &Rule, bool: bool) -> Said {
    if rule.condition != V::Bool(true) {
        return Said::Nothing;
    }
    let exceptions =
        rule.exceptions.iter().map(|exception| said(exception, bool)).filter(|said| *said != Said::Nothing);
    match exceptions.reduce(|one, other| agree(one, other, bool)) {
        Some(Said::Away) => Said::Nothing,
        Some(value) => value,
        None => rule.says.clone().map_or(Said::Away, Said::Value),
    }
}

/// What two that both say something come to.
fn agree(one: Said, other: Said, nee_takes_away: bool) -> Said {
    match (one, other) {
        (Said::Away, Said::Away) => Said::Away,
        (Said::Away, Said::Value(value)) | (Said::Value(value), Said::Away) => Said::Value(match value {
            V::Bool(false) | V::Unknown if nee_takes_away => value,
            _ => V::Fault,
        }),
        (Said::Value(one), Said::Value(other)) => Said::Value(match (&one, &other) {
            (V::Fault, _) | (_, V::Fault) => V::Fault,
            (V::Unknown, _) | (_, V::Unknown) => V::Unknown,
            _ if one == other => one,
            _ => V::Fault,
        }),
        (Said::Nothing, other) | (other, Said::Nothing) => other,
    }
}
