//! The Python package: its wheel, and the tests of the wheel as it is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{run, wasm};

/// The time of every file in the wheel: 1 January 1980, the first that a zip file knows.
const EPOCH: &str = "315532800";

/// Builds the wheel in `dist/`, and gives its path.
pub(crate) fn build() -> Result<PathBuf, String> {
    let python = environment("python-build", "requirements-build.txt")?;
    let dist = run::root().join("dist");
    for old in wheels(&dist) {
        std::fs::remove_file(&old).map_err(|error| format!("{}: {error}", old.display()))?;
    }
    let mut command = Command::new(&python);
    command.args(["-m", "maturin", "build", "--release", "--quiet", "--out"]).arg(&dist).current_dir(folder());
    command.env("CARGO_TARGET_DIR", run::target()).env("SOURCE_DATE_EPOCH", EPOCH);
    run::succeed(command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", wasm::remaps()?.join("\x1f")))?;
    wasm::without_paths(&run::read(&module())?)?;
    let built = wheels(&dist);
    let [wheel] = built.as_slice() else { return Err(format!("one wheel was to be built, not {built:?}")) };
    println!("{}", wheel.display());
    Ok(wheel.clone())
}

/// Installs a wheel where nothing of this repository is: in `target/python`.
pub(crate) fn install(wheel: &Path) -> Result<PathBuf, String> {
    let python = environment("python", "requirements-test.txt")?;
    let words = ["-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--force-reinstall"];
    run::succeed(Command::new(&python).args(words).arg(wheel))?;
    Ok(python)
}

/// Installs a wheel, checks the types, and runs the tests.
pub(crate) fn test(wheel: &Path) -> Result<(), String> {
    let python = install(wheel)?;
    let mypy = ["-m", "mypy", "python", "tests", "voorbeelden", "../../tests/conformance/run.py"];
    run::succeed(Command::new(&python).args(mypy).current_dir(folder()))?;
    run::succeed(Command::new(&python).args(["-m", "pytest"]).current_dir(folder()))
}

/// The folder of the package.
fn folder() -> PathBuf {
    run::root().join("bindings/python")
}

/// The native module as cargo leaves it.
fn module() -> PathBuf {
    let file = format!("{}_kern{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    run::target().join("release").join(file)
}

/// The wheels in a folder.
fn wheels(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "whl")).collect()
}

/// The interpreter of a virtual environment with what a file of requirements names; made once per version of it.
fn environment(name: &str, requirements: &str) -> Result<PathBuf, String> {
    let (venv, wanted) = (run::target().join(name), folder().join(requirements));
    let installed = venv.join("installed.txt");
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if run::read(&installed).is_ok_and(|known| run::read(&wanted).is_ok_and(|wanted| wanted == known)) {
        return Ok(python);
    }
    has_venv()?;
    run::succeed(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    let words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run::succeed(Command::new(&python).args(words).arg(&wanted))?;
    run::copy(&wanted, &installed)?;
    Ok(python)
}

/// Says what to install where Python cannot make virtual environments.
fn has_venv() -> Result<(), String> {
    let check = "import sys, venv, ensurepip; assert sys.version_info >= (3, 10)";
    run::output(Command::new("python3").args(["-c", check])).map(|_| ()).map_err(|_| {
        "the Python package needs python3 (3.10 or newer) with venv; on Debian: apt-get install python3 python3-venv"
            .to_string()
    })
}
