//! What is fed: the whole way from an input to what comes out.

use crate::clock::Laps;
use toegang::case::{self, Case, DecideOptions, Detail, Options};
use toegang::diagnostic::{Severity, text};
use toegang::program::{Program, bytes};
use toegang::{SourceFile, compile, syntax};
use toegang_corpus::{RuleSet, faulty, rule_set};

/// A kind of input.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Rule text.
    Rules,
    /// A JSON case.
    Case,
    /// The bytes of a program.
    Bytes,
}

impl Kind {
    /// All kinds.
    pub(crate) const ALL: [Self; 3] = [Self::Rules, Self::Case, Self::Bytes];

    /// Its name, also the end of the names of files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rules => "regels",
            Self::Case => "json",
            Self::Bytes => "bytes",
        }
    }
}

/// A small rule set of which every part can be compiled quickly.
const SMALL: &str = include_str!("klein.regels");

/// A small case for the small rule set.
const SMALL_CASE: &str = r#"{"peildatum":"2026-10-01","personen":[{"id":"a","geboortedatum":"1991-03-01","inkomen":"950.00","perioden_elders":[{"vanaf":"2026-01-01","tot_en_met":"2026-02-01"}]},{"id":"b","geboortedatum":null}],"relaties":[{"van":"a","met":"b","is_verwant_aan":true}],"huishouden":{"aanvrager":"a","medebewoners":{"leden":["b"],"volledig":false}},"oordelen":[{"over":"heeft dringende redenen","betreft":["a"],"waarde":true,"door":{"rol":"consulent","naam":"x"},"op":"2026-10-01","motivering":"y"}]}"#;

/// The engine with what inputs need around them.
pub(crate) struct Subject {
    real: RuleSet,
    real_program: Program,
    small: Program,
}

impl Subject {
    /// The built-in rules of a municipality and the small rule set; `None` when they do not compile.
    pub(crate) fn new() -> Option<Self> {
        let real = rule_set(Some("zutphen"))?;
        let small = compile(&[file(SMALL)], "");
        for finding in small.findings.iter().filter(|finding| finding.severity == Severity::Error) {
            eprintln!("{}", text::render(finding, &[("klein.regels", SMALL)]));
        }
        Some(Self { real_program: real.compiled.program.clone()?, real, small: small.program? })
    }

    /// Inputs to begin with.
    pub(crate) fn seeds(&self, kind: Kind) -> Vec<Vec<u8>> {
        match kind {
            Kind::Rules => {
                let texts = self.real.files.iter().map(|file| file.text.clone().into_bytes());
                // The small set by itself gets far: it compiles. It is drawn as often as all others together.
                texts.chain(std::iter::repeat_n(SMALL.as_bytes().to_vec(), self.real.files.len())).collect()
            }
            Kind::Case => {
                let real = self.real.cases().into_iter().chain(faulty()).map(|(_, text)| text.into_bytes());
                real.chain(std::iter::repeat_n(SMALL_CASE.as_bytes().to_vec(), 100)).collect()
            }
            Kind::Bytes => vec![bytes::to_bytes(&self.small), bytes::to_bytes(&self.real_program)],
        }
    }

    /// Feeds one input; every call into the engine is timed by itself.
    pub(crate) fn feed(&self, kind: Kind, input: &[u8], laps: &mut Laps) {
        let text = String::from_utf8_lossy(input);
        match kind {
            Kind::Rules => on_rules(&text, laps),
            Kind::Case => {
                on_case(&self.small, &text, laps);
                on_case(&self.real_program, &text, laps);
            }
            Kind::Bytes => {
                if let Ok(program) = laps.time("from_bytes", || bytes::from_bytes(input)) {
                    on_case(&program, SMALL_CASE, laps);
                    on_case(&program, "{\"peildatum\":\"2026-10-01\"}", laps);
                    laps.time("schema", || (case::case_schema(&program), case::decision_schema(&program)));
                }
            }
        }
    }
}

/// Text to tree, layout, findings and, if it compiles, what it says of a case.
fn on_rules(rules: &str, laps: &mut Laps) {
    let _ = laps.time("format", || syntax::format(rules));
    let compiled = laps.time("compile", || compile(&[file(rules)], ""));
    let files = [("fuzz.regels", rules)];
    laps.time("render", || compiled.findings.iter().for_each(|finding| drop(text::render(finding, &files))));
    if let Some(program) = &compiled.program {
        laps.time("trial", || toegang::trial::run(&compiled.model, program, &case::judge));
        on_case(program, SMALL_CASE, laps);
        let again = laps.time("bytes", || bytes::from_bytes(&bytes::to_bytes(program)));
        assert_eq!(again.as_ref(), Ok(program), "a program that does not come back");
    }
}

/// Case to decision, with trace, and explanation.
fn on_case(program: &Program, text: &str, laps: &mut Laps) {
    match laps.time("read_case", || case::read_case(program, text, &Options::default())) {
        Ok(case) => say(program, &case, laps),
        Err(errors) => errors.iter().for_each(|error| drop(error.to_string())),
    }
}

fn say(program: &Program, case: &Case, laps: &mut Laps) {
    let options = |detail| DecideOptions { onderwerp: None, detail };
    let _ = laps.time("decide", || case::decide(program, case, &options(Detail::Reasons)));
    let _ = laps.time("decide without reasons", || case::decide(program, case, &options(Detail::Outcomes)));
    let _ = laps.time("decide with trace", || case::decide(program, case, &options(Detail::Trace)));
    let _ = laps.time("uitleg", || case::uitleg(program, case, &options(Detail::Reasons)));
}

fn file(text: &str) -> SourceFile {
    SourceFile { path: "fuzz.regels".into(), text: text.into() }
}
