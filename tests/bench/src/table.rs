//! Measures and prints.

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// How often each thing is measured.
const SAMPLES: usize = 31;
/// How long one measurement takes at least.
const LEAST: Duration = Duration::from_millis(3);

/// What a row is compared with.
#[derive(Clone, Copy, Default)]
pub struct Beside {
    /// Ours should be at most this, in microseconds.
    pub target: Option<f64>,
    /// What a peer takes for the same, in microseconds.
    pub peer: Option<f64>,
}

/// A target without a peer.
pub const fn target(microseconds: f64) -> Beside {
    Beside { target: Some(microseconds), peer: None }
}

/// A target, and what a peer takes.
pub const fn against(peer: f64, target: f64) -> Beside {
    Beside { target: Some(target), peer: Some(peer) }
}

/// The head of the table.
pub fn head() {
    println!("{:<58} {:>12} {:>12} {:>9} {:>7} {:>7}", "name", "median", "best", "target", "ratio", "allocs");
}

/// The median time of a piece of work, as a row of the table; only of names with the word that the program was given, if
/// any. The ratio is the peer's time over ours.
pub fn row<T>(name: &str, beside: Beside, mut work: impl FnMut() -> T) {
    if std::env::args().nth(1).is_some_and(|part| !name.contains(&part)) {
        return;
    }
    let (_, calls, _) = crate::count::counted(|| drop(black_box(work())));
    let mut rounds = 1u32;
    while time(rounds, &mut work) < LEAST {
        rounds = rounds.saturating_mul(2);
    }
    let mut times: Vec<f64> =
        (0..SAMPLES).map(|_| time(rounds, &mut work).as_secs_f64() * 1e6 / f64::from(rounds)).collect();
    times.sort_by(f64::total_cmp);
    let (median, best) = (times[SAMPLES / 2], times[0]);
    let ratio = beside.peer.map_or(String::new(), |peer| format!("{:.0}x", peer / median));
    let wanted = beside.target.map_or(String::new(), shown);
    println!("{name:<58} {:>12} {:>12} {wanted:>9} {ratio:>7} {calls:>7}", shown(median), shown(best));
}

fn time<T>(rounds: u32, work: &mut impl FnMut() -> T) -> Duration {
    let start = worked();
    for _ in 0..rounds {
        black_box(work());
    }
    worked().saturating_sub(start)
}

/// The time that this thread was on a processor: what else the machine does is not measured.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// A time as people read it.
fn shown(microseconds: f64) -> String {
    if microseconds < 1000.0 { format!("{microseconds:.2} µs") } else { format!("{:.2} ms", microseconds / 1000.0) }
}
