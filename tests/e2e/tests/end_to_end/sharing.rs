//! Two people who pass files to each other: what each brings, what both changed, what is deleted, and what is left out.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use thirtyfour::By;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{accounts_are, export_json, first_visit, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, csv, journey_of_two};

/// A time of stamps, in ms since 1970: of 2020.
const LONG_AGO: u64 = 1_577_836_800_000;

fn id(number: usize) -> String {
    format!("0190e000-0000-7000-8000-{number:012x}")
}

/// A book with so many accounts and a note at each.
fn book(accounts: usize) -> String {
    let said = |value: Value| json!({ "v": value, "s": format!("{LONG_AGO:x}-0-100000001") });
    let mut book = Map::new();
    for number in 0..accounts {
        let account = json!({ "name": said(json!(format!("Account {number}"))), "industry": said(json!("Steel")) });
        book.insert(id(number), json!({ "kind": "account", "fields": account }));
        let note =
            json!({ "account": said(json!(id(number))), "title": said(json!("Said")), "text": said(json!("x")) });
        book.insert(id(1_000 + number), json!({ "kind": "note", "fields": note }));
    }
    json!({ "format": "vital-few", "version": 5, "exported_at": "2026-01-01T00:00:00Z",
        "book": book, "ledger": { "batches": {} } })
    .to_string()
}

/// Hands a file in, up to its preview.
async fn hand_in(page: &Page, file: &Path) -> Result<()> {
    page.open("#/data").await?;
    page.upload("import-file", file).await?;
    page.find("merge-preview").await?;
    Ok(())
}

/// Takes over what is previewed.
async fn take(page: &Page) -> Result<()> {
    page.enabled("merge-commit", PATIENCE).await?;
    page.click("merge-commit").await?;
    page.gone("merge-commit", PATIENCE).await?;
    saved(page).await
}

/// Writes into the field of an account's page that has this label.
async fn write(page: &Page, account: usize, field: &str, text: &str) -> Result<()> {
    page.open(&format!("#/accounts/{}", id(account))).await?;
    let script = format!(
        "const field = document.querySelector('textarea[aria-label={field}]');
        if (!field) return false;
        field.value = {};
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));
        field.dispatchEvent(new Event('change', {{ bubbles: true }}));
        return true;",
        Value::from(text)
    );
    until(&format!("the field {field}"), PATIENCE, async || Ok((page.script(&script).await? == true).then_some(())))
        .await?;
    saved(page).await
}

/// What a book says of a record's field.
fn value<'a>(export: &'a Value, record: &str, field: &str) -> &'a Value {
    &export["book"][record]["fields"][field]["v"]
}

/// A number of the preview, by what it counts.
async fn count(page: &Page, what: &str) -> Result<u64> {
    let shown = page.find(&format!("merge-{what}")).await?.attr("data-count").await?;
    shown.context("a number without its count")?.parse().context("no number")
}

/// What everybody can see of an export: living records with their values, without stamps.
fn visible(export: &Value) -> Value {
    let records = export["book"].as_object().into_iter().flatten();
    let living = records.filter(|(_, record)| record["fields"]["deleted"]["v"] != true);
    let values = |record: &Value| -> Map<String, Value> {
        let fields = record["fields"].as_object().into_iter().flatten();
        let known = fields.filter(|(field, of)| *field != "deleted" && !of["v"].is_null());
        known.map(|(field, of)| (field.clone(), of["v"].clone())).collect()
    };
    Value::Object(living.map(|(id, record)| (id.clone(), Value::Object(values(record)))).collect())
}

#[test]
fn two_people_pass_files_and_come_to_the_same_book() {
    journey_of_two("sharing", |ana, bo| async move {
        let temp = TempDir::new()?;
        let begin = temp.write("book.json", book(40))?;
        for page in [&ana, &bo] {
            first_visit(page).await?;
        }
        hand_in(&ana, &begin).await?;
        take(&ana).await?;
        let (file, _) = export_json(&ana).await?;
        hand_in(&bo, &file).await?;
        take(&bo).await?;

        // Each edits a field of its own, and both edit one; one deletes an account.
        write(&ana, 1, "Industry", "Glass").await?;
        write(&ana, 2, "Industry", "Paper").await?;
        write(&bo, 2, "Industry", "Cloth").await?;
        write(&bo, 3, "Industry", "Wood").await?;
        bo.open(&format!("#/accounts/{}", id(4))).await?;
        bo.click("account-more").await?;
        bo.click("delete-account").await?;
        saved(&bo).await?;

        let (theirs, _) = export_json(&bo).await?;
        hand_in(&ana, &theirs).await?;
        ensure!(count(&ana, "conflicts").await? == 1, "one field was edited on both sides");
        ensure!(count(&ana, "deleted").await? == 2, "an account and its note go");
        ana.text_that("merge-commit", |text| text.contains('1')).await?;
        // A bulk choice says first who loses.
        ana.click("merge-all-theirs").await?;
        ana.text_that("merge-losses", |text| text.contains('1')).await?;
        ana.click("merge-decide-so").await?;
        take(&ana).await?;
        let (file, after) = export_json(&ana).await?;
        ensure!(*value(&after, &id(1), "industry") == "Glass", "Ana's own edit is gone");
        ensure!(*value(&after, &id(2), "industry") == "Cloth", "the conflict was decided for Bo");
        ensure!(*value(&after, &id(3), "industry") == "Wood", "Bo's edit didn't arrive");
        ana.find("merge-receipt").await?;

        // The same file again does nothing, and says so.
        hand_in(&ana, &theirs).await?;
        ana.find("merge-again").await?;
        ensure!(count(&ana, "new").await? + count(&ana, "changed").await? == 0, "the same file brings something");

        // Back to Bo: nothing is left to be asked, and both have the same.
        hand_in(&bo, &file).await?;
        ensure!(count(&bo, "conflicts").await? == 0, "what is decided is asked again");
        take(&bo).await?;
        let (_, there) = export_json(&bo).await?;
        ensure!(visible(&there) == visible(&after), "the books differ");

        // One undo takes the merge back, after a reload too.
        bo.reload().await?;
        bo.open("#/data").await?;
        bo.click("undo").await?;
        saved(&bo).await?;
        let (_, undone) = export_json(&bo).await?;
        ensure!(*value(&undone, &id(1), "industry") == "Steel", "the merge isn't undone");
        Ok(())
    });
}

/// Takes a file of orders over.
async fn import(page: &Page, file: &Path) -> Result<()> {
    page.open("#/data").await?;
    page.upload("import-file", file).await?;
    page.enabled("import-commit", PATIENCE).await?;
    page.click("import-commit").await?;
    page.gone("import-commit", PATIENCE).await?;
    saved(page).await
}

/// The exported segments, once they say this of each account, in its order.
async fn revenues(page: &Page, wanted: &[(&str, &str)]) -> Result<()> {
    page.open("#/data").await?;
    let text = std::fs::read_to_string(page.download("export-segments-csv").await?)?;
    let table = csv::records(&text);
    let (names, rows) = table.split_first().context("an export without a header")?;
    let place = |name: &str| names.iter().position(|known| known == name).context("a column is missing");
    let (account, revenue) = (place("account")?, place("revenue")?);
    for (name, sum) in wanted {
        let row = rows.iter().find(|row| row[account] == *name).with_context(|| format!("{name} has no figures"))?;
        ensure!(row[revenue] == *sum, "{name}: {} instead of {sum}", row[revenue]);
    }
    Ok(())
}

/// One imports orders with their numbers, the other an overlapping file without: after the exchange each counts once, also
/// after a reload, and whatever is taken back the other file's orders count.
#[test]
fn the_same_orders_from_two_extracts_count_once() {
    journey_of_two("two extracts", |ana, bo| async move {
        let temp = TempDir::new()?;
        let begin = temp.write("book.json", book(3))?;
        let numbered = temp.write(
            "numbered.csv",
            "Customer;Invoice;Date;Amount\nAccount 0;A-1;2024-02-05;100.00\nAccount 0;A-2;2024-02-05;100.00\n\
             Account 1;A-3;2024-02-07;50.00\nAccount 2;A-4;2024-02-08;7.00\n",
        )?;
        let plain = temp.write(
            "plain.csv",
            "Customer;Date;Amount\nAccount 0;2024-02-05;100.00\nAccount 0;2024-02-05;100.00\n\
             Account 1;2024-02-07;50.00\nAccount 1;2024-03-11;20.00\n",
        )?;
        for page in [&ana, &bo] {
            first_visit(page).await?;
        }
        hand_in(&ana, &begin).await?;
        take(&ana).await?;
        let (file, _) = export_json(&ana).await?;
        hand_in(&bo, &file).await?;
        take(&bo).await?;
        import(&ana, &numbered).await?;
        import(&bo, &plain).await?;

        let (theirs, _) = export_json(&bo).await?;
        hand_in(&ana, &theirs).await?;
        ana.text_that("merge-twice", |text| text.contains('2')).await?;
        take(&ana).await?;
        let both = [("Account 0", "200.00"), ("Account 1", "70.00"), ("Account 2", "7.00")];
        revenues(&ana, &both).await?;
        ana.text_that("told-twice", |text| text.contains('2')).await?;
        ana.reload().await?;
        revenues(&ana, &both).await?;
        let (ours, _) = export_json(&ana).await?;
        hand_in(&bo, &ours).await?;
        take(&bo).await?;
        revenues(&bo, &both).await?;

        // Bo takes Ana's file back, and Ana Bo's.
        for (page, file, wanted) in [
            (&bo, "numbered.csv", [("Account 0", "200.00"), ("Account 1", "70.00")]),
            (&ana, "plain.csv", [("Account 0", "200.00"), ("Account 1", "50.00")]),
        ] {
            page.open("#/data").await?;
            page.find("receipts").await?;
            for receipt in page.all("receipt").await? {
                if receipt.text().await?.contains(file) {
                    receipt.find(By::Css("[data-testid=take-back]")).await?.click().await?;
                    break;
                }
            }
            saved(page).await?;
            revenues(page, &wanted).await?;
            ensure!(!page.is_there("told-twice").await?, "something is still told twice");
        }
        Ok(())
    });
}

#[test]
fn a_part_of_the_book_merged_back_deletes_nothing() {
    journey_of_two("a part", |ana, bo| async move {
        let temp = TempDir::new()?;
        let begin = temp.write("book.json", book(12))?;
        first_visit(&ana).await?;
        first_visit(&bo).await?;
        hand_in(&ana, &begin).await?;
        take(&ana).await?;
        ana.open("#/data").await?;
        ana.find("part-search").await?.send_keys("Account 7").await?;
        ana.click("part-account").await?;
        ana.click("part-without-people").await?;
        ana.find("part-leaves").await?;
        ana.enabled("export-part", PATIENCE).await?;
        let part = ana.download("export-part").await?;
        let text: Value = serde_json::from_str(&std::fs::read_to_string(&part)?)?;
        ensure!(text["part"] == "accounts" && text["without"] == json!(["people"]), "the file doesn't say what it is");
        hand_in(&bo, &part).await?;
        ensure!(!bo.is_there("merge-restore").await?, "a book can be restored from a part");
        take(&bo).await?;
        bo.open("#/accounts").await?;
        accounts_are(&bo, 1).await?;
        write(&bo, 7, "Industry", "Glass").await?;
        let (back, _) = export_json(&bo).await?;
        hand_in(&ana, &back).await?;
        take(&ana).await?;
        let (_, after) = export_json(&ana).await?;
        ensure!(*value(&after, &id(7), "industry") == "Glass", "what was edited didn't come back");
        ana.open("#/accounts").await?;
        accounts_are(&ana, 12).await?;
        Ok(())
    });
}
