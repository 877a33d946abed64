//! What pages fetch beside their code: the texts and the style sheets of each room.
//!
//! Trunk calls this (`Trunk.toml`) whenever it has built the page. In the source a text has a key and a
//! sheet imports what it is made of; what is shipped are the texts alone, and one sheet a room.

#[path = "../../src/text/source.rs"]
mod source;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::dist::files_below;

/// A folder a language; the English one names the rooms.
const TEXTS: &str = "src/text";
const ENGLISH: &str = "en";

/// The room whose English texts are in the wasm, and whose sheets are linked in `index.html`.
pub const FIRST: &str = "shell";

/// Where a room's sheet stands, if it has one.
const SHEETS: &str = "style/page";

/// Where both are served.
pub const SERVED: [&str; 2] = ["text", "style"];

/// Makes the files beside the page that Trunk is about to serve.
pub fn assets() -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").context("TRUNK_STAGING_DIR is not set: Trunk calls this")?;
    make(Path::new("."), Path::new(&staging))
}

fn make(root: &Path, out: &Path) -> Result<()> {
    for (language, room) in texts(root)? {
        let english = read(&text_file(root, ENGLISH, &room))?;
        let own = read(&text_file(root, &language, &room))?;
        if (language.as_str(), room.as_str()) != (ENGLISH, FIRST) {
            write(
                &out.join("text").join(&language).join(&room).with_extension("txt"),
                &source::shipped(&english, &own),
            )?;
        }
    }
    for sheet in room_sheets(root)? {
        let name = sheet.file_name().unwrap_or_default();
        write(&out.join("style").join(name), &compact(&joined(&sheet, &mut BTreeSet::new())?))?;
    }
    Ok(())
}

/// The languages and rooms there are files of.
fn texts(root: &Path) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for path in files_below(&root.join(TEXTS))?.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        let language = path.parent().and_then(Path::file_name);
        let name = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        found.push((name(language), name(path.file_stem())));
    }
    ensure!(!found.is_empty(), "there are no texts in {TEXTS}");
    Ok(found)
}

fn text_file(root: &Path, language: &str, room: &str) -> PathBuf {
    root.join(TEXTS).join(language).join(room).with_extension("txt")
}

/// The sheets that travel with rooms.
fn room_sheets(root: &Path) -> Result<Vec<PathBuf>> {
    let rooms = texts(root)?.into_iter().filter(|(language, room)| language == ENGLISH && room != FIRST);
    let sheets = rooms.map(|(_, room)| root.join(SHEETS).join(room).with_extension("css"));
    Ok(sheets.filter(|sheet| sheet.exists()).collect())
}

/// Every sheet that travels with a room, or is imported by one that does.
pub fn travelling(root: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut seen = BTreeSet::new();
    for sheet in room_sheets(root)? {
        // Two may import the same one.
        let mut of_one = BTreeSet::new();
        joined(&sheet, &mut of_one)?;
        seen.extend(of_one);
    }
    Ok(seen)
}

/// A sheet with those it imports before it, each once; `seen` is told which.
fn joined(sheet: &Path, seen: &mut BTreeSet<PathBuf>) -> Result<String> {
    let path = sheet.canonicalize().with_context(|| format!("cannot find {}", sheet.display()))?;
    if !seen.insert(path.clone()) {
        return Ok(String::new());
    }
    let text = read(&path)?;
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        match line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";")) {
            Some(imported) => whole += &joined(&path.with_file_name(imported), seen)?,
            None => whole.extend([line, "\n"]),
        }
    }
    Ok(whole)
}

/// A sheet without comments, and with one space where there were several; strings stay as they are.
fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(letter) = rest.chars().next() {
        let taken = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if letter == '"' || letter == '\'' {
            let length = crate::tidy::string_length(rest, letter);
            out.push_str(&rest[..length]);
            length
        } else {
            if !letter.is_whitespace() {
                out.push(letter);
            } else if !out.ends_with([' ', '{', '}', ';']) {
                out.push(' ');
            }
            letter.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    let directory = path.parent().unwrap_or(path);
    std::fs::create_dir_all(directory).with_context(|| format!("cannot create {}", directory.display()))?;
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree with two rooms, of which one has a sheet.
    fn tree(name: &str) -> Result<PathBuf> {
        let root = std::env::temp_dir().join(format!("vital-few-assets-{name}-{}", std::process::id()));
        for (path, text) in [
            ("src/text/en/shell.txt", "Undo = Undo\n"),
            ("src/text/en/data.txt", "# Data\nA = a\nB = b = c\n"),
            ("src/text/xy/shell.txt", "Undo = odnU\n"),
            ("src/text/xy/data.txt", "B = BB\nA = AA\n"),
            (
                "style/page/data.css",
                "@import \"../component/bar.css\";\n@import \"data/foot.css\";\np {\n  margin: 0;\n}\n",
            ),
            (
                "style/page/data/foot.css",
                "@import \"../../component/bar.css\";\ni { content: \"a  /*b*/\"; } /* foot */\n",
            ),
            ("style/component/bar.css", "b { margin: 1px; }\n"),
        ] {
            write(&root.join(path), text)?;
        }
        Ok(root)
    }

    #[test]
    fn texts_come_in_the_order_of_the_english_and_the_first_english_ones_not_at_all() -> Result<()> {
        let root = tree("texts")?;
        let out = root.join("out");
        make(&root, &out)?;
        assert_eq!(read(&out.join("text/en/data.txt"))?, "a\nb = c\n");
        assert_eq!(read(&out.join("text/xy/data.txt"))?, "AA\nBB\n");
        assert_eq!(read(&out.join("text/xy/shell.txt"))?, "odnU\n");
        assert!(!out.join("text/en/shell.txt").exists());
        Ok(std::fs::remove_dir_all(root)?)
    }

    #[test]
    fn a_sheet_holds_what_it_imports_once_and_before_itself() -> Result<()> {
        let root = tree("sheets")?;
        let out = root.join("out");
        make(&root, &out)?;
        let sheet = read(&out.join("style/data.css"))?;
        assert_eq!(sheet, "b {margin: 1px;}i {content: \"a  /*b*/\";}p {margin: 0;}");
        assert!(!out.join("style/shell.css").exists());
        let names: BTreeSet<_> =
            travelling(&root)?.into_iter().filter_map(|path| path.file_name().map(Into::into)).collect();
        assert_eq!(names, ["bar.css", "data.css", "foot.css"].map(std::ffi::OsString::from).into());
        Ok(std::fs::remove_dir_all(root)?)
    }

    #[test]
    fn an_import_that_is_not_there_is_said() -> Result<()> {
        let root = tree("missing")?;
        write(&root.join("style/page/data.css"), "@import \"gone.css\";\n")?;
        assert!(make(&root, &root.join("out")).is_err_and(|error| format!("{error:#}").contains("gone.css")));
        Ok(std::fs::remove_dir_all(root)?)
    }
}
