//! IndexedDB as the [`Vault`] of the journal: transactions that say honestly when they are on the
//! disk.
//!
//! The bindings are our own: no library passes `durability: "strict"`, and without it Chromium
//! acknowledges what a power cut loses.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{
    Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use super::scheduling;
use crate::journal::{StoreError, Table, Transaction, Value, Vault};

const NAME: &str = "vital-few";

/// The version of the tables. 1: sales alone. 2: all of [`Table`].
const VERSION: u32 = 2;

/// What the browser calls it when a database is of a later version than is asked for.
const VERSION_ERROR: &str = "VersionError";

/// How many writes are handed over before the page may answer a click.
const WRITES_AT_ONCE: usize = 100;

/// After how many ms a database that says nothing is not waited for any more.
const PATIENCE: u32 = 10_000;

/// The same of what takes its time: whole tables, and what must be on the disk.
const LONG_PATIENCE: u32 = 60_000;

#[wasm_bindgen]
extern "C" {
    /// A database whose transactions take options, which `web-sys` doesn't know yet.
    #[wasm_bindgen(extends = IdbDatabase)]
    type DurableDatabase;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with_options(
        this: &DurableDatabase,
        tables: &JsValue,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// What happens to the database from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultEvent {
    /// Another tab holds an older version of the page open, which keeps this one waiting.
    Blocked,
    /// A newer version of the page took the database over; this one must not write any more.
    Outdated,
}

/// The open database.
#[derive(Clone)]
pub struct Database {
    /// `None` after it was taken over or closed by the browser.
    open: Rc<RefCell<Option<IdbDatabase>>>,
    hear: Rc<dyn Fn(VaultEvent)>,
    /// `None` if it belongs to a newer version of the page: it is read as it is, and never written.
    version: Option<u32>,
}

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        let exception = error.dyn_ref::<web_sys::DomException>();
        if exception.is_some_and(|error| error.name() == VERSION_ERROR) {
            return Self::Newer;
        }
        let message = exception.map(|error| format!("{}: {}", error.name(), error.message()));
        let message = message.or_else(|| error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())));
        Self::Refused(message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}")))
    }
}

/// A promise settled by the first of these events.
fn settled(by: impl FnOnce(&Function)) -> Promise {
    let mut by = Some(by);
    Promise::new(&mut |resolve, reject| {
        let handler = Closure::once_into_js(move |event: Event| {
            // Both are functions of a promise, which don't throw.
            let _ = match event.type_().as_str() {
                "success" | "complete" => resolve.call0(&JsValue::NULL),
                _ => reject.call1(&JsValue::NULL, &error_of(&event)),
            };
        });
        if let Some(by) = by.take() {
            by(handler.unchecked_ref());
        }
    })
}

fn error_of(event: &Event) -> JsValue {
    let target = event.target();
    let error = target.and_then(|target| Reflect::get(&target, &"error".into()).ok());
    error.filter(|error| error.is_truthy()).unwrap_or_else(|| event.type_().into())
}

/// Waits for what happens, but not for ever: some databases never answer.
async fn in_time(happens: Promise, patience: u32) -> Result<(), StoreError> {
    let answer = scheduling::in_time(happens, patience, &Rc::new(Cell::new(true))).await?;
    answer.map(drop).ok_or(StoreError::Unanswered)
}

fn answer(request: &IdbRequest) -> Promise {
    settled(|handler| {
        request.set_onsuccess(Some(handler));
        request.set_onerror(Some(handler));
    })
}

async fn answered(request: &IdbRequest) -> Result<JsValue, StoreError> {
    in_time(answer(request), PATIENCE).await?;
    Ok(request.result()?)
}

/// The answer to a request that may take long.
async fn answered_at_length(request: &IdbRequest) -> Result<JsValue, StoreError> {
    in_time(answer(request), LONG_PATIENCE).await?;
    Ok(request.result()?)
}

fn factory() -> Result<IdbFactory, StoreError> {
    web_sys::window().ok_or(StoreError::Unavailable)?.indexed_db()?.ok_or(StoreError::Unavailable)
}

impl Database {
    /// Opens the database, making what it lacks.
    ///
    /// # Errors
    /// [`StoreError`] if the browser has none for this page.
    pub async fn open(hear: impl Fn(VaultEvent) + 'static) -> Result<Self, StoreError> {
        let hear: Rc<dyn Fn(VaultEvent)> = Rc::new(hear);
        let mut version = Some(VERSION);
        let mut connected = connect(&hear, version).await;
        if matches!(connected, Err(StoreError::Newer)) {
            version = None;
            connected = connect(&hear, version).await;
        }
        let this = Self { open: Rc::default(), hear, version };
        this.take(connected?);
        Ok(this)
    }

    /// Whether what is stored was written by a newer version of the page.
    pub fn is_newer(&self) -> bool {
        self.version.is_none()
    }

    /// Holds a connection until a newer version wants the database or the browser closes it.
    fn take(&self, database: IdbDatabase) {
        let (open, hear) = (self.open.clone(), self.hear.clone());
        let on_version_change = Closure::<dyn Fn()>::new(move || {
            if let Some(database) = open.borrow_mut().take() {
                database.close();
            }
            hear(VaultEvent::Outdated);
        });
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        on_version_change.forget();
        let open = self.open.clone();
        let on_close = Closure::once_into_js(move || open.borrow_mut().take());
        database.set_onclose(Some(on_close.unchecked_ref()));
        *self.open.borrow_mut() = Some(database);
    }

    /// The connection; made anew if the browser closed it.
    async fn connection(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(database) = self.open.borrow().clone() {
            return Ok(database);
        }
        let database = connect(&self.hear, self.version).await?;
        self.take(database.clone());
        Ok(database)
    }

    /// The bytes of a batch; `None` if there are none.
    ///
    /// # Errors
    /// [`StoreError`] if it can't be read.
    pub async fn bytes(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let value = self.value(table, key).await?;
        Ok(value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
    }

    /// Any value; undefined if there is none.
    ///
    /// # Errors
    /// [`StoreError`] if it can't be read.
    pub async fn value(&self, table: Table, key: &str) -> Result<JsValue, StoreError> {
        let transaction = self.connection().await?.transaction_with_str(table.name())?;
        let request = transaction.object_store(table.name())?.get(&key.into())?;
        answered(&request).await
    }

    /// Keeps a value of the browser's own, such as a handle, or removes it.
    ///
    /// # Errors
    /// [`StoreError`] if it was not kept.
    pub async fn set_value(&self, table: Table, key: &str, value: &JsValue) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let store = transaction.table(table)?;
        if value.is_undefined() {
            store.delete(&key.into())?
        } else {
            store.put_with_key(value, &key.into())?
        };
        transaction.commit().await
    }

    /// The last `at_most` texts of a table whose keys aren't known.
    ///
    /// # Errors
    /// [`StoreError`] if they can't be read.
    pub async fn unknown(
        &self,
        table: Table,
        at_most: usize,
        is_known: impl Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        let mut transaction = self.begin().await?;
        let keys = answered(&transaction.table(table)?.get_all_keys()?).await?;
        let keys: Vec<String> = strings(&keys).collect();
        let from = keys.len().saturating_sub(at_most);
        let unknown: Vec<String> = keys.into_iter().skip(from).filter(|key| !is_known(key)).collect();
        let texts = transaction.get(table, unknown.clone()).await?;
        Ok(by_key(unknown.into_iter().zip(texts).filter_map(|(key, text)| Some((key, text?)))))
    }
}

/// Connects, and makes the tables that are missing; without a version, to whatever is there.
async fn connect(hear: &Rc<dyn Fn(VaultEvent)>, version: Option<u32>) -> Result<IdbDatabase, StoreError> {
    let request = match version {
        Some(version) => factory()?.open_with_u32(NAME, version)?,
        None => factory()?.open(NAME)?,
    };
    let upgrading = request.clone();
    let on_upgrade = Closure::once_into_js(move || {
        if make_tables(&upgrading).is_err()
            && let Some(transaction) = upgrading.transaction()
        {
            // Then the opening fails, which is heard; half a database would not be.
            let _ = transaction.abort();
        }
    });
    request.set_onupgradeneeded(Some(on_upgrade.unchecked_ref()));
    let (hear, is_limited) = (hear.clone(), Rc::new(Cell::new(true)));
    let waits = is_limited.clone();
    let on_blocked = Closure::once_into_js(move || {
        // Another tab is to be closed, and a person told to: that takes as long as it takes.
        waits.set(false);
        hear(VaultEvent::Blocked);
    });
    request.set_onblocked(Some(on_blocked.unchecked_ref()));
    let opened = scheduling::in_time(answer(&request), PATIENCE, &is_limited).await?;
    if opened.is_none() {
        // If it comes after all, it must not keep a newer version waiting.
        let late = request.clone();
        let close = Closure::once_into_js(move || {
            let database = late.result().ok().and_then(|database| database.dyn_into::<IdbDatabase>().ok());
            database.iter().for_each(IdbDatabase::close);
        });
        request.set_onsuccess(Some(close.unchecked_ref()));
        return Err(StoreError::Unanswered);
    }
    Ok(request.result()?.dyn_into::<IdbDatabase>()?)
}

fn make_tables(request: &IdbOpenDbRequest) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.dyn_into()?;
    let there = database.object_store_names();
    for table in Table::ALL {
        if !there.contains(table.name()) {
            database.create_object_store(table.name())?;
        }
    }
    Ok(())
}

fn strings(array: &JsValue) -> impl Iterator<Item = String> + use<> {
    array.dyn_ref::<Array>().cloned().unwrap_or_default().into_iter().filter_map(|value| value.as_string())
}

/// The texts by key. They come sorted already; collecting would sort them once more.
fn by_key(texts: impl Iterator<Item = (String, String)>) -> BTreeMap<String, String> {
    let mut by_key = BTreeMap::new();
    by_key.extend(texts);
    by_key
}

/// A transaction of the database. Dropped without commit it is undone.
pub struct DatabaseTransaction {
    transaction: IdbTransaction,
    unanswered: usize,
    committed: bool,
}

impl Vault for Database {
    type Transaction = DatabaseTransaction;

    async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let tables: Array = Table::ALL.iter().map(|table| JsValue::from_str(table.name())).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin = |database: IdbDatabase| {
            database.unchecked_into::<DurableDatabase>().transaction_with_options(&tables, "readwrite", &options)
        };
        let transaction = match begin(self.connection().await?) {
            Ok(transaction) => transaction,
            // Closed without a word, as some browsers do when a page slept.
            Err(_) => {
                self.open.borrow_mut().take();
                begin(self.connection().await?)?
            }
        };
        Ok(DatabaseTransaction { transaction, unanswered: 0, committed: false })
    }
}

impl DatabaseTransaction {
    fn table(&self, table: Table) -> Result<IdbObjectStore, StoreError> {
        Ok(self.transaction.object_store(table.name())?)
    }

    /// Lets the page answer now and then; a transaction stays open while a request is under way.
    async fn breathe(&mut self, request: &IdbRequest) -> Result<(), StoreError> {
        self.unanswered += 1;
        if self.unanswered.is_multiple_of(WRITES_AT_ONCE) {
            answered(request).await?;
        }
        Ok(())
    }
}

impl Transaction for DatabaseTransaction {
    async fn get(&mut self, table: Table, keys: Vec<String>) -> Result<Vec<Option<String>>, StoreError> {
        let store = self.table(table)?;
        let mut requests = Vec::with_capacity(keys.len());
        for key in keys {
            let request = store.get(&key.into())?;
            self.breathe(&request).await?;
            requests.push(request);
        }
        // Requests are answered in their order.
        if let Some(last) = requests.last().filter(|last| last.ready_state() == web_sys::IdbRequestReadyState::Pending)
        {
            answered(last).await?;
        }
        requests.into_iter().map(|request| Ok(request.result()?.as_string())).collect()
    }

    async fn all(&mut self, table: Table, at_most: Option<usize>) -> Result<BTreeMap<String, String>, StoreError> {
        let store = self.table(table)?;
        // Keys that aren't ours (numbers, dates) stay in their places: each value stands beside its own.
        let keys: Array = answered(&store.get_all_keys()?).await?.unchecked_into();
        let from = at_most.and_then(|at_most| keys.length().checked_sub(u32::try_from(at_most).ok()?));
        let request = match from {
            Some(from) if from < keys.length() => {
                store.get_all_with_key(IdbKeyRange::lower_bound(&keys.get(from))?.as_ref())?
            }
            _ => store.get_all()?,
        };
        let values: Array = answered_at_length(&request).await?.unchecked_into();
        let skipped = keys.length().saturating_sub(values.length());
        let texts = keys.into_iter().skip(skipped as usize).zip(values);
        Ok(by_key(texts.filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?)))))
    }

    async fn put(&mut self, table: Table, key: String, value: Value) -> Result<(), StoreError> {
        let value = match value {
            Value::Text(text) => JsValue::from(text),
            Value::Bytes(bytes) => Uint8Array::from(bytes.as_slice()).into(),
        };
        let request = self.table(table)?.put_with_key(&value, &key.into())?;
        self.breathe(&request).await
    }

    async fn delete(&mut self, table: Table, key: String) -> Result<(), StoreError> {
        self.table(table)?.delete(&key.into())?;
        Ok(())
    }

    async fn clear(&mut self, table: Table) -> Result<(), StoreError> {
        self.table(table)?.clear()?;
        Ok(())
    }

    async fn commit(mut self) -> Result<(), StoreError> {
        self.committed = true;
        let promise = settled(|handler| {
            self.transaction.set_oncomplete(Some(handler));
            self.transaction.set_onabort(Some(handler));
        });
        in_time(promise, LONG_PATIENCE).await
    }
}

impl Drop for DatabaseTransaction {
    fn drop(&mut self) {
        if !self.committed {
            // It may have ended by itself.
            let _ = self.transaction.abort();
        }
    }
}
