//! All that is published, in `dist/`.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::{component, demo, python, run};

/// Builds everything and writes `SHA256SUMS`.
pub(crate) fn build() -> Result<(), String> {
    component::build()?;
    component::sealed()?;
    demo::build()?;
    python::build()?;
    command()?;
    sums(&run::root().join("dist"))
}

/// Builds the command with the template of a sealed component in it.
fn command() -> Result<(), String> {
    let mut command = run::cargo_command();
    command
        .args(["build", "--release", "--package", "toegang-cli"])
        .env("TOEGANG_SJABLOON", component::template_path());
    run::succeed(&mut command)
}

/// Writes the sums of all files of a folder, in the form of `sha256sum`.
fn sums(dist: &Path) -> Result<(), String> {
    let fault = |error: std::io::Error| format!("{}: {error}", dist.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(dist).map_err(fault)? {
        names.push(entry.map_err(fault)?.file_name());
    }
    names.sort();
    let mut lines = String::new();
    for name in names.iter().filter_map(|name| name.to_str()).filter(|name| *name != "SHA256SUMS") {
        let digest = Sha256::digest(std::fs::read(dist.join(name)).map_err(fault)?);
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        lines.push_str(&format!("{digest}  {name}\n"));
    }
    std::fs::write(dist.join("SHA256SUMS"), &lines).map_err(fault)?;
    print!("{lines}");
    Ok(())
}
