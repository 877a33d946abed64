//! All negotiations: what is ahead and how far it is prepared, and what was held with how it ended.

use leptos::prelude::*;

use crate::book::{NegotiationOutcome, RecordId};
use crate::calendar::Date;
use crate::dossier::negotiation::listed::{Listed, all_listed};
use crate::exchange::negotiations_table::negotiations_table;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{AccountDialog, Button, ButtonKind, ExportList, Icon, SampleMark};
use crate::ui::negotiating::prepare;
use crate::ui::page::account::talk::subject;
use crate::ui::page::titled;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn AllNegotiations() -> impl IntoView {
    let (session, words) = (session(), words());
    titled(words.text(Key::NegotiationsTitle));
    let all: Memo<Vec<Listed>> =
        Memo::new(move |_| all_listed(&session.book(), &session.ledger.get(), session.read_on.get()));
    let of = move |is_open: bool| {
        all.with(|all| all.iter().filter(|row| row.record.is_open() == is_open).cloned().collect::<Vec<_>>())
    };
    let (ahead, before) = (Memo::new(move |_| of(true)), Memo::new(move |_| of(false)));
    let is_empty = Signal::derive(move || all.with(Vec::is_empty));
    let starts = RwSignal::new(false);
    let reading = move || {
        let ready = ahead.with(|ahead| {
            let today = session.read_on.get();
            ahead.iter().filter(|row| row.record.is_prepared(today)).count()
        });
        match ahead.with(Vec::len) {
            0 => words.text(Key::NegotiationsNone).to_owned(),
            count => words.counted(Key::NegotiationsReading, count, &[("ready", &words.number(ready))]),
        }
    };
    let table = move |title: Key, rows: Memo<Vec<Listed>>, test_id: &'static str| {
        (!rows.with(Vec::is_empty)).then(|| {
            let today = session.read_on.get();
            let rows = rows.get().into_iter().map(|row| row_view(words, row, today)).collect_view();
            view! {
                <section class="section" data-testid=test_id>
                    <div class="section-head"><h2>{words.text(title)}</h2></div>
                    <table class="table talks">
                        <thead>
                            <tr>
                                <th scope="col">{words.text(Key::NegotiationsAccount)}</th>
                                <th scope="col">{words.text(Key::NegotiationSubject)}</th>
                                <th scope="col">{words.text(Key::NegotiationsDay)}</th>
                                <th scope="col">{words.text(Key::NegotiationsState)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </section>
            }
        })
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::NegotiationsTitle)}</h1>
            </div>
            <div class="actions">
                <ExportList
                    list="negotiations"
                    folds=true
                    kind=ButtonKind::Quiet
                    text=Key::NegotiationsExport
                    sheet=Key::NegotiationsTitle
                    table=move || {
                        let currency = session.ledger.get().currency();
                        session.with_book(|book| all.with(|all| negotiations_table(book, currency, all)))
                    }
                    is_empty
                />
                <Button
                    kind=ButtonKind::Primary
                    glyph=Glyph::Plus
                    text=Key::NegotiationStart
                    test_id="start-negotiation"
                    writes=true
                    on_click=move || starts.set(true)
                />
            </div>
        </header>
        <div class="stack" data-testid="negotiations">
            <p class="reading" data-testid="negotiations-reading">{move || rich(reading())}</p>
            {move || table(Key::NegotiationsAhead, ahead, "negotiations-ahead")}
            {move || table(Key::NegotiationsBefore, before, "negotiations-before")}
        </div>
        <AccountDialog
            is_open=starts
            name="negotiation"
            title=words.text(Key::NegotiationStart).to_owned()
            label=Key::NegotiationsAccount
            go=Key::NegotiationStartCommit
            go_id="start-negotiation-commit"
            chosen=Callback::new(move |(account, _): (RecordId, String)| prepare(session, account, None))
        />
    }
}

fn row_view(words: Words, row: Listed, today: Date) -> impl IntoView + use<> {
    let Listed { id, account, of, record, lacking, .. } = row;
    let to = Route::Negotiations(Some(id)).to_string();
    let dossier = Route::Account { id: account, section: None }.to_string();
    let day = record.held.or(record.day).map(|day| words.day(day));
    let day = day.unwrap_or_else(|| words.text(Key::NegotiationNoDay).into());
    let state = match record.outcome {
        Some(outcome) => (None, words.text(NegotiationOutcome::name(outcome)).to_owned()),
        None if record.held.is_some() || !record.is_ahead(today) => {
            (Some("warn"), words.text(Key::NegotiationsToTell).to_owned())
        }
        None if record.is_prepared(today) => (Some("good"), words.text(Key::NegotiationReady).to_owned()),
        None if lacking == 0 => (None, words.text(Key::NegotiationOpen).to_owned()),
        None => (Some("warn"), words.count(Key::NegotiationsLacks, lacking)),
    };
    let ((tone, state), name) = (state, of.clone());
    let glyph = tone.map(|tone| if tone == "good" { Glyph::Check } else { Glyph::Warn });
    view! {
        <tr data-testid="negotiation-row" data-account=name>
            <th scope="row"><a href=dossier><bdi>{of}</bdi></a></th>
            <td>
                <a class="row-link" href=to>{subject(words, &record)}</a>
                " "
                <SampleMark shown=record.sample/>
            </td>
            <td class="nowrap">{day}</td>
            <td><span class="mark" data-tone=tone>{glyph.map(|glyph| view! { <Icon glyph/> })}{state}</span></td>
        </tr>
    }
}
