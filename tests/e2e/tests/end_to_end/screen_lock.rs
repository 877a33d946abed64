//! The screen lock hides the page after a while, and a reload doesn't show it; it encrypts nothing, and says so.

use anyhow::{Result, ensure};
use serde_json::json;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::load_the_sample;
use vital_few_e2e::{Page, journey};

use crate::parts::block;

/// Whether the page is there and shown.
async fn is_shown(page: &Page) -> Result<bool> {
    let shown = "const app = document.querySelector('.app'); return !!app && getComputedStyle(app).display !== 'none'";
    Ok(page.script(shown).await? == true)
}

async fn try_word(page: &Page, word: &str) -> Result<()> {
    page.find("lock-word").await?.send_keys(word).await?;
    page.click("lock-open").await
}

#[test]
fn a_page_nobody_touches_hides_until_its_word_is_typed() {
    journey("screen lock", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/data").await?;
        page.find("lock-new").await?.send_keys("1234").await?;
        page.click("lock-on").await?;
        page.find("lock-state").await?;
        ensure!(is_shown(&page).await?, "it was just turned on");
        page.click("lock-now").await?;
        page.find("lock-word").await?;
        ensure!(!is_shown(&page).await?, "it is still there");

        // The window isn't called by what was shown.
        ensure!(page.script("return document.title").await? == "Vital Few");

        // A reload doesn't show it, and builds nothing of it.
        page.driver.refresh().await?;
        page.find("lock-word").await?;
        ensure!(page.script("return document.querySelector('.app') === null").await? == true, "a reload shows it");
        try_word(&page, "4321").await?;
        page.find("lock-wrong").await?;
        ensure!(!is_shown(&page).await?);
        try_word(&page, "1234").await?;
        until("it is shown", PATIENCE, async || Ok(is_shown(&page).await?.then_some(()))).await?;

        // As if nobody had touched it for an hour.
        page.script("localStorage.setItem('vital-few/touched', String(Date.now() - 3600000))").await?;
        until("it hides", PATIENCE, async || Ok((!is_shown(&page).await?).then_some(()))).await?;
        try_word(&page, "1234").await?;
        until("it is shown again", PATIENCE, async || Ok(is_shown(&page).await?.then_some(()))).await?;
        page.open("#/data").await?;
        page.click("lock-off").await?;
        page.find("lock-on").await?;
        page.open_afresh("#/data").await?;
        page.find("lock-on").await?;
        Ok(())
    });
}

#[test]
fn a_lock_that_does_not_come_opens_nothing() {
    journey("a lock that does not come", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/data").await?;
        page.find("lock-new").await?.send_keys("1234").await?;
        page.click("lock-on").await?;
        page.find("lock-state").await?;
        page.dev_tools("Network.enable", json!({})).await?;
        // What came the first time would be taken from the cache the second.
        page.dev_tools("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;

        // Whether it is hidden can't be known.
        block(&page, &["*/text/en/lock.txt"]).await?;
        page.driver.refresh().await?;
        page.find("part-failed").await?;
        page.click("part-again").await?;
        page.find("part-failed").await?;
        ensure!(!is_shown(&page).await?, "it opens by itself");

        // It wasn't.
        block(&page, &[]).await?;
        page.click("part-again").await?;
        until("it is shown", PATIENCE, async || Ok(is_shown(&page).await?.then_some(()))).await?;
        page.find("lock-state").await?;
        // That it didn't come belongs in the console.
        page.console_errors().await?;
        Ok(())
    });
}
