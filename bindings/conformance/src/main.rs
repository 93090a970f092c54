//! Runs every example of the rule files and every case of `tests/casussen` natively and in the WebAssembly component,
//! and compares the bytes: decisions with and without trace, explanations, errors, schemas, findings.
//!
//! An example is put to the decisions that it is about, and one in so many to all decisions; with `--all` every one is.
//!
//! Usage: `toegang-conformance COMPONENT.wasm [--all]`; exit 1 on any difference.

mod corpus;
mod host;
mod native;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, Scope};
use std::time::{Duration, Instant};

use corpus::{Item, Share};
use native::Native;
use sha2::{Digest, Sha256};

/// Something that runs the corpus.
trait Engine {
    /// What it says of an item: any number of documents.
    fn run(&mut self, item: &Item) -> Vec<String>;
}

/// What a host made of the corpus so far.
struct Column {
    name: &'static str,
    sum: Sha256,
    took: BTreeMap<&'static str, Duration>,
    differences: usize,
}

impl Column {
    fn new(name: &'static str) -> Self {
        Self { name, sum: Sha256::new(), took: BTreeMap::new(), differences: 0 }
    }

    /// Runs the corpus in a thread of its own, never far ahead of whoever reads.
    fn start<'s, E: Engine>(
        &'s mut self,
        scope: &'s Scope<'s, '_>,
        make: impl FnOnce() -> E + Send + 's,
        corpus: &'s [Item],
    ) -> Receiver<Vec<String>> {
        let (sender, receiver) = sync_channel(8);
        scope.spawn(move || {
            let mut engine = make();
            corpus.iter().try_for_each(|item| sender.send(self.run(&mut engine, item)))
        });
        receiver
    }

    /// Runs an item. Every text is hashed with its length, so that nothing can shift.
    #[expect(clippy::disallowed_methods, reason = "the table tells how long each host took")]
    fn run(&mut self, engine: &mut impl Engine, item: &Item) -> Vec<String> {
        let start = Instant::now();
        let said = engine.run(item);
        *self.took.entry(item.kind).or_default() += start.elapsed();
        for text in &said {
            self.sum.update(text.len().to_string());
            self.sum.update(b":");
            self.sum.update(text);
        }
        said
    }

    fn print(self, cases: usize) {
        let (name, differences, took) = (self.name, self.differences, seconds(self.took.values().sum()));
        println!("{name:<30} {cases:>6} {differences:>12} {took:>9}  {}", native::hexadecimal(&self.sum.finalize()));
    }
}

/// `12.345`
fn seconds(took: Duration) -> String {
    format!("{}.{:03}", took.as_secs(), took.subsec_millis())
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let same = match words[..] {
        [component] => compare(component, Share::PART),
        [component, "--all"] => compare(component, Share::WHOLE),
        _ => {
            eprintln!("usage: toegang-conformance COMPONENT.wasm [--all]");
            return ExitCode::from(2);
        }
    };
    match same {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("conformance: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the tables; `false` when anything differs.
fn compare(component: &str, share: Share) -> Result<bool, String> {
    let corpus = corpus::items(share)?;
    let host = host::Host::new(component)?;
    let (mut first, mut second) = (Column::new("native"), Column::new("component in wasmtime"));
    let mut differences = 0;
    thread::scope(|scope| {
        let (ones, twos) = (first.start(scope, Native::default, &corpus), second.start(scope, || host, &corpus));
        for ((item, one), two) in corpus.iter().zip(ones).zip(twos).filter(|((_, one), two)| one != two) {
            differences += 1;
            if differences <= 5 {
                tell(item, &one, &two);
            }
        }
    });
    second.differences = differences;
    let same = differences == 0 && !corpus.is_empty();
    print_kinds(&corpus, &first, &second);
    println!("{:<30} {:>6} {:>12} {:>9}  sha256", "host", "cases", "differences", "seconds");
    first.print(corpus.len());
    second.print(corpus.len());
    Ok(same)
}

/// Prints what was compared, and how long each host took for it.
fn print_kinds(corpus: &[Item], first: &Column, second: &Column) {
    println!("{:<30} {:>6} {:>22} {:>22}", "seconds", "cases", first.name, second.name);
    for kind in first.took.keys() {
        let cases = corpus.iter().filter(|item| item.kind == *kind).count();
        let [one, two] = [first, second].map(|column| seconds(column.took.get(kind).copied().unwrap_or_default()));
        println!("{kind:<30} {cases:>6} {one:>22} {two:>22}");
    }
}

/// Tells where the two first differ.
fn tell(item: &Item, one: &[String], two: &[String]) {
    println!("differs: {} ({} and {} documents)", item.name, one.len(), two.len());
    for (one, two) in one.iter().zip(two).filter(|(one, two)| one != two) {
        let equal = one.bytes().zip(two.bytes()).take_while(|(one, two)| one == two).count();
        println!("  native {}\n  other  {}", around(one, equal), around(two, equal));
    }
}

/// Some text around the first difference.
fn around(text: &str, at: usize) -> String {
    let bytes = text.as_bytes();
    let part = bytes.get(at.saturating_sub(60)..at.saturating_add(60).min(bytes.len())).unwrap_or_default();
    String::from_utf8_lossy(part).replace('\n', "⏎")
}
