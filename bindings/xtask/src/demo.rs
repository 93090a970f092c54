//! The static page of `bindings/web/demo`: put together, and tested in a browser.

use std::path::PathBuf;
use std::process::Command;

use crate::{run, web};

/// Builds the npm package and the page on it, and gives the folder of the page.
pub(crate) fn build() -> Result<PathBuf, String> {
    web::build()?;
    run::succeed(&mut node(&["demo/build.mjs", run::text(&run::target())?]))?;
    Ok(run::target().join("web/demo"))
}

/// Checks the types of the scripts of the page, and tests it in Chromium.
pub(crate) fn test() -> Result<(), String> {
    browser()?;
    run::succeed(&mut node(&["demo/build.mjs", run::text(&run::target())?, "--check"]))?;
    let tests = ["--test", "--test-reporter=spec", "demo/tests/parts.test.mjs", "demo/tests/page.test.mjs"];
    run::succeed(node(&tests).env("CARGO_TARGET_DIR", run::target()))
}

fn node(words: &[&str]) -> Command {
    let mut command = Command::new("node");
    command.args(words).current_dir(web::folder());
    command
}

/// Chromium, installed where that is allowed.
pub(crate) fn browser() -> Result<(), String> {
    if found("chromium").is_some() {
        return Ok(());
    }
    if run::output(Command::new("id").arg("-u"))? != "0" || found("apt-get").is_none() {
        return Err("chromium is not there: install the package `chromium`".to_string());
    }
    run::succeed(Command::new("apt-get").args(["update", "--quiet"]))?;
    run::succeed(Command::new("apt-get").args(["install", "--yes", "--quiet", "--no-install-recommends", "chromium"]))
}

/// Where a command is.
fn found(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}
