//! The npm package for browsers and Node, as `npm pack` would publish it.

use std::path::{Path, PathBuf};
use std::process::Command;

use toegang_api::{Document, Regelset};
use wasm_bindgen_cli_support::Bindgen;

use crate::{run, scan, wasm};

/// Builds `dist/toegang-VERSION.tgz`, and gives its path.
pub(crate) fn build() -> Result<PathBuf, String> {
    tools()?;
    let package = run::target().join("web/toegang");
    if package.exists() {
        std::fs::remove_dir_all(&package).map_err(|error| format!("{}: {error}", package.display()))?;
    }
    bindings(&package, "kern", &[])?;
    bindings(&package, "compiler", &["--features", "compiler"])?;
    rule_sets(&package)?;
    for (from, to) in [("js", ""), ("package.json", "package.json"), ("README.md", "README.md")] {
        run::copy(&folder().join(from), &package.join(to))?;
    }
    run::copy(&run::root().join("LICENSE"), &package.join("LICENSE"))?;
    pack(&package)
}

/// Installs the package as its users do, and tests it there.
pub(crate) fn test(archive: &Path) -> Result<(), String> {
    let place = run::target().join("web/installed");
    run::write(&place.join("package.json"), b"{ \"private\": true, \"type\": \"module\" }\n")?;
    run::copy(&folder().join("tests/types.ts"), &place.join("types.ts"))?;
    let install = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--no-save", "--force"];
    run::succeed(Command::new("npm").args(install).arg(archive).current_dir(&place))?;
    let mut tests = Command::new("node");
    run::succeed(tests.args(["--test", "tests/"]).env("TOEGANG_PACKAGE", &place).current_dir(folder()))
}

/// Makes JavaScript of a component with jco, for the hosts that run the corpus.
pub(crate) fn jco(component: &Path) -> Result<(), String> {
    tools()?;
    let to = run::target().join("jco");
    run::succeed(Command::new("node").arg("tools/jco.mjs").args([component, &to]).current_dir(folder()))?;
    run::write(&to.join("package.json"), b"{ \"type\": \"module\" }\n")
}

/// Installs what `bindings/web/package-lock.json` names, once per version of it.
pub(crate) fn tools() -> Result<(), String> {
    let (lock, installed) = (folder().join("package-lock.json"), folder().join("node_modules/.installed"));
    if run::read(&installed).is_ok_and(|known| run::read(&lock).is_ok_and(|lock| lock == known)) {
        return Ok(());
    }
    run::succeed(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder()))?;
    run::copy(&lock, &installed)
}

/// The folder of the package and its tools.
pub(crate) fn folder() -> PathBuf {
    run::root().join("bindings/web")
}

/// The engine, and the JavaScript that calls it.
fn bindings(package: &Path, name: &str, features: &[&str]) -> Result<(), String> {
    let core = wasm::core_module("toegang-web", features)?;
    scan::exact(&core)?;
    let made = Bindgen::new()
        .input_bytes(name, core)
        .web(true)
        .map(|bindgen| bindgen.typescript(false).omit_default_module_path(true))
        .and_then(|bindgen| bindgen.remove_name_section(true).remove_producers_section(true).generate_output())
        .map(|mut output| {
            let module = output.wasm_mut().emit_wasm();
            (output.js().to_string(), module)
        });
    let (script, module) = made.map_err(|error| format!("{name}: {error:#}"))?;
    wasm::without_paths(&module)?;
    run::write(&package.join(format!("wasm/{name}.js")), script.as_bytes())?;
    run::write(&package.join(format!("wasm/{name}_bg.wasm")), &module)
}

/// The compiled rules of national law and of each municipality, and the types of their documents.
fn rule_sets(package: &Path) -> Result<(), String> {
    let (mut programs, mut imports) = (String::new(), String::new());
    let (mut cases, mut decisions, mut outcomes) = (String::new(), String::new(), String::new());
    let folders = toegang_rules::gemeenten();
    for folder in std::iter::once(None).chain(folders.into_iter().map(Some)) {
        let file = folder.unwrap_or("landelijk");
        let set = Regelset::built_in(folder).map_err(|problems| format!("{file}: {problems:?}"))?;
        let gemeente = set.metadata().gemeente;
        run::write(&package.join(format!("programma/{file}.bin")), &set.program())?;
        types(&set, file, &package.join(format!("types/{file}.d.ts")))?;
        programs.push_str(&format!("  {gemeente:?}: {file:?},\n"));
        let name = if gemeente.is_empty() { file } else { &gemeente };
        imports.push_str(&format!("import type * as {file} from \"./{file}.js\";\n"));
        cases.push_str(&format!("  {name:?}: {file}.Casus;\n"));
        decisions.push_str(&format!("  {name:?}: {file}.Besluit;\n"));
        outcomes.push_str(&format!("  {name:?}: {file}.Uitkomsten;\n"));
    }
    let programs = format!(
        "/** The file of each municipality; of national law under the empty name. */\nexport const programmas = {{\n{programs}}};\n"
    );
    let types = format!(
        "{imports}\n/** A case, by municipality. */\nexport interface Casussen {{\n{cases}}}\n\n\
         /** A decision, by municipality. */\nexport interface Besluiten {{\n{decisions}}}\n\n\
         /** What comes out without reasons, by municipality. */\nexport interface Uitkomsten {{\n{outcomes}}}\n"
    );
    run::write(&package.join("programmas.js"), programs.as_bytes())?;
    run::write(&package.join("types/index.d.ts"), types.as_bytes())
}

fn types(set: &Regelset, name: &str, to: &Path) -> Result<(), String> {
    let folder = run::target().join("web/schema");
    let mut command = Command::new("node");
    command.arg("tools/types.mjs").current_dir(self::folder());
    for word in ["casus", "besluit", "uitkomsten"] {
        let Some(document) = Document::named(word) else { return Err(format!("no document `{word}`")) };
        let path = folder.join(format!("{name}.{word}.json"));
        run::write(&path, set.schema(document).as_bytes())?;
        command.arg(path);
    }
    run::write(to, &[])?;
    run::succeed(command.arg(to))
}

/// Packs the folder to `dist/`.
fn pack(package: &Path) -> Result<PathBuf, String> {
    let dist = run::root().join("dist");
    std::fs::create_dir_all(&dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    let mut command = Command::new("npm");
    command.args(["pack", "--silent", "--pack-destination", run::text(&dist)?]).current_dir(package);
    Ok(dist.join(run::output(&mut command)?))
}
