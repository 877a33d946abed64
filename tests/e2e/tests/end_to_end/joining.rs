//! What is asked where two books, or a file and what a person expects of it, don't say it by themselves.

use anyhow::{Result, ensure};
use serde_json::{Map, Value, json};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{accounts_are, first_visit, load_the_sample, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, journey};

/// Times of stamps, in ms since 1970: of 2020 and of 2040.
const LONG_AGO: u64 = 1_577_836_800_000;
const TO_COME: u64 = 2_208_988_800_000;

fn id(number: usize) -> String {
    format!("0190e000-0000-7000-8000-{number:012x}")
}

/// An account: each of its fields with its value and when it was said.
fn account(fields: &[(&str, Value, u64)]) -> Value {
    let register = |(field, value, said): &(&str, Value, u64)| {
        ((*field).to_owned(), json!({ "v": value, "s": format!("{said:x}-0-1") }))
    };
    json!({ "kind": "account", "fields": fields.iter().map(register).collect::<Map<_, _>>() })
}

fn book(accounts: &[(usize, Value)]) -> String {
    let book: Map<_, _> = accounts.iter().map(|(number, account)| (id(*number), account.clone())).collect();
    json!({ "format": "vital-few", "version": 4, "exported_at": "2026-01-01T00:00:00Z",
        "book": book, "ledger": { "batches": {} } })
    .to_string()
}

fn named(name: &str) -> (&'static str, Value, u64) {
    ("name", json!(name), LONG_AGO)
}

/// Takes over what is previewed.
async fn merge(page: &Page) -> Result<()> {
    page.enabled("merge-commit", PATIENCE).await?;
    page.click("merge-commit").await?;
    page.gone("merge-commit", PATIENCE).await?;
    saved(page).await
}

/// Decides a conflict of the record with this name.
async fn decide(page: &Page, name: &str, side: &str) -> Result<()> {
    page.find("merge-conflict").await?;
    let click = format!(
        "document.querySelector('[data-testid=merge-conflict][data-name=\"{name}\"] [data-testid=merge-{side}]').click();"
    );
    page.script(&click).await?;
    Ok(())
}

#[test]
fn is_asked_what_time_does_not_tell_of_two_books() {
    let later = LONG_AGO + 1_000;
    let ours = book(&[
        (1, account(&[named("Alfa"), ("city", json!("Here"), LONG_AGO)])),
        (2, account(&[named("Beta"), ("city", json!("Late"), later + 1_000)])),
        (3, account(&[named("Gamma"), ("deleted", json!(true), later)])),
        (4, account(&[named("Delta")])),
    ]);
    let theirs = book(&[
        // Dated by a clock years ahead.
        (1, account(&[named("Alfa"), ("city", json!("There"), TO_COME)])),
        // Deleted there, edited here since.
        (2, account(&[named("Beta"), ("deleted", json!(true), later)])),
        // Deleted here, edited there since.
        (3, account(&[("name", json!("Gamma"), later + 1_000)])),
        // Deleted there, and has sales here.
        (4, account(&[named("Delta"), ("deleted", json!(true), later)])),
    ]);
    journey("joining", |page| async move {
        let temp = TempDir::new()?;
        first_visit(&page).await?;
        page.open("#/data").await?;
        page.upload("import-file", &temp.write("ours.json", &ours)?).await?;
        merge(&page).await?;
        page.open("#/data").await?;
        let orders = "Customer,Date,Order,Amount\nDelta,2024-01-02,1,100.00\nDelta,2024-02-02,2,100.00\n";
        page.upload("import-file", &temp.write("orders.csv", orders)?).await?;
        page.enabled("import-commit", PATIENCE).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", PATIENCE).await?;
        saved(&page).await?;

        page.open("#/data").await?;
        page.upload("import-file", &temp.write("theirs.json", &theirs)?).await?;
        page.text_that("merge-ahead", |text| text.contains("2040") || text.contains("2039")).await?;
        page.text_that("merge-kept", |text| text.contains("Delta")).await?;
        decide(&page, "Alfa", "theirs").await?;
        decide(&page, "Beta", "theirs").await?;
        decide(&page, "Gamma", "ours").await?;
        // Gamma stays deleted and needs nothing; the city is theirs, Beta goes, Delta stays with its sales.
        merge(&page).await?;
        page.open("#/accounts").await?;
        let mut names = accounts_are(&page, 2).await?;
        names.sort_unstable();
        ensure!(names == ["Alfa", "Delta"], "{names:?}");
        // What a clock ahead said was dated anew: nothing here lies ahead.
        ensure!(!page.is_there("dated-ahead").await?, "the merge brought a date to come");
        page.click("undo").await?;
        page.text_that("accounts-table", |text| text.contains("Beta")).await?;
        Ok(())
    });
}

#[test]
fn is_told_that_the_clock_was_ahead_and_chooses_the_birthday_of_a_leap_year() {
    const TEN_YEARS: u64 = 315_576_000_000;
    journey("clock", |page| async move {
        load_the_sample(&page).await?;
        page.script(&format!("const now = Date.now; Date.now = () => now.call(Date) + {TEN_YEARS};")).await?;
        page.open("#/accounts/dossiers").await?;
        page.find("leap-day").await?;
        let choose = "const select = document.querySelector('[data-testid=leap-day]');
            select.selectedIndex = 1;
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return select.options.length;";
        let options = page.script(choose).await?;
        ensure!(options == 2, "{options} days to choose of");
        saved(&page).await?;
        // The clock is put right, and what it said stays.
        page.reload().await?;
        page.find("dated-ahead").await?;
        page.open("#/accounts/dossiers").await?;
        page.find("leap-day").await?;
        let chosen = page.script("return document.querySelector('[data-testid=leap-day]').selectedIndex").await?;
        ensure!(chosen == 1, "option {chosen} is chosen");
        Ok(())
    });
}

#[test]
fn says_that_most_rows_are_left_out_before_going_on() {
    journey("left out", |page| async move {
        let temp = TempDir::new()?;
        let table = "Customer,Date,Amount\nAlfa,2024-01-15,1.00\nBeta,2024-01-16,none\nGamma,2024-01-17,none\n\
            Delta,2024-01-18,5.00\nEta,2024-01-19,x\n";
        first_visit(&page).await?;
        page.upload("import-file", &temp.write("orders.csv", table)?).await?;
        page.find("import-left-out").await?;
        ensure!(!page.find("import-commit").await?.is_enabled().await?, "most of it would be lost without a word");
        page.script("document.querySelector('[data-testid=import-left-out] input').click();").await?;
        page.enabled("import-commit", PATIENCE).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", PATIENCE).await?;
        saved(&page).await
    });
}

/// What is written of a person comes from anywhere: only pages, letters and telephones are links, and a page that opens
/// learns nothing of this one.
#[test]
fn links_of_people_open_apart_and_lead_nowhere_else() {
    let said = |value: Value| json!({ "v": value, "s": format!("{LONG_AGO:x}-0-1") });
    let reach = json!([
        { "kind": "web", "value": "alfa.example" },
        { "kind": "web", "value": "javascript:alert(1)" },
        { "kind": "email", "value": "ana@alfa.example" },
    ]);
    let person = json!({ "kind": "contact", "fields": {
        "name": said(json!("Ana")), "account": said(json!(id(1))), "reach": said(reach) } });
    let file = book(&[(1, account(&[named("Alfa")])), (2, person)]);
    journey("links", |page| async move {
        let temp = TempDir::new()?;
        first_visit(&page).await?;
        page.open("#/data").await?;
        page.upload("import-file", &temp.write("book.json", &file)?).await?;
        merge(&page).await?;
        page.open(&format!("#/accounts/{}/people", id(1))).await?;
        page.find("open-person").await?;
        page.script("document.querySelector('[data-testid=open-person]').click()").await?;
        let links = until("the links of a person", PATIENCE, async || {
            let script = "return [...document.querySelectorAll('.person-facts a')]
                .map(link => [link.getAttribute('href'), link.rel, link.target].join(' '))";
            let links: Vec<String> = serde_json::from_value(page.script(script).await?)?;
            Ok(Some(links).filter(|links| !links.is_empty()))
        })
        .await?;
        ensure!(links == ["https://alfa.example noopener noreferrer _blank", "mailto:ana@alfa.example  "], "{links:?}");
        Ok(())
    });
}
