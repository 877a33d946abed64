//! Seals a release: the browser compares every file with what was built, runs nothing else and asks nobody else.
//!
//! What the page names carries its hash in `index.html`; what its scripts import, in the import map; what is fetched
//! later, in a table that `start.js` fetches. The Content-Security-Policy stands in the page, so that it holds on any
//! static host, and in the files in which common hosts look for headers, since some of it counts only there.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::dist::files_below;
use crate::run::{find_program, run};
use crate::tools::{self, Toolbox};

/// What starts the page, in the source.
const START: &str = "src/browser/start.js";

/// What keeps the build on the device: beside the page, whose address is all it may answer for.
pub const KEEPER: &str = "service_worker.js";
const KEEPER_SOURCE: &str = "src/browser/service_worker.js";

/// How the name of the table begins.
const TABLE: &str = "integrity-";

/// What starts the page as Trunk writes it.
const INLINE: (&str, &str) = ("<script type=module>", "</script>");

/// What a page needs no more than. Inline scripts and styles aren't in it, nor any other host.
const POLICY: [(&str, &str); 12] = [
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data: blob:"),
    ("font-src", "'self'"),
    ("connect-src", "'self' blob:"),
    // The import worker is started from a text that was checked.
    ("worker-src", "'self' blob:"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("require-trusted-types-for", "'script'"),
    ("trusted-types", "default"),
];

/// What a header says beside the policy of the page.
const HEADERS: [(&str, &str); 2] = [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")];

/// Whether a file is the table, which is fetched when the first part is.
pub fn is_table(name: &str) -> bool {
    name.starts_with(TABLE)
}

/// Seals what is in `dist`, once it is as it will be served.
pub fn seal(dist: &Path, toolbox: &Toolbox) -> Result<()> {
    let index = dist.join("index.html");
    let page = std::fs::read_to_string(&index).context("cannot read index.html")?;
    let directory = directory(&page).context("index.html names no script of the page")?;
    let named = |name: &str| format!("{directory}/{name}");
    let hash = |name: &str| -> Result<String> {
        Ok(integrity(&std::fs::read(dist.join(name)).with_context(|| format!("cannot read {name}"))?))
    };

    let table = listed(dist, |name| name != "index.html" && !page.contains(&format!("./{name}")))?;
    let table_name = format!("{TABLE}{}.json", short(&table));
    write(&dist.join(named(&table_name)), &table)?;

    let (table_hash, wasm) = (integrity(table.as_bytes()), hash(&named("vital-few_bg.wasm"))?);
    let values = [("%table%", &table_name), ("%table integrity%", &table_hash), ("%wasm integrity%", &wasm)];
    let start = filled(START, &values.map(|(place, value)| (place, value.as_str())))?;
    let start_name = named(&format!("start-{}.js", short(&start)));
    write(&dist.join(&start_name), &start)?;
    minify(&dist.join(&start_name), toolbox)?;

    let mut imported = Vec::new();
    for name in [named("vital-few.js"), named("__wasm_split.js")] {
        imported.push(format!("\"./{name}\":\"{}\"", hash(&name)?));
    }
    let import_map = format!("{{\"integrity\":{{{}}}}}", imported.join(","));
    let policy = policy(&import_map);
    let started = started(&page, &start_name)?;
    let sealed = sealed(&started, &hash)?;
    let head = format!(
        "<meta charset=utf-8><meta content=\"{policy}\" http-equiv=Content-Security-Policy>\
         <script type=importmap>{import_map}</script>"
    );
    ensure!(sealed.contains("<meta charset=utf-8>"), "index.html begins in another way than it did");
    write(&index, &sealed.replacen("<meta charset=utf-8>", &head, 1))?;
    let files = listed(dist, |_| true)?;
    let keeper = filled(KEEPER_SOURCE, &[("%files%", &files), ("%build%", &format!("vital-few-{}", short(&files)))])?;
    write(&dist.join(KEEPER), &keeper)?;
    minify(&dist.join(KEEPER), toolbox)?;
    for (name, text) in headers(&policy) {
        write(&dist.join(name), &text)?;
    }
    // GitHub Pages would leave out what begins with an underscore.
    write(&dist.join(".nojekyll"), "")
}

/// A script of the source with values in the places for them.
fn filled(path: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut script = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    for (place, value) in values {
        ensure!(script.contains(place), "{path} has no place for {place}");
        script = script.replace(place, value);
    }
    Ok(script)
}

/// Minifies a script, if there is what minifies.
fn minify(script: &Path, toolbox: &Toolbox) -> Result<()> {
    if find_program(&[tools::MINIFIER]).is_none() && !toolbox.has(tools::MINIFIER) {
        return Ok(());
    }
    run(Command::new(tools::MINIFIER)
        .env("PATH", toolbox.search_path()?)
        .args(["--minify", "--format=esm", "--log-level=error", "--allow-overwrite"])
        .arg(format!("--outfile={}", script.display()))
        .arg(script))
}

/// The directory of the page's script.
fn directory(page: &str) -> Option<&str> {
    let (before, _) = page.split_once("/vital-few.js")?;
    before.rsplit_once("./").map(|(_, directory)| directory)
}

/// Files with their hashes, by name, as JSON.
fn listed(dist: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<String> {
    let mut entries = Vec::new();
    for path in files_below(dist)? {
        let name = path.strip_prefix(dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        // What Trunk leaves of its own isn't served.
        if !name.starts_with('.') && is_wanted(&name) {
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {name}"))?;
            entries.push(format!("\"{name}\":\"{}\"", integrity(&bytes)));
        }
    }
    Ok(format!("{{{}}}", entries.join(",")))
}

/// The page, started by a file in place of a script of its own.
fn started(page: &str, name: &str) -> Result<String> {
    let (before, after) = INLINE;
    let cut = page.split_once(before).and_then(|(head, rest)| Some((head, rest.split_once(after)?.1)));
    let (head, rest) = cut.context("index.html starts the page in another way than it did")?;
    ensure!(!rest.contains(before), "index.html has more than one script of its own");
    Ok(format!("{head}<script src=./{name} type=module></script>{rest}"))
}

/// The page with the hash of each file at the tag that names it.
fn sealed(page: &str, hash: &impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut made = String::with_capacity(page.len() + 1_000);
    for (at, tag) in page.split('<').enumerate() {
        if at > 0 {
            made.push('<');
        }
        let is_checked =
            tag.starts_with("script ") || CHECKED.iter().any(|rel| tag.starts_with("link ") && tag.contains(rel));
        match file(tag).filter(|_| is_checked && !tag.contains(" integrity=")) {
            Some(name) => {
                let (kind, rest) = tag.split_once(' ').unwrap_or((tag, ""));
                made += &format!("{kind} integrity={} {rest}", hash(name)?);
            }
            None => made += tag,
        }
    }
    Ok(made)
}

/// Links whose files a browser compares with a hash; what the import map has needs none here.
const CHECKED: [&str; 2] = ["rel=stylesheet", "rel=preload"];

/// The file beside the page that a tag names.
fn file(tag: &str) -> Option<&str> {
    let value = [" href=./", " src=./"].iter().find_map(|attribute| tag.split_once(attribute))?.1;
    value.split([' ', '>']).next()
}

/// The policy of a page with this import map, the only script it holds itself.
fn policy(import_map: &str) -> String {
    let one = |(name, value): &(&str, &str)| match *name {
        "script-src" => format!("{name} {value} '{}'", integrity(import_map.as_bytes())),
        _ => format!("{name} {value}"),
    };
    POLICY.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The files in which hosts look for headers: Netlify and Cloudflare, Apache, and one that nginx includes.
fn headers(policy: &str) -> [(&'static str, String); 3] {
    // Who may show the page in a frame counts in a header only.
    let policy = format!("{policy}; frame-ancestors 'none'");
    let all: Vec<(&str, &str)> = std::iter::once(("Content-Security-Policy", policy.as_str())).chain(HEADERS).collect();
    let lines = |line: &dyn Fn(&str, &str) -> String| all.iter().map(|(name, value)| line(name, value)).collect();
    let netlify: String = lines(&|name, value| format!("  {name}: {value}\n"));
    let apache: String = lines(&|name, value| format!("  Header always set {name} \"{value}\"\n"));
    let nginx: String = lines(&|name, value| format!("add_header {name} \"{value}\" always;\n"));
    [
        ("_headers", format!("/*\n{netlify}")),
        (".htaccess", format!("<IfModule mod_headers.c>\n{apache}</IfModule>\n")),
        ("headers.nginx.conf", nginx),
    ]
}

/// What a browser compares a file with.
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// A part of a text's hash that does as a name.
fn short(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known from `openssl dgst -sha256 -binary | base64`.
    const EMPTY: &str = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    const PAGE: &str = "<meta charset=utf-8><script data-integrity=none src=./crash-1.js></script>\
        <link rel=stylesheet href=./style-1.css><script type=module>import init from './vital-few-0a/vital-few.js';</script>\
        <link crossorigin href=./vital-few-0a/vital-few.js rel=modulepreload>\
        <link as=fetch crossorigin href=./vital-few-0a/vital-few_bg.wasm rel=preload><link href=\"data:image/svg\" rel=icon>";

    fn hash(name: &str) -> Result<String> {
        Ok(format!("sha256-of-{name}"))
    }

    #[test]
    fn each_file_the_page_names_carries_its_hash_and_no_script_is_inline() -> Result<()> {
        let page = sealed(&started(PAGE, "vital-few-0a/start-1.js")?, &hash)?;
        for tag in [
            "<script integrity=sha256-of-crash-1.js data-integrity=none src=./crash-1.js></script>",
            "<link integrity=sha256-of-style-1.css rel=stylesheet href=./style-1.css>",
            "<script integrity=sha256-of-vital-few-0a/start-1.js src=./vital-few-0a/start-1.js type=module></script>",
            "<link integrity=sha256-of-vital-few-0a/vital-few_bg.wasm as=fetch",
            // The import map says it.
            "<link crossorigin href=./vital-few-0a/vital-few.js rel=modulepreload>",
            "<link href=\"data:image/svg\" rel=icon>",
        ] {
            assert!(page.contains(tag), "{tag} isn't in {page}");
        }
        assert!(!page.contains("import init"), "{page}");
        assert!(started("<p>", "start.js").is_err());
        Ok(())
    }

    #[test]
    fn the_policy_lets_in_the_import_map_and_nothing_else_that_is_inline() {
        let policy = policy("");
        assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' '{EMPTY}';")), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains("http"));
        for (name, text) in headers(&policy) {
            assert!(text.contains(&policy) && text.contains("frame-ancestors 'none'"), "{name}: {text}");
        }
    }

    #[test]
    fn files_are_listed_with_their_hashes() -> Result<()> {
        let dist = std::env::temp_dir().join(format!("vital-few-table-{}", std::process::id()));
        std::fs::create_dir_all(dist.join("sample"))?;
        for name in ["index.html", "crash-1.js", "import-worker.js", "sample/orders.csv"] {
            std::fs::write(dist.join(name), "")?;
        }
        let made = listed(&dist, |name| !["index.html", "crash-1.js"].contains(&name))?;
        assert_eq!(made, format!("{{\"import-worker.js\":\"{EMPTY}\",\"sample/orders.csv\":\"{EMPTY}\"}}"));
        Ok(std::fs::remove_dir_all(dist)?)
    }
}
