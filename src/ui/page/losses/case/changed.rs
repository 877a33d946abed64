//! What has changed since they left, to be read before the first call: prices, our deliveries, our range, their
//! people, who supplies them now, their business.

use leptos::prelude::*;

use super::CaseView;
use crate::book::competitor_at_account::COMPETITOR_AT_ACCOUNT;
use crate::book::contact::CONTACT;
use crate::book::kind::Kind;
use crate::book::note::NOTE;
use crate::book::{Contact, RecordKind};
use crate::calendar::Date;
use crate::retention::changes::{Deliveries, News, People, Range, Supplier, deliveries, news, range, suppliers};
use crate::service::on_time::{Asked, Faults, OnTime};
use crate::text::Key;
use crate::ui::component::{AddButton, ConfirmMark, Opener, SampleMark, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn Changed(case: CaseView) -> impl IntoView {
    let (session, words) = (session(), words());
    let last = Memo::new(move |_| {
        case.file.with(|file| {
            let file = file.as_ref()?;
            // Since the last order before a case, where there is one: what came after it is what it was for.
            let opened = file.case().map(|case| case.opened);
            let known = opened.map_or(file.days.len(), |opened| file.days.partition_point(|day| *day <= opened));
            file.days.get(known.checked_sub(1)?).copied()
        })
    });
    let ours = Memo::new(move |_| {
        let (last, ledger, today) = (last.get()?, session.ledger.get(), session.read_on.get());
        let (faults, tolerance) = asked(session);
        Some((deliveries(&ledger, &faults, tolerance, last, today), range(&ledger, case.id, last, today)))
    });
    let rows = move || {
        let last = last.get()?;
        let (of_deliveries, of_range) = ours.get()?;
        Some(view! {
            <Fact label=Key::ChangedPrices text=Said::Missing(words.text(Key::ChangedNoPrices).into())/>
            <Fact label=Key::ChangedDeliveries text=told_deliveries(words, of_deliveries)/>
            <Fact label=Key::ChangedRange text=told_range(words, of_range)/>
            <PeopleFact case last/>
            <SuppliersFact case/>
            <BusinessFact case last/>
        })
    };
    let since = move || last.get().map(|day| words.fill(Key::ChangedSince, &[("from", &words.day(day))]));
    view! {
        <section class="section" id="changed" data-testid="winback-changed">
            <div class="section-head">
                <h2>{words.text(Key::ChangedTitle)}</h2>
                <span class="note">{since}</span>
            </div>
            <dl class="fact-list">{rows}</dl>
        </section>
    }
}

/// Whose fault late documents were, and the tolerance. They aren't followed: one pass over all sales for each word
/// that is typed would be too much.
fn asked(session: Session) -> (Faults, u32) {
    let book = session.book_untracked();
    (Faults::of(&book), Asked::of(&book, session.read_on.get_untracked()).tolerance)
}

/// What is computed, or that it can't be.
enum Said {
    Computed(String),
    Missing(String),
}

#[component]
fn Fact(label: Key, text: Said) -> impl IntoView {
    let words = words();
    let (state, text, mark) = match text {
        Said::Computed(text) => (None, text, Some(words.text(Key::ChangedComputed))),
        Said::Missing(text) => (Some("missing"), text, None),
    };
    view! {
        <div class="fact" data-state=state>
            <dt>{words.text(label)}</dt>
            <dd>{text}</dd>
            <dd>{mark.map(|mark| view! { <span class="mark">{mark}</span> })}</dd>
        </div>
    }
}

fn told_deliveries(words: Words, found: Option<Deliveries>) -> Said {
    let Some(Deliveries { since, before }) = found else {
        return Said::Missing(words.text(Key::ChangedNoDeliveries).into());
    };
    let told = |found: OnTime| {
        let share = found.share();
        match share.rate() {
            None => "–".to_owned(),
            Some(rate) => {
                let (n, all) = (words.number(share.of), words.number(share.among));
                let key = if share.is_few() { Key::HelpOf } else { Key::ChangedShare };
                words.fill(key, &[("n", &n), ("all", &all), ("share", &words.percent(rate))])
            }
        }
    };
    Said::Computed(words.fill(Key::ChangedOnTime, &[("since", &told(since)), ("before", &told(before))]))
}

fn told_range(words: Words, found: Option<Range>) -> Said {
    let Some(Range { new, theirs, all }) = found else {
        return Said::Missing(words.text(Key::ChangedNoRange).into());
    };
    let (theirs, all) = (words.number(theirs), words.number(all));
    let groups = words.list(new.iter().map(|name| isolated(name)));
    let key = if new.is_empty() { Key::ChangedNoNew } else { Key::ChangedNew };
    Said::Computed(words.fill(key, &[("theirs", &theirs), ("all", &all), ("groups", &groups)]))
}

#[component]
fn AddTo(case: CaseView, kind: &'static Kind) -> impl IntoView {
    let forms = forms();
    view! { <AddButton text=Key::ChangedAdd add=move |()| forms.add(kind, case.id, case.name.get_untracked())/> }
}

#[component]
fn PeopleFact(case: CaseView, last: Date) -> impl IntoView {
    let (session, words) = (session(), words());
    let people = Memo::new(move |_| {
        let today = session.read_on.get();
        case.dossier.with(|dossier| dossier.as_ref().map(|of| People::of(of, last, today)).unwrap_or_default())
    });
    let row = move || {
        let People { there, left } = people.get();
        let names = there.iter().map(|person| match person.function.is_empty() {
            true => isolated(&person.name),
            false => format!("{} ({})", isolated(&person.name), isolated(&person.function)),
        });
        let names: Vec<String> = names.collect();
        let known = match names.as_slice() {
            [] => words.text(Key::ChangedNoCards).to_owned(),
            [one] => words.fill(Key::ChangedOneCard, &[("name", one)]),
            several => words.fill(Key::ChangedCards, &[("names", &words.list(several))]),
        };
        let gone = (!left.is_empty()).then(|| {
            let names = words.list(left.iter().map(|name| isolated(name)));
            words.fill(Key::ChangedLeft, &[("names", &names)])
        });
        let mark = match there.as_slice() {
            [one] => view! { <ConfirmMark id=one.id kind=Contact::KIND field=""/> }.into_any(),
            [] => view! { <AddTo case kind=&CONTACT/> }.into_any(),
            _ => ().into_any(),
        };
        view! {
            <div class="fact" data-state=there.is_empty().then_some("missing")>
                <dt>{words.text(Key::ChangedPeople)}</dt>
                <dd>{known} " " {gone}</dd>
                <dd>{mark}</dd>
            </div>
        }
    };
    view! { {row} }
}

#[component]
fn SuppliersFact(case: CaseView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let found = Memo::new(move |_| {
        let (book, today) = (session.book(), session.read_on.get());
        case.dossier
            .with(|dossier| dossier.as_ref().map(|of| suppliers(of, |id| book.name(id), today)).unwrap_or_default())
    });
    let row = move || {
        let found = found.get();
        let is_missing = found.is_empty();
        let one = move |Supplier { id, name, what }: Supplier| {
            let name = if name.is_empty() { words.text(Key::PieceCompetitor).to_owned() } else { isolated(&name) };
            let text = match what.is_empty() {
                true => name,
                false => words.fill(Key::ChangedSupplier, &[("name", &name), ("what", &isolated(&what))]),
            };
            view! { <li><Opener open=move || forms.edit(id)>{text}</Opener></li> }
        };
        let told = match is_missing {
            true => view! { {words.text(Key::ChangedAsk)} }.into_any(),
            false => view! { <ul class="winback-lines">{found.into_iter().map(one).collect_view()}</ul> }.into_any(),
        };
        view! {
            <div class="fact" data-state=is_missing.then_some("missing")>
                <dt>{words.text(Key::ChangedSuppliers)}</dt>
                <dd>{told}</dd>
                <dd>{is_missing.then(|| view! { <AddTo case kind=&COMPETITOR_AT_ACCOUNT/> })}</dd>
            </div>
        }
    };
    view! { {row} }
}

#[component]
fn BusinessFact(case: CaseView, last: Date) -> impl IntoView {
    let (session, words) = (session(), words());
    let found = Memo::new(move |_| {
        let today = session.read_on.get();
        case.dossier.with(|dossier| dossier.as_ref().map(|of| news(of, last, today)).unwrap_or_default())
    });
    let row = move || {
        let found = found.get();
        let is_missing = found.is_empty();
        let one = move |News { fact, text, on, is_sample }: News| {
            let text = match fact {
                Some(label) => words.labelled(label, &text),
                None => isolated(&text),
            };
            view! {
                <li>
                    {text} " "
                    <small class="muted">{words.fill(Key::ChangedOn, &[("day", &words.day(on))])}</small> " "
                    <SampleMark shown=is_sample/>
                </li>
            }
        };
        let told = match is_missing {
            true => view! { {words.text(Key::ChangedNoNews)} }.into_any(),
            false => view! { <ul class="winback-lines">{found.into_iter().map(one).collect_view()}</ul> }.into_any(),
        };
        view! {
            <div class="fact" data-state=is_missing.then_some("missing")>
                <dt>{words.text(Key::ChangedBusiness)}</dt>
                <dd>{told}</dd>
                <dd>{is_missing.then(|| view! { <AddTo case kind=&NOTE/> })}</dd>
            </div>
        }
    };
    view! { {row} }
}
