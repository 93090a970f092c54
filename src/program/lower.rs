//! Checked model to decision program: trees of expressions become flat nodes, children before parents.

use super::validate::VARIABLES;
use super::{
    Allowed, Const, DataUse, Decision, DecisionValue, Filter, FollowUp, HandOver, Identity, Message, NONE, Node,
    NodeId, Organisation, Program, Rule, RuleId, Run, Term, TermId, TextId, Type,
};
use crate::model::{
    Expectation, Kind, Model, ModelDecision, ModelHandOver, ModelMessage, ModelOrganisation, ModelRule, ModelTerm,
    ModelUse, ModelValue, Shared,
};
use crate::values::Text;

/// Compiles a checked model.
///
/// Only for a model without errors; a term whose text was wrong becomes a term that no rule settles.
#[must_use]
pub fn lower(model: &Model, identity: Identity) -> Program {
    let mut lowering = Lowering::default();
    lowering.program.identity = identity;
    lowering.program.classes.clone_from(&model.classes);
    lowering.objects();
    lowering.program.choices = model.choices.iter().map(|values| texts(values)).collect();
    lowering.program.inputs.clone_from(&model.inputs);
    lowering.program.parameters.clone_from(&model.parameters);
    lowering.program.roles = texts(&model.roles);
    lowering.program.assimilated.clone_from(&model.assimilated);
    for term in &model.terms {
        let body = lowering.definition(term);
        let (name, args, ty) = (Text::from(&term.name), term.args.clone(), term.ty.clone());
        lowering.program.terms.push(Term { name, args, ty, body });
    }
    for decision in &model.decisions {
        let decision = lowering.decision(decision);
        lowering.program.decisions.push(decision);
    }
    lowering.program.laws = model
        .regulations
        .iter()
        .filter(|known| known.executes.is_none())
        .map(|known| Text::from(&known.short))
        .collect();
    for of in &model.uses {
        let data_use = lowering.data_use(of);
        lowering.program.uses.push(data_use);
    }
    lowering.program.organisation = lowering.organisation(&model.organisation);
    lowering.program
}

/// A sentence of an example as a node: a condition that must hold, or a value that must be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Must hold.
    Holds(NodeId),
    /// Must be unknown.
    Unknown(NodeId),
}

/// Adds the sentences of the examples to a program; per example and expectation, `None` for outcomes of decisions.
#[must_use]
pub fn lower_examples(model: &Model, program: Program) -> (Program, Vec<Vec<Option<Expected>>>) {
    let mut lowering = Lowering { program };
    let mut all = Vec::new();
    for example in &model.examples {
        let nodes = example.expectations.iter().map(|(expectation, ..)| match expectation {
            Expectation::Holds(condition, _) => Some(Expected::Holds(lowering.expr(condition))),
            Expectation::Unknown(value, _) => Some(Expected::Unknown(lowering.expr(value))),
            Expectation::Outcome(_) => None,
        });
        all.push(nodes.collect());
    }
    (lowering.program, all)
}

#[derive(Default)]
struct Lowering {
    program: Program,
}

fn number(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn texts(texts: &[String]) -> Vec<Text> {
    texts.iter().map(Text::from).collect()
}

impl Lowering {
    /// The bound objects and the only ones of their class come first: whatever names one names that node.
    fn objects(&mut self) {
        let bound = (0..VARIABLES).map(Node::Variable);
        let only = (0..).zip(&self.program.classes).filter(|(_, class)| class.singleton);
        self.program.nodes = bound.chain(only.map(|(class, _)| Node::Singleton(class))).collect();
    }

    fn push(&mut self, node: Node) -> NodeId {
        let id = number(self.program.nodes.len());
        if let Node::Variable(_) | Node::Singleton(_) = node
            && let Some(known) = (0..).zip(&self.program.nodes).find_map(|(id, known)| (*known == node).then_some(id))
        {
            return known;
        }
        self.program.nodes.push(node);
        id
    }

    fn run(&mut self, children: Vec<NodeId>) -> Run {
        let start = number(self.program.children.len());
        let len = number(children.len());
        self.program.children.extend(children);
        Run { start, len }
    }

    fn text(&mut self, text: &str) -> TextId {
        let id = number(self.program.texts.len());
        self.program.texts.push(text.into());
        id
    }

    fn all(&mut self, exprs: &[Shared]) -> Run {
        let children = exprs.iter().map(|expr| self.expr(expr)).collect();
        self.run(children)
    }

    fn option(&mut self, expr: Option<&Shared>) -> NodeId {
        expr.map_or(NONE, |expr| self.expr(expr))
    }

    fn definition(&mut self, term: &ModelTerm) -> NodeId {
        let mut rules: Vec<NodeId> = term.rules.iter().map(|rule| self.rule(rule)).collect();
        if let (Some(parameter), true) = (term.unfilled, rules.is_empty()) {
            let value = self.push(Node::Parameter(parameter));
            let source = self.program.parameters.get(parameter as usize).map(|p| (p.name.clone(), p.source.clone()));
            let (title, source) = source.unwrap_or_default();
            let text = self.text(&title);
            let rule = self.rule_entry(Rule { title, source, text, ..Rule::default() });
            rules.push(self.push(Node::Rule { rule, condition: NONE, value, exceptions: Run::default() }));
        }
        let rules = self.run(rules);
        self.push(Node::Define { rules, bool: term.ty == Type::Bool })
    }

    fn rule_entry(&mut self, rule: Rule) -> RuleId {
        let id = number(self.program.rules.len());
        self.program.rules.push(rule);
        id
    }

    fn rule(&mut self, rule: &ModelRule) -> NodeId {
        let text = self.text(&rule.text);
        let id = self.rule_entry(Rule { text, ..rule.rule.clone() });
        let condition = self.option(rule.condition.as_ref());
        let value = self.option(rule.value.as_ref());
        let exceptions = rule.exceptions.iter().map(|exception| self.rule(exception)).collect();
        let exceptions = self.run(exceptions);
        self.push(Node::Rule { rule: id, condition, value, exceptions })
    }

    fn decision(&mut self, decision: &ModelDecision) -> Decision {
        let no = |lowering: &mut Self| lowering.push(Node::Const(Const::Bool(false)));
        let right = match &decision.right {
            Some(right) => self.expr(right),
            None => no(self),
        };
        Decision {
            kind: decision.kind,
            name: Text::from(&decision.name),
            law: Text::from(&decision.law),
            class: decision.class,
            source: decision.source.clone(),
            basis: decision.basis.clone(),
            nature: decision.nature,
            applies: decision.applies.as_ref().map(|expr| self.expr(expr)),
            right,
            partial: decision.partial.as_ref().map(|expr| self.expr(expr)),
            not_bound: decision.not_bound.as_ref().map(|expr| self.expr(expr)),
            values: decision.values.iter().map(|value| self.value(value)).collect(),
            form: decision.form.as_ref().map(|value| self.value(value)),
            start: decision.start.as_ref().map(|expr| self.expr(expr)),
            end: decision.end.as_ref().map(|expr| self.expr(expr)),
            day: decision.day.as_ref().map(|expr| self.expr(expr)),
            terms: decision.terms.iter().map(|value| self.value(value)).collect(),
            follow_ups: decision
                .follow_ups
                .iter()
                .map(|(kind, to, condition)| self.follow_up(kind, to.as_ref(), condition))
                .collect(),
            duties: decision.duties.iter().map(|value| self.value(value)).collect(),
            competent: texts(&decision.competent),
            message: decision.message.as_ref().map(|message| self.message(message)),
        }
    }

    fn message(&mut self, message: &ModelMessage) -> Message {
        Message {
            standard: Text::from(&message.standard),
            number: Text::from(&message.number),
            fields: message.fields.iter().map(|field| self.value(field)).collect(),
            checks: message.checks.iter().map(|check| self.value(check)).collect(),
        }
    }

    fn data_use(&mut self, of: &ModelUse) -> DataUse {
        let allowed = of.allowed.as_ref();
        let allowed = allowed.map(|allowed| Allowed { class: allowed.class, node: self.expr(&allowed.condition) });
        let (from, to, source) = (Text::from(&of.from), Text::from(&of.to), of.source.clone());
        DataUse { from, to, source, first: of.days.0, last: of.days.1, allowed }
    }

    fn organisation(&mut self, organisation: &ModelOrganisation) -> Organisation {
        let filters = organisation.filters.iter().map(|filter| Filter {
            about: Text::from(&filter.about),
            decides: filter.decides.as_ref().map(|expr| self.expr(expr)),
            assesses: filter.assesses.as_ref().map(|expr| self.expr(expr)),
        });
        let filters = filters.collect();
        let hand_overs = organisation.hand_overs.iter().map(|hand_over| self.hand_over(hand_over)).collect();
        let (class, stated) = (organisation.class, organisation.stated.clone());
        Organisation { class, stated, mandates: organisation.mandates.clone(), filters, hand_overs }
    }

    fn hand_over(&mut self, hand_over: &ModelHandOver) -> HandOver {
        HandOver {
            from: hand_over.from,
            to: hand_over.to,
            about: texts(&hand_over.about),
            days: hand_over.days,
            trust: hand_over.trust.clone(),
            complete: hand_over.complete.as_ref().map(|(expr, text)| (self.expr(expr), Text::from(text))),
        }
    }

    fn value(&mut self, value: &ModelValue) -> DecisionValue {
        DecisionValue { name: Text::from(&value.name), ty: value.value.ty.clone(), node: self.expr(&value.value) }
    }

    fn follow_up(&mut self, kind: &str, to: Option<&String>, condition: &Shared) -> FollowUp {
        FollowUp { kind: kind.into(), to: to.map(Text::from), condition: self.expr(condition) }
    }

    fn expr(&mut self, expr: &Shared) -> NodeId {
        if let Kind::Labelled(text, inner) = &expr.kind {
            let node = self.expr(inner);
            let text = self.text(text);
            self.program.labels.push((node, text));
            return node;
        }
        let node = self.node(expr);
        self.push(node)
    }

    /// One or two arguments as nodes.
    fn args(&mut self, args: &[Shared]) -> (NodeId, NodeId) {
        let first = self.option(args.first());
        let second = self.option(args.get(1));
        (first, second)
    }

    fn node(&mut self, expr: &Shared) -> Node {
        match &expr.kind {
            Kind::Const(value) => Node::Const(*value),
            Kind::Text(text) => Node::Const(Const::Text(self.text(text))),
            Kind::Parameter(id) => Node::Parameter(*id),
            Kind::IsFilled(id) => Node::IsFilled(*id),
            Kind::Input(input, args) => {
                let (a, b) = self.args(args);
                Node::Input(*input, a, b)
            }
            Kind::Term(term, args) => self.term(*term, args),
            Kind::Variable(variable) => Node::Variable(*variable),
            Kind::Singleton(class) => Node::Singleton(*class),
            Kind::Stated(class, number) => Node::Stated(*class, *number),
            Kind::Peildatum => Node::Peildatum,
            Kind::DayOfDecision => Node::DayOfDecision,
            Kind::All(parts) => Node::All(self.all(parts)),
            Kind::Any(parts) => Node::Any(self.all(parts)),
            Kind::Not(a) => Node::Not(self.expr(a)),
            Kind::Compare(comparison, a, b) => Node::Compare(*comparison, self.expr(a), self.expr(b)),
            Kind::Present(a) => Node::Present(self.expr(a)),
            Kind::Arithmetic(operator, a, b) => Node::Arithmetic(*operator, self.expr(a), self.expr(b)),
            Kind::Round(mode, step, a) => Node::Round(*mode, *step, self.expr(a)),
            Kind::Choose(a, b, c) => Node::Choose(self.expr(a), self.expr(b), self.expr(c)),
            _ => self.larger(expr),
        }
    }

    fn term(&mut self, term: TermId, args: &[Shared]) -> Node {
        let (a, b) = self.args(args);
        Node::Term(term, a, b)
    }

    fn larger(&mut self, expr: &Shared) -> Node {
        match &expr.kind {
            Kind::Shift(step, a, b) => Node::Shift(*step, self.expr(a), self.expr(b)),
            Kind::FullSteps(step, a, b) => Node::FullSteps(*step, self.expr(a), self.expr(b)),
            Kind::DateOf(function, a) => Node::DateOf(*function, self.expr(a)),
            Kind::PeriodsOf(function, a) => Node::PeriodsOf(*function, self.expr(a)),
            Kind::Fold { fold, variable, domain, filter, value } => Node::Fold {
                fold: *fold,
                variable: *variable,
                domain: self.all(domain),
                filter: self.option(filter.as_ref()),
                value: self.option(value.as_ref()),
            },
            Kind::On(a, b) => Node::On(self.expr(a), self.expr(b)),
            Kind::DailyMean(calendar, a) => Node::DailyMean(*calendar, self.expr(a)),
            Kind::DaysThat(calendar, a) => Node::DaysThat(*calendar, self.expr(a)),
            Kind::FirstDay { condition, from, until } => {
                Node::FirstDay { condition: self.expr(condition), from: self.expr(from), until: self.expr(until) }
            }
            Kind::DaysBetween { condition, from, until } => {
                Node::DaysBetween { condition: self.expr(condition), from: self.expr(from), until: self.expr(until) }
            }
            Kind::MonthSum { value, from, until } => {
                Node::MonthSum { value: self.expr(value), from: self.expr(from), until: self.expr(until) }
            }
            Kind::AsIf(value, replaced) => {
                let pairs = replaced.iter().flat_map(|(target, value)| [self.expr(target), self.expr(value)]).collect();
                let run = self.run(pairs);
                Node::AsIf(self.expr(value), run)
            }
            _ => Node::Const(Const::Empty),
        }
    }
}
