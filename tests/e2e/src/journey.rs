//! Runs one journey: in a browser that is as new, or starting and ending browsers on a profile of its own.

use std::cell::RefCell;
use std::future::Future;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use tokio::task::LocalSet;
use tokio::time::timeout;

use crate::driver::Driver;
use crate::lanes::{self, Lane};
use crate::lent::Lent;
use crate::page::Page;
use crate::site::Site;
use crate::temp::TempDir;

/// The longest any journey may take, and when it does everything more often.
const LIMIT: Duration = Duration::from_secs(600);
const SOAK_LIMIT: Duration = Duration::from_secs(3600);

const QUIT_LIMIT: Duration = Duration::from_secs(20);

/// Where a journey takes place: a site and a profile that outlive the browser.
/// One browser at a time; what it stored is there for the next one, because the
/// page keeps its address.
#[derive(Clone)]
pub struct Stage(Rc<Setting>);

/// Dropped in this order: the browser before what it works on.
struct Setting {
    open: RefCell<Option<(Driver, Page)>>,
    /// What the consoles of browsers that are gone showed.
    errors: RefCell<Vec<String>>,
    site: Site,
    temp: TempDir,
}

impl Stage {
    fn new(dist: &Path) -> Result<Self> {
        let (site, temp) = (Site::serve(dist)?, TempDir::new()?);
        std::fs::create_dir(temp.path().join("profile"))?;
        std::fs::create_dir(temp.path().join("downloads"))?;
        Ok(Self(Rc::new(Setting { open: RefCell::default(), errors: RefCell::default(), site, temp })))
    }

    /// Starts the browser.
    pub async fn open(&self) -> Result<Page> {
        ensure!(self.0.open.borrow().is_none(), "a profile serves one browser at a time");
        let temp = self.0.temp.path();
        let downloads = temp.join("downloads");
        let mut driver = Driver::start()?;
        let browser = driver.open(&temp.join("profile"), &downloads).await?;
        let page = Page::new(browser, &self.0.site.address(), &downloads);
        *self.0.open.borrow_mut() = Some((driver, page.clone()));
        Ok(page)
    }

    /// From now on the host changes a byte of this file, by its path below the page.
    pub fn damage(&self, file: Option<&str>) {
        self.0.site.damage(file);
    }

    /// From now on there is no network, or there is one again.
    pub fn go_offline(&self, is_offline: bool) {
        self.0.site.go(is_offline);
    }

    /// From now on the host has another release.
    pub fn publish(&self, dist: &Path) {
        self.0.site.publish(dist);
    }

    /// A directory that is gone when the journey is over.
    pub fn directory(&self) -> &Path {
        self.0.temp.path()
    }

    /// Kills the browser with all its processes, as if the machine had lost
    /// power, except that what reached the operating system stays.
    pub async fn kill(&self, page: Page) -> Result<()> {
        self.read_console(&page).await?;
        let (mut driver, _) = self.0.open.take().context("no browser is open")?;
        driver.kill_browser()?;
        // Nobody is left to say goodbye to.
        let _ = page.driver.leak();
        Ok(())
    }

    /// Ends the browser as a person does.
    pub async fn close(&self, page: Page) -> Result<()> {
        self.read_console(&page).await?;
        let (mut driver, _) = self.0.open.take().context("no browser is open")?;
        let _ = timeout(QUIT_LIMIT, page.driver.clone().quit()).await;
        let _ = page.driver.leak();
        // Its helpers may live a little longer and still write into the profile.
        driver.kill_browser()
    }

    async fn read_console(&self, page: &Page) -> Result<()> {
        let errors = timeout(QUIT_LIMIT, page.console_errors()).await.context("the browser no longer answers")?;
        self.0.errors.borrow_mut().extend(errors.context("the console cannot be read")?);
        Ok(())
    }

    /// Ends what is still open; an error if a console showed one.
    async fn clear(&self, shot: &str) -> Result<()> {
        let page = self.0.open.borrow().as_ref().map(|(_, page)| page.clone());
        let mut result = Ok(());
        if let Some(page) = page {
            let _ = timeout(QUIT_LIMIT, page.screenshot(shot)).await;
            result = self.close(page).await;
        }
        nothing_in(&self.0.errors.take())?;
        result
    }
}

/// Runs a journey in a browser that is as new (see [`Lent`]) and fails the test if it fails or if
/// the console shows an error.
pub fn journey<F, Fut>(name: &str, body: F)
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = Result<()>> + 'static,
{
    in_a_lane(name, |lane| run_in(lane, name, body));
}

/// Runs a journey that starts and ends its browsers itself, as soon as a lane is free.
pub fn journey_with<F, Fut>(name: &str, body: F)
where
    F: FnOnce(Stage) -> Fut,
    Fut: Future<Output = Result<()>> + 'static,
{
    in_a_lane(name, |_| run(name, body));
}

/// Runs a journey of two people, each with a browser of their own that is as new, as soon as a lane is free.
pub fn journey_of_two<F, Fut>(name: &str, body: F)
where
    F: FnOnce(Page, Page) -> Fut,
    Fut: Future<Output = Result<()>> + 'static,
{
    in_a_lane(name, |_| run_two(name, body));
}

/// Runs a journey as soon as a lane is free, says how long it took, and fails the test if it fails.
fn in_a_lane(name: &str, run: impl FnOnce(&mut Lane) -> Result<()>) {
    let mut lane = lanes::take();
    let began = Instant::now();
    let result = run(&mut lane);
    report(name, began.elapsed());
    drop(lane);
    if let Err(error) = result {
        // The chain of causes alone: a backtrace into the runtime tells nothing.
        panic!("{name}: {error:#}");
    }
}

/// Says how long a journey took; `cargo xtask test` lists the slowest. Past the test runner, which keeps what
/// passing tests print to itself.
fn report(name: &str, took: Duration) {
    let line = format!("journey took {:.1} s: {name}\n", took.as_secs_f64());
    // Nobody may be listening any more.
    let _ = std::io::stdout().write_all(line.as_bytes());
}

/// How often to do something: more often with `cargo xtask test --soak`.
pub fn rounds(usual: usize, soak: usize) -> usize {
    if is_soak() { soak } else { usual }
}

fn is_soak() -> bool {
    std::env::var_os("VITAL_FEW_SOAK").is_some_and(|soak| soak == "1")
}

/// The files of the release that is tried, by their paths below the page.
pub fn shipped() -> Result<Vec<String>> {
    let root = dist()?;
    let (mut files, mut open) = (Vec::new(), vec![root.clone()]);
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(&directory)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path.strip_prefix(&root)?.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The release that is tried.
pub fn dist() -> Result<PathBuf> {
    let dist = std::env::var_os("VITAL_FEW_DIST")
        .context("VITAL_FEW_DIST is not set; run `cargo xtask test --only e2e`, which builds the release first")?;
    Ok(dist.into())
}

/// Runs a journey in the lane's browser, or a new one; it stays there if the journey leaves it as it was.
fn run_in<F, Fut>(lane: &mut Lane, name: &str, body: F) -> Result<()>
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = Result<()>> + 'static,
{
    let (site, downloads) = (Site::serve(&dist()?)?, TempDir::new()?);
    let lent = lane.browser.take().map_or_else(Lent::start, Ok)?;
    let address = site.address();
    let (result, is_tidy) = lent.runtime.block_on(LocalSet::new().run_until(async {
        if let Err(error) = lent.download_to(downloads.path()).await {
            return (Err(error), false);
        }
        let page = Page::new(lent.browser.clone(), &address, downloads.path());
        let result = watched(body(page.clone())).await;
        let _ = timeout(QUIT_LIMIT, page.screenshot(&shot(name, &result))).await;
        let console = timeout(QUIT_LIMIT, page.console_errors()).await.context("the browser no longer answers");
        let clean = console.and_then(|errors| nothing_in(&errors.context("the console cannot be read")?));
        let result = both(result, clean);
        let is_tidy = result.is_ok() && matches!(timeout(QUIT_LIMIT, lent.tidy_up(&address)).await, Ok(Ok(())));
        (result, is_tidy)
    }));
    lane.browser = is_tidy.then_some(lent);
    result
}

fn run<F, Fut>(name: &str, body: F) -> Result<()>
where
    F: FnOnce(Stage) -> Fut,
    Fut: Future<Output = Result<()>> + 'static,
{
    let stage = Stage::new(&dist()?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(LocalSet::new().run_until(async {
        let result = watched(body(stage.clone())).await;
        let clean = stage.clear(&shot(name, &result)).await;
        both(result, clean)
    }))
}

fn run_two<F, Fut>(name: &str, body: F) -> Result<()>
where
    F: FnOnce(Page, Page) -> Fut,
    Fut: Future<Output = Result<()>> + 'static,
{
    let (one, other) = (Stage::new(&dist()?)?, Stage::new(&dist()?)?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(LocalSet::new().run_until(async {
        let result = match (one.open().await, other.open().await) {
            (Ok(first), Ok(second)) => watched(body(first, second)).await,
            (Err(error), _) | (_, Err(error)) => Err(error),
        };
        let shot = shot(name, &result);
        let clean = both(one.clear(&shot).await, other.clear(&format!("{shot} (the other)")).await);
        both(result, clean)
    }))
}

/// Waits for a journey, but not for ever. A task of its own, so that a panic ends the journey and not the clean-up.
async fn watched(body: impl Future<Output = Result<()>> + 'static) -> Result<()> {
    let limit = if is_soak() { SOAK_LIMIT } else { LIMIT };
    let mut task = tokio::task::spawn_local(body);
    match timeout(limit, &mut task).await {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => Err(anyhow!("{}", panic_message(panic))),
        Err(_) => {
            task.abort();
            Err(anyhow!("not done after {} seconds", limit.as_secs()))
        }
    }
}

/// What a picture of the end is called.
fn shot(name: &str, result: &Result<()>) -> String {
    if result.is_ok() { name.to_owned() } else { format!("{name} (failed)") }
}

fn nothing_in(errors: &[String]) -> Result<()> {
    ensure!(errors.is_empty(), "errors in the console:\n{}", errors.join("\n"));
    Ok(())
}

/// A journey's end with that of its browser: what the console showed may be why.
fn both(result: Result<()>, clean: Result<()>) -> Result<()> {
    match (clean, result) {
        (Err(unclean), Err(error)) => Err(error.context(format!("{unclean:#}"))),
        (clean, result) => result.and(clean),
    }
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
