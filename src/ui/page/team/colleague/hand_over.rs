//! What one of ours hands over and takes over, account by account: as a list to go through, on paper, and as a file for
//! whoever takes it (T2, T3).

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::passing::{Passing, TakerChoice};
use super::{Shown, is_open};
use crate::book::hand_over::HAND_OVER;
use crate::book::kind::Audience;
use crate::book::{Change, Label, RecordId, hand_over as record};
use crate::browser::error::message_of;
use crate::browser::{clock, files};
use crate::calendar::Date;
use crate::chart::picture_name;
use crate::dossier::Dossier;
use crate::dossier::handover::Handover;
use crate::exchange::json::{Part, Sender, to_json};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::printing::{mark, unmark};
use crate::ui::session::{Session, session};
use crate::ui::words::{rich, words};

/// The mark on the root that says what of the page goes on paper.
const ON_PAPER: &str = "data-on-paper";

#[component]
pub fn HandOvers(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let failed = RwSignal::new(None::<String>);
    let given = Memo::new(move |_| shown.passing.with(|(given, _)| given.clone()));
    let taken = Memo::new(move |_| shown.passing.with(|(_, taken)| taken.clone()));
    let open = Memo::new(move |_| {
        given.with(|given| given.iter().copied().filter(|id| is_open(session, *id)).collect::<Vec<_>>())
    });
    let reading = move || {
        let (all, left) = (given.with(Vec::len), open.with(Vec::len));
        if all == 0 {
            return shown.named(words, Key::PassNone);
        }
        if left == 0 {
            return words.text(Key::PassEnded).to_owned();
        }
        let without = open.with(|open| {
            let book = session.book();
            open.iter().filter(|id| book.value(**id, record::field::to).is_none()).count()
        });
        let without = if without > 0 { words.count(Key::PassWithout, without) } else { String::new() };
        words.counted(Key::PassReading, all, &[("done", &words.number(all - left)), ("open", &without)])
    };
    let save = move || {
        let (name, text) = file(session, shown, given.get_untracked());
        failed.set(files::download(&name, "application/json", &text).err().map(|error| message_of(&error)));
    };
    let print = move || {
        // The list alone, whole, without the rest of the page.
        unfold();
        mark(ON_PAPER, "hand-over");
        // Refused where pages may not print; then nothing happens, as with the menu's own command.
        let _ = window().print();
        unmark(ON_PAPER);
    };
    let head = move || {
        (!given.with(Vec::is_empty)).then(|| {
            view! {
                <div class="actions">
                    <Button kind=ButtonKind::Quiet glyph=Glyph::Print text=Key::PassPrint test_id="hand-over-print" on_click=print/>
                    <Button
                        kind=ButtonKind::Quiet
                        glyph=Glyph::Download
                        text=Key::PassFile
                        test_id="export-hand-over"
                        on_click=save
                    />
                </div>
            }
        })
    };
    let of_all = move || (open.with(Vec::len) > 1).then(|| view! { <OfAll shown open/> });
    let takes = move || {
        (!taken.with(Vec::is_empty)).then(|| {
            view! {
                <h3 class="block-head below">{move || shown.named(words, Key::PassTakes)}</h3>
                <For each=move || taken.get() key=|id| *id let:id><Passing id shown/></For>
            }
        })
    };
    view! {
        <section class="section hand-over" data-testid="hand-over">
            <div class="section-head"><h2 id="hand-over" tabindex="-1">{words.text(Key::PassTitle)}</h2>{head}</div>
            <p class="reading" role="status" data-testid="hand-over-reading">{move || rich(reading())}</p>
            {move || failed.get().map(|error| view! { <p class="error" role="alert">{error}</p> })}
            {of_all}
            <For each=move || given.get() key=|id| *id let:id><Passing id shown/></For>
            {takes}
        </section>
    }
}

/// Opens what is folded: on paper nobody can.
fn unfold() {
    let Ok(folded) = document().query_selector_all(".hand-over details:not([open])") else { return };
    let all = (0..folded.length()).filter_map(|at| folded.item(at)?.dyn_into::<web_sys::Element>().ok());
    for one in all {
        // Refused only for names that are none.
        let _ = one.set_attribute("open", "");
    }
}

/// Who takes all that is open, and by when, in one change each.
#[component]
fn OfAll(shown: Shown, open: Memo<Vec<RecordId>>) -> impl IntoView {
    let (session, words) = (session(), words());
    let commit = move |edit: &dyn Fn(RecordId) -> crate::book::Edit| {
        let edits = open.with_untracked(|open| open.iter().map(|id| edit(*id)).collect());
        let label = Label::Edit { kind: HAND_OVER.words(), of: shown.name.get_untracked() };
        session.commit(Change::new(label, edits));
    };
    let same = move |read: &dyn Fn(&crate::book::Book, RecordId) -> Option<String>| {
        let book = session.book();
        let all: Vec<Option<String>> = open.with(|open| open.iter().map(|id| read(&book, *id)).collect());
        let first = all.first().cloned().flatten();
        first.filter(|_| all.windows(2).all(|two| two.first() == two.last())).unwrap_or_default()
    };
    let taker = Memo::new(move |_| {
        same(&|book, id| book.value(id, record::field::to).map(|to| to.to_string())).parse::<RecordId>().ok()
    });
    let until = move || same(&|book, id| book.value(id, record::field::until).map(|day| day.to_string()));
    let give = move |to: Option<RecordId>| commit(&|id| record::field::to.set(id, to));
    let due = move |event: web_sys::Event| {
        let day = event_target_value(&event).parse::<Date>().ok();
        commit(&|id| record::field::until.set(id, day));
    };
    view! {
        <div class="pass-fields no-print">
            <span class="label">{words.text(Key::PassForAll)}</span>
            <TakerChoice taker not=shown.id on_choose=give test_id="hand-over-taker-of-all"/>
            <input
                class="input"
                type="date"
                aria-label=words.text(Key::TakeoverUntil)
                data-testid="hand-over-until-of-all"
                prop:value=until
                prop:readOnly=session.is_read_only
                on:change=due
            />
        </div>
    }
}

/// The file for whoever takes these accounts over: all that the team may know of them, with their sales, and its name.
fn file(session: Session, shown: Shown, given: Vec<RecordId>) -> (String, String) {
    let (book, batches) = (session.book_untracked(), session.counting_batches());
    let handover = Handover { audience: Audience::Team, with_sales: true };
    let accounts = given.into_iter().filter_map(|id| book.value(id, record::field::account));
    let dossiers = accounts.filter_map(|account| Dossier::of(&book, book.merged().of_account(account)));
    let dossiers: Vec<Dossier> = dossiers.collect();
    let leaving = handover.of_several(&dossiers, &book, || batches.iter().map(|(id, batch)| (*id, batch.as_ref())));
    let batches = leaving.batches.iter().map(|(id, batch)| (*id, batch));
    let sender = Sender::of(&book, session.actor().device(), Some(Part::Dossier));
    let text = to_json(&leaving.book, batches, &clock::timestamp(), &sender);
    let title = format!("vital-few-hand-over {}", shown.name.get_untracked());
    (picture_name(&title, clock::today(), "json"), text)
}
