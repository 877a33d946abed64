//! The group an account belongs to: its parent, its subsidiaries, and what they buy together.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use super::pick::PickAccount;
use crate::analysis::Analysis;
use crate::book::{Account, Change, Label, RecordId, account::field};
use crate::dossier::group::{Bought, Group, may_belong_to};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, SegBadge};
use crate::ui::keys::focus_after;
use crate::ui::next_frame::after_first_frame;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// What the group brings together, or that there is none.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { id, finding, .. } = account_view;
    let parent = session.field(id, field::parent);
    let make = move || {
        let group = session.with_book(|book| Group::of(book, id));
        let reading = group.as_ref().and_then(|group| {
            let (analysis, ledger) = (session.analysis.get()?, session.ledger.get());
            reading(words, &analysis, group, group.bought(&analysis, &ledger), Bought::of(&analysis, &ledger, id))
        });
        Some(Line::of(reading.unwrap_or_else(|| words.text(belongs_to_nobody(group.as_ref(), id)).into())))
    };
    let follow = move || {
        finding.track();
        parent.track();
    };
    after_first_frame(follow, make)
}

/// "Together the 3 bring 134,581, 10.6 % of all; 110,277 of it here."
fn reading(words: Words, analysis: &Analysis, group: &Group, total: Bought, own: Bought) -> Option<String> {
    let currency = analysis.currency;
    (analysis.positive_total > 0).then(|| {
        let places = [
            ("sum", words.money_round(currency, total.revenue as f64)),
            ("own", words.money_round(currency, own.revenue as f64)),
            ("share", words.percent(total.revenue as f64 / analysis.positive_total as f64)),
        ];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        words.counted(Key::GroupReading, group.members.len(), &places)
    })
}

/// What is said of an account without a parent: who has others below it isn't alone.
fn belongs_to_nobody(group: Option<&Group>, id: RecordId) -> Key {
    match group.and_then(Group::head) {
        Some(head) if head == id => Key::ParentHead,
        _ => Key::ParentNotSet,
    }
}

#[component]
pub fn GroupSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let parent = session.field(id, field::parent);
    let group = Memo::new(move |_| Group::of(&session.book(), id));
    let is_picking = RwSignal::new(false);
    let refused = RwSignal::new(false);
    let set = move |parent: Option<RecordId>| {
        let label = Label::EditAccount { account: name.get_untracked() };
        session.commit(Change::new(label, vec![field::parent.set(id, parent)]));
        is_picking.set(false);
        focus_after("[data-testid=set-parent]");
    };
    let pick = move |picked: RecordId| {
        let is_fine = may_belong_to(&session.book_untracked(), id, picked);
        refused.set(!is_fine);
        if is_fine {
            set(Some(picked));
        }
    };
    let state = move || {
        let parent = parent.get().and_then(|parent| Some((parent, session.book().get::<Account>(parent)?)));
        match parent {
            Some((parent, account)) => {
                let href = Route::Account { id: parent, section: None }.to_string();
                view! {
                    <span>{words.text(Key::FieldParent)} " " <a href=href><bdi>{account.name}</bdi></a></span>
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        text=Key::ParentNone
                        test_id="clear-parent"
                        writes=true
                        on_click=move || set(None)
                    />
                }
                .into_any()
            }
            None => {
                let said = group.with(|group| belongs_to_nobody(group.as_ref(), id));
                view! { <span class="note">{words.text(said)}</span> }.into_any()
            }
        }
    };
    let table = move || {
        let group = group.get()?;
        let (analysis, ledger) = (session.analysis.get(), session.ledger.get());
        let book = session.book();
        let bought =
            |member| analysis.as_ref().map(|analysis| Bought::of(analysis, &ledger, member)).unwrap_or_default();
        let currency = ledger.currency();
        let cells = move |bought: Bought| {
            view! {
                <td class="num">{words.money_round(currency, bought.revenue as f64)}</td>
                <td class="num">{words.money_round(currency, bought.last_year as f64)}</td>
                <td class="num">{words.number(bought.orders)}</td>
                <td class="nowrap">{bought.last.map(|day| words.day(day))}</td>
            }
        };
        let total = analysis.as_ref().map(|analysis| group.bought(analysis, &ledger)).unwrap_or_default();
        let of_all = analysis.as_ref().and_then(|analysis| reading(words, analysis, &group, total, bought(id)));
        let rows = group.members.iter().map(|(member, depth)| {
            let account = book.value(*member, field::name);
            let finding = analysis.as_ref().and_then(|analysis| analysis.finding(*member).cloned());
            let href = Route::Account { id: *member, section: None }.to_string();
            let here = (*member == id).then_some("true");
            view! {
                <tr aria-current=here>
                    <th scope="row" class="group-name" data-depth=depth.to_string()>
                        <SegBadge finding/> " " <a href=href><bdi>{account}</bdi></a>
                    </th>
                    {cells(bought(*member))}
                </tr>
            }
        });
        Some(view! {
            {of_all.map(|text| view! { <p class="reading">{rich(text)}</p> })}
            <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::GroupTitle)>
                <table aria-label=words.text(Key::GroupTitle) class="table" data-testid="group-table">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::NavAccounts)}</th>
                            <th scope="col" class="num">{words.in_currency(words.text(Key::Revenue), currency)}</th>
                            <th scope="col" class="num">{words.text(Key::LastYear)}</th>
                            <th scope="col" class="num">{words.text(Key::ColOrders)}</th>
                            <th scope="col">{words.text(Key::ColLast)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                    <tfoot><tr><th scope="row">{words.text(Key::GroupTotal)}</th>{cells(total)}</tr></tfoot>
                </table>
            </div>
        })
    };
    view! {
        <div class="stack-s" data-testid="group-section">
            <div class="fold-tools">
                <span class="row">{state}</span>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::SetParent
                    test_id="set-parent"
                    expanded=is_picking
                    writes=true
                    on_click=move || is_picking.update(|picking| *picking = !*picking)
                />
            </div>
            {move || refused.get().then(|| {
                let places = [("account", isolated(&name.get()))];
                let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
                view! { <p class="error" role="alert">{words.fill(Key::ParentCircle, &places)}</p> }
            })}
            {move || is_picking.get().then(|| view! { <PickAccount except=id pick/> })}
            {table}
        </div>
    }
}
