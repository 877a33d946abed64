//! Service: requests, complaints and deliveries of all accounts in one list, the clock that measures them, and the
//! health of relationships.

use anyhow::{Context, Result, ensure};
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{load_the_sample, saved};
use vital_few_e2e::{Page, csv, journey};

/// A case of the list, as it tells itself.
#[derive(Debug)]
struct Case {
    kind: String,
    group: String,
    account: String,
    text: String,
}

async fn cases(page: &Page) -> Result<Vec<Case>> {
    let read = "return [...document.querySelectorAll('[data-testid=service-case]')]
        .map(row => [row.dataset.kind, row.dataset.group, row.dataset.account, row.innerText])";
    let found: Vec<[String; 4]> = serde_json::from_value(page.script(read).await?)?;
    Ok(found.into_iter().map(|[kind, group, account, text]| Case { kind, group, account, text }).collect())
}

async fn open_service(page: &Page) -> Result<()> {
    load_the_sample(page).await?;
    page.open("#/service").await?;
    page.find("service-case").await?;
    Ok(())
}

/// Presses what can be done about the case that says this.
async fn press(page: &Page, says: &str, act: &str) -> Result<()> {
    let script = format!(
        "const row = [...document.querySelectorAll('[data-testid=service-case]')].find(row => row.innerText.includes('{says}'));
        row.querySelector('[data-testid={act}]').click()"
    );
    page.script(&script).await?;
    Ok(())
}

/// Waits until the case that says one thing says another as well.
async fn says(page: &Page, case: &str, what: &str) -> Result<()> {
    until(&format!("{case}: {what}"), PATIENCE, async || {
        let found = cases(page).await?;
        Ok(found.iter().any(|of| of.text.contains(case) && of.text.contains(what)).then_some(()))
    })
    .await
}

#[test]
fn tells_of_northwinds_deliveries_exactly() {
    journey("service", |page| async move {
        open_service(&page).await?;
        let short = page.find("service-short").await?.text().await?;
        ensure!(short.contains("772 of 809") && short.contains("95.4"), "{short}");
        ensure!(short.contains("21 more are open"), "{short}");
        page.screenshot("service").await?;
        let found = cases(&page).await?;
        let order = found.iter().find(|case| case.text.contains("11008")).context("order 11008")?;
        ensure!((order.kind.as_str(), order.account.as_str()) == ("order", "Ernst Handel"), "{order:?}");
        ensure!(order.group == "pressing" && order.text.contains("open, not late"), "{order:?}");
        ensure!(found.iter().any(|case| case.group == "with_them"), "one waits for the customer: {found:?}");
        let deliveries = page.find("service-deliveries").await?.text().await?;
        ensure!(deliveries.contains("37 of 809 orders came late"), "{deliveries}");
        let file = std::fs::read_to_string(page.download("export-on-time-csv").await?)?;
        let table: Vec<Vec<String>> = csv::records(&file).into_iter().skip(1).collect();
        let sum = |column: usize| table.iter().filter_map(|line| line[column].parse::<usize>().ok()).sum::<usize>();
        ensure!([2, 3, 4, 5].map(sum) == [830, 772, 37, 21], "{:?}", [2, 3, 4, 5].map(sum));
        let file = std::fs::read_to_string(page.download("export-service-csv").await?)?;
        let orders = csv::records(&file).into_iter().filter(|line| line[0] == "order").count();
        ensure!(orders == 21, "{orders} orders are open");
        Ok(())
    });
}

#[test]
fn a_request_goes_step_by_step_in_one_click_each_and_back() {
    journey("service-request", |page| async move {
        open_service(&page).await?;
        let case = "raw milk";
        says(&page, case, "not answered").await?;
        press(&page, case, "case-answer").await?;
        says(&page, case, "answered after").await?;
        press(&page, case, "case-wait").await?;
        says(&page, case, "their turn").await?;
        press(&page, case, "case-go-on").await?;
        says(&page, case, "answered after").await?;
        press(&page, case, "case-resolve").await?;
        until("it is closed", PATIENCE, async || {
            Ok(cases(&page).await?.iter().all(|of| !of.text.contains(case)).then_some(()))
        })
        .await?;
        page.click("service-closed").await?;
        says(&page, case, "resolved").await?;
        press(&page, case, "case-reopen").await?;
        says(&page, case, "answered after").await?;
        saved(&page).await?;
        page.click("undo").await?;
        says(&page, case, "resolved").await?;
        Ok(())
    });
}

#[test]
fn other_targets_make_other_figures_and_undo_brings_the_first_back() {
    journey("service-settings", |page| async move {
        open_service(&page).await?;
        let before = page.find("service-short").await?.text().await?;
        page.click("service-settings").await?;
        let answer = page.find("answer-within").await?;
        answer.send_keys(Key::Control + "a").await?;
        answer.send_keys("400").await?;
        page.screenshot("service settings").await?;
        let monday = page.find("weekday-0").await?;
        monday.send_keys(Key::Control + "a").await?;
        monday.send_keys("17-9").await?;
        until("nonsense isn't used", PATIENCE, async || {
            Ok((!page.find("service-use").await?.is_enabled().await?).then_some(()))
        })
        .await?;
        monday.send_keys(Key::Control + "a").await?;
        monday.send_keys("9-12, 13-17").await?;
        page.enabled("service-use", PATIENCE).await?;
        page.click("service-use").await?;
        page.text_that("service-short", |text| text.contains("target 400 h")).await?;
        page.click("undo").await?;
        page.text_that("service-short", |text| text == before).await?;
        Ok(())
    });
}

#[test]
fn whose_doing_a_late_order_is_makes_a_second_rate() {
    journey("service-whose", |page| async move {
        open_service(&page).await?;
        page.text_that("rate-own", |text| text.starts_with("95.5")).await?;
        let row = page.find("late-order").await?;
        row.find(By::Css("[data-testid=whose-doing]")).await?.click().await?;
        page.find("record-form").await?;
        let choose = "const field = document.querySelector('[data-testid=record-form] [data-field=fault]');
            field.value = 'theirs';
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        page.script(choose).await?;
        page.click("form-done").await?;
        page.text_that("rate-own", |text| text.starts_with("95.7")).await?;
        page.text_that("rate-all", |text| text.starts_with("95.4")).await?;
        Ok(())
    });
}

#[test]
fn a_request_that_comes_in_is_added_at_its_account() {
    journey("service-add", |page| async move {
        open_service(&page).await?;
        page.click("add-request").await?;
        page.find("add-case-account").await?.send_keys("QUICK-Stop").await?;
        page.enabled("add-case-commit", PATIENCE).await?;
        page.click("add-case-commit").await?;
        let subject = page.driver.query(By::Css("[data-testid=record-form] [data-field=subject]")).first().await?;
        subject.send_keys("Price list for the summer").await?;
        page.click("form-done").await?;
        says(&page, "Price list for the summer", "not answered").await
    });
}

#[test]
fn health_is_told_with_its_parts_and_overruled_with_a_reason() {
    journey("service-health", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        let file = std::fs::read_to_string(page.download("export-health-csv").await?)?;
        let mut table = csv::records(&file).into_iter();
        let head = table.next().context("a head")?;
        ensure!(head[..4] == ["account", "external_id", "score", "colour"] && head[14] == "stoppers", "{head:?}");
        let table: Vec<Vec<String>> = table.collect();
        let quick = table.iter().find(|line| line[1] == "QUICK").context("QUICK-Stop")?;
        ensure!(quick[3] == "red" && quick[14].contains("claim_past_deadline"), "{quick:?}");
        let link =
            "document.querySelector('[data-testid=account-row][data-account=\"QUICK-Stop\"] a.row-link').click()";
        page.script(link).await?;
        page.text_that("relation-health", |text| text.contains(quick[2].as_str())).await?;
        page.find("relation-stoppers").await?;
        let by_hand = page.find("set-health").await?;
        by_hand.find(By::Css("summary")).await?.click().await?;
        page.script("document.querySelector('[name=account-health][value=green]').click()").await?;
        page.find("health-reason").await?.send_keys("Their owner told me.").await?;
        page.screenshot("account health").await?;
        page.click("save-health").await?;
        page.text_that("relation-overruled", |text| text.contains("green") && text.contains("Their owner")).await?;
        page.click("undo").await?;
        page.gone("relation-overruled", PATIENCE).await?;
        Ok(())
    });
}
