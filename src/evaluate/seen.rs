//! Where terms were told, found quickly: a table that grows and, unlike the memory of values, loses nothing of a case.

use super::memo::{Key, place_of};

#[derive(Clone, Copy, Debug)]
struct Place {
    key: Key,
    step: u32,
}

const FREE: Place = Place { key: Key::MAX, step: 0 };

impl Place {
    #[inline]
    const fn is_free(&self, first: Key) -> bool {
        self.key < first || self.key == FREE.key
    }
}

/// Places are tried one after another from where the key points: keys are dense, so that this is mostly the first.
///
/// **Invariant:** at least half of the places are free, so that a search ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    places: Vec<Place>,
    len: usize,
    /// Keys below this are of another case, and their places free.
    first: Key,
}

const SMALLEST: usize = 256;

impl Seen {
    /// Forgets all keys: those to come are not below `first`.
    pub fn clear(&mut self, first: Key) {
        if first < self.first {
            self.forget();
        }
        self.first = first;
        self.len = 0;
    }

    /// Forgets all keys, which may come again.
    #[cold]
    pub fn forget(&mut self) {
        self.places.fill(FREE);
        self.len = 0;
    }

    /// The step at which this was told.
    #[inline]
    pub fn get(&self, key: Key) -> Option<u32> {
        let last = self.places.len().wrapping_sub(1);
        let mut place = place_of(key) & last;
        loop {
            let found = self.places.get(place)?;
            if found.is_free(self.first) {
                return None;
            }
            if found.key == key {
                return Some(found.step);
            }
            place = place.wrapping_add(1) & last;
        }
    }

    /// Notes at which step this is told; or says at which it was told before.
    #[inline]
    pub fn insert(&mut self, key: Key, step: u32) -> Option<u32> {
        if self.len.saturating_mul(2) >= self.places.len() {
            self.grow();
        }
        let (first, last) = (self.first, self.places.len().wrapping_sub(1));
        let mut place = place_of(key) & last;
        loop {
            let found = self.places.get_mut(place)?;
            if found.is_free(first) {
                *found = Place { key, step };
                self.len = self.len.saturating_add(1);
                return None;
            }
            if found.key == key {
                return Some(found.step);
            }
            place = place.wrapping_add(1) & last;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let larger = vec![FREE; self.places.len().saturating_mul(4).max(SMALLEST)];
        self.len = 0;
        let first = self.first;
        for old in core::mem::replace(&mut self.places, larger) {
            if !old.is_free(first) {
                self.insert(old.key, old.step);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_found_in_its_case() {
        let mut seen = Seen::default();
        let keys = || (0..200_u64).flat_map(|slot| (5..25_u64).map(move |frame| frame << 40 | slot));
        for (step, key) in (0..).zip(keys()) {
            assert_eq!(seen.get(key), None);
            assert_eq!(seen.insert(key, step), None);
            assert_eq!(seen.insert(key, step + 1), Some(step));
            assert_eq!(seen.get(key), Some(step));
        }
        assert!((0..).zip(keys()).all(|(step, key)| seen.get(key) == Some(step)));
        seen.clear(30 << 40);
        assert_eq!(seen.get(5 << 40), None);
        seen.insert(30 << 40 | 7, 1);
        assert_eq!(seen.get(30 << 40 | 7), Some(1));
        seen.forget();
        assert_eq!(seen.get(30 << 40 | 7), None);
        seen.clear(1 << 40);
        assert_eq!(seen.get(5 << 40), None);
    }
}
