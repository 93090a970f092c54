//! The WebAssembly behind the npm package: rule sets, with texts in and out. `js/` gives them the form that people use.
//!
//! An error is thrown as the JSON text of its problems, see [`toegang_api::json`].

#[cfg(feature = "compiler")]
mod compiler;
mod kern;

pub use kern::Kern;
