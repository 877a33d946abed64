//! What we want, and where we stop: between both lies our room.

use leptos::prelude::*;

use super::suggested::Suggested;
use super::view::TalkView;
use crate::book::{NegotiationPoint, Quantity, RecordId};
use crate::currency::Currency;
use crate::dossier::negotiation::Part;
use crate::dossier::negotiation::cost::Scale;
use crate::text::Key;
use crate::ui::component::{AddButton, Forms, Opener, SampleMark, forms};
use crate::ui::page::account::talk::{cost, number};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// How far apart two labels on one side of a scale must be, of its length, so that both can be read.
const APART: f64 = 0.3;

#[component]
pub fn Points(talk: TalkView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let body = move || {
        let points = talk.file.with(|file| file.as_ref().map(|file| file.points.clone())).unwrap_or_default();
        if points.is_empty() {
            return view! { <p class="note">{words.text(Key::PointsNone)}</p> }.into_any();
        }
        let currency = session.ledger.get().currency();
        let rows = points.into_iter().map(|(id, of)| row(words, forms, currency, id, of)).collect_view();
        view! { <ul class="limits">{rows}</ul> }.into_any()
    };
    view! {
        <section class="section" data-testid="talk-points">
            <div class="section-head">
                <h2>{words.text(Key::PointsTitle)}</h2>
                <span class="row">
                    <span class="note">{words.text(Key::PointsNote)}</span>
                    <AddButton text=Key::PointAdd test_id="add-point" add=move |()| talk.add(forms, Part::Point)/>
                </span>
            </div>
            {body}
            <Suggested talk part=Part::Point/>
        </section>
    }
}

fn row(words: Words, forms: Forms, currency: Currency, id: RecordId, of: NegotiationPoint) -> impl IntoView {
    let title = if of.what.trim().is_empty() { words.text(Key::Unnamed).to_owned() } else { of.what.clone() };
    let money = |amount| cost(words, currency, amount);
    let each = of.worth.map(|worth| words.fill(Key::PointEach, &[("value", &money(worth))]));
    let gives = of.room_worth().map(|worth| words.fill(Key::PointToGive, &[("value", &money(worth))]));
    let beyond =
        of.is_beyond().then(|| view! { <small class="mark" data-tone="warn">{words.text(Key::PointBeyond)}</small> });
    let said = |text: &str| Some(isolated(text.trim())).filter(|_| !text.trim().is_empty());
    let line = |key: Key, number_of: Option<Quantity>, text: &str, none: Key, has: bool| {
        let number = number_of.map(|of_number| number(words, of_number, of.unit.trim()));
        let told = [number, said(text)].into_iter().flatten().collect::<Vec<_>>().join(", ");
        match has {
            true => view! { <span>{words.labelled(key, &told)}</span> }.into_any(),
            false => view! { <span class="hole">{words.text(none)}</span> }.into_any(),
        }
    };
    let goal = line(Key::PointHeadWant, of.want, &of.goal, Key::PointNoGoal, of.has_goal());
    let limit = line(Key::PointHeadStop, of.stop, &of.limit, Key::PointNoLimit, of.has_limit());
    let scale = Scale::of(&of).map(|scale| scale_view(words, scale, &of));
    // What stands on the scale isn't said twice.
    let in_words = scale.is_none() || said(&of.goal).is_some() || said(&of.limit).is_some();
    let theirs = of.theirs.filter(|_| scale.is_none());
    let theirs = theirs.map(|theirs| {
        let what = number(words, theirs, of.unit.trim());
        view! { <span>{words.labelled(Key::PointHeadTheirs, &what)}</span> }
    });
    let note = said(&of.note);
    view! {
        <li class="limit-row" data-testid="talk-point">
            <div>
                <Opener open=move |()| forms.edit(id)><b><bdi>{title}</bdi></b></Opener>
                " "
                <SampleMark shown=of.sample/>
                <small>{note}</small>
            </div>
            <div>
                {scale}
                {in_words.then(|| view! { <p class="limit-words">{goal} {limit} {theirs}</p> })}
            </div>
            <div>
                <b>{gives}</b>
                <small>{each}</small>
                {beyond}
            </div>
        </li>
    }
}

/// The numbers on a line: want and stop with the room between, what they will ask, what there is.
fn scale_view(words: Words, scale: Scale, of: &NegotiationPoint) -> impl IntoView + use<> {
    let unit = of.unit.trim();
    let place = |number: Quantity| scale.at(number);
    let (want, stop) = (of.want.map(place).unwrap_or_default(), of.stop.map(place).unwrap_or_default());
    let at = |place: f64| format!("{:.1}%", 100.0 * place);
    // Labels that would run into each other stand away from each other.
    let near = (want - stop).abs() < APART;
    let edge = |own: f64, other: f64| match (near, own <= other) {
        (true, true) => Some("end"),
        (true, false) => Some("start"),
        (false, _) => None,
    };
    let label = |key: Key, number_of: Option<Quantity>, above: bool, edge: Option<&'static str>| {
        let number_of = number_of?;
        let text = words.fill(key, &[("n", &number(words, number_of, unit))]);
        let edge = edge.or(match place(number_of) {
            place if place < 0.15 => Some("start"),
            place if place > 0.85 => Some("end"),
            _ => None,
        });
        let side = if above { "above" } else { "below" };
        Some(view! { <span data-at=side data-edge=edge style:inset-inline-start=at(place(number_of))>{text}</span> })
    };
    // Two may stand below it.
    let below = of.theirs.map(place).zip(of.now.map(place)).filter(|(a, b)| (a - b).abs() < APART);
    let below = |own: Option<Quantity>, other: Option<Quantity>| {
        below.and(own.map(place).zip(other.map(place))).map(|(own, other)| if own <= other { "end" } else { "start" })
    };
    view! {
        <div class="limit-scale">
            <i></i>
            <s style:inset-inline-start=at(want.min(stop)) style:inline-size=at((want - stop).abs())></s>
            <u style:inset-inline-start=at(want)></u>
            <u style:inset-inline-start=at(stop)></u>
            {of.theirs.map(|theirs| view! { <u data-theirs="" style:inset-inline-start=at(place(theirs))></u> })}
            {of.now.map(|now| view! { <u data-now="" style:inset-inline-start=at(place(now))></u> })}
            {label(Key::PointWantIs, of.want, true, edge(want, stop))}
            {label(Key::PointStopIs, of.stop, true, edge(stop, want))}
            {label(Key::PointTheirsIs, of.theirs, false, below(of.theirs, of.now))}
            {label(Key::PointNowIs, of.now, false, below(of.now, of.theirs))}
        </div>
    }
}
