//! Runs every example of the rule files and every case of `tests/casussen` natively and in the WebAssembly component,
//! and compares the bytes: decisions with and without trace, explanations, errors, schemas, findings.
//!
//! Usage: `toegang-conformance COMPONENT.wasm`; exit 1 on any difference.

mod corpus;
mod host;
mod native;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use corpus::Item;
use sha2::{Digest, Sha256};

/// Something that runs the corpus.
trait Engine {
    /// What it says of an item: any number of documents.
    fn run(&mut self, item: &Item) -> Vec<String>;
}

/// What a host made of the corpus.
struct Column {
    name: &'static str,
    outputs: Vec<Vec<String>>,
    took: Duration,
}

fn column(name: &'static str, engine: &mut dyn Engine, corpus: &[Item]) -> Column {
    let start = Instant::now();
    let outputs = corpus.iter().map(|item| engine.run(item)).collect();
    Column { name, outputs, took: start.elapsed() }
}

fn main() -> ExitCode {
    let Some(component) = std::env::args().nth(1) else {
        eprintln!("usage: toegang-conformance COMPONENT.wasm");
        return ExitCode::from(2);
    };
    match compare(&component) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("conformance: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the table; `false` when anything differs.
fn compare(component: &str) -> Result<bool, String> {
    let corpus = corpus::all()?;
    let native = column("native", &mut native::Native::default(), &corpus);
    let host = column("component in wasmtime", &mut host::Host::new(component)?, &corpus);
    println!("{:<24} {:>6} {:>12} {:>10}  sha256", "host", "cases", "differences", "seconds");
    let mut same = !corpus.is_empty();
    for column in [&native, &host] {
        let differences = differences(&native, column, &corpus);
        let (seconds, sum) = (column.took.as_millis(), sum(column));
        println!(
            "{:<24} {:>6} {:>12} {:>6}.{:03}  {sum}",
            column.name,
            corpus.len(),
            differences,
            seconds / 1000,
            seconds % 1000
        );
        same &= differences == 0;
    }
    Ok(same)
}

/// How many items differ; the first few are told.
fn differences(native: &Column, other: &Column, corpus: &[Item]) -> usize {
    let differing = |at: &usize| native.outputs.get(*at) != other.outputs.get(*at);
    let differing: Vec<usize> = (0..corpus.len()).filter(differing).collect();
    for at in differing.iter().take(5) {
        let pair = native.outputs.get(*at).zip(other.outputs.get(*at));
        println!("{}: {} differs", other.name, corpus.get(*at).map_or("", |item| &item.name));
        for (one, two) in pair.into_iter().flat_map(|(one, two)| one.iter().zip(two)).filter(|(one, two)| one != two) {
            let equal = one.bytes().zip(two.bytes()).take_while(|(one, two)| one == two).count();
            println!("  native {}\n  other  {}", around(one, equal), around(two, equal));
        }
    }
    differing.len()
}

/// Some text around the first difference.
fn around(text: &str, at: usize) -> String {
    let bytes = text.as_bytes();
    let part = bytes.get(at.saturating_sub(60)..at.saturating_add(60).min(bytes.len())).unwrap_or_default();
    String::from_utf8_lossy(part).replace('\n', "⏎")
}

/// The hash of everything that a host said, with lengths, so that nothing can shift.
fn sum(column: &Column) -> String {
    let mut hash = Sha256::new();
    for text in column.outputs.iter().flatten() {
        hash.update(text.len().to_string());
        hash.update(b":");
        hash.update(text);
    }
    native::hexadecimal(&hash.finalize())
}
