//! That we want them back, and what we offer.

use leptos::prelude::*;

use super::CaseView;
use crate::book::win_back::WIN_BACK;
use crate::book::{Change, Label, WinBack, win_back};
use crate::retention::win_back::Case;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, SampleMark, forms};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn OfferSection(case: CaseView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let found: Memo<Option<Case>> = Memo::new(move |_| case.file.with(|file| file.as_ref()?.case().cloned()));
    let id = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.id)));
    let is_sample = Signal::derive(move || found.with(|found| found.as_ref().is_some_and(|it| it.record.sample)));
    let edit = move || id.get_untracked().into_iter().for_each(|id| forms.edit(id));
    let told_today = move || {
        let Some(id) = id.get_untracked() else { return };
        let edit = win_back::field::reminded.set(id, Some(session.read_on.get_untracked()));
        let label = Label::Edit { kind: WIN_BACK.words(), of: case.name.get_untracked() };
        session.commit(Change::new(label, vec![edit]));
    };
    let body = move || {
        let Case { record, standing, .. } = found.get()?;
        let is_open = standing == crate::retention::win_back::Standing::Open;
        let WinBack { reminder, reminded, owner, offer_kind, offer, cost, good_until, approved_by, approved, .. } =
            record;
        let by =
            owner.map(|owner| words.fill(Key::WinBackOwnedBy, &[("name", &isolated(&session.book().name(owner)))]));
        let when = match reminded {
            Some(day) => words.fill(Key::OfferToldOn, &[("day", &words.day(day))]),
            None => words.text(Key::OfferNotTold).into(),
        };
        let told = [by, Some(when)].into_iter().flatten().collect::<Vec<_>>().join(words.between());
        let tell = (reminded.is_none() && is_open).then(|| {
            view! {
                <Button kind=ButtonKind::Link text=Key::OfferToldToday test_id="winback-told" writes=true on_click=told_today/>
            }
        });
        let is_offered = offer_kind.is_some() || !offer.is_empty() || cost.is_some();
        let today = session.read_on.get();
        let until = good_until.map(|day| match day < today {
            true => words.fill(Key::OfferOver, &[("day", &words.day(day))]),
            false => words.day(day),
        });
        let approval = approved_by.map(|by| isolated(&session.book().name(by)));
        let approval = match (approval, approved) {
            (Some(by), Some(on)) => format!("{by}, {}", words.day(on)),
            (Some(by), None) => by,
            (None, _) => words.text(Key::OfferUnapproved).into(),
        };
        let kind = offer_kind.map(|kind| words.text(kind.name()).to_owned());
        let rows = [
            (Key::WinBackOfferKind, kind),
            (Key::WinBackOffer, Some(isolated(&offer)).filter(|_| !offer.is_empty())),
            (Key::WinBackCost, cost.map(|cost| words.amount(cost))),
            (Key::WinBackGoodUntil, until),
            (Key::WinBackApprovedBy, Some(approval)),
        ];
        let rows = rows
            .into_iter()
            .filter_map(|(label, value)| Some(view! { <div><dt>{words.text(label)}</dt><dd>{value?}</dd></div> }));
        let offered = match is_offered {
            true => view! { <dl class="facts">{rows.collect_view()}</dl> }.into_any(),
            false => view! { <p class="note">{words.text(Key::OfferNone)}</p> }.into_any(),
        };
        Some(view! {
            <div class="winback-pair">
                <div>
                    <h3 class="block-head">{words.text(Key::OfferWant)}</h3>
                    <p class="entry-text"><bdi>{reminder}</bdi></p>
                    <p class="note">{told} " " {tell}</p>
                </div>
                <div>
                    <h3 class="block-head">{words.text(Key::WinBackOffer)}</h3>
                    {offered}
                </div>
            </div>
        })
    };
    view! {
        <section class="section" id="offer" data-testid="winback-offer">
            <div class="section-head">
                <h2>{words.text(Key::OfferTitle)}</h2>
                <span class="row">
                    <SampleMark shown=is_sample/>
                    <Button kind=ButtonKind::Quiet small=true text=Key::OfferEdit test_id="winback-edit" writes=true on_click=edit/>
                </span>
            </div>
            {body}
        </section>
    }
}
