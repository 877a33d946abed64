//! What people do with files as they come: other countries', workbooks, without a customer or a year,
//! twice, pasted, hostile. Each test is one journey in a browser of its own.

#[path = "../../../native/zipped.rs"]
mod zipped;

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{accounts_are, an_account, export_json, first_visit, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, csv, data, journey};

/// How long a hostile file may be looked at; a bound on waiting, not a promise.
const HOSTILE_PATIENCE: Duration = Duration::from_secs(120);

const SALES: &str = "northwind/northwind_order_lines.csv";

// ---------------------------------------------------------------------------
// Steps that several journeys share

/// Chooses a file, waits until nothing is asked that must be answered, and takes it over.
async fn import(page: &Page, file: &Path) -> Result<()> {
    page.upload("import-file", file).await?;
    commit(page).await.with_context(|| file.display().to_string())
}

/// Takes over what is shown.
async fn commit(page: &Page) -> Result<()> {
    page.enabled("import-commit", PATIENCE).await?;
    page.click("import-commit").await?;
    page.gone("import-commit", PATIENCE).await?;
    saved(page).await
}

/// The exported segments.
async fn segments(page: &Page) -> Result<String> {
    page.open("#/data").await?;
    Ok(std::fs::read_to_string(page.download("export-segments-csv").await?)?)
}

/// The exported segments, account by account, each with its columns by name.
async fn by_account(page: &Page) -> Result<Vec<BTreeMap<String, String>>> {
    let table = csv::records(&segments(page).await?);
    let (names, records) = table.split_first().context("an export without a header")?;
    let named = |record: &Vec<String>| names.iter().cloned().zip(record.iter().cloned()).collect();
    Ok(records.iter().map(named).collect())
}

/// The revenue of an account in the exported segments.
async fn revenue(page: &Page, account: &str) -> Result<String> {
    let found = by_account(page).await?.into_iter().find(|row| row["account"] == account);
    Ok(found.with_context(|| format!("{account} has no figures"))?["revenue"].clone())
}

/// Chooses the option whose text begins like this, within a part of the page.
async fn choose(page: &Page, part: &str, option: &str) -> Result<()> {
    until(&format!("{option} in {part}"), PATIENCE, async || {
        for label in page.find(part).await?.find_all(By::Css("label.check")).await? {
            if label.text().await?.starts_with(option) {
                label.scroll_into_view().await?;
                return Ok(Some(label.click().await?));
            }
        }
        Ok(None)
    })
    .await
}

/// Whether what is shown can't be taken over.
async fn is_barred(page: &Page) -> Result<bool> {
    Ok(!page.find("import-commit").await?.is_enabled().await?)
}

/// The values of all fields of text on the page, and what stands on the cards of its people.
async fn field_values(page: &Page) -> Result<Vec<String>> {
    // People open on demand; what is asked for again and again is there the next time.
    let script =
        "document.querySelectorAll('[data-testid=open-person][aria-expanded=false]').forEach(person => person.click());
        return [...document.querySelectorAll('textarea, input')].map(field => field.value)
        .concat([...document.querySelectorAll('ul.contacts > li')].map(card => card.textContent))";
    Ok(serde_json::from_value(page.script(script).await?)?)
}

/// A workbook from its parts below `tests/data`.
fn workbook(temp: &TempDir, parts: &str) -> Result<PathBuf> {
    let name = Path::new(parts).file_stem().context("a name")?;
    temp.write(&name.to_string_lossy(), zipped::zipped(&data(parts)))
}

/// A number of cents as it stands in an export or a truth.
fn cents(text: &str) -> Result<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    Ok(format!("{whole}{part:0<2}").parse()?)
}

/// Opens the page of the account with this name.
async fn open_account(page: &Page, name: &str) -> Result<()> {
    page.open("#/accounts").await?;
    page.find("account-search").await?.send_keys(name).await?;
    accounts_are(page, 1).await?;
    an_account(page).await?;
    Ok(())
}

// ---------------------------------------------------------------------------
// Files of other countries

/// Imports a file of `locale/`, of which nothing must be asked, and compares every customer.
async fn import_locale(page: &Page, file: &Path, times: i64) -> Result<()> {
    first_visit(page).await?;
    import(page, file).await?;
    let truth: Value = serde_json::from_slice(&std::fs::read(data("expected/locale_truth.json"))?)?;
    let truth = truth["per_customer"].as_object().context("per_customer")?;
    let rows = by_account(page).await?;
    ensure!(rows.len() == truth.len(), "{} accounts instead of {}", rows.len(), truth.len());
    for row in rows {
        let id = &row["external_id"];
        let expected = truth.get(id).with_context(|| format!("nobody is `{id}`"))?;
        let total = cents(expected["total"].as_str().context("total")?)? * times;
        ensure!(cents(&row["revenue"])? == total, "{id} has {} instead of {total} cents", row["revenue"]);
        ensure!(row["orders"].parse().ok() == expected["orders"].as_u64(), "{id} has {} orders", row["orders"]);
    }
    Ok(())
}

#[test]
fn imports_a_russian_report_in_an_old_encoding_without_being_asked() {
    journey("russian", |page| async move { import_locale(&page, &data("locale/ru_cp1251.csv"), 1).await });
}

#[test]
fn imports_a_workbook_without_being_asked() {
    journey("workbook", |page| async move {
        let temp = TempDir::new()?;
        import_locale(&page, &workbook(&temp, "locale/nw_1900.xlsx.d")?, 1).await
    });
}

// ---------------------------------------------------------------------------
// Again and again

/// The lines of Northwind's orders up to the end of an order in the middle, and of the whole: how
/// many orders there are in each.
fn half(text: &str) -> (String, usize, usize) {
    let number = |line: &str| line.split(',').next().unwrap_or_default().to_owned();
    let lines: Vec<&str> = text.lines().collect();
    let middle = lines.len() / 2;
    let end = (middle..lines.len()).find(|at| number(lines[*at]) != number(lines[at - 1])).unwrap_or(lines.len());
    let orders = |lines: &[&str]| lines.iter().skip(1).map(|line| number(line)).collect::<HashSet<_>>().len();
    (lines[..end].join("\n") + "\n", orders(&lines[..end]), orders(&lines))
}

/// Takes back the import of the file with this name.
async fn take_back(page: &Page, file: &str) -> Result<()> {
    page.find("receipts").await?;
    for receipt in page.all("receipt").await? {
        if receipt.text().await?.contains(file) {
            return Ok(receipt.find(By::Css("[data-testid=take-back]")).await?.click().await?);
        }
    }
    bail!("{file} has no receipt")
}

#[test]
fn imports_a_file_twice_then_a_longer_one_and_takes_that_back() {
    journey("again", |page| async move {
        let temp = TempDir::new()?;
        let (shorter, first, all) = half(&std::fs::read_to_string(data(SALES))?);
        let shorter = temp.write("shorter.csv", shorter)?;
        let longer = temp.write("longer.csv", std::fs::read(data(SALES))?)?;
        first_visit(&page).await?;
        import(&page, &shorter).await?;
        let before = segments(&page).await?;

        // The very same.
        page.upload("import-file", &shorter).await?;
        page.text_that("import-commit", |text| text == "Nothing new in this file").await?;
        ensure!(is_barred(&page).await?, "nothing can be taken over");
        let text = page.driver.find(By::Css("main")).await?.text().await?;
        ensure!(text.contains("This very file was imported on"), "{text}");

        // The longer one.
        page.open_afresh("#/data").await?;
        page.upload("import-file", &longer).await?;
        page.enabled("import-commit", PATIENCE).await?;
        page.text_that("import-effect", |text| {
            text.contains(&format!("Orders new\n{}", all - first))
                && text.contains(&format!("Orders already here\n{first}"))
                && !text.contains("Orders changed")
        })
        .await?;
        commit(&page).await?;
        let answer = std::fs::read_to_string(data("expected/northwind_segments.csv"))?;
        let differences = csv::differences(&answer, &segments(&page).await?);
        ensure!(differences.is_empty(), "{} differences, first: {}", differences.len(), differences[0]);

        // And that not after all.
        page.find("receipts").await?;
        take_back(&page, "longer.csv").await?;
        saved(&page).await?;
        let after = segments(&page).await?;
        let differences = csv::differences(&before, &after);
        ensure!(differences.is_empty(), "{} differences, first: {}", differences.len(), differences[0]);
        page.reload().await?;
        ensure!(segments(&page).await? == after, "it is different after a reload");

        // The shorter one now: nothing is left that leans on it.
        import(&page, &longer).await?;
        page.open("#/data").await?;
        take_back(&page, "shorter.csv").await?;
        page.text_that("take-back-leaning", |text| text.contains("longer.csv")).await?;
        page.click("take-back-all").await?;
        page.gone("receipts", PATIENCE).await?;
        saved(&page).await
    });
}

// ---------------------------------------------------------------------------
// What a file doesn't say

#[test]
fn says_who_buys_and_in_which_year_where_a_file_does_not() {
    journey("wide", |page| async move {
        first_visit(&page).await?;
        page.upload("import-file", &data("uci_weekly/Sales_Transactions_Dataset_Weekly.csv")).await?;
        page.text_that("import-questions", |text| {
            text.contains("Which column names the customer?") && text.contains("Which year is")
        })
        .await?;
        ensure!(is_barred(&page).await?, "it can be taken over without a customer and a year");
        choose(&page, "import-questions", "Product_Code").await?;
        let year = page.find("import-year").await?;
        year.send_keys("2024" + Key::Tab).await?;
        commit(&page).await?;
        let (_, export) = export_json(&page).await?;
        let text = page.driver.find(By::Css(".page-sub")).await?.text().await?;
        ensure!(text.contains("811 accounts"), "{text}; the export has {} bytes", export.to_string().len());
        let sum = by_account(&page).await?.iter().map(|row| cents(&row["revenue"])).sum::<Result<i64>>()?;
        // All units that were sold, each as if it were one of the currency.
        ensure!(sum == 37_528_700, "{sum} instead of 375,287 units");
        Ok(())
    });
}

#[test]
fn types_the_customer_of_a_file_of_one() {
    journey("bare", |page| async move {
        let temp = TempDir::new()?;
        first_visit(&page).await?;
        let own = temp.write("one.csv", "Date,Invoice,Amount\n2024-02-01,R1,100.00\n2024-02-03,R2,5.25\n")?;
        page.upload("import-file", &own).await?;
        page.text_that("import-questions", |text| text.contains("Which column names the customer?")).await?;
        ensure!(is_barred(&page).await?, "it can be taken over without a customer");
        page.find("import-name").await?.send_keys("Ernst Handel" + Key::Tab).await?;
        commit(&page).await?;
        ensure!(revenue(&page, "Ernst Handel").await? == "105.25");
        Ok(())
    });
}

#[test]
fn answers_once_whether_days_or_months_come_first() {
    const NEXT: &str =
        "Customer,Date,Order,Amount\nErnst Handel,05/06/2025,20401,10.50\nErnst Handel,07/06/2025,20402,5\n";
    journey("day or month", |page| async move {
        let temp = TempDir::new()?;
        first_visit(&page).await?;
        page.upload("import-file", &data("shapes/day_or_month_asks.csv")).await?;
        page.text_that("import-questions", |text| {
            text.contains("Which comes first in “\u{2068}Date\u{2069}”") && text.contains("could be either")
        })
        .await?;
        ensure!(is_barred(&page).await?, "it can be taken over without an answer");
        // With an example of what it would mean.
        page.text_that("import-questions", |text| {
            text.lines().any(|line| line.starts_with("Day first:") && line.contains("2024"))
        })
        .await?;
        choose(&page, "import-questions", "Day first").await?;
        commit(&page).await?;

        page.open("#/data").await?;
        page.upload("import-file", &temp.write("next.csv", NEXT)?).await?;
        page.enabled("import-commit", PATIENCE).await?;
        let text = page.driver.find(By::Css("main")).await?.text().await?;
        ensure!(text.contains("A file with these columns was imported before"), "{text}");
        ensure!(!text.contains("Waits for you") && !text.contains("waits for you"), "{text}");
        commit(&page).await?;
        let rows = by_account(&page).await?;
        let ernst = rows.iter().find(|row| row["account"] == "Ernst Handel").context("Ernst Handel")?;
        ensure!(ernst["last_purchase"] == "2025-06-07", "{ernst:?}");
        Ok(())
    });
}

/// Waits until the table of columns has these headers.
async fn columns_are(page: &Page, headers: &[&str]) -> Result<()> {
    const HEADERS: &str = "return [...document.querySelectorAll('.map-table tbody th')].map(cell => cell.textContent)";
    let mut last = Value::Null;
    let expected = json!(headers);
    let found = until("the columns", Duration::from_secs(10), async || {
        last = page.script(HEADERS).await?;
        Ok((last == expected).then_some(()))
    })
    .await;
    found.with_context(|| format!("the columns are {last} instead of {expected}"))
}

#[test]
fn moves_the_header_and_keeps_what_was_decided_about_columns() {
    const TWICE: &str = "Customer,Date,Order,Amount,Remark\nAlfa,2024-01-02,1,100,abc\n\
        Buyer,Day,Number,Total,Remark\nBeta,2024-02-13,2,200,def\nGamma,2024-03-24,3,300,abc\n";
    /// The text of the chosen option of a column.
    const CHOSEN: &str = "return document.querySelector('select[aria-label=Remark]').selectedOptions[0].text";
    journey("header", |page| async move {
        let temp = TempDir::new()?;
        first_visit(&page).await?;
        page.upload("import-file", &temp.write("twice.csv", TWICE)?).await?;
        page.enabled("import-commit", PATIENCE).await?;
        columns_are(&page, &["Customer", "Date", "Order", "Amount", "Remark"]).await?;
        let chosen_is = async |role: &str| {
            until(&format!("Remark is {role}"), PATIENCE, async || {
                Ok((page.script(CHOSEN).await? == role).then_some(()))
            })
            .await
        };
        let select = page.driver.find(By::Css("select[aria-label=Remark]")).await?;
        ensure!(page.script(CHOSEN).await? != "Salesperson", "it was chosen before");
        for option in select.find_all(By::Css("option")).await? {
            if option.text().await? == "Salesperson" {
                option.click().await?;
                break;
            }
        }
        chosen_is("Salesperson").await?;
        page.enabled("import-commit", PATIENCE).await?;

        let lines = page.find("import-raw").await?.find_all(By::Css("button.raw-line")).await?;
        let third = lines.get(2).context("a third line")?;
        third.scroll_into_view().await?;
        third.click().await?;
        page.text_that("import-reconciliation", |text| text.contains("2 rows")).await?;
        page.enabled("import-commit", PATIENCE).await?;
        let pressed = "return document.querySelector('.raw-line[aria-pressed=true]').textContent";
        ensure!(page.script(pressed).await? == "3", "the header is in line {}", page.script(pressed).await?);
        columns_are(&page, &["Buyer", "Day", "Number", "Total", "Remark"]).await?;
        chosen_is("Salesperson").await?;
        commit(&page).await?;
        page.open("#/accounts").await?;
        let mut names = accounts_are(&page, 2).await?;
        names.sort();
        ensure!(names == ["Beta", "Gamma"], "{names:?}");
        Ok(())
    });
}

/// Chooses an option of a menu by how its text begins.
async fn pick(page: &Page, menu: &str, option: &str) -> Result<()> {
    until(&format!("{option} in {menu}"), PATIENCE, async || {
        for found in page.find(menu).await?.find_all(By::Css("option")).await? {
            if found.text().await?.starts_with(option) {
                return Ok(Some(found.click().await?));
            }
        }
        Ok(None)
    })
    .await
}

#[test]
fn looks_at_a_file_in_another_encoding_and_goes_back() {
    journey("encoding", |page| async move {
        first_visit(&page).await?;
        page.upload("import-file", &data("locale/ru_cp1251.csv")).await?;
        page.enabled("import-commit", PATIENCE).await?;
        // Two headers side by side: the menu has samples of its own.
        page.text_that("import-raw", |text| text.contains("Дата Сумма")).await?;
        pick(&page, "import-encoding", "KOI8").await?;
        page.text_that("import-raw", |text| text.contains("дЮРЮ яСЛЛЮ")).await?;
        pick(&page, "import-encoding", "windows-1251").await?;
        page.text_that("import-raw", |text| text.contains("Дата Сумма")).await?;
        commit(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, 89).await?;
        Ok(())
    });
}

#[test]
fn looks_at_a_hidden_sheet_and_goes_back() {
    journey("sheets", |page| async move {
        let temp = TempDir::new()?;
        first_visit(&page).await?;
        page.upload("import-file", &workbook(&temp, "shapes/workbook_numbers_as_text.xlsx.d")?).await?;
        page.enabled("import-commit", PATIENCE).await?;
        columns_are(&page, &["Kundennr", "Kunde", "Datum", "Beleg", "Betrag"]).await?;
        ensure!(!page.is_there("import-warnings").await?, "a sheet that isn't hidden is warned of");
        pick(&page, "import-sheet", "Hilfstabelle").await?;
        columns_are(&page, &["Notizen", "Wert"]).await?;
        // It is no table of sales, which shows by what is asked.
        page.text_that("import-questions", |text| text.contains("Which column names the customer?")).await?;
        page.text_that("import-warnings", |text| text.contains("is hidden in the workbook")).await?;
        ensure!(is_barred(&page).await?, "it can be taken over");
        pick(&page, "import-sheet", "Umsätze").await?;
        commit(&page).await?;
        let hofer = revenue(&page, "Getränke Höfer").await?;
        ensure!(hofer == "30737.36", "{hofer}");
        Ok(())
    });
}

#[test]
fn says_that_a_customer_is_an_account_and_is_not_asked_again() {
    const KNOWN: &str =
        "Customer,Date,Order,Amount\nAlfreds Futterkiste,2024-01-02,1,100.00\nErnst Handel,2024-02-14,2,300.00\n";
    let also = |order: u32| format!("Customer,Date,Order,Amount\nAlfred Futterkiste,2024-03-15,{order},50.00\n");
    journey("same", move |page| async move {
        let temp = TempDir::new()?;
        first_visit(&page).await?;
        import(&page, &temp.write("known.csv", KNOWN)?).await?;
        page.open("#/data").await?;
        page.upload("import-file", &temp.write("also.csv", also(3))?).await?;
        page.text_that("import-similar", |text| text.contains("Alfred Futterkiste")).await?;
        page.text_that("import-effect", |text| text.contains("New accounts\n1")).await?;
        choose(&page, "import-similar", "The same as").await?;
        page.text_that("import-effect", |text| text.contains("New accounts\n0")).await?;
        commit(&page).await?;
        let both = revenue(&page, "Alfreds Futterkiste").await?;
        ensure!(both == "150.00", "{both}");

        page.upload("import-file", &temp.write("later.csv", also(4))?).await?;
        page.enabled("import-commit", PATIENCE).await?;
        page.text_that("import-effect", |text| text.contains("New accounts\n0")).await?;
        ensure!(!page.is_there("import-similar").await?, "it is asked again");
        commit(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, 2).await?;
        Ok(())
    });
}

// ---------------------------------------------------------------------------
// Pasted

const PASTED: &str = "Customer\tDate\tOrder\tAmount\nAlfa\t2024-01-02\t1\t1,250.50\nBeta\t2024-02-13\t2\t200.00\n";

#[test]
fn pastes_a_table_into_the_field() {
    journey("pasted into the field", |page| async move {
        first_visit(&page).await?;
        page.driver.find(By::Css("details.paste summary")).await?.click().await?;
        page.find("import-paste").await?.click().await?;
        page.dev_tools("Input.insertText", json!({ "text": PASTED })).await?;
        page.click("import-paste-take").await?;
        commit(&page).await?;
        let alfa = revenue(&page, "Alfa").await?;
        ensure!(alfa == "1250.50", "{alfa}");
        Ok(())
    });
}

#[test]
fn pastes_a_table_onto_the_page() {
    journey("pasted onto the page", |page| async move {
        first_visit(&page).await?;
        let script = format!(
            "const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', {PASTED:?});
            document.body.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }}));"
        );
        page.script(&script).await?;
        commit(&page).await?;
        let alfa = revenue(&page, "Alfa").await?;
        ensure!(alfa == "1250.50", "{alfa}");
        Ok(())
    });
}

// ---------------------------------------------------------------------------
// Hostile

/// The parts of a small workbook with another sheet in it.
fn workbook_with(sheet: &[u8]) -> Vec<u8> {
    let mut parts = zipped::parts(&data("locale/nw_1900.xlsx.d"));
    for (name, bytes) in &mut parts {
        if name.ends_with("sheet1.xml") {
            *bytes = sheet.to_vec();
        }
    }
    zipped::archive(&parts)
}

#[test]
fn leaves_hidden_rows_out_if_that_is_wanted() {
    journey("hidden rows", |page| async move {
        let temp = TempDir::new()?;
        let row = |number: usize, cells: [&str; 4]| {
            let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
            let hidden = if number > 4 { " hidden=\"1\"" } else { "" };
            format!("<row r=\"{number}\"{hidden}>{}</row>", cells.map(cell).concat())
        };
        let rows: String =
            (2..=6).map(|number| row(number, ["Alfa", "2024-01-15", &number.to_string(), "10.00"])).collect();
        let sheet = format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}{rows}</sheetData></worksheet>",
            row(1, ["Customer", "Date", "Order", "Amount"])
        );
        first_visit(&page).await?;
        page.upload("import-file", &temp.write("hidden.xlsx", workbook_with(sheet.as_bytes()))?).await?;
        page.text_that("import-hidden", |text| text.contains('2')).await?;
        page.script("document.querySelector('[data-testid=import-hidden] input').click();").await?;
        page.find("import-hidden").await?;
        commit(&page).await?;
        let alfa = revenue(&page, "Alfa").await?;
        ensure!(alfa == "30.00", "{alfa}");
        Ok(())
    });
}

/// A small workbook whose sheet is this, again and again, until it is 500 MB.
fn bomb(again: &str) -> Result<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let options = options.compression_level(Some(1));
    for (name, bytes) in zipped::parts(&data("locale/nw_1900.xlsx.d")) {
        archive.start_file(name.as_str(), options)?;
        if name.ends_with("sheet1.xml") {
            archive.write_all(b"<worksheet><sheetData>")?;
            let piece = again.repeat(1_000_000 / again.len());
            for _ in 0..500_000_000 / piece.len() {
                archive.write_all(piece.as_bytes())?;
            }
        } else {
            archive.write_all(&bytes)?;
        }
    }
    Ok(archive.finish()?.into_inner())
}

/// A sheet of two rows of text, and one more at the far end of all that a sheet can hold.
fn far_cell() -> Vec<u8> {
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |number: u32, cells: &[&str]| {
        let cells = cells.iter().zip('A'..).map(|(text, column)| cell(&format!("{column}{number}"), text));
        format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
    };
    let rows = [row(1, &["Customer", "Date", "Amount"]), row(2, &["Alfa", "2024-01-02", "10.50"])].concat();
    let far = format!("<row r=\"1048576\">{}</row>", cell("XFD1048576", "x"));
    let sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    format!("<worksheet xmlns=\"{sheet}\"><sheetData>{rows}{far}</sheetData></worksheet>").into_bytes()
}

/// What a file comes to: whether it can be taken over, or why not.
async fn verdict(page: &Page, file: &Path) -> Result<Option<String>> {
    first_visit(page).await?;
    page.upload("import-file", file).await?;
    until("a verdict", HOSTILE_PATIENCE, async || {
        if let Some(error) = page.all("import-error").await?.first() {
            return Ok(Some(Some(error.text().await?)));
        }
        let Some(commit) = page.all("import-commit").await?.into_iter().next() else { return Ok(None) };
        Ok(commit.is_enabled().await?.then_some(None))
    })
    .await
}

/// After a hostile file an ordinary one is imported by the same page.
async fn ordinary_goes_on(page: &Page, temp: &TempDir) -> Result<()> {
    ensure!(!page.find("crash").await?.is_displayed().await?, "the page has crashed");
    let file = temp.write("orders.csv", "Customer,Date,Amount\nAlfa,2024-01-02,10\nBeta,2024-02-13,20\n")?;
    if !page.is_there("import-file").await? {
        // A file that could be read is let go first.
        page.driver.find(By::Css(".page-head .actions button[data-kind=quiet]")).await?.click().await?;
    }
    import(page, &file).await?;
    let beta = revenue(page, "Beta").await?;
    ensure!(beta == "20.00", "{beta}");
    Ok(())
}

#[test]
fn is_told_of_a_workbook_that_unpacks_to_half_a_gigabyte() {
    journey("bomb", |page| async move {
        let temp = TempDir::new()?;
        // No XML is a text of zeros without end; rows without cells are, so that only their size tells.
        for (again, reason) in [("0", "The workbook is damaged"), ("<row></row>", "larger than 400 MB")] {
            let bomb = temp.write("bomb.xlsx", bomb(again)?)?;
            ensure!(bomb.metadata()?.len() < 10_000_000, "{again} is no bomb");
            match verdict(&page, &bomb).await? {
                Some(told) => ensure!(told.contains(reason), "{again}: {told}"),
                None => bail!("a bomb of {again} can be taken over"),
            }
        }
        ordinary_goes_on(&page, &temp).await
    });
}

#[test]
fn reads_or_is_told_of_a_cell_at_the_far_end_of_a_sheet() {
    journey("far cell", |page| async move {
        let temp = TempDir::new()?;
        if let Some(told) = verdict(&page, &temp.write("far.xlsx", workbook_with(&far_cell()))?).await? {
            ensure!(!told.contains("Reading the file failed"), "the worker died: {told}");
        }
        ordinary_goes_on(&page, &temp).await
    });
}

// ---------------------------------------------------------------------------
// More than sales

#[test]
fn adds_a_list_of_customers_to_their_orders_and_takes_it_back() {
    journey("customers", |page| async move {
        let told = ["Obere Str. 57", "Maria Anders", "030-0074321"];
        first_visit(&page).await?;
        import(&page, &data(SALES)).await?;
        open_account(&page, "Alfreds Futterkiste").await?;
        page.find("account-notes").await?;
        let values = field_values(&page).await?;
        ensure!(!told.iter().any(|text| values.iter().any(|value| value.contains(text))), "{values:?}");

        page.open("#/data").await?;
        page.upload("import-file", &data("northwind/northwind_customers.csv")).await?;
        page.enabled("import-commit", PATIENCE).await?;
        page.text_that("import-effect", |text| {
            text.contains("New accounts\n2") && text.contains("Accounts with something new\n89")
        })
        .await?;
        commit(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, 91).await?;
        open_account(&page, "Alfreds Futterkiste").await?;
        page.find("account-notes").await?;
        for text in told {
            until(text, PATIENCE, async || {
                Ok(field_values(&page).await?.iter().any(|value| value.contains(text)).then_some(()))
            })
            .await?;
        }

        page.click("undo").await?;
        until("contacts and addresses are gone", PATIENCE, async || {
            let values = field_values(&page).await?;
            Ok((!told.iter().any(|text| values.iter().any(|value| value.contains(text)))).then_some(()))
        })
        .await?;
        page.open("#/accounts").await?;
        accounts_are(&page, 89).await?;
        let answer = std::fs::read_to_string(data("expected/northwind_segments.csv"))?;
        let differences = csv::differences(&answer, &segments(&page).await?);
        ensure!(differences.is_empty(), "the sales differ: {}", differences[0]);
        Ok(())
    });
}

/// Four orders, of which one is in another currency than euros.
const TWO_CURRENCIES: &str = "Customer,Date,Order,Amount,Currency\nAlfa,2024-01-02,1,100.00,EUR\n\
    Alfa,2024-02-13,2,100.00,GBP\nBeta,2024-02-14,3,300.00,EUR\nBeta,2024-03-24,4,50.00,EUR\n";

#[test]
fn types_the_rate_of_a_second_currency_and_sees_the_figures_converted() {
    journey("two currencies", |page| async move {
        let temp = TempDir::new()?;
        first_visit(&page).await?;
        page.upload("import-file", &temp.write("two.csv", TWO_CURRENCIES)?).await?;
        page.enabled("import-commit", PATIENCE).await?;
        let rate = page.find("import-rates").await?.find(By::Css("#rate-GBP")).await.context("no rate for GBP")?;
        rate.send_keys("nought").await?;
        until("a rate that is none bars", PATIENCE, async || Ok(is_barred(&page).await?.then_some(()))).await?;
        let rate = page.driver.find(By::Css("#rate-GBP")).await?;
        rate.clear().await?;
        rate.send_keys("0.5").await?;
        commit(&page).await?;
        let alfa = revenue(&page, "Alfa").await?;
        ensure!(alfa == "150.00", "{alfa} at 0.5");

        // Another rate, in the book.
        page.click("rate-edit").await?;
        let value = page.find("rate-value").await?;
        value.clear().await?;
        value.send_keys("0.25").await?;
        page.click("rate-save").await?;
        page.gone("rate-save", PATIENCE).await?;
        saved(&page).await?;
        let alfa = revenue(&page, "Alfa").await?;
        ensure!(alfa == "125.00", "{alfa} at 0.25");

        // And none: what can't be converted is left out, and said so.
        page.click("rate-delete").await?;
        page.text_that("rates", |text| text.contains("1 line in GBP is left out of every figure")).await?;
        let alfa = revenue(&page, "Alfa").await?;
        ensure!(alfa == "100.00", "{alfa} without a rate");
        Ok(())
    });
}

#[test]
fn finds_two_accounts_that_look_alike_merges_them_and_undoes_it() {
    const ALIKE: &str = "Customer,Date,Order,Amount\nAlfreds Futterkiste,2024-01-02,1,100.00\n\
        Alfreds Futterkiste GmbH,2024-02-13,2,50.00\nErnst Handel,2024-02-14,3,300.00\n";
    journey("duplicates", |page| async move {
        let temp = TempDir::new()?;
        first_visit(&page).await?;
        import(&page, &temp.write("alike.csv", ALIKE)?).await?;
        let before = segments(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, 3).await?;
        page.click("find-duplicates").await?;
        page.text_that("duplicates", |text| {
            text.contains("1 pair looks alike") && text.contains("Alfreds Futterkiste GmbH")
        })
        .await?;
        page.click("duplicate-merge").await?;
        page.text_that("duplicates", |text| text.contains("All pairs are decided.")).await?;
        accounts_are(&page, 2).await?;
        saved(&page).await?;
        let merged = revenue(&page, "Alfreds Futterkiste").await?;
        ensure!(merged == "150.00", "together they have {merged}");

        page.click("undo").await?;
        saved(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, 3).await?;
        let differences = csv::differences(&before, &segments(&page).await?);
        ensure!(differences.is_empty(), "undone, it is not as before: {}", differences[0]);
        Ok(())
    });
}
