//! What people do with the people of an account: add them, say what they decide, let them go.

use anyhow::{Context, Result, ensure};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{accounts_are, an_account, first_visit, load_the_sample, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, data, journey};

use crate::dossier::open_dossier;

async fn an_open_account(page: &Page) -> Result<()> {
    load_the_sample(page).await?;
    page.open("#/accounts").await?;
    an_account(page).await?;
    page.find("add-contact").await?;
    Ok(())
}

/// Waits until a script says yes.
async fn holds(page: &Page, what: &str, script: &str) -> Result<()> {
    until(what, PATIENCE, async || Ok((page.script(script).await? == true).then_some(()))).await
}

async fn keys(page: &Page, keys: impl AsRef<str>) -> Result<()> {
    Ok(page.driver.action_chain().send_keys(keys.as_ref()).perform().await?)
}

/// Gives a field of the open form a value as typing or choosing would.
async fn fill(page: &Page, field: &str, value: &str) -> Result<()> {
    page.find("record-form").await?;
    let script = format!(
        "const field = document.querySelector('[data-testid=record-form] [data-field={field}]');
        field.value = {value:?};
        for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, {{ bubbles: true }}));"
    );
    page.script(&script).await?;
    Ok(())
}

async fn tick(page: &Page, field: &str, code: &str) -> Result<()> {
    let script =
        format!("document.querySelector('[data-testid=record-form] [data-field={field}][value={code}]').click();");
    page.script(&script).await?;
    Ok(())
}

async fn add(page: &Page, name: &str, function: &str) -> Result<()> {
    page.click("add-contact").await?;
    fill(page, "name", name).await?;
    fill(page, "function", function).await?;
    page.click("form-done").await?;
    page.gone("record-form", PATIENCE).await?;
    saved(page).await
}

/// Opens the form of a person by their card, which is opened for it.
async fn edit(page: &Page, name: &str) -> Result<()> {
    let script = format!(
        "const card = [...document.querySelectorAll('[data-testid=person]')].find(card => card.textContent.includes({name:?}));
        const edit = card?.querySelector('[data-testid=edit-person]');
        if (!edit) card?.querySelector('[data-testid=open-person]')?.click();
        edit?.click();
        return !!edit;"
    );
    holds(page, &format!("the card of {name}"), &script).await?;
    page.find("record-form").await?;
    Ok(())
}

/// What the map says of somebody.
fn said(name: &str, part: &str) -> String {
    format!(
        "return [...document.querySelectorAll('[data-testid=map-person]')]
            .some(node => node.ariaLabel.includes({name:?}) && node.ariaLabel.includes({part:?}))"
    )
}

/// What a card says of somebody.
fn card(name: &str, part: &str) -> String {
    format!(
        "return [...document.querySelectorAll('[data-testid=person]')]
            .some(card => card.textContent.includes({name:?}) && card.textContent.includes({part:?}))"
    )
}

/// Who can be chosen in the open form, by name.
async fn offered(page: &Page, field: &str) -> Result<Vec<String>> {
    let script = format!(
        "return [...document.querySelectorAll('[data-testid=record-form] [data-field={field}] option')].map(option => option.text)"
    );
    Ok(serde_json::from_value(page.script(&script).await?)?)
}

/// Chooses a person by name in a field of the open form.
async fn choose(page: &Page, field: &str, name: &str) -> Result<()> {
    let script = format!(
        "const field = document.querySelector('[data-testid=record-form] [data-field={field}]');
        field.value = [...field.options].find(option => option.text === {name:?}).value;
        field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    page.script(&script).await?;
    Ok(())
}

#[test]
fn adds_a_person_and_walks_the_map_by_keyboard_alone() {
    journey("people by keyboard", |page| async move {
        an_open_account(&page).await?;
        page.script("document.querySelector('[data-testid=add-contact]').focus()").await?;
        keys(&page, "\u{e007}").await?;
        page.find("record-form").await?;
        holds(&page, "the first field has the focus", "return document.activeElement.dataset.field === 'name'").await?;
        keys(&page, "Katharina Ernst").await?;
        holds(&page, "the card follows", &card("Katharina Ernst", "")).await?;
        keys(&page, "\u{e00c}").await?;
        page.gone("record-form", PATIENCE).await?;
        holds(
            &page,
            "the focus is back on the button",
            "return document.activeElement.dataset.testid === 'add-contact'",
        )
        .await?;
        holds(&page, "the map follows", &said("Katharina Ernst", "")).await?;
        // To the one beside them and back, into the form, and to whom they report to.
        page.script(
            "[...document.querySelectorAll('[data-testid=map-person]')].find(node => node.ariaLabel.includes('Katharina')).focus()",
        )
        .await?;
        keys(&page, "\u{e012}").await?;
        holds(&page, "an arrow key leads aside", "return !document.activeElement.ariaLabel.includes('Katharina')")
            .await?;
        keys(&page, "\u{e014}").await?;
        holds(&page, "an arrow key leads on", "return document.activeElement.ariaLabel.includes('Katharina')").await?;
        keys(&page, "r").await?;
        page.find("record-form").await?;
        holds(&page, "the form asks for the boss", "return document.activeElement.dataset.field === 'reports_to'")
            .await?;
        keys(&page, "\u{e00c}").await?;
        holds(&page, "the focus is back on the map", "return document.activeElement.dataset.testid === 'map-person'")
            .await?;
        keys(&page, "\u{e017}").await?;
        holds(&page, "who has no part goes unasked", &format!("return !({})()", card_function("Katharina Ernst")))
            .await?;
        page.click("undo").await?;
        holds(&page, "and comes back", &card("Katharina Ernst", "")).await
    });
}

fn card_function(name: &str) -> String {
    format!("() => {{ {} }}", card(name, ""))
}

#[test]
fn says_what_a_person_decides_and_sees_map_and_card_follow() {
    journey("roles and stance", |page| async move {
        an_open_account(&page).await?;
        add(&page, "Paul Leitner", "Head of purchasing").await?;
        edit(&page, "Paul Leitner").await?;
        tick(&page, "roles", "buyer").await?;
        fill(&page, "stance", "opponent").await?;
        holds(&page, "the map says it", &said("Paul Leitner", "buyer. Stance: against us")).await?;
        holds(&page, "the card says it", &card("Paul Leitner", "buyer")).await?;
        page.text_that("people-reading", |text| text.contains("is against us (buyer)")).await?;
        holds(&page, "the picture shows it", "return !!document.querySelector('.people-frame [data-stance=opponent]')")
            .await?;
        page.click("form-done").await?;
        saved(&page).await
    });
}

#[test]
fn nobody_reports_to_themselves_even_by_way_of_others() {
    journey("no circles", |page| async move {
        an_open_account(&page).await?;
        for name in ["Anna", "Berta", "Clara"] {
            add(&page, name, "").await?;
        }
        for (who, boss) in [("Berta", "Anna"), ("Clara", "Berta")] {
            edit(&page, who).await?;
            choose(&page, "reports_to", boss).await?;
            page.click("form-done").await?;
        }
        holds(&page, "the map says it", &said("Clara", "Reports to \u{2068}Berta")).await?;
        edit(&page, "Anna").await?;
        let bosses = offered(&page, "reports_to").await?;
        ensure!(!bosses.iter().any(|name| ["Anna", "Berta", "Clara"].contains(&name.as_str())), "{bosses:?}");
        Ok(())
    });
}

#[test]
fn hands_over_what_a_person_decided_and_takes_that_back() {
    journey("leaving", |page| async move {
        an_open_account(&page).await?;
        for (name, function) in
            [("Paul Leitner", "Head of purchasing"), ("Eva Kern", "Quality"), ("Josef Handl", "Stores")]
        {
            add(&page, name, function).await?;
        }
        edit(&page, "Paul Leitner").await?;
        tick(&page, "roles", "buyer").await?;
        page.click("form-done").await?;
        edit(&page, "Josef Handl").await?;
        choose(&page, "reports_to", "Paul Leitner").await?;
        page.click("form-done").await?;
        edit(&page, "Paul Leitner").await?;
        page.click("form-delete").await?;
        page.text_that("loss", |text| text.contains("buyer") && text.contains("Josef Handl")).await?;
        page.script(
            "const heir = document.querySelector('[data-testid=leaving-heir]');
            heir.value = [...heir.options].find(option => option.text === 'Eva Kern').value;
            heir.dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
        page.click("leaving-deleted").await?;
        page.click("leaving-commit").await?;
        holds(&page, "Eva buys", &said("Eva Kern", "buyer")).await?;
        holds(&page, "Josef reports to her", &said("Josef Handl", "Reports to \u{2068}Eva Kern")).await?;
        holds(&page, "Paul is gone", &format!("return !({})()", card_function("Paul Leitner"))).await?;
        let focused = page.script("return document.activeElement !== document.body").await?;
        ensure!(focused == true, "the focus went nowhere");
        page.click("undo").await?;
        holds(&page, "all is back", &said("Josef Handl", "Reports to \u{2068}Paul Leitner")).await?;
        holds(&page, "Paul buys", &said("Paul Leitner", "buyer")).await?;

        // Who left the company stays on record, and a placeholder keeps their place.
        edit(&page, "Paul Leitner").await?;
        page.click("form-delete").await?;
        page.click("leaving-left").await?;
        page.click("leaving-commit").await?;
        page.find("people-gone").await?.text().await.context("who left")?;
        holds(&page, "somebody buys", &said("Somebody: ", "buyer")).await?;
        saved(&page).await
    });
}

/// Chooses in the wizard whose the people of a company are.
async fn people_are(page: &Page, company: &str, choice: &str) -> Result<()> {
    page.find("people-aside").await?;
    let script = format!(
        "const of = document.querySelector('[data-testid=people-aside] [data-company=\"{company}\"]');
        of?.querySelector('[data-choice={choice}]')?.click();
        return !!of;"
    );
    holds(page, company, &script).await
}

/// A book of Alfa and Beta, with an order of each.
async fn import_two_customers(page: &Page) -> Result<()> {
    let temp = TempDir::new()?;
    first_visit(page).await?;
    let orders = "Customer,Date,Order,Amount\nAlfa,2024-01-15,1,10.00\nBeta,2024-02-15,2,20.50\n";
    page.upload("import-file", &temp.write("orders.csv", orders)?).await?;
    take_over(page).await
}

async fn take_over(page: &Page) -> Result<()> {
    page.enabled("import-commit", PATIENCE).await?;
    page.click("import-commit").await?;
    page.gone("import-commit", PATIENCE).await?;
    saved(page).await
}

#[test]
fn people_come_in_from_a_crm_and_from_cards_and_go_with_one_undo() {
    journey("people come in from a CRM and from cards", |page| async move {
        import_two_customers(&page).await?;

        // Two are known by their company; of the third nothing but a mail address says whose they are.
        page.open("#/data").await?;
        page.upload("import-file", &data("people/hubspot.csv")).await?;
        page.text_that("import-commit", |text| text.contains("2 people")).await?;
        page.text_that("people-aside", |text| text.contains("gamma.example")).await?;
        holds(&page, "people", "return document.querySelector('[data-testid=row-kind]')?.value === 'people'").await?;
        page.screenshot("people from a CRM").await?;
        people_are(&page, "gamma.example", "new").await?;
        page.text_that("import-commit", |text| text.contains("3 people")).await?;
        people_are(&page, "gamma.example", "aside").await?;
        page.text_that("import-commit", |text| text.contains("2 people")).await?;
        people_are(&page, "gamma.example", "new").await?;
        page.text_that("import-commit", |text| text.contains("3 people")).await?;
        take_over(&page).await?;
        page.open("#/accounts").await?;
        accounts_are(&page, 3).await?;

        // The same file again brings nothing.
        page.open("#/data").await?;
        page.upload("import-file", &data("people/hubspot.csv")).await?;
        page.text_that("import-commit", |text| text.contains("Nothing new")).await?;
        holds(&page, "it can't be taken over", "return document.querySelector('[data-testid=import-commit]').disabled")
            .await?;

        // Cards of a telephone say somebody's name otherwise, and more of them.
        page.reload().await?;
        page.upload("import-file", &data("people/apple.vcf")).await?;
        page.text_that("people-differ", |text| text.contains("Anna Maria Ek")).await?;
        page.screenshot("people from cards").await?;
        page.script("document.querySelector('[data-testid=people-differ] [data-field=name] input').click();").await?;
        take_over(&page).await?;
        open_dossier(&page, "Alfa").await?;
        let there = "return [...document.querySelectorAll('[data-testid=person]')]
            .some(card => card.textContent.includes('Anna Maria Ek'))";
        holds(&page, "she has her whole name", there).await?;
        page.click("undo").await?;
        holds(
            &page,
            "one undo takes the cards back",
            &there.replace(".some", ".every").replace("card.text", "!card.text"),
        )
        .await?;
        page.click("undo").await?;
        holds(
            &page,
            "another takes the people back",
            "return document.querySelectorAll('[data-testid=person]').length === 0",
        )
        .await?;
        page.open("#/accounts").await?;
        accounts_are(&page, 2).await.map(drop)
    });
}

#[test]
fn activities_of_a_crm_land_in_the_history() {
    journey("activities come in from a CRM", |page| async move {
        import_two_customers(&page).await?;
        page.open("#/data").await?;
        page.upload("import-file", &data("activities/hubspot_calls.csv")).await?;
        page.text_that("import-commit", |text| text.contains("2 entries")).await?;
        page.text_that("people-aside", |text| text.contains("Gamma")).await?;
        page.screenshot("activities from a CRM").await?;
        take_over(&page).await?;
        open_dossier(&page, "Alfa").await?;
        let told = "return [...document.querySelectorAll('[data-testid=timeline-entry]')]
            .some(entry => entry.textContent.includes('About the spring order'))";
        holds(&page, "the call is in the history", told).await?;
        page.click("undo").await?;
        holds(&page, "one undo takes it back", &told.replace("return ", "return !")).await
    });
}
