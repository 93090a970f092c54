//! Dated parameters, delegations, and their fillings.

use super::checker::Checker;
use super::declare::{clause_of, comma_parts, period};
use super::draft::{TermDraft, text_of};
use super::fields::{approval, basis, day, field, fields, out_of_place, paragraphs, read_status, sources};
use super::types::show;
use super::vocabulary::Target;
use super::words::is_article;
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{Base, Comparison, Delegation, Parameter, ParameterId, ParameterVersion, TermId, Type, Unit};
use crate::syntax::tree::{Block, Field, Item, Keyword, Span};
use crate::values::dutch;

/// A filled delegation.
#[derive(Clone, Debug)]
pub struct Filling {
    /// Which.
    pub parameter: ParameterId,
    /// Where.
    pub span: Span,
    /// Where each of its dated values stands.
    pub values: Vec<Span>,
}

/// The dated lines of a block: versions, where each stands, and the unit of their durations.
#[derive(Debug, Default)]
struct Dated {
    versions: Vec<ParameterVersion>,
    spans: Vec<Span>,
    unit: Option<String>,
}

impl Checker {
    /// `bedrag`, `percentage`, `getal`, `termijn`: a dated parameter.
    pub(super) fn declare_parameter(&mut self, block: &Block) {
        let parts = comma_parts(&block.header.tokens);
        let name = parts.first().map(|part| clause_of(part)).unwrap_or_default();
        let per = parts.get(1).map(|part| super::declare::words_text(part));
        let mut findings = Vec::new();
        let source = sources(block, &self.regulation, &mut findings);
        let per = per.and_then(|per| per.strip_prefix("per ").map(period));
        let base = match block.keyword {
            Keyword::Bedrag => Some(Base::Money),
            Keyword::Percentage => Some(Base::Percentage),
            Keyword::Getal => Some(Base::Number),
            _ => None,
        };
        let ty = base.map(|base| Type::Number(Unit { base, per: per.map(Into::into) }));
        let dated = self.dated(block, ty.as_ref(), &mut findings);
        let counted = dated.unit.map_or_else(|| Base::Of("jaar".into()), |unit| Base::Of(unit.into()));
        let parameter = Parameter {
            name: text_of(&name).into(),
            ty: ty.unwrap_or(Type::Number(Unit { base: counted, per: None })),
            source,
            calendar: calendar(block, &mut findings),
            versions: dated.versions,
            delegation: None,
            approval: approval(block),
        };
        findings.into_iter().for_each(|finding| self.error(finding));
        let id = self.add_parameter(parameter, name.span);
        self.add_value_name(&name, &[], Target::Parameter(id));
    }

    fn add_parameter(&mut self, parameter: Parameter, span: Span) -> ParameterId {
        let id = ParameterId::try_from(self.parameters.len()).unwrap_or(ParameterId::MAX);
        self.parameters.push(parameter);
        self.parameter_spans.push(span);
        id
    }

    /// The dated lines of a block in order: a version lasts until the next one, or until the block says that it ended,
    /// so that a hole between versions is always written.
    fn dated(&self, block: &Block, ty: Option<&Type>, findings: &mut Vec<Diagnostic>) -> Dated {
        let mut dated = Dated::default();
        for item in &block.items {
            match item {
                Item::Field(field) if field.keyword == "met ingang van" => self.begun(field, ty, &mut dated, findings),
                Item::Field(field) if field.keyword == "vervallen met ingang van" => ended(field, &mut dated, findings),
                _ => {}
            }
        }
        if fields(block, "met ingang van").next().is_none() && block.keyword != Keyword::Delegatie {
            let finding = Diagnostic::error("T0705", block.header.span, &[&text_of(&block.header)]);
            findings.push(finding.expected("met ingang van 1 juli 2026  € 2.027,79  gelezen in wettekst"));
        }
        dated
    }

    fn begun(&self, field: &Field, ty: Option<&Type>, dated: &mut Dated, findings: &mut Vec<Diagnostic>) {
        let Some(version) = self.version_line(field, ty, &mut dated.unit, findings) else { return };
        if let Some(last) = dated.versions.last_mut() {
            if version.from <= last.until.unwrap_or(last.from) {
                findings.push(Diagnostic::error("T0704", field.span, &[&dutch::date(version.from)]));
            }
            last.until = last.until.or_else(|| version.from.add_days(-1));
        }
        dated.versions.push(version);
        dated.spans.push(field.span);
    }

    /// `met ingang van DATE VALUE  STATUS[; remark]`
    fn version_line(
        &self,
        field: &Field,
        ty: Option<&Type>,
        unit: &mut Option<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ParameterVersion> {
        let Some(from) = day(field) else {
            findings.push(
                Diagnostic::error("T0701", field.span, &["met ingang van"]).expected("een datum: 1 januari 2026"),
            );
            return None;
        };
        let tokens = field.clause.tokens.get(1..).unwrap_or(&[]);
        let Some((amount, used)) = self.amount_of(tokens, ty, unit) else {
            let wanted = ty.map_or_else(|| "een aantal dagen, weken, maanden of jaren".to_string(), show);
            let finding = Diagnostic::error("T0706", field.span, &[]);
            findings.push(finding.expected(format!("{wanted}, of `onbekend`")));
            return None;
        };
        let rest = tokens.get(used..).unwrap_or(&[]);
        let rest = super::draft::join(rest.iter().map(|token| token.text.as_str()));
        let (status, note) = rest.split_once(';').unwrap_or((&rest, ""));
        let status = status.trim_start_matches([',', ' ']);
        let read = read_status(status).or_else(|| read_status(&after_columns(&field.text)));
        let Some(read) = read else {
            let finding = Diagnostic::error("T0703", field.span, &[status]);
            findings.push(finding.expected(super::fields::STATUSES_SHOWN));
            return None;
        };
        let note = if note.is_empty() { field.text.split_once(';').map_or("", |(_, note)| note) } else { note };
        Some(ParameterVersion { from, until: None, amount, read, note: note.trim().into() })
    }

    /// `delegatie name[, van een X][, type]`: a parameter, or a term when it has arguments.
    pub(super) fn declare_delegation(&mut self, block: &Block) {
        let Some((name, args, ty)) = self.signature(block) else { return };
        let Some(ty) = ty else {
            let finding = Diagnostic::error("T0417", block.header.span, &[&text_of(&name)]);
            return self
                .error(finding.expected("een naam met een soort: `, percentage` of `, bedrag per kalenderjaar`"));
        };
        let mut findings = Vec::new();
        let parameter = Parameter {
            name: text_of(&name).into(),
            ty: ty.clone(),
            source: sources(block, &self.regulation, &mut findings),
            calendar: Vec::new(),
            versions: Vec::new(),
            delegation: Some(delegated(block, &mut findings)),
            approval: None,
        };
        findings.into_iter().for_each(|finding| self.error(finding));
        let id = self.add_parameter(parameter, name.span);
        self.bounds.insert(id, bounds_of(block));
        self.delegations.push((text_of(&name).to_lowercase(), id));
        let target = if args.is_empty() {
            Target::Parameter(id)
        } else {
            let shown = text_of(&name);
            let shown = if ty == Type::Bool { format!("… {shown}") } else { format!("{shown} van …") };
            let (ty, span) = (Some(ty.clone()), block.header.span);
            Target::Term(self.add_term(TermDraft { name: shown, args: args.clone(), ty, span, delegation: Some(id) }))
        };
        match ty {
            Type::Bool if args.is_empty() && !name.tokens.first().is_some_and(is_article) => {
                let finding = Diagnostic::error("T0737", name.span, &[&text_of(&name)]);
                self.error(finding.expected("delegatie de gemeente heft een bijdrage, ja/nee"));
            }
            Type::Bool => self.add_predicate_name(&name, &args, target, None),
            _ => self.add_value_name(&name, &args, target),
        }
    }

    /// A new term.
    pub(super) fn add_term(&mut self, term: TermDraft) -> TermId {
        let id = TermId::try_from(self.terms.len()).unwrap_or(TermId::MAX);
        self.terms.push(term);
        id
    }

    /// `vaststelling name`: fills a delegation with dated values; sentences are read with the rules.
    pub(super) fn fill(&mut self, block: &Block) {
        let name = text_of(&block.header).to_lowercase();
        let Some(id) = self.delegations.iter().find(|(known, _)| *known == name).map(|(_, id)| *id) else {
            let names: Vec<&str> = self.delegations.iter().map(|(name, _)| name.as_str()).collect();
            let finding = Diagnostic::error("T0708", block.header.span, &[&name]).near(&name, names);
            return self.error(finding);
        };
        let mut findings = Vec::new();
        sources(block, &self.regulation, &mut findings);
        let sentences = paragraphs(block).next().is_some();
        let foreign: &[&str] =
            if sentences { &["verzameling"] } else { &["tot en met", "status", "door", "verzameling"] };
        out_of_place(block, foreign, &mut findings);
        let ty = self.parameters.get(id as usize).map(|parameter| parameter.ty.clone());
        let dated = if sentences { Dated::default() } else { self.dated(block, ty.as_ref(), &mut findings) };
        if let Some(other) = self.fillings.iter().find(|filling| filling.parameter == id) {
            let finding = Diagnostic::error("T0710", block.header.span, &[&name]);
            findings.push(finding.also(other.span, "hier staat de andere vaststelling"));
        }
        self.fillings.push(Filling { parameter: id, span: block.header.span, values: dated.spans });
        let regulation = self.regulation.clone();
        if let Some(parameter) = self.parameters.get_mut(id as usize) {
            if let Some(delegation) = &mut parameter.delegation {
                delegation.filled_by = Some(regulation.into());
            }
            parameter.versions = dated.versions;
            parameter.approval = approval(block);
        }
        findings.into_iter().for_each(|finding| self.error(finding));
    }
}

/// Who fills a delegation, and whether that is compulsory.
fn delegated(block: &Block, findings: &mut Vec<Diagnostic>) -> Delegation {
    let by = field(block, "vast te stellen door");
    if by.is_none() {
        let finding = Diagnostic::error("T0707", block.header.span, &[]);
        findings.push(finding.expected("vast te stellen door de gemeenteraad bij verordening (verplicht)"));
    }
    let by = by.map(|field| field.text.clone()).unwrap_or_default();
    Delegation {
        compulsory: by.contains("verplicht"),
        by: by.split('(').next().unwrap_or_default().trim().into(),
        filled_by: None,
        basis: basis(block, findings),
    }
}

/// `vervallen met ingang van DATE`: the version before ends the day before.
fn ended(field: &Field, dated: &mut Dated, findings: &mut Vec<Diagnostic>) {
    let Some(day) = day(field) else {
        let finding = Diagnostic::error("T0701", field.span, &["vervallen met ingang van"]);
        return findings.push(finding.expected("een datum: 1 januari 2027"));
    };
    match dated.versions.last_mut() {
        Some(last) if last.until.is_none() && day > last.from => last.until = day.add_days(-1),
        _ => findings.push(Diagnostic::error("T0704", field.span, &[&dutch::date(day)])),
    }
}

/// The text behind the last run of two or more spaces is lost in tokens; the status is looked for in the words.
fn after_columns(text: &str) -> String {
    const STARTS: &[&str] = &["gelezen in", "afgeleid", "voorbeeldwaarde", "niet gelezen"];
    STARTS.iter().filter_map(|start| text.find(start)).min().and_then(|at| text.get(at..)).unwrap_or("").to_string()
}

/// `op 1 januari en 1 juli`
fn calendar(block: &Block, findings: &mut Vec<Diagnostic>) -> Vec<(u32, u32)> {
    let Some(field) = field(block, "wijzigt") else { return Vec::new() };
    let words: Vec<&str> = field.text.split([' ', ',']).collect();
    let days: Vec<(u32, u32)> = words
        .windows(2)
        .filter_map(|pair| match pair {
            [day, month] => Some((dutch::month_number(month)?, day.parse().ok()?)),
            _ => None,
        })
        .collect();
    if days.is_empty() {
        findings.push(Diagnostic::error("T0711", field.span, &[&field.text]).expected("op 1 januari en 1 juli"));
    }
    days
}

/// The bounds of a delegation: what a value must be against them, and the field that says it.
fn bounds_of(block: &Block) -> Vec<(Comparison, Field)> {
    let kinds = [
        ("ten minste", Comparison::AtLeast),
        ("ten hoogste", Comparison::AtMost),
        ("meer dan", Comparison::Greater),
        ("minder dan", Comparison::Less),
    ];
    let bounds = kinds.iter().filter_map(|(keyword, comparison)| Some((*comparison, field(block, keyword)?.clone())));
    bounds.collect()
}
