//! Why accounts were lost: each reason with how often it weighed most, in whose hands it was, and of how many nobody
//! knows (L2, L3).

use leptos::prelude::*;

use super::shown::{AT_ONCE, Shown};
use crate::book::Hands;
use crate::calendar::Date;
use crate::exchange::losses_table::reasons_table;
use crate::retention::file::TellingLosses;
use crate::retention::reasons::{Counted, Reasons, ToldLoss};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{ButtonKind, ExportList, SampleMark};
use crate::ui::in_turns::in_turns;
use crate::ui::losses_seen::{losses_said, losses_seen};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// Over which days losses are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Period {
    #[default]
    Year,
    TwoYears,
    All,
}

impl Period {
    const ALL: [Self; 3] = [Self::Year, Self::TwoYears, Self::All];

    fn code(self) -> &'static str {
        match self {
            Self::Year => "365",
            Self::TwoYears => "730",
            Self::All => "all",
        }
    }

    fn name(self) -> Key {
        match self {
            Self::Year => Key::ReasonsYear,
            Self::TwoYears => Key::ReasonsTwoYears,
            Self::All => Key::ReasonsAll,
        }
    }

    fn days(self) -> i32 {
        match self {
            Self::Year => 365,
            Self::TwoYears => 730,
            // Longer than anybody keeps books.
            Self::All => 400_000,
        }
    }
}

#[component]
pub fn ReasonsSection(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let seen = losses_seen(session);
    let period = RwSignal::new(Period::default());
    let said = losses_said(session);
    // With the last day it tells of: as the page says, losses are told up to the last known sale.
    let all = in_turns(
        move || {
            let standings = shown.standings.get()?;
            let telling = TellingLosses::begin(&standings);
            Some((standings, said.get(), seen.get(), telling))
        },
        |(standings, said, seen, telling)| {
            let told = telling.step(standings, said, *seen, AT_ONCE)?;
            Some((standings.until, ByPtr::new(told)))
        },
    );
    let span = move |until: Date| (until.plus(1 - period.get().days()), until);
    let found = Memo::new(move |_| {
        let (until, all) = all.get()?;
        Some(Reasons::of(all.iter(), span(until)))
    });
    let is_empty = Memo::new(move |_| found.with(|found| found.as_ref().is_none_or(|found| found.losses == 0)));
    let listed = move || {
        let (until, all) = all.get()?;
        let (from, to) = span(until);
        let is_in = |told: &&ToldLoss| (from..=to).contains(&told.loss.day);
        Some(session.with_book(|book| reasons_table(book, all.iter().filter(is_in))))
    };
    let is_sample = Signal::derive(move || {
        let is_of_sample = |told: &ToldLoss| told.told.as_ref().is_some_and(|(_, verdict)| verdict.sample);
        all.get().is_some_and(|(_, all)| all.iter().any(is_of_sample))
    });
    let options = Period::ALL.map(|of| {
        view! { <option value=of.code() prop:selected=move || period.get() == of>{words.text(of.name())}</option> }
    });
    let choose = move |event: web_sys::Event| {
        let code = event_target_value(&event);
        period.set(Period::ALL.into_iter().find(|of| of.code() == code).unwrap_or_default());
    };
    let body = move || found.with(|found| found.as_ref().map(|found| told(words, found)));
    view! {
        <section class="section" id="reasons" data-testid="losses-reasons">
            <div class="section-head">
                <h2>{words.text(Key::ReasonsTitle)} " " <SampleMark shown=is_sample/></h2>
                <label class="row note">
                    {words.text(Key::ReasonsPeriod)}
                    <select class="select losses-select" data-testid="losses-reasons-period" on:change=choose>
                        {options.into_iter().collect_view()}
                    </select>
                </label>
                <ExportList
                    list="reasons"
                    file="loss-reasons"
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::LossesExport
                    label=Key::LossesExportReasons
                    sheet=Key::ReasonsTitle
                    table=listed
                    is_empty
                />
            </div>
            {body}
        </section>
    }
}

fn told(words: Words, found: &Reasons) -> AnyView {
    if found.losses == 0 {
        return view! { <p class="note">{words.text(Key::ReasonsNone)}</p> }.into_any();
    }
    // One scale for all of them: of the only loss that is told a full bar would say that all are.
    let width = |part: usize| format!("{:.0}%", part as f64 / found.losses as f64 * 100.0);
    let row = |counted: &Counted| {
        let share = found.share(counted);
        let width = width(counted.main);
        let (n, all) = (words.number(share.of), words.number(share.among));
        let of = words.fill(Key::ReasonsOf, &[("n", &n), ("all", &all)]);
        let also = counted.any - counted.main;
        let also = (also > 0).then(|| words.fill(Key::ReasonsAlso, &[("n", &words.number(also))]));
        let part = if counted.hands == Some(Hands::Ours) { "ours" } else { "other" };
        view! {
            <li data-testid="losses-reason" data-cause=counted.name.cause.code()>
                <span>{name(words, counted)} " " <small class="muted">{also}</small></span>
                <i data-part=part style:inline-size=width></i>
                <span class="num">{of}</span>
            </li>
        }
    };
    let unknown = found.losses - found.known;
    let unknown = (unknown > 0).then(|| {
        let width = width(unknown);
        let (n, all) = (words.number(unknown), words.number(found.losses));
        view! {
            <li data-testid="losses-reason-unknown">
                <span>{words.text(Key::ReasonsNotKnown)}</span>
                <i data-part="none" style:inline-size=width></i>
                <span class="num">{words.fill(Key::ReasonsOf, &[("n", &n), ("all", &all)])}</span>
            </li>
        }
    });
    let key = (found.known > 0).then(|| {
        view! {
            <p class="winback-key">
                <span><i data-part="ours"></i>{words.text(Key::ReasonsOurs)}</span>
                <span><i data-part="other"></i>{words.text(Key::ReasonsNotOurs)}</span>
            </p>
        }
    });
    view! {
        <p class="reading">{rich(reading(words, found))}</p>
        <ul class="winback-tally">
            {found.counted.iter().filter(|counted| counted.main > 0).map(row).collect_view()}
            {unknown}
        </ul>
        {key}
    }
    .into_any()
}

fn name(words: Words, counted: &Counted) -> String {
    match counted.name.words.as_str() {
        "" => words.text(counted.name.cause.name()).into(),
        own => isolated(own),
    }
}

/// "**3 of 7, too few to say.**"
fn reading(words: Words, found: &Reasons) -> String {
    let Some(first) = found.counted.first().filter(|_| found.known > 0) else {
        return words.text(Key::ReasonsUnknown).into();
    };
    let share = found.share(first);
    let (n, all) = (words.number(share.of), words.number(share.among));
    if share.is_few() {
        return words.fill(Key::ReasonsFew, &[("n", &n), ("all", &all)]);
    }
    let percent = share.rate().map(|rate| words.percent(rate)).unwrap_or_default();
    let ours = words.number(found.in_hands(Hands::Ours));
    let reason = name(words, first);
    let places = [("reason", reason.as_str()), ("n", &n), ("all", &all), ("share", &percent), ("ours", &ours)];
    words.fill(Key::ReasonsMost, &places)
}
