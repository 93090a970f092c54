//! The list of articles as text.

use toegang::values::{Date, dutch};

use super::article::{Amount, Article, Coverage, RuleLine, Version};
use crate::out::counted;

/// The articles, and how many are encoded, partly, or not.
pub fn all(articles: &[&Article]) -> String {
    let mut lines: Vec<String> = articles.iter().map(|article| one(article).join("\n") + "\n").collect();
    lines.push(totals(articles));
    lines.join("\n") + "\n"
}

/// `58 artikelen: 40 gecodeerd, 18 niet gecodeerd`
pub fn totals(articles: &[&Article]) -> String {
    let count = |wanted| articles.iter().filter(|article| article.coverage() == wanted).count();
    let parts: Vec<String> =
        [Coverage::Encoded, Coverage::Partly, Coverage::LeftOut, Coverage::Mentioned, Coverage::Open]
            .into_iter()
            .filter(|coverage| count(*coverage) > 0)
            .map(|coverage| format!("{} {}", count(coverage), coverage.text()))
            .collect();
    format!("{}: {}", counted(articles.len(), "artikel", "artikelen"), parts.join(", "))
}

fn one(article: &Article) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", name(article), article.coverage().text())];
    lines.extend(article.rules.iter().map(rule));
    lines.extend(article.amounts.iter().flat_map(amount));
    lines.extend(article.others.iter().map(|(kind, name)| format!("  {kind} {name}")));
    lines.extend(article.left_out.iter().map(|part| format!("  niet gecodeerd ({}): {}", part.source, part.reason)));
    lines
}

/// `Pw, artikel 22a`
pub fn name(article: &Article) -> String {
    if article.number.is_empty() {
        article.regulation.clone()
    } else {
        format!("{}, artikel {}", article.regulation, article.number)
    }
}

fn rule(rule: &RuleLine) -> String {
    let paragraph = if rule.paragraph > 0 { format!(", lid {}", rule.paragraph) } else { String::new() };
    let version = version_of(rule.from, rule.until);
    format!(
        "  regel {}{paragraph} ({}){version}; {}; {}",
        rule.title,
        rule.source,
        rule.read,
        approval(rule.approval.as_ref())
    )
}

/// `, van 1 juli 2026 tot en met 31 december 2026`
fn version_of(from: Option<Date>, until: Option<Date>) -> String {
    match (from, until) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", met ingang van {}", dutch::date(from)),
        (None, Some(until)) => format!(", tot en met {}", dutch::date(until)),
        (Some(from), Some(until)) => format!(", van {} tot en met {}", dutch::date(from), dutch::date(until)),
    }
}

fn amount(amount: &Amount) -> Vec<String> {
    let kind = if amount.delegated.is_some() { "delegatie" } else { "bedrag" };
    let by = amount.delegated.as_ref().map(|by| format!(", vast te stellen door {by}")).unwrap_or_default();
    let filled = match (&amount.delegated, &amount.filled_by) {
        (Some(_), Some(by)) => format!(", ingevuld door {by}"),
        (Some(_), None) => ", niet ingevuld".to_string(),
        _ => String::new(),
    };
    let mut lines = vec![format!("  {kind} {}{by}{filled}; {}", amount.name, approval(amount.approval.as_ref()))];
    lines.extend(amount.versions.iter().map(version));
    lines
}

fn version(version: &Version) -> String {
    let until = version.until.map(|until| format!(" tot en met {}", dutch::date(until))).unwrap_or_default();
    let note = if version.note.is_empty() { String::new() } else { format!("; {}", version.note) };
    format!("    met ingang van {}{until}: {}; {}{note}", dutch::date(version.from), version.value, version.read)
}

fn approval(approval: Option<&String>) -> String {
    approval.map_or_else(|| "nog geen akkoord".to_string(), |approval| format!("akkoord {approval}"))
}
