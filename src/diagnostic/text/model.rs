//! T04xx-T09xx: names, types, units, versions, sources, decisions, examples.

use super::Entry;

/// The sentences of the checker.
pub(super) const TABLE: &[Entry] = &[];
