//! Time that this thread worked, so that a busy machine does not make an input slow.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The time that this thread was on a processor.
pub(crate) fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanos) = (u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0));
    Duration::new(seconds, nanos)
}

/// How long the longest of some calls took.
pub(crate) struct Laps {
    start: Duration,
    longest: Duration,
    /// What is called.
    pub(crate) call: &'static str,
    longest_call: &'static str,
}

impl Laps {
    /// Begins with a first call.
    pub(crate) fn begin() -> Self {
        Self { start: worked(), longest: Duration::ZERO, call: "", longest_call: "" }
    }

    /// Times one call.
    pub(crate) fn time<T>(&mut self, call: &'static str, work: impl FnOnce() -> T) -> T {
        self.call = call;
        self.start = worked();
        let made = work();
        let took = worked().saturating_sub(self.start);
        if took > self.longest {
            (self.longest, self.longest_call) = (took, call);
        }
        made
    }

    /// The longest call, and how long it took.
    pub(crate) const fn longest(&self) -> (&'static str, Duration) {
        (self.longest_call, self.longest)
    }
}
