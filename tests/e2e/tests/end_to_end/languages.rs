//! Languages come as files: each is fetched once, and one that doesn't come changes nothing.

use anyhow::{Result, ensure};
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::{Page, journey};

#[test]
fn a_language_is_fetched_once_and_a_missing_one_changes_nothing() {
    journey("a language that does not come", |page| async move {
        page.open_afresh("#/data").await?;
        choose(&page, "ru").await?;
        shown(&page, "ru").await?;
        // From here on nothing comes over the line.
        page.script(
            "window.asked = []; window.fetch = (address) => { asked.push(`${address}`); return Promise.reject(new Error('offline')); }",
        )
        .await?;
        choose(&page, "fa").await?;
        until("the choice goes back", PATIENCE, async || Ok((chosen(&page).await? == "ru").then_some(()))).await?;
        shown(&page, "ru").await?;
        // What was shown before is here.
        choose(&page, "en").await?;
        shown(&page, "en").await?;
        choose(&page, "ru").await?;
        shown(&page, "ru").await?;
        let once = asked(&page, "/text/fa/shell.txt").await?;
        ensure!(once == 1, "the texts of the third language were asked for {once} times");
        for known in ["/text/en/shell.txt", "/text/en/data.txt", "/text/ru/shell.txt", "/text/ru/data.txt"] {
            let again = asked(&page, known).await?;
            ensure!(again == 0, "{known} was here and was asked for again");
        }
        page.reload().await?;
        shown(&page, "ru").await
    });
}

/// How often a file was asked for.
async fn asked(page: &Page, name: &str) -> Result<u64> {
    let asked = page.script(&format!("return asked.filter((address) => address.endsWith('{name}')).length")).await?;
    Ok(asked.as_u64().unwrap_or_default())
}

async fn choose(page: &Page, language: &str) -> Result<()> {
    let select = page.find("language").await?;
    select.find(By::Css(format!("option[value=\"{language}\"]"))).await?.click().await?;
    Ok(())
}

/// What the choice of languages says.
async fn chosen(page: &Page) -> Result<String> {
    let value = page.script("return document.querySelector('[data-testid=language]')?.value").await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// Waits until the page is in a language and says so everywhere.
async fn shown(page: &Page, language: &str) -> Result<()> {
    let title = match language {
        "ru" => "Данные",
        _ => "Data",
    };
    until(&format!("the page is in {language}"), PATIENCE, async || {
        let marked = page.script("return document.documentElement.lang").await?;
        let heading = page.heading().await?.unwrap_or_default();
        Ok((marked == language && chosen(page).await? == language && heading.contains(title)).then_some(()))
    })
    .await
}
