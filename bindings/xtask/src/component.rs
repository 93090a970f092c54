//! The WebAssembly component: the guest as a core module without imports, wrapped by wit-component.

use std::path::{Path, PathBuf};
use std::process::Command;

use wit_component::ComponentEncoder;

use crate::{run, scan};

const TARGET: &str = "wasm32-unknown-unknown";

/// The stack of the module: the deepest rule set and the deepest case must fit, with room.
const STACK: &str = "-Clink-arg=-zstack-size=4194304";

/// Builds `dist/toegang.component.wasm`, scans it, and gives its path.
pub(crate) fn build() -> Result<PathBuf, String> {
    let core = core_module("toegang-component", "toegang_component")?;
    let component = wrap(&core)?;
    scan::check(&core, &component)?;
    write("toegang.component.wasm", &component)
}

/// Compiles a guest to a core module.
fn core_module(package: &str, file: &str) -> Result<Vec<u8>, String> {
    let mut command = run::cargo_command();
    // Only here a cdylib: the names of its exports are none that the linker of another target takes.
    command.args(["rustc", "--package", package, "--lib", "--crate-type", "cdylib"]);
    command.args(["--profile", "wasm", "--target", TARGET]);
    command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags()?.join("\x1f"));
    run::succeed(&mut command)?;
    let path = run::target().join(TARGET).join("wasm").join(format!("{file}.wasm"));
    std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// No path of this machine may stand in a panic text.
fn flags() -> Result<Vec<String>, String> {
    let sysroot = run::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let remap = |from: &Path, to: &str| run::text(from).map(|from| format!("--remap-path-prefix={from}={to}"));
    Ok(vec![
        remap(&cargo, "/cargo")?,
        remap(Path::new(&sysroot), "/rust")?,
        remap(&run::root(), "/toegang")?,
        STACK.to_string(),
    ])
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
