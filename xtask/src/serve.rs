//! `cargo xtask serve`: the page, rebuilt on every change.

use std::process::Command;

use anyhow::Result;

use crate::run::{find_program, run};
use crate::tools::{self, Purpose};

/// Trunk writes what it serves here, so that `dist/` is always a release.
const SERVED: &str = "target/serve";

pub fn serve(args: &[String]) -> Result<()> {
    let release = args.iter().any(|arg| arg == "--release");
    let toolbox = tools::provide(if release { Purpose::ReleaseBuild } else { Purpose::DebugBuild })?;
    let open = !args.iter().any(|arg| arg == "--no-open") && can_open_browser();
    let passed_on: Vec<&String> = args.iter().filter(|arg| !matches!(arg.as_str(), "--no-open" | "--open")).collect();
    let port = port(args);
    eprintln!("building the page; it will be at http://127.0.0.1:{port}/ (Ctrl+C ends it)");
    let mut trunk = trunk("serve", &toolbox)?;
    trunk.args(passed_on);
    if !args.iter().any(|arg| arg.starts_with("--dist")) {
        trunk.args(["--dist", SERVED]);
    }
    if open {
        trunk.arg("--open=true");
    }
    run(&mut trunk)
}

/// Trunk, with its tools on the search path.
pub fn trunk(command: &str, toolbox: &tools::Toolbox) -> Result<Command> {
    let mut trunk = Command::new("trunk");
    trunk.arg(command).env("PATH", toolbox.search_path()?);
    // The page and its import worker tell by it that they are of one build.
    if let Some(build) = build() {
        trunk.env("VITAL_FEW_BUILD", build);
    }
    // Trunk takes `true` or `false` here and refuses the usual `1`.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}

/// The commit that is built, where there is one; changes since don't count.
fn build() -> Option<String> {
    let output = Command::new("git").args(["rev-parse", "--short=12", "HEAD"]).output().ok()?;
    let commit = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| commit.trim().to_owned())
}

/// Where there is no screen, trying to open a browser can only fail.
fn can_open_browser() -> bool {
    if cfg!(any(target_os = "macos", target_os = "windows")) {
        return true;
    }
    let screen =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    screen && find_program(&["xdg-open", "gio", "gnome-open", "kde-open", "wslview"]).is_some()
}

/// The port the page will be at: as given, or Trunk's default.
fn port(args: &[String]) -> &str {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if let Some(port) = arg.strip_prefix("--port=") {
            return port;
        }
        if arg == "--port" || arg == "-p" {
            return args.next().map_or("8080", String::as_str);
        }
    }
    "8080"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_in_each_spelling() {
        let args = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(port(&args(&["--release"])), "8080");
        assert_eq!(port(&args(&["--port", "81"])), "81");
        assert_eq!(port(&args(&["--release", "--port=82"])), "82");
        assert_eq!(port(&args(&["-p", "83"])), "83");
    }
}
