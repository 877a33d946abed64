//! Who carries what: accounts, value, load with its parts, and what is exposed.

use leptos::prelude::*;

use super::super::colleague::{Leave, Shown as OfOne};
use super::{Shown, band};
use crate::book::RecordId;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::team::Ratio;
use crate::team::carried::Carried;
use crate::team::load::{AHEAD, Band, Load};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::keys::focus;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// The scale of a bar reaches so far, in parts of the capacity.
const SCALE: f64 = 1.3;

#[component]
pub fn Carriers(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let is_told = Memo::new(move |_| shown.carried.with(|all| all.iter().any(Carried::is_told)));
    let has_bars = Memo::new(move |_| shown.carried.with(|all| all.iter().any(|of| of.load.share().is_some())));
    let rows = move || shown.carried.get().iter().map(|of| row(session, words, shown, of)).collect_view();
    let key = move || {
        has_bars.get().then(|| {
            view! {
                <p class="key">
                    <span><i class="sw-touch"></i>{words.text(Key::TeamTouches)}</span>
                    <span><i class="sw-complaints"></i>{words.text(Key::TeamComplaints)}</span>
                    <span><i class="sw-items"></i>{words.text(Key::TeamItems)}</span>
                </p>
            }
        })
    };
    let ticks = move || has_bars.get().then(|| words.text(Key::TeamTicks));
    let list = move || {
        if !is_told.get() {
            return view! { <Nothing shown/> }.into_any();
        }
        view! {
            <ol class="carriers">
                <li class="carrier" data-head="" aria-hidden="true">
                    <span></span>
                    <span>{words.text(Key::PieceColleague)}</span>
                    <span class="num">{words.text(Key::TeamOwns)}</span>
                    <span>{words.count(Key::TeamLoadAhead, AHEAD as usize)}</span>
                    <span class="num">{words.text(Key::TeamExposed)}</span>
                </li>
                {rows}
            </ol>
            {key}
            <p class="note">{ticks} " " {words.text(Key::TeamExposedIs)}</p>
        }
        .into_any()
    };
    let no_ranking =
        move || is_told.get().then(|| view! { <span class="note">{words.text(Key::TeamNoRanking)}</span> });
    view! {
        <section class="section" data-testid="team-carriers">
            <div class="section-head">
                <h2>{words.text(Key::TeamCarries)}</h2>
                {no_ranking}
            </div>
            {list}
        </section>
    }
}

/// Nobody owns anything, and nobody's hours are known: what there is to do about it.
#[component]
fn Nothing(shown: Shown) -> impl IntoView {
    let words = words();
    let has_people = Memo::new(move |_| shown.team.with(|team| !team.members.is_empty()));
    let suggested = Memo::new(move |_| {
        shown.team.with(|team| team.ownership.without_owner().filter(|(_, of)| of.suggested.is_some()).count())
    });
    let to = |text: String, place: &'static str, test_id: &'static str| {
        view! { <Button kind=ButtonKind::Link text test_id on_click=move || focus(place)/> }
    };
    view! {
        <p class="note" data-testid="team-nothing">
            {words.text(Key::TeamNothing)}
            {move || (suggested.get() > 0).then(|| {
                view! { " " {to(words.count(Key::TeamToSuggested, suggested.get()), TAKE_ALL, "team-to-suggested")} }
            })}
            {move || has_people.get().then(|| {
                view! { " " {to(words.text(Key::TeamToHours).to_owned(), FIRST_PERSON, "team-to-hours")} }
            })}
        </p>
    }
}

/// Where suggested owners are taken, and where hours are given.
const TAKE_ALL: &str = "[data-testid=owners-take-all]";
const FIRST_PERSON: &str = "[data-testid=team-person] [data-testid=colleague-open]";

fn row(session: Session, words: Words, shown: Shown, of: &Carried) -> impl IntoView + use<> {
    let id = of.id;
    let name = shown.name(id);
    let to = Route::Team(Some(id)).to_string();
    let exposed = shown.departures.with(|all| all.with(id).exposed);
    let money = |minor| shown.money(session, words, minor);
    let part = (of.value > 0).then(|| {
        let share = words.percent_round(exposed as f64 / of.value as f64);
        words.fill(Key::TeamExposedShare, &[("share", &share)])
    });
    let owns = [words.count(Key::TeamAccounts, of.accounts), words.count(Key::TeamSoldIn, of.sold_in)].join(" · ");
    let is_chosen = move || shown.chosen.get() == Some(id);
    let choose = move || shown.chosen.set(if is_chosen() { None } else { Some(id) });
    // Where it was asked for.
    let panel = move || {
        is_chosen().then(|| view! { <aside class="carrier-leave"><Leave shown=OfOne::of(session, id)/></aside> })
    };
    let leaves = words.fill(Key::TeamIfLeaves, &[("name", &name)]);
    view! {
        <li class="carrier" data-testid="carrier" data-colleague=name.clone() aria-current=move || is_chosen().then_some("true")>
            <span class="face" aria-hidden="true">{initials(&name)}</span>
            <div class="carrier-who">
                <a href=to data-testid="team-colleague"><bdi>{name.clone()}</bdi></a>
                <small>{about(session, words, shown, id)}</small>
            </div>
            <div class="num"><b>{money(of.value)}</b><small>{owns}</small></div>
            {load(words, of.load)}
            <div class="num exposed">
                <span class="only-narrow muted">{words.text(Key::TeamExposed)}</span>
                <b>{money(exposed)}</b>
                <small>{part}</small>
                <Button
                    kind=ButtonKind::Link
                    text=Key::TeamLeaves
                    label=leaves
                    test_id="carrier-leaves"
                    pressed=is_chosen
                    on_click=choose
                />
            </div>
            {panel}
        </li>
    }
}

/// "Sales representative · away 11 May – 22 May"
fn about(session: Session, words: Words, shown: Shown, id: RecordId) -> String {
    let today = session.read_on.get();
    shown.team.with(|team| {
        let Some(member) = team.member(id) else { return String::new() };
        let mut parts: Vec<String> = Vec::new();
        parts.extend(Some(member.colleague.function.clone()).filter(|role| !role.is_empty()));
        if !member.colleague.is_active(today) {
            parts.push(words.text(Key::TeamHasLeft).into());
        }
        let spans = member.absences.iter().filter_map(|(_, absence)| absence.days());
        let near = spans.filter(|(from, to)| *to >= today && *from <= today.plus(AHEAD));
        parts.extend(near.map(|(from, to)| {
            words.fill(Key::TeamAway, &[("from", &words.day_and_month(from)), ("to", &words.day_and_month(to))])
        }));
        parts.join(" · ")
    })
}

/// The bar with its parts, and what it says.
fn load(words: Words, load: Load) -> AnyView {
    let hours = |hours: Ratio| words.decimal(hours.value(), 1);
    let need = hours(load.need.total());
    let (Some(capacity), Some(share), Some(found)) = (load.capacity, load.share(), load.band()) else {
        let said = if load.capacity.is_some() { Key::TeamNotThere } else { Key::TeamNoHours };
        return view! {
            <div class="load">
                <div class="load-say"><span>{words.fill(Key::TeamNeeds, &[("n", &need)])}</span><span>{words.text(said)}</span></div>
            </div>
        }
        .into_any();
    };
    let parts = [("touch", load.need.touches), ("complaints", load.need.complaints), ("items", load.need.items)];
    let mut left = 100.0;
    let bar = |(part, need): (&'static str, Ratio)| {
        let wanted = need.value() / capacity.value() / SCALE * 100.0;
        let width = wanted.min(left);
        left -= width;
        (width > 0.0).then(|| view! { <i data-part=part style:inline-size=format!("{width:.1}%")></i> })
    };
    let bars = parts.map(bar).into_iter().collect_view();
    let ticks = Band::LIMITS.map(|limit| view! { <s data-at=limit.to_string()></s> }).into_iter().collect_view();
    let of = words.fill(Key::TeamHoursOf, &[("need", &need), ("capacity", &hours(capacity))]);
    view! {
        <div class="load">
            <div class="load-bar" aria-hidden="true">{bars}{ticks}</div>
            <div class="load-say">
                <span><b data-testid="carrier-load">{words.percent(share.value())}</b> " · " {of}</span>
                {mark(words, found)}
            </div>
        </div>
    }
    .into_any()
}

/// A band, in words.
pub fn mark(words: Words, found: Band) -> impl IntoView + use<> {
    let (key, tone) = band(found);
    let icon = tone.map(|_| view! { <Icon glyph=Glyph::Warn/> });
    view! { <span class="mark" data-tone=tone data-testid="load-band">{icon}{words.text(key)}</span> }
}

/// The first letters of the first and the last part of a name.
fn initials(name: &str) -> String {
    let mut parts = name.split_whitespace().filter_map(|part| part.chars().next());
    let first = parts.next();
    first.into_iter().chain(parts.next_back()).flat_map(char::to_uppercase).collect()
}
