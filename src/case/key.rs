//! Names and keys.

use crate::values::key_of;

/// Whether two names are the same apart from case, spaces and hyphens.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    a == b || (may_be_same(a, b) && key_of(a) == key_of(b))
}

/// Where the name stands among others: as it is written, else apart from case, spaces and hyphens.
pub(super) fn place_of<'n>(names: impl Iterator<Item = &'n str> + Clone, wanted: &str) -> Option<usize> {
    let written = names.clone().position(|name| name == wanted);
    written.or_else(|| { names }.position(|name| same_name(name, wanted)))
}

/// Whether the first and the last letter leave it possible: most names differ there already, and a key takes time.
fn may_be_same(a: &str, b: &str) -> bool {
    let plain = |byte: Option<&u8>| byte.filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
    let apart =
        |one: Option<&u8>, other: Option<&u8>| plain(one).zip(plain(other)).is_some_and(|(one, other)| one != other);
    let (a, b) = (a.as_bytes(), b.as_bytes());
    !a.is_ascii() || !b.is_ascii() || !(apart(a.first(), b.first()) || apart(a.last(), b.last()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_apart_from_case_spaces_and_hyphens() {
        for (a, b) in [("Wlz-indicatie", " wlz indicatie"), ("één", "\u{c9}\u{e9}n"), ("a b", "A_b"), ("-a", "_a")] {
            assert!(same_name(a, b), "{a} {b}");
        }
        for (a, b) in [("norm", "vorm"), ("norm", "norme"), ("bijstand", "bystand"), ("", "a")] {
            assert!(!same_name(a, b), "{a} {b}");
        }
    }
}
