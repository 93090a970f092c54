//! What is fed: the whole way from an input to what comes out.

use crate::clock::Laps;
use crate::columns;
use toegang::case::json::{self, Limits};
use toegang::case::{self, Case, DecideOptions, Detail, Options, Table, TableError};
use toegang::diagnostic::{Severity, text};
use toegang::evaluate::Machine;
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
    /// The columns of a table, as JSON.
    Columns,
}

impl Kind {
    /// All kinds.
    pub(crate) const ALL: [Self; 4] = [Self::Rules, Self::Case, Self::Bytes, Self::Columns];

    /// Its name, also the end of the names of files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rules => "regels",
            Self::Case => "json",
            Self::Bytes => "bytes",
            Self::Columns => "kolommen",
        }
    }
}

/// A small rule set of which every part can be compiled quickly.
const SMALL: &str = include_str!("klein.regels");

/// A small case for the small rule set.
const SMALL_CASE: &str = r#"{"peildatum":"2026-10-01","personen":[{"id":"a","geboortedatum":"1991-03-01","inkomen":"950.00","perioden_elders":[{"vanaf":"2026-01-01","tot_en_met":"2026-02-01"}]},{"id":"b","geboortedatum":null}],"relaties":[{"van":"a","met":"b","is_verwant_aan":true}],"huishouden":{"aanvrager":"a","medebewoners":{"leden":["b"],"volledig":false}},"oordelen":[{"over":"heeft dringende redenen","betreft":["a"],"waarde":true,"door":{"rol":"consulent","naam":"x"},"op":"2026-10-01","motivering":"y"}]}"#;

/// A real case, and what is decided of it for each row of a table.
const REAL_CASE: &str = include_str!("../../casussen/z01.json");
const REAL_SUBJECT: &str = "algemene bijstand";

/// A few rows for any case: a person in it is born on some day, or that is not known.
const SMALL_COLUMNS: &str = r#"{"personen[0].geboortedatum":["1991-03-01",{},"2026-02-30"]}"#;

/// Longer columns are for the small rule set only: how long a table takes depends on its rows.
const SHORT_COLUMNS: usize = 600;

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
            Kind::Columns => columns::seeds().into_iter().map(String::into_bytes).collect(),
            Kind::Bytes => vec![bytes::to_bytes(&self.small), bytes::to_bytes(&self.real_program)],
        }
    }

    /// Over what a table is made of some columns: rules, a case, and about what.
    fn tabled(&self, columns: &str) -> impl Iterator<Item = (&Program, &str, Option<&str>)> {
        let real = (columns.len() <= SHORT_COLUMNS).then_some((&self.real_program, REAL_CASE, Some(REAL_SUBJECT)));
        std::iter::once((&self.small, SMALL_CASE, None)).chain(real)
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
            Kind::Columns => {
                for (program, case, onderwerp) in self.tabled(&text) {
                    on_table(program, (case, &text), onderwerp, laps);
                }
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

#[cfg(test)]
impl Subject {
    /// What comes of some columns.
    pub(crate) fn tables(&self, columns: &str) -> Vec<Result<Table, TableError>> {
        let all = self.tabled(columns);
        all.map(|(program, case, onderwerp)| table(program, (case, columns), onderwerp)).collect()
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
    on_table(program, (text, SMALL_COLUMNS), None, laps);
}

/// Case and columns to a table of which every column is a list with a value for each row, or to what is wrong.
fn on_table(program: &Program, texts: (&str, &str), onderwerp: Option<&str>, laps: &mut Laps) {
    match laps.time("table", || table(program, texts, onderwerp)) {
        Ok(Table { columns, faults }) => {
            faults.iter().flatten().for_each(|error| drop(error.to_string()));
            for column in columns {
                let cells = json::parse(&column.cells, Limits::OWN);
                let rows = cells.ok().and_then(|cells| cells.as_array().map(<[_]>::len));
                assert_eq!(rows, Some(faults.len()), "a column of another length than its table");
            }
        }
        Err(TableError::Case(errors)) => errors.iter().for_each(|error| drop(error.to_string())),
        Err(TableError::Columns(errors)) => errors.iter().for_each(|error| drop(case::text::column(error))),
        Err(TableError::Decision(unknown)) => drop(unknown.to_string()),
    }
}

fn table(program: &Program, texts: (&str, &str), onderwerp: Option<&str>) -> Result<Table, TableError> {
    case::outcomes_table(&mut Machine::new(program), texts, &Options::default(), onderwerp)
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
