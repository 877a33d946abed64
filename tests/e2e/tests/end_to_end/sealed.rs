//! A release is compared with what was built, runs nothing else and asks nobody else.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::{Page, Stage, journey, journey_with, shipped};

/// What nobody can compare: the page itself, and what only hosts and people read.
const UNCHECKED: [&str; 8] = [
    "index.html",
    "manifest.webmanifest",
    "service_worker.js",
    "_headers",
    ".htaccess",
    ".nojekyll",
    "headers.nginx.conf",
    "vital-few.schema.json",
];

/// Whether the page can't start without a file.
fn is_first(name: &str) -> bool {
    let is_later = ["import-worker", "sample/", "service_worker"].iter().any(|beginning| name.starts_with(beginning));
    let is_of_a_room = name.contains("/style/");
    !is_later && !is_of_a_room && [".js", ".css", "/vital-few_bg.wasm"].iter().any(|end| name.ends_with(end))
}

#[test]
fn a_changed_byte_in_what_the_page_starts_with_is_refused_with_a_clear_text() {
    journey_with("a changed file at the start", |stage| async move {
        let page = opened(&stage).await?;
        let first: Vec<String> = shipped()?.into_iter().filter(|name| is_first(name)).collect();
        // Two scripts and a sheet beside the wasm with its two scripts.
        ensure!(first.len() == 6, "the page starts with {first:?}");
        for name in &first {
            stage.damage(Some(name));
            page.driver.goto("about:blank").await?;
            page.driver.goto(page.address()).await?;
            let screen = page.find("crash").await?;
            let said = until(&format!("{name} is refused"), PATIENCE, async || {
                Ok(if screen.is_displayed().await? { Some(screen.text().await?) } else { None })
            })
            .await?;
            ensure!(said.contains("could not start"), "{name}: {said}");
            ensure!(page.heading().await?.is_none(), "the page started with a changed {name}");
        }
        page.screenshot("a changed file").await?;
        page.console_errors().await?;
        stage.damage(None);
        page.open_afresh("#/").await
    });
}

#[test]
fn a_changed_byte_in_any_other_file_is_refused_as_well() {
    journey_with("a changed file later", |stage| async move {
        let page = opened(&stage).await?;
        page.open_afresh("#/").await?;
        let is_table = |name: &&String| name.contains("/integrity-");
        let files = shipped()?;
        let table = files.iter().find(is_table).context("there is no table")?;
        let is_checked = |name: &str| !UNCHECKED.contains(&name) && !is_first(name) && name != table;
        let later: Vec<&String> = files.iter().filter(|name| is_checked(name)).collect();
        ensure!(later.len() > 100, "{} files", later.len());
        for name in later {
            ensure!(fetched(&page, name).await? == "taken", "{name} isn't taken as it is");
            stage.damage(Some(name));
            ensure!(fetched(&page, name).await? == "refused", "a changed {name} is taken");
            stage.damage(None);
        }
        // What a person sees of it.
        for name in [table.as_str(), "pieces.bin", "split_data.wasm", "style/data.css", "text/en/data.txt"] {
            let name = files.iter().find(|file| file.ends_with(name)).context(name.to_owned())?;
            stage.damage(Some(name));
            page.open_afresh("#/data").await?;
            page.find("part-failed").await.context(name.clone())?;
            stage.damage(None);
            page.click("part-again").await?;
            page.find("delete-all").await.context(name.clone())?;
        }
        for name in ["import-worker.js", "import-worker_bg.wasm", "sample/northwind_order_lines.csv"] {
            stage.damage(Some(name));
            page.open_afresh("#/").await?;
            page.click("load-sample").await?;
            page.find("import-error").await.context(name)?;
            page.screenshot(&format!("a changed {}", name.replace('/', " "))).await?;
        }
        page.console_errors().await?;
        Ok(())
    });
}

/// A browser that takes nothing from a cache, nor from what is kept for when there is no network.
async fn opened(stage: &Stage) -> Result<Page> {
    let page = stage.open().await?;
    page.dev_tools("Network.enable", json!({})).await?;
    page.dev_tools("Network.setBypassServiceWorker", json!({ "bypass": true })).await?;
    page.dev_tools("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
    Ok(page)
}

/// Whether a file is taken as the page takes it.
async fn fetched(page: &Page, name: &str) -> Result<Value> {
    page.script_async(&format!(
        "const address = new URL({}, document.baseURI);
        const integrity = await integrityOf(address);
        return fetch(address, {{ integrity }}).then(answer => answer.ok ? 'taken' : answer.status, () => 'refused')",
        json!(name)
    ))
    .await
}

#[test]
fn nothing_foreign_runs_and_nobody_else_is_asked() {
    journey("what the policy refuses", |page| async move {
        page.open_afresh("#/").await?;
        // Another name of this machine is another host.
        let foreign = page.address().replace("127.0.0.1", "localhost");
        let tried = page
            .script_async(&format!(
                "const foreign = {};
                const refused = [];
                document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective));
                window.ran = 0;
                const within = (markup) => {{
                    const place = document.createElement('div');
                    document.body.append(place);
                    try {{ place.innerHTML = markup }} catch {{ refused.push('markup') }}
                }};
                const added = (name, values) => document.head.append(Object.assign(document.createElement(name), values));
                await fetch(foreign).catch(() => {{}});
                navigator.sendBeacon(foreign, 'x');
                new Image().src = foreign + 'x.png';
                try {{ new WebSocket(foreign.replace('http', 'ws')) }} catch {{}}
                try {{ new EventSource(foreign) }} catch {{}}
                added('link', {{ rel: 'stylesheet', href: foreign + 'x.css' }});
                within('<img src=x onerror=\"window.ran++\">');
                within('<scr' + 'ipt>window.ran++</scr' + 'ipt>');
                within('<iframe srcdoc=\"<p>x\"></iframe>');
                // Not in this very turn, in which the driver may do what the page may not.
                setTimeout(() => {{ try {{ eval('window.ran++') }} catch {{ refused.push('eval') }} }}, 0);
                try {{ setTimeout('window.ran++', 0) }} catch {{ refused.push('timer') }}
                try {{ added('script', {{ src: foreign + 'x.js' }}) }} catch {{ refused.push('script') }}
                try {{ new Worker(foreign + 'x.js') }} catch {{ refused.push('worker') }}
                const form = Object.assign(document.createElement('form'), {{ action: foreign, method: 'post' }});
                document.body.append(form);
                form.submit();
                await new Promise(resolve => setTimeout(resolve, 500));
                return {{ refused, ran: window.ran, here: location.href }}",
                json!(foreign)
            ))
            .await?;
        ensure!(tried["ran"] == 0, "something ran: {tried}");
        ensure!(tried["here"].as_str().is_some_and(|here| here.starts_with(page.address())), "it went away: {tried}");
        let refused: Vec<&str> = tried["refused"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for expected in [
            "connect-src",
            "img-src",
            "style-src-elem",
            "script-src-attr",
            "markup",
            "eval",
            "timer",
            "script",
            "worker",
            "form-action",
        ] {
            ensure!(refused.contains(&expected), "{expected} isn't among what was refused: {refused:?}");
        }
        // Each is told in the console as well: no other journey has any, so nothing is refused in them.
        ensure!(page.console_errors().await?.len() >= 8, "the console is silent");
        Ok(())
    });
}
