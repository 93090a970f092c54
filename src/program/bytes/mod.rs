//! The byte form of a program: loads without the parser, refuses whatever is not a sound program, never panics.
//!
//! Eight bytes that name it, the version of the format (two bytes, the lower first), every text in the program once, and
//! then the program, which names them. What lies near is named by how near: that takes few bytes, and packs well. The
//! same program has the same bytes on every host.

use core::fmt;

use code::{Code, Reader, Writer};

use super::Program;
use super::validate::{Invalid, validate};

mod code;
mod near;
mod parts;

/// What the bytes of a program begin with.
const NAME: &[u8; 8] = b"TOEGANG\n";

/// The version of the byte form; another version is refused, never guessed at.
pub const FORMAT: u16 = 8;

/// Why bytes are no program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BytesError {
    /// They do not begin as a program does.
    NotAProgram,
    /// They are a program in another version of the format.
    OtherFormat(u16),
    /// They cannot be read, or go on after the end.
    Malformed,
    /// They can be read, but the program is not sound.
    Invalid(Invalid),
}

impl fmt::Display for BytesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAProgram => f.write_str("expected the bytes of a program"),
            Self::OtherFormat(found) => write!(f, "expected program format {FORMAT}, found {found}"),
            Self::Malformed => f.write_str("the bytes of the program are damaged"),
            Self::Invalid(invalid) => write!(f, "the program is not sound: {invalid}"),
        }
    }
}

impl core::error::Error for BytesError {}

/// The bytes of a program.
///
/// ```
/// use toegang::program::{Program, bytes::{from_bytes, to_bytes}};
/// let program = Program::default();
/// assert_eq!(from_bytes(&to_bytes(&program)), Ok(program));
/// ```
#[must_use]
pub fn to_bytes(program: &Program) -> Vec<u8> {
    let mut bytes = NAME.to_vec();
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    let mut writer = Writer::default();
    Program::write(&[&near::nearer(program)], &mut writer);
    bytes.extend(writer.finish());
    bytes
}

/// Reads a program.
///
/// # Errors
/// For anything but the bytes of a sound program in this version of the format.
pub fn from_bytes(bytes: &[u8]) -> Result<Program, BytesError> {
    let rest = bytes.strip_prefix(NAME).ok_or(BytesError::NotAProgram)?;
    let (format, rest) = rest.split_first_chunk().ok_or(BytesError::NotAProgram)?;
    let format = u16::from_le_bytes(*format);
    if format != FORMAT {
        return Err(BytesError::OtherFormat(format));
    }
    let mut reader = Reader::new(rest).ok_or(BytesError::Malformed)?;
    let program = Program::one(&mut reader).filter(|_| reader.is_done());
    let program = program.and_then(|program| near::farther(program, reader.text_bytes()));
    let program = program.ok_or(BytesError::Malformed)?;
    validate(&program).map_err(BytesError::Invalid)?;
    Ok(program)
}
