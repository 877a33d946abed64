//! What a person does with the analysis: other limits, two windows, a kept run, words for a segment,
//! the picture without the largest, files for others. Each test is one journey in a browser of its own.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{accounts_are, an_account, load_the_sample, saved};
use vital_few_e2e::{Page, csv, data, journey};

/// Moves a slider or fills a field, as a person's hand does.
async fn set(page: &Page, id: &str, value: &str) -> Result<()> {
    page.find(id).await?;
    let script = format!(
        "const field = document.querySelector('[data-testid={id}]');\
         field.value = {};\
         for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, {{ bubbles: true }}));",
        json!(value)
    );
    page.script(&script).await?;
    Ok(())
}

/// How many accounts a cell of the matrix has.
async fn count_of(page: &Page, letters: &str) -> Result<String> {
    let cell = page.driver.find(By::Css(format!(".matrix-cell[data-seg={letters}]"))).await?;
    cell.attr("data-count").await?.context("a count")
}

#[test]
fn tries_other_limits_and_uses_them() {
    journey("what-if", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/segments").await?;
        page.find("what-if").await?;
        ensure!(!page.find("what-if-apply").await?.is_enabled().await?, "there is nothing to use yet");
        set(&page, "limit-a", "75").await?;
        set(&page, "limit-x", "0.6").await?;
        // As the look has it.
        let outcome = page.text_that("what-if-outcome", |text| text.contains("9 accounts would move")).await?;
        ensure!(outcome.contains("Frankenversand") && outcome.contains("La maison d'Asie"), "{outcome}");
        ensure!(count_of(&page, "AX").await? == "4", "nothing is applied yet");

        page.click("what-if-discard").await?;
        page.text_that("what-if-outcome", str::is_empty).await?;
        set(&page, "limit-a", "75").await?;
        set(&page, "limit-x", "0.6").await?;
        page.enabled("what-if-apply", PATIENCE).await?;
        page.click("what-if-apply").await?;
        until("the new matrix", PATIENCE, async || Ok((count_of(&page, "AX").await? == "7").then_some(()))).await?;
        ensure!(count_of(&page, "AY").await? == "19");
        saved(&page).await?;
        page.reload().await?;
        until("the settings kept", PATIENCE, async || Ok((count_of(&page, "AX").await? == "7").then_some(()))).await?;

        page.click("undo").await?;
        until("the old matrix", PATIENCE, async || Ok((count_of(&page, "AX").await? == "4").then_some(()))).await
    });
}

/// The numbers of accounts in a table of transitions, row by row; a dot is none.
async fn transitions(page: &Page, id: &str) -> Result<Vec<String>> {
    page.find(id).await?;
    let script = format!(
        "return [...document.querySelectorAll('[data-testid={id}] tbody tr')].map(row => [...row.children].map(cell => (cell.querySelector('b') ?? cell).textContent.trim()).join(' ').trim())"
    );
    Ok(serde_json::from_value(page.script(&script).await?)?)
}

#[test]
fn sees_who_moved_between_the_halves_of_a_year() {
    journey("movement", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/segments/movement").await?;
        page.click("movement-windows").await?;
        for (id, day) in [
            ("movement-before-from", "1997-01-01"),
            ("movement-before-to", "1997-06-30"),
            ("movement-after-from", "1997-07-01"),
            ("movement-after-to", "1997-12-31"),
        ] {
            set(&page, id, day).await?;
        }
        // What the first window brought became what the second did, and who moved.
        let reading =
            page.text_that("movement-reading", |text| text.contains("rose") && text.contains("13 are new")).await?;
        ensure!(reading.contains(" became ") && reading.contains("8 are gone"), "{reading}");
        let expected = ["A 17 4 8 –", "B 10 5 1 3", "C 3 8 9 5", "new – 4 9"];
        let found = transitions(&page, "transitions-abc").await?;
        ensure!(found == expected, "{found:?}");
        // What is moved adds up with what stayed to all there is.
        let all = page.text_that("movement-all", |text| text.contains("86 accounts")).await?;
        ensure!(page.find("movement-moved").await?.text().await?.contains("55 accounts"), "{all}");
        page.find("growth-chart").await?;
        // By regularity everybody is somewhere, and by one period in both halves.
        page.click("movement-by-rhythm").await?;
        let by_xyz = transitions(&page, "transitions-xyz").await?.join(" ");
        let all: usize = by_xyz.split(' ').filter_map(|cell| cell.parse::<usize>().ok()).sum();
        ensure!(all == 86, "{all} accounts: {by_xyz}");
        let main = page.driver.find(By::Css("main")).await?.text().await?;
        ensure!(main.contains("Seen by month."), "{main}");
        // From the number to its accounts.
        page.click("movement-by-size").await?;
        page.find("transitions-abc").await?;
        let cell =
            page.driver.find(By::Css("[data-testid=transitions-abc] tbody tr:nth-child(2) td:last-child button"));
        cell.await?.click().await?;
        page.text_that("movement-picked", |text| text.contains("3 accounts")).await?;
        // Its rows are one stop; arrows go from one to the next, Enter opens it.
        let script = "const rows = document.querySelectorAll('.moves tr[tabindex]'); rows[0].focus();\
                      return [...rows].filter(row => row.tabIndex === 0).length";
        ensure!(page.script(script).await? == json!(1), "the rows are one stop");
        page.driver.active_element().await?.send_keys(Key::Down).await?;
        let at = "return [...document.querySelectorAll('.moves tr[tabindex]')].indexOf(document.activeElement)";
        ensure!(page.script(at).await? == json!(1), "the second row has the focus");
        page.driver.active_element().await?.send_keys(Key::Enter).await?;
        until("the account", PATIENCE, async || {
            Ok(page.driver.current_url().await?.as_str().contains("#/accounts/").then_some(()))
        })
        .await
    });
}

#[test]
fn keeps_a_run_and_compares_with_it_later() {
    journey("kept-run", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/segments/movement").await?;
        page.click("movement-windows").await?;
        page.find("keep-note").await?.send_keys("before the new limits").await?;
        page.click("keep-run").await?;
        page.find("kept-run").await?;
        saved(&page).await?;
        page.open("#/segments").await?;
        set(&page, "limit-a", "75").await?;
        page.enabled("what-if-apply", PATIENCE).await?;
        page.click("what-if-apply").await?;
        saved(&page).await?;
        page.open_afresh("#/segments/movement").await?;
        page.click("movement-windows").await?;
        page.click("compare-run").await?;
        // Some of the 34 fell, nobody came or went, and the total is what it was.
        let reading = page.text_that("movement-reading", |text| text.contains("in both windows")).await?;
        ensure!(reading.contains("fell") && !reading.contains("new") && !reading.contains("gone"), "{reading}");
        let found = transitions(&page, "transitions-abc").await?;
        ensure!(found.first().is_some_and(|a| a.starts_with("A ") && !a.starts_with("A 34")), "{found:?}");
        page.text_that("movement-caveat", |text| text.contains("other settings than today")).await?;
        Ok(())
    });
}

#[test]
fn writes_its_own_strategy_for_a_segment() {
    journey("strategy", |page| async move {
        const OWN: &str = "Visit them every month.";
        load_the_sample(&page).await?;
        page.open("#/segments/strategy").await?;
        // It is read first, and edited where somebody asks to; nothing is written before it is saved.
        let write = async || {
            page.click("strategy-edit-AX").await?;
            set(&page, "strategy-text-AX", OWN).await?;
            page.click("strategy-save").await?;
            page.text_that("strategy-AX", |text| text == OWN).await?;
            saved(&page).await
        };
        write().await?;
        page.click("undo").await?;
        page.text_that("strategy-AX", |text| text != OWN && text.contains("deputy")).await?;
        write().await?;
        page.open_afresh("#/segments/strategy").await?;
        page.text_that("strategy-AX", |text| text == OWN).await?;
        Ok(())
    });
}

/// Hours against value: what leans is told with its evidence, as a list too, and leads to where it is changed.
#[test]
fn sees_which_accounts_take_more_or_less_than_their_share() {
    journey("returns", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/segments/strategy").await?;
        page.find("returns-reading").await?;
        page.click("returns-ahead").await?;
        page.text_that("returns-reading", |text| text.contains("A year takes")).await?;
        page.text_that("returns-less", |text| text.contains("where its share would be")).await?;
        page.screenshot("returns").await?;
        let found = std::fs::read_to_string(page.download("export-returns-csv").await?)?;
        let lines = csv::records(found.trim_start_matches('\u{feff}'));
        let head = lines.first().context("a head")?;
        let at = |name: &str| head.iter().position(|column| column == name).context("a column");
        for column in ["value_share", "year_share"] {
            let at = at(column)?;
            let all: f64 = lines.iter().skip(1).filter_map(|line| line.get(at)?.parse::<f64>().ok()).sum();
            ensure!((all - 1.0).abs() < 1e-3, "{column} adds up to {all}");
        }
        let book = std::fs::read(page.download("export-returns-xlsx").await?)?;
        ensure!(book.starts_with(b"PK"), "the workbook");
        // To the strategy of its cell.
        page.script("document.querySelector('[data-testid=returns-strategy]').click()").await?;
        page.find("strategy-save").await.map(drop)
    });
}

#[test]
fn sees_the_picture_without_the_largest() {
    journey("stress", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/segments/concentration").await?;
        // It is chosen from the beginning.
        let facts = page.text_that("stress-facts", |text| text.contains("1,155,516")).await?;
        ensure!(facts.contains("1,265,793"), "{facts}");
        let largest = page.find("stress").await?.find(By::Css("input[type=checkbox]")).await?;
        ensure!(largest.is_selected().await?, "it is ticked");
        largest.click().await?;
        page.gone("stress-facts", PATIENCE).await?;
        page.find("cv-chart").await?;
        // The drawing is one stop, and says its values by the arrow keys.
        let frame = page.find("lorenz-chart").await?.find(By::Css(".chart-frame")).await?;
        frame.focus().await?;
        frame.send_keys(Key::End).await?;
        let said = page.driver.find(By::Css("[data-testid=lorenz-chart] [role=status]")).await?;
        until("the last value", PATIENCE, async || {
            Ok(said.inner_html().await?.contains("100.0% of customers bring 100.0%").then_some(()))
        })
        .await
    });
}

#[test]
fn takes_segments_and_charts_away() {
    journey("take-away", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/segments").await?;
        page.find("pareto-chart").await?;
        let book = std::fs::read(page.download("export-segments-xlsx").await?)?;
        ensure!(book.starts_with(b"PK\x03\x04"), "no workbook: {:?}", &book[..book.len().min(8)]);
        ensure!(book.len() > 5_000, "{} bytes", book.len());
        let answer = std::fs::read_to_string(data("expected/northwind_segments.csv"))?;
        let found = std::fs::read_to_string(page.download("export-segments-csv").await?)?;
        let differences = csv::differences(&answer, &found);
        ensure!(differences.is_empty(), "{} differences, first: {}", differences.len(), differences[0]);

        // The matrix, which is drawn for this, and a chart as it is on the page.
        for (route, shown) in [("#/segments", "pareto-chart"), ("#/segments/concentration", "lorenz-chart")] {
            page.open(route).await?;
            page.find(shown).await?;
            let svg = std::fs::read_to_string(page.download("save-svg").await?)?;
            ensure!(svg.contains("<svg") && svg.contains("xmlns=") && svg.contains("fill="), "no drawing: {svg}");
            ensure!(!svg.contains("var(--") && !svg.contains("class="), "it leans on the page's style: {svg}");
            let png = std::fs::read(page.download("save-png").await?)?;
            ensure!(png.starts_with(b"\x89PNG") && png.len() > 2_000, "no picture of {} bytes", png.len());
        }
        Ok(())
    });
}

#[test]
fn confirms_type_and_level_and_reads_what_to_offer() {
    journey("standing", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        // One of which the sample knows no more than its orders.
        page.find("account-search").await?.send_keys("Rattlesnake").await?;
        accounts_are(&page, 1).await?;
        an_account(&page).await?;
        page.click("fold-standing").await?;
        page.text_that("account-level", |text| text.contains("suggested")).await?;
        page.click("confirm-level").await?;
        saved(&page).await?;
        page.reload().await?;
        // Only what was confirmed can be withdrawn; what it rested on stays beside it.
        page.find("withdraw-level").await?;
        page.text_that("account-level", |text| text.contains("confirmed on") && text.contains("Class A")).await?;
        page.open("#/accounts").await?;
        page.find("account-search").await?.send_keys("Save-a-lot Markets").await?;
        let is_first =
            "return document.querySelector('[data-testid=account-row]')?.dataset.account === 'Save-a-lot Markets'";
        until("it is the first row", PATIENCE, async || Ok((page.script(is_first).await? == true).then_some(())))
            .await?;
        an_account(&page).await?;
        page.click("fold-behaviour").await?;
        // It bought produce on four days, every 57 as a rule, and none since July 1997.
        page.text_that("account-offers", |text| text.contains("Produce") && text.contains("57 days")).await?;
        page.text_that("rhythm-verdict", |text| text.contains("on time")).await?;
        page.find("account-groups").await?;
        page.find("against-chart").await?;
        Ok(())
    });
}

#[test]
fn shows_recency_frequency_and_value_to_those_who_want_them() {
    journey("rfm", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        page.click("columns").await?;
        page.click("column-rfm").await?;
        // The largest of them bought last week, most often, and most.
        page.text_that("account-row", |text| text.contains("5·5·5")).await?;
        page.open_afresh("#/accounts").await?;
        page.text_that("account-row", |text| text.contains("5·5·5")).await?;
        Ok(())
    });
}
