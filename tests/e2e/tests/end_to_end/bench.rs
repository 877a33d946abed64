//! What the release build takes in a browser: `cargo xtask bench`. It prints figures and judges
//! nothing; a promise that depends on the machine is no test.

use std::fmt::Write;
use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::prelude::*;
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::random::Lcg;
use vital_few_e2e::steps::{first_visit, load_the_sample, saved};
use vital_few_e2e::temp::TempDir;
use vital_few_e2e::{Page, journey, large};

const ACCOUNTS: usize = 5_000;
const MONTHS: usize = 36;

/// Accounts of very different size, each with a purchase in three months of four.
fn orders() -> String {
    let mut lcg = Lcg(36);
    let mut text = String::from("Customer,Order,Date,Amount\n");
    let mut order = 10_000;
    for month in 0..MONTHS {
        for account in 0..ACCOUNTS {
            if lcg.below(4) == 0 {
                continue;
            }
            order += 1;
            let amount = (1_000_000 / (account + 10)) * (50 + lcg.below(100)) / 100 + 1;
            let (year, month, day) = (2021 + month / 12, month % 12 + 1, 1 + lcg.below(28));
            let _ = writeln!(text, "Customer {account},{order},{year}-{month:02}-{day:02},{amount}.00");
        }
    }
    text
}

/// How long each of many steps of a slider takes, from the event until the page has followed, in ms.
async fn steps(page: &Page, id: &str, from: usize, to: usize) -> Result<Vec<f64>> {
    let script = format!(
        "const slider = document.querySelector('[data-testid={id}]');\
         const followed = () => new Promise(done => {{\
             const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }});\
         const times = [];\
         for (let value = {from}; value <= {to}; value++) {{\
             await new Promise(requestAnimationFrame);\
             const began = performance.now();\
             slider.value = value;\
             slider.dispatchEvent(new Event('input', {{ bubbles: true }}));\
             await followed();\
             times.push(performance.now() - began);\
         }}\
         return times;"
    );
    Ok(serde_json::from_value(page.script_async(&script).await?)?)
}

#[test]
#[ignore = "prints figures; run by `cargo xtask bench`"]
fn a_step_of_a_slider() {
    journey("bench-step", |page| async move {
        let temp = TempDir::new()?;
        let file = temp.write("orders.csv", orders())?;
        first_visit(&page).await?;
        page.upload("import-file", &file).await?;
        page.enabled("import-commit", 6 * PATIENCE).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", 6 * PATIENCE).await?;
        saved(&page).await?;
        page.open("#/segments").await?;
        page.find("what-if").await?;
        // The first ones compute what the others find: the values by another period.
        steps(&page, "limit-a", 79, 81).await?;
        for (id, from, to) in [("limit-a", 50, 94), ("limit-b", 81, 99)] {
            let mut times = steps(&page, id, from, to).await?;
            page.click("what-if-discard").await?;
            ensure!(!times.is_empty(), "nothing was measured");
            times.sort_by(f64::total_cmp);
            let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
            println!(
                "{id}, {ACCOUNTS} accounts × {MONTHS} months: median {:.1} ms, nine of ten within {:.1} ms, longest {:.1} ms",
                at(0.5),
                at(0.9),
                at(1.0)
            );
        }
        Ok(())
    });
}

/// A dossier of 60 people, 200 entries of history and 40 groups of products at an account of the sample, as an export.
fn large_dossier(account: &str) -> serde_json::Value {
    let mut book = serde_json::Map::new();
    let mut number = 0_u64;
    let mut add = |kind: &str, fields: serde_json::Value| {
        number += 1;
        let id = format!("0190d000-0000-7000-8000-{number:012x}");
        let registers =
            |(name, value): (&String, &serde_json::Value)| (name.clone(), json!({ "v": value, "s": "ffffffff-0-1" }));
        let mut fields: serde_json::Map<_, _> = fields.as_object().into_iter().flatten().map(registers).collect();
        fields.insert("account".into(), json!({ "v": account, "s": "ffffffff-0-1" }));
        book.insert(id.clone(), json!({ "kind": kind, "fields": fields }));
        id
    };
    let mut people: Vec<String> = Vec::new();
    for at in 0..60 {
        // Everybody but the first reports to one of those before, so many to each.
        let boss = (at > 0).then(|| people[(at - 1) / 5].clone());
        let rank = ["top", "middle", "working"][at.min(2)];
        let stance = ["supporter", "neutral", "opponent"][at % 3];
        let fields = json!({ "name": format!("Person {at}"), "function": format!("Function {at}"), "rank": rank,
            "unit": format!("Unit {}", at % 8), "reports_to": boss, "stance": stance,
            "roles": ["influencer"], "phone": format!("555-{at:04}"), "note": "A note of some length on this person." });
        people.push(add("contact", fields));
    }
    for at in 0..200 {
        let day = format!("199{}-{:02}-{:02}", 6 + at % 2, 1 + at % 12, 1 + at % 28);
        let who = people[at % 60].clone();
        let (kind, fields) = match at % 4 {
            0 => ("promise", json!({ "day": day, "what": format!("Promise {at}"), "contacts": [who] })),
            1 => ("proposal", json!({ "day": day, "subject": format!("Offer {at}"), "outcome": "declined" })),
            _ => (
                "interaction",
                json!({ "day": day, "subject": format!("Meeting {at}"), "channel": "meeting",
                "summary": "What was said, in a sentence or two, as people write it down.", "contacts": [who] }),
            ),
        };
        add(kind, fields);
    }
    for at in 0..40 {
        let fields = json!({ "group": format!("Group {at}"), "source": "competitor",
            "spend": { "minor": 100_000 * at, "currency": "USD" } });
        add("white_space", fields);
    }
    json!({ "format": "vital-few", "version": 4, "exported_at": "2026-01-01T00:00:00Z", "part": "dossier",
        "book": book, "ledger": { "batches": {} } })
}

#[test]
#[ignore = "prints figures; run by `cargo xtask bench`"]
fn a_large_dossier() {
    journey("bench-dossier", |page| async move {
        let temp = TempDir::new()?;
        load_the_sample(&page).await?;
        page.open("#/accounts").await?;
        page.find("accounts-table").await?;
        let link =
            "return document.querySelector('[data-account=\"Rattlesnake Canyon Grocery\"] a').getAttribute('href')";
        let address = page.script(link).await?.as_str().unwrap_or_default().to_owned();
        let account = address.rsplit('/').next().unwrap_or_default();
        let file = temp.write("dossier.json", large_dossier(account).to_string())?;
        page.open("#/data").await?;
        page.upload("import-file", &file).await?;
        page.click("merge-commit").await?;
        saved(&page).await?;
        // The part of the page that shows it is fetched before.
        page.open("#/accounts").await?;
        page.find("accounts-table").await?;
        let open = format!(
            "const followed = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
            const began = performance.now();
            location.hash = '{address}';
            while (!document.querySelector('#overview .figures')) await followed();
            await followed();
            const first = performance.now() - began;
            while (document.querySelectorAll('ul.contacts > li').length < 60) await followed();
            await followed();
            return [first, performance.now() - began];"
        );
        let [seen, whole]: [f64; 2] = serde_json::from_value(page.script_async(&open).await?)?;
        println!(
            "a dossier of 60 people, 200 entries, 40 groups is seen after {seen:.0} ms, its people after {whole:.0} ms"
        );
        page.open(&format!("{address}/general")).await?;
        page.driver.query(By::Css("[data-field=description] textarea")).first().await?;
        let typing = "const followed = () => new Promise(done => {
                const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
            const field = document.querySelector('[data-field=description] textarea');
            const times = [];
            for (let at = 0; at < 30; at++) {
                await new Promise(requestAnimationFrame);
                const began = performance.now();
                field.value += 'x';
                field.dispatchEvent(new Event('input', { bubbles: true }));
                await followed();
                times.push(performance.now() - began);
            }
            return times;";
        let mut times: Vec<f64> = serde_json::from_value(page.script_async(typing).await?)?;
        times.sort_by(f64::total_cmp);
        println!("a keystroke in it: median {:.1} ms, longest {:.1} ms", times[15], times[29]);
        Ok(())
    });
}

/// The records of a large book beside its accounts: people, meetings and promises, spread over them.
const PARTS: usize = 15_000;

/// The id of an account of [`large_book`].
fn account_id(number: usize) -> String {
    format!("0190a000-0000-7000-8000-{number:012x}")
}

/// A book of so many accounts and parts, as an export. Customers of [`orders`] are found in it by name.
fn large_book(accounts: usize, parts: usize) -> serde_json::Value {
    let mut book = serde_json::Map::new();
    let mut add = |id: String, kind: &str, fields: serde_json::Value| {
        let registers =
            |(name, value): (&String, &serde_json::Value)| (name.clone(), json!({ "v": value, "s": "ffffffff-0-1" }));
        let fields: serde_json::Map<_, _> = fields.as_object().into_iter().flatten().map(registers).collect();
        book.insert(id, json!({ "kind": kind, "fields": fields }));
    };
    for at in 0..accounts {
        let parent = (at > 0 && at % 10 == 0).then(|| account_id(at / 10));
        let fields = json!({ "name": format!("Customer {at}"), "external_id": format!("C{at}"), "parent": parent,
            "address": format!("Street {at}"), "city": format!("City {}", at % 300), "description": "What it is." });
        add(account_id(at), "account", fields);
    }
    for at in 0..parts {
        // The account that is opened has as many people as a large one: the others have one or two.
        let of = if at < 120 { OPENED } else { at % accounts };
        let (kind, fields) = match at % 6 {
            3 => (
                "promise",
                json!({ "day": format!("2023-{:02}-{:02}", 1 + at % 12, 1 + at % 28), "what": format!("Promise {at}"),
                "due": format!("2024-{:02}-{:02}", 1 + at % 12, 1 + at % 28), "account": account_id(of) }),
            ),
            0 => (
                "interaction",
                json!({ "day": format!("2023-{:02}-{:02}", 1 + at % 12, 1 + at % 28),
                "subject": format!("Meeting {at}"), "channel": "meeting", "account": account_id(of) }),
            ),
            _ => (
                "contact",
                json!({ "name": format!("Person {at}"), "function": format!("Function {}", at % 40),
                "phone": format!("555-{at:05}"), "rank": (["top", "middle", "working"][at % 3]), "account": account_id(of) }),
            ),
        };
        add(format!("0190b000-0000-7000-8000-{at:012x}"), kind, fields);
    }
    json!({ "format": "vital-few", "version": 4, "exported_at": "2026-01-01T00:00:00Z",
        "book": book, "ledger": { "batches": {} } })
}

/// The account whose dossier is opened.
const OPENED: usize = 7;

/// How long many keystrokes in a text of the page take, from the event until the page has followed, in ms.
async fn keystrokes(page: &Page, field: &str) -> Result<Vec<f64>> {
    let script = format!(
        "const followed = () => new Promise(done => {{
            const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }});
        const field = document.querySelector('{field}');
        const times = [];
        for (let at = 0; at < 60; at++) {{
            await new Promise(requestAnimationFrame);
            const began = performance.now();
            field.value += 'x';
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));
            await followed();
            times.push(performance.now() - began);
        }}
        return times;"
    );
    let mut times: Vec<f64> = serde_json::from_value(page.script_async(&script).await?)?;
    ensure!(!times.is_empty(), "nothing was measured");
    times.sort_by(f64::total_cmp);
    Ok(times)
}

/// The promises of a large book: a keystroke in a contact's field is followed within 16 ms at the median, and
/// a dossier opens within 200 ms.
#[test]
#[ignore = "prints figures; run by `cargo xtask bench`"]
fn a_large_book() {
    journey("bench-book", |page| async move {
        let temp = TempDir::new()?;
        let (book, orders) =
            (temp.write("book.json", large_book(ACCOUNTS, PARTS).to_string())?, temp.write("orders.csv", orders())?);
        first_visit(&page).await?;
        page.open("#/data").await?;
        page.upload("import-file", &book).await?;
        page.enabled("merge-commit", 6 * PATIENCE).await?;
        page.click("merge-commit").await?;
        page.gone("merge-commit", 6 * PATIENCE).await?;
        saved(&page).await?;
        page.open("#/data").await?;
        page.upload("import-file", &orders).await?;
        page.enabled("import-commit", 6 * PATIENCE).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", 6 * PATIENCE).await?;
        saved(&page).await?;
        page.open("#/accounts").await?;
        page.find("accounts-table").await?;
        // Twice: the first time the part of the page that shows it may still be fetched.
        for round in ["first", "again"] {
            let open = format!(
                "const followed = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
                const began = performance.now();
                location.hash = '#/accounts/{}';
                while (!document.querySelector('#overview .figures')) await followed();
                await followed();
                const first = performance.now() - began;
                while (!document.querySelector('#notes') || document.querySelectorAll('ul.contacts > li').length < 80)
                    await followed();
                await followed();
                return [first, performance.now() - began];",
                account_id(OPENED)
            );
            let [seen, whole]: [f64; 2] = serde_json::from_value(page.script_async(&open).await?)?;
            println!(
                "{round}: of {ACCOUNTS} accounts and {PARTS} parts a dossier of 80 people is seen after {seen:.0} ms, \
                 whole after {whole:.0} ms"
            );
            if round == "first" {
                page.open("#/accounts").await?;
                page.find("accounts-table").await?;
            }
        }
        page.click("people-cards").await?;
        page.click("open-person").await?;
        page.click("edit-person").await?;
        page.find("record-form").await?;
        for (what, field) in [
            ("a contact's name", "[data-testid=record-form] [data-field=name]"),
            ("a contact's note", "[data-testid=record-form] [data-field=note]"),
            ("a fact of the account", "[data-field=description] textarea"),
        ] {
            let times = keystrokes(&page, field).await?;
            let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
            println!(
                "a keystroke in {what}: median {:.1} ms, nine of ten within {:.1} ms, longest {:.1} ms",
                at(0.5),
                at(0.9),
                at(1.0)
            );
        }
        today_of_it(&page).await
    });
}

/// How long Today of a large book takes to open, and to follow a tick.
async fn today_of_it(page: &Page) -> Result<()> {
    let open = "const followed = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
        const began = performance.now();
        location.hash = '#/';
        while (!document.querySelector('[data-testid=today-line]')) await followed();
        await followed();
        return performance.now() - began;";
    for round in ["first", "again"] {
        page.open("#/accounts").await?;
        page.find("accounts-table").await?;
        let took: f64 = serde_json::from_value(page.script_async(open).await?)?;
        println!("{round}: Today of {ACCOUNTS} accounts and {PARTS} parts opens within {took:.0} ms");
    }
    // Rows may be used again for other lines: it has followed once the list reads otherwise.
    let ticks = "const followed = () => new Promise(done => {
            const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
        const list = () => document.querySelector('ol.agenda').textContent;
        const times = [];
        for (let at = 0; at < 21; at++) {
            await new Promise(done => setTimeout(done, 100));
            await new Promise(requestAnimationFrame);
            const done = document.querySelector('ol.agenda [data-kind$=_promise] [data-testid=line-done]');
            if (!done) break;
            const before = list(), began = performance.now();
            done.click();
            do await followed(); while (list() === before && performance.now() - began < 5000);
            times.push(performance.now() - began);
        }
        return times;";
    let mut times: Vec<f64> = serde_json::from_value(page.script_async(ticks).await?)?;
    ensure!(!times.is_empty(), "no line could be ticked");
    times.sort_by(f64::total_cmp);
    let (median, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("a tick on a line of it: median {median:.1} ms, longest {longest:.1} ms of {}", times.len());
    Ok(())
}

/// So many customers, with six lines each.
const CUSTOMERS: usize = 10_000;

/// A day with ten thousand customers: the list sorted, searched and scrolled, an account opened, a note typed, the
/// pages of movement and of dossiers.
#[test]
#[ignore = "prints figures; run by `cargo xtask bench`"]
fn ten_thousand_customers() {
    journey("bench-list", |page| async move {
        let temp = TempDir::new()?;
        let mut lcg = Lcg(36);
        let mut lines = String::from("Customer,Order,Date,Amount\n");
        for order in 0..6 * CUSTOMERS {
            let (customer, amount) = (order % CUSTOMERS, 1 + lcg.below(9_000));
            let (year, month, day) = (2022 + lcg.below(2), 1 + lcg.below(12), 1 + lcg.below(28));
            let _ = writeln!(lines, "Customer {customer},{order},{year}-{month:02}-{day:02},{amount}.00");
        }
        let file = temp.write("orders.csv", lines)?;
        first_visit(&page).await?;
        page.open("#/data").await?;
        page.upload("import-file", &file).await?;
        page.enabled("import-commit", 6 * PATIENCE).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", 6 * PATIENCE).await?;
        saved(&page).await?;
        page.open("#/accounts").await?;
        page.find("account-row").await?;
        // Parts of the page that are fetched when they are first shown are no part of what is measured.
        for address in ["#/accounts/dossiers", "#/segments/movement", "#/accounts"] {
            page.open(address).await?;
        }
        page.find("account-row").await?;
        let acts = [
            (
                "a sort",
                "for (let at = 0; at < 8; at++)
                    for (const head of [...document.querySelectorAll('.accounts-table .sort')].slice(0, 6))
                        await took(() => head.click());",
            ),
            (
                "a key of a search",
                "const field = document.querySelector('[data-testid=account-search]');
                for (const text of ['7', '77', '777', '77', '7', '', 'o', 'om', '']) await took(() => {
                    field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); });",
            ),
            (
                "a frame of scrolling",
                "let last = performance.now();
                for (let at = 0; at < 120; at++) {
                    scrollTo(0, at < 90 ? at * 120 : at * 2500);
                    await new Promise(requestAnimationFrame);
                    const now = performance.now();
                    times.push(now - last);
                    last = now;
                }",
            ),
            (
                "an account opened",
                "scrollTo(0, 0);
                const rows = [...document.querySelectorAll('[data-testid=account-row] a[href*=\"#/accounts/\"]')];
                for (const address of rows.slice(0, 12).map(link => link.hash))
                    await took(() => { location.hash = address; },
                        () => location.hash === address && document.querySelector('#overview .figures'));",
            ),
            (
                "a key of a note",
                "location.hash += '/notes';
                let field = null;
                while (!(field = document.querySelector('[data-testid=account-notes]'))) await followed();
                for (let at = 0; at < 40; at++) await took(() => {
                    field.value += 'x'; field.dispatchEvent(new Event('input', { bubbles: true })); });",
            ),
            (
                "the list again",
                "for (let at = 0; at < 6; at++) {
                    await took(() => { location.hash = '#/accounts'; },
                        () => document.querySelector('[data-testid=account-row]'));
                    location.hash = '#/data';
                    while (document.querySelector('[data-testid=account-row]')) await followed();
                }",
            ),
            (
                "movement",
                "for (let at = 0; at < 6; at++) {
                    await took(() => { location.hash = '#/segments/movement'; },
                        () => document.querySelector('[data-testid=movement-reading]'));
                    location.hash = '#/data';
                    while (document.querySelector('[data-testid=movement-reading]')) await followed();
                }",
            ),
            (
                "dossiers",
                "for (let at = 0; at < 6; at++) {
                    await took(() => { location.hash = '#/accounts/dossiers'; },
                        () => document.querySelector('[data-testid=dossier-row]'));
                    location.hash = '#/data';
                    while (document.querySelector('[data-testid=dossier-row]')) await followed();
                }",
            ),
        ];
        for (what, act) in acts {
            let mut times: Vec<f64> = serde_json::from_value(page.script_async(&timed(act)).await?)?;
            ensure!(!times.is_empty(), "{what}: nothing was measured");
            let first = times[0];
            times.sort_by(f64::total_cmp);
            let (median, longest) = (times[times.len() / 2], times[times.len() - 1]);
            println!(
                "{CUSTOMERS} accounts, {what}: first {first:.0} ms, median {median:.0} ms, longest {longest:.0} ms"
            );
        }
        Ok(())
    });
}

/// A script that lists how long acts took: from each until the page has what is asked for and the next picture is
/// drawn.
fn timed(acts: &str) -> String {
    format!(
        "const followed = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
        const times = [];
        const took = async (act, is_there = () => true) => {{
            await followed();
            const began = performance.now();
            act();
            do await followed(); while (!is_there());
            times.push(performance.now() - began);
        }};
        {acts}
        return times;"
    )
}

/// How long half a million lines may take before the benchmark gives up.
const LARGE_FILE_PATIENCE: Duration = Duration::from_secs(240);

/// Watches from inside the page for how long nothing else gets its turn: the longest tasks by the
/// browser's own count, and a timer that is due every 10 ms and comes late by as long as the page is busy.
const WATCH: &str = "
    window.watch = { longest: 0, last: performance.now(), began: performance.now(), ready: 0, tasks: [] };
    addEventListener('change', () => { window.watch.began = performance.now(); }, { capture: true, once: true });
    window.watch.observer = new PerformanceObserver(list =>
        window.watch.tasks.push(...list.getEntries().map(entry => entry.duration)));
    window.watch.observer.observe({ type: 'longtask' });
    window.watch.timer = setInterval(() => {
        const now = performance.now();
        window.watch.longest = Math.max(window.watch.longest, now - window.watch.last);
        window.watch.last = now;
        if (!window.watch.ready && document.querySelector('[data-testid=import-commit]:enabled'))
            window.watch.ready = now - window.watch.began;
    }, 10);";

const STOP_WATCHING: &str = "
    clearInterval(window.watch.timer);
    window.watch.tasks.push(...window.watch.observer.takeRecords().map(entry => entry.duration));
    window.watch.observer.disconnect();
    return [Math.max(window.watch.longest, performance.now() - window.watch.last), window.watch.tasks, window.watch.ready];";

/// For how long the page was deaf at most since it was watched, and the tasks of 50 ms and more.
async fn stop_watching(page: &Page, what: &str) -> Result<()> {
    let (silence, mut tasks, ready): (f64, Vec<f64>, f64) = serde_json::from_value(page.script(STOP_WATCHING).await?)?;
    tasks.sort_by(|one, other| other.total_cmp(one));
    let tasks: Vec<String> = tasks.into_iter().map(|task| format!("{task:.0}")).collect();
    let ready = if ready > 0.0 { format!(" after {ready:.0} ms from the file's change") } else { String::new() };
    println!("{what}{ready}: deaf for {silence:.0} ms at most, tasks of 50 ms and more: [{}]", tasks.join(", "));
    Ok(())
}

#[test]
#[ignore = "prints figures; run by `cargo xtask bench`"]
fn an_import_of_half_a_million_lines() {
    journey("bench-import", |page| async move {
        let temp = TempDir::new()?;
        let file = temp.write("online_retail.csv", large::online_retail())?;
        for round in ["first", "again"] {
            first_visit(&page).await?;
            page.script(WATCH).await?;
            page.upload("import-file", &file).await?;
            page.enabled("import-commit", LARGE_FILE_PATIENCE).await?;
            stop_watching(&page, &format!("{} lines, {round}, up to the preview", large::LINES)).await?;
        }
        page.script(WATCH).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", LARGE_FILE_PATIENCE).await?;
        saved(&page).await?;
        stop_watching(&page, "taking it over, up to Saved").await?;
        page.open("#/data").await?;
        page.script(WATCH).await?;
        page.upload("import-file", &file).await?;
        page.text_that("import-commit", |text| text == "Nothing new in this file").await?;
        stop_watching(&page, "the same file again, up to its preview").await
    });
}

/// A colleague's book of 42,000 records: for how long the page is deaf while it is compared and taken over, added and
/// as it was.
#[test]
#[ignore = "prints figures; run by `cargo xtask bench`"]
fn a_merge_of_42_000_records() {
    journey("bench-merge", |page| async move {
        let temp = TempDir::new()?;
        let file = temp.write("book.json", large_book(12_000, 30_000).to_string())?;
        first_visit(&page).await?;
        for (mode, what) in [("merge-add", "adding 42,000 records"), ("merge-restore", "restoring 42,000 records")] {
            page.open("#/data").await?;
            page.script(WATCH).await?;
            page.upload("import-file", &file).await?;
            page.enabled("merge-commit", LARGE_FILE_PATIENCE).await?;
            if mode == "merge-restore" {
                page.click(mode).await?;
            }
            stop_watching(&page, &format!("{what}, up to the preview")).await?;
            if mode == "merge-restore" {
                // It is as it was, so there is nothing to take over.
                page.text_that("merge-commit", |text| !text.is_empty()).await?;
                continue;
            }
            page.script(WATCH).await?;
            page.click("merge-commit").await?;
            page.gone("merge-commit", LARGE_FILE_PATIENCE).await?;
            saved(&page).await?;
            stop_watching(&page, &format!("{what}, up to Saved")).await?;
        }
        Ok(())
    });
}

const MANY_ROWS: usize = 5_000_000;

/// Five million rows of some thousand customers, four of each order.
fn many_rows() -> String {
    let mut lcg = Lcg(5);
    let mut text = String::with_capacity(200_000_000);
    text.push_str("Customer,Order,Date,Amount\n");
    for row in 0..MANY_ROWS {
        let order = row / 4;
        let (day, month, year) = (1 + order % 28, 1 + order / 28 % 12, 2021 + order * 3 / (MANY_ROWS / 4));
        let _ = writeln!(
            text,
            "Customer {},{},{year}-{month:02}-{day:02},{}.{:02}",
            order * 7 % ACCOUNTS,
            1_000_000 + order,
            1 + lcg.below(900),
            lcg.below(100)
        );
    }
    text
}

/// For how long the page is deaf while five million rows come in.
#[test]
#[ignore = "prints figures; run by `cargo xtask bench`"]
fn an_import_of_five_million_rows() {
    journey("bench-many-rows", |page| async move {
        let temp = TempDir::new()?;
        let file = temp.write("rows.csv", many_rows())?;
        first_visit(&page).await?;
        page.script(WATCH).await?;
        page.upload("import-file", &file).await?;
        page.enabled("import-commit", 2 * LARGE_FILE_PATIENCE).await?;
        stop_watching(&page, &format!("{MANY_ROWS} rows, up to the preview")).await?;
        page.script(WATCH).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", 2 * LARGE_FILE_PATIENCE).await?;
        stop_watching(&page, "taking them over, up to the segments").await?;
        page.script(WATCH).await?;
        until("it is saved", 2 * LARGE_FILE_PATIENCE, async || Ok(saved(&page).await.ok())).await?;
        stop_watching(&page, "and up to Saved").await
    });
}

/// For how long the page is deaf while the past of 5,000 accounts × 36 months is read and every setting tried, and how
/// long that takes.
#[test]
#[ignore = "prints figures; run by `cargo xtask bench`"]
fn the_past_of_losses() {
    journey("bench-losses", |page| async move {
        let temp = TempDir::new()?;
        let file = temp.write("orders.csv", orders())?;
        first_visit(&page).await?;
        page.upload("import-file", &file).await?;
        page.enabled("import-commit", 6 * PATIENCE).await?;
        page.click("import-commit").await?;
        page.gone("import-commit", 6 * PATIENCE).await?;
        saved(&page).await?;
        page.script(WATCH).await?;
        let began = std::time::Instant::now();
        page.open("#/losses").await?;
        page.find("state-lost").await?;
        println!("states of {ACCOUNTS} accounts × {MONTHS} months: {} ms", began.elapsed().as_millis());
        page.enabled("ring-try", 6 * PATIENCE).await?;
        println!("every setting tried: {} ms", began.elapsed().as_millis());
        stop_watching(&page, "while it is read").await?;
        let mut times = steps(&page, "ring-lead", 60, 90).await?;
        times.sort_by(f64::total_cmp);
        let mut tried = steps(&page, "ring-days", 0, 120).await?;
        tried.sort_by(f64::total_cmp);
        let at = |times: &[f64], share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!("a step of the lead: median {:.1} ms, longest {:.1} ms", at(&times, 0.5), at(&times, 1.0));
        println!("a step of the draft: median {:.1} ms, longest {:.1} ms", at(&tried, 0.5), at(&tried, 1.0));
        Ok(())
    });
}
