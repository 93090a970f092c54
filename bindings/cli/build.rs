//! Puts the template of a sealed component in the command, when the build names one.

#[expect(clippy::disallowed_methods, reason = "a build reads its environment; what it builds does not")]
fn main() {
    println!("cargo::rerun-if-env-changed=TOEGANG_SJABLOON");
    println!("cargo::rustc-check-cfg=cfg(sjabloon)");
    if let Ok(path) = std::env::var("TOEGANG_SJABLOON") {
        println!("cargo::rerun-if-changed={path}");
        println!("cargo::rustc-cfg=sjabloon");
    }
}
