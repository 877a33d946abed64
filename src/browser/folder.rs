//! Folders the page may write into, where the browser has a picker for one: for backups, and one a team shares.
//!
//! The interfaces are Chromium's and of secure contexts; everywhere else there is no folder to
//! choose, and the page offers downloads alone.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::vault::Database;
use super::{files, handed_over};
use crate::exchange::team_folder::{Found, HEAD, Head, is_ours};
use crate::journal::{StoreError, Table};

/// What a folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Backups,
    Team,
}

impl Purpose {
    /// The folder's key beside the manifest; never changes.
    fn key(self) -> &'static str {
        match self {
            Self::Backups => "folder",
            Self::Team => "team-folder",
        }
    }
}

/// A folder somebody chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Folder {
    handle: JsValue,
    pub name: String,
    /// Whether the page may write without asking again.
    pub is_allowed: bool,
}

/// Calls a method that promises something.
async fn call(target: &JsValue, method: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(target, &method.into())?.dyn_into()?;
    let promise: Promise = function.apply(target, arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}

fn options(name: &str, value: &JsValue) -> Result<Object, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &name.into(), value)?;
    Ok(options)
}

fn window() -> Result<JsValue, JsValue> {
    web_sys::window().map(JsValue::from).ok_or(JsValue::NULL)
}

/// Whether this browser lets a person choose a folder.
pub fn can_be_chosen() -> bool {
    window().is_ok_and(|window| Reflect::get(&window, &"showDirectoryPicker".into()).is_ok_and(|f| f.is_function()))
}

impl Folder {
    async fn of(handle: JsValue, method: &str) -> Result<Self, JsValue> {
        let name = Reflect::get(&handle, &"name".into())?.as_string().unwrap_or_default();
        let mode = options("mode", &"readwrite".into())?;
        let answer = call(&handle, method, &Array::of1(&mode)).await?;
        Ok(Self { handle, name, is_allowed: answer.as_string().is_some_and(|answer| answer == "granted") })
    }

    /// Lets the person choose one; `None` if they didn't.
    ///
    /// # Errors
    /// [`StoreError`] if it can't be written or remembered.
    pub async fn choose(database: &Database, purpose: Purpose) -> Result<Option<Self>, StoreError> {
        let mode = options("mode", &"readwrite".into())?;
        // Closing the picker is an error to the browser, not to anybody else.
        let Ok(handle) = call(&window()?, "showDirectoryPicker", &Array::of1(&mode)).await else { return Ok(None) };
        let folder = Self::of(handle, "requestPermission").await?;
        database.set_value(Table::Meta, purpose.key(), &folder.handle).await?;
        Ok(Some(folder))
    }

    /// The one chosen before.
    pub async fn remembered(database: &Database, purpose: Purpose) -> Option<Self> {
        let handle = database.value(Table::Meta, purpose.key()).await.ok()?;
        if !handle.is_object() {
            return None;
        }
        Self::of(handle, "queryPermission").await.ok()
    }

    /// Asks the person to allow it again.
    ///
    /// # Errors
    /// [`StoreError`] if the browser can't ask.
    pub async fn ask(&self) -> Result<Self, StoreError> {
        Ok(Self::of(self.handle.clone(), "requestPermission").await?)
    }

    /// No longer writes into it.
    ///
    /// # Errors
    /// [`StoreError`] if it can't be forgotten.
    pub async fn forget(database: &Database, purpose: Purpose) -> Result<(), StoreError> {
        database.set_value(Table::Meta, purpose.key(), &JsValue::UNDEFINED).await
    }

    /// A file in it.
    ///
    /// # Errors
    /// [`StoreError`] if it can't be read.
    pub async fn file(&self, name: &str) -> Result<web_sys::File, StoreError> {
        let file = call(&self.handle, "getFileHandle", &Array::of1(&name.into())).await?;
        Ok(call(&file, "getFile", &Array::new()).await?.dyn_into()?)
    }

    /// What the heads of the files in it say, of those whose names are of a team's folder.
    ///
    /// # Errors
    /// [`StoreError`] if the folder can't be read; a file that can't has no head.
    pub async fn found(&self) -> Result<Vec<Found>, StoreError> {
        let values: Function = Reflect::get(&self.handle, &"values".into())?.dyn_into()?;
        let values = values.call0(&self.handle)?;
        let mut found = Vec::new();
        loop {
            let next = call(&values, "next", &Array::new()).await?;
            if Reflect::get(&next, &"done".into())?.is_truthy() {
                return Ok(found);
            }
            let entry = Reflect::get(&next, &"value".into())?;
            let text = |name: &str| Reflect::get(&entry, &name.into()).ok().and_then(|value| value.as_string());
            let Some(name) = text("name").filter(|name| is_ours(name)) else { continue };
            if text("kind").is_none_or(|kind| kind != "file") {
                continue;
            }
            let file = call(&entry, "getFile", &Array::new()).await.and_then(JsCast::dyn_into::<web_sys::File>);
            // It may be gone or be written just now.
            let Ok(file) = file else {
                found.push(Found { name, ..Found::default() });
                continue;
            };
            let head = files::head(&file, HEAD).await.unwrap_or_default();
            let head = Head::read(&String::from_utf8_lossy(&head));
            found.push(Found { name, modified: file.last_modified().max(0.0) as u64, head });
        }
    }

    /// Writes a file, all of it or nothing.
    ///
    /// # Errors
    /// [`StoreError`] with what the browser said.
    pub async fn write(&self, name: &str, text: &str) -> Result<(), StoreError> {
        let create = options("create", &JsValue::TRUE)?;
        let file = call(&self.handle, "getFileHandle", &Array::of2(&name.into(), &create)).await?;
        let stream = call(&file, "createWritable", &Array::new()).await?;
        call(&stream, "write", &Array::of1(&text.into())).await?;
        // The browser puts the new file into the old one's place only now.
        call(&stream, "close", &Array::new()).await?;
        handed_over::note(name);
        Ok(())
    }
}
