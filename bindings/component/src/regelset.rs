//! The resource: a compiled rule set.

use toegang_api::Regelset;

use crate::convert;
use crate::wit::{Casus, Columns, Document, Guest, GuestRegelset, Metadata, Options, Problem, Question};

/// The exports of the component.
pub struct Component;

/// A compiled rule set.
pub struct RuleSet(pub(crate) Regelset);

#[cfg(feature = "verzegeld")]
use crate::seal as inside;

/// The built-in rules.
#[cfg(not(feature = "verzegeld"))]
mod inside {
    pub(crate) use toegang_api::gemeenten;

    use toegang_api::{Problem, Regelset};

    pub(crate) fn built_in(gemeente: Option<&str>) -> Result<Regelset, Vec<Problem>> {
        Regelset::built_in(gemeente)
    }
}

impl Guest for Component {
    type Regelset = RuleSet;

    fn gemeenten() -> Vec<String> {
        inside::gemeenten()
    }

    fn built_in(gemeente: Option<String>) -> Result<crate::wit::Regelset, Vec<Problem>> {
        let set = inside::built_in(gemeente.as_deref()).map_err(convert::problems)?;
        Ok(crate::wit::Regelset::new(RuleSet(set)))
    }
}

impl GuestRegelset for RuleSet {
    fn evaluate(&self, casus: Casus, options: Options) -> Result<String, Vec<Problem>> {
        self.0.evaluate(&convert::casus(casus), &convert::options(options)).map_err(convert::problems)
    }

    fn evaluate_all(&self, casussen: Vec<Casus>, options: Options) -> Vec<Result<String, Vec<Problem>>> {
        let options = convert::options(options);
        let one = |casus| self.0.evaluate(&convert::casus(casus), &options).map_err(convert::problems);
        casussen.into_iter().map(one).collect()
    }

    fn outcomes(&self, casus: Casus, options: Options) -> Result<String, Vec<Problem>> {
        self.0.outcomes(&convert::casus(casus), &convert::options(options)).map_err(convert::problems)
    }

    fn outcomes_all(&self, casussen: Vec<Casus>, options: Options) -> Vec<Result<String, Vec<Problem>>> {
        let options = convert::options(options);
        let one = |casus| self.0.outcomes(&convert::casus(casus), &options).map_err(convert::problems);
        casussen.into_iter().map(one).collect()
    }

    fn outcomes_table(&self, casus: Casus, columns: Columns, options: Options) -> Result<String, Vec<Problem>> {
        let (casus, columns) = (convert::casus(casus), convert::columns(columns));
        self.0.outcomes_table(&casus, &columns, &convert::options(options)).map_err(convert::problems)
    }

    fn explain(&self, casus: Casus, options: Options) -> Result<String, Vec<Problem>> {
        self.0.explain(&convert::casus(casus), &convert::options(options)).map_err(convert::problems)
    }

    fn questions(&self, casus: Casus, options: Options) -> Result<Vec<Question>, Vec<Problem>> {
        let asked = self.0.questions(&convert::casus(casus), &convert::options(options)).map_err(convert::problems)?;
        Ok(asked.into_iter().map(convert::question).collect())
    }

    fn schema(&self, of: Document) -> String {
        self.0.schema(convert::document(of))
    }

    fn metadata(&self) -> Metadata {
        convert::metadata(self.0.metadata())
    }
}
