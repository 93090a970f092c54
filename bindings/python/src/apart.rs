//! Where the engine works: apart from the thread that calls.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

/// The stack on which the engine works. The deepest rules, case and program fit in it, with room, and no caller has to
/// bring as much: a Python thread may have any stack.
const STACK: usize = 16 << 20;

/// Does some work on a stack that is large enough, while other Python threads go on.
///
/// # Errors
/// When the system has no thread to give.
pub(crate) fn apart<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    let done = py.detach(|| {
        thread::scope(|scope| {
            let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)?;
            Ok::<_, std::io::Error>(worker.join())
        })
    })?;
    // A panic goes on here, as a `PanicException`.
    done.map_err(|panic| std::panic::resume_unwind(panic))
}

/// How long a signal may wait.
const TURN: Duration = Duration::from_millis(50);

/// [`apart`], for work that takes long and asks whether to go on. A signal is handled meanwhile, as Python does between
/// two instructions: only in its main thread. What its handler raises, such as `KeyboardInterrupt`, ends the work.
///
/// # Errors
/// What the handler of a signal raises, and as [`apart`].
pub(crate) fn apart_while<T: Send>(py: Python<'_>, work: impl FnOnce(&dyn Fn() -> bool) -> T + Send) -> PyResult<T> {
    let (stop, done, caller) = (AtomicBool::new(false), AtomicBool::new(false), thread::current());
    let made = thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || {
            let made = work(&|| !stop.load(Ordering::Relaxed));
            done.store(true, Ordering::Release);
            caller.unpark();
            made
        })?;
        // After a panic it is not done, but finished.
        let ended = || done.load(Ordering::Acquire) || worker.is_finished();
        let mut raised = Ok(());
        while raised.is_ok() && !ended() {
            py.detach(|| thread::park_timeout(TURN));
            raised = py.check_signals();
        }
        stop.store(true, Ordering::Relaxed);
        let made = py.detach(|| worker.join());
        raised.map(|()| made)
    })?;
    made.map_err(|panic| std::panic::resume_unwind(panic))
}
