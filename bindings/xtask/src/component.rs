//! The WebAssembly component: the guest as a core module without imports, wrapped by wit-component.

use std::path::PathBuf;
use std::process::Command;

use toegang_api::Regelset;
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};
use wit_component::ComponentEncoder;

use crate::{run, scan};

const TARGET: &str = "wasm32-unknown-unknown";

/// The stack of the module: the deepest rule set and the deepest case must fit, with room.
const STACK: &str = "-Clink-arg=-zstack-size=4194304";

/// Builds `dist/toegang.component.wasm`, scans it, and gives its path.
pub(crate) fn build() -> Result<PathBuf, String> {
    write("toegang.component.wasm", &guest(&[])?)
}

/// Builds a sealed component for every municipality, scans them, and gives their paths.
pub(crate) fn sealed() -> Result<Vec<PathBuf>, String> {
    let template = template()?;
    let mut written = Vec::new();
    for folder in toegang_rules::gemeenten() {
        let set = Regelset::built_in(Some(folder)).map_err(|problems| format!("{folder}: {problems:?}"))?;
        let sealed = toegang_seal::seal(&template, &set.program()).map_err(|error| format!("{folder}: {error}"))?;
        written.push(write(&format!("{folder}.component.wasm"), &sealed)?);
    }
    Ok(written)
}

/// Builds the template of a sealed component, and keeps it where [`template_path`] says.
pub(crate) fn template() -> Result<Vec<u8>, String> {
    let empty = guest(&["--features", "verzegeld"])?;
    let template = toegang_seal::seal(&empty, &[]).map_err(|error| error.to_string())?;
    let path = template_path();
    std::fs::write(&path, &template).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(template)
}

/// Where the template stands once it is built.
pub(crate) fn template_path() -> PathBuf {
    run::target().join("verzegeld.sjabloon.wasm")
}

/// Builds a guest as a component, and scans it.
fn guest(features: &[&str]) -> Result<Vec<u8>, String> {
    let paths = machine_paths()?;
    let core = core_module(features, &paths)?;
    let bare = bare(&core).map_err(|error| format!("the core module cannot be read: {error}"))?;
    let component = wrap(&bare)?;
    scan::check(&core, &component)?;
    scan::paths(&component, paths.iter().map(|(path, _)| path.as_str()))?;
    Ok(component)
}

/// Compiles the guest to a core module.
fn core_module(features: &[&str], paths: &[(String, String)]) -> Result<Vec<u8>, String> {
    let mut command = run::cargo_command();
    // Only here a cdylib: the names of its exports are none that the linker of another target takes.
    command.args(["rustc", "--package", "toegang-component", "--lib", "--crate-type", "cdylib"]);
    command.args(["--profile", "wasm", "--target", TARGET]).args(features);
    let remap = paths.iter().map(|(path, name)| format!("--remap-path-prefix={path}={name}"));
    let flags: Vec<String> = remap.chain([STACK.to_string()]).collect();
    command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    run::succeed(&mut command)?;
    let path = run::target().join(TARGET).join("wasm").join("toegang_component.wasm");
    std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The paths of this machine that may not stand in a panic text, and what stands there instead; the last that fits wins.
fn machine_paths() -> Result<Vec<(String, String)>, String> {
    let sysroot = run::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let mut paths = vec![
        (run::text(&cargo)?.to_string(), "/cargo".to_string()),
        (sysroot, "/rust".to_string()),
        (run::text(&run::root())?.to_string(), "/toegang".to_string()),
    ];
    // Sources of crates stand in a folder per registry, and its name depends on where the machine gets them.
    for registry in std::fs::read_dir(cargo.join("registry/src")).into_iter().flatten().flatten() {
        paths.push((run::text(&registry.path())?.to_string(), "/crates".to_string()));
    }
    Ok(paths)
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

/// Writes a file to `dist/`.
fn write(name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
    let dist = run::root().join("dist");
    let path = dist.join(name);
    let written = std::fs::create_dir_all(&dist).and_then(|()| std::fs::write(&path, bytes));
    written.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}
