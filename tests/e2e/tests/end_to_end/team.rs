//! A colleague's leaving: what would be lost is told, the accounts are handed over one by one, Today knows of it, and
//! what was done is undone and exported like everything else.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use thirtyfour::prelude::*;
use vital_few::book::{Colleague, RecordId};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{export_json, load_the_sample, saved};
use vital_few_e2e::{Page, journey};

/// An account of the sample that Nancy Davolio answers for, and who is to take it.
const ACCOUNT: &str = "Save-a-lot Markets";
const TAKER: &str = "Janet Leverling";

fn leaver() -> RecordId {
    Colleague::id("Nancy Davolio")
}

async fn open_the_leaver(page: &Page) -> Result<()> {
    page.open(&format!("#/team/{}", leaver())).await?;
    page.text_that("colleague-name", |name| name.contains("Nancy Davolio")).await?;
    Ok(())
}

fn passing() -> String {
    format!("[data-testid=passing][data-account=\"{ACCOUNT}\"]")
}

/// Waits until the account's hand-over is open, or done.
async fn passing_is(page: &Page, state: &str) -> Result<()> {
    let read = format!("return document.querySelector('{}')?.dataset.state ?? ''", passing());
    until(&format!("{ACCOUNT} is {state}"), PATIENCE, async || Ok((page.script(&read).await? == state).then_some(())))
        .await
}

async fn press(page: &Page, what: &str) -> Result<()> {
    let found = format!("{} {what}", passing());
    let button = page.driver.find(By::Css(&*found)).await.with_context(|| found.clone())?;
    button.scroll_into_view().await?;
    button.click().await?;
    Ok(())
}

/// How many of the list are gone through.
async fn ticked(page: &Page) -> Result<Value> {
    page.script(&format!(
        "return document.querySelectorAll('{} [data-testid=passing-item] :checked').length",
        passing()
    ))
    .await
}

/// Waits until Today has the account's hand-over for this day, or hasn't.
async fn on_today(page: &Page, day: &str, there: bool) -> Result<()> {
    page.open("#/").await?;
    page.find("today-line").await?;
    let read = format!(
        "document.querySelectorAll('[data-testid=today-fold]').forEach(fold => {{ fold.open = true; }});
        return !!document.querySelector('[data-testid=today-line][data-kind=plan_action][data-account=\"{ACCOUNT}\"][data-due=\"{day}\"]')"
    );
    until(&format!("on Today: {there}"), PATIENCE, async || Ok((page.script(&read).await? == there).then_some(())))
        .await
}

#[test]
fn a_colleagues_leaving_is_handed_over() {
    journey("team-hand-over", |page| async move {
        load_the_sample(&page).await?;
        open_the_leaver(&page).await?;
        page.text_that("leave", |text| text.contains("If") && text.contains("Nancy Davolio")).await?;
        let owned = format!("[data-testid=owned-account][data-account=\"{ACCOUNT}\"]");
        page.driver.find(By::Css(&*owned)).await.context("she answers for it")?;
        page.click("hand-over-start").await?;
        passing_is(&page, "open").await?;
        page.script(&format!("document.querySelector('{}').open = true", passing())).await?;
        page.screenshot("hand-over").await?;

        // Who takes it, and by when.
        let give = format!(
            "const card = document.querySelector('{}');
            const taker = card.querySelector('[data-testid=passing-taker]');
            taker.selectedIndex = [...taker.options].findIndex(option => option.text.includes('{TAKER}'));
            taker.dispatchEvent(new Event('change', {{ bubbles: true }}));
            const until = card.querySelector('[data-testid=passing-until]');
            until.value = '1998-05-08';
            until.dispatchEvent(new Event('change', {{ bubbles: true }}));",
            passing()
        );
        page.script(&give).await?;
        let named = format!("return document.querySelector('{} [data-testid=passing-confirm]').textContent", passing());
        until("the taker is named", PATIENCE, async || {
            Ok(page.script(&named).await?.as_str().is_some_and(|text| text.contains(TAKER)).then_some(()))
        })
        .await?;

        // The list is gone through.
        press(&page, "[data-testid=passing-item] input").await?;
        until("one is ticked", PATIENCE, async || Ok((ticked(&page).await? == 1).then_some(()))).await?;
        press(&page, "[data-testid=passing-items-taken]").await?;
        until("she is named in nothing that is open", PATIENCE, async || {
            let button = format!("return !document.querySelector('{} [data-testid=passing-items-taken]')", passing());
            Ok((page.script(&button).await? == true).then_some(()))
        })
        .await?;
        saved(&page).await?;
        on_today(&page, "1998-05-08", true).await?;

        // The taker confirms: the account is theirs, and Today is rid of it; one undo takes both back.
        open_the_leaver(&page).await?;
        passing_is(&page, "open").await?;
        page.script(&format!("document.querySelector('{}').open = true", passing())).await?;
        press(&page, "[data-testid=passing-confirm]").await?;
        passing_is(&page, "done").await?;
        let is_owned = format!("return !!document.querySelector('{owned}')");
        ensure!(page.script(&is_owned).await? == false, "she answers for it no more");
        page.click("undo").await?;
        passing_is(&page, "open").await?;
        ensure!(page.script(&is_owned).await? == true, "and does again");
        page.click("redo").await?;
        passing_is(&page, "done").await?;
        page.screenshot("handed over").await?;
        saved(&page).await?;
        on_today(&page, "1998-05-08", false).await?;

        // The export keeps all of it.
        let (_, json) = export_json(&page).await?;
        let taker = Colleague::id(TAKER).to_string();
        let records = json["book"].as_object().context("the book's records")?;
        let value = |record: &Value, field: &str| record["fields"][field]["v"].clone();
        let of_account = |record: &&Value| record["kind"] == "account" && value(record, "name") == ACCOUNT;
        let account = records.values().find(of_account).context("the account")?;
        ensure!(value(account, "owner") == taker.as_str(), "{account}");
        let handed = |record: &&Value| record["kind"] == "hand_over" && value(record, "to") == taker.as_str();
        let handed = records.values().find(handed).context("the hand-over")?;
        ensure!(value(handed, "from") == leaver().to_string().as_str(), "{handed}");
        ensure!(value(handed, "confirmed_on") == "1998-05-06" && value(handed, "until") == "1998-05-08", "{handed}");
        Ok(())
    });
}

#[test]
fn skills_stand_in_one_matrix_and_are_assessed_where_they_stand() {
    journey("team-skills", |page| async move {
        load_the_sample(&page).await?;
        page.open(&format!("#/team/{}", Colleague::id("Margaret Peacock"))).await?;
        page.text_that("skills", |text| text.contains("The customer’s business")).await?;
        let apart = "return [...document.querySelectorAll('[data-testid=skill]:has([data-apart])')].map(row => row.dataset.skill)";
        ensure!(page.script(apart).await? == serde_json::json!(["business"]), "the views part on one");
        page.screenshot("skills").await?;
        // The manager sees it otherwise today.
        let row = "[data-testid=skill][data-skill=foresight] [data-testid=skill-open]";
        let open = page.driver.find(By::Css(row)).await?;
        open.scroll_into_view().await?;
        open.click().await?;
        page.find("record-form").await?;
        let choose = "const select = document.querySelector('[data-testid=record-form] select[data-field=manager]');
            select.value = '1';
            select.dispatchEvent(new Event('change', { bubbles: true }));";
        page.script(choose).await?;
        until("the views part on two", PATIENCE, async || {
            Ok((page.script(apart).await? == serde_json::json!(["business", "foresight"])).then_some(()))
        })
        .await?;
        page.click("form-close").await?;
        page.click("undo").await?;
        until("and on one again", PATIENCE, async || {
            Ok((page.script(apart).await? == serde_json::json!(["business"])).then_some(()))
        })
        .await
    });
}
