//! The page opens without a network from the second time on, and a new build takes over when nothing is typed.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::{Page, dist, journey_with, shipped, steps};

/// Every page, by an address that shows it.
const PAGES: [&str; 14] = [
    "#/",
    "#/segments",
    "#/segments/movement",
    "#/segments/concentration",
    "#/segments/strategy",
    "#/accounts/dossiers",
    "#/competitors",
    "#/negotiations",
    "#/prospects",
    "#/plans",
    "#/losses",
    "#/service",
    "#/team",
    "#/accounts",
];

#[test]
fn every_page_opens_without_a_network() {
    journey_with("offline", |stage| async move {
        let page = stage.open().await?;
        steps::load_the_sample(&page).await?;
        kept(&page, "en").await?;
        page.script("document.querySelector('[data-testid=language]').value = 'fa'").await?;
        page.script(
            "document.querySelector('[data-testid=language]').dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await?;
        kept(&page, "fa").await?;
        stage.go_offline(true);
        for route in PAGES {
            page.open_afresh(route).await.with_context(|| format!("{route} without a network"))?;
            ensure!(!page.is_there("part-failed").await?, "a part of {route} isn't kept");
        }
        let account = steps::an_account(&page).await?;
        ensure!(account.starts_with("#/accounts/"), "{account}");
        page.screenshot("offline").await?;
        page.reload().await?;
        ensure!(page.script("return document.documentElement.lang").await? == "fa", "the language is another");
        // A file is read without a network as well.
        ensure!(page.script_async("return (await fetch('import-worker_bg.wasm')).ok").await? == true, "no worker");
        Ok(())
    });
}

#[test]
fn a_new_build_waits_until_nothing_is_typed_and_the_old_one_keeps_its_parts() {
    journey_with("a new build", |stage| async move {
        let page = stage.open().await?;
        steps::load_the_sample(&page).await?;
        let before = kept(&page, "en").await?;
        // From here on the page comes from what is kept.
        page.open_afresh("#/data").await?;
        page.find("delete-all").await?;

        let newer = stage.directory().join("newer");
        copy_changed(&newer, &before)?;
        stage.publish(&newer);
        page.script("window.isTheSame = true").await?;
        page.script_async("await (await navigator.serviceWorker.getRegistration()).update()").await?;
        until("the new build waits", PATIENCE * 4, async || {
            let waits = "return !!(await navigator.serviceWorker.getRegistration()).waiting";
            Ok((page.script_async(waits).await? == true).then_some(()))
        })
        .await?;
        // A page that wasn't shown before needs parts the host needn't have any more.
        stage.go_offline(true);
        page.script("location.hash = '#/team'").await?;
        until("the team is there", PATIENCE, async || Ok(page.heading().await?.filter(|said| said.contains("Team"))))
            .await?;
        ensure!(
            page.script("return window.isTheSame").await? == true,
            "the page was taken away under somebody's hands"
        );

        stage.go_offline(false);
        page.reload().await?;
        until("the new build is used", PATIENCE, async || {
            let names = page.script_async("return await caches.keys()").await?;
            Ok((names == json!([NEWER])).then_some(()))
        })
        .await?;
        page.open_afresh("#/accounts").await?;
        steps::accounts_are(&page, steps::SAMPLE_ACCOUNTS).await?;
        page.console_errors().await?;
        Ok(())
    });
}

/// What the newer build is called.
const NEWER: &str = "vital-few-newer";

/// A release that calls itself another.
fn copy_changed(to: &Path, before: &str) -> Result<()> {
    let from = dist()?;
    for name in shipped()? {
        let target = to.join(&name);
        std::fs::create_dir_all(target.parent().unwrap_or(to))?;
        if name == "service_worker.js" {
            let script = std::fs::read_to_string(from.join(&name))?;
            ensure!(script.contains(before), "the service worker doesn't name its build");
            std::fs::write(&target, script.replace(before, NEWER))?;
        } else {
            std::fs::copy(from.join(&name), &target)?;
        }
    }
    Ok(())
}

/// Waits until a build is kept with the texts of a language, and returns what it is called.
async fn kept(page: &Page, language: &str) -> Result<String> {
    let texts = shipped()?.iter().filter(|name| name.contains(&format!("/text/{language}/"))).count();
    let script = format!(
        "const registration = await navigator.serviceWorker.getRegistration();
        const [name] = await caches.keys();
        if (!registration?.active || !name) return null;
        const kept = (await (await caches.open(name)).keys()).map(request => request.url);
        const texts = kept.filter(url => url.includes('/text/{language}/')).length;
        return texts === {texts} ? name : null"
    );
    // Hundreds of files, one after the other, beside everything else.
    until("the build is kept", PATIENCE * 4, async || Ok(page.script_async(&script).await?.as_str().map(str::to_owned)))
        .await
}
