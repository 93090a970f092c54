//! The place for a program in the core module of a component: found, read, and written anew.

use toegang_api::seal::{HEAD, MARK, ROOM};
use wasm_encoder::{Component, ConstExpr, DataCountSection, DataSection, Module, RawSection};
use wasmparser::{BinaryReaderError, Data, DataKind, Operator, Parser, Payload};

use crate::SealError;

const MODULE: u8 = 1;
const DATA: u8 = 11;
const DATA_COUNT: u8 = 12;

/// A component with this as the begin of its place; what is left of the place becomes zeros.
pub(crate) fn component(component: &[u8], content: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut out = Component::new();
    let mut places = 0;
    each_section(component, |id, section, _| {
        let module = if id == MODULE { with_content(section, content)? } else { None };
        places += i32::from(module.is_some());
        out.section(&RawSection { id, data: module.as_deref().unwrap_or(section) });
        Ok(())
    })?;
    if places == 1 { Ok(out.finish()) } else { Err(SealError::NoPlace) }
}

/// What stands in the place of a component, up to the zeros that are not written down.
pub(crate) fn content(component: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut found = Vec::new();
    each_section(component, |id, module, _| {
        if id == MODULE {
            each_section(module, |_, _, payload| {
                let Payload::DataSection(segments) = payload else { return Ok(()) };
                for segment in segments.clone() {
                    let data = segment?.data;
                    found.extend(place_in(data).map(|at| data.get(at..).unwrap_or_default().to_vec()));
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    let first = found.pop().ok_or(SealError::NoPlace)?;
    if found.is_empty() { Ok(first) } else { Err(SealError::NoPlace) }
}

/// A module with this in its place; `None` when it has none.
fn with_content(module: &[u8], content: &[u8]) -> Result<Option<Vec<u8>>, SealError> {
    let mut segments = DataSection::new();
    let mut places = 0;
    each_section(module, |_, _, payload| {
        let Payload::DataSection(list) = payload else { return Ok(()) };
        for segment in list.clone() {
            let segment = segment?;
            let Some(at) = place_in(segment.data) else {
                copy(&mut segments, module, &segment);
                continue;
            };
            places += 1;
            let start = offset(&segment)?.ok_or(SealError::NoPlace)?;
            let before = segment.data.get(..at).unwrap_or_default();
            write(&mut segments, start, &[before, content].concat());
            let end = at.saturating_add(HEAD).saturating_add(ROOM);
            let after = start.checked_add(u32::try_from(end).map_err(|_| SealError::NoPlace)?);
            let rest = segment.data.get(end..).unwrap_or_default();
            write(&mut segments, after.ok_or(SealError::NoPlace)?, rest);
        }
        Ok(())
    })?;
    match places {
        0 => return Ok(None),
        1 => {}
        _ => return Err(SealError::NoPlace),
    }
    let mut out = Module::new();
    each_section(module, |id, data, _| {
        match id {
            DATA => out.section(&segments),
            DATA_COUNT => out.section(&DataCountSection { count: segments.len() }),
            _ => out.section(&RawSection { id, data }),
        };
        Ok(())
    })?;
    Ok(Some(out.finish()))
}

/// Calls `each` with every section of a module or component itself, not of those inside it: its number, its bytes, and
/// what was read of it.
fn each_section<'b>(
    bytes: &'b [u8],
    mut each: impl FnMut(u8, &'b [u8], &Payload<'b>) -> Result<(), SealError>,
) -> Result<(), SealError> {
    let mut depth = 0u32;
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if depth == 0
            && let Some((id, range)) = payload.as_section()
        {
            let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
            each(id, bytes.get(at(range.start)..at(range.end)).unwrap_or_default(), &payload)?;
        }
        match payload {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth = depth.saturating_add(1),
            Payload::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// Where a place begins in the data of a segment.
fn place_in(data: &[u8]) -> Option<usize> {
    data.windows(MARK.len()).position(|window| window == MARK)
}

/// The address of an active segment.
fn offset(segment: &Data<'_>) -> Result<Option<u32>, BinaryReaderError> {
    let DataKind::Active { memory_index: 0, offset_expr } = &segment.kind else { return Ok(None) };
    Ok(match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Some(value.cast_unsigned()),
        _ => None,
    })
}

/// Adds a segment with this at an address, without the zeros at its end.
fn write(segments: &mut DataSection, address: u32, data: &[u8]) {
    let end = data.iter().rposition(|byte| *byte != 0).map_or(0, |last| last.saturating_add(1));
    let data = data.get(..end).unwrap_or_default();
    if !data.is_empty() {
        segments.active(0, &ConstExpr::i32_const(address.cast_signed()), data.iter().copied());
    }
}

fn copy(segments: &mut DataSection, module: &[u8], segment: &Data<'_>) {
    let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
    let (start, end) = (at(segment.range.start), at(segment.range.end));
    segments.raw(module.get(start..end).unwrap_or_default());
}
