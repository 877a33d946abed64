//! Words that open the form of what they stand for; on paper they are words.

use leptos::prelude::*;

use super::{Button, ButtonKind, ButtonText};
use crate::ui::printing::is_printing;

#[component]
pub fn Opener(
    #[prop(into)] open: Callback<()>,
    #[prop(optional)] test_id: &'static str,
    /// What it does, for those who point at it.
    #[prop(optional, into)]
    hint: ButtonText,
    children: Children,
) -> impl IntoView {
    if is_printing() {
        return view! { <span>{children()}</span> }.into_any();
    }
    view! {
        <Button kind=ButtonKind::Bare class="entry-open" title=hint test_id on_click=open>
            {children()}
        </Button>
    }
    .into_any()
}
