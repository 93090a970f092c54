//! What a person must judge: `oordeel`, `kwalificatie`, and whether a power is used.

use super::checker::Checker;
use super::declare::semicolon_parts;
use super::draft::text_of;
use super::fields::{basis, field, sources};
use crate::diagnostic::Diagnostic;
use crate::model::kinds::{ClassId, InputId, Judgement, JudgementKind, Origin, Sources, Type};
use crate::syntax::tree::{Block, Keyword};
use crate::values::Text;

impl Checker {
    /// `oordeel` and `kwalificatie`: a name, `van een persoon`, and a type when it is no ja/nee.
    pub(super) fn declare_judgement(&mut self, block: &Block) {
        let kind = if block.keyword == Keyword::Oordeel { JudgementKind::Oordeel } else { JudgementKind::Kwalificatie };
        let Some((name, args, ty)) = self.signature(block) else { return };
        let mut findings = Vec::new();
        let mut input = self.new_input(&text_of(&name), &args, ty.unwrap_or(Type::Bool));
        input.origin = Origin::Judgement;
        input.symmetric = field(block, "wederzijds").is_some();
        self.mutual(&input, block.header.span);
        input.source = sources(block, &self.regulation, &mut findings);
        let question = field(block, "vraag");
        if question.is_none() {
            findings.push(Diagnostic::error("T0407", block.header.span, &[&input.name]).expected("een veld `vraag`"));
        }
        let weigh = field(block, "betrekt daarbij");
        input.judgement = Some(Judgement {
            kind,
            roles: self.roles_of(block, &mut findings),
            question: question.map(|field| (&field.text).into()).unwrap_or_default(),
            weigh: weigh
                .map(|field| field.list.iter().map(|item| text_of(&item.clause).into()).collect())
                .unwrap_or_default(),
            second: field(block, "tweede beoordelaar").is_some(),
            basis: basis(block, &mut findings),
        });
        input.description.clone_from(&input.judgement.as_ref().map(|j| j.question.clone()).unwrap_or_default());
        findings.into_iter().for_each(|finding| self.error(finding));
        self.add_input(input, &name, None);
    }

    /// The roles in a field `door`: each must be declared.
    pub(super) fn roles_of(&self, block: &Block, findings: &mut Vec<Diagnostic>) -> Vec<Text> {
        let Some(field) = field(block, "door") else {
            findings.push(Diagnostic::error("T0408", block.header.span, &[]).expected("een veld `door` met een rol"));
            return Vec::new();
        };
        let roles: Vec<String> = semicolon_parts(&field.text);
        for role in roles.iter().filter(|role| !self.roles.contains(role)) {
            let finding = Diagnostic::error("T0409", field.span, &[role]);
            findings.push(finding.near(role, self.roles.iter().map(String::as_str)));
        }
        roles.into_iter().map(Text::from).collect()
    }

    /// The versions of a rule share one judgement; a power of another regulation is another power.
    fn one_power(&self, known: usize, block: &Block, regulation: &str) {
        let (Some(other), Some(span)) = (self.powers.get(&known), self.input_spans.get(known)) else { return };
        if other != regulation {
            let finding = Diagnostic::error("T0624", block.header.span, &[&text_of(&block.header), other]);
            self.error(finding.also(*span, "hier staat de andere bevoegdheid"));
        }
    }

    /// A use-of-power judgement that a `kan` rule makes for itself.
    pub(super) fn declare_power(
        &mut self,
        block: &Block,
        args: &[ClassId],
        source: Sources,
        regulation: &str,
    ) -> InputId {
        let title = text_of(&block.header);
        let name = format!("gebruik van de bevoegdheid {title}");
        if let Some(known) = self.inputs.iter().position(|input| input.name == name) {
            self.one_power(known, block, regulation);
            return InputId::try_from(known).unwrap_or(InputId::MAX);
        }
        let mut findings = Vec::new();
        let mut input = self.new_input(&name, args, Type::Bool);
        input.origin = Origin::Judgement;
        input.source = source;
        let question = format!("Maakt het college gebruik van de bevoegdheid \u{201c}{title}\u{201d}?");
        input.description = question.into();
        input.judgement = Some(Judgement {
            kind: JudgementKind::Bevoegdheid,
            roles: self.roles_of(block, &mut findings),
            question: input.description.clone(),
            weigh: Vec::new(),
            second: field(block, "tweede beoordelaar").is_some(),
            basis: basis(block, &mut findings),
        });
        findings.into_iter().for_each(|finding| self.error(finding));
        let id = InputId::try_from(self.inputs.len()).unwrap_or(InputId::MAX);
        self.powers.insert(self.inputs.len(), regulation.to_string());
        self.inputs.push(input);
        self.input_spans.push(block.header.span);
        id
    }
}
