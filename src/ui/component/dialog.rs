//! A modal dialog: its title, a body that is built while it is open, and the act it is about.

use leptos::html;
use leptos::prelude::*;

use super::{Button, ButtonKind, CloseButton};
use crate::text::Key;

/// What a dialog ends with, unless it is cancelled.
pub struct Commit {
    pub text: Signal<&'static str>,
    /// Whether it takes something away.
    pub is_danger: bool,
    pub test_id: &'static str,
    pub is_ready: Signal<bool>,
    /// Done before the dialog closes.
    pub act: Callback<()>,
}

#[component]
pub fn Dialog(
    /// Opens it, and says whether it is: whoever closes it, by Escape too, sets this.
    is_open: RwSignal<bool>,
    /// Its part of ids.
    name: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] is_wide: bool,
    /// Without one it is only looked at.
    #[prop(optional)]
    commit: Option<Commit>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let opens = is_open.get();
        let Some(dialog) = dialog.get() else { return };
        if !opens {
            return dialog.close();
        }
        // The first thing of the body gets the focus, so it must be there.
        request_animation_frame(move || {
            // It may have been closed since, or be gone with its page.
            if is_open.try_get_untracked() == Some(true) {
                // Fails only if it is open already.
                let _ = dialog.show_modal();
            }
        });
    });
    let close = move || is_open.set(false);
    let (act, foot) = match commit {
        None => (None, None),
        Some(Commit { text, is_danger, test_id, is_ready, act }) => {
            let foot = view! {
                <div class="dialog-foot">
                    <Button kind=ButtonKind::Quiet text=Key::Cancel on_click=close/>
                    <Button
                        kind=if is_danger { ButtonKind::Danger } else { ButtonKind::Primary }
                        submits=true
                        text=move || text.get().to_owned()
                        test_id
                        writes=true
                        disabled=move || !is_ready.get()
                    />
                </div>
            };
            (Some((act, is_ready)), Some(foot))
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some((act, _)) = act.filter(|(_, is_ready)| is_ready.get_untracked()) {
            act.run(());
            close();
        }
    };
    let cross = foot.is_none().then(|| view! { <CloseButton close=move |()| close()/> });
    let title_id = format!("{name}-title");
    view! {
        <dialog
            class="dialog"
            class:dialog-wide=is_wide
            node_ref=dialog
            aria-labelledby=title_id
            data-testid=name
            on:close=move |_| close()
        >
            <form on:submit=submit>
                <div class="dialog-head"><h2 id=title_id.clone()>{title}</h2>{cross}</div>
                <div class="dialog-body">{move || is_open.get().then(|| children())}</div>
                {foot}
            </form>
        </dialog>
    }
}
