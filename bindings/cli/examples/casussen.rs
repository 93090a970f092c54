//! Schrijft elk landelijk voorbeeld als casus naar een map.
use toegang::{SourceFile, compile};
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let files: Vec<SourceFile> = toegang_rules::landelijk()
        .into_iter()
        .map(|(p, t)| SourceFile { path: format!("landelijk/{p}"), text: t.into() })
        .collect();
    let compiled = compile(&files, "");
    let program = compiled.program.unwrap();
    std::fs::create_dir_all(&dir).unwrap();
    for e in &compiled.model.examples {
        let (facts, _) = toegang::trial::facts_of(&program, e);
        let s = toegang::case::Signature { name: "M. de Vries", reasons: "gegeven in de uitgewerkte zaak" };
        let m = (e.day.first_of_month(), e.day.last_of_month());
        std::fs::write(
            format!("{dir}/{}.json", e.name.replace(['/', ' '], "_")),
            toegang::case::write_case(&program, &facts, m, s),
        )
        .unwrap();
    }
}
