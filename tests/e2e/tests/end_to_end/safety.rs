//! What people do with what is kept: look back, bring back, back up, restore.

use anyhow::{Context, Result, ensure};
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{
    ADD_PERSON, SAMPLE_ACCOUNTS, accounts_are, an_account, export_json, load_the_sample, saved,
};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, journey};

/// The note of the account that is open becomes this, by one paste.
async fn note(page: &Page, text: &str) -> Result<()> {
    page.find("account-notes").await?;
    let script = format!(
        "const notes = document.querySelector('[data-testid=account-notes]');
        notes.value = {text:?};
        notes.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    );
    page.script(&script).await?;
    saved(page).await
}

async fn note_reads(page: &Page, text: &str) -> Result<()> {
    until(&format!("the note reads `{text}`"), PATIENCE, async || {
        let note = page.find("account-notes").await?.prop("value").await?;
        Ok((note.as_deref() == Some(text)).then_some(()))
    })
    .await
}

async fn delete_everything(page: &Page) -> Result<()> {
    page.open("#/data").await?;
    page.click("delete-all").await?;
    let confirm = page.find("delete-confirm").await?;
    confirm.send_keys(confirm.attr("data-word").await?.context("no word")?).await?;
    page.click("delete-commit").await?;
    page.gone("delete-commit", PATIENCE).await
}

/// Bug: sales of an import that was taken back, and brought back after a reload, were said to be
/// missing.
#[test]
fn takes_an_import_back_and_after_a_reload_not_after_all() {
    journey("import back and forth", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/data").await?;
        page.click("take-back").await?;
        saved(&page).await?;
        page.open("#/segments").await?;
        page.gone("pareto-chart", PATIENCE).await?;
        page.reload().await?;
        page.click("undo").await?;
        page.find("pareto-chart").await?;
        Ok(())
    });
}

/// Bug: every letter of a name was a change of its own.
#[test]
fn a_typed_name_is_one_step_to_undo() {
    journey("typed name", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        an_account(&page).await?;
        // The list before it has a heading as well.
        let field = async || Ok(page.driver.find(By::Css("textarea[aria-label=Name]")).await.ok());
        let name = until("the account's page", PATIENCE, field).await?;
        let heading = until("its heading", PATIENCE, async || page.heading().await).await?;
        name.send_keys(" and Sons").await?;
        saved(&page).await?;
        let heading_is = async |text: String| {
            until(&format!("the heading is {text}"), PATIENCE, async || {
                Ok((page.heading().await?.as_deref() == Some(text.as_str())).then_some(()))
            })
            .await
        };
        heading_is(format!("{heading} and Sons")).await?;
        page.click("undo").await?;
        heading_is(heading.clone()).await
    });
}

#[test]
fn looks_into_the_history_of_an_account_and_brings_a_note_back() {
    journey("history", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/data").await?;
        page.find("author-name").await?.send_keys("Anna Berg" + Key::Tab).await?;
        page.open("#/accounts").await?;
        an_account(&page).await?;
        note(&page, "First").await?;
        // Longer than what counts as one run of typing.
        tokio::time::sleep(std::time::Duration::from_millis(3_100)).await;
        note(&page, "Second").await?;
        page.reload().await?;
        page.click("account-more").await?;
        page.click("history").await?;
        page.text_that("history-rows", |text| {
            text.contains("First") && text.contains("Second") && text.contains("Anna Berg")
        })
        .await?;
        // The newest change is the first row, and what it replaced comes back.
        page.click("bring-back").await?;
        page.driver.action_chain().send_keys(Key::Escape).perform().await?;
        note_reads(&page, "First").await?;
        page.click("undo").await?;
        note_reads(&page, "Second").await
    });
}

#[test]
fn restores_a_backup_after_seeing_what_it_changes_and_takes_that_back() {
    journey("restore", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/data").await?;
        page.text_that("backup-status", |text| text.contains("No backup")).await?;
        let (file, _) = export_json(&page).await?;
        page.text_that("backup-status", |text| text.contains("Backed up")).await?;
        page.open("#/accounts").await?;
        let account = an_account(&page).await?;
        let before = page.find("account-notes").await?.prop("value").await?.unwrap_or_default();
        note(&page, "Written after the backup").await?;

        page.open("#/data").await?;
        page.upload("import-file", &file).await?;
        page.find("merge-preview").await?;
        page.click("merge-restore").await?;
        // It is built anew once the file was compared in the other way.
        until("what it would change is told", PATIENCE, async || {
            let fields = page.find("merge-fields").await?;
            if fields.text().await?.contains("Written after the backup") {
                return Ok(Some(()));
            }
            fields.find(By::Css("summary")).await?.click().await?;
            Ok(None)
        })
        .await?;
        page.click("merge-commit").await?;
        page.gone("merge-commit", PATIENCE).await?;
        saved(&page).await?;
        page.open(&account).await?;
        note_reads(&page, &before).await?;
        page.click("undo").await?;
        note_reads(&page, "Written after the backup").await
    });
}

#[test]
fn is_warned_of_a_backup_that_was_changed() {
    journey("altered backup", |page| async move {
        load_the_sample(&page).await?;
        let (file, _) = export_json(&page).await?;
        let altered = std::fs::read_to_string(file)?.replace("Ernst Handel", "Ernst Wandel");
        let temp = TempDir::new()?;
        page.upload("import-file", &temp.write("altered.json", altered)?).await?;
        page.find("merge-altered").await?;
        Ok(())
    });
}

/// The picker itself can't be driven; a folder of the browser's own stands for the one it would give.
#[test]
fn backs_up_into_a_folder_by_itself() {
    const FOLDER: &str = "window.showDirectoryPicker = () => navigator.storage.getDirectory();";
    const READ: &str = "
        const folder = await navigator.storage.getDirectory();
        for await (const [name, file] of folder.entries()) {
            if (name.startsWith('vital-few-')) return await (await file.getFile()).text();
        }
        return '';";
    journey("folder", |page| async move {
        load_the_sample(&page).await?;
        page.script(FOLDER).await?;
        page.open("#/data").await?;
        page.click("backup-folder").await?;
        page.find("backup-folder-state").await?;
        page.text_that("backup-status", |text| text.contains("Backed up")).await?;
        page.open("#/accounts").await?;
        an_account(&page).await?;
        note(&page, "Into the folder").await?;
        until("the note is in the folder", PATIENCE, async || {
            let text = page.script_async(READ).await?;
            Ok(text.as_str().is_some_and(|text| text.contains("Into the folder")).then_some(()))
        })
        .await?;
        // It is the folder's until somebody says stop, also after a reload.
        page.reload().await?;
        page.open("#/data").await?;
        page.find("backup-folder-state").await?;
        // Bug: deleting everything put an empty book in the backup's place.
        delete_everything(&page).await?;
        tokio::time::sleep(std::time::Duration::from_secs(7)).await;
        let kept = page.script_async(READ).await?;
        ensure!(kept.as_str().is_some_and(|text| text.contains("Into the folder")), "the backup was overwritten");
        Ok(())
    });
}

#[test]
fn is_reminded_of_a_backup_after_many_changes() {
    let add = format!("{ADD_PERSON} for (let at = 0; at < 60; at++) await add('Person ' + at);");
    journey("reminder", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        an_account(&page).await?;
        page.find("add-contact").await?;
        ensure!(!page.is_there("backup-reminder").await?, "one change is no reason to remind");
        page.script_async(&add).await?;
        page.find("backup-reminder").await?;
        page.download("backup-now").await?;
        page.gone("backup-reminder", PATIENCE).await?;
        page.text_that("backup-state", |text| text.contains("Backed up")).await?;
        Ok(())
    });
}

#[test]
fn reads_the_file_of_a_page_that_broke() {
    journey("raw file", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        let account = an_account(&page).await?;
        note(&page, "Before it broke").await?;
        // The recovery page and the crash screen save the same file.
        let directory = TempDir::new()?;
        let raw = page
            .script_async(
                "const click = HTMLAnchorElement.prototype.click;
                const saved = new Promise(resolve => {
                    HTMLAnchorElement.prototype.click = function () { resolve(fetch(this.href).then(file => file.text())); };
                });
                dispatchEvent(new Event('vital-few-save-raw'));
                const text = await saved;
                HTMLAnchorElement.prototype.click = click;
                return text;",
            )
            .await?;
        let raw = raw.as_str().context("no file was saved")?;
        let file = directory.write("raw.json", raw)?;

        delete_everything(&page).await?;
        page.open_afresh("#/").await?;
        page.find("load-sample").await?;

        page.upload("import-file", &file).await?;
        page.click("merge-commit").await?;
        page.gone("merge-commit", PATIENCE).await?;
        saved(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, SAMPLE_ACCOUNTS).await?;
        page.open(&account).await?;
        note_reads(&page, "Before it broke").await?;
        page.find("account-chart").await?;
        Ok(())
    });
}

// ---------------------------------------------------------------------------
// Names from elsewhere

/// Bug: a name of thousands of letters without a space made every page as wide as itself.
#[test]
fn a_name_of_thousands_of_letters_stretches_no_page() {
    journey("long name", |page| async move {
        let temp = TempDir::new()?;
        let name = "W".repeat(4_000);
        let rows = (1..=4).map(|month| format!("{name},2024-0{month}-15,{month},10.00\nBeta,2024-0{month}-16,,5.00\n"));
        let table = format!("Customer,Date,Order,Amount\n{}", rows.collect::<String>());
        page.open("#/data").await?;
        page.upload("import-file", &temp.write("names.csv", table)?).await?;
        page.enabled("import-commit", PATIENCE).await?;
        fits(&page, "the import").await?;
        page.click("import-commit").await?;
        page.gone("import-commit", PATIENCE).await?;
        saved(&page).await?;
        for route in ["#/segments", "#/accounts", "#/data"] {
            page.open(route).await?;
            fits(&page, route).await?;
        }
        page.open("#/accounts").await?;
        page.find("account-row").await?;
        let link = page.script("return document.querySelector('[data-account^=WWW] a').getAttribute('href')").await?;
        let route = link.as_str().context("the account has no address")?.to_owned();
        page.open(&route).await?;
        page.find("account-notes").await?;
        fits(&page, "the account").await
    });
}

/// Whether the page is no wider than its window.
async fn fits(page: &Page, what: &str) -> Result<()> {
    let widths = page.script("return [document.scrollingElement.scrollWidth, innerWidth]").await?;
    let [wide, window] = [0, 1].map(|at| widths[at].as_u64().unwrap_or_default());
    ensure!(wide <= window, "{what} is {wide} wide in a window of {window}");
    Ok(())
}
