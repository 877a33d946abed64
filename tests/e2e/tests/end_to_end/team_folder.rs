//! A folder that a team shares: each page keeps a file of its own in it and offers what the others' bring. The picker is
//! a fake; the folder it gives is a real one, of the browser's own file system.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{export_json, first_visit, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, journey_of_two};

/// In 2020.
const STAMP: &str = "16f5e66e800-0-100000001";
const ACCOUNT: &str = "0190e000-0000-7000-8000-000000000001";

fn book() -> String {
    json!({ "format": "vital-few", "version": 6, "exported_at": "2026-01-01T00:00:00Z", "book": {
        ACCOUNT: { "kind": "account", "fields": { "name": { "v": "Alfa", "s": STAMP } } },
    }, "ledger": { "batches": {} } })
    .to_string()
}

/// From now until it is loaded anew the page's picker gives the browser's own folder.
async fn fake_the_picker(page: &Page) -> Result<()> {
    page.script("window.showDirectoryPicker = () => navigator.storage.getDirectory();").await?;
    Ok(())
}

/// The names of the files in the folder, sorted, or the text of one.
async fn names(page: &Page) -> Result<Vec<String>> {
    let names = page
        .script_async(
            "const names = [];
            for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
            return names.sort();",
        )
        .await?;
    Ok(serde_json::from_value(names)?)
}

async fn read(page: &Page, name: &str) -> Result<String> {
    let script = format!(
        "const folder = await navigator.storage.getDirectory();
        return await (await (await folder.getFileHandle({})).getFile()).text();",
        Value::from(name)
    );
    page.script_async(&script).await?.as_str().map(ToOwned::to_owned).context("no text")
}

/// Puts a file into the folder, as the drive brings a colleague's.
async fn put(page: &Page, name: &str, text: &str) -> Result<()> {
    let script = format!(
        "const folder = await navigator.storage.getDirectory();
        const stream = await (await folder.getFileHandle({}, {{ create: true }})).createWritable();
        await stream.write({});
        await stream.close();",
        Value::from(name),
        Value::from(text)
    );
    page.script_async(&script).await?;
    Ok(())
}

/// Writes the notes of the account.
async fn write(page: &Page, text: &str) -> Result<()> {
    page.open(&format!("#/accounts/{ACCOUNT}")).await?;
    page.find("account-notes").await?;
    page.script(&format!(
        "const field = document.querySelector('[data-testid=account-notes]');
        field.value = {};
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));",
        Value::from(text)
    ))
    .await?;
    saved(page).await
}

#[test]
fn a_team_shares_a_folder() {
    journey_of_two("team folder", |ana, bo| async move {
        let temp = TempDir::new()?;
        let begin = temp.write("book.json", book())?;
        for page in [&ana, &bo] {
            first_visit(page).await?;
            page.open("#/data").await?;
            page.upload("import-file", &begin).await?;
            page.enabled("merge-commit", PATIENCE).await?;
            page.click("merge-commit").await?;
            page.gone("merge-commit", PATIENCE).await?;
            saved(page).await?;
        }
        // Bo writes something that Ana hasn't.
        write(&bo, "Bo was here").await?;
        let (_, theirs) = export_json(&bo).await?;

        ana.open("#/data").await?;
        fake_the_picker(&ana).await?;
        ana.click("team-folder").await?;
        let own = until("one's own file", PATIENCE, async || {
            Ok(names(&ana).await?.into_iter().find(|name| name.starts_with("vital-few-")))
        })
        .await?;
        let before = read(&ana, &own).await?;
        ensure!(before.contains("Alfa"), "it holds the book");
        ensure!(!ana.is_there("team-news").await?, "nobody else wrote anything");

        // The drive brings Bo's file and one that is half there.
        put(&ana, "vital-few-Bo.json", &theirs.to_string()).await?;
        put(&ana, "vital-few-Cy.json", "{\"format\":\"vital-few\",\"vers").await?;
        ana.click("team-folder-again").await?;
        ana.text_that("team-news", |text| text.contains("vital-few-Bo.json")).await?;
        ana.text_that("team-broken", |text| text.contains("vital-few-Cy.json")).await?;

        // On opening it is offered where the day begins.
        ana.open_afresh("#/").await?;
        ana.find("team-news").await?;
        ana.click("team-look").await?;
        ana.find("merge-preview").await?;
        ana.enabled("merge-commit", PATIENCE).await?;
        ana.click("merge-commit").await?;
        ana.gone("merge-commit", PATIENCE).await?;
        saved(&ana).await?;
        let (_, mine) = export_json(&ana).await?;
        ensure!(mine["book"][ACCOUNT]["fields"]["notes"]["v"] == "Bo was here");

        // It is offered no more; one's own file follows, and nobody else's was written.
        ana.gone("team-news", PATIENCE).await?;
        until("one's own file has it", PATIENCE, async || {
            Ok(read(&ana, &own).await?.contains("Bo was here").then_some(()))
        })
        .await?;
        ensure!(read(&ana, "vital-few-Bo.json").await? == theirs.to_string());
        ensure!(names(&ana).await?.len() == 3);

        // What Ana writes is in her file without anybody asking, and the drive brings it to Bo.
        write(&ana, "Ana was here").await?;
        until("one's own file follows", PATIENCE, async || {
            Ok(read(&ana, &own).await?.contains("Ana was here").then_some(()))
        })
        .await?;
        bo.open("#/data").await?;
        fake_the_picker(&bo).await?;
        put(&bo, &own, &read(&ana, &own).await?).await?;
        bo.click("team-folder").await?;
        bo.text_that("team-news", |text| text.contains(&own)).await?;
        // Whoever begins the day is told as well, though the folder was chosen a moment ago.
        bo.open("#/").await?;
        bo.text_that("team-news", |text| text.contains(&own)).await?;
        bo.click("team-look").await?;
        bo.find("merge-preview").await?;
        bo.enabled("merge-commit", PATIENCE).await?;
        bo.click("merge-commit").await?;
        bo.gone("merge-commit", PATIENCE).await?;
        saved(&bo).await?;
        let (_, there) = export_json(&bo).await?;
        ensure!(there["book"][ACCOUNT]["fields"]["notes"]["v"] == "Ana was here");

        // Nothing is new to write where nothing changed.
        let written = read(&ana, &own).await?;
        ana.open("#/data").await?;
        ana.click("team-folder-again").await?;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        ensure!(read(&ana, &own).await? == written);
        ana.click("team-folder-stop").await?;
        ana.find("team-folder").await?;
        ensure!(!ana.is_there("team-news").await?);
        Ok(())
    });
}
