//! The list of articles as a Markdown table, a row per article: what a lawyer lays beside the law.

use std::collections::BTreeSet;

use super::article::Article;
use super::text;

const HEAD: &str = "| artikel | stand | gecodeerd als | waar | gelezen | akkoord | waarom niet (geheel) |
| --- | --- | --- | --- | --- | --- | --- |
";

/// The articles below a heading, and below them how many are encoded, partly, or not.
pub fn all(heading: &str, articles: &[&Article]) -> String {
    let rows: String = articles.iter().map(|article| row(article)).collect();
    format!("# {heading}\n\n{HEAD}{rows}\n{}\n", text::totals(articles))
}

fn row(article: &Article) -> String {
    let reasons = article.left_out.iter().map(|part| format!("{}: {}", part.source, part.reason));
    let cells = [
        text::name(article),
        article.coverage().text().to_string(),
        joined(encoded(article)),
        joined(places(article)),
        joined(read(article)),
        joined(approvals(article)),
        joined(reasons),
    ];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|").replace('\n', " ")).join(" | "))
}

/// What stands for it in the rules; a rule of several paragraphs or versions once.
fn encoded(article: &Article) -> impl Iterator<Item = String> {
    let rules = article.rules.iter().map(|rule| format!("regel {}", rule.title));
    let amounts = article.amounts.iter().map(|amount| {
        let kind = if amount.delegated.is_some() { "delegatie" } else { "bedrag" };
        format!("{kind} {}", amount.name)
    });
    let others = article.others.iter().map(|(kind, name)| format!("{kind} {name}"));
    rules.chain(amounts).chain(others)
}

/// Where its rules stand: a file with its lines.
fn places(article: &Article) -> impl Iterator<Item = String> {
    let mut files: Vec<(&str, Vec<String>)> = Vec::new();
    for (path, line) in &article.places {
        match files.last_mut().filter(|(known, _)| known == path) {
            Some((_, lines)) => lines.push(line.to_string()),
            None => files.push((path, vec![line.to_string()])),
        }
    }
    files.into_iter().map(|(path, lines)| format!("{path}:{}", lines.join(", ")))
}

/// What was read of it.
fn read(article: &Article) -> impl Iterator<Item = String> {
    let versions = article.amounts.iter().flat_map(|amount| &amount.versions).map(|version| version.read);
    article.rules.iter().map(|rule| rule.read).chain(versions).map(str::to_string)
}

/// Who approved it.
fn approvals(article: &Article) -> impl Iterator<Item = String> {
    let amounts = article.amounts.iter().map(|amount| &amount.approval);
    let all = article.rules.iter().map(|rule| &rule.approval).chain(amounts);
    all.map(|approval| approval.clone().unwrap_or_else(|| "nog niet".to_string()))
}

/// Each once, in the order in which they came.
fn joined(parts: impl Iterator<Item = String>) -> String {
    let mut seen = BTreeSet::new();
    let list: Vec<String> = parts.filter(|part| seen.insert(part.clone())).collect();
    list.join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::article::{LeftOut, RuleLine};
    use super::{Article, BTreeSet, all};

    #[test]
    fn a_row_per_article() {
        let rule = |paragraph, approval: Option<&str>| RuleLine {
            title: "kostendelersnorm".into(),
            paragraph,
            source: String::new(),
            from: None,
            until: None,
            read: "gelezen in wettekst",
            approval: approval.map(str::to_string),
        };
        let encoded = Article {
            regulation: "Pw".into(),
            number: "22a".into(),
            rules: vec![rule(1, None), rule(2, Some("A. Jurist"))],
            others: vec![("gegeven", "student | scholier".into())],
            places: BTreeSet::from([("pw.regels".to_string(), 12), ("pw.regels".to_string(), 30)]),
            ..Article::default()
        };
        let reason = LeftOut { source: "Pw, artikel 18a".into(), reason: "Boetes staan niet\nin de regels.".into() };
        let left_out = Article { number: "18a".into(), left_out: vec![reason], ..encoded.clone() };
        let left_out = Article { rules: Vec::new(), others: Vec::new(), places: BTreeSet::new(), ..left_out };
        let table = all("Regels van Proef", &[&encoded, &left_out]);
        assert!(table.starts_with("# Regels van Proef\n\n| artikel |"), "{table}");
        let lines: Vec<&str> = table.lines().skip(4).collect();
        assert_eq!(
            lines,
            [
                "| Pw, artikel 22a | gecodeerd | regel kostendelersnorm; gegeven student \\| scholier | pw.regels:12, 30 | gelezen in wettekst | nog niet; A. Jurist |  |",
                "| Pw, artikel 18a | niet gecodeerd |  |  |  |  | Pw, artikel 18a: Boetes staan niet in de regels. |",
                "",
                "2 artikelen: 1 gecodeerd, 1 niet gecodeerd",
            ]
        );
    }
}
