//! `cargo xtask test`: everything that is checked before a change goes in.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::browser;
use crate::dist::{self, DIST};
use crate::run::{Tally, cargo, run, run_tests};
use crate::tidy;
use crate::tools::{self, Purpose};

/// What to test, and how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    soak: bool,
    only: Option<Group>,
}

/// The parts that can be asked for on their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Lint,
    Native,
    Browser,
    E2e,
}

impl Options {
    pub fn parse(args: &[String]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--soak" => options.soak = true,
                "--only" => {
                    let name = args.next().map_or("", String::as_str);
                    options.only = Some(match name {
                        "lint" => Group::Lint,
                        "native" => Group::Native,
                        "browser" => Group::Browser,
                        "e2e" => Group::E2e,
                        _ => {
                            return Err(format!("--only takes lint, native, browser or e2e, not `{name}`"));
                        }
                    });
                }
                _ => return Err(format!("`test` does not know `{arg}`")),
            }
        }
        Ok(options)
    }
}

/// One step: its heading and what it does.
struct Step {
    group: Group,
    name: &'static str,
    action: fn(&Options, &mut Tally) -> Result<()>,
}

/// Cheapest first, so that a slip shows within seconds.
const STEPS: [Step; 9] = [
    Step { group: Group::Lint, name: "format", action: |_, _| run(cargo().args(["fmt", "--all", "--check"])) },
    Step { group: Group::Lint, name: "tidy", action: |_, _| tidy::tidy(Path::new(".")) },
    Step { group: Group::Native, name: "native tests and examples in the documentation", action: native_tests },
    Step {
        group: Group::Lint,
        name: "clippy, natively",
        action: |_, _| clippy(&["-p", "vital-few", "--no-default-features", "--all-targets"]),
    },
    Step {
        group: Group::Lint,
        name: "clippy, the tools",
        action: |_, _| clippy(&["-p", "xtask", "-p", "vital-few-e2e", "--all-targets"]),
    },
    Step {
        group: Group::Lint,
        name: "clippy, for the browser",
        action: |_, _| {
            tools::provide_wasm_target()?;
            // Not the unit tests: they run natively, and their tools don't compile for the browser.
            clippy(&["-p", "vital-few", "--target", "wasm32-unknown-unknown", "--lib", "--bins", "--test", "browser"])
        },
    },
    Step { group: Group::Browser, name: "tests in the browser", action: browser_tests },
    Step { group: Group::E2e, name: "release build", action: |_, _| dist::dist() },
    Step { group: Group::E2e, name: "end-to-end journeys", action: journeys },
];

pub fn test(options: &Options) -> Result<()> {
    let started = Instant::now();
    let mut tally = Tally::default();
    let mut result = Ok(());
    for step in &STEPS {
        if options.only.is_some_and(|only| only != step.group) {
            continue;
        }
        eprintln!("\n== {} ==", step.name);
        let began = Instant::now();
        let outcome = (step.action)(options, &mut tally);
        eprintln!("== {}: {} ==", step.name, duration(began));
        if let Err(error) = outcome {
            // A step that fails without a failing test still is a failure.
            tally.failed = tally.failed.max(1);
            result = Err(error.context(format!("{} failed", step.name)));
            break;
        }
    }
    eprintln!("\ntook {}", duration(started));
    println!("{} passed, {} failed", tally.passed, tally.failed);
    result
}

fn duration(since: Instant) -> String {
    let seconds = since.elapsed().as_secs();
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

fn clippy(selection: &[&str]) -> Result<()> {
    run(cargo().arg("clippy").args(selection).args(["--", "-D", "warnings"]))
}

/// A `cargo test` that knows whether to soak.
fn cargo_test(options: &Options, selection: &[&str]) -> Command {
    let mut command = cargo();
    command.arg("test").args(selection);
    if options.soak {
        command.env("VITAL_FEW_SOAK", "1");
    }
    // Drivers and test pages are on this machine, whatever the proxy.
    command.env("NO_PROXY", "127.0.0.1,localhost");
    command.env("no_proxy", "127.0.0.1,localhost");
    command
}

fn native_tests(options: &Options, tally: &mut Tally) -> Result<()> {
    run_tests(&mut cargo_test(options, &["-p", "vital-few", "--no-default-features"]), tally)?;
    run_tests(&mut cargo_test(options, &["-p", "xtask"]), tally)
}

fn browser_tests(options: &Options, tally: &mut Tally) -> Result<()> {
    let toolbox = tools::provide(Purpose::BrowserTests)?;
    let browser = browser::provide()?;
    let mut command =
        cargo_test(options, &["-p", "vital-few", "--target", "wasm32-unknown-unknown", "--test", "browser"]);
    command.env("PATH", toolbox.search_path()?).env("CHROMEDRIVER", &browser.driver);
    run_tests(&mut command, tally)
}

fn journeys(options: &Options, tally: &mut Tally) -> Result<()> {
    run_tests(&mut journey_command(options)?, tally)
}

/// What drives a browser through the release in `dist/`.
pub fn journey_command(options: &Options) -> Result<Command> {
    let browser = browser::provide()?;
    let dist = std::path::absolute(DIST).context("cannot tell where dist/ is")?;
    if !dist.join("index.html").is_file() {
        bail!("there is no release in {}", dist.display());
    }
    let mut command = cargo_test(options, &["-p", "vital-few-e2e"]);
    command.env("VITAL_FEW_DIST", dist).env("VITAL_FEW_BROWSER", &browser.browser).env("CHROMEDRIVER", &browser.driver);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Result<Options, String> {
        Options::parse(&args.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_read_in_any_order() {
        let expected = Options { soak: true, only: Some(Group::Native) };
        assert_eq!(parse(&["--soak", "--only", "native"]), Ok(expected));
        assert_eq!(parse(&["--only", "native", "--soak"]), Ok(expected));
        assert_eq!(parse(&[]), Ok(Options::default()));
    }

    #[test]
    fn what_is_not_an_option_is_refused() {
        assert!(parse(&["--only", "everything"]).is_err());
        assert!(parse(&["--only"]).is_err());
        assert!(parse(&["--sock"]).is_err());
    }
}
