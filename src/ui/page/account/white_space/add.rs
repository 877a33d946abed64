//! Adding a product group that the files don't name.

use leptos::html;
use leptos::prelude::*;

use super::Of;
use crate::book::WhiteSpace;
use crate::dossier::white_space::{Group, Space, Wallet};
use crate::text::Key;
use crate::ui::component::{AddButton, Button};
use crate::ui::keys::focus_after;
use crate::ui::words::words;

/// A group is added by its name, which says where it is kept.
#[component]
pub fn AddGroup(of: Of, space: Memo<Option<Space>>) -> impl IntoView {
    let words = words();
    let input = NodeRef::<html::Input>::new();
    let is_open = RwSignal::new(false);
    let open = move |()| {
        is_open.set(true);
        focus_after("#space-name");
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        let name = input.value().trim().to_owned();
        if name.is_empty() {
            return;
        }
        is_open.set(false);
        let id = WhiteSpace::of(of.account, &name);
        let known = space.with_untracked(|space| {
            let same = |group: &&Group| group.name.to_lowercase() == name.to_lowercase();
            space.as_ref().and_then(|space| space.groups.iter().find(same).cloned())
        });
        let fresh = || Group {
            id,
            name,
            is_recorded: false,
            known: WhiteSpace::default(),
            sold: 0,
            wallet: Wallet::Unknown,
            basket: None,
        };
        of.open(&known.unwrap_or_else(fresh));
    };
    let form = move || {
        is_open.get().then(|| {
            view! {
                <form class="row nowrap-row" on:submit=add>
                    <input
                        class="input"
                        id="space-name"
                        node_ref=input
                        autocomplete="off"
                        aria-label=words.text(Key::SpaceGroup)
                        placeholder=words.text(Key::SpaceGroup)
                        data-testid="space-name"
                    />
                    <Button small=true submits=true text=Key::FormAddName test_id="space-name-add"/>
                </form>
            }
        })
    };
    let button = move || {
        (!is_open.get()).then(|| {
            view! { <AddButton text=Key::SpaceAdd add=open test_id="add-space"/> }
        })
    };
    view! { <span class="no-print">{button} {form}</span> }
}
