//! The dossier: what is on its page is on paper, a brief is one page, a colleague gets what they may,
//! and a large one opens and edits at once.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use vital_few::book::kind::{Input, Kind};
use vital_few::book::{Account, RecordKind, account};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::pdf::{Sheet, missing, read};
use vital_few_e2e::steps::{export_json, load_the_sample, saved};
use vital_few_e2e::{Page, journey};

/// The three that the sample has filled.
const FILLED: [&str; 3] = ["Ernst Handel", "QUICK-Stop", "Save-a-lot Markets"];

/// Opens the dossier of an account, all of its sections, and returns its address.
pub async fn open_dossier(page: &Page, name: &str) -> Result<String> {
    page.open("#/accounts").await?;
    page.find("accounts-table").await?;
    let link = format!("return document.querySelector('[data-account=\"{name}\"] a')?.getAttribute('href') ?? null");
    let address = until(&format!("the row of {name}"), PATIENCE, async || {
        Ok(page.script(&link).await?.as_str().map(str::to_owned))
    })
    .await?;
    page.open(&address).await?;
    // The last section: all others are there before it.
    page.find("account-notes").await?;
    page.click("open-all").await?;
    page.find("account-stage").await?;
    Ok(address)
}

/// Opens what is folded within sections: every person, the rest of the facts, the whole history.
async fn open_every_fold(page: &Page) -> Result<()> {
    page.click("people-cards").await?;
    let open = "
        const followed = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
        document.querySelector('[data-testid=history-all]')?.click();
        document.querySelectorAll('.account .fold-more, .account .people-gone').forEach(more => more.open = true);
        document.querySelectorAll('[data-testid=open-person][aria-expanded=false]').forEach(person => person.click());
        await followed();
        await followed();";
    page.script_async(open).await?;
    page.gone("history-all", PATIENCE).await
}

async fn choose_language(page: &Page, language: &str) -> Result<()> {
    let select = page.find("language").await?;
    select.find(By::Css(format!("option[value=\"{language}\"]"))).await?.click().await?;
    until(&format!("the page is in {language}"), PATIENCE, async || {
        let shown = page.script("return document.documentElement.lang").await?;
        Ok((shown == language).then_some(()))
    })
    .await
}

/// The PDF that "Save as PDF" would make.
pub async fn printed(page: &Page) -> Result<Vec<Sheet>> {
    let settings = json!({ "preferCSSPageSize": true, "printBackground": true });
    let answer = page.dev_tools("Page.printToPDF", settings).await?;
    let data = answer["data"].as_str().context("no PDF came")?;
    let bytes = STANDARD.decode(data)?;
    if let Ok(directory) = std::env::var("VITAL_FEW_SHOTS") {
        std::fs::write(Path::new(&directory).join("dossier.pdf"), &bytes)?;
    }
    read(&bytes)
}

/// Every value on the dossier's page: what fields hold, and the text of whatever holds no more than text.
/// What can be pressed and what only explains is no value.
const VALUES: &str = "
    const skip = '.fold-head, button:not(.link), label, summary, form, select, nav, svg title, svg desc, .sr, .no-print, [hidden], option, .toast, details:not([open]) > :not(summary), .section-head .note, .mark.link, .entry-acts, .next-step-of, [data-testid=history-all], .people-keys';
    const inline = new Set(['B', 'BDI', 'SPAN', 'A', 'SMALL', 'I', 'EM', 'STRONG', 'TIME', 'CODE', 'BUTTON', 'TSPAN']);
    const values = [];
    for (const of of document.querySelectorAll('.account .stack textarea, .account .stack input.editable')) values.push(of.value);
    const walk = element => {
        if (element.matches(skip) || element.tagName === 'TEXTAREA' || element.tagName === 'INPUT') return;
        const style = getComputedStyle(element);
        if (style.display === 'none' || style.visibility === 'hidden') return;
        const children = [...element.children];
        if (children.every(child => inline.has(child.tagName) && !child.children.length) && element.textContent.trim()) {
            if (children.some(child => child.matches(skip))) children.forEach(walk);
            else values.push(element.textContent);
        } else children.forEach(walk);
    };
    document.querySelectorAll('.account .stack > *').forEach(walk);
    return values.flatMap(value => value.split('\\n')).map(value => value.trim()).filter(value => value);";

/// Whether a field holds words of people, by its form.
fn is_prose(kind: &Value, field: &str) -> bool {
    let kind = kind.as_str().unwrap_or_default();
    let field = match kind {
        Account::KIND => account::form_field(field),
        _ => Kind::of_code(kind).and_then(|kind| kind.field(field)),
    };
    field.is_some_and(|field| matches!(field.input, Input::Line | Input::Text | Input::Group))
}

/// The texts people wrote of an account, out of an export: whatever belongs to it.
fn written(export: &Value, account: &str) -> Vec<String> {
    let records = export["book"].as_object().into_iter().flatten();
    let mut texts = Vec::new();
    for (id, record) in records {
        let fields = &record["fields"];
        let is_of = id == account || fields["account"]["v"] == account;
        // What a negotiation is prepared with is printed by its brief, and not in the dossier.
        let is_in_brief = record["kind"].as_str().is_some_and(|kind| kind.starts_with("negotiation"));
        if !is_of || is_in_brief || fields["deleted"]["v"] == true {
            continue;
        }
        for (name, register) in fields.as_object().into_iter().flatten() {
            if let Some(text) = register["v"].as_str().filter(|_| is_prose(&record["kind"], name)) {
                texts.extend(text.split('\n').map(str::to_owned).filter(|line| !line.trim().is_empty()));
            }
        }
    }
    texts.sort();
    texts.dedup();
    texts
}

fn paper(pages: &[Sheet], width: f32) -> Result<()> {
    for page in pages {
        ensure!((page.width - width).abs() < 1.0, "a page is {} points wide instead of {width}", page.width);
        ensure!(
            page.type_size.0 > 5.5,
            "something is set in {} points: the document was shrunk to fit",
            page.type_size.0
        );
    }
    Ok(())
}

/// "A dossier printed to PDF holds every value that is on the page, nothing cut, in English, Russian and a
/// right-to-left language."
#[test]
fn paper_holds_what_the_page_holds() {
    journey("a dossier on paper", |page| async move {
        load_the_sample(&page).await?;
        for (language, name) in [("en", FILLED[0]), ("ru", FILLED[1]), ("fa", FILLED[2])] {
            choose_language(&page, language).await?;
            let address = open_dossier(&page, name).await?;
            open_every_fold(&page).await?;
            let values: Vec<String> = serde_json::from_value(page.script(VALUES).await?)?;
            ensure!(values.len() > 300, "only {} values were found on the page", values.len());
            let (_, export) = export_json(&page).await?;
            let id = address.rsplit('/').next().unwrap_or_default();
            page.open(&format!("{address}/print")).await?;
            // It opens on what one should have read; what was chosen once is kept.
            page.click("print-full").await?;
            page.find("sheet").await?;
            until("charts are drawn", PATIENCE, async || {
                let drawn = "return document.querySelectorAll('.sheet .chart svg').length >= 2";
                Ok((page.script(drawn).await? == true).then_some(()))
            })
            .await?;
            let pages = printed(&page).await?;
            paper(&pages, 595.0)?;
            let lost = missing(&pages, &values);
            ensure!(
                lost.is_empty(),
                "{language}: {} of {} values are not on paper: {lost:#?}",
                lost.len(),
                values.len()
            );
            let written = written(&export, id);
            ensure!(written.len() > 80, "only {} texts are in the export", written.len());
            // In a line that runs to the left a Latin text stands in pieces, in the order in which they are
            // seen; what the page holds, which is compared above, is there all the same.
            let lost = if language == "fa" { Vec::new() } else { missing(&pages, &written) };
            ensure!(
                lost.is_empty(),
                "{language}: {} of {} texts are not on paper: {lost:#?}",
                lost.len(),
                written.len()
            );
            // A check that can't fail proves nothing.
            let absent = vec!["This sentence stands on no page of it".to_owned()];
            ensure!(missing(&pages, &absent).len() == 1, "a value that isn't there was found");
        }
        choose_language(&page, "en").await?;
        // The other paper, without a cover, of two sections.
        let letter = "document.querySelector('[data-testid=paper-letter]').click();
            document.querySelector('[data-testid=print-cover]').click();
            document.querySelectorAll('.print-sections input:not([value=general]):not([value=notes])').forEach(box => box.checked && box.click());";
        page.script(letter).await?;
        until("the sheet is short", PATIENCE, async || {
            let sections = "return document.querySelectorAll('.sheet > .section').length === 2";
            Ok((page.script(sections).await? == true).then_some(()))
        })
        .await?;
        let pages = printed(&page).await?;
        paper(&pages, 612.0)?;
        ensure!(pages.len() <= 4, "two sections take {} pages", pages.len());
        // What one reads before a meeting, in every language.
        for (language, name) in [("en", FILLED[1]), ("ru", FILLED[0]), ("fa", FILLED[2])] {
            choose_language(&page, language).await?;
            let address = open_dossier(&page, name).await?;
            page.open(&format!("{address}/print")).await?;
            page.click("print-short").await?;
            until("the sheet is short", PATIENCE, async || {
                let is_short = "return document.querySelector('.sheet').dataset.extent === 'short'
                    && document.querySelectorAll('.sheet .chart svg').length >= 2";
                Ok((page.script(is_short).await? == true).then_some(()))
            })
            .await?;
            let pages = printed(&page).await?;
            ensure!(pages.len() <= 4, "{language}: the short dossier of {name} has {} pages", pages.len());
        }
        choose_language(&page, "en").await
    });
}

#[test]
fn a_brief_is_one_page_for_every_account() {
    journey("a brief", |page| async move {
        load_the_sample(&page).await?;
        for language in ["en", "ru", "fa"] {
            choose_language(&page, language).await?;
            for name in FILLED {
                let address = open_dossier(&page, name).await?;
                page.open(&format!("{address}/brief")).await?;
                page.find("sheet").await?;
                let pages = printed(&page).await?;
                ensure!(pages.len() == 1, "{language}: the brief of {name} has {} pages", pages.len());
                paper(&pages, 595.0)?;
            }
        }
        Ok(())
    });
}

/// What says that a page is for paper held for the dossier too that came after a brief: all of it stood open, and
/// nothing could be pressed.
#[test]
fn a_dossier_folds_again_after_its_brief_and_its_review() {
    journey("after a brief", |page| async move {
        load_the_sample(&page).await?;
        let address = open_dossier(&page, FILLED[1]).await?;
        page.click("fold-all").await?;
        page.gone("coverage-matrix", PATIENCE).await?;
        for document in ["brief", "review", "print"] {
            page.open(&format!("{address}/{document}")).await?;
            page.find("sheet").await?;
            page.open(&address).await?;
            page.find("fold-notes").await?;
            ensure!(!page.is_there("coverage-matrix").await?, "after its {document} all of it is open");
        }
        Ok(())
    });
}

#[test]
fn a_colleague_gets_what_they_may_and_the_sales_once() {
    journey("a dossier handed over", |page| async move {
        load_the_sample(&page).await?;
        let address = open_dossier(&page, FILLED[0]).await?;
        page.open(&format!("{address}/handover")).await?;
        page.click("for-customer").await?;
        page.find("held-back").await?;
        let customer = page.download("export-dossier").await?;
        let customer: Value = serde_json::from_str(&std::fs::read_to_string(customer)?)?;
        ensure!(customer["part"] == "dossier" && customer["format"] == "vital-few", "the file doesn't say what it is");
        let text = customer["book"].to_string();
        for secret in ["stance", "weak_points", "our_bid", "threat", "birthday", "\"types\""] {
            ensure!(!text.contains(secret), "the customer reads of {secret}");
        }
        ensure!(text.contains("Roland Mendel"), "the customer's own contact is missing");
        page.click("for-team").await?;
        page.gone("held-back", PATIENCE).await?;
        let file = page.download("export-dossier").await?;
        let (whole, _) = export_json(&page).await?;

        // The colleague's book is empty; the dossier alone makes an account with its orders.
        erase(&page).await?;
        import(&page, &file).await?;
        ensure!(!page.is_there("merge-restore").await?, "a whole book can be restored from one dossier");
        page.click("merge-commit").await?;
        saved(&page).await?;
        open_dossier(&page, FILLED[0]).await?;
        revenue_is(&page, "104,875").await?;
        let people = "return document.querySelectorAll('ul.contacts > li').length";
        ensure!(page.script(people).await?.as_u64().unwrap_or_default() >= 6, "the people are missing");

        // The whole book comes later: nothing is counted twice.
        import(&page, &whole).await?;
        page.click("merge-commit").await?;
        saved(&page).await?;
        open_dossier(&page, FILLED[0]).await?;
        revenue_is(&page, "104,875").await
    });
}

/// Presses a key on the element.
async fn press(page: &Page, selector: &str, key: Key) -> Result<()> {
    let element = until(&format!("{selector} on the page"), PATIENCE, async || {
        Ok(page.driver.find_all(By::Css(selector)).await?.into_iter().next())
    })
    .await?;
    element.scroll_into_view().await?;
    Ok(element.send_keys(key + "").await?)
}

async fn focus_is_on(page: &Page, selector: &str) -> Result<()> {
    let script = format!("return document.activeElement?.matches('{selector}') ?? false");
    let what = format!("the focus on {selector}");
    let done = until(&what, PATIENCE, async || Ok((page.script(&script).await? == true).then_some(())));
    let where_it_is =
        "const { tagName, id, dataset } = document.activeElement; return `${tagName}#${id} ${dataset.testid}`";
    let Err(error) = done.await else { return Ok(()) };
    Err(error.context(format!("it is on {}", page.script(where_it_is).await?)))
}

/// What has the focus may go by what it does: then something near has it, never the page's root.
#[test]
fn focus_is_never_lost() {
    const MORE: &str = "[data-testid=account-more]";
    const REMOVE: &str = "[data-testid=record-form] .reach button";
    const OWN: &str = "[data-testid=add-custom-field]";
    const STAGE: &str = "[data-testid=set-stage] > summary";
    journey("focus", |page| async move {
        load_the_sample(&page).await?;
        open_dossier(&page, FILLED[0]).await?;
        // From a menu, out of it, and back from what it opened.
        press(&page, MORE, Key::Enter).await?;
        page.find("merge-with").await?;
        press(&page, MORE, Key::Escape).await?;
        page.gone("merge-with", PATIENCE).await?;
        focus_is_on(&page, MORE).await?;
        press(&page, MORE, Key::Enter).await?;
        press(&page, "[data-testid=merge-with]", Key::Enter).await?;
        focus_is_on(&page, "[data-testid=merge-search]").await?;
        press(&page, "[data-testid=merge-search]", Key::Escape).await?;
        focus_is_on(&page, MORE).await?;

        // A number more, and less.
        page.click("people-cards").await?;
        page.click("open-person").await?;
        press(&page, "[data-testid=edit-person]", Key::Enter).await?;
        press(&page, "#form-reach", Key::Enter).await?;
        focus_is_on(&page, ".reach input").await?;
        press(&page, REMOVE, Key::Enter).await?;
        focus_is_on(&page, "#form-reach").await?;
        press(&page, "#form-reach", Key::Escape).await?;
        focus_is_on(&page, "[data-testid=edit-person]").await?;

        // A field of our own, begun and given up.
        press(&page, OWN, Key::Enter).await?;
        focus_is_on(&page, "[data-field=custom] .fact-own textarea").await?;
        press(&page, "[data-field=custom]:last-of-type button[aria-label^=Delete]", Key::Enter).await?;
        focus_is_on(&page, OWN).await?;

        // What a person has set, withdrawn; undone, it is said.
        press(&page, STAGE, Key::Enter).await?;
        press(&page, "[data-testid=withdraw-stage]", Key::Enter).await?;
        focus_is_on(&page, STAGE).await?;
        page.driver.active_element().await?.send_keys(Key::Control + "z").await?;
        until("the undoing is said", PATIENCE, async || {
            let said = page.script("return document.querySelector('.toast')?.textContent ?? \"\"").await?;
            Ok(said.as_str().filter(|said| said.contains("Undone")).map(|_| ()))
        })
        .await?;
        page.find("withdraw-stage").await?;

        // Who is asked what becomes of somebody may think better of it.
        press(&page, "[data-testid=delete-person]", Key::Enter).await?;
        focus_is_on(&page, "[data-testid=leaving-left]").await?;
        press(&page, "[data-testid=leaving-left]", Key::Escape).await?;
        focus_is_on(&page, "[data-testid=delete-person]").await
    });
}

async fn erase(page: &Page) -> Result<()> {
    page.open("#/data").await?;
    page.click("delete-all").await?;
    let field = page.find("delete-confirm").await?;
    let word = field.attr("data-word").await?.unwrap_or_default();
    field.send_keys(word.as_str()).await?;
    page.click("delete-commit").await?;
    page.gone("delete-commit", PATIENCE).await?;
    saved(page).await
}

async fn import(page: &Page, file: &Path) -> Result<()> {
    page.open("#/data").await?;
    page.upload("import-file", file).await?;
    page.find("merge-preview").await?;
    Ok(())
}

async fn revenue_is(page: &Page, wanted: &str) -> Result<()> {
    until(&format!("{wanted} in the figures"), PATIENCE, async || {
        let figures = "return document.querySelector('#overview')?.textContent ?? ''";
        Ok(page.script(figures).await?.as_str().is_some_and(|text| text.contains(wanted)).then_some(()))
    })
    .await
}

#[test]
fn a_fact_is_edited_confirmed_and_doubted_by_keyboard_alone() {
    journey("facts by keyboard", |page| async move {
        load_the_sample(&page).await?;
        let address = open_dossier(&page, FILLED[0]).await?;
        // By address to the section: reading goes on there.
        page.open(&format!("{address}/general")).await?;
        let focused = "return document.activeElement?.closest('section')?.id ?? ''";
        until("the section has the focus", PATIENCE, async || {
            Ok((page.script(focused).await? == "general").then_some(()))
        })
        .await?;
        let keys = |text: &str| page.driver.action_chain().send_keys(text.to_owned());
        let on = |field: &str| format!("return document.activeElement?.closest('[data-field={field}]') != null");
        for _ in 0..40 {
            if page.script(&on("industry")).await? == true {
                break;
            }
            keys("\u{E004}").perform().await?;
        }
        ensure!(page.script(&on("industry")).await? == true, "tabbing doesn't reach the industry");
        let state = "return document.querySelector('[data-field=industry] dd:last-child').textContent";
        ensure!(page.script(state).await?.as_str().is_some_and(|text| text.contains("confirmed")), "it was confirmed");
        keys("x").perform().await?;
        until("what is edited is assumed", PATIENCE, async || {
            Ok(page.script(state).await?.as_str().filter(|text| text.contains("assumed")).map(|_| ()))
        })
        .await?;
        keys("\u{E004}").perform().await?;
        keys("\u{E006}").perform().await?;
        until("it is confirmed again", PATIENCE, async || {
            Ok(page.script(state).await?.as_str().filter(|text| text.contains("6 May 1998")).map(|_| ()))
        })
        .await?;
        saved(&page).await
    });
}

#[test]
fn a_stage_is_set_and_a_parent_makes_a_group() {
    journey("stage and group", |page| async move {
        load_the_sample(&page).await?;
        open_dossier(&page, FILLED[1]).await?;
        let group = page.find("group-table").await?.text().await?;
        ensure!(
            group.contains("Lehmanns Marktstand") && group.contains("Morgenstern"),
            "the group is not shown: {group}"
        );
        open_dossier(&page, "Rattlesnake Canyon Grocery").await?;
        page.click("confirm-stage").await?;
        until("the stage is confirmed", PATIENCE, async || {
            let text = page.find("account-stage").await?.text().await?;
            Ok(text.contains("confirmed").then_some(()))
        })
        .await?;
        page.open("#/accounts/dossiers").await?;
        let table = page.find("dossiers-table").await?.text().await?;
        ensure!(FILLED.iter().all(|name| table.contains(name)), "the dossiers of key accounts lack one");
        Ok(())
    });
}

/// What is folded isn't there until it is opened: by its heading, by the contents, by its address; and it is
/// remembered, for all accounts.
#[test]
fn a_section_opens_by_its_heading_by_the_contents_and_by_its_address() {
    journey("folds", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        page.find("accounts-table").await?;
        let link = "return document.querySelector('[data-account=\"QUICK-Stop\"] a').getAttribute('href')";
        let address = page.script(link).await?.as_str().unwrap_or_default().to_owned();
        page.open(&address).await?;
        page.find("account-notes").await?;
        for absent in ["rivals", "space-row", "coverage-matrix", "account-stage"] {
            ensure!(!page.is_there(absent).await?, "{absent} is built though it is folded");
        }
        let height = "return document.documentElement.scrollHeight";
        // A phone's 360 px, and the bar beside them that a phone doesn't have.
        for (width, most) in [(1280, 4_500), (375, 6_500)] {
            page.set_viewport(width, 900).await?;
            // Charts are drawn at the width there is.
            let settled = "for (let at = 0; at < 5; at++) await new Promise(requestAnimationFrame);";
            page.script_async(settled).await?;
            let height = page.script(height).await?.as_u64().unwrap_or_default();
            ensure!(height <= most, "at a width of {width} it is {height} high");
        }
        page.set_viewport(1280, 900).await?;
        // By its heading, with the keyboard.
        press(&page, "[data-testid=fold-competitors]", Key::Enter).await?;
        page.find("rivals").await?;
        focus_is_on(&page, "[data-testid=fold-competitors]").await?;
        // By its address: reading goes on there.
        page.open(&format!("{address}/coverage")).await?;
        page.find("coverage-matrix").await?;
        focus_is_on(&page, "#coverage h2").await?;
        // By the contents.
        page.script("document.querySelector('.toc a[href$=\"/space\"]').click()").await?;
        page.find("space-row").await?;
        // What somebody opened stays open, whatever a link has opened is folded again.
        page.open_afresh("#/accounts").await?;
        page.open(&address).await?;
        page.find("rivals").await?;
        page.find("fold-notes").await?;
        ensure!(!page.is_there("coverage-matrix").await?, "a link has opened it for good");
        page.click("fold-people").await?;
        page.open_afresh(&address).await?;
        page.find("fold-notes").await?;
        ensure!(!page.is_there("decision-map").await?, "it was folded");
        page.click("open-all").await?;
        page.find("decision-map").await?;
        page.find("coverage-matrix").await?;
        Ok(())
    });
}

#[test]
fn the_next_step_is_read_first_and_changed_behind_a_click() {
    journey("next-step", |page| async move {
        load_the_sample(&page).await?;
        open_dossier(&page, FILLED[1]).await?;
        page.text_that("next-said", |text| text.contains("Bidders") && text.contains("in 13 days")).await?;
        page.text_that("cadence-said", |text| text.contains("30 days") && text.contains("45 days")).await?;
        ensure!(!page.is_there("next-what").await?, "it is asked for before it is read");
        page.click("next-change").await?;
        let field = page.find("next-what").await?;
        field.clear().await?;
        field.send_keys("Bring the labels").await?;
        page.find("cadence-ideal-own").await?.send_keys("10" + Key::Tab).await?;
        page.text_that("next-said", |text| text.contains("Bring the labels")).await?;
        page.text_that("cadence-said", |text| text.contains("10 days")).await?;
        page.click("next-change").await?;
        page.gone("next-what", PATIENCE).await?;
        saved(&page).await
    });
}

/// What had been late for two months stood behind what is planned, and a request had no day that has one on Today.
#[test]
fn what_is_to_come_is_one_list_and_agrees_with_today() {
    journey("what is to come", |page| async move {
        load_the_sample(&page).await?;
        open_dossier(&page, FILLED[1]).await?;
        let first = ["Ask again", "German shelf labels", "35 Mozzarella", "to be answered by 5 May 1998, 13:00"];
        let told = page.text_that("upcoming", |text| first.iter().all(|part| text.contains(part))).await?;
        let places: Vec<_> = first.iter().map(|part| told.find(part)).collect();
        ensure!(places.is_sorted(), "{told}");
        // As many as on Today.
        until("the count of late ones", PATIENCE, async || {
            let head = page.driver.find(By::Css("#next .fold-head")).await?.text().await?;
            Ok(head.contains("4 late").then_some(()))
        })
        .await
    });
}

#[test]
fn a_touch_is_logged_from_the_head() {
    journey("a touch", |page| async move {
        load_the_sample(&page).await?;
        open_dossier(&page, FILLED[1]).await?;
        page.click("log-touch").await?;
        page.find("touch-said").await?.send_keys("The list of agreements").await?;
        page.click("touch-save").await?;
        page.text_that("timeline-entry", |text| text.contains("The list of agreements")).await?;
        saved(&page).await
    });
}

#[test]
fn sees_which_dossiers_are_worth_filling_in() {
    journey("dossiers", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts/dossiers").await?;
        page.text_that("dossiers-reading", |text| text.contains("next to nothing")).await?;
        // Large ones of which hardly anything is known stand before those that are filled in.
        let names =
            "return [...document.querySelectorAll('[data-testid=dossier-row]')].map(row => row.dataset.account)";
        let names: Vec<String> = serde_json::from_value(page.script(names).await?)?;
        let at = |name: &str| names.iter().position(|found| found == name);
        ensure!(at("Hungry Owl All-Night Grocers").is_some(), "{names:?}");
        ensure!(FILLED.iter().all(|name| at(name) > at("Hungry Owl All-Night Grocers")), "{names:?}");
        // The rows are one stop, and arrows go on from row to row and from hole to hole.
        let stops = "const rows = document.querySelectorAll('[data-testid=dossier-row]'); rows[0].focus();\
                     return document.querySelectorAll('[data-testid=dossiers-table] tbody [tabindex=\"0\"]').length";
        ensure!(page.script(stops).await? == json!(1), "the rows are one stop");
        page.driver.active_element().await?.send_keys(Key::Down).await?;
        page.driver.active_element().await?.send_keys(Key::Right).await?;
        let within = "const at = document.activeElement; return [at.tagName, at.closest('tr')?.dataset.account]";
        let within = page.script(within).await?;
        ensure!(within == json!(["A", names[1]]), "{within}");
        // A hole leads to where it is filled.
        page.driver.find(By::Css("[data-testid=dossier-row] .hole[data-state=missing]")).await?.click().await?;
        until("the section it is told in", PATIENCE, async || {
            Ok(page.driver.current_url().await?.as_str().ends_with("/general").then_some(()))
        })
        .await
    });
}
