//! Taking storage away from a page: less of it, or none.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::page::Page;

/// The key of what fills local storage; not one of the app's.
const FILLER: &str = "e2e/filler";

/// A kind of storage a page may be denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    LocalStorage,
    IndexedDb,
}

impl Page {
    /// Denies a storage to every page this tab opens from now on, reloads
    /// included: asking for it throws, as it does where cookies are blocked.
    /// Other tabs and workers keep theirs.
    pub async fn deny(&self, store: Store) -> Result<()> {
        let name = match store {
            Store::LocalStorage => "localStorage",
            Store::IndexedDb => "indexedDB",
        };
        let source = format!(
            "Object.defineProperty(window, '{name}', {{
                get() {{ throw new DOMException('{name} is denied', 'SecurityError'); }},
            }});"
        );
        self.dev_tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        Ok(())
    }

    /// Leaves the app for a document of the same origin that does nothing, so
    /// that storage is as it was left.
    pub async fn open_beside(&self) -> Result<()> {
        let document = format!("{}vital-few.schema.json", self.address());
        self.driver.goto(&document).await.with_context(|| format!("opening {document}"))
    }

    /// The bytes the page's origin keeps in IndexedDB. Local storage does not
    /// count: it has a limit of its own.
    pub async fn storage_used(&self) -> Result<u64> {
        // Before anybody has looked into it, Chromium says 0.
        self.script_async("await indexedDB.databases()").await?;
        let answer = self.dev_tools("Storage.getUsageAndQuota", json!({ "origin": self.origin() })).await?;
        answer["usage"].as_f64().map(|usage| usage as u64).context("the browser does not say what is used")
    }

    /// Limits what the page's origin may keep in IndexedDB.
    ///
    /// Only in a browser that has not written there yet, so best from
    /// [`Page::open_beside`]: at the first write Chromium asks what room there
    /// is, and believes the answer for 30 seconds. From then on a transaction
    /// beyond the limit is aborted, wherever its connection was opened. What
    /// Chromium counts is its files, a few kB more than what was put there.
    pub async fn limit_quota(&self, bytes: u64) -> Result<()> {
        // No limit is what it takes 0 for.
        self.override_quota(json!({ "origin": self.origin(), "quotaSize": bytes.max(1) })).await
    }

    /// Takes the limit back, at once.
    pub async fn lift_quota(&self) -> Result<()> {
        self.override_quota(json!({ "origin": self.origin() })).await
    }

    async fn override_quota(&self, parameters: Value) -> Result<()> {
        self.dev_tools("Storage.overrideQuotaForOrigin", parameters).await?;
        Ok(())
    }

    /// Whom storage belongs to: the page's address without its path.
    fn origin(&self) -> String {
        self.address().splitn(4, '/').take(3).collect::<Vec<_>>().join("/")
    }

    /// Fills local storage until so many UTF-16 units are left, keys included.
    pub async fn fill_local_storage(&self, left: usize) -> Result<()> {
        // Halving steps find the limit without knowing it.
        let script = format!(
            "let length = 0;
            for (let step = 1 << 23; step >= 1; step /= 2) {{
                try {{
                    localStorage.setItem('{FILLER}', 'x'.repeat(length + step));
                    length += step;
                }} catch {{}}
            }}
            if (length < {left}) throw new Error('only ' + length + ' units are left');
            localStorage.setItem('{FILLER}', 'x'.repeat(length - {left}));"
        );
        self.script(&script).await.context("filling local storage")?;
        Ok(())
    }

    /// Takes away what [`Page::fill_local_storage`] put there.
    pub async fn make_room_in_local_storage(&self) -> Result<()> {
        self.script(&format!("localStorage.removeItem('{FILLER}')")).await?;
        Ok(())
    }
}
