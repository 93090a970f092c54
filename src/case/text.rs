//! Every Dutch sentence about what is wrong with a case. Lower case, no full stop, what was written between backticks.

use super::error::{CaseError, Code};

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
