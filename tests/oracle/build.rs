//! Builds small programs node by node.
#![allow(dead_code, reason = "each test uses its part")]

use toegang::evaluate::{Facts, Given, ObjectId};
use toegang::program::{
    Amount, Base, Class, ClassId, Comparison, Const, Input, InputId, NONE, Node, NodeId, Operator, Origin, Parameter,
    ParameterId, ParameterVersion, Program, Read, Rule, RuleId, Run, Step, Term, TermId, Type, Unit,
};
use toegang::values::{Date, Rational, Text};

pub fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub fn number(value: i64) -> Rational {
    Rational::from_int(value)
}

pub fn money() -> Type {
    Type::Number(Unit { base: Base::Money, per: Some("maand".into()) })
}

#[derive(Default)]
pub struct Builder {
    pub program: Program,
}

fn id(len: usize) -> u32 {
    u32::try_from(len).unwrap() - 1
}

impl Builder {
    pub fn node(&mut self, node: Node) -> NodeId {
        self.program.nodes.push(node);
        id(self.program.nodes.len())
    }

    pub fn run(&mut self, list: &[NodeId]) -> Run {
        let start = u32::try_from(self.program.children.len()).unwrap();
        self.program.children.extend_from_slice(list);
        Run { start, len: u32::try_from(list.len()).unwrap() }
    }

    pub fn class(&mut self, name: &str, singleton: bool) -> ClassId {
        self.program.classes.push(Class { name: name.into(), plural: format!("{name}en").into(), singleton });
        id(self.program.classes.len())
    }

    pub fn input(&mut self, name: &str, args: &[ClassId], ty: Type) -> InputId {
        self.program.inputs.push(Input {
            name: name.into(),
            key: name.replace(' ', "_").into(),
            former: vec![],
            args: args.to_vec(),
            symmetric: false,
            ty,
            origin: Origin::Applicant,
            register: None,
            fixed: false,
            judgement: None,
            source: [].into(),
            description: Text::default(),
        });
        id(self.program.inputs.len())
    }

    /// A parameter with these versions; a version without a value is one that nobody knows, at least 100.
    pub fn parameter(&mut self, name: &str, versions: &[(&str, Option<&str>, Option<i64>)]) -> ParameterId {
        let versions = versions.iter().map(|(from, until, value)| ParameterVersion {
            from: day(from),
            until: until.map(day),
            amount: match value {
                Some(value) => Amount::Known(Const::Number(number(*value))),
                None => Amount::Unknown { at_least: Some(number(100)), at_most: None },
            },
            read: Read::Wettekst,
            note: Text::default(),
        });
        self.program.parameters.push(Parameter {
            name: name.into(),
            ty: money(),
            source: [].into(),
            calendar: vec![],
            versions: versions.collect(),
            delegation: None,
            approval: None,
        });
        id(self.program.parameters.len())
    }

    pub fn rule_id(&mut self, from: Option<Date>, until: Option<Date>) -> RuleId {
        let number = self.program.rules.len();
        self.program.rules.push(Rule {
            title: format!("regel {number}").into(),
            paragraph: 0,
            regulation: "Test".into(),
            source: [].into(),
            from,
            until,
            read: Read::Wettekst,
            approval: None,
            text: NONE,
        });
        id(self.program.rules.len())
    }

    pub fn rule(&mut self, condition: NodeId, value: NodeId, exceptions: &[NodeId]) -> NodeId {
        let rule = self.rule_id(None, None);
        let exceptions = self.run(exceptions);
        self.node(Node::Rule { rule, condition, value, exceptions })
    }

    pub fn term(&mut self, name: &str, args: &[ClassId], ty: Type, rules: &[NodeId]) -> TermId {
        let rules = self.run(rules);
        let body = self.node(Node::Define { rules, bool: ty == Type::Bool });
        self.program.terms.push(Term { name: name.into(), args: args.to_vec(), ty, body });
        id(self.program.terms.len())
    }

    /// A term with one rule without a condition.
    pub fn plain(&mut self, name: &str, args: &[ClassId], ty: Type, value: NodeId) -> TermId {
        let rule = self.rule(NONE, value, &[]);
        self.term(name, args, ty, &[rule])
    }

    pub fn constant(&mut self, value: Const) -> NodeId {
        self.node(Node::Const(value))
    }

    pub fn number(&mut self, value: i64) -> NodeId {
        self.constant(Const::Number(number(value)))
    }

    pub fn bool(&mut self, value: bool) -> NodeId {
        self.constant(Const::Bool(value))
    }

    pub fn variable(&mut self, number: u8) -> NodeId {
        self.node(Node::Variable(number))
    }

    pub fn fact(&mut self, input: InputId, args: &[u8]) -> NodeId {
        let (a, b) = self.variables(args);
        self.node(Node::Input(input, a, b))
    }

    pub fn of(&mut self, term: TermId, args: &[u8]) -> NodeId {
        let (a, b) = self.variables(args);
        self.node(Node::Term(term, a, b))
    }

    fn variables(&mut self, args: &[u8]) -> (NodeId, NodeId) {
        let mut each = args.iter().map(|variable| self.node(Node::Variable(*variable)));
        let (a, b) = (each.next(), each.next());
        (a.unwrap_or(NONE), b.unwrap_or(NONE))
    }

    pub fn all(&mut self, list: &[NodeId]) -> NodeId {
        let run = self.run(list);
        self.node(Node::All(run))
    }

    pub fn any(&mut self, list: &[NodeId]) -> NodeId {
        let run = self.run(list);
        self.node(Node::Any(run))
    }

    pub fn compare(&mut self, comparison: Comparison, left: NodeId, right: NodeId) -> NodeId {
        self.node(Node::Compare(comparison, left, right))
    }

    pub fn arithmetic(&mut self, operator: Operator, left: NodeId, right: NodeId) -> NodeId {
        self.node(Node::Arithmetic(operator, left, right))
    }

    /// `age` in full years of a date of birth.
    pub fn age(&mut self, birth: NodeId) -> NodeId {
        let today = self.node(Node::Peildatum);
        self.node(Node::FullSteps(Step::Years, birth, today))
    }

    pub fn facts(&self, counts: &[usize]) -> Facts {
        let objects = counts.iter().map(|count| (0..*count).map(|number| format!("o{number}")).collect()).collect();
        Facts::new(&self.program, day("2026-10-20"), objects)
    }
}

pub fn give(facts: &mut Facts, program: &Program, input: InputId, args: &[ObjectId], value: Const) {
    assert!(facts.set(program, input, args, Given::Always(toegang::evaluate::Datum::Const(value))));
}
