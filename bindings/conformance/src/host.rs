//! Who runs the corpus.

use std::time::Instant;

use sha2::{Digest, Sha256};

use crate::corpus::Item;

/// The sums of the documents of an item; `None` for what a host is not made for.
pub type Sums = Option<Vec<String>>;

/// A host that runs the corpus.
pub trait Host: Sync {
    /// As the table names it.
    fn name(&self) -> &str;

    /// Runs the corpus, and calls `tell` for each item in order.
    fn run(&self, corpus: &[Item], tell: &mut dyn FnMut(Sums)) -> Result<(), String>;

    /// The median time of each item, in nanoseconds; `None` for what it is not made for.
    fn bench(&self, corpus: &[Item]) -> Result<Vec<Option<u64>>, String>;

    /// The documents of one item.
    fn documents(&self, corpus: &[Item], at: usize) -> Result<Vec<String>, String>;
}

/// Something in this program that answers an item.
pub trait Engine {
    /// Its documents; `None` for what it is not made for.
    fn run(&mut self, item: &Item) -> Result<Option<Vec<String>>, String>;
}

/// A host in this program.
pub struct Inside<F> {
    /// As the table names it.
    pub name: &'static str,
    /// Makes the engine.
    pub make: F,
}

impl<E: Engine, F: Fn() -> Result<E, String> + Sync> Host for Inside<F> {
    fn name(&self) -> &str {
        self.name
    }

    fn run(&self, corpus: &[Item], tell: &mut dyn FnMut(Sums)) -> Result<(), String> {
        let mut engine = (self.make)()?;
        for item in corpus {
            let said = engine.run(item).map_err(|fault| format!("{}: {fault}", item.name))?;
            tell(said.map(|documents| documents.iter().map(|text| hexadecimal(&Sha256::digest(text))).collect()));
        }
        Ok(())
    }

    fn bench(&self, corpus: &[Item]) -> Result<Vec<Option<u64>>, String> {
        let mut engine = (self.make)()?;
        corpus.iter().map(|item| median(&mut engine, item)).collect()
    }

    fn documents(&self, corpus: &[Item], at: usize) -> Result<Vec<String>, String> {
        let item = corpus.get(at).ok_or("no such item")?;
        (self.make)()?.run(item).map(Option::unwrap_or_default)
    }
}

/// How often an item is timed.
const TIMES: usize = 31;

#[expect(clippy::disallowed_methods, reason = "this is what is timed")]
fn median(engine: &mut impl Engine, item: &Item) -> Result<Option<u64>, String> {
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let start = Instant::now();
        if engine.run(item)?.is_none() {
            return Ok(None);
        }
        took.push(start.elapsed());
    }
    took.sort_unstable();
    Ok(took.get(TIMES / 2).and_then(|took| u64::try_from(took.as_nanos()).ok()))
}

/// Bytes as text.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
