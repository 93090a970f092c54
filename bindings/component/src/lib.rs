//! The guest of the WebAssembly component: translates between `toegang.wit` and the engine, and decides nothing.

pub mod paths;
mod problems;
mod regelset;

#[allow(unsafe_code, missing_docs, clippy::all, clippy::disallowed_types, reason = "generated code")]
mod generated {
    wit_bindgen::generate!({ path: "toegang.wit", world: "toegang" });
    use super::regelset::Component;
    export!(Component);
}

use generated::exports::toegang::indicatie::regels as wit;
