//! Where a sealed component keeps its program: a place in the memory of the module that begins with a mark.
//!
//! `MARK`, the sha256 of the program's bytes, their number (four bytes, the lower first), the bytes. The component is built
//! with an empty place; whoever seals it writes the program there.

/// What the place begins with.
pub const MARK: [u8; 16] = *b"\0toegang-zegel\0\x01";

/// What stands before the bytes: mark, sha256 and number.
pub const HEAD: usize = MARK.len() + 32 + 4;

/// How many bytes the program may have.
pub const ROOM: usize = 4 << 20;

/// The program in a place, of which `rest` is what follows the mark; empty when none was sealed in.
///
/// ```
/// use toegang_api::seal::{head, program};
/// let mut rest = head([7; 32], b"bytes").unwrap().split_off(16);
/// rest.extend(b"bytes and zeros");
/// assert_eq!(program(&rest), b"bytes");
/// ```
#[must_use]
pub fn program(rest: &[u8]) -> &[u8] {
    let after_hash = rest.get(32..).unwrap_or(&[]);
    let Some((len, bytes)) = after_hash.split_first_chunk() else { return &[] };
    let len = usize::try_from(u32::from_le_bytes(*len)).unwrap_or(usize::MAX);
    bytes.get(..len).unwrap_or(&[])
}

/// What stands before a program with this sha256; `None` when the program is too large.
#[must_use]
pub fn head(sha256: [u8; 32], program: &[u8]) -> Option<Vec<u8>> {
    let len = u32::try_from(program.len()).ok().filter(|_| program.len() <= ROOM)?;
    Some([&MARK[..], &sha256, &len.to_le_bytes()].concat())
}
