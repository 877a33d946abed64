//! Negotiations: the sample's, with its room and its costs; one that is begun for an account, takes over what the book
//! suggests, says what is missing, stands on Today, is in the brief, and ends in a touch that one undo takes back.

use anyhow::{Context, Result, ensure};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{load_the_sample, saved};
use vital_few_e2e::{Page, journey};

use crate::dossier::printed;

async fn count_is(page: &Page, selector: &str, wanted: u64) -> Result<()> {
    let script = format!("return document.querySelectorAll('{selector}').length");
    until(&format!("{wanted} of {selector}"), PATIENCE, async || {
        Ok((page.script(&script).await?.as_u64() == Some(wanted)).then_some(()))
    })
    .await
}

/// Writes into a field of the open form as a person does.
async fn write(page: &Page, selector: &str, value: &str) -> Result<()> {
    let script = format!(
        "const field = document.querySelector('{selector}');
        field.value = '{value}';
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));
        field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    page.script(&script).await.map(drop)
}

/// Presses something wherever it stands.
async fn press(page: &Page, selector: &str) -> Result<()> {
    page.script(&format!("document.querySelector('{selector}').click()")).await.map(drop)
}

/// Opens a negotiation out of the list.
async fn open_negotiation(page: &Page, subject: &str) -> Result<()> {
    page.open("#/negotiations").await?;
    page.find("negotiation-row").await?;
    let link = format!(
        "[...document.querySelectorAll('[data-testid=negotiation-row] .row-link')]
            .find(link => link.textContent.includes('{subject}')).click()"
    );
    page.script(&link).await?;
    page.find("talk-reading").await.map(drop)
}

#[test]
fn the_negotiation_of_the_sample_tells_its_room_and_what_its_concessions_cost() {
    journey("negotiations-sample", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/negotiations").await?;
        page.text_that("negotiations-reading", |text| text.contains("1 negotiation is ahead")).await?;
        count_is(&page, "[data-testid=negotiations-before] [data-testid=negotiation-row]", 1).await?;
        let text = std::fs::read_to_string(page.download("export-negotiations-csv").await?)?;
        ensure!(text.contains("Ernst Handel,ERNSH,Summer terms,1998-05-12,1998-05-05,0,1333.45,70423.76,,"), "{text}");
        page.screenshot("negotiations").await?;
        open_negotiation(&page, "Summer terms").await?;
        page.text_that("talk-reading", |text| text.contains("Discount") && text.contains("1,333.45")).await?;
        page.text_that("concessions-total", |text| text.contains("1,333.45") && text.contains("1.9")).await?;
        page.text_that("ready-count", |text| text.contains("10 of 10")).await?;
        page.find("talk-prepared").await?;
        count_is(&page, "[data-testid=talk-point]", 3).await?;
        page.screenshot("negotiation").await?;
        // What is taken away is missing, and the click that mends it leads to where it is said.
        write(&page, "[data-testid=talk-alternative]", "").await?;
        page.text_that("ready-count", |text| text.contains("9 of 10")).await?;
        page.click("ready-mend-alternative").await?;
        page.find("record-form").await?;
        page.click("form-close").await?;
        page.click("undo").await?;
        page.text_that("ready-count", |text| text.contains("10 of 10")).await?;
        // It is in the brief, which stays one page in every language.
        page.click("make-brief").await?;
        page.text_that("brief-negotiation", |text| text.contains("Summer terms")).await?;
        let brief = page.route().await?;
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
            page.open(&brief).await?;
            page.find("brief-negotiation").await?;
            page.screenshot(&format!("brief with a negotiation {language}")).await?;
            let sheets = printed(&page).await?;
            ensure!(sheets.len() == 1, "{language}: {} pages", sheets.len());
        }
        Ok(())
    });
}

#[test]
fn a_negotiation_is_prepared_stands_on_today_and_ends_in_a_touch() {
    journey("negotiations-new", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/plans").await?;
        page.find("plan-row").await?;
        press(&page, "[data-testid=plan-row][data-account=\"Save-a-lot Markets\"] a").await?;
        page.click("plan-prepare-negotiation").await?;
        page.find("talk-ready").await?;
        let address = page.route().await?;
        // Nothing is prepared; what the book suggests is a click away.
        let before = page.find("ready-count").await?.text().await?;
        page.script("document.querySelectorAll('[data-testid=talk-suggested]').forEach(fold => { fold.open = true; })")
            .await?;
        press(&page, "[data-testid=talk-questions] [data-testid=take-suggestion]").await?;
        count_is(&page, "[data-testid=talk-question]", 1).await?;
        press(&page, "[data-testid=talk-proposals] [data-testid=take-suggestion]").await?;
        count_is(&page, "[data-testid=talk-proposal]", 1).await?;
        page.text_that("ready-count", |text| text != before).await?;
        // A concession without a cost is told, with one it is summed up.
        page.click("add-concession").await?;
        page.find("record-form").await?;
        write(&page, "[data-testid=record-form] [data-field=what]", "Friday delivery").await?;
        count_is(&page, "[data-testid=talk-concession]", 1).await?;
        count_is(&page, "[data-testid=concessions-total]", 0).await?;
        write(&page, "[data-testid=record-form] [data-field=cost]", "1200").await?;
        page.text_that("concessions-total", |text| text.contains("1,200.00")).await?;
        page.click("form-close").await?;
        // Its day comes near: it stands on Today, and leads back.
        page.click("talk-edit").await?;
        page.find("record-form").await?;
        write(&page, "[data-testid=record-form] [data-field=subject]", "Friday terms").await?;
        write(&page, "[data-testid=record-form] [data-field=day]", "1998-05-06").await?;
        page.click("form-close").await?;
        saved(&page).await?;
        page.screenshot("negotiation begun").await?;
        page.open("#/").await?;
        page.find("today-line").await?;
        page.script("document.querySelectorAll('[data-testid=today-fold]').forEach(fold => { fold.open = true; })")
            .await?;
        let line = "[data-testid=today-line][data-kind=negotiation][data-account=\"Save-a-lot Markets\"]";
        count_is(&page, &format!("{line}[data-due=\"1998-05-06\"]"), 1).await?;
        press(&page, &format!("{line} [data-testid=line-done]")).await?;
        page.find("talk-ready").await?;
        ensure!(page.route().await? == address, "{}", page.route().await?);
        // The touch knows already about what it was and with whom.
        page.click("log-negotiation").await?;
        page.find("touch").await?;
        let subject = page.script("return document.querySelector('#touch-subject').value").await?;
        ensure!(subject.as_str().context("a subject")? == "Friday terms", "{subject}");
        page.click("touch-save").await?;
        page.find("talk-outcome").await?;
        count_is(&page, "[data-testid=talk-ready]", 0).await?;
        write(&page, "[data-testid=talk-outcome]", "agreed").await?;
        write(&page, "[data-testid=after-proposal] select", "accepted").await?;
        page.click("after-promise").await?;
        page.find("record-form").await?;
        write(&page, "[data-testid=record-form] [data-field=due]", "1998-05-20").await?;
        page.click("form-close").await?;
        saved(&page).await?;
        page.screenshot("negotiation held").await?;
        // It is off Today, and in the history of the account beside the touch.
        page.open("#/").await?;
        page.find("today-line").await?;
        count_is(&page, line, 0).await
    });
}
