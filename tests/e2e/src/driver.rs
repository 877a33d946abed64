//! chromedriver and a browser on a profile, ended when they go out of scope,
//! whatever happened in between.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::json;
use thirtyfour::common::config::WebDriverConfig;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};

use crate::process;

const START_LIMIT: Duration = Duration::from_secs(30);

/// The width and height a window begins with.
pub const WINDOW: (u32, u32) = (1280, 900);

/// No sandbox, because tests may run as root; no talking to anybody, because
/// the page does not either.
const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--lang=en-US",
];

/// A running chromedriver.
pub struct Driver {
    process: Child,
    address: String,
    browser: Option<Browser>,
}

/// A running browser: its main process and what it keeps.
struct Browser {
    process: u64,
    profile: PathBuf,
}

impl Driver {
    /// Starts chromedriver on a port it chooses itself. It takes one that is free over IPv4 and the same one over
    /// IPv6, where another may have it by then; so it is started once more if it gives up.
    pub fn start() -> Result<Self> {
        Self::start_once().or_else(|_| Self::start_once())
    }

    fn start_once() -> Result<Self> {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", Path::new(&program).display()))?;
        let output = process.stdout.take();
        let mut driver = Self { process, address: String::new(), browser: None };
        let (sender, receiver) = mpsc::channel();
        // Reads on to the end, so that chromedriver never waits for a reader.
        std::thread::spawn(move || {
            for line in output.into_iter().flat_map(|output| BufReader::new(output).lines()).map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        driver.address = format!("http://127.0.0.1:{}", port_said(&receiver)?);
        Ok(driver)
    }

    /// Opens a browser on a profile; it saves downloads without asking.
    pub async fn open(&mut self, profile: &Path, downloads: &Path) -> Result<WebDriver> {
        let mut capabilities = ChromeCapabilities::new();
        for argument in ARGUMENTS {
            capabilities.add_arg(argument)?;
        }
        capabilities.add_arg(&format!("--window-size={},{}", WINDOW.0, WINDOW.1))?;
        capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
        if let Some(browser) = browser() {
            capabilities.set_binary(&browser.to_string_lossy())?;
        }
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        capabilities.add_experimental_option(
            "prefs",
            json!({
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
                "intl.accept_languages": "en-US,en",
                // Several files in a row are what some journeys are about.
                "profile.default_content_setting_values.automatic_downloads": 1,
            }),
        )?;
        // A file of 50 MB takes its time to be handed over.
        let config = WebDriverConfig::builder().request_timeout(Duration::from_secs(120)).build()?;
        let driver = WebDriver::new(&self.address, capabilities).await.context("the browser does not start")?;
        driver.set_config(config);
        let process = driver.capabilities().get("goog:processID").and_then(serde_json::Value::as_u64);
        self.browser = process.map(|process| Browser { process, profile: profile.to_owned() });
        Ok(driver)
    }

    /// Kills the browser, if there is one, and takes its lock off the profile.
    pub fn kill_browser(&mut self) -> Result<()> {
        let Some(browser) = self.browser.take() else { return Ok(()) };
        process::kill_browser(browser.process, &browser.profile)?;
        for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
            // The next browser would ask whether this one is still there.
            let _ = std::fs::remove_file(browser.profile.join(lock));
        }
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A browser whose driver is killed would live on.
        let main = self.browser.as_ref().map(|browser| browser.process);
        if self.kill_browser().is_err() {
            process::kill(main.into_iter());
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The port chromedriver says it listens on, or what it says instead.
fn port_said(lines: &mpsc::Receiver<String>) -> Result<u16> {
    let until = Instant::now() + START_LIMIT;
    let mut said = Vec::new();
    // The wait ends early with chromedriver itself.
    while let Ok(line) = lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
        if let Some(port) = port_in(&line) {
            return Ok(port);
        }
        said.push(line);
    }
    bail!("chromedriver does not say its port, but: {}", said.join(" / "))
}

/// The port in chromedriver's line about its start.
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

/// The browser to use; without one chromedriver looks for its own.
fn browser() -> Option<PathBuf> {
    if let Some(browser) = std::env::var_os("VITAL_FEW_BROWSER") {
        return Some(browser.into());
    }
    let path = std::env::var_os("PATH")?;
    let directories: Vec<PathBuf> = std::env::split_paths(&path).collect();
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| directories.iter().map(move |directory| directory.join(name)))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_the_line_that_names_it() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 41437."), Some(41437));
        assert_eq!(port_in("Starting ChromeDriver 1.2 on port 0"), None);
    }
}
