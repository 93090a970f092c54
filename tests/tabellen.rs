//! The check of decision tables against trying every case: a table has a gap, or rows that disagree, exactly when some
//! case shows it.

use proptest::prelude::*;
use toegang::{SourceFile, compile};

/// The ages that are tried: the limits of the rows lie within them.
const AGES: std::ops::RangeInclusive<u32> = 0..=14;

/// A cell of the first column: what it says, and for which ages it holds.
#[derive(Clone, Debug)]
enum Age {
    Any,
    Below(u32),
    AtMost(u32),
    Above(u32),
    AtLeast(u32),
    Between(u32, u32),
    Exactly(u32),
}

impl Age {
    fn say(&self) -> String {
        match self {
            Age::Any => "-".into(),
            Age::Below(n) => format!("jonger dan {n} jaar"),
            Age::AtMost(n) => format!("{n} jaar of jonger"),
            Age::Above(n) => format!("ouder dan {n} jaar"),
            Age::AtLeast(n) => format!("{n} jaar of ouder"),
            Age::Between(low, high) => format!("{low} tot en met {high} jaar"),
            Age::Exactly(n) => format!("{n} jaar"),
        }
    }

    fn holds(&self, age: u32) -> bool {
        match self {
            Age::Any => true,
            Age::Below(n) => age < *n,
            Age::AtMost(n) => age <= *n,
            Age::Above(n) => age > *n,
            Age::AtLeast(n) => age >= *n,
            Age::Between(low, high) => (*low..=*high).contains(&age),
            Age::Exactly(n) => age == *n,
        }
    }
}

/// A row: age, `ja` or `nee` or either, one of three forms or any, and the amount.
type Row = (Age, Option<bool>, Option<usize>, u32);

const FORMS: [&str; 3] = ["zelfstandig", "inwonend", "inrichting"];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let limit = 1..10u32;
    let age = prop_oneof![
        Just(Age::Any),
        limit.clone().prop_map(Age::Below),
        limit.clone().prop_map(Age::AtMost),
        limit.clone().prop_map(Age::Above),
        limit.clone().prop_map(Age::AtLeast),
        limit.clone().prop_map(Age::Exactly),
        (limit, 0..4u32).prop_map(|(low, more)| Age::Between(low, low + more)),
    ];
    let child = prop_oneof![2 => Just(None), 1 => any::<bool>().prop_map(Some)];
    let form = prop_oneof![2 => Just(None), 1 => (0..3usize).prop_map(Some)];
    prop::collection::vec((age, child, form, 0..2u32), 1..8)
}

fn text(rows: &[Row]) -> String {
    let mut text = String::from(
        "regeling Proef\n  soort  wet\n\nobject persoon, meervoud personen\n\ngegevens van een persoon\n  \
         geboortedatum: datum\n  heeft een kind: ja/nee\n  woonvorm: keuze uit zelfstandig, inwonend of inrichting\n\n\
         begrip leeftijd\n  bron  artikel 1\n  De leeftijd van een persoon is het aantal volle jaren van de \
         geboortedatum van de persoon tot de peildatum.\n\ntabel norm, van een persoon, bedrag per maand\n  bron  \
         artikel 2\n  | leeftijd van de persoon | de persoon heeft een kind | woonvorm van de persoon | norm |\n",
    );
    for (age, child, form, amount) in rows {
        let child = child.map_or("-", |child| if child { "ja" } else { "nee" });
        let form = form.map_or("-", |form| FORMS[form]);
        text.push_str(&format!("  | {} | {child} | {form} | € {amount} |\n", age.say()));
    }
    text
}

/// Whether some case has no row, and whether some case has rows that disagree.
fn by_trying(rows: &[Row]) -> (bool, bool) {
    let (mut gap, mut conflict) = (false, false);
    for age in AGES {
        for child in [true, false] {
            for form in 0..FORMS.len() {
                let fits = rows.iter().filter(|(ages, children, forms, _)| {
                    ages.holds(age) && children.is_none_or(|c| c == child) && forms.is_none_or(|f| f == form)
                });
                let mut amounts: Vec<u32> = fits.map(|row| row.3).collect();
                amounts.dedup();
                gap |= amounts.is_empty();
                conflict |= amounts.len() > 1;
            }
        }
    }
    (gap, conflict)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_table_is_refused_exactly_when_a_case_shows_why(rows in rows()) {
        let text = text(&rows);
        let compiled = compile(&[SourceFile { path: "proef.regels".into(), text: text.clone() }], "");
        let codes: Vec<&str> = compiled.findings.iter().map(|finding| finding.code).collect();
        let (gap, conflict) = by_trying(&rows);
        prop_assert_eq!(codes.contains(&"T0809"), gap, "{}{:?}", text, codes);
        if !gap {
            prop_assert_eq!(codes.contains(&"T0810"), conflict, "{}{:?}", text, codes);
        }
    }
}
