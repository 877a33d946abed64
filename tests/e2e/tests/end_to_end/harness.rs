//! What the harness does to a browser really happens: without that, journeys
//! about loss and scarcity would pass for nothing.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use vital_few_e2e::page::{PATIENCE, until};
use vital_few_e2e::storage::Store;
use vital_few_e2e::{Page, journey, journey_with};

/// Puts so many bytes into a database of its own and says how that went.
async fn put(page: &Page, bytes: u64) -> Result<String> {
    let script = format!(
        "window.connection ??= await new Promise((resolve, reject) => {{
            const request = indexedDB.open('e2e', 1);
            request.onupgradeneeded = () => request.result.createObjectStore('things', {{ autoIncrement: true }});
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        }});
        return await new Promise(resolve => {{
            const change = window.connection.transaction('things', 'readwrite', {{ durability: 'strict' }});
            const thing = crypto.getRandomValues(new Uint8Array(65536));
            for (let n = 0; n < {bytes}; n += thing.length) {{
                change.objectStore('things').put(thing.slice(0, {bytes} - n));
            }}
            change.oncomplete = () => resolve('complete');
            change.onabort = () => resolve(change.error?.name ?? 'aborted');
        }});"
    );
    Ok(page.script_async(&script).await?.as_str().unwrap_or_default().to_owned())
}

/// Puts so many units into local storage and says how that went.
async fn set_item(page: &Page, units: usize) -> Result<Value> {
    // The key counts.
    page.script(&format!(
        "try {{ localStorage.setItem('k', 'x'.repeat({units} - 1)); return 'done' }} catch (error) {{ return error.name }}
        finally {{ localStorage.removeItem('k') }}"
    ))
    .await
}

#[test]
fn a_killed_browser_comes_back_on_the_same_profile_with_what_was_on_disk() {
    journey_with("kill", |stage| async move {
        let page = stage.open().await?;
        page.open_afresh("#/").await?;
        ensure!(put(&page, 100).await? == "complete");
        stage.kill(page).await?;
        let page = stage.open().await?;
        page.open_afresh("#/").await?;
        let databases = page.script_async("return (await indexedDB.databases()).map(each => each.name)").await?;
        ensure!(databases.as_array().is_some_and(|names| names.contains(&json!("e2e"))), "there are {databases}");
        page.click("load-sample").await?;
        page.gone("load-sample", PATIENCE).await?;
        page.open("#/data").await?;
        page.download("export-json").await.context("after a restart")?;
        stage.close(page).await?;
        let page = stage.open().await?;
        page.open_afresh("#/accounts").await?;
        page.find("account-row").await?;
        Ok(())
    });
}

#[test]
fn tabs_go_on_while_another_is_looked_at() {
    journey("tabs", |page| async move {
        const COUNT: &str = "
            window.turns = 0;
            const channel = new MessageChannel();
            channel.port1.onmessage = () => { if (++window.turns < 1000) channel.port2.postMessage(0) };
            channel.port2.postMessage(0);";
        page.open_afresh("#/").await?;
        let first = page.tab().await?;
        page.script(COUNT).await?;
        let second = page.new_tab("#/accounts").await?;
        ensure!(first != second && page.tab().await? == second);
        ensure!(page.route().await? == "#/accounts");
        page.switch_to(&first).await?;
        until("a thousand turns", PATIENCE, async || Ok((page.script("return turns").await? == 1000).then_some(())))
            .await?;
        page.switch_to(&second).await?;
        page.close_tab().await?;
        page.switch_to(&first).await
    });
}

#[test]
fn a_limited_quota_is_kept_and_can_be_lifted() {
    journey_with("quota", |stage| async move {
        let page = stage.open().await?;
        page.open_afresh("#/").await?;
        ensure!(put(&page, 1000).await? == "complete");
        stage.close(page).await?;
        for free in [0, 20_000] {
            let page = stage.open().await?;
            page.open_beside().await?;
            let used = page.storage_used().await?;
            ensure!(used > 1000, "{used} bytes are used");
            page.limit_quota(used + free).await?;
            page.open_afresh("#/").await?;
            if free > 0 {
                let taken = put(&page, free / 2).await?;
                ensure!(taken == "complete", "a put of {} bytes was {taken} with {free} bytes free", free / 2);
            }
            let refused = put(&page, free + 1).await?;
            ensure!(refused == "QuotaExceededError", "a put was {refused} with {free} bytes free");
            page.lift_quota().await?;
            let taken = put(&page, 100_000).await?;
            ensure!(taken == "complete", "a put was {taken} after the limit was lifted");
            stage.close(page).await?;
        }
        Ok(())
    });
}

#[test]
fn a_full_local_storage_has_exactly_the_room_that_was_left() {
    journey("full local storage", |page| async move {
        page.open_afresh("#/").await?;
        for left in [0, 1, 1000, 32_768] {
            page.fill_local_storage(left).await?;
            if left > 0 {
                ensure!(set_item(&page, left).await? == "done", "{left} units are not left");
            }
            ensure!(set_item(&page, left + 1).await? == "QuotaExceededError", "more than {left} units are left");
        }
        page.make_room_in_local_storage().await?;
        ensure!(set_item(&page, 1_000_000).await? == "done");
        Ok(())
    });
}

#[test]
fn what_is_denied_throws_and_nothing_else_does() {
    journey("denied", |page| async move {
        const TRY: &str = "return ['localStorage', 'indexedDB', 'sessionStorage'].map(name => {
            try { return String(window[name]) } catch (error) { return error.name }
        })";
        let given = ["[object Storage]", "[object IDBFactory]", "[object Storage]"];
        let denied = "SecurityError";
        page.open_beside().await?;
        ensure!(page.script(TRY).await? == json!(given));
        page.deny(Store::LocalStorage).await?;
        page.open_beside().await?;
        ensure!(page.script(TRY).await? == json!([denied, given[1], given[2]]));
        page.deny(Store::IndexedDb).await?;
        page.driver.refresh().await?;
        ensure!(page.script(TRY).await? == json!([denied, denied, given[2]]));
        Ok(())
    });
}
