//! Makes the keys of all texts from the English files, and tells the linker what a release that is cut
//! into parts needs.

#[path = "src/text/source.rs"]
mod source;

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// The English files, one a room.
const ENGLISH: &str = "src/text/en";

/// How many bits of a key's number say its place; those above them say its room.
const PLACE_BITS: usize = 10;

/// The room that is part of the first load; its English texts are in the wasm.
const FIRST: &str = "shell";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/text/source.rs");
    println!("cargo::rerun-if-changed={ENGLISH}");
    // A release that is to be cut into parts needs to know what in the page's wasm refers to what; the
    // import worker stays whole and should not carry it.
    if env::var_os("CARGO_CFG_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bin=vital-few=--emit-relocs");
    }
    let mut rooms = Vec::new();
    for file in fs::read_dir(ENGLISH)? {
        let path = file?.path();
        let name = path.file_stem().ok_or("a file without a name")?.to_string_lossy().into_owned();
        rooms.push((name, fs::read_to_string(&path)?));
    }
    rooms.sort_by_key(|(name, _)| (name != FIRST, name.clone()));
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    fs::write(Path::new(&out).join("keys.rs"), keys(&rooms)?)?;
    Ok(())
}

/// `Room` and `Key`. A key's number says its room and its place there, so that looking a text up is
/// two steps.
fn keys(rooms: &[(String, String)]) -> Result<String, Box<dyn Error>> {
    let mut code = String::from(
        "/// What travels together: a file of texts in every language, and a style sheet if one of its name is there.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[repr(u8)]\npub enum Room {\n",
    );
    for (name, _) in rooms {
        writeln!(code, "    {},", variant(name))?;
    }
    code += "}\n\nimpl Room {\n    /// Every room, the first load's first.\n";
    let list = |make: &dyn Fn(&(String, String)) -> String| rooms.iter().map(make).collect::<Vec<_>>().join(", ");
    writeln!(
        code,
        "    pub const ALL: [Self; {}] = [{}];",
        rooms.len(),
        list(&|r| format!("Self::{}", variant(&r.0)))
    )?;
    writeln!(code, "    const NAMES: [&'static str; {}] = [{}];", rooms.len(), list(&|r| format!("{:?}", r.0)))?;
    let sheet = |name: &str| Path::new("style/page").join(name).with_extension("css");
    let has_sheet = |name: &str| name != FIRST && sheet(name).exists();
    // Only those that are there: to cargo a file that isn't has always just changed, and all is compiled anew.
    for (name, _) in rooms.iter().filter(|(name, _)| has_sheet(name)) {
        println!("cargo::rerun-if-changed={}", sheet(name).display());
    }
    writeln!(code, "    const SHEETS: [bool; {}] = [{}];", rooms.len(), list(&|r| has_sheet(&r.0).to_string()))?;
    let count = |room: &(String, String)| source::entries(&room.1).count().to_string();
    writeln!(code, "    const SIZES: [usize; {}] = [{}];\n}}\n", rooms.len(), list(&count))?;

    writeln!(
        code,
        "/// A key's number is its room's, shifted by this, and its place.\nconst PLACE_BITS: u16 = {PLACE_BITS};\n"
    )?;
    code += "/// What a text is for. The English text stands beside it.\n\
             #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[repr(u16)]\npub enum Key {\n";
    let mut names = Vec::new();
    for (room, (_, file)) in rooms.iter().enumerate() {
        for (place, entry) in source::entries(file).enumerate() {
            writeln!(code, "    #[doc = {:?}]\n    {} = {},", entry.text, entry.key, room << PLACE_BITS | place)?;
            names.push(entry.key);
        }
    }
    code += "}\n\nimpl Key {\n    /// Every key, room by room.\n    pub const ALL: &[Self] = &[";
    for name in &names {
        write!(code, "Self::{name}, ")?;
    }
    code += "];\n\n    /// What it is called in a language's file.\n    #[cfg(not(target_arch = \"wasm32\"))]\n    \
             pub fn name(self) -> &'static str {\n        match self {\n";
    for name in &names {
        writeln!(code, "            Self::{name} => {name:?},")?;
    }
    code += "        }\n    }\n}\n\n";

    for (name, file) in rooms {
        let texts = source::shipped(file, file);
        if name == FIRST {
            writeln!(code, "/// The English texts every page begins with.\nconst ENGLISH_SHELL: &str = {texts:?};")?;
        }
    }
    code += "\n/// The English texts of every room, for whoever isn't a page.\n#[cfg(not(target_arch = \"wasm32\"))]\n\
             const ENGLISH: [&str; Room::ALL.len()] = [";
    for (_, file) in rooms {
        write!(code, "{:?}, ", source::shipped(file, file))?;
    }
    code += "];\n";
    Ok(code)
}

/// `shell` is `Room::Shell`.
fn variant(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
