//! Words that open the form of what they stand for; on paper they are words.

use leptos::prelude::*;

use crate::ui::printing::is_printing;

#[component]
pub fn Opener(
    #[prop(into)] open: Callback<()>,
    #[prop(optional)] test_id: Option<&'static str>,
    /// What it does, for those who point at it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    if is_printing() {
        return view! { <span>{children()}</span> }.into_any();
    }
    view! {
        <button
            class="entry-open"
            type="button"
            title=move || hint.get()
            data-testid=test_id
            on:click=move |_| open.run(())
        >
            {children()}
        </button>
    }
    .into_any()
}
