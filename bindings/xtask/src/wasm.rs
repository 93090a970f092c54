//! Core modules for `wasm32-unknown-unknown`.

use std::path::PathBuf;
use std::process::Command;

use crate::{run, scan};

const TARGET: &str = "wasm32-unknown-unknown";

/// The stack of the module: the deepest rule set and the deepest case must fit, with room.
const STACK: &str = "-Clink-arg=-zstack-size=4194304";

/// Compiles a package to a core module.
pub(crate) fn core_module(package: &str, features: &[&str]) -> Result<Vec<u8>, String> {
    let mut flags = remaps()?;
    flags.push(STACK.to_string());
    let mut command = run::cargo_command();
    // Only here a cdylib: the names of its exports are none that the linker of another target takes.
    command.args(["rustc", "--package", package, "--lib", "--crate-type", "cdylib"]);
    command.args(["--profile", "wasm", "--target", TARGET]).args(features);
    command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    run::succeed(&mut command)?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    run::read(&run::target().join(TARGET).join("wasm").join(file))
}

/// The flags by which no path of this machine gets into what is compiled.
pub(crate) fn remaps() -> Result<Vec<String>, String> {
    let paths = machine_paths()?;
    Ok(paths.iter().map(|(path, name)| format!("--remap-path-prefix={path}={name}")).collect())
}

/// Fails when a path of this machine stands in a module.
pub(crate) fn without_paths(module: &[u8]) -> Result<(), String> {
    scan::paths(module, machine_paths()?.iter().map(|(path, _)| path.as_str()))
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
