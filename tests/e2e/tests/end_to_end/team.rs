//! A colleague's leaving: what would be lost is told, the accounts are handed over one by one, Today knows of it, and
//! what was done is undone and exported like everything else.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use thirtyfour::prelude::*;
use vital_few::book::{Colleague, RecordId};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{export_json, load_the_sample, saved};
use vital_few_e2e::{Page, csv, journey};

/// An account of the sample that Nancy Davolio answers for, and who is to take it.
const ACCOUNT: &str = "Save-a-lot Markets";
const TAKER: &str = "Janet Leverling";

fn leaver() -> RecordId {
    Colleague::id("Nancy Davolio")
}

async fn open_the_leaver(page: &Page) -> Result<()> {
    page.open(&format!("#/team/{}", leaver())).await?;
    page.text_that("colleague-name", |name| name.contains("Nancy Davolio")).await?;
    Ok(())
}

fn passing() -> String {
    format!("[data-testid=passing][data-account=\"{ACCOUNT}\"]")
}

/// Waits until the account's hand-over is open, or done.
async fn passing_is(page: &Page, state: &str) -> Result<()> {
    let read = format!("return document.querySelector('{}')?.dataset.state ?? ''", passing());
    until(&format!("{ACCOUNT} is {state}"), PATIENCE, async || Ok((page.script(&read).await? == state).then_some(())))
        .await
}

async fn press(page: &Page, what: &str) -> Result<()> {
    let found = format!("{} {what}", passing());
    let button = page.driver.find(By::Css(&*found)).await.with_context(|| found.clone())?;
    button.scroll_into_view().await?;
    button.click().await?;
    Ok(())
}

/// How many of the list are gone through.
async fn ticked(page: &Page) -> Result<Value> {
    page.script(&format!(
        "return document.querySelectorAll('{} [data-testid=passing-item] :checked').length",
        passing()
    ))
    .await
}

/// Waits until Today has the account's hand-over for this day, or hasn't.
async fn on_today(page: &Page, day: &str, there: bool) -> Result<()> {
    page.open("#/").await?;
    page.find("today-line").await?;
    let read = format!(
        "document.querySelectorAll('[data-testid=today-fold]').forEach(fold => {{ fold.open = true; }});
        return !!document.querySelector('[data-testid=today-line][data-kind=plan_action][data-account=\"{ACCOUNT}\"][data-due=\"{day}\"]')"
    );
    until(&format!("on Today: {there}"), PATIENCE, async || Ok((page.script(&read).await? == there).then_some(())))
        .await
}

#[test]
fn a_colleagues_leaving_is_handed_over() {
    journey("team-hand-over", |page| async move {
        load_the_sample(&page).await?;
        open_the_leaver(&page).await?;
        page.text_that("leave", |text| text.contains("If") && text.contains("Nancy Davolio")).await?;
        let owned = format!("[data-testid=owned-account][data-account=\"{ACCOUNT}\"]");
        page.driver.find(By::Css(&*owned)).await.context("she answers for it")?;
        page.click("hand-over-start").await?;
        passing_is(&page, "open").await?;
        page.script(&format!("document.querySelector('{}').open = true", passing())).await?;
        page.screenshot("hand-over").await?;

        // Who takes it, and by when.
        let give = format!(
            "const card = document.querySelector('{}');
            const taker = card.querySelector('[data-testid=passing-taker]');
            taker.selectedIndex = [...taker.options].findIndex(option => option.text.includes('{TAKER}'));
            taker.dispatchEvent(new Event('change', {{ bubbles: true }}));
            const until = card.querySelector('[data-testid=passing-until]');
            until.value = '1998-05-08';
            until.dispatchEvent(new Event('change', {{ bubbles: true }}));",
            passing()
        );
        page.script(&give).await?;
        let named = format!("return document.querySelector('{} [data-testid=passing-confirm]').textContent", passing());
        until("the taker is named", PATIENCE, async || {
            Ok(page.script(&named).await?.as_str().is_some_and(|text| text.contains(TAKER)).then_some(()))
        })
        .await?;

        // The list is gone through.
        press(&page, "[data-testid=passing-item] input").await?;
        until("one is ticked", PATIENCE, async || Ok((ticked(&page).await? == 1).then_some(()))).await?;
        press(&page, "[data-testid=passing-items-taken]").await?;
        until("she is named in nothing that is open", PATIENCE, async || {
            let button = format!("return !document.querySelector('{} [data-testid=passing-items-taken]')", passing());
            Ok((page.script(&button).await? == true).then_some(()))
        })
        .await?;
        saved(&page).await?;
        on_today(&page, "1998-05-08", true).await?;

        // The taker confirms: the account is theirs, and Today is rid of it; one undo takes both back.
        open_the_leaver(&page).await?;
        passing_is(&page, "open").await?;
        page.script(&format!("document.querySelector('{}').open = true", passing())).await?;
        press(&page, "[data-testid=passing-confirm]").await?;
        passing_is(&page, "done").await?;
        let is_owned = format!("return !!document.querySelector('{owned}')");
        ensure!(page.script(&is_owned).await? == false, "she answers for it no more");
        page.click("undo").await?;
        passing_is(&page, "open").await?;
        ensure!(page.script(&is_owned).await? == true, "and does again");
        page.click("redo").await?;
        passing_is(&page, "done").await?;
        page.screenshot("handed over").await?;
        saved(&page).await?;
        on_today(&page, "1998-05-08", false).await?;

        // The export keeps all of it.
        let (_, json) = export_json(&page).await?;
        let taker = Colleague::id(TAKER).to_string();
        let records = json["book"].as_object().context("the book's records")?;
        let value = |record: &Value, field: &str| record["fields"][field]["v"].clone();
        let of_account = |record: &&Value| record["kind"] == "account" && value(record, "name") == ACCOUNT;
        let account = records.values().find(of_account).context("the account")?;
        ensure!(value(account, "owner") == taker.as_str(), "{account}");
        let handed = |record: &&Value| record["kind"] == "hand_over" && value(record, "to") == taker.as_str();
        let handed = records.values().find(handed).context("the hand-over")?;
        ensure!(value(handed, "from") == leaver().to_string().as_str(), "{handed}");
        ensure!(value(handed, "confirmed_on") == "1998-05-06" && value(handed, "until") == "1998-05-08", "{handed}");
        Ok(())
    });
}

#[test]
fn skills_stand_in_one_matrix_and_are_assessed_where_they_stand() {
    journey("team-skills", |page| async move {
        load_the_sample(&page).await?;
        page.open(&format!("#/team/{}", Colleague::id("Margaret Peacock"))).await?;
        page.text_that("skills", |text| text.contains("The customer’s business")).await?;
        let apart = "return [...document.querySelectorAll('[data-testid=skill]:has([data-apart])')].map(row => row.dataset.skill)";
        ensure!(page.script(apart).await? == serde_json::json!(["business"]), "the views part on one");
        page.screenshot("skills").await?;
        // The manager sees it otherwise today.
        let row = "[data-testid=skill][data-skill=foresight] [data-testid=skill-open]";
        let open = page.driver.find(By::Css(row)).await?;
        open.scroll_into_view().await?;
        open.click().await?;
        page.find("record-form").await?;
        let choose = "const select = document.querySelector('[data-testid=record-form] select[data-field=manager]');
            select.value = '1';
            select.dispatchEvent(new Event('change', { bubbles: true }));";
        page.script(choose).await?;
        until("the views part on two", PATIENCE, async || {
            Ok((page.script(apart).await? == serde_json::json!(["business", "foresight"])).then_some(()))
        })
        .await?;
        page.click("form-close").await?;
        page.click("undo").await?;
        until("and on one again", PATIENCE, async || {
            Ok((page.script(apart).await? == serde_json::json!(["business"])).then_some(()))
        })
        .await
    });
}

/// How many of these there are, once there are so many.
async fn count_is(page: &Page, selector: &str, wanted: u64) -> Result<()> {
    let script = format!("return document.querySelectorAll('{selector}').length");
    until(&format!("{wanted} of {selector}"), PATIENCE, async || {
        Ok((page.script(&script).await?.as_u64() == Some(wanted)).then_some(()))
    })
    .await
}

/// A field of the form that is open.
async fn enter(page: &Page, field: &str, value: &str) -> Result<()> {
    let script = format!(
        "const field = document.querySelector('[data-testid=record-form] [data-field={field}]');
        if (field.tagName === 'SELECT') {{ field.selectedIndex = [...field.options].findIndex(o => o.text.includes('{value}')); }}
        else {{ field.value = '{value}'; }}
        for (const event of ['input', 'change']) {{ field.dispatchEvent(new Event(event, {{ bubbles: true }})); }}"
    );
    page.script(&script).await?;
    Ok(())
}

/// What stands in a column of a list that was taken away, by the first one.
async fn exported(page: &Page, list: &str, column: &str) -> Result<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(page.download(&format!("export-{list}-csv")).await?)?;
    let mut lines = csv::records(text.trim_start_matches('\u{feff}')).into_iter();
    let head = lines.next().context("a head")?;
    let at = head.iter().position(|name| name == column).with_context(|| format!("{column} of {head:?}"))?;
    let cells = |line: Vec<String>| Some((line.first()?.clone(), line.get(at)?.clone()));
    page.click("team-export").await?;
    let book = std::fs::read(page.download(&format!("export-{list}-xlsx")).await?)?;
    ensure!(book.starts_with(b"PK"), "the workbook of {list}");
    Ok(lines.filter_map(cells).collect())
}

#[test]
fn suggestions_hours_an_absence_and_a_draft_of_the_whole_team() {
    journey("team-whole", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/team").await?;
        count_is(&page, "[data-testid=carrier]", 9).await?;
        // What is worked out stands beside it: a share of all, and who has most of each.
        let suggested = exported(&page, "owners", "suggested").await?;
        ensure!(suggested.values().filter(|name| !name.is_empty()).count() == 44, "{suggested:?}");
        let owners = exported(&page, "owners", "owner").await?;
        let owned = |owners: &BTreeMap<String, String>| owners.values().filter(|name| !name.is_empty()).count();
        ensure!(owned(&owners) == 10, "the sample names ten, of whom six bought nothing: {owners:?}");

        // All suggestions at once, and back.
        page.click("owners-take-all").await?;
        page.gone("owners-take-all", PATIENCE).await?;
        let taken = exported(&page, "owners", "owner").await?;
        for (account, name) in
            suggested.iter().filter(|(account, name)| !name.is_empty() && owners[*account].is_empty())
        {
            ensure!(taken[account] == *name, "{account}: {}", taken[account]);
        }
        page.click("undo").await?;
        page.find("owners-take-all").await?;
        page.click("redo").await?;
        page.gone("owners-take-all", PATIENCE).await?;

        // Of more hours less is used.
        let load = exported(&page, "load", "capacity_hours").await?;
        ensure!(load["Robert King"] == "11.200000" && load["Anne Dodsworth"] == "5.600000", "{load:?}");
        let row = "[data-testid=team-person][data-colleague=\"Robert King\"]";
        page.script(&format!("document.querySelector('{row} [data-testid=colleague-open]').click()")).await?;
        page.find("record-form").await?;
        enter(&page, "weekly_hours", "10").await?;
        page.click("form-close").await?;
        until("ten hours", PATIENCE, async || {
            let load = exported(&page, "load", "capacity_hours").await?;
            Ok((load["Robert King"] == "28.000000").then_some(()))
        })
        .await?;
        // A week away takes a quarter of them.
        page.script(&format!("document.querySelector('{row} [data-testid=add-absence]').click()")).await?;
        page.find("record-form").await?;
        enter(&page, "from", "1998-05-11").await?;
        enter(&page, "to", "1998-05-15").await?;
        page.click("form-close").await?;
        until("a week away", PATIENCE, async || {
            let load = exported(&page, "load", "capacity_hours").await?;
            Ok((load["Robert King"] == "21.000000").then_some(()))
        })
        .await?;
        page.screenshot("carriers").await?;

        // A draft changes nothing until it is used; one undo takes all of it back.
        let before = exported(&page, "owners", "owner").await?;
        page.click("team-reassign").await?;
        page.click("draft-largest").await?;
        page.text_that("draft-reading", |text| text.contains("would have another owner")).await?;
        let read =
            "const row = document.querySelector('[data-testid=draft-row][data-colleague=\"Robert King\"] .change');
            return [row.querySelector('s').textContent, row.querySelector('b').textContent]";
        let row = page.script(read).await?;
        let carried = |owners: &BTreeMap<String, String>| owners.values().filter(|name| *name == "Robert King").count();
        ensure!(row[0].as_str() == Some(&carried(&before).to_string()), "{row}");
        ensure!(exported(&page, "owners", "owner").await? == before, "nothing is changed yet");
        page.screenshot("draft").await?;
        page.click("draft-use").await?;
        page.gone("draft-reading", PATIENCE).await?;
        // All is looked at again a moment after.
        until("what was shown", PATIENCE, async || {
            let after = exported(&page, "owners", "owner").await?;
            let is_as_shown = row[1].as_str() == Some(&carried(&after).to_string()) && owned(&after) > owned(&before);
            Ok(is_as_shown.then_some(()))
        })
        .await?;
        page.click("undo").await?;
        until("as before", PATIENCE, async || Ok((exported(&page, "owners", "owner").await? == before).then_some(())))
            .await?;
        saved(&page).await
    });
}

#[test]
fn an_account_says_who_is_on_its_team_and_a_change_of_owner_is_offered_as_a_hand_over() {
    journey("team-account", |page| async move {
        load_the_sample(&page).await?;
        crate::dossier::open_dossier(&page, ACCOUNT).await?;

        let names = "return [...document.querySelectorAll('[data-testid=on-team]')].map(row => row.dataset.colleague)";
        let wanted = serde_json::json!(["Nancy Davolio", "Laura Callahan", "Michael Suyama"]);
        until("the team", PATIENCE, async || Ok((page.script(names).await? == wanted).then_some(()))).await?;
        page.screenshot("account team").await?;

        // Another owner: the team says so, and the change is offered as a hand-over, which the old one's page has.
        let change = format!(
            "const input = document.querySelector('.fact[data-field=owner] input');
            input.value = '{TAKER}';
            input.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        page.script(&change).await?;
        page.text_that("owner-change", |text| text.contains("Nancy Davolio") && text.contains(TAKER)).await?;
        let wanted = serde_json::json!([TAKER, "Laura Callahan", "Michael Suyama"]);
        until("the new team", PATIENCE, async || Ok((page.script(names).await? == wanted).then_some(()))).await?;
        page.click("owner-change-make").await?;
        page.text_that("colleague-name", |name| name.contains("Nancy Davolio")).await?;
        passing_is(&page, "open").await
    });
}
