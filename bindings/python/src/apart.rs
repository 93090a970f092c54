//! Where the engine works: apart from the thread that calls.

use std::thread;

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
