//! `cargo xtask dist`: the release, and what it weighs.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::assets;
use crate::crash_script;
use crate::report::minutes;
use crate::run::run;
use crate::seal;
use crate::serve::trunk;
use crate::sheets;
use crate::split;
use crate::tools::{self, Purpose};

/// Where the release goes.
pub const DIST: &str = "dist";

/// The most the first load may weigh, in bytes after brotli and in any language: a person on a train with 1 Mbit/s
/// gets it within three seconds. One source built in two places differs by up to 2 kB, as functions come in another
/// order.
const BUDGET: usize = 342_000;

/// What the first visit fetches.
const FIRST_LOAD: [&str; 5] = ["html", "js", "mjs", "wasm", "css"];

/// How the names of the import worker's files begin, which are fetched when a
/// file is to be read.
const ON_IMPORT: &str = "import-worker";

/// The sample book is fetched only by those who ask for it.
const ON_DEMAND: &str = "sample";

/// The texts the first load needs of a language but English, of which a person fetches one at most.
const LANGUAGE: &str = "shell.txt";

/// One file of the release.
struct Weight {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
    when: When,
}

/// When a file is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    FirstLoad,
    /// On the first load of those who read the language.
    Language,
    OnImport,
    /// When a page that uses it is first shown, or the page has nothing better to do.
    Part,
    Later,
}

pub fn dist() -> Result<()> {
    let toolbox = tools::provide(Purpose::Release)?;
    let mut build = trunk("build", &toolbox)?;
    build.args(["--release", "--dist", DIST]).stdin(Stdio::null());
    split::prepare(&mut build);
    let mut steps = Steps::begin();
    run(&mut build)?;
    steps.done("compiling");
    split::split(Path::new(DIST), &toolbox)?;
    sheets::join(Path::new(DIST))?;
    crash_script::minify(Path::new(DIST), &toolbox)?;
    seal::seal(Path::new(DIST), &toolbox)?;
    steps.done("cutting into parts");
    let files = weigh(Path::new(DIST))?;
    steps.done("weighing");
    println!("\n{}", table(&files));
    println!("{}", parts_table(&files));
    println!("{}\n", steps.said());
    // English has its texts in the wasm.
    let first_load = fetched(&files, When::FirstLoad) + largest_language(&files);
    if first_load > BUDGET {
        bail!(
            "the first load is up to {} after brotli, {} over the budget of {}",
            kilobytes(first_load),
            kilobytes(first_load - BUDGET),
            kilobytes(BUDGET)
        );
    }
    println!(
        "first load {} after brotli in English, up to {} in another language, of a budget of {}; the other pages {}, importing {}",
        kilobytes(fetched(&files, When::FirstLoad)),
        kilobytes(first_load),
        kilobytes(BUDGET),
        kilobytes(parts(&files).iter().map(|part| part.whole()).sum()),
        kilobytes(fetched(&files, When::OnImport))
    );
    Ok(())
}

/// How long each step of a release took.
struct Steps {
    since: Instant,
    took: Vec<String>,
}

impl Steps {
    fn begin() -> Self {
        Self { since: Instant::now(), took: Vec::new() }
    }

    fn done(&mut self, name: &str) {
        self.took.push(format!("{name} {}", minutes(self.since.elapsed())));
        self.since = Instant::now();
    }

    fn said(&self) -> String {
        self.took.join(", ")
    }
}

fn fetched(files: &[Weight], when: When) -> usize {
    files.iter().filter(|file| file.when == when).map(|file| file.brotli).sum()
}

fn largest_language(files: &[Weight]) -> usize {
    files.iter().filter(|file| file.when == When::Language).map(|file| file.brotli).max().unwrap_or(0)
}

/// What a part of the page brings, in bytes after brotli.
#[derive(Default)]
struct Part {
    name: String,
    wasm: usize,
    /// In the language that has most.
    texts: usize,
    sheet: usize,
}

impl Part {
    fn whole(&self) -> usize {
        self.wasm + self.texts + self.sheet
    }
}

/// The parts, by name; the pieces of wasm several have in common are one.
fn parts(files: &[Weight]) -> Vec<Part> {
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    for file in files.iter().filter(|file| file.when == When::Part) {
        let path = Path::new(&file.name);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_shared = ["chunk_", "pieces"].iter().any(|beginning| stem.starts_with(beginning));
        let name = stem.strip_prefix("split_").unwrap_or(if is_shared { "(shared wasm)" } else { &stem });
        let part = parts.entry(name.to_owned()).or_insert_with(|| Part { name: name.to_owned(), ..Part::default() });
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("txt") => part.texts = part.texts.max(file.brotli),
            Some("css") => part.sheet += file.brotli,
            _ => part.wasm += file.brotli,
        }
    }
    parts.into_values().collect()
}

fn parts_table(files: &[Weight]) -> String {
    let mut text =
        format!("{:<14} {:>10} {:>10} {:>10} {:>10}   (brotli)\n", "part", "wasm", "texts", "sheet", "together");
    for part in parts(files) {
        let (wasm, texts, sheet) = (part.wasm, part.texts, part.sheet);
        text += &format!("{:<14} {wasm:>10} {texts:>10} {sheet:>10} {:>10}\n", part.name, part.whole());
    }
    text
}

/// Weighs every file below a directory, by name.
fn weigh(root: &Path) -> Result<Vec<Weight>> {
    let mut files = Vec::new();
    for path in files_below(root)? {
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let relative = path.strip_prefix(root).unwrap_or(&path);
        files.push(Weight {
            name: relative.display().to_string(),
            raw: bytes.len(),
            gzip: gzip(&bytes)?,
            brotli: brotli(&bytes)?,
            when: when(relative),
        });
    }
    Ok(files)
}

fn when(relative: &Path) -> When {
    let extension = relative.extension().and_then(|e| e.to_str());
    let name = relative.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let travels = relative.iter().any(|folder| assets::SERVED.iter().any(|served| folder == *served));
    if travels && name == LANGUAGE {
        When::Language
    } else if travels {
        When::Part
    } else if name == seal::KEEPER {
        // Once the page has been open for a while.
        When::Later
    } else if name.starts_with(ON_IMPORT) {
        When::OnImport
    } else if split::is_part(name) || seal::is_table(name) {
        When::Part
    } else if !relative.starts_with(ON_DEMAND) && extension.is_some_and(|e| FIRST_LOAD.contains(&e)) {
        When::FirstLoad
    } else {
        When::Later
    }
}

/// Every file below a directory, in a stable order.
pub fn files_below(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(directory) = open.pop() {
        let entries = std::fs::read_dir(&directory).with_context(|| format!("cannot read {}", directory.display()))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("cannot read {}", directory.display()))?;
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params)?;
    Ok(compressed.len())
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

fn table(files: &[Weight]) -> String {
    let width = files.iter().map(|file| file.name.chars().count()).max();
    let width = width.unwrap_or(0).max("first load".len());
    let row = |name: &str, raw: usize, gzip: usize, brotli: usize, mark: &str| {
        format!("{name:<width$} {raw:>10} {gzip:>10} {brotli:>10} {mark}\n")
    };
    let mut text = format!("{:<width$} {:>10} {:>10} {:>10}\n", "file", "raw", "gzip", "brotli");
    for file in files {
        let mark = match file.when {
            When::FirstLoad => "",
            When::Language => "(for its readers)",
            When::OnImport => "(on import)",
            When::Part => "(with its page)",
            When::Later => "(later)",
        };
        text += &row(&file.name, file.raw, file.gzip, file.brotli, mark);
    }
    let of = |part: fn(&Weight) -> usize| {
        let loaded = files.iter().filter(|file| file.when == When::FirstLoad);
        loaded.map(part).sum::<usize>()
    };
    text += &row("first load", of(|file| file.raw), of(|file| file.gzip), of(|file| file.brotli), "");
    // Rows without a mark end in a space nobody needs.
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_parts_the_worker_the_sample_and_pictures_are_not_part_of_the_first_load() {
        assert_eq!(when(Path::new("index.html")), When::FirstLoad);
        assert_eq!(when(Path::new("vital-few-5eb63bbbe01eeed0/vital-few_bg.wasm")), When::FirstLoad);
        assert_eq!(when(Path::new("vital-few-5eb63bbbe01eeed0/split_data.wasm")), When::Part);
        assert_eq!(when(Path::new("import-worker_bg.wasm")), When::OnImport);
        assert_eq!(when(Path::new("vital-few-5eb63bbbe01eeed0/integrity-5eb63bbbe01eeed0.json")), When::Part);
        assert_eq!(when(Path::new("vital-few-5eb63bbbe01eeed0/start-5eb63bbbe01eeed0.js")), When::FirstLoad);
        assert_eq!(when(Path::new("vital-few-5eb63bbbe01eeed0/text/ru/shell.txt")), When::Language);
        assert_eq!(when(Path::new("vital-few-5eb63bbbe01eeed0/text/ru/data.txt")), When::Part);
        assert_eq!(when(Path::new("vital-few-5eb63bbbe01eeed0/style/data.css")), When::Part);
        assert_eq!(when(Path::new("style-5eb63bbbe01eeed0.css")), When::FirstLoad);
        assert_eq!(when(Path::new("sample/book.js")), When::Later);
        assert_eq!(when(Path::new("icon.svg")), When::Later);
        assert_eq!(when(Path::new("service_worker.js")), When::Later);
    }

    #[test]
    fn compressed_sizes_are_those_of_whole_streams() -> Result<()> {
        let text = "vital few ".repeat(10_000);
        let (gzip, brotli) = (gzip(text.as_bytes())?, brotli(text.as_bytes())?);
        assert!((20..1000).contains(&gzip), "{gzip}");
        assert!((10..1000).contains(&brotli), "{brotli}");
        Ok(())
    }

    #[test]
    fn the_total_counts_the_first_load_and_the_largest_language() {
        let weight =
            |name: &str, brotli| Weight { name: name.to_owned(), raw: 9, gzip: 8, brotli, when: when(Path::new(name)) };
        let names = [
            ("index.html", 100),
            ("sample/a", 900),
            ("x/text/fa/shell.txt", 7),
            ("x/text/ru/shell.txt", 5),
            ("x/text/ru/data.txt", 30),
            ("x/text/fa/data.txt", 20),
            ("x/style/data.css", 4),
            ("x/split_data.wasm", 50),
            ("x/chunk_1.wasm", 2),
            ("x/pieces.bin", 3),
        ];
        let files = names.map(|(name, brotli)| weight(name, brotli));
        assert_eq!(fetched(&files, When::FirstLoad), 100);
        assert_eq!(fetched(&files, When::Later), 900);
        assert_eq!(largest_language(&files), 7);
        assert!(table(&files).contains("(later)"));
        let parts: Vec<_> =
            parts(&files).iter().map(|part| (part.name.clone(), part.wasm, part.texts, part.sheet)).collect();
        assert_eq!(parts, [("(shared wasm)".into(), 5, 0, 0), ("data".into(), 50, 30, 4)]);
        assert_eq!(kilobytes(450_499), "450.4 kB");
    }
}
