//! Where the crates come from that the project leans on, and under which licences.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use spdx::{Expression, ParseMode};

use crate::run::{cargo, output_of};

/// The one registry crates are taken from, as `Cargo.lock` names it.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Licences that let anybody use the page and ask for no more than to be named.
const LICENCES: [&str; 10] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The machine the project is worked on, and the browser.
const TARGETS: [&[&str]; 2] = [&[], &["--target=wasm32-unknown-unknown"]];

/// What is wrong with the crates the workspace leans on.
pub fn problems(root: &Path) -> Result<Vec<String>> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let mut problems = foreign_sources(&lock);
    let mut crates = BTreeSet::new();
    for target in TARGETS {
        let listed = output_of(
            cargo()
                .args(["tree", "--workspace", "--edges=normal,build,dev", "--prefix=none", "--locked"])
                .arg("--format={p}\t{l}")
                .args(target),
        )
        .context("cargo doesn't list the crates")?;
        // A crate that was listed before has a mark instead of what it leans on.
        crates.extend(listed.lines().map(|line| line.trim_end_matches(" (*)").to_owned()));
    }
    problems.extend(crates.iter().filter_map(|line| licence_problem(line)));
    Ok(problems)
}

/// Crates that come from elsewhere.
fn foreign_sources(lock: &str) -> Vec<String> {
    let sources = lock.lines().filter_map(|line| line.strip_prefix("source = "));
    let foreign: BTreeSet<&str> = sources.map(|source| source.trim_matches('"')).filter(|of| *of != REGISTRY).collect();
    foreign.into_iter().map(|source| format!("Cargo.lock: a crate comes from {source}")).collect()
}

/// What is wrong with the licence of a crate: a line of its name, version and licence.
fn licence_problem(line: &str) -> Option<String> {
    let (name, licence) = line.split_once('\t')?;
    match Expression::parse_mode(licence, ParseMode::LAX) {
        Ok(expression) if expression.evaluate(is_allowed) => None,
        Ok(_) => Some(format!("{name}: its licence, {licence}, isn't among those that are allowed")),
        Err(_) => Some(format!("{name}: its licence, `{licence}`, can't be read")),
    }
}

fn is_allowed(licence: &spdx::LicenseReq) -> bool {
    licence.license.id().is_some_and(|id| LICENCES.contains(&id.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_allowed_licence_of_several_to_choose_from_is_enough() {
        for allowed in ["a v1\tMIT", "a v1\tMIT/Apache-2.0", "a v1\tMIT OR LGPL-2.1-or-later", "a v1\tMIT AND Zlib"] {
            assert_eq!(licence_problem(allowed), None, "{allowed}");
        }
        for refused in ["a v1\tGPL-3.0-only", "a v1\tMIT AND LGPL-2.1-or-later", "a v1\t", "a v1\tmine"] {
            assert!(licence_problem(refused).is_some_and(|said| said.starts_with("a v1")), "{refused}");
        }
    }

    #[test]
    fn a_crate_from_elsewhere_is_named() {
        let lock = format!("source = \"{REGISTRY}\"\nsource = \"git+https://example.com/x\"\n");
        assert_eq!(foreign_sources(&lock), ["Cargo.lock: a crate comes from git+https://example.com/x"]);
    }
}
