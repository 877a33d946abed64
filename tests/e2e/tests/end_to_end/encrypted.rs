//! Everything under a passphrase, out and in again.

use anyhow::{Result, ensure};
use thirtyfour::prelude::*;
use vital_few_e2e::page::PATIENCE;
use vital_few_e2e::steps::{SAMPLE_ACCOUNTS, accounts_are, first_visit, load_the_sample, saved};
use vital_few_e2e::{Page, journey};

const PASSPHRASE: &str = "пять слов на память";

/// Types into a field of the page.
async fn type_into(page: &Page, id: &str, text: &str) -> Result<()> {
    let field = page.find(id).await?;
    field.clear().await?;
    Ok(field.send_keys(text).await?)
}

#[test]
fn an_encrypted_export_opens_elsewhere_by_its_passphrase_alone() {
    journey("encrypted", |page| async move {
        load_the_sample(&page).await?;
        saved(&page).await?;
        page.open("#/data").await?;
        page.click("export-json-encrypted").await?;
        type_into(&page, "passphrase", PASSPHRASE).await?;
        type_into(&page, "passphrase-again", "пять слов на помять").await?;
        let commit = page.find("encrypt-commit").await?;
        ensure!(!commit.is_enabled().await?, "two that differ are taken");
        type_into(&page, "passphrase-again", PASSPHRASE).await?;
        let file = page.download("encrypt-commit").await?;
        page.text_that("encrypt-status", |text| text.contains("encrypted.json")).await?;
        page.text_that("backup-status", |text| text.contains("Nothing has changed")).await?;
        let text = std::fs::read_to_string(&file)?;
        ensure!(text.starts_with("{\"format\":\"vital-few-encrypted\",\"version\":1,"), "{}", &text[..80]);
        ensure!(!text.contains("Ernst Handel") && !text.contains("\"book\""), "it can be read without");

        // Elsewhere: a browser that knows nothing of it.
        page.open("#/data").await?;
        page.click("delete-all").await?;
        let word = page.find("delete-confirm").await?.attr("data-word").await?.unwrap_or_default();
        type_into(&page, "delete-confirm", &word).await?;
        page.click("delete-commit").await?;
        first_visit(&page).await?;
        page.open("#/data").await?;
        page.upload("import-file", &file).await?;
        type_into(&page, "passphrase", "пять слов на помять").await?;
        page.click("locked-open").await?;
        page.find("locked-refusal").await?;
        ensure!(!page.is_there("merge-preview").await?, "it opened");
        type_into(&page, "passphrase", PASSPHRASE).await?;
        // By Enter, as one does.
        page.find("passphrase").await?.send_keys(Key::Enter + "").await?;
        page.find("merge-preview").await?;
        page.click("merge-commit").await?;
        page.gone("merge-commit", PATIENCE).await?;
        saved(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, SAMPLE_ACCOUNTS).await?;
        Ok(())
    });
}
