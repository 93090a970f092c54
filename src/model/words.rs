//! Words as numbers, and the small closed sets of Dutch words that the readers lean on.

use std::collections::BTreeMap;

use crate::syntax::tree::{Clause, Span, Token, TokenKind};

/// A word, lower case, as a number.
pub type Word = u32;

/// All words seen so far.
#[derive(Debug, Default)]
pub struct Words {
    numbers: BTreeMap<String, Word>,
    texts: Vec<String>,
}

impl Words {
    /// The number of a word (made when new). Case is ignored.
    pub fn add(&mut self, text: &str) -> Word {
        let lower = text.to_lowercase();
        if let Some(number) = self.numbers.get(&lower) {
            return *number;
        }
        let number = Word::try_from(self.texts.len()).unwrap_or(Word::MAX);
        self.texts.push(lower.clone());
        self.numbers.insert(lower, number);
        number
    }

    /// The number of a word that was seen before.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<Word> {
        self.numbers.get(&text.to_lowercase()).copied()
    }

    /// The text of a word.
    #[must_use]
    pub fn text(&self, word: Word) -> &str {
        self.texts.get(word as usize).map_or("", String::as_str)
    }

    /// Words joined by spaces.
    #[must_use]
    pub fn join(&self, words: &[Word]) -> String {
        words.iter().map(|word| self.text(*word)).collect::<Vec<_>>().join(" ")
    }

    /// The words of a clause without articles.
    pub fn of_clause(&mut self, clause: &Clause) -> Vec<Word> {
        clause.tokens.iter().filter(|token| !is_article(token)).map(|token| self.add(&token.text)).collect()
    }
}

/// Whether a token is `de`, `het` or `een`.
#[must_use]
pub fn is_article(token: &Token) -> bool {
    token.kind == TokenKind::Word && matches!(token.text.to_lowercase().as_str(), "de" | "het" | "een")
}

/// Words before which a verb may stand.
const PREPOSITIONS: &[&str] = &[
    "aan",
    "achter",
    "als",
    "als bedoeld",
    "bij",
    "binnen",
    "boven",
    "buiten",
    "dan",
    "door",
    "gedurende",
    "in",
    "langs",
    "met",
    "na",
    "naar",
    "naast",
    "namens",
    "om",
    "onder",
    "op",
    "over",
    "sinds",
    "te",
    "tegen",
    "ten",
    "ter",
    "tijdens",
    "tot",
    "tussen",
    "uit",
    "van",
    "vanaf",
    "vanwege",
    "volgens",
    "voor",
    "vóór",
    "wegens",
    "zonder",
    "krachtens",
    "ondanks",
    "dat",
    "die",
    "of",
    "waarvoor",
    "waarop",
    "waarvan",
    "waarmee",
    "waarin",
    "waardoor",
];

/// Whether a word is one of these prepositions.
#[must_use]
pub fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Whether a word can open the part before which a verb may stand (`… heeft met …`).
#[must_use]
pub fn opens_part(word: &str) -> bool {
    PREPOSITIONS.contains(&word) || is_participle(word)
}

/// A rough test for a participle: `verleend`, `aangemerkt`, `uitgesloten`.
fn is_participle(word: &str) -> bool {
    let begins =
        ["ge", "be", "ver", "ont", "her", "aan", "uit", "op", "in", "af", "toe", "vast", "voor", "over", "mee"];
    word.len() > 5
        && begins.iter().any(|begin| word.starts_with(begin))
        && (word.ends_with('d') || word.ends_with('t') || word.ends_with("en"))
}

/// Particles of separable verbs: `telt … mee` is also `meetelt`.
pub const PARTICLES: &[&str] = &[
    "aan", "af", "bij", "deel", "door", "in", "mee", "na", "om", "onder", "op", "over", "plaats", "samen", "terug",
    "toe", "uit", "vast", "voor", "voort", "weg",
];

/// Finite verbs that can follow a fixed subject (`de vrijlating draagt …`).
const VERBS: &[&str] = &[
    "is",
    "heeft",
    "wordt",
    "kan",
    "draagt",
    "doet",
    "komt",
    "staat",
    "blijft",
    "houdt",
    "vergt",
    "rechtvaardigt",
    "noodzaakt",
    "ontbreekt",
    "geldt",
    "telt",
    "vormt",
    "volgt",
    "past",
    "duurt",
    "ligt",
    "valt",
    "bestaat",
    "biedt",
    "brengt",
    "geeft",
    "gaat",
    "leidt",
    "maakt",
    "neemt",
    "verzet",
    "vloeit",
    "vereist",
    "overschrijdt",
    "voldoet",
    "treft",
    "hangt",
    "dient",
    "laat",
    "hebben",
    "zijn",
    "eindigt",
    "begint",
    "ontstaat",
    "vervalt",
    "betreft",
    "ziet",
    "loopt",
    "moet",
    "mag",
    "vraagt",
    "woont",
    "verblijft",
    "werkt",
    "krijgt",
    "ontvangt",
    "zet",
    "nadert",
    "bedraagt",
    "verstrekt",
    "weigert",
    "beslist",
    "schorst",
    "kost",
    "raakt",
    "verdient",
    "gebruikt",
    "verandert",
    "levert",
    "helpt",
    "belet",
    "hoort",
    "wil",
];

/// Whether a word is one of the known finite verbs.
#[must_use]
pub fn is_verb(word: &str) -> bool {
    VERBS.contains(&word)
}

/// Units of time and quantity, singular and plural.
const UNITS: &[(&str, &str)] = &[
    ("dag", "dagen"),
    ("werkdag", "werkdagen"),
    ("week", "weken"),
    ("maand", "maanden"),
    ("kwartaal", "kwartalen"),
    ("jaar", "jaren"),
    ("minuut", "minuten"),
    ("uur", "uren"),
    ("dagdeel", "dagdelen"),
    ("etmaal", "etmalen"),
    ("stuk", "stuks"),
    ("kilometer", "kilometers"),
    ("keer", "keer"),
];

/// The singular of a unit of time or quantity, when the word is one: `jaren` → `jaar`.
#[must_use]
pub fn unit(word: &str) -> Option<&'static str> {
    let word = word.strip_prefix("kalender").filter(|rest| rest.starts_with(['m', 'j'])).unwrap_or(word);
    UNITS.iter().find(|(one, many)| *one == word || *many == word).map(|(one, _)| *one)
}

/// The plural of a unit: `jaar` → `jaren`.
#[must_use]
pub fn plural(unit: &str) -> &str {
    UNITS.iter().find(|(one, _)| *one == unit).map_or(unit, |(_, many)| many)
}

/// A token made ready for reading.
#[derive(Clone, Debug)]
pub struct Tok {
    /// The word, or a word made of the literal's text.
    pub word: Word,
    /// Its kind.
    pub kind: TokenKind,
    /// `de`, `het`, `een`.
    pub article: bool,
    /// As written.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// Makes the tokens of a clause ready.
pub fn ready(words: &mut Words, tokens: &[Token]) -> Vec<Tok> {
    tokens
        .iter()
        .map(|token| Tok {
            word: words.add(&token.text),
            kind: token.kind,
            article: is_article(token),
            text: token.text.clone(),
            span: token.span,
        })
        .collect()
}

/// The same for a vocabulary that is complete: a word that was never seen gets a number that no name has.
#[must_use]
pub fn ready_known(words: &Words, tokens: &[Token]) -> Vec<Tok> {
    tokens
        .iter()
        .map(|token| Tok {
            word: words.get(&token.text).unwrap_or(Word::MAX),
            kind: token.kind,
            article: is_article(token),
            text: token.text.clone(),
            span: token.span,
        })
        .collect()
}
