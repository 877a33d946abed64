//! `cargo xtask test`: everything that is checked before a change goes in.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::browser;
use crate::dist::DIST;
use crate::report::{self, Done, minutes};
use crate::run::{Tally, cargo, run, run_beside, run_tests};
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

/// Cheapest first, so that a slip shows within seconds. A step that fails doesn't keep the others from running.
const STEPS: [Step; 5] = [
    Step { group: Group::Lint, name: "format", action: |_, _| run(cargo().args(["fmt", "--all", "--check"])) },
    Step { group: Group::Lint, name: "tidy", action: |_, _| tidy::tidy(Path::new(".")) },
    Step { group: Group::Native, name: "native tests and examples in the documentation", action: native_tests },
    Step { group: Group::Browser, name: "tests in the browser", action: browser_tests },
    Step {
        group: Group::E2e,
        name: "journeys, compiled",
        action: |options, _| run(compiled_journeys(options).arg("--no-run")),
    },
];

/// Goes on beside the steps above: where all is optimised together, and where only is looked at, one core has nothing
/// to do, and cargo keeps what is released and what is checked apart from what is tested.
const BESIDE: [Step; 3] = [
    Step { group: Group::E2e, name: "release build, beside the others", action: |_, _| release_build() },
    Step {
        group: Group::Lint,
        name: "clippy, natively, beside the others",
        action: |_, _| clippy(&[&ALL_NATIVE[..], &["--all-targets"]].concat()),
    },
    Step {
        group: Group::Lint,
        name: "clippy, for the browser, beside the others",
        action: |_, _| {
            tools::provide_wasm_target()?;
            // Not the unit tests: they run natively, and their tools don't compile for the browser.
            clippy(&["-p", "vital-few", "--target", "wasm32-unknown-unknown", "--lib", "--bins", "--test", "browser"])
        },
    },
];

/// All there is but the browser half. Always named together, so that what they lean on is compiled once for all.
const ALL_NATIVE: [&str; 7] = ["-p", "vital-few", "-p", "xtask", "-p", "vital-few-e2e", "--no-default-features"];

/// The project as it is compiled soonest.
const AS_IT_IS: [&str; 2] = ["--config", "profile.test.package.vital-few.opt-level=0"];

/// Comes when all others are over: it has both cores for itself.
const JOURNEYS: Step = Step { group: Group::E2e, name: "end-to-end journeys", action: journeys };

pub fn test(options: &Options) -> Result<()> {
    let started = Instant::now();
    let mut tally = Tally::default();
    let is_wanted = |group| options.only.is_none_or(|only| only == group);
    let wanted = |steps: &'static [Step]| steps.iter().filter(|step| is_wanted(step.group));
    let mut steps = std::thread::scope(|scope| {
        let beside = scope.spawn(|| take_all(wanted(&BESIDE), options, &mut Tally::default()));
        let mut steps = take_all(wanted(&STEPS), options, &mut tally);
        // Its panic is told by itself.
        let lost = |_| vec![Done { name: "what went on beside the others", took: None, has_failed: true }];
        steps.extend(beside.join().unwrap_or_else(lost));
        steps
    });
    if is_wanted(JOURNEYS.group) {
        // A release that is over its budget can still be tried; where there is none they say so.
        steps.push(take(&JOURNEYS, options, &mut tally));
    }
    eprintln!("\n{}\ntook {}", report::table(&steps, &tally.journeys), minutes(started.elapsed()));
    let failed = report::failed(&steps);
    if failed.is_some() {
        // A step that fails without a failing test still is a failure.
        tally.failed = tally.failed.max(1);
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    match failed {
        Some(steps) => bail!("failed: {steps}"),
        None => Ok(()),
    }
}

/// Takes these steps one after the other, whatever becomes of them.
fn take_all<'a>(steps: impl Iterator<Item = &'a Step>, options: &Options, tally: &mut Tally) -> Vec<Done> {
    steps.map(|step| take(step, options, tally)).collect()
}

/// Takes a step, and says what went wrong with it.
fn take(step: &Step, options: &Options, tally: &mut Tally) -> Done {
    eprintln!("\n== {} ==", step.name);
    let began = Instant::now();
    let outcome = (step.action)(options, tally);
    eprintln!("== {}: {} ==", step.name, minutes(began.elapsed()));
    done(step.name, began, &outcome)
}

fn done(name: &'static str, began: Instant, outcome: &Result<()>) -> Done {
    if let Err(error) = outcome {
        eprintln!("error: {name}: {error:#}");
    }
    Done { name, took: Some(began.elapsed()), has_failed: outcome.is_err() }
}

/// Builds the release in a process of its own, so that what it prints can be kept together.
fn release_build() -> Result<()> {
    // What an earlier run left would pass for this one.
    if Path::new(DIST).exists() {
        std::fs::remove_dir_all(DIST).with_context(|| format!("cannot empty {DIST}"))?;
    }
    // Said as it goes, for it may take long; the others wait for it where they need the same.
    tools::provide(Purpose::Release)?;
    let this = std::env::current_exe().context("cannot tell which program this is")?;
    run_beside(Command::new(this).arg("dist"))
}

fn clippy(selection: &[&str]) -> Result<()> {
    run_beside(cargo_once().arg("clippy").args(selection).args(["--", "-D", "warnings"]))
}

/// Whether the project is compiled in one piece: quicker, and quicker when it runs, than in the hundreds of pieces that
/// spare whoever edits it most of the next build. Where somebody builds so already it goes on so, or all would be built
/// twice.
fn is_in_one_piece() -> bool {
    static ANSWER: OnceLock<bool> = OnceLock::new();
    *ANSWER.get_or_init(|| {
        let pieces = Path::new("target/debug/incremental").read_dir();
        let mut names = pieces.into_iter().flatten().filter_map(|piece| piece.ok()?.file_name().into_string().ok());
        std::env::var_os("CARGO_INCREMENTAL").is_none() && !names.any(|name| name.starts_with("vital_few-"))
    })
}

/// Cargo, for what is built once.
fn cargo_once() -> Command {
    let mut command = cargo();
    if is_in_one_piece() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// A `cargo test` that knows whether to soak.
fn cargo_test(options: &Options, selection: &[&str]) -> Command {
    let mut command = cargo_once();
    command.args(["test", "--no-fail-fast"]).args(selection);
    if options.soak {
        command.env("VITAL_FEW_SOAK", "1");
    }
    // Drivers and test pages are on this machine, whatever the proxy.
    command.env("NO_PROXY", "127.0.0.1,localhost");
    command.env("no_proxy", "127.0.0.1,localhost");
    command
}

fn native_tests(options: &Options, tally: &mut Tally) -> Result<()> {
    let mut run = |selection: &[&[&str]]| run_tests(&mut native(options, selection), tally);
    // Those beside the code are over sooner than they would be optimised; those that read a hundred thousand files not.
    let beside = run(&[&["--lib", "--bins"], &AS_IT_IS]);
    let outside = run(&[&["--test", "native"]]);
    let examples = run(&[&["--doc"]]);
    beside.and(outside).and(examples)
}

/// Tests that need no browser to be compiled.
fn native(options: &Options, selection: &[&[&str]]) -> Command {
    cargo_test(options, &[&ALL_NATIVE[..], &selection.concat()].concat())
}

fn browser_tests(options: &Options, tally: &mut Tally) -> Result<()> {
    let toolbox = tools::provide(Purpose::BrowserTests)?;
    let browser = browser::provide()?;
    let mut command =
        cargo_test(options, &["-p", "vital-few", "--target", "wasm32-unknown-unknown", "--test", "browser"]);
    command.env("PATH", toolbox.search_path()?).env("CHROMEDRIVER", &browser.driver);
    // Compiled as quickly as can be: there is little to work out in them.
    command.args(["--config", "profile.test.opt-level=0"]);
    // A bound on waiting, for all of them; other steps want the machine too.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    run_tests(&mut command, tally)
}

fn journeys(options: &Options, tally: &mut Tally) -> Result<()> {
    run_tests(&mut journey_command(options)?, tally)
}

/// What drives a browser, before it knows which.
fn compiled_journeys(options: &Options) -> Command {
    native(options, &[&["--test", "end_to_end"], &AS_IT_IS])
}

/// What drives a browser through the release in `dist/`.
pub fn journey_command(options: &Options) -> Result<Command> {
    let browser = browser::provide()?;
    let dist = std::path::absolute(DIST).context("cannot tell where dist/ is")?;
    if !dist.join("index.html").is_file() {
        bail!("there is no release in {}", dist.display());
    }
    let mut command = compiled_journeys(options);
    // More than there are lanes: a browser goes on to a journey that waits for one.
    command.env("RUST_TEST_THREADS", "8");
    command.env("VITAL_FEW_DIST", dist).env("VITAL_FEW_BROWSER", &browser.browser).env("CHROMEDRIVER", &browser.driver);
    if let Some(axe) = tools::provide_axe()? {
        command.env("VITAL_FEW_AXE", axe);
    }
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
    fn a_step_that_fails_keeps_no_other_from_running() {
        fn passes(_: &Options, tally: &mut Tally) -> Result<()> {
            tally.passed += 1;
            Ok(())
        }
        let step = |name, action| Step { group: Group::Lint, name, action };
        let steps = [step("first", passes), step("second", |_, _| bail!("it is broken")), step("third", passes)];
        let mut tally = Tally::default();
        let done = take_all(steps.iter(), &Options::default(), &mut tally);
        assert_eq!((done.len(), tally.passed), (3, 2));
        assert_eq!(report::failed(&done).as_deref(), Some("second"));
    }

    #[test]
    fn what_is_not_an_option_is_refused() {
        assert!(parse(&["--only", "everything"]).is_err());
        assert!(parse(&["--only"]).is_err());
        assert!(parse(&["--sock"]).is_err());
    }
}
