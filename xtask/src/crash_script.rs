//! The crash screen's script, minified. Trunk's own minifier doesn't know all of its syntax, and its integrity
//! stands in the page, so both are renewed together.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha384};

use crate::run::{find_program, run};
use crate::tools::{self, Toolbox};

/// How the script's name begins; Trunk puts a hash behind it.
const BEGINNING: &str = "crash-";

/// Minifies the script in `dist`, if there is what minifies.
pub fn minify(dist: &Path, toolbox: &Toolbox) -> Result<()> {
    if find_program(&[tools::MINIFIER]).is_none() && !toolbox.has(tools::MINIFIER) {
        return Ok(());
    }
    let index = dist.join("index.html");
    let page = std::fs::read_to_string(&index).context("cannot read index.html")?;
    let name = name(&page).context("index.html asks for no script of the crash screen")?;
    let script = dist.join(name);
    let read = || std::fs::read(&script).with_context(|| format!("cannot read {name}"));
    let before = integrity(&read()?);
    run(Command::new(tools::MINIFIER)
        .env("PATH", toolbox.search_path()?)
        // In a function of its own, for a script that is no module shares its names with the page.
        .args(["--minify", "--format=iife", "--log-level=error", "--allow-overwrite"])
        .arg(format!("--outfile={}", script.display()))
        .arg(&script))?;
    let page = renewed(&page, &before, &integrity(&read()?))
        .with_context(|| format!("index.html doesn't have the integrity of {name}"))?;
    std::fs::write(&index, page).context("cannot write index.html")
}

/// The script's name with its hash.
fn name(page: &str) -> Option<&str> {
    let from = page.get(page.find(BEGINNING)?..)?;
    from.get(..from.find(".js")? + 3)
}

/// The page with another integrity in the place of this one.
fn renewed(page: &str, before: &str, after: &str) -> Option<String> {
    page.contains(before).then(|| page.replace(before, after))
}

/// What a browser compares a script with.
fn integrity(script: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_integrity_of_what_is_shipped() {
        // Known from `openssl dgst -sha384 -binary | base64`.
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
        let page = format!("<script integrity={empty} src=./crash-68b8.js></script>");
        assert_eq!(name(&page), Some("crash-68b8.js"));
        let page = renewed(&page, empty, "sha384-new");
        assert_eq!(page.as_deref(), Some("<script integrity=sha384-new src=./crash-68b8.js></script>"));
        assert_eq!(renewed("<script>", empty, "sha384-new"), None);
    }
}
