//! Winning back: a lost account on its way to a new order; and the sample's case, let go and taken back.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use vital_few::calendar::Date;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{first_visit, load_the_sample, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, journey};

use crate::dossier::open_dossier;

async fn import(page: &Page, file: &Path) -> Result<()> {
    page.upload("import-file", file).await?;
    page.enabled("import-commit", PATIENCE).await?;
    page.click("import-commit").await?;
    page.gone("import-commit", PATIENCE).await?;
    saved(page).await
}

/// The day it is where the browser is.
async fn today(page: &Page) -> Result<Date> {
    let said = page.script("return new Date().toLocaleDateString('sv')").await?;
    said.as_str().context("a day")?.parse().ok().context("a day of the calendar")
}

async fn count_is(page: &Page, selector: &str, wanted: u64) -> Result<()> {
    let script = format!("return document.querySelectorAll('{selector}').length");
    until(&format!("{wanted} of {selector}"), PATIENCE, async || {
        Ok((page.script(&script).await?.as_u64() == Some(wanted)).then_some(()))
    })
    .await
}

/// How many lines of winning back stand on Today, the folded too.
async fn lines_are(page: &Page, wanted: u64) -> Result<()> {
    page.open("#/").await?;
    // With the case goes all there is to do in these books.
    page.find(if wanted > 0 { "today-line" } else { "today-nothing" }).await?;
    page.script("document.querySelectorAll('[data-testid=today-fold]').forEach(fold => { fold.open = true; })").await?;
    count_is(page, "[data-testid=today-line][data-kind=winback]", wanted).await
}

/// Weekly orders of two accounts: of Alfa until 300 days ago, of Beta until last week.
fn orders(today: Date) -> String {
    let mut text = String::from("Customer,Date,Amount\n");
    for week in 0..20 {
        text += &format!("Alfa,{},{}\n", today.plus(-300 - 7 * week), 100 + week);
        text += &format!("Beta,{},{}\n", today.plus(-7 - 7 * week), 50 + week);
    }
    text
}

#[test]
fn a_lost_account_goes_through_win_back_to_a_new_order() {
    journey("win-back", |page| async move {
        first_visit(&page).await?;
        let (temp, today) = (TempDir::new()?, today(&page).await?);
        import(&page, &temp.write("orders.csv", orders(today))?).await?;

        // Lost by the ledger: the dossier says so, and leads on.
        let address = open_dossier(&page, "Alfa").await?;
        page.text_that("account-winback", |text| text.contains("Lost since")).await?;
        page.click("to-winback").await?;
        page.text_that("winback-state", |text| text.starts_with("lost since")).await?;
        let case = page.route().await?;
        page.screenshot("win-back before").await?;

        // One click begins it with five steps; the first is due at once.
        page.click("winback-start").await?;
        count_is(&page, "[data-testid=winback-step][data-open=true]", 5).await?;
        saved(&page).await?;
        lines_are(&page, 3).await?;

        // It was begun ten days ago, as one finds out.
        page.open(&case).await?;
        page.click("winback-edit").await?;
        let opened = format!(
            "const input = document.querySelector('input[data-field=opened]');
            input.value = '{}';
            input.dispatchEvent(new Event('change', {{ bubbles: true }}));
            return true",
            today.plus(-10)
        );
        until("the form", PATIENCE, async || {
            Ok(page
                .script("return !!document.querySelector('input[data-field=opened]')")
                .await?
                .as_bool()
                .filter(|it| *it))
        })
        .await?;
        page.script(&opened).await?;
        saved(&page).await?;
        page.open("#/data").await?;

        // The order comes in with the next file, and ends the case.
        let more = format!("Customer,Date,Amount\nAlfa,{},480\n", today.plus(-5));
        import(&page, &temp.write("more.csv", more)?).await?;
        page.open(&case).await?;
        page.find("winback-end").await?;
        page.text_that("winback-outcome", |text| text.contains("5 days") && text.contains("480")).await?;
        page.text_that("winback-state", |text| text.starts_with("buys again since")).await?;
        count_is(&page, "[data-testid=winback-step][data-open=true]", 0).await?;
        page.screenshot("win-back after").await?;
        lines_are(&page, 0).await?;
        page.open("#/losses").await?;
        page.text_that("winback-cases", |text| text.contains("back since")).await?;
        open_dossier(&page, "Alfa").await?;
        page.text_that("account-winback", |text| text.contains("ordered again")).await?;

        // And all of it can be taken back: the order, the day, the case.
        page.click("undo").await?;
        page.open(&case).await?;
        count_is(&page, "[data-testid=winback-step][data-open=true]", 5).await?;
        page.click("undo").await?;
        page.click("undo").await?;
        page.find("winback-start").await?;
        count_is(&page, "[data-testid=winback-step]", 0).await?;
        ensure!(!address.is_empty());
        Ok(())
    });
}

#[test]
fn the_samples_case_is_let_go_and_taken_back() {
    journey("win-back of the sample", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/losses").await?;
        page.text_that("losses-reasons", |text| text.contains("too few to say")).await?;
        page.find("losses-reason-unknown").await?;
        let open = "document.querySelector('[data-testid=winback-case][data-account=\"Mère Paillarde\"] a').click()";
        page.find("winback-cases").await?;
        page.script(open).await?;
        page.text_that("winback-worth", |text| text.contains("23,731") || text.contains("23.731")).await?;
        page.text_that("winback-help", |text| text.contains("20 of 20")).await?;
        page.text_that("winback-changed", |text| text.contains("Laval")).await?;
        count_is(&page, "[data-testid=winback-step]", 5).await?;
        page.screenshot("win-back sample").await?;

        // A suggested reason becomes one with its evidence.
        page.find("winback-suggested").await?;
        page.click("winback-confirm-reason").await?;
        count_is(&page, "[data-testid=winback-reason]", 1).await?;

        page.click("winback-let-go").await?;
        page.find("winback-why").await?.send_keys("They closed the shop").await?;
        page.click("winback-let-go-commit").await?;
        page.text_that("winback-outcome", |text| text.contains("we let them go")).await?;
        count_is(&page, "[data-testid=winback-step][data-open=true]", 0).await?;
        saved(&page).await?;
        page.click("undo").await?;
        count_is(&page, "[data-testid=winback-step][data-open=true]", 4).await?;
        page.find("winback-let-go").await?;
        lines_are(&page, 2).await
    });
}
