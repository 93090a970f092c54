//! The conversation of `toegang vraag`.
