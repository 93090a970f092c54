//! Time that this thread worked, so that a busy machine does not make an input slow.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The time that this thread was on a processor.
pub(crate) fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanos) = (u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0));
    Duration::new(seconds, nanos)
}
