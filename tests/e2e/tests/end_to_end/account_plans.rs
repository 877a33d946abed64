//! Account plans: the sample's, measured to the cent and checked by themselves; one that begins for a large account
//! without one, stands on Today, goes on in the next period, and fits on one page in every language.

use anyhow::{Context, Result, ensure};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{load_the_sample, saved};
use vital_few_e2e::{Page, csv, journey};

use crate::dossier::printed;

async fn count_is(page: &Page, selector: &str, wanted: u64) -> Result<()> {
    let script = format!("return document.querySelectorAll('{selector}').length");
    until(&format!("{wanted} of {selector}"), PATIENCE, async || {
        Ok((page.script(&script).await?.as_u64() == Some(wanted)).then_some(()))
    })
    .await
}

/// Opens the plan of an account out of the list.
async fn open_plan(page: &Page, account: &str) -> Result<()> {
    page.open("#/plans").await?;
    page.find("plan-row").await?;
    let link = format!("document.querySelector('[data-testid=plan-row][data-account=\"{account}\"] a').click()");
    page.script(&link).await?;
    page.find("plan-reading").await.map(drop)
}

/// Writes into a field of the open form, or of the open dialog, as a person does.
async fn write(page: &Page, selector: &str, value: &str) -> Result<()> {
    let script = format!(
        "const field = document.querySelector('{selector}');
        field.value = '{value}';
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));
        field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    page.script(&script).await.map(drop)
}

/// The people of the sample's programme stand by stage; somebody is added, and a touch is planned in their row.
#[test]
fn a_programme_has_its_people_by_stage_and_what_came_of_it() {
    journey("account-plans-programme", |page| async move {
        load_the_sample(&page).await?;
        open_plan(&page, "QUICK-Stop").await?;
        count_is(&page, "[data-testid=programme-person]", 4).await?;
        count_is(&page, "[data-testid=programme-person][data-there]", 1).await?;
        page.text_that("programme-reading", |text| text.contains("1 of 4 people") && text.contains("Jürgen Matthes"))
            .await?;
        page.text_that("programme-team", |text| text.contains("Anne Dodsworth") && text.contains("1 open, 1 done"))
            .await?;
        page.text_that("programme-outcome", |text| text.contains("2 of 3")).await?;
        page.screenshot("programme").await?;
        let touches = page.all("programme-touch").await?.len() as u64;
        // Somebody who has a part in buying and isn't reached yet.
        let add = "const select = document.querySelector('[data-testid=programme-add]');
            select.value = [...select.options].find(option => option.textContent === 'Uwe Lindner').value;
            select.dispatchEvent(new Event('change', { bubbles: true }))";
        page.script(add).await?;
        page.find("record-form").await?;
        write(&page, "[data-testid=record-form] [data-field=interest]", "One window for chilled goods").await?;
        page.click("form-close").await?;
        count_is(&page, "[data-testid=programme-person]", 5).await?;
        let plan = "document.querySelector('[data-testid=programme-person][data-person=\"Uwe Lindner\"] [data-testid=programme-plan]').click()";
        page.script(plan).await?;
        page.find("record-form").await?;
        write(&page, "[data-testid=record-form] [data-field=what]", "Show the new vans").await?;
        write(&page, "[data-testid=record-form] [data-field=due]", "1998-05-06").await?;
        page.click("form-close").await?;
        count_is(&page, "[data-testid=programme-touch]", touches + 1).await?;
        saved(&page).await?;
        page.open("#/").await?;
        page.find("today-line").await?;
        page.script("document.querySelectorAll('[data-testid=today-fold]').forEach(fold => { fold.open = true; })")
            .await?;
        let line = "return [...document.querySelectorAll('[data-testid=today-line][data-account=\"QUICK-Stop\"]')]
            .some(line => line.textContent.includes('Show the new vans'))";
        until("the touch on Today", PATIENCE, async || Ok((page.script(line).await? == true).then_some(()))).await
    });
}

#[test]
fn the_plans_of_the_sample_are_told_to_the_cent_and_check_themselves() {
    journey("account-plans-sample", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/plans").await?;
        page.text_that("plans-reading", |text| text.contains("2 of 3 plans are on track")).await?;
        page.screenshot("plans").await?;
        let text = std::fs::read_to_string(page.download("export-plans-csv").await?)?;
        let lines = csv::records(text.trim_start_matches('\u{feff}'));
        let ernst = lines.iter().find(|line| line.first().is_some_and(|name| name == "Ernst Handel"));
        let ernst = ernst.context("the plan of Ernst Handel")?;
        let told =
            ["Ernst Handel", "1998 H1", "1998-01-01", "1998-06-30", "45000.00", "41210.65", "43725.08", "behind"];
        ensure!(*ernst == told, "{ernst:?}");
        let book = std::fs::read(page.download("export-plans-xlsx").await?)?;
        ensure!(book.starts_with(b"PK"), "the workbook of plans");

        open_plan(&page, "Ernst Handel").await?;
        page.text_that("plan-reading", |text| text.contains("41,210.65 of the 43,725.08")).await?;
        page.text_that("plan-lacks", |text| text.contains("3 of 9")).await?;
        page.screenshot("plan").await?;
        // What ends a plan is behind one more click than what it is about.
        page.find("write-review").await?;
        ensure!(!page.is_there("plan-close").await?, "the plan is closed by one click");
        page.click("plan-more").await?;
        page.find("plan-close").await?;
        page.find("plan-delete").await?;
        page.click("plan-more").await?;
        page.gone("plan-delete", PATIENCE).await?;
        // Its head says that it is the sample's, and none of its lines does.
        count_is(&page, ".account-title .sample-mark", 1).await?;
        count_is(&page, "[data-testid=plan] .sample-mark", 0).await?;
        // The click that mends it leads to the field; with it one lack less.
        page.click("mend-beyond").await?;
        page.find("record-form").await?;
        write(&page, "[data-testid=record-form] [data-field=long_aim]", "Their only supplier").await?;
        write(&page, "[data-testid=record-form] [data-field=long_aim_by]", "2000-01-01").await?;
        page.text_that("plan-lacks", |text| text.contains("2 of 9")).await?;
        page.click("form-close").await?;
        saved(&page).await?;
        // An item of the situation becomes an action, which says so there.
        let before = page.all("plan-action").await?.len() as u64;
        page.script("document.querySelector('[data-testid=item-action]').click()").await?;
        page.find("record-form").await?;
        write(&page, "[data-testid=record-form] [data-field=due]", "1998-05-06").await?;
        page.click("form-close").await?;
        count_is(&page, "[data-testid=plan-action]", before + 1).await?;
        saved(&page).await?;
        page.open("#/").await?;
        page.find("today-line").await?;
        page.script("document.querySelectorAll('[data-testid=today-fold]').forEach(fold => { fold.open = true; })")
            .await?;
        let line =
            "[data-testid=today-line][data-kind=plan_action][data-account=\"Ernst Handel\"][data-due=\"1998-05-06\"]";
        count_is(&page, line, 1).await
    });
}

#[test]
fn a_plan_begins_in_one_step_and_goes_on_with_what_is_kept() {
    journey("account-plans-new", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/plans").await?;
        page.find("planless").await?;
        page.script("document.querySelector('[data-testid=plan-for]').click()").await?;
        page.text_that("plan-baseline", |text| text.contains("a year back brought")).await?;
        write(&page, "[data-testid=plan-beginning]", "grow").await?;
        page.enabled("start-plan-commit", PATIENCE).await?;
        page.click("start-plan-commit").await?;
        page.find("plan-reading").await?;
        let plan = page.route().await?;
        count_is(&page, "[data-testid=plan-objective]", 2).await?;
        count_is(&page, "[data-testid=plan-action]", 4).await?;
        saved(&page).await?;
        page.screenshot("plan begun").await?;

        // Each thing that is unfinished is kept with a word why; then the next one begins, and this one is closed.
        page.script("document.querySelector('[data-testid=plan-next] details').open = true").await?;
        let open = page.all("unfinished").await?.len();
        ensure!(open >= 4, "{open} unfinished");
        for at in 0..open {
            let row = format!("[data-testid=unfinished]:nth-child({})", at + 1);
            write(&page, &format!("{row} select"), "kept").await?;
            write(&page, &format!("{row} input"), "goes on").await?;
            count_is(&page, "[data-testid=unfinished][data-decided]", at as u64 + 1).await?;
        }
        page.enabled("next-period", PATIENCE).await?;
        page.click("next-period").await?;
        until("the next plan", PATIENCE, async || Ok((page.route().await? != plan).then_some(()))).await?;
        page.find("plan-reading").await?;
        count_is(&page, "[data-testid=plan-action]", 4).await?;
        saved(&page).await?;
        page.open(&plan).await?;
        page.text_that("plan-state", |text| text.contains("closed")).await?;

        // One undo brings it back, another takes all of it.
        page.click("undo").await?;
        page.text_that("plan-state", |text| !text.contains("closed")).await?;
        page.open("#/plans").await?;
        count_is(&page, "[data-testid=plan-row]", 4).await
    });
}

#[test]
fn a_plan_prints_on_one_page_in_every_language() {
    journey("account-plans-print", |page| async move {
        load_the_sample(&page).await?;
        open_plan(&page, "Ernst Handel").await?;
        let paper = format!("{}/print", page.route().await?);
        for language in ["en", "ru", "fa"] {
            page.script(&format!(
                "const select = document.querySelector('[data-testid=language]');
                select.value = '{language}';
                select.dispatchEvent(new Event('change', {{ bubbles: true }}));"
            ))
            .await?;
            until("the language", PATIENCE, async || {
                let lang = page.script("return document.documentElement.lang").await?;
                Ok((lang.as_str() == Some(language)).then_some(()))
            })
            .await?;
            page.open(&paper).await?;
            page.find("sheet").await?;
            page.screenshot(&format!("plan-print {language}")).await?;
            let sheets = printed(&page).await?;
            ensure!(sheets.len() == 1, "{language}: {} pages", sheets.len());
        }
        Ok(())
    });
}
