//! The crash screen's script, minified: Trunk's own minifier doesn't know all of its syntax.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::run::{find_program, run};
use crate::tools::{self, Toolbox};

/// How the script's name begins; Trunk puts a hash behind it.
const BEGINNING: &str = "crash-";

/// Minifies the script in `dist`, if there is what minifies.
pub fn minify(dist: &Path, toolbox: &Toolbox) -> Result<()> {
    if find_program(&[tools::MINIFIER]).is_none() && !toolbox.has(tools::MINIFIER) {
        return Ok(());
    }
    let page = std::fs::read_to_string(dist.join("index.html")).context("cannot read index.html")?;
    let script = dist.join(name(&page).context("index.html asks for no script of the crash screen")?);
    run(Command::new(tools::MINIFIER)
        .env("PATH", toolbox.search_path()?)
        // In a function of its own, for a script that is no module shares its names with the page.
        .args(["--minify", "--format=iife", "--log-level=error", "--allow-overwrite"])
        .arg(format!("--outfile={}", script.display()))
        .arg(&script))
}

/// The script's name with its hash.
fn name(page: &str) -> Option<&str> {
    let from = page.get(page.find(BEGINNING)?..)?;
    from.get(..from.find(".js")? + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_known_by_its_beginning() {
        assert_eq!(name("<script src=./crash-68b8.js></script>"), Some("crash-68b8.js"));
        assert_eq!(name("<script src=./cr.js></script>"), None);
    }
}
