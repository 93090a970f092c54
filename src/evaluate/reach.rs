//! Which terms a fact or term reaches: those that depend on it, through whatever terms. A matter of the program alone,
//! worked out where it is asked for and kept.

use std::sync::OnceLock;

use crate::program::{InputId, NONE, Node, NodeId, Program, TermId};

/// What every fact and term reaches.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// What every term mentions; nothing when that is too much to work out: then every term counts as reached.
    uses: OnceLock<Option<Vec<Uses>>>,
    inputs: Vec<OnceLock<Terms>>,
    terms: Vec<OnceLock<Terms>>,
}

/// What a term mentions.
#[derive(Clone, Debug)]
struct Uses {
    term: TermId,
    inputs: Vec<InputId>,
    terms: Vec<TermId>,
}

/// A set of terms: a bit for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms(Vec<u64>);

impl Terms {
    #[inline]
    pub fn has(&self, term: TermId) -> bool {
        self.0.get(term as usize / 64).is_some_and(|word| word >> (term % 64) & 1 == 1)
    }

    fn insert(&mut self, term: TermId) {
        let place = term as usize / 64;
        if place >= self.0.len() {
            self.0.resize(place.saturating_add(1), 0);
        }
        if let Some(word) = self.0.get_mut(place) {
            *word |= 1 << (term % 64);
        }
    }
}

impl Reach {
    pub fn new(program: &Program) -> Self {
        let (inputs, terms) = (vec![OnceLock::new(); program.inputs.len()], vec![OnceLock::new(); program.terms.len()]);
        Self { uses: OnceLock::new(), inputs, terms }
    }

    /// Whether a term depends on a fact.
    #[inline]
    pub fn of_input(&self, program: &Program, input: InputId, term: TermId) -> bool {
        let known = self.inputs.get(input as usize);
        known.is_none_or(|known| known.get_or_init(|| self.over(program, Node::Input(input, 0, 0))).has(term))
    }

    /// Whether a term depends on another, or is it.
    fn of_term(&self, program: &Program, other: TermId, term: TermId) -> bool {
        let known = self.terms.get(other as usize);
        known.is_none_or(|known| known.get_or_init(|| self.over(program, Node::Term(other, 0, 0))).has(term))
    }

    /// Whether a term depends on what a [`Node::AsIf`] replaces.
    pub fn of_as_if(&self, program: &Program, node: NodeId, term: TermId) -> bool {
        let Some(Node::AsIf(_, targets)) = program.nodes.get(node as usize) else { return true };
        program.run(*targets).iter().step_by(2).any(|target| match program.nodes.get(*target as usize) {
            Some(Node::Input(input, ..)) => self.of_input(program, *input, term),
            Some(Node::Term(other, ..)) => self.of_term(program, *other, term),
            _ => true,
        })
    }

    /// The terms that depend on a fact or term, and the term itself.
    fn over(&self, program: &Program, target: Node) -> Terms {
        let mut reached = Terms::default();
        if let Node::Term(term, ..) = target {
            reached.insert(term);
        }
        let Some(all) = self.uses.get_or_init(|| in_order(program)) else {
            (0..).zip(&program.terms).for_each(|(term, _)| reached.insert(term));
            return reached;
        };
        for uses in all {
            let mentioned = matches!(target, Node::Input(input, ..) if uses.inputs.contains(&input));
            if mentioned || uses.terms.iter().any(|term| reached.has(*term)) {
                reached.insert(uses.term);
            }
        }
        reached
    }
}

/// How many nodes are looked at for all terms together; the law of today has some twenty thousand.
const MOST_NODES: usize = 1 << 20;

/// What every term mentions, each term after those that it mentions.
fn in_order(program: &Program) -> Option<Vec<Uses>> {
    let mut looked = Looked { last: vec![NONE; program.nodes.len()], left: MOST_NODES };
    let mut order = Vec::with_capacity(program.terms.len());
    let mut seen = vec![false; program.terms.len()];
    // A term to look into, or one whose terms were all looked into.
    let mut open: Vec<Result<TermId, Uses>> = (0..).zip(&program.terms).map(|(term, _)| Ok(term)).collect();
    while let Some(next) = open.pop() {
        match next {
            Ok(term) => {
                let Some(first) = seen.get_mut(term as usize).filter(|seen| !**seen) else { continue };
                *first = true;
                let uses = looked.mentioned(program, term)?;
                let terms = uses.terms.clone();
                open.push(Err(uses));
                open.extend(terms.into_iter().map(Ok));
            }
            Err(uses) => order.push(uses),
        }
    }
    Some(order)
}

/// Which nodes were looked at, each once for a term.
struct Looked {
    /// Per node the last term for which it was, or [`NONE`].
    last: Vec<TermId>,
    /// How many may still be.
    left: usize,
}

impl Looked {
    /// What a term mentions; `None` when nothing more may be looked at.
    fn mentioned(&mut self, program: &Program, term: TermId) -> Option<Uses> {
        let mut uses = Uses { term, inputs: Vec::new(), terms: Vec::new() };
        let mut open: Vec<NodeId> = program.terms.get(term as usize).map(|term| term.body).into_iter().collect();
        while let Some(id) = open.pop() {
            let Some(last) = self.last.get_mut(id as usize).filter(|last| **last != term) else { continue };
            *last = term;
            self.left = self.left.checked_sub(1)?;
            let Some(node) = program.nodes.get(id as usize) else { continue };
            match *node {
                Node::Input(input, ..) => uses.inputs.push(input),
                Node::Term(other, ..) => uses.terms.push(other),
                _ => {}
            }
            program.each_child(*node, &mut |child| open.push(child));
        }
        Some(uses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Run;

    /// Each node names the one before it twice: as a tree it would have no end.
    #[test]
    fn a_node_that_many_name_is_looked_at_once() {
        let mut program = Program::default();
        program.nodes.push(Node::Input(0, NONE, NONE));
        for before in 0..200 {
            let start = u32::try_from(program.children.len()).unwrap_or(u32::MAX);
            program.children.extend([before, before]);
            program.nodes.push(Node::All(Run { start, len: 2 }));
        }
        let mut looked = Looked { last: vec![NONE; 201], left: 201 };
        program.terms.push(crate::program::Term {
            name: "t".into(),
            args: Vec::new(),
            ty: crate::program::Type::Bool,
            body: 200,
        });
        let uses = looked.mentioned(&program, 0);
        assert_eq!(uses.map(|uses| uses.inputs), Some(vec![0]));
        assert_eq!(looked.left, 0);
        assert!(Looked { last: vec![NONE; 201], left: 200 }.mentioned(&program, 0).is_none());
    }
}
