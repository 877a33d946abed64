//! A person who asks to be erased: nothing this browser keeps has a word of them, no undo and no older file brings them
//! back, and the next file takes them out of a colleague's book.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{export_json, first_visit, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, journey_of_two};

/// In 2020.
const STAMP: &str = "16f5e66e800-0-100000001";
const ACCOUNT: &str = "0190e000-0000-7000-8000-000000000001";
const PERSON: &str = "0190e000-0000-7000-8000-000000000002";
const NOTE: &str = "0190e000-0000-7000-8000-000000000003";
const TOUCH: &str = "0190e000-0000-7000-8000-000000000004";

/// An account with a person, a note that names her, and a touch with her.
fn book() -> String {
    let said = |value: serde_json::Value| json!({ "v": value, "s": STAMP });
    json!({ "format": "vital-few", "version": 6, "exported_at": "2026-01-01T00:00:00Z", "book": {
        ACCOUNT: { "kind": "account", "fields": { "name": said(json!("Alfa")) } },
        PERSON: { "kind": "contact", "fields": { "account": said(json!(ACCOUNT)),
            "name": said(json!("Zora Vidmar")), "phone": said(json!("+386 41 777 111")) } },
        NOTE: { "kind": "note", "fields": { "account": said(json!(ACCOUNT)), "text": said(json!("Vidmarju is known the price")) } },
        TOUCH: { "kind": "interaction", "fields": { "account": said(json!(ACCOUNT)), "contacts": said(json!([PERSON])),
            "summary": said(json!("All is well")) } },
    }, "ledger": { "batches": {} } })
    .to_string()
}

async fn take(page: &Page, file: &Path) -> Result<()> {
    page.open("#/data").await?;
    page.upload("import-file", file).await?;
    page.find("merge-preview").await?;
    page.enabled("merge-commit", PATIENCE).await?;
    page.click("merge-commit").await?;
    page.gone("merge-commit", PATIENCE).await?;
    saved(page).await
}

/// Everything this browser keeps for the page, as text.
async fn kept(page: &Page) -> Result<String> {
    let texts = page
        .script_async(
            "const open = () => new Promise((done, failed) => {
                const asked = indexedDB.open('vital-few');
                asked.onsuccess = () => done(asked.result);
                asked.onerror = () => failed(asked.error);
            });
            const database = await open();
            const all = [JSON.stringify(Object.entries(localStorage))];
            for (const name of database.objectStoreNames) {
                const store = database.transaction(name).objectStore(name);
                for (const ask of ['getAll', 'getAllKeys']) {
                    all.push(JSON.stringify(await new Promise(done => {
                        const asked = store[ask]();
                        asked.onsuccess = () => done(asked.result);
                    })));
                }
            }
            database.close();
            return all.join('\\n');",
        )
        .await?;
    texts.as_str().map(ToOwned::to_owned).context("no text")
}

/// Waits until nothing that is kept has a word of her: local storage follows in its own time.
async fn nothing_is_kept_of_her(page: &Page) -> Result<()> {
    until("nothing is kept of her", PATIENCE, async || {
        let kept = kept(page).await?;
        let left = ["Zora", "Vidmar", "777 111"].iter().any(|word| kept.contains(word));
        Ok((!left && kept.contains("Alfa")).then_some(()))
    })
    .await
}

async fn is_nowhere(page: &Page) -> Result<()> {
    let (_, export) = export_json(page).await?;
    let text = export.to_string();
    ensure!(!text.contains("Zora") && !text.contains("777 111"), "she is in the export");
    ensure!(export["book"][PERSON]["fields"]["erased"]["v"] == true, "there is no tombstone");
    ensure!(export["book"][TOUCH]["fields"]["summary"]["v"] == "All is well", "the touch itself stays");
    ensure!(export["book"][TOUCH]["fields"]["contacts"]["v"].is_null(), "the touch names her");
    Ok(())
}

#[test]
fn who_is_erased_is_kept_nowhere_and_comes_back_nowhere() {
    journey_of_two("erasing", |ana, bo| async move {
        let temp = TempDir::new()?;
        let begin = temp.write("book.json", book())?;
        for page in [&ana, &bo] {
            first_visit(page).await?;
            take(page, &begin).await?;
        }
        // Before: a change that could be undone, and a file that leaves.
        let (older, _) = export_json(&ana).await?;
        ana.open(&format!("#/accounts/{ACCOUNT}/people")).await?;
        ana.click("people-cards").await?;
        ana.click("open-person").await?;
        ana.click("erase-person").await?;
        ana.find("erase-counts").await?;
        ensure!(ana.all("erase-mention").await?.len() == 1, "the note names her");
        ensure!(!ana.all("erase-file").await?.is_empty(), "the file that left is told");
        let commit = ana.find("erase-commit").await?;
        let is_barred = commit.attr("aria-disabled").await?.as_deref() == Some("true") || !commit.is_enabled().await?;
        ensure!(is_barred, "nothing was typed yet");
        ana.click("erase-mention").await?;
        ana.find("erase-confirm").await?.send_keys("Zora Vidmar").await?;
        ana.enabled("erase-commit", PATIENCE).await?;
        ana.click("erase-commit").await?;
        ana.find("erased").await?;
        saved(&ana).await?;
        nothing_is_kept_of_her(&ana).await?;

        // No way back: what can still be undone is the merge before it, and doing that again brings nobody back.
        ana.reload().await?;
        is_nowhere(&ana).await?;
        ana.click("undo").await?;
        ana.click("redo").await?;
        saved(&ana).await?;
        is_nowhere(&ana).await?;
        nothing_is_kept_of_her(&ana).await?;

        // An older file knows her, and is read; she isn't taken over.
        ana.open("#/data").await?;
        ana.upload("import-file", &older).await?;
        ana.find("merge-preview").await?;
        ana.open_afresh("#/data").await?;
        nothing_is_kept_of_her(&ana).await?;

        // Bo has her until he takes Ana's next file.
        bo.open("#/data").await?;
        ensure!(kept(&bo).await?.contains("Zora"));
        let (newer, _) = export_json(&ana).await?;
        take(&bo, &newer).await?;
        nothing_is_kept_of_her(&bo).await?;
        is_nowhere(&bo).await
    });
}
