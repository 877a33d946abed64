//! A browser that goes on from journey to journey: starting one takes as long as a short journey.
//!
//! A journey finds it as it finds a new one. It has an address of its own, and so stores of its own; a tab of its own,
//! in which nothing is overridden; no cookies, which know no ports; and an empty console.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::runtime::Runtime;

use crate::driver::{Driver, WINDOW};
use crate::page::DevTools;
use crate::temp::TempDir;

pub struct Lent {
    pub browser: WebDriver,
    /// Its connections to the driver live in it.
    pub runtime: Runtime,
    driver: Driver,
    _profile: TempDir,
}

impl Lent {
    pub fn start() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let profile = TempDir::new()?;
        let mut driver = Driver::start()?;
        let browser = runtime.block_on(driver.open(profile.path(), profile.path()))?;
        Ok(Self { browser, runtime, driver, _profile: profile })
    }

    /// Saves what is downloaded from now on here.
    pub async fn download_to(&self, directory: &Path) -> Result<()> {
        let settings = json!({ "behavior": "allow", "downloadPath": directory });
        self.command("Browser.setDownloadBehavior", settings).await
    }

    /// As it was, for who comes next. `address`: where the journey's page was.
    pub async fn tidy_up(&self, address: &str) -> Result<()> {
        let used = self.browser.windows().await?;
        let fresh = self.browser.new_tab().await.context("opening a tab")?;
        for tab in used {
            self.browser.switch_to_window(tab).await?;
            self.browser.close_window().await.context("closing a tab")?;
        }
        self.browser.switch_to_window(fresh).await?;
        let (width, height) = WINDOW;
        self.browser.set_window_rect(0, 0, width, height).await?;
        self.command("Network.clearBrowserCookies", json!({})).await?;
        self.command("Browser.resetPermissions", json!({})).await?;
        let stores = json!({ "origin": address, "storageTypes": "all" });
        self.command("Storage.clearDataForOrigin", stores).await
    }

    async fn command(&self, command: &'static str, parameters: Value) -> Result<()> {
        self.browser.cmd(DevTools(command, parameters)).await.context(command)?;
        Ok(())
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // The driver ends it; it need not be asked to go.
        let _ = self.browser.clone().leak();
        let _ = self.driver.kill_browser();
    }
}
