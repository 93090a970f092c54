//! The guest of the WebAssembly component: translates between `toegang.wit` and what every binding offers, and decides
//! nothing. Without the feature `verzegeld` it is the world `toegang`, with it `toegang-verzegeld`.

#[cfg(not(feature = "verzegeld"))]
mod compiler;
mod convert;
mod regelset;
#[cfg(feature = "verzegeld")]
mod seal;

#[allow(unsafe_code, missing_docs, clippy::all, clippy::disallowed_types, reason = "generated code")]
mod generated {
    #[cfg(not(feature = "verzegeld"))]
    wit_bindgen::generate!({ path: "toegang.wit", world: "toegang" });
    #[cfg(feature = "verzegeld")]
    wit_bindgen::generate!({ path: "toegang.wit", world: "toegang-verzegeld" });
    use super::regelset::Component;
    export!(Component);
}

use generated::exports::toegang::indicatie::regels as wit;
