//! Every Dutch sentence of a draft letter, in plain words (B1). What stands in braces is filled in; what stands in
//! brackets is for the officer to fill in.

/// Makes the sentences of a letter from one table.
macro_rules! texts {
    ($($name:ident => $sentence:literal,)*) => {
        /// The sentences of a letter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Text {
            $(#[doc = $sentence] $name,)*
        }

        impl Text {
            const fn sentence(self) -> &'static str {
                match self {
                    $(Self::$name => $sentence,)*
                }
            }
        }
    };
}

texts! {
    Concept => "CONCEPT. Dit is nog geen besluit. Lees de tekst na, vul in wat tussen [ ] staat en haal weg wat niet klopt.",
    ConceptOpen => "CONCEPT. Er is nog geen besluit mogelijk. Lees de tekst na, vul in wat tussen [ ] staat en haal weg wat niet klopt.",
    To => "Aan: [naam en adres]",
    Date => "Datum: {0}",
    DateUnsent => "Datum: [dag van verzending]",
    Reference => "Kenmerk: [kenmerk]",
    Subject => "Onderwerp: {0}",
    About => "Gaat over: {0}",
    Dear => "Beste [naam],",
    AskedDay => "[dag]",
    Asked => "U hebt ons op {0} gevraagd om [wat u vroeg]. In deze brief leest u wat wij hebben besloten en waarom.",
    AskedOpen => "U hebt ons op {0} gevraagd om [wat u vroeg]. In deze brief leest u hoe het ervoor staat en wat er nog nodig is.",
    AskedParts => "Het gaat om deze onderdelen: {0}.",
    InTheNameOf => "Wij schrijven u namens het college van burgemeester en wethouders van {0}.",
    Decision => "Wat is ons besluit?",
    State => "Hoe staat het ervoor?",
    Granted => "Wij kennen toe: {0}.",
    Partly => "Wij kennen voor een deel toe: {0}.",
    Refused => "Wij wijzen af: {0}.",
    Open => "Wij kunnen nog niet beslissen over: {0}.",
    Free => "De wet laat ons hier zelf kiezen.",
    NotBound => "De wet verplicht ons hier niet toe.",
    Gets => "Dit krijgt u:",
    Period => "van {0} tot en met {1}: {2}",
    PeriodFrom => "vanaf {0}: {1}",
    PeriodOpen => "dit staat nog niet vast",
    PeriodNothing => "niets",
    PerPart => "{0} hebben wij dit besloten:",
    PartGranted => "toegekend.{0}",
    PartPartly => "voor een deel toegekend.{0}",
    PartRefused => "afgewezen.{0}",
    PartOpen => "nog niet besloten.{0}",
    Form => "de vorm is: {0}",
    Begins => "Het begint op {0}.",
    Ends => "De laatste dag is {0}.",
    Holds => "Dit geldt in elk geval tot en met {0}. Daarna kan het veranderen: {1}.",
    Contribution => "Uw eigen bijdrage: {0}.",
    FollowUp => "Wat er verder gebeurt: {0}.",
    Duties => "Wat moet u doen?",
    Why => "Waarom?",
    Conditions => "Hierop hebben wij gelet:",
    Facts => "Van deze gegevens gingen wij uit:",
    FactsNot => "En dit is niet zo:",
    Judgements => "Dit hebben wij zelf beoordeeld:",
    Judged => "Beoordeeld door {0} op {1}.",
    JudgedReason => "De reden: {0}",
    JudgedAdvice => "Het advies daarbij: {0}",
    NotUsed => "Deze gegevens hebben wij niet gebruikt:",
    Otherwise => "Wanneer was de uitkomst anders geweest?",
    Law => "Dit besluit rust op:",
    Needed => "Wat hebben wij nog nodig?",
    NeededOfYou => "Van u:",
    NeededOfOthers => "Van anderen:",
    NeededOfUs => "Wij moeten zelf nog beoordelen:",
    NeededFromRules => "Dit staat nog niet vast in de regels:",
    Deadline => "Wij beslissen uiterlijk op {0}.",
    Terms => "Let ook op deze dagen:",
    Objection => "Bent u het niet eens met dit besluit?",
    ObjectionDay => "Dan kunt u bezwaar maken. Wij moeten uw bezwaar uiterlijk op {0} hebben.",
    ObjectionTerm => "Dan kunt u bezwaar maken. Doe dat binnen {0} na de dag waarop wij deze brief verzenden.",
    ObjectionUnknown => "Dan kunt u bezwaar maken. Doe dat binnen [termijn] na de dag waarop wij deze brief verzenden.",
    ObjectionHow => "Zet in uw bezwaar: uw naam en adres, de datum, over welk besluit het gaat en waarom u het er niet mee eens bent. Zet uw handtekening eronder.",
    ObjectionWhere => "Stuur uw bezwaar naar: het college van burgemeester en wethouders van {0}, [adres en digitaal kanaal].",
    ObjectionOther => "Iemand anders mag dit voor u doen.",
    ObjectionUrgent => "Hebt u haast? Dan kunt u na uw bezwaar ook de rechter vragen om een voorlopige voorziening: [rechtbank].",
    Questions => "Hebt u vragen? Bel of mail ons: [naam, telefoon, e-mail].",
    Greeting => "Met vriendelijke groet,",
    Signature => "namens het college van burgemeester en wethouders van {0},",
    ForTheOfficer => "Voor de medewerker. Haal dit weg voordat u de brief verstuurt.",
    CheckMandate => "Deze brief tekent alleen wie mag beslissen: {0}.",
    CheckDeadline => "De laatste dag voor dit besluit is {0}.",
    CheckContribution => "De uitkomst noemt geen eigen bijdrage. Geldt er een, of juist geen? Zet het in de brief.",
    CheckCoded => "Alleen in het bericht aan de aanbieder, niet in de brief: {0}. Moet de inwoner er iets van weten? Zet het in gewone woorden in de brief.",
    CheckDuties => "Nog niet te bepalen is of dit ook van de inwoner wordt verwacht: {0}.",
    CheckHearing => "Dit is een afwijzing, geheel of voor een deel. Kon de inwoner eerst reageren, als dat moet?",
    CheckObjection => "De dag van verzending is niet bekend; daarom staat de laatste dag voor bezwaar er niet.",
    Nothing => "Er is geen besluit waarover een brief kan gaan.",
}

/// What happens after an outcome, by its kind.
const FOLLOW_UPS: &[(&str, &str)] = &[
    ("doorzenden", "wij sturen uw vraag door{0}"),
    ("verwijzen", "u kunt hiervoor ergens anders terecht{0}"),
    ("buiten behandeling", "wij behandelen uw aanvraag niet verder"),
    ("geen besluit nodig", "hiervoor hoeven wij geen besluit te nemen"),
    ("onderzoek onvolledig", "ons onderzoek is nog niet af"),
    ("oordeel nodig", "een medewerker moet eerst iets beoordelen"),
    ("aanhouden", "wij wachten met ons besluit tot wij genoeg weten"),
];

/// A sentence with its places filled in.
pub(super) fn say(text: Text, parts: &[&str]) -> String {
    fill(text.sentence(), parts)
}

/// What happens after an outcome; `to` is where to, or empty.
pub(super) fn follow_up(kind: &str, to: &str) -> String {
    let to = if to.is_empty() { String::new() } else { format!(": {to}") };
    let sentence = FOLLOW_UPS.iter().find(|(known, _)| *known == kind).map_or(kind, |(_, sentence)| sentence);
    fill(sentence, &[&to])
}

/// Puts each part in its place; what a part says is never read again.
fn fill(sentence: &str, parts: &[&str]) -> String {
    let (mut out, mut rest) = (String::new(), sentence);
    while let Some((before, after)) = rest.split_once('{') {
        let (place, tail) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(place.parse::<usize>().ok().and_then(|place| parts.get(place)).copied().unwrap_or(""));
        rest = tail;
    }
    out + rest
}
