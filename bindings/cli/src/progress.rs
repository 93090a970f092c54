//! Progress on stderr, for a person who waits: only in a terminal, and only after a second.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Nothing is shown before so many of these have passed: a second.
const PARTS: u32 = 20;
const PART: Duration = Duration::from_millis(50);
/// Wipes the line.
const WIPE: &str = "\r\x1b[K";

/// Says what the program is busy with; stops saying so when it is dropped.
#[derive(Debug)]
pub struct Progress {
    showing: Option<(Sender<String>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts; shows nothing unless stderr is a terminal.
    #[must_use]
    pub fn start() -> Self {
        let showing = io::stderr().is_terminal().then(|| {
            let (sender, receiver) = mpsc::channel();
            (sender, thread::spawn(move || show(&receiver)))
        });
        Self { showing }
    }

    /// What the program is busy with from now on.
    pub fn step(&self, doing: impl Into<String>) {
        if let Some((sender, _)) = &self.showing {
            let _ = sender.send(doing.into());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.showing.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

/// Waits a second, then shows each step until the sender is gone.
fn show(steps: &Receiver<String>) {
    let Some(latest) = waited(steps) else { return };
    write(&latest);
    while let Ok(step) = steps.recv() {
        write(&step);
    }
    let _ = write!(io::stderr(), "{WIPE}");
}

/// The latest step after the patience is over; `None` when all was done before.
fn waited(steps: &Receiver<String>) -> Option<String> {
    let mut latest = String::new();
    for _ in 0..PARTS {
        match steps.recv_timeout(PART) {
            Ok(step) => latest = step,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(latest)
}

fn write(step: &str) {
    let _ = write!(io::stderr(), "{WIPE}{step} …");
}
