//! Decision tables and sets.

use super::checker::{Checker, scope_of};
use super::draft::{Draft, Gives, SetDraft, TermDraft, Words_, join, text_of};
use super::expr::{Expr, Kind, Shared, plain};
use super::fields::{approval, field, sources, status, version};
use super::kinds::{Base, Comparison, Const, Rule, TermId, Type};
use super::phrases::bound_noun;
use super::read::{Bound, Scope};
use super::types::{show, unify};
use super::vocabulary::{Elem, Members, Role, Subject, Target};
use super::words::{Tok, Word, ready_known};
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Block, Clause, Item, Keyword, Row, Span};

impl Checker {
    /// The name of a table is a term with the owners of its heading.
    pub(super) fn declare_table(&mut self, block: &Block) {
        let Some((name, args, ty)) = self.signature(block) else { return };
        let term = self.add_term(TermDraft {
            name: format!("{} van …", text_of(&name)),
            args: args.clone(),
            ty,
            span: block.header.span,
            delegation: None,
        });
        self.add_value_name(&name, &args, Target::Term(term));
        self.tables.push((block.span, term, self.regulation.clone()));
    }

    /// The rows of all tables as rules.
    pub(super) fn make_tables(&mut self, blocks: &[(u32, &Block)]) {
        for (_, block) in blocks.iter().filter(|(_, block)| block.keyword == Keyword::Tabel) {
            self.make_table(block);
        }
    }

    fn make_table(&mut self, block: &Block) {
        let table = self.tables.iter().find(|(span, ..)| *span == block.span);
        let Some((term, regulation)) = table.map(|(_, term, regulation)| (*term, regulation.clone())) else { return };
        let mut findings = Vec::new();
        let (from, until) = version(block, &mut findings);
        super::fields::out_of_place(block, &["door", "verzameling"], &mut findings);
        let rule = Rule {
            title: text_of(&block.header).split(", van ").next().unwrap_or_default().into(),
            paragraph: 0,
            source: sources(block, &regulation, &mut findings),
            regulation: regulation.into(),
            from,
            until,
            read: status(block, &mut findings),
            approval: approval(block),
            text: 0,
        };
        findings.into_iter().for_each(|finding| self.error(finding));
        let rows: Vec<&Row> =
            block.items.iter().filter_map(|item| if let Item::Row(row) = item { Some(row) } else { None }).collect();
        let Some((header, rows)) = rows.split_first() else {
            let finding = Diagnostic::error("T0806", block.header.span, &[&rule.title]);
            return self.error(finding.expected("een kopregel en ten minste één rij"));
        };
        let bound = self.table_bound(block);
        for (number, row) in rows.iter().enumerate() {
            if row.cells.len() != header.cells.len() {
                let facts = [row.cells.len().to_string(), header.cells.len().to_string()];
                self.broken_tables.push(header.span);
                self.error(Diagnostic::error("T0807", row.span, &[&facts[0], &facts[1]]));
                continue;
            }
            let paragraph = u32::try_from(number).unwrap_or(0).saturating_add(1);
            let rule = Rule { paragraph, ..rule.clone() };
            self.table_rows.push((bound.clone(), (*header).clone(), (*row).clone()));
            let draft = self.row(term, rule, &bound, row);
            self.drafts.push(draft);
        }
    }

    /// The noun of the table's owner, from its heading: `van een persoon`.
    fn table_bound(&self, block: &Block) -> Vec<Bound> {
        let texts: Vec<&str> = block.header.tokens.iter().map(|token| token.text.as_str()).collect();
        let mut bound = Vec::new();
        for (place, pair) in texts.windows(2).enumerate() {
            if matches!(pair, ["van" | "en", "een" | "het" | "de"])
                && let Some(noun) = texts.get(place.saturating_add(2))
                && let Some(class) = self.class_of(noun)
                && let Ok(number) = u8::try_from(bound.len())
            {
                let words = self.vocabulary.words.get(noun).into_iter().collect();
                bound.push(bound_noun(words, class, number));
            }
        }
        bound
    }

    fn row(&self, term: TermId, rule: Rule, bound: &[Bound], row: &Row) -> Draft {
        let last = row.cells.last().cloned().unwrap_or_default();
        let toks = ready_known(&self.vocabulary.words, &last.tokens);
        let cells = row.cells.iter().map(text_of).collect::<Vec<_>>().join(" | ");
        Draft {
            head: Keyword::Tabel,
            title: self.title_words(&rule.title),
            rule,
            text: format!("| {cells} |"),
            term,
            bound: bound.to_vec(),
            gives: Gives::Value(Words_ { toks, list: Vec::new(), span: row.span }),
            condition: None,
            unless: None,
            only: false,
            letters: Vec::new(),
            bounds: Vec::new(),
            power: None,
            targets: Vec::new(),
            span: row.span,
        }
    }

    /// The words of a title, without articles.
    fn title_words(&self, title: &str) -> Vec<Word> {
        let words = title.split(' ').map(str::to_lowercase);
        let plain = words.filter(|word| !matches!(word.as_str(), "de" | "het" | "een"));
        plain.filter_map(|word| self.vocabulary.words.get(&word)).collect()
    }

    /// The condition of a row: every cell but the last against its column.
    pub(super) fn row_condition(&self, span: Span) -> Option<Option<Shared>> {
        let Some((bound, header, row)) = self.table_rows.iter().find(|(_, _, row)| row.span == span) else {
            return Some(None);
        };
        let scope = scope_of(bound);
        let cells = row.cells.len().saturating_sub(1);
        let mut parts = Vec::new();
        for (column, cell) in header.cells.iter().zip(&row.cells).take(cells) {
            let text = text_of(cell);
            if text != "-" && !text.is_empty() {
                parts.push(self.cell(column, cell, &scope)?);
            }
        }
        Some(if parts.is_empty() { None } else { Some(Expr::bool(Kind::All(parts), span)) })
    }

    pub(super) fn cell(&self, column: &Clause, cell: &Clause, scope: &Scope) -> Option<Shared> {
        let head = ready_known(&self.vocabulary.words, &column.tokens);
        let text = text_of(cell);
        if matches!(text.as_str(), "ja" | "nee") {
            let condition = self.read_condition(&head, scope.clone())?;
            return Some(if text == "ja" { condition } else { Expr::bool(Kind::Not(condition), cell.span) });
        }
        let value = self.read_value(&head, scope.clone())?;
        let toks = ready_known(&self.vocabulary.words, &cell.tokens);
        self.cell_of_value(&value, &toks, cell, scope)
    }

    fn cell_of_value(&self, value: &Shared, toks: &[Tok], cell: &Clause, scope: &Scope) -> Option<Shared> {
        if let Type::Choice(choice) = value.ty {
            return self.cell_of_choice(value, choice, toks, cell);
        }
        let texts: Vec<&str> = toks.iter().map(|tok| tok.text.as_str()).collect();
        let compare = |comparison, from: usize, to: usize| {
            let limit = self.limit(value, toks.get(from..to).unwrap_or(&[]), scope)?;
            Some(Expr::bool(Kind::Compare(comparison, value.clone(), limit), cell.span))
        };
        let end = texts.len();
        match texts.as_slice() {
            ["jonger" | "lager" | "minder", "dan", ..] => compare(Comparison::Less, 2, end),
            ["ouder" | "hoger" | "meer", "dan", ..] => compare(Comparison::Greater, 2, end),
            ["ten", "minste", ..] => compare(Comparison::AtLeast, 2, end),
            ["ten", "hoogste", ..] => compare(Comparison::AtMost, 2, end),
            [.., "of", "ouder" | "meer" | "later"] => compare(Comparison::AtLeast, 0, end.saturating_sub(2)),
            [.., "of", "minder" | "jonger" | "eerder"] => compare(Comparison::AtMost, 0, end.saturating_sub(2)),
            ["vóór", ..] => compare(Comparison::Less, 1, end),
            ["na", ..] => compare(Comparison::Greater, 1, end),
            _ => match texts.windows(3).position(|words| words == ["tot", "en", "met"]) {
                Some(at) => {
                    let low = compare(Comparison::AtLeast, 0, at)?;
                    let high = compare(Comparison::AtMost, at.saturating_add(3), end)?;
                    Some(Expr::bool(Kind::All(vec![low, high]), cell.span))
                }
                None => compare(Comparison::Equal, 0, end),
            },
        }
    }

    /// The limit of a cell, in the unit of its column: in `18 tot en met 20 jaar` the first number leaves the unit out.
    fn limit(&self, value: &Shared, toks: &[Tok], scope: &Scope) -> Option<Shared> {
        let limit = self.read_value(toks, scope.clone())?;
        let counts = value.unit().is_some_and(|unit| matches!(unit.base, Base::Of(_)));
        let bare = matches!(limit.kind, Kind::Const(_)) && limit.unit() == Some(&plain());
        if unify(value, &limit).is_none() && !(counts && bare) {
            self.error(Diagnostic::error("T0608", limit.span, &[&show(&limit.ty), &show(&value.ty)]));
            return None;
        }
        Some(Expr::new(limit.kind.clone(), value.ty.clone(), limit.span))
    }

    fn cell_of_choice(&self, value: &Shared, choice: u32, toks: &[Tok], cell: &Clause) -> Option<Shared> {
        let words: Vec<Word> = toks.iter().filter(|tok| !tok.article).map(|tok| tok.word).collect();
        let values = self.choice_words.get(choice as usize).cloned().unwrap_or_default();
        let place = values.iter().position(|known| *known == words).and_then(|place| u32::try_from(place).ok());
        let Some(place) = place else {
            let names: Vec<String> = values.iter().map(|words| self.vocabulary.words.join(words)).collect();
            let text = text_of(cell);
            let finding = Diagnostic::error("T0808", cell.span, &[&text]);
            let finding = finding.near(&text, names.iter().map(String::as_str));
            self.error(finding.expected(names.join(", ")));
            return None;
        };
        let choice = Expr::new(Kind::Const(Const::Choice(place)), value.ty.clone(), cell.span);
        Some(Expr::bool(Kind::Compare(Comparison::Equal, value.clone(), choice), cell.span))
    }

    /// `verzameling kostendelende medebewoners, uit …`: ties the sets to the terms that their rules conclude.
    pub(super) fn make_sets(&mut self, blocks: &[(u32, &Block)]) {
        for (_, block) in blocks {
            let Some(field) = field(block, "verzameling") else { continue };
            let own = |draft: &&Draft| draft.targets.is_empty() && draft.span.to(block.span) == block.span;
            let draft = self.drafts.iter().find(own).cloned();
            let tokens = &field.clause.tokens;
            let comma = tokens.iter().position(|token| token.text == ",");
            let (Some(draft), Some(comma)) = (draft, comma) else {
                let finding = Diagnostic::error("T0411", field.span, &[&field.text]);
                self.error(
                    finding.expected("verzameling <meervoud>, uit <groep>, bij een regel `Een persoon is … van …`"),
                );
                continue;
            };
            let (plural, from) = tokens.split_at(comma);
            let plural = self.vocabulary.words.of_clause(&super::declare::clause_of(plural));
            let from = ready_known(&self.vocabulary.words, from.get(2..).unwrap_or(&[]));
            self.add_set(&draft, plural, from, field.span);
        }
    }

    fn add_set(&mut self, draft: &Draft, plural: Vec<Word>, from: Vec<Tok>, span: Span) {
        let predicate =
            self.vocabulary.predicates.iter().find(|predicate| predicate.target == Target::Term(draft.term));
        let words = |elems: &[Elem]| {
            let words = elems.iter().map_while(|elem| if let Elem::Word(word) = elem { Some(*word) } else { None });
            words.collect::<Vec<_>>()
        };
        let Some((Subject::Slot(member), mut singular)) =
            predicate.map(|predicate| (predicate.subject.clone(), words(&predicate.rest)))
        else {
            return self.error(Diagnostic::error("T0411", span, &[&join(from.iter().map(|tok| tok.text.as_str()))]));
        };
        if singular.last().is_some_and(|last| matches!(self.vocabulary.words.text(*last), "van" | "met")) {
            singular.pop();
        }
        let owner = draft.bound.get(1).cloned();
        self.vocabulary.roles.push(Role {
            singular,
            plural,
            owner: owner.as_ref().map(|owner| owner.class),
            member,
            members: Members::Set(self.sets.len()),
        });
        self.sets.push(SetDraft { term: draft.term, from, owner });
    }
}
