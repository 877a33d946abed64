//! Worth it? What a year of theirs brought, their first life, why they left, what the offer costs, and whether they
//! have left before.

use leptos::prelude::*;

use super::CaseView;
use crate::analysis::losses::Loss;
use crate::analysis::{gaps, median};
use crate::calendar::Date;
use crate::retention::file::LossFile;
use crate::text::Key;
use crate::ui::fields::loss_reason;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

/// What there is to say of their worth, in minor units.
struct Told {
    last: Date,
    /// Of the year that ends on the last order day.
    year: i128,
    /// Up to that day.
    total: i128,
    orders: usize,
    first: Date,
    gap: Option<f64>,
}

impl Told {
    /// Up to the order day after which they were silent: the last one before the case was opened, or of all.
    fn of(session: Session, case: CaseView, file: &LossFile) -> Option<Self> {
        let opened = file.case().map(|case| case.opened);
        let life = match opened {
            Some(opened) => file.days.get(..file.days.partition_point(|day| *day <= opened))?,
            None => &file.days,
        };
        let (first, last) = (*life.first()?, *life.last()?);
        let ledger = session.ledger.get();
        let sales = ledger.sales(case.id);
        let bought = sales.iter().filter(|sale| sale.day <= last);
        Some(Self {
            last,
            year: Loss { day: last, last, returned: None }.value(sales),
            total: bought.map(|sale| i128::from(sale.amount)).sum(),
            orders: life.len(),
            first,
            gap: median(&gaps(life)).filter(|_| life.len() >= 3),
        })
    }
}

#[component]
pub fn Worth(case: CaseView) -> impl IntoView {
    let (session, words) = (session(), words());
    let body = move || {
        case.file.with(|file| {
            let file = file.as_ref()?;
            Some(match Told::of(session, case, file) {
                Some(told) => shown(session, words, file, &told),
                None => view! { <p class="reading">{rich(words.text(Key::WorthNothing).into())}</p> }.into_any(),
            })
        })
    };
    let currency = move || session.ledger.get().currency().to_string();
    view! {
        <section class="section" id="worth" data-testid="winback-worth">
            <div class="section-head"><h2>{words.text(Key::WorthTitle)}</h2><span class="note">{currency}</span></div>
            {body}
        </section>
    }
}

fn shown(session: Session, words: Words, file: &LossFile, told: &Told) -> AnyView {
    let currency = session.ledger.get().currency();
    let money = |minor: i128| words.money_round(currency, minor as f64);
    let cost = file.case().and_then(|case| case.record.cost);
    let value = money(told.year);
    let reading = match cost {
        Some(cost) if told.year > 0 && cost.currency == currency => {
            let share = words.percent(cost.minor as f64 / told.year as f64);
            let places = [("value", value.as_str()), ("cost", &money(cost.minor.into())), ("share", &share)];
            words.fill(Key::WorthReadingCost, &places)
        }
        _ => words.fill(Key::WorthReading, &[("value", &value)]),
    };
    let (first, last) = (words.day(told.first), words.day(told.last));
    let life = match told.gap {
        Some(gap) => words.fill(Key::WorthLifeGap, &[("from", &first), ("to", &last), ("gap", &words.days(gap))]),
        None => words.fill(Key::WorthLifeSpan, &[("from", &first), ("to", &last)]),
    };
    let offer = file.case().map(|case| isolated(&case.record.offer)).unwrap_or_default();
    let cost = cost.map_or_else(|| words.text(Key::WorthNoCost).into(), |cost| words.amount(cost));
    let main = file.losses.last().and_then(|told| told.main());
    let (why, evidence) = match main {
        Some(main) => {
            let name = loss_reason(words, &crate::book::LossReason { evidence: String::new(), ..main.clone() });
            (name, isolated(&main.evidence))
        }
        None => (words.text(Key::WorthWhyUnknown).into(), String::new()),
    };
    let before = match file.before() {
        0 => words.text(Key::WorthNever).into(),
        times => words.count(Key::WorthTimes, times),
    };
    let price = match file.for_price() {
        0 => words.text(Key::WorthNotPrice).into(),
        times => words.count(Key::WorthForPrice, times),
    };
    let total = words.fill(Key::WorthYearTo, &[("day", &last), ("total", &money(told.total))]);
    let orders = words.count(Key::WorthOrders, told.orders);
    let all = [
        (Key::WorthYear, value, total),
        (Key::WorthLife, orders, life),
        (Key::WorthWhy, why, evidence),
        (Key::WorthCost, cost, offer),
        (Key::WorthBefore, before, price),
    ];
    let figures = all.map(|(label, value, note)| {
        view! { <div><dt>{words.text(label)}</dt><dd>{value}</dd><dd>{note}</dd></div> }
    });
    let warning = (file.for_price() >= 2).then(|| {
        view! { <p class="note" data-testid="winback-price-twice"><b>{words.text(Key::WorthPriceTwice)}</b></p> }
    });
    view! {
        <p class="reading">{rich(reading)}</p>
        <dl class="figures">{figures.into_iter().collect_view()}</dl>
        {warning}
    }
    .into_any()
}
