//! What every binding offers, in plain Rust types: a rule set, what it says of a case, and what is wrong.
//!
//! A binding turns these into the types of its host and back, so that every host has the same methods, the same problems
//! and the same bytes.
//!
//! ```
//! use toegang_api::{Casus, Options, Regelset};
//! let set = Regelset::built_in(Some("zutphen"))?;
//! let casus = Casus::Json(r#"{"peildatum": "2026-10-01"}"#.into());
//! let options = Options { onderwerp: Some("algemene bijstand".into()), ..Options::default() };
//! let decision = set.evaluate(&casus, &options)?;
//! assert!(decision.contains("algemene bijstand"));
//! # Ok::<(), Vec<toegang_api::Problem>>(())
//! ```

pub mod json;
pub mod paths;
mod problem;
mod regelset;
pub mod seal;

pub use paths::Value;
pub use problem::{Place, Problem, Severity};
pub use regelset::{Casus, Columns, Document, Failure, Metadata, Options, Regelset, Trial, gemeenten, texts};
pub use toegang::SourceFile;
pub use toegang::case::{Asked, Wanted};
