//! Input that was made to exhaust whoever reads it: large, deep, wide, long, without end.
//!
//! `tests/bench/tests/hostile.rs` says what comes of each, and in how much memory.

use toegang::SourceFile;
use toegang::values::Date;

/// The beginning of a case.
const DAY: &str = "{\"peildatum\":\"2026-10-20\"";

/// Cases, each with its name.
///
/// ```
/// let cases = toegang_corpus::hostile::hostile_cases();
/// assert!(cases.iter().any(|(name, text)| name == "a text of 11 MB" && text.len() > 11_000_000));
/// ```
#[must_use]
pub fn hostile_cases() -> Vec<(String, String)> {
    let cases = [
        ("10 MB of brackets", "[".repeat(10_000_000)),
        ("arrays 100,000 deep", format!("{DAY},\"personen\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000))),
        ("objects 100,000 deep", format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000))),
        ("a text of 11 MB", format!("{DAY},\"gemeente\":\"{}\"}}", "x".repeat(11_000_000))),
        ("white space of 9 MB", format!("{}{DAY}}}", " ".repeat(9_000_000))),
        ("a text without end", format!("{DAY},\"gemeente\":\"{}", "x".repeat(9_000_000))),
        ("escapes only", format!("{DAY},\"gemeente\":\"{}\"}}", "\\u0041".repeat(1_500_000))),
        ("100,000 persons", persons(100_000)),
        ("1,000 persons", persons(1_000)),
        ("150 persons", persons(150)),
        ("150 objects of every class", objects(150)),
        ("37 objects of every class", objects(37)),
        ("100,000 children in a list", children(100_000, |at| format!("\"p{at}\""))),
        ("50,000 children in place of their ids", children(50_000, |at| format!("{{\"id\":\"p{at}\"}}"))),
        ("100,000 judgements", judgements(100_000)),
        ("100,000 judgements that say nothing", format!("{DAY},\"oordelen\":[{}]}}", joined(100_000, |_| "{}".into()))),
        ("100,000 dated values of one fact", dated(100_000)),
        ("40,000 dated values of one fact", dated(40_000)),
        ("1,900 dated values in nine years", years(1_900)),
        ("1,900 judgements on one question", judged(1_900, "y")),
        ("60,000 relations", relations(60_000)),
        ("60,000 versions of a disputed fact", disputed(60_000)),
        ("a number of a million digits", amount(&"9".repeat(1_000_000))),
        ("a fraction of a million digits", amount(&format!("0.{}", "3".repeat(1_000_000)))),
        ("an exponent of a million digits", amount(&format!("1e{}", "9".repeat(1_000_000)))),
        ("a number in a text of a million digits", amount(&format!("\"{}\"", "9".repeat(1_000_000)))),
        ("a key of a million characters", format!("{DAY},\"{}\":1}}", "k".repeat(1_000_000))),
        ("a key of a million characters, twice", format!("{DAY},{0}:1,{0}:2}}", quoted('k'))),
        ("mistakes behind a key of a million characters", behind(&quoted('k'))),
        ("keys of a million characters in each other", nested_keys()),
        ("200,000 unknown keys", format!("{DAY},{}}}", joined(200_000, |at| format!("\"k{at}\":1")))),
        ("190,000 unknown keys", format!("{DAY},{}}}", joined(190_000, |at| format!("\"k{at}\":1")))),
        ("190,000 unknown keys of a person", person(&joined(190_000, |at| format!("\"geboortedat{at}\":1")))),
        ("1,900 unknown keys", person(&unknown_keys(1_900))),
        ("1,900 unknown keys at the top", format!("{DAY},{}}}", unknown_keys(1_900))),
        ("1,900 unknown keys of each of 100 persons", strangers(100, 1_900)),
        ("1,900 unknown children on each of 100 days", unknown_children(100, 1_900)),
        ("1,900 relations with 90 unknown facts", unknown_facts(1_900, 90)),
        ("90,000 keys twice", format!("{DAY},{0},{0}}}", joined(90_000, |at| format!("\"k{at}\":1")))),
        (
            "an id of a million characters, twice",
            format!("{DAY},\"personen\":[{{\"id\":{0}}},{{\"id\":{0}}}]}}", quoted('i')),
        ),
        ("a municipality of a million characters", format!("{DAY},\"gemeente\":{}}}", quoted('g'))),
        ("a day of a million characters", person(&format!("\"geboortedatum\":{}", quoted('1')))),
        ("a role of a million characters", format!("{DAY},\"vrager\":{{\"rol\":{}}}}}", quoted('r'))),
        ("a judgement of a million characters", format!("{DAY},\"oordelen\":[{{\"over\":{}}}]}}", quoted('o'))),
        ("reasons of 9 MB", judged(1, &"m".repeat(9_000_000))),
        ("a source of 9 MB", amount(&format!("{{\"waarde\":1,\"bron\":\"{}\"}}", "b".repeat(9_000_000)))),
    ];
    cases.into_iter().map(|(name, text)| (name.to_string(), text)).collect()
}

/// Rule texts, each with its name.
#[must_use]
pub fn hostile_rules() -> Vec<(String, Vec<SourceFile>)> {
    let rule = |body: &str| format!("regel lang\n  bron  Pw, artikel 1\n\n  {body}");
    let block = "object ding, meervoud dingen\n\n";
    let words = |count: usize| format!("De norm is{}.", " a".repeat(count));
    let texts = [
        ("a file of 3 MB", block.repeat(3_000_000_usize.div_ceil(block.len()))),
        ("10 MB of brackets", "(".repeat(10_000_000)),
        ("a sentence of a million words", rule(&words(1_000_000))),
        ("a sentence of 120,000 words", rule(&words(120_000))),
        ("a sentence of 20,000 words", rule(&words(20_000))),
        ("60 paragraphs of 1,900 words", paragraphs(60, &words(1_900))),
        ("a name of 240,000 characters", format!("regel {}\n", "x".repeat(240_000))),
        ("a name of 45,000 characters, twice", format!("object {0}\nobject {0}\n", "x".repeat(45_000))),
        ("a head word of 240,000 characters", "x".repeat(240_000)),
        ("a field of 240,000 characters", format!("regel x\n  {} y\n", "b".repeat(240_000))),
        ("a text without end", rule(&format!("\"{}", "x".repeat(240_000)))),
        ("a text of 45,000 characters without end", rule(&format!("\"{}", "x".repeat(45_000)))),
        ("240,000 marks without end", rule(&"\"".repeat(240_000))),
        ("45,000 brackets", rule(&format!("De norm is {}.", "(".repeat(45_000)))),
        ("5 times 45,000 brackets", paragraphs(5, &format!("De norm is {}.", "(".repeat(45_000)))),
        ("a list 100,000 deep", rule(&format!("A is voldaan aan:\n{}", list(100_000)))),
        ("a list 4,000 deep", rule(&format!("A is voldaan aan:\n{}", list(4_000)))),
        ("240,000 empty lines", format!("{}regel", "\n".repeat(240_000))),
        ("4,900 lines", format!("regel x\n{}", "  abcdefgh ijklmn\n".repeat(4_900))),
        ("4,900 lines in the first column", "abcdefgh ijklmnopq\n".repeat(4_900)),
        ("4,900 comments", "# abcdefghijklmnop\n".repeat(4_900)),
        ("4,900 blocks", "regel abcdefghijkl\n".repeat(4_900)),
        ("1,200 blocks of a few lines", "regel abc\n  bron  Pw, artikel 1\n\n  De norm is € 1.\n".repeat(1_200)),
        ("4,900 rows", format!("tabel x\n{}", "  | a | b | c | d | e | f | g | h | i | j | k |\n".repeat(4_900))),
        ("a row of 15,000 cells", format!("tabel x\n  |{}\n", " a|".repeat(15_000))),
        (
            "4,900 entries",
            format!("gegevens van een ding\n{}", "  naam van dit gegeven van dit ding hier: bedrag\n".repeat(4_900)),
        ),
        ("4,900 paragraphs", format!("regel x\n{}", "  1. A is b, c, d, e, f en g of h en i.\n".repeat(4_900))),
        ("28,000 sentences", paragraphs(7, &"A is b. ".repeat(4_000))),
        ("15,000 signs that are none", rule(&"€".repeat(15_000))),
        ("a number of 45,000 digits", rule(&format!("De norm is {}.", "9".repeat(45_000)))),
        (
            "an example of 4,900 lines",
            format!(
                "voorbeeld x\n{}",
                "  persoon A met heel veel\n    x van nog iets en niet iets anders: ja\n".repeat(2_450)
            ),
        ),
    ];
    texts.into_iter().map(|(name, text)| (name.to_string(), vec![file(text)])).collect()
}

fn file(text: String) -> SourceFile {
    SourceFile { path: "vijandig.regels".into(), text }
}

/// A rule of so many paragraphs.
fn paragraphs(count: usize, text: &str) -> String {
    let paragraphs: String = (1..=count).map(|number| format!("\n  {number}. {text}")).collect();
    format!("regel lang\n  bron  Pw, artikel 1\n{paragraphs}\n")
}

/// Texts with a comma between them.
fn joined(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().join(",")
}

/// A text of a million times a letter.
fn quoted(letter: char) -> String {
    format!("\"{}\"", letter.to_string().repeat(1_000_000))
}

fn persons(count: usize) -> String {
    format!("{DAY},\"personen\":[{}]}}", joined(count, |at| format!("{{\"id\":\"p{at}\"}}")))
}

/// Objects of all classes but the household.
fn objects(count: usize) -> String {
    let classes = "personen zaken inkomens bezittingen schulden verstrekkingen bezwaarschriften berichten \
                   standaardberichten leefdomeinen mandaatvoorstellen plandoelen jeugdhulptaken resultaatgebieden opties";
    let ids = joined(count, |at| format!("{{\"id\":\"p{at}\"}}"));
    let sections: String = classes.split(' ').map(|class| format!(",\"{class}\":[{ids}]")).collect();
    format!("{DAY}{sections}}}")
}

/// A case with one person of whom this is given.
fn person(given: &str) -> String {
    format!("{DAY},\"personen\":[{{\"id\":\"a\",{given}}}]}}")
}

fn amount(amount: &str) -> String {
    person(&format!("\"maandinkomen_in_de_referteperiode\":{amount}"))
}

fn children(count: usize, child: impl Fn(usize) -> String) -> String {
    format!("{DAY},\"huishouden\":{{\"kinderen\":[{}]}}}}", joined(count, child))
}

fn judgements(count: usize) -> String {
    let one = |at| format!("{{\"over\":\"heeft dringende redenen\",\"betreft\":[\"p{at}\"],\"waarde\":true}}");
    format!("{DAY},\"oordelen\":[{}]}}", joined(count, one))
}

fn dated(count: usize) -> String {
    let day = |at: usize| Date::from_days(i32::try_from(at).unwrap_or(0) - 40_000);
    let day = |at| day(at).map(|day| day.to_string()).unwrap_or_default();
    let one = |at| format!("{{\"waarde\":true,\"vanaf\":\"{0}\",\"tot_en_met\":\"{0}\"}}", day(at));
    person(&format!("\"woont_in_nederland\":[{}]", joined(count, one)))
}

/// A fact that changes every day of a long period.
fn years(count: usize) -> String {
    let first = Date::from_ymd(2020, 1, 1);
    let day = |at: usize| first.and_then(|first| first.add_days(i64::try_from(at).ok()?));
    let day = |at| day(at).map(|day| day.to_string()).unwrap_or_default();
    let one = |at| format!(r#"{{"waarde":{},"vanaf":"{1}","tot_en_met":"{1}"}}"#, at % 2 == 0, day(at));
    let given = person(&format!("\"woont_in_nederland\":[{}]", joined(count, one)));
    let period = r#""periode":{"vanaf":"2020-01-01","tot_en_met":"2028-12-31"}"#;
    given.replacen(
        DAY,
        &format!(r#"{DAY},{period},"huishouden":{{"aanvrager":"a","vraagt_algemene_bijstand":true}}"#),
        1,
    )
}

/// Judgements with all that they need, on one question and with these reasons.
fn judged(count: usize, reasons: &str) -> String {
    let by = r#""door":{"rol":"consulent schuldhulpverlening","naam":"x"},"op":"2026-10-01""#;
    let about = r#""over":"heeft problematische schulden","betreft":["a"],"waarde":true"#;
    let one = |_| format!(r#"{{{about},{by},"motivering":"{reasons}"}}"#);
    format!(r#"{DAY},"personen":[{{"id":"a"}}],"oordelen":[{}]}}"#, joined(count, one))
}

fn unknown_keys(count: usize) -> String {
    joined(count, |at| format!("\"heeft_inkomen_uit_eigen_arbeid_{at}\":1"))
}

fn strangers(count: usize, keys: usize) -> String {
    let one = |at| format!("{{\"id\":\"p{at}\",{}}}", unknown_keys(keys));
    format!("{DAY},\"personen\":[{}]}}", joined(count, one))
}

fn unknown_children(days: usize, count: usize) -> String {
    let ids = joined(count, |at| format!("\"p{at}\""));
    let day = |at| format!("{{\"waarde\":[{ids}],\"vanaf\":\"{}-01-01\"}}", 1900 + at);
    format!("{DAY},\"huishouden\":{{\"kinderen\":[{}]}}}}", joined(days, day))
}

fn unknown_facts(count: usize, facts: usize) -> String {
    let facts = joined(facts, |at| format!("\"is_bloedverwant_{at}\":true"));
    let one = |_| format!("{{\"van\":\"a\",\"met\":\"b\",{facts}}}");
    format!("{DAY},\"personen\":[{{\"id\":\"a\"}},{{\"id\":\"b\"}}],\"relaties\":[{}]}}", joined(count, one))
}

fn relations(count: usize) -> String {
    let one = |_| "{\"van\":\"a\",\"met\":\"b\"}".to_string();
    format!("{DAY},\"personen\":[{{\"id\":\"a\"}},{{\"id\":\"b\"}}],\"relaties\":[{}]}}", joined(count, one))
}

fn disputed(count: usize) -> String {
    person(&format!("\"woont_in_nederland\":{{\"betwist\":[{}]}}", joined(count, |at| (at % 2 == 0).to_string())))
}

/// Many mistakes, each behind the same long key.
fn behind(key: &str) -> String {
    format!("{DAY},\"personen\":[{{\"id\":\"a\",{key}:[{}]}}]}}", joined(10_000, |_| "{\"a\":1}".into()))
}

fn nested_keys() -> String {
    let key = |letter: char| format!("{{\"{}\":", letter.to_string().repeat(300_000));
    let open: String = ('a'..='z').map(key).collect();
    format!("{open}x{}", "}".repeat(26))
}

fn list(depth: usize) -> String {
    (0..depth).map(|at| if at % 2 == 0 { "a. x:\n" } else { "1°. y:\n" }).collect()
}
