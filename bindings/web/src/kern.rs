//! A compiled rule set, and what it says of a case.

#![allow(unsafe_code, reason = "generated code")]

use toegang_api::{Casus, Columns, Document, Options, Problem, Regelset, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// A compiled rule set.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Kern(pub(crate) Regelset);

/// The problems as a text, to be thrown.
pub(crate) fn thrown(problems: Vec<Problem>) -> String {
    json::problems(&problems)
}

/// The case in UTF-8 bytes, which cross more quickly than a text. Other bytes are no case: an empty one tells that.
fn json(casus: Vec<u8>) -> Casus {
    Casus::Json(String::from_utf8(casus).unwrap_or_default())
}

/// What is said of each of the cases that stand in the bytes one after the other, or what is wrong.
fn each(mut bytes: &[u8], lengths: &[u32], say: impl Fn(&Casus) -> Result<String, Vec<Problem>>) -> Vec<String> {
    let one = |length: &u32| {
        let casus = bytes.split_off(..(*length as usize).min(bytes.len())).unwrap_or_default();
        say(&json(casus.to_vec())).unwrap_or_else(thrown)
    };
    lengths.iter().map(one).collect()
}

#[wasm_bindgen]
impl Kern {
    /// Loads a program that was compiled before.
    ///
    /// # Errors
    /// For anything but the bytes of a sound program in the format of this engine.
    pub fn uit_programma(bytes: &[u8]) -> Result<Kern, String> {
        Regelset::from_program(bytes).map(Kern).map_err(thrown)
    }

    /// Decides a case: the decision as canonical JSON.
    ///
    /// # Errors
    /// All that is wrong with the case or the call.
    pub fn toets(
        &self,
        casus: Vec<u8>,
        op: Option<String>,
        gemeente: Option<String>,
        onderwerp: Option<String>,
        spoor: bool,
    ) -> Result<String, String> {
        self.0.evaluate(&json(casus), &Options { op, gemeente, onderwerp, spoor }).map_err(thrown)
    }

    /// Decides many cases, which stand one after the other, each so many bytes. Each text that comes back is a decision (it begins with `{`) or its problems (with `[`).
    pub fn toets_alle(
        &self,
        casussen: &[u8],
        lengten: &[u32],
        op: Option<String>,
        gemeente: Option<String>,
        onderwerp: Option<String>,
        spoor: bool,
    ) -> Vec<String> {
        let options = Options { op, gemeente, onderwerp, spoor };
        each(casussen, lengten, |casus| self.0.evaluate(casus, &options))
    }

    /// What comes out, without reasons, as canonical JSON.
    ///
    /// # Errors
    /// As [`Self::toets`].
    pub fn uitkomsten(
        &self,
        casus: Vec<u8>,
        op: Option<String>,
        gemeente: Option<String>,
        onderwerp: Option<String>,
    ) -> Result<String, String> {
        let options = Options { op, gemeente, onderwerp, spoor: false };
        self.0.outcomes(&json(casus), &options).map_err(thrown)
    }

    /// What comes out of many cases, as [`Self::toets_alle`] gives decisions.
    pub fn uitkomsten_alle(
        &self,
        casussen: &[u8],
        lengten: &[u32],
        op: Option<String>,
        gemeente: Option<String>,
        onderwerp: Option<String>,
    ) -> Vec<String> {
        let options = Options { op, gemeente, onderwerp, spoor: false };
        each(casussen, lengten, |casus| self.0.outcomes(casus, &options))
    }

    /// What comes out of a case for each row of a table. The columns are JSON in UTF-8 bytes, as the case is.
    ///
    /// # Errors
    /// All that is wrong with the case, a column or the call.
    pub fn uitkomsten_tabel(
        &self,
        casus: Vec<u8>,
        kolommen: Vec<u8>,
        op: Option<String>,
        gemeente: Option<String>,
        onderwerp: Option<String>,
    ) -> Result<String, String> {
        let columns = Columns::Json(String::from_utf8(kolommen).unwrap_or_default());
        let options = Options { op, gemeente, onderwerp, spoor: false };
        self.0.outcomes_table(&json(casus), &columns, &options).map_err(thrown)
    }

    /// Decides a case and explains it: readable Dutch.
    ///
    /// # Errors
    /// As [`Self::toets`].
    pub fn uitleg(
        &self,
        casus: Vec<u8>,
        op: Option<String>,
        gemeente: Option<String>,
        onderwerp: Option<String>,
    ) -> Result<String, String> {
        let options = Options { op, gemeente, onderwerp, spoor: false };
        self.0.explain(&json(casus), &options).map_err(thrown)
    }

    /// What can still change the outcomes, in asking order: a JSON list.
    ///
    /// # Errors
    /// As [`Self::toets`].
    pub fn vragen(
        &self,
        casus: Vec<u8>,
        op: Option<String>,
        gemeente: Option<String>,
        onderwerp: Option<String>,
    ) -> Result<String, String> {
        let options = Options { op, gemeente, onderwerp, spoor: false };
        let asked = self.0.questions(&json(casus), &options).map_err(thrown)?;
        Ok(json::questions(&asked))
    }

    /// The JSON Schema of `casus`, `besluit` or `uitkomsten`; nothing for another word.
    pub fn schema(&self, van: &str) -> Option<String> {
        Some(self.0.schema(Document::named(van)?))
    }

    /// What this rule set is: a JSON object.
    pub fn metadata(&self) -> String {
        json::metadata(&self.0.metadata())
    }
}
