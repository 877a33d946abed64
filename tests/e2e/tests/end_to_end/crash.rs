//! When the page panics, a screen says so and saves what is stored.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::{Page, journey};

/// The customers in the sample book.
const SAMPLE_ACCOUNTS: usize = 96;

#[test]
fn a_panic_leaves_a_screen_that_saves_everything() {
    journey("crash", |page| async move {
        page.open_afresh("#/").await?;
        page.click("load-sample").await?;
        page.gone("load-sample", PATIENCE).await?;
        until("everything is saved", PATIENCE, async || {
            let state = page.find("save-state").await?.attr("data-state").await?;
            Ok((state.as_deref() == Some("saved")).then_some(()))
        })
        .await?;

        break_the_page(&page, "The page stopped working").await?;
        page.screenshot("crash en").await?;
        ensure!(page.heading().await?.is_none(), "something of the broken page is left");
        let raw: Value = serde_json::from_slice(&std::fs::read(page.download("crash-export").await?)?)?;
        ensure!(raw["format"] == "vital-few-raw" && raw["version"] == 1, "{} {}", raw["format"], raw["version"]);
        ensure!(raw.get("unreadable").is_none(), "unreadable: {}", raw["unreadable"]);
        ensure!(accounts_in(&raw)? == SAMPLE_ACCOUNTS, "{} accounts in the file", accounts_in(&raw)?);
        let batches = raw["indexed_db"]["batches"].as_object().context("no store of sales in the file")?;
        let is_bytes = |batch: &Value| batch["base64"].as_str().is_some_and(|bytes| bytes.len() > 1_000);
        // Those of the orders, and the receipt of the customers, which has none.
        ensure!(batches.len() == 2 && batches.values().any(is_bytes), "the sales are not in the file: {batches:?}");

        page.click("crash-reload").await?;
        page.gone("crash", PATIENCE).await?;
        page.open("#/accounts").await?;
        until("all accounts are there again", PATIENCE, async || {
            Ok((page.all("account-row").await?.len() == SAMPLE_ACCOUNTS).then_some(()))
        })
        .await?;

        let persian = page.find("language").await?.find(By::Css("option[value=fa]")).await?;
        persian.click().await?;
        until("the page is Persian", PATIENCE, async || {
            Ok((page.script("return document.documentElement.lang").await? == "fa").then_some(()))
        })
        .await?;
        page.set_viewport(360, 740).await?;
        break_the_page(&page, "صفحه از کار افتاد").await?;
        page.screenshot("crash fa").await
    });
}

/// Lets the browser refuse what the page relies on, goes to another page, and waits for the screen.
async fn break_the_page(page: &Page, heading: &str) -> Result<()> {
    page.script(
        "Node.prototype.cloneNode = () => { throw new Error('broken on purpose') }; location.hash = '#/segments'",
    )
    .await?;
    page.text_that("crash", |text| text.contains(heading)).await?;
    // What the panic says belongs in the console; nothing else does.
    until("the panic is in the console", PATIENCE, async || {
        let errors = page.console_errors().await?;
        Ok(errors.iter().any(|error| error.contains("panicked at")).then_some(()))
    })
    .await
}

/// How many accounts a raw export holds.
fn accounts_in(raw: &Value) -> Result<usize> {
    let stored = raw["local_storage"].as_object().context("no local storage in the file")?;
    let records = stored.iter().filter(|(key, _)| key.starts_with("vital-few/record/"));
    let mut accounts = 0;
    for (key, text) in records {
        let record: Value = serde_json::from_str(text.as_str().with_context(|| format!("{key} is no text"))?)?;
        accounts += usize::from(record["kind"] == "account");
    }
    Ok(accounts)
}
