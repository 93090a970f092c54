//! Cases: what is read, what is refused and in which words, what is decided, and the schema that goes with it.

mod asks;
mod brief;
mod decide;
mod message;
mod not_asked;
mod plan;
mod program;
mod purpose;
mod read;
