//! Nobody is kept out: axe finds nothing on any page, in any theme, either direction, wide and narrow; and what is
//! done by keyboard is done.

use anyhow::{Context, Result, ensure};
use thirtyfour::prelude::*;
use vital_few_e2e::journey;
use vital_few_e2e::page::{PATIENCE, Page, until};
use vital_few_e2e::steps::{SAMPLE_ACCOUNTS, accounts_are, an_account, load_the_sample};

/// Colours must not be on their way to others while they are compared.
const STAND_STILL: &str = "
    // A sheet that is written into the page would be refused by its policy.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets = [sheet];";

/// What axe says against the page, as lines; in the second theme only colours are another question.
const LOOK: &str = "
    const theme = document.querySelector('[data-testid=theme]');
    const found = [];
    for (const name of ['light', 'dark']) {
        theme.value = name;
        theme.dispatchEvent(new Event('change', { bubbles: true }));
        await new Promise(requestAnimationFrame);
        // Nobody presses what is on paper.
        const isPaper = document.querySelector('.sheet') !== null;
        const options = name === 'light'
            ? { rules: { 'target-size': { enabled: !isPaper } } }
            : { runOnly: ['color-contrast'] };
        const { violations } = await axe.run(document, { ...options, resultTypes: ['violations'] });
        for (const { id, nodes } of violations) {
            for (const node of nodes.slice(0, 4)) {
                found.push(`${name}: ${id}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll('\\n', ' ')}`);
            }
        }
    }
    return found;";

/// Looks through every page in a language, at both widths.
async fn look_through(page: &Page, language: &str) -> Result<()> {
    let Some(axe) = std::env::var_os("VITAL_FEW_AXE") else {
        println!("axe-core is not here: no page is looked through");
        return Ok(());
    };
    let axe = std::fs::read_to_string(&axe).context("reading axe-core")?;
    load_the_sample(page).await?;
    page.open("#/accounts").await?;
    let account = an_account(page).await?;
    let account = account.split('?').next().unwrap_or_default();
    page.find("language").await?.find(By::Css(format!("option[value={language}]"))).await?.click().await?;
    until("the language is shown", PATIENCE, async || {
        Ok((page.script("return document.documentElement.lang").await? == language).then_some(()))
    })
    .await?;
    page.script(&format!("{axe};{STAND_STILL}")).await?;
    let fixed = [
        "#/",
        "#/segments",
        "#/segments/movement",
        "#/segments/concentration",
        "#/segments/strategy",
        "#/accounts",
        "#/accounts/dossiers",
        "#/competitors",
        "#/negotiations",
        "#/service",
        "#/data",
    ];
    let of_account = ["", "/brief", "/print", "/handover"].map(|of| format!("{account}{of}"));
    let routes: Vec<String> = fixed.into_iter().map(Into::into).chain(of_account).collect();
    let mut found = Vec::new();
    for width in [1280, 360] {
        page.set_viewport(width, 800).await?;
        for route in &routes {
            page.open(route).await?;
            until(&format!("all of {route}"), PATIENCE, async || {
                let waits = page.script("return document.querySelector('main > .note[role=status]') !== null").await?;
                Ok((waits == false).then_some(()))
            })
            .await?;
            let said = page.script_async(LOOK).await?;
            let said = said.as_array().context("axe says nothing")?;
            found.extend(said.iter().filter_map(|line| Some(format!("{width} {route} {}", line.as_str()?))));
        }
    }
    ensure!(found.is_empty(), "axe finds {}:\n{}", found.len(), found.join("\n"));
    Ok(())
}

#[test]
fn axe_finds_nothing_in_english() {
    journey("axe", |page| async move { look_through(&page, "en").await });
}

#[test]
fn axe_finds_nothing_from_right_to_left() {
    journey("axe right to left", |page| async move { look_through(&page, "fa").await });
}

/// What has the focus, by its test id.
async fn focused(page: &Page) -> Result<String> {
    let id = page.script("return document.activeElement?.dataset.testid ?? ''").await?;
    Ok(id.as_str().unwrap_or_default().to_owned())
}

async fn press(page: &Page, keys: impl Into<TypingData>) -> Result<()> {
    page.driver.active_element().await?.send_keys(keys).await?;
    Ok(())
}

#[test]
fn a_menu_is_walked_by_arrows_and_gives_the_focus_back() {
    journey("menu by keyboard", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        an_account(&page).await?;
        page.find("account-more").await?.focus().await?;
        press(&page, Key::Down).await?;
        until("the first item has the focus", PATIENCE, async || {
            Ok((focused(&page).await? == "print-dossier").then_some(()))
        })
        .await?;
        for (key, to) in [
            (Key::End, "archive-account"),
            (Key::Down, "print-dossier"),
            (Key::Down, "business-review"),
            (Key::Down, "hand-over"),
            (Key::Home, "print-dossier"),
        ] {
            press(&page, key).await?;
            until(&format!("{to} has the focus"), PATIENCE, async || Ok((focused(&page).await? == to).then_some(())))
                .await?;
        }
        press(&page, Key::Escape).await?;
        ensure!(focused(&page).await? == "account-more" && !page.is_there("hand-over").await?);
        press(&page, "?").await?;
        until("the sheet of keys is open", PATIENCE, async || {
            let text = page.find("keys-sheet").await?.text().await?;
            Ok((text.contains("Ctrl") && text.contains("Undo")).then_some(()))
        })
        .await
    });
}

#[test]
fn an_account_goes_to_the_archive_and_comes_back_by_undo() {
    journey("archive", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        an_account(&page).await?;
        page.click("account-more").await?;
        page.click("archive-account").await?;
        page.find("archived").await?;
        page.open("#/accounts").await?;
        accounts_are(&page, SAMPLE_ACCOUNTS - 1).await?;
        page.click("filter-archived").await?;
        accounts_are(&page, 1).await?;
        page.click("undo").await?;
        page.open("#/accounts").await?;
        accounts_are(&page, SAMPLE_ACCOUNTS).await?;
        Ok(())
    });
}

#[test]
fn undo_works_from_a_slider_and_says_what_settings_moved() {
    journey("undo from a slider", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/segments").await?;
        page.find("limit-a").await?.focus().await?;
        for _ in 0..10 {
            press(&page, Key::Left).await?;
        }
        page.click("what-if-apply").await?;
        page.find("settings-unusual").await?;
        until("it is said who moved", PATIENCE, async || {
            let text = page.driver.find(By::Css(".toast")).await?.text().await?;
            Ok(text.contains("moved class").then_some(()))
        })
        .await?;
        page.find("limit-a").await?.focus().await?;
        press(&page, Key::Control + "z").await?;
        page.gone("settings-unusual", PATIENCE).await
    });
}

#[test]
fn the_sample_says_so_and_can_be_removed() {
    journey("sample removed", |page| async move {
        load_the_sample(&page).await?;
        for route in ["#/segments", "#/accounts", "#/data"] {
            page.open(route).await?;
            page.find("sample-banner").await?;
        }
        let read_on = page.find("read-on").await?.text().await?;
        for _ in 0..2 {
            page.click("read-on-switch").await?;
        }
        ensure!(page.find("read-on").await?.text().await? == read_on, "it is no switch both ways");
        page.click("sample-remove").await?;
        page.open("#/segments").await?;
        page.find("load-sample").await?;
        page.click("undo").await?;
        page.find("sample-banner").await?;
        Ok(())
    });
}
