//! A compiled rule set as a Python object.

use pyo3::prelude::*;
use toegang_api::{Casus, Columns, Document, Options, Problem, SourceFile, json};

use crate::apart::{apart, apart_while};
use crate::fout;

/// A compiled rule set: national law and at most one municipality. It never changes.
#[pyclass(frozen, module = "toegang._kern")]
pub(crate) struct Regelset(toegang_api::Regelset);

/// `op`, `gemeente`, `onderwerp` and `spoor`.
#[derive(FromPyObject)]
pub(crate) struct Opties(Option<String>, Option<String>, Option<String>, bool);

impl From<Opties> for Options {
    fn from(Opties(op, gemeente, onderwerp, spoor): Opties) -> Self {
        Self { op, gemeente, onderwerp, spoor }
    }
}

#[pymethods]
impl Regelset {
    /// The rules that are built in.
    #[staticmethod]
    fn ingebouwd(py: Python<'_>, gemeente: Option<String>) -> PyResult<Self> {
        made(py, || toegang_api::Regelset::built_in(gemeente.as_deref()))
    }

    /// Compiles rule texts: pairs of path and text.
    #[staticmethod]
    fn uit_teksten(py: Python<'_>, bestanden: Vec<(String, String)>, gemeente: String) -> PyResult<Self> {
        let files = bestanden.into_iter().map(|(path, text)| SourceFile { path, text }).collect();
        made(py, || toegang_api::Regelset::from_texts(files, &gemeente))
    }

    /// Loads a compiled program.
    #[staticmethod]
    fn uit_programma(py: Python<'_>, programma: &[u8]) -> PyResult<Self> {
        made(py, || toegang_api::Regelset::from_program(programma))
    }

    /// The decision on a case.
    fn toets(&self, py: Python<'_>, casus: String, opties: Opties) -> PyResult<String> {
        self.say(py, casus, opties, |set, casus, options| set.evaluate(casus, options))
    }

    /// The decision on each case, or the exception that says why there is none.
    fn toets_alle(&self, py: Python<'_>, casussen: Vec<String>, opties: Opties) -> PyResult<Vec<Py<PyAny>>> {
        self.each(py, casussen, opties, |set, casus, options| set.evaluate(casus, options))
    }

    /// What comes out of a case, without reasons.
    fn uitkomsten(&self, py: Python<'_>, casus: String, opties: Opties) -> PyResult<String> {
        self.say(py, casus, opties, |set, casus, options| set.outcomes(casus, options))
    }

    /// What comes out of each case, as `toets_alle`.
    fn uitkomsten_alle(&self, py: Python<'_>, casussen: Vec<String>, opties: Opties) -> PyResult<Vec<Py<PyAny>>> {
        self.each(py, casussen, opties, |set, casus, options| set.outcomes(casus, options))
    }

    /// What comes out of a case for each row of a table; the columns are JSON text too. Can be interrupted between two rows.
    fn uitkomsten_tabel(&self, py: Python<'_>, casus: String, kolommen: String, opties: Opties) -> PyResult<String> {
        let (casus, columns, options) = (Casus::Json(casus), Columns::Json(kolommen), Options::from(opties));
        let said = apart_while(py, |go_on| self.0.outcomes_table_while(&casus, &columns, &options, go_on))?;
        said.map(Option::unwrap_or_default).map_err(fout)
    }

    /// The decision on a case in readable Dutch.
    fn uitleg(&self, py: Python<'_>, casus: String, opties: Opties) -> PyResult<String> {
        self.say(py, casus, opties, |set, casus, options| set.explain(casus, options))
    }

    /// What can still change the outcomes, as JSON text.
    fn vragen(&self, py: Python<'_>, casus: String, opties: Opties) -> PyResult<String> {
        self.say(py, casus, opties, |set, casus, options| {
            set.questions(casus, options).map(|asked| json::questions(&asked))
        })
    }

    /// The JSON Schema of `casus`, `besluit` or `uitkomsten`; nothing for another word.
    fn schema(&self, py: Python<'_>, van: &str) -> PyResult<Option<String>> {
        apart(py, || Some(self.0.schema(Document::named(van)?)))
    }

    /// What this rule set is, as JSON text.
    fn metadata(&self) -> String {
        json::metadata(&self.0.metadata())
    }

    /// The warnings that compiling gave, as JSON text.
    fn waarschuwingen(&self) -> String {
        json::problems(&self.0.warnings())
    }

    /// What came of the examples in the rule files, as JSON text.
    fn test(&self, py: Python<'_>) -> PyResult<String> {
        apart(py, || json::trial(&self.0.test()))
    }

    /// The compiled program.
    fn programma(&self, py: Python<'_>) -> PyResult<Vec<u8>> {
        apart(py, || self.0.program())
    }
}

impl Regelset {
    /// Says something of a case.
    fn say(&self, py: Python<'_>, text: String, opties: Opties, say: Say) -> PyResult<String> {
        let (casus, options) = (Casus::Json(text), opties.into());
        apart(py, || say(&self.0, &casus, &options))?.map_err(fout)
    }

    /// Says something of each case, or gives the exception that says why not. Can be interrupted between two.
    fn each(&self, py: Python<'_>, texts: Vec<String>, opties: Opties, say: Say) -> PyResult<Vec<Py<PyAny>>> {
        let options = Options::from(opties);
        let one = |text: String| {
            py.check_signals()?;
            let casus = Casus::Json(text);
            match apart(py, || say(&self.0, &casus, &options))? {
                Ok(said) => Ok(said.into_pyobject(py)?.into_any().unbind()),
                Err(problems) => Ok(fout(problems).into_value(py).into_any()),
            }
        };
        texts.into_iter().map(one).collect()
    }
}

/// What can be said of a case.
type Say = fn(&toegang_api::Regelset, &Casus, &Options) -> Result<String, Vec<Problem>>;

/// A rule set, made while other threads go on.
fn made(
    py: Python<'_>,
    make: impl FnOnce() -> Result<toegang_api::Regelset, Vec<Problem>> + Send,
) -> PyResult<Regelset> {
    apart(py, make)?.map(Regelset).map_err(fout)
}
