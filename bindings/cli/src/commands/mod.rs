//! One file per command. Each returns how it ended, or why it stopped.

mod bouw;
mod case;
mod component;
mod controleer;
mod herhaal;
mod opmaak;
mod regels;
mod schema;
mod test;
mod toets;
mod uitleg;
mod vraag;

use crate::args::Command;
use crate::out::{Exit, Stop};

/// Runs a command.
///
/// # Errors
///
/// Why it could not do its work.
pub fn run(command: Command) -> Result<Exit, Stop> {
    match command {
        Command::Toets(toets) => toets::run(&toets),
        Command::Vraag(vraag) => vraag::run(&vraag),
        Command::Controleer(controleer) => controleer::run(&controleer),
        Command::Bouw(bouw) => bouw::run(&bouw),
        Command::Uitleg(uitleg) => uitleg::run(&uitleg),
        Command::Test(test) => test::run(&test),
        Command::Opmaak(opmaak) => opmaak::run(&opmaak),
        Command::Schema(schema) => schema::run(&schema),
        Command::Regels(regels) => regels::run(&regels),
        Command::Herhaal(herhaal) => herhaal::run(&herhaal),
    }
}
