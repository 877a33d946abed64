//! What to offer the account, each with its reason (A5).

use leptos::prelude::*;

use super::account_figures::AccountFigures;
use crate::analysis::Analysis;
use crate::analysis::losses::Standing;
use crate::analysis::recommendation::{PEERS, Profiles, Reason, Recommendation, recommendations};
use crate::book::RecordId;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::Icon;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

#[component]
pub fn Recommendations(
    id: RecordId,
    analysis: ByPtr<Analysis>,
    figures: ByPtr<AccountFigures>,
    standing: Option<Standing>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let ledger = session.ledger.get_untracked();
    let behaviour = figures.behaviour.as_ref()?;
    let found = recommendations(&analysis, &Profiles::of(&analysis, &ledger), id, behaviour);
    let rows: Vec<_> = found
        .iter()
        .map(|recommendation| {
            let group = recommendation.group.and_then(|group| ledger.groups().get(group as usize).cloned());
            let what = group.unwrap_or_else(|| words.text(Key::OfferUsual).into());
            let value = words.money_round(analysis.currency, recommendation.expected);
            let value = format!("{} {value}", analysis.currency);
            let key = if recommendation.is_of_one_order() { Key::OfferAnOrder } else { Key::OfferAYear };
            view! {
                <li>
                    <b><bdi>{what}</bdi></b>
                    " · "
                    {words.fill(key, &[("value", &value)])}
                    <p class="note">{reason(words, recommendation)}</p>
                </li>
            }
        })
        .collect();
    // Who is gone as a whole isn't won back by a product group.
    let lost = standing.filter(|standing| standing.state.is_away()).and_then(|standing| {
        let times = words.decimal(standing.times()?, 1);
        let text = words.fill(Key::OffersLost, &[("times", &times)]);
        Some(view! { <ul class="cautions"><li><Icon glyph=Glyph::Warn/><span>{text}</span></li></ul> })
    });
    let list = match rows.is_empty() {
        true => view! { <p class="note">{words.text(Key::OffersNone)}</p> }.into_any(),
        false => view! { <ol class="offers" data-testid="account-offers">{rows}</ol> }.into_any(),
    };
    Some(view! {
        <h3>{words.text(Key::OffersTitle)}</h3>
        {lost}
        {list}
        <details>
            <summary>{words.text(Key::OffersHow)}</summary>
            <p class="note">{words.fill(Key::OffersExplained, &[("peers", &words.number(PEERS))])}</p>
        </details>
    })
}

/// What the figures propose, each with its reason, in words.
pub fn proposed(
    words: Words,
    session: Session,
    analysis: &Analysis,
    figures: &AccountFigures,
    id: RecordId,
) -> Vec<(String, String)> {
    let ledger = session.ledger.get_untracked();
    let Some(behaviour) = &figures.behaviour else { return Vec::new() };
    let found = recommendations(analysis, &Profiles::of(analysis, &ledger), id, behaviour);
    let what = |found: &Recommendation| {
        let group = found.group.and_then(|group| ledger.groups().get(group as usize).cloned());
        group.unwrap_or_else(|| words.text(Key::OfferUsual).into())
    };
    found.iter().map(|found| (what(found), reason(words, found))).collect()
}

fn reason(words: Words, recommendation: &Recommendation) -> String {
    let times = |times: f64| words.decimal(times, 1);
    let bought = |key, n: usize, gap: f64, last, of: f64| {
        words.fill(
            key,
            &[("n", &words.number(n)), ("gap", &words.days(gap)), ("last", &words.day(last)), ("times", &times(of))],
        )
    };
    match recommendation.reason {
        Reason::Peers { peers, buyers, share, .. } => words.fill(
            Key::OfferPeers,
            &[("buyers", &words.number(buyers)), ("peers", &words.number(peers)), ("share", &words.percent(share))],
        ),
        Reason::Stopped { days, last, gap, times } => bought(Key::OfferStopped, days, gap, last, times),
        Reason::Due { days, last, gap, times } => bought(Key::OfferDue, days, gap, last, times),
        Reason::DueAsAWhole { rhythm, times } => {
            let gap = rhythm.yardstick.map_or(0.0, |yardstick| yardstick.gap());
            bought(Key::OfferDueAsAWhole, rhythm.days, gap, rhythm.last, times)
        }
    }
}
