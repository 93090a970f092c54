//! `cargo xtask component|seal|web|python|demo|build|conformance|bench`: builds, proves and measures what is published.

mod component;
mod demo;
mod dist;
mod python;
mod run;
mod scan;
mod wasm;
mod web;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask component             build dist/toegang.component.wasm and scan it
cargo xtask seal                  the same for a sealed dist/GEMEENTE.component.wasm of each municipality
cargo xtask web [--test]          the npm package; and its tests, as it is installed
cargo xtask python [--test]       the Python package, and the same
cargo xtask demo [--test]         the static page on the npm package, to target/web/demo; and its tests in a browser
cargo xtask build                 everything that is published, to dist/, with SHA256SUMS;
                                  and the command that can seal
cargo xtask conformance [--all]   one corpus on every host: the same bytes
cargo xtask bench [WORD]          the benchmark table
cargo xtask bench --hosts         the same calls on every host, beside the engine itself";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest = words.get(1..).unwrap_or_default();
    let done = match words.first().map(String::as_str) {
        Some("component") => component::build().map(|_| ()),
        Some("seal") => component::sealed().map(|_| ()),
        Some("web") => package(rest, web::build, web::test),
        Some("python") => package(rest, python::build, python::test),
        Some("demo") => package(rest, demo::build, |_| demo::test()),
        Some("build") => dist::build(),
        Some("conformance") => conformance(rest),
        Some("bench") if rest == ["--hosts"] => conformance(&["--bench".to_string()]),
        Some("bench") => run::cargo(["run", "--quiet", "--release", "--package", "toegang-bench", "--"], rest),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Builds a package, and with `--test` tests it as it is installed.
fn package(
    rest: &[String],
    build: fn() -> Result<PathBuf, String>,
    test: fn(&Path) -> Result<(), String>,
) -> Result<(), String> {
    let built = build()?;
    if rest.iter().any(|word| word == "--test") { test(&built) } else { Ok(()) }
}

/// Builds what is published, and lets every host run the corpus. The program that does so is a workspace of its own, so that
/// nothing else waits for wasmtime.
fn conformance(rest: &[String]) -> Result<(), String> {
    let component = component::build()?;
    let sealed = component::sealed()?;
    web::build()?;
    web::jco(&component)?;
    python::install(&python::build()?)?;
    demo::browser()?;
    let manifest = run::root().join("bindings/conformance/Cargo.toml");
    let (packages, target) = (run::target(), run::target().join("conformance"));
    let mut words = Vec::new();
    for path in [&packages, &component].into_iter().chain(&sealed) {
        words.push(run::text(path)?.to_string());
    }
    words.extend_from_slice(rest);
    let (manifest, target) = (run::text(&manifest)?, run::text(&target)?);
    let command = ["run", "--quiet", "--release", "--manifest-path", manifest, "--target-dir", target, "--"];
    run::cargo(command, &words)
}
