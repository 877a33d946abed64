//! What to do today: lines come with their reasons, one click does them, and what is set aside comes back.

use anyhow::{Context, Result, ensure};
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{first_visit, load_the_sample, saved};
use vital_few_e2e::{Page, csv, journey};

/// Kind and account of each line that is shown, in their order.
async fn lines(page: &Page) -> Result<Vec<(String, String)>> {
    let read = "return [...document.querySelectorAll('ol [data-testid=today-line]')]
        .map(line => [line.dataset.kind, line.dataset.account])";
    Ok(serde_json::from_value(page.script(read).await?)?)
}

/// Waits until a line is there, or isn't.
async fn line_is(page: &Page, kind: &str, account: &str, there: bool) -> Result<()> {
    until(&format!("{kind} of {account}: {there}"), PATIENCE, async || {
        let found = lines(page).await?;
        ensure!(!found.is_empty(), "no lines yet");
        let is_there = found.iter().any(|(of, at)| of == kind && at == account);
        Ok((is_there == there).then_some(()))
    })
    .await
}

fn line(kind: &str, account: &str) -> String {
    format!("[data-testid=today-line][data-kind={kind}][data-account=\"{account}\"]")
}

/// Presses something in a line.
async fn press(page: &Page, kind: &str, account: &str, what: &str) -> Result<()> {
    let button = format!("{} [data-testid={what}]", line(kind, account));
    let button = page.driver.find(By::Css(button)).await.with_context(|| format!("{what} of {kind}"))?;
    button.scroll_into_view().await?;
    button.click().await?;
    Ok(())
}

async fn open_today(page: &Page) -> Result<()> {
    load_the_sample(page).await?;
    page.open("#/").await?;
    page.find("today-line").await?;
    Ok(())
}

#[test]
fn says_what_is_to_be_done_and_exports_all_of_it() {
    journey("today", |page| async move {
        open_today(&page).await?;
        ensure!(page.heading().await?.is_some_and(|day| day.contains("6 May 1998")), "the sample's day");
        ensure!(lines(&page).await?.len() == 12, "{:?}", lines(&page).await?);
        page.screenshot("today").await?;
        let order = page.driver.find(By::Css(line("late_order", "Ernst Handel"))).await?;
        ensure!(order.attr("data-due").await?.as_deref() == Some("1998-05-06"));
        ensure!(order.text().await?.contains("11008"), "{}", order.text().await?);
        // Accounts are counted, in the order in which they stand, and not their lines.
        let ranks =
            "return [...document.querySelectorAll('ol .agenda-rank')].map(rank => rank.textContent).filter(Boolean)";
        let ranks: Vec<String> = serde_json::from_value(page.script(ranks).await?)?;
        ensure!(ranks == (1..=ranks.len()).map(|n| n.to_string()).collect::<Vec<_>>(), "{ranks:?}");
        let file = std::fs::read_to_string(page.download("export-today-csv").await?)?;
        let mut table = csv::records(&file).into_iter();
        ensure!(
            table.next().context("a head")? == ["rank", "score", "kind", "account", "external_id", "due", "late_by"]
        );
        let table: Vec<Vec<String>> = table.collect();
        let first = table.first().context("a line")?;
        ensure!(first[0] == "1" && first[3] == lines(&page).await?[0].1, "{first:?}");
        let scores = table.iter().map(|line| line[1].parse::<f64>()).collect::<Result<Vec<_>, _>>()?;
        ensure!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
        ensure!(scores.len() > 12, "the folded too");
        let quiet = table.iter().find(|line| line[2] == "silence" && line[4] == "MEREP");
        ensure!(quiet.context("Mère Paillarde")?[1] == "1.187741");
        // The same as a workbook, by a part that is fetched for it.
        let workbook = std::fs::read(page.download("export-today-xlsx").await?)?;
        ensure!(workbook.starts_with(b"PK") && workbook.len() > 4_000, "{} bytes", workbook.len());
        // What is folded is a click away.
        let folded = page.find("today-fold").await?;
        folded.find(By::Css("summary")).await?.click().await?;
        until("folded lines", PATIENCE, async || {
            Ok(folded.find(By::Css("[data-testid=today-line]")).await.ok().map(|_| ()))
        })
        .await
    });
}

#[test]
fn a_line_is_done_in_one_click_and_undone_in_another() {
    journey("today-done", |page| async move {
        open_today(&page).await?;
        let (kind, account) = ("late_order", "Ernst Handel");
        press(&page, kind, account, "line-done").await?;
        line_is(&page, kind, account, false).await?;
        saved(&page).await?;
        page.reload().await?;
        line_is(&page, kind, account, false).await?;
        page.click("undo").await?;
        line_is(&page, kind, account, true).await?;
        Ok(())
    });
}

#[test]
fn an_interview_that_is_due_asks_whom_to_ask() {
    journey("today-interview", |page| async move {
        open_today(&page).await?;
        press(&page, "interview", "Ernst Handel", "line-done").await?;
        page.find("send-whom").await?;
        ensure!(page.route().await?.ends_with("/ask"), "{}", page.route().await?);
        page.screenshot("today interview").await
    });
}

#[test]
fn what_is_set_aside_comes_back_on_its_day() {
    journey("today-later", |page| async move {
        open_today(&page).await?;
        let (kind, account) = ("late_order", "Ernst Handel");
        press(&page, kind, account, "line-postpone").await?;
        let until_day = page.find("postpone-until").await?;
        ensure!(until_day.prop("value").await?.as_deref() == Some("1998-05-07"), "the next working day");
        page.find("postpone-why").await?.send_keys("The truck leaves tomorrow").await?;
        page.screenshot("today later").await?;
        page.click("postpone-commit").await?;
        line_is(&page, kind, account, false).await?;
        let aside = page.find("today-postponed").await?;
        aside.find(By::Css("summary")).await?.click().await?;
        until("why is said", PATIENCE, async || {
            Ok(aside.text().await?.contains("The truck leaves tomorrow").then_some(()))
        })
        .await?;
        page.click("line-back").await?;
        line_is(&page, kind, account, true).await?;
        page.click("undo").await?;
        line_is(&page, kind, account, false).await?;
        Ok(())
    });
}

#[test]
fn a_line_is_given_to_a_colleague() {
    journey("today-given", |page| async move {
        open_today(&page).await?;
        let (kind, account) = ("late_order", "Ernst Handel");
        press(&page, kind, account, "line-postpone").await?;
        page.find("postpone-until").await?;
        let clear = "const day = document.querySelector('[data-testid=postpone-until]');
            day.value = '';
            day.dispatchEvent(new Event('input', { bubbles: true }));";
        page.script(clear).await?;
        page.find("postpone-to").await?.send_keys("Robert King").await?;
        page.click("postpone-commit").await?;
        until("it says whose it is", PATIENCE, async || {
            let line = page.driver.find(By::Css(line(kind, account))).await?;
            Ok(line.text().await?.contains("Given to").then_some(()))
        })
        .await?;
        // His alone are shown.
        let choose = "const select = document.querySelector('[data-testid=today-whose]');
            select.selectedIndex = [...select.options].findIndex(option => option.text === 'Robert King');
            select.dispatchEvent(new Event('change', { bubbles: true }));";
        page.script(choose).await?;
        until("his lines", PATIENCE, async || {
            let found = lines(&page).await?;
            Ok(found.contains(&(kind.to_owned(), account.to_owned())).then_some(found.len() < 12).filter(|few| *few))
        })
        .await?;
        Ok(())
    });
}

#[test]
fn it_is_calm_after_the_first_import_and_another_day_begins_at_midnight() {
    // Orders of the last weeks, so that nobody is silent; the clock of the page is moved on afterwards.
    journey("today-calm", |page| async move {
        first_visit(&page).await?;
        let days = "return [24, 17, 10, 3].map(ago => new Date(Date.now() - ago * 864e5).toISOString().slice(0, 10))";
        let days: Vec<String> = serde_json::from_value(page.script(days).await?)?;
        let mut table = String::from("Customer;Date;Amount\n");
        for day in days {
            table += &format!("Alfa;{day};100.00\nBeta;{day};50.00\n");
        }
        let temp = vital_few_e2e::temp::TempDir::new()?;
        page.upload("import-file", &temp.write("orders.csv", table.as_bytes())?).await?;
        page.click("import-commit").await?;
        saved(&page).await?;
        page.open("#/").await?;
        page.find("today-nothing").await?;
        page.screenshot("today calm").await?;
        let before = page.heading().await?;
        // Seventy days on: by their own rhythm both are silent, and nobody has reloaded the page.
        page.script("const now = Date.now; Date.now = () => now.call(Date) + 70 * 864e5;").await?;
        until("another day", 2 * PATIENCE, async || Ok((page.heading().await? != before).then_some(()))).await?;
        line_is(&page, "silence", "Alfa", true).await?;
        let shown = page.script("return document.querySelectorAll('ol [data-testid=today-line]').length").await?;
        ensure!(shown == 2, "one line of a cause: {shown}");
        Ok(())
    });
}
