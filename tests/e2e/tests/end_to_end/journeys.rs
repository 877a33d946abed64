//! What people do with the app, from the first visit to the last export. Each
//! test is one journey in a browser of its own.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{
    SAMPLE_ACCOUNTS, account_names, accounts_are, an_account, export_json, first_visit, load_the_sample, saved,
};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, csv, data, journey, large};

/// How long reading half a million lines may take before the journey gives up;
/// a bound on waiting, not a promise.
const LARGE_FILE_PATIENCE: Duration = Duration::from_secs(240);

/// Every address of the contract that needs no account, and one that is none.
const ROUTES: [&str; 9] = [
    "#/",
    "#/accounts",
    "#/segments",
    "#/prospects",
    "#/losses",
    "#/team",
    "#/data",
    "#/nonsense",
    "#/accounts/nobody",
];

const MORE_ROUTES: [&str; 11] = [
    "#/accounts/dossiers",
    "#/accounts/mistakes",
    "#/accounts/opportunities",
    "#/competitors",
    "#/negotiations",
    "#/plans",
    "#/segments/concentration",
    "#/segments/movement",
    "#/segments/strategy",
    "#/service",
    "#/data?expects=candidates",
];

// ---------------------------------------------------------------------------
// Steps that several journeys share

/// Chooses a file, checks what the preview says about it and takes it over.
async fn import(page: &Page, file: &Path, lines: &str) -> Result<()> {
    page.upload("import-file", file).await?;
    page.enabled("import-commit", PATIENCE).await?;
    page.text_that("import-reconciliation", |text| digits_of(text).contains(lines)).await?;
    page.click("import-commit").await?;
    page.gone("import-commit", PATIENCE).await?;
    saved(page).await
}

/// A text without what groups digits in one language or another.
fn digits_of(text: &str) -> String {
    text.replace([',', '.', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'], "")
}

// ---------------------------------------------------------------------------
// A history comes in, and the answer is the known one

async fn import_and_compare(page: &Page, history: &str, lines: &str, answer: &str) -> Result<()> {
    first_visit(page).await?;
    import(page, &data(history), lines).await?;
    page.open("#/data").await?;
    let export = page.download("export-segments-csv").await?;
    let export = std::fs::read_to_string(export)?;
    ensure!(export.starts_with('\u{feff}'), "the export has no byte order mark, so Excel would misread it");
    let answer = std::fs::read_to_string(data(answer))?;
    let differences = csv::differences(&answer, &export);
    let first: Vec<_> = differences.iter().take(20).map(String::as_str).collect();
    ensure!(differences.is_empty(), "{} differences, first:\n{}", differences.len(), first.join("\n"));
    Ok(())
}

#[test]
fn imports_the_northwind_order_lines_and_exports_the_known_segments() {
    journey("northwind", |page| async move {
        let history = "northwind/northwind_order_lines.csv";
        import_and_compare(&page, history, "2155", "expected/northwind_segments.csv").await
    });
}

#[test]
fn imports_the_chinook_invoices_and_exports_the_known_segments_ties_included() {
    journey("chinook", |page| async move {
        let history = "chinook/chinook_invoices.csv";
        import_and_compare(&page, history, "412", "expected/chinook_segments.csv").await
    });
}

// ---------------------------------------------------------------------------
// The sample

#[test]
fn looks_at_the_segments_of_the_sample_and_opens_the_best_cell() {
    journey("sample", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/segments").await?;
        let expected: BTreeMap<String, usize> =
            [("AX", 4), ("AY", 24), ("AZ", 6), ("BX", 2), ("BY", 12), ("BZ", 13), ("CX", 1), ("CY", 6), ("CZ", 19)]
                .map(|(cell, count)| (cell.to_owned(), count))
                .into();
        let cells = until("nine cells", PATIENCE, async || {
            let cells = page.all("segment-cell").await?;
            Ok((cells.len() == 9).then_some(cells))
        })
        .await?;
        let mut counts = BTreeMap::new();
        let mut best = None;
        for cell in cells {
            let abc = cell.attr("data-abc").await?.context("data-abc")?;
            let xyz = cell.attr("data-xyz").await?.context("data-xyz")?;
            let count = cell.attr("data-count").await?.context("data-count")?.parse()?;
            let name = format!("{abc}{xyz}");
            if name == "AX" {
                best = Some(cell);
            }
            counts.insert(name, count);
        }
        ensure!(counts == expected, "{counts:?} instead of {expected:?}");
        for chart in ["pareto-chart", "segment-chart"] {
            page.find(chart).await?.find(By::Css("svg")).await.with_context(|| format!("{chart} has no svg"))?;
        }
        let best = best.context("no cell AX")?;
        best.scroll_into_view().await?;
        best.click().await?;
        page.find("accounts-table").await?;
        accounts_are(&page, 4).await?;
        Ok(())
    });
}

#[test]
fn comes_back_later_and_finds_everything_still_there() {
    journey("persistence", |page| async move {
        load_the_sample(&page).await?;
        page.reload().await?;
        page.open_afresh("#/accounts").await?;
        accounts_are(&page, SAMPLE_ACCOUNTS).await?;
        Ok(())
    });
}

#[test]
fn undoes_the_sample_and_redoes_it() {
    journey("undo", |page| async move {
        load_the_sample(&page).await?;
        page.click("undo").await?;
        page.open("#/").await?;
        page.find("load-sample").await?;
        page.click("redo").await?;
        page.open("#/accounts").await?;
        accounts_are(&page, SAMPLE_ACCOUNTS).await?;
        Ok(())
    });
}

#[test]
fn finds_an_account_by_keyboard_and_takes_a_note() {
    const NOTE: &str = "Ernst retires in May; ask who follows — 20 % at risk";
    journey("account", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        page.find("account-search").await?.send_keys("Ernst").await?;
        let found = accounts_are(&page, 1).await?;
        ensure!(found == ["Ernst Handel"], "found {found:?}");
        let row = page.find("account-row").await?;
        // What takes the focus is the row, or the link in it.
        let focusable =
            if row.attr("tabindex").await?.is_some() { row } else { row.find(By::Css("a, button")).await? };
        focusable.send_keys(Key::Enter + "").await?;
        let route = until("the account's address", PATIENCE, async || {
            Ok(Some(page.route().await?).filter(|route| route.starts_with("#/accounts/")))
        })
        .await?;
        ensure!(route.len() > "#/accounts/".len(), "the address {route} names no account");
        page.find("account-chart").await?.find(By::Css("svg")).await.context("account-chart has no svg")?;
        let notes = page.find("account-notes").await?;
        notes.send_keys(NOTE).await?;
        notes.send_keys(Key::Tab + "").await?;
        saved(&page).await?;
        page.reload().await?;
        until("the note is still there", PATIENCE, async || {
            let text = page.find("account-notes").await?.prop("value").await?;
            // The sample has a word on it already.
            Ok(text.filter(|text| text.contains(NOTE)).map(|_| ()))
        })
        .await
    });
}

// ---------------------------------------------------------------------------
// Leaving and returning

#[test]
fn takes_everything_along_deletes_it_and_brings_it_back() {
    journey("round trip", |page| async move {
        load_the_sample(&page).await?;
        let (file, before) = export_json(&page).await?;
        ensure!(before["format"] == "vital-few", "format is {}", before["format"]);

        page.click("delete-all").await?;
        let confirm = page.find("delete-confirm").await?;
        let word = confirm.attr("data-word").await?.context("delete-confirm has no data-word")?;
        ensure!(
            !page.find("delete-commit").await?.is_enabled().await?,
            "everything can be deleted without typing the word"
        );
        confirm.send_keys(word).await?;
        page.click("delete-commit").await?;
        page.gone("delete-commit", PATIENCE).await?;
        page.open_afresh("#/").await?;
        page.find("load-sample").await?;

        page.open("#/data").await?;
        page.upload("import-file", &file).await?;
        // Into an empty book there may be nothing to ask.
        if page.enabled("merge-commit", Duration::from_secs(10)).await.is_ok() {
            page.click("merge-commit").await?;
            page.gone("merge-commit", PATIENCE).await?;
        }
        saved(&page).await?;

        let (_, after) = export_json(&page).await?;
        for part in ["book", "ledger"] {
            ensure!(before.get(part).is_some(), "the export has no {part}");
            if before[part] != after[part] {
                bail!("{part} came back changed at {}", first_difference(part, &before[part], &after[part]));
            }
        }
        Ok(())
    });
}

/// Bug: a backup whose records were all known already brought its sales to the page and not to the
/// device, so that they were gone again after a reload.
#[test]
fn brings_lost_sales_back_from_a_backup_for_good() {
    const LOSE_THE_SALES: &str = "
        window.lost = false;
        indexedDB.open('vital-few').onsuccess = event => {
            const change = event.target.result.transaction('batches', 'readwrite');
            change.objectStore('batches').clear();
            change.oncomplete = () => { event.target.result.close(); window.lost = true; };
        };";
    journey("lost sales", |page| async move {
        load_the_sample(&page).await?;
        let (file, _) = export_json(&page).await?;
        page.script(LOSE_THE_SALES).await?;
        until("the sales are lost", PATIENCE, async || {
            Ok((page.script("return window.lost").await? == Value::Bool(true)).then_some(()))
        })
        .await?;
        page.reload().await?;
        page.open("#/segments").await?;
        page.gone("pareto-chart", PATIENCE).await?;

        page.open("#/data").await?;
        page.upload("import-file", &file).await?;
        page.click("merge-commit").await?;
        page.gone("merge-commit", PATIENCE).await?;
        saved(&page).await?;
        page.open_afresh("#/segments").await?;
        page.find("pareto-chart").await?;
        Ok(())
    });
}

/// Bug: undoing the first import deleted the book's settings for good, so that a second one in
/// another currency than the default was left out of every figure.
#[test]
fn imports_again_what_was_undone_in_a_currency_of_its_own() {
    const ORDERS: &str =
        "Customer;Date;Amount EUR\nAlfa;2024-01-03;100,50\nBeta;2024-02-14;200,00\nAlfa;2024-03-20;50,00\n";
    journey("undone import", |page| async move {
        let temp = TempDir::new()?;
        let file = temp.write("orders.csv", ORDERS)?;
        first_visit(&page).await?;
        import(&page, &file, "3 rows").await?;
        page.find("pareto-chart").await?;
        page.click("undo").await?;
        page.find("load-sample").await?;
        import(&page, &file, "3 rows").await?;
        page.find("pareto-chart").await?;
        page.open("#/data").await?;
        let export = std::fs::read_to_string(page.download("export-segments-csv").await?)?;
        ensure!(export.contains("Beta,,EUR,200.00"), "{export}");
        Ok(())
    });
}

/// Where two JSON values differ first.
fn first_difference(path: &str, one: &Value, other: &Value) -> String {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys()) {
                if a.get(key) != b.get(key) {
                    let (a, b) = (a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null));
                    return first_difference(&format!("{path}.{key}"), a, b);
                }
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                if a != b {
                    return first_difference(&format!("{path}[{index}]"), a, b);
                }
            }
        }
        _ => {}
    }
    let short = |value: &Value| value.to_string().chars().take(200).collect::<String>();
    format!("{path}: {} became {}", short(one), short(other))
}

// ---------------------------------------------------------------------------
// Files that are none

#[test]
fn is_told_what_is_wrong_with_a_broken_file_and_loses_nothing() {
    journey("broken files", |page| async move {
        let temp = TempDir::new()?;
        let binary: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let files: [(&str, &[u8]); 4] = [
            ("binary.csv", &binary),
            ("empty.csv", b""),
            ("header-only.csv", b"Customer,Order,Date,Amount\n"),
            ("no-amount.csv", b"Customer,Order,Date,Amount\nA,1,2024-01-02,ten\nB,2,2024-02-03,twenty\n"),
        ];
        for (name, bytes) in files {
            let told = async {
                first_visit(&page).await?;
                page.upload("import-file", &temp.write(name, bytes)?).await?;
                page.text_that("import-error", |text| !text.trim().is_empty()).await?;
                let role = page.find("import-error").await?.attr("role").await?;
                ensure!(role.as_deref() == Some("alert"), "the role is {role:?}, so nobody hears of it");
                page.open_afresh("#/").await?;
                page.find("load-sample").await?;
                page.open("#/accounts").await?;
                let accounts = account_names(&page).await?;
                ensure!(accounts.is_empty(), "the book now has {accounts:?}");
                Ok(())
            };
            told.await.with_context(|| name.to_owned())?;
        }
        Ok(())
    });
}

/// Lets every worker from now on run this module in place of its own.
const REPLACE_WORKERS: &str = "
    window.TheWorker = Worker;
    const broken = URL.createObjectURL(new Blob([arguments[0]], { type: 'text/javascript' }));
    window.Worker = function (address, options) { return new window.TheWorker(broken, options); };";

/// Ways to die: a trap in wasm, as a panic ends in; wasm that doesn't arrive; a script that doesn't.
const DEATHS: [&str; 3] = [
    // (module (func unreachable) (start 0))
    "const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11];
     new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));",
    "await Promise.reject(new TypeError('no wasm'));",
    "import './not-there.js';",
];

#[test]
fn is_told_when_the_worker_dies_and_can_try_again() {
    journey("dead worker", |page| async move {
        let temp = TempDir::new()?;
        let file = temp.write("orders.csv", "Customer,Date,Amount\nAlfa,2024-01-02,10\nBeta,2024-02-03,20\n")?;
        for death in DEATHS {
            first_visit(&page).await?;
            page.script(&REPLACE_WORKERS.replace("arguments[0]", &serde_json::to_string(death)?)).await?;
            page.upload("import-file", &file).await?;
            page.text_that("import-error", |text| !text.trim().is_empty()).await.context(death)?;
            ensure!(!page.find("crash").await?.is_displayed().await?, "the page takes it for its own end: {death}");
            page.script("window.Worker = window.TheWorker").await?;
            page.upload("import-file", &file).await?;
            page.enabled("import-commit", PATIENCE).await.context(death)?;
            ensure!(!page.is_there("import-error").await?, "a worker that lives leaves an error");
        }
        // What killed them may be in the console.
        page.console_errors().await?;
        Ok(())
    });
}

// ---------------------------------------------------------------------------
// A large file

#[test]
fn reads_half_a_million_lines_and_lets_them_go_again() {
    journey("large file", |page| async move {
        let temp = TempDir::new()?;
        let file = temp.write("online_retail.csv", large::online_retail())?;
        first_visit(&page).await?;
        page.upload("import-file", &file).await?;
        page.find("import-progress").await.context("no progress is shown")?;
        page.enabled("import-commit", LARGE_FILE_PATIENCE).await?;
        let lines = large::LINES.to_string();
        page.text_that("import-reconciliation", |text| digits_of(text).contains(&lines)).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", LARGE_FILE_PATIENCE).await?;
        saved(&page).await?;
        page.open("#/accounts").await?;
        page.find("accounts-table").await?;
        let before = until("accounts in the table", PATIENCE, async || {
            Ok(Some(account_names(&page).await?).filter(|names| !names.is_empty()))
        })
        .await?;

        // Once more, and then not after all.
        page.open("#/data").await?;
        page.upload("import-file", &file).await?;
        page.click("import-cancel").await?;
        page.gone("import-progress", PATIENCE).await?;
        ensure!(!page.is_there("import-commit").await?, "what was cancelled is offered for taking over");
        page.open("#/accounts").await?;
        let after = accounts_are(&page, before.len()).await?;
        ensure!(before == after, "cancelling changed the accounts");
        Ok(())
    });
}

// ---------------------------------------------------------------------------
// Addresses, languages, small screens

#[test]
fn opens_and_reloads_every_address_directly() {
    journey("addresses", |page| async move {
        for route in ROUTES {
            page.open_afresh(route).await?;
            page.reload().await.with_context(|| format!("reloading {route}"))?;
        }
        load_the_sample(&page).await?;
        for route in ROUTES {
            page.open_afresh(route).await?;
            page.reload().await.with_context(|| format!("reloading {route} with the sample"))?;
        }
        Ok(())
    });
}

/// Walks through every page in some languages: each says which it is and which way it is read, and fits a phone.
fn works_in(name: &str, languages: &'static [(&'static str, &'static str)]) {
    journey(name, async move |page| {
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        page.find("account-row").await?;
        let account = an_account(&page).await?;
        let account = account.split('?').next().unwrap_or_default();
        let of_account = ["", "/brief", "/print", "/review", "/handover"].map(|of| format!("{account}{of}"));
        let routes: Vec<String> =
            ROUTES.iter().chain(&MORE_ROUTES).map(|route| (*route).to_owned()).chain(of_account).collect();
        for (language, direction) in languages {
            page.set_viewport(1280, 900).await?;
            page.open("#/data").await?;
            choose_language(&page, language).await?;
            until(&format!("the page is {language}, {direction}"), PATIENCE, async || {
                let now = page.script("return [document.documentElement.lang, getComputedStyle(document.documentElement).direction, document.documentElement.dir]").await?;
                let lang = now[0].as_str().unwrap_or_default();
                let marked = now[2] == *direction || (*direction == "ltr" && now[2] == "");
                Ok((lang.starts_with(language) && now[1] == *direction && marked).then_some(()))
            })
            .await?;
            page.set_viewport(360, 740).await?;
            for route in &routes {
                page.open_afresh(route).await?;
                let widths = page.script("return [document.scrollingElement.scrollWidth, innerWidth]").await?;
                let (content, screen) = (widths[0].as_f64().unwrap_or(f64::MAX), widths[1].as_f64().unwrap_or(0.0));
                ensure!(content <= screen, "{route} in {language} is {content} wide on a screen of {screen}");
                page.screenshot(&format!("{language} {}", route.replace('/', "_"))).await?;
            }
        }
        Ok(())
    });
}

#[test]
fn works_in_three_languages_on_a_small_screen() {
    works_in("languages", &[("en", "ltr"), ("ru", "ltr"), ("fa", "rtl")]);
}

#[test]
fn works_in_three_more_languages_on_a_small_screen() {
    works_in("more languages", &[("sr", "ltr"), ("sl", "ltr"), ("gu", "ltr")]);
}

async fn choose_language(page: &Page, language: &str) -> Result<()> {
    let select = page.find("language").await?;
    let option = select.find(By::Css(format!("option[value=\"{language}\"]"))).await;
    option.with_context(|| format!("{language} is not offered"))?.click().await?;
    Ok(())
}
