//! Who is lost and who is presumed so: two lists, never one.

use leptos::prelude::*;

use super::alarm::parted;
use super::shown::Shown;
use crate::analysis::behaviour::Yardstick;
use crate::analysis::losses::{Standing, State};
use crate::book::{Coded, RecordId};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, SegBadge, StateBadge};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};

/// So many are shown at first, and so many more with each click.
const FIRST: usize = 10;
const MORE: usize = 50;

#[component]
pub fn Standings(shown: Shown) -> impl IntoView {
    let words = words();
    let session = session();
    let currency = move || session.ledger.get().currency().to_string();
    let lost = move || words.fill(Key::StandingLost, &[("currency", &currency())]);
    view! {
        <section class="section">
            <div class="pair">
                <List shown state=State::Lost note=Signal::derive(lost)/>
                <List shown state=State::PresumedLost note=Signal::stored(words.text(Key::StandingPresumed).to_owned())/>
            </div>
        </section>
    }
}

#[component]
fn List(shown: Shown, state: State, note: Signal<String>) -> impl IntoView {
    let (session, words) = (session(), words());
    let many = RwSignal::new(FIRST);
    // With what each brought in the year up to its last order, the most first.
    let all =
        Memo::new(move |_| shown.standings.with(|found| found.as_ref().map(|of| of.away(state)).unwrap_or_default()));
    let count = move || {
        let currency = session.ledger.get().currency();
        all.with(|all| {
            let sum: i128 = all.iter().map(|(_, value)| value).sum();
            let sum = words.money_round(currency, sum as f64);
            words.fill(Key::StandingCount, &[("n", &words.number(all.len())), ("value", &sum)])
        })
    };
    let rows = move || {
        if all.with(Vec::is_empty) {
            return view! { <li><span></span><span class="muted">{words.text(Key::StandingNone)}</span></li> }
                .into_any();
        }
        let Some(standings) = shown.standings.get_untracked() else { return ().into_any() };
        let first: Vec<(RecordId, i128)> = all.with(|all| all.iter().take(many.get()).copied().collect());
        let of = |(id, value)| Some(row(session, words, id, standings.get(id)?, value));
        first.into_iter().filter_map(of).collect_view().into_any()
    };
    let more = move || {
        let rest = all.with(Vec::len).saturating_sub(many.get());
        let sum = all.with(|all| all.iter().skip(many.get()).map(|(_, value)| value).sum::<i128>());
        let value = words.money_round(session.ledger.get().currency(), sum as f64);
        (rest > 0).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Link
                    text=words.counted(Key::EarlyMore, rest, &[("value", &value)])
                    test_id="standing-more"
                    on_click=move || many.update(|many| *many += MORE)
                />
            }
        })
    };
    view! {
        <div data-testid=format!("standing-{}", state.code())>
            <div class="section-head">
                <h2><StateBadge state/></h2>
                <span class="note">{count}</span>
            </div>
            <p class="note block-head">{note}</p>
            <ol class="losses-standing">{rows}</ol>
            {more}
        </div>
    }
}

fn row(session: Session, words: Words, id: RecordId, of: &Standing, value: i128) -> impl IntoView + use<> {
    let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(id).cloned());
    let name = session.with_book(|book| book.name(id));
    let currency = session.ledger.get_untracked().currency();
    // What becomes of a loss is decided on its own page.
    let to = Route::Losses(Some(id)).to_string();
    view! {
        <li data-account=name.clone()>
            <SegBadge finding/>
            <b><a href=to><bdi>{name.clone()}</bdi></a></b>
            <span class="num"><b>{words.money_round(currency, value as f64)}</b></span>
            <small>{rich(said(words, of))}</small>
        </li>
    }
}

/// "since **3 May 1998** · silent 91 days; 3.1 × its gap of 29 days; longest 217 days"
fn said(words: Words, of: &Standing) -> String {
    let day = of.since.map(|day| words.day(day)).unwrap_or_default();
    let silent = words.days(f64::from(of.silence.unwrap_or_default()));
    let since = words.fill(Key::StandingSince, &[("day", &day), ("days", &silent)]);
    let times = words.decimal(of.times().unwrap_or_default(), 1);
    let by = of.yardstick.map(|yardstick| match yardstick {
        Yardstick::Own(gap) => {
            let (gap, longest) = (words.days(gap), words.days(f64::from(of.longest.unwrap_or_default())));
            words.fill(Key::StandingOwn, &[("times", &times), ("gap", &gap), ("longest", &longest)])
        }
        Yardstick::Others(gap, _) => words.counted(Key::StandingOthers, of.days, &[("gap", &words.days(gap))]),
    });
    let verdict = of.verdict.map(|day| words.fill(Key::StandingSaid, &[("day", &words.day(day))]));
    let parts: Vec<String> = [Some(since), verdict.or(by)].into_iter().flatten().collect();
    parted(words, &parts)
}
