//! Hosts that are programs of their own, as `tests/conformance/README.md` says.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use toegang::case::json::{Json, Limits, parse};

use crate::corpus::Item;
use crate::host::{Host, Sums};

/// A program that runs the corpus.
pub struct Script {
    /// As the table names it.
    pub name: &'static str,
    /// The program and its words; the corpus follows them.
    pub words: Vec<PathBuf>,
    /// The corpus as it was written down.
    pub corpus: PathBuf,
}

/// What a program may print.
const LIMITS: Limits = Limits { depth: 2, ..Limits::OWN };

impl Script {
    fn start(&self, rest: &[String]) -> Result<Child, String> {
        let (program, words) = self.words.split_first().ok_or("no program")?;
        let mut command = Command::new(program);
        command.args(words).arg(&self.corpus).args(rest).stdout(Stdio::piped());
        command.spawn().map_err(|error| format!("{}: {error}", program.display()))
    }

    /// Starts the program, and calls `tell` with the texts of each line that it prints.
    fn lines(&self, rest: &[String], tell: &mut dyn FnMut(Vec<String>)) -> Result<(), String> {
        let mut child = self.start(rest)?;
        let output = child.stdout.take().ok_or("no output")?;
        for line in BufReader::new(output).lines() {
            let line = line.map_err(|error| error.to_string())?;
            tell(texts(&line).ok_or_else(|| format!("no list of texts: {line:.200}"))?);
        }
        match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(status.to_string()),
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Host for Script {
    fn name(&self) -> &str {
        self.name
    }

    fn run(&self, _: &[Item], tell: &mut dyn FnMut(Sums)) -> Result<(), String> {
        self.lines(&[], &mut |sums| tell(Some(sums)))
    }

    fn bench(&self, _: &[Item]) -> Result<Vec<Option<u64>>, String> {
        let mut took = Vec::new();
        self.lines(&["--bench".to_string()], &mut |texts| took.push(texts.first().and_then(|text| text.parse().ok())))?;
        Ok(took)
    }

    fn documents(&self, _: &[Item], at: usize) -> Result<Vec<String>, String> {
        let mut documents = Vec::new();
        self.lines(&["--show".to_string(), at.to_string()], &mut |texts| documents = texts)?;
        Ok(documents)
    }
}

/// A JSON list of texts.
fn texts(line: &str) -> Option<Vec<String>> {
    let json = parse(line, LIMITS).ok()?;
    json.as_array()?.iter().map(|text| Json::as_str(text).map(str::to_string)).collect()
}
