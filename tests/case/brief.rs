//! Draft letters: granted, refused, open, and what may not be used; nothing in them that nobody gave.

use toegang::case::{BriefOptions, Options, brief, read_case};
use toegang::program::Program;
use toegang::values::Date;
use toegang::{SourceFile, compile};

fn program_of(name: &str, text: &str) -> Program {
    let compiled = compile(&[SourceFile { path: format!("{name}.regels"), text: text.into() }], "");
    compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.findings))
}

fn program() -> Program {
    program_of("brief", include_str!("brief.regels"))
}

/// A case of one person; `facts` are hers, `more` stands beside her.
fn case(facts: &str, more: &str) -> String {
    format!(
        r#"{{ "peildatum": "2026-11-16", "gemeente": "Zutphen",
           "personen": [ {{ "id": "anna", "dag_van_de_aanvraag": "2026-11-09"{facts} }} ],
           "huishouden": {{ "vraagt_ondersteuning": true }}{more} }}"#
    )
}

fn letter(text: &str, options: &BriefOptions) -> String {
    let program = program();
    let case = read_case(&program, text, &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    brief(&program, &case, options).unwrap()
}

const FACTS: &str = r#", "woont_in_de_gemeente": true, "krijgt_hulp_van_huisgenoten": false,
    "nodige_hulp": { "waarde": { "aantal": 146, "eenheid": "minuut", "per": "week" }, "bron": "huisbezoek" },
    "inkomen": { "waarde": "1500.00", "bron": "Belastingdienst" }"#;

const JUDGED: &str = r#", "oordelen": [ { "over": "redt zich op eigen kracht", "betreft": ["anna"], "waarde": false,
    "op": "2026-11-12", "door": { "rol": "consulent", "naam": "C. de Wit" },
    "motivering": "Zij kan niet bukken of tillen", "advies": "De ergotherapeut ziet geen hulpmiddel dat helpt." } ]"#;

fn sent(day: &str) -> BriefOptions {
    BriefOptions { verzonden: Date::parse_iso(day), ..BriefOptions::default() }
}

#[test]
fn granted_and_sent_on_a_known_day() {
    let more = format!(r#"{JUDGED}, "vrager": {{ "rol": "consulent" }}"#);
    let text = letter(&case(FACTS, &more), &sent("2026-11-13"));
    assert!(text.contains("uiterlijk op 28 december 2026"), "25 December and a weekend move the last day\n{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn refused_with_what_would_have_made_the_difference() {
    let facts = FACTS.replace(r#""krijgt_hulp_van_huisgenoten": false"#, r#""krijgt_hulp_van_huisgenoten": true"#);
    insta::assert_snapshot!(letter(&case(&facts, JUDGED), &BriefOptions::default()));
}

#[test]
fn open_it_asks_and_decides_nothing() {
    let facts = r#", "krijgt_hulp_van_huisgenoten": false"#;
    let text = letter(&case(facts, ""), &BriefOptions::default());
    assert!(!text.contains("bezwaar maken") && !text.contains("Wij kennen toe"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn what_is_no_question_gets_no_letter() {
    let text = case("", "").replace("\"vraagt_ondersteuning\": true", "\"vraagt_ondersteuning\": false");
    assert_eq!(letter(&text, &BriefOptions::default()), "Er is geen besluit waarover een brief kan gaan.\n");
}

#[test]
fn what_may_not_be_used_is_named_and_not_shown() {
    let program = program_of("doelen", include_str!("doelen.regels"));
    let text = r#"{ "peildatum": "2026-07-01", "personen": [ { "id": "anna", "woont_in_de_gemeente": false,
        "hulp_per_week": { "waarde": { "aantal": 7, "eenheid": "uur", "per": "week" }, "verkregen_voor": "Jw" } } ] }"#;
    let case = read_case(&program, text, &Options::default()).unwrap();
    let options = BriefOptions { onderwerp: Some("begeleiding".into()), verzonden: None };
    let letter = brief(&program, &case, &options).unwrap();
    assert!(!letter.contains("7 uur"), "{letter}");
    assert!(letter.contains("[termijn]"), "these rules have no term for objections\n{letter}");
    insta::assert_snapshot!(letter);
}

/// Help of three kinds: what gives the reasons per kind, and what the provider is told, beside the decision itself.
const PARTS: &str = include_str!("onderdelen.regels");

fn parts(kinds: &str, judged: &[(&str, &str, &str)]) -> String {
    let judgements: Vec<String> = judged
        .iter()
        .map(|(over, of, value)| {
            format!(
                r#"{{ "over": "{over}", "betreft": ["{of}"], "waarde": {value}, "op": "2026-11-12",
                    "door": {{ "rol": "consulent", "naam": "C. de Wit" }}, "motivering": "Huisbezoek" }}"#
            )
        })
        .collect();
    format!(
        r#"{{ "peildatum": "2026-11-16", "gemeente": "Zutphen",
           "personen": [ {{ "id": "anna", "dag_van_de_aanvraag": "2026-11-09", "laatste_dag_van_de_hulp": "2027-03-31" }} ],
           "huishouden": {{ "vraagt_ondersteuning": true, "gevraagde_taken": [{kinds}] }},
           "taken": [ {{ "id": "was", "hoort_bij_de_vraag": true }},
                      {{ "id": "boodschappen", "hoort_bij_de_vraag": true }},
                      {{ "id": "tuin", "hoort_bij_de_vraag": false }} ],
           "oordelen": [{}] }}"#,
        judgements.join(", ")
    )
}

#[test]
fn each_part_has_its_decision_and_its_reason_and_the_message_stays_out() {
    let program = program_of("onderdelen", PARTS);
    let judged = [
        ("is nodig", "was", "true"),
        ("is nodig", "boodschappen", "true"),
        ("is gedaan door het netwerk", "was", "false"),
        ("is gedaan door het netwerk", "boodschappen", "true"),
    ];
    let text = parts(r#""was", "boodschappen""#, &judged);
    let case = read_case(&program, &text, &Options::default()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let letter = brief(&program, &case, &BriefOptions::default()).unwrap();
    assert_eq!(letter.matches("Huisbezoek").count(), 1, "each reason once\n{letter}");
    assert!(letter.contains("- van 9 november 2026 tot en met 31 december 2026:"), "also before the month\n{letter}");
    assert!(letter.contains("- van 1 januari 2027 tot en met 31 maart 2027:"), "and after it\n{letter}");
    assert!(letter.contains("- boodschappen: afgewezen."), "each part\n{letter}");
    assert!(!letter.contains("voorbij:"), "a day that is past\n{letter}");
    assert!(!letter.contains("tuin"), "what nobody asked for is no part\n{letter}");
    insta::assert_snapshot!(letter);
    let options = BriefOptions { onderwerp: Some("motivering per taak".into()), verzonden: None };
    let own = brief(&program, &case, &options).unwrap();
    assert_eq!(own.matches("CONCEPT").count(), 2, "by name a part has a letter\n{own}");
}
