//! `toegang regels`: per article, what of it is encoded, by what, and how sure that is.

use toegang::case::json::{Json, to_canonical};
use toegang::program::Program;

use crate::args::{Overview, Regels};
use crate::out::{Exit, Stop, list_of, result};
use crate::rules;

mod article;
mod gather;
mod json;
mod order;
mod table;
mod text;

use article::Article;

/// Lists the articles, or those asked for.
///
/// # Errors
///
/// Rules with errors, an unknown municipality, an article that no rule names.
pub fn run(regels: &Regels) -> Result<Exit, Stop> {
    let set = rules::open(regels.regels.as_deref(), regels.gemeente.as_deref())?;
    let program = set.program()?;
    let shown = set.texts.shown();
    let files: Vec<(&str, &str)> = shown.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let articles = gather::all(program, &set.model, &files);
    let chosen: Vec<&Article> = articles.iter().filter(|article| is_asked(article, &regels.artikel)).collect();
    if chosen.is_empty() && !regels.artikel.is_empty() {
        return Err(Stop::usage(format!("geen regel noemt artikel {}", list_of(&regels.artikel))));
    }
    result(&match regels.als {
        Some(Overview::Json) => to_canonical(&Json::Array(chosen.into_iter().map(json::article).collect())),
        Some(Overview::Tabel) => table::all(&heading(program, set.texts.label()), &chosen),
        None => text::all(&chosen),
    })?;
    Ok(Exit::Done)
}

/// Of which rules a table is: `Regels van Toegang 0.1.0, Zutphen`.
fn heading(program: &Program, label: &str) -> String {
    format!("Regels van {} {}, {label}", program.identity.name, program.identity.version)
}

/// Whether an article is among those asked for: `22a`, `Pw 22a` and `Pw, artikel 22a` are the same, and so are `Wmo 2.3.5`
/// and `Wmo 2015 2.3.5`.
fn is_asked(article: &Article, asked: &[String]) -> bool {
    asked.is_empty()
        || asked.iter().any(|asked| {
            let words: Vec<&str> =
                asked.split([' ', ',']).filter(|word| !word.is_empty() && *word != "artikel").collect();
            match words.split_last() {
                Some((number, [])) => same(&article.number, number) || is_regulation(article, number),
                Some((number, regulation)) => {
                    same(&article.number, number) && is_regulation(article, &regulation.join(" "))
                        || is_regulation(article, &words.join(" "))
                }
                None => false,
            }
        })
}

/// Whether a name is that of the article's regulation, with or without its year.
fn is_regulation(article: &Article, name: &str) -> bool {
    let without_year = article.regulation.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    same(&article.regulation, name) || same(without_year, name)
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Article, is_asked};

    #[test]
    fn an_article_by_its_names() {
        let article = Article { regulation: "Pw".into(), number: "22a".into(), ..Article::default() };
        for asked in ["22a", "22A", "Pw 22a", "Pw, artikel 22a", "pw"] {
            assert!(is_asked(&article, &[asked.to_string()]), "{asked}");
        }
        for asked in ["22", "Awb 22a", ""] {
            assert!(!is_asked(&article, &[asked.to_string()]), "{asked}");
        }
        let article = Article { regulation: "Wmo 2015".into(), number: "2.3.5".into(), ..Article::default() };
        for asked in ["2.3.5", "Wmo 2.3.5", "Wmo 2015 2.3.5", "Wmo 2015, artikel 2.3.5", "wmo", "Wmo 2015"] {
            assert!(is_asked(&article, &[asked.to_string()]), "{asked}");
        }
    }
}
