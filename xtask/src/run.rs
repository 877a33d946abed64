//! Running other programs: said before it happens, failing with their name.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// How many tests passed and failed, summed over `cargo test` runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    /// How many seconds each journey took, and its name.
    pub journeys: Vec<(f64, String)>,
}

impl Tally {
    /// Adds what one line of output says, if it is a `test result:` line or tells of a journey.
    pub fn read_line(&mut self, line: &str) {
        if let Some((_, counts)) = line.split_once("test result:") {
            self.passed += count_before(counts, "passed");
            self.failed += count_before(counts, "failed");
        } else if let Some((_, journey)) = line.split_once("journey took ")
            && let Some((seconds, name)) = journey.split_once(" s: ")
        {
            self.journeys.extend(seconds.parse().ok().map(|seconds| (seconds, name.trim_end().to_owned())));
        }
    }

    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.journeys.extend(other.journeys);
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
    let has_failed = !status.success() || seen.failed > 0;
    tally.add(seen);
    if has_failed {
        bail!("`{typed}` failed ({status})");
    }
    Ok(())
}

/// Runs a command beside others. What it prints comes in one piece when it ends, so that two don't tear each
/// other's lines apart.
pub fn run_beside(command: &mut Command) -> Result<()> {
    let typed = typed(command);
    eprintln!("$ {typed} (beside what follows)");
    let (mut output, writer) = std::io::pipe().context("cannot make a pipe")?;
    let errors = writer.try_clone().context("cannot make a pipe")?;
    let started = command.stdin(Stdio::null()).stdout(writer).stderr(errors).spawn();
    // Our own ends would keep the pipe open.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = started.with_context(|| format!("cannot start `{typed}`"))?;
    let mut printed = Vec::new();
    output.read_to_end(&mut printed).with_context(|| format!("cannot read the output of `{typed}`"))?;
    let status = child.wait().with_context(|| format!("cannot wait for `{typed}`"))?;
    let piece = [format!("\n== from `{typed}` ==\n").as_bytes(), &printed, b"== end of it ==\n"].concat();
    // Nobody may be listening any more.
    let _ = std::io::stderr().write_all(&piece);
    if !status.success() {
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
        assert_eq!(tally, Tally { passed: 15, failed: 2, journeys: Vec::new() });
    }

    #[test]
    fn what_journeys_took_is_heard() {
        let mut tally = Tally::default();
        for line in ["journey took 12.5 s: large file", "test a ... journey took 0.4 s: tabs", "journey took long"] {
            tally.read_line(line);
        }
        assert_eq!(tally.journeys, [(12.5, "large file".to_owned()), (0.4, "tabs".to_owned())]);
    }

    #[test]
    fn a_command_beside_others_fails_as_any_other() {
        let rustc = || Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        assert!(run_beside(rustc().arg("--version")).is_ok());
        assert!(run_beside(rustc().arg("--no-such-option")).is_err());
        assert!(run_beside(&mut Command::new("no such program")).is_err());
    }

    #[test]
    fn a_command_is_shown_without_the_path_of_its_program() {
        let mut command = Command::new(Path::new("some").join("place").join("cargo"));
        command.args(["fmt", "--check"]);
        assert_eq!(typed(&command), "cargo fmt --check");
    }
}
