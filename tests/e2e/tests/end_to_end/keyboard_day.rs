//! A day of work without a mouse: twenty touches, three requests, a complaint from remark to verdict, an interview
//! out and back. What has the focus is brought there by Tab alone.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::steps::{load_the_sample, saved};
use vital_few_e2e::{Page, journey};

/// Presses keys where the focus is. While what has it is on its way out, nothing takes keys.
async fn keys(page: &Page, keys: impl Into<TypingData>) -> Result<()> {
    let keys = keys.into().to_string();
    until("something takes keys", PATIENCE, async || {
        let taken = page.driver.active_element().await?.send_keys(keys.as_str()).await;
        Ok(taken.ok())
    })
    .await
}

/// Waits until an expression of the page is true.
async fn holds(page: &Page, what: &str) -> Result<()> {
    let asked = format!("return Boolean({what})");
    until(what, PATIENCE, async || Ok((page.script(&asked).await? == json!(true)).then_some(()))).await
}

/// How many stops of Tab lie between what has the focus and an element, as far as can be seen from outside.
const STOPS: &str = "const wanted = (() => { try { return WANTED } catch { return null } })();
    if (!wanted) return null;
    const here = document.activeElement;
    if (here === wanted) return 0;
    const modal = document.querySelector('dialog:modal') ?? document;
    const groups = new Set();
    const all = [...modal.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
        .filter(of => of === here || of === wanted || of.tabIndex >= 0 && !of.disabled && of.checkVisibility())
        // Marks from 0 to 10 are one stop.
        .filter(of => of === here || of === wanted || of.type !== 'radio' || !groups.has(of.name) && groups.add(of.name));
    const distance = all.indexOf(wanted) - all.indexOf(here);
    return distance === 0 ? 1 : distance;";

/// Goes by Tab until an element has the focus, which an expression of the page names.
async fn reach(page: &Page, wanted: &str) -> Result<()> {
    let stops = STOPS.replace("WANTED", wanted);
    until(wanted, PATIENCE, async || Ok((!page.script(&stops).await?.is_null()).then_some(()))).await?;
    for _ in 0..60 {
        let distance = page.script(&stops).await?.as_i64().with_context(|| format!("{wanted} is gone"))?;
        if distance == 0 {
            return Ok(());
        }
        // All at once, and then what is left.
        let steps = Key::Tab.value().to_string().repeat(usize::try_from(distance.unsigned_abs())?);
        keys(page, if distance > 0 { steps } else { format!("{}{steps}", Key::Shift.value()) }).await?;
    }
    bail!("{wanted} is not reached by Tab; the focus is on {}", page.script(FOCUS).await?)
}

const FOCUS: &str = "return document.activeElement.outerHTML.slice(0, 200)";

fn by_id(id: &str) -> String {
    format!("document.querySelector('[data-testid={id}]')")
}

/// Reaches what has a test id, and presses Enter there.
async fn press(page: &Page, id: &str) -> Result<()> {
    press_at(page, &by_id(id)).await
}

async fn press_at(page: &Page, wanted: &str) -> Result<()> {
    reach(page, wanted).await?;
    keys(page, Key::Enter).await
}

async fn log_touch(page: &Page, account: &str, said: &str) -> Result<()> {
    keys(page, "l").await?;
    holds(page, "document.activeElement.matches('#touch-account')").await?;
    keys(page, account).await?;
    keys(page, Key::Enter).await?;
    holds(page, "document.activeElement.matches('.touch-kinds input')").await?;
    keys(page, "c").await?;
    keys(page, Key::Enter).await?;
    holds(page, "document.activeElement.matches('#touch-said')").await?;
    keys(page, said).await?;
    keys(page, Key::Control + Key::Enter).await?;
    holds(page, &format!("!{}", by_id("touch"))).await
}

/// A case of the list of service that says something, or what is within it.
fn case(says: &str, within: &str) -> String {
    format!(
        "[...document.querySelectorAll('[data-testid=service-case]')]\
         .find(row => row.innerText.includes('{says}')).querySelector('[data-testid={within}]')"
    )
}

/// Waits until the case that says one thing says another as well.
async fn case_says(page: &Page, says: &str, what: &str) -> Result<()> {
    holds(
        page,
        &format!(
            "[...document.querySelectorAll('[data-testid=service-case]')]\
             .some(row => row.innerText.includes('{says}') && row.innerText.includes('{what}'))"
        ),
    )
    .await
}

/// Something came in, of an account: its form is open.
async fn add_case(page: &Page, what: &str, account: &str, subject: &str) -> Result<()> {
    press(page, what).await?;
    holds(page, &by_id("add-case-account")).await?;
    reach(page, &by_id("add-case-account")).await?;
    keys(page, account).await?;
    page.enabled("add-case-commit", PATIENCE).await?;
    press(page, "add-case-commit").await?;
    fill(page, "subject", subject).await
}

/// Types into a field of the open form; into one that chooses, the beginning of what is chosen.
async fn fill(page: &Page, field: &str, text: &str) -> Result<()> {
    let field = format!("document.querySelector('[data-testid=record-form] [data-field={field}]')");
    reach(page, &field).await?;
    keys(page, text).await
}

async fn done(page: &Page) -> Result<()> {
    press(page, "form-done").await?;
    holds(page, &format!("!{}", by_id("record-form"))).await
}

/// Follows a link of the navigation.
async fn go(page: &Page, route: &str) -> Result<()> {
    press_at(page, &format!("document.querySelector('nav a[href=\"{route}\"]')")).await
}

#[test]
fn a_day_of_work_is_done_by_keyboard_alone() {
    journey("a day by keyboard", |page| async move {
        load_the_sample(&page).await?;
        page.open("#/").await?;
        page.find("today-line").await?;
        // From here on nothing is pointed at.
        page.script("window.pointed = 0; addEventListener('pointerdown', () => window.pointed += 1, true)").await?;
        page.script("document.activeElement.blur()").await?;
        for number in 1..=20 {
            log_touch(&page, if number % 2 == 0 { "quick" } else { "ernst" }, &format!("Touch {number}")).await?;
        }
        requests(&page).await?;
        complaint(&page).await?;
        interview(&page).await?;
        ensure!(page.script("return window.pointed").await? == json!(0), "nothing was pointed at");
        saved(&page).await
    });
}

/// One is answered, one waits for the customer, one is resolved.
async fn requests(page: &Page) -> Result<()> {
    go(page, "#/service").await?;
    page.find("service-case").await?;
    let subjects = ["Price list in crates", "Papers for customs", "Delivery before eight"];
    for subject in subjects {
        add_case(page, "add-request", "QUICK-Stop", subject).await?;
        done(page).await?;
        case_says(page, subject, "not answered").await?;
    }
    for subject in subjects {
        press_at(page, &case(subject, "case-answer")).await?;
        case_says(page, subject, "answered after").await?;
        // Whoever goes by keyboard stays at the case.
        holds(page, "document.activeElement.closest('[data-testid=service-case]')").await?;
    }
    let [_, waiting, resolved] = subjects;
    press_at(page, &case(waiting, "case-wait")).await?;
    case_says(page, waiting, "their turn").await?;
    press_at(page, &case(resolved, "case-resolve")).await?;
    let gone = format!("!({})", case(resolved, "case-open").replace(".querySelector", "?.querySelector"));
    holds(page, &gone).await?;
    holds(page, "document.activeElement.closest('[data-testid=service-list]')").await
}

/// A remark becomes a complaint, whose cause is found, and which the customer sees as solved.
async fn complaint(page: &Page) -> Result<()> {
    let subject = "Labels came off in the cold store";
    add_case(page, "add-complaint", "Ernst Handel", subject).await?;
    fill(page, "severity", "Rem").await?;
    done(page).await?;
    case_says(page, subject, "Ernst Handel").await?;
    press_at(page, &case(subject, "case-open")).await?;
    for (field, said) in [
        ("severity", "Comp"),
        ("containment", "New labels sent by courier"),
        ("cause_kind", "Pack"),
        ("cause", "The glue does not hold below zero"),
        ("measures", "Another glue from the next lot on"),
        ("outcome", "Sol"),
    ] {
        fill(page, field, said).await?;
    }
    page.screenshot("complaint by keyboard").await?;
    done(page).await?;
    press_at(page, &case(subject, "case-solve")).await?;
    let gone = format!("!({})", case(subject, "case-open").replace(".querySelector", "?.querySelector"));
    holds(page, &gone).await?;
    press(page, "service-closed").await?;
    case_says(page, subject, "Ernst Handel").await
}

/// A link goes out, is answered in another tab, and the answer is pasted.
async fn interview(page: &Page) -> Result<()> {
    go(page, "#/accounts").await?;
    page.find("accounts-table").await?;
    keys(page, "/").await?;
    holds(page, "document.activeElement.matches('input')").await?;
    keys(page, "Ernst Handel").await?;
    // A row is one stop, and Enter opens it.
    press_at(page, "document.querySelector('tr[data-account=\"Ernst Handel\"]')").await?;
    press_at(page, "document.querySelector('a[href$=\"/satisfaction\"]')").await?;
    press(page, "to-interviews").await?;
    page.find("interviews").await?;
    // The clipboard belongs to the machine: what would be written there is read where it is handed over.
    let listen = "window.copied = null;
        navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); };";
    page.script(listen).await?;
    press(page, "ask-interview").await?;
    reach(page, &by_id("send-whom")).await?;
    keys(page, "Eva").await?;
    reach(page, &by_id("send-guess")).await?;
    keys(page, "6").await?;
    press(page, "send-link").await?;
    holds(page, "window.copied").await?;
    let link = page.script("return window.copied").await?.as_str().unwrap_or_default().to_owned();
    keys(page, Key::Escape).await?;
    let fragment = link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).context("a fragment")?;

    let own = page.tab().await?;
    page.new_tab(&fragment).await?;
    page.find("interview").await?;
    reach(page, "document.querySelector('input[name=q1]')").await?;
    keys(page, " ").await?;
    reach(page, &by_id("ask-5")).await?;
    keys(page, "Twice too late in April").await?;
    let block = page.script("return document.querySelector('[data-testid=ask-text]').textContent").await?;
    let block = block.as_str().context("an answer as text")?.to_owned();
    page.close_tab().await?;
    page.switch_to(&own).await?;

    press_at(page, "document.querySelector('.read-in summary')").await?;
    reach(page, &by_id("answer-paste")).await?;
    keys(page, block).await?;
    page.enabled("answer-read", PATIENCE).await?;
    press(page, "answer-read").await?;
    page.text_that("reply-answers", |text| text.contains("Twice too late in April")).await?;
    page.screenshot("interview by keyboard").await?;
    press(page, "import-commit").await?;
    page.find("interviews").await?;
    let said = "[...document.querySelectorAll('[data-testid=wish] bdi')].map(of => of.textContent)";
    holds(page, &format!("{said}.includes({})", Value::from("Twice too late in April"))).await
}
