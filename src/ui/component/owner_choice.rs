//! Whose: of everybody, of nobody, or of one of ours.

use leptos::prelude::*;

use crate::analysis::listing::Owner;
use crate::book::RecordId;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;

/// Whose is shown, and what chooses another.
#[derive(Clone, Copy)]
pub struct Chooses {
    is: Signal<Owner>,
    choose: Callback<Owner>,
}

impl Chooses {
    pub fn new(is: impl Into<Signal<Owner>>, choose: impl Fn(Owner) + Send + Sync + 'static) -> Self {
        Self { is: is.into(), choose: Callback::new(choose) }
    }
}

impl From<RwSignal<Owner>> for Chooses {
    fn from(owner: RwSignal<Owner>) -> Self {
        Self::new(owner, move |chosen| owner.set(chosen))
    }
}

/// Chooses among those who answer for something that could be shown.
#[component]
pub fn OwnerChoice(
    /// In any order, each as often as they like.
    owners: Memo<Vec<RecordId>>,
    #[prop(into)] owner: Chooses,
    /// What all, and what those of nobody, are called.
    any: Key,
    nobody: Key,
    label: Key,
    test_id: &'static str,
) -> impl IntoView {
    let session = session();
    let words = words();
    let choices = Memo::new(move |_| {
        let mut ids = owners.get();
        ids.sort_unstable();
        ids.dedup();
        let name = |id: RecordId| session.with_book(|book| book.name(id));
        let mut named: Vec<(String, RecordId)> = ids.into_iter().map(|id| (name(id), id)).collect();
        named.sort();
        let fixed = [(any, Owner::Any), (nobody, Owner::Nobody)];
        let fixed = fixed.map(|(key, owner)| (words.text(key).to_owned(), owner)).into_iter();
        fixed.chain(named.into_iter().map(|(name, id)| (name, Owner::One(id)))).collect::<Vec<_>>()
    });
    let options = move || {
        let option = |(name, value): (String, Owner)| {
            view! { <option prop:selected=move || owner.is.get() == value>{name}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let at = usize::try_from(select.selected_index()).ok();
        let chosen = at.and_then(|at| choices.with_untracked(|choices| choices.get(at).map(|(_, owner)| *owner)));
        chosen.into_iter().for_each(|chosen| owner.choose.run(chosen));
    };
    view! {
        <select class="select" aria-label=words.text(label) data-testid=test_id on:change=choose>
            {options}
        </select>
    }
}
