//! The list of accounts as people use it all day: it remembers, it goes by keyboard, it says who is key.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{account_names, accounts_are, load_the_sample, saved};
use vital_few_e2e::{Page, csv, journey};

const SAMPLE_ACCOUNTS: usize = 96;

/// The account whose row has the focus.
async fn focused(page: &Page) -> Result<Option<String>> {
    let name = page.script("return document.activeElement.dataset.account || null").await?;
    Ok(name.as_str().map(Into::into))
}

async fn focus_is(page: &Page, name: &str) -> Result<()> {
    until(&format!("the focus on {name}"), PATIENCE, async || {
        Ok((focused(page).await?.as_deref() == Some(name)).then_some(()))
    })
    .await
}

async fn press(page: &Page, key: Key) -> Result<()> {
    page.driver.active_element().await?.send_keys(key + "").await?;
    Ok(())
}

/// The names of the first rows.
async fn first(page: &Page, count: usize) -> Result<Vec<String>> {
    Ok(account_names(page).await?.into_iter().take(count).collect())
}

#[test]
fn comes_back_to_the_list_as_it_was_left() {
    journey("list-remembers", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, SAMPLE_ACCOUNTS).await?;
        page.click("filter-A").await?;
        page.text_that("list-sum", |text| text.contains("34 of 96")).await?;
        page.click("filter-B").await?;
        accounts_are(&page, 61).await?;
        page.text_that("list-sum", |text| text.contains("61 of 96") && text.contains("95.3")).await?;
        let heads = "[...document.querySelectorAll('.accounts-table .sort')].find(head => head.innerText.includes('Last')).click()";
        page.script(heads).await?;
        let names = accounts_are(&page, 61).await?;
        // Far down, by keyboard.
        page.find("account-search").await?.send_keys(Key::Down + "").await?;
        focus_is(&page, &names[0]).await?;
        press(&page, Key::End).await?;
        focus_is(&page, &names[60]).await?;
        press(&page, Key::Up).await?;
        focus_is(&page, &names[59]).await?;
        let top = page.script("return scrollY").await?.as_f64().context("a number")?;
        ensure!(top > 300.0, "the last rows are in view: {top}");
        press(&page, Key::Enter).await?;
        let route = until("the account's address", PATIENCE, async || {
            Ok(Some(page.route().await?).filter(|route| route.starts_with("#/accounts/")))
        })
        .await?;
        page.text_that("next-account", |text| !text.is_empty()).await?;
        page.driver.back().await?;
        let again = accounts_are(&page, 61).await?;
        ensure!(again == names, "the same in the same order");
        focus_is(&page, &names[59]).await?;
        let back = page.script("return scrollY").await?.as_f64().context("a number")?;
        ensure!((back - top).abs() < 60.0, "scrolled {back} instead of {top}");
        // The next one of the list, not of all.
        page.driver.forward().await?;
        until("the account again", PATIENCE, async || Ok((page.route().await? == route).then_some(()))).await?;
        page.click("next-account").await?;
        until("the next account", PATIENCE, async || Ok(page.heading().await?.filter(|name| *name == names[60])))
            .await?;
        Ok(())
    });
}

#[test]
fn comes_back_to_the_dossiers_as_they_were_left() {
    journey("dossiers-remember", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts/dossiers").await?;
        page.click("dossiers-class-a").await?;
        let rows = async |count: usize| {
            let what = format!("{count} dossiers");
            until(&what, PATIENCE, async || Ok((page.all("dossier-row").await?.len() == count).then_some(()))).await
        };
        rows(34).await?;
        let opened = "const row = document.querySelectorAll('[data-testid=dossier-row]')[7]; row.querySelector('th a').click(); return row.dataset.account";
        let name = page.script(opened).await?.as_str().map(ToOwned::to_owned).context("a name")?;
        until("its page", PATIENCE, async || Ok(page.heading().await?.filter(|heading| *heading == name))).await?;
        page.text_that("next-account", |text| !text.is_empty()).await?;
        // Loaded anew it is still the same place in the same list.
        let place = "return document.querySelector('.steps').innerText";
        let before = page.script(place).await?;
        page.reload().await?;
        page.text_that("next-account", |text| !text.is_empty()).await?;
        ensure!(page.script(place).await? == before, "{before}");
        page.driver.back().await?;
        rows(34).await?;
        focus_is(&page, &name).await?;
        ensure!(page.route().await?.contains("whose=a"), "{}", page.route().await?);
        Ok(())
    });
}

#[test]
fn walks_the_list_by_keyboard_with_one_stop_for_tab() {
    journey("list-keys", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        let names = accounts_are(&page, SAMPLE_ACCOUNTS).await?;
        let stops = "return document.querySelectorAll('.accounts-table tbody [tabindex=\"0\"]').length";
        ensure!(page.script(stops).await? == Value::from(1));
        let inner = "return [...document.querySelectorAll('.accounts-table tbody :is(a, button)')].every(one => one.tabIndex < 0)";
        ensure!(page.script(inner).await? == Value::from(true));
        page.find("account-search").await?.send_keys(Key::Down + "").await?;
        focus_is(&page, &names[0]).await?;
        press(&page, Key::Down).await?;
        focus_is(&page, &names[1]).await?;
        press(&page, Key::End).await?;
        focus_is(&page, &names[SAMPLE_ACCOUNTS - 1]).await?;
        press(&page, Key::PageUp).await?;
        until("a page up", PATIENCE, async || {
            let now = focused(&page).await?;
            Ok(now.filter(|now| *now != names[SAMPLE_ACCOUNTS - 1]))
        })
        .await?;
        press(&page, Key::Home).await?;
        focus_is(&page, &names[0]).await?;
        ensure!(page.script(stops).await? == Value::from(1));
        Ok(())
    });
}

#[test]
fn finds_people_and_notes_and_says_so() {
    journey("list-search", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, SAMPLE_ACCOUNTS).await?;
        page.click("account-search").await?;
        page.find("account-search").await?.send_keys("mendel").await?;
        let found = accounts_are(&page, 1).await.context("the person")?;
        ensure!(found == ["Ernst Handel"], "found {found:?}");
        page.text_that("found-in", |text| text.contains("Roland Mendel")).await?;
        // The address follows when the typing has come to rest.
        until("the search is in the address", PATIENCE, async || {
            Ok(page.route().await?.contains("q=mendel").then_some(()))
        })
        .await?;
        page.reload().await?;
        accounts_are(&page, 1).await.context("after reloading")?;
        page.click("filter-clear").await?;
        accounts_are(&page, SAMPLE_ACCOUNTS).await?;
        page.click("account-search").await?;
        page.find("account-search").await?.send_keys("koniglich").await?;
        let found = accounts_are(&page, 1).await.context("without an umlaut")?;
        ensure!(found == ["Königlich Essen"], "found {found:?}");
        Ok(())
    });
}

#[test]
fn decides_who_is_key() {
    journey("key-accounts", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/segments").await?;
        let keys = until("the key accounts", PATIENCE, async || {
            let keys = page.all("key-account").await?;
            Ok((keys.len() == 16).then_some(keys))
        })
        .await?;
        ensure!(keys[0].attr("data-account").await?.as_deref() == Some("QUICK-Stop"));
        // The last of them is not key after all.
        ensure!(keys[15].attr("data-account").await?.as_deref() == Some("HILARION-Abastos"));
        keys[15].find(By::Css("[data-testid=key-no]")).await?.click().await?;
        until("one less", PATIENCE, async || Ok((page.all("key-account").await?.len() == 15).then_some(()))).await?;
        saved(&page).await?;
        page.open("#/accounts?key=yes").await?;
        let names = accounts_are(&page, 15).await?;
        ensure!(!names.contains(&"HILARION-Abastos".to_owned()));
        // Made key on its page, with the day.
        page.open("#/accounts?q=Chop-suey").await?;
        accounts_are(&page, 1).await?;
        page.find("account-search").await?.send_keys(Key::Enter + "").await?;
        page.click("fold-standing").await?;
        page.click("make-key").await?;
        page.text_that("account-key", |text| text.contains("confirmed on")).await?;
        // The figures don't say so, so it is asked why.
        page.find("key-why").await?.send_keys("Opens doors in Bern").await?;
        page.click("save-key-why").await?;
        page.text_that("account-key", |text| text.contains("Opens doors in Bern")).await?;
        page.find("key-tag").await?;
        saved(&page).await?;
        page.open("#/accounts?key=yes").await?;
        accounts_are(&page, 16).await?;
        // The decision goes with its reason.
        page.click("undo").await?;
        accounts_are(&page, 15).await?;
        page.click("undo").await?;
        accounts_are(&page, 16).await?;
        Ok(())
    });
}

/// On a phone the list comes first: its tools stand behind one button, and amounts are without their cents.
#[test]
fn a_phone_shows_the_list_before_its_tools() {
    journey("list-phone", |page| async move {
        load_the_sample(&page).await?;
        page.set_viewport(360, 740).await?;
        page.open("#/accounts").await?;
        let row = page.text_that("account-row", |text| text.contains("QUICK-Stop")).await?;
        ensure!(row.contains("110,277") && !row.contains("110,277.32"), "{row}");
        let copy = page.find("copy-list").await?;
        ensure!(!copy.is_displayed().await?, "the tools stand in the way");
        page.screenshot("accounts phone").await?;
        page.click("list-tools").await?;
        until("the tools", PATIENCE, async || Ok(copy.is_displayed().await?.then_some(()))).await?;
        page.click("list-tools").await?;
        until("the list alone", PATIENCE, async || Ok((!copy.is_displayed().await?).then_some(()))).await?;
        let chip = page.find("filter-A").await?;
        ensure!(!chip.is_displayed().await?, "the filters stand in the way");
        page.click("list-filters").await?;
        until("the filters", PATIENCE, async || Ok(chip.is_displayed().await?.then_some(()))).await?;
        page.click("filter-A").await?;
        accounts_are(&page, 34).await?;
        Ok(())
    });
}

#[test]
fn takes_the_list_along_and_chooses_columns() {
    journey("list-columns", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts?abc=A&sort=name").await?;
        let names = accounts_are(&page, 34).await?;
        ensure!(first(&page, 1).await? == ["Around the Horn"], "by name: {names:?}");
        page.click("export-menu").await?;
        let file = page.download("export-list-csv").await?;
        let lines = csv::records(&std::fs::read_to_string(&file)?);
        let head = lines.first().context("a head")?;
        let key = head.iter().position(|column| column == "key").context("a column of key accounts")?;
        ensure!(lines.len() == 35 && lines[1][0] == names[0], "{:?}", lines.get(1));
        ensure!(lines.iter().filter(|line| line[key] == "yes").count() == 3);
        page.click("columns").await?;
        page.click("column-level").await?;
        page.text_that("account-row", |text| text.contains("Major at risk") || text.contains("Loyal")).await?;
        page.reload().await?;
        page.text_that("account-row", |text| text.contains("Major at risk") || text.contains("Loyal")).await?;
        Ok(())
    });
}
