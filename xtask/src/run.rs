//! Running other programs: said before it happens, failing with their name.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// How many tests passed and failed, summed over `cargo test` runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
}

impl Tally {
    /// Adds what one line of output says, if it is a `test result:` line.
    pub fn read_line(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result:") else {
            return;
        };
        self.passed += count_before(counts, "passed");
        self.failed += count_before(counts, "failed");
    }

    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The number in front of `word`, as in `12 passed`.
fn count_before(text: &str, word: &str) -> usize {
    let mut previous = "";
    for token in text.split_whitespace() {
        if token.trim_end_matches([';', '.']) == word {
            return previous.parse().unwrap_or(0);
        }
        previous = token;
    }
    0
}

/// The cargo that runs this very command.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.stdin(Stdio::null());
    command
}

/// The command as a person would type it.
fn typed(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Runs a command to its end; an error if it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let typed = typed(command);
    eprintln!("$ {typed}");
    let status = command.status().with_context(|| format!("cannot start `{typed}`"))?;
    if !status.success() {
        bail!("`{typed}` failed ({status})");
    }
    Ok(())
}

/// Runs a `cargo test`, shows its output as it comes and adds its counts to
/// `tally`, also when it fails.
pub fn run_tests(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let typed = typed(command);
    eprintln!("$ {typed}");
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start `{typed}`"))?;
    let mut seen = Tally::default();
    if let Some(output) = child.stdout.take() {
        let mut out = std::io::stdout();
        for line in BufReader::new(output).split(b'\n') {
            let line = line.with_context(|| format!("cannot read the output of `{typed}`"))?;
            let line = String::from_utf8_lossy(&line);
            seen.read_line(&line);
            // A closed standard output must not end the tests.
            let _ = writeln!(out, "{line}");
        }
    }
    let status = child.wait().with_context(|| format!("cannot wait for `{typed}`"))?;
    tally.add(seen);
    if !status.success() || seen.failed > 0 {
        bail!("`{typed}` failed ({status})");
    }
    Ok(())
}

/// What a command prints, if it can be started and succeeds.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first of `names` that is a file in one of the directories.
fn find_in<'a>(directories: impl IntoIterator<Item = PathBuf> + 'a, names: &[&str]) -> Option<PathBuf> {
    let directories: Vec<PathBuf> = directories.into_iter().collect();
    names
        .iter()
        .flat_map(|name| {
            let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
            directories.iter().map(move |dir| dir.join(&file))
        })
        .find(|path| path.is_file())
}

/// The first of `names` on the search path.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    find_in(std::env::split_paths(&path), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_summed_over_result_lines_only() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test a ... ok",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured",
            "99 passed is not a result",
        ] {
            tally.read_line(line);
        }
        assert_eq!(tally, Tally { passed: 15, failed: 2 });
    }

    #[test]
    fn a_command_is_shown_without_the_path_of_its_program() {
        let mut command = Command::new(Path::new("some").join("place").join("cargo"));
        command.args(["fmt", "--check"]);
        assert_eq!(typed(&command), "cargo fmt --check");
    }
}
