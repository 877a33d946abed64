//! What the figures suggest and a person confirms: shown suggested, shown confirmed, and set by hand.

use leptos::html;
use leptos::prelude::*;

use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, LabelledField};
use crate::ui::keys::focus_after;
use crate::ui::words::words;

/// What a person has confirmed, with the day and the reason.
#[component]
pub fn Confirmed(value: String, #[prop(into)] day: Option<Date>, reason: String) -> impl IntoView {
    let words = words();
    let day = day.map(|day| {
        let text = words.fill(Key::ConfirmedOn, &[("day", &words.day(day))]);
        view! { <span class="mark"><Icon glyph=Glyph::Check/>{text}</span> }
    });
    let reason = (!reason.is_empty()).then(|| view! { <p><bdi>{reason}</bdi></p> });
    view! {
        <p class="row"><b>{value}</b> {day}</p>
        {reason}
    }
}

/// What the figures suggest, with the button that makes it a fact.
#[component]
pub fn Suggestion(
    value: String,
    test_id: &'static str,
    /// What has the focus when the button is gone, as a selector.
    of: &'static str,
    #[prop(into)] confirm: Callback<()>,
) -> impl IntoView {
    let words = words();
    view! {
        <p class="row">
            <span class="suggested">{value}</span>
            <span class="note">{words.text(Key::SuggestedByFigures)}</span>
            <Button
                small=true
                glyph=Glyph::Check
                text=Key::ConfirmStanding
                test_id
                writes=true
                on_click=move || {
                    confirm.run(());
                    focus_after(of);
                }
            />
        </p>
    }
}

/// The form in which a person says otherwise, with a reason.
#[component]
pub fn ByHand(
    /// What is set, for those who don't see where the form stands.
    what: &'static str,
    /// The same, in ids.
    of: &'static str,
    #[prop(into)] reason: Signal<String>,
    #[prop(into)] give: Callback<String>,
    /// Whether there is something to withdraw.
    #[prop(into)]
    confirmed: Signal<bool>,
    save: Callback<()>,
    withdraw: Callback<()>,
    children: Children,
) -> impl IntoView {
    let words = words();
    let form = NodeRef::<html::Details>::new();
    let summary = StoredValue::new(format!("[data-testid=set-{of}] > summary"));
    let close = move || {
        // What had the focus is folded away.
        focus_after(summary.get_value());
        if let Some(form) = form.get_untracked() {
            // It is there, so its attribute can be taken off.
            let _ = form.remove_attribute("open");
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        save.run(());
        close();
    };
    let button = move || {
        confirmed.get().then(|| {
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    text=Key::WithdrawStanding
                    test_id=format!("withdraw-{of}")
                    writes=true
                    on_click=move || {
                        withdraw.run(());
                        close();
                    }
                />
            }
        })
    };
    let id = format!("{of}-reason");
    view! {
        <details node_ref=form data-testid=format!("set-{of}")>
            <summary aria-label=words.labelled(Key::SetByHand, what)>{words.text(Key::SetByHand)}</summary>
            <form class="stack-s" on:submit=submit>
                <fieldset class="choices">
                    <legend class="sr">{what}</legend>
                    {children()}
                </fieldset>
                <LabelledField id=id.clone() label=words.text(Key::StandingReason)>
                    <input
                        class="input"
                        id=id
                        autocomplete="off"
                        data-testid=format!("{of}-reason")
                        prop:value=reason
                        on:input=move |event| give.run(event_target_value(&event))
                    />
                </LabelledField>
                <p class="row">
                    <Button submits=true text=Key::SaveStanding test_id=format!("save-{of}") writes=true/>
                    {button}
                </p>
            </form>
        </details>
    }
}

/// One of the things a person can choose from.
pub struct Offered<T> {
    pub value: T,
    /// Its name in the form.
    pub code: &'static str,
    pub title: &'static str,
    pub means: Key,
}

/// The form of [`ByHand`] where one of several is set.
#[component]
pub fn OneByHand<T>(
    what: &'static str,
    of: &'static str,
    offered: Vec<Offered<T>>,
    /// What the form begins with, and again when that changes: the value, and the reason.
    begins: Memo<(Option<T>, String)>,
    #[prop(into)] confirmed: Signal<bool>,
    #[prop(into)] save: Callback<(T, String)>,
    withdraw: Callback<()>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let words = words();
    let draft = RwSignal::new(begins.get_untracked());
    Effect::new(move |_| draft.set(begins.get()));
    let choice = |Offered { value, code, title, means }: Offered<T>| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=format!("account-{of}")
                    value=code
                    prop:checked=move || draft.with(|(chosen, _)| *chosen == Some(value))
                    on:change=move |_| draft.update(|draft| draft.0 = Some(value))
                />
                <span>{title}</span>
                <small>{words.text(means)}</small>
            </label>
        }
    };
    let choices = offered.into_iter().map(choice).collect_view();
    let save = Callback::new(move |()| {
        if let (Some(value), reason) = draft.get_untracked() {
            save.run((value, reason.trim().into()));
        }
    });
    view! {
        <ByHand
            what
            of
            reason=Signal::derive(move || draft.with(|(_, reason)| reason.clone()))
            give=move |reason| draft.update(|draft| draft.1 = reason)
            confirmed
            save
            withdraw
        >
            {choices}
        </ByHand>
    }
}
