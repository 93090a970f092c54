//! A server that embeds a sealed component: compiled to machine code once, and for every case a fresh instance with a limit
//! on its memory and on its time. What one case does, no other can see.
//!
//! ```text
//! cargo run --release --example host -- dist/zutphen.component.wasm tests/casussen/z01.json "algemene bijstand"
//! ```

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Engine, Store, StoreLimits, StoreLimitsBuilder, Trap};

mod world {
    wasmtime::component::bindgen!({ path: "../component/toegang.wit", world: "toegang-verzegeld" });
}

use world::ToegangVerzegeldPre;
use world::exports::toegang::indicatie::regels::{Casus, Options, Problem};

/// What a case may take.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Bytes of memory.
    pub memory: usize,
    /// How often the clock of the host may tick, see [`TICK`].
    pub ticks: u64,
}

/// How often the clock ticks.
pub const TICK: Duration = Duration::from_millis(10);

impl Default for Budget {
    /// 64 MiB and a second.
    fn default() -> Self {
        Self { memory: 64 << 20, ticks: 100 }
    }
}

/// Why there is no decision.
#[derive(Debug)]
pub enum Refusal {
    /// The case is wrong: tell whoever sent it.
    Case(Vec<Problem>),
    /// It took more time than its budget.
    Time,
    /// The component stopped otherwise; within the budget it never should.
    Fault(wasmtime::Error),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(problems) => {
                let lines = problems.iter().map(|problem| format!("{}: {}", problem.code, problem.message));
                f.write_str(&lines.collect::<Vec<_>>().join("\n"))
            }
            Self::Time => f.write_str("de casus kostte meer tijd dan zij mag"),
            Self::Fault(error) => write!(f, "het component is gestopt: {error:#}"),
        }
    }
}

impl Error for Refusal {}

impl From<wasmtime::Error> for Refusal {
    fn from(error: wasmtime::Error) -> Self {
        match error.downcast_ref::<Trap>() {
            Some(Trap::Interrupt) => Self::Time,
            _ => Self::Fault(error),
        }
    }
}

/// A sealed component, ready to be instantiated for each case.
pub struct Host {
    engine: Engine,
    component: ToegangVerzegeldPre<StoreLimits>,
    running: Arc<AtomicBool>,
    clock: Option<JoinHandle<()>>,
}

impl Host {
    /// Compiles a component to machine code of this machine and this version of wasmtime; takes seconds.
    pub fn precompile(component: &[u8]) -> wasmtime::Result<Vec<u8>> {
        engine()?.precompile_component(component)
    }

    /// Loads what [`Self::precompile`] gave; takes less than a millisecond.
    ///
    /// # Safety
    /// The bytes run as machine code: load only what you compiled and kept yourself.
    #[allow(unsafe_code, reason = "machine code is trusted as the caller promises")]
    pub unsafe fn load(precompiled: &[u8]) -> wasmtime::Result<Self> {
        let engine = engine()?;
        // SAFETY: the caller promises that these bytes come from `precompile`.
        let component = unsafe { Component::deserialize(&engine, precompiled)? };
        // Nothing is linked: a component that imports anything does not load.
        let component = ToegangVerzegeldPre::new(Linker::new(&engine).instantiate_pre(&component)?)?;
        let running = Arc::new(AtomicBool::new(true));
        let clock = tick(engine.clone(), Arc::clone(&running));
        Ok(Self { engine, component, running, clock: Some(clock) })
    }

    /// Decides a case in a fresh instance.
    ///
    /// # Errors
    /// When the case is wrong or takes more than its budget.
    pub fn decide(&self, casus: &str, onderwerp: Option<&str>, budget: Budget) -> Result<String, Refusal> {
        let limits = StoreLimitsBuilder::new().memory_size(budget.memory).build();
        let mut store = Store::new(&self.engine, limits);
        store.limiter(|limits| limits);
        store.set_epoch_deadline(budget.ticks);
        let component = self.component.instantiate(&mut store)?;
        let regels = component.toegang_indicatie_regels();
        let set = regels.call_built_in(&mut store, None)?.map_err(Refusal::Case)?;
        let onderwerp = onderwerp.map(str::to_string);
        let options = Options { op: None, gemeente: None, onderwerp, spoor: false };
        let casus = Casus::Json(casus.to_string());
        regels.regelset().call_evaluate(&mut store, set, &casus, &options)?.map_err(Refusal::Case)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.running.store(false, Ordering::Relaxed);
        if let Some(clock) = self.clock.take() {
            drop(clock.join());
        }
    }
}

/// An engine that can be interrupted.
fn engine() -> wasmtime::Result<Engine> {
    Engine::new(Config::new().epoch_interruption(true))
}

/// The clock by which budgets are counted.
fn tick(engine: Engine, running: Arc<AtomicBool>) -> JoinHandle<()> {
    thread::spawn(move || {
        while running.load(Ordering::Relaxed) {
            thread::sleep(TICK);
            engine.increment_epoch();
        }
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [component, casus, rest @ ..] = words.as_slice() else {
        return Err("usage: host COMPONENT.wasm CASUS.json [ONDERWERP]".into());
    };
    let host = host(Path::new(component))?;
    let decision =
        host.decide(&std::fs::read_to_string(casus)?, rest.first().map(String::as_str), Budget::default())?;
    print!("{decision}");
    Ok(())
}

/// A host of a component.
#[allow(unsafe_code, reason = "what was compiled here a moment ago is loaded")]
fn host(component: &Path) -> Result<Host, Box<dyn Error>> {
    let precompiled = Host::precompile(&std::fs::read(component)?)?;
    // SAFETY: these bytes come from `precompile`. A server keeps them in a file that only it can write.
    Ok(unsafe { Host::load(&precompiled)? })
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    /// One host for all tests: compiling takes seconds.
    static HOST: LazyLock<Host> = LazyLock::new(|| {
        let component = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist/zutphen.component.wasm");
        host(&component).expect("`cargo xtask seal` has built the component")
    });

    fn casus() -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/casussen/z01.json");
        std::fs::read_to_string(path).expect("the case")
    }

    #[test]
    fn it_decides_and_remembers_nothing() {
        let decide = || HOST.decide(&casus(), Some("algemene bijstand"), Budget::default()).expect("a decision");
        let first = decide();
        assert!(first.contains("\"1419.46\""), "{first}");
        assert_eq!(first, decide());
    }

    #[test]
    fn a_wrong_case_is_told_and_the_next_is_decided() {
        let said = HOST.decide("{\"peildatm\": 1}", None, Budget::default());
        assert!(matches!(&said, Err(Refusal::Case(problems)) if problems.iter().any(|found| found.code == "C0103")));
        assert!(HOST.decide(&casus(), Some("algemene bijstand"), Budget::default()).is_ok());
    }

    #[test]
    fn a_budget_of_time_ends_a_call() {
        let said = HOST.decide(&casus(), None, Budget { ticks: 0, ..Budget::default() });
        assert!(matches!(said, Err(Refusal::Time)), "{said:?}");
    }

    #[test]
    fn a_budget_of_memory_ends_a_call() {
        let said = HOST.decide(&casus(), None, Budget { memory: 1 << 20, ..Budget::default() });
        assert!(matches!(said, Err(Refusal::Fault(_))), "{said:?}");
    }
}
