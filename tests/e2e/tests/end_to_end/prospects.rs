//! From a line of a list to a customer: a candidate is found, passes the three questions, orders by an import, and is
//! one, with nothing typed again; and the sample's prospects and key list.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use vital_few::calendar::Date;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{first_visit, load_the_sample, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, journey};

use crate::dossier::open_dossier;

async fn take_over(page: &Page) -> Result<()> {
    page.enabled("import-commit", PATIENCE).await?;
    page.click("import-commit").await?;
    page.gone("import-commit", PATIENCE).await?;
    saved(page).await
}

async fn import(page: &Page, file: &Path) -> Result<()> {
    page.upload("import-file", file).await?;
    take_over(page).await
}

/// The day it is where the browser is.
async fn today(page: &Page) -> Result<Date> {
    let said = page.script("return new Date().toLocaleDateString('sv')").await?;
    said.as_str().context("a day")?.parse().ok().context("a day of the calendar")
}

async fn is_true(page: &Page, what: &str, script: &str) -> Result<()> {
    until(what, PATIENCE, async || Ok(page.script(script).await?.as_bool().filter(|it| *it).map(drop))).await
}

/// Says something in a field of the open form.
async fn say(page: &Page, field: &str, value: &str) -> Result<()> {
    let selector = Value::from(format!("[data-testid=record-form] [data-field={field}]"));
    is_true(page, field, &format!("return !!document.querySelector({selector})")).await?;
    let script = format!(
        "const input = document.querySelector({selector});
        input.value = {};
        for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, {{ bubbles: true }}));",
        json!(value)
    );
    page.script(&script).await?;
    Ok(())
}

/// Writes a yes to a question of the prospect that is shown, with what shows it and who of theirs said so.
async fn answer_yes(page: &Page, question: &str) -> Result<()> {
    let write = format!(
        "document.querySelector('[data-testid=three-p-cell][data-question={question}] [data-testid=write-answer]').click()"
    );
    page.script(&write).await?;
    page.find("record-form").await?;
    say(page, "answer", "yes").await?;
    say(page, "evidence", "They said so on the phone").await?;
    // The one person of the list, by whatever id.
    let who = "const of = document.querySelector('[data-testid=record-form] select[data-field=contact]');
        return [...of.options].find(option => option.value && option.textContent.includes('Ann Bell'))?.value ?? null";
    let id = page.script(who).await?;
    say(page, "contact", id.as_str().context("Ann Bell can be chosen")?).await?;
    page.click("form-close").await?;
    let cell = format!(
        "return document.querySelector('[data-testid=three-p-cell][data-question={question}]')?.dataset.p === 'yes'"
    );
    is_true(page, question, &cell).await
}

async fn stage_is(page: &Page, stage: &str) -> Result<()> {
    let script = format!("return document.querySelector('[data-testid=prospect-stage]')?.dataset.stage === '{stage}'");
    is_true(page, stage, &script).await
}

#[test]
fn a_candidate_of_a_list_passes_the_questions_orders_and_is_a_customer() {
    journey("prospects", |page| async move {
        first_visit(&page).await?;
        let (temp, today) = (TempDir::new()?, today(&page).await?);
        let mut orders = String::from("Customer,Date,Amount\n");
        for week in 1..20 {
            orders += &format!("Alfa,{},{}\n", today.plus(-7 * week), 100 + week);
            orders += &format!("Beta,{},{}\n", today.plus(-7 * week), 50 + week);
        }
        import(&page, &temp.write("orders.csv", orders)?).await?;

        // A list of candidates: who buys already doesn't enter, who is new does.
        let list = "Customer,Contact,Address,City,Country\nAlfa,Bo Ek,Street 1,Berlin,Germany\n\
            Newcomer,Ann Bell,Street 2,Oslo,Norway\n";
        // Who comes from the prospects is expected to bring candidates: nothing is to be ticked.
        page.open("#/prospects").await?;
        page.click("import-candidates").await?;
        page.find("expects-candidates").await?;
        page.upload("import-file", &temp.write("candidates.csv", list)?).await?;
        page.text_that("candidates-enter", |text| text.contains('1')).await?;
        let ticked = "return document.querySelector('[data-testid=are-candidates]')?.checked === true";
        is_true(&page, "they are candidates", ticked).await?;
        page.text_that("import-commit", |text| text.contains("1 prospect")).await?;
        // Said otherwise, and back again.
        page.click("are-candidates").await?;
        page.text_that("import-commit", |text| text.contains("2 customers")).await?;
        ensure!(page.route().await? == "#/data", "the address says what is expected");
        page.click("are-candidates").await?;
        page.text_that("import-commit", |text| text.contains("1 prospect")).await?;
        let barred = "const all = [...document.querySelectorAll('[data-testid=candidate-barred]')];
            return all.length === 1 && all[0].dataset.standing === 'customer' && all[0].textContent.includes('Alfa')";
        is_true(&page, "Alfa stays out", barred).await?;
        let source = "const of = document.querySelector('[data-testid=candidates-source]');
            of.value = 'trade_press';
            of.dispatchEvent(new Event('change', { bubbles: true }))";
        page.script(source).await?;
        take_over(&page).await?;
        until("the prospects", PATIENCE, async || {
            Ok(Some(page.route().await?).filter(|route| route == "#/prospects").map(drop))
        })
        .await?;
        let of =
            "return document.querySelector('[data-testid=prospect][data-account=Newcomer] a')?.getAttribute('href')";
        let address =
            until("the prospect", PATIENCE, async || Ok(page.script(of).await?.as_str().map(str::to_owned))).await?;
        page.screenshot("prospects list").await?;

        // A next step stands on Today; three answers make it qualified.
        page.open(&address).await?;
        stage_is(&page, "found").await?;
        for question in ["need", "authority", "pay"] {
            answer_yes(&page, question).await?;
        }
        stage_is(&page, "qualified").await?;
        saved(&page).await?;
        page.screenshot("prospect qualified").await?;

        // Its first order comes in with the next file: it is a customer, with nothing typed again.
        page.open("#/data").await?;
        import(&page, &temp.write("more.csv", format!("Customer,Date,Amount\nNewcomer,{},480\n", today.plus(-1)))?)
            .await?;
        page.open(&address).await?;
        stage_is(&page, "customer").await?;
        page.text_that("first-days-reading", |text| text.contains("One order")).await?;
        page.open("#/prospects").await?;
        is_true(
            &page,
            "a new customer",
            "return !!document.querySelector('[data-testid=new-customer][data-account=Newcomer]') &&
                !document.querySelector('[data-testid=prospect][data-account=Newcomer]')",
        )
        .await?;
        let dossier = open_dossier(&page, "Newcomer").await?;
        page.find("confirm-level").await?;
        ensure!(address.ends_with(dossier.trim_start_matches("#/accounts/")), "{address} and {dossier}");

        // One undo takes the order back, and it is a prospect again.
        page.click("undo").await?;
        page.open(&address).await?;
        stage_is(&page, "qualified").await
    });
}

#[test]
fn the_sample_has_prospects_in_every_stage_and_a_key_list_with_weights_to_try() {
    journey("prospects of the sample", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/prospects").await?;
        for stage in ["found", "talks", "qualified", "customer", "out"] {
            let some = format!(
                "const of = document.querySelector('[data-testid=stage-count][data-stage={stage}]');
                return !!of && Number(of.dataset.count) > 0"
            );
            is_true(&page, stage, &some).await?;
        }
        page.find("market-chart").await?;
        page.find("new-customers").await?;
        let first = "return document.querySelector('[data-testid=key-list-row]')?.dataset.account ?? null";
        let before = page.script(first).await?;
        ensure!(before.as_str().is_some(), "somebody is on the list");

        // Another weight is a draft until it is used, and one undo takes it back.
        page.script("document.querySelector('[data-testid=key-weights]').open = true").await?;
        page.script(
            "const range = document.querySelector('[data-testid=weight-age]');
            range.value = 100;
            range.dispatchEvent(new Event('input', { bubbles: true }))",
        )
        .await?;
        page.enabled("weights-use", PATIENCE).await?;
        page.click("weights-use").await?;
        saved(&page).await?;
        let csv = page.download("export-key-list-csv").await?;
        let text = std::fs::read_to_string(&csv)?;
        let head = "account,external_id,score,known_weight,low,high,potential,value,gap";
        ensure!(text.trim_start_matches('\u{feff}').starts_with(head), "{text}");
        page.click("undo").await?;
        until("the list as before", PATIENCE, async || Ok((page.script(first).await? == before).then_some(()))).await?;
        page.screenshot("prospects of the sample").await
    });
}
