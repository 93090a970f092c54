//! Seals a compiled program in a component that was built with an empty place for it, and opens it again.
//!
//! The place is a stretch of the memory of the core module, see [`toegang_api::seal`]. Sealing rewrites the data of that
//! module and nothing else, and leaves out the zeros after the program: memory begins as zeros.
//!
//! The seal is a sum over the bytes: it shows that they were damaged, not who made them. Whether a component is what some
//! rules give, only compiling those rules tells.

mod rewrite;

use std::fmt;

use sha2::{Digest, Sha256};
use toegang_api::seal::{self, HEAD, MARK, ROOM};
use wasmparser::{BinaryReaderError, Parser, Payload};

/// Why a component cannot be sealed or opened.
#[derive(Debug)]
pub enum SealError {
    /// It cannot be read as WebAssembly.
    Unreadable(BinaryReaderError),
    /// It has no place for a program, or more than one: it is no template and no sealed component.
    NoPlace,
    /// The program has more bytes than there is room for.
    TooLarge(usize),
    /// There is a place, and no program in it.
    Empty,
    /// The program is not the one that was sealed in.
    Broken,
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => {
                write!(f, "dit is geen WebAssembly, of het is beschadigd (bij byte {})", error.offset())
            }
            Self::NoPlace => f.write_str("dit is geen verzegeld component: er is geen plaats voor een programma"),
            Self::TooLarge(bytes) => {
                write!(f, "het programma is te groot: {bytes} bytes, en er is plaats voor {ROOM}")
            }
            Self::Empty => f.write_str("dit is een sjabloon: er is geen programma in verzegeld"),
            Self::Broken => f.write_str("het zegel is verbroken: de bytes van het programma zijn veranderd"),
        }
    }
}

impl std::error::Error for SealError {}

impl From<BinaryReaderError> for SealError {
    fn from(error: BinaryReaderError) -> Self {
        Self::Unreadable(error)
    }
}

/// What is sealed in a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The bytes of the program.
    pub program: Vec<u8>,
    /// Their sha256, hexadecimal.
    pub sha256: String,
    /// What the component imports; a component of ours imports nothing.
    pub imports: Vec<String>,
}

/// A component with the program in its place; with an empty program, a template.
///
/// # Errors
/// When it cannot be read, has no place, or the program is too large.
pub fn seal(component: &[u8], program: &[u8]) -> Result<Vec<u8>, SealError> {
    let head = seal::head(Sha256::digest(program).into(), program).ok_or(SealError::TooLarge(program.len()))?;
    rewrite::component(component, &[head.as_slice(), program].concat())
}

/// What is sealed in a component.
///
/// # Errors
/// When it cannot be read, has no program in it, or the program is not the one that was sealed.
pub fn open(component: &[u8]) -> Result<Sealed, SealError> {
    let mut place = rewrite::content(component)?;
    // Zeros at the end of the program are not written down.
    place.resize(place.len().max(HEAD.saturating_add(ROOM)), 0);
    let rest = place.get(MARK.len()..).unwrap_or_default();
    let program = seal::program(rest);
    if program.is_empty() {
        return Err(SealError::Empty);
    }
    let sha256 = Sha256::digest(program);
    if rest.get(..sha256.len()) != Some(sha256.as_slice()) {
        return Err(SealError::Broken);
    }
    let sha256 = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Sealed { program: program.to_vec(), sha256, imports: imports(component)? })
}

/// What a component imports.
fn imports(component: &[u8]) -> Result<Vec<String>, SealError> {
    let mut found = Vec::new();
    let mut depth = 0u32;
    for payload in Parser::new(0).parse_all(component) {
        match payload? {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth = depth.saturating_add(1),
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::ComponentImportSection(section) if depth == 0 => {
                for import in section {
                    found.push(import?.name.name.to_string());
                }
            }
            _ => {}
        }
    }
    Ok(found)
}
