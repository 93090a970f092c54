//! Runs one corpus on every host, and compares what they say byte for byte: decisions with and without trace, explanations, questions,
//! errors, schemas, findings. The corpus is every example of the rule files, every case of `tests/casussen`, and what `corpus` adds.
//!
//! An example is put to the decisions that it is about, and one in so many to all decisions; with `--all` every one is.
//!
//! Usage: `toegang-conformance TARGET COMPONENT.wasm SEALED.wasm... [--all | --bench]`, where TARGET has the packages as
//! `cargo xtask conformance` builds them; exit 1 on any difference. With `--bench` it times a few calls on every host.

mod component;
mod corpus;
mod host;
mod native;
mod script;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, Scope};

use corpus::{Item, Share};
use host::{Host, Inside, Sums, hexadecimal};
use script::Script;
use sha2::{Digest, Sha256};

/// What a host said so far.
struct Column<'h> {
    host: &'h dyn Host,
    items: usize,
    documents: usize,
    /// The items that differ from the native ones.
    differences: Vec<usize>,
    sum: Sha256,
    /// Why it stopped.
    fault: Option<String>,
}

impl<'h> Column<'h> {
    fn new(host: &'h dyn Host) -> Self {
        Self { host, items: 0, documents: 0, differences: Vec::new(), sum: Sha256::new(), fault: None }
    }

    fn take(&mut self, at: usize, said: &Sums, native: &Sums) {
        let Some(sums) = said else { return };
        self.items += 1;
        self.documents += sums.len();
        sums.iter().for_each(|sum| self.sum.update(sum));
        if said != native {
            self.differences.push(at);
        }
    }

    fn row(&self) -> String {
        let Self { host, items, documents, differences, .. } = self;
        let sum = hexadecimal(&self.sum.clone().finalize());
        format!("{:<34} {items:>6} {documents:>9} {:>11}  {sum}", host.name(), differences.len())
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (flags, files): (Vec<String>, Vec<String>) = words.into_iter().partition(|word| word.starts_with('-'));
    let share = if flags.iter().any(|flag| flag == "--all") { Share::WHOLE } else { Share::PART };
    let bench = flags.iter().any(|flag| flag == "--bench");
    let same = match files.as_slice() {
        [target, component, sealed @ ..] if bench => time(Path::new(target), component, sealed).map(|()| true),
        [target, component, sealed @ ..] => run(Path::new(target), component, sealed, share),
        _ => {
            eprintln!("usage: toegang-conformance TARGET COMPONENT.wasm SEALED.wasm... [--all | --bench]");
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

/// Runs everything and prints the table; `false` when anything differs.
fn run(target: &Path, component: &str, sealed: &[String], share: Share) -> Result<bool, String> {
    let corpus = corpus::items(share)?;
    let written = write(&corpus, &target.join("corpus.jsonl"))?;
    let native = Inside { name: "native", make: || Ok(native::Native::default()) };
    let open = Inside { name: "component in wasmtime", make: || component::Open::new(component) };
    let sealed = Inside { name: "sealed components in wasmtime", make: || component::Sealed::new(sealed) };
    let scripts = scripts(target, &written);
    let mut hosts: Vec<&dyn Host> = vec![&open, &sealed];
    hosts.extend(scripts.iter().map(|script| script as &dyn Host));
    let (native, others) = compare(&corpus, &native, &hosts);
    print(&corpus, &native, &others);
    // Sealed components are for the cases of their municipality only.
    let whole =
        |column: &Column<'_>| column.items == corpus.len() || column.host.name() == sealed.name && column.items > 0;
    let good = |column: &Column<'_>| column.fault.is_none() && column.differences.is_empty() && whole(column);
    Ok(good(&native) && others.iter().all(good))
}

/// Times a few calls on every host, one host after the other.
fn time(target: &Path, component: &str, sealed: &[String]) -> Result<(), String> {
    let corpus = corpus::timed()?;
    let written = write(&corpus, &target.join("timed.jsonl"))?;
    let native = Inside { name: "native", make: || Ok(native::Native::default()) };
    let open = Inside { name: "component in wasmtime", make: || component::Open::new(component) };
    let sealed = Inside { name: "sealed components in wasmtime", make: || component::Sealed::new(sealed) };
    let scripts = scripts(target, &written);
    let base = native.bench(&corpus)?;
    let heads: String = corpus.iter().map(|item| format!(" {:>20}", item.name)).collect();
    println!("{:<34}{heads}", "µs, and times native");
    let inside: [&dyn Host; 3] = [&native, &open, &sealed];
    for host in inside.into_iter().chain(scripts.iter().map(|script| script as &dyn Host)) {
        let took = host.bench(&corpus)?;
        let cell = |((took, base), item): ((&Option<u64>, &Option<u64>), &Item)| {
            let many = match item.ask {
                corpus::Ask::Batch { .. } => corpus::MANY as u64,
                corpus::Ask::Table { .. } => corpus::ROWS as u64,
                _ => 1,
            };
            let (took, base) = (took.unwrap_or_default(), base.unwrap_or(1).max(1));
            let ratio = took * 10 / base;
            format!(" {:>12} {:>5}.{}", took / many / 1_000, ratio / 10, ratio % 10)
        };
        let cells: String = took.iter().zip(&base).zip(&corpus).map(cell).collect();
        println!("{:<34}{cells}", host.name());
    }
    Ok(())
}

/// Writes a corpus down.
fn write(corpus: &[Item], path: &Path) -> Result<PathBuf, String> {
    let lines: String = corpus.iter().map(Item::line).collect();
    std::fs::write(path, lines).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path.to_path_buf())
}

/// The hosts that are programs of their own.
fn scripts(target: &Path, corpus: &Path) -> Vec<Script> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
    let script = |name, program: PathBuf, file: &str, package: Option<&str>| {
        let words = [program, here.join(file)].into_iter().chain(package.map(|folder| target.join(folder)));
        Script { name, words: words.collect(), corpus: corpus.to_path_buf() }
    };
    vec![
        script("npm package in Node", "node".into(), "node.mjs", Some("web/toegang")),
        script("npm package in Chromium, worker", "node".into(), "browser.mjs", Some("web/toegang")),
        script("component in Node, jco", "node".into(), "jco.mjs", Some("jco")),
        script("Python package", target.join("python/bin/python"), "run.py", None),
    ]
}

/// Lets every host run the corpus at once, and compares each with the native one.
fn compare<'h>(corpus: &[Item], native: &'h dyn Host, hosts: &[&'h dyn Host]) -> (Column<'h>, Vec<Column<'h>>) {
    let mut first = Column::new(native);
    let mut others: Vec<Column<'_>> = hosts.iter().map(|host| Column::new(*host)).collect();
    thread::scope(|scope| {
        let said = start(scope, native, corpus);
        let told: Vec<Receiver<Told>> = hosts.iter().map(|host| start(scope, *host, corpus)).collect();
        for at in 0..corpus.len() {
            let Some(native) = next(&mut first, &said) else { return };
            first.take(at, &native, &native);
            for (column, receiver) in others.iter_mut().zip(&told) {
                if let Some(sums) = next(column, receiver) {
                    column.take(at, &sums, &native);
                }
            }
        }
        for (column, receiver) in others.iter_mut().zip(&told) {
            next(column, receiver);
        }
    });
    (first, others)
}

/// What a host says of an item, or why it stopped.
type Told = Result<Sums, String>;

/// Runs a host in a thread of its own.
fn start<'s>(scope: &'s Scope<'s, '_>, host: &'s dyn Host, corpus: &'s [Item]) -> Receiver<Told> {
    let (sender, receiver) = sync_channel(64);
    scope.spawn(move || {
        let done = host.run(corpus, &mut |sums| drop(sender.send(Ok(sums))));
        if let Err(fault) = done {
            drop(sender.send(Err(fault)));
        }
    });
    receiver
}

fn next(column: &mut Column<'_>, receiver: &Receiver<Told>) -> Option<Sums> {
    match receiver.recv() {
        Ok(Ok(sums)) => Some(sums),
        Ok(Err(fault)) => {
            column.fault.get_or_insert(fault);
            None
        }
        Err(_) => None,
    }
}

/// Prints what was compared, what differs, and the table.
fn print(corpus: &[Item], native: &Column<'_>, others: &[Column<'_>]) {
    let mut kinds: Vec<&str> = corpus.iter().map(|item| item.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        println!("{:>6} {kind}", corpus.iter().filter(|item| item.kind == kind).count());
    }
    for column in others {
        for at in column.differences.iter().take(3) {
            tell(corpus, *at, native.host, column.host);
        }
    }
    println!("{:<34} {:>6} {:>9} {:>11}  sha256", "host", "cases", "documents", "differences");
    for column in std::iter::once(native).chain(others) {
        println!("{}", column.row());
        if let Some(fault) = &column.fault {
            println!("  stopped: {fault}");
        }
    }
}

/// Tells where the documents of two hosts first differ.
fn tell(corpus: &[Item], at: usize, native: &dyn Host, other: &dyn Host) {
    let name = corpus.get(at).map_or("", |item| item.name.as_str());
    println!("differs: {name} on {}", other.name());
    match (native.documents(corpus, at), other.documents(corpus, at)) {
        (Ok(one), Ok(two)) => {
            println!("  {} and {} documents", one.len(), two.len());
            for (one, two) in one.iter().zip(&two).filter(|(one, two)| one != two) {
                let equal = one.bytes().zip(two.bytes()).take_while(|(one, two)| one == two).count();
                println!("  native {}\n  other  {}", around(one, equal), around(two, equal));
            }
        }
        (one, two) => println!("  native {:?}\n  other  {:?}", one.err(), two.err()),
    }
}

/// Some text around the first difference.
fn around(text: &str, at: usize) -> String {
    let bytes = text.as_bytes();
    let part = bytes.get(at.saturating_sub(60)..at.saturating_add(60).min(bytes.len())).unwrap_or_default();
    String::from_utf8_lossy(part).replace('\n', "⏎")
}
