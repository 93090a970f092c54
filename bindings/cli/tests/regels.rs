//! The commands on rule files: `controleer`, `uitleg`, `test`, `opmaak`, `schema`, `regels`.

mod common;

use common::{at, folder, json, toegang, with_input};
use toegang::case::json::Json;

const SMALL: &str = "regeling Proef
  soort  wet

object persoon, meervoud personen

gegevens van een persoon
  inkomen: bedrag per maand

regel laag inkomen
  bron  artikel 1
  Een persoon heeft een laag inkomen, indien het inkomen van de persoon lager is dan € 1.000.

voorbeeld laag
  op  1 juli 2026
  persoon A
    inkomen: € 900
  geeft
    A heeft een laag inkomen.
";

/// A folder with one rule file.
fn rules(name: &str, text: &str) -> (String, std::path::PathBuf) {
    let folder = folder(name);
    let file = folder.join("proef.regels");
    std::fs::write(&file, text).unwrap();
    (folder.to_str().unwrap().to_string(), file)
}

#[test]
fn the_built_in_rules_are_sound() {
    let ran = toegang(&["controleer"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains(" bestanden: 0 fouten, "), "{}", ran.out);
}

#[test]
fn all_examples_of_the_built_in_rules_pass() {
    let ran = toegang(&["test"]);
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.ends_with(" passed, 0 failed\n"), "{}", ran.out);
}

#[test]
fn one_municipality_of_a_folder_is_tested_with_national_law() {
    let ran = toegang(&["test", "rules/gemeenten/zutphen"]);
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn an_article_in_a_list_is_left_out_with_its_reason_and_so_is_one_with_a_colon_in_its_number() {
    for article in ["Awb 3:29", "Wgs 14"] {
        let ran = toegang(&["regels", "--artikel", article]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let head = format!("{}: niet gecodeerd\n", article.replace(' ', ", artikel "));
        assert!(ran.out.starts_with(&head), "{}", ran.out);
    }
}

#[test]
fn errors_go_to_stderr_and_for_machines_to_stdout() {
    let (map, file) = rules("fout", &SMALL.replace("regel laag", "regl laag"));
    let ran = toegang(&["controleer", &map]);
    assert_eq!(ran.exit, 1);
    let place = format!("{}:9:1", file.display());
    assert!(ran.err.starts_with("fout[T0101]: onbekend kopwoord `regl`\n"), "{}", ran.err);
    assert!(ran.err.contains(&place), "{}", ran.err);
    assert!(ran.out.starts_with("1 bestand: "), "{}", ran.out);
    let ran = toegang(&["controleer", &map, "--als", "json"]);
    assert_eq!((ran.exit, ran.err.as_str()), (1, ""));
    let findings = json(&ran.out);
    assert_eq!(at(&findings, "0.code").as_str(), Some("T0101"));
    assert_eq!(at(&findings, "0.ernst").as_str(), Some("fout"));
    assert_eq!(at(&findings, "0.regel").as_i64(), Some(9));
    assert_eq!(at(&findings, "0.kolom").as_i64(), Some(1));
    assert_eq!(toegang(&["test", &map]).exit, 1);
}

#[test]
fn a_failing_example_has_its_line_and_the_count_is_last() {
    let (map, file) = rules("test", SMALL);
    let ran = toegang(&["test", &map]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, "1 voorbeeld: 1 goed, 0 fout\n1 passed, 0 failed\n"), "{}", ran.err);
    std::fs::write(&file, SMALL.replace("€ 900", "€ 1.100")).unwrap();
    let ran = toegang(&["test", &map]);
    assert_eq!(ran.exit, 1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.out);
    assert!(lines[0].starts_with(&format!("{}:18:5: voorbeeld laag: ", file.display())), "{}", ran.out);
    assert_eq!(lines[1..], ["1 voorbeeld: 0 goed, 1 fout", "0 passed, 1 failed"]);
}

#[test]
fn a_failing_example_tells_both_values_as_people_write_them() {
    const TEXT: &str = "regeling Proef
  soort  wet

object persoon, meervoud personen

gegevens van een persoon
  inkomen: bedrag per maand
  woonvorm: keuze uit alleen, samen
  woonplaats: tekst
  vriend: persoon of geen

bedrag drempel, per maand
  bron            artikel 1
  met ingang van  1 januari 2026  onbekend, ten minste € 285,00  voorbeeldwaarde

regel gewone norm
  bron  artikel 1
  De norm van een persoon is het inkomen van de persoon × 2.

regel gewone soort
  bron  artikel 1
  De soort van een persoon is de woonvorm van de persoon.

regel plaats
  bron  artikel 1
  De plaats van een persoon is de woonplaats van de persoon.

regel aftrek
  bron  artikel 1
  De aftrek van een persoon is de drempel.

voorbeeld elk soort
  op  1 juli 2026
  persoon A
    inkomen: € 900
    woonvorm: alleen
    woonplaats: \"Deventer\"
    vriend: B
  persoon B
  geeft
    De norm van A is € 1.000.
    De soort van A is samen.
    De plaats van A is \"Zutphen\".
    De vriend van A is A.
    De norm van B is € 1.
    De aftrek van B is € 1.
";
    let (map, _) = rules("waarden", TEXT);
    let ran = toegang(&["test", &map]);
    let found = ran.out.lines().filter_map(|line| Some(line.split_once("maar het werd: ")?.1.split_once(" [")?.0));
    let expected = [
        "€ 1.800,00 per maand tegenover € 1.000,00 per maand",
        "alleen tegenover samen",
        "\"Deventer\" tegenover \"Zutphen\"",
        "B tegenover A",
        "onbekend tegenover € 1,00 per maand",
        "onbekend, ten minste € 285,00 per maand tegenover € 1,00 per maand",
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected, "{}", ran.out);
    assert!(ran.out.contains("verwacht `De plaats van A is \"Zutphen\"`, maar"), "{}", ran.out);
}

#[test]
fn formatting_twice_is_formatting_once() {
    let (map, file) = rules("opmaak", &SMALL.replace("bron  artikel", "bron artikel"));
    let check = toegang(&["opmaak", "--controleer", &map]);
    assert_eq!(check.exit, 1);
    assert!(check.out.contains("niet opgemaakt: "), "{}", check.out);
    assert_eq!(toegang(&["opmaak", &map]).exit, 0);
    let once = std::fs::read_to_string(&file).unwrap();
    assert!(once.contains("bron  artikel"), "{once}");
    assert_eq!(toegang(&["opmaak", "--controleer", &map]).exit, 0);
    let piped = with_input(&["opmaak", "-"], &once);
    assert_eq!((piped.exit, piped.out), (0, once));
}

#[test]
fn a_file_that_cannot_be_read_is_not_formatted() {
    let (map, file) = rules("opmaak_fout", "regl x\n");
    let ran = toegang(&["opmaak", &map]);
    assert_eq!(ran.exit, 1);
    assert!(ran.err.contains("T0101"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(file).unwrap(), "regl x\n");
}

#[test]
fn every_code_has_its_page() {
    for (code, title) in [("t0101", "# T0101 "), ("C0103", "# C0103 ")] {
        let ran = toegang(&["uitleg", code]);
        assert_eq!(ran.exit, 0);
        assert!(ran.out.starts_with(title), "{}", ran.out);
    }
    let unknown = toegang(&["uitleg", "T9999"]);
    assert_eq!((unknown.exit, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.starts_with("fout: onbekende code `T9999`"), "{}", unknown.err);
}

#[test]
fn a_schema_of_a_case_and_of_a_decision() {
    let case = json(&toegang(&["schema", "--gemeente", "Zutphen"]).out);
    assert_eq!(at(&case, "$schema").as_str(), Some("https://json-schema.org/draft/2020-12/schema"));
    assert_eq!(at(&case, "properties.gemeente.const").as_str(), Some("Zutphen"));
    let decision = json(&toegang(&["schema", "--besluit"]).out);
    assert!(at(&decision, "properties").get("uitkomsten").is_some());
    assert_eq!(toegang(&["schema", "--gemeente", "Atlantis"]).exit, 2);
}

#[test]
fn articles_with_their_rules() {
    let one = toegang(&["regels", "--artikel", "Pw 22a"]);
    assert!(one.out.starts_with("Pw, artikel 22a: gecodeerd\n"), "{}", one.out);
    assert!(one.out.contains("  regel kostendelersnorm (Pw, artikel 22a"), "{}", one.out);
    let boete = json(&toegang(&["regels", "--artikel", "18a", "--als", "json"]).out);
    assert!(at(&boete, "0.niet_gecodeerd.0.reden").as_str().is_some_and(|reason| !reason.is_empty()));
    let table = toegang(&["regels", "--artikel", "Wmo 2.3.5", "--als", "tabel"]);
    assert!(
        table.out.starts_with("# Regels van Toegang ") && table.out.contains("\n| artikel | stand |"),
        "{}",
        table.out
    );
    assert!(table.out.contains("\n| Wmo 2015, artikel 2.3.5 | "), "{}", table.out);
    let none = toegang(&["regels", "--artikel", "999"]);
    assert_eq!((none.exit, none.err.as_str()), (2, "fout: geen regel noemt artikel 999\n"));
    let all = json(&toegang(&["regels", "--als", "json"]).out);
    let articles = all.as_array().unwrap();
    assert!(articles.iter().all(|article| article.get("stand").and_then(Json::as_str).is_some()));
}

#[test]
fn wrong_usage_ends_with_two() {
    for wrong in [&[][..], &["toest"], &["toets"], &["test", "--foo"], &["controleer", "--als", "xml"]] {
        let ran = toegang(wrong);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{wrong:?}");
        assert!(!ran.err.contains("Usage") && !ran.err.contains("error:"), "{}", ran.err);
    }
    let help = toegang(&["toets", "--help"]);
    assert_eq!(help.exit, 0);
    assert!(help.out.contains("Gebruik: toegang toets CASUS.json"), "{}", help.out);
    assert!(!help.out.contains("Options") && !help.out.contains("Arguments"), "{}", help.out);
    assert!(toegang(&["--version"]).out.starts_with("toegang "));
}

#[test]
fn a_folder_without_rules_is_told() {
    let folder = folder("leeg");
    let ran = toegang(&["controleer", folder.to_str().unwrap()]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("geen regelbestanden"), "{}", ran.err);
}
