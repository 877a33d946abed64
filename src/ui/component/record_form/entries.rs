//! A list in one field of a record: a row for each entry, a way to add one and to take one away.

use std::marker::PhantomData;

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Writer;
use crate::book::stored;
use crate::text::Key;
use crate::ui::component::{AddButton, DeleteButton};
use crate::ui::keys::focus_after;
use crate::ui::words::words;

/// The stored entries; none where it is no list of them.
fn entries<T: DeserializeOwned>(value: &Value) -> Vec<T> {
    Vec::deserialize(value).unwrap_or_default()
}

/// The entries of a field.
pub struct Entries<T> {
    writer: Writer,
    name: &'static str,
    value: Memo<Value>,
    /// The id of the list.
    id: StoredValue<String>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Entries<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Entries<T> {}

impl<T: Serialize + DeserializeOwned + 'static> Entries<T> {
    pub fn new(writer: Writer, name: &'static str, value: Memo<Value>, id: String) -> Self {
        Self { writer, name, value, id: StoredValue::new(id), of: PhantomData }
    }

    /// One of them, tracked.
    pub fn get(self, at: usize) -> Option<T> {
        let all = self.value.with(entries::<T>);
        all.into_iter().nth(at)
    }

    /// The id of what an entry begins with.
    pub fn element(self, at: usize) -> String {
        self.id.with_value(|id| format!("{id}-{at}"))
    }

    pub fn update(self, change: impl FnOnce(&mut Vec<T>)) {
        let mut all = self.value.with_untracked(entries::<T>);
        change(&mut all);
        self.writer.set(self.name, stored(&all));
    }

    pub fn edit(self, at: usize, change: impl FnOnce(&mut T)) {
        self.update(|all| {
            if let Some(entry) = all.get_mut(at) {
                change(entry);
            }
        });
    }

    /// Takes an entry away, which is called so.
    pub fn delete_button(self, at: usize, called: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
        let words = words();
        let label = Signal::derive(move || words.fill(Key::FormRemove, &[("name", &called())]));
        let delete = move |()| {
            self.update(|all| drop((at < all.len()).then(|| all.remove(at))));
            // The button is gone with its number.
            focus_after(self.id.with_value(|id| format!("[id=\"{id}\"]")));
        };
        view! { <DeleteButton label delete/> }
    }

    /// All of them, each in its row, and what adds the one that `new` makes of those that are there.
    pub fn list(
        self,
        label: &'static str,
        add_text: Key,
        new: impl Fn(&[T]) -> T + Send + Sync + 'static,
        row: impl Fn(usize) -> AnyView + Send + 'static,
    ) -> AnyView {
        let count = Memo::new(move |_| self.value.with(entries::<T>).len());
        let add = move |()| {
            let first = self.element(count.get_untracked());
            self.update(|all| all.push(new(all)));
            focus_after(format!("[id=\"{first}\"]"));
        };
        view! {
            <fieldset class="field entries">
                <legend class="label">{label}</legend>
                {move || (0..count.get()).map(&row).collect_view()}
                <div class="row"><AddButton text=add_text add id=self.id.get_value()/></div>
            </fieldset>
        }
        .into_any()
    }
}
