//! Losses: how every account of the sample stands, the alarm with its record, a draft that is tried, used and taken
//! back, and the three files.

use anyhow::{Context, Result, ensure};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{load_the_sample, saved};
use vital_few_e2e::{Page, csv, journey};

async fn open_losses(page: &Page) -> Result<()> {
    load_the_sample(page).await?;
    page.open("#/losses").await?;
    page.find("state-lost").await?;
    Ok(())
}

/// Waits until a part of the page says something.
async fn says(page: &Page, part: &str, what: &str) -> Result<()> {
    until(&format!("{part}: {what}"), PATIENCE, async || {
        Ok(page.find(part).await?.text().await?.contains(what).then_some(()))
    })
    .await
}

/// Slides to a value.
async fn slide(page: &Page, id: &str, to: &str) -> Result<()> {
    let script = format!(
        "const slider = document.querySelector('[data-testid={id}]');
        slider.value = {to}; slider.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    );
    page.script(&script).await?;
    Ok(())
}

async fn file(page: &Page, id: &str) -> Result<Vec<Vec<String>>> {
    Ok(csv::records(&std::fs::read_to_string(page.download(id).await?)?))
}

#[test]
fn tells_how_every_account_of_northwind_stands() {
    journey("losses", |page| async move {
        open_losses(&page).await?;
        for (state, count) in [
            ("active", "56"),
            ("cooling", "7"),
            ("at_risk", "1"),
            ("presumed_lost", "7"),
            ("lost", "3"),
            ("won_back", "15"),
        ] {
            let told = page.find(&format!("state-{state}")).await?.text().await?;
            ensure!(told == count, "{state}: {told}");
        }
        says(&page, "standing-lost", "Mère Paillarde").await?;
        says(&page, "standing-presumed_lost", "Seven Seas Imports").await?;
        says(&page, "losses-warnings", "Berglunds snabbköp").await?;
        says(&page, "losses-over-time", "23 losses, after 20 of which").await?;
        says(&page, "losses-common", "Nothing that chance could not explain").await?;
        page.screenshot("losses").await?;
        let states = file(&page, "export-states-csv").await?;
        let head = "account,external_id,state,since,order_days,last_order,silence,median_gap,longest_gap,loss_day,\
                    returned_on,value_365";
        ensure!(states.first().context("a head")?.join(",") == head, "{:?}", states.first());
        ensure!(states.len() == 90, "{} lines", states.len());
        let losses = file(&page, "export-losses-csv").await?;
        let returned = losses.iter().skip(1).filter(|line| !line[5].is_empty()).count();
        ensure!((losses.len(), returned) == (24, 20), "{} losses, {returned} returned", losses.len() - 1);
        let record: Vec<String> =
            file(&page, "export-backtest-csv").await?.iter().skip(1).map(|line| line[..4].join(",")).collect();
        let known = ["at_risk,18,82,6", "presumed_lost,18,54,5", "days_90,18,64,11", "alarm,18,55,6"];
        ensure!(record == known, "{record:?}");
        Ok(())
    });
}

#[test]
fn a_draft_is_tried_with_its_record_used_and_taken_back() {
    journey("losses-draft", |page| async move {
        open_losses(&page).await?;
        says(&page, "losses-record", "79 times").await?;
        slide(&page, "ring-days", "0").await?;
        // Twice its own gap without a floor.
        says(&page, "record-draft", "106 times").await?;
        says(&page, "record-draft", "27 false alarms more").await?;
        page.click("ring-use").await?;
        until("it is used", PATIENCE, async || {
            let text = page.find("losses-record").await?.text().await?;
            Ok((text.contains("106 times") && !text.contains("79 times")).then_some(()))
        })
        .await?;
        saved(&page).await?;
        page.click("undo").await?;
        says(&page, "losses-record", "79 times").await?;
        // The suggestion is tried and discarded.
        says(&page, "ring-best", "rings least").await?;
        page.click("ring-try").await?;
        page.find("record-draft").await?;
        page.click("ring-discard").await?;
        until("nothing is tried", PATIENCE, async || {
            Ok((!page.find("losses-record").await?.text().await?.contains("draft")).then_some(()))
        })
        .await
    });
}

#[test]
fn a_warning_has_its_act() {
    journey("losses-act", |page| async move {
        open_losses(&page).await?;
        // A claim past its deadline puts all of it at stake, whatever else there is.
        let first = page.find("warning").await?;
        let told = (first.attr("data-account").await?, first.text().await?);
        ensure!(told.0.as_deref() == Some("QUICK-Stop") && told.1.contains("81,238"), "{told:?}");
        page.click("warnings-more").await?;
        page.click("warning-propose").await?;
        page.find("record-form").await?;
        Ok(())
    });
}
