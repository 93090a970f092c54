//! Everything that refers to an article, brought together per article.

use std::collections::BTreeMap;

use toegang::diagnostic::Span;
use toegang::evaluate::show_number;
use toegang::model::{Model, ModelRule};
use toegang::program::{self, Const, Parameter, ParameterVersion, Program, Read, Rule, Source, Type};
use toegang::values::dutch;

use super::article::{Amount, Article, LeftOut, RuleLine, Version};
use super::order;

/// Regulation, and what to sort the article by.
type Key = (String, Vec<(u32, String)>);

/// The articles while they are brought together.
#[derive(Default)]
struct Articles(BTreeMap<Key, Article>);

/// All articles, by regulation and number; `files` are those of the model, by path.
pub fn all(program: &Program, model: &Model, files: &[(&str, &str)]) -> Vec<Article> {
    let mut articles = Articles::default();
    for rule in &program.rules {
        articles.each(&rule.source, |article, source| article.rules.push(rule_line(rule, source)));
    }
    placed(model, files, &mut articles);
    for parameter in &program.parameters {
        articles.each(&parameter.source, |article, _| article.amounts.push(amount(program, parameter)));
    }
    for input in &program.inputs {
        let kind = if input.judgement.is_some() { "oordeel" } else { "gegeven" };
        articles.each(&input.source, |article, _| article.others.push((kind, input.name.to_string())));
    }
    for decision in &program.decisions {
        articles.each(&decision.source, |article, _| {
            article.others.push((decision.kind.word(), decision.name.to_string()))
        });
    }
    for of in &program.uses {
        let line = format!("van de {} voor de {}", of.from, of.to);
        articles.each(&of.source, |article, _| article.others.push(("gegevensgebruik", line.clone())));
    }
    organised(program, &mut articles);
    for left_out in &model.uncoded {
        articles.each(&left_out.source, |article, source| {
            article.left_out.push(LeftOut { source: source.text.to_string(), reason: left_out.reason.clone() });
        });
    }
    for regulation in &model.regulations {
        for number in &regulation.articles {
            articles.of(&regulation.short, number);
        }
    }
    articles.0.into_values().map(tidy).collect()
}

/// Where rules, decisions and what is left out stand.
fn placed(model: &Model, files: &[(&str, &str)], articles: &mut Articles) {
    let mut rules: Vec<&ModelRule> = model.terms.iter().flat_map(|term| &term.rules).collect();
    let mut spans: Vec<(&[Source], Span)> = Vec::new();
    while let Some(rule) = rules.pop() {
        spans.push((&rule.rule.source, rule.span));
        rules.extend(&rule.exceptions);
    }
    spans.extend(model.decisions.iter().map(|decision| (decision.source.as_ref(), decision.span)));
    spans.extend(model.uncoded.iter().map(|left_out| (left_out.source.as_ref(), left_out.span)));
    for (sources, span) in spans {
        let Some((path, text)) = files.get(span.file as usize) else { continue };
        let before = text.get(..span.start as usize).unwrap_or(text);
        let place = ((*path).to_string(), before.matches('\n').count().saturating_add(1));
        articles.each(sources, |article, _| article.places.extend([place.clone()]));
    }
}

/// Organisations, mandates and hand-overs.
fn organised(program: &Program, articles: &mut Articles) {
    let organisation = &program.organisation;
    for object in &organisation.stated {
        for version in &object.versions {
            articles.each(&version.trust.source, |article, _| {
                article.others.push(("organisatie", object.name.to_string()))
            });
        }
    }
    for mandate in &organisation.mandates {
        let about = mandate.about.as_deref().unwrap_or("alle besluiten");
        let name = organisation.name(mandate.organisation);
        let line = format!("{name}: {} {} over {about}", mandate.role, mandate.act.verb());
        articles.each(&mandate.trust.source, |article, _| article.others.push(("mandaat", line.clone())));
    }
    for hand_over in &organisation.hand_overs {
        let line = format!("van {} aan {}", organisation.name(hand_over.from), organisation.name(hand_over.to));
        articles.each(&hand_over.trust.source, |article, _| article.others.push(("overdracht", line.clone())));
    }
}

impl Articles {
    /// Adds to the article of every source.
    fn each(&mut self, sources: &[Source], mut add: impl FnMut(&mut Article, &Source)) {
        for source in sources {
            let (regulation, number) = match source.ecli.as_str() {
                "" => (source.regulation.to_string(), source.article.to_string()),
                ecli => (ecli.to_string(), String::new()),
            };
            add(self.of(&regulation, &number), source);
        }
    }

    /// The article with this number.
    fn of(&mut self, regulation: &str, number: &str) -> &mut Article {
        let article = self.0.entry((regulation.to_string(), order::key(number))).or_default();
        (article.regulation, article.number) = (regulation.to_string(), number.to_string());
        article
    }
}

/// The same line once, however many parts of the article it names.
fn tidy(mut article: Article) -> Article {
    article.others.sort();
    article.others.dedup();
    article.amounts.dedup_by(|a, b| a.name == b.name);
    article
        .rules
        .sort_by(|a, b| (&a.title, a.from, a.paragraph, &a.source).cmp(&(&b.title, b.from, b.paragraph, &b.source)));
    article.rules.dedup();
    article
}

fn rule_line(rule: &Rule, source: &Source) -> RuleLine {
    RuleLine {
        title: rule.title.to_string(),
        paragraph: rule.paragraph,
        source: source.text.to_string(),
        from: rule.from,
        until: rule.until,
        read: read(rule.read),
        approval: rule.approval.as_ref().map(|approval| approval.text.to_string()),
    }
}

fn amount(program: &Program, parameter: &Parameter) -> Amount {
    let delegation = parameter.delegation.as_ref();
    Amount {
        name: parameter.name.to_string(),
        delegated: delegation.map(|delegation| {
            format!("{} ({})", delegation.by, if delegation.compulsory { "verplicht" } else { "facultatief" })
        }),
        filled_by: delegation.and_then(|delegation| delegation.filled_by.as_ref().map(ToString::to_string)),
        versions: parameter.versions.iter().map(|one| version(program, &parameter.ty, one)).collect(),
        approval: parameter.approval.as_ref().map(|approval| approval.text.to_string()),
    }
}

fn version(program: &Program, ty: &Type, version: &ParameterVersion) -> Version {
    let number = |number| match ty {
        Type::Number(unit) => show_number(Some(unit), number),
        _ => dutch::number(number),
    };
    let value = match version.amount {
        program::Amount::Known(value) => match value {
            Const::Bool(value) => if value { "ja" } else { "nee" }.to_string(),
            Const::Number(value) => number(value),
            Const::Date(day) => dutch::date(day),
            Const::Choice(at) => choice(program, ty, at),
            Const::Text(at) => program.texts.get(at as usize).map(ToString::to_string).unwrap_or_default(),
            Const::Empty => "geen".to_string(),
        },
        program::Amount::Unknown { at_least, at_most } => {
            let bound =
                |word, bound: Option<_>| bound.map_or_else(String::new, |bound| format!(", {word} {}", number(bound)));
            format!("onbekend{}{}", bound("ten minste", at_least), bound("ten hoogste", at_most))
        }
    };
    Version {
        from: version.from,
        until: version.until,
        value,
        read: read(version.read),
        note: version.note.to_string(),
    }
}

fn choice(program: &Program, ty: &Type, at: u32) -> String {
    let Type::Choice(choice) = ty else { return String::new() };
    let options = program.choices.get(*choice as usize);
    options.and_then(|options| options.get(at as usize)).map(ToString::to_string).unwrap_or_default()
}

/// What was read, in the words of rule files.
const fn read(read: Read) -> &'static str {
    match read {
        Read::Wettekst => "gelezen in wettekst",
        Read::Bekendmaking => "gelezen in bekendmaking",
        Read::Secundair => "gelezen in secundaire bron",
        Read::Afgeleid => "afgeleid",
        Read::Voorbeeldwaarde => "voorbeeldwaarde",
        Read::NietGelezen => "niet gelezen",
    }
}
