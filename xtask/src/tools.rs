//! Finds the tools the build needs and installs the ones that are missing.
//!
//! A tool is taken from the search path if it is there in the right version.
//! Otherwise it is installed below cargo's home, in a directory named after
//! its version, so that it never replaces another version somebody else needs
//! and the next clone of the project finds it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use crate::run::{cargo, find_program, output_of, run};

const TRUNK_VERSION: &str = "0.21.14";

/// The npm package that carries `wasm-opt`. Its major version is the one
/// `[tools] wasm_opt` names in `Trunk.toml`.
const BINARYEN_VERSION: &str = "132.0.0";

/// The npm package that minifies scripts.
const ESBUILD_VERSION: &str = "0.25.12";

/// The npm package that looks through pages for what keeps people out of them.
const AXE_VERSION: &str = "4.14.1";

/// The program that minifies scripts, where it could be had.
pub const MINIFIER: &str = "esbuild";

/// Cuts the page's wasm; its program doesn't say its version.
const SPLITTER_VERSION: &str = "0.2.4";

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The directories to search before the search path itself.
#[derive(Debug, Default)]
pub struct Toolbox {
    directories: Vec<PathBuf>,
}

impl Toolbox {
    /// A search path on which the tools come first.
    pub fn search_path(&self) -> Result<OsString> {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let directories = self.directories.iter().cloned().chain(std::env::split_paths(&inherited));
        std::env::join_paths(directories).context("a directory of the tools cannot stand on the search path")
    }

    /// Whether one of its own directories has this program.
    pub fn has(&self, program: &str) -> bool {
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        self.directories.iter().any(|directory| directory.join(&file).is_file())
    }

    /// The library `wasm-opt` is made of, where it came from npm.
    pub fn optimiser_library(&self) -> Option<PathBuf> {
        let of = |bin: &PathBuf| Some(bin.parent()?.join("binaryen").join("index.js"));
        self.directories.iter().filter_map(of).find(|library| library.is_file())
    }

    fn add(&mut self, directory: Option<PathBuf>) {
        self.directories.extend(directory);
    }
}

/// What a command is going to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Build the page with Trunk, for trying out.
    DebugBuild,
    /// Build the page with Trunk, optimised.
    ReleaseBuild,
    /// Build what is put on a host: optimised and cut into parts.
    Release,
    /// Compile for the browser and run tests in one; Trunk is not needed.
    BrowserTests,
}

/// Whoever is here looks and installs alone: steps beside each other need the same tools.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Makes sure that everything the purpose needs is there.
pub fn provide(purpose: Purpose) -> Result<Toolbox> {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let mut toolbox = Toolbox::default();
    add_wasm_target()?;
    if purpose != Purpose::BrowserTests {
        toolbox.add(provide_trunk()?);
    }
    toolbox.add(provide_wasm_bindgen()?);
    if matches!(purpose, Purpose::ReleaseBuild | Purpose::Release) {
        toolbox.add(provide_wasm_opt()?);
    }
    if purpose == Purpose::Release {
        toolbox.add(Some(provide_splitter()?));
        toolbox.add(provide_minifier()?);
    }
    Ok(toolbox)
}

/// Makes sure that the standard library for the browser is there.
pub fn provide_wasm_target() -> Result<()> {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    add_wasm_target()
}

fn add_wasm_target() -> Result<()> {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let libdir = output_of(rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if libdir.is_some_and(|dir| Path::new(dir.trim()).is_dir()) {
        return Ok(());
    }
    let Some(rustup) = find_program(&["rustup"]) else {
        bail!(
            "Rust's standard library for {WASM_TARGET} is missing and there is no rustup to fetch \
             it; install rustup, or the library with your system's package manager"
        );
    };
    eprintln!("adding the {WASM_TARGET} target to the toolchain");
    run(Command::new(rustup).args(["target", "add", WASM_TARGET]))
}

fn provide_trunk() -> Result<Option<PathBuf>> {
    provide_from_registry(
        &["trunk"],
        "trunk",
        TRUNK_VERSION,
        "about 6 minutes, once",
        // TLS in Rust spares a system library; nobody asked for update checks.
        &["--locked", "--no-default-features", "--features", "rustls"],
    )
}

fn provide_wasm_bindgen() -> Result<Option<PathBuf>> {
    let lock = std::fs::read_to_string("Cargo.lock").context("cannot read Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no version of wasm-bindgen")?;
    provide_from_registry(
        &["wasm-bindgen", "wasm-bindgen-test-runner"],
        "wasm-bindgen-cli",
        version,
        "about 5 minutes, once",
        &[],
    )
}

/// Finds `programs` in the given version, or installs the package that has
/// them. Returns the directory to add to the search path, if one is needed.
fn provide_from_registry(
    programs: &[&str],
    package: &str,
    version: &str,
    duration: &str,
    options: &[&str],
) -> Result<Option<PathBuf>> {
    let answers = |program: &Path| {
        output_of(Command::new(program).arg("--version")).is_some_and(|answer| has_version(&answer, version))
    };
    let on_path = programs.iter().all(|name| find_program(&[name]).is_some_and(|path| answers(&path)));
    if on_path {
        return Ok(None);
    }
    let home = cargo_home()?;
    let root = home.join("vital-few").join(format!("{package}-{version}"));
    for directory in [home.join("bin"), root.join("bin")] {
        let here =
            programs.iter().all(|name| answers(&directory.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))));
        if here {
            return Ok(Some(directory));
        }
    }
    install(package, version, duration, options, &root)?;
    Ok(Some(root.join("bin")))
}

/// Installs a package below a directory of its own.
fn install(package: &str, version: &str, duration: &str, options: &[&str], root: &Path) -> Result<()> {
    eprintln!("installing {package} {version} ({duration})");
    let mut install = cargo();
    install
        .args(["install", package, "--version", version])
        .args(options)
        .arg("--root")
        .arg(root)
        // A tool that runs for seconds is not worth minutes of optimising.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        // Its build products are of no use to the project.
        .env_remove("CARGO_TARGET_DIR");
    run(&mut install).with_context(|| format!("{package} {version} could not be installed"))
}

/// The splitter, known by the directory it is in.
fn provide_splitter() -> Result<PathBuf> {
    const PACKAGE: &str = "wasm_split_cli_support";
    let root = cargo_home()?.join("vital-few").join(format!("{PACKAGE}-{SPLITTER_VERSION}"));
    let directory = root.join("bin");
    if !directory.join(format!("wasm-split-cli{}", std::env::consts::EXE_SUFFIX)).is_file() {
        let options = ["--locked", "--features", "build-binary"];
        install(PACKAGE, SPLITTER_VERSION, "about a minute, once", &options, &root)?;
    }
    Ok(directory)
}

/// `wasm-opt` comes as an npm package. Without npm, or if that fails, Trunk
/// fetches its own, so nothing here is an error.
fn provide_wasm_opt() -> Result<Option<PathBuf>> {
    let major = BINARYEN_VERSION.split('.').next().unwrap_or_default();
    provide_from_npm("binaryen", BINARYEN_VERSION, "wasm-opt", major, "Trunk fetches its own")
}

/// `esbuild` makes the scripts small. Without npm they stay as they are, a few kB larger.
fn provide_minifier() -> Result<Option<PathBuf>> {
    provide_from_npm("esbuild", ESBUILD_VERSION, MINIFIER, ESBUILD_VERSION, "the scripts stay larger")
}

/// The script `axe-core`, which the journeys put into pages; it is only ever read from there. Without npm no page is
/// looked through, and the journey says so.
pub fn provide_axe() -> Result<Option<PathBuf>> {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let root = cargo_home()?.join("vital-few").join(format!("axe-core-{AXE_VERSION}"));
    let script = root.join("node_modules").join("axe-core").join("axe.min.js");
    if !script.is_file() {
        install_from_npm("axe-core", AXE_VERSION, &root, "no page is looked through for who can't use it")?;
    }
    Ok(script.is_file().then_some(script))
}

/// Finds a program that says this version, or installs the npm package that has it. Returns the directory to
/// add to the search path, if one is needed; where the program can't be had, `otherwise` is said.
fn provide_from_npm(
    package: &str,
    version: &str,
    program: &str,
    says: &str,
    otherwise: &str,
) -> Result<Option<PathBuf>> {
    let answers =
        |path: &Path| output_of(Command::new(path).arg("--version")).is_some_and(|answer| has_version(&answer, says));
    if find_program(&[program]).is_some_and(|path| answers(&path)) {
        return Ok(None);
    }
    let root = cargo_home()?.join("vital-few").join(format!("{package}-{version}"));
    let directory = root.join("node_modules").join(".bin");
    if answers(&directory.join(program)) {
        return Ok(Some(directory));
    }
    install_from_npm(package, version, &root, otherwise)?;
    if answers(&directory.join(program)) {
        return Ok(Some(directory));
    }
    eprintln!("the {program} from npm does not run here: {otherwise}");
    Ok(None)
}

/// Installs an npm package below a directory of its own. Where that can't be done, `otherwise` is said, and it is no
/// error.
fn install_from_npm(package: &str, version: &str, root: &Path, otherwise: &str) -> Result<()> {
    let Some(npm) = find_program(&["npm"]) else {
        eprintln!("{package} {version} is not here and there is no npm: {otherwise}");
        return Ok(());
    };
    eprintln!("installing {package} {version} from npm (under a minute, once)");
    std::fs::create_dir_all(root).with_context(|| format!("cannot create {}", root.display()))?;
    let mut install = Command::new(npm);
    install
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
        .arg("--prefix")
        .arg(root)
        .arg(format!("{package}@{version}"))
        .stdin(std::process::Stdio::null());
    if let Err(error) = run(&mut install) {
        eprintln!("{error:#}: {otherwise}");
    }
    Ok(())
}

/// Where Trunk keeps the `wasm-opt` it fetches, if it had to.
pub fn wasm_opt_of_trunk() -> Option<PathBuf> {
    let major = BINARYEN_VERSION.split('.').next().unwrap_or_default();
    let cache = if cfg!(target_os = "macos") {
        std::env::home_dir()?.join("Library/Caches/dev.trunkrs.trunk")
    } else if cfg!(target_os = "windows") {
        PathBuf::from(std::env::var_os("LOCALAPPDATA")?).join("trunkrs").join("trunk").join("cache")
    } else {
        let given = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        given.or_else(|| Some(std::env::home_dir()?.join(".cache")))?.join("trunk")
    };
    Some(cache.join(format!("wasm-opt-version_{major}")).join("bin"))
}

/// Where cargo keeps what it installs.
fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME").filter(|home| !home.is_empty()) {
        return Ok(PathBuf::from(home));
    }
    std::env::home_dir().map(|home| home.join(".cargo")).context("neither CARGO_HOME nor a home directory is known")
}

/// Whether a program's answer to `--version` names exactly this version.
fn has_version(answer: &str, version: &str) -> bool {
    answer.split_whitespace().any(|word| word == version)
}

/// The version of a package in a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_the_one_of_that_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn a_version_is_compared_as_a_whole() {
        assert!(has_version("trunk 0.21.14\n", "0.21.14"));
        assert!(!has_version("trunk 0.21.1\n", "0.21.14"));
        assert!(has_version("wasm-opt version 132 (version_132)", "132"));
        assert!(!has_version("wasm-opt version 123 (version_123)", "132"));
    }

    #[test]
    fn trunk_asks_for_the_wasm_opt_that_is_installed() {
        let config = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .map(|root| root.join("Trunk.toml"))
            .and_then(|path| std::fs::read_to_string(path).ok())
            .expect("Trunk.toml is next to the workspace");
        let major = BINARYEN_VERSION.split('.').next().expect("a version");
        assert!(config.contains(&format!("wasm_opt = \"version_{major}\"")));
    }
}
