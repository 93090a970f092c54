//! The messages, about rule texts and about cases: each has its sentence, its page, and an example on that page that
//! gives it and no other.

mod case;
mod model;
mod pages;
mod syntax;
