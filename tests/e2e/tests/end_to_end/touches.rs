//! Logging a touch: by keyboard alone, with all that follows from it, taken back in one step; and a mail that logs
//! itself.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{export_json, load_the_sample, saved};
use vital_few_e2e::{Page, journey};

const ACCOUNT: &str = "Ernst Handel";

/// Presses keys where the focus is.
async fn keys(page: &Page, keys: impl Into<TypingData>) -> Result<()> {
    page.driver.active_element().await?.send_keys(keys).await?;
    Ok(())
}

/// The drawer is open, or gone.
async fn drawer(page: &Page, is_open: bool) -> Result<()> {
    until(&format!("the drawer: {is_open}"), PATIENCE, async || {
        Ok((page.is_there("touch").await? == is_open).then_some(()))
    })
    .await
}

/// What has the focus matches a selector.
async fn focus_is_on(page: &Page, selector: &str) -> Result<()> {
    until(&format!("the focus is on {selector}"), PATIENCE, async || {
        let is_it = format!("return document.activeElement.matches({})", Value::from(selector));
        Ok((page.script(&is_it).await? == json!(true)).then_some(()))
    })
    .await
}

/// Finds the account by a few letters of its name.
async fn choose(page: &Page, letters: &str) -> Result<()> {
    keys(page, "l").await?;
    drawer(page, true).await?;
    focus_is_on(page, "#touch-account").await?;
    keys(page, letters).await?;
    keys(page, Key::Enter).await?;
    focus_is_on(page, ".touch-kinds input").await
}

/// Records of a kind that an account of the sample hasn't from the beginning, by what is in a field.
fn records<'a>(export: &'a Value, kind: &'a str, field: &'a str) -> Vec<&'a str> {
    let all = export["book"].as_object().into_iter().flatten().map(|(_, record)| record);
    let of_kind = all.filter(|record| record["kind"] == kind && record["fields"]["deleted"]["v"] != true);
    of_kind.filter_map(|record| record["fields"][field]["v"].as_str()).collect()
}

#[test]
fn twenty_touches_are_logged_by_keyboard_alone_and_one_is_undone() {
    journey("twenty touches", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/").await?;
        page.find("today-line").await?;
        page.script("document.activeElement.blur()").await?;
        // The first time its code may still be on its way.
        choose(&page, "ernst").await?;
        page.screenshot("touch").await?;
        // A visit with the first of theirs, the words, all that follows.
        keys(&page, "v").await?;
        keys(&page, "1").await?;
        let is_pressed = "return document.querySelector('[data-testid=touch-person]').ariaPressed";
        ensure!(page.script(is_pressed).await? == json!("true"), "the first person takes part");
        keys(&page, Key::Enter).await?;
        focus_is_on(&page, "#touch-said").await?;
        keys(&page, "Cold store full by Thursdays").await?;
        for (id, words, day) in [("we", "call when it is on the van", "fri"), ("they", "send the plan", "+7")] {
            page.script(&format!("document.querySelector('#touch-{id}').focus()")).await?;
            keys(&page, words).await?;
            keys(&page, Key::Tab).await?;
            focus_is_on(&page, &format!("#touch-{id}-day")).await?;
            keys(&page, day).await?;
        }
        keys(&page, Key::Tab).await?;
        focus_is_on(&page, "#touch-need").await?;
        keys(&page, "racks for the new store").await?;
        keys(&page, Key::Tab).await?;
        keys(&page, "Visit with Laura").await?;
        keys(&page, Key::Tab).await?;
        keys(&page, "12 may").await?;
        page.screenshot("touch told").await?;
        keys(&page, Key::Control + Key::Enter).await?;
        drawer(&page, false).await?;
        // Nineteen more, each with few keys besides the words.
        for number in 2..=20 {
            choose(&page, "quick").await?;
            keys(&page, "c").await?;
            keys(&page, Key::Enter).await?;
            focus_is_on(&page, "#touch-said").await?;
            keys(&page, format!("Touch {number}")).await?;
            keys(&page, Key::Control + Key::Enter).await?;
            drawer(&page, false).await?;
        }
        saved(&page).await?;
        let (_, export) = export_json(&page).await?;
        let said = records(&export, "interaction", "subject");
        ensure!((2..=20).all(|number| said.contains(&format!("Touch {number}").as_str())), "{said:?}");
        ensure!(said.contains(&"Cold store full by Thursdays"), "{said:?}");
        let promises = records(&export, "promise", "what");
        ensure!(promises.contains(&"call when it is on the van") && promises.contains(&"send the plan"));
        let due = records(&export, "promise", "due");
        ensure!(due.contains(&"1998-05-08") && due.contains(&"1998-05-13"), "{due:?}");
        ensure!(records(&export, "opportunity", "what").contains(&"racks for the new store"));
        ensure!(records(&export, "account", "next_what").contains(&"Visit with Laura"));
        ensure!(records(&export, "account", "next_on").contains(&"1998-05-12"));
        // One undo takes one back.
        page.script("document.activeElement.blur()").await?;
        keys(&page, Key::Control + "z").await?;
        saved(&page).await?;
        let (_, export) = export_json(&page).await?;
        let said = records(&export, "interaction", "subject");
        ensure!(!said.contains(&"Touch 20") && said.contains(&"Touch 19"), "{said:?}");
        Ok(())
    });
}

#[test]
fn who_is_not_reached_takes_two_keys_and_nothing_typed_is_lost_by_escape() {
    journey("not reached", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        let link = format!("return document.querySelector('[data-account=\"{ACCOUNT}\"] a').getAttribute('href')");
        let address = page.script(&link).await?.as_str().unwrap_or_default().to_owned();
        page.open(&address).await?;
        page.find("next-section").await?;
        page.find("log-touch").await?;
        page.script("document.activeElement.blur()").await?;
        // In a Cyrillic layout the keys write д and т.
        let press = |key: &str, code: &str| {
            format!(
                "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', code: '{code}', bubbles: true, \
                 cancelable: true }}))"
            )
        };
        page.script(&press("д", "KeyL")).await?;
        drawer(&page, true).await?;
        focus_is_on(&page, ".touch-kinds input").await?;
        page.script(&press("т", "KeyN")).await?;
        drawer(&page, false).await?;
        page.text_that("tried", |text| text.contains("6 May 1998") || text.contains("since")).await?;
        // What is typed is asked about.
        keys(&page, "l").await?;
        drawer(&page, true).await?;
        keys(&page, Key::Enter).await?;
        keys(&page, "half a sentence").await?;
        keys(&page, Key::Escape).await?;
        page.find("touch-go-on").await?;
        page.click("touch-go-on").await?;
        let said = "return document.querySelector('#touch-said').value";
        ensure!(page.script(said).await? == json!("half a sentence"));
        keys(&page, Key::Escape).await?;
        page.click("touch-throw-away").await?;
        drawer(&page, false).await?;
        // Without a word there is nothing to ask.
        keys(&page, "l").await?;
        drawer(&page, true).await?;
        keys(&page, Key::Escape).await?;
        drawer(&page, false).await
    });
}

const MAIL: &str = "From: =?utf-8?Q?Paul_Leitner?= <P.Leitner@ernst-handel.example>
To: Janet Leverling <janet.leverling@northwind.example>
Subject: =?utf-8?B?w5ZsIHVuZCBSZWlz?=
Date: Tue, 5 May 1998 23:30:00 -0700
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Can you send a list of oils and rice=3F
";

#[test]
fn a_mail_that_is_dropped_logs_itself() {
    journey("a mail", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/").await?;
        page.find("today-line").await?;
        let drop = format!(
            "const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([{}], 'whatever.bin'));
            document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer, bubbles: true, cancelable: true }}));",
            Value::from(MAIL.replace('\n', "\r\n"))
        );
        page.script(&drop).await?;
        page.text_that("touch-name", |name| name == ACCOUNT).await?;
        let value = |id: &str| format!("return document.querySelector('#{id}')?.value ?? null");
        until("the subject", PATIENCE, async || {
            Ok((page.script(&value("touch-subject")).await? == json!("Öl und Reis")).then_some(()))
        })
        .await?;
        ensure!(page.script(&value("touch-said")).await? == json!("Can you send a list of oils and rice?"));
        let pressed = "return [...document.querySelectorAll('[data-testid=touch-person][aria-pressed=true]')].map(chip => chip.innerText)";
        let pressed = page.script(pressed).await?;
        ensure!(pressed.to_string().contains("Paul Leitner"), "{pressed}");
        page.screenshot("touch mail").await?;
        page.click("touch-save").await?;
        drawer(&page, false).await?;
        let (_, export) = export_json(&page).await?;
        ensure!(records(&export, "interaction", "subject").contains(&"Öl und Reis"));
        let letters = records(&export, "interaction", "by");
        ensure!(letters == ["them"], "{letters:?}");
        Ok(())
    });
}

#[test]
fn all_that_has_a_day_is_saved_as_a_calendar() {
    journey("a calendar", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/").await?;
        page.find("today-line").await?;
        let file = std::fs::read_to_string(page.download("export-ics").await?)?;
        ensure!(
            file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n"),
            "{file}"
        );
        let events = file.matches("BEGIN:VEVENT").count();
        ensure!(events > 5 && file.matches("DTSTART;VALUE=DATE:").count() == events, "{events}");
        ensure!(file.lines().all(|line| line.len() <= 75), "{file}");
        Ok(())
    });
}
