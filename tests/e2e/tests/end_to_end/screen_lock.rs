//! The screen lock hides the page after a while, and a reload doesn't show it; it encrypts nothing, and says so.

use anyhow::{Result, ensure};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::load_the_sample;
use vital_few_e2e::{Page, journey};

/// Whether the page behind the lock is shown.
async fn is_shown(page: &Page) -> Result<bool> {
    Ok(page.script("return getComputedStyle(document.querySelector('.app')).display !== 'none'").await? == true)
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

        // Neither a reload nor keys show it.
        page.driver.refresh().await?;
        page.find("lock-word").await?;
        ensure!(!is_shown(&page).await?, "a reload shows it");
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
        Ok(())
    });
}
