//! Runs every example of the rule files and every case of `tests/casussen` natively and in WebAssembly components (the
//! open one, and for the cases of a municipality its sealed one), and compares the bytes: decisions with and without trace, explanations, errors, schemas, findings.
//!
//! An example is put to the decisions that it is about, and one in so many to all decisions; with `--all` every one is.
//!
//! Usage: `toegang-conformance COMPONENT.wasm SEALED.wasm... [--all]`; exit 1 on any difference.

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
    /// What it says of an item: any number of documents; `None` for what it is not made for.
    fn run(&mut self, item: &Item) -> Option<Vec<String>>;
}

/// What a host says of each item, one after the other.
type Said = Receiver<Option<Vec<String>>>;

/// What a host made of the corpus so far.
struct Column {
    name: &'static str,
    took: BTreeMap<&'static str, Duration>,
    cases: usize,
    differences: usize,
    sum: Sha256,
}

impl Column {
    fn new(name: &'static str) -> Self {
        Self { name, took: BTreeMap::new(), cases: 0, differences: 0, sum: Sha256::new() }
    }

    /// Runs the corpus in a thread of its own, never far ahead of whoever reads.
    fn start<'s, E: Engine>(
        &'s mut self,
        scope: &'s Scope<'s, '_>,
        make: impl FnOnce() -> E + Send + 's,
        corpus: &'s [Item],
    ) -> Said {
        let (sender, receiver) = sync_channel(8);
        scope.spawn(move || {
            let mut engine = make();
            corpus.iter().try_for_each(|item| sender.send(self.run(&mut engine, item)))
        });
        receiver
    }

    #[expect(clippy::disallowed_methods, reason = "the table tells how long each host took")]
    fn run(&mut self, engine: &mut impl Engine, item: &Item) -> Option<Vec<String>> {
        let start = Instant::now();
        let said = engine.run(item)?;
        *self.took.entry(item.kind).or_default() += start.elapsed();
        self.cases += 1;
        add(&mut self.sum, &said);
        Some(said)
    }

    fn print(self) {
        let Self { name, took, cases, differences, sum, .. } = self;
        let took = seconds(took.values().sum());
        println!("{name:<30} {cases:>6} {differences:>12} {took:>9}  {}", native::hexadecimal(&sum.finalize()));
    }
}

/// Hashes texts, each with its length, so that nothing can shift.
fn add(sum: &mut Sha256, said: &[String]) {
    for text in said {
        sum.update(text.len().to_string());
        sum.update(b":");
        sum.update(text);
    }
}

/// `12.345`
fn seconds(took: Duration) -> String {
    format!("{}.{:03}", took.as_secs(), took.subsec_millis())
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (flags, files): (Vec<&str>, Vec<&str>) =
        words.iter().map(String::as_str).partition(|word| word.starts_with('-'));
    let same = match (files.split_first(), flags.as_slice()) {
        (Some((component, sealed)), []) => compare(component, sealed, Share::PART),
        (Some((component, sealed)), ["--all"]) => compare(component, sealed, Share::WHOLE),
        _ => {
            eprintln!("usage: toegang-conformance COMPONENT.wasm SEALED.wasm... [--all]");
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
fn compare(component: &str, sealed: &[&str], share: Share) -> Result<bool, String> {
    let corpus = corpus::items(share)?;
    let (open, sealed) = (host::Open::new(component)?, host::Sealed::new(sealed)?);
    let mut native = Column::new("native");
    let mut hosts = [Column::new("component in wasmtime"), Column::new("sealed in wasmtime")];
    let mut differences = [0; 2];
    thread::scope(|scope| {
        let [first, second] = &mut hosts;
        let said = native.start(scope, Native::default, &corpus);
        let others = [first.start(scope, || open, &corpus), second.start(scope, || sealed, &corpus)];
        for (item, said) in corpus.iter().zip(said) {
            for (other, differences) in others.iter().zip(&mut differences) {
                let other = other.recv().ok().flatten();
                if let (Some(one), Some(two)) = (&said, &other)
                    && one != two
                {
                    *differences += 1;
                    if *differences <= 5 {
                        tell(item, one, two);
                    }
                }
            }
        }
    });
    for (host, differences) in hosts.iter_mut().zip(differences) {
        host.differences = differences;
    }
    print_kinds(&corpus, &native, &hosts);
    println!("{:<30} {:>6} {:>12} {:>9}  sha256", "host", "cases", "differences", "seconds");
    let [open, sealed] = [&hosts[0], &hosts[1]].map(|host| host.cases);
    let whole = native.cases == corpus.len() && open == corpus.len() && sealed > 0;
    native.print();
    hosts.into_iter().for_each(Column::print);
    Ok(differences == [0; 2] && whole)
}

/// Prints what was compared, and how long each host took for it.
fn print_kinds(corpus: &[Item], native: &Column, hosts: &[Column]) {
    let columns = || std::iter::once(native).chain(hosts);
    let names: String = columns().map(|column| format!(" {:>22}", column.name)).collect();
    println!("{:<30} {:>6}{names}", "seconds", "cases");
    for kind in native.took.keys() {
        let cases = corpus.iter().filter(|item| item.kind == *kind).count();
        let took = |column: &Column| column.took.get(kind).map_or_else(|| "-".to_string(), |took| seconds(*took));
        let took: String = columns().map(|column| format!(" {:>22}", took(column))).collect();
        println!("{kind:<30} {cases:>6}{took}");
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
