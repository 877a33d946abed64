//! What is planned with accounts: a playbook becomes steps that stand on Today; what is wrong is found with its
//! evidence; white space becomes an opportunity; and the review for the customer holds nothing of ours.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use thirtyfour::prelude::*;
use vital_few::book::kind::{Audience, Input};
use vital_few::dossier::handover::audience_of;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{export_json, load_the_sample, saved};
use vital_few_e2e::{Page, csv, journey};

use crate::dossier::{open_dossier, printed};

/// The days of the lines of Today that are a plan's actions of an account, the folded too.
async fn planned(page: &Page, account: &str) -> Result<Vec<String>> {
    let read = format!(
        "document.querySelectorAll('[data-testid=today-fold]').forEach(fold => {{ fold.open = true; }});
        return [...document.querySelectorAll('[data-testid=today-line][data-kind=plan_action][data-account=\"{account}\"]')]
            .map(line => line.dataset.due ?? '')"
    );
    Ok(serde_json::from_value(page.script(&read).await?)?)
}

async fn planned_are(page: &Page, account: &str, days: &[&str]) -> Result<()> {
    until(&format!("plan actions of {account}: {days:?}"), PATIENCE, async || {
        let mut found = planned(page, account).await?;
        found.sort();
        Ok((found == days).then_some(()))
    })
    .await
}

#[test]
fn a_playbook_is_planned_once_done_on_today_and_undone() {
    journey("plans-playbook", |page| async move {
        load_the_sample(&page).await?;
        // A key account of which nothing is planned.
        let account = "Rattlesnake Canyon Grocery";
        open_dossier(&page, account).await?;
        page.find("playbook").await?.find(By::Css("summary")).await?.click().await?;
        let choose = "const select = document.querySelector('[data-testid=playbook-level]');
            select.value = 'lead';
            select.dispatchEvent(new Event('change', { bubbles: true }));";
        page.find("playbook-level").await?;
        page.script(choose).await?;
        page.enabled("playbook-add", PATIENCE).await?;
        page.click("playbook-add").await?;
        // All of it stands there, and can't be planned twice.
        until("nothing more to plan", PATIENCE, async || {
            let button = page.find("playbook-add").await?;
            Ok((!button.is_enabled().await?).then_some(()))
        })
        .await?;
        page.screenshot("account playbook").await?;
        saved(&page).await?;
        page.open("#/").await?;
        page.find("today-line").await?;
        // Within a week: on the day itself, and seven days on.
        planned_are(&page, account, &["1998-05-06", "1998-05-13"]).await?;
        let line = format!(
            "[data-testid=today-line][data-account=\"{account}\"][data-due=\"1998-05-06\"] [data-testid=line-done]"
        );
        page.script(&format!("document.querySelector('{line}').click()")).await?;
        planned_are(&page, account, &["1998-05-13"]).await?;
        page.click("undo").await?;
        planned_are(&page, account, &["1998-05-06", "1998-05-13"]).await?;
        page.click("undo").await?;
        planned_are(&page, account, &[]).await
    });
}

#[test]
fn the_steps_of_a_playbook_are_the_companys_own_once_they_are_edited() {
    journey("plans-edit", |page| async move {
        load_the_sample(&page).await?;
        open_dossier(&page, "Ernst Handel").await?;
        page.find("playbook").await?.find(By::Css("summary")).await?.click().await?;
        page.click("playbook-edit").await?;
        let first = page.find("playbook-what").await?;
        first.clear().await?;
        first.send_keys("Send them a card").await?;
        page.click("playbook-save").await?;
        page.text_that("playbook", |text| text.contains("Send them a card")).await?;
        page.click("undo").await?;
        page.text_that("playbook", |text| !text.contains("Send them a card")).await?;
        Ok(())
    });
}

#[test]
fn mistakes_are_listed_with_their_evidence() {
    journey("plans-mistakes", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts/mistakes").await?;
        page.find("mistakes-table").await?;
        page.screenshot("mistakes").await?;
        let file = std::fs::read_to_string(page.download("export-mistakes-csv").await?)?;
        let lines: Vec<Vec<String>> = csv::records(&file).into_iter().skip(1).collect();
        let has = |account: &str, evidence: &str| lines.iter().any(|line| line[0] == account && line[3] == evidence);
        ensure!(has("Save-a-lot Markets", "promises_late") && has("Save-a-lot Markets", "not_solved"), "{lines:?}");
        ensure!(has("QUICK-Stop", "past_deadline") && !has("Ernst Handel", "past_deadline"), "{lines:?}");
        ensure!(has("Rattlesnake Canyon Grocery", "little_known"), "{lines:?}");
        ensure!(!has("Ernst Handel", "not_shown"), "labels were shown in March");
        page.click("mistake-product").await?;
        until("one mistake alone", PATIENCE, async || {
            let others = "return document.querySelectorAll('.mistakes-found > li:not([data-mistake=product])').length";
            Ok((page.script(others).await? == 0).then_some(()))
        })
        .await
    });
}

#[test]
fn limits_of_the_mistakes_are_set_in_one_change() {
    journey("plans-limits", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts/mistakes").await?;
        let before = page.find("mistakes-table").await?.text().await?;
        ensure!(before.contains("Only 4.8%"), "{before}");
        page.click("mistake-limits").await?;
        let known = page.find("limit-known_percent").await?;
        known.send_keys(Key::Control + "a").await?;
        known.send_keys("200").await?;
        until("nonsense isn't used", PATIENCE, async || {
            Ok((!page.find("use-limits").await?.is_enabled().await?).then_some(()))
        })
        .await?;
        known.send_keys(Key::Control + "a").await?;
        known.send_keys("4").await?;
        page.enabled("use-limits", PATIENCE).await?;
        page.click("use-limits").await?;
        page.text_that("mistakes-table", |text| !text.contains("Only 4.8%")).await?;
        page.text_that("mistake-limits", |text| text.contains("1 of your own")).await?;
        page.click("undo").await?;
        page.text_that("mistakes-table", |text| text == before).await?;
        Ok(())
    });
}

#[test]
fn a_need_that_came_up_with_an_order_is_an_opportunity_and_stands_at_it() {
    journey("plans-need", |page| async move {
        load_the_sample(&page).await?;
        open_dossier(&page, "Ernst Handel").await?;
        let history = format!("{}/history", page.route().await?);
        page.open(&history).await?;
        page.click("need-opportunity").await?;
        let what = page.driver.query(By::Css("[data-testid=record-form] [data-field=what]")).first().await?;
        what.send_keys("Racks for the cold store").await?;
        page.click("form-done").await?;
        page.text_that("order-need", |text| text.contains("Racks for the cold store")).await?;
        page.screenshot("order need").await?;
        saved(&page).await?;
        let (_, export) = export_json(&page).await?;
        let records = export["book"].as_object().context("a book")?.values();
        let made: Vec<&Value> = records.filter(|of| of["fields"]["what"]["v"] == "Racks for the cold store").collect();
        let [made] = made.as_slice() else { bail!("{made:?}") };
        ensure!(made["kind"] == "opportunity" && made["fields"]["source"]["v"] == "order", "{made}");
        ensure!(made["fields"]["document"]["v"].as_str().is_some_and(|number| number.starts_with("11")), "{made}");
        Ok(())
    });
}

#[test]
fn white_space_becomes_an_opportunity_in_one_click() {
    journey("plans-opportunity", |page| async move {
        load_the_sample(&page).await?;
        open_dossier(&page, "Save-a-lot Markets").await?;
        let row = "[data-testid=space-row][data-group=Beverages] [data-testid=space-to-opportunity]";
        let button = page.driver.find(By::Css(row)).await.context("there is room in beverages")?;
        button.scroll_into_view().await?;
        button.click().await?;
        until("it is an opportunity", PATIENCE, async || {
            Ok(page.driver.find(By::Css(row)).await.is_err().then_some(()))
        })
        .await?;
        page.text_that("opportunities", |text| text.contains("Beverages")).await?;
        page.open("#/accounts/opportunities").await?;
        page.find("opportunities-table").await?;
        page.screenshot("opportunities").await?;
        let file = std::fs::read_to_string(page.download("export-opportunities-csv").await?)?;
        let found =
            csv::records(&file).into_iter().find(|line| line[0] == "Save-a-lot Markets" && line[3] == "Beverages");
        ensure!(found.context("the new one")?[4] == "white_space");
        page.click("undo").await?;
        until("it is gone", PATIENCE, async || {
            let table = page.find("opportunities-table").await?.text().await?;
            Ok((!table.contains("Beverages\n")).then_some(()))
        })
        .await
    });
}

/// Texts people wrote of an account that the customer may not see, out of an export.
fn internal(export: &Value, account: &str) -> Vec<String> {
    let records = export["book"].as_object().into_iter().flatten();
    let mut texts = Vec::new();
    for (id, record) in records {
        let (kind, fields) = (record["kind"].as_str().unwrap_or_default(), &record["fields"]);
        if id != account && fields["account"]["v"] != account {
            continue;
        }
        for (field, register) in fields.as_object().into_iter().flatten() {
            let input = vital_few::book::form_field(kind, field).map(|field| field.input);
            let is_prose = matches!(input, Some(Input::Line | Input::Text));
            let is_hidden = audience_of(kind, field) > Audience::Customer;
            let text = register["v"].as_str().filter(|text| text.len() > 12);
            texts.extend(text.filter(|_| is_prose && is_hidden).map(str::to_owned));
        }
    }
    texts
}

#[test]
fn the_review_for_the_customer_is_two_pages_at_most_and_holds_no_internal_word() {
    journey("plans-review", |page| async move {
        load_the_sample(&page).await?;
        let address = open_dossier(&page, "Save-a-lot Markets").await?;
        let id = address.rsplit('/').next().context("an id")?.to_owned();
        let (_, export) = export_json(&page).await?;
        page.open(&format!("{address}/review")).await?;
        let text = page.text_that("sheet", |text| text.contains("What we did for you")).await?;
        page.screenshot("business review").await?;
        let hidden = internal(&export, &id);
        ensure!(hidden.len() > 30, "{} texts are ours alone", hidden.len());
        let told: Vec<_> = hidden.iter().filter(|hidden| text.contains(hidden.as_str())).collect();
        ensure!(told.is_empty(), "{told:?}");
        let pages = printed(&page).await?;
        ensure!((1..=2).contains(&pages.len()), "{} pages", pages.len());
        // Another period has other figures.
        page.click("review-quarter").await?;
        page.text_that("sheet", |text| text.contains("31 Mar 1998")).await?;
        Ok(())
    });
}
