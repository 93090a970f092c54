//! Sealing, on a small component made here: a module with a memory and data before, in and after the place.

use toegang_api::seal::{HEAD, MARK, ROOM};
use toegang_seal::{SealError, open, seal};
use wasm_encoder::{
    Component, ConstExpr, DataCountSection, DataSection, MemorySection, MemoryType, Module, ModuleSection,
};

/// A module whose data is this, at address 1024.
fn module(data: &[Vec<u8>]) -> Module {
    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 200, maximum: None, memory64: false, shared: false, page_size_log2: None });
    let mut segments = DataSection::new();
    let mut address = 1024;
    for part in data {
        segments.active(0, &ConstExpr::i32_const(address), part.iter().copied());
        address += i32::try_from(part.len()).unwrap();
    }
    let mut module = Module::new();
    module.section(&memories).section(&DataCountSection { count: segments.len() }).section(&segments);
    module
}

fn component(modules: &[Module]) -> Vec<u8> {
    let mut component = Component::new();
    for module in modules {
        component.section(&ModuleSection(module));
    }
    component.finish()
}

fn place() -> Vec<u8> {
    [&b"before"[..], &MARK, &vec![0; HEAD - MARK.len() + ROOM], b"after"].concat()
}

fn template() -> Vec<u8> {
    component(&[module(&[b"other".to_vec(), place()]), module(&[b"a module without a place".to_vec()])])
}

#[test]
fn what_was_sealed_comes_out_again() {
    for program in [&b"a program"[..], b"one that ends in zeros\0\0\0", &[7; 100_000]] {
        let sealed = seal(&template(), program).unwrap();
        wasmparser::validate(&sealed).unwrap();
        let inside = open(&sealed).unwrap();
        assert_eq!((inside.program.as_slice(), inside.imports.as_slice()), (program, [].as_slice()));
        assert_eq!(inside.sha256.len(), 64);
        assert!(sealed.len() < program.len() + 600, "the zeros of the place are left out: {}", sealed.len());
    }
}

#[test]
fn what_stands_around_the_place_stays() {
    let sealed = seal(&template(), b"a program").unwrap();
    for text in [&b"other"[..], b"before", b"after", b"a module without a place"] {
        assert!(sealed.windows(text.len()).any(|window| window == text), "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn a_template_is_sealed_as_what_it_was_made_from() {
    let template = seal(&template(), b"").unwrap();
    assert!(matches!(open(&template), Err(SealError::Empty)));
    assert!(template.len() < 600);
}

#[test]
fn changed_bytes_break_the_seal() {
    let mut sealed = seal(&template(), b"a program").unwrap();
    let at = sealed.windows(9).position(|window| window == b"a program").unwrap();
    sealed[at] = b'A';
    assert!(matches!(open(&sealed), Err(SealError::Broken)));
}

#[test]
fn whatever_has_no_place_or_too_many_is_refused() {
    let none = component(&[module(&[b"nothing".to_vec()])]);
    let two = component(&[module(&[place()]), module(&[place()])]);
    let twice = component(&[module(&[place(), place()])]);
    for other in [none, two, twice] {
        assert!(matches!(seal(&other, b"a program"), Err(SealError::NoPlace)));
        assert!(open(&other).is_err());
    }
    assert!(matches!(seal(b"no wasm", b"a program"), Err(SealError::Unreadable(_))));
    assert!(matches!(seal(&template(), &vec![1; ROOM + 1]), Err(SealError::TooLarge(_))));
    let cut = template();
    assert!(open(&cut[..cut.len() / 2]).is_err());
}
