//! Packs the rule texts: each path and its text, in path order.

use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for folder in ["gemeenten", "landelijk"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), folder, &mut files)?;
    }
    files.sort_unstable();
    let texts = files.iter().flat_map(|(path, text)| [path.as_str(), text.as_str()]);
    write(&toegang_words::pack(texts))
}

/// The rule files in a folder and those under it.
fn collect(folder: &Path, named: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let named = format!("{named}/{name}");
        if path.is_dir() {
            collect(&path, &named, files)?;
        } else if path.extension().is_some_and(|end| end == "regels") {
            files.push((named, std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a build reads its environment; what it builds does not")]
fn write(packed: &[u8]) -> io::Result<()> {
    let folder = std::env::var("OUT_DIR").map_err(io::Error::other)?;
    std::fs::write(Path::new(&folder).join("regels"), packed)
}
