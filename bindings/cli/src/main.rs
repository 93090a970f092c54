//! The `toegang` command: reads the command line, runs one command, ends with its exit code.
//!
//! Nothing is decided here. [`rules`] finds and compiles rule texts, [`commands`] has a file per command, [`ask`] holds
//! the conversation of `toegang vraag`; results go to stdout, messages to stderr ([`out`]).

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

mod args;
mod ask;
mod commands;
mod files;
mod out;
mod progress;
mod rules;
mod usage;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::CommandLine;
use out::{Exit, note};

fn main() -> ExitCode {
    let exit = match CommandLine::try_parse() {
        Ok(line) => commands::run(line.command).unwrap_or_else(|stop| {
            if !stop.message.is_empty() {
                note(&format!("fout: {}", stop.message));
            }
            stop.exit
        }),
        Err(error) => told(&error),
    };
    ExitCode::from(exit as u8)
}

/// Help and version are results; everything else is wrong usage.
fn told(error: &clap::Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            Exit::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            Exit::Usage
        }
        _ => {
            note(&usage::message(error));
            Exit::Usage
        }
    }
}
