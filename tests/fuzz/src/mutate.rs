//! New inputs out of old ones.

use toegang_corpus::random::Random;

/// Longer inputs are cut off.
const LONGEST: usize = 60_000;

/// What readers trip over, put in as it is.
const STICKS: [&str; 32] = [
    "\u{0}",
    "\u{feff}",
    "\r\n",
    "\t",
    "    ",
    "\u{a0}",
    "é",
    "e\u{301}",
    "𝄞",
    "\u{2028}",
    "€",
    "€ 9.999.999.999.999,99",
    "99999999999999999999",
    "-1",
    "0",
    "1e999",
    "31 februari 2026",
    "29 februari 9999",
    "9999-12-31",
    "0001-01-01",
    "100%",
    "\"",
    "\\u0000",
    "\\ud800",
    "[[[[[[[[",
    "{\"a\":",
    "((((((((",
    "niet niet niet",
    "null",
    "/ 0",
    "indien",
    "is voldaan aan alle volgende voorwaarden:",
];

/// Inputs to begin with.
pub(crate) struct Pool {
    seeds: Vec<Vec<u8>>,
}

impl Pool {
    /// A pool of seeds.
    pub(crate) fn new(seeds: Vec<Vec<u8>>) -> Self {
        Self { seeds }
    }

    /// A new input: a seed with some changes.
    pub(crate) fn next(&self, random: &mut Random) -> Vec<u8> {
        let mut input = random.of(&self.seeds).cloned().unwrap_or_default();
        for _ in 0..=random.below(6) {
            self.change(&mut input, random);
        }
        input.truncate(LONGEST);
        input
    }

    fn change(&self, input: &mut Vec<u8>, random: &mut Random) {
        let (from, until) = span(input, random);
        match random.below(9) {
            0 => drop(input.drain(from..until)),
            1 => insert(input, from, random.of(&STICKS).map_or(&b""[..], |stick| stick.as_bytes())),
            2 => repeat(input, from, until, 1),
            3 => {
                let times = random.below(400);
                repeat(input, from, until.min(from.saturating_add(24)), times);
            }
            4 => self.splice(input, from, random),
            5 => swap_lines(input, random),
            6 => nudge(input, from, random),
            7 => indent(input, from, random),
            _ => move_within(input, from, until, random),
        }
    }

    /// Part of another seed.
    fn splice(&self, input: &mut Vec<u8>, at: usize, random: &mut Random) {
        let Some(other) = random.of(&self.seeds) else { return };
        let (from, until) = span(other, random);
        let part = other.get(from..until).unwrap_or_default().to_vec();
        insert(input, at, &part);
    }
}

/// Some stretch of an input, mostly short.
fn span(input: &[u8], random: &mut Random) -> (usize, usize) {
    let longest = if random.below(4) == 0 { 600 } else { 24 };
    let from = random.below(input.len().saturating_add(1));
    (from, from.saturating_add(random.below(longest)).min(input.len()))
}

fn insert(input: &mut Vec<u8>, at: usize, part: &[u8]) {
    let at = at.min(input.len());
    input.splice(at..at, part.iter().copied());
}

fn repeat(input: &mut Vec<u8>, from: usize, until: usize, times: usize) {
    let part = input.get(from..until).unwrap_or_default().repeat(times);
    insert(input, until, &part);
}

/// Another byte, or a digit or letter next to it.
fn nudge(input: &mut [u8], at: usize, random: &mut Random) {
    let Some(byte) = input.get_mut(at) else { return };
    *byte = match random.below(3) {
        0 => byte.wrapping_add(1),
        1 => byte.wrapping_sub(1),
        _ => u8::try_from(random.below(256)).unwrap_or_default(),
    };
}

/// A line in or out.
fn indent(input: &mut Vec<u8>, at: usize, random: &mut Random) {
    let before = input.get(..at).unwrap_or_default();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at.saturating_add(1));
    let blanks = input.get(start..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count();
    input.drain(start..start.saturating_add(blanks));
    insert(input, start, &b" ".repeat(random.below(9)));
}

fn swap_lines(input: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = input.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (one, two) = (random.below(lines.len()), random.below(lines.len()));
    lines.swap(one, two);
    *input = lines.join(&b'\n');
}

fn move_within(input: &mut Vec<u8>, from: usize, until: usize, random: &mut Random) {
    let part: Vec<u8> = input.drain(from..until).collect();
    let at = random.below(input.len().saturating_add(1));
    insert(input, at, &part);
}
