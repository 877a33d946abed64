//! Their year beside the one before (T3): with how many each figure rests on, and never a rank.

use leptos::prelude::*;

use super::Shown;
use crate::analysis::Share;
use crate::book::settings::working_calendar;
use crate::service::requests::Responsiveness;
use crate::team::figures::{Sources, YearOf, figures, orders_taken, windows};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, words};
use crate::ui::working_clock::{this_minute, with_clock};

#[component]
pub fn Years(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let now = this_minute(session);
    let calendar = Memo::new(move |_| working_calendar(&session.book()));
    let accounts = shown.accounts();
    let found = Memo::new(move |_| {
        let (book, ledger, today, now) = (session.book(), session.ledger.get(), session.read_on.get(), now.get());
        accounts.with(|accounts| {
            calendar.with(|calendar| {
                with_clock(calendar, |clock| {
                    figures(Sources { book: &book, ledger: &ledger, clock, today, now }, shown.id, accounts)
                })
            })
        })
    });
    let orders = Memo::new(move |_| {
        let (book, ledger) = (session.book(), session.ledger.get());
        windows(session.read_on.get()).map(|window| orders_taken(&book, &ledger, shown.id, window))
    });
    let rows = move || {
        let money = |minor: i128| words.money_round(session.ledger.get().currency(), minor as f64);
        let [taken, before] = orders.get();
        found.with(|found| {
            let of = [&found.now, &found.before];
            let value = |year: &YearOf| {
                let from = words.count(Key::YearValueOf, year.buying);
                view! { {money(year.value)} <small class="muted">{from}</small> }.into_any()
            };
            let growth = found.growth().map(|growth| words.change(growth));
            let both = |read: &dyn Fn(&YearOf) -> Option<String>| of.map(|year| cell(words, read(year)));
            let row = |what: Key, [now, before]: [AnyView; 2], more: Option<String>| {
                view! {
                    <tr>
                        <th scope="row">{words.text(what)}</th>
                        <td class="num" data-label=words.text(Key::YearsNow)>
                            {now} {more.map(|more| view! { <small class="muted">{more}</small> })}
                        </td>
                        <td class="num" data-label=words.text(Key::YearsBefore)>{before}</td>
                    </tr>
                }
            };
            let content = |year: &YearOf| {
                let of = year.satisfaction;
                let mean = of.tenths.map(|tenths| words.decimal(f64::from(tenths) / 10.0, 1))?;
                Some(format!("{mean} · {}", words.count(Key::CountAccounts, of.accounts)))
            };
            let number = |n: usize| view! { {words.number(n)} }.into_any();
            // When a tie came to be isn't written down.
            let coverage = [cell(words, share(words, found.coverage)), "–".into_any()];
            [
                row(Key::YearValue, of.map(value), growth),
                row(Key::YearOrders, [number(taken), number(before)], None),
                row(Key::YearSatisfaction, both(&content), None),
                row(Key::YearAnswers, both(&|year| answers(words, &year.answers)), None),
                row(Key::YearPromises, both(&|year| share(words, year.promises)), None),
                row(Key::YearPlans, both(&|year| share(words, year.plans)), None),
                row(Key::YearLosses, both(&|year| share(words, year.losses)), None),
                row(Key::YearCoverage, coverage, None),
            ]
            .into_iter()
            .collect_view()
        })
    };
    view! {
        <section class="section" data-testid="colleague-years">
            <div class="section-head">
                <h2>{words.text(Key::YearsTitle)}</h2>
                <span class="note">{move || shown.named(words, Key::YearsOf)}</span>
            </div>
            <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::YearsTitle)>
                <table class="table colleague-years" data-fit>
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::YearsWhat)}</th>
                            <th scope="col" class="num">{words.text(Key::YearsNow)}</th>
                            <th scope="col" class="num">{words.text(Key::YearsBefore)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="note">{words.text(Key::YearsNote)}</p>
        </section>
    }
}

fn cell(words: Words, said: Option<String>) -> AnyView {
    match said {
        Some(said) => said.into_any(),
        None => view! { <span class="muted">{words.text(Key::YearNothing)}</span> }.into_any(),
    }
}

/// "95.4 % of 22", of few "7 of 9"; `None` of nothing (C0).
fn share(words: Words, share: Share) -> Option<String> {
    let rate = share.rate()?;
    let (x, n) = (words.number(share.of), words.number(share.among));
    let of = words.fill(Key::OwnedOf, &[("x", &x), ("n", &n)]);
    Some(if share.is_few() { of } else { format!("{} · {of}", words.percent(rate)) })
}

fn answers(words: Words, of: &Responsiveness) -> Option<String> {
    share(words, of.in_time)
}
