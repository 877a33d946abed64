//! Beside the list: whom nobody decided on, up to when sales are known, and how it is ranked.

use leptos::prelude::*;

use super::Shown;
use crate::analysis::KeyStanding;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{rich, words};

/// Sales that end so many days before today make others seem quiet who may have ordered.
const OLD: i32 = 31;

#[component]
pub fn Aside(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let undecided =
        Memo::new(move |_| shown.key.get().iter().filter(|found| found.standing == KeyStanding::Suggested).count());
    let key = move || {
        (undecided.get() > 0).then(|| {
            view! {
                <section>
                    <h2 class="block-head">{words.text(Key::TodayKeyTitle)}</h2>
                    <p>{rich(words.count(Key::TodayKeyUndecided, undecided.get()))}</p>
                    <p class="note"><a href="#/segments">{words.text(Key::TodayKeyDecide)}</a></p>
                </section>
            }
        })
    };
    let sales = move || {
        let (_, last) = session.ledger.get().span()?;
        (session.read_on.get().since(last) > OLD).then(|| {
            view! {
                <section data-testid="today-old-sales">
                    <h2 class="block-head">{words.text(Key::TodaySalesTitle)}</h2>
                    <p>{rich(words.fill(Key::TodaySalesOld, &[("day", &words.day(last))]))}</p>
                    <p class="note"><a href="#/data">{words.text(Key::TodaySalesNewer)}</a></p>
                </section>
            }
        })
    };
    view! {
        <aside class="stack">
            {sales}
            {key}
            <section>
                <h2 class="block-head">{words.text(Key::TodayRankTitle)}</h2>
                <p class="note">{words.text(Key::TodayRank)}</p>
            </section>
        </aside>
    }
}
