//! `cargo xtask component|seal|web|demo|build|conformance|bench`: builds, proves and measures what is published.

mod component;
mod demo;
mod dist;
mod run;
mod scan;
mod wasm;
mod web;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask component             build dist/toegang.component.wasm and scan it
cargo xtask seal                  the same for a sealed dist/GEMEENTE.component.wasm of each municipality
cargo xtask web                   the npm package
cargo xtask demo [--test]         the static page on that package, to target/web/demo; with --test in a browser
cargo xtask build                 everything that is published, to dist/, with SHA256SUMS;
                                  and the command that can seal
cargo xtask conformance [--all]   examples and cases, natively and in the components: the same bytes
cargo xtask bench                 the benchmark table";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest = words.get(1..).unwrap_or_default();
    let done = match words.first().map(String::as_str) {
        Some("component") => component::build().map(|_| ()),
        Some("seal") => component::sealed().map(|_| ()),
        Some("web") => web::build().map(|_| ()),
        Some("demo") if rest == ["--test"] => demo::test(),
        Some("demo") if rest.is_empty() => demo::build(),
        Some("build") => dist::build(),
        Some("conformance") => conformance(rest),
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

/// The host with wasmtime is a workspace of its own, so that nothing else waits for it.
fn conformance(rest: &[String]) -> Result<(), String> {
    let component = component::build()?;
    let mut rest = rest.to_vec();
    for sealed in component::sealed()? {
        rest.push(run::text(&sealed)?.to_string());
    }
    let manifest = run::root().join("bindings/conformance/Cargo.toml");
    let target = run::target().join("conformance");
    let (manifest, target, component) = (run::text(&manifest)?, run::text(&target)?, run::text(&component)?);
    let words = ["run", "--quiet", "--release", "--manifest-path", manifest, "--target-dir", target, "--", component];
    run::cargo(words, &rest)
}
