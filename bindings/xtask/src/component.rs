//! The WebAssembly component: the guest as a core module without imports, wrapped by wit-component.

use std::path::PathBuf;

use toegang_api::Regelset;
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};
use wit_component::ComponentEncoder;

use crate::{run, scan, wasm};

/// Builds `dist/toegang.component.wasm`, scans it, and gives its path.
pub(crate) fn build() -> Result<PathBuf, String> {
    run::publish("toegang.component.wasm", &guest(&[])?)
}

/// Builds a sealed component for every municipality, scans them, and gives their paths.
pub(crate) fn sealed() -> Result<Vec<PathBuf>, String> {
    let template = template()?;
    let mut written = Vec::new();
    for folder in toegang_rules::gemeenten() {
        let set = Regelset::built_in(Some(folder)).map_err(|problems| format!("{folder}: {problems:?}"))?;
        let sealed = toegang_seal::seal(&template, &set.program()).map_err(|error| format!("{folder}: {error}"))?;
        written.push(run::publish(&format!("{folder}.component.wasm"), &sealed)?);
    }
    Ok(written)
}

/// Builds the template of a sealed component, and keeps it where [`template_path`] says.
pub(crate) fn template() -> Result<Vec<u8>, String> {
    let empty = guest(&["--features", "verzegeld"])?;
    let template = toegang_seal::seal(&empty, &[]).map_err(|error| error.to_string())?;
    run::write(&template_path(), &template)?;
    Ok(template)
}

/// Where the template stands once it is built.
pub(crate) fn template_path() -> PathBuf {
    run::target().join("verzegeld.sjabloon.wasm")
}

/// Builds a guest as a component, and scans it.
fn guest(features: &[&str]) -> Result<Vec<u8>, String> {
    let core = wasm::core_module("toegang-component", features)?;
    let bare = bare(&core).map_err(|error| format!("the core module cannot be read: {error}"))?;
    let component = wrap(&bare)?;
    scan::check(&core, &component)?;
    wasm::without_paths(&component)?;
    Ok(component)
}

/// A module without the names of its functions: a tenth of its size, and only [`scan`] reads them.
fn bare(core: &[u8]) -> wasmparser::Result<Vec<u8>> {
    let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(core) {
        let payload = payload?;
        let named = matches!(&payload, Payload::CustomSection(section) if section.name() == "name");
        if let Some((id, range)) = payload.as_section().filter(|_| !named) {
            let data = core.get(at(range.start)..at(range.end)).unwrap_or_default();
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

fn wrap(core: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = ComponentEncoder::default();
    let wrapped = encoder.validate(true).module(core).and_then(ComponentEncoder::encode);
    wrapped.map_err(|error| format!("the component cannot be made: {error:#}"))
}
