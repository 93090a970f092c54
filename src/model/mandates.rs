//! Mandates, line by line, and what the law asks of who holds one.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::draft::text_of;
use super::expr::Shared;
use super::fields::field;
use super::kinds::{Act, ClassId, Days, DecisionKind, Mandate, Trust};
use super::organisations::trust;
use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{Block, Clause, Item, Row, Span, TokenKind};
use crate::values::{Date, Text, dutch};

/// What the law asks of an organisation before it may hold a mandate about a decision.
#[derive(Clone, Debug)]
pub struct ModelFilter {
    /// The decision.
    pub about: String,
    /// For deciding.
    pub decides: Option<Shared>,
    /// For assessing.
    pub assesses: Option<Shared>,
}

/// The columns of a mandate; the days may be left out.
const COLUMNS: [&str; 5] = ["rol", "handeling", "besluit", "met ingang van", "tot en met"];
/// How many of them must be there.
const NEEDED: usize = 3;
/// About every decision.
pub(super) const ALL: &str = "alle";
/// About every decision of a law.
const ALL_OF: &str = "alle van ";

/// What a mandate can be about, as a finding calls it.
const ABOUT: &str = "besluit of procedure";

/// Where each column stands, in the order of [`COLUMNS`].
type Places = [Option<usize>; 5];

impl Checker {
    /// The lines of all mandates.
    pub(super) fn mandates<'b>(&self, blocks: impl Iterator<Item = (&'b Block, &'b str)>) -> Vec<Mandate> {
        let mut lines: Vec<(Mandate, Span)> = Vec::new();
        for (block, regulation) in blocks {
            for (mandate, span) in self.mandate(block, regulation) {
                match lines.iter().find(|(known, _)| same(known, &mandate)) {
                    Some((_, first)) => {
                        let finding = Diagnostic::error("T0838", span, &[]);
                        self.error(finding.also(*first, "hier staat het al"));
                    }
                    None => lines.push((mandate, span)),
                }
            }
        }
        lines.into_iter().map(|(mandate, _)| mandate).collect()
    }

    fn mandate(&self, block: &Block, regulation: &str) -> Vec<(Mandate, Span)> {
        let mut findings = Vec::new();
        let trust = trust(block, regulation, &mut findings);
        findings.into_iter().for_each(|finding| self.error(finding));
        if self.organisation_needed(block.header.span).is_none() {
            return Vec::new();
        }
        let organisation = self.organisation_named(&block.header.tokens, block.header.span);
        let rows = block.items.iter().filter_map(|item| if let Item::Row(row) = item { Some(row) } else { None });
        let rows: Vec<&Row> = rows.collect();
        let Some((header, [first, rest @ ..])) = rows.split_first() else {
            let finding = Diagnostic::error("T0806", block.header.span, &[&text_of(&block.header)]);
            self.error(finding.expected("een kopregel en ten minste één rij"));
            return Vec::new();
        };
        let Some(places) = self.columns(header) else { return Vec::new() };
        let lines = std::iter::once(first).chain(rest).flat_map(|row| {
            let lines = self.line(row, header, &places, &trust).unwrap_or_default();
            lines.into_iter().filter_map(move |line| Some((Mandate { organisation: organisation?, ..line }, row.span)))
        });
        lines.collect()
    }

    /// Where the columns stand.
    fn columns(&self, header: &Row) -> Option<Places> {
        let names: Vec<String> = header.cells.iter().map(text_of).collect();
        for (name, cell) in names.iter().zip(&header.cells).filter(|(name, _)| !COLUMNS.contains(&name.as_str())) {
            let finding = Diagnostic::error("T0834", cell.span, &[name]).near(name, COLUMNS);
            self.error(finding.expected(COLUMNS.join(", ")));
        }
        let places = COLUMNS.map(|column| names.iter().position(|name| name == column));
        let missing = COLUMNS.iter().zip(&places).take(NEEDED).find(|(_, place)| place.is_none());
        if let (Some((column, _)), true) = (missing, names.iter().all(|name| COLUMNS.contains(&name.as_str()))) {
            self.error(Diagnostic::error("T0835", header.span, &[column]).expected(COLUMNS.join(", ")));
        }
        missing.is_none().then_some(places)
    }

    /// The mandates of a row: one for every decision that it is about.
    fn line(&self, row: &Row, header: &Row, places: &Places, trust: &Trust) -> Option<Vec<Mandate>> {
        if row.cells.len() != header.cells.len() {
            let facts = [row.cells.len().to_string(), header.cells.len().to_string()];
            self.error(Diagnostic::error("T0807", row.span, &[&facts[0], &facts[1]]));
            return None;
        }
        let [role, act, about, from, until] = places.map(|place| row.cells.get(place?));
        let (role, act, about) = (self.role(role?), self.act(act?), self.decisions_in(about?));
        let (from, until) = (self.day(from), self.day(until));
        if let (Some(Some(from)), Some(Some(until))) = (from, until)
            && until < from
        {
            let facts = [dutch::date(until), dutch::date(from)];
            self.error(Diagnostic::error("T0837", row.span, &[&facts[0], &facts[1]]));
        }
        let days = Days { from: from?, until: until? };
        let (role, act) = (Text::from(role?), act?);
        let mandate = |about| Mandate { organisation: 0, role: role.clone(), act, about, days, trust: trust.clone() };
        Some(about?.into_iter().map(|about| mandate(about.map(Text::from))).collect())
    }

    fn role(&self, cell: &Clause) -> Option<String> {
        let role = text_of(cell);
        if self.roles.contains(&role) {
            return Some(role);
        }
        let finding = Diagnostic::error("T0409", cell.span, &[&role]);
        self.error(finding.near(&role, self.roles.iter().map(String::as_str)));
        None
    }

    fn act(&self, cell: &Clause) -> Option<Act> {
        let text = text_of(cell);
        let found = Act::ALL.into_iter().find(|act| act.verb() == text);
        if found.is_none() {
            let verbs = Act::ALL.map(Act::verb);
            let finding = Diagnostic::error("T0836", cell.span, &[&text]).near(&text, verbs);
            self.error(finding.expected(verbs.join(", ")));
        }
        found
    }

    /// The decisions in a cell, each by its title; `None` for all there are.
    fn decisions_in(&self, cell: &Clause) -> Option<Vec<Option<String>>> {
        let title = text_of(cell);
        if title == ALL {
            return Some(vec![None]);
        }
        match title.strip_prefix(ALL_OF) {
            Some(law) => self.decisions_of(law.trim_start_matches("de ").trim_start_matches("het "), cell.span),
            None => self.titled(&title, cell.span).map(|_| vec![Some(title)]),
        }
    }

    /// The titles of the decisions and procedures of a law, those of who carries it out too.
    fn decisions_of(&self, law: &str, span: Span) -> Option<Vec<Option<String>>> {
        let known = self.decisions.iter().filter(|draft| draft.kind != DecisionKind::Plan);
        let own = known.filter(|draft| self.law_of(&draft.regulation) == law);
        let titles: BTreeSet<&str> = own.map(|draft| draft.name.as_str()).collect();
        if titles.is_empty() {
            self.nothing_of(law, span);
            return None;
        }
        Some(titles.into_iter().map(|title| Some(title.to_string())).collect())
    }

    /// A law of which nothing can be decided: there is none, or it has no decisions.
    fn nothing_of(&self, law: &str, span: Span) {
        if self.laws().any(|known| known == law) {
            self.error(Diagnostic::error("T0908", span, &[&format!("{ALL_OF}{law}"), ABOUT]));
        } else {
            self.unknown_law(law, span);
        }
    }

    /// The class of the members of the decision or procedure with this title; a finding when there is none.
    pub(super) fn titled(&self, title: &str, span: Span) -> Option<ClassId> {
        let known = || self.decisions.iter().filter(|draft| draft.kind != DecisionKind::Plan);
        let found = known().find(|draft| draft.name == title);
        if found.is_none() {
            let titles = known().map(|draft| draft.name.as_str()).chain([ALL]);
            self.error(Diagnostic::error("T0908", span, &[title, ABOUT]).near(title, titles));
        }
        found.map(|draft| draft.member.class)
    }

    /// The day in a cell: `Some(None)` for `-` and for a column that was left out.
    #[expect(clippy::option_option, reason = "none at all, or no bound")]
    fn day(&self, cell: Option<&Clause>) -> Option<Option<Date>> {
        let Some(cell) = cell else { return Some(None) };
        match cell.tokens.as_slice() {
            [token] if token.text == "-" => Some(None),
            [token] if token.kind == TokenKind::Date => dutch::parse_date(&token.text).ok().map(Some),
            _ => {
                let finding = Diagnostic::error("T0839", cell.span, &[&text_of(cell)]);
                self.error(finding.expected("een datum: 1 januari 2026, of `-`"));
                None
            }
        }
    }

    /// What the decisions ask of an organisation.
    pub(super) fn filters(&self, blocks: &[(u32, &Block)]) -> Vec<ModelFilter> {
        let read = |block: &Block, keyword: &str| {
            let field = field(block, keyword)?;
            let class = self.organisation_needed(field.span)?;
            self.field_condition(field, &self.scope_of_class(class))
        };
        let decisions = self.decisions.iter().filter_map(|draft| Some((&draft.name, blocks.get(draft.block)?.1)));
        let filters = decisions.map(|(name, block)| ModelFilter {
            about: name.clone(),
            decides: read(block, "beslisser"),
            assesses: read(block, "beoordelaar"),
        });
        filters.filter(|filter| filter.decides.is_some() || filter.assesses.is_some()).collect()
    }
}

/// Whether two lines say the same about days that they share.
fn same(one: &Mandate, other: &Mandate) -> bool {
    let key = |mandate: &Mandate| (mandate.organisation, mandate.role.clone(), mandate.act, mandate.about.clone());
    key(one) == key(other) && one.days.meet(&other.days)
}
