//! What a built module contains: no floating point in its code, nothing imported from its host.

use std::collections::BTreeMap;

use wasmparser::{FunctionBody, KnownCustom, Name, Parser, Payload};

/// What was found in the bytes of a module or component.
#[derive(Debug, Default)]
struct Found {
    /// Functions with a body.
    functions: usize,
    /// Instructions in all.
    instructions: usize,
    /// Floating point instructions, by function number.
    floats: BTreeMap<u32, BTreeMap<String, usize>>,
    /// What the outermost module or component imports.
    imports: Vec<String>,
    /// The names of functions, as far as the module has them.
    names: BTreeMap<u32, String>,
}

/// Fails on any floating point instruction in the code and on any import of the component. Prints what was looked at.
pub(crate) fn check(core: &[u8], component: &[u8]) -> Result<(), String> {
    let module = read(core).map_err(|error| format!("the core module cannot be read: {error}"))?;
    let whole = read(component).map_err(|error| format!("the component cannot be read: {error}"))?;
    println!(
        "core module: {} bytes, {} functions, {} instructions; component: {} bytes, {} imports",
        core.len(),
        module.functions,
        module.instructions,
        component.len(),
        whole.imports.len()
    );
    for import in &whole.imports {
        println!("import: {import}");
    }
    without_floats(&module)?;
    without_floats(&whole)?;
    if whole.imports.is_empty() {
        println!("no floating point instruction, no import");
        Ok(())
    } else {
        Err(format!("{} imports", whole.imports.len()))
    }
}

/// Fails on any floating point instruction in the code of a module.
pub(crate) fn exact(core: &[u8]) -> Result<(), String> {
    without_floats(&read(core).map_err(|error| format!("the core module cannot be read: {error}"))?)
}

fn without_floats(module: &Found) -> Result<(), String> {
    for (function, found) in &module.floats {
        let name = module.names.get(function).map_or("?", String::as_str);
        println!("floating point in function {function} {name}: {found:?}");
    }
    if module.floats.is_empty() {
        return Ok(());
    }
    Err(format!("{} functions with floating point", module.floats.len()))
}

/// Fails when a path of this machine stands in a component.
pub(crate) fn paths<'p>(component: &[u8], mut paths: impl Iterator<Item = &'p str>) -> Result<(), String> {
    let stands = |path: &&str| component.windows(path.len()).any(|part| part == path.as_bytes());
    match paths.find(stands) {
        Some(path) => Err(format!("`{path}` stands in the component")),
        None => Ok(()),
    }
}

fn read(bytes: &[u8]) -> wasmparser::Result<Found> {
    let mut found = Found::default();
    let mut imported = 0u32;
    let mut depth = 0u32;
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth = depth.saturating_add(1),
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let function = matches!(import?.ty, wasmparser::TypeRef::Func(_));
                    imported = imported.saturating_add(u32::from(function));
                }
            }
            Payload::ComponentImportSection(section) if depth == 0 => {
                for import in section {
                    found.imports.push(format!("{:?}", import?.name));
                }
            }
            Payload::CodeSectionEntry(body) => code(&body, imported, &mut found)?,
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for name in names {
                        functions(name?, &mut found)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Counts the instructions of one function, and its floating point by name.
fn code(body: &FunctionBody<'_>, imported: u32, found: &mut Found) -> wasmparser::Result<()> {
    let number = imported.saturating_add(u32::try_from(found.functions).unwrap_or(u32::MAX));
    found.functions = found.functions.saturating_add(1);
    for operator in body.get_operators_reader()? {
        found.instructions = found.instructions.saturating_add(1);
        let shown = format!("{:?}", operator?);
        let name = shown.split([' ', '{']).next().unwrap_or_default();
        if name.contains("F32") || name.contains("F64") {
            let count = found.floats.entry(number).or_default().entry(name.to_string()).or_default();
            *count = count.saturating_add(1);
        }
    }
    Ok(())
}

fn functions(name: Name<'_>, found: &mut Found) -> wasmparser::Result<()> {
    if let Name::Function(names) = name {
        for naming in names {
            let naming = naming?;
            found.names.insert(naming.index, naming.name.to_string());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::read;

    /// A module with one function of type () -> (), without locals, and these instructions before its end.
    fn module(code: &[u8]) -> Vec<u8> {
        let size = u8::try_from(code.len()).unwrap_or(u8::MAX);
        let mut bytes = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a".to_vec();
        bytes.extend([size.saturating_add(4), 1, size.saturating_add(2), 0]);
        bytes.extend_from_slice(code);
        bytes.push(0x0b);
        bytes
    }

    #[test]
    fn floating_point_is_found() {
        let floats = module(&[0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0xaa, 0x1a]); // f64.const 0, i32.trunc_f64_s, drop
        let found = read(&floats).unwrap_or_default();
        let names: Vec<&str> = found.floats.values().flat_map(|names| names.keys().map(String::as_str)).collect();
        assert_eq!(names, ["F64Const", "I32TruncF64S"]);
    }

    #[test]
    fn whole_numbers_are_no_floating_point() {
        let found = read(&module(&[0x41, 0x2a, 0x1a])).unwrap_or_default(); // i32.const 42, drop
        assert_eq!((found.functions, found.instructions, found.floats.len()), (1, 3, 0));
    }

    #[test]
    fn an_import_of_a_component_is_found() {
        let import = b"\0asm\x0d\0\x01\0\x07\x05\x01\x40\0\x01\0\x0a\x06\x01\0\x01\x61\x01\0"; // (import "a" (func))
        assert_eq!(read(import).unwrap_or_default().imports.len(), 1);
    }
}
