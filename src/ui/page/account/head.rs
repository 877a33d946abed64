//! The head of a dossier: which account, what it is to us, and what can be done with its file.

use leptos::prelude::*;

use super::classification::{ClassificationTags, Playbook};
use super::delete::{delete_account, is_deletable};
use super::merge_with::MergeWith;
use super::sections::AccountView;
use super::{BRIEF, HANDOVER, PRINT};
use crate::analysis::{AccountFilter, ClassFilter, Finding};
use crate::book::account::field;
use crate::book::{SETTINGS, settings};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{HistoryDialog, Icon, Menu, MenuItem, SampleMark, SegBadge};
use crate::ui::fields::colleague_name;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn Head(account_view: AccountView) -> impl IntoView {
    let session = session();
    let words = words();
    let AccountView { id, name, finding, figures, .. } = account_view;
    let place = [field::city, field::country].map(|field| session.field(id, field));
    let [owner, deputy] = [field::owner, field::deputy].map(|field| colleague_name(session, id, field));
    let number = session.field(id, field::external_id);
    let is_sample = session.field(id, field::sample);
    let sub = move || {
        let place = place.map(|part| part.get()).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let place = (!place.is_empty()).then(|| isolated(&words.list(place)));
        let named = |key: Key, name: String| (!name.is_empty()).then(|| words.fill(key, &[("name", &isolated(&name))]));
        let parts = [
            place,
            named(Key::HeadOwner, owner.get()),
            named(Key::HeadDeputy, deputy.get()),
            named(Key::HeadNumber, number.get()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    // What is gone has a history as well.
    let with_parts = move || {
        let book = session.book();
        let parts = book.records().filter(|(_, record)| record.account() == Some(id)).map(|(id, _)| id);
        std::iter::once(id).chain(parts).collect::<Vec<_>>()
    };
    let (shows_history, merges) = (RwSignal::new(false), RwSignal::new(false));
    let more = Signal::derive(move || {
        let item = |glyph, key, test_id: &str, act: Callback<()>| MenuItem {
            glyph,
            text: words.text(key),
            test_id: test_id.into(),
            act,
            only_looks: false,
        };
        let opens = |dialog: RwSignal<bool>| Callback::new(move |()| dialog.set(true));
        let delete = Callback::new(move |()| delete_account(session, id));
        let deletes =
            is_deletable(session, id).then(|| item(Glyph::Trash, Key::DeleteAccount, "delete-account", delete));
        let always = [
            MenuItem { only_looks: true, ..item(Glyph::History, Key::History, "history", opens(shows_history)) },
            item(Glyph::Merge, Key::MergeWithOther, "merge-with", opens(merges)),
        ];
        always.into_iter().chain(deletes).collect::<Vec<_>>()
    });
    let document = move |section: &str| Route::Account { id, section: Some(section.into()) }.to_string();
    view! {
        <p class="crumb">
            <a href="#/accounts">{words.text(Key::AccountsTitle)}</a>
            {move || finding.get().map(|finding| crumb(&finding))}
        </p>
        <header class="page-head account-head">
            <div>
                <AccountTitle account_view/>
                <p class="page-sub">{sub}</p>
                <Playbook id figures/>
                <ReadOn/>
                {move || is_sample.get().then(|| view! { <p class="page-sub no-print">{words.text(Key::SheetSample)}</p> })}
            </div>
            <div class="actions">
                <a class="btn" data-kind="primary" href=document(BRIEF) data-testid="meeting-brief">
                    <Icon glyph=Glyph::Brief/>
                    {words.text(Key::BriefButton)}
                </a>
                <a class="btn" href=document(PRINT) data-testid="print-dossier">
                    <Icon glyph=Glyph::Print/>
                    {words.text(Key::PrintButton)}
                </a>
                <a class="btn" href=document(HANDOVER) data-testid="hand-over">
                    <Icon glyph=Glyph::Download/>
                    {words.text(Key::HandOverButton)}
                </a>
                <Menu glyph=Glyph::More label=words.text(Key::MoreActs) test_id="account-more" items=more/>
            </div>
        </header>
        <HistoryDialog name ids=with_parts is_open=shows_history/>
        <MergeWith id name is_open=merges/>
    }
}

/// The name, with what the account is to us.
#[component]
pub fn AccountTitle(account_view: AccountView) -> impl IntoView {
    let AccountView { id, name, finding, figures, .. } = account_view;
    let is_sample = session().field(id, field::sample);
    view! {
        <div class="account-title">
            {move || view! { <SegBadge finding=finding.get() large=true/> }}
            <h1><bdi>{name}</bdi></h1>
            <ClassificationTags id figures/>
            <SampleMark shown=is_sample/>
        </div>
    }
}

/// Where the book isn't read on the day it is: what is due is told for another.
#[component]
fn ReadOn() -> impl IntoView {
    let session = session();
    let words = words();
    let is_set = Memo::new(move |_| session.book().value(SETTINGS, settings::field::read_on).is_some());
    move || {
        is_set.get().then(|| {
            let day = words.day(session.read_on.get());
            view! {
                <p class="page-sub row no-print" data-testid="read-on">
                    {words.fill(Key::ReadOnBanner, &[("day", &day)])}
                    <button
                        class="link"
                        type="button"
                        prop:disabled=session.is_read_only
                        on:click=move |_| session.set_setting(settings::field::read_on, None::<Date>)
                    >
                        {words.text(Key::ReadOnToday)}
                    </button>
                </p>
            }
        })
    }
}

/// The way back to the accounts of the same cell.
fn crumb(finding: &Finding) -> Option<impl IntoView + use<>> {
    let segment = finding.segment()?;
    let filter = AccountFilter { abc: Some(segment.abc), xyz: Some(ClassFilter::Is(segment.xyz)) };
    Some(view! {
        " / "
        <a href=Route::Accounts(filter).to_string()>{segment.letters()}</a>
    })
}
