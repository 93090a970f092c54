//! Every Dutch sentence about what is wrong with a case. Lower case, no full stop, what was written between backticks.

use super::error::{CaseError, Code};
use super::table::{ColumnError, ColumnFault};

/// The sentence: what is wrong, without what was expected.
#[must_use]
pub fn message(error: &CaseError) -> String {
    let found = &error.found;
    match error.code {
        Code::NotJson => format!("de casus is geen geldige JSON: {found}"),
        Code::TooLarge => format!("de casus is te groot: {found}"),
        Code::TooDeep => format!("de casus is te diep genest: {found}"),
        Code::UnknownKey => format!("onbekende sleutel `{found}`"),
        Code::Missing => format!("`{found}` ontbreekt"),
        Code::SecondValue => format!("tweede waarde voor hetzelfde gegeven: {found}"),
        Code::WrongType => format!("hier staat {found}"),
        Code::WrongUnit => format!("verkeerde eenheid: {found}"),
        Code::TooPrecise => format!("`{found}` heeft meer dan twee decimalen"),
        Code::ImpossibleDate => format!("`{found}` is geen bestaande datum"),
        Code::TooEarly => format!("`{found}` is te lang geleden; is het jaar goed geschreven?"),
        Code::NeverNone => format!("`null` (bekend dat het er niet is) kan niet bij {found}"),
        Code::UnknownChoice => format!("`{found}` is geen van de keuzes"),
        Code::Reversed => format!("de laatste dag {found} ligt vóór de eerste"),
        Code::Overlap => format!("twee waarden voor dezelfde dag: {found}"),
        Code::NoDispute => format!("`betwist` vraagt ten minste twee waarden, hier {found}"),
        Code::Computed => format!("`{found}` wordt berekend en kan geen gegeven zijn"),
        Code::UnknownObject => format!("{found} staat niet in deze casus"),
        Code::SecondObject => format!("het id `{found}` is al gebruikt"),
        Code::WithItself => format!("`{found}` heeft geen gegevens met zichzelf"),
        Code::UnknownMunicipality => format!("onbekende gemeente `{found}`"),
        Code::UnknownLaw => format!("onbekende wet `{found}`"),
        Code::UnknownOrganisation => format!("onbekende organisatie `{found}`"),
        Code::StatedInRules => {
            format!("`{found}` staat in de regelbestanden; een casus kan het niet anders beschrijven")
        }
        Code::JudgementAsFact => format!("`{found}` is een oordeel en hoort in `oordelen`"),
        Code::FactAsJudgement => format!("`{found}` is een gegeven en geen oordeel"),
        Code::UnknownJudgement => format!("onbekend oordeel `{found}`"),
        Code::Unreasoned => format!("een oordeel zonder {found} telt niet"),
        Code::UnknownRole => format!("onbekende rol `{found}`"),
        Code::WrongRole => format!("de rol `{found}` mag dit oordeel niet geven"),
        Code::NoSecondAssessor => "dit oordeel vraagt een tweede beoordelaar".to_string(),
        Code::SameAssessor => format!("de tweede beoordelaar `{found}` is ook de eerste"),
    }
}

/// The sentence about a column: what is wrong, and what was expected.
#[must_use]
pub fn column(error: &ColumnError) -> (String, Option<&'static str>) {
    const LISTS: &str = "een object met onder elke plaats een lijst van waarden, zoals `{\"personen[0].geboortedatum\": [\"1996-05-01\"]}`";
    const FACT: &str = "een gegeven van een object dat in de casus staat, zoals `personen[0].geboortedatum`";
    const MOST: &str = "ten hoogste 100.000 rijen, 1.000.000 waarden in de kolommen en 10.000.000 in wat eruit komt; noem een onderwerp, of verdeel de rijen over meer aanroepen";
    let place = &error.place;
    let (sentence, expected) = match &error.fault {
        ColumnFault::NotJson => ("de kolommen zijn geen geldige JSON".to_string(), Some(LISTS)),
        ColumnFault::TooLarge => ("de tabel is te groot".to_string(), Some(MOST)),
        ColumnFault::Twice => ("twee kolommen hebben dezelfde plaats".to_string(), Some("iedere plaats één keer")),
        ColumnFault::NoLists => ("de kolommen zijn geen lijsten onder hun plaats".to_string(), Some(LISTS)),
        ColumnFault::NoColumns => ("zonder kolommen is het aantal rijen niet bekend".to_string(), Some(LISTS)),
        ColumnFault::NoPlace => (format!("kolom `{place}` noemt geen plaats in een casus"), Some(FACT)),
        ColumnFault::Absent => (format!("de casus heeft niets waar kolom `{place}` in staat"), Some(FACT)),
        ColumnFault::NoFact => (format!("kolom `{place}` is geen gegeven: dit is in alle rijen gelijk"), Some(FACT)),
        ColumnFault::Objects => {
            let ids = Some("alleen id's; beschrijf de objecten in hun eigen lijst");
            (format!("bij kolom `{place}` staan in de casus objecten met een eigen `id`"), ids)
        }
        ColumnFault::Within(other) => {
            (format!("kolom `{place}` valt samen met kolom `{other}`"), Some("plaatsen die niet in elkaar liggen"))
        }
        ColumnFault::Rows { found, first, rows } => {
            let sentence = format!("kolom `{place}` heeft {found} waarden, en kolom `{first}` heeft er {rows}");
            (sentence, Some("in elke kolom evenveel waarden: één per rij"))
        }
    };
    (sentence, expected)
}
