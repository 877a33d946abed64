//! The accounts that one of ours answers for, and how each hangs on them (C18).

use leptos::prelude::*;

use super::Shown;
use crate::route::Route;
use crate::team::departure::Owned;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, SegBadge};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

/// So many are shown at first.
const MOST: usize = 12;

#[component]
pub fn Accounts(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let all = RwSignal::new(false);
    let reading = move || {
        shown.departure.with(|departure| {
            if departure.owned.is_empty() {
                return shown.named(words, Key::LeaveNothing);
            }
            let currency = session.ledger.get().currency();
            let money = |minor: i128| format!("{currency} {}", words.money_round(currency, minor as f64));
            let accounts = words.count(Key::CountAccounts, departure.owned.len());
            let (value, exposed) = (money(departure.value), money(departure.exposed));
            let name = isolated(&shown.name.get());
            let values = [("accounts", &*accounts), ("value", &*value), ("exposed", &*exposed), ("name", &*name)];
            words.fill(Key::LeaveReading, &values)
        })
    };
    let table = move || {
        shown.departure.with(|departure| {
            let many = if all.get() { usize::MAX } else { MOST };
            let rows = departure.owned.iter().take(many).map(|owned| row(session, words, *owned)).collect_view();
            let rest = departure.owned.len().saturating_sub(many);
            let more = (rest > 0).then(|| {
                let text = words.count(Key::OwnedMore, rest);
                view! { <p class="note"><Button kind=ButtonKind::Link text on_click=move || all.set(true)/></p> }
            });
            let head = |key: Key, class: &'static str| view! { <th scope="col" class=class>{words.text(key)}</th> };
            (!departure.owned.is_empty()).then(|| {
                view! {
                    <div class="table-wrap" tabindex="0" role="group" aria-label=shown.named(words, Key::OwnedTitle)>
                        <table class="table" data-testid="owned-accounts">
                            <thead>
                                <tr>
                                    {head(Key::OwnedAccount, "")}
                                    {head(Key::OwnedValue, "num")}
                                    {head(Key::OwnedBackup, "num")}
                                    {head(Key::LeaveExposed, "num")}
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    {more}
                }
            })
        })
    };
    view! {
        <section>
            <p class="reading" data-testid="colleague-reading">{move || rich(reading())}</p>
            {table}
        </section>
    }
}

fn row(session: Session, words: Words, owned: Owned) -> impl IntoView + use<> {
    let name = session.with_book(|book| book.name(owned.account));
    let finding = session.analysis.get().and_then(|analysis| analysis.finding(owned.account).cloned());
    let currency = session.ledger.get().currency();
    let money = |minor: i128| words.money_round(currency, minor as f64);
    let backup = match owned.backup.among {
        0 => view! { <span class="muted">{words.text(Key::OwnedNobody)}</span> }.into_any(),
        _ => {
            let (x, n) = (words.number(owned.backup.of), words.number(owned.backup.among));
            words.fill(Key::OwnedOf, &[("x", &x), ("n", &n)]).into_any()
        }
    };
    let to = Route::Account { id: owned.account, section: None }.to_string();
    let of = name.clone();
    view! {
        <tr data-testid="owned-account" data-account=of>
            <th scope="row"><SegBadge finding/> " " <a class="row-link" href=to><bdi>{name}</bdi></a></th>
            <td class="num">{money(owned.value)}</td>
            <td class="num">{backup}</td>
            <td class="num">{money(owned.exposed_value())}</td>
        </tr>
    }
}
