//! Runs the command and looks at what it says.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use toegang::case::json::{Json, Limits, parse};

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    pub exit: i32,
    pub out: String,
    pub err: String,
}

/// Runs the command with arguments, in the root of the repository.
pub fn toegang(arguments: &[&str]) -> Ran {
    with_input(arguments, "")
}

/// Runs the command with arguments and a text on stdin.
pub fn with_input(arguments: &[&str], input: &str) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toegang"));
    command.args(arguments).current_dir(root()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    // It may end without reading all of it.
    let _ = child.stdin.take().expect("stdin is piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the command ends");
    Ran {
        exit: output.status.code().expect("the command ends by itself"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the root of the repository")
}

/// The folder with cases.
pub fn cases() -> PathBuf {
    root().join("tests/casussen")
}

/// A fresh empty folder for a test.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// Reads JSON.
pub fn json(text: &str) -> Json {
    parse(text, Limits::OWN).expect("JSON")
}

/// The value at a path like `uitkomsten.0.uitkomst`.
pub fn at<'j>(json: &'j Json, path: &str) -> &'j Json {
    path.split('.').fold(json, |json, step| match step.parse::<usize>() {
        Ok(index) => &json.as_array().unwrap_or_else(|| panic!("`{step}` of `{path}` is in no list"))[index],
        Err(_) => json.get(step).unwrap_or_else(|| panic!("no `{step}` of `{path}`")),
    })
}
