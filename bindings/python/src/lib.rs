//! The native module `toegang._kern`: translates between Python and what every binding offers, and decides nothing.
//! Documents cross as their JSON text; `python/toegang` makes Python values of them, and types.
//!
//! While the engine works, other Python threads go on.

mod apart;
mod regelset;

use pyo3::prelude::*;
use toegang_api::{Problem, json};

// `toegang._fout.ToegangFout`, made of the JSON text of problems.
pyo3::import_exception!(toegang._fout, ToegangFout);

/// The native part of the package `toegang`.
#[pymodule]
mod _kern {
    #[pymodule_export]
    use super::regelset::Regelset;
    #[pymodule_export]
    use super::{gemeenten, teksten};
}

/// The municipalities whose rules are built in.
#[pyfunction]
fn gemeenten() -> Vec<String> {
    toegang_api::gemeenten()
}

/// The rule texts that are built in, as JSON text.
#[pyfunction]
fn teksten(gemeente: Option<&str>) -> PyResult<String> {
    toegang_api::texts(gemeente).map(|files| json::texts(&files)).map_err(fout)
}

/// Problems as a Python exception.
fn fout(problems: Vec<Problem>) -> PyErr {
    ToegangFout::new_err(json::problems(&problems))
}
