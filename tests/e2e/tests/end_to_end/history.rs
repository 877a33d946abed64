//! What a person does with the history of an account, its competitors and its white space. Each test is
//! one journey in a browser of its own.

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{load_the_sample, saved};
use vital_few_e2e::{Page, journey};

/// Opens the dossier of an account by its name.
async fn open_account(page: &Page, name: &str) -> Result<()> {
    page.open("#/accounts").await?;
    page.find("account-row").await?;
    page.find("account-search").await?.send_keys(name).await?;
    let is_first =
        format!("return document.querySelector('[data-testid=account-row]')?.dataset.account === {}", json!(name));
    until("it is the first row", PATIENCE, async || Ok((page.script(&is_first).await? == true).then_some(()))).await?;
    page.find("account-search").await?.send_keys(Key::Enter + "").await?;
    until("the account's name", PATIENCE, async || {
        Ok(page.heading().await?.filter(|heading| heading.contains(name)).map(|_| ()))
    })
    .await
}

/// Types into a field of the open form and leaves it, as by hand.
async fn fill(page: &Page, field: &str, text: &str) -> Result<()> {
    let selector = format!("[data-testid=record-form] [data-field={field}]");
    let input =
        until(&format!("the field {field}"), PATIENCE, async || Ok(Some(page.driver.find(By::Css(&selector)).await?)))
            .await?;
    input.send_keys(text).await?;
    input.send_keys(Key::Tab + "").await?;
    Ok(())
}

/// Gives a field of the open form a value at once: a day is typed in another order in every locale.
async fn set(page: &Page, field: &str, value: &str) -> Result<()> {
    let script = format!(
        "const field = document.querySelector('[data-testid=record-form] [data-field={field}]');\
         field.value = '{value}';\
         field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    page.script(&script).await?;
    Ok(())
}

/// The day the book is read on, so many days later.
async fn days_from_today(page: &Page, days: i32) -> Result<String> {
    let script = format!(
        "const day = new Date(); day.setDate(day.getDate() + {days});\
         return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(n => String(n).padStart(2, '0')).join('-')"
    );
    Ok(page.script(&script).await?.as_str().unwrap_or_default().to_owned())
}

/// How many entries of each kind are in the timeline as it is now.
async fn entries(page: &Page, kind: &str) -> Result<usize> {
    let found = page.driver.find_all(By::Css(format!("[data-testid=timeline-entry][data-kind={kind}]"))).await?;
    Ok(found.len())
}

#[test]
fn keeps_a_promise_by_keyboard() {
    journey("promise", |page| async move {
        load_the_sample(&page).await?;
        open_account(&page, "Alfreds Futterkiste").await?;
        let before = page.all("upcoming-entry").await?.len();
        page.enabled("add-entry", PATIENCE).await?.send_keys(Key::Enter + "").await?;
        page.enabled("add-promise", PATIENCE).await?.send_keys(Key::Enter + "").await?;
        page.find("record-form").await?;
        fill(&page, "what", "a sample of the new tea").await?;
        let due = days_from_today(&page, 9).await?;
        // The sample is read on a day of its own.
        set(&page, "due", &due).await?;
        page.driver.active_element().await?.send_keys(Key::Escape + "").await?;
        page.gone("record-form", PATIENCE).await?;
        let active = page.driver.active_element().await?.attr("data-testid").await?;
        ensure!(active.as_deref() == Some("add-entry"), "the focus is on {active:?}");
        page.text_that("upcoming-entry", |text| text.contains("a sample of the new tea") && text.contains("due in"))
            .await?;
        ensure!(entries(&page, "promise").await? >= 1);

        page.enabled("upcoming-kept", PATIENCE).await?.send_keys(Key::Enter + "").await?;
        until("it is no longer to come", PATIENCE, async || {
            Ok((page.all("upcoming-entry").await?.len() == before).then_some(()))
        })
        .await?;
        page.text_that("timeline-entry", |text| text.contains("a sample of the new tea") && text.contains("kept on"))
            .await?;
        page.click("undo").await?;
        page.text_that("upcoming-entry", |text| text.contains("a sample of the new tea")).await?;
        saved(&page).await
    });
}

/// Bug: the page stopped when it was left with the focus on the menu that a form was opened from.
#[test]
fn a_page_is_left_with_the_focus_in_a_menu() {
    journey("left with a menu", |page| async move {
        load_the_sample(&page).await?;
        open_account(&page, "QUICK-Stop").await?;
        let before = entries(&page, "satisfaction_interview").await?;
        page.click("add-entry").await?;
        page.click("add-satisfaction_interview").await?;
        fill(&page, "bothers", "Invoices come late").await?;
        page.click("form-done").await?;
        page.gone("record-form", PATIENCE).await?;
        ensure!(entries(&page, "satisfaction_interview").await? == before + 1);
        let active = page.driver.active_element().await?.attr("data-testid").await?;
        ensure!(active.as_deref() == Some("add-entry"), "the focus is on {active:?}");
        page.script("location.hash = '#/data'").await?;
        page.find("delete-all").await?;
        Ok(())
    });
}

#[test]
fn one_kind_alone_is_shown_on_demand() {
    journey("history-filter", |page| async move {
        load_the_sample(&page).await?;
        open_account(&page, "Save-a-lot Markets").await?;
        page.find("timeline").await?;
        // What is long is cut until somebody asks.
        page.click("history-all").await?;
        page.gone("history-all", PATIENCE).await?;
        let shown = entries(&page, "order").await?;
        ensure!(shown > 8, "{shown} orders");
        page.click("add-entry").await?;
        page.click("add-complaint").await?;
        fill(&page, "subject", "Broken jars").await?;
        page.click("form-done").await?;
        page.text_that("timeline-entry", |text| text.contains("Broken jars")).await?;

        page.click("history-filter-complaint").await?;
        until("complaints alone", PATIENCE, async || Ok((entries(&page, "order").await? == 0).then_some(()))).await?;
        ensure!(entries(&page, "complaint").await? >= 1);
        let chip = page.find("history-filter-complaint").await?;
        ensure!(chip.attr("aria-pressed").await?.as_deref() == Some("true"));
        page.click("history-filter-order").await?;
        until("orders as well", PATIENCE, async || Ok((entries(&page, "order").await? >= shown).then_some(()))).await?;
        page.click("history-filter-order").await?;
        page.click("history-filter-complaint").await?;
        page.find("history-search").await?.send_keys("broken JARS").await?;
        until("what was searched for", PATIENCE, async || {
            Ok((page.all("timeline-entry").await?.len() == 1).then_some(()))
        })
        .await
    });
}

#[test]
fn a_competitor_is_created_by_its_name_and_met_on_its_page() {
    journey("competitor", |page| async move {
        load_the_sample(&page).await?;
        open_account(&page, "Alfreds Futterkiste").await?;
        page.click("fold-competitors").await?;
        page.click("add-rivalry").await?;
        fill(&page, "competitor", "Tee und Meer").await?;
        fill(&page, "supplies", "Tea, every second week").await?;
        page.click("form-done").await?;
        page.text_that("rival", |text| text.contains("Tee und Meer") && text.contains("every second week")).await?;
        let rivals = page.all("rival").await?;
        for rival in rivals {
            if rival.text().await?.contains("Tee und Meer") {
                let link = rival.find(By::Css("[data-testid=rival-page]")).await?;
                link.scroll_into_view().await?;
                link.click().await?;
                break;
            }
        }
        until("its page", PATIENCE, async || {
            Ok(page.heading().await?.filter(|heading| heading.contains("Tee und Meer")).map(|_| ()))
        })
        .await?;
        page.text_that("competitor-account", |text| text.contains("Alfreds Futterkiste")).await?;
        let route = page.route().await?;

        // It is asked before what is used goes.
        page.click("competitor-delete").await?;
        page.click("competitor-delete-anyway").await?;
        until("the list", PATIENCE, async || Ok((page.route().await? == "#/competitors").then_some(()))).await?;
        page.open(&route).await?;
        until("that it is gone", PATIENCE, async || {
            Ok(page.heading().await?.filter(|heading| heading.contains("no such competitor")).map(|_| ()))
        })
        .await?;
        page.click("undo").await?;
        page.text_that("competitor-account", |text| text.contains("Alfreds Futterkiste")).await?;
        saved(&page).await
    });
}

/// The share of the wallet of a group, as it is shown.
async fn share(page: &Page, group: &str) -> Result<String> {
    let row = page.driver.find(By::Css(format!("[data-testid=space-row][data-group='{group}']"))).await?;
    Ok(row.find(By::Css("[data-testid=space-share]")).await?.text().await?)
}

#[test]
fn the_share_of_the_wallet_follows_what_is_known_of_their_spend() {
    journey("white-space", |page| async move {
        load_the_sample(&page).await?;
        open_account(&page, "QUICK-Stop").await?;
        page.click("fold-space").await?;
        page.find("space-row").await?;
        let row = page.driver.find(By::Css("[data-testid=space-row][data-group=Beverages]")).await?;
        let open = row.find(By::Css("[data-testid=space-open]")).await?;
        open.scroll_into_view().await?;
        open.click().await?;
        page.find("record-form").await?;
        let script = "const field = document.querySelector('[data-testid=record-form] [data-field=spend]');\
                      field.value = ''; field.dispatchEvent(new Event('change', { bubbles: true }));";
        page.script(script).await?;
        fill(&page, "spend", "1000000").await?;
        until("a share", PATIENCE, async || {
            Ok(Some(share(&page, "Beverages").await?).filter(|text| text.contains('%')))
        })
        .await?;
        page.click("form-done").await?;
        page.text_that("space-reading", |text| text.contains("is ours")).await?;

        // A group the files don't name is added by its name.
        page.click("add-space").await?;
        page.find("space-name").await?.send_keys("Ice cream").await?;
        page.find("space-name").await?.send_keys(Key::Enter + "").await?;
        page.find("record-form").await?;
        fill(&page, "note", "From spring on").await?;
        page.click("form-done").await?;
        page.text_that("space-row", |text| text.contains("Ice cream") && text.contains("From spring on")).await?;
        saved(&page).await
    });
}
