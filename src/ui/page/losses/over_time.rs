//! Losses over time: how many, what they brought, and of how many (L2).

use leptos::prelude::*;

use super::shown::{AT_ONCE, Shown};
use crate::analysis::PeriodUnit;
use crate::analysis::losses::LossPeriod;
use crate::chart::{LossesWords, PeriodWords, losses, losses_frame};
use crate::currency::Currency;
use crate::exchange::losses_table::losses_table;
use crate::retention::standings::ByPeriod;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, ChartFigure, ExportList, FiguresTable, drawn};
use crate::ui::in_turns::in_turns;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn OverTime(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let unit = RwSignal::new(PeriodUnit::Quarter);
    let listed = move || {
        let standings = shown.standings.get()?;
        Some(session.with_book(|book| losses_table(book, &session.ledger.get(), &standings)))
    };
    let counted = in_turns(
        move || {
            let standings = shown.standings.get()?;
            let counting = ByPeriod::begin(&standings, unit.get());
            Some((standings, counting))
        },
        |(standings, counting)| counting.step(standings, AT_ONCE).map(ByPtr::new),
    );
    let body = move || {
        let (found, standings) = (counted.get()?.to_vec(), shown.standings.get_untracked()?);
        if found.is_empty() {
            return Some(view! { <p class="note">{words.text(Key::OverNone)}</p> }.into_any());
        }
        let currency = session.ledger.get_untracked().currency();
        let (back, half) = standings.returned();
        let places = [("back", words.number(back))];
        let reading = words.counted(
            Key::OverReading,
            standings.losses.len(),
            &places.each_ref().map(|(name, value)| (*name, value.as_str())),
        );
        let reading = match half {
            Some(days) => words.fill(Key::OverHalf, &[("reading", &reading), ("days", &words.days(days))]),
            None => words.fill(Key::OverPlain, &[("reading", &reading)]),
        };
        let title = words.text(Key::OverChart);
        let columns = found.clone();
        let draw = drawn(move |width, mirrored| chart(words, currency, &columns, title, width, mirrored));
        let figure = view! {
            <ChartFigure
                test_id="losses-chart"
                title=title.into()
                draw
                table=move || table(words, currency, &found)
            />
        };
        let key = [("sw-away", Key::OverAway), ("sw-back", Key::OverBack), ("sw-open", Key::OverPart)];
        let key = key.map(|(class, text)| view! { <span><i class=class></i>{words.text(text)}</span> });
        Some(
            view! {
                <p class="reading">{rich(reading)}</p>
                {figure}
                <p class="key">{key.into_iter().collect_view()}</p>
            }
            .into_any(),
        )
    };
    let by = move |of: PeriodUnit, text: Key| {
        let id = format!("losses-by-{}", of.code());
        view! {
            <Button kind=ButtonKind::Chip text test_id=id pressed=move || unit.get() == of on_click=move || unit.set(of)/>
        }
    };
    view! {
        <section class="section" data-testid="losses-over-time">
            <div class="section-head">
                <h2>{words.text(Key::OverTitle)}</h2>
                <span class="note">{words.text(Key::OverNote)}</span>
                <ExportList
                    list="losses"
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::LossesExport
                    label=Key::LossesExportLosses
                    sheet=Key::OverTitle
                    table=listed
                    is_empty=shown.is_unknown()
                />
            </div>
            <div class="chips losses-by" role="group" aria-label=words.text(Key::OverUnit)>
                {by(PeriodUnit::Quarter, Key::OverQuarters)} {by(PeriodUnit::Month, Key::OverMonths)}
            </div>
            {body}
        </section>
    }
}

fn rate(words: Words, of: &LossPeriod) -> String {
    let share = of.rate();
    match share.rate() {
        None => "–".into(),
        Some(_) if share.is_few() => {
            let (n, all) = (words.number(share.of), words.number(share.among));
            words.fill(Key::CommonOf, &[("n", &n), ("all", &all)])
        }
        Some(rate) => words.percent(rate),
    }
}

fn chart(words: Words, currency: Currency, found: &[LossPeriod], aria: &str, width: f64, mirrored: bool) -> String {
    let says = |of: &LossPeriod| {
        let places = [
            ("period", words.period(of.period)),
            ("n", words.number(of.count)),
            ("back", words.number(of.returned)),
            ("value", words.money_round(currency, of.value as f64)),
            ("rate", rate(words, of)),
        ];
        words.fill(Key::OverSays, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    let told = LossesWords {
        aria,
        periods: PeriodWords {
            short: &|period| words.period_short(period),
            with_year: &|period| words.period(period),
            year: &|period| words.year(period),
        },
        count: &|count| words.number(count),
        says: &says,
    };
    losses(found, losses_frame(width, mirrored), &told)
}

fn table(words: Words, currency: Currency, found: &[LossPeriod]) -> impl IntoView + use<> {
    let row = |of: &LossPeriod| {
        view! {
            <tr>
                <th scope="row">{words.period(of.period)}</th>
                <td class="num">{words.number(of.count)}</td>
                <td class="num">{words.number(of.away())}</td>
                <td class="num">{words.number(of.returned)}</td>
                <td class="num">{words.money_round(currency, of.value as f64)}</td>
                <td class="num">{rate(words, of)}</td>
            </tr>
        }
    };
    let rows = found.iter().map(row).collect_view();
    let heads = [
        (Key::OverPeriod, false),
        (Key::OverCount, true),
        (Key::OverAway, true),
        (Key::OverBack, true),
        (Key::OverValue, true),
        (Key::OverRate, true),
    ];
    let heads = heads.map(|(key, is_number)| (words.text(key).into(), is_number)).into();
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}
