//! One prospect: the three questions with their evidence, its stages, how it began as a customer, what was last (P1, P4,
//! C21).

mod first_days;
mod history;
mod questions;
mod stages;

use leptos::prelude::*;

use super::key_list::score;
use super::next_step::{NextStepDialog, NextSteps};
use super::says::{found_in, stage_tag};
use super::shown::Shown;
use crate::book::market_profile::MARKET_PROFILE;
use crate::book::prospect::PROSPECT;
use crate::book::{Account, MarketProfile, Prospect, RecordId, account};
use crate::dossier::Dossier;
use crate::glyph::Glyph;
use crate::prospecting::first_days::FirstDays;
use crate::prospecting::prospects::ProspectFile;
use crate::route::{BRIEF, Route};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Forms, Icon, RecordDrawer, SampleMark, SegBadge, forms};
use crate::ui::page::gone::GonePage;
use crate::ui::page::titled;
use crate::ui::session::session;
use crate::ui::touching::{TouchWish, touching};
use crate::ui::words::{isolated, words};
use first_days::First180Days;
use history::LatestHistory;
use questions::Questions;
use stages::OneStages;

/// What the page is made of.
#[derive(Clone, Copy)]
pub struct OneView {
    pub id: RecordId,
    pub name: Memo<String>,
    pub dossier: Memo<Option<Dossier>>,
    /// `None` for an account that nobody found as a prospect.
    pub file: Memo<Option<ProspectFile>>,
    /// `None` for one that bought nothing.
    pub first: Memo<Option<FirstDays>>,
    pub shown: Shown,
}

impl OneView {
    fn of(id: RecordId) -> Self {
        let session = session();
        let dossier = Memo::new(move |_| Dossier::of(&session.book(), id));
        let file = Memo::new(move |_| {
            let (ledger, today) = (session.ledger.get(), session.read_on.get());
            dossier.with(|dossier| dossier.as_ref().and_then(|dossier| ProspectFile::of(dossier, &ledger, today)))
        });
        let first = Memo::new(move |_| {
            let (ledger, today) = (session.ledger.get(), session.read_on.get());
            dossier.with(|dossier| dossier.as_ref().and_then(|dossier| FirstDays::of(dossier, &ledger, today)))
        });
        let name = session.field(id, account::field::name);
        Self { id, name, dossier, file, first, shown: Shown::of(session) }
    }
}

#[component]
pub fn ProspectPage(id: RecordId) -> impl IntoView {
    let session = session();
    let exists = Memo::new(move |_| {
        let book = session.book();
        book.has::<Account>(id) && book.merged().of_account(id) == id
    });
    move || {
        if exists.get() {
            return view! { <Sheet id/> }.into_any();
        }
        view! { <GonePage title=Key::ProspectNobody to=Route::Prospects(None) back=Key::ProspectToAll/> }.into_any()
    }
}

#[component]
fn Sheet(id: RecordId) -> impl IntoView {
    let words = words();
    Forms::provide();
    NextSteps::provide();
    let one = OneView::of(id);
    Effect::new(move |_| titled(format!("{} · {}", words.text(Key::PieceProspect), one.name.get())));
    let is_found = Memo::new(move |_| one.file.with(Option::is_some));
    let forms = forms();
    let add = move || forms.add_or_edit(Prospect::of(id), &PROSPECT, id, one.name.get_untracked());
    let questions = move || match is_found.get() {
        true => view! {
            <Questions one/>
            <OneStages one/>
        }
        .into_any(),
        false => view! {
            <section>
                <p class="note">{words.text(Key::ProspectNotFound)}</p>
                <Button glyph=Glyph::Plus text=Key::ProspectPutOn test_id="put-on-list" writes=true on_click=add/>
            </section>
        }
        .into_any(),
    };
    view! {
        <Head one/>
        <div class="split prospect-one" data-testid="prospect-page">
            <div class="stack">
                {questions}
                <First180Days one/>
                <LatestHistory one/>
            </div>
            <Aside one/>
        </div>
        <NextStepDialog/>
        <RecordDrawer/>
    }
}

#[component]
fn Head(one: OneView) -> impl IntoView {
    let (session, words) = (session(), words());
    let OneView { id, name, file, .. } = one;
    let (forms, touching) = (forms(), touching());
    let place = [account::field::address, account::field::city, account::field::country];
    let place = place.map(|field| session.field(id, field));
    let number = session.field(id, account::field::external_id);
    let sub = move || {
        let place: Vec<String> = place.iter().map(|part| part.get()).filter(|part| !part.is_empty()).collect();
        let place = (!place.is_empty()).then(|| isolated(&place.join(", ")));
        let source = file.get().map(|file| {
            let source = found_in(words, file.found_in());
            let day = file.reached.found.map(|day| words.day(day));
            let by = file.records.first().and_then(|(_, record)| record.found_by);
            let by = by.map(|by| isolated(&session.name(by)));
            let told: Vec<String> = [Some(source), day, by].into_iter().flatten().collect();
            words.fill(Key::ProspectSourceIs, &[("source", &told.join(words.between()))])
        });
        let number = Some(number.get()).filter(|number| !number.is_empty());
        let number = number.map(|number| words.fill(Key::ProspectNumber, &[("number", &isolated(&number))]));
        [place, source, number].into_iter().flatten().collect::<Vec<_>>().join(words.between())
    };
    let tags = move || file.get().map(|file| stage_tag(words, &file));
    let finding = move || session.analysis.get().and_then(|analysis| analysis.finding(id).cloned());
    let badge = move || match finding() {
        Some(finding) => view! { <SegBadge finding=Some(finding) large=true/> }.into_any(),
        None => view! { <span class="tag">{words.text(Key::ProspectNoSegment)}</span> }.into_any(),
    };
    let is_sample = Signal::derive(move || file.with(|file| file.as_ref().is_some_and(ProspectFile::is_sample)));
    let edit = move || {
        let own = file.with_untracked(|file| file.as_ref()?.records.first().map(|(id, _)| *id));
        own.into_iter().for_each(|own| forms.edit(own));
    };
    let edit = move || {
        file.with(Option::is_some).then(|| {
            view! { <Button kind=ButtonKind::Quiet text=Key::ProspectEdit test_id="prospect-edit" writes=true on_click=edit/> }
        })
    };
    let dossier = Route::Account { id, section: None }.to_string();
    let brief = Route::Account { id, section: Some(BRIEF.into()) }.to_string();
    let stage = move || {
        let file = file.get()?;
        Some(view! { " / " {words.text(super::says::stage_name(file.stage))} })
    };
    view! {
        <p class="crumb"><a href=Route::Prospects(None).to_string()>{words.text(Key::ProspectsTitle)}</a> {stage}</p>
        <header class="page-head">
            <div>
                <div class="prospect-title"><h1><bdi>{name}</bdi></h1> {tags} {badge} <SampleMark shown=is_sample/></div>
                <p class="page-sub">{sub}</p>
            </div>
            <div class="actions">
                {edit}
                <a class="btn" data-kind="quiet" href=brief>{words.text(Key::ProspectBrief)}</a>
                <a class="btn" href=dossier data-testid="to-dossier">{words.text(Key::ProspectDossier)}</a>
                <Button
                    kind=ButtonKind::Primary
                    glyph=Glyph::Plus
                    text=Key::LogTouch
                    test_id="log-touch"
                    writes=true
                    on_click=move || touching.open(TouchWish::with(id))
                />
            </div>
        </header>
    }
}

/// The next step, its place on the key list, and what becomes of it when it buys.
#[component]
fn Aside(one: OneView) -> impl IntoView {
    let (session, words) = (session(), words());
    let (id, forms, steps) = (one.id, forms(), NextSteps::here());
    let what = session.field(id, account::field::next_what);
    let on = session.field(id, account::field::next_on);
    let owner = session.field(id, account::field::owner);
    let step = move || match what.get().trim() {
        "" => view! { <p class="mark" data-tone="warn"><Icon glyph=Glyph::Warn/>{words.text(Key::NextStepNone)}</p> }
            .into_any(),
        text => {
            let owner = owner.get().map(|owner| isolated(&session.name(owner)));
            let told: Vec<String> = owner.into_iter().chain(on.get().map(|day| words.day(day))).collect();
            view! { <p>{isolated(text)}<br/><span class="muted">{told.join(", ")}</span></p> }.into_any()
        }
    };
    let text = move || {
        words
            .text(if what.with(|what| what.trim().is_empty()) { Key::NextStepAdd } else { Key::NextStepChange })
            .to_owned()
    };
    let place = Memo::new(move |_| {
        let market = one.shown.market.get();
        let scored = market.iter().filter(|of| of.entry.score.is_some()).count();
        let at = market.iter().position(|of| of.entry.account == id)?;
        market.get(at).cloned().map(|of| (at + 1, scored, of))
    });
    let figures = move || {
        let (at, scored, of) = place.get()?;
        let currency = session.ledger.get().currency();
        let money = |minor: i128| words.money_round(currency, minor as f64);
        let unknown = || words.text(Key::CellUnknown).to_owned();
        let value =
            if of.entry.value == 0 { words.text(Key::KeyListNothing).to_owned() } else { money(of.entry.value) };
        let rank = of.entry.score.map(|_| {
            let (at, all) = (words.number(at), words.number(scored));
            words.fill(Key::ProspectPlace, &[("n", &at), ("all", &all)])
        });
        let rows = [
            (Key::ProspectPlaceIs, rank.unwrap_or_else(|| words.text(Key::KeyListNoScore).into())),
            (Key::KeyListScoreIs, of.entry.score.map_or_else(unknown, |of| score(words, of))),
            (Key::CriterionPotential, of.entry.known.potential.map_or_else(unknown, |minor| money(minor.into()))),
            (Key::ProspectBuys, value),
            (Key::MapGap, of.entry.gap.map_or_else(unknown, money)),
        ];
        let rows = rows.map(|(label, value)| view! { <div><dt>{words.text(label)}</dt><dd>{value}</dd></div> });
        Some(view! { <dl class="facts" data-testid="prospect-figures">{rows.into_iter().collect_view()}</dl> })
    };
    let edit = move || forms.add_or_edit(MarketProfile::of(id), &MARKET_PROFILE, id, one.name.get_untracked());
    let buys = move || match one.first.with(Option::is_some) {
        true => Key::ProspectBought,
        false => Key::ProspectWhenItBuys,
    };
    let to = Route::Account { id, section: Some(crate::dossier::section::Section::Classification.name().into()) };
    let to = move || {
        one.first.with(Option::is_some).then(|| {
            view! { <a class="link" href=to.to_string() data-testid="to-standing">{words.text(Key::ProspectToStanding)}</a> }
        })
    };
    view! {
        <aside class="stack">
            <section data-testid="prospect-next">
                <h2 class="block-head">{words.text(Key::FieldNextWhat)}</h2>
                {step}
                <Button small=true text=text test_id="add-next-step" writes=true on_click=move || steps.open(id)/>
            </section>
            <section>
                <h2 class="block-head">{words.text(Key::ProspectOnList)}</h2>
                {figures}
                <Button small=true text=Key::KeyListFigures test_id="market-figures" writes=true on_click=edit/>
            </section>
            <section>
                <h2 class="block-head">{words.text(Key::ProspectWhenTitle)}</h2>
                <p class="note">{move || words.text(buys())}</p>
                {to}
            </section>
        </aside>
    }
}
