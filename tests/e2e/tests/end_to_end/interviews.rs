//! An interview goes out as a form, which works from the disk without the app, and as a link, and both ways back
//! lose nothing; a wish becomes a record in one click.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{load_the_sample, saved};
use vital_few_e2e::{Page, journey};

/// What is hard to carry: a break, what quotes, what looks like a number of a question, and markup.
const HARD: &str = "Late:\n> twice, at 10:30\n3: <b>no</b> == end ==";

/// The interviews of an account of the sample.
async fn interviews_of(page: &Page, name: &str) -> Result<String> {
    load_the_sample(page).await?;
    page.open("#/accounts").await?;
    page.find("accounts-table").await?;
    let link = format!("return document.querySelector('[data-account=\"{name}\"] a')?.getAttribute('href') ?? null");
    let address = until(&format!("the row of {name}"), PATIENCE, async || {
        Ok(page.script(&link).await?.as_str().map(str::to_owned))
    })
    .await?;
    let address = format!("{address}/interviews");
    page.open(&address).await?;
    page.find("interviews").await?;
    Ok(address)
}

/// Chooses whom and what we think they will say.
async fn ask(page: &Page, whom: &str, guess: &str) -> Result<()> {
    page.click("ask-interview").await?;
    for (id, wanted) in [("send-whom", whom), ("send-guess", guess)] {
        let select = page.find(id).await?;
        let chosen = format!(
            "const select = document.querySelector('[data-testid={id}]');
            select.value = [...select.options].find(option => option.text.includes('{wanted}')).value;
            select.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        page.script(&chosen).await?;
        ensure!(select.value().await?.is_some_and(|value| !value.is_empty()), "{wanted}");
    }
    Ok(())
}

/// Answers the third of six questions with a mark, and says what bothers.
async fn answer_the_form(page: &Page, form: &Path) -> Result<()> {
    page.driver.goto(format!("file://{}", form.display())).await?;
    ensure!(page.heading().await?.is_some_and(|heading| heading.contains("How well")), "the form asks");
    let outside = "return performance.getEntriesByType('resource').map(of => of.name)";
    ensure!(page.script(outside).await? == serde_json::json!([]), "it asks nobody for anything");
    for (place, mark) in [(1, 4), (3, 8)] {
        page.driver.find(By::Css(format!("input[name=q{place}][value='{mark}']"))).await?.click().await?;
    }
    type_into(page, "#q5").await
}

async fn type_into(page: &Page, field: &str) -> Result<()> {
    let said = serde_json::Value::from(HARD);
    let typed = format!(
        "const field = document.querySelector(`{field}`);
        field.value = {said};
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    );
    page.script(&typed).await.map(|_| ())
}

/// Takes over what is previewed, and waits for the page of interviews.
async fn take_over(page: &Page) -> Result<()> {
    let said = page.text_that("reply-answers", |text| text.contains("== end ==")).await?;
    ensure!(said.contains("<b>no</b>"), "markup is text: {said}");
    page.click("import-commit").await?;
    page.find("interviews").await?;
    saved(page).await
}

/// The words of the wishes that are shown.
async fn wishes(page: &Page) -> Result<Vec<String>> {
    let read = "return [...document.querySelectorAll('[data-testid=wish] bdi')].map(of => of.textContent)";
    Ok(serde_json::from_value(page.script(read).await?)?)
}

#[test]
fn an_interview_goes_out_as_a_form_from_the_disk_and_comes_back_as_a_file() {
    journey("an interview as a form", |page| async move {
        let address = interviews_of(&page, "Ernst Handel").await?;
        page.screenshot("interviews").await?;
        ask(&page, "Josef Handl", "8").await?;
        page.screenshot("interview-send").await?;
        let form = page.download("export-interview-html").await?;
        let html = std::fs::read_to_string(&form)?;
        ensure!(!html.contains("Ernst Handel") && !html.contains("Handl"), "nothing of ours goes out");
        saved(&page).await?;
        answer_the_form(&page, &form).await?;
        page.screenshot("interview-form").await?;
        let file = page.download("ask-save").await?;
        page.open("#/data").await?;
        page.upload("import-file", &file).await?;
        take_over(&page).await?;
        ensure!(page.route().await? == address, "{}", page.route().await?);
        page.screenshot("interviews-answered").await?;
        let reading = page.find("interviews-reading").await?.text().await?;
        ensure!(reading.contains("less content than you thought"), "{reading}");
        let said = wishes(&page).await?;
        ensure!(said.iter().any(|words| words == HARD), "{said:?}");
        // One click makes a record of it, and the next one takes it back.
        let waiting = page.all("wish-complaint").await?.len();
        page.click("wish-complaint").await?;
        page.find("wish-back").await?;
        saved(&page).await?;
        page.click("wish-back").await?;
        page.gone("wish-back", PATIENCE).await?;
        ensure!(page.all("wish-complaint").await?.len() == waiting, "it waits again");
        // The same file once more says that there is nothing new in it.
        page.open("#/data").await?;
        page.upload("import-file", &file).await?;
        page.find("reply-already").await?;
        Ok(())
    });
}

#[test]
fn an_interview_goes_out_as_a_link_and_comes_back_as_pasted_text() {
    journey("an interview as a link", |page| async move {
        let address = interviews_of(&page, "Ernst Handel").await?;
        ask(&page, "Eva Kern", "6").await?;
        // The clipboard belongs to the machine: what would be written there is read where it is handed over.
        let listen = "window.copied = null;
            navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); };";
        page.script(listen).await?;
        page.click("send-link").await?;
        let link = until("the link is copied", PATIENCE, async || {
            Ok(page.script("return window.copied").await?.as_str().map(str::to_owned))
        })
        .await?;
        saved(&page).await?;
        let fragment = link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).context("a fragment")?;
        ensure!(fragment.len() <= 2_000 && fragment.starts_with("#/interview/"), "{fragment}");

        page.open_afresh(&fragment).await?;
        page.find("interview").await?;
        ensure!(!page.is_there("save-state").await? && !page.is_there("undo").await?, "a customer has no book");
        page.screenshot("interview").await?;
        page.driver.find(By::Css("input[name=q1][value='6']")).await?.click().await?;
        type_into(&page, "[data-testid=ask-5]").await?;
        // The language can be changed, and what is answered stays.
        page.click("ask-in-fa").await?;
        page.find("ask-in-en").await?;
        page.screenshot("interview-fa").await?;
        page.click("ask-in-en").await?;
        page.find("ask-in-fa").await?;
        let block = "return document.querySelector('[data-testid=ask-text]').textContent";
        let block = page.script(block).await?.as_str().unwrap_or_default().to_owned();
        ensure!(block.contains("1: 6"), "{block}");

        page.open(&address).await?;
        let quoted: String = block.lines().map(|line| format!("> {line}\r\n")).collect();
        let mail = serde_json::Value::from(format!("Hello,\r\nhere you are.\r\n{quoted}\r\nBest regards\r\n2: Eva"));
        page.find("answer-paste").await?;
        let paste = format!(
            "document.querySelector('.read-in').open = true;
            const field = document.querySelector('[data-testid=answer-paste]');
            field.value = {mail};
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        );
        page.script(&paste).await?;
        page.click("answer-read").await?;
        take_over(&page).await?;
        let said = wishes(&page).await?;
        ensure!(said.iter().any(|words| words == HARD), "{said:?}");

        // Whoever answered is thanked in one click, in the language they were asked in.
        page.script(listen).await?;
        page.click("thank").await?;
        let mail = until("the thanks are copied", PATIENCE, async || {
            Ok(page.script("return window.copied").await?.as_str().map(str::to_owned))
        })
        .await?;
        ensure!(mail.starts_with("Dear Eva Kern,") && mail.contains("what bothers you"), "{mail}");
        page.gone("interviews-to-thank", PATIENCE).await?;
        saved(&page).await?;
        page.click("undo").await?;
        page.find("interviews-to-thank").await?;

        // A link that was cut asks nothing, and says so.
        page.open_afresh(&fragment[..fragment.len() - 9]).await?;
        page.find("interview-refused").await?;
        Ok(())
    });
}
