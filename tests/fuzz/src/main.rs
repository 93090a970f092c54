//! Feeds hostile rule texts, cases, program bytes and columns of tables to the engine for a number of seconds.
//!
//! Usage: `toegang-fuzz [SECONDS] [SEED]`, or `toegang-fuzz --again FILE` for an input that was kept. Exit 1 when an
//! call made the engine panic or took longer than [`LONGEST`]. The same seed gives the same inputs in the same order.

#![expect(clippy::disallowed_methods, reason = "a harness that stops after some seconds needs a clock")]

mod clock;
mod columns;
mod mutate;
mod subject;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clock::Laps;
use mutate::Pool;
use subject::{Kind, Subject};
use toegang_corpus::random::Random;

/// No call may take longer.
const LONGEST: Duration = Duration::from_secs(2);
/// After this many failures it stops.
const MOST_FAILURES: usize = 20;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(subject) = Subject::new() else {
        eprintln!("fuzz: the built-in rules do not compile");
        return ExitCode::FAILURE;
    };
    if let [flag, path] = words.as_slice()
        && flag == "--again"
    {
        return again(&subject, Path::new(path));
    }
    let number = |at: usize, otherwise: u64| words.get(at).map_or(Ok(otherwise), |word| word.parse());
    let (Ok(seconds), Ok(seed)) = (number(0, 60), number(1, 1)) else {
        eprintln!("usage: toegang-fuzz [SECONDS] [SEED] | --again FILE");
        return ExitCode::from(2);
    };
    run(&subject, Duration::from_secs(seconds), seed)
}

fn run(subject: &Subject, time: Duration, seed: u64) -> ExitCode {
    // A panic is told by the harness, once, with its input.
    std::panic::set_hook(Box::new(|_| {}));
    let (start, folder) = (Instant::now(), folder());
    let mut random = Random::new(seed);
    let pools = Kind::ALL.map(|kind| Pool::new(subject.seeds(kind)));
    let mut inputs = [0usize; Kind::ALL.len()];
    let mut failures = 0usize;
    let mut slowest = Duration::ZERO;
    while start.elapsed() < time && failures < MOST_FAILURES {
        let (Some((kind, pool)), turn) = pick(&pools, &mut random) else { break };
        let input = pool.next(&mut random);
        // Whoever dies of a stack overflow leaves the input behind.
        keep(&folder.join(format!("current.{}", kind.name())), &input);
        let (fault, took) = examine(subject, kind, &input);
        slowest = slowest.max(took);
        if let Some(count) = inputs.get_mut(turn) {
            *count = count.saturating_add(1);
        }
        if let Some(fault) = fault {
            failures = failures.saturating_add(1);
            let path = folder.join(format!("found-{seed}-{failures}.{}", kind.name()));
            keep(&path, &input);
            println!("fuzz: {fault}: {}", path.display());
        }
    }
    let counts: Vec<String> =
        Kind::ALL.iter().zip(inputs).map(|(kind, count)| format!("{count} {}", kind.name())).collect();
    println!("fuzz: {}; slowest {} ms; seed {seed}; {failures} failures", counts.join(", "), slowest.as_millis());
    let all: usize = inputs.iter().sum();
    if failures == 0 && all > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A kind of input, its pool and its number.
fn pick<'p>(pools: &'p [Pool; Kind::ALL.len()], random: &mut Random) -> (Option<(Kind, &'p Pool)>, usize) {
    let turn = random.below(pools.len());
    (Kind::ALL.get(turn).copied().zip(pools.get(turn)), turn)
}

/// What is wrong with how the engine takes an input, if anything, and how long the longest call took.
fn examine(subject: &Subject, kind: Kind, input: &[u8]) -> (Option<String>, Duration) {
    let mut laps = Laps::begin();
    let done = catch_unwind(AssertUnwindSafe(|| subject.feed(kind, input, &mut laps)));
    let (call, took) = laps.longest();
    let fault = match done {
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
            Some(format!("{}: panic: {}", laps.call, text.unwrap_or_default()))
        }
        Ok(()) if took > LONGEST => Some(format!("{call}: {} ms", took.as_millis())),
        Ok(()) => None,
    };
    (fault, took)
}

/// Examines an input that was kept before.
fn again(subject: &Subject, path: &Path) -> ExitCode {
    let kind = Kind::ALL.into_iter().find(|kind| path.extension().is_some_and(|end| end == kind.name()));
    let (Some(kind), Ok(input)) = (kind, std::fs::read(path)) else {
        eprintln!("fuzz: {} is no input that was kept", path.display());
        return ExitCode::from(2);
    };
    let (fault, took) = examine(subject, kind, &input);
    println!("fuzz: {} in {} ms", fault.as_deref().unwrap_or("no fault"), took.as_millis());
    if fault.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Where inputs are kept.
fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"));
    let folder = target.join("fuzz");
    if let Err(error) = std::fs::create_dir_all(&folder) {
        eprintln!("fuzz: {}: {error}", folder.display());
    }
    folder
}

fn keep(path: &Path, input: &[u8]) {
    if let Err(error) = std::fs::write(path, input) {
        eprintln!("fuzz: {}: {error}", path.display());
    }
}
