//! Pages are parts that come when they are shown; one that doesn't come is said and asked for again.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use vital_few_e2e::page::PATIENCE;
use vital_few_e2e::{Page, journey};

#[test]
fn a_page_that_does_not_come_can_be_asked_for_again() {
    journey("a part that does not come", |page| async move {
        page.dev_tools("Network.enable", json!({})).await?;
        block(&page, &["*/split_*"]).await?;
        page.open_afresh("#/").await?;
        ensure!(!page.is_there("part-failed").await?, "the first page needs a part");
        page.script("location.hash = '#/data'").await?;
        page.find("part-failed").await?;
        page.screenshot("part failed").await?;
        page.click("part-again").await?;
        page.find("part-failed").await?;
        ensure!(!page.is_there("delete-all").await?, "the part was not kept back");
        // The pages that are here go on.
        page.script("location.hash = '#/'").await?;
        page.find("load-sample").await?;
        page.gone("part-failed", PATIENCE).await?;
        page.script("location.hash = '#/data'").await?;
        page.find("part-failed").await?;

        block(&page, &[]).await?;
        page.click("part-again").await?;
        page.find("delete-all").await?;
        page.gone("part-failed", PATIENCE).await?;
        // That it didn't come belongs in the console.
        let errors = page.console_errors().await?;
        ensure!(errors.iter().any(|error| error.contains("Failed to fetch")), "the console is silent: {errors:?}");
        Ok(())
    });
}

#[test]
fn a_page_is_not_shown_without_its_words_and_its_style() {
    journey("a part without its texts or its sheet", |page| async move {
        page.dev_tools("Network.enable", json!({})).await?;
        // What came the first time would be taken from the cache the second.
        page.dev_tools("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
        for file in ["*/text/en/import.txt", "*/style/dossier.css"] {
            block(&page, &[file]).await?;
            page.open_afresh("#/data").await?;
            page.find("part-failed").await.context(file)?;
            ensure!(!page.is_there("delete-all").await?, "the page is shown without {file}");
            block(&page, &[]).await?;
            page.click("part-again").await?;
            page.find("delete-all").await?;
            page.gone("part-failed", PATIENCE).await?;
        }
        // That they didn't come belongs in the console.
        page.console_errors().await?;
        Ok(())
    });
}

/// Keeps addresses from being fetched.
pub(crate) async fn block(page: &Page, addresses: &[&str]) -> Result<()> {
    page.dev_tools("Network.setBlockedURLs", json!({ "urls": addresses })).await?;
    Ok(())
}
