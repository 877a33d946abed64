//! The negotiation in a sentence or two: how much room there is, what concessions cost, what is missing.

use leptos::prelude::*;

use super::ready::texts;
use super::view::TalkView;
use crate::text::{Key, within_sentence};
use crate::ui::page::account::talk::{number, share};
use crate::ui::session::session;
use crate::ui::words::{isolated, rich, words};

#[component]
pub fn Reading(talk: TalkView) -> impl IntoView {
    let (session, words) = (session(), words());
    let said = move || {
        let file = talk.file.get()?;
        let ledger = session.ledger.get();
        let currency = ledger.currency();
        let rooms = file.points.iter().filter_map(|(_, of)| {
            let room = of.room().filter(|room| room.thousandths() > 0)?;
            let places = [("what", isolated(of.what.trim())), ("room", number(words, room, of.unit.trim()))];
            Some(words.fill(Key::NegotiationRoomOf, &places.each_ref().map(|(name, value)| (*name, value.as_str()))))
        });
        let rooms: Vec<String> = rooms.collect();
        let room = match rooms.is_empty() {
            true => words.text(Key::NegotiationReadNoRoom).to_owned(),
            false => words.fill(Key::NegotiationReadRoom, &[("what", &words.list(rooms))]),
        };
        let costs = file.costs(currency);
        let money = format!("{currency} {}", words.money(currency, costs.total));
        let cost = (costs.counted > 0)
            .then(|| words.counted(Key::NegotiationReadCosts, costs.counted, &[("sum", &isolated(&money))]));
        talk.account_view.dossier.with(|dossier| {
            let dossier = dossier.as_ref()?;
            let share = share(words, currency, costs, file.stake(dossier, &ledger, session.read_on.get()));
            let lacking: Vec<_> = file.checks(dossier, currency).into_iter().filter(|found| !found.is_met).collect();
            let lacks = lacking.first().filter(|_| file.record.is_open()).map(|first| {
                let what = within_sentence(words.text(texts(first.check).1));
                words.counted(Key::NegotiationReadLacks, lacking.len(), &[("what", &what)])
            });
            let cost = cost.map(|cost| match share {
                Some(share) => format!("{} ({share})", cost.trim_end_matches('.')) + ".",
                None => cost,
            });
            Some([Some(room), cost, lacks].into_iter().flatten().collect::<Vec<_>>().join(" "))
        })
    };
    view! { <p class="reading" data-testid="talk-reading">{move || said().map(rich)}</p> }
}
