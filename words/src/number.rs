//! Numbers in as few bytes as they need: seven bits to a byte, the lowest first; the highest bit says that more follow.

/// A length as a number.
#[must_use]
pub fn wide(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Writes a number.
pub fn write(bytes: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        bytes.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    bytes.push(value.to_le_bytes()[0]);
}

/// Reads a number; `None` at the end of the bytes, and for a number that is longer than need be.
#[inline]
pub fn read(bytes: &mut &[u8]) -> Option<u64> {
    let (value, rest) = match *bytes {
        [a @ ..0x80, rest @ ..] => (u64::from(*a), rest),
        [a, b @ 1..0x80, rest @ ..] => (u64::from(a & 0x7f) | u64::from(*b) << 7, rest),
        _ => return longer(bytes),
    };
    *bytes = rest;
    Some(value)
}

fn longer(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let part = u64::from(byte & 0x7f);
        value |= part.wrapping_shl(shift);
        if *byte < 0x80 {
            return (part > 0 && value.wrapping_shr(shift) == part).then_some(value);
        }
    }
    None
}

/// Reads how many follow, which all take a byte at least: no more than there are bytes left.
pub fn length(bytes: &mut &[u8]) -> Option<usize> {
    usize::try_from(read(bytes)?).ok().filter(|length| *length <= bytes.len())
}
