//! Cuts the page's wasm into what the first load fetches and the parts that are fetched later.
//!
//! Trunk knows nothing of parts, so it builds the page whole and this replaces its script and wasm
//! by a directory with a script, a wasm, the parts, and the texts and sheets that travel with them. It
//! is named after its content: a cache can't mix builds, and inside it names are free to be what
//! the tools make them.

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::assets;
use crate::dist::files_below;
use crate::run::{cargo, find_program, output_of, run};
use crate::tools::{self, Toolbox};

/// Tells the compiler to cut (`src/ui/page/parts.rs`), and the linker to leave in the wasm what
/// refers to what (`build.rs`).
const RUSTFLAGS: (&str, &str) = ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg split");

/// The page's binary, its script, its wasm.
const PAGE: &str = "vital-few";

/// The script that fetches the parts.
const LOADER: &str = "__wasm_split.js";

/// Optimises many files in one go.
const OPTIMISER: &str = "xtask/src/optimise.mjs";

/// What fetches them here.
const FETCHING: &str = "src/browser/parts.js";

/// How the splitter asks for a part, around its name.
const ASKED: (&str, &str) = ("fetch(new URL(\"./", "\", import.meta.url))");

/// How the splitter starts a part: a host that calls it anything but wasm is refused.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// How it is started here: whatever the host calls it, as the page's own script does.
const AS_BYTES: &str = "WebAssembly.instantiate(await src, imports)";

/// Pieces that several parts share and that are smaller than so many bytes travel in one file: a page would ask for
/// more than a hundred of them, and apart they compress to more than twice the size.
const SMALL: usize = 4_000;

/// That file.
const PIECES: &str = "pieces.bin";

/// Whether a file of the release is a part that is fetched when its page is shown.
pub fn is_part(name: &str) -> bool {
    name == PIECES || is_cut(name)
}

/// Whether a file is one the splitter cut.
fn is_cut(name: &str) -> bool {
    name.ends_with(".wasm") && ["split_", "chunk_"].iter().any(|beginning| name.starts_with(beginning))
}

/// Has a build leave in the wasm what is needed to cut it. Flags that are given already stay.
pub fn prepare(build: &mut Command) {
    let (name, ours) = RUSTFLAGS;
    let flags = std::env::var(name).map_or_else(|_| ours.to_owned(), |given| format!("{given} {ours}"));
    build.env(name, flags);
}

/// Cuts the page that Trunk has just built into `dist`.
pub fn split(dist: &Path, tools: &Toolbox) -> Result<()> {
    let target = target_directory()?;
    let work = target.join("split");
    if work.exists() {
        std::fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
    }
    let (raw, bound) = (work.join("raw"), work.join("bound"));
    for directory in [&raw, &bound] {
        std::fs::create_dir_all(directory).with_context(|| format!("cannot create {}", directory.display()))?;
    }
    let inherited = tools.search_path()?;
    let path = std::env::join_paths(std::env::split_paths(&inherited).chain(tools::wasm_opt_of_trunk()))?;
    let tool = |name: &str| {
        let mut command = Command::new(name);
        command.env("PATH", &path);
        command
    };

    let whole = target.join("wasm32-unknown-unknown/release").join(format!("{PAGE}.wasm"));
    run(tool("wasm-split-cli").args(["--target", "web", "--out-name", PAGE]).args([&whole, &raw]))?;
    run(tool("wasm-bindgen")
        // The parts ask the page for its stack and its table, which are the linker's exports.
        .args(["--target=web", "--no-typescript", "--keep-lld-exports", "--out-name", PAGE, "--out-dir"])
        .args([&bound, &raw.join(format!("{PAGE}.wasm"))]))?;

    let index = dist.join("index.html");
    let page = read(&index)?;
    let options = optimiser_options(&read(Path::new("index.html"))?)?;
    let page_wasm = bound.join(format!("{PAGE}_bg.wasm"));
    // A second time, what the first has moved together goes; a third finds nothing.
    let mut files = vec![[page_wasm.clone(), page_wasm.clone()], [page_wasm.clone(), page_wasm]];
    for part in files_of(&raw)?.into_iter().filter(|path| is_cut(&name_of(path))) {
        let optimised = bound.join(name_of(&part));
        files.push([part, optimised]);
    }
    match (tools.optimiser_library(), find_program(&["node"])) {
        (Some(library), Some(node)) => {
            run(Command::new(node).arg(OPTIMISER).arg(library).arg(options.join(" ")).args(files.iter().flatten()))?
        }
        _ => {
            for [from, to] in &files {
                run(tool("wasm-opt").arg("-Oz").args(&options).arg(from).arg("-o").arg(to))?;
            }
        }
    }

    let pieces = packed(&bound)?;
    let fetching = read(Path::new(FETCHING))?;
    let loader = loader(&read(&raw.join(LOADER))?, &fetching.replace("%pieces%", &pieces.len().to_string()), &pieces)?;
    std::fs::write(bound.join(LOADER), loader).context("cannot write the parts' loader")?;

    let minifier = find_program(&[tools::MINIFIER]).is_some() || tools.has(tools::MINIFIER);
    for name in [format!("{PAGE}.js"), LOADER.to_owned()].iter().filter(|_| minifier) {
        let script = bound.join(name);
        run(tool(tools::MINIFIER)
            // Names that are there twice are the splitter's, and the same.
            .args(["--minify", "--format=esm", "--log-level=error", "--allow-overwrite"])
            .arg(format!("--outfile={}", script.display()))
            .arg(&script))?;
    }

    let files: Vec<PathBuf> = files_of(&bound)?
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "js" || e == "wasm" || e == "bin"))
        .collect();
    let whole = whole_name(&page).context("index.html names no script of the page")?;
    // What is fetched beside them is of this very build as well.
    let mut fetched = files_below(dist)?;
    fetched.retain(|path| *path != index && !name_of(path).starts_with(whole));
    let directory = format!("{PAGE}-{:016x}", fingerprint(&[files.clone(), fetched].concat())?);
    let place = dist.join(&directory);
    std::fs::create_dir_all(&place).with_context(|| format!("cannot create {}", place.display()))?;
    for file in &files {
        std::fs::copy(file, place.join(name_of(file))).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    for name in assets::SERVED {
        std::fs::rename(dist.join(name), place.join(name)).with_context(|| format!("cannot move {name}"))?;
    }
    for name in [format!("{whole}.js"), format!("{whole}_bg.wasm")] {
        std::fs::remove_file(dist.join(&name)).with_context(|| format!("cannot remove {name}"))?;
    }
    std::fs::write(&index, pointed(&page, whole, &directory)).context("cannot write index.html")
}

/// The page, asking for the directory's script and wasm in place of the whole ones. The loader is
/// asked for beside them, or it would be found only when the script is there.
fn pointed(page: &str, whole: &str, directory: &str) -> String {
    let page = page
        .replace(&format!("{whole}.js"), &format!("{directory}/{PAGE}.js"))
        .replace(&format!("{whole}_bg.wasm"), &format!("{directory}/{PAGE}_bg.wasm"));
    page.replacen("</head>", &format!("<link crossorigin href=./{directory}/{LOADER} rel=modulepreload></head>"), 1)
}

/// The name with the hash that Trunk gave the page's script and wasm.
fn whole_name(page: &str) -> Option<&str> {
    let beginning = format!("./{PAGE}-");
    page.match_indices(&beginning).find_map(|(at, _)| {
        let rest = page.get(at + 2..)?;
        let name = rest.split_once(".js")?.0;
        name[PAGE.len() + 1..].bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(name)
    })
}

/// The script that fetches the parts, made to fetch them as this page does, and the small ones from one file.
fn loader(script: &str, fetching: &str, pieces: &[String]) -> Result<String> {
    ensure!(script.contains(STREAMED), "the splitter's script has no part, or starts them in another way than it did");
    let mut made = String::with_capacity(script.len());
    let mut rest = script;
    let (before, after) = ASKED;
    while let Some((text, asked)) = rest.split_once(before) {
        let (name, text_after) =
            asked.split_once(after).context("the splitter's script asks for parts in another way than it did")?;
        made += text;
        made += &match pieces.iter().position(|piece| piece == name) {
            Some(number) => format!("piece({number})"),
            None => format!("part(\"{name}\")"),
        };
        rest = text_after;
    }
    made += rest;
    ensure!(!made.contains("fetch("), "the splitter's script fetches something in another way than it did");
    Ok(format!("{}\n{fetching}", made.replace(STREAMED, AS_BYTES)))
}

/// Puts the small pieces of a directory into one file and returns their names in the order they lie there. The file
/// begins with where each ends, counted from the first, as numbers of four bytes, the lowest first.
fn packed(directory: &Path) -> Result<Vec<String>> {
    let (mut names, mut ends, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    for path in files_of(directory)?.into_iter().filter(|path| name_of(path).starts_with("chunk_")) {
        let piece = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if piece.len() < SMALL {
            bytes.extend(piece);
            ends.extend(u32::try_from(bytes.len()).context("the small pieces are too many")?.to_le_bytes());
            names.push(name_of(&path));
            std::fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    ends.extend(bytes);
    std::fs::write(directory.join(PIECES), ends).with_context(|| format!("cannot write {PIECES}"))?;
    Ok(names)
}

/// The options Trunk gives `wasm-opt` for the page, which stand in `index.html`.
fn optimiser_options(page: &str) -> Result<Vec<String>> {
    let link = page.split('<').find(|tag| tag.starts_with("link") && tag.contains(&format!("data-bin=\"{PAGE}\"")));
    let options = link.and_then(|link| link.split_once("data-wasm-opt-params=\"")?.1.split_once('"'));
    let (options, _) = options.context("index.html has no data-wasm-opt-params for the page")?;
    Ok(options.split_whitespace().map(str::to_owned).collect())
}

/// What tells a build's files from another's.
fn fingerprint(files: &[PathBuf]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        hasher.write(name_of(file).as_bytes());
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Ok(hasher.finish())
}

/// Where cargo builds.
fn target_directory() -> Result<PathBuf> {
    let metadata = output_of(cargo().args(["metadata", "--no-deps", "--format-version", "1"]));
    let directory = metadata.as_deref().and_then(|text| text.split_once("\"target_directory\":\"")?.1.split_once('"'));
    let Some((directory, _)) = directory else { bail!("cargo doesn't say where it builds") };
    // JSON writes a backslash as two.
    Ok(PathBuf::from(directory.replace("\\\\", "\\")))
}

fn files_of(directory: &Path) -> Result<Vec<PathBuf>> {
    let read = || std::fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>();
    let mut files = read().with_context(|| format!("cannot read {}", directory.display()))?;
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(OsString::from).unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT: &str = "<head><link crossorigin href=./vital-few-93f7c220.js rel=modulepreload></head>\
                         <a href=./vital-few-93f7c220_bg.wasm><i src=./vital-few-x.js>";

    #[test]
    fn the_page_asks_for_the_parted_files_only() {
        assert_eq!(whole_name(BUILT), Some("vital-few-93f7c220"));
        let page = pointed(BUILT, "vital-few-93f7c220", "vital-few-0a");
        assert!(!page.contains("93f7c220"), "{page}");
        assert!(page.contains("href=./vital-few-0a/vital-few.js rel"), "{page}");
        assert!(page.contains("href=./vital-few-0a/vital-few_bg.wasm"), "{page}");
        // The page takes the first preload for its own name: the worker is asked for by it.
        assert!(page.find("vital-few.js") < page.find(LOADER), "{page}");
        assert_eq!(whole_name("<i src=./vital-few-x.js>"), None);
    }

    #[test]
    fn a_part_is_fetched_by_the_page_and_started_whatever_the_host_calls_it() {
        let asks = |name: &str| format!("const src = {}{name}{};\n", ASKED.0, ASKED.1);
        let script = format!("{}{}async () => ({STREAMED})", asks("split_data.wasm"), asks("chunk_4.wasm"));
        let pieces = ["chunk_2.wasm".to_owned(), "chunk_4.wasm".to_owned()];
        let made = loader(&script, "async function part() {}", &pieces).expect("a loader");
        assert!(made.starts_with("const src = part(\"split_data.wasm\");\nconst src = piece(1);\n"), "{made}");
        assert!(made.ends_with("async function part() {}") && !made.contains("Streaming"), "{made}");
        assert!(loader("nothing", "", &[]).is_err());
        assert!(loader(&format!("fetch(other); {STREAMED}"), "", &[]).is_err());
    }

    #[test]
    fn small_pieces_travel_in_one_file() -> Result<()> {
        let directory = std::env::temp_dir().join(format!("vital-few-pieces-{}", std::process::id()));
        std::fs::create_dir_all(&directory)?;
        for (name, length) in [("chunk_1.wasm", 3), ("chunk_2.wasm", SMALL), ("chunk_3.wasm", 2), ("split_a.wasm", 1)] {
            std::fs::write(directory.join(name), vec![1; length])?;
        }
        let pieces = packed(&directory)?;
        assert_eq!(pieces, ["chunk_1.wasm", "chunk_3.wasm"]);
        assert_eq!(std::fs::read(directory.join(PIECES))?, [3, 0, 0, 0, 5, 0, 0, 0, 1, 1, 1, 1, 1]);
        let left: Vec<_> = files_of(&directory)?.iter().map(|path| name_of(path)).collect();
        assert_eq!(left, ["chunk_2.wasm", PIECES, "split_a.wasm"]);
        Ok(std::fs::remove_dir_all(directory)?)
    }

    #[test]
    fn the_optimiser_is_told_what_trunk_tells_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
        let options = optimiser_options(&read(&root.join("index.html")).expect("the page")).expect("options");
        assert!(options.iter().any(|option| option == "--enable-reference-types"), "{options:?}");
    }

    #[test]
    fn parts_are_known_by_their_names() {
        assert!(is_part("split_data.wasm") && is_part("chunk_4.wasm") && is_part(PIECES));
        assert!(!is_part("vital-few_bg.wasm") && !is_part(LOADER));
    }
}
