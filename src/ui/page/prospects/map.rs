//! Where there is most to win: the score of the key list beside how much of what they need they buy of us (C20).

use leptos::prelude::*;

use super::key_list::score;
use super::shown::Shown;
use crate::chart::{MarketPoint, MarketWords, market, market_frame};
use crate::currency::Currency;
use crate::prospecting::key_list::Hundredths;
use crate::prospecting::market::{Basis, OnList};
use crate::text::Key;
use crate::ui::component::{ChartFigure, FiguresTable, drawn};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// So many names are told in the reading.
const NAMED: usize = 3;

/// From this score on somebody is strong, as the map has it.
const STRONG: Hundredths = 300;

#[component]
pub fn RoomMap(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    move || {
        let market = shown.market.get();
        let currency = session.ledger.get().currency();
        let placed: Vec<OnList> = market.iter().filter(|of| of.entry.score.is_some()).cloned().collect();
        if placed.is_empty() {
            return None;
        }
        let told = reading(words, &placed);
        let points: Vec<MarketPoint> = placed.iter().filter_map(|of| point(words, currency, of)).collect();
        let title = words.text(Key::MapTitle);
        let draw = drawn(move |width, mirrored| {
            let said = MarketWords {
                aria: title,
                score: words.text(Key::MapScore),
                share: words.text(Key::MapShare),
                unknown: words.text(Key::MapUnknown),
                zone: words.text(Key::MapZone),
                percent: &|share| words.percent_round(share),
                mark: &|mark| words.decimal(mark, 0),
            };
            market_chart(&points, width, mirrored, &said)
        });
        let key = [("l-dot", Key::MapCustomer), ("l-new", Key::MapNew), ("l-dash", Key::MapUnknown)];
        let key = key.map(|(class, text)| view! { <span><i class=class></i>{words.text(text)}</span> });
        Some(view! {
            <section class="section" data-testid="market-map">
                <div class="section-head">
                    <h2>{words.text(Key::MapTitle)}</h2>
                    <span class="note">{words.fill(Key::MapNote, &[("currency", &currency.to_string())])}</span>
                </div>
                <p class="reading">{rich(told)}</p>
                <div class="key-map">
                    <ChartFigure
                        test_id="market-chart"
                        title=title.into()
                        draw
                        table=move || table(words, currency, &placed)
                    />
                </div>
                <p class="key map-key">{key.into_iter().collect_view()} <span>{words.text(Key::MapReach)}</span></p>
            </section>
        })
    }
}

/// The chart, under another name than the list it is drawn of.
fn market_chart(points: &[MarketPoint], width: f64, mirrored: bool, words: &MarketWords<'_>) -> String {
    market(points, market_frame(width, mirrored), words)
}

fn point(words: Words, currency: Currency, of: &OnList) -> Option<MarketPoint> {
    let score = of.entry.score?;
    let hundredth = |score: Hundredths| f64::from(score) / 100.0;
    Some(MarketPoint {
        name: of.entry.name.clone(),
        score: hundredth(score),
        range: (hundredth(of.entry.range.0), hundredth(of.entry.range.1)),
        share: of.share.map(|(share, _)| share),
        gap: of.entry.gap.unwrap_or_default() as f64,
        is_new: of.is_prospect,
        says: says(words, currency, of),
    })
}

/// "Save-a-lot Markets: 4.70; 26.6 % of the wallet; 227,626 bought elsewhere"
fn says(words: Words, currency: Currency, of: &OnList) -> String {
    let score = of.entry.score.map(|of| score(words, of)).unwrap_or_default();
    let gap = of.entry.gap.map(|gap| words.money_round(currency, gap as f64));
    let gap = gap.unwrap_or_else(|| words.text(Key::CellUnknown).into());
    let (name, share) = (isolated(&of.entry.name), share(words, of));
    let places = [("name", name.as_str()), ("score", score.as_str()), ("share", share.as_str()), ("gap", gap.as_str())];
    words.fill(Key::MapSays, &places)
}

/// "26.6 % of the wallet", and of what it is a share.
fn share(words: Words, of: &OnList) -> String {
    match of.share {
        None => words.text(Key::MapUnknown).into(),
        Some((share, basis)) => {
            let key = match basis {
                Basis::Wallet => Key::MapOfWallet,
                Basis::Potential => Key::MapOfPotential,
            };
            words.fill(key, &[("share", &words.percent(share))])
        }
    }
}

/// Who is strong and buys less than half of what they need of us.
fn reading(words: Words, placed: &[OnList]) -> String {
    let room: Vec<&OnList> = placed
        .iter()
        .filter(|of| {
            of.entry.score.is_some_and(|score| score >= STRONG) && of.share.is_some_and(|(share, _)| share < 0.5)
        })
        .collect();
    match room.len() {
        0 => words.text(Key::MapNobody).into(),
        n if n <= NAMED => {
            let names = words.list(room.iter().map(|of| isolated(&of.entry.name)));
            words.counted(Key::MapNamed, n, &[("names", &names)])
        }
        n => words.count(Key::MapCounted, n),
    }
}

fn table(words: Words, currency: Currency, placed: &[OnList]) -> impl IntoView + use<> {
    let row = |of: &OnList| {
        let name = of.entry.name.clone();
        let gap = of.entry.gap.map(|gap| words.money_round(currency, gap as f64));
        view! {
            <tr>
                <th scope="row"><bdi>{name}</bdi></th>
                <td class="num">{of.entry.score.map(|of| score(words, of))}</td>
                <td class="num">{share(words, of)}</td>
                <td class="num">{gap.unwrap_or_else(|| words.text(Key::CellUnknown).into())}</td>
            </tr>
        }
    };
    let rows = placed.iter().map(row).collect_view();
    let heads = [(Key::KeyListAccount, false), (Key::MapScore, true), (Key::MapShare, true), (Key::MapGap, true)];
    let heads = heads.map(|(key, is_number)| (words.text(key).into(), is_number)).into();
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}
