//! Names and keys.

use crate::values::key_of;

/// Whether two names are the same apart from case, spaces and hyphens.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    a == b || key_of(a) == key_of(b)
}
