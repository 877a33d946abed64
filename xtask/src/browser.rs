//! Finds the browser and its driver that tests run in.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::run::{find_program, output_of, run};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A Chromium and the driver that goes with it.
#[derive(Debug)]
pub struct Browser {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// Finds them, and installs them where that can be done without asking.
pub fn provide() -> Result<Browser> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let Some(apt) = find_program(&["apt-get"]).filter(|_| is_root()) else {
        bail!(
            "the browser tests need Chromium (or Chrome) and a chromedriver of the same version \
             on the search path; on Debian: apt-get install chromium chromium-driver; \
             on macOS: brew install --cask chromium chromedriver"
        );
    };
    eprintln!("installing chromium and chromium-driver (about a minute, once)");
    let apt_get = |args: &[&str]| {
        run(Command::new(&apt).args(args).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()))
    };
    apt_get(&["update"])?;
    apt_get(&["install", "-y", "chromium", "chromium-driver"])?;
    find().context("chromium and chromium-driver were installed, but are not on the search path")
}

fn find() -> Option<Browser> {
    Some(Browser { browser: find_program(&BROWSERS)?, driver: find_program(&["chromedriver"])? })
}

fn is_root() -> bool {
    output_of(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
