//! The head words of blocks and the fields that each of them has.

use super::tree::Keyword;

/// How the text of a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldStyle {
    /// As written: the clause of the field stays empty.
    Text,
    /// As a clause.
    Clause,
    /// As a clause up to the first semicolon, as free words after it.
    Noted,
    /// As a clause that starts with a name and a colon: `termijn beslissing: …`.
    Named,
    /// The keyword alone.
    Bare,
}

use FieldStyle::{Bare, Clause, Named, Noted, Text};

/// A field keyword and how its text is read.
type Fields = &'static [(&'static str, FieldStyle)];

/// All head words.
const HEADS: &[(&str, Keyword)] = &[
    ("regeling", Keyword::Regeling),
    ("object", Keyword::Object),
    ("rol", Keyword::Rol),
    ("eenheid", Keyword::Eenheid),
    ("gegevens", Keyword::Gegevens),
    ("bedrag", Keyword::Bedrag),
    ("percentage", Keyword::Percentage),
    ("getal", Keyword::Getal),
    ("termijn", Keyword::Termijn),
    ("begrip", Keyword::Begrip),
    ("regel", Keyword::Regel),
    ("tabel", Keyword::Tabel),
    ("oordeel", Keyword::Oordeel),
    ("kwalificatie", Keyword::Kwalificatie),
    ("delegatie", Keyword::Delegatie),
    ("vaststelling", Keyword::Vaststelling),
    ("besluit", Keyword::Besluit),
    ("procedure", Keyword::Procedure),
    ("plan", Keyword::Plan),
    ("gelijkgestelde dagen", Keyword::GelijkgesteldeDagen),
    ("gegevensgebruik", Keyword::Gegevensgebruik),
    ("organisatie", Keyword::Organisatie),
    ("mandaat", Keyword::Mandaat),
    ("overdracht", Keyword::Overdracht),
    ("uitgangspunt", Keyword::Uitgangspunt),
    ("voorbeeld", Keyword::Voorbeeld),
    ("niet gecodeerd", Keyword::NietGecodeerd),
];

const REGELING: Fields = &[
    ("citeertitel", Text),
    ("identificatie", Text),
    ("soort", Text),
    ("uitvoering van", Text),
    ("gemeente", Text),
    ("tekst geldend op", Clause),
    ("artikelen", Text),
    ("bron", Text),
    ("toelichting", Text),
];
const OBJECT: Fields = &[("aanduiding", Clause), ("één per casus", Bare), ("bron", Text), ("toelichting", Text)];
const ROL: Fields = &[("bron", Text), ("toelichting", Text)];
const EENHEID: Fields = &[("meervoud", Clause), ("bron", Text), ("toelichting", Text)];
const PARAMETER: Fields = &[
    ("bron", Text),
    ("wijzigt", Clause),
    ("met ingang van", Noted),
    ("vervallen met ingang van", Clause),
    ("akkoord", Text),
    ("uitleg", Text),
    ("toelichting", Text),
];
const RULE: Fields = &[
    ("bron", Text),
    ("met ingang van", Noted),
    ("tot en met", Clause),
    ("vervallen met ingang van", Clause),
    ("status", Text),
    ("akkoord", Text),
    ("verzameling", Clause),
    ("door", Clause),
    ("uitleg", Text),
    ("toelichting", Text),
];
const JUDGEMENT: Fields = &[
    ("bron", Text),
    ("status", Text),
    ("akkoord", Text),
    ("door", Clause),
    ("vraag", Text),
    ("tweede beoordelaar", Bare),
    ("wederzijds", Bare),
    ("betrekt daarbij", Clause),
    ("uitleg", Text),
    ("toelichting", Text),
];
const DELEGATION: Fields = &[
    ("bron", Text),
    ("status", Text),
    ("akkoord", Text),
    ("vast te stellen door", Clause),
    ("ten minste", Clause),
    ("ten hoogste", Clause),
    ("meer dan", Clause),
    ("minder dan", Clause),
    ("uitleg", Text),
    ("toelichting", Text),
];
const DECISION: Fields = &[
    ("bron", Text),
    ("met ingang van", Noted),
    ("tot en met", Clause),
    ("status", Text),
    ("akkoord", Text),
    ("aard", Clause),
    ("van toepassing", Clause),
    ("recht", Clause),
    ("gedeeltelijk", Clause),
    ("niet gehouden", Clause),
    ("vorm", Clause),
    ("ingang", Clause),
    ("einde", Clause),
    ("termijn", Named),
    ("verplichting", Named),
    ("vervolg", Clause),
    ("bevoegd", Clause),
    ("beslisser", Clause),
    ("beoordelaar", Clause),
    ("bericht", Text),
    ("toewijzing", Named),
    ("controle", Named),
    ("uitleg", Text),
    ("toelichting", Text),
];
const ASSIMILATED: Fields =
    &[("bron", Text), ("status", Text), ("akkoord", Text), ("dag", Clause), ("uitleg", Text), ("toelichting", Text)];
const DATA_USE: Fields = &[
    ("bron", Text),
    ("met ingang van", Noted),
    ("tot en met", Clause),
    ("toegestaan", Clause),
    ("uitleg", Text),
    ("toelichting", Text),
];
const ORGANISATION: Fields = &[
    ("bron", Text),
    ("met ingang van", Noted),
    ("tot en met", Clause),
    ("vervallen met ingang van", Clause),
    ("status", Text),
    ("akkoord", Text),
    ("uitleg", Text),
    ("toelichting", Text),
];
const MANDATE: Fields = &[("bron", Text), ("status", Text), ("akkoord", Text), ("uitleg", Text), ("toelichting", Text)];
const HAND_OVER: Fields = &[
    ("bron", Text),
    ("met ingang van", Noted),
    ("tot en met", Clause),
    ("vervallen met ingang van", Clause),
    ("status", Text),
    ("akkoord", Text),
    ("besluit", Text),
    ("volledig", Clause),
    ("uitleg", Text),
    ("toelichting", Text),
];
const PROCEDURE: Fields = &[
    ("bron", Text),
    ("met ingang van", Noted),
    ("tot en met", Clause),
    ("status", Text),
    ("akkoord", Text),
    ("van toepassing", Clause),
    ("start", Clause),
    ("datum", Clause),
    ("toestemming", Clause),
    ("termijn", Named),
    ("verplichting", Named),
    ("vervolg", Clause),
    ("bevoegd", Clause),
    ("beslisser", Clause),
    ("beoordelaar", Clause),
    ("uitleg", Text),
    ("toelichting", Text),
];
const PLAN: Fields = &[
    ("bron", Text),
    ("met ingang van", Noted),
    ("tot en met", Clause),
    ("status", Text),
    ("akkoord", Text),
    ("van toepassing", Clause),
    ("doel", Named),
    ("uitleg", Text),
    ("toelichting", Text),
];
const EXAMPLE: Fields = &[
    ("op", Clause),
    ("over", Clause),
    ("besluit op", Clause),
    ("vrager", Clause),
    ("bron", Text),
    ("toelichting", Text),
    ("geeft", Bare),
];
const NOT_CODED: Fields = &[("reden", Text), ("bron", Text), ("uitleg", Text), ("toelichting", Text)];

impl Keyword {
    /// The head word as it stands in a rule file.
    #[must_use]
    pub fn word(self) -> &'static str {
        HEADS.iter().find(|(_, keyword)| *keyword == self).map_or("", |(word, _)| word)
    }
}

/// The fields that a block of this kind can have, in the order in which they are usually written.
#[must_use]
pub fn fields(keyword: Keyword) -> &'static [(&'static str, FieldStyle)] {
    match keyword {
        Keyword::Regeling => REGELING,
        Keyword::Object => OBJECT,
        Keyword::Rol => ROL,
        Keyword::Eenheid => EENHEID,
        Keyword::Bedrag | Keyword::Percentage | Keyword::Getal | Keyword::Termijn => PARAMETER,
        Keyword::Begrip | Keyword::Regel | Keyword::Vaststelling | Keyword::Tabel => RULE,
        Keyword::Oordeel | Keyword::Kwalificatie => JUDGEMENT,
        Keyword::Delegatie => DELEGATION,
        Keyword::Besluit => DECISION,
        Keyword::Procedure => PROCEDURE,
        Keyword::Plan => PLAN,
        Keyword::GelijkgesteldeDagen => ASSIMILATED,
        Keyword::Gegevensgebruik => DATA_USE,
        Keyword::Organisatie => ORGANISATION,
        Keyword::Mandaat => MANDATE,
        Keyword::Overdracht => HAND_OVER,
        Keyword::Voorbeeld => EXAMPLE,
        Keyword::NietGecodeerd => NOT_CODED,
        Keyword::Gegevens | Keyword::Uitgangspunt => &[],
    }
}

/// All head words.
pub(super) fn heads() -> impl Iterator<Item = &'static str> {
    HEADS.iter().map(|(word, _)| *word)
}

/// The head word that a text starts with, and its length.
pub(super) fn head(text: &str) -> Option<(Keyword, usize)> {
    HEADS.iter().find(|(word, _)| starts(text, word)).map(|(word, keyword)| (*keyword, word.len()))
}

/// The keyword with this head word.
pub(super) fn keyword(word: &str) -> Option<Keyword> {
    HEADS.iter().find(|(name, _)| *name == word).map(|(_, keyword)| *keyword)
}

/// The longest field of this kind of block that a text starts with.
pub(super) fn field(keyword: Keyword, text: &str) -> Option<(&'static str, FieldStyle)> {
    let found = fields(keyword).iter().filter(|(word, _)| starts(text, word) || opens_list(text, word));
    found.max_by_key(|(word, _)| word.len()).copied()
}

/// Whether the text starts with these words, as whole words.
fn starts(text: &str, words: &str) -> bool {
    let rest = text.strip_prefix(words);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(super::layout::is_space))
}

/// Whether the text is a field keyword with nothing but the colon of a list.
fn opens_list(text: &str, words: &str) -> bool {
    text.strip_prefix(words) == Some(":")
}
