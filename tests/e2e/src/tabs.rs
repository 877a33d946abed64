//! Several tabs of one browser.
//!
//! A session of WebDriver acts in one tab at a time: every other method of
//! [`Page`] means the tab that was switched to last. What is done in a tab goes
//! on when another is switched to.
//!
//! Headless Chromium takes every tab for visible (`document.hidden` is false),
//! so that none is throttled: a timer of 10 ms keeps its 10 ms. In a window with
//! a screen a tab behind another gets its timers once a second only; a journey
//! that does much in several tabs had better wait for messages than for timers.
//! The console is one for all tabs.

use anyhow::{Context, Result};
use thirtyfour::WindowHandle;

use crate::page::Page;

/// A tab of the browser a page is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(WindowHandle);

impl Page {
    /// The tab in which things are done now.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.driver.window().await?))
    }

    /// Opens an address in a new tab and goes on there.
    pub async fn new_tab(&self, route: &str) -> Result<Tab> {
        let tab = Tab(self.driver.new_tab().await.context("opening a tab")?);
        self.switch_to(&tab).await?;
        self.open(route).await?;
        Ok(tab)
    }

    /// Goes on in another tab.
    pub async fn switch_to(&self, tab: &Tab) -> Result<()> {
        self.driver.switch_to_window(tab.0.clone()).await.context("switching to a tab")
    }

    /// Closes the tab in which things are done now; switch to another then.
    pub async fn close_tab(&self) -> Result<()> {
        self.driver.close_window().await.context("closing a tab")
    }
}
