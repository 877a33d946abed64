//! The business review for the customer: one or two pages of what we did for them in a period, and nothing of what
//! we think of them.

mod parts;

use leptos::prelude::*;

use super::account_view::AccountView;
use super::document::PrintBar;
use crate::book::settings::working_calendar;
use crate::book::{RecordId, account::field};
use crate::calendar::Date;
use crate::service::business_review::{Review, Seen, Span};
use crate::text::Key;
use crate::ui::component::{Radio, WrittenDay};
use crate::ui::page::titled;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};
use crate::ui::working_clock::with_clock;

use parts::{figures, orders, promises, wrong};

/// The kinds of period, of which the last is a person's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Choice {
    Quarter,
    Half,
    #[default]
    Year,
    Own,
}

#[component]
pub fn ReviewPage(id: RecordId) -> impl IntoView {
    let (session, words) = (session(), words());
    let account_view = AccountView::provide(id);
    Effect::new(move |_| titled(format!("{} · {}", words.text(Key::ReviewButton), account_view.name.get())));
    let choice = RwSignal::new(Choice::default());
    let own = RwSignal::new(Span::Year.days(session.read_on.get_untracked()));
    let days = Memo::new(move |_| {
        let span = match choice.get() {
            Choice::Quarter => Span::Quarter,
            Choice::Half => Span::Half,
            Choice::Year => Span::Year,
            Choice::Own => Span::Own(own.get().0, own.get().1),
        };
        span.days(session.read_on.get())
    });
    let choices = [
        (Choice::Quarter, Key::ReviewQuarter, "quarter"),
        (Choice::Half, Key::ReviewHalf, "half"),
        (Choice::Year, Key::ReviewYear, "year"),
        (Choice::Own, Key::ReviewOwn, "own"),
    ];
    let choices = choices.map(|(value, text, code)| {
        view! { <Radio group="review-span" value chosen=choice text test_id=format!("review-{code}")/> }
    });
    let day = move |label: Key,
                    id: &'static str,
                    read: fn((Date, Date)) -> Date,
                    write: fn(&mut (Date, Date), Date)| {
        let set = move |event: web_sys::Event| {
            let typed = event_target_value(&event).parse::<Date>().ok();
            typed.into_iter().for_each(|day| own.update(|own| write(own, day)));
        };
        view! {
            <label class="field">
                <span class="label">{words.text(label)}</span>
                <input class="input" type="date" data-testid=id prop:value=move || read(own.get()).to_string() on:change=set/>
                <WrittenDay day=Signal::derive(move || Some(read(own.get())))/>
            </label>
        }
    };
    let own_days = move || {
        (choice.get() == Choice::Own).then(|| {
            view! {
                <div class="row">
                    {day(Key::ReviewFrom, "review-from", |own| own.0, |own, day| own.0 = day)}
                    {day(Key::ReviewTo, "review-to", |own| own.1, |own, day| own.1 = day)}
                </div>
            }
        })
    };
    let sheet = move || made(session, account_view, days.get()).map(|review| sheet(session, words, id, &review));
    view! {
        <div class="no-print">
            <PrintBar id name=account_view.name title=Key::BusinessReviewTitle hint=Key::ReviewHint/>
            <fieldset class="field panel print-options-plain">
                <legend class="label">{words.text(Key::ReviewSpan)}</legend>
                <div class="row">{choices.into_iter().collect_view()}</div>
                {own_days}
            </fieldset>
        </div>
        {sheet}
    }
}

/// The review of these days as the book is now.
fn made(session: Session, account_view: AccountView, days: (Date, Date)) -> Option<Review> {
    let (book, ledger, today) = (session.book(), session.ledger.get(), session.read_on.get());
    let dossier = account_view.dossier.get()?;
    let now = session.this_minute();
    with_clock(&working_calendar(&book), |clock| {
        Review::of(Seen { book: &book, dossier: &dossier, ledger: &ledger, clock, today, now }, days)
    })
}

/// The page itself.
fn sheet(session: Session, words: Words, id: RecordId, review: &Review) -> impl IntoView + use<> {
    let account = &review.account;
    let place = Some(account.city.clone()).filter(|city| !city.is_empty()).map(|city| isolated(&city));
    let whom = words.list(std::iter::once(isolated(&account.name)).chain(place));
    let (from, to) = (words.day(review.days.0), words.day(review.days.1));
    let days = words.fill(Key::ReviewDays, &[("from", &from), ("to", &to)]);
    let known = words.fill(Key::ReviewFoot, &[("day", &words.day(session.read_on.get_untracked()))]);
    let is_sample = session.with_book(|book| book.value(id, field::sample));
    let sample = is_sample.then(|| view! { <p>{words.text(Key::ReviewSample)}</p> });
    let signs = |name: &str, key: Key| match name.is_empty() {
        true => words.text(key).to_owned(),
        false => words.labelled(key, name),
    };
    view! {
        <article class="sheet review" data-testid="sheet">
            <div class="sheet-head">
                <span>{words.fill(Key::ReviewFor, &[("name", &whom)])}</span>
                <span>{days}</span>
            </div>
            <h1>{words.text(Key::ReviewHead)}</h1>
            <p class="review-lead">{lead(words, review)}</p>
            {figures(words, review)}
            {orders(words, review)}
            {wrong(words, review)}
            {promises(words, review)}
            <section class="section">
                <h2>{words.text(Key::ReviewHear)}</h2>
                <p>{words.text(Key::BusinessReviewQuestion)}</p>
            </section>
            <div class="review-sign">
                <div>{signs(&review.ours, Key::ReviewForUs)}</div>
                <div>{signs(&account.name, Key::ReviewForYou)}</div>
            </div>
            <footer class="sheet-foot"><p>{known}</p> {sample}</footer>
        </article>
    }
}

/// "You ordered 25 times. 24 of 25 deliveries came by the day promised."
fn lead(words: Words, review: &Review) -> String {
    if review.orders == 0 {
        return words.text(Key::ReviewLeadNone).into();
    }
    let share = review.on_time.share();
    let on_time = (share.among > 0).then(|| {
        let [of, among] = [share.of, share.among].map(|count| words.number(count));
        words.fill(Key::ReviewLeadOnTime, &[("of", &of), ("among", &among)])
    });
    [Some(words.count(Key::ReviewLead, review.orders)), on_time].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
