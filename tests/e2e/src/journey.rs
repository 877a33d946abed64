//! Runs one journey: a fresh browser on a fresh profile, ended in any case.

use std::future::Future;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use tokio::task::LocalSet;
use tokio::time::timeout;

use crate::driver::Driver;
use crate::page::Page;
use crate::site::Site;
use crate::temp::TempDir;

/// The longest any journey may take.
const LIMIT: Duration = Duration::from_secs(600);

const QUIT_LIMIT: Duration = Duration::from_secs(20);

/// Runs a journey in a browser of its own and fails the test if it fails or if
/// the console shows an error. One at a time, so that none slows another down.
pub fn journey<F, Fut>(name: &str, body: F)
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = Result<()>> + 'static,
{
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Err(error) = run(name, body) {
        // The chain of causes alone: a backtrace into the runtime tells nothing.
        panic!("{name}: {error:#}");
    }
}

fn run<F, Fut>(name: &str, body: F) -> Result<()>
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = Result<()>> + 'static,
{
    let dist = std::env::var_os("VITAL_FEW_DIST")
        .context("VITAL_FEW_DIST is not set; run `cargo xtask test --only e2e`, which builds the release first")?;
    let site = Site::serve(Path::new(&dist))?;
    let temp = TempDir::new()?;
    let (profile, downloads) = (temp.path().join("profile"), temp.path().join("downloads"));
    std::fs::create_dir(&profile)?;
    std::fs::create_dir(&downloads)?;
    let mut driver = Driver::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(LocalSet::new().run_until(async {
        let browser = driver.open(&profile, &downloads).await?;
        let page = Page::new(browser.clone(), &site.address(), &downloads);
        // A task of its own, so that a panic ends the journey and not the clean-up.
        let task = tokio::task::spawn_local(body(page.clone()));
        let mut result = match timeout(LIMIT, task).await {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => Err(anyhow!("{}", panic_message(panic))),
            Err(_) => Err(anyhow!("not done after {} seconds", LIMIT.as_secs())),
        };
        match timeout(QUIT_LIMIT, page.console_errors()).await {
            Ok(Ok(errors)) if errors.is_empty() => {}
            Ok(Ok(errors)) => {
                let errors = format!("errors in the console:\n{}", errors.join("\n"));
                result = match result {
                    Ok(()) => Err(anyhow!(errors)),
                    Err(error) => Err(error.context(errors)),
                };
            }
            Ok(Err(error)) => result = result.and(Err(error).context("the console cannot be read")),
            Err(_) => result = result.and(Err(anyhow!("the browser no longer answers"))),
        }
        let shot = if result.is_ok() { name.to_owned() } else { format!("{name} (failed)") };
        let _ = timeout(QUIT_LIMIT, page.screenshot(&shot)).await;
        if matches!(timeout(QUIT_LIMIT, browser.quit()).await, Ok(Ok(()))) {
            driver.browser_has_quit();
        }
        result
    }))
}

fn panic_message(error: tokio::task::JoinError) -> String {
    match error.try_into_panic() {
        Ok(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
                .unwrap_or_else(|| "the journey panicked".to_owned())
        }
        Err(error) => error.to_string(),
    }
}
