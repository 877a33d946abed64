//! What a person does on the page, by the test ids the project keeps stable.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};

/// How long anything ordinary may take; far more than it does.
pub const PATIENCE: Duration = Duration::from_secs(30);

const PAUSE: Duration = Duration::from_millis(50);

/// A page in a browser.
#[derive(Clone)]
pub struct Page {
    pub driver: WebDriver,
    address: String,
    downloads: PathBuf,
}

/// A command of the Chrome DevTools Protocol.
#[derive(Debug)]
pub(crate) struct DevTools(pub &'static str, pub Value);

impl FormatRequestData for DevTools {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(http::Method::POST, format!("/session/{session}/goog/cdp/execute"))
            .add_body(json!({ "cmd": self.0, "params": self.1 }))
    }
}

/// Asks again and again until there is an answer. An error counts as none, for
/// a page that is being redrawn may take an element away at any moment.
pub async fn until<T>(what: &str, patience: Duration, mut ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let started = Instant::now();
    loop {
        let answer = ask().await;
        match answer {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) | Err(_) if started.elapsed() < patience => tokio::time::sleep(PAUSE).await,
            Ok(None) => bail!("waited {} seconds in vain: {what}", patience.as_secs()),
            Err(error) => {
                return Err(error.context(format!("waited {} seconds in vain: {what}", patience.as_secs())));
            }
        }
    }
}

impl Page {
    pub(crate) fn new(driver: WebDriver, address: &str, downloads: &Path) -> Self {
        Self { driver, address: address.to_owned(), downloads: downloads.to_owned() }
    }

    /// Where the page is, ending in a slash.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Goes to an address such as `#/accounts` by following a link to it: the
    /// page stays, unless it is not open yet.
    pub async fn open(&self, route: &str) -> Result<()> {
        self.driver.goto(format!("{}{route}", self.address)).await.with_context(|| format!("opening {route}"))?;
        until(&format!("a heading on {route}"), PATIENCE, async || Ok(self.heading().await?.map(|_| ()))).await
    }

    /// Goes to an address as somebody does who has it from a message.
    pub async fn open_afresh(&self, route: &str) -> Result<()> {
        self.driver.goto("about:blank").await?;
        self.open(route).await
    }

    pub async fn reload(&self) -> Result<()> {
        self.driver.refresh().await?;
        until("a heading after reloading", PATIENCE, async || Ok(self.heading().await?.map(|_| ()))).await
    }

    /// The text of the page's heading.
    pub async fn heading(&self) -> Result<Option<String>> {
        let headings = self.driver.find_all(By::Css("main h1")).await?;
        let Some(heading) = headings.first() else { return Ok(None) };
        Ok(Some(heading.text().await?).filter(|text| !text.is_empty()))
    }

    /// The part of the address behind the hash, hash included.
    pub async fn route(&self) -> Result<String> {
        let url = self.driver.current_url().await?;
        Ok(format!("#{}", url.fragment().unwrap_or_default()))
    }

    /// Everything with this test id, as things are now.
    pub async fn all(&self, id: &str) -> Result<Vec<WebElement>> {
        Ok(self.driver.find_all(by(id)).await?)
    }

    pub async fn is_there(&self, id: &str) -> Result<bool> {
        Ok(!self.all(id).await?.is_empty())
    }

    /// Waits for something with this test id; it need not be visible.
    pub async fn find(&self, id: &str) -> Result<WebElement> {
        until(&format!("{id} is there"), PATIENCE, async || Ok(self.all(id).await?.into_iter().next())).await
    }

    /// Waits until nothing has this test id, or only what is hidden.
    pub async fn gone(&self, id: &str, patience: Duration) -> Result<()> {
        until(&format!("{id} is gone"), patience, async || {
            for element in self.all(id).await? {
                if element.is_displayed().await? {
                    return Ok(None);
                }
            }
            Ok(Some(()))
        })
        .await
    }

    /// Waits until a visible element with this test id has a text that
    /// satisfies, and returns it.
    pub async fn text_that(&self, id: &str, satisfies: impl Fn(&str) -> bool) -> Result<String> {
        let mut last = String::new();
        let started = Instant::now();
        loop {
            for element in self.all(id).await? {
                // It may be redrawn between finding and reading it.
                if let Ok(text) = element.text().await {
                    if satisfies(&text) {
                        return Ok(text);
                    }
                    last = text;
                }
            }
            ensure!(started.elapsed() < PATIENCE, "{id} reads `{last}`");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until something can be pressed.
    pub async fn enabled(&self, id: &str, patience: Duration) -> Result<WebElement> {
        until(&format!("{id} is enabled"), patience, async || {
            let Some(element) = self.all(id).await?.into_iter().next() else { return Ok(None) };
            let barred = element.attr("aria-disabled").await?.as_deref() == Some("true");
            Ok((!barred && element.is_enabled().await?).then_some(element))
        })
        .await
    }

    /// Waits until something can be pressed, and presses it.
    pub async fn click(&self, id: &str) -> Result<()> {
        self.enabled(id, PATIENCE).await?;
        let what = format!("{id} can be clicked");
        until(&what, PATIENCE, async || {
            let element = self.all(id).await?.into_iter().next().ok_or_else(|| anyhow!("{id} is gone"))?;
            element.scroll_into_view().await?;
            Ok(Some(element.click().await?))
        })
        .await
    }

    /// Chooses a file in a file input.
    pub async fn upload(&self, id: &str, file: &Path) -> Result<()> {
        let file = std::fs::canonicalize(file).with_context(|| format!("cannot find {}", file.display()))?;
        let input = self.find(id).await?;
        input.send_keys(file.to_string_lossy().as_ref()).await.with_context(|| format!("choosing {}", file.display()))
    }

    /// Presses what starts a download and waits for the file.
    pub async fn download(&self, id: &str) -> Result<PathBuf> {
        // A directory each, for a file of the same name would replace the last.
        let number = std::fs::read_dir(&self.downloads)?.count();
        let directory = self.downloads.join(number.to_string());
        std::fs::create_dir(&directory)?;
        let settings = json!({ "behavior": "allow", "downloadPath": directory });
        self.dev_tools("Browser.setDownloadBehavior", settings).await?;
        self.click(id).await?;
        until(&format!("the download of {id}"), PATIENCE, async || downloaded(&directory)).await
    }

    /// Gives the page a size, also one smaller than a window can be.
    pub async fn set_viewport(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.dev_tools("Emulation.setDeviceMetricsOverride", size).await?;
        Ok(())
    }

    /// Gives a command of the Chrome DevTools Protocol and returns the answer.
    pub async fn dev_tools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        let answer = self.driver.cmd(DevTools(command, parameters)).await.with_context(|| command.to_owned())?;
        Ok(answer.value()?)
    }

    /// Runs a script in the page and returns what it returns.
    pub async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// Runs the body of an asynchronous function in the page, waits for its
    /// promise and returns what it returns; what it throws is an error here.
    pub async fn script_async(&self, body: &str) -> Result<Value> {
        let script = format!(
            "const answer = arguments[arguments.length - 1];
            (async () => {{ {body} }})()
                .then(value => answer({{ value: value ?? null }}), error => answer({{ error: String(error) }}));"
        );
        let mut answer = self.driver.execute_async(script, Vec::new()).await?.json().clone();
        if let Some(error) = answer["error"].as_str() {
            bail!("a script failed: {error}");
        }
        Ok(answer["value"].take())
    }

    /// Saves a picture of the page if pictures are wanted.
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        let Some(directory) = std::env::var_os("VITAL_FEW_SHOTS") else { return Ok(()) };
        std::fs::create_dir_all(&directory)?;
        let file = Path::new(&directory).join(format!("{name}.png"));
        self.driver.screenshot(&file).await.with_context(|| format!("cannot write {}", file.display()))
    }

    /// The errors in the console since it was last asked.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.driver.browser_log().await?;
        let errors = entries.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message);
        // Browsers ask for it at the root of a host, which is not the page's.
        Ok(errors.filter(|message| !message.contains("/favicon.ico")).collect())
    }
}

/// The file in a directory, once it is completely there.
fn downloaded(directory: &Path) -> Result<Option<PathBuf>> {
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let partial = path.extension().is_some_and(|e| e == "crdownload" || e == "tmp");
        // Chromium reserves the name of a download before it has its content.
        if !hidden && !partial && path.metadata()?.len() > 0 {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

fn by(id: &str) -> By {
    By::Css(format!("[data-testid=\"{id}\"]"))
}
