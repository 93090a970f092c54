//! The list of articles as JSON.

use toegang::case::json::Json;
use toegang::values::Date;

use super::article::{Amount, Article, RuleLine, Version};

/// One article.
pub fn article(article: &Article) -> Json {
    let of = |wanted: &str| {
        let names = article.others.iter().filter(|(kind, _)| *kind == wanted);
        Json::Array(names.map(|(_, name)| text(name)).collect())
    };
    let left_out =
        article.left_out.iter().map(|part| object([("bron", text(&part.source)), ("reden", text(&part.reason))]));
    object([
        ("regeling", text(&article.regulation)),
        ("artikel", filled(&article.number)),
        ("stand", text(article.coverage().text())),
        ("regels", Json::Array(article.rules.iter().map(rule).collect())),
        ("bedragen", Json::Array(article.amounts.iter().map(amount).collect())),
        ("oordelen", of("oordeel")),
        ("gegevens", of("gegeven")),
        ("gegevensgebruik", of("gegevensgebruik")),
        ("besluiten", of("besluit")),
        ("procedures", of("procedure")),
        ("plannen", of("plan")),
        ("organisaties", of("organisatie")),
        ("mandaten", of("mandaat")),
        ("overdrachten", of("overdracht")),
        ("niet_gecodeerd", Json::Array(left_out.collect())),
        ("plaatsen", Json::Array(article.places.iter().map(place).collect())),
    ])
}

/// Where something stands.
fn place((path, line): &(String, usize)) -> Json {
    let line = i64::try_from(*line).map_or(Json::Null, Json::integer);
    object([("bestand", text(path)), ("regel", line)])
}

fn rule(rule: &RuleLine) -> Json {
    object([
        ("regel", text(&rule.title)),
        ("lid", if rule.paragraph > 0 { Json::integer(rule.paragraph.into()) } else { Json::Null }),
        ("bron", text(&rule.source)),
        ("vanaf", day(rule.from)),
        ("tot_en_met", day(rule.until)),
        ("status", text(rule.read)),
        ("akkoord", optional(rule.approval.as_deref())),
    ])
}

fn amount(amount: &Amount) -> Json {
    object([
        ("naam", text(&amount.name)),
        ("vast_te_stellen_door", optional(amount.delegated.as_deref())),
        ("ingevuld_door", optional(amount.filled_by.as_deref())),
        ("versies", Json::Array(amount.versions.iter().map(version).collect())),
        ("akkoord", optional(amount.approval.as_deref())),
    ])
}

fn version(version: &Version) -> Json {
    object([
        ("vanaf", day(Some(version.from))),
        ("tot_en_met", day(version.until)),
        ("waarde", text(&version.value)),
        ("status", text(version.read)),
        ("opmerking", filled(&version.note)),
    ])
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
}

fn text(text: &str) -> Json {
    Json::String(text.to_string())
}

fn optional(text: Option<&str>) -> Json {
    text.map_or(Json::Null, self::text)
}

fn filled(text: &str) -> Json {
    optional(Some(text).filter(|text| !text.is_empty()))
}

fn day(day: Option<Date>) -> Json {
    day.map_or(Json::Null, |day| Json::String(day.to_string()))
}
