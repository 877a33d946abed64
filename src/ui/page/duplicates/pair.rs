//! One pair that may be the same customer, with the reason and the two ways to decide.

use leptos::prelude::*;

use crate::book::{Change, Distinct, Label, RecordKind, account::field};
use crate::browser::clock;
use crate::exchange::LookAlikes;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::page::compare_accounts::{CompareAccounts, merged};
use crate::ui::page::likeness::likeness_key;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn Pair(alike: LookAlikes, #[prop(into)] decide: Callback<Change>) -> impl IntoView {
    let session = session();
    let words = words();
    let LookAlikes { pair, reason } = alike;
    let [one, other] = pair;
    let stays = RwSignal::new(session.ledger.get_untracked().larger(pair));
    let name = move |id| session.book_untracked().value(id, field::name);
    let title = words.fill(Key::TwinsOf, &[("one", &isolated(&name(one))), ("other", &isolated(&name(other)))]);
    let merge = move || decide.run(merged(&session.book_untracked(), pair, stays.get_untracked()));
    let tell_apart = move || {
        let label = Label::Distinct { account: name(one) };
        let said = Distinct { one: Some(one), other: Some(other) };
        decide.run(Change::new(label, said.create(clock::new_id())));
    };
    view! {
        <li tabindex="-1" aria-label=title data-testid="duplicate">
            <p><span class="tag">{words.text(likeness_key(reason))}</span></p>
            <CompareAccounts pair stays/>
            <div class="actions">
                <Button small=true text=Key::MergeTwins test_id="duplicate-merge" on_click=merge/>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::NotTheSame
                    test_id="duplicate-distinct"
                    on_click=tell_apart
                />
            </div>
        </li>
    }
}
