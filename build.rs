//! A release that is to be cut into parts needs to know what in the page's wasm refers to what; the
//! import worker stays whole and should not carry it. Everything else is built without a script.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_CFG_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bin=vital-few=--emit-relocs");
    }
}
