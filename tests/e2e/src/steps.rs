//! Steps that several journeys share.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use thirtyfour::prelude::*;

use crate::page::{PATIENCE, Page, until};

/// The customers in the sample book.
pub const SAMPLE_ACCOUNTS: usize = 96;

/// A first visit: nothing is there yet and both ways in are offered.
pub async fn first_visit(page: &Page) -> Result<()> {
    page.open_afresh("#/").await?;
    page.find("load-sample").await?;
    page.find("import-file").await?;
    Ok(())
}

/// The sample is loaded and saved.
pub async fn load_the_sample(page: &Page) -> Result<()> {
    first_visit(page).await?;
    page.click("load-sample").await?;
    page.gone("load-sample", PATIENCE).await?;
    saved(page).await
}

/// Waits until the page says that everything is saved.
pub async fn saved(page: &Page) -> Result<()> {
    until("everything is saved", PATIENCE, async || {
        let state = page.find("save-state").await?.attr("data-state").await?;
        match state.as_deref() {
            Some("saved") => Ok(Some(())),
            Some("memory-only" | "failed") => bail!("save-state is {state:?}"),
            _ => Ok(None),
        }
    })
    .await
}

/// The names of the accounts in the table as it is now, in its order.
pub async fn account_names(page: &Page) -> Result<Vec<String>> {
    let rows = "return [...document.querySelectorAll('[data-testid=account-row]')].map(row => row.dataset.account)";
    Ok(serde_json::from_value(page.script(rows).await?)?)
}

/// Waits until the table of accounts has so many rows.
pub async fn accounts_are(page: &Page, count: usize) -> Result<Vec<String>> {
    let mut last = 0;
    until(&format!("{count} accounts in the table"), PATIENCE, async || {
        let names = account_names(page).await?;
        last = names.len();
        Ok((last == count).then_some(names))
    })
    .await
    .with_context(|| format!("there are {last}"))
}

/// Exports everything: the file and what is in it.
pub async fn export_json(page: &Page) -> Result<(PathBuf, Value)> {
    page.open("#/data").await?;
    let file = page.download("export-json").await?;
    let json = serde_json::from_slice(&std::fs::read(&file)?).context("the export is no JSON")?;
    Ok((file, json))
}

/// The address of the account in the first row.
pub async fn an_account(page: &Page) -> Result<String> {
    let row = page.find("account-row").await?;
    row.scroll_into_view().await?;
    match row.find(By::Css("a")).await {
        Ok(link) => link.click().await?,
        Err(_) => row.click().await?,
    }
    until("the account's address", PATIENCE, async || {
        Ok(Some(page.route().await?).filter(|route| route.starts_with("#/accounts/")))
    })
    .await
}

/// The body of an asynchronous function `add(name)` that adds a person to the dossier that is shown: opens
/// the form, says their name, which is when they come to be, and closes it.
pub const ADD_PERSON: &str = "
    const add = async name => {
        document.querySelector('[data-testid=add-contact]').click();
        let field = null;
        while (!field || field.value) {
            await new Promise(done => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
            field = document.querySelector('[data-testid=record-form] textarea');
        }
        field.value = name;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        document.querySelector('[data-testid=form-close]').click();
    };";

/// Adds a person to the dossier that is shown.
pub async fn add_person(page: &Page, name: &str) -> Result<()> {
    page.find("add-contact").await?;
    page.script_async(&format!("{ADD_PERSON} await add({});", Value::from(name))).await?;
    Ok(())
}
