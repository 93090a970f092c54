//! Rule sets from texts.

#![allow(unsafe_code, reason = "generated code")]

use toegang_api::{Regelset, SourceFile, json};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::kern::{Kern, thrown};

/// The rule texts that are built in: a JSON list.
///
/// # Errors
/// For a municipality whose rules are not built in.
#[wasm_bindgen]
pub fn teksten(gemeente: Option<String>) -> Result<String, String> {
    toegang_api::texts(gemeente.as_deref()).map(|files| json::texts(&files)).map_err(thrown)
}

#[wasm_bindgen]
impl Kern {
    /// Compiles rule texts: the path of each file, and its text.
    ///
    /// # Errors
    /// All errors in the texts.
    pub fn uit_teksten(paden: Vec<String>, teksten: Vec<String>, gemeente: &str) -> Result<Kern, String> {
        let files = paden.into_iter().zip(teksten).map(|(path, text)| SourceFile { path, text }).collect();
        Regelset::from_texts(files, gemeente).map(Kern).map_err(thrown)
    }

    /// The warnings that compiling gave: a JSON list.
    pub fn waarschuwingen(&self) -> String {
        thrown(self.0.warnings())
    }

    /// Runs the examples in the rule files: a JSON object.
    pub fn test(&self) -> String {
        json::trial(&self.0.test())
    }

    /// The compiled program, as `uit_programma` takes it.
    pub fn programma(&self) -> Vec<u8> {
        self.0.program()
    }
}
