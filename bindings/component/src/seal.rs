//! The one rule set that is sealed in: its place in the module, filled after the module was built.

use std::hint::black_box;

use toegang_api::seal::{HEAD, MARK, ROOM};
use toegang_api::{Problem, Regelset, seal};

/// The place of the program: a mark by which it is found, the sha256 of the bytes, their number, and the bytes.
#[repr(C)]
struct Seal {
    mark: [u8; MARK.len()],
    rest: [u8; HEAD - MARK.len() + ROOM],
}

#[used]
static SEAL: Seal = Seal { mark: MARK, rest: [0; HEAD - MARK.len() + ROOM] };

/// The sealed rule set.
pub(crate) fn built_in(gemeente: Option<&str>) -> Result<Regelset, Vec<Problem>> {
    // What stands here is not what was compiled: nobody may reason from that.
    let place = black_box(&SEAL);
    Regelset::sealed(seal::program(&place.rest), gemeente)
}

/// Its municipality, when it has one.
pub(crate) fn gemeenten() -> Vec<String> {
    let name = built_in(None).map(|set| set.metadata().gemeente).unwrap_or_default();
    if name.is_empty() { Vec::new() } else { vec![name] }
}
