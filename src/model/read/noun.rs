//! Objects: `de belanghebbende`, `de aanvrager van het huishouden`, `dat kind`, and groups: `ieder kind van …`.

use super::{Bound, Reader, Readings};
use crate::model::expr::{Expr, Kind, Shared};
use crate::model::kinds::{ClassId, Fold, Type};
use crate::model::vocabulary::{Elem, Role};

/// A group of objects that a sentence speaks about one by one.
#[derive(Clone)]
pub struct Group {
    /// Where the words end.
    pub end: usize,
    /// The role.
    pub role: Role,
    /// Where its members come from.
    pub domain: Vec<Shared>,
    /// Which of the domain belong to it.
    pub filter: Option<Shared>,
    /// The variable for a member.
    pub member: Shared,
    /// Its number.
    pub variable: u8,
}

impl Group {
    /// The group with its member bound.
    pub(super) fn bound(&self) -> Bound {
        Bound { noun: self.role.singular.clone(), class: self.role.member, expr: self.member.clone() }
    }

    /// Folds a condition or value over the group.
    pub(super) fn fold(&self, fold: Fold, value: Option<Shared>, ty: Type, span: crate::syntax::tree::Span) -> Shared {
        let kind = Kind::Fold {
            fold,
            variable: self.variable,
            domain: self.domain.clone(),
            filter: self.filter.clone(),
            value,
        };
        Expr::new(kind, ty, span)
    }
}

impl Reader<'_> {
    /// All objects that can be read at a place, of a class when one is asked.
    pub(super) fn object(&self, at: usize, class: Option<ClassId>) -> Readings {
        let mut found = self.pointed(at, class);
        for (end, expr) in self.named(at) {
            if matches!(&expr.ty, Type::Object { class: c, .. } if class.is_none_or(|class| class == *c)) {
                found.push((end, expr));
            }
        }
        let short: Vec<usize> = found.iter().map(|(end, _)| *end).collect();
        found.extend(self.the_one(at, class).into_iter().filter(|(end, _)| !short.contains(end)));
        if found.is_empty() && self.careful {
            let name = class.map_or("een persoon of zaak".to_string(), |class| self.knowledge.class_name(class));
            self.fail(at, &name);
        }
        found
    }

    /// A bound object by its noun, or the only object of a class.
    fn pointed(&self, at: usize, class: Option<ClassId>) -> Readings {
        let mut found = Readings::new();
        let start = self
            .one_of(at, &["die", "dat", "deze", "dit", "zijn", "haar"])
            .map_or(at, |(end, word)| if matches!(word, "zijn" | "haar") { at } else { end });
        let scope = self.scope.borrow();
        for bound in scope.bound.iter().rev() {
            let fits = class.is_none_or(|class| class == bound.class);
            if let (true, Some(end)) = (fits, self.run(start, &bound.noun)) {
                found.push((end, bound.expr.clone()));
                break;
            }
        }
        let vocabulary = self.knowledge.vocabulary();
        for singleton in &vocabulary.singletons {
            let nouns = vocabulary.nouns.iter().filter(|noun| noun.class == *singleton);
            for end in nouns.filter_map(|noun| self.run(start, &noun.words)) {
                if class.is_none_or(|class| class == *singleton) {
                    let ty = Type::Object { class: *singleton, optional: false };
                    let expr = Expr::new(Kind::Singleton(*singleton), ty, self.span(at, end));
                    if !found.iter().any(|(other, _)| *other == end) {
                        found.push((end, expr));
                    }
                }
            }
        }
        found.extend(self.stated(at, class));
        found
    }

    /// An object of a rule file, by its own name.
    fn stated(&self, at: usize, class: Option<ClassId>) -> Readings {
        let all = self.knowledge.vocabulary().stated.iter();
        let fits = all.filter(|object| class.is_none_or(|class| class == object.class));
        let read = fits.filter_map(|object| {
            let end = self.run(at, &object.words)?;
            let ty = Type::Object { class: object.class, optional: false };
            Some((end, Expr::new(Kind::Stated(object.class, object.number), ty, self.span(at, end))))
        });
        read.collect()
    }

    /// `de echtgenoot van de persoon`: the one member of a set.
    fn the_one(&self, at: usize, class: Option<ClassId>) -> Readings {
        let article = self.tok(at).is_some_and(|tok| tok.article && tok.text.to_lowercase() != "een");
        if !article {
            return Readings::new();
        }
        self.groups(at, false)
            .into_iter()
            .filter(|group| class.is_none_or(|class| class == group.role.member))
            .map(|group| {
                let ty = Type::Object { class: group.role.member, optional: true };
                (group.end, group.fold(Fold::TheOne, None, ty, self.span(at, group.end)))
            })
            .collect()
    }

    /// The groups whose singular (or plural) stands at a place, with their owner.
    pub(super) fn groups(&self, at: usize, plural: bool) -> Vec<Group> {
        let mut found = Vec::new();
        for role in &self.knowledge.vocabulary().roles {
            let words = if plural { &role.plural } else { &role.singular };
            let Some(end) = self.run(at, words) else { continue };
            let singleton = role.owner.is_none_or(|class| self.knowledge.vocabulary().is_singleton(class));
            let mut owners: Vec<(usize, Option<Shared>)> = Vec::new();
            if let Some(class) = role.owner {
                if let Some(of) = self.words(end, "van") {
                    owners.extend(self.object(of, Some(class)).into_iter().map(|(end, owner)| (end, Some(owner))));
                }
                if singleton {
                    let ty = Type::Object { class, optional: false };
                    owners.push((end, Some(Expr::new(Kind::Singleton(class), ty, self.span(at, end)))));
                }
            } else {
                owners.push((end, None));
            }
            found.extend(owners.into_iter().filter_map(|(end, owner)| self.group(role, end, owner.as_ref())));
        }
        found
    }

    /// The group of a role and its owner, as it reads when the owner is already known.
    pub(super) fn group(&self, role: &Role, end: usize, owner: Option<&Shared>) -> Option<Group> {
        let variable = self.scope.borrow().next;
        let ty = Type::Object { class: role.member, optional: false };
        let member = Expr::new(Kind::Variable(variable), ty, self.span(end, end));
        let (domain, filter) = self.knowledge.members(role, owner, &member)?;
        Some(Group { end, role: role.clone(), domain, filter, member, variable })
    }

    /// A group, and what `dat jonger is dan 12 jaar` leaves of it.
    pub(super) fn narrowed(&self, group: Group) -> Vec<Group> {
        let mut found = Vec::new();
        if let Some((clause, _)) = self.one_of(group.end, &["dat", "die"]) {
            let conditions = self.with(group.bound(), || self.predicate_on(&group.member, clause, clause));
            found.extend(conditions.into_iter().map(|(end, condition)| {
                let filter = match &group.filter {
                    Some(filter) => Expr::bool(Kind::All(vec![filter.clone(), condition]), self.span(clause, end)),
                    None => condition,
                };
                Group { end, filter: Some(filter), ..group.clone() }
            }));
        }
        found.push(group);
        found
    }

    /// Every value name that can be read at a place: facts, terms, parameters.
    pub(super) fn named(&self, at: usize) -> Readings {
        let start = self.skip(at);
        let Some(tok) = self.tok(start) else { return Readings::new() };
        if matches!(tok.text.to_lowercase().as_str(), "zijn" | "haar") {
            return self.possessive(at, start);
        }
        let mut found = Readings::new();
        for pattern in self.knowledge.vocabulary().patterns_at(tok.word) {
            for (end, slots) in self.slots(&pattern.elems, start) {
                found.extend(self.build(at, end, pattern.target, &pattern.args, &slots));
            }
        }
        found
    }

    /// `zijn inkomen`: the name without its final `van …`, filled with the only object of that class in the sentence.
    fn possessive(&self, at: usize, start: usize) -> Readings {
        let mut found = Readings::new();
        let after = start.saturating_add(1);
        let Some(tok) = self.tok(after) else { return found };
        for pattern in self.knowledge.vocabulary().patterns_at(tok.word) {
            let Some((Elem::Slot(class), head)) = pattern.elems.split_last() else { continue };
            let Some((Elem::Word(_), words)) = head.split_last() else { continue };
            let scope = self.scope.borrow();
            let mut owners = scope.bound.iter().filter(|bound| bound.class == *class);
            let (Some(owner), None) = (owners.next(), owners.next()) else { continue };
            let owner = owner.expr.clone();
            drop(scope);
            for (end, mut slots) in self.slots(words, after) {
                slots.push(owner.clone());
                found.extend(self.build(at, end, pattern.target, &pattern.args, &slots));
            }
        }
        found
    }

    /// Matches words and slots from a place: every end, with the objects in the slots.
    pub(super) fn slots(&self, elems: &[Elem], at: usize) -> Vec<(usize, Vec<Shared>)> {
        let mut states = vec![(at, Vec::new())];
        for elem in elems {
            let mut next = Vec::new();
            for (at, slots) in states {
                if !self.step() {
                    return Vec::new();
                }
                match elem {
                    Elem::Word(word) => next.extend(self.run(at, &[*word]).map(|end| (end, slots))),
                    Elem::Slot(class) => next.extend(self.object(at, Some(*class)).into_iter().map(|(end, object)| {
                        let mut slots = slots.clone();
                        slots.push(object);
                        (end, slots)
                    })),
                }
            }
            states = next;
            if states.is_empty() {
                break;
            }
        }
        states
    }
}
