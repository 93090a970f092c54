//! `toegang vraag`.
use crate::args::Vraag;
use crate::out::{Exit, Stop};
/// x
pub fn run(_: &Vraag) -> Result<Exit, Stop> { Err(Stop::usage("`vraag` komt in de volgende versie")) }
