//! One account that is handed over: who takes it, by when, what is gone through, and that it is taken.

use leptos::prelude::*;

use super::Shown;
use crate::book::{Account, Change, Colleagues, RecordId, RecordKind, hand_over as record};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::health::AsOf;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::team::departure::is_active;
use crate::team::hand_over::{Item, Passing as Of, Seen, What, passing};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, SampleMark};
use crate::ui::dossier_words;
use crate::ui::fields::{field_name, record_title};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// So many stand open.
const FEW: usize = 3;

#[component]
pub fn Passing(id: RecordId, shown: Shown) -> impl IntoView {
    let session = session();
    // Each follows its own account alone: a tick at one leaves the lists of the others as they are.
    let dossier = Memo::new(move |before: Option<&Option<Dossier>>| {
        let book = session.book();
        let account = book.merged().of_account(book.value(id, record::field::account)?);
        Dossier::after(before.and_then(Option::as_ref), &book, account)
    });
    let only = Memo::new(move |_| {
        let account = dossier.with(|dossier| dossier.as_ref().map(|dossier| dossier.id))?;
        let book = session.book();
        let from = Colleagues::of(&book).counts_for(book.value(id, record::field::from)?);
        Some(shown.departures.with(|all| all.only_at(from, account)))
    });
    let of = Memo::new(move |_| {
        let ledger = session.ledger.get();
        let as_of = AsOf { today: session.read_on.get(), fresh: session.fresh_days.get() };
        let only = only.get().unwrap_or_default();
        dossier.with(|dossier| {
            let book = session.book_untracked();
            passing(Seen { book: &book, ledger: &ledger, as_of }, dossier.as_ref()?, &only, id)
        })
    });
    let is_there = Memo::new(move |_| of.with(Option::is_some));
    move || is_there.get().then(|| view! { <OneAccount of dossier shown/> })
}

/// What a card reads of what it shows.
#[derive(Clone, Copy)]
struct Card {
    session: Session,
    words: Words,
    of: Memo<Option<Of>>,
    dossier: Memo<Option<Dossier>>,
}

impl Card {
    fn read<T: Default>(self, read: impl FnOnce(&Of) -> T) -> T {
        self.of.with(|of| of.as_ref().map(read)).unwrap_or_default()
    }

    fn untracked<T: Default>(self, read: impl FnOnce(&Of) -> T) -> T {
        self.of.with_untracked(|of| of.as_ref().map(read)).unwrap_or_default()
    }

    fn colleague(self, id: Option<RecordId>) -> String {
        let name = id.map(|id| self.session.name(id)).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| self.words.text(Key::PassNobody).into())
    }

    fn commit(self, change: impl FnOnce(&Of) -> Option<Change>) {
        if let Some(change) = self.untracked(change) {
            self.session.commit(change);
        }
    }
}

#[component]
fn OneAccount(of: Memo<Option<Of>>, dossier: Memo<Option<Dossier>>, shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let card = Card { session, words, of, dossier };
    let name = card.untracked(|of| of.name.clone());
    let account = card.untracked(|of| Some(of.account));
    let to = account.map(|id| Route::Account { id, section: None }.to_string());
    let is_sample = Memo::new(move |_| card.read(|of| of.hand_over.sample));
    let is_open = Memo::new(move |_| card.read(|of| of.hand_over.is_open()));
    let is_theirs = card.untracked(|of| of.hand_over.from == Some(shown.id));
    let state = move || {
        if let Some(day) = card.read(|of| of.hand_over.confirmed_on) {
            let taker = isolated(&card.colleague(card.read(|of| of.hand_over.to)));
            let said = words.fill(Key::PassConfirmed, &[("name", &taker), ("day", &words.day(day))]);
            return view! { <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{said}</span> }.into_any();
        }
        let (done, all, until, is_late) =
            card.read(|of| (of.done(), of.items.len(), of.hand_over.until, of.is_late(session.read_on.get())));
        let gone = words.fill(Key::PassDone, &[("done", &words.number(done)), ("n", &words.number(all))]);
        let by = until.map(|day| {
            let key = if is_late { Key::PassLate } else { Key::PassBy };
            let said = words.fill(key, &[("day", &words.day(day))]);
            let icon = is_late.then(|| view! { <Icon glyph=Glyph::Warn/> });
            view! { <span class="mark" data-tone=is_late.then_some("bad")>{icon}{said}</span> }
        });
        view! { <span data-testid="passing-done">{gone}</span> " " {by} }.into_any()
    };
    let from = move || {
        let name = isolated(&card.colleague(card.read(|of| of.hand_over.from)));
        (!is_theirs).then(|| view! { <span class="muted">{words.fill(Key::PassFrom, &[("name", &name)])}</span> })
    };
    let body = move || is_open.get().then(|| view! { <Body card/> });
    let named = name.clone();
    // A few are gone through where they stand; of many one opens what one is at.
    let is_unfolded = shown.passing.with_untracked(|(given, taken)| given.len() + taken.len() <= FEW);
    let to_whom = move || {
        let to = card.read(|of| of.hand_over.to).filter(|_| is_open.get());
        to.map(|to| view! { <span class="muted">{words.arrow()} " " <bdi>{card.colleague(Some(to))}</bdi></span> })
    };
    view! {
        <details
            class="passing"
            data-testid="passing"
            data-account=named
            data-state=move || if is_open.get() { "open" } else { "done" }
            open=is_unfolded
        >
            <summary class="passing-head">
                <h3><bdi>{name}</bdi></h3>
                {to_whom}
                {from}
                <SampleMark shown=is_sample/>
                <span class="passing-state">{state}</span>
            </summary>
            {body}
            <p class="note no-print"><a href=to>{words.text(Key::PassToAccount)}</a></p>
        </details>
    }
}

#[component]
fn Body(card: Card) -> impl IntoView {
    let Card { session, words, .. } = card;
    let taker = Memo::new(move |_| card.read(|of| of.hand_over.to));
    let giver = card.untracked(|of| of.hand_over.from);
    let give = move |to: Option<RecordId>| card.commit(|of| Some(of.given_to(to)));
    let due = move |event: web_sys::Event| {
        let day = event_target_value(&event).parse::<Date>().ok();
        card.commit(|of| Some(of.due(day)));
    };
    let until = move || card.read(|of| of.hand_over.until).map(|day| day.to_string()).unwrap_or_default();
    let why = move || card.read(|of| of.hand_over.why.clone());
    let can_take = Memo::new(move |_| {
        card.dossier.track();
        card.read(|of| of.items_taken(&session.book_untracked()).is_some())
    });
    let taker_name = move || isolated(&card.colleague(taker.get()));
    let take_items = move || {
        can_take.get().then(|| {
            view! {
                <Button
                    kind=ButtonKind::Link
                    class="no-print"
                    text=move || words.fill(Key::PassItemsTaken, &[("name", &taker_name())])
                    test_id="passing-items-taken"
                    writes=true
                    on_click=move || card.commit(|of| of.items_taken(&session.book_untracked()))
                />
            }
        })
    };
    let confirm = move || {
        let book = session.book_untracked();
        card.commit(|of| of.confirmed(&book, session.this_minute()));
    };
    let confirm_text = move || match taker.get() {
        Some(_) => words.fill(Key::PassConfirm, &[("name", &taker_name())]),
        None => words.text(Key::PassConfirmWithout).into(),
    };
    let group = move |which: fn(&What) -> bool, title: Signal<String>| {
        // What is ticked stays the same item, and keeps the focus.
        let codes = Memo::new(move |_| {
            card.read(|of| {
                let items = of.items.iter().filter(|item| which(&item.what));
                items.map(|item| item.code.clone()).collect::<Vec<_>>()
            })
        });
        let is_empty = Memo::new(move |_| codes.with(Vec::is_empty));
        move || {
            (!is_empty.get()).then(|| {
                view! {
                    <div>
                        <h4 class="block-head">{title}</h4>
                        <ul class="passing-items">
                            <For each=move || codes.get() key=Clone::clone let:code><Row code card/></For>
                        </ul>
                    </div>
                }
            })
        }
    };
    let is_open_item = |what: &What| matches!(what, What::Open(_));
    let is_question = |what: &What| matches!(what, What::Person(_) | What::Facts(_) | What::Records(_));
    let is_gap = |what: &What| matches!(what, What::Gaps(_));
    let only = Signal::derive(move || {
        let name = isolated(&card.colleague(card.read(|of| of.hand_over.from)));
        words.fill(Key::PassQuestions, &[("name", &name)])
    });
    view! {
        <div class="pass-fields">
            <label class="passing-field">
                <span class="label">{words.text(Key::TakeoverTo)}</span>
                <TakerChoice taker not=giver.unwrap_or(RecordId::well_known(0)) on_choose=give test_id="passing-taker"/>
            </label>
            <label class="passing-field">
                <span class="label">{words.text(Key::TakeoverUntil)}</span>
                <input
                    class="input"
                    type="date"
                    data-testid="passing-until"
                    prop:value=until
                    prop:readOnly=session.is_read_only
                    on:change=due
                />
            </label>
            <p class="note passing-why"><bdi>{why}</bdi></p>
        </div>
        <div class="passing-lists">
            {group(is_open_item, Signal::stored(words.text(Key::PassOpenItems).to_owned()))}
            {take_items}
            {group(is_question, only)}
            {group(is_gap, Signal::stored(words.text(Key::PassGapsTitle).to_owned()))}
        </div>
        <div class="row no-print">
            <Button
                glyph=Glyph::Check
                text=confirm_text
                test_id="passing-confirm"
                writes=true
                disabled=move || taker.get().is_none()
                on_click=confirm
            />
            <Button
                kind=ButtonKind::Quiet
                text=Key::PassCallOff
                test_id="passing-call-off"
                writes=true
                on_click=move || card.commit(|of| Some(of.called_off()))
            />
        </div>
    }
}

/// Who takes it, of those that are there.
#[component]
pub fn TakerChoice(
    taker: Memo<Option<RecordId>>,
    /// Who gives it.
    not: RecordId,
    #[prop(into)] on_choose: Callback<Option<RecordId>>,
    test_id: &'static str,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let choices = Memo::new(move |_| {
        let (book, today) = (session.book(), session.read_on.get());
        let colleagues = Colleagues::of(&book);
        let names = colleagues.names().into_iter().filter(|(id, _)| *id != not && is_active(&book, *id, today));
        let names = names.map(|(id, name)| (Some(id), name.to_owned()));
        std::iter::once((None, words.text(Key::PassNobody).to_owned())).chain(names).collect::<Vec<_>>()
    });
    let options = move || {
        let option = |(id, name): (Option<RecordId>, String)| {
            view! { <option prop:selected=move || taker.get() == id>{name}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let at = usize::try_from(select.selected_index()).ok();
        if let Some(chosen) = at.and_then(|at| choices.with_untracked(|all| all.get(at).map(|(id, _)| *id))) {
            on_choose.run(chosen);
        }
    };
    view! {
        <select
            class="select"
            aria-label=words.text(Key::TakeoverTo)
            data-testid=test_id
            prop:disabled=session.is_read_only
            on:change=choose
        >
            {options}
        </select>
    }
}

/// An item of the list, to be ticked.
#[component]
fn Row(code: String, card: Card) -> impl IntoView {
    let Card { session, words, .. } = card;
    let item = {
        let code = code.clone();
        Memo::new(move |_| card.read(|of| of.items.iter().find(|item| item.code == code).cloned()))
    };
    let is_done = move || item.with(|item| item.as_ref().is_some_and(|item| item.is_done));
    let said = move || item.with(|item| item.as_ref().map(|item| says(card, item)));
    let when = move || {
        item.with(|item| match item.as_ref().map(|item| &item.what) {
            Some(What::Open(due)) => Some(dossier_words::due_when(words, due.day, session.read_on.get())),
            _ => None,
        })
    };
    let named = code.clone();
    let tick = move |event: web_sys::Event| {
        let is_done = event_target_checked(&event);
        card.commit(|of| Some(of.ticked(&code, is_done)));
    };
    view! {
        <li data-testid="passing-item" data-code=named>
            <label class="check">
                <input type="checkbox" prop:checked=is_done prop:disabled=session.is_read_only on:change=tick/>
                <span>{said} " " <small class="muted">{when}</small></span>
            </label>
        </li>
    }
}

fn says(card: Card, item: &Item) -> String {
    let Card { session, words, .. } = card;
    let book = session.book_untracked();
    match &item.what {
        What::Open(due) => dossier_words::due(words, &book, due),
        What::Person(sole) => {
            let function: String = book.value(sole.contact, crate::book::contact::field::function);
            let name = isolated(&book.name(sole.contact));
            let person = if function.is_empty() { name } else { format!("{name} ({})", isolated(&function)) };
            words.fill(Key::PassPerson, &[("person", &person)])
        }
        What::Facts(fields) => {
            let name = |field: &String| field_name(words, &book, Account::KIND, field);
            words.fill(Key::PassFact, &[("what", &words.list(fields.iter().map(name)))])
        }
        What::Records(ids) => {
            let titles = ids.iter().filter_map(|id| Some(isolated(&record_title(words, &book, book.record(*id)?))));
            words.fill(Key::PassFact, &[("what", &words.list(titles))])
        }
        What::Gaps(needs) => {
            let what = words.list(needs.iter().map(|need| dossier_words::need(words, *need)));
            let name = isolated(&card.colleague(card.untracked(|of| of.hand_over.from)));
            words.fill(Key::PassGaps, &[("name", &name), ("what", &what)])
        }
    }
}
